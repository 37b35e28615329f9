//! Paying what is due: out of the available balance in one act, or through the provider's page as a buyer pays. The payment is
//! written first, the provider is called with its id, a timer asks about what stays silent.

use domain::application::Move;
use domain::audit::{About, Deed};
use domain::event::{Timer, TimerKind};
use domain::fee::{ATTEMPTS_MAX, FeePayment, FeeRefusal};
use domain::payment::PaymentState;
use domain::permission::Permission;
use domain::{DAY, FeePaymentId, Micros};
use gateways::payment::{ChargeReport, ChargeState, OpenCharge, ProviderFailure};
use money::Money;
use serde_json::json;

use super::Holder;
use crate::payment::ASK_FIRST_AFTER;
use crate::stop::OrAbsent;
use crate::{Act, Engine, Never, Seen, SellerMember, Stop, Widen};

/// No word for so long after it was opened: the attempt is over.
const SILENT_UNTIL: Micros = 2 * DAY;

/// How a seller pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Balance,
    Provider,
}

type Outcome<T> = Result<T, Stop<FeeRefusal>>;

fn of_member(act: &mut Act<'_, '_>, member: &SellerMember, account: i64) -> Outcome<Holder> {
    let mut holder = Holder::find(act, account)?;
    if holder.book().seller != member.seller {
        return Err(Stop::Absent);
    }
    Ok(holder)
}

/// Pays all that is due of an account. Answers the provider's page, where the seller goes on; absent where nothing is left
/// to do, or the provider is silent. `back` is where the page leads back to.
pub async fn pay(
    engine: &Engine,
    member: &SellerMember,
    account: i64,
    (way, back): (Way, String),
    now: Micros,
) -> Outcome<Option<String>> {
    member.may(Permission::FeesPay)?;
    let own = member.clone();
    match way {
        Way::Balance => {
            engine.act(now, move |act| from_balance(act, &own, account)).await?;
            Ok(None)
        }
        Way::Provider => {
            let payment = engine.act(now, move |act| attempt(act, &own, account)).await?;
            open(engine, payment.id, back, now).await.widen()
        }
    }
}

fn from_balance(act: &mut Act<'_, '_>, member: &SellerMember, account: i64) -> Outcome<()> {
    let mut holder = of_member(act, member, account)?;
    let due = holder.book().due_minor();
    if due == 0 || !holder.takes_money() {
        return Err(Stop::Refused(FeeRefusal::NothingDue));
    }
    if holder.book().available(act)? < due {
        return Err(Stop::Refused(FeeRefusal::BalanceShort));
    }
    let paid = Money::new(due, holder.book().market.currency);
    holder.book().pay_due(act).widen()?;
    holder.step(act, Move::Paid, &member.name, &paid.to_plain())?;
    told(act, member, (Deed::FeePaid, holder.name()), paid);
    holder.save(act)
}

/// The attempt that is under way, or a new one.
fn attempt(act: &mut Act<'_, '_>, member: &SellerMember, account: i64) -> Outcome<FeePayment> {
    let mut holder = of_member(act, member, account)?;
    let due = holder.book().due_minor();
    if due == 0 || !holder.takes_money() {
        return Err(Stop::Refused(FeeRefusal::NothingDue));
    }
    let before = store::fee::payments_of(act.tx, account, ATTEMPTS_MAX as i64)?;
    if let Some(usable) = before.iter().find(|payment| payment.is_usable(due)) {
        return Ok(usable.clone());
    }
    if before.iter().filter(|payment| payment.was_in_vain(act.now)).count() >= ATTEMPTS_MAX {
        return Err(Stop::Refused(FeeRefusal::TooManyAttempts));
    }
    let book = holder.book();
    let payment = FeePayment {
        id: FeePaymentId::from_raw(act.mint(domain::bucket_of(account))),
        account,
        seller: book.seller,
        market: book.market.id,
        operator: book.market.operator,
        user_id: member.user,
        amount: due,
        currency: book.market.currency,
        state: PaymentState::Opening,
        provider: act.engine.provider().name().to_owned(),
        reference: String::new(),
        pay_url: String::new(),
        code: String::new(),
        created_at: act.now,
        paid_at: None,
        version: 0,
    };
    store::insert(act.tx, std::slice::from_ref(&payment))?;
    let begun = (Deed::FeePaymentBegun, payment.id.to_string());
    told(act, member, begun, Money::new(due, payment.currency));
    act.timer(payment.id.get(), TimerKind::FeePaymentAsked, act.now + ASK_FIRST_AFTER);
    Ok(payment)
}

/// What the audit keeps: of which account or payment, how much.
fn told(act: &mut Act<'_, '_>, member: &SellerMember, (deed, subject): (Deed, String), amount: Money) {
    let what = json!({ "amount": amount.minor, "currency": amount.currency.code() });
    act.audit(&member.doer(), deed, About::Seller(member.seller), subject, (json!(null), what));
}

async fn load(engine: &Engine, id: FeePaymentId) -> Seen<FeePayment> {
    engine.read(move |tx| store::fee::payment(tx, id)?.or_absent()).await
}

/// Asks the provider for a page, with the payment's id as its idempotency key; absent while it is silent.
async fn open(engine: &Engine, id: FeePaymentId, back: String, now: Micros) -> Seen<Option<String>> {
    let payment = load(engine, id).await?;
    if !payment.pay_url.is_empty() || payment.state != PaymentState::Opening {
        return Ok(Some(payment.pay_url).filter(|url| !url.is_empty()));
    }
    let seller = payment.seller;
    let language =
        engine.read(move |tx| Ok(store::seller::seller(tx, seller)?.or_absent()?.language)).await?;
    let charge = OpenCharge {
        intent: id.to_string(),
        amount: Money::new(payment.amount, payment.currency),
        description: id.to_string(),
        return_url: back,
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
    engine
        .act::<_, Never, _>(now, move |act| {
            let mut payment = store::fee::payment(act.tx, id)?.or_absent()?;
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

/// The browser came back from the provider: it is asked at once, whatever its webhook does.
pub async fn returned(engine: &Engine, member: &SellerMember, account: i64, now: Micros) -> Seen<()> {
    member.may(Permission::MoneyRead)?;
    let seller = member.seller;
    let payments =
        engine.read(move |tx| Ok(store::fee::payments_of(tx, account, ATTEMPTS_MAX as i64)?)).await?;
    for payment in payments.iter().filter(|one| one.seller == seller && one.paid_at.is_none()) {
        ask(engine, payment.id, now).await?;
    }
    Ok(())
}

/// Asks the provider how a payment stands, and acts on its word.
pub(crate) async fn ask(engine: &Engine, id: FeePaymentId, now: Micros) -> Seen<()> {
    let payment = load(engine, id).await?;
    if payment.reference.is_empty() {
        let back = format!("{}/seller", engine.url_of(payment.market));
        return open(engine, id, back, now).await.map(drop);
    }
    let provider = engine.provider();
    let Ok(report) = provider.charge(&payment.reference).await else {
        return Ok(());
    };
    if report.intent != id.to_string() {
        return Err(Stop::fault(format!("asked about {id}, the provider spoke of {}", report.intent)));
    }
    learn(engine, id, report, now).await
}

async fn learn(engine: &Engine, id: FeePaymentId, report: ChargeReport, now: Micros) -> Seen<()> {
    match report.state {
        ChargeState::Waiting => Ok(()),
        ChargeState::Paid { .. } => super::paid(engine, id, report.reference, report.amount, now).await,
        ChargeState::Declined { code } => decline(engine, id, code, now).await,
        ChargeState::Expired => decline(engine, id, "expired".into(), now).await,
    }
}

/// A success is never undone by a decline; on the provider's page another card may follow.
async fn decline(engine: &Engine, id: FeePaymentId, code: String, now: Micros) -> Seen<()> {
    engine
        .act(now, move |act| {
            let mut payment = store::fee::payment(act.tx, id)?.or_absent()?;
            if matches!(payment.state, PaymentState::Opening | PaymentState::Waiting) {
                payment.state = PaymentState::Declined;
                payment.code.clone_from(&code);
                store::save(act.tx, &[payment])?;
            }
            Ok(())
        })
        .await
}

/// Fires while a payment is silent: asks, and sets itself again at a growing distance.
pub(crate) async fn ask_again(engine: &Engine, timer: Timer, now: Micros) -> Seen<()> {
    let id = FeePaymentId::from_raw(timer.subject);
    let goes_on = engine
        .act(now, move |act| {
            if !store::timer::take(act.tx, &timer, act.now)? {
                return Ok(false);
            }
            let Some(mut payment) = store::fee::payment(act.tx, id)? else { return Ok(false) };
            if payment.paid_at.is_some() || payment.state == PaymentState::Expired {
                return Ok(false);
            }
            let age = act.now - payment.created_at;
            if age > SILENT_UNTIL {
                payment.state = PaymentState::Expired;
                store::save(act.tx, &[payment])?;
            } else {
                act.timer(id.get(), TimerKind::FeePaymentAsked, act.now + age.max(ASK_FIRST_AFTER));
            }
            Ok(true)
        })
        .await?;
    if goes_on { ask(engine, id, now).await } else { Ok(()) }
}
