//! Stock items, their movements and holds.

use domain::stock::{Change, Hold, Movement, StockItem};
use domain::{PurchaseId, StockItemId};

use crate::db::{Col, Problem, Record, Stored, Tx};
use crate::{record, statement, values};

record!(StockItem as ITEMS in "stock_item", bucket |item| item.id.bucket(), keys [id], {
    id: i, seller: i, on_hand: i, held: i, sold: i, version: i
});
record!(Movement as MOVEMENTS in "movement", bucket |movement| movement.item.bucket(), keys [id], {
    id: i, item: i, cause: t, on_hand: i, held: i, sold: i, subject: i, at: i
});
record!(Hold as HOLDS in "hold", bucket |hold| hold.item.bucket(), keys [purchase, item], {
    purchase: i, item: i, quantity: i, expires_at: i, state: t
});

statement!(
    CHANGE,
    "update stock_item set on_hand = stock_item.on_hand + v.on_hand, held = stock_item.held + v.held,
       sold = stock_item.sold + v.sold, version = stock_item.version + 1
     from {rows v: bucket i, id i, on_hand i, held i, sold i}
     where stock_item.bucket = v.bucket and stock_item.id = v.id and stock_item.held + v.held >= 0
       and stock_item.sold + v.sold >= 0
       and stock_item.on_hand + v.on_hand >= stock_item.held + v.held + stock_item.sold + v.sold"
);
statement!(
    MOVEMENTS_OF,
    "select {columns movement} from movement where bucket = $1 and item = $2 order by id desc limit $3"
);

pub fn items(tx: &mut Tx<'_>, ids: &[StockItemId]) -> Stored<Vec<StockItem>> {
    crate::load(tx, ids.iter().map(|id| (id.bucket(), id.get())))
}

/// Moves figures by what `changes` says, guarded by arithmetic: what would fall below zero is a conflict, and buyers of
/// one item wait for each other instead of failing. Each item once.
pub fn change(tx: &mut Tx<'_>, changes: &[(StockItemId, Change)]) -> Stored<()> {
    let columns = [
        Col::gather(changes.iter(), |(id, _)| id.bucket()),
        Col::gather(changes.iter(), |(id, _)| *id),
        Col::gather(changes.iter(), |(_, change)| change.on_hand),
        Col::gather(changes.iter(), |(_, change)| change.held),
        Col::gather(changes.iter(), |(_, change)| change.sold),
    ];
    tx.put(CHANGE, columns, |_| Problem::Conflict)
}

/// Holds of purchases, each named with a bucket of one of its sellers: there they lie.
pub fn holds_of(tx: &mut Tx<'_>, purchases: &[(i64, PurchaseId)]) -> Stored<Vec<Hold>> {
    crate::load(tx, purchases.iter().map(|(bucket, purchase)| (*bucket, purchase.get())))
}

pub fn movements_of(tx: &mut Tx<'_>, item: StockItemId, most: i64) -> Stored<Vec<Movement>> {
    tx.query(MOVEMENTS_OF, values![item.bucket(), item, most], Movement::from_row)
}
