//! Stock items, their movements and holds.

use domain::stock::{Hold, Movement, StockItem};
use domain::{PurchaseId, StockItemId};

use crate::db::{Record, Stored, Tx};
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
    ITEMS_BY_ID,
    "select {columns stock_item} from stock_item where bucket {in 1} and id {in 2} order by id"
);
statement!(HOLDS_OF, "select {columns hold} from hold where bucket {in 1} and purchase = $2 order by item");
statement!(
    MOVEMENTS_OF,
    "select {columns movement} from movement where bucket = $1 and item = $2 order by id desc limit $3"
);

pub fn items(tx: &mut Tx<'_>, ids: &[StockItemId]) -> Stored<Vec<StockItem>> {
    let key =
        values![crate::buckets(ids.iter().map(|id| id.bucket())), crate::raws(ids.iter().map(|id| id.get()))];
    tx.query(ITEMS_BY_ID, key, StockItem::from_row)
}

/// Holds of a purchase; they lie in the buckets of its sellers.
pub fn holds_of(tx: &mut Tx<'_>, purchase: PurchaseId, buckets: Vec<i64>) -> Stored<Vec<Hold>> {
    tx.query(HOLDS_OF, values![buckets, purchase], Hold::from_row)
}

pub fn movements_of(tx: &mut Tx<'_>, item: StockItemId, most: i64) -> Stored<Vec<Movement>> {
    tx.query(MOVEMENTS_OF, values![item.bucket(), item, most], Movement::from_row)
}
