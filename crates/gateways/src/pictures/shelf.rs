//! Where prepared pictures stand: `<folder>/<name>/<width>.jpg`. A picture put twice stands once. Only names that could
//! be a digest become paths, so no address leads out of the folder.

use std::fs;
use std::io;
use std::path::PathBuf;

use anyhow::Context;

use super::{PictureName, Prepared, WIDTHS};
use crate::shelving;

/// No size is wider.
const WIDTH_MAX: u32 = WIDTHS[WIDTHS.len() - 1];

#[derive(Debug, Clone)]
pub struct Shelf(pub(super) PathBuf);

impl Shelf {
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self(folder.into())
    }

    /// Stores every size that does not stand there yet, each one whole or not at all.
    pub fn put(&self, picture: &Prepared) -> anyhow::Result<()> {
        let folder = self.folder(&picture.name);
        for size in &picture.sizes {
            let name = format!("{}.jpg", size.width);
            if !folder.join(&name).exists() {
                shelving::put(&folder, &name, &size.jpeg).with_context(|| self.storing(&picture.name))?;
            }
        }
        Ok(())
    }

    /// The JPEG of exactly this width.
    pub fn read(&self, name: &PictureName, width: u32) -> anyhow::Result<Option<Vec<u8>>> {
        if width == 0 || width > WIDTH_MAX {
            return Ok(None);
        }
        match fs::read(self.folder(name).join(format!("{width}.jpg"))) {
            Ok(jpeg) => Ok(Some(jpeg)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("reading picture {}", name.as_str())),
        }
    }

    /// The widest JPEG that is not wider than asked, so that a page may ask for any usual width of any picture; the
    /// narrowest if all are wider.
    pub fn read_fitting(&self, name: &PictureName, width: u32) -> anyhow::Result<Option<Vec<u8>>> {
        let widths = self.widths(name)?;
        let Some(fitting) = widths.iter().rev().find(|kept| **kept <= width).or(widths.first()) else {
            return Ok(None);
        };
        self.read(name, *fitting)
    }

    /// The widths that stand there, narrowest first; none for an unknown picture.
    pub fn widths(&self, name: &PictureName) -> anyhow::Result<Vec<u32>> {
        let entries = match fs::read_dir(self.folder(name)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error).with_context(|| format!("listing picture {}", name.as_str())),
        };
        let width = |file: &str| file.strip_suffix(".jpg")?.parse::<u32>().ok();
        let mut widths: Vec<u32> =
            entries.filter_map(|entry| width(entry.ok()?.file_name().to_str()?)).collect();
        widths.sort_unstable();
        Ok(widths)
    }

    fn folder(&self, name: &PictureName) -> PathBuf {
        self.0.join(name.as_str())
    }

    fn storing(&self, name: &PictureName) -> String {
        format!("storing picture {} in {}", name.as_str(), self.0.display())
    }
}

#[cfg(test)]
mod tests {
    use super::super::PictureSize;
    use super::*;
    use crate::testing::Folder;

    fn picture(widths: &[u32]) -> Prepared {
        let size = |&width: &u32| PictureSize { width, height: 1, jpeg: width.to_string().into_bytes() };
        Prepared { name: PictureName::of(b"cup"), sizes: widths.iter().map(size).collect() }
    }

    #[test]
    fn what_is_put_reads_back_and_putting_it_again_changes_nothing() {
        let folder = Folder::new("shelf");
        let (shelf, cup) = (Shelf::new(folder.path()), picture(&[160, 320, 500]));
        shelf.put(&cup).unwrap();
        shelf.put(&cup).unwrap();
        assert_eq!(shelf.widths(&cup.name).unwrap(), [160, 320, 500]);
        assert_eq!(shelf.read(&cup.name, 320).unwrap().unwrap(), b"320");
        for (asked, given) in [(640, "500"), (320, "320"), (319, "160"), (100, "160")] {
            assert_eq!(shelf.read_fitting(&cup.name, asked).unwrap().unwrap(), given.as_bytes(), "{asked}");
        }
        assert_eq!(
            fs::read_dir(folder.path().join(cup.name.as_str())).unwrap().count(),
            3,
            "no parts are left over"
        );
    }

    #[test]
    fn what_was_never_put_is_absent() {
        let folder = Folder::new("shelf-empty");
        let (shelf, name) = (Shelf::new(folder.path()), PictureName::of(b"cup"));
        assert_eq!(shelf.read(&name, 160).unwrap(), None);
        assert_eq!(shelf.read_fitting(&name, 160).unwrap(), None);
        shelf.put(&picture(&[160])).unwrap();
        for width in [0, 161, u32::MAX] {
            assert_eq!(shelf.read(&name, width).unwrap(), None, "{width}");
        }
    }
}
