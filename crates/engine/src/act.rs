//! What an act has at hand inside its transaction: ids, events, timers, postings, steps, stock changes.

use std::collections::BTreeMap;

use domain::audit::{AuditEntry, NOTHING_BEFORE};
use domain::event::{Event, EventKind, TimerKind};
use domain::order::{By, Order, OrderStep, Step};
use domain::stock::{Change, Movement, StockItem, StockRefusal};
use domain::{EventId, Micros, MovementId, OperatorId, StockItemId, TransferId, bucket_of};
use ledger::{Account, Transfers};
use money::{Currency, Money};
use store::{Problem, Stored, Tx};

use crate::change::Place;
use crate::slip::Slip;
use crate::{Engine, Stop};

/// One act: its transaction, its moment.
pub(crate) struct Act<'a, 'c> {
    pub(crate) tx: &'a mut Tx<'c>,
    pub(crate) engine: &'a Engine,
    pub(crate) now: Micros,
    slip: Slip,
    /// Ends of chains as this act found them when it began to decide.
    held: BTreeMap<i64, (i64, Vec<u8>)>,
}

impl<'a, 'c> Act<'a, 'c> {
    pub(crate) fn new(tx: &'a mut Tx<'c>, engine: &'a Engine, now: Micros) -> Self {
        Self { tx, engine, now, slip: Slip::default(), held: BTreeMap::new() }
    }

    /// What the events noted so far change.
    pub(crate) fn told(&self) -> Vec<Place> {
        let mut places = Vec::new();
        self.slip.events.iter().for_each(|event| crate::change::places_of(event, &mut places));
        places
    }

    /// The events noted so far.
    pub(crate) fn events(&self) -> &[Event] {
        &self.slip.events
    }

    /// How much was noted so far.
    pub(crate) fn noted(&self) -> usize {
        self.slip.len()
    }

    /// Writes what was noted meanwhile. The last thing that an act does.
    pub(crate) fn finish(&mut self) -> Stored<()> {
        let noted = std::mem::take(&mut self.slip.audit);
        self.slip.write(self.tx)?;
        self.write_audit(noted)
    }

    /// Remembers where the audit's chain of a bucket ends before anything is read: who changes the same meanwhile writes
    /// an entry too, and then this act conflicts and is decided again. What it decides must be audited in that bucket.
    pub(crate) fn hold_chain(&mut self, bucket: i64) -> Stored<()> {
        let end = store::audit::ends(self.tx, &[bucket])?.pop();
        let end = end.map_or((0, NOTHING_BEFORE.to_vec()), |(_, number, hash)| (number, hash));
        self.held.insert(bucket, end);
        Ok(())
    }

    pub(crate) fn held_ends(&mut self) -> BTreeMap<i64, (i64, Vec<u8>)> {
        std::mem::take(&mut self.held)
    }

    pub(crate) fn note_entry(&mut self, entry: AuditEntry) {
        self.slip.audit.push(entry);
    }

    pub(crate) fn mint(&self, bucket: i64) -> i64 {
        self.engine.mint(self.now, bucket)
    }

    /// Tells the outbox that something is now true of `subject`.
    pub(crate) fn event(&mut self, kind: EventKind, subject: i64, body: &str) {
        let id = EventId::from_raw(self.mint(bucket_of(subject)));
        self.slip.events.push(Event { id, kind, subject, body: body.to_owned(), at: self.now });
    }

    pub(crate) fn timer(&mut self, subject: i64, kind: TimerKind, due_at: Micros) {
        self.slip.timers.insert((subject, kind), Some(due_at));
    }

    pub(crate) fn drop_timer(&mut self, subject: i64, kind: TimerKind) {
        self.slip.timers.insert((subject, kind), None);
    }

    /// Posts the transfers of one money event; all lie in `bucket`.
    pub(crate) fn post(&mut self, bucket: i64, operator: OperatorId, transfers: Transfers) {
        for transfer in transfers {
            let id = TransferId::from_raw(self.mint(bucket));
            self.slip.transfers.push(store::ledger::posted(id, operator, &transfer, self.now));
        }
    }

    /// What this act has posted and not yet written.
    pub(crate) fn posted(&self) -> &[store::ledger::PostedTransfer] {
        &self.slip.transfers
    }

    /// The balance of a limited account, with what this act has posted.
    pub(crate) fn balance(
        &mut self,
        bucket: i64,
        operator: OperatorId,
        account: Account,
        currency: Currency,
    ) -> Stored<Money> {
        self.slip.write_transfers(self.tx)?;
        store::ledger::balance(self.tx, bucket, operator, account, currency)
    }

    /// Adds a dated step to an order's timeline.
    pub(crate) fn step(&mut self, order: &Order, step: Step, by_whom: By, text: &str, amount: i64) {
        let id = EventId::from_raw(self.mint(order.id.bucket()));
        let (order_id, text) = (order.id, text.to_owned());
        self.slip.steps.push(OrderStep { order_id, id, step, by_whom, text, amount, at: self.now });
    }

    /// Moves stock by changes, with a movement for each. A change that no longer fits is a conflict.
    pub(crate) fn move_stock(&mut self, changes: &[(StockItemId, Change)], subject: i64) -> Stored<()> {
        let mut stock = StockMoves::default();
        stock.add(self, changes, subject);
        stock.save(self.tx)
    }

    /// Keeps a counted item: its figure replaces what was there, so nobody else may have changed it meanwhile.
    pub(crate) fn save_count(&mut self, mut item: StockItem, change: Change, subject: i64) -> Stored<()> {
        let movement = Movement { previous: item.newest, ..self.movement(item.id, change, subject) };
        item.newest = Some(movement.id);
        store::insert(self.tx, &[movement])?;
        store::save(self.tx, &[item])
    }

    fn movement(&self, item: StockItemId, change: Change, subject: i64) -> Movement {
        Movement {
            id: MovementId::from_raw(self.mint(item.bucket())),
            item,
            cause: change.cause,
            on_hand: change.on_hand,
            held: change.held,
            sold: change.sold,
            subject,
            at: self.now,
            previous: None,
        }
    }
}

/// What acts that are decided together do to stock items, and why; written in one go.
#[derive(Debug, Default)]
pub(crate) struct StockMoves {
    sums: BTreeMap<StockItemId, store::stock::StockMove>,
    movements: Vec<Movement>,
}

impl StockMoves {
    pub(crate) fn add(&mut self, act: &mut Act<'_, '_>, changes: &[(StockItemId, Change)], subject: i64) {
        act.slip.moved += changes.len();
        for (item, change) in changes {
            let mut movement = act.movement(*item, *change, subject);
            let sum = self.sums.entry(*item).or_default();
            (movement.previous, sum.newest) = (sum.newest, Some(movement.id));
            (sum.on_hand, sum.held, sum.sold) =
                (sum.on_hand + change.on_hand, sum.held + change.held, sum.sold + change.sold);
            self.movements.push(movement);
        }
    }

    /// A change that no longer fits is a conflict.
    pub(crate) fn save(self, tx: &mut Tx<'_>) -> Stored<()> {
        store::stock::moves(tx, &self.sums, &self.movements)
    }
}

/// A rule that refuses what was promised has read rows while they changed: decide again.
pub(crate) fn in_step<R>(change: Result<Change, StockRefusal>) -> Result<Change, Stop<R>> {
    change.map_err(|_| Stop::Problem(Problem::Conflict))
}
