//! What the writer's thread does for an archive: it notes each commit, and it alone lets SQLite start the log over, once
//! all of it is archived. Without an archive it does nothing. Never waits for an archive longer than a moment.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::Context;
use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::super::lite;
use super::super::log::{TURN_AGAIN_FRAMES, TURN_FRAMES};
use super::archive::{Archive, Archiver};

/// An archive that takes nothing more must not fill the disk: at 4 GB the log is started over without it.
const GIVEN_UP_FRAMES: u64 = 1_000_000;
/// So long acts wait for the archive when the log is to be started over.
const SEAL_WAIT: Duration = Duration::from_millis(250);
/// So long where frames of another process would be lost otherwise.
const SEAL_WAIT_LONG: Duration = Duration::from_secs(5);
/// Commits noted and not archived; beyond, several share a moment.
const NOTES_MAX: usize = 65_536;

/// The writer's side of an archive.
#[derive(Debug)]
pub(in super::super) struct Keeper {
    live: Option<Live>,
    is_archived: bool,
}

#[derive(Debug)]
struct Live {
    slate: Arc<Slate>,
    /// Frames in the log after the newest commit, as SQLite tells; 0 once noted.
    told: Arc<AtomicU64>,
    /// The newest number noted, and the one at which the log is to be started over.
    frames: AtomicU64,
    turn_at: AtomicU64,
    clock: super::archive::Clock,
    thread: Option<JoinHandle<()>>,
}

/// What writer and archiver tell each other.
#[derive(Debug, Default)]
pub(super) struct Slate {
    state: Mutex<Jotted>,
    told: Condvar,
}

#[derive(Debug, Default)]
pub(super) struct Jotted {
    /// Frames in the log, and when so many were committed.
    pub(super) notes: Vec<(u64, i64)>,
    /// The writer waits until so many are sealed.
    pub(super) seal: Option<u64>,
    sealed: Option<u64>,
    /// The log was started over before all of it was archived.
    pub(super) is_broken: bool,
    pub(super) ends: bool,
}

/// Stands beside a database while it is archived: whoever opens it then leaves its log alone.
pub(super) fn marker(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push("-archived");
    PathBuf::from(name)
}

/// From now on the database is used without its archive, which will begin anew.
pub fn leave(database: &Path) -> anyhow::Result<()> {
    match std::fs::remove_file(marker(database)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).context("taking the archive's mark from the database")
        }
        _ => Ok(()),
    }
}

impl Keeper {
    /// Call it before the first write.
    pub(in super::super) fn open(
        path: &Path,
        writer: &mut Connection,
        archive: Option<Archive>,
    ) -> anyhow::Result<Self> {
        let is_archived = archive.is_some() || marker(path).exists();
        if is_archived {
            writer.execute_batch("pragma wal_autocheckpoint = 0")?;
            writer.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        }
        let Some(archive) = archive else { return Ok(Self { live: None, is_archived }) };
        let told = Arc::new(AtomicU64::new(0));
        let heard = Arc::clone(&told);
        writer.wal_hook(Some(move |_: &mut rusqlite::hooks::Wal, frames: i32| {
            heard.store(u64::try_from(frames).unwrap_or(0), Ordering::Relaxed);
            Ok(())
        }))?;
        let slate = Arc::new(Slate::default());
        let clock = archive.clock.clone();
        let mut archiver = Archiver::open(path, archive, Arc::clone(&slate))?;
        let thread =
            std::thread::Builder::new().name("halles-archive".into()).spawn(move || archiver.run())?;
        let live = Live {
            slate,
            told,
            frames: AtomicU64::new(0),
            turn_at: AtomicU64::new(TURN_FRAMES),
            clock,
            thread: Some(thread),
        };
        Ok(Self { live: Some(live), is_archived })
    }

    /// Whether an archive of this process or of another one keeps the log, which is then not to be started over without it.
    pub(in super::super) fn is_archived(&self) -> bool {
        self.is_archived
    }

    /// After a commit, before anybody is told of it: what a client knows has a moment that is not later.
    pub(in super::super) fn note(&self) {
        let Some(live) = &self.live else { return };
        let frames = live.told.swap(0, Ordering::Relaxed);
        if frames == 0 {
            return;
        }
        if frames < live.frames.swap(frames, Ordering::Relaxed) {
            live.turn_at.store(TURN_FRAMES, Ordering::Relaxed);
        }
        live.slate.note(frames, live.clock.now());
    }

    /// Between commits: copies the log into the database, so that the next commit starts it over, if all of it is
    /// archived.
    pub(in super::super) fn turn(&self, writer: &Connection) {
        let Some(live) = &self.live else { return };
        let frames = live.frames.load(Ordering::Relaxed);
        if frames < live.turn_at.load(Ordering::Relaxed) {
            return;
        }
        live.turn_at.store(frames + TURN_AGAIN_FRAMES, Ordering::Relaxed);
        let is_sealed = live.slate.seals(frames, SEAL_WAIT);
        if !is_sealed && frames < GIVEN_UP_FRAMES {
            return;
        }
        match lite::checkpoint(writer) {
            Ok((log, done)) if log == done => {
                // Another process wrote meanwhile: its frames, too, must be archived before they can be overwritten.
                if !is_sealed || (log > frames && !live.slate.seals(log, SEAL_WAIT_LONG)) {
                    live.slate.breaks();
                }
            }
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "the log of the database could not be copied into it"),
        }
    }
}

impl Drop for Live {
    /// The archive has everything when the database is closed.
    fn drop(&mut self) {
        self.slate.lock().ends = true;
        self.slate.told.notify_all();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Slate {
    fn lock(&self) -> MutexGuard<'_, Jotted> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, frames: u64, at: i64) {
        let mut state = self.lock();
        if state.notes.len() >= NOTES_MAX {
            state.notes.pop();
        }
        state.notes.push((frames, at));
        drop(state);
        self.told.notify_all();
    }

    /// Waits until the log is sealed at so many frames; false where that takes too long.
    fn seals(&self, frames: u64, most: Duration) -> bool {
        let mut state = self.lock();
        (state.seal, state.sealed) = (Some(frames), None);
        self.told.notify_all();
        let waits = |state: &mut Jotted| state.sealed != Some(frames);
        let (mut state, _) =
            self.told.wait_timeout_while(state, most, waits).unwrap_or_else(PoisonError::into_inner);
        state.seal = None;
        state.sealed == Some(frames)
    }

    fn breaks(&self) {
        self.lock().is_broken = true;
        self.told.notify_all();
    }

    /// The archiver's next round: what was noted since the last one, or nothing after a while.
    pub(super) fn wait(&self, most: Duration) -> Jotted {
        let idle = |state: &mut Jotted| {
            state.notes.is_empty() && state.seal.is_none() && !state.is_broken && !state.ends
        };
        let (mut state, _) =
            self.told.wait_timeout_while(self.lock(), most, idle).unwrap_or_else(PoisonError::into_inner);
        Jotted {
            notes: std::mem::take(&mut state.notes),
            seal: state.seal,
            sealed: None,
            is_broken: std::mem::take(&mut state.is_broken),
            ends: state.ends,
        }
    }

    pub(super) fn sealed(&self, frames: u64) {
        let mut state = self.lock();
        if state.seal == Some(frames) {
            (state.seal, state.sealed) = (None, Some(frames));
        }
        drop(state);
        self.told.notify_all();
    }
}
