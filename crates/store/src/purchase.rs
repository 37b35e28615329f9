//! Purchases, their parts and lines; and the copies of orders that a buyer's list shows.

use domain::purchase::{Purchase, PurchaseLine, PurchasePart};
use domain::{Micros, OrderId, PurchaseId, UserId};
use money::Currency;

use crate::db::{Col, Record, Stored, Tx};
use crate::{record, statement, values};

record!(Purchase as PURCHASES in "purchase", bucket |purchase| purchase.id.bucket(), keys [id], {
    id: i, user_id: i, market: i, operator: i, state: t, email: t, language: t, address: t, goods: i, delivery: i,
    tax: i, total: i, currency: t, policy_number: i, created_at: i, expires_at: i, paid_at: oi, secret_hash: x,
    version: i
});
record!(PurchasePart as PARTS in "purchase_part", bucket |part| part.purchase.bucket(), keys [purchase, order_id], {
    purchase: i, order_id: i, shop: i, seller: i, delivery_name: t, days_min: i, days_max: i, handling_days: i,
    goods: i, delivery: i, delivery_tax: i, tax: i, total: i, commission: i, fee_vat_ppm: i
});
record!(PurchaseLine as LINES in "purchase_line", bucket |line| line.purchase.bucket(), keys [purchase, ordinal], {
    purchase: i, order_id: i, ordinal: i, offer: i, product: i, variant: i, stock_item: i, title: t, options: t,
    sku: t, drawing: t, hue: i, picture: t, quantity: i, unit: i, amount: i, tax_class: t, tax_ppm: i, tax: i,
    weight_grams: i, commission_ppm: i
});
record!(MyOrder as MY_ORDERS in "my_order", bucket |order| order.user_id.bucket(), keys [user_id, order_id], {
    user_id: i, order_id: i, purchase: i, market: i, shop_name: t, state: t, total: i, currency: t, first_title: t,
    pieces: i, drawing: t, hue: i, picture: t, placed_at: i, changed_at: i
});

/// The copy of an order that its buyer's list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MyOrder {
    pub user_id: UserId,
    pub order_id: OrderId,
    pub purchase: PurchaseId,
    pub market: domain::MarketId,
    pub shop_name: String,
    pub state: domain::order::OrderState,
    pub total: i64,
    pub currency: Currency,
    pub first_title: String,
    pub pieces: i64,
    pub drawing: String,
    pub hue: i64,
    pub picture: String,
    pub placed_at: Micros,
    pub changed_at: Micros,
}

statement!(
    PURCHASES_OF,
    "select {columns purchase} from purchase where bucket = $1 and user_id = $2 and id < $3 order by id desc limit $4"
);
statement!(
    MY_ORDERS_OF,
    "select {columns my_order} from my_order where bucket = $1 and user_id = $2 and order_id < $3
     order by order_id desc limit $4"
);
statement!(
    DROP_MY_ORDERS,
    "{pg:delete from my_order using {rows v: bucket i, owner i, wanted i}
       where my_order.bucket = v.bucket and my_order.user_id = v.owner and my_order.order_id = v.wanted}
     {lite:delete from my_order where bucket = $1 and user_id = $2 and order_id = $3}"
);
statement!(
    GIVE,
    "update purchase set user_id = v.owner, version = purchase.version + 1
     from {rows v: bucket i, id i, owner i} where purchase.bucket = v.bucket and purchase.id = v.id"
);

pub fn purchase(tx: &mut Tx<'_>, id: PurchaseId) -> Stored<Option<Purchase>> {
    Ok(purchases(tx, &[id])?.pop())
}

pub fn purchases(tx: &mut Tx<'_>, ids: &[PurchaseId]) -> Stored<Vec<Purchase>> {
    crate::load(tx, keys(ids))
}

fn keys(ids: &[PurchaseId]) -> impl Iterator<Item = (i64, i64)> {
    ids.iter().map(|id| (id.bucket(), id.get()))
}

/// A user's purchases, newest first, older than `before`.
pub fn purchases_of(tx: &mut Tx<'_>, user: UserId, before: i64, most: i64) -> Stored<Vec<Purchase>> {
    tx.query(PURCHASES_OF, values![user.bucket(), user, before, most], Purchase::from_row)
}

pub fn parts(tx: &mut Tx<'_>, ids: &[PurchaseId]) -> Stored<Vec<PurchasePart>> {
    crate::load(tx, keys(ids))
}

pub fn lines(tx: &mut Tx<'_>, ids: &[PurchaseId]) -> Stored<Vec<PurchaseLine>> {
    crate::load(tx, keys(ids))
}

pub fn my_orders(tx: &mut Tx<'_>, user: UserId, before: i64, most: i64) -> Stored<Vec<MyOrder>> {
    tx.query(MY_ORDERS_OF, values![user.bucket(), user, before, most], MyOrder::from_row)
}

/// Writes the copies of orders anew.
pub fn put_my_orders(tx: &mut Tx<'_>, orders: &[MyOrder]) -> Stored<()> {
    let keys: Vec<(UserId, OrderId)> = orders.iter().map(|order| (order.user_id, order.order_id)).collect();
    drop_my_orders(tx, &keys)?;
    crate::insert(tx, orders)
}

pub fn drop_my_orders(tx: &mut Tx<'_>, keys: &[(UserId, OrderId)]) -> Stored<()> {
    let columns = [
        Col::gather(keys.iter(), |(user, _): &(UserId, OrderId)| user.bucket()),
        Col::gather(keys.iter(), |(user, _)| *user),
        Col::gather(keys.iter(), |(_, order)| *order),
    ];
    tx.rows(DROP_MY_ORDERS, &columns).map(|_| ())
}

/// Gives purchases to another user of the same bucket: a guest claimed them.
pub fn give(tx: &mut Tx<'_>, purchases: &[Purchase], to: UserId) -> Stored<u64> {
    let columns = [
        Col::gather(purchases.iter(), |p| p.id.bucket()),
        Col::gather(purchases.iter(), |p| p.id),
        Col::gather(purchases.iter(), |_| to),
    ];
    tx.rows(GIVE, &columns)
}
