//! Who follows which shop: a user keeps a list of shops, and a shop knows how many keep it.

use crate::{MarketId, Micros, ShopId, UserId};

/// Shops that one user may follow.
pub const FOLLOWED_MAX: usize = 500;

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

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FollowRefusal {
    #[error("follow.too_many")]
    TooMany,
}
