//! A market's rules, versioned and dated. Differences between markets are values here, never names in code.

use money::Rate;

use crate::{DAY, MINUTE, MarketId, Micros, OperatorId};

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
    pub escrow: Escrow,
    pub refunds: Refunds,
    pub payouts: Payouts,
    pub checkout: Checkout,
    pub tax: Tax,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commission {
    /// Parts per million of the base.
    pub rate_ppm: Rate,
    pub base: CommissionBase,
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
}

impl Policy {
    /// Reads a preset or a stored version and checks its numbers.
    pub fn from_toml(text: &str) -> Result<Self, PolicyRefusal> {
        let policy: Self =
            toml::from_str(text).map_err(|error| PolicyRefusal::Unreadable(error.to_string()))?;
        policy.checked()
    }

    pub fn from_json(text: &str) -> Result<Self, PolicyRefusal> {
        let policy: Self =
            serde_json::from_str(text).map_err(|error| PolicyRefusal::Unreadable(error.to_string()))?;
        policy.checked()
    }

    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a policy is always JSON")
    }

    /// Refuses numbers outside what a market can mean.
    pub fn checked(self) -> Result<Self, PolicyRefusal> {
        let ranges = [
            ("commission.rate_ppm", self.commission.rate_ppm.ppm(), 0, 500_000),
            ("escrow.confirm_days_after_delivery", self.escrow.confirm_days_after_delivery, 1, 90),
            ("escrow.confirm_days_after_dispatch", self.escrow.confirm_days_after_dispatch, 1, 120),
            ("refunds.answer_days", self.refunds.answer_days, 1, 30),
            ("refunds.ask_days_after_completion", self.refunds.ask_days_after_completion, 0, 730),
            ("refunds.withdrawal_days", self.refunds.withdrawal_days.unwrap_or(14), 14, 100),
            ("payouts.delay_days", self.payouts.delay_days, 0, 60),
            ("payouts.every_days", self.payouts.every_days, 1, 31),
            ("payouts.least_minor", self.payouts.least_minor, 1, 100_000_000),
            ("checkout.hold_minutes", self.checkout.hold_minutes, 1, 10_080),
        ];
        match ranges.iter().find(|(_, value, least, most)| !(*least..=*most).contains(value)) {
            Some((name, ..)) => Err(PolicyRefusal::OutOfRange(name)),
            None => Ok(self),
        }
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
}

/// The version in force at `at`: the newest whose date has come.
pub fn in_force(versions: &[PolicyVersion], at: Micros) -> Option<&PolicyVersion> {
    versions
        .iter()
        .filter(|version| version.since <= at)
        .max_by_key(|version| (version.since, version.number))
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
mod tests {
    use super::*;

    const MALL: &str = include_str!("../../../presets/mall.toml");
    const MAKERS: &str = include_str!("../../../presets/makers.toml");

    #[test]
    fn every_preset_is_a_valid_policy_and_survives_storage() {
        for text in [MALL, MAKERS] {
            let policy = Policy::from_toml(text).unwrap();
            assert_eq!(Policy::from_json(&policy.to_json()), Ok(policy));
        }
    }

    #[test]
    fn numbers_without_sense_are_refused() {
        let wrong = MALL.replace("answer_days = 5", "answer_days = 0");
        assert_eq!(Policy::from_toml(&wrong), Err(PolicyRefusal::OutOfRange("refunds.answer_days")));
        assert!(matches!(Policy::from_toml("commission = 1"), Err(PolicyRefusal::Unreadable(_))));
    }

    #[test]
    fn the_newest_version_whose_date_has_come_is_in_force() {
        let policy = Policy::from_toml(MALL).unwrap();
        let version = |number, since| PolicyVersion {
            market: MarketId::from_raw(1),
            number,
            since,
            policy: policy.clone(),
            author: String::new(),
        };
        let versions = [version(1, 0), version(2, 100), version(3, 200)];
        let number = |at| in_force(&versions, at).map(|version| version.number);
        assert_eq!((number(-1), number(0), number(150), number(200)), (None, Some(1), Some(2), Some(3)));
    }
}
