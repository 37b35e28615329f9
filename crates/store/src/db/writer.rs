//! SQLite: the one thread that writes, and those of long reads. Whatever acts wait are committed together.

use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;

use super::act::{ATTEMPTS_MAX, Opening, Queues, thread};
use super::backup::Keeper;
use super::job::{Verdict, Work};
use super::log::Log;
use super::queue::Queue;
use super::trouble::{self, Plan, Trouble};
use super::{Problem, Stored, Tx, lite, meter, migrate};

/// Acts that share one commit.
pub(super) const ACTS_PER_COMMIT_MAX: usize = 128;
/// Threads for long reads.
pub(super) const READERS: usize = 2;

/// Brings the schema up to date and starts the threads that take acts and reads from their queues.
pub(super) fn open(
    path: &Path,
    Opening { archive, plan, is_disposable, .. }: Opening,
    queues: &Queues,
) -> anyhow::Result<Vec<JoinHandle<()>>> {
    let mut writer = lite::open_writer(path, is_disposable)?;
    let keeper = Keeper::open(path, &mut writer, archive)?;
    let log = if keeper.is_archived() { None } else { Some(Log::open(path, &mut writer, is_disposable)?) };
    lite::batch(&writer, "begin immediate")?;
    migrate::run(&mut Tx::Lite(&writer))?;
    lite::batch(&writer, "commit")?;
    let queue = Arc::clone(&queues.acts);
    let mut threads = vec![thread("halles-writer", move || write(&writer, &queue, (&keeper, log), &plan))?];
    for _ in 0..READERS {
        let (queue, reader) = (Arc::clone(&queues.long_reads), lite::open_reader(path)?);
        threads.push(thread("halles-reader", move || {
            while let Some(mut job) = queue.take(1).pop() {
                let _busy = meter::READERS_BUSY.hold();
                let seen = lite::at_one_moment(&reader, || {
                    job.run(&mut Tx::Lite(&reader));
                });
                job.answer(seen);
            }
        })?);
    }
    Ok(threads)
}

fn write(
    connection: &rusqlite::Connection,
    queue: &Queue<Work>,
    (keeper, mut log): (&Keeper, Option<Log>),
    plan: &Plan,
) {
    loop {
        let mut jobs = queue.take(ACTS_PER_COMMIT_MAX);
        if jobs.is_empty() {
            let _ = lite::batch(connection, "pragma optimize");
            return;
        }
        let _busy = meter::WRITERS_BUSY.hold();
        let committed = commit(connection, &mut jobs, plan).map_err(|problem| problem.to_string());
        keeper.note();
        for job in jobs {
            job.answer(committed.clone().map_err(Problem::fault));
        }
        keeper.turn(connection);
        if let Some(log) = &mut log {
            log.turn(connection);
        }
    }
}

/// All acts in one transaction. An act that fails has, nearly always, written nothing before; only where one has, all of
/// it goes back, and each runs again in a savepoint of its own, which costs a copy of every page that it changes.
pub(super) fn commit(connection: &rusqlite::Connection, jobs: &mut [Work], plan: &Plan) -> Stored<()> {
    lite::batch(connection, "begin immediate")?;
    let troubles: Vec<Option<Trouble>> = jobs.iter().map(|_| plan.next()).collect();
    let mut ran = run_all(connection, jobs, &troubles, run_bare);
    if matches!(ran, Ok(After::Dirty)) {
        back(connection);
        lite::batch(connection, "begin immediate")?;
        ran = run_all(connection, jobs, &troubles, run_guarded);
    }
    let begun = meter::stopwatch();
    let grief = troubles.into_iter().flatten().next();
    let ended = ran.and_then(|_| trouble::end(grief, |word| lite::batch(connection, word)));
    meter::COMMITTED.note_since(begun);
    meter::TOGETHER.note(jobs.iter().map(|job| job.count() as u64).sum());
    if ended.is_err() {
        back(connection);
    }
    ended
}

/// What an act leaves behind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    /// What it wants to keep, or nothing.
    Clean,
    /// It failed after it had written.
    Dirty,
}

fn run_all(
    connection: &rusqlite::Connection,
    jobs: &mut [Work],
    troubles: &[Option<Trouble>],
    run: fn(&rusqlite::Connection, &mut Work) -> Stored<After>,
) -> Stored<After> {
    for (job, trouble) in jobs.iter_mut().zip(troubles) {
        if trouble::within(*trouble, || run(connection, job))? == After::Dirty {
            return Ok(After::Dirty);
        }
    }
    Ok(After::Clean)
}

fn run_bare(connection: &rusqlite::Connection, job: &mut Work) -> Stored<After> {
    let before = connection.total_changes();
    for _ in 0..ATTEMPTS_MAX {
        let verdict = job.run(&mut Tx::Lite(connection));
        match verdict {
            Verdict::Commit => return Ok(After::Clean),
            _ if connection.total_changes() != before || connection.is_autocommit() => {
                return Ok(After::Dirty);
            }
            Verdict::Rollback => return Ok(After::Clean),
            Verdict::Again => {}
        }
    }
    Ok(After::Clean)
}

fn run_guarded(connection: &rusqlite::Connection, job: &mut Work) -> Stored<After> {
    for _ in 0..ATTEMPTS_MAX {
        lite::batch(connection, "savepoint act")?;
        match job.run(&mut Tx::Lite(connection)) {
            Verdict::Commit => {
                lite::batch(connection, "release act")?;
                break;
            }
            Verdict::Rollback => {
                lite::batch(connection, "rollback to act; release act")?;
                break;
            }
            Verdict::Again => lite::batch(connection, "rollback to act; release act")?,
        }
    }
    Ok(After::Clean)
}

/// SQLite itself gives up a transaction that finds the disk full: then there is nothing to take back.
fn back(connection: &rusqlite::Connection) {
    if !connection.is_autocommit() {
        let _ = lite::batch(connection, "rollback");
    }
}
