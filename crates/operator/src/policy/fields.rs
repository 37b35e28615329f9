//! The values of a policy as fields of a form, read back and as people read them. One list gives all three.

use domain::Code;
use domain::policy::{
    Checkout, Commission, CommissionBase, Escrow, Payouts, Policy, PolicyRefusal, Refunds, Tax, TaxRegime,
};
use money::{Currency, Money, Rate};
use web::{Choice, Form, Words};

use crate::mark::of_code;

/// The fields of one part of the policy.
#[derive(Debug)]
pub(super) struct Group {
    pub legend: String,
    pub fields: Vec<Field>,
}

#[derive(Debug)]
pub(super) struct Field {
    pub name: &'static str,
    pub label: String,
    pub hint: String,
    pub kind: Kind,
}

#[derive(Debug)]
pub(super) enum Kind {
    Text { inputmode: &'static str, required: bool },
    Choice(Vec<Choice>),
    Check,
}

/// Name, and how its value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Rate,
    Days,
    /// Days, or nothing.
    DaysOrNone,
    Minutes,
    Amount,
    Base,
    Regime,
    YesNo,
}

const RATE: &str = "commission.rate_ppm";
const BASE: &str = "commission.base";
const AFTER_DELIVERY: &str = "escrow.confirm_days_after_delivery";
const AFTER_DISPATCH: &str = "escrow.confirm_days_after_dispatch";
const ANSWER: &str = "refunds.answer_days";
const ASK: &str = "refunds.ask_days_after_completion";
const WITHDRAWAL: &str = "refunds.withdrawal_days";
const DELAY: &str = "payouts.delay_days";
const EVERY: &str = "payouts.every_days";
const LEAST: &str = "payouts.least_minor";
const BY_HAND: &str = "payouts.approved_by_hand";
const HOLD: &str = "checkout.hold_minutes";
const GUESTS: &str = "checkout.guests";
const REGIME: &str = "tax.regime";

const FIELDS: [(&str, Unit); 14] = [
    (RATE, Unit::Rate),
    (BASE, Unit::Base),
    (AFTER_DELIVERY, Unit::Days),
    (AFTER_DISPATCH, Unit::Days),
    (ANSWER, Unit::Days),
    (ASK, Unit::Days),
    (WITHDRAWAL, Unit::DaysOrNone),
    (DELAY, Unit::Days),
    (EVERY, Unit::Days),
    (LEAST, Unit::Amount),
    (BY_HAND, Unit::YesNo),
    (HOLD, Unit::Minutes),
    (GUESTS, Unit::YesNo),
    (REGIME, Unit::Regime),
];

/// A Fluent key has no dot.
fn key(name: &str, part: &str) -> String {
    format!("operator-policy-{}{part}", name.replace('.', "-"))
}

pub(super) fn labels(words: Words) -> Vec<(&'static str, String)> {
    FIELDS.iter().map(|(name, _)| (*name, words.say(&key(name, "")).into_owned())).collect()
}

pub(super) fn groups(words: Words) -> Vec<Group> {
    let mut groups: Vec<(&str, Group)> = Vec::new();
    for (name, unit) in FIELDS {
        let part = name.split('.').next().unwrap_or(name);
        if groups.last().is_none_or(|(last, _)| *last != part) {
            let legend = words.say(&format!("operator-policy-{part}")).into_owned();
            groups.push((part, Group { legend, fields: Vec::new() }));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.fields.push(field(words, name, unit));
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn field(words: Words, name: &'static str, unit: Unit) -> Field {
    let hint = key(name, "-hint");
    let hint = if words.knows(&hint) { words.say(&hint).into_owned() } else { String::new() };
    let kind = match unit {
        Unit::Rate | Unit::Amount => Kind::Text { inputmode: "decimal", required: true },
        Unit::Days | Unit::Minutes => Kind::Text { inputmode: "numeric", required: true },
        Unit::DaysOrNone => Kind::Text { inputmode: "numeric", required: false },
        Unit::Base => Kind::Choice(choices::<CommissionBase>(words, "base")),
        Unit::Regime => Kind::Choice(choices::<TaxRegime>(words, "regime")),
        Unit::YesNo => Kind::Check,
    };
    Field { name, label: words.say(&key(name, "")).into_owned(), hint, kind }
}

fn choices<C: Code>(words: Words, noun: &str) -> Vec<Choice> {
    C::ALL.iter().map(|one| Choice::new(one.code(), of_code(words, noun, one.code()))).collect()
}

/// The form that shows a policy: each value as a person types it.
pub(super) fn filled(policy: &Policy, currency: Currency) -> Form {
    let yes = |is: bool| if is { "yes".to_owned() } else { String::new() };
    let days = policy.refunds.withdrawal_days;
    Form::filled([
        (RATE, policy.commission.rate_ppm.to_string()),
        (BASE, policy.commission.base.code().to_owned()),
        (AFTER_DELIVERY, policy.escrow.confirm_days_after_delivery.to_string()),
        (AFTER_DISPATCH, policy.escrow.confirm_days_after_dispatch.to_string()),
        (ANSWER, policy.refunds.answer_days.to_string()),
        (ASK, policy.refunds.ask_days_after_completion.to_string()),
        (WITHDRAWAL, days.map(|days| days.to_string()).unwrap_or_default()),
        (DELAY, policy.payouts.delay_days.to_string()),
        (EVERY, policy.payouts.every_days.to_string()),
        (LEAST, Money::new(policy.payouts.least_minor, currency).to_plain()),
        (BY_HAND, yes(policy.payouts.approved_by_hand)),
        (HOLD, policy.checkout.hold_minutes.to_string()),
        (GUESTS, yes(policy.checkout.guests)),
        (REGIME, policy.tax.regime.code().to_owned()),
    ])
}

/// The policy that a form describes. What does not fit is noted at its field.
pub(super) fn read(form: &mut Form, currency: Currency) -> Option<Policy> {
    let any = i64::MIN..=i64::MAX;
    let mut number = |name| form.number(name, any.clone());
    let (delivery, dispatch) = (number(AFTER_DELIVERY), number(AFTER_DISPATCH));
    let (answer, ask) = (number(ANSWER), number(ASK));
    let (delay, every, hold) = (number(DELAY), number(EVERY), number(HOLD));
    let withdrawal = if form.value(WITHDRAWAL).trim().is_empty() {
        Some(None)
    } else {
        form.number(WITHDRAWAL, any).map(Some)
    };
    let (rate, least) = (rate(form), form.amount(LEAST, currency));
    let (base, regime) = (member::<CommissionBase>(form, BASE), member::<TaxRegime>(form, REGIME));
    let policy = Policy {
        commission: Commission { rate_ppm: rate?, base: base? },
        escrow: Escrow { confirm_days_after_delivery: delivery?, confirm_days_after_dispatch: dispatch? },
        refunds: Refunds {
            answer_days: answer?,
            ask_days_after_completion: ask?,
            withdrawal_days: withdrawal?,
        },
        payouts: Payouts {
            delay_days: delay?,
            every_days: every?,
            least_minor: least?.minor,
            approved_by_hand: form.checked(BY_HAND),
        },
        checkout: Checkout { hold_minutes: hold?, guests: form.checked(GUESTS) },
        tax: Tax { regime: regime? },
    };
    policy.checked().map_err(|refusal| refuse(form, &refusal)).ok()
}

/// Notes why a policy can't hold, at the field that it concerns.
pub(super) fn refuse(form: &mut Form, refusal: &PolicyRefusal) {
    match refusal {
        PolicyRefusal::OutOfRange(name) => form.errors.refuse(name, "policy.out_of_range", Vec::new()),
        PolicyRefusal::Unreadable(_) => form.errors.refuse("", "policy.unreadable", Vec::new()),
    }
}

fn rate(form: &mut Form) -> Option<Rate> {
    let rate = form.required(RATE, 10)?.parse();
    if rate.is_err() {
        form.errors.add(RATE, "operator-error-not-a-rate");
    }
    rate.ok()
}

fn member<C: Code + std::str::FromStr>(form: &mut Form, name: &str) -> Option<C> {
    let codes: Vec<&str> = C::ALL.iter().map(|one| one.code()).collect();
    form.choice(name, &codes)?.parse().ok()
}

/// Label and value of each field as people read them; for comparing two policies.
pub(super) fn values(words: Words, currency: Currency, policy: &Policy) -> Vec<(String, String)> {
    let form = filled(policy, currency);
    let shown = |name: &str, unit: Unit| {
        let value = form.value(name);
        let counted = |key: &str| {
            value.parse::<i64>().map(|count| words.with(key, &[("count", count.into())])).unwrap_or_default()
        };
        match unit {
            Unit::Rate => words.rate(policy.commission.rate_ppm),
            Unit::DaysOrNone if value.is_empty() => words.say("operator-none").into_owned(),
            Unit::Days | Unit::DaysOrNone => counted("operator-days"),
            Unit::Minutes => counted("operator-minutes"),
            Unit::Amount => words.money(Money::new(policy.payouts.least_minor, currency)),
            Unit::Base => of_code(words, "base", value),
            Unit::Regime => of_code(words, "regime", value),
            Unit::YesNo => {
                words.say(if value.is_empty() { "operator-no" } else { "operator-yes" }).into_owned()
            }
        }
    };
    FIELDS.iter().map(|(name, unit)| (words.say(&key(name, "")).into_owned(), shown(name, *unit))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MALL: &str = include_str!("../../../../presets/mall.toml");
    const MAKERS: &str = include_str!("../../../../presets/makers.toml");

    #[test]
    fn every_preset_survives_the_form() {
        for text in [MALL, MAKERS] {
            let policy = Policy::from_toml(text).unwrap();
            let mut form = filled(&policy, Currency::EUR);
            assert_eq!(read(&mut form, Currency::EUR), Some(policy));
            assert!(form.is_fine());
        }
    }

    #[test]
    fn what_does_not_fit_is_told_at_its_field() {
        let policy = Policy::from_toml(MALL).unwrap();
        let table =
            [(RATE, "60"), (RATE, "much"), (ANSWER, "0"), (WITHDRAWAL, "3"), (LEAST, "ten"), (BASE, "")];
        for (name, value) in table {
            let filled = filled(&policy, Currency::EUR);
            let pairs: Vec<(&str, String)> = filled
                .data
                .iter()
                .map(|(field, kept)| (field, if field == name { value.to_owned() } else { kept.to_owned() }))
                .collect();
            let mut form = Form::filled(pairs);
            assert_eq!(read(&mut form, Currency::EUR), None, "{name}={value}");
            assert!(form.errors.at(name).is_some(), "{name}={value}");
        }
    }
}
