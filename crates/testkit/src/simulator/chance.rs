//! What goes wrong around the engine, by chance and on order: its database fails, its provider is silent, lies or refuses.
//! Only while it is asked for: a simulation can always ask for the truth.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use engine::Engine;
use engine::sandbox::Sandbox;
use gateways::payment::signature::ForgedEvent;
use gateways::payment::{
    ChargeReport, Headers, OpenCharge, OpenPayout, OpenRefund, OpenedCharge, OutgoingState, PaymentProvider,
    PayoutReport, ProviderEvent, ProviderFailure, RefundReport,
};
use money::Money;
use store::db::{Plan, Trouble};

use super::dice::Dice;

/// One act in so many comes to grief.
const ACTS_FAIL_ONE_IN: usize = 25;
/// One call to the provider in so many goes wrong.
const CALLS_FAIL_ONE_IN: usize = 12;
/// Trouble strikes within so many statements.
const STATEMENTS_MAX: i64 = 25;

/// Shared by the database's plan and the provider; silent until it is let loose.
#[derive(Debug, Clone)]
pub struct Chance {
    state: Arc<Mutex<(bool, Dice)>>,
    /// Payouts that the provider has made: it never refuses those afterwards.
    paid_out: Arc<Mutex<HashSet<String>>>,
}

/// What a provider does with a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mood {
    Honest,
    Silent,
    /// Does what it is asked, and says nothing.
    SilentAfter,
    Lying,
    Refusing,
}

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self { state: Arc::new(Mutex::new((false, Dice::new(seed)))), paid_out: Arc::default() }
    }

    /// Lets trouble loose, or holds it back.
    pub fn is_loose(&self, loose: bool) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).0 = loose;
    }

    fn draw<T>(&self, quiet: T, draw: impl FnOnce(&mut Dice) -> T) -> T {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.0 { draw(&mut state.1) } else { quiet }
    }

    /// The plan of a database that comes to grief now and then.
    pub fn plan(&self) -> Plan {
        let own = self.clone();
        Plan::new(move || own.draw(None, trouble))
    }

    fn mood(&self) -> Mood {
        self.draw(Mood::Honest, |dice| {
            if !dice.once_in(CALLS_FAIL_ONE_IN) {
                return Mood::Honest;
            }
            [Mood::Silent, Mood::SilentAfter, Mood::Lying, Mood::Refusing][dice.below(4)]
        })
    }
}

fn trouble(dice: &mut Dice) -> Option<Trouble> {
    if !dice.once_in(ACTS_FAIL_ONE_IN) {
        return None;
    }
    let after = u32::try_from(dice.between(0, STATEMENTS_MAX)).expect("a few statements");
    let all = [Trouble::Conflict { after }, Trouble::Fault { after }, Trouble::CommitFails, Trouble::Untold];
    dice.pick(&all).copied()
}

/// The sandbox provider on a bad day.
#[derive(Debug)]
pub struct MoodyProvider {
    sandbox: Sandbox,
    chance: Chance,
}

impl MoodyProvider {
    pub fn new(engine: &Engine, chance: &Chance) -> Self {
        Self { sandbox: Sandbox::new(engine), chance: chance.clone() }
    }

    fn call<T>(&self, call: impl Fn() -> Result<T, ProviderFailure>) -> Result<T, ProviderFailure> {
        match self.chance.mood() {
            Mood::Silent => Err(ProviderFailure::Silent),
            Mood::SilentAfter => call().and(Err(ProviderFailure::Silent)),
            _ => call(),
        }
    }
}

impl PaymentProvider for MoodyProvider {
    fn name(&self) -> &'static str {
        self.sandbox.name()
    }

    fn open_charge(&self, charge: &OpenCharge) -> Result<OpenedCharge, ProviderFailure> {
        self.call(|| self.sandbox.open_charge(charge))
    }

    fn charge(&self, reference: &str) -> Result<ChargeReport, ProviderFailure> {
        let told = self.sandbox.charge(reference)?;
        match self.chance.mood() {
            Mood::Honest | Mood::SilentAfter => Ok(told),
            Mood::Lying => {
                let more = told.amount.minor.saturating_add(1);
                Ok(ChargeReport { amount: Money::new(more, told.amount.currency), ..told })
            }
            Mood::Silent | Mood::Refusing => Err(ProviderFailure::Silent),
        }
    }

    fn refund(&self, refund: &OpenRefund) -> Result<RefundReport, ProviderFailure> {
        match self.chance.mood() {
            Mood::Refusing => Err(ProviderFailure::refused("not_today")),
            Mood::Lying => {
                self.sandbox.refund(refund).map(|told| RefundReport { state: OutgoingState::Pending, ..told })
            }
            Mood::Silent => Err(ProviderFailure::Silent),
            Mood::SilentAfter => self.sandbox.refund(refund).and(Err(ProviderFailure::Silent)),
            Mood::Honest => self.sandbox.refund(refund),
        }
    }

    fn pay_out(&self, payout: &OpenPayout) -> Result<PayoutReport, ProviderFailure> {
        let mood = self.chance.mood();
        let mut made = self.chance.paid_out.lock().unwrap_or_else(PoisonError::into_inner);
        match mood {
            Mood::Silent => return Err(ProviderFailure::Silent),
            // Whoever refuses a payout must not have made it: the market takes the money back at once.
            Mood::Refusing if !made.contains(&payout.intent) => {
                return Err(ProviderFailure::refused("account_closed"));
            }
            _ => {}
        }
        let told = self.sandbox.pay_out(payout)?;
        made.insert(payout.intent.clone());
        if mood == Mood::SilentAfter { Err(ProviderFailure::Silent) } else { Ok(told) }
    }

    fn read_event(&self, headers: Headers<'_>, body: &[u8], now: i64) -> Result<ProviderEvent, ForgedEvent> {
        self.sandbox.read_event(headers, body, now)
    }
}
