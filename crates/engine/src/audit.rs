//! Writes down what people do, in the transaction of the act that they did; signs the ends of the chains; lists entries for
//! who may see them. Nothing is ever changed or taken out, and what machines do by themselves is not in it.

mod look;
mod sign;
mod take_out;

pub(crate) use look::list;
pub use look::{Shown, of_operator, of_seller, person};
pub use sign::public_key;
pub(crate) use sign::{check, sign};
pub use store::audit::Wanted;
pub use take_out::{Taken, as_csv, as_lines, export, export_of_seller};

use std::collections::BTreeMap;

use domain::audit::{About, AuditEntry, Deed, NOTHING_BEFORE, Origin, shortened, state};
use domain::event::{Event, EventKind, TimerKind};
use domain::{AuditId, EventId, MINUTE, Micros, StandInId, UserId, bucket_of};
use serde_json::{Map, Value, json};
use store::Stored;

use crate::Act;

/// The end of a chain that has grown is signed at the next full hour.
const SIGNED_EVERY: Micros = 60 * MINUTE;

/// So much of the reason stands in each entry of who stands in; all of it in the first.
const REASON_SHOWN_MAX: usize = 160;

/// Who did it, for whom, from where.
#[derive(Debug, Clone)]
pub(crate) struct Doer {
    pub(crate) user: UserId,
    pub(crate) name: String,
    pub(crate) acts_for: String,
    pub(crate) origin: Origin,
    /// They stand in for somebody: what of, and why. Each of their entries says so.
    pub(crate) stands_in: Option<(StandInId, String)>,
}

impl Doer {
    /// Somebody who acts for nobody but themselves.
    pub(crate) fn oneself(user: UserId, name: &str, origin: &Origin) -> Self {
        Self {
            user,
            name: name.to_owned(),
            acts_for: About::User(user).to_string(),
            origin: origin.clone(),
            stands_in: None,
        }
    }
}

impl Doer {
    /// What was done, with why it was done in another's place.
    fn marked(&self, after: Value) -> Value {
        let Some((id, reason)) = &self.stands_in else { return after };
        let mut fields = match after {
            Value::Object(fields) => fields,
            _ => Map::new(),
        };
        let reason: String = reason.chars().take(REASON_SHOWN_MAX).collect();
        fields.insert("stand_in".to_owned(), json!(id));
        fields.insert("stand_in_reason".to_owned(), json!(reason));
        Value::Object(fields)
    }
}

impl Act<'_, '_> {
    /// Notes for the audit what somebody did: whose matter it is, the id of what was changed, what was and what is. Both
    /// are small JSON without secrets; null says nothing.
    pub(crate) fn audit(
        &mut self,
        doer: &Doer,
        deed: Deed,
        about: About,
        subject: impl std::fmt::Display,
        (before, after): (Value, Value),
    ) {
        let entry = AuditEntry {
            id: AuditId::from_raw(self.mint(about.bucket())),
            number: 0,
            at: self.now,
            deed,
            person: doer.user,
            person_name: doer.name.clone(),
            acts_for: doer.acts_for.clone(),
            about: about.to_string(),
            subject: subject.to_string(),
            before: state(&before),
            after: state(&doer.marked(after)),
            origin: origin(&doer.origin.address),
            request: doer.origin.request.clone(),
            previous: Vec::new(),
            hash: Vec::new(),
        };
        self.note_entry(entry);
    }

    /// Puts the noted entries at the ends of their chains. Another process that did so meanwhile makes this a conflict.
    pub(crate) fn write_audit(&mut self, noted: Vec<AuditEntry>) -> Stored<()> {
        if noted.is_empty() {
            return Ok(());
        }
        let mut buckets: Vec<i64> = noted.iter().map(|entry| entry.id.bucket()).collect();
        buckets.sort_unstable();
        buckets.dedup();
        let known = store::audit::ends(self.tx, &buckets)?;
        let mut ends: BTreeMap<i64, (i64, Vec<u8>)> =
            known.into_iter().map(|(bucket, number, hash)| (bucket, (number, hash))).collect();
        ends.extend(self.held_ends());
        let mut entries = Vec::with_capacity(noted.len());
        for entry in noted {
            let end = ends.entry(entry.id.bucket()).or_insert_with(|| (0, NOTHING_BEFORE.to_vec()));
            let entry = entry.after(end.0 + 1, end.1.clone());
            *end = (entry.number, entry.hash.clone());
            entries.push(entry);
        }
        store::audit::add(self.tx, &entries)?;
        let due_at = (self.now / SIGNED_EVERY + 1) * SIGNED_EVERY;
        let timer = |bucket| domain::event::Timer { subject: bucket, kind: TimerKind::AuditSigns, due_at };
        store::timer::set(self.tx, &buckets.into_iter().map(timer).collect::<Vec<_>>())?;
        let events: Vec<Event> = entries.iter().map(|entry| self.told_of(entry)).collect();
        store::insert(self.tx, &events)
    }

    fn told_of(&self, entry: &AuditEntry) -> Event {
        Event {
            id: EventId::from_raw(self.mint(bucket_of(entry.id.get()))),
            kind: EventKind::AuditWritten,
            subject: entry.id.get(),
            body: entry.number.to_string(),
            at: self.now,
        }
    }
}

/// An address is shortened; the word for the machine itself is no address.
fn origin(address: &str) -> String {
    if *address == Origin::machine().address { address.to_owned() } else { shortened(address) }
}
