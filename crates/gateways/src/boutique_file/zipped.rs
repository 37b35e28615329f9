//! A boutique in a ZIP. Its directory says how large each file is; that is judged first, and not believed afterwards.

use std::io::{Read, Seek};

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::directory::{self, Rationed};
use super::{
    BoutiqueRefusal, ENTRIES_MAX, Found, Place, RATIO_FREE_BYTES, RATIO_MAX, Source, TOTAL_BYTES_MAX,
    read_within,
};

/// The kind of file in the upper bits of a Unix mode.
const KIND: u32 = 0o170_000;
const LINK: u32 = 0o120_000;

pub(super) struct Zipped<R>(ZipArchive<Rationed<R>>);

impl<R> std::fmt::Debug for Zipped<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Zipped(…)")
    }
}

pub(super) fn open<R: Read + Seek>(mut source: R) -> Result<(Zipped<R>, Found), BoutiqueRefusal> {
    directory::judge(&mut source)?;
    let (source, ration) = Rationed::new(source);
    let archive = ZipArchive::new(source)?;
    ration.lift();
    if archive.len() > ENTRIES_MAX {
        return Err(BoutiqueRefusal::TooManyFiles);
    }
    if archive.has_duplicate_names() {
        return Err(BoutiqueRefusal::Twice(String::new()));
    }
    let (mut found, mut bytes) = (Vec::new(), 0_u64);
    for at in 0..archive.len() {
        // Of the directory alone: what stands before each file is far away in a large archive, and read with it.
        let entry = archive.by_index_data(at)?;
        let name = entry.name()?.into_owned();
        if entry.is_dir() {
            continue;
        }
        if entry.is_symlink() || entry.unix_mode().is_some_and(|mode| mode & KIND == LINK) {
            return Err(BoutiqueRefusal::Link(name));
        }
        if entry.encrypted() {
            return Err(BoutiqueRefusal::Locked(name));
        }
        if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            return Err(BoutiqueRefusal::Packing(name));
        }
        let (size, packed) = (entry.size(), entry.compressed_size());
        bytes = bytes.saturating_add(size);
        let is_dense = size > RATIO_FREE_BYTES && size / RATIO_MAX > packed;
        if is_dense || bytes > TOTAL_BYTES_MAX {
            return Err(BoutiqueRefusal::Bomb);
        }
        found.push((name, Place::Entry(at)));
    }
    Ok((Zipped(archive), found))
}

impl<R: Read + Seek + Send> Source for Zipped<R> {
    fn read(&mut self, place: &Place, most: u64) -> Result<Vec<u8>, BoutiqueRefusal> {
        let Place::Entry(at) = place else { return Err(BoutiqueRefusal::Unreadable) };
        let entry = self.0.by_index(*at)?;
        let name = entry.name()?.into_owned();
        // What the directory said of its size holds too: more is another file than was judged.
        let most = most.min(entry.size());
        read_within(entry, most, &name)
    }
}

impl From<ZipError> for BoutiqueRefusal {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::Io(error) => error.into(),
            _ => Self::Unreadable,
        }
    }
}
