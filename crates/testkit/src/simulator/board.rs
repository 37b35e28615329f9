//! What is still to be played, and what was: shared by the threads of a simulation.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{ACTS_PER_MARKET, Difference, Report};

pub struct Board {
    seed: u64,
    acts: u64,
    /// Markets that somebody plays or has played.
    taken: AtomicU64,
    is_over: AtomicBool,
    told: Mutex<Told>,
}

#[derive(Default)]
struct Told {
    whole: Report,
    difference: Option<Difference>,
    /// The database is not to be had.
    is_absent: bool,
}

impl Board {
    pub fn new(seed: u64, acts: u64) -> Self {
        let (taken, is_over) = (AtomicU64::new(0), AtomicBool::new(false));
        Self { seed, acts, taken, is_over, told: Mutex::default() }
    }

    /// Seed and number of acts of the next market; absent when all are taken, or one of them ended it all.
    pub fn next(&self) -> Option<(u64, u64)> {
        let number = self.taken.fetch_add(1, Ordering::Relaxed);
        let left = self.acts.saturating_sub(number.saturating_mul(ACTS_PER_MARKET));
        let goes_on = left > 0 && !self.is_over();
        goes_on.then_some((self.seed.wrapping_add(number), left.min(ACTS_PER_MARKET)))
    }

    /// Somewhere market and model have parted: nobody plays on.
    pub fn is_over(&self) -> bool {
        self.is_over.load(Ordering::Relaxed)
    }

    /// Hears how a market went, and tells what all came to so far.
    pub fn hear(&self, played: Option<Result<Report, Difference>>, tell: &Mutex<impl FnMut(&Report)>) {
        let mut told = self.told();
        match played {
            Some(Ok(report)) => {
                told.whole.add(&report);
                tell.lock().unwrap_or_else(PoisonError::into_inner)(&told.whole);
                return;
            }
            Some(Err(difference)) if told.difference.is_none() => told.difference = Some(difference),
            Some(Err(_)) => {}
            None => told.is_absent = true,
        }
        self.is_over.store(true, Ordering::Relaxed);
    }

    pub fn ended(self) -> Option<Result<Report, Difference>> {
        let told = self.told.into_inner().unwrap_or_else(PoisonError::into_inner);
        match told.difference {
            Some(difference) => Some(Err(difference)),
            None if told.is_absent => None,
            None => Some(Ok(told.whole)),
        }
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_market_is_taken_once_and_the_last_is_shorter() {
        let board = Board::new(7, 2 * ACTS_PER_MARKET + 5);
        let all: Vec<_> = std::iter::from_fn(|| board.next()).collect();
        assert_eq!(all, [(7, ACTS_PER_MARKET), (8, ACTS_PER_MARKET), (9, 5)]);
    }

    #[test]
    fn a_difference_ends_it_for_all() {
        let (board, tell) = (Board::new(1, 9 * ACTS_PER_MARKET), Mutex::new(|_: &Report| {}));
        board.hear(Some(Ok(Report { acts: 3, ..Report::default() })), &tell);
        assert!(board.next().is_some() && !board.is_over());
        let parted = Difference::new(crate::Kind::Sqlite, (2, 40), "a cent".into(), [].into());
        board.hear(Some(Err(parted)), &tell);
        assert!(board.next().is_none());
        let ended = board.ended().expect("it was to be had").expect_err("they parted");
        assert_eq!((ended.seed, ended.act), (2, 40));
    }
}
