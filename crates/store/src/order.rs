//! Orders, their lines and steps; and the list that an operator sees.

use std::collections::BTreeSet;

use domain::order::{Order, OrderLine, OrderState, OrderStep};
use domain::shop::Shop;
use domain::{DAY, MarketId, Micros, OperatorId, OrderId, SellerId, ShopId, UserId};
use money::Currency;

use crate::db::{Col, Problem, Record, Stored, Tx};
use crate::tally::{self, Counted, List, Part, Sums};
use crate::{record, statement, values};

record!(Order as ORDERS in "orders", bucket |order| order.id.bucket(), keys [id], {
    id: i, purchase: i, payment: i, charge_reference: t, shop: i, seller: i, market: i, operator: i, user_id: i,
    state: t, email: t, language: t, address: t, delivery_name: t, days_min: i, days_max: i, handling_days: i,
    goods: i, delivery: i, delivery_tax: i, tax: i, total: i, currency: t, tax_owed: i, policy_number: i,
    commission: i, commission_base: i, fee_vat_ppm: i, confirm_days_after_delivery: i, confirm_days_after_dispatch: i,
    payout_delay_days: i, refunded: i, released: i, fee: i, fee_vat: i, fee_back: i, fee_vat_back: i,
    tax_collected: i, tax_back: i, pending: i, placed_at: i, shipped_at: oi, delivered_at: oi, completed_at: oi,
    closed_at: oi, matured_at: oi, confirm_at: oi, confirm_left: oi, version: i
});
record!(OrderLine as LINES in "order_line", bucket |line| line.order_id.bucket(), keys [order_id, ordinal], {
    order_id: i, ordinal: i, offer: i, product: i, variant: i, stock_item: i, title: t, options: t, sku: t,
    drawing: t, hue: i, picture: t, quantity: i, shipped: i, unit: i, amount: i, tax_class: t, tax_ppm: i, tax: i,
    weight_grams: i, commission_ppm: i
});
record!(OrderStep as STEPS in "order_step", bucket |step| step.order_id.bucket(), keys [order_id, id], {
    order_id: i, id: i, step: t, by_whom: t, text: t, amount: i, at: i
});
record!(ListedOrder as LISTED in "order_list", bucket |order| order.market.bucket(), keys [market, order_id], {
    market: i, order_id: i, shop: i, shop_name: t, seller: i, state: t, total: i, refunded: i, currency: t, buyer: t,
    request_state: t, placed_at: i, changed_at: i
});

/// An order as its market's operator lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedOrder {
    pub market: MarketId,
    pub order_id: OrderId,
    pub shop: ShopId,
    pub shop_name: String,
    pub seller: SellerId,
    pub state: OrderState,
    pub total: i64,
    pub refunded: i64,
    pub currency: Currency,
    pub buyer: String,
    /// State of its newest request; empty without one.
    pub request_state: String,
    pub placed_at: Micros,
    pub changed_at: Micros,
}

statement!(
    /// Of each state the newest ones, by the index alone.
    NEWEST_IN_STATES,
    "{pg:select o.id from {rows v: bucket i, place i, wanted t, earlier i, most i} cross join lateral (select id from orders
         where orders.bucket = v.bucket and orders.shop = v.place and orders.state = v.wanted and orders.id < v.earlier
         order by id desc limit v.most) o}
     {lite:select id from orders indexed by orders_state
       where bucket = $1 and shop = $2 and state = $3 and id < $4 order by id desc limit $5}"
);
statement!(
    /// What buyers paid and shops have not got yet.
    HELD_IN_STATES,
    "select cast(coalesce(sum(b.amount), 0) as bigint) from orders o {lite: indexed by orders_state}
       join balance b on b.bucket = o.bucket and b.operator = o.operator and b.kind = 'escrow' and b.subject = o.id
         and b.currency = o.currency
     where o.bucket = $1 and o.shop {in 2} and o.state {in 3} and o.currency = $4
       and o.operator = $5"
);
statement!(
    COUNTS_OF_SHOP,
    "select state, count(*), cast(coalesce(sum(total), 0) as bigint) from orders where bucket = $1 and shop = $2
     group by state"
);
statement!(
    SOLD_BY_DAY,
    "select placed_at / 86400000000 as day, count(*), cast(sum(total) as bigint) from orders
     where bucket = $1 and shop = $2 and placed_at >= $3 group by placed_at / 86400000000 order by 1"
);
statement!(
    GIVE,
    "update orders set user_id = v.owner, version = orders.version + 1
     from {rows v: bucket i, id i, owner i} where orders.bucket = v.bucket and orders.id = v.id"
);
statement!(
    DROP_LISTED,
    "delete from order_list where bucket = $1 and market = $2 and order_id {in 3} returning {columns order_list}"
);
statement!(
    LISTED_OF,
    "select {columns order_list} from order_list where bucket = $1 and market = $2 and order_id < $3
     order by order_id desc limit $4"
);
statement!(
    LISTED_IN_STATE,
    "select {columns order_list} from order_list {lite: indexed by order_list_state}
     where bucket = $1 and market = $2 and state = $3
     and order_id < $4 order by order_id desc limit $5"
);
statement!(
    LISTED_REQUESTS,
    "select {columns order_list} from order_list {lite: indexed by order_list_request}
     where bucket = $1 and market = $2 and request_state = $3
     order by changed_at limit $4"
);
/// Count and sum of a group: orders of a state, or of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum<K> {
    pub key: K,
    pub count: i64,
    pub total: i64,
}

fn sum<K: crate::db::Cell>(row: &crate::db::Row<'_>) -> Stored<Sum<K>> {
    Ok(Sum { key: row.get(0)?, count: row.get(1)?, total: row.get(2)? })
}

pub fn orders(tx: &mut Tx<'_>, ids: &[OrderId]) -> Stored<Vec<Order>> {
    crate::load(tx, ids.iter().map(|id| (id.bucket(), id.get())))
}

statement!(
    WITH_SHOPS,
    "select {columns orders orders}, {columns shop shop}
     from {pg:{rows v: bucket i, wanted i} join orders on orders.bucket = v.bucket and orders.id = v.wanted}{lite:orders}
       join shop on shop.bucket = orders.bucket and shop.id = orders.shop
     {lite:where orders.bucket = $1 and orders.id = $2} order by orders.id"
);

/// Orders with their shops.
pub fn with_shops(tx: &mut Tx<'_>, ids: &[OrderId]) -> Stored<Vec<(Order, Shop)>> {
    tx.query_rows(WITH_SHOPS, &crate::keys(ids.iter().map(|id| id.get())), |row| {
        Ok((Order::from_row(row)?, Shop::from_cells(row, Order::width())?))
    })
}

statement!(
    TURNOVER,
    "select cast(coalesce(sum(total - refunded), 0) as bigint) from orders
     where bucket = $1 and shop = $2 and completed_at >= $3 and completed_at < $4"
);

/// What a shop's completed orders of some time came to, without what was refunded, in minor units.
pub fn turnover(tx: &mut Tx<'_>, shop: ShopId, (from, until): (Micros, Micros)) -> Stored<i64> {
    Ok(tx
        .query_one(TURNOVER, values![shop.bucket(), shop, from, until], |row| row.get(0))?
        .unwrap_or_default())
}

pub fn order(tx: &mut Tx<'_>, id: OrderId) -> Stored<Option<Order>> {
    Ok(orders(tx, &[id])?.pop())
}

/// A shop's orders in some states, newest first, older than `before`: costs the same however many others there are.
pub fn orders_of_shop(
    tx: &mut Tx<'_>,
    shop: ShopId,
    states: &[OrderState],
    before: i64,
    most: i64,
) -> Stored<Vec<Order>> {
    let columns = [
        Col::gather(states.iter(), |_| shop.bucket()),
        Col::gather(states.iter(), |_| shop),
        Col::gather(states.iter(), |state| domain::Code::code(*state).to_owned()),
        Col::gather(states.iter(), |_| before),
        Col::gather(states.iter(), |_| most),
    ];
    let mut newest: Vec<OrderId> = tx.query_rows(NEWEST_IN_STATES, &columns, |row| row.get(0))?;
    newest.sort_unstable_by_key(|id| std::cmp::Reverse(*id));
    newest.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    let mut found = orders(tx, &newest)?;
    found.reverse();
    // On PostgreSQL one may have gone on between the two statements.
    found.retain(|order| states.contains(&order.state));
    Ok(found)
}

/// What is held for orders of some shops of one seller in some states.
pub fn held_in_states(
    tx: &mut Tx<'_>,
    shops: &[ShopId],
    states: &[OrderState],
    (operator, currency): (OperatorId, Currency),
) -> Stored<i64> {
    let Some(first) = shops.first() else { return Ok(0) };
    let ids: Vec<i64> = shops.iter().map(|shop| shop.get()).collect();
    let key = values![first.bucket(), ids, codes(states), currency.code(), operator];
    Ok(tx.query_one(HELD_IN_STATES, key, |row| row.get(0))?.unwrap_or(0))
}

pub fn counts_of_shop(tx: &mut Tx<'_>, shop: ShopId) -> Stored<Vec<Sum<OrderState>>> {
    tx.query(COUNTS_OF_SHOP, values![shop.bucket(), shop], sum)
}

/// Sales by day (days since 1970) from `since` on.
pub fn sold_by_day(tx: &mut Tx<'_>, shop: ShopId, since: Micros) -> Stored<Vec<Sum<i64>>> {
    tx.query(SOLD_BY_DAY, values![shop.bucket(), shop, since], sum)
}

pub fn lines(tx: &mut Tx<'_>, ids: &[OrderId]) -> Stored<Vec<OrderLine>> {
    crate::load(tx, ids.iter().map(|id| (id.bucket(), id.get())))
}

pub fn steps(tx: &mut Tx<'_>, ids: &[OrderId]) -> Stored<Vec<OrderStep>> {
    crate::load(tx, ids.iter().map(|id| (id.bucket(), id.get())))
}

/// Gives orders to another user: a guest claimed them.
pub fn give(tx: &mut Tx<'_>, orders: &[OrderId], to: UserId) -> Stored<u64> {
    let columns = [
        Col::gather(orders.iter(), |id| id.bucket()),
        Col::gather(orders.iter(), |id| *id),
        Col::gather(orders.iter(), |_| to),
    ];
    tx.rows(GIVE, &columns)
}

fn codes(states: &[OrderState]) -> Vec<String> {
    states.iter().map(|state| domain::Code::code(*state).to_owned()).collect()
}

/// Writes orders' lines of their markets' lists anew.
pub fn put_listed(tx: &mut Tx<'_>, orders: &[ListedOrder]) -> Stored<()> {
    let markets: BTreeSet<MarketId> = orders.iter().map(|order| order.market).collect();
    for market in markets {
        let here: Vec<ListedOrder> = orders.iter().filter(|order| order.market == market).cloned().collect();
        let ids = crate::raws(here.iter().map(|order| order.order_id.get()));
        let key = values![market.bucket(), market, ids];
        let before = tx.query(DROP_LISTED, key, ListedOrder::from_row)?;
        crate::insert(tx, &here)?;
        tally::replace(tx, &before, &here)?;
    }
    Ok(())
}

impl Counted for ListedOrder {
    fn parts(&self) -> Vec<(Part, Sums)> {
        let part = |list, at, name: &str| {
            let part = Part { owner: self.market.into(), list, at, name: name.to_owned() };
            (part, Sums::one(self.total))
        };
        let day = self.placed_at / DAY * DAY;
        vec![part(List::OrdersByState, 0, domain::Code::code(self.state)), part(List::OrdersByDay, day, "")]
    }
}

/// A market's orders, of one state or of all, newest first, older than `before`.
pub fn listed_orders(
    tx: &mut Tx<'_>,
    market: MarketId,
    state: Option<OrderState>,
    before: i64,
    most: i64,
) -> Stored<Vec<ListedOrder>> {
    let bucket = market.bucket();
    let Some(state) = state else {
        return tx.query(LISTED_OF, values![bucket, market, before, most], ListedOrder::from_row);
    };
    let key = values![bucket, market, domain::Code::code(state), before, most];
    tx.query(LISTED_IN_STATE, key, ListedOrder::from_row)
}

/// Orders whose newest request is in that state, the longest waiting first.
pub fn listed_requests(
    tx: &mut Tx<'_>,
    market: MarketId,
    state: &str,
    most: i64,
) -> Stored<Vec<ListedOrder>> {
    tx.query(LISTED_REQUESTS, values![market.bucket(), market, state, most], ListedOrder::from_row)
}

/// A market's orders by the number of the day on which they were placed, since a midnight UTC.
pub fn listed_by_day(tx: &mut Tx<'_>, market: MarketId, since: Micros) -> Stored<Vec<Sum<i64>>> {
    let found = tally::parts(tx, market, List::OrdersByDay, (since, Micros::MAX))?;
    let sum =
        |(at, _, sums): (Micros, String, Sums)| Sum { key: at / DAY, count: sums.many, total: sums.total };
    Ok(found.into_iter().map(sum).collect())
}

/// A market's orders by their state.
pub fn listed_counts(tx: &mut Tx<'_>, market: MarketId) -> Stored<Vec<Sum<OrderState>>> {
    let found = tally::timeless(tx, market, List::OrdersByState)?;
    let sum = |(state, sums): (String, Sums)| {
        let key = state.parse().map_err(|_| Problem::fault(format!("no order is in the state {state}")))?;
        Ok(Sum { key, count: sums.many, total: sums.total })
    };
    found.into_iter().map(sum).collect()
}
