//! Entries of the audit as people read them: who did what when, and what was and is. Decides nothing, hides nothing.

use domain::audit::{AuditEntry, hex};
use serde_json::Value;

use crate::{Words, people};

/// One entry, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub when: String,
    /// “Olga Operator”, or “Olga Operator for sel_…” where she stands in.
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
        let name = entry.person_name.clone();
        let for_seller = [("name", (&name).into()), ("seller", (&entry.acts_for).into())];
        let who =
            if entry.through.is_empty() { name.clone() } else { words.with("audit-by-for", &for_seller) };
        let place = [("number", entry.number.into()), ("bucket", entry.id.bucket().into())];
        Self {
            when: words.date_time(entry.at, offset_minutes),
            who,
            person: entry.person.to_string(),
            what: people::deed(words, entry.deed),
            subject: entry.subject.clone(),
            before: plain(&entry.before),
            after: plain(&entry.after),
            from: entry.origin.clone(),
            request: entry.request.clone(),
            place: words.with("audit-number", &place),
            hash: hex(&entry.hash),
        }
    }
}

/// Small JSON as a line: `role: clerk · until: 2026`.
fn plain(text: &str) -> String {
    let Ok(Value::Object(fields)) = serde_json::from_str(text) else { return text.to_owned() };
    let shown =
        fields.iter().filter(|(_, value)| !value.is_null() && **value != Value::String(String::new()));
    let parts: Vec<String> = shown.map(|(name, value)| format!("{name}: {}", of(value))).collect();
    parts.join(" · ")
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
        let entry = |deed, name: &str, through: &str, after: &str| AuditEntry {
            id: domain::AuditId::from_raw(77),
            number: 12,
            at: 1_795_341_600_000_000,
            deed,
            person: domain::UserId::from_raw(5),
            person_name: name.to_owned(),
            acts_for: "sel_0b3x9qkz4m1tw".to_owned(),
            through: through.to_owned(),
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
            entry(Deed::BankSet, "Camille Roux", "", "{\"iban_end\":\"0189\"}"),
            entry(
                Deed::ActForUsed,
                "Aurélie Fontaine-Beauregard de Saint-Exupéry",
                "opr_0b3x9qkz4m1tw",
                "{\"form\":\"/seller/products/prd_0b3x9qkz4m1tw/pictures\"}",
            ),
            AuditEntry {
                before: String::new(),
                ..entry(Deed::PayoutApproved, "李雨桐", "", "{\"amount\":12}")
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
            ("", ""),
            ("not json", "not json"),
        ] {
            assert_eq!(plain(json), line);
        }
    }

    #[test]
    fn who_stands_in_is_named_with_the_seller() {
        let all = Entry::samples(Words::default());
        assert_eq!(all[0].who, "Camille Roux");
        assert!(all[1].who.ends_with("for sel_0b3x9qkz4m1tw"), "{}", all[1].who);
    }
}
