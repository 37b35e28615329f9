//! The part of an archive that copies one write-ahead log: `00000007.wal`, byte for byte, and `00000007.moments`, which
//! says how many frames were committed when. A log that was archived to its end is sealed before it may be started over.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::wal::{Chain, HEAD_BYTES, Head};

/// A segment that grows.
#[derive(Debug)]
pub(super) struct Segment {
    pub(super) number: u64,
    pub(super) head: Head,
    /// Behind the last archived frame.
    pub(super) chain: Chain,
    pub(super) moments: Moments,
    log: File,
    notes: File,
}

/// What a segment holds, and since when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Moments {
    /// Frames and the moment at which so many were committed; both only grow.
    pub(super) lines: Vec<(u64, i64)>,
    /// The log was complete at so many frames.
    pub(super) sealed: Option<u64>,
}

pub(super) fn log_path(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("{number:08}.wal"))
}

fn notes_path(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("{number:08}.moments"))
}

/// The numbers of all segments in a folder, in their order.
pub(super) fn numbers(folder: &Path) -> anyhow::Result<Vec<u64>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    let number = |name: &str| name.strip_suffix(".wal")?.parse().ok();
    let mut numbers: Vec<u64> =
        entries.filter_map(|entry| number(entry.ok()?.file_name().to_str()?)).collect();
    numbers.sort_unstable();
    Ok(numbers)
}

pub(super) fn remove(folder: &Path, number: u64) -> anyhow::Result<()> {
    for path in [log_path(folder, number), notes_path(folder, number)] {
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("deleting {}", path.display()));
            }
            _ => {}
        }
    }
    Ok(())
}

impl Moments {
    /// Reads what was noted; a line that was not written to its end is no line.
    pub(super) fn read(folder: &Path, number: u64) -> anyhow::Result<Self> {
        let path = notes_path(folder, number);
        let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        let mut moments = Self::default();
        for line in whole.lines() {
            match line.split_once(' ') {
                Some(("sealed", frames)) => moments.sealed = frames.parse().ok(),
                Some((frames, at)) => {
                    let line = (frames.parse()?, at.parse()?);
                    moments.lines.push(line);
                }
                None => anyhow::bail!("{}: `{line}` is no moment", path.display()),
            }
        }
        Ok(moments)
    }

    pub(super) fn frames(&self) -> u64 {
        self.lines.last().map_or(0, |(frames, _)| *frames)
    }

    pub(super) fn last_at(&self) -> Option<i64> {
        self.lines.last().map(|(_, at)| *at)
    }

    /// Frames that were committed by then.
    pub(super) fn frames_by(&self, at: i64) -> u64 {
        self.lines.iter().take_while(|(_, moment)| *moment <= at).last().map_or(0, |(frames, _)| *frames)
    }

    /// Whether all of its log is here.
    pub(super) fn is_complete(&self) -> bool {
        self.sealed == Some(self.frames())
    }
}

impl Segment {
    pub(super) fn begin(folder: &Path, number: u64, head: Head) -> anyhow::Result<Self> {
        let make = |path: PathBuf| {
            let mut options = OpenOptions::new();
            options.write(true).create(true).truncate(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            options.open(&path).with_context(|| format!("making {}", path.display()))
        };
        let mut log = make(log_path(folder, number))?;
        log.write_all(&head.bytes)?;
        let notes = make(notes_path(folder, number))?;
        super::files::keep_names(folder)?;
        Ok(Self { number, chain: head.chain(), head, moments: Moments::default(), log, notes })
    }

    /// Goes on with a segment of an earlier process: what was written after its last noted moment is written again.
    /// Absent where it does not hold together.
    pub(super) fn reopen(folder: &Path, number: u64) -> anyhow::Result<Option<Self>> {
        let path = log_path(folder, number);
        let mut log = OpenOptions::new().read(true).write(true).open(&path)?;
        let mut bytes = [0; HEAD_BYTES];
        let Some(head) = log.read_exact(&mut bytes).ok().and_then(|()| Head::read(bytes)) else {
            return Ok(None);
        };
        let mut moments = Moments::read(folder, number)?;
        let length = log.metadata()?.len();
        moments.lines.retain(|(frames, _)| head.offset(*frames) <= length);
        let frames = moments.frames();
        if moments.sealed != Some(frames) {
            moments.sealed = None;
        }
        log.set_len(head.offset(frames))?;
        let chain = match frames {
            0 => head.chain(),
            _ => {
                log.seek(SeekFrom::Start(head.offset(frames - 1)))?;
                let mut frame = vec![0; head.frame_bytes()];
                log.read_exact(&mut frame)?;
                head.chain_behind(&frame)
            }
        };
        log.seek(SeekFrom::End(0))?;
        let path = notes_path(folder, number);
        super::files::put(&path, moments.text().as_bytes())?;
        let notes = OpenOptions::new().append(true).open(&path)?;
        Ok(Some(Self { number, head, chain, moments, log, notes }))
    }

    pub(super) fn append(&mut self, frames: &[u8]) -> anyhow::Result<()> {
        Ok(self.log.write_all(frames)?)
    }

    /// So many frames were committed at that moment.
    pub(super) fn note(&mut self, frames: u64, at: i64) -> anyhow::Result<()> {
        if frames <= self.moments.frames() {
            return Ok(());
        }
        let at = self.moments.last_at().map_or(at, |last| last.max(at));
        self.notes.write_all(format!("{frames} {at}\n").as_bytes())?;
        self.moments.lines.push((frames, at));
        Ok(())
    }

    /// Frames before moments: what is noted is there.
    pub(super) fn make_durable(&self) -> anyhow::Result<()> {
        self.log.sync_data()?;
        Ok(self.notes.sync_data()?)
    }

    pub(super) fn seal(&mut self) -> anyhow::Result<()> {
        self.make_durable()?;
        let frames = self.moments.frames();
        self.notes.write_all(format!("sealed {frames}\n").as_bytes())?;
        self.notes.sync_data()?;
        self.moments.sealed = Some(frames);
        Ok(())
    }
}

impl Moments {
    fn text(&self) -> String {
        let mut text: String = self.lines.iter().map(|(frames, at)| format!("{frames} {at}\n")).collect();
        if let Some(frames) = self.sealed {
            text += &format!("sealed {frames}\n");
        }
        text
    }
}
