//! Who reads the outbox: read-models, mails, calls to the outside, pictures. At least once, effects idempotent by key.

use std::sync::PoisonError;

use domain::event::{Event, EventKind, LANES};
use domain::{DAY, Micros, PayoutId, RefundId};

use crate::{Act, Engine, Never, Seen, Stop};

/// How long a lane stays with a process that stops renewing it.
const LANE_LEASE: Micros = 15_000_000;
const BATCH: i64 = 200;
/// Events are kept so long after all have read them.
const KEPT_DAYS: i64 = 30;

/// Readers of the outbox, each with a position of its own.
const CONSUMERS: &[(&str, Consumer)] = &[
    ("lists", Consumer::Lists),
    ("listing", Consumer::Listing),
    ("calls", Consumer::Calls),
    ("pictures", Consumer::Pictures),
    ("mail", Consumer::Mail),
];

#[derive(Debug, Clone, Copy)]
enum Consumer {
    Lists,
    Listing,
    Calls,
    Pictures,
    Mail,
}

/// The lanes that this process holds, and when it asks for them again.
#[derive(Debug, Default)]
pub(crate) struct Lanes {
    held: Vec<i64>,
    renew_at: Micros,
}

/// One round over all lanes: takes leases, numbers events, lets every consumer read, fires timers.
/// Answers how much was done; 0 means idle.
pub async fn run_once(engine: &Engine, now: Micros) -> Seen<usize> {
    let (held, mut done) = take_and_number(engine, now).await?;
    for lane in held {
        done += read_lane(engine, lane, now).await?;
        done += crate::timer::fire_lane(engine, lane, now).await?;
    }
    Ok(done)
}

/// Rounds until nothing is left to do at `now`: for `jobs run`, the demo and tests.
pub async fn run_until_idle(engine: &Engine, now: Micros) -> Seen<usize> {
    let mut done = 0;
    for _ in 0..10_000 {
        match run_once(engine, now).await? {
            0 => break,
            some => done += some,
        }
    }
    Ok(done)
}

/// Takes or renews the lanes, and numbers what is new in those that are held: one act for all of them, which writes
/// nothing while nothing happens.
async fn take_and_number(engine: &Engine, now: Micros) -> Seen<(Vec<i64>, usize)> {
    let holder = engine.inner.outside.holder.clone();
    let known = {
        let lanes = engine.inner.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        (now < lanes.renew_at && now > lanes.renew_at - LANE_LEASE).then(|| lanes.held.clone())
    };
    let renews = known.is_none();
    let taken = engine
        .act::<_, Never, _>(now, move |act| {
            let held = match &known {
                Some(held) => held.clone(),
                None => take_all(act, &holder)?,
            };
            let mut numbered = 0;
            for lane in &held {
                numbered += store::event::number(act.tx, *lane, &holder, BATCH)?;
            }
            Ok((held, numbered))
        })
        .await;
    let mut lanes = engine.inner.lanes.lock().unwrap_or_else(PoisonError::into_inner);
    match &taken {
        Ok((held, _)) if renews => (lanes.held, lanes.renew_at) = (held.clone(), now + LANE_LEASE / 3),
        Ok(_) => {}
        // A lane may have gone to another process: the next round asks.
        Err(_) => lanes.renew_at = 0,
    }
    taken
}

fn take_all(act: &mut Act<'_, '_>, holder: &str) -> Seen<Vec<i64>> {
    let mut held = Vec::new();
    for lane in 0..LANES {
        if store::event::take_lane(act.tx, lane, holder, act.now + LANE_LEASE, act.now)? {
            held.push(lane);
        }
    }
    Ok(held)
}

async fn read_lane(engine: &Engine, lane: i64, now: Micros) -> Seen<usize> {
    let mut done = 0;
    let mut slowest = i64::MAX;
    for (name, consumer) in CONSUMERS {
        let (count, position) = consume(engine, lane, name, *consumer, now).await?;
        done += count;
        slowest = slowest.min(position);
    }
    if slowest > 0 && now % 97 == 0 {
        engine
            .act::<_, Never, _>(now, move |act| {
                Ok(store::event::forget(act.tx, lane, slowest, act.now - KEPT_DAYS * DAY)?)
            })
            .await?;
    }
    Ok(done)
}

/// Reads on from the consumer's position. An event that fails stops the consumer there until the next round.
async fn consume(
    engine: &Engine,
    lane: i64,
    name: &'static str,
    consumer: Consumer,
    now: Micros,
) -> Seen<(usize, i64)> {
    let (start, events) = engine
        .read(move |tx| {
            let start = store::event::position(tx, name, lane)?;
            Ok((start, store::event::after(tx, lane, start, BATCH)?))
        })
        .await?;
    let Some((_, last)) = events.last() else { return Ok((0, start)) };
    if let Some(feed) = consumer.feed()
        && feed_all(engine, name, lane, feed, &events, now).await.is_ok()
    {
        return Ok((events.len(), *last));
    }
    let mut reached = start;
    let mut count = 0;
    for (event, position) in &events {
        if let Err(stop) = act_on(engine, consumer, event, now).await {
            tracing::error!(consumer = name, event = %event.id, kind = %event.kind, problem = %stop, "an event failed");
            break;
        }
        reached = *position;
        count += 1;
    }
    if reached > start {
        engine
            .act::<_, Never, _>(now, move |act| Ok(store::event::advance(act.tx, name, lane, reached)?))
            .await?;
    }
    Ok((count, reached))
}

type Feed = fn(&mut Act<'_, '_>, &Event) -> Seen<()>;

impl Consumer {
    /// How the consumers work that only write to the database: many events share an act.
    fn feed(self) -> Option<Feed> {
        match self {
            Self::Lists => Some(crate::order_lists::feed),
            Self::Listing => Some(crate::listing_feed::feed),
            Self::Calls | Self::Pictures | Self::Mail => None,
        }
    }
}

/// Reads all events and moves the position in one act. Where it fails, the caller reads them one by one, so that a
/// bad event harms only those behind it.
async fn feed_all(
    engine: &Engine,
    name: &'static str,
    lane: i64,
    feed: Feed,
    events: &[(Event, i64)],
    now: Micros,
) -> Seen<()> {
    let events = events.to_vec();
    engine
        .act::<_, Never, _>(now, move |act| {
            for (event, position) in &events {
                or_gone(feed(act, event))?;
                if events.last().is_some_and(|(_, last)| last == position) {
                    store::event::advance(act.tx, name, lane, *position)?;
                }
            }
            Ok(())
        })
        .await
}

/// What an event is about may be gone: then nothing is left to tell.
fn or_gone(done: Seen<()>) -> Seen<()> {
    match done {
        Err(Stop::Absent) => Ok(()),
        other => other,
    }
}

async fn act_on(engine: &Engine, consumer: Consumer, event: &Event, now: Micros) -> Seen<()> {
    if let Some(feed) = consumer.feed() {
        let event = event.clone();
        return or_gone(engine.act::<_, Never, _>(now, move |act| feed(act, &event)).await);
    }
    or_gone(match consumer {
        Consumer::Calls => call(engine, event, now).await,
        Consumer::Pictures => crate::picture::feed(engine, event, now).await,
        Consumer::Lists | Consumer::Listing => Ok(()),
        Consumer::Mail => crate::mail::feed(engine, event).await,
    })
}

async fn call(engine: &Engine, event: &Event, now: Micros) -> Seen<()> {
    match event.kind {
        EventKind::RefundOpened => {
            crate::refund::perform(engine, RefundId::from_raw(event.subject), now).await
        }
        EventKind::PayoutApproved => {
            let Some(operator) = crate::timer::operator_in(&event.body) else { return Ok(()) };
            crate::payout::perform(engine, PayoutId::from_raw(event.subject), operator, now).await
        }
        _ => Ok(()),
    }
}
