//! Entries of the audit as people read them: who did what when, and what was and is. Decides nothing, hides nothing.

use domain::audit::{AuditEntry, hex};
use money::{Currency, Money};
use serde_json::Value;

use crate::{Words, people};

/// One entry, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub when: String,
    pub who: String,
    pub person: String,
    pub what: String,
    pub subject: String,
    /// `state: proposed`
    pub before: String,
    pub after: String,
    pub from: String,
    pub request: String,
    pub place: String,
    pub hash: String,
}

impl Entry {
    pub fn new(words: Words, offset_minutes: i32, entry: &AuditEntry) -> Self {
        let place = [("number", entry.number.into()), ("bucket", entry.id.bucket().into())];
        Self {
            when: words.date_time(entry.at, offset_minutes),
            who: entry.person_name.clone(),
            person: entry.person.to_string(),
            what: people::deed(words, entry.deed),
            subject: entry.subject.clone(),
            before: plain(words, &entry.before),
            after: plain(words, &entry.after),
            from: entry.origin.clone(),
            request: entry.request.clone(),
            place: words.with("audit-number", &place),
            hash: hex(&entry.hash),
        }
    }
}

/// Small JSON as a line: `role: clerk · until: 2026`. Amounts are in the currency that stands beside them.
fn plain(words: Words, text: &str) -> String {
    let Ok(Value::Object(fields)) = serde_json::from_str(text) else { return text.to_owned() };
    let currency = fields.get("currency").and_then(|code| code.as_str()?.parse::<Currency>().ok());
    let is_said = |name: &str, value: &Value| {
        !value.is_null()
            && *value != Value::String(String::new())
            && !(name == "currency" && currency.is_some())
    };
    let said = |(field, value): (&String, &Value)| {
        let key = format!("audit-field-{}", field.replace('_', "-"));
        let name = if words.knows(&key) { words.say(&key).into_owned() } else { field.clone() };
        match (currency, value.as_i64()) {
            (Some(currency), Some(minor)) => format!("{name}: {}", words.money(Money::new(minor, currency))),
            _ => format!("{name}: {}", said_value(words, field, value)),
        }
    };
    let shown = fields.iter().filter(|(name, value)| is_said(name, value));
    shown.map(said).collect::<Vec<_>>().join(" · ")
}

/// A value of a closed list in words, where it has some: `by: hand`.
fn said_value(words: Words, field: &str, value: &Value) -> String {
    let code = of(value);
    let is_code = !code.is_empty() && code.chars().all(|one| one.is_ascii_lowercase() || "_ ".contains(one));
    let dashed = code.replace(['_', ' '], "-");
    let keys = [format!("audit-{field}-{dashed}"), format!("admission-paper-{code}")];
    let own = if field == "kind" { &keys[..] } else { &keys[..1] };
    let known = own.iter().filter(|_| is_code).find(|key| words.knows(key));
    known.map_or(code, |key| words.say(key).into_owned())
}

fn of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(of).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => fields.values().map(of).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

impl Entry {
    /// For samples: plain, stood in for with a long name, and with nothing before.
    pub fn samples(words: Words) -> Vec<Self> {
        use domain::audit::Deed;
        let entry = |deed, name: &str, after: &str| AuditEntry {
            id: domain::AuditId::from_raw(77),
            number: 12,
            at: 1_795_341_600_000_000,
            deed,
            person: domain::UserId::from_raw(5),
            person_name: name.to_owned(),
            acts_for: "sel_0b3x9qkz4m1tw".to_owned(),
            about: "sel_0b3x9qkz4m1tw".to_owned(),
            subject: "out_0b3x9qkz4m1tw".to_owned(),
            before: "{\"iban_end\":\"2606\"}".to_owned(),
            after: after.to_owned(),
            origin: "203.0.113.0".to_owned(),
            request: "HX-7F2K-0931-4MNP".to_owned(),
            previous: vec![0; 32],
            hash: vec![171; 32],
        };
        let all = [
            entry(Deed::BankSet, "Camille Roux", "{\"iban_end\":\"0189\"}"),
            entry(Deed::RoleSet, "Aurélie Fontaine-Beauregard de Saint-Exupéry", "{\"role\":\"accountant\"}"),
            AuditEntry {
                before: String::new(),
                ..entry(Deed::PayoutApproved, "李雨桐", "{\"amount\":1234500,\"currency\":\"EUR\"}")
            },
        ];
        all.iter().map(|one| Self::new(words, 60, one)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_and_is_reads_as_a_line() {
        for (json, line) in [
            ("{\"role\":\"clerk\",\"reason\":\"\",\"number\":null}", "role: clerk"),
            ("{\"changes\":[\"a.b\",\"c\"],\"state\":\"proposed\"}", "changes: a.b, c · state: proposed"),
            (
                "{\"amount\":1250,\"currency\":\"EUR\",\"to\":\"4201\"}",
                "amount: €12.50 · to account ending: 4201",
            ),
            ("{\"amount\":1250,\"currency\":\"none\"}", "amount: 1250 · currency: none"),
            (
                "{\"by\":\"right lost\",\"kind\":\"identity\"}",
                "by: loss of the right · kind: Identity document",
            ),
            ("{\"by\":\"zoe\",\"kind\":\"maker\"}", "by: zoe · kind: maker"),
            ("", ""),
            ("not json", "not json"),
        ] {
            assert_eq!(plain(Words::default(), json), line);
        }
    }
}
