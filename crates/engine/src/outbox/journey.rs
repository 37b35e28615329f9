//! A journey through time: everything due by a moment, done in the order in which it was due. For operators who look
//! ahead on a copy, and for tests; a process that serves never travels.

use domain::Micros;

use super::lanes::{number, take_and_number};
use super::{ALL, ROUNDS_MAX, read};
use crate::{Engine, Seen, Stop};

/// Moments at which a journey may stop.
const MOMENTS_MAX: usize = 1_000_000;

/// What a journey through time came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Journey {
    /// Timers that fired and events that were new.
    pub done: usize,
    /// Timers whose act failed; they stay, and the log says why.
    pub failed: usize,
}

/// Does all that is due by `until`, in the order of time: first what the outbox holds, as of `from`; then timer after
/// timer, each at the moment when it was due, with the events that it makes and the timers that these set. `put_clock`
/// hears every moment before something happens at it, so that whoever asks for the time is told the same.
pub async fn run_through(
    engine: &Engine,
    (from, until): (Micros, Micros),
    put_clock: &(dyn Fn(Micros) + Sync),
) -> Seen<Journey> {
    // Whoever held lanes and is gone has lost them by the end of the journey.
    let (held, _) = take_and_number(engine, until).await?;
    put_clock(from);
    let (mut failed, mut at) = (Vec::new(), 0);
    let mut done = read_all(engine, &held, from).await?;
    for _ in 0..MOMENTS_MAX {
        match crate::timer::fire_first(engine, &held, (at, until), &mut failed, put_clock).await? {
            None => {
                put_clock(until);
                return Ok(Journey { done, failed: failed.len() });
            }
            Some(fired) => {
                at = fired.at;
                done += fired.done + read_all(engine, &held, at).await?;
            }
        }
    }
    Err(Stop::fault(format!("after {MOMENTS_MAX} moments there was still work")))
}

/// Lets every consumer read until nothing is new; answers how many events were.
async fn read_all(engine: &Engine, held: &[i64], now: Micros) -> Seen<usize> {
    let mut new = number(engine, held.to_vec()).await?;
    for _ in 0..ROUNDS_MAX {
        let read = read(engine, held, ALL, now).await?;
        let fresh = number(engine, held.to_vec()).await?;
        new += fresh;
        if read + fresh == 0 {
            break;
        }
    }
    Ok(new)
}
