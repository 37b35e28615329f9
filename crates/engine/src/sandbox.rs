//! The built-in sandbox provider: another company's books and payment page, played inside the process.
//! The market sees it only through the `PaymentProvider` trait and its webhooks.

mod mood;
mod word;

use std::sync::Weak;

use domain::event::TimerKind;
use domain::{BUCKETS, Micros, bucket_of, bucket_of_text};
use gateways::payment::sandbox::{
    Answer, CardBehaviour, CardForm, CardRefusal, TEST_CARDS, TestCard, answer, buyer_returns_at, check_card,
    fee, planned_events, read_event,
};
use gateways::payment::signature::ForgedEvent;
use gateways::payment::{
    Call, ChargeReport, ChargeState, Headers, OpenCharge, OpenPayout, OpenRefund, OpenedCharge,
    OutgoingState, PaymentProvider, PayoutReport, ProviderEvent, ProviderFailure, RefundReport,
};
use money::Money;
use store::Problem;
use store::sandbox::{SandboxCharge, SandboxEntry};

use crate::engine::Inner;
use crate::stop::{OrAbsent, OrRefuse};
use crate::{Act, Engine, Seen, Stop};

pub use self::mood::{Mood, Moody};
pub(crate) use self::word::send;
use self::word::send_due;

/// Where the payment page lies on a market's host.
const PAGE: &str = "/sandbox/pay/";

/// The provider as the market calls it.
pub struct Sandbox {
    engine: Weak<Inner>,
}

impl std::fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sandbox")
    }
}

impl Sandbox {
    pub fn new(engine: &Engine) -> Self {
        Self { engine: std::sync::Arc::downgrade(&engine.inner) }
    }

    fn engine(&self) -> Result<Engine, ProviderFailure> {
        self.engine.upgrade().map(|inner| Engine { inner }).ok_or(ProviderFailure::Silent)
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut Act<'_, '_>) -> Result<T, Stop<ProviderFailure>> + Send + 'static,
    ) -> Result<T, ProviderFailure> {
        let engine = self.engine()?;
        let now = engine.now();
        engine.act(now, work).await.map_err(|stop| match stop {
            Stop::Refused(failure) => failure,
            Stop::Absent | Stop::Denied(_) => ProviderFailure::refused("unknown"),
            Stop::Problem(_) => ProviderFailure::Silent,
        })
    }
}

impl Sandbox {
    /// Whether a payout stands in its books.
    async fn has_paid_out(&self, intent: &str) -> Result<bool, ProviderFailure> {
        let intent = intent.to_owned();
        let asks = move |act: &mut Act<'_, '_>| {
            Ok(store::sandbox::entry(act.tx, bucket_of_intent(&intent), &intent, "payout")?.is_some())
        };
        self.run(asks).await
    }
}

/// The bucket of an intent: its own hash, since the provider knows nothing of ours.
fn bucket_of_intent(intent: &str) -> i64 {
    bucket_of_text(intent)
}

/// `http://mall.localhost:8080` of an address under it.
fn origin(url: &str) -> &str {
    url.match_indices('/').nth(2).map_or(url, |(at, _)| &url[..at])
}

fn reference_of(id: i64) -> String {
    format!("ch_{id:x}")
}

fn id_of(reference: &str) -> Option<i64> {
    i64::from_str_radix(reference.strip_prefix("ch_")?, 16).ok().filter(|id| *id > 0)
}

impl PaymentProvider for Sandbox {
    fn name(&self) -> &'static str {
        "sandbox"
    }

    fn open_charge<'c>(&'c self, charge: &'c OpenCharge) -> Call<'c, OpenedCharge> {
        let charge = charge.clone();
        Box::pin(self.run(move |act| {
            let bucket = bucket_of_intent(&charge.intent);
            let opened = |row: &SandboxCharge| OpenedCharge {
                reference: row.reference.clone(),
                pay_url: format!("{}{PAGE}{}", origin(&charge.return_url), row.reference),
            };
            if let Some(row) = store::sandbox::charge_by_intent(act.tx, bucket, &charge.intent)? {
                let same = row.amount == charge.amount.minor && row.currency == charge.amount.currency;
                return if same {
                    Ok(opened(&row))
                } else {
                    Err(Stop::Refused(ProviderFailure::refused("intent_reused")))
                };
            }
            let id = act.mint(bucket);
            let row = SandboxCharge {
                id,
                reference: reference_of(id),
                intent: charge.intent.clone(),
                amount: charge.amount.minor,
                currency: charge.amount.currency,
                description: charge.description.clone(),
                return_url: charge.return_url.clone(),
                language: charge.language.clone(),
                state: "waiting".into(),
                code: String::new(),
                card: String::new(),
                created_at: act.now,
                paid_at: None,
                refunded: 0,
            };
            // Asked twice at the same moment: whoever comes second finds the first one's charge.
            store::insert(act.tx, std::slice::from_ref(&row)).map_err(Problem::taken_meanwhile)?;
            Ok(opened(&row))
        }))
    }

    fn charge<'c>(&'c self, reference: &'c str) -> Call<'c, ChargeReport> {
        Box::pin(async move {
            let id = id_of(reference).ok_or_else(|| ProviderFailure::refused("unknown"))?;
            let engine = self.engine()?;
            let found = engine.db().read(move |tx| store::sandbox::charge(tx, id)).await;
            let row = found.map_err(|_| ProviderFailure::Silent)?;
            row.map(|row| report(&row, engine.now())).ok_or_else(|| ProviderFailure::refused("unknown"))
        })
    }

    fn refund<'c>(&'c self, refund: &'c OpenRefund) -> Call<'c, RefundReport> {
        let refund = refund.clone();
        Box::pin(self.run(move |act| {
            let id = id_of(&refund.charge_reference).or_absent()?;
            if let Some(done) = store::sandbox::entry(act.tx, bucket_of(id), &refund.intent, "refund")? {
                return Ok(RefundReport { reference: done.reference, state: OutgoingState::Done });
            }
            let mut charge = store::sandbox::charge(act.tx, id)?.or_absent()?;
            if charge.state != "paid" || charge.refunded + refund.amount.minor > charge.amount {
                return Err(Stop::Refused(ProviderFailure::refused("refund_too_much")));
            }
            charge.refunded += refund.amount.minor;
            let entry = entry(act, bucket_of(id), &refund.intent, "refund", refund.amount, 0);
            store::insert(act.tx, std::slice::from_ref(&entry))?;
            store::save(act.tx, &[charge])?;
            Ok(RefundReport { reference: entry.reference, state: OutgoingState::Done })
        }))
    }

    fn pay_out<'c>(&'c self, payout: &'c OpenPayout) -> Call<'c, PayoutReport> {
        let payout = payout.clone();
        Box::pin(self.run(move |act| {
            let bucket = bucket_of_intent(&payout.intent);
            if let Some(done) = store::sandbox::entry(act.tx, bucket, &payout.intent, "payout")? {
                return Ok(PayoutReport { reference: done.reference, state: OutgoingState::Done });
            }
            if !domain::payout::iban_fits(&payout.iban) {
                return Err(Stop::Refused(ProviderFailure::refused("account_unknown")));
            }
            let entry = entry(act, bucket, &payout.intent, "payout", payout.amount, 0);
            store::insert(act.tx, std::slice::from_ref(&entry))?;
            Ok(PayoutReport { reference: entry.reference, state: OutgoingState::Done })
        }))
    }

    fn read_event(
        &self,
        headers: Headers<'_>,
        body: &[u8],
        now_micros: i64,
    ) -> Result<ProviderEvent, ForgedEvent> {
        let inner = self.engine.upgrade().ok_or(ForgedEvent::HeaderMissing)?;
        read_event(std::slice::from_ref(&inner.outside.sandbox_secret), headers, body, now_micros)
    }
}

fn entry(act: &Act<'_, '_>, bucket: i64, intent: &str, kind: &str, amount: Money, fee: i64) -> SandboxEntry {
    let id = act.mint(bucket);
    SandboxEntry {
        id,
        reference: format!("{}_{id:x}", &kind[..2]),
        intent: intent.to_owned(),
        kind: kind.to_owned(),
        gross: amount.minor,
        fee,
        currency: amount.currency,
        at: act.now,
        state: "done".into(),
        code: String::new(),
    }
}

fn report(row: &SandboxCharge, now: Micros) -> ChargeReport {
    let state = match (row.state.as_str(), row.paid_at) {
        ("paid", Some(at)) if at <= now => ChargeState::Paid { at_micros: at },
        ("declined", _) => ChargeState::Declined { code: row.code.clone() },
        _ => ChargeState::Waiting,
    };
    let amount = Money::new(row.amount, row.currency);
    ChargeReport { reference: row.reference.clone(), intent: row.intent.clone(), amount, state }
}

/// What the provider's payment page shows.
#[derive(Debug, Clone)]
pub struct SandboxPage {
    pub reference: String,
    pub amount: Money,
    pub description: String,
    pub return_url: String,
    /// `waiting`, `second_step`, `paid`, `declined`.
    pub state: String,
    pub code: String,
    pub language: String,
    pub cards: &'static [TestCard],
}

/// What a buyer typed on the provider's page.
#[derive(Clone)]
pub struct CardEntry {
    pub number: String,
    pub expiry: String,
    pub cvc: String,
    pub second_step: Option<String>,
}

impl std::fmt::Debug for CardEntry {
    /// A card number does not belong in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CardEntry")
    }
}

/// Where the page goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SandboxAnswer {
    Return { url: String },
    AskSecondStep,
    Declined { code: String },
}

pub async fn page(engine: &Engine, reference: &str) -> Seen<SandboxPage> {
    let id = id_of(reference).or_absent()?;
    let row = engine.read(move |tx| store::sandbox::charge(tx, id)?.or_absent()).await?;
    Ok(SandboxPage {
        reference: row.reference,
        amount: Money::new(row.amount, row.currency),
        description: row.description,
        return_url: row.return_url,
        state: row.state,
        code: row.code,
        language: row.language,
        cards: TEST_CARDS,
    })
}

/// The buyer pays with a test card.
pub async fn pay(
    engine: &Engine,
    reference: &str,
    card: CardEntry,
    now: Micros,
) -> Result<SandboxAnswer, Stop<CardRefusal>> {
    let id = id_of(reference).or_absent()?;
    let form = CardForm { number: &card.number, expiry: &card.expiry, cvc: &card.cvc };
    let checked = check_card(form, now).or_refuse()?;
    let second_step = card.second_step.filter(|typed| !typed.trim().is_empty());
    let (answered, behaviour) = engine
        .act(now, move |act| {
            let mut row = store::sandbox::charge(act.tx, id)?.or_absent()?;
            if row.state == "paid" {
                return Ok((SandboxAnswer::Return { url: row.return_url }, checked.behaviour));
            }
            let said = answer(checked.behaviour, second_step.as_deref(), act.now);
            let out = take_card(act, &mut row, checked.behaviour, said)?;
            store::save(act.tx, &[row])?;
            Ok((out, checked.behaviour))
        })
        .await?;
    if behaviour == CardBehaviour::WebhookFirst && buyer_returns_at(behaviour, now) > now {
        // The event is to arrive before the buyer: it is sent at once, before the page lets go.
        send_due(engine, id, now).await.map_err(|stop| stop.map(|never| match never {}))?;
    }
    Ok(answered)
}

fn take_card(
    act: &mut Act<'_, '_>,
    row: &mut SandboxCharge,
    behaviour: CardBehaviour,
    said: Answer,
) -> Result<SandboxAnswer, Stop<CardRefusal>> {
    behaviour.code().clone_into(&mut row.card);
    let (settled_at, out) = match said {
        Answer::AskSecondStep => {
            row.state = "second_step".into();
            return Ok(SandboxAnswer::AskSecondStep);
        }
        Answer::Declined { code } => {
            (row.state, row.code) = ("declined".into(), code.into());
            (act.now, SandboxAnswer::Declined { code: code.into() })
        }
        Answer::Paid { at_micros } => {
            (row.state, row.paid_at) = ("paid".into(), Some(at_micros));
            let amount = Money::new(row.amount, row.currency);
            let mut paid = entry(act, bucket_of(row.id), &row.intent, "charge", amount, fee(amount).minor);
            row.reference.clone_into(&mut paid.reference);
            paid.at = at_micros;
            store::insert(act.tx, &[paid])?;
            (at_micros, SandboxAnswer::Return { url: row.return_url.clone() })
        }
    };
    if let Some(first) = planned_events(behaviour, settled_at).first() {
        act.timer(row.id, TimerKind::SandboxSends, *first);
    }
    Ok(out)
}

/// A declined charge can be tried again with another card, as real pages allow: only the page's state changes.
pub async fn try_again(engine: &Engine, reference: &str, now: Micros) -> Seen<()> {
    let id = id_of(reference).or_absent()?;
    engine
        .act(now, move |act| {
            let mut row = store::sandbox::charge(act.tx, id)?.or_absent()?;
            if row.state == "declined" || row.state == "second_step" {
                (row.state, row.code) = ("waiting".into(), String::new());
                store::save(act.tx, &[row])?;
            }
            Ok(())
        })
        .await
}

const _: () = assert!(BUCKETS == 1024, "ids of charges carry their bucket");
