//! Entries and signed ends as lines of an export, and back. The text of a line says everything that its hash covers.

use serde_json::{Map, Value, json};

use super::{AuditEntry, AuditHead, hex, unhex};
use crate::Code;

/// The fields of an entry, in the order of the export's columns.
pub const FIELDS: [&str; 15] = [
    "id",
    "number",
    "at",
    "deed",
    "person",
    "person_name",
    "acts_for",
    "about",
    "subject",
    "before",
    "after",
    "origin",
    "request",
    "previous",
    "hash",
];

/// A line of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    Entry(AuditEntry),
    Head(AuditHead),
}

/// A line that is neither.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is missing or unreadable")]
pub struct NotALine(pub &'static str);

impl AuditEntry {
    /// The values of `FIELDS`, as text.
    pub fn fields(&self) -> [String; 15] {
        [
            self.id.to_string(),
            self.number.to_string(),
            self.at.to_string(),
            self.deed.code().to_owned(),
            self.person.to_string(),
            self.person_name.clone(),
            self.acts_for.clone(),
            self.about.clone(),
            self.subject.clone(),
            self.before.clone(),
            self.after.clone(),
            self.origin.clone(),
            self.request.clone(),
            hex(&self.previous),
            hex(&self.hash),
        ]
    }

    pub fn line(&self) -> String {
        let fields = FIELDS.iter().zip(self.fields());
        let map: Map<String, Value> =
            fields.map(|(name, value)| ((*name).to_owned(), Value::String(value))).collect();
        Value::Object(map).to_string()
    }

    /// Out of the values of `FIELDS`.
    pub fn read(value: impl Fn(&str) -> Option<String>) -> Result<Self, NotALine> {
        let text = |name: &'static str| value(name).ok_or(NotALine(name));
        let bytes = |name: &'static str| unhex(&text(name)?).ok_or(NotALine(name));
        Ok(Self {
            id: text("id")?.parse().map_err(|_| NotALine("id"))?,
            number: text("number")?.parse().map_err(|_| NotALine("number"))?,
            at: text("at")?.parse().map_err(|_| NotALine("at"))?,
            deed: text("deed")?.parse().map_err(|_| NotALine("deed"))?,
            person: text("person")?.parse().map_err(|_| NotALine("person"))?,
            person_name: text("person_name")?,
            acts_for: text("acts_for")?,
            about: text("about")?,
            subject: text("subject")?,
            before: text("before")?,
            after: text("after")?,
            origin: text("origin")?,
            request: text("request")?,
            previous: bytes("previous")?,
            hash: bytes("hash")?,
        })
    }
}

impl AuditHead {
    pub fn line(&self) -> String {
        let head = json!({
            "id": self.id, "number": self.number, "hash": hex(&self.hash), "signed_at": self.signed_at,
            "key": hex(&self.key), "signature": hex(&self.signature),
        });
        json!({ "head": head }).to_string()
    }

    fn read(head: &Value) -> Result<Self, NotALine> {
        let text = |name: &'static str| head[name].as_str().ok_or(NotALine(name));
        let bytes = |name: &'static str| unhex(text(name)?).ok_or(NotALine(name));
        Ok(Self {
            id: text("id")?.parse().map_err(|_| NotALine("id"))?,
            number: head["number"].as_i64().ok_or(NotALine("number"))?,
            hash: bytes("hash")?,
            signed_at: head["signed_at"].as_i64().ok_or(NotALine("signed_at"))?,
            key: bytes("key")?,
            signature: bytes("signature")?,
        })
    }
}

impl Line {
    /// Reads a line of JSON.
    pub fn read(line: &str) -> Result<Self, NotALine> {
        let value: Value = serde_json::from_str(line).map_err(|_| NotALine("the line"))?;
        if let Some(head) = value.get("head") {
            return AuditHead::read(head).map(Self::Head);
        }
        AuditEntry::read(|name| value[name].as_str().map(ToOwned::to_owned)).map(Self::Entry)
    }
}
