//! PostgreSQL: the threads that run acts and reads, each with a connection of its own. An act conflicted is decided again;
//! a connection that broke is opened anew.

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio_postgres::Config;

use super::act::{ATTEMPTS_MAX, Queues, thread};
use super::job::{Verdict, Work, panic_text};
use super::meter;
use super::queue::Queue;
use super::trouble::{self, Plan, Trouble};
use super::{Problem, Stored, Tx, migrate, pg};

/// Connections of one process.
pub(super) const WRITERS: usize = 6;
pub(super) const POINT_READERS: usize = 6;
pub(super) const LONG_READERS: usize = 2;
/// A connection that was used within this time is taken to be whole.
const TRUSTED: Duration = Duration::from_millis(100);

/// Brings the schema up to date and starts the threads that take acts and reads from their queues.
pub(super) fn open(url: &str, queues: &Queues, plan: &Plan) -> anyhow::Result<Vec<JoinHandle<()>>> {
    let config: Config = url.parse()?;
    // The driver blocks on a runtime of its own, which a thread that serves must not do.
    let first = config.clone();
    let migrates = move || {
        pg::Connection::open(&first, pg::WEIGHED).and_then(|mut connection| migrate::run_pg(&mut connection))
    };
    let migrated = std::thread::Builder::new().name("halles-migrate".into()).spawn(migrates)?.join();
    let migrated = migrated.map_err(|panic| anyhow::anyhow!("{}", panic_text(&*panic))).flatten();
    migrated.map_err(|error| anyhow::anyhow!("can't open the database: {error:#}"))?;
    let mut threads = Vec::new();
    let pools = [
        (&queues.acts, WRITERS, (pg::BY_KEYS, &meter::WRITERS_BUSY)),
        (&queues.points, POINT_READERS, (pg::BY_KEYS, &meter::READERS_BUSY)),
        (&queues.long_reads, LONG_READERS, (pg::WEIGHED, &meter::READERS_BUSY)),
    ];
    for (queue, count, kind) in pools {
        for _ in 0..count {
            let (queue, config, plan) = (Arc::clone(queue), config.clone(), plan.clone());
            threads.push(thread("halles-pg", move || worker((&config, &plan), &queue, kind))?);
        }
    }
    Ok(threads)
}

fn worker(
    (config, plan): (&Config, &Plan),
    queue: &Queue<Work>,
    (planning, busy): (&'static str, &'static meter::Gauge),
) {
    let mut slot = None;
    let mut used = meter::stopwatch();
    while let Some(mut job) = queue.take(1).pop() {
        let _busy = busy.hold();
        // Reads never come to grief: only what is told matters.
        let done = if job.repeats() {
            let trouble = plan.next();
            trouble::within(trouble, || run((config, planning), &mut slot, &mut job, trouble))
        } else {
            read((config, planning), &mut slot, used.elapsed(), &mut job)
        };
        used = meter::stopwatch();
        job.answer(done);
    }
}

/// Runs a read, which needs no transaction: each of its statements sees what is committed. It can't run twice, so that a
/// connection which may have been cut while nobody used it is tried first.
fn read(
    (config, planning): (&Config, &str),
    slot: &mut Option<pg::Connection>,
    unused: Duration,
    job: &mut Work,
) -> Stored<()> {
    if unused > TRUSTED && slot.as_mut().is_some_and(|connection| connection.batch("").is_err()) {
        *slot = None;
    }
    let connection = opened((config, planning), slot)?;
    job.run(&mut Tx::Pg(connection));
    Ok(())
}

fn opened<'s>(
    (config, planning): (&Config, &str),
    slot: &'s mut Option<pg::Connection>,
) -> Stored<&'s mut pg::Connection> {
    if slot.as_ref().is_none_or(pg::Connection::is_closed) {
        *slot = Some(pg::Connection::open(config, planning).map_err(Problem::Fault)?);
    }
    Ok(slot.as_mut().expect("the connection was opened just now"))
}

/// Runs an act until it has an end. At first its writes may wait for what it asks next; where that comes to nothing, it
/// decides again and is told of each at once.
fn run(
    (config, planning): (&Config, &str),
    slot: &mut Option<pg::Connection>,
    job: &mut Work,
    trouble: Option<Trouble>,
) -> Stored<()> {
    let mut is_patient = true;
    let mut ended = Ok(());
    for _ in 1..=ATTEMPTS_MAX {
        let connection = opened((config, planning), slot)?;
        connection.begin(is_patient);
        let failures = connection.failures();
        let verdict = job.run(&mut Tx::Pg(connection));
        if verdict == Verdict::Commit && connection.failures() != failures && !connection.is_broken() {
            connection.rollback();
            return Err(Problem::fault("an act went on after one of its statements had failed"));
        }
        ended = Ok(());
        if verdict == Verdict::Commit && !connection.is_broken() {
            let begun = meter::stopwatch();
            ended = trouble::end(trouble, |end| connection.end(end));
            meter::COMMITTED.note_since(begun);
            if ended.is_ok() {
                meter::TOGETHER.note(job.count() as u64);
                return ended;
            }
        }
        let is_broken = connection.is_broken();
        if is_broken {
            // Whatever it answers, nothing of it is kept.
            ended = Err(Problem::Conflict);
        }
        // Cut before its commit, an act has changed nothing: it is decided again on another connection.
        let is_cut = connection.is_closed() && !connection.is_ending();
        connection.rollback();
        is_patient &= !is_broken;
        let goes_on = match verdict {
            _ if is_broken || is_cut => true,
            Verdict::Commit => matches!(ended, Err(Problem::Conflict)),
            Verdict::Again => true,
            Verdict::Rollback => false,
        };
        if !goes_on {
            return ended;
        }
    }
    ended
}
