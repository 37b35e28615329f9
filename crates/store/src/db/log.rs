//! SQLite's write-ahead log where no archive keeps it: a thread of its own copies it into the database while the writer
//! goes on, and the writer copies the little that came meanwhile, between two commits, so that the next one starts the
//! log over. Nothing is lost whoever falls when: what is copied stays in the log until then.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use rusqlite::Connection;

use super::act::thread;
use super::lite;

/// A log of so many frames is started over: 40 MB with SQLite's usual pages.
pub(super) const TURN_FRAMES: u64 = 10_000;
/// Where that could not be, it is tried again after so many more.
pub(super) const TURN_AGAIN_FRAMES: u64 = 1_000;
/// So few frames are left to the writer, which nobody notices.
const LEFT_MAX: u64 = 500;
/// So often the thread goes after what came while it copied. A writer that outruns it copies the rest itself: acts
/// wait for the disk then, and the log does not grow without bounds.
const PASSES_MAX: usize = 8;

/// The writer's side of the log.
#[derive(Debug)]
pub(super) struct Log {
    shared: Arc<Shared>,
    /// Frames at the last look, and so many at which the log is to be copied.
    seen: u64,
    turn_at: u64,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    /// Frames in the log after the newest commit, as SQLite tells.
    frames: AtomicU64,
    phase: Mutex<Phase>,
    told: Condvar,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Phase {
    #[default]
    Idle,
    /// The thread copies.
    Copying,
    /// What is left is the writer's.
    Nearly,
    Ends,
}

impl Log {
    /// Call it before the first write.
    pub(super) fn open(path: &Path, writer: &mut Connection, is_disposable: bool) -> anyhow::Result<Self> {
        let shared = Arc::new(Shared::default());
        let heard = Arc::clone(&shared);
        // In the place of SQLite's own hook, which would copy within a commit.
        writer.wal_hook(Some(move |_: &mut rusqlite::hooks::Wal, frames: i32| {
            heard.frames.store(u64::try_from(frames).unwrap_or(0), Ordering::Relaxed);
            Ok(())
        }))?;
        let (copier, copies) = (lite::open_writer(path, is_disposable)?, Arc::clone(&shared));
        let thread = Some(thread("halles-log", move || copies.run(&copier))?);
        Ok(Self { shared, seen: 0, turn_at: TURN_FRAMES, thread })
    }

    /// Between commits.
    pub(super) fn turn(&mut self, writer: &Connection) {
        let frames = self.shared.frames.load(Ordering::Relaxed);
        if frames < self.seen {
            self.turn_at = TURN_FRAMES;
        }
        self.seen = frames;
        if frames < self.turn_at {
            return;
        }
        let mut phase = self.shared.lock();
        match *phase {
            Phase::Idle => {
                *phase = Phase::Copying;
                drop(phase);
                self.shared.told.notify_all();
            }
            Phase::Nearly => {
                *phase = Phase::Idle;
                drop(phase);
                self.turn_at = frames + TURN_AGAIN_FRAMES;
                copy(writer);
            }
            Phase::Copying | Phase::Ends => {}
        }
    }
}

/// Frames that the log and the database have both; none where that could not be told.
fn copy(connection: &Connection) -> u64 {
    match lite::checkpoint(connection) {
        Ok((_, done)) => done,
        Err(error) => {
            tracing::error!(%error, "the log of the database could not be copied into it");
            0
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Phase> {
        self.phase.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The thread's life.
    fn run(&self, copier: &Connection) {
        loop {
            let waits = |phase: &mut Phase| !matches!(phase, Phase::Copying | Phase::Ends);
            let phase = self.told.wait_while(self.lock(), waits).unwrap_or_else(PoisonError::into_inner);
            if *phase == Phase::Ends {
                return;
            }
            drop(phase);
            self.pass(copier);
            let mut phase = self.lock();
            if *phase == Phase::Copying {
                *phase = Phase::Nearly;
            }
        }
    }

    fn pass(&self, copier: &Connection) {
        let mut before = 0;
        for _ in 0..PASSES_MAX {
            let done = copy(copier);
            // Somebody who still reads what was before keeps the rest from being copied.
            if done <= before || self.frames.load(Ordering::Relaxed).saturating_sub(done) <= LEFT_MAX {
                return;
            }
            before = done;
        }
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        *self.shared.lock() = Phase::Ends;
        self.shared.told.notify_all();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
