//! Orders as buyer, seller and operator see them.

use domain::order::{Order, OrderLine, OrderState, OrderStep};
use domain::permission::Permission;
use domain::refund::{Refund, Request};
use domain::seller::Seller;
use domain::shipment::{Shipment, ShipmentLine};
use domain::shop::Shop;
use domain::{DAY, Micros, OrderId, ShopId, UserId};
pub use store::ledger::PostedTransfer;
use store::{Stored, Tx};

use crate::stop::OrAbsent;
use crate::{Engine, OperatorMember, Seen, SellerMember};

/// Orders on a seller's page.
const PAGE: i64 = 50;

/// Days that the overview draws.
const DAYS_DRAWN: i64 = 14;

/// An order with all that belongs to it.
#[derive(Debug, Clone)]
pub struct OrderView {
    pub order: Order,
    pub lines: Vec<OrderLine>,
    pub steps: Vec<OrderStep>,
    pub shipments: Vec<(Shipment, Vec<ShipmentLine>)>,
    pub requests: Vec<Request>,
    pub refunds: Vec<Refund>,
    pub shop: Shop,
    pub seller: Seller,
}

/// What of an order lists and letters tell: its goods, and who sells them.
#[derive(Debug)]
pub(crate) struct OrderGoods {
    pub(crate) order: Order,
    pub(crate) lines: Vec<OrderLine>,
    pub(crate) shop: Shop,
}

/// An order as the operator sees it: with its transfers.
#[derive(Debug, Clone)]
pub struct OperatorOrder {
    pub view: OrderView,
    pub transfers: Vec<PostedTransfer>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderRow {
    pub order: Order,
    pub lines: Vec<OrderLine>,
}

/// What a shop's overview counts.
#[derive(Debug, Clone, Default)]
pub struct ShopSums {
    pub by_state: Vec<(OrderState, i64, i64)>,
    /// Midnight UTC of a day, count, total: the last fourteen days without gaps.
    pub by_day: Vec<(Micros, i64, i64)>,
    pub late: i64,
    pub requests_open: i64,
}

/// Loads orders with everything that belongs to them: eight statements however many they are.
pub(crate) fn views(tx: &mut Tx<'_>, ids: &[OrderId]) -> Stored<Vec<OrderView>> {
    let orders = store::order::orders(tx, ids)?;
    let (lines, steps) = (store::order::lines(tx, ids)?, store::order::steps(tx, ids)?);
    let shipments = store::shipment::shipments_of(tx, ids)?;
    let shipped = store::shipment::lines_of(tx, &shipments)?;
    let (requests, refunds) = (store::refund::requests_of(tx, ids)?, store::refund::refunds_of(tx, ids)?);
    let shops = store::shop::shops(tx, &orders.iter().map(|order| order.shop).collect::<Vec<_>>())?;
    let sellers = store::seller::sellers(tx, &orders.iter().map(|order| order.seller).collect::<Vec<_>>())?;
    let in_parcel =
        |parcel: &Shipment| shipped.iter().filter(|line| line.shipment == parcel.id).cloned().collect();
    let view = |order: Order| {
        Some(OrderView {
            lines: lines.iter().filter(|line| line.order_id == order.id).cloned().collect(),
            steps: steps.iter().filter(|step| step.order_id == order.id).cloned().collect(),
            shipments: shipments
                .iter()
                .filter(|parcel| parcel.order_id == order.id)
                .map(|parcel| (parcel.clone(), in_parcel(parcel)))
                .collect(),
            requests: requests.iter().filter(|request| request.order_id == order.id).cloned().collect(),
            refunds: refunds
                .iter()
                .filter(|refund| refund.order_id == Some(order.id.get()))
                .cloned()
                .collect(),
            shop: shops.iter().find(|shop| shop.id == order.shop)?.clone(),
            seller: sellers.iter().find(|seller| seller.id == order.seller)?.clone(),
            order,
        })
    };
    Ok(orders.into_iter().filter_map(view).collect())
}

/// Loads the goods of orders: two statements however many they are.
pub(crate) fn goods(tx: &mut Tx<'_>, ids: &[OrderId]) -> Stored<Vec<OrderGoods>> {
    let orders = store::order::with_shops(tx, ids)?;
    let lines = store::order::lines(tx, ids)?;
    let goods = |(order, shop): (Order, Shop)| OrderGoods {
        lines: lines.iter().filter(|line| line.order_id == order.id).cloned().collect(),
        shop,
        order,
    };
    Ok(orders.into_iter().map(goods).collect())
}

async fn one(
    engine: &Engine,
    id: OrderId,
    is_theirs: impl Fn(&Order) -> bool + Send + 'static,
) -> Seen<OrderView> {
    engine.read(move |tx| views(tx, &[id])?.pop().filter(|view| is_theirs(&view.order)).or_absent()).await
}

pub async fn for_buyer(engine: &Engine, user: UserId, id: OrderId) -> Seen<OrderView> {
    one(engine, id, move |order| order.user_id == user).await
}

/// The receipt shows what the buyer's order page shows.
pub async fn paper(engine: &Engine, user: UserId, id: OrderId) -> Seen<OrderView> {
    for_buyer(engine, user, id).await
}

pub async fn for_seller(engine: &Engine, member: &SellerMember, id: OrderId) -> Seen<OrderView> {
    member.may(Permission::OrdersRead)?;
    let seller = member.seller;
    one(engine, id, move |order| order.seller == seller).await
}

pub async fn for_operator(engine: &Engine, member: &OperatorMember, id: OrderId) -> Seen<OperatorOrder> {
    member.may(Permission::MarketRead)?;
    let operator = member.operator;
    let view = one(engine, id, move |order| order.operator == operator).await?;
    let transfers =
        engine.read(move |tx| Ok(store::ledger::transfers_of(tx, id.bucket(), id.get())?)).await?;
    Ok(OperatorOrder { view, transfers })
}

/// A shop's orders in some states, newest first.
pub async fn of_shop(
    engine: &Engine,
    member: &SellerMember,
    shop: ShopId,
    states: &[OrderState],
    before: Option<OrderId>,
) -> Seen<Vec<OrderRow>> {
    member.may(Permission::OrdersRead)?;
    let (seller, states, before) = (member.seller, states.to_vec(), before.map_or(i64::MAX, OrderId::get));
    engine
        .read(move |tx| {
            store::shop::shop(tx, shop)?.filter(|shop| shop.seller == seller).or_absent()?;
            let orders = store::order::orders_of_shop(tx, shop, &states, before, PAGE)?;
            let lines = store::order::lines(tx, &orders.iter().map(|order| order.id).collect::<Vec<_>>())?;
            let row = |order: Order| OrderRow {
                lines: lines.iter().filter(|line| line.order_id == order.id).cloned().collect(),
                order,
            };
            Ok(orders.into_iter().map(row).collect())
        })
        .await
}

/// Counts for a shop's overview.
pub async fn sums(engine: &Engine, member: &SellerMember, shop: ShopId, now: Micros) -> Seen<ShopSums> {
    member.may(Permission::OrdersRead)?;
    let seller = member.seller;
    engine
        .heavy(move |tx| {
            store::shop::shop(tx, shop)?.filter(|shop| shop.seller == seller).or_absent()?;
            let by_state = store::order::counts_of_shop(tx, shop)?;
            let since = (now / DAY - DAYS_DRAWN + 1) * DAY;
            let by_day = store::order::sold_by_day(tx, shop, since)?;
            let open = [OrderState::ToShip, OrderState::PartShipped];
            let waiting = store::order::orders_of_shop(tx, shop, &open, i64::MAX, 1_000)?;
            Ok(ShopSums {
                by_state: by_state.iter().map(|sum| (sum.key, sum.count, sum.total)).collect(),
                by_day: without_gaps(&by_day, now),
                late: waiting.iter().filter(|order| order.ship_by() < now).count() as i64,
                requests_open: store::refund::count_open_of_shop(tx, shop)?,
            })
        })
        .await
}

/// Fourteen days up to today, days without sales included.
pub(crate) fn without_gaps(sums: &[store::order::Sum<i64>], now: Micros) -> Vec<(Micros, i64, i64)> {
    let today = now / DAY;
    let day = |day: i64| {
        let found = sums.iter().find(|sum| sum.key == day);
        (day * DAY, found.map_or(0, |sum| sum.count), found.map_or(0, |sum| sum.total))
    };
    (today - DAYS_DRAWN + 1..=today).map(day).collect()
}
