//! A boutique in a folder of this machine. Links are not followed.

use std::fs;
use std::path::{Path, PathBuf};

use super::{BoutiqueRefusal, ENTRIES_MAX, Found, Place, Source, TOTAL_BYTES_MAX, read_within};

const DEPTH_MAX: usize = 4;

#[derive(Debug)]
pub(super) struct Folder;

pub(super) fn open(path: &Path) -> Result<(Folder, Found), BoutiqueRefusal> {
    let (mut found, mut bytes) = (Vec::new(), 0);
    let mut open: Vec<(PathBuf, String, usize)> = vec![(path.to_owned(), String::new(), 0)];
    while let Some((folder, before, depth)) = open.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let file = entry.file_name();
            let Some(own) = file.to_str() else {
                return Err(BoutiqueRefusal::BadName(file.to_string_lossy().into_owned()));
            };
            let name = format!("{before}{own}");
            // Of the entry itself, not of what it leads to.
            let kind = entry.metadata()?;
            if kind.file_type().is_symlink() {
                return Err(BoutiqueRefusal::Link(name));
            }
            if kind.is_dir() {
                if depth < DEPTH_MAX {
                    open.push((entry.path(), format!("{name}/"), depth + 1));
                }
                continue;
            }
            bytes += kind.len();
            found.push((name, Place::Path(entry.path())));
            if found.len() > ENTRIES_MAX {
                return Err(BoutiqueRefusal::TooManyFiles);
            }
            if bytes > TOTAL_BYTES_MAX {
                return Err(BoutiqueRefusal::Bomb);
            }
        }
    }
    Ok((Folder, found))
}

impl Source for Folder {
    fn read(&mut self, place: &Place, most: u64) -> Result<Vec<u8>, BoutiqueRefusal> {
        let Place::Path(path) = place else { return Err(BoutiqueRefusal::Unreadable) };
        read_within(fs::File::open(path)?, most, &path.display().to_string())
    }
}
