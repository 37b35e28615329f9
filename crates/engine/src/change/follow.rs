//! Follows the outbox of all lanes, those that other processes number too, from the moment at which this process began.
//! Keeps its positions in memory: pages live no longer than the process.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::sync::atomic::Ordering;
use std::sync::{MutexGuard, PoisonError};

use domain::Micros;
use domain::event::{Event, EventKind};

use super::{Changes, places_of};
use crate::{Engine, Seen};

/// Events read at once.
const BATCH: i64 = 500;

/// How far the outbox was followed, and what is still to be read anew.
#[derive(Debug, Default)]
pub(crate) struct Followed {
    /// By lane. Absent until somebody follows.
    positions: Option<HashMap<i64, i64>>,
    /// A market's rules, name or categories changed.
    markets: bool,
}

/// Reads what is new in all lanes. Call it after each round of the outbox, and each second: between two calls changes by
/// other processes are not seen. Answers how many events it read.
pub async fn follow(engine: &Engine, now: Micros) -> Seen<usize> {
    let changes = engine.changes();
    let heads = engine.read(|tx| Ok(store::event::heads(tx)?)).await?;
    let mut count = 0;
    for (lane, from) in changes.behind(&heads) {
        let mut from = from;
        loop {
            let events = engine.read(move |tx| Ok(store::event::after(tx, lane, from, BATCH)?)).await?;
            let Some((_, last)) = events.last() else { break };
            let start = std::mem::replace(&mut from, *last);
            changes.note(lane, start, &events);
            count += events.len();
            if (events.len() as i64) < BATCH {
                break;
            }
        }
    }
    if changes.markets_changed() {
        // It tells what it finds. Until it succeeds, pages would be made from old rules.
        engine.reload(now).await.inspect_err(|_| changes.lock().markets = true)?;
    }
    changes.followed_at.store(now, Ordering::SeqCst);
    Ok(count)
}

impl Changes {
    fn lock(&self) -> MutexGuard<'_, Followed> {
        // A holder that panics leaves positions behind that are too old at worst: events are noted once more.
        self.followed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn markets_changed(&self) -> bool {
        std::mem::take(&mut self.lock().markets)
    }

    /// Lanes with events that were not read, and from where. The first time there are none: no page is kept yet.
    fn behind(&self, heads: &[(i64, i64)]) -> Vec<(i64, i64)> {
        let mut followed = self.lock();
        let Some(positions) = &followed.positions else {
            followed.positions = Some(heads.iter().copied().collect());
            return Vec::new();
        };
        let behind =
            heads.iter().map(|(lane, head)| (*lane, positions.get(lane).copied().unwrap_or(0), *head));
        behind.filter(|(_, from, head)| from < head).map(|(lane, from, _)| (lane, from)).collect()
    }

    /// Takes note of events of a lane that follow without a gap on position `start`; who has read them for another reason
    /// saves `follow` the reading. What was noted before is passed over.
    pub(crate) fn note<E: Borrow<Event>>(&self, lane: i64, start: i64, events: &[(E, i64)]) {
        let mut followed = self.lock();
        let Some(known) = followed.positions.as_ref().map(|all| all.get(&lane).copied().unwrap_or(0)) else {
            return;
        };
        if start > known {
            return;
        }
        let mut places = Vec::new();
        for (event, position) in events.iter().filter(|(_, position)| *position > known) {
            let event = event.borrow();
            places_of(event, &mut places);
            followed.markets |= event.kind == EventKind::MarketChanged;
            followed.positions.get_or_insert_default().insert(lane, *position);
        }
        self.tell(&places);
    }
}
