//! Deposits and yearly fees as people read them. What was written by another version is shown as it is.

use domain::Code;
use domain::policy::fees::{Band, Listing, Plan, Tariff};
use money::{Currency, Money};
use serde_json::Value;

use super::Reading;

impl Reading {
    /// The entries of a list of `fees`; absent for a list that has its own shape.
    pub(super) fn tariffs(self, name: &str, entries: &[Value]) -> Option<Vec<String>> {
        let all =
            |one: fn(Self, &Value) -> Option<String>| entries.iter().map(|entry| one(self, entry)).collect();
        match name {
            "fees.deposit" | "fees.annual" => all(|reading, entry| {
                Some(reading.tariff(&serde_json::from_value::<Tariff>(entry.clone()).ok()?))
            }),
            "fees.plans" => all(|reading, entry| {
                let plan = serde_json::from_value::<Plan>(entry.clone()).ok()?;
                Some(format!("{}: {}", plan.name, reading.plan(&plan)))
            }),
            "fees.listing" => all(|reading, entry| {
                Some(reading.listing(&serde_json::from_value::<Listing>(entry.clone()).ok()?))
            }),
            _ => None,
        }
    }

    /// What a plan costs and changes.
    pub fn plan(self, plan: &Plan) -> String {
        let currency = plan.currency.unwrap_or(self.currency);
        let amount = self.words.money(Money::new(plan.amount_minor, currency));
        let mut parts = vec![self.words.with("rule-plan-month", &[("amount", amount.into())])];
        if !plan.commission_less_ppm.is_zero() {
            let rate = self.words.rate(plan.commission_less_ppm);
            parts.push(self.words.with("rule-plan-less", &[("rate", rate.into())]));
        }
        if plan.free_listings > 0 {
            parts.push(self.words.with("rule-plan-free", &[("count", plan.free_listings.into())]));
        }
        parts.join("; ")
    }

    /// What a listed product costs, and for how long.
    pub fn listing(self, rule: &Listing) -> String {
        let amount = self.words.money(Money::new(rule.amount_minor, rule.currency.unwrap_or(self.currency)));
        let args = [("amount", amount.into()), ("months", rule.months.into())];
        let mut parts = vec![self.words.with("rule-listing", &args)];
        if rule.free > 0 {
            parts.push(self.words.with("rule-plan-free", &[("count", rule.free.into())]));
        }
        parts.join("; ")
    }

    /// For whom, how much, and what of it comes back.
    pub fn tariff(self, tariff: &Tariff) -> String {
        let currency = tariff.currency.unwrap_or(self.currency);
        let kind =
            tariff.kind.map(|kind| self.words.say(&format!("admission-kind-{}", kind.code())).into_owned());
        let who: Vec<String> = kind.into_iter().chain(tariff.category.clone()).collect();
        let who =
            if who.is_empty() { self.words.say("rule-tariff-all").into_owned() } else { who.join(", ") };
        let amount = self.words.money(Money::new(tariff.amount_minor, currency));
        let mut parts =
            vec![self.words.with("rule-tariff", &[("who", who.into()), ("amount", amount.into())])];
        parts.extend(tariff.refunds.iter().map(|band| self.band(band, currency)));
        parts.join("; ")
    }

    /// A step of a refund by turnover.
    pub fn band(self, band: &Band, currency: Currency) -> String {
        let turnover = self.words.money(Money::new(band.turnover_minor, currency));
        let share = self.words.rate(band.share_ppm);
        self.words.with("rule-tariff-back", &[("share", share.into()), ("turnover", turnover.into())])
    }
}
