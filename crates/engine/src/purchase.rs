//! Purchases after they were placed: seen, paid again, given up, expired.

use domain::cart::CartLine;
use domain::event::{EventKind, Timer, TimerKind};
use domain::payment::{ATTEMPTS_MAX, Payment, PaymentState};
use domain::purchase::{Purchase, PurchaseLine, PurchasePart, PurchaseState};
use domain::shop::Shop;
use domain::stock::{Hold, HoldState};
use domain::{Micros, OrderId, PaymentId, PurchaseId, StockItemId, UserId};

use crate::listing_feed::STOCK;
use crate::order::OrderView;
use crate::stop::OrAbsent;
use crate::{Act, Engine, Seen, Stop, Widen, in_step};

pub use store::purchase::MyOrder;

/// Orders on a page of "my purchases".
const PAGE: i64 = 20;

/// A purchase as its buyer sees it.
#[derive(Debug, Clone)]
pub struct PurchaseView {
    pub purchase: Purchase,
    pub payments: Vec<Payment>,
    pub parts: Vec<PurchasePart>,
    pub lines: Vec<PurchaseLine>,
    pub shops: Vec<Shop>,
    /// Once it is paid.
    pub orders: Vec<OrderView>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PayRefusal {
    #[error("purchase.closed")]
    Closed,
    #[error("purchase.paid")]
    Paid,
    #[error("payment.too_many_attempts")]
    TooManyAttempts,
    #[error("payment.provider_silent")]
    ProviderSilent,
}

/// The key of a guest's link to a purchase: derived, so that mails can carry it and nothing keeps it.
pub fn link_key(engine: &Engine, purchase: PurchaseId) -> String {
    crate::checkout::derived_key(&engine.inner.outside.link_secret, purchase)
}

/// A purchase of that user with its orders.
pub async fn view(engine: &Engine, user: UserId, id: PurchaseId) -> Seen<PurchaseView> {
    engine
        .read(move |tx| {
            let purchase =
                store::purchase::purchase(tx, id)?.filter(|found| found.user_id == user).or_absent()?;
            let parts = store::purchase::parts(tx, &[id])?;
            let ids: Vec<OrderId> = parts.iter().map(|part| part.order_id).collect();
            Ok(PurchaseView {
                payments: store::payment::payments_of(tx, id)?,
                lines: store::purchase::lines(tx, &[id])?,
                shops: store::shop::shops(tx, &parts.iter().map(|part| part.shop).collect::<Vec<_>>())?,
                orders: crate::order::views(tx, &ids)?,
                purchase,
                parts,
            })
        })
        .await
}

/// A user's orders on all markets, newest first.
pub async fn mine(engine: &Engine, user: UserId, before: Option<OrderId>) -> Seen<Vec<MyOrder>> {
    let before = before.map_or(i64::MAX, OrderId::get);
    engine.read(move |tx| Ok(store::purchase::my_orders(tx, user, before, PAGE)?)).await
}

/// A user's purchases that wait for payment.
pub async fn waiting(engine: &Engine, user: UserId) -> Seen<Vec<Purchase>> {
    let recent = engine.read(move |tx| Ok(store::purchase::purchases_of(tx, user, i64::MAX, PAGE)?)).await?;
    Ok(recent.into_iter().filter(|purchase| purchase.state == PurchaseState::Waiting).collect())
}

/// Asks for another payment page: the one that is open, or a new attempt after a decline.
pub async fn pay(
    engine: &Engine,
    user: UserId,
    id: PurchaseId,
    return_host: String,
    now: Micros,
) -> Result<String, Stop<PayRefusal>> {
    let payment = engine.act(now, move |act| attempt(act, user, id)).await?;
    let url = crate::payment::open(engine, payment, &return_host, now).await.widen()?;
    url.ok_or(Stop::Refused(PayRefusal::ProviderSilent))
}

fn attempt(act: &mut Act<'_, '_>, user: UserId, id: PurchaseId) -> Result<PaymentId, Stop<PayRefusal>> {
    let purchase =
        store::purchase::purchase(act.tx, id)?.filter(|found| found.user_id == user).or_absent()?;
    match purchase.state {
        PurchaseState::Waiting if act.now < purchase.expires_at => {}
        PurchaseState::Paid => return Err(Stop::Refused(PayRefusal::Paid)),
        _ => return Err(Stop::Refused(PayRefusal::Closed)),
    }
    let payments = store::payment::payments_of(act.tx, id)?;
    if let Some(open) =
        payments.iter().find(|payment| matches!(payment.state, PaymentState::Opening | PaymentState::Waiting))
    {
        return Ok(open.id);
    }
    let attempt = payments.len() as i64 + 1;
    if attempt > ATTEMPTS_MAX {
        return Err(Stop::Refused(PayRefusal::TooManyAttempts));
    }
    let payment = crate::checkout::new_payment(act, &purchase, attempt);
    store::insert(act.tx, std::slice::from_ref(&payment))?;
    act.timer(payment.id.get(), TimerKind::PaymentAsked, act.now + crate::payment::ASK_FIRST_AFTER);
    Ok(payment.id)
}

/// The browser came back from the provider: it is asked at once, whatever its webhook does.
pub async fn returned(engine: &Engine, id: PurchaseId, now: Micros) -> Seen<()> {
    let payments = engine.read(move |tx| Ok(store::payment::payments_of(tx, id)?)).await?;
    // A card that was declined may have been followed by another on the provider's own page.
    let is_open = |payment: &Payment| payment.can_decline() || payment.state == PaymentState::Declined;
    for payment in payments.into_iter().filter(is_open) {
        crate::payment::ask(engine, payment, now).await?;
    }
    Ok(())
}

/// The buyer gives an unpaid purchase up: its holds are free, its lines are back in the cart.
pub async fn cancel(
    engine: &Engine,
    user: UserId,
    id: PurchaseId,
    now: Micros,
) -> Result<(), Stop<PayRefusal>> {
    engine
        .act(now, move |act| {
            let purchase =
                store::purchase::purchase(act.tx, id)?.filter(|found| found.user_id == user).or_absent()?;
            match purchase.state {
                PurchaseState::Waiting => close(act, purchase, PurchaseState::Cancelled),
                PurchaseState::Paid => Err(Stop::Refused(PayRefusal::Paid)),
                _ => Err(Stop::Refused(PayRefusal::Closed)),
            }
        })
        .await
}

/// Fires when a purchase was not paid in time.
pub(crate) async fn expire(engine: &Engine, timer: Timer, now: Micros) -> Seen<()> {
    engine
        .act(now, move |act| {
            if !store::timer::take(act.tx, &timer, act.now)? {
                return Ok(());
            }
            let found = store::purchase::purchase(act.tx, PurchaseId::from_raw(timer.subject))?;
            match found.filter(|purchase| purchase.state == PurchaseState::Waiting) {
                Some(purchase) => close(act, purchase, PurchaseState::Expired),
                None => Ok(()),
            }
        })
        .await
}

fn close<R>(act: &mut Act<'_, '_>, mut purchase: Purchase, state: PurchaseState) -> Result<(), Stop<R>> {
    let holds = holds_of(act, purchase.id)?;
    free(act, &purchase, holds)?;
    for line in store::purchase::lines(act.tx, &[purchase.id])? {
        let back = returned_line(&purchase, &line);
        let has = store::cart::lines(act.tx, &[(purchase.user_id, purchase.market)])?;
        if has.iter().all(|own| own.offer != line.offer) {
            store::cart::set(act.tx, &back)?;
        }
        act.event(EventKind::ProductChanged, line.product.get(), STOCK);
    }
    act.drop_timer(purchase.id.get(), TimerKind::PurchaseExpires);
    purchase.state = state;
    act.event(EventKind::PurchaseExpired, purchase.id.get(), "");
    Ok(store::save(act.tx, &[purchase])?)
}

/// How a line lies in the cart again after its purchase was not paid. Its moment tells it from lines of the buyer's own.
pub(crate) fn returned_line(purchase: &Purchase, line: &PurchaseLine) -> CartLine {
    CartLine {
        user_id: purchase.user_id,
        market: purchase.market,
        offer: line.offer,
        quantity: line.quantity,
        price_seen: line.unit,
        added_at: purchase.created_at,
    }
}

fn holds_of<R>(act: &mut Act<'_, '_>, id: PurchaseId) -> Result<Vec<Hold>, Stop<R>> {
    let parts = store::purchase::parts(act.tx, &[id])?;
    let places: Vec<_> = parts.iter().map(|part| (part.order_id.bucket(), id)).collect();
    Ok(store::stock::holds_of(act.tx, &places)?)
}

fn free<R>(act: &mut Act<'_, '_>, purchase: &Purchase, mut holds: Vec<Hold>) -> Result<(), Stop<R>> {
    holds.retain(|hold| hold.state == HoldState::Held);
    let ids: Vec<StockItemId> = holds.iter().map(|hold| hold.item).collect();
    let mut items = store::stock::items(act.tx, &ids)?;
    let mut changes = Vec::new();
    for item in &mut items {
        let hold = holds.iter_mut().find(|hold| hold.item == item.id).or_absent()?;
        changes.push((item.id, in_step(item.free(hold.quantity))?));
        hold.state = HoldState::Freed;
    }
    act.move_stock(&changes, purchase.id.get())?;
    Ok(store::save(act.tx, &holds)?)
}
