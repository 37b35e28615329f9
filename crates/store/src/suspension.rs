//! Shops that the operator stopped.

use domain::suspension::Suspension;
use domain::{OperatorId, SellerId, ShopId, SuspensionId};

use crate::db::{Problem, Record, Stored, Tx};
use crate::{record, statement, values};

record!(Suspension as SUSPENSIONS in "suspension", bucket |it| it.id.bucket(), keys [id], {
    id: i, shop: i, seller: i, operator: i, cause: t, text: t, user_id: i, by_whom: t, since: i, complaint: t,
    complained_at: oi, ruling: t, ruled_by: t, ruled_at: oi, ended_at: oi, ended_by: t, version: i
});

statement!(SUSPENSION, "select {columns suspension} from suspension where bucket = $1 and id = $2");
statement!(
    OF_SHOP,
    "select {columns suspension} from suspension where bucket = $1 and shop = $2 order by id desc limit $3"
);
statement!(
    GOES_ON,
    "select {columns suspension} from suspension where bucket = $1 and shop = $2 and ended_at is null"
);
statement!(
    GOES_ON_OF_SELLER,
    "select count(*) from suspension where bucket = $1 and seller = $2 and ended_at is null and operator = $3"
);

pub fn suspension(tx: &mut Tx<'_>, id: SuspensionId) -> Stored<Option<Suspension>> {
    tx.query_one(SUSPENSION, values![id.bucket(), id], Suspension::from_row)
}

/// A shop's suspensions, the newest first.
pub fn of_shop(tx: &mut Tx<'_>, shop: ShopId, most: i64) -> Stored<Vec<Suspension>> {
    tx.query(OF_SHOP, values![shop.bucket(), shop, most], Suspension::from_row)
}

/// The one that goes on, if there is one.
pub fn goes_on(tx: &mut Tx<'_>, shop: ShopId) -> Stored<Option<Suspension>> {
    tx.query_one(GOES_ON, values![shop.bucket(), shop], Suspension::from_row)
}

/// Whether a shop of the seller is suspended on a market of the operator.
pub fn is_seller_suspended(tx: &mut Tx<'_>, seller: SellerId, operator: OperatorId) -> Stored<bool> {
    let count: i64 = tx
        .query_one(GOES_ON_OF_SELLER, values![seller.bucket(), seller, operator], |row| row.get(0))?
        .unwrap_or(0);
    Ok(count > 0)
}

/// Keeps a new one; another one that goes on since the act looked is a conflict.
pub fn add(tx: &mut Tx<'_>, it: &Suspension) -> Stored<()> {
    crate::insert(tx, std::slice::from_ref(it)).map_err(Problem::taken_meanwhile)
}
