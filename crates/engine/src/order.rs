//! Orders: shipped, delivered, confirmed, cancelled; and how buyer, seller and operator see them.

mod seen;
mod ship;

pub use seen::{
    OperatorOrder, OrderRow, OrderView, ShopSums, for_buyer, for_operator, for_seller, of_shop, paper, sums,
};
pub(crate) use seen::{OrderGoods, goods, views, without_gaps};
pub(crate) use ship::Shipping;

use domain::event::{EventKind, Timer, TimerKind};
use domain::order::{By, Order, OrderLine, OrderRefusal, OrderState, Step};
use domain::permission::Permission;
use domain::refund::RefundCause;
use domain::shipment::{CARRIER_LETTERS_MAX, TRACKING_LETTERS_MAX};
use domain::stock::{Change, StockItem, StockRefusal};
use domain::{DAY, Micros, OrderId, ShipmentId, StockItemId, UserId};
use money::Money;
pub use store::ledger::PostedTransfer;

use crate::listing_feed::STOCK;
use crate::stop::{OrAbsent, OrRefuse};
use crate::{Act, Engine, Seen, SellerMember, Stop, in_step};

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
    member.may(Permission::OrdersShip)?;
    if ship.carrier.chars().count() > CARRIER_LETTERS_MAX
        || ship.tracking.chars().count() > TRACKING_LETTERS_MAX
    {
        return Err(Stop::Refused(ShipRefusal::TextTooLong));
    }
    engine.ask(&engine.inner.desks.ship, Shipping { seller: member.seller, ship }, now).await
}

/// Moves the stock behind pieces of lines; lines of one item together.
fn move_stock<R>(
    act: &mut Act<'_, '_>,
    order: &Order,
    lines: &[OrderLine],
    pieces: &[(i64, i64)],
    change: fn(&mut StockItem, i64) -> Result<Change, StockRefusal>,
) -> Result<(), Stop<R>> {
    let ids: Vec<StockItemId> = lines.iter().map(|line| line.stock_item).collect();
    let mut items = store::stock::items(act.tx, &ids)?;
    let changes = changes_of(&mut items, lines, pieces, change)?;
    Ok(act.move_stock(&changes, order.id.get())?)
}

/// What a change of pieces does to the items behind them.
fn changes_of<R>(
    items: &mut [StockItem],
    lines: &[OrderLine],
    pieces: &[(i64, i64)],
    change: fn(&mut StockItem, i64) -> Result<Change, StockRefusal>,
) -> Result<Vec<(StockItemId, Change)>, Stop<R>> {
    let of_item = |item: StockItemId| -> i64 {
        let is_of =
            |ordinal: i64| lines.iter().any(|line| line.ordinal == ordinal && line.stock_item == item);
        pieces.iter().filter(|(ordinal, _)| is_of(*ordinal)).map(|(_, quantity)| quantity).sum()
    };
    let mut changes = Vec::new();
    for item in items.iter_mut() {
        let quantity = of_item(item.id);
        if quantity > 0 {
            changes.push((item.id, in_step(change(item, quantity))?));
        }
    }
    Ok(changes)
}

/// A parcel has arrived. When all have, the clock of silence starts anew.
pub async fn deliver(
    engine: &Engine,
    member: &SellerMember,
    order: OrderId,
    shipment: ShipmentId,
    now: Micros,
) -> Result<(), Stop<OrderRefusal>> {
    member.may(Permission::OrdersShip)?;
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
                    act.timer(order.id.get(), TimerKind::OrderConfirms, at);
                }
                act.step(&order, Step::Delivered, By::Seller, "", 0);
                act.event(EventKind::OrderDelivered, order.id.get(), "");
            }
            // Also while other parcels are on their way: two that arrive at the same moment must not both take the other
            // for one of those.
            Ok(store::save(act.tx, &[order])?)
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
    act.post(bucket, order.operator, transfers);
    act.drop_timer(raw, TimerKind::OrderConfirms);
    act.timer(raw, TimerKind::OrderMatures, act.now + order.payout_delay_days * DAY);
    act.step(&order, step, by, "", release.held.minor);
    act.event(EventKind::OrderCompleted, raw, "");
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
            act.post(order.id.bucket(), order.operator, transfers);
            let owner = (order.seller, order.operator, order.currency);
            crate::fee::set_off(act, order.id.get(), owner)?;
            act.event(EventKind::OrderChanged, order.id.get(), "");
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
    member.may(Permission::RefundsDecide)?;
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
    act.step(&order, Step::Cancelled, by, reason, back);
    crate::refund::close_open_request(act, &mut order)?;
    if back > 0 {
        crate::refund::give(act, &mut order, back, RefundCause::Cancelled)?;
    }
    act.event(EventKind::OrderCancelled, order.id.get(), reason);
    Ok(store::save(act.tx, &[order])?)
}

/// Pieces that were sold and will not be shipped can be sold again.
pub(crate) fn free_unshipped<R>(act: &mut Act<'_, '_>, order: &Order) -> Result<(), Stop<R>> {
    let lines = store::order::lines(act.tx, &[order.id])?;
    let left: Vec<(i64, i64)> =
        lines.iter().map(|line| (line.ordinal, line.quantity - line.shipped)).collect();
    move_stock(act, order, &lines, &left, StockItem::cancel)?;
    for line in &lines {
        act.event(EventKind::ProductChanged, line.product.get(), STOCK);
    }
    Ok(())
}
