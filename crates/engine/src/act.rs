//! What an act has at hand inside its transaction: ids, events, timers, postings, steps, stock changes.

use std::collections::BTreeMap;

use domain::event::{Event, EventKind, TimerKind};
use domain::order::{By, Order, OrderStep, Step};
use domain::stock::{Change, Movement, StockItem, StockRefusal};
use domain::{EventId, Micros, MovementId, OperatorId, StockItemId, TransferId, bucket_of};
use ledger::Transfers;
use store::{Problem, Stored, Tx};

use crate::{Engine, Stop};

/// One act: its transaction, its moment.
pub(crate) struct Act<'a, 'c> {
    pub(crate) tx: &'a mut Tx<'c>,
    pub(crate) engine: &'a Engine,
    pub(crate) now: Micros,
}

impl Act<'_, '_> {
    pub(crate) fn mint(&self, bucket: i64) -> i64 {
        self.engine.mint(self.now, bucket)
    }

    /// Tells the outbox that something is now true of `subject`.
    pub(crate) fn event(&mut self, kind: EventKind, subject: i64, body: &str) -> Stored<()> {
        let id = EventId::from_raw(self.mint(bucket_of(subject)));
        store::insert(self.tx, &[Event { id, kind, subject, body: body.to_owned(), at: self.now }])
    }

    pub(crate) fn timer(&mut self, subject: i64, kind: TimerKind, due_at: Micros) -> Stored<()> {
        store::timer::set(self.tx, subject, kind, due_at)
    }

    pub(crate) fn drop_timer(&mut self, subject: i64, kind: TimerKind) -> Stored<()> {
        store::timer::drop(self.tx, subject, kind)
    }

    /// Posts the transfers of one money event; all lie in `bucket`.
    pub(crate) fn post(&mut self, bucket: i64, operator: OperatorId, transfers: Transfers) -> Stored<()> {
        let with_ids: Vec<_> = transfers
            .into_iter()
            .map(|transfer| (TransferId::from_raw(self.mint(bucket)), transfer))
            .collect();
        if with_ids.is_empty() {
            return Ok(());
        }
        store::ledger::post(self.tx, bucket, operator, &with_ids, self.now)
    }

    /// Adds a dated step to an order's timeline.
    pub(crate) fn step(
        &mut self,
        order: &Order,
        step: Step,
        by_whom: By,
        text: &str,
        amount: i64,
    ) -> Stored<()> {
        let id = EventId::from_raw(self.mint(order.id.bucket()));
        let row =
            OrderStep { order_id: order.id, id, step, by_whom, text: text.to_owned(), amount, at: self.now };
        store::insert(self.tx, &[row])
    }

    /// Moves stock by changes, with a movement for each. A change that no longer fits is a conflict.
    pub(crate) fn move_stock(&mut self, changes: &[(StockItemId, Change)], subject: i64) -> Stored<()> {
        self.note_movements(changes, subject)?;
        let mut sums: BTreeMap<StockItemId, Change> = BTreeMap::new();
        for (id, change) in changes {
            let sum = sums.entry(*id).or_insert(Change { on_hand: 0, held: 0, sold: 0, ..*change });
            (sum.on_hand, sum.held, sum.sold) =
                (sum.on_hand + change.on_hand, sum.held + change.held, sum.sold + change.sold);
        }
        store::stock::change(self.tx, &sums.into_iter().collect::<Vec<_>>())
    }

    /// Keeps a counted item: its figure replaces what was there, so nobody else may have changed it meanwhile.
    pub(crate) fn save_count(&mut self, item: StockItem, change: Change, subject: i64) -> Stored<()> {
        self.note_movements(&[(item.id, change)], subject)?;
        store::save(self.tx, &[item])
    }

    fn note_movements(&mut self, changes: &[(StockItemId, Change)], subject: i64) -> Stored<()> {
        let movement = |(item, change): &(StockItemId, Change)| Movement {
            id: MovementId::from_raw(self.mint(item.bucket())),
            item: *item,
            cause: change.cause,
            on_hand: change.on_hand,
            held: change.held,
            sold: change.sold,
            subject,
            at: self.now,
        };
        let movements: Vec<Movement> = changes.iter().map(movement).collect();
        store::insert(self.tx, &movements)
    }
}

/// A rule that refuses what was promised has read rows while they changed: decide again.
pub(crate) fn in_step<R>(change: Result<Change, StockRefusal>) -> Result<Change, Stop<R>> {
    change.map_err(|_| Stop::Problem(Problem::Conflict))
}
