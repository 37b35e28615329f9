//! Checks a chain entry by entry, and says what is wrong with the first one that does not fit. Knows no database and no
//! file: the doctor and whoever was given an export ask the same.

use std::collections::BTreeMap;

use super::{AuditEntry, AuditHead, NOTHING_BEFORE, hex};

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("its content does not give its hash: it was changed")]
    Changed,
    #[error("it does not follow the entry before it: an entry was changed, put in or exchanged")]
    Unlinked,
    #[error("it is missing")]
    Missing,
    #[error("the signed hash is another one")]
    HeadDiffers,
    #[error("the signature does not fit")]
    Forged,
}

/// The first entry that does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("bucket {bucket}, entry {number}: {fault}")]
pub struct Broken {
    pub bucket: i64,
    pub number: i64,
    pub fault: Fault,
}

/// Where each chain has come to.
#[derive(Debug, Default)]
pub struct Checker {
    ends: BTreeMap<i64, (i64, Vec<u8>)>,
    /// Whether entries may be missing: an export holds only what its reader may see.
    has_gaps: bool,
    gaps: usize,
}

impl Checker {
    /// For an export: entries of others are left out of it.
    pub fn with_gaps() -> Self {
        Self { has_gaps: true, ..Self::default() }
    }

    /// Entries of a bucket come in the order of their numbers.
    pub fn look_at(&mut self, entry: &AuditEntry) -> Result<(), Broken> {
        let bucket = entry.id.bucket();
        let broken = |number, fault| Err(Broken { bucket, number, fault });
        let (last, end) = self.ends.remove(&bucket).unwrap_or((0, NOTHING_BEFORE.to_vec()));
        if entry.number <= last {
            return broken(entry.number, Fault::Unlinked);
        }
        if entry.number > last + 1 {
            if !self.has_gaps {
                return broken(last + 1, Fault::Missing);
            }
            self.gaps += 1;
        } else if entry.previous != end {
            return broken(entry.number, Fault::Unlinked);
        }
        if entry.digest() != entry.hash {
            return broken(entry.number, Fault::Changed);
        }
        self.ends.insert(bucket, (entry.number, entry.hash.clone()));
        Ok(())
    }

    /// Where entries were left out.
    pub fn gaps(&self) -> usize {
        self.gaps
    }

    /// The number of the last entry that was seen of a bucket.
    pub fn end_of(&self, bucket: i64) -> i64 {
        self.ends.get(&bucket).map_or(0, |(number, _)| *number)
    }
}

/// What a signature of a head covers.
pub fn head_message(head: &AuditHead) -> Vec<u8> {
    let (hash, at) = (hex(&head.hash), head.signed_at);
    format!("halles audit head\n{}\n{}\n{hash}\n{at}\n", head.id.bucket(), head.number).into_bytes()
}
