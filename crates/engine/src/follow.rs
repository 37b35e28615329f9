//! Following shops: a user's list, changed by the user alone; how many follow a shop is counted out of the outbox.

mod news;

pub use news::{Leaving, leave_by_letter, leaving};
pub(crate) use news::{go_on, leaving_key, still_holds, tell};

use std::collections::BTreeSet;

use domain::event::{Event, EventKind};
use domain::follow::{FOLLOWED_MAX, Follow, FollowRefusal, Follower};
use domain::shop::{Shop, ShopState};
use domain::{MarketId, Micros, ShopId, UserId};
use store::{Problem, Tx};

use crate::stop::OrAbsent;
use crate::{Act, Engine, Seen, Stop};

/// A shop as one who may follow it sees it.
#[derive(Debug, Clone)]
pub struct Followed {
    pub shop: Shop,
    /// Since when this user follows it.
    pub since: Option<Micros>,
    pub followers: i64,
}

fn by_slug<R>(tx: &mut Tx<'_>, market: MarketId, slug: &str) -> Result<Shop, Stop<R>> {
    let claim = crate::shop::slug_claim(market, slug);
    let id = ShopId::from_raw(store::user::claimed(tx, crate::shop::SLUG, &claim)?.or_absent()?);
    store::shop::shop(tx, id)?.filter(|shop| shop.state != ShopState::Preparing).or_absent()
}

/// Puts a shop on a user's list. Followed twice, it stands there once, since the first time.
pub async fn follow(
    engine: &Engine,
    user: UserId,
    (market, slug): (MarketId, String),
    now: Micros,
) -> Result<(), Stop<FollowRefusal>> {
    engine
        .act(now, move |act| {
            let shop = by_slug(act.tx, market, &slug)?;
            let known = store::follow::follows(act.tx, &[user])?;
            if known.iter().any(|follow| follow.shop == shop.id) {
                return Ok(());
            }
            if known.len() >= FOLLOWED_MAX {
                return Err(Stop::Refused(FollowRefusal::TooMany));
            }
            let follow = Follow { user_id: user, shop: shop.id, market, since: act.now };
            store::insert(act.tx, &[follow]).map_err(Problem::taken_meanwhile)?;
            act.event(EventKind::ShopFollowed, user.get(), &shop.id.to_string());
            Ok(())
        })
        .await
}

/// Takes a shop off a user's list; whichever state it is in by now.
pub async fn leave(
    engine: &Engine,
    user: UserId,
    (market, slug): (MarketId, String),
    now: Micros,
) -> Seen<()> {
    engine
        .act(now, move |act| {
            let shop = by_slug(act.tx, market, &slug)?;
            if store::follow::leave(act.tx, user, shop.id)? {
                act.event(EventKind::ShopFollowed, user.get(), &shop.id.to_string());
            }
            Ok(())
        })
        .await
}

/// How a user stands to a shop.
pub async fn one(engine: &Engine, user: UserId, market: MarketId, slug: String) -> Seen<Followed> {
    engine
        .read(move |tx| {
            let shop = by_slug(tx, market, &slug)?;
            let follows = store::follow::follows(tx, &[user])?;
            Ok(Followed {
                since: follows.iter().find(|follow| follow.shop == shop.id).map(|follow| follow.since),
                followers: store::follow::count(tx, shop.id)?,
                shop,
            })
        })
        .await
}

/// A user's list on a market, the latest first.
pub async fn of_user(engine: &Engine, user: UserId, market: MarketId) -> Seen<Vec<(Follow, Shop)>> {
    engine
        .heavy(move |tx| {
            let mut follows = store::follow::follows(tx, &[user])?;
            follows.retain(|follow| follow.market == market);
            follows.sort_by_key(|follow| (-follow.since, follow.shop));
            let shops = store::shop::shops(tx, &follows.iter().map(|one| one.shop).collect::<Vec<_>>())?;
            let with_shop = |follow: Follow| {
                let shop = shops.iter().find(|shop| shop.id == follow.shop)?.clone();
                Some((follow, shop))
            };
            Ok(follows.into_iter().filter_map(with_shop).collect())
        })
        .await
}

/// Brings the followers of shops up to date with users' lists; answers which shops have others now. Told twice, it is so once.
pub(crate) fn feed(act: &mut Act<'_, '_>, events: &[&Event]) -> Seen<Vec<(MarketId, ShopId)>> {
    let told = events.iter().filter(|event| event.kind == EventKind::ShopFollowed);
    let pairs: BTreeSet<(UserId, ShopId)> =
        told.filter_map(|event| Some((UserId::from_raw(event.subject), event.body.parse().ok()?))).collect();
    if pairs.is_empty() {
        return Ok(Vec::new());
    }
    let users: BTreeSet<UserId> = pairs.iter().map(|(user, _)| *user).collect();
    let lists = store::follow::follows(act.tx, &users.into_iter().collect::<Vec<_>>())?;
    let listed = |user: UserId, shop: ShopId| {
        lists.iter().find(|follow| (follow.user_id, follow.shop) == (user, shop))
    };
    let (mut come, mut gone) = (Vec::new(), Vec::new());
    for (user_id, shop) in &pairs {
        match listed(*user_id, *shop) {
            Some(follow) => come.push(Follower { shop: *shop, user_id: *user_id, since: follow.since }),
            None => gone.push((*shop, *user_id)),
        }
    }
    store::follow::put(act.tx, &come)?;
    store::follow::forget(act.tx, &gone)?;
    let ids: BTreeSet<ShopId> = pairs.into_iter().map(|(_, shop)| shop).collect();
    let shops = store::shop::shops(act.tx, &ids.into_iter().collect::<Vec<_>>())?;
    Ok(shops.iter().map(|shop| (shop.market, shop.id)).collect())
}
