//! Stock items, their movements and holds.

use std::collections::BTreeMap;

use domain::stock::{Hold, Movement, StockItem};
use domain::{MovementId, PurchaseId, StockItemId};

use crate::db::{Col, Problem, Record, Stored, Tx};
use crate::{record, statement};

record!(StockItem as ITEMS in "stock_item", bucket |item| item.id.bucket(), keys [id], {
    id: i, seller: i, on_hand: i, held: i, sold: i, newest: oi, version: i
});
record!(Movement as MOVEMENTS in "movement", bucket |movement| movement.item.bucket(), keys [id], {
    id: i, item: i, cause: t, on_hand: i, held: i, sold: i, subject: i, at: i, previous: oi
});
record!(Hold as HOLDS in "hold", bucket |hold| hold.item.bucket(), keys [purchase, item], {
    purchase: i, item: i, quantity: i, expires_at: i, state: t
});

statement!(
    CHANGE,
    "update stock_item set on_hand = stock_item.on_hand + v.on_hand, held = stock_item.held + v.held,
       sold = stock_item.sold + v.sold, previous = stock_item.newest, newest = v.newest,
       version = stock_item.version + 1
     from {rows v: bucket i, id i, on_hand i, held i, sold i, newest oi}
     where stock_item.bucket = v.bucket and stock_item.id = v.id and stock_item.held + v.held >= 0
       and stock_item.sold + v.sold >= 0
       and stock_item.on_hand + v.on_hand >= stock_item.held + v.held + stock_item.sold + v.sold"
);
statement!(
    /// Right after `CHANGE`: an item still tells there which movement was its newest before.
    LINK,
    "insert into movement (bucket, id, item, cause, on_hand, held, sold, subject, at, previous)
     {pg:select v.bucket, v.id, v.item, v.cause, v.on_hand, v.held, v.sold, v.subject, v.at, coalesce(v.previous, s.previous)
       from {rows v: bucket i, id i, item i, cause t, on_hand i, held i, sold i, subject i, at i, previous oi}
         join stock_item s on s.bucket = v.bucket and s.id = v.item}
     {lite:select $1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce($10, s.previous) from stock_item s
       where s.bucket = $1 and s.id = $3}"
);

/// What happens to one item in one go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StockMove {
    pub on_hand: i64,
    pub held: i64,
    pub sold: i64,
    /// The last of its movements.
    pub newest: Option<MovementId>,
}

pub fn items(tx: &mut Tx<'_>, ids: &[StockItemId]) -> Stored<Vec<StockItem>> {
    crate::load(tx, ids.iter().map(|id| (id.bucket(), id.get())))
}

/// Moves figures by sums, guarded by arithmetic: what would fall below zero is a conflict, and buyers of one item wait for
/// each other instead of failing. The movements behind the sums come in their order; the first of an item names none
/// before it and is linked to what was the item's newest.
pub fn moves(tx: &mut Tx<'_>, sums: &BTreeMap<StockItemId, StockMove>, movements: &[Movement]) -> Stored<()> {
    if sums.is_empty() {
        return Ok(());
    }
    let columns = [
        Col::gather(sums.keys(), |id| id.bucket()),
        Col::gather(sums.keys(), |id| *id),
        Col::gather(sums.values(), |sum| sum.on_hand),
        Col::gather(sums.values(), |sum| sum.held),
        Col::gather(sums.values(), |sum| sum.sold),
        Col::gather(sums.values(), |sum| sum.newest),
    ];
    tx.put(CHANGE, columns, |_| Problem::Conflict)?;
    tx.put(LINK, Movement::columns(movements), |written| {
        Problem::fault(format!("{written} of {} movements written", movements.len()))
    })
}

/// Holds of purchases, each named with a bucket of one of its sellers: there they lie.
pub fn holds_of(tx: &mut Tx<'_>, purchases: &[(i64, PurchaseId)]) -> Stored<Vec<Hold>> {
    crate::load(tx, purchases.iter().map(|(bucket, purchase)| (*bucket, purchase.get())))
}

/// The newest movements of an item, the newest first, each found by the one after it.
pub fn movements_of(tx: &mut Tx<'_>, item: &StockItem, most: usize) -> Stored<Vec<Movement>> {
    let (mut found, mut next) = (Vec::new(), item.newest);
    while let Some(id) = next.filter(|_| found.len() < most) {
        let Some(movement) = crate::load::<Movement>(tx, [(item.id.bucket(), id.get())])?.pop() else {
            return Err(Problem::fault(format!("movement {id} of stock item {} is not there", item.id)));
        };
        next = movement.previous;
        found.push(movement);
    }
    Ok(found)
}
