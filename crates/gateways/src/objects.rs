//! Where files stand that are not for everybody: put, get and delete by key. What is put is sealed already (`seal`); whoever
//! reads the folder reads nothing. A file too large for memory lies there in `pieces`.

pub mod pieces;
pub mod s3;

use std::fs;
use std::io;
use std::path::PathBuf;

use anyhow::Context;

use crate::shelving;

const KEY_BYTES_MAX: usize = 120;
/// What is put to see whether it comes back.
const REACH: &[u8] = b"halles";
/// The file in which a place keeps the name that it was given.
const PLACE: &str = "place";

/// A place for files. Calls block.
pub trait Objects: Send + Sync + std::fmt::Debug {
    /// Keeps a file whole or not at all.
    fn put(&self, key: &ObjectKey, bytes: &[u8]) -> anyhow::Result<()>;

    /// Absent where it never stood or is gone.
    fn get(&self, key: &ObjectKey) -> anyhow::Result<Option<Vec<u8>>>;

    /// One that is gone already is no error.
    fn delete(&self, key: &ObjectKey) -> anyhow::Result<()>;

    /// Whether files can be put, read and deleted there: does so with one of its own. `name` is nobody else's: two that look
    /// at the same time leave each other's file alone.
    fn reach(&self, name: &str) -> anyhow::Result<()> {
        let key = ObjectKey::parse(&format!("reach-{name}")).context("a file can't have that name")?;
        self.put(&key, REACH)?;
        let found = self.get(&key)?;
        self.delete(&key)?;
        anyhow::ensure!(found.as_deref() == Some(REACH), "what was put there does not come back");
        Ok(())
    }

    /// What tells this place from any other: the name that it was given once; `fresh`, where it has none yet.
    fn place(&self, fresh: &str) -> anyhow::Result<String> {
        let key = ObjectKey(PLACE.to_owned());
        let kept = match self.get(&key)? {
            Some(kept) => kept,
            None => {
                self.put(&key, fresh.as_bytes())?;
                // Somebody may have named it at the same moment: what stands there by now holds.
                self.get(&key)?.context("the name of the place does not come back")?
            }
        };
        String::from_utf8(kept).context("the name of the place can't be read")
    }

    /// Bytes that can still be put; absent where nobody knows, as of a bucket.
    fn free_bytes(&self) -> Option<u64> {
        None
    }
}

/// Whether something was not kept because its disk is full.
pub fn is_full(error: &anyhow::Error) -> bool {
    let kinds = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind);
    kinds.into_iter().any(|kind| matches!(kind, io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded))
}

/// The name of a file: small letters, digits, `_` and `-`, so that none leads out of its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectKey(String);

impl ObjectKey {
    pub fn parse(text: &str) -> Option<Self> {
        let plain = |b: u8| b.is_ascii_digit() || b.is_ascii_lowercase() || b == b'_' || b == b'-';
        let fits = (1..=KEY_BYTES_MAX).contains(&text.len()) && text.bytes().all(plain);
        fits.then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A folder on this machine, or on a disk that all processes share.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }
}

impl Objects for Folder {
    fn put(&self, key: &ObjectKey, bytes: &[u8]) -> anyhow::Result<()> {
        shelving::put(&self.0, &key.0, bytes)
            .with_context(|| format!("keeping {} in {}", key.0, self.0.display()))
    }

    fn get(&self, key: &ObjectKey) -> anyhow::Result<Option<Vec<u8>>> {
        match fs::read(self.0.join(&key.0)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("reading {}", key.0)),
        }
    }

    fn delete(&self, key: &ObjectKey) -> anyhow::Result<()> {
        match fs::remove_file(self.0.join(&key.0)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(error).with_context(|| format!("deleting {}", key.0))
            }
            _ => Ok(()),
        }
    }

    fn free_bytes(&self) -> Option<u64> {
        // The folder is made with its first file: until then, what it will stand in is asked.
        let there = self.0.ancestors().find(|folder| folder.exists())?;
        let disk = nix::sys::statvfs::statvfs(there).ok()?;
        Some(disk.blocks_available().saturating_mul(disk.fragment_size()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn a_place_keeps_the_name_that_it_was_given_first() {
        let (one, other) = (testing::Folder::new("place"), testing::Folder::new("place-too"));
        let (one, other) = (Folder::new(one.path()), Folder::new(other.path()));
        assert_eq!((one.place("a").unwrap(), one.place("b").unwrap()), ("a".to_owned(), "a".to_owned()));
        assert_eq!(other.place("b").unwrap(), "b");
    }

    #[test]
    fn a_full_disk_is_told_from_other_trouble() {
        let failed = |kind: io::ErrorKind| anyhow::Error::from(io::Error::from(kind)).context("keeping it");
        assert!(
            is_full(&failed(io::ErrorKind::StorageFull)) && is_full(&failed(io::ErrorKind::QuotaExceeded))
        );
        assert!(!is_full(&failed(io::ErrorKind::PermissionDenied)));
    }

    #[test]
    fn a_file_stands_until_it_is_deleted_and_no_key_leads_elsewhere() {
        let folder = testing::Folder::new("objects");
        let (place, key) = (Folder::new(folder.path()), ObjectKey::parse("ppr_1-0a").unwrap());
        assert_eq!(place.get(&key).unwrap(), None);
        place.put(&key, b"sealed").unwrap();
        assert_eq!(place.get(&key).unwrap().unwrap(), b"sealed");
        place.delete(&key).unwrap();
        place.delete(&key).unwrap();
        assert_eq!(place.get(&key).unwrap(), None);
        place.reach("a").unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left behind");
        assert!(place.free_bytes().is_some_and(|free| free > 0));
        assert!(Folder::new(folder.path().join("not/yet")).free_bytes().is_some());
        let nowhere = Folder::new(folder.path().join("file"));
        fs::write(folder.path().join("file"), b"").unwrap();
        assert!(nowhere.reach("a").is_err(), "a folder that can't be written is found out");
        for text in ["", "..", "a/b", "../secret", "A", "a.pdf", "a\\b", "a\0", &"a".repeat(121)] {
            assert_eq!(ObjectKey::parse(text), None, "{text}");
        }
    }
}
