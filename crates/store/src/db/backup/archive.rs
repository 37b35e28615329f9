//! The archive of a database: whole copies (`base/`), one a day, and every write-ahead log since (`wal/`), with the moment
//! of each commit. Follows the log on a thread of its own. What it can't prove to be complete it does not go on with: it
//! takes a new whole copy instead, and says so.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::Context;

use super::super::meter;
use super::base::{self, Base};
use super::files::{make_private, put};
use super::keeper::{Jotted, Slate, marker};
use super::segment::{self, Segment};
use super::wal::{FRAME_HEAD_BYTES, HEAD_BYTES, Head};

/// How often the log is looked at while nothing is noted: another process may write, too.
const PAUSE: Duration = Duration::from_secs(1);
/// What is archived is durable after so long at the latest.
const SYNC_EVERY: Duration = Duration::from_secs(1);
/// After a failure, such as a full disk.
const RETRY: Duration = Duration::from_secs(5);
const BASE_EVERY_MICROS: i64 = 86_400_000_000;
/// Frames read at once.
const FRAMES_A_READ: u64 = 256;

/// The time of day in microseconds.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> i64 + Send + Sync>);

/// Where an archive is kept, and how long.
#[derive(Debug, Clone)]
pub struct Archive {
    pub folder: PathBuf,
    /// Every moment of so many days can be had back.
    pub days: i64,
    pub clock: Clock,
}

impl Clock {
    pub fn new(now: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    pub(super) fn now(&self) -> i64 {
        (self.0)()
    }
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Clock")
    }
}

pub(super) fn segments_of(folder: &Path) -> PathBuf {
    folder.join("wal")
}

/// The thread that follows the log.
#[derive(Debug)]
pub(super) struct Archiver {
    database: PathBuf,
    archive: Archive,
    slate: Arc<Slate>,
    segment: Option<Segment>,
    /// The number of the segment that is begun next.
    next: u64,
    notes: VecDeque<(u64, i64)>,
    newest_base: Option<i64>,
    /// A whole copy is needed before what follows can be had back.
    needs_base: bool,
    basing: Option<JoinHandle<anyhow::Result<i64>>>,
    synced: Option<Instant>,
    is_in_trouble: bool,
}

/// The log is not the one that was followed, or not all of it is known.
#[derive(Debug, thiserror::Error)]
#[error("the log changed without being archived")]
struct Broken;

impl Archiver {
    /// Finds out whether the archive goes on. Reads what was committed before this process began.
    pub(super) fn open(database: &Path, archive: Archive, slate: Arc<Slate>) -> anyhow::Result<Self> {
        for folder in [&archive.folder, &segments_of(&archive.folder), &base::folder_of(&archive.folder)] {
            make_private(folder)?;
        }
        let own = std::fs::canonicalize(&archive.folder)?.display().to_string();
        let was_left = std::fs::read_to_string(marker(database)).is_ok_and(|named| named == own);
        let last = segment::numbers(&segments_of(&archive.folder))?.last().copied();
        let newest_base = base::all(&archive.folder)?.last().map(|base| base.at);
        let mut archiver = Self {
            database: database.to_owned(),
            archive,
            slate,
            segment: None,
            next: last.map_or(1, |last| last + 1),
            notes: VecDeque::new(),
            newest_base,
            needs_base: true,
            basing: None,
            synced: None,
            is_in_trouble: false,
        };
        if was_left && newest_base.is_some() {
            archiver.resume(last)?;
            archiver.needs_base = archiver.segment.is_none();
        }
        put(&marker(database), own.as_bytes())?;
        // What an earlier process committed last has lost its moments: it is dated by the log itself.
        let at = archiver.log_changed_at().min(archiver.archive.clock.now());
        archiver.follow(at)?;
        Ok(archiver)
    }

    /// Goes on with the last segment, if the log still holds what it ends with.
    fn resume(&mut self, last: Option<u64>) -> anyhow::Result<()> {
        let Some(number) = last else { return Ok(()) };
        let Some(segment) = Segment::reopen(&segments_of(&self.archive.folder), number)? else {
            return Ok(());
        };
        let goes_on = match self.log_head()? {
            None => false,
            Some((head, mut log)) if head == segment.head => {
                segment.moments.frames() == 0 || self.ends_alike(&segment, &mut log)?
            }
            Some((head, _)) => segment.moments.is_complete() && head.follows(&segment.head),
        };
        self.segment = goes_on.then_some(segment);
        Ok(())
    }

    fn ends_alike(&self, segment: &Segment, log: &mut File) -> anyhow::Result<bool> {
        let mut frame = [0; FRAME_HEAD_BYTES];
        log.seek(SeekFrom::Start(segment.head.offset(segment.moments.frames() - 1)))?;
        Ok(log.read_exact(&mut frame).is_ok() && segment.chain.is_behind(&frame))
    }

    pub(super) fn run(&mut self) {
        loop {
            let jotted = self.slate.wait(PAUSE);
            self.notes.extend(&jotted.notes);
            match self.round(&jotted) {
                Ok(()) if self.is_in_trouble => {
                    tracing::warn!("the archive takes again");
                    self.trouble(false);
                }
                Ok(()) => {}
                Err(error) => {
                    if !self.is_in_trouble {
                        tracing::error!("the archive takes nothing: {error:#}");
                    }
                    self.trouble(true);
                    // A part may have been written: the next round reads the segment as it is.
                    let number = self.segment.take().map(|segment| segment.number);
                    self.needs_base |= self.resume(number).is_err() || self.segment.is_none();
                    if !jotted.ends {
                        std::thread::sleep(RETRY);
                    }
                }
            }
            if jotted.ends {
                return self.end();
            }
        }
    }

    fn trouble(&mut self, is_in_trouble: bool) {
        self.is_in_trouble = is_in_trouble;
        meter::ARCHIVE_TROUBLE.put(u64::from(is_in_trouble));
    }

    fn round(&mut self, jotted: &Jotted) -> anyhow::Result<()> {
        if jotted.is_broken {
            self.start_over();
        }
        if let Err(error) = self.follow(self.archive.clock.now()) {
            if !error.is::<Broken>() {
                return Err(error);
            }
            tracing::error!("{error}: the archive begins anew with a whole copy");
            self.start_over();
        }
        self.make_durable(jotted.seal.is_some() || jotted.ends)?;
        if let (Some(wanted), Some(segment)) = (jotted.seal, &mut self.segment)
            && segment.moments.frames() == wanted
        {
            segment.seal()?;
            self.slate.sealed(wanted);
        }
        if jotted.ends { Ok(()) } else { self.take_base() }
    }

    fn start_over(&mut self) {
        self.segment = None;
        self.needs_base = true;
    }

    /// Archives what was committed since. What nobody noted is dated `at`.
    fn follow(&mut self, at: i64) -> anyhow::Result<()> {
        let Some((head, mut log)) = self.log_head()? else { return Ok(()) };
        let goes_on = self.segment.as_ref().is_some_and(|segment| segment.head == head);
        if !goes_on {
            if let Some(segment) = &self.segment
                && !(segment.moments.is_complete() && head.follows(&segment.head))
            {
                anyhow::bail!(Broken);
            }
            self.segment = Some(Segment::begin(&segments_of(&self.archive.folder), self.next, head)?);
            self.next += 1;
        }
        let segment = self.segment.as_mut().expect("it was begun just now, or goes on");
        let target = match self.notes.back() {
            Some((frames, _)) => *frames,
            None => committed(segment, &mut log)?,
        };
        copy_frames(segment, &mut log, target)?;
        for (frames, at) in self.notes.drain(..) {
            segment.note(frames, at)?;
        }
        segment.note(target, at)
    }

    fn make_durable(&mut self, is_urgent: bool) -> anyhow::Result<()> {
        let Some(segment) = &self.segment else { return Ok(()) };
        let is_due = self.synced.is_none_or(|at| at.elapsed() >= SYNC_EVERY);
        if is_urgent || is_due {
            segment.make_durable()?;
            self.synced = Some(meter::stopwatch());
            let now = self.archive.clock.now();
            meter::ARCHIVED_AT.put(u64::try_from(now).unwrap_or(0));
        }
        Ok(())
    }

    /// Takes a whole copy where one is needed or the newest is a day old, and drops what is older than is kept.
    fn take_base(&mut self) -> anyhow::Result<()> {
        if let Some(basing) = self.basing.take_if(|basing| basing.is_finished()) {
            let at = basing.join().map_err(|_| anyhow::anyhow!("taking a whole copy panicked"))?;
            self.newest_base = Some(at.context("taking a whole copy")?);
            self.needs_base = false;
        }
        let now = self.archive.clock.now();
        let is_old = self.newest_base.is_none_or(|at| now - at >= BASE_EVERY_MICROS);
        if self.basing.is_none() && (self.needs_base || is_old) {
            let (database, archive) = (self.database.clone(), self.archive.clone());
            let first = self.segment.as_ref().map_or(self.next, |segment| segment.number);
            let thread = std::thread::Builder::new().name("halles-base".into());
            self.basing = Some(thread.spawn(move || Base::take(&database, &archive, first))?);
        }
        Ok(())
    }

    fn end(&mut self) {
        if let Some(basing) = self.basing.take() {
            let _ = basing.join();
        }
    }

    fn log_path(&self) -> PathBuf {
        let mut name = self.database.as_os_str().to_owned();
        name.push("-wal");
        PathBuf::from(name)
    }

    /// The log and its head; absent while there is none.
    fn log_head(&self) -> anyhow::Result<Option<(Head, File)>> {
        let mut log = match File::open(self.log_path()) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            opened => opened.context("opening the log of the database")?,
        };
        let mut bytes = [0; HEAD_BYTES];
        let head = log.read_exact(&mut bytes).ok().and_then(|()| Head::read(bytes));
        Ok(head.map(|head| (head, log)))
    }

    fn log_changed_at(&self) -> i64 {
        let changed = std::fs::metadata(self.log_path()).and_then(|log| log.modified()).ok();
        let since = changed.and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
        since.map_or(0, |since| i64::try_from(since.as_micros()).unwrap_or(0))
    }
}

/// Frames up to the end of the last commit in the log.
fn committed(segment: &Segment, log: &mut File) -> anyhow::Result<u64> {
    let mut chain = segment.chain.clone();
    let mut at = segment.moments.frames();
    let mut found = at;
    log.seek(SeekFrom::Start(segment.head.offset(at)))?;
    let mut frame = vec![0; segment.head.frame_bytes()];
    while log.read_exact(&mut frame).is_ok() {
        let Some(is_end) = chain.take(&frame) else { break };
        at += 1;
        if is_end {
            found = at;
        }
    }
    Ok(found)
}

/// Copies the frames that are missing, each of which must be right.
fn copy_frames(segment: &mut Segment, log: &mut File, target: u64) -> anyhow::Result<()> {
    let frame_bytes = segment.head.frame_bytes();
    let mut at = segment.moments.frames();
    log.seek(SeekFrom::Start(segment.head.offset(at)))?;
    while at < target {
        let count = (target - at).min(FRAMES_A_READ);
        let mut frames = vec![0; frame_bytes * usize::try_from(count)?];
        log.read_exact(&mut frames).map_err(|_| Broken)?;
        for frame in frames.chunks_exact(frame_bytes) {
            segment.chain.take(frame).ok_or(Broken)?;
        }
        segment.append(&frames)?;
        at += count;
    }
    Ok(())
}
