//! Who follows which shop: users' lists, and the followers of a shop.

use domain::follow::{Follow, FollowNews, Follower};
use domain::{ShopId, UserId};

use crate::db::{Col, Stored, Tx};
use crate::{record, statement, values};

record!(Follow as FOLLOWS in "follow", bucket |follow| follow.user_id.bucket(), keys [user_id, shop], {
    user_id: i, shop: i, market: i, since: i
});
record!(Follower as FOLLOWERS in "follower", bucket |follower| follower.shop.bucket(), keys [shop, user_id], {
    shop: i, user_id: i, since: i
});
record!(FollowNews as NEWS in "follow_news", bucket |news| news.shop.bucket(), keys [shop], {
    shop: i, news: t, at: i, reached: i, is_told: b, version: i
});

statement!(
    FOLLOWERS_AFTER,
    "select user_id from follower where bucket = $1 and shop = $2 and user_id > $3 order by user_id limit $4"
);
statement!(LEAVE, "delete from follow where bucket = $1 and user_id = $2 and shop = $3");
statement!(COUNT, "select count(*) from follower where bucket = $1 and shop = $2");
statement!(
    ADD,
    "insert into follower (bucket, shop, user_id, since)
     select * from {rows v: bucket i, shop i, user_id i, since i}
     where true on conflict (bucket, shop, user_id) do update set since = excluded.since"
);
statement!(
    DROP,
    "{pg:delete from follower using {rows v: bucket i, shop i, user_id i}
       where follower.bucket = v.bucket and follower.shop = v.shop and follower.user_id = v.user_id}
     {lite:delete from follower where bucket = $1 and shop = $2 and user_id = $3}"
);

/// Everything that these users follow.
pub fn follows(tx: &mut Tx<'_>, users: &[UserId]) -> Stored<Vec<Follow>> {
    crate::load(tx, users.iter().map(|id| (id.bucket(), id.get())))
}

pub fn leave(tx: &mut Tx<'_>, user: UserId, shop: ShopId) -> Stored<bool> {
    Ok(tx.execute(LEAVE, values![user.bucket(), user, shop])? > 0)
}

/// How many follow a shop.
pub fn count(tx: &mut Tx<'_>, shop: ShopId) -> Stored<i64> {
    Ok(tx.query_one(COUNT, values![shop.bucket(), shop], |row| row.get(0))?.unwrap_or(0))
}

/// The last news that a shop's followers were told.
pub fn news(tx: &mut Tx<'_>, shop: ShopId) -> Stored<Option<FollowNews>> {
    Ok(crate::load(tx, [(shop.bucket(), shop.get())])?.pop())
}

/// Followers of a shop after one of them, in the order of their ids.
pub fn followers_after(tx: &mut Tx<'_>, shop: ShopId, after: i64, most: i64) -> Stored<Vec<UserId>> {
    tx.query(FOLLOWERS_AFTER, values![shop.bucket(), shop, after, most], |row| row.get(0))
}

/// Writes followers, those that are known too.
pub fn put(tx: &mut Tx<'_>, followers: &[Follower]) -> Stored<()> {
    let columns = [
        Col::gather(followers.iter(), |one| one.shop.bucket()),
        Col::gather(followers.iter(), |one| one.shop),
        Col::gather(followers.iter(), |one| one.user_id),
        Col::gather(followers.iter(), |one| one.since),
    ];
    tx.put_any(ADD, columns)
}

/// Forgets followers who have left.
pub fn forget(tx: &mut Tx<'_>, left: &[(ShopId, UserId)]) -> Stored<()> {
    let columns = [
        Col::gather(left.iter(), |(shop, _)| shop.bucket()),
        Col::gather(left.iter(), |(shop, _)| *shop),
        Col::gather(left.iter(), |(_, user)| *user),
    ];
    tx.put_any(DROP, columns)
}
