//! Who follows which shop: a user keeps a list of shops, and a shop knows how many keep it.

use crate::{DAY, MarketId, Micros, ShopId, UserId};

/// Shops that one user may follow.
pub const FOLLOWED_MAX: usize = 500;
/// Days between two letters of one shop to its followers.
pub const NEWS_DAYS: i64 = 7;

codes! {
    /// What the followers of a shop are told by letter.
    pub enum ShopNews {
        /// It stands in the market's lists from now on.
        Opened = "opened",
        /// Its holiday is over.
        Back = "back",
    }
}

/// A shop on a user's list; lies in the user's bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follow {
    pub user_id: UserId,
    pub shop: ShopId,
    pub market: MarketId,
    pub since: Micros,
}

/// The same seen from the shop; lies in the seller's bucket, fed by the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follower {
    pub shop: ShopId,
    pub user_id: UserId,
    pub since: Micros,
}

/// The last news of a shop, and how far its followers have been told; lies in the seller's bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowNews {
    pub shop: ShopId,
    pub news: ShopNews,
    pub at: Micros,
    /// Raw id of the last follower who was told; 0 before the first.
    pub reached: i64,
    pub is_told: bool,
    pub version: i64,
}

impl FollowNews {
    /// Whether other news may be told at `now`.
    pub fn is_over(&self, now: Micros) -> bool {
        self.is_told && now.saturating_sub(self.at) >= NEWS_DAYS * DAY
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FollowRefusal {
    #[error("follow.too_many")]
    TooMany,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_follow_news_after_a_week_and_once_all_have_been_told() {
        let news = |is_told| FollowNews {
            shop: ShopId::from_raw(1),
            news: ShopNews::Back,
            at: 10 * DAY,
            reached: 0,
            is_told,
            version: 0,
        };
        for (is_told, now, is_over) in [
            (true, 10 * DAY, false),
            (true, 17 * DAY - 1, false),
            (true, 17 * DAY, true),
            (false, 17 * DAY, false),
            (true, i64::MIN, false),
        ] {
            assert_eq!(news(is_told).is_over(now), is_over, "{is_told} {now}");
        }
    }
}
