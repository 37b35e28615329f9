//! Payments: opened at the provider, confirmed by whichever word comes first, asked about when silent.
//! However browser, webhook and question race, a purchase is paid once and becomes one set of orders, or goes back.

mod confirm;
mod order;

pub(crate) use confirm::Confirming;

use domain::event::{Timer, TimerKind};
use domain::payment::{Meaning, Payment, PaymentState};
use domain::{DAY, FeePaymentId, MINUTE, Micros, PaymentId};
use gateways::payment::{ChargeReport, ChargeState, EventKind as Told, OpenCharge, ProviderFailure};
use money::Money;

use crate::stop::OrAbsent;
use crate::{Engine, Never, Seen, Stop};

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
    let (payment, language) = engine
        .read(move |tx| {
            let payment = store::payment::payment(tx, id)?.or_absent()?;
            let language = store::purchase::purchase(tx, payment.purchase)?.or_absent()?.language;
            Ok((payment, language))
        })
        .await?;
    open_read(engine, payment, language, (return_host, now)).await
}

/// As `open`, for a payment that was read or made just now, and the language of its purchase.
pub(crate) async fn open_read(
    engine: &Engine,
    payment: Payment,
    language: String,
    (return_host, now): (&str, Micros),
) -> Seen<Option<String>> {
    let id = payment.id;
    if !payment.pay_url.is_empty() || payment.state != PaymentState::Opening {
        return Ok(Some(payment.pay_url).filter(|url| !url.is_empty()));
    }
    let charge = OpenCharge {
        intent: payment.id.to_string(),
        amount: Money::new(payment.amount, payment.currency),
        description: payment.purchase.to_string(),
        return_url: format!("{return_host}/purchases/{}/return", payment.purchase),
        language,
    };
    let provider = engine.provider();
    let opened = match provider.open_charge(&charge).await {
        Ok(opened) => opened,
        Err(ProviderFailure::Silent) => return Ok(None),
        Err(ProviderFailure::Refused { code }) => {
            decline(engine, id, code, now).await?;
            return Ok(None);
        }
    };
    let url = opened.pay_url.clone();
    // Saved as it was read, if nobody has saved it since; else read once more.
    let mut known = Some(payment);
    engine
        .act::<_, Never, _>(now, move |act| {
            let mut payment = match known.take() {
                Some(payment) => payment,
                None => store::payment::payment(act.tx, id)?.or_absent()?,
            };
            payment.reference.clone_from(&opened.reference);
            payment.pay_url.clone_from(&opened.pay_url);
            if payment.state == PaymentState::Opening {
                payment.state = PaymentState::Waiting;
            }
            Ok(store::save(act.tx, &[payment])?)
        })
        .await?;
    Ok(Some(url))
}

async fn load(engine: &Engine, id: PaymentId) -> Seen<Payment> {
    engine.read(move |tx| store::payment::payment(tx, id)?.or_absent()).await
}

/// Asks the provider how a payment stands that was read just now, and acts on its word.
pub(crate) async fn ask(engine: &Engine, payment: Payment, now: Micros) -> Seen<()> {
    let id = payment.id;
    if payment.reference.is_empty() {
        let market = engine
            .read(move |tx| Ok(store::purchase::purchase(tx, payment.purchase)?.or_absent()?.market))
            .await?;
        return open(engine, id, &engine.url_of(market), now).await.map(|_| ());
    }
    match report_on(engine, id, payment.reference).await? {
        Some(report) => learn(engine, id, report, now).await,
        None => Ok(()),
    }
}

/// How a charge stands, in the provider's own books; absent while it is silent. An answer about another payment is none.
async fn report_on(engine: &Engine, id: PaymentId, reference: String) -> Seen<Option<ChargeReport>> {
    let provider = engine.provider();
    let Ok(report) = provider.charge(&reference).await else { return Ok(None) };
    if report.intent != id.to_string() {
        return Err(Stop::fault(format!("asked about {id}, the provider spoke of {}", report.intent)));
    }
    Ok(Some(report))
}

async fn learn(engine: &Engine, id: PaymentId, report: ChargeReport, now: Micros) -> Seen<()> {
    match report.state {
        ChargeState::Waiting => Ok(()),
        ChargeState::Paid { .. } => confirm(engine, id, report.reference, report.amount, now).await,
        ChargeState::Declined { code } => decline(engine, id, code, now).await,
        ChargeState::Expired => decline(engine, id, "expired".into(), now).await,
    }
}

/// Somebody says that it was paid: believed once the provider's own books say so too. A word may come too early, name
/// another purchase or another amount; who sent it is told to send it again.
async fn check(engine: &Engine, id: PaymentId, reference: String, now: Micros) -> Seen<()> {
    let payment = load(engine, id).await?;
    if payment.on_success(payment.amount) == Meaning::Known {
        return Ok(());
    }
    let reference = Some(payment.reference).filter(|own| !own.is_empty()).unwrap_or(reference);
    match report_on(engine, id, reference).await? {
        Some(report) if report.state != ChargeState::Waiting => learn(engine, id, report, now).await,
        _ => Err(Stop::fault(format!("{id} was reported paid, but the provider's books do not say so"))),
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
    if let (Told::ChargePaid, Ok(id)) = (event.kind, event.intent.parse::<FeePaymentId>()) {
        // Told is not known: the provider's own books decide.
        return crate::fee::ask(engine, id, now).await.map_err(|stop| stop.map(|never| match never {}));
    }
    let done = match (event.kind, event.intent.parse::<PaymentId>()) {
        (Told::ChargePaid, Ok(id)) => check(engine, id, event.reference, now).await,
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
                // On the provider's page another card may follow, and its word may get lost: the asking goes on.
                if payment.reference.is_empty() {
                    act.drop_timer(id.get(), TimerKind::PaymentAsked);
                }
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
    engine.ask(&engine.inner.desks.confirm, Confirming { id, reference, amount }, now).await
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
            let is_declined = payment.state == PaymentState::Declined;
            if !payment.can_decline() && !is_declined {
                return Ok(false);
            }
            let age = act.now - payment.created_at;
            if age > SILENT_UNTIL {
                if !is_declined {
                    payment.state = PaymentState::Expired;
                    store::save(act.tx, &[payment])?;
                }
                return Ok(true);
            }
            act.timer(id.get(), TimerKind::PaymentAsked, act.now + age.max(ASK_FIRST_AFTER));
            Ok(true)
        })
        .await?;
    if goes_on { ask(engine, load(engine, id).await?, now).await } else { Ok(()) }
}
