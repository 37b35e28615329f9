//! What acts note for others while they decide: events, timers, transfers, steps. Written together at the
//! end, in one go for all acts of a batch. Nothing here is read back before it was written.

use std::collections::BTreeMap;

use domain::Micros;
use domain::audit::AuditEntry;
use domain::event::{Event, Timer, TimerKind};
use domain::order::OrderStep;
use store::ledger::PostedTransfer;
use store::{Stored, Tx};

#[derive(Debug, Default)]
pub(crate) struct Slip {
    pub(crate) events: Vec<Event>,
    pub(crate) steps: Vec<OrderStep>,
    /// Movements of stock, which are written beside the items: how many.
    pub(crate) moved: usize,
    pub(crate) transfers: Vec<PostedTransfer>,
    /// What goes to the ends of the audit's chains, not numbered yet.
    pub(crate) audit: Vec<AuditEntry>,
    /// The last word about each timer: its moment, or that it is dropped.
    pub(crate) timers: BTreeMap<(i64, TimerKind), Option<Micros>>,
}

impl Slip {
    pub(crate) fn len(&self) -> usize {
        let rows = self.events.len() + self.steps.len() + self.moved + self.transfers.len();
        rows + self.timers.len() + self.audit.len()
    }

    /// Writes what was noted and is empty again.
    pub(crate) fn write(&mut self, tx: &mut Tx<'_>) -> Stored<()> {
        self.write_transfers(tx)?;
        store::insert(tx, &std::mem::take(&mut self.steps))?;
        let (mut set, mut dropped) = (Vec::new(), Vec::new());
        for ((subject, kind), due) in std::mem::take(&mut self.timers) {
            match due {
                Some(due_at) => set.push(Timer { subject, kind, due_at }),
                None => dropped.push((subject, kind)),
            }
        }
        store::timer::drop(tx, &dropped)?;
        store::timer::set(tx, &set)?;
        store::insert(tx, &std::mem::take(&mut self.events))
    }

    /// Writes the transfers alone: balances are read next.
    pub(crate) fn write_transfers(&mut self, tx: &mut Tx<'_>) -> Stored<()> {
        if self.transfers.is_empty() {
            return Ok(());
        }
        store::ledger::post(tx, &std::mem::take(&mut self.transfers))
    }
}
