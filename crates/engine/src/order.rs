//! Orders: shipped, delivered, confirmed, cancelled; and how buyer, seller and operator see them.

use domain::event::{EventKind, Timer, TimerKind};
use domain::order::{By, Order, OrderLine, OrderRefusal, OrderState, OrderStep, Step};
use domain::refund::{Refund, RefundCause, Request};
use domain::seller::Seller;
use domain::shipment::{CARRIER_LETTERS_MAX, Shipment, ShipmentLine, TRACKING_LETTERS_MAX};
use domain::shop::Shop;
use domain::stock::{Change, StockItem, StockRefusal};
use domain::{DAY, Micros, OrderId, ShipmentId, ShopId, StockItemId, UserId};
use money::Money;
pub use store::ledger::PostedTransfer;
use store::{Stored, Tx};

use crate::stop::{OrAbsent, OrRefuse};
use crate::{Act, Engine, OperatorMember, Seen, SellerMember, Stop, in_step};

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

#[derive(Debug, Clone)]
pub struct Ship {
    pub order: OrderId,
    pub carrier: String,
    pub tracking: String,
    /// Ordinal and quantity; empty means all that is left.
    pub pieces: Vec<(i64, i64)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ShipRefusal {
    #[error("{0}")]
    Order(#[from] OrderRefusal),
    #[error("shipment.text_too_long")]
    TextTooLong,
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
    let seller = member.seller;
    one(engine, id, move |order| order.seller == seller).await
}

pub async fn for_operator(engine: &Engine, member: &OperatorMember, id: OrderId) -> Seen<OperatorOrder> {
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
    let seller = member.seller;
    engine
        .heavy(move |tx| {
            store::shop::shop(tx, shop)?.filter(|shop| shop.seller == seller).or_absent()?;
            let by_state = store::order::counts_of_shop(tx, shop)?;
            let since = (now / DAY - DAYS_DRAWN + 1) * DAY;
            let by_day = store::order::sold_by_day(tx, shop, since)?;
            let open = [OrderState::ToShip, OrderState::PartShipped];
            let waiting = store::order::orders_of_shop(tx, shop, &open, i64::MAX, 1_000)?;
            let live = [
                OrderState::ToShip,
                OrderState::PartShipped,
                OrderState::Shipped,
                OrderState::Delivered,
                OrderState::Completed,
            ];
            let recent = store::order::orders_of_shop(tx, shop, &live, i64::MAX, 1_000)?;
            let requests =
                store::refund::requests_of(tx, &recent.iter().map(|order| order.id).collect::<Vec<_>>())?;
            Ok(ShopSums {
                by_state: by_state.iter().map(|sum| (sum.key, sum.count, sum.total)).collect(),
                by_day: without_gaps(&by_day, now),
                late: waiting.iter().filter(|order| order.ship_by() < now).count() as i64,
                requests_open: requests.iter().filter(|request| request.is_open()).count() as i64,
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

/// An order of this seller with its lines, inside an act.
fn of_seller<R>(act: &mut Act<'_, '_>, member: &SellerMember, id: OrderId) -> Result<Order, Stop<R>> {
    store::order::order(act.tx, id)?.filter(|order| order.seller == member.seller).or_absent()
}

/// Hands a parcel over: all that is left, or some pieces of some lines.
pub async fn ship(
    engine: &Engine,
    member: &SellerMember,
    ship: Ship,
    now: Micros,
) -> Result<ShipmentId, Stop<ShipRefusal>> {
    if ship.carrier.chars().count() > CARRIER_LETTERS_MAX
        || ship.tracking.chars().count() > TRACKING_LETTERS_MAX
    {
        return Err(Stop::Refused(ShipRefusal::TextTooLong));
    }
    let member = member.clone();
    engine
        .act(now, move |act| {
            let mut order = of_seller(act, &member, ship.order)?;
            let mut lines = store::order::lines(act.tx, &[order.id])?;
            let all_left = || {
                lines
                    .iter()
                    .map(|line| (line.ordinal, line.quantity - line.shipped))
                    .filter(|(_, left)| *left > 0)
            };
            let parcel: Vec<(i64, i64)> = if ship.pieces.is_empty() {
                all_left().collect()
            } else {
                ship.pieces.iter().copied().filter(|(_, quantity)| *quantity != 0).collect()
            };
            order.ship(&mut lines, &parcel, act.now).or_refuse()?;
            move_stock(act, &order, &lines, &parcel, StockItem::ship)?;
            let id = ShipmentId::from_raw(act.mint(order.id.bucket()));
            keep_shipment(act, &order, id, &ship, &parcel)?;
            store::save(act.tx, &lines)?;
            if let Some(at) = order.confirm_at {
                act.timer(order.id.get(), TimerKind::OrderConfirms, at)?;
            }
            act.step(&order, Step::Shipped, By::Seller, &tracking_text(&ship), 0)?;
            act.event(EventKind::OrderShipped, order.id.get(), &id.to_string())?;
            store::save(act.tx, &[order])?;
            Ok(id)
        })
        .await
}

fn tracking_text(ship: &Ship) -> String {
    [ship.carrier.trim(), ship.tracking.trim()]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn keep_shipment<R>(
    act: &mut Act<'_, '_>,
    order: &Order,
    id: ShipmentId,
    ship: &Ship,
    parcel: &[(i64, i64)],
) -> Result<(), Stop<R>> {
    let shipment = Shipment {
        id,
        order_id: order.id,
        carrier: ship.carrier.trim().to_owned(),
        tracking: ship.tracking.trim().to_owned(),
        shipped_at: act.now,
        delivered_at: None,
        version: 0,
    };
    store::insert(act.tx, &[shipment])?;
    let lines: Vec<ShipmentLine> = parcel
        .iter()
        .map(|(ordinal, quantity)| ShipmentLine { shipment: id, ordinal: *ordinal, quantity: *quantity })
        .collect();
    Ok(store::insert(act.tx, &lines)?)
}

/// Moves the stock behind pieces of lines; lines of one item together.
fn move_stock<R>(
    act: &mut Act<'_, '_>,
    order: &Order,
    lines: &[OrderLine],
    pieces: &[(i64, i64)],
    change: fn(&mut StockItem, i64) -> Result<Change, StockRefusal>,
) -> Result<(), Stop<R>> {
    let of_item = |item: StockItemId| -> i64 {
        let is_of =
            |ordinal: i64| lines.iter().any(|line| line.ordinal == ordinal && line.stock_item == item);
        pieces.iter().filter(|(ordinal, _)| is_of(*ordinal)).map(|(_, quantity)| quantity).sum()
    };
    let mut items =
        store::stock::items(act.tx, &lines.iter().map(|line| line.stock_item).collect::<Vec<_>>())?;
    items.retain(|item| of_item(item.id) > 0);
    let mut changes = Vec::new();
    for item in &mut items {
        changes.push((item.id, in_step(change(item, of_item(item.id)))?));
    }
    Ok(act.move_stock(&changes, order.id.get())?)
}

/// A parcel has arrived. When all have, the clock of silence starts anew.
pub async fn deliver(
    engine: &Engine,
    member: &SellerMember,
    order: OrderId,
    shipment: ShipmentId,
    now: Micros,
) -> Result<(), Stop<OrderRefusal>> {
    let member = member.clone();
    engine
        .act(now, move |act| {
            let mut order = of_seller(act, &member, order)?;
            let mut parcels = store::shipment::shipments_of(act.tx, &[order.id])?;
            let parcel = parcels.iter_mut().find(|parcel| parcel.id == shipment).or_absent()?;
            if parcel.delivered_at.is_some() {
                return Err(Stop::Refused(OrderRefusal::AlreadyDelivered));
            }
            parcel.delivered_at = Some(act.now);
            let row = parcel.clone();
            store::save(act.tx, &[row])?;
            let all_there = parcels.iter().all(|parcel| parcel.delivered_at.is_some());
            if all_there && order.state == OrderState::Shipped {
                order.deliver(act.now).or_refuse()?;
                if let Some(at) = order.confirm_at {
                    act.timer(order.id.get(), TimerKind::OrderConfirms, at)?;
                }
                act.step(&order, Step::Delivered, By::Seller, "", 0)?;
                act.event(EventKind::OrderDelivered, order.id.get(), "")?;
                store::save(act.tx, &[order])?;
            }
            Ok(())
        })
        .await
}

/// The buyer says: I have it. The money is released.
pub async fn confirm(
    engine: &Engine,
    user: UserId,
    id: OrderId,
    now: Micros,
) -> Result<(), Stop<OrderRefusal>> {
    engine
        .act(now, move |act| {
            let order = store::order::order(act.tx, id)?.filter(|order| order.user_id == user).or_absent()?;
            complete(act, order, Step::Confirmed, By::Buyer)
        })
        .await
}

/// Fires when silence confirms receipt.
pub(crate) async fn confirm_by_silence(engine: &Engine, timer: Timer, now: Micros) -> Seen<()> {
    let done = engine
        .act(now, move |act| {
            if !store::timer::take(act.tx, &timer, act.now)? {
                return Ok(());
            }
            let Some(order) = store::order::order(act.tx, OrderId::from_raw(timer.subject))? else {
                return Ok(());
            };
            match order.confirm_at {
                Some(at) if at <= act.now => complete(act, order, Step::ConfirmedBySilence, By::Time),
                _ => Ok(()),
            }
        })
        .await;
    match done {
        // The order ended another way meanwhile: nothing to confirm.
        Err(Stop::Refused(_)) => Ok(()),
        other => other.map_err(|stop| stop.map(|_| unreachable!("refusals were answered above"))),
    }
}

fn complete(act: &mut Act<'_, '_>, mut order: Order, step: Step, by: By) -> Result<(), Stop<OrderRefusal>> {
    let (release, commission) = order.complete(act.now).or_refuse()?;
    let (bucket, seller, raw) = (order.id.bucket(), order.seller.get(), order.id.get());
    let transfers = [
        ledger::release(raw, seller, release),
        ledger::commission(raw, seller, commission),
        ledger::sweep_fees(raw, commission),
    ]
    .concat();
    act.post(bucket, order.operator, transfers)?;
    act.drop_timer(raw, TimerKind::OrderConfirms)?;
    act.timer(raw, TimerKind::OrderMatures, act.now + order.payout_delay_days * DAY)?;
    act.step(&order, step, by, "", release.held.minor)?;
    act.event(EventKind::OrderCompleted, raw, "")?;
    Ok(store::save(act.tx, &[order])?)
}

/// Fires when the payout delay of an order is over: its money becomes available, debts are set off.
pub(crate) async fn mature(engine: &Engine, timer: Timer, now: Micros) -> Seen<()> {
    engine
        .act(now, move |act| {
            if !store::timer::take(act.tx, &timer, act.now)? {
                return Ok(());
            }
            let Some(mut order) = store::order::order(act.tx, OrderId::from_raw(timer.subject))? else {
                return Ok(());
            };
            let amount = order.mature(act.now);
            let transfers =
                ledger::mature(order.id.get(), order.seller.get(), Money::new(amount, order.currency));
            act.post(order.id.bucket(), order.operator, transfers)?;
            crate::payout::set_off_debt(act, &order)?;
            act.event(EventKind::OrderChanged, order.id.get(), "")?;
            Ok(store::save(act.tx, &[order])?)
        })
        .await
}

/// Calls an order off before anything left the shop: all of it goes back, the stock is free.
pub async fn cancel_by_buyer(
    engine: &Engine,
    user: UserId,
    id: OrderId,
    now: Micros,
) -> Result<(), Stop<OrderRefusal>> {
    engine
        .act(now, move |act| {
            let order = store::order::order(act.tx, id)?.filter(|order| order.user_id == user).or_absent()?;
            cancel(act, order, By::Buyer, "")
        })
        .await
}

pub async fn cancel_by_seller(
    engine: &Engine,
    member: &SellerMember,
    id: OrderId,
    reason: String,
    now: Micros,
) -> Result<(), Stop<OrderRefusal>> {
    let member = member.clone();
    engine
        .act(now, move |act| {
            let order = of_seller(act, &member, id)?;
            cancel(act, order, By::Seller, reason.trim())
        })
        .await
}

fn cancel(act: &mut Act<'_, '_>, mut order: Order, by: By, reason: &str) -> Result<(), Stop<OrderRefusal>> {
    let back = order.cancel(act.now).or_refuse()?;
    free_unshipped(act, &order)?;
    act.step(&order, Step::Cancelled, by, reason, back)?;
    crate::refund::close_open_request(act, &mut order)?;
    if back > 0 {
        crate::refund::give(act, &mut order, back, RefundCause::Cancelled)?;
    }
    act.event(EventKind::OrderCancelled, order.id.get(), reason)?;
    Ok(store::save(act.tx, &[order])?)
}

/// Pieces that were sold and will not be shipped can be sold again.
pub(crate) fn free_unshipped<R>(act: &mut Act<'_, '_>, order: &Order) -> Result<(), Stop<R>> {
    let lines = store::order::lines(act.tx, &[order.id])?;
    let left: Vec<(i64, i64)> =
        lines.iter().map(|line| (line.ordinal, line.quantity - line.shipped)).collect();
    move_stock(act, order, &lines, &left, StockItem::cancel)?;
    for line in &lines {
        act.event(EventKind::ProductChanged, line.product.get(), "")?;
    }
    Ok(())
}
