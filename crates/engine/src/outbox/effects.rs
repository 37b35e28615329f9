//! Events read one by one: those that reach outside, and those that failed together. Letters of several lanes go out at the same time.

use std::sync::Arc;

use domain::event::{Event, EventKind};
use domain::{CheckId, Micros, PayoutId, RefundId};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use super::{Batch, Consumer, Reached, advance, or_gone};
use crate::{Engine, Never, Seen, Stop};

/// Events whose effects may happen again after a crash.
const UNSAVED_MAX: usize = 50;
/// Lanes whose letters are on their way at the same time: each waits for the mail server, and a slow letter shall not keep
/// those of everybody else.
const LETTERS_AT_ONCE: usize = 8;
/// Events of a lane whose letters are written together, before it is saved how far they came.
const LETTERS_TOGETHER: usize = 10;

/// Reads batches event by event. One that fails stops its consumer in that lane until the next round. Letters of several
/// lanes go out at the same time. Answers how many events were read.
pub(super) async fn one_by_one(engine: &Engine, batches: &[Batch], now: Micros) -> Seen<usize> {
    let (free, mut lanes) = (Arc::new(Semaphore::new(LETTERS_AT_ONCE)), JoinSet::new());
    let mut ended = Vec::new();
    for batch in batches {
        let (engine, batch, free) = (engine.clone(), batch.clone(), Arc::clone(&free));
        if batch.consumer == Consumer::Mail {
            lanes.spawn(async move {
                let _place = free.acquire().await.expect("the semaphore is never closed");
                read_letters(&engine, &batch, now).await
            });
        } else {
            ended.push(read_lane(&engine, &batch, now).await?);
        }
    }
    while let Some(lane) = lanes.join_next().await {
        ended.push(lane.map_err(|error| Stop::fault(error.to_string()))??);
    }
    let done = ended.iter().map(|(done, _)| done).sum();
    advance(engine, ended.into_iter().filter_map(|(_, reached)| reached).collect(), now).await?;
    Ok(done)
}

/// Reads the events of one lane that a consumer cares for, in their order. Answers how many, and how far it came beyond what
/// is saved.
async fn read_lane(engine: &Engine, batch: &Batch, now: Micros) -> Seen<(usize, Option<Reached>)> {
    let consumer = batch.consumer;
    let (mut done, mut unsaved, mut reached) = (0, 0, None);
    for (event, position) in batch.events.iter().filter(|(event, _)| consumer.cares(event.kind)) {
        if let Err(stop) = act_on(engine, consumer, event, now).await {
            tracing::error!(consumer = consumer.name(), event = %event.id, kind = %event.kind, problem = %stop, "an event failed");
            return Ok((done, reached));
        }
        reached = Some(Reached { position: *position, ..batch.last() });
        (done, unsaved) = (done + 1, unsaved + 1);
        if unsaved >= UNSAVED_MAX {
            advance(engine, reached.take().into_iter().collect(), now).await?;
            unsaved = 0;
        }
    }
    Ok((done, Some(batch.last())))
}

/// As `read_lane`, for letters: a handful at a time.
async fn read_letters(engine: &Engine, batch: &Batch, now: Micros) -> Seen<(usize, Option<Reached>)> {
    let cared = batch.events.iter().filter(|(event, _)| batch.consumer.cares(event.kind));
    let cared: Vec<&(Arc<Event>, i64)> = cared.collect();
    let mut done = 0;
    for some in cared.chunks(LETTERS_TOGETHER) {
        let events: Vec<Arc<Event>> = some.iter().map(|(event, _)| Arc::clone(event)).collect();
        let (told, ended) = crate::mail::feed(engine, &events).await;
        done += told;
        let reached = told.checked_sub(1).map(|last| Reached { position: some[last].1, ..batch.last() });
        if let Err(stop) = ended {
            let failed = events.get(told).map(|event| event.id);
            tracing::error!(event = ?failed, problem = %stop, "a letter failed");
            return Ok((done, reached));
        }
        if done < cared.len() {
            advance(engine, reached.into_iter().collect(), now).await?;
        }
    }
    Ok((done, Some(batch.last())))
}

async fn act_on(engine: &Engine, consumer: Consumer, event: &Event, now: Micros) -> Seen<()> {
    if let Some(feed) = consumer.feed() {
        let event = event.clone();
        return engine.act::<_, Never, _>(now, move |act| feed(act, &[&event])).await;
    }
    or_gone(match consumer {
        Consumer::Calls => call(engine, event, now).await,
        Consumer::Pictures => crate::picture::feed(engine, event, now).await,
        Consumer::Lists | Consumer::Listing | Consumer::Mail => Ok(()),
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
