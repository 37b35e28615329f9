//! How far behind the readers of the outbox are, and how much is due: what a process tells who watches it.
//! Changes nothing; asks little, since it is asked again every few seconds.

use domain::Micros;
use domain::event::LANES;
use store::Tx;

use crate::outbox::ALL;
use crate::{Engine, Seen};

/// Timers counted at most: beyond, what matters is that they are many.
pub const DUE_MAX: usize = 1_000;

/// What waits to be done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lag {
    pub consumers: Vec<Behind>,
    /// Timers that are due, up to `DUE_MAX`, and since when the first one is.
    pub due: usize,
    pub first_due: Option<Micros>,
}

/// How far one reader is behind, over all lanes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    pub consumer: &'static str,
    pub events: i64,
    /// When the oldest event happened that it has not read.
    pub oldest: Option<Micros>,
}

/// Looks at all lanes, whoever holds them.
pub async fn of(engine: &Engine, now: Micros) -> Seen<Lag> {
    engine
        .heavy(move |tx| {
            let consumers = behind(tx)?;
            let buckets = store::event::buckets_of(&(0..LANES).collect::<Vec<_>>());
            let due = store::timer::due(tx, buckets, now, DUE_MAX as i64)?;
            Ok(Lag { consumers, due: due.len(), first_due: due.first().map(|timer| timer.due_at) })
        })
        .await
}

fn behind(tx: &mut Tx<'_>) -> Seen<Vec<Behind>> {
    let (heads, read) = (store::event::heads(tx)?, store::event::positions(tx)?);
    let mut found = Vec::new();
    for consumer in ALL {
        let mut behind = Behind { consumer: consumer.name(), events: 0, oldest: None };
        for (lane, head) in &heads {
            let own = read.iter().find(|(name, of, _)| name == consumer.name() && of == lane);
            let position = own.map_or(0, |(.., position)| *position);
            if position >= *head {
                continue;
            }
            let next = store::event::after(tx, *lane, position, 1)?;
            behind.events += head - position;
            let at = next.first().map(|(event, _)| event.at);
            behind.oldest = behind.oldest.into_iter().chain(at).min();
        }
        found.push(behind);
    }
    Ok(found)
}
