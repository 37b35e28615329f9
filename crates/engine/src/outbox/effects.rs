//! Events read one by one: those that reach outside, and those that failed together. Letters go out several at a time.

use domain::event::{Event, EventKind};
use domain::{CheckId, Micros, PayoutId, RefundId};

use super::{Batch, Consumer, Reached, advance, or_gone};
use crate::{Engine, Never, Seen, Stop};

/// Events whose effects may happen again after a crash.
const UNSAVED_MAX: usize = 50;
/// Letters on their way at the same time: each waits for the mail server, and no letter shall wait for all before it.
const LETTERS_AT_ONCE: usize = 8;

fn at_once(consumer: Consumer) -> usize {
    if consumer == Consumer::Mail { LETTERS_AT_ONCE } else { 1 }
}

/// Reads batches event by event. One that fails stops its consumer in that lane until the next round.
/// Answers how many were read.
pub(super) async fn one_by_one(engine: &Engine, batches: &[Batch], now: Micros) -> Seen<usize> {
    let mut reached: Vec<Reached> = Vec::new();
    let (mut done, mut unsaved) = (0, 0);
    for batch in batches {
        for events in batch.events.chunks(at_once(batch.consumer)) {
            let read = act_on_some(engine, batch.consumer, events, now).await;
            if let Some((_, position)) = events[..read].last() {
                reached.retain(|other| (other.consumer, other.lane) != (batch.consumer, batch.lane));
                reached.push(Reached { consumer: batch.consumer, lane: batch.lane, position: *position });
                (done, unsaved) = (done + read, unsaved + read);
            }
            if unsaved >= UNSAVED_MAX {
                advance(engine, std::mem::take(&mut reached), now).await?;
                unsaved = 0;
            }
            if read < events.len() {
                break;
            }
        }
    }
    advance(engine, reached, now).await?;
    Ok(done)
}

/// Lets several events act at the same time. Answers how many did before the first one that failed; what those behind it
/// did is done again with it.
async fn act_on_some(engine: &Engine, consumer: Consumer, events: &[(Event, i64)], now: Micros) -> usize {
    let at_work = events.iter().map(|(event, _)| {
        let (engine, event) = (engine.clone(), event.clone());
        tokio::spawn(async move { act_on(&engine, consumer, &event, now).await })
    });
    // All begin before the first one is waited for.
    let at_work: Vec<_> = at_work.collect();
    let (mut read, mut has_failed) = (0, false);
    for (work, (event, _)) in at_work.into_iter().zip(events) {
        let done = work.await.unwrap_or_else(|error| Err(Stop::fault(error.to_string())));
        match done {
            Ok(()) => read += usize::from(!has_failed),
            Err(stop) => {
                tracing::error!(consumer = consumer.name(), event = %event.id, kind = %event.kind, problem = %stop, "an event failed");
                has_failed = true;
            }
        }
    }
    read
}

async fn act_on(engine: &Engine, consumer: Consumer, event: &Event, now: Micros) -> Seen<()> {
    if let Some(feed) = consumer.feed() {
        let event = event.clone();
        return engine.act::<_, Never, _>(now, move |act| feed(act, &[&event])).await;
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
        EventKind::CheckOpened => {
            crate::application::perform(engine, CheckId::from_raw(event.subject), now).await
        }
        EventKind::PaperDropped => crate::application::delete(engine, event).await,
        EventKind::PayoutApproved => {
            let Some(operator) = crate::timer::operator_in(&event.body) else { return Ok(()) };
            crate::payout::perform(engine, PayoutId::from_raw(event.subject), operator, now).await
        }
        _ => Ok(()),
    }
}
