//! What clients were told, and what they only asked for. A promise counts from the answer on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::{OrderId, PurchaseId};

#[derive(Debug, Default)]
pub struct Journal {
    told: Mutex<Told>,
    /// Requests that got no answer, and answers that were faults.
    pub silent: AtomicU64,
    pub faults: AtomicU64,
    /// Words of the lying provider that the market took, and that it did not.
    pub words_taken: AtomicU64,
    pub words_refused: AtomicU64,
}

#[derive(Debug, Default)]
pub struct Told {
    pub placed: BTreeSet<PurchaseId>,
    /// The provider said so.
    pub paid: BTreeSet<PurchaseId>,
    pub shipped: BTreeSet<OrderId>,
    pub confirmed: BTreeSet<OrderId>,
    /// Refunds of one sum: how many were asked for, how many were promised.
    pub refunded: BTreeMap<OrderId, (usize, usize)>,
}

impl Journal {
    pub fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn counts(&self, what: &AtomicU64) {
        what.fetch_add(1, Ordering::Relaxed);
    }
}

impl std::fmt::Display for Journal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let told = self.told();
        let refunds: usize = told.refunded.values().map(|(_, promised)| promised).sum();
        write!(
            f,
            "told: {} purchases placed, {} paid, {} orders shipped, {} confirmed, {refunds} refunds; \
             {} requests got no answer, {} were answered with a fault; \
             of a liar's words {} were taken, {} not",
            told.placed.len(),
            told.paid.len(),
            told.shipped.len(),
            told.confirmed.len(),
            self.silent.load(Ordering::Relaxed),
            self.faults.load(Ordering::Relaxed),
            self.words_taken.load(Ordering::Relaxed),
            self.words_refused.load(Ordering::Relaxed),
        )
    }
}
