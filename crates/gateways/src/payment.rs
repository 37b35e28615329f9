//! What a payment provider does for a market, whoever it is. Every call carries the id of our intent as the provider's
//! idempotency key, so that a call may be repeated. Never holds a card number; never decides who gets the money.

pub mod sandbox;
pub mod settlement;
pub mod signature;

use std::pin::Pin;

use money::Money;
use serde::{Deserialize, Serialize};

use self::signature::ForgedEvent;

/// What a call to a provider comes to, once it has answered.
pub type Call<'c, T> = Pin<Box<dyn Future<Output = Result<T, ProviderFailure>> + Send + 'c>>;

/// A payment provider. Calls wait for it, up to its own time limit, and are never made inside an act; one that has to block
/// does so on a thread of its own.
pub trait PaymentProvider: Send + Sync + std::fmt::Debug {
    /// A stable name for configuration and records, such as `sandbox`.
    fn name(&self) -> &'static str;

    /// Asks the provider to collect an amount; the buyer pays at the address that comes back.
    fn open_charge<'c>(&'c self, charge: &'c OpenCharge) -> Call<'c, OpenedCharge>;

    /// Asks how a charge stands.
    fn charge<'c>(&'c self, reference: &'c str) -> Call<'c, ChargeReport>;

    fn refund<'c>(&'c self, refund: &'c OpenRefund) -> Call<'c, RefundReport>;

    fn pay_out<'c>(&'c self, payout: &'c OpenPayout) -> Call<'c, PayoutReport>;

    /// Reads an event that claims to come from the provider: its signature, its age (at most 300 s), its content.
    fn read_event(
        &self,
        headers: Headers<'_>,
        body: &[u8],
        now_micros: i64,
    ) -> Result<ProviderEvent, ForgedEvent>;
}

/// Looks up a header of a request by its lower-case name.
pub type Headers<'a> = &'a dyn Fn(&str) -> Option<String>;

/// An amount to collect from a buyer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCharge {
    /// Our intent's id: the provider's idempotency key.
    pub intent: String,
    pub amount: Money,
    /// What the buyer reads on the payment page.
    pub description: String,
    pub return_url: String,
    /// `en`, `fr`, `zh`.
    pub language: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedCharge {
    /// The provider's own id of the charge.
    pub reference: String,
    pub pay_url: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChargeReport {
    pub reference: String,
    pub intent: String,
    pub amount: Money,
    pub state: ChargeState,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChargeState {
    Waiting,
    Paid { at_micros: i64 },
    Declined { code: String },
    Expired,
}

/// An amount to give back out of a paid charge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRefund {
    pub intent: String,
    pub charge_reference: String,
    pub amount: Money,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundReport {
    pub reference: String,
    pub state: OutgoingState,
}

/// An amount to send to a seller's bank.
#[derive(Clone, PartialEq, Eq)]
pub struct OpenPayout {
    pub intent: String,
    pub amount: Money,
    pub iban: String,
    pub holder: String,
    /// What stands on the seller's bank statement.
    pub text: String,
}

impl std::fmt::Debug for OpenPayout {
    /// A bank account does not belong in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenPayout")
            .field("intent", &self.intent)
            .field("amount", &self.amount)
            .finish_non_exhaustive()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayoutReport {
    pub reference: String,
    pub state: OutgoingState,
}

/// How money on its way out stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutgoingState {
    Done,
    Pending,
    Failed { code: String },
}

/// What a provider tells us of its own accord. It may come twice, late or never: `id` tells repetitions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderEvent {
    pub id: String,
    pub kind: EventKind,
    pub reference: String,
    pub intent: String,
    pub amount: Money,
    pub at_micros: i64,
    /// Why, when something was declined or failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum EventKind {
    #[serde(rename = "charge.paid")]
    ChargePaid,
    #[serde(rename = "charge.declined")]
    ChargeDeclined,
    #[serde(rename = "charge.expired")]
    ChargeExpired,
    #[serde(rename = "refund.done")]
    RefundDone,
    #[serde(rename = "refund.failed")]
    RefundFailed,
    #[serde(rename = "payout.done")]
    PayoutDone,
    #[serde(rename = "payout.failed")]
    PayoutFailed,
}

/// Why a provider did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProviderFailure {
    /// No answer, or none in time: the outcome is unknown, and a timer has to ask again.
    #[error("the payment provider does not answer")]
    Silent,
    /// A clear no.
    #[error("the payment provider refuses: {code}")]
    Refused { code: String },
}

impl ProviderFailure {
    pub fn refused(code: &str) -> Self {
        Self::Refused { code: code.to_owned() }
    }
}
