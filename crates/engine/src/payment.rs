//! Payments: opened at the provider, confirmed by whichever word comes first, asked about when silent.
//! However browser, webhook and question race, a purchase is paid once and becomes one set of orders, or goes back.

use domain::event::{EventKind, Timer, TimerKind};
use domain::order::{By, Order, OrderLine, OrderState, Step};
use domain::payment::{Meaning, Payment, PaymentState};
use domain::policy::{Policy, TaxRegime};
use domain::purchase::{Purchase, PurchaseLine, PurchasePart, PurchaseState, commission_base};
use domain::refund::RefundCause;
use domain::stock::{HoldState, StockItem};
use domain::{DAY, MINUTE, Micros, PaymentId, RefundId};
use gateways::payment::{ChargeState, EventKind as Told, OpenCharge, ProviderFailure};
use money::Money;

use crate::stop::OrAbsent;
use crate::{Act, Engine, Never, Seen, Stop, in_step};

/// A silent payment is asked about first after this, then at growing distances.
pub(crate) const ASK_FIRST_AFTER: Micros = MINUTE;
/// No word for so long after the purchase was placed: the payment is over.
const SILENT_UNTIL: Micros = 2 * DAY;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HookRefusal {
    #[error("hook.forged")]
    Forged,
    #[error("hook.unknown_provider")]
    UnknownProvider,
}

/// Asks the provider for a payment page, with the payment's id as its idempotency key; absent while it is silent.
pub(crate) async fn open(
    engine: &Engine,
    id: PaymentId,
    return_host: &str,
    now: Micros,
) -> Seen<Option<String>> {
    let payment = load(engine, id).await?;
    if !payment.pay_url.is_empty() || payment.state != PaymentState::Opening {
        return Ok(Some(payment.pay_url).filter(|url| !url.is_empty()));
    }
    let language = engine
        .read(move |tx| Ok(store::purchase::purchase(tx, payment.purchase)?.or_absent()?.language))
        .await?;
    let charge = OpenCharge {
        intent: payment.id.to_string(),
        amount: Money::new(payment.amount, payment.currency),
        description: payment.purchase.to_string(),
        return_url: format!("{return_host}/purchases/{}/return", payment.purchase),
        language,
    };
    let provider = engine.provider();
    let opened = match engine.blocking(move || provider.open_charge(&charge)).await? {
        Ok(opened) => opened,
        Err(ProviderFailure::Silent) => return Ok(None),
        Err(ProviderFailure::Refused { code }) => {
            decline(engine, id, code, now).await?;
            return Ok(None);
        }
    };
    let url = opened.pay_url.clone();
    engine
        .act::<_, Never, _>(now, move |act| {
            let mut payment = store::payment::payment(act.tx, id)?.or_absent()?;
            payment.reference.clone_from(&opened.reference);
            payment.pay_url.clone_from(&opened.pay_url);
            if payment.state == PaymentState::Opening {
                payment.state = PaymentState::Waiting;
            }
            act.event(EventKind::PaymentOpened, payment.id.get(), "")?;
            Ok(store::save(act.tx, &[payment])?)
        })
        .await?;
    Ok(Some(url))
}

async fn load(engine: &Engine, id: PaymentId) -> Seen<Payment> {
    engine.read(move |tx| store::payment::payment(tx, id)?.or_absent()).await
}

/// Asks the provider how a payment stands, and acts on its word.
pub(crate) async fn ask(engine: &Engine, id: PaymentId, now: Micros) -> Seen<()> {
    let payment = load(engine, id).await?;
    if payment.reference.is_empty() {
        let market = engine
            .read(move |tx| Ok(store::purchase::purchase(tx, payment.purchase)?.or_absent()?.market))
            .await?;
        return open(engine, id, &engine.url_of(market), now).await.map(|_| ());
    }
    let (provider, reference) = (engine.provider(), payment.reference.clone());
    let Ok(report) = engine.blocking(move || provider.charge(&reference)).await? else { return Ok(()) };
    match report.state {
        ChargeState::Waiting => Ok(()),
        ChargeState::Paid { .. } => confirm(engine, id, report.reference, report.amount, now).await,
        ChargeState::Declined { code } => decline(engine, id, code, now).await,
        ChargeState::Expired => decline(engine, id, "expired".into(), now).await,
    }
}

/// What the provider tells of its own accord. Its signature and age are checked; an event may come twice.
pub async fn on_event(
    engine: &Engine,
    provider: &str,
    headers: &(dyn Fn(&str) -> Option<String> + Send + Sync),
    body: &[u8],
    now: Micros,
) -> Result<(), Stop<HookRefusal>> {
    let known = engine.provider();
    if known.name() != provider {
        return Err(Stop::Refused(HookRefusal::UnknownProvider));
    }
    let event = known.read_event(headers, body, now).map_err(|_| Stop::Refused(HookRefusal::Forged))?;
    let done = match (event.kind, event.intent.parse::<PaymentId>()) {
        (Told::ChargePaid, Ok(id)) => confirm(engine, id, event.reference, event.amount, now).await,
        (Told::ChargeDeclined | Told::ChargeExpired, Ok(id)) => {
            decline(engine, id, event.code.unwrap_or_default(), now).await
        }
        // Refunds and payouts answer at once here; a word about them only confirms what is asked anyway.
        _ => Ok(()),
    };
    done.map_err(|stop| stop.map(|never| match never {}))
}

async fn decline(engine: &Engine, id: PaymentId, code: String, now: Micros) -> Seen<()> {
    engine
        .act(now, move |act| {
            let mut payment = store::payment::payment(act.tx, id)?.or_absent()?;
            if payment.can_decline() {
                payment.state = PaymentState::Declined;
                payment.code.clone_from(&code);
                act.drop_timer(id.get(), TimerKind::PaymentAsked)?;
                store::save(act.tx, &[payment])?;
            }
            Ok(())
        })
        .await
}

/// The provider has the money. Said once or often, early or late: the outcome is the same.
pub(crate) async fn confirm(
    engine: &Engine,
    id: PaymentId,
    reference: String,
    amount: Money,
    now: Micros,
) -> Seen<()> {
    engine
        .act(now, move |act| {
            let mut payment = store::payment::payment(act.tx, id)?.or_absent()?;
            if amount.currency != payment.currency {
                return Err(Stop::fault(format!("{id} was reported in {}", amount.currency)));
            }
            match payment.on_success(amount.minor) {
                Meaning::Known => return Ok(()),
                Meaning::WrongAmount => {
                    return Err(Stop::fault(format!(
                        "{id} was reported with another amount: {}",
                        amount.to_plain()
                    )));
                }
                Meaning::NewlyPaid => {}
            }
            if payment.reference.is_empty() {
                payment.reference.clone_from(&reference);
            }
            payment.paid_at = Some(act.now);
            act.drop_timer(id.get(), TimerKind::PaymentAsked)?;
            let purchase = store::purchase::purchase(act.tx, payment.purchase)?.or_absent()?;
            settle_with(act, purchase, payment)
        })
        .await
}

/// Orders where they are still possible; otherwise everything goes back.
fn settle_with(act: &mut Act<'_, '_>, purchase: Purchase, payment: Payment) -> Seen<()> {
    let hopeful = matches!(purchase.state, PurchaseState::Waiting | PurchaseState::Expired);
    let lines = store::purchase::lines(act.tx, purchase.id)?;
    if hopeful && take_stock(act, &purchase, &lines)? {
        become_orders(act, purchase, payment, &lines)
    } else {
        give_back(act, purchase, payment)
    }
}

/// Turns holds into sales; where holds were freed, tries to hold again. False when something is gone.
fn take_stock(act: &mut Act<'_, '_>, purchase: &Purchase, lines: &[PurchaseLine]) -> Seen<bool> {
    let mut holds = crate::purchase::holds_of(act, purchase.id)?;
    let ids: Vec<_> = lines.iter().map(|line| line.stock_item).collect();
    let mut items = store::stock::items(act.tx, &ids)?;
    let mut changes = Vec::new();
    for item in &mut items {
        let hold = holds.iter_mut().find(|hold| hold.item == item.id).or_absent()?;
        if hold.state == HoldState::Freed {
            match StockItem::hold(item, hold.quantity) {
                Ok(change) => changes.push((item.id, change)),
                Err(_) => return Ok(false),
            }
        }
        changes.push((item.id, in_step(item.sell(hold.quantity))?));
        hold.state = HoldState::Sold;
    }
    act.move_stock(&changes, purchase.id.get())?;
    store::save(act.tx, &holds)?;
    Ok(true)
}

fn become_orders(
    act: &mut Act<'_, '_>,
    mut purchase: Purchase,
    mut payment: Payment,
    lines: &[PurchaseLine],
) -> Seen<()> {
    let policies = store::market::policies(act.tx, purchase.market)?;
    let version = policies.iter().find(|version| version.number == purchase.policy_number).or_absent()?;
    let parts = store::purchase::parts(act.tx, purchase.id)?;
    let orders: Vec<Order> =
        parts.iter().map(|part| new_order(&purchase, &payment, part, &version.policy, act.now)).collect();
    store::insert(act.tx, &orders)?;
    store::insert(act.tx, &lines.iter().map(order_line).collect::<Vec<_>>())?;
    for order in &orders {
        let amount = Money::new(order.total, order.currency);
        let transfers = ledger::capture(payment.id.get(), order.id.get(), amount);
        act.post(order.id.bucket(), order.operator, transfers)?;
        act.step(order, Step::Placed, By::Buyer, "", order.total)?;
        act.event(EventKind::OrderPlaced, order.id.get(), "")?;
    }
    for line in lines {
        act.event(EventKind::ProductChanged, line.product.get(), "")?;
    }
    act.drop_timer(purchase.id.get(), TimerKind::PurchaseExpires)?;
    act.event(EventKind::PurchasePaid, purchase.id.get(), "")?;
    payment.state = PaymentState::Paid;
    (purchase.state, purchase.paid_at) = (PurchaseState::Paid, Some(act.now));
    store::save(act.tx, &[payment])?;
    Ok(store::save(act.tx, &[purchase])?)
}

fn new_order(
    purchase: &Purchase,
    payment: &Payment,
    part: &PurchasePart,
    policy: &Policy,
    now: Micros,
) -> Order {
    Order {
        id: part.order_id,
        purchase: purchase.id,
        payment: payment.id,
        charge_reference: payment.reference.clone(),
        shop: part.shop,
        seller: part.seller,
        market: purchase.market,
        operator: purchase.operator,
        user_id: purchase.user_id,
        state: OrderState::ToShip,
        email: purchase.email.clone(),
        language: purchase.language.clone(),
        address: purchase.address.clone(),
        delivery_name: part.delivery_name.clone(),
        days_min: part.days_min,
        days_max: part.days_max,
        handling_days: part.handling_days,
        goods: part.goods,
        delivery: part.delivery,
        delivery_tax: part.delivery_tax,
        tax: part.tax,
        total: part.total,
        currency: purchase.currency,
        tax_owed: if policy.tax.regime == TaxRegime::Added { part.tax } else { 0 },
        commission_ppm: part.commission_ppm,
        commission_base: commission_base(policy, part.goods, part.delivery),
        fee_vat_ppm: part.fee_vat_ppm,
        confirm_days_after_delivery: policy.escrow.confirm_days_after_delivery,
        confirm_days_after_dispatch: policy.escrow.confirm_days_after_dispatch,
        payout_delay_days: policy.payouts.delay_days,
        refunded: 0,
        released: 0,
        fee: 0,
        fee_vat: 0,
        fee_back: 0,
        fee_vat_back: 0,
        tax_collected: 0,
        tax_back: 0,
        pending: 0,
        placed_at: now,
        shipped_at: None,
        delivered_at: None,
        completed_at: None,
        closed_at: None,
        matured_at: None,
        confirm_at: None,
        confirm_left: None,
        version: 0,
    }
}

fn order_line(line: &PurchaseLine) -> OrderLine {
    OrderLine {
        order_id: line.order_id,
        ordinal: line.ordinal,
        offer: line.offer,
        product: line.product,
        variant: line.variant,
        stock_item: line.stock_item,
        title: line.title.clone(),
        options: line.options.clone(),
        sku: line.sku.clone(),
        drawing: line.drawing.clone(),
        hue: line.hue,
        picture: line.picture.clone(),
        quantity: line.quantity,
        shipped: 0,
        unit: line.unit,
        amount: line.amount,
        tax_class: line.tax_class,
        tax_ppm: line.tax_ppm,
        tax: line.tax,
        weight_grams: line.weight_grams,
    }
}

/// A capture that can't become orders (late with the stock gone, or a second one) is the buyer's, and goes back.
fn give_back(act: &mut Act<'_, '_>, mut purchase: Purchase, mut payment: Payment) -> Seen<()> {
    let amount = Money::new(payment.amount, payment.currency);
    let (bucket, user) = (payment.id.bucket(), payment.user_id);
    act.post(bucket, purchase.operator, ledger::late_capture(payment.id.get(), user.get(), amount))?;
    let refund = domain::refund::Refund {
        id: RefundId::from_raw(act.mint(bucket)),
        order_id: None,
        payment: payment.id,
        charge_reference: payment.reference.clone(),
        amount: payment.amount,
        currency: payment.currency,
        cause: RefundCause::Unusable,
        state: domain::refund::RefundState::Opened,
        reference: String::new(),
        code: String::new(),
        opened_at: act.now,
        done_at: None,
        version: 0,
    };
    act.post(bucket, purchase.operator, ledger::late_refund(refund.id.get(), user.get(), amount))?;
    store::insert(act.tx, std::slice::from_ref(&refund))?;
    act.event(EventKind::RefundOpened, refund.id.get(), "")?;
    act.event(EventKind::PaymentUnusable, payment.id.get(), "")?;
    payment.state = PaymentState::Refunded;
    store::save(act.tx, &[payment])?;
    if purchase.state != PurchaseState::Paid {
        purchase.state = PurchaseState::Refunded;
        act.drop_timer(purchase.id.get(), TimerKind::PurchaseExpires)?;
        store::save(act.tx, &[purchase])?;
    }
    Ok(())
}

/// Fires while a payment is silent: asks, and sets itself again at a growing distance.
pub(crate) async fn ask_again(engine: &Engine, timer: Timer, now: Micros) -> Seen<()> {
    let id = PaymentId::from_raw(timer.subject);
    let goes_on = engine
        .act(now, move |act| {
            if !store::timer::take(act.tx, &timer, act.now)? {
                return Ok(false);
            }
            let Some(mut payment) = store::payment::payment(act.tx, id)? else { return Ok(false) };
            if !payment.can_decline() {
                return Ok(false);
            }
            let age = act.now - payment.created_at;
            if age > SILENT_UNTIL {
                payment.state = PaymentState::Expired;
                store::save(act.tx, &[payment])?;
                return Ok(true);
            }
            act.timer(id.get(), TimerKind::PaymentAsked, act.now + age.max(ASK_FIRST_AFTER))?;
            Ok(true)
        })
        .await?;
    if goes_on { ask(engine, id, now).await } else { Ok(()) }
}
