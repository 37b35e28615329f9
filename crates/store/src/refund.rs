//! Refund requests and refunds.

use domain::refund::{Refund, Request};
use domain::{OrderId, RefundId, RequestId, ShopId};

use crate::db::{Record, Stored, Tx};
use crate::{record, statement, values};

record!(Request as REQUESTS in "request", bucket |request| request.id.bucket(), keys [id], {
    id: i, order_id: i, user_id: i, kind: t, reason: t, text: t, asked: i, granted: i, state: t, answer: t, ruling: t,
    opened_at: i, answer_by: i, answered_at: oi, escalated_at: oi, closed_at: oi, version: i
});
record!(Refund as REFUNDS in "refund", bucket |refund| refund.id.bucket(), keys [id], {
    id: i, order_id: oi, payment: i, charge_reference: t, amount: i, currency: t, cause: t, state: t, reference: t,
    code: t, opened_at: i, done_at: oi, version: i
});

statement!(REQUEST, "select {columns request} from request where bucket = $1 and id = $2");
statement!(
    REQUESTS_OF,
    "select {columns request} from request where bucket {in 1} and order_id {in 2} order by order_id, id"
);
statement!(
    /// `cross join` keeps SQLite to this order: open requests are few, a shop's orders are many.
    OPEN_OF_SHOP,
    "select {columns request r} from request r cross join orders o
     where r.bucket = $1 and r.closed_at is null and o.bucket = r.bucket and o.id = r.order_id and o.shop = $2
     order by r.answer_by, r.id limit $3"
);
statement!(
    OPEN_COUNT,
    "select count(*) from request r cross join orders o
     where r.bucket = $1 and r.closed_at is null and o.bucket = r.bucket and o.id = r.order_id and o.shop = $2"
);
statement!(REFUND, "select {columns refund} from refund where bucket = $1 and id = $2");
statement!(
    REFUNDS_OF,
    "select {columns refund} from refund where bucket {in 1} and order_id {in 2} order by order_id, id"
);

pub fn request(tx: &mut Tx<'_>, id: RequestId) -> Stored<Option<Request>> {
    tx.query_one(REQUEST, values![id.bucket(), id], Request::from_row)
}

pub fn requests_of(tx: &mut Tx<'_>, orders: &[OrderId]) -> Stored<Vec<Request>> {
    let key = values![
        crate::buckets(orders.iter().map(|id| id.bucket())),
        crate::raws(orders.iter().map(|id| id.get()))
    ];
    tx.query(REQUESTS_OF, key, Request::from_row)
}

/// Requests about a shop's orders that nobody has closed, the most pressing first. A long read.
pub fn open_of_shop(tx: &mut Tx<'_>, shop: ShopId, most: i64) -> Stored<Vec<Request>> {
    tx.query(OPEN_OF_SHOP, values![shop.bucket(), shop, most], Request::from_row)
}

/// How many those are. A long read.
pub fn count_open_of_shop(tx: &mut Tx<'_>, shop: ShopId) -> Stored<i64> {
    Ok(tx.query_one(OPEN_COUNT, values![shop.bucket(), shop], |row| row.get(0))?.unwrap_or_default())
}

pub fn refund(tx: &mut Tx<'_>, id: RefundId) -> Stored<Option<Refund>> {
    tx.query_one(REFUND, values![id.bucket(), id], Refund::from_row)
}

pub fn refunds_of(tx: &mut Tx<'_>, orders: &[OrderId]) -> Stored<Vec<Refund>> {
    let key = values![
        crate::buckets(orders.iter().map(|id| id.bucket())),
        crate::raws(orders.iter().map(|id| id.get()))
    ];
    tx.query(REFUNDS_OF, key, Refund::from_row)
}
