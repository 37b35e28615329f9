//! Who reads the outbox: read-models, mails, calls to the outside, pictures. At least once, effects idempotent by key.

use domain::event::{Event, EventKind, LANES};
use domain::{DAY, Micros, PayoutId, RefundId};

use crate::{Engine, Never, Seen, Stop};

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

/// One round over all lanes: takes leases, numbers events, lets every consumer read, fires timers.
/// Answers how much was done; 0 means idle.
pub async fn run_once(engine: &Engine, now: Micros) -> Seen<usize> {
    let mut done = 0;
    for lane in 0..LANES {
        if take(engine, lane, now).await? {
            done += read_lane(engine, lane, now).await?;
            done += crate::timer::fire_lane(engine, lane, now).await?;
        }
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

async fn take(engine: &Engine, lane: i64, now: Micros) -> Seen<bool> {
    let holder = engine.inner.outside.holder.clone();
    engine
        .act(now, move |act| {
            Ok(store::event::take_lane(act.tx, lane, &holder, act.now + LANE_LEASE, act.now)?)
        })
        .await
}

async fn read_lane(engine: &Engine, lane: i64, now: Micros) -> Seen<usize> {
    let holder = engine.inner.outside.holder.clone();
    let mut done = engine
        .act::<_, Never, _>(now, move |act| Ok(store::event::number(act.tx, lane, &holder, BATCH)?))
        .await?;
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

async fn act_on(engine: &Engine, consumer: Consumer, event: &Event, now: Micros) -> Seen<()> {
    let done = match consumer {
        Consumer::Lists => crate::order_lists::feed(engine, event, now).await,
        Consumer::Listing => crate::listing_feed::feed(engine, event, now).await,
        Consumer::Calls => call(engine, event, now).await,
        Consumer::Pictures => crate::picture::feed(engine, event, now).await,
        Consumer::Mail => crate::mail::feed(engine, event).await,
    };
    match done {
        // What the event is about is gone: nothing is left to tell.
        Err(Stop::Absent) => Ok(()),
        other => other,
    }
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
