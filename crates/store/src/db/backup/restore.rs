//! Makes a database as it was at a moment, out of an archive: a whole copy, then SQLite's own recovery of each log since.
//! Reads the archive only; says so where it has a gap.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::Context;
use rusqlite::Connection;

use super::archive::segments_of;
use super::base;
use super::segment::{self, Moments, log_path};
use super::wal::{HEAD_BYTES, Head};

/// A database that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    pub database: PathBuf,
    /// When the whole copy was taken, and when the newest commit happened that is in the database.
    pub from: i64,
    pub last_commit: i64,
    pub segments: usize,
}

/// Makes the database as it was at `at`, in a folder without one. Absent means the newest moment.
pub fn restore(archive: &Path, at: Option<i64>, folder: &Path) -> anyhow::Result<Restored> {
    let wanted = at.unwrap_or(i64::MAX);
    let bases = base::all(archive)?;
    let Some(base) = bases.iter().rfind(|base| base.at <= wanted) else {
        let oldest = bases.first().map(|base| base.at);
        anyhow::bail!(TooEarly { oldest });
    };
    let database = base.put_into(folder)?;
    let mut restored = Restored { database, from: base.at, last_commit: base.at, segments: 0 };
    let segments = segments_of(archive);
    let numbers = segment::numbers(&segments)?;
    let mut before: Option<(Head, Moments)> = None;
    for number in numbers.into_iter().filter(|number| *number >= base.first) {
        let (head, moments) = (head_of(&segments, number)?, Moments::read(&segments, number)?);
        if let Some((known, noted)) = &before
            && !(noted.is_complete() && head.follows(known))
        {
            // What was committed between is not here: only moments before can be had.
            let (after, until) = (noted.last_at(), bases.iter().find(|base| base.first >= number));
            let is_before = after.is_some_and(|after| wanted <= after);
            anyhow::ensure!(is_before, Gap { after, until: until.map(|base| base.at) });
            break;
        }
        if moments.lines.first().is_none_or(|(_, first)| *first > wanted) {
            break;
        }
        let frames = moments.frames_by(wanted);
        apply(&restored.database, &log_path(&segments, number), &head, frames)?;
        restored.segments += 1;
        let last = moments.lines.iter().rfind(|(_, at)| *at <= wanted);
        restored.last_commit = restored.last_commit.max(last.map_or(0, |(_, at)| *at));
        before = Some((head, moments));
    }
    Ok(restored)
}

/// The archive begins later.
#[derive(Debug, thiserror::Error)]
#[error("the archive does not reach back so far")]
pub struct TooEarly {
    pub oldest: Option<i64>,
}

/// Commits are missing in the archive.
#[derive(Debug, thiserror::Error)]
#[error("the archive has a gap before that moment")]
pub struct Gap {
    pub after: Option<i64>,
    pub until: Option<i64>,
}

fn head_of(segments: &Path, number: u64) -> anyhow::Result<Head> {
    let path = log_path(segments, number);
    let mut bytes = [0; HEAD_BYTES];
    let read = File::open(&path).and_then(|mut log| log.read_exact(&mut bytes));
    read.with_context(|| format!("reading {}", path.display()))?;
    Head::read(bytes).with_context(|| format!("{} is damaged", path.display()))
}

/// Lays the log beside the database, as if its process had died there, and lets SQLite recover it.
fn apply(database: &Path, log: &Path, head: &Head, frames: u64) -> anyhow::Result<()> {
    if frames == 0 {
        return Ok(());
    }
    let mut beside = database.as_os_str().to_owned();
    beside.push("-wal");
    let length = head.offset(frames);
    let mut from = File::open(log)?.take(length);
    let mut to = File::create(&beside)?;
    let copied = std::io::copy(&mut from, &mut to).with_context(|| format!("copying {}", log.display()))?;
    to.sync_all()?;
    let connection = Connection::open(database)?;
    let (in_log, done): (i64, i64) =
        connection.query_row("pragma wal_checkpoint(full)", [], |row| Ok((row.get(1)?, row.get(2)?)))?;
    let frames = i64::try_from(frames)?;
    let is_whole = copied == length && (in_log, done) == (frames, frames);
    anyhow::ensure!(is_whole, "{} is damaged: {done} of {frames} frames are right", log.display());
    connection.close().map_err(|(_, error)| error).context("closing the database")
}
