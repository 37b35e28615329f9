//! A market's rules, versioned and dated. Differences between markets are values here, never names in code.

pub mod change;
pub mod fee;
pub mod fees;
pub mod field;
pub mod goods;
pub mod notice;

use std::borrow::Borrow;

use crate::admission::{Admission, ListRefusal};
use crate::review::Reviews;
use crate::{DAY, MINUTE, MarketId, Micros, OperatorId};

pub use fee::{CategoryRate, Commission};
pub use fees::Fees;
pub use goods::Goods;

codes! {
    /// Who owes the tax on goods, and how prices are shown.
    pub enum TaxRegime {
        /// Prices include VAT, which the seller owes.
        Included = "included",
        /// Sales tax is added at checkout and owed by the market as facilitator.
        Added = "added",
    }
}

codes! {
    /// On what the commission is taken.
    pub enum CommissionBase {
        Goods = "goods",
        GoodsAndDelivery = "goods_and_delivery",
    }
}

/// What a market has decided. Running orders keep the version that held when they were made.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    pub commission: Commission,
    /// What selling costs beside commission; absent: nothing.
    #[serde(default)]
    pub fees: Fees,
    pub escrow: Escrow,
    pub refunds: Refunds,
    pub payouts: Payouts,
    pub checkout: Checkout,
    pub tax: Tax,
    /// Who may open a shop; absent: an open door.
    #[serde(default)]
    pub admission: Admission,
    /// What may be offered; absent: everything.
    #[serde(default)]
    pub goods: Goods,
    /// What buyers say afterwards; absent: they may, and are read afterwards.
    #[serde(default)]
    pub reviews: Reviews,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Escrow {
    /// Days after the delivery of the last parcel.
    pub confirm_days_after_delivery: i64,
    /// Days after dispatch, where no delivery is known.
    pub confirm_days_after_dispatch: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refunds {
    /// A seller silent for so long has agreed.
    pub answer_days: i64,
    /// How long after completion a buyer may still ask.
    pub ask_days_after_completion: i64,
    /// The right of withdrawal of EU law, in days after delivery; absent elsewhere.
    #[serde(default)]
    pub withdrawal_days: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payouts {
    /// Days between release and the money being payable.
    pub delay_days: i64,
    /// A payout is proposed each so many days.
    pub every_days: i64,
    /// Smallest payout, in minor units of the market's currency.
    pub least_minor: i64,
    /// An operator approves each payout.
    pub approved_by_hand: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checkout {
    /// How long goods are held for an unpaid purchase.
    pub hold_minutes: i64,
    pub guests: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tax {
    pub regime: TaxRegime,
}

/// Why a policy can't hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyRefusal {
    #[error("policy.unreadable")]
    Unreadable(String),
    #[error("policy.out_of_range")]
    OutOfRange(&'static str),
    #[error("policy.no_such_field")]
    NoSuchField(String),
    /// The checklist at this place can't hold.
    #[error("{1}")]
    Checklist(usize, ListRefusal),
}

impl Policy {
    /// Reads a preset and checks its numbers and its checklists.
    pub fn from_toml(text: &str) -> Result<Self, PolicyRefusal> {
        let policy: Self =
            toml::from_str(text).map_err(|error| PolicyRefusal::Unreadable(error.to_string()))?;
        field::check_lists(&policy)?;
        policy.checked()
    }

    /// Reads a stored version and checks its numbers. Checklists are taken as they were decided.
    pub fn from_json(text: &str) -> Result<Self, PolicyRefusal> {
        let policy: Self =
            serde_json::from_str(text).map_err(|error| PolicyRefusal::Unreadable(error.to_string()))?;
        policy.checked()
    }

    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a policy is always JSON")
    }

    /// Names these values: another policy has another name.
    pub fn fingerprint(&self) -> String {
        use sha2::{Digest, Sha256};
        data_encoding::HEXLOWER.encode(&Sha256::digest(self.to_json().as_bytes()))
    }

    /// Refuses values outside what a market can mean: each field says its own range.
    pub fn checked(self) -> Result<Self, PolicyRefusal> {
        field::check(&self).map(|()| self)
    }

    pub fn hold_until(&self, now: Micros) -> Micros {
        now + self.checkout.hold_minutes * MINUTE
    }

    pub fn answer_by(&self, now: Micros) -> Micros {
        now + self.refunds.answer_days * DAY
    }
}

/// One dated version of a market's policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyVersion {
    pub market: MarketId,
    pub number: i64,
    pub since: Micros,
    pub policy: Policy,
    /// Who set it, for people to read.
    pub author: String,
    /// When it was called off, before its date: then it never holds.
    pub off_at: Option<Micros>,
}

/// The version in force at `at`: the newest whose date has come.
pub fn in_force<V: Borrow<PolicyVersion>>(versions: &[V], at: Micros) -> Option<&V> {
    let begun = |version: &&V| {
        let version: &PolicyVersion = (*version).borrow();
        version.off_at.is_none() && version.since <= at
    };
    versions.iter().filter(begun).max_by_key(|version| {
        let version: &PolicyVersion = (*version).borrow();
        (version.since, version.number)
    })
}

/// The legal entity that runs markets, as papers and ledger name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    pub id: OperatorId,
    pub name: String,
    pub legal_name: String,
    pub street: String,
    pub postcode: String,
    pub city: String,
    pub country: String,
    pub vat_number: Option<String>,
    pub email: String,
}

#[cfg(test)]
#[path = "policy/tests.rs"]
mod tests;
