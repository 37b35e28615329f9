//! A market's rules as people read them: names, values and what changes, from the one description of each field.
//! Decides nothing; what people type is read in `typed`.

pub mod checklists;
mod tariffs;
mod typed;

use domain::policy::field::{Change, Field, Unit, codes_in, rates};
use domain::policy::{CategoryRate, Policy};
use money::{Currency, Money, Rate};
use serde_json::Value;

use crate::Words;

pub use typed::{filled, read, refuse};

/// A value that differs between two versions, as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleChange {
    pub label: String,
    pub from: String,
    pub to: String,
}

/// In whose words, and in which currency amounts are.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    pub words: Words,
    pub currency: Currency,
}

/// A Fluent key has no dot.
fn key(name: &str) -> String {
    format!("rule-{}", name.replace('.', "-"))
}

impl Reading {
    pub fn label(self, field: &Field) -> String {
        self.words.say(&key(field.name)).into_owned()
    }

    /// What a section of the rules is called.
    pub fn section(self, section: &str) -> String {
        self.words.say(&key(section)).into_owned()
    }

    /// Unit and range, and what others do or a law asks.
    pub fn hint(self, field: &Field) -> String {
        let source = format!("{}-hint", key(field.name));
        let source =
            if self.words.knows(&source) { self.words.say(&source).into_owned() } else { String::new() };
        let both = [self.range(field), source];
        both.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    fn range(self, field: &Field) -> String {
        let (least, most) = field.range;
        let within = |unit: &str| {
            let args = [("least", least.into()), ("most", most.into())];
            self.words.with(&format!("rule-range-{unit}"), &args)
        };
        match field.unit {
            Unit::Rate => {
                let percent = |ppm| Rate::from_ppm(ppm).map(|rate| rate.to_string()).unwrap_or_default();
                let args = [("least", percent(least).into()), ("most", percent(most).into())];
                self.words.with("rule-range-rate", &args)
            }
            Unit::Days => within("days"),
            Unit::Minutes => within("minutes"),
            Unit::Points => within("points"),
            Unit::Count => within("count"),
            Unit::Amount => {
                let key = if field.is_optional { "rule-range-amount-or-empty" } else { "rule-range-amount" };
                self.words.with(key, &[("currency", self.currency.code().into())])
            }
            Unit::YesNo | Unit::Choice(..) | Unit::Rates | Unit::Codes | Unit::Entries => String::new(),
        }
    }

    /// A value as people read it.
    pub fn value(self, field: &Field, value: &Value) -> String {
        let none = || self.words.say("rule-none").into_owned();
        let counted =
            |key: &str| self.words.with(key, &[("count", value.as_i64().unwrap_or_default().into())]);
        match field.unit {
            _ if value.is_null() => none(),
            Unit::Rate => self.rate(value.as_i64().unwrap_or_default()),
            Unit::Days => counted("rule-days"),
            Unit::Minutes => counted("rule-minutes"),
            Unit::Points => counted("rule-points"),
            Unit::Count => counted("rule-count"),
            Unit::Amount => self.words.money(Money::new(value.as_i64().unwrap_or_default(), self.currency)),
            Unit::YesNo => {
                let yes = value.as_bool().unwrap_or_default();
                self.words.say(if yes { "rule-yes" } else { "rule-no" }).into_owned()
            }
            Unit::Choice(list, _) => self.choice(list, value.as_str().unwrap_or_default()),
            Unit::Rates => {
                let all = rates(value).unwrap_or_default();
                let lines: Vec<String> = all.iter().map(|rate| self.category_rate(rate)).collect();
                if lines.is_empty() { none() } else { lines.join(", ") }
            }
            Unit::Codes => {
                let all = codes_in(value).unwrap_or_default();
                if all.is_empty() { none() } else { all.join(", ") }
            }
            Unit::Entries => {
                let all = value.as_array().map(Vec::as_slice).unwrap_or_default();
                let told = match field.name {
                    checklists::CHECKLISTS => self.checklists(all),
                    name => self.tariffs(name, all),
                };
                let lines = told.unwrap_or_else(|| typed::lines(all));
                if all.is_empty() { none() } else { lines.join("\n") }
            }
        }
    }

    /// The words of a closed list's member.
    pub fn choice(self, list: &str, code: &str) -> String {
        self.words.say(&format!("rule-{list}-{code}")).into_owned()
    }

    fn rate(self, ppm: i64) -> String {
        Rate::from_ppm(ppm).map(|rate| self.words.rate(rate)).unwrap_or_default()
    }

    fn category_rate(self, rate: &CategoryRate) -> String {
        let args = [("category", (&rate.path).into()), ("rate", self.words.rate(rate.rate_ppm).into())];
        self.words.with("rule-rate-of", &args)
    }

    /// What changes. Of a list only the entries that differ are shown, of a checklist only its parts.
    pub fn changes(self, changes: &[Change]) -> Vec<RuleChange> {
        let lists = |change: &Change| match change.field.as_str() {
            checklists::CHECKLISTS => self.checklist_changes(&change.from, &change.to),
            _ => None,
        };
        let one = |change: &Change| {
            let Some(field) = change.field() else {
                let (from, to) = (change.from.to_string(), change.to.to_string());
                return RuleChange { label: change.field.clone(), from, to };
            };
            let (from, to) = match field.unit {
                Unit::Rates | Unit::Codes | Unit::Entries => {
                    (only_in(&change.from, &change.to), only_in(&change.to, &change.from))
                }
                _ => (change.from.clone(), change.to.clone()),
            };
            RuleChange {
                label: self.label(field),
                from: self.value(field, &from),
                to: self.value(field, &to),
            }
        };
        changes.iter().flat_map(|change| lists(change).unwrap_or_else(|| vec![one(change)])).collect()
    }

    /// Every rule with its value.
    pub fn all(self, policy: &Policy) -> Vec<(&'static str, String, String)> {
        let one = |field: &'static Field| {
            (field.section(), self.label(field), self.value(field, &field.of(policy)))
        };
        domain::policy::field::FIELDS.iter().map(one).collect()
    }
}

/// The entries of one list that the other does not have.
fn only_in(list: &Value, other: &Value) -> Value {
    let (all, others) = (list.as_array().cloned().unwrap_or_default(), other.as_array());
    let is_only = |entry: &Value| others.is_none_or(|others| !others.contains(entry));
    Value::Array(all.into_iter().filter(is_only).collect())
}

#[cfg(test)]
#[path = "rules/tests.rs"]
mod tests;
