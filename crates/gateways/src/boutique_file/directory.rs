//! The directory of a ZIP before anybody believes it: how many entries it claims is looked at where it claims it, and what
//! is read of it is rationed. Else a few bytes could ask for all of the memory, before the first entry is known.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{BoutiqueRefusal, ENTRIES_MAX};

/// The end of an archive, in which its records stand: they are followed by a remark of 64 KiB at most.
const TAIL_BYTES: u64 = 80 << 10;
/// Bytes read to know the entries: their names and what archivers add to them.
const DIRECTORY_BYTES_MAX: u64 = 32 << 20;
/// The record that ends a directory; its locator and the wider record stand before it where numbers are large.
const END: &[u8] = b"PK\x05\x06";
const END_BYTES: usize = 22;
const LOCATOR: &[u8] = b"PK\x06\x07";
const LOCATOR_BYTES: usize = 20;
const WIDE_END: &[u8] = b"PK\x06\x06";
const WIDE_END_BYTES: usize = 56;
/// What such a record says of its own length: without its first twelve bytes.
const WIDE_END_TOLD: u64 = 44;

/// Judges what the ends of a directory claim; whichever of them is believed later, it was looked at.
pub(super) fn judge(source: &mut (impl Read + Seek)) -> Result<(), BoutiqueRefusal> {
    let length = source.seek(SeekFrom::End(0))?;
    let from = length.saturating_sub(TAIL_BYTES);
    source.seek(SeekFrom::Start(from))?;
    let mut tail = Vec::new();
    source.take(TAIL_BYTES).read_to_end(&mut tail)?;
    let ends = tail.windows(END.len()).enumerate().filter(|(_, bytes)| *bytes == END).map(|(at, _)| at);
    ends.into_iter().try_for_each(|at| judge_end(&tail, at, from))
}

fn judge_end(tail: &[u8], at: usize, from: u64) -> Result<(), BoutiqueRefusal> {
    // One that is cut short ends nothing.
    let Some(end) = tail.get(at..at + END_BYTES) else { return Ok(()) };
    let claimed = number(end, 8, 2).max(number(end, 10, 2));
    if claimed != u64::from(u16::MAX) {
        fits(claimed)?;
    }
    let locator = at.checked_sub(LOCATOR_BYTES).filter(|at| tail[*at..].starts_with(LOCATOR));
    let Some(locator) = locator else { return Ok(()) };
    // As archivers write it: right before its locator, without additions of anybody's.
    let wide = locator.checked_sub(WIDE_END_BYTES).ok_or(BoutiqueRefusal::Unreadable)?;
    let record = &tail[wide..locator];
    let is_there = record.starts_with(WIDE_END)
        && number(record, 4, 8) == WIDE_END_TOLD
        && number(&tail[locator..], 8, 8) == from + wide as u64;
    if !is_there {
        return Err(BoutiqueRefusal::Unreadable);
    }
    fits(number(record, 24, 8).max(number(record, 32, 8)))
}

fn fits(entries: u64) -> Result<(), BoutiqueRefusal> {
    if entries > ENTRIES_MAX as u64 { Err(BoutiqueRefusal::TooManyFiles) } else { Ok(()) }
}

/// A number as ZIP writes it, the smallest byte first; 0 beyond the end.
fn number(bytes: &[u8], at: usize, width: usize) -> u64 {
    let digits = bytes.get(at..at + width).unwrap_or_default();
    digits.iter().rev().fold(0, |number, digit| number << 8 | u64::from(*digit))
}

/// A source of which only so much is read, until the ration is lifted.
#[derive(Debug)]
pub(super) struct Rationed<R> {
    source: R,
    left: Arc<AtomicU64>,
}

/// Lifts a ration.
#[derive(Debug)]
pub(super) struct Ration(Arc<AtomicU64>);

impl Ration {
    pub(super) fn lift(self) {
        self.0.store(u64::MAX, Ordering::Relaxed);
    }
}

impl<R> Rationed<R> {
    /// As much as a directory may take.
    pub(super) fn new(source: R) -> (Self, Ration) {
        let left = Arc::new(AtomicU64::new(DIRECTORY_BYTES_MAX));
        (Self { source, left: Arc::clone(&left) }, Ration(left))
    }
}

impl<R: Read> Read for Rationed<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(into)?;
        let left = self.left.load(Ordering::Relaxed);
        if left == u64::MAX {
            return Ok(read);
        }
        let left =
            left.checked_sub(read as u64).ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))?;
        self.left.store(left, Ordering::Relaxed);
        Ok(read)
    }
}

impl<R: Seek> Seek for Rationed<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.source.seek(to)
    }
}
