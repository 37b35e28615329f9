//! The lanes of the outbox that this process holds: taken by leases, numbered by their holder alone.

use std::sync::{MutexGuard, PoisonError};

use domain::event::{Event, LANES};
use domain::{MINUTE, Micros};
use store::Tx;

use super::BATCH;
use super::at_hand::AtHand;
use crate::closing::QUARTER;
use crate::{Engine, Seen};

/// How long a lane stays with a process that stops renewing it.
const LANE_LEASE: Micros = 15_000_000;
/// While a process serves, it looks for due timers no more often: each look asks in every bucket.
const TIMERS_EVERY: Micros = 200_000;
/// What is old is dropped no more often.
const FORGETS_EVERY: Micros = 60 * MINUTE;

/// The lanes that this process holds, and when it asks for them again.
#[derive(Debug, Default)]
pub(crate) struct Lanes {
    pub(super) held: Vec<i64>,
    renew_at: Micros,
    pub(super) at_hand: AtHand,
    /// When due timers were looked for.
    timers_at: Micros,
    /// When the ledger was closed last.
    closed_at: Micros,
    /// When what is old was dropped last.
    forgot_at: Micros,
}

/// What a panic has left behind is asked for anew at worst.
pub(super) fn lanes(engine: &Engine) -> MutexGuard<'_, Lanes> {
    engine.inner.lanes.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Lanes {
    /// Whether it is time to look for due timers; then the next look is later. A clock that was set back counts as time.
    pub(super) fn turns(&mut self, now: Micros) -> bool {
        is_time(&mut self.timers_at, TIMERS_EVERY, now)
    }

    /// Whether it is time to close the ledger; then the next closing is later.
    pub(super) fn closes(&mut self, now: Micros) -> bool {
        is_time(&mut self.closed_at, QUARTER, now)
    }

    /// Whether it is time to drop what is old; then the next time is later.
    pub(super) fn forgets(&mut self, now: Micros) -> bool {
        is_time(&mut self.forgot_at, FORGETS_EVERY, now)
    }
}

fn is_time(last: &mut Micros, every: Micros, now: Micros) -> bool {
    let is_time = !(*last..*last + every).contains(&now);
    if is_time {
        *last = now;
    }
    is_time
}

pub(super) async fn number(engine: &Engine, held: Vec<i64>) -> Seen<usize> {
    let holder = engine.inner.outside.holder.clone();
    let numbered = engine.inner.db.act(move |tx| number_all(tx, &held, &holder)).await?;
    Ok(keep(&mut lanes(engine), numbered))
}

/// By lane.
type Fresh = Vec<(i64, Vec<(Event, i64)>)>;

fn number_all(tx: &mut Tx<'_>, held: &[i64], holder: &str) -> Seen<Fresh> {
    let number = |lane: &i64| Ok((*lane, store::event::number(tx, *lane, holder, BATCH)?));
    held.iter().map(number).collect()
}

/// Keeps at hand what was numbered and committed. Answers how much that is.
fn keep(lanes: &mut Lanes, numbered: Fresh) -> usize {
    let count = numbered.iter().map(|(_, events)| events.len()).sum();
    for (lane, events) in numbered {
        lanes.at_hand.keep(lane, events);
    }
    count
}

/// Takes or renews the lanes, and numbers what is new in those that are held: one act for all of them, which writes
/// nothing while nothing happens.
pub(super) async fn take_and_number(engine: &Engine, now: Micros) -> Seen<(Vec<i64>, usize)> {
    let holder = engine.inner.outside.holder.clone();
    let known = {
        let lanes = lanes(engine);
        (now < lanes.renew_at && now > lanes.renew_at - LANE_LEASE).then(|| lanes.held.clone())
    };
    let renews = known.is_none();
    // Not through the engine: an act of its wakes who reads the outbox, which would be this round again and again.
    let taken: Seen<(Vec<i64>, Fresh)> = engine
        .inner
        .db
        .act(move |tx| {
            let held = match &known {
                Some(held) => held.clone(),
                None => take_all(tx, &holder, now)?,
            };
            let numbered = number_all(tx, &held, &holder)?;
            Ok((held, numbered))
        })
        .await;
    let mut lanes = lanes(engine);
    match &taken {
        Ok((held, _)) if renews => {
            // Lanes that another process holds are asked for more often: it may be ending.
            let pause = if held.len() as i64 == LANES { LANE_LEASE / 3 } else { LANE_LEASE / 15 };
            (lanes.held, lanes.renew_at) = (held.clone(), now + pause);
        }
        Ok(_) => {}
        // A lane may have gone to another process: the next round asks.
        Err(_) => lanes.renew_at = 0,
    }
    taken.map(|(held, numbered)| (held, keep(&mut lanes, numbered)))
}

fn take_all(tx: &mut Tx<'_>, holder: &str, now: Micros) -> Seen<Vec<i64>> {
    let mut held = Vec::new();
    for lane in 0..LANES {
        if store::event::take_lane(tx, lane, holder, now + LANE_LEASE, now)? {
            held.push(lane);
        }
    }
    Ok(held)
}
