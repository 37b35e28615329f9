//! A file too large for memory, kept as objects of one size: each piece is sealed and put as it arrives, and got when
//! somebody reads there. Never holds more than a few pieces, and writes nothing unsealed anywhere.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

use anyhow::Context;

use super::{ObjectKey, Objects};
use crate::seal::FileKey;

/// One piece, but for the last of a file, which may be smaller.
pub const PIECE_BYTES: usize = 4 << 20;
/// Pieces that a reader has at hand: where it reads, and the one before.
const AT_HAND_MAX: usize = 2;

/// How many pieces a file of so many bytes has.
pub fn pieces_of(bytes: u64) -> u32 {
    u32::try_from(bytes.div_ceil(PIECE_BYTES as u64)).unwrap_or(u32::MAX)
}

fn key_of(file: &str, number: u32) -> anyhow::Result<ObjectKey> {
    ObjectKey::parse(&format!("{file}-{number:05}")).context("a file can't have that name")
}

/// Lets the pieces of a file go, the first `pieces`, whether they are there or not. Blocks.
pub fn remove(objects: &dyn Objects, file: &str, pieces: u32) -> anyhow::Result<()> {
    (0..pieces).try_for_each(|number| objects.delete(&key_of(file, number)?))
}

/// A file on its way in.
#[derive(Debug)]
pub struct Writer {
    objects: Arc<dyn Objects>,
    key: FileKey,
    file: String,
    /// Pieces that were put, or begun to be.
    put: u32,
    is_forsaken: bool,
}

impl Writer {
    /// `key` is for this file alone.
    pub fn new(objects: Arc<dyn Objects>, key: FileKey, file: String) -> Self {
        Self { objects, key, file, put: 0, is_forsaken: false }
    }

    /// Seals and keeps the next piece: a full one, unless it is the last. Blocks.
    pub fn put(&mut self, piece: Vec<u8>) -> anyhow::Result<()> {
        anyhow::ensure!(!self.is_forsaken, "nobody wants this file any more");
        let (number, place) = (self.put, key_of(&self.file, self.put)?);
        // Counted before it is there: what may be half there goes as well.
        self.put += 1;
        let sealed = self.key.close(number, place.as_str(), piece);
        self.objects.put(&place, &sealed)
    }

    /// Lets all pieces go, and takes no more. Blocks.
    pub fn forsake(&mut self) -> anyhow::Result<()> {
        self.is_forsaken = true;
        remove(&*self.objects, &self.file, self.put)
    }
}

/// A file in pieces, read from any place. A piece that is gone is an error of the kind `NotFound`.
#[derive(Debug)]
pub struct Reader {
    objects: Arc<dyn Objects>,
    key: FileKey,
    file: String,
    bytes: u64,
    at: u64,
    /// The last used last.
    at_hand: Vec<(u32, Vec<u8>)>,
}

impl Reader {
    /// `bytes` is how long the file is.
    pub fn new(objects: Arc<dyn Objects>, key: FileKey, file: String, bytes: u64) -> Self {
        Self { objects, key, file, bytes, at: 0, at_hand: Vec::new() }
    }

    fn piece(&mut self, number: u32) -> io::Result<&[u8]> {
        match self.at_hand.iter().position(|(known, _)| *known == number) {
            Some(at) => {
                let used = self.at_hand.remove(at);
                self.at_hand.push(used);
            }
            None => {
                if self.at_hand.len() == AT_HAND_MAX {
                    self.at_hand.remove(0);
                }
                let piece = self.fetched(number)?;
                self.at_hand.push((number, piece));
            }
        }
        Ok(self.at_hand.last().map_or(&[][..], |(_, piece)| piece))
    }

    fn fetched(&self, number: u32) -> io::Result<Vec<u8>> {
        let outside = |error: anyhow::Error| io::Error::other(format!("{error:#}"));
        let place = key_of(&self.file, number).map_err(outside)?;
        let sealed = self.objects.get(&place).map_err(outside)?;
        let sealed = sealed.ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "a piece is gone"))?;
        let broken = |error| io::Error::new(io::ErrorKind::InvalidData, error);
        let piece = self.key.open(number, place.as_str(), sealed).map_err(broken)?;
        let before = u64::from(number) * PIECE_BYTES as u64;
        let expected = self.bytes.saturating_sub(before).min(PIECE_BYTES as u64);
        if piece.len() as u64 != expected {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a piece is not as long as it was"));
        }
        Ok(piece)
    }
}

impl Read for Reader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.bytes || into.is_empty() {
            return Ok(0);
        }
        let number = u32::try_from(self.at / PIECE_BYTES as u64).map_err(io::Error::other)?;
        let within = (self.at % PIECE_BYTES as u64) as usize;
        let rest = self.piece(number)?.get(within..).unwrap_or_default();
        let most = rest.len().min(into.len());
        into[..most].copy_from_slice(&rest[..most]);
        self.at += most as u64;
        Ok(most)
    }
}

impl Seek for Reader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.bytes.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

#[cfg(test)]
#[path = "pieces/tests.rs"]
mod tests;
