//! Originals: what a seller sent, kept as it came until its sizes are made. Never shown to anybody: an original still
//! tells where and by whom it was taken.

use std::fs;
use std::io;

use anyhow::Context;

use super::{PictureName, Shelf};
use crate::shelving;

/// Beside the pictures, under a name that no picture has.
const FOLDER: &str = "originals";
const NAME_BYTES_MAX: usize = 120;

/// Names one upload: whose it is, the digest of what was sent, and a word drawn by lot, so that the same file sent twice
/// stands twice and each can go by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginalName(String);

impl OriginalName {
    pub fn new(of: &str, picture: &PictureName, lot: u64) -> Option<Self> {
        Self::parse(&format!("{of}-{}-{lot:016x}", picture.as_str()))
    }

    /// Anything but small letters, digits, `_` and `-` is no name: none leads out of the folder.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = |b: u8| b.is_ascii_digit() || b.is_ascii_lowercase() || b == b'_' || b == b'-';
        let fits = (1..=NAME_BYTES_MAX).contains(&text.len()) && text.bytes().all(plain);
        fits.then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether that picture was sent under this name.
    pub fn is_of(&self, picture: &PictureName) -> bool {
        self.0.split('-').any(|part| part == picture.as_str())
    }
}

impl Shelf {
    pub fn put_original(&self, name: &OriginalName, bytes: &[u8]) -> anyhow::Result<()> {
        let folder = self.originals();
        shelving::put(&folder, &name.0, bytes)
            .with_context(|| format!("keeping {} in {}", name.0, folder.display()))
    }

    /// Absent where it never stood or is gone.
    pub fn read_original(&self, name: &OriginalName) -> anyhow::Result<Option<Vec<u8>>> {
        match fs::read(self.originals().join(&name.0)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("reading the original {}", name.0)),
        }
    }

    /// One that is gone already is no error.
    pub fn remove_original(&self, name: &OriginalName) -> anyhow::Result<()> {
        match fs::remove_file(self.originals().join(&name.0)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(error).with_context(|| format!("removing the original {}", name.0))
            }
            _ => Ok(()),
        }
    }

    fn originals(&self) -> std::path::PathBuf {
        self.0.join(FOLDER)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Folder;

    #[test]
    fn an_original_stands_until_it_is_removed_and_no_name_leads_elsewhere() {
        let folder = Folder::new("originals");
        let (shelf, cup) = (Shelf::new(folder.path()), PictureName::of(b"cup"));
        let name = OriginalName::new("prd_1", &cup, 7).unwrap();
        assert_eq!(shelf.read_original(&name).unwrap(), None);
        shelf.put_original(&name, b"cup").unwrap();
        assert_eq!(shelf.read_original(&name).unwrap().unwrap(), b"cup");
        assert!(name.is_of(&cup) && !name.is_of(&PictureName::of(b"pot")));
        assert!(shelf.widths(&cup).unwrap().is_empty(), "no page can ask for it");
        shelf.remove_original(&name).unwrap();
        shelf.remove_original(&name).unwrap();
        assert_eq!(shelf.read_original(&name).unwrap(), None);
        for text in ["", "..", "a/b", "../secret", "A", "a.jpg", &"a".repeat(121)] {
            assert_eq!(OriginalName::parse(text), None, "{text}");
        }
    }
}
