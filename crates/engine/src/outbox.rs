//! Who reads the outbox: read-models, mails, calls to the outside, pictures. At least once, effects idempotent by key.

mod at_hand;
mod effects;
mod journey;
mod lanes;

pub use journey::{Journey, run_through};

use std::sync::Arc;

use domain::event::{Event, EventKind};
use domain::{DAY, Micros};

use self::at_hand::Numbered;
use self::effects::one_by_one;
pub(crate) use self::lanes::Lanes;
use self::lanes::{lanes, take_and_number};
use crate::{Act, Engine, Never, Seen, Stop};

const BATCH: i64 = 200;
/// Events are kept so long after all have read them, and so long the same command gives the same answer.
const KEPT_DAYS: i64 = 30;
/// Events in one act of the quick consumers: others wait for the writer meanwhile.
const TOGETHER_MAX: usize = 200;
/// Rounds after which work at one moment is not taken to end.
const ROUNDS_MAX: usize = 10_000;

/// A reader of the outbox, with a position of its own in each lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consumer {
    Lists,
    Listing,
    Calls,
    Pictures,
    Mail,
}

pub(crate) const ALL: &[Consumer] =
    &[Consumer::Lists, Consumer::Listing, Consumer::Calls, Consumer::Pictures, Consumer::Mail];
/// These only write to the database, so that a round takes milliseconds.
const QUICK: &[Consumer] = &[Consumer::Lists, Consumer::Listing];
/// These wait for the outside, each for itself: a mail server that is silent must not keep a refund waiting.
pub const SLOW: &[Consumer] = &[Consumer::Calls, Consumer::Pictures, Consumer::Mail];

/// What a round of a process that serves came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Round {
    /// Something was done; more may have come meanwhile.
    Busy,
    /// Nothing was to be done, but timers were not looked for.
    Soon,
    Idle,
}

/// One round over all lanes: takes leases, numbers events, lets every consumer read, fires timers.
/// Answers how much was done; 0 means idle.
pub async fn run_once(engine: &Engine, now: Micros) -> Seen<usize> {
    let (held, mut done) = take_and_number(engine, now).await?;
    done += read(engine, &held, ALL, now).await?;
    Ok(done + rest(engine, &held, now).await?)
}

/// As `run_once`, for a process that serves: without the consumers that wait for the outside, which run beside it, and
/// with timers only now and then.
pub async fn run_quick(engine: &Engine, now: Micros) -> Seen<Round> {
    let fires = lanes(engine).turns(now);
    let (held, mut done) = take_and_number(engine, now).await?;
    done += read(engine, &held, QUICK, now).await?;
    if fires {
        done += rest(engine, &held, now).await?;
        if lanes(engine).closes(now) {
            crate::closing::close_lately(engine, &held, now).await?;
        }
    }
    Ok(match (done, fires) {
        (0, true) => Round::Idle,
        (0, false) => Round::Soon,
        _ => Round::Busy,
    })
}

/// Lets one of the slow consumers read what `run_quick` has numbered.
pub async fn run_slow(engine: &Engine, consumer: Consumer, now: Micros) -> Seen<usize> {
    let held = lanes(engine).held.clone();
    read(engine, &held, &[consumer], now).await
}

/// Forgets the lanes: they were given back.
pub(crate) fn let_go(engine: &Engine) {
    *lanes(engine) = Lanes::default();
}

/// What a round does besides events: fires timers, numbers invoices, drops what is old.
async fn rest(engine: &Engine, held: &[i64], now: Micros) -> Seen<usize> {
    let mut done = crate::timer::fire_due(engine, held, now).await?;
    done += crate::invoice::number_all(engine, now).await?;
    let forgets = lanes(engine).forgets(now);
    if forgets {
        forget(engine, held, now).await?;
    }
    Ok(done)
}

/// Rounds until nothing is left to do at `now`: for `jobs run`, the demo and tests.
pub async fn run_until_idle(engine: &Engine, now: Micros) -> Seen<usize> {
    let mut done = 0;
    for _ in 0..ROUNDS_MAX {
        match run_once(engine, now).await? {
            0 => break,
            some => done += some,
        }
    }
    Ok(done)
}

/// How far consumers are, by lane: position read, position of the newest event.
async fn positions(engine: &Engine, lanes: &[i64]) -> Seen<Vec<(Consumer, i64, i64, i64)>> {
    let (heads, read) =
        engine.read(|tx| Ok((store::event::heads(tx)?, store::event::positions(tx)?))).await?;
    let mut found = Vec::new();
    for (lane, head) in heads.into_iter().filter(|(lane, _)| lanes.contains(lane)) {
        for consumer in ALL {
            let own = read.iter().find(|(name, of, _)| name == consumer.name() && *of == lane);
            found.push((*consumer, lane, own.map_or(0, |(.., position)| *position), head));
        }
    }
    Ok(found)
}

/// Events of a lane that a consumer has not read yet.
#[derive(Clone)]
struct Batch {
    consumer: Consumer,
    lane: i64,
    events: Arc<Numbered>,
}

impl Batch {
    fn last(&self) -> Reached {
        let last = self.events.last().map_or(0, |(_, position)| *position);
        Reached { consumer: self.consumer, lane: self.lane, position: last }
    }
}

/// How far a consumer has come in a lane.
#[derive(Debug, Clone, Copy)]
struct Reached {
    consumer: Consumer,
    lane: i64,
    position: i64,
}

async fn read(engine: &Engine, lanes: &[i64], consumers: &[Consumer], now: Micros) -> Seen<usize> {
    let batches = load(engine, lanes, consumers).await?;
    let mut done = 0;
    let (quick, slow): (Vec<Batch>, Vec<Batch>) = batches.into_iter().partition(|batch| {
        batch.consumer.feed().is_some()
            || !batch.events.iter().any(|(event, _)| batch.consumer.cares(event.kind))
    });
    let mut together: Vec<Batch> = Vec::new();
    for batch in quick {
        together.push(batch);
        if together.iter().map(|batch| batch.events.len()).sum::<usize>() >= TOGETHER_MAX {
            done += read_together(engine, std::mem::take(&mut together), now).await?;
        }
    }
    done += read_together(engine, together, now).await?;
    Ok(done + one_by_one(engine, &slow, now).await?)
}

/// Loads what each consumer is behind by; consumers that are equally far share what was loaded.
async fn load(engine: &Engine, lanes: &[i64], consumers: &[Consumer]) -> Seen<Vec<Batch>> {
    let mut batches: Vec<Batch> = Vec::new();
    let mut loaded: Option<(i64, i64, Arc<Numbered>)> = None;
    for (consumer, lane, start, head) in positions(engine, lanes).await? {
        if !consumers.contains(&consumer) || start >= head {
            continue;
        }
        let known = loaded.as_ref().filter(|(of, from, _)| (*of, *from) == (lane, start));
        let events = match known {
            Some((.., events)) => Arc::clone(events),
            None => Arc::new(after(engine, lane, start).await?),
        };
        engine.changes().note(lane, start, &events);
        loaded = Some((lane, start, Arc::clone(&events)));
        if !events.is_empty() {
            batches.push(Batch { consumer, lane, events });
        }
    }
    Ok(batches)
}

/// Events of a lane after a position: those that are at hand, else those in the database.
async fn after(engine: &Engine, lane: i64, position: i64) -> Seen<Numbered> {
    if let Some(found) = lanes(engine).at_hand.after(lane, position, BATCH as usize) {
        return Ok(found);
    }
    let found = engine.read(move |tx| Ok(store::event::after(tx, lane, position, BATCH)?)).await?;
    Ok(found.into_iter().map(|(event, position)| (Arc::new(event), position)).collect())
}

/// Reads batches and moves their positions in one act. Where it fails they are read one by one, so that a bad event
/// harms only those behind it.
async fn read_together(engine: &Engine, batches: Vec<Batch>, now: Micros) -> Seen<usize> {
    if batches.is_empty() {
        return Ok(0);
    }
    let work: Vec<(Reached, Arc<Numbered>)> =
        batches.iter().map(|batch| (batch.last(), Arc::clone(&batch.events))).collect();
    let done = engine.act::<_, Never, _>(now, move |act| feed_all(act, &work)).await;
    match done {
        Ok(()) => Ok(batches.iter().map(|batch| batch.events.len()).sum()),
        Err(_) => one_by_one(engine, &batches, now).await,
    }
}

/// All events of a consumer go to it at once, whatever lanes they come from.
fn feed_all(act: &mut Act<'_, '_>, work: &[(Reached, Arc<Numbered>)]) -> Seen<()> {
    for consumer in ALL {
        let Some(feed) = consumer.feed() else { continue };
        let own = work.iter().filter(|(reached, _)| reached.consumer == *consumer);
        let events: Vec<&Event> =
            own.flat_map(|(_, events)| events.iter().map(|(event, _)| event.as_ref())).collect();
        feed(act, &events)?;
    }
    for (reached, _) in work {
        store::event::advance(act.tx, reached.consumer.name(), reached.lane, reached.position)?;
    }
    Ok(())
}

async fn advance(engine: &Engine, all: Vec<Reached>, now: Micros) -> Seen<()> {
    if all.is_empty() {
        return Ok(());
    }
    engine
        .act::<_, Never, _>(now, move |act| {
            for reached in &all {
                store::event::advance(act.tx, reached.consumer.name(), reached.lane, reached.position)?;
            }
            Ok(())
        })
        .await
}

async fn forget(engine: &Engine, lanes: &[i64], now: Micros) -> Seen<()> {
    let positions = positions(engine, lanes).await?;
    for lane in lanes.iter().copied() {
        let all = positions.iter().filter(|(_, of, ..)| *of == lane);
        let Some(slowest) = all.map(|(_, _, position, _)| *position).min() else { continue };
        engine
            .act::<_, Never, _>(now, move |act| {
                let before = act.now - KEPT_DAYS * DAY;
                store::command::forget(act.tx, lane, before)?;
                store::event::forget(act.tx, lane, slowest, before).map(|_| ()).map_err(Stop::from)
            })
            .await?;
    }
    Ok(())
}

type Feed = fn(&mut Act<'_, '_>, &[&Event]) -> Seen<()>;

impl Consumer {
    /// Under which its positions are kept.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Lists => "lists",
            Self::Listing => "listing",
            Self::Calls => "calls",
            Self::Pictures => "pictures",
            Self::Mail => "mail",
        }
    }

    /// How the consumers work that only write to the database: many events share an act, and what is gone meanwhile is
    /// passed over.
    fn feed(self) -> Option<Feed> {
        match self {
            Self::Lists => Some(crate::order_lists::feed),
            Self::Listing => Some(crate::listing_feed::feed),
            Self::Calls | Self::Pictures | Self::Mail => None,
        }
    }

    /// Whether events of that kind mean work.
    fn cares(self, kind: EventKind) -> bool {
        match self {
            Self::Lists | Self::Listing => true,
            Self::Calls => matches!(
                kind,
                EventKind::RefundOpened
                    | EventKind::PayoutApproved
                    | EventKind::CheckOpened
                    | EventKind::PaperDropped
            ),
            Self::Pictures => matches!(kind, EventKind::PictureNamed | EventKind::PictureSent),
            Self::Mail => crate::mail::is_told(kind),
        }
    }
}

/// What an event is about may be gone: then nothing is left to tell.
fn or_gone(done: Seen<()>) -> Seen<()> {
    match done {
        Err(Stop::Absent) => Ok(()),
        other => other,
    }
}
