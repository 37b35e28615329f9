//! A whole boutique as a folder or a ZIP: a description, a product file, stock, pictures by name. Opens what a stranger made,
//! so nothing in it is believed: names, counts, sizes and links are held against limits before and while they are read.
//! Never writes a file, and never follows a name out of its folder.

pub mod description;
mod directory;
mod folder;
mod names;
mod zipped;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

pub use names::{EntryName, PICTURES};

/// Files in one boutique: five thousand articles with their pictures.
pub const ENTRIES_MAX: usize = 50_000;
/// All files together, as they are once unpacked.
pub const TOTAL_BYTES_MAX: u64 = 2 << 30;
/// A file of text: the description, products, stock.
pub const TEXT_BYTES_MAX: u64 = 64 << 20;
/// One picture, as the pictures' own limit has it.
pub const PICTURE_BYTES_MAX: u64 = 15 << 20;
/// No file of ours packs better than this; what does was made to fill a disk.
pub const RATIO_MAX: u64 = 200;
/// Smaller files may pack as they like.
pub const RATIO_FREE_BYTES: u64 = 1 << 20;
/// The archive itself.
pub const ARCHIVE_BYTES_MAX: u64 = TOTAL_BYTES_MAX;

pub const SHOP: &str = "shop.toml";
pub const PRODUCTS: &str = "products.csv";
pub const STOCK: &str = "stock.csv";

/// Why a boutique can't be read, or not further.
#[derive(Debug, thiserror::Error)]
pub enum BoutiqueRefusal {
    #[error("this is no ZIP archive, or a damaged one")]
    Unreadable,
    #[error("the archive is larger than {ARCHIVE_BYTES_MAX} bytes")]
    TooLarge,
    #[error("there are more than {ENTRIES_MAX} files")]
    TooManyFiles,
    #[error("unpacked it would be far larger than a boutique is")]
    Bomb,
    #[error("a name leads out of the archive or is none: {0}")]
    BadName(String),
    #[error("a file is a link, which is not followed: {0}")]
    Link(String),
    #[error("a file is locked by a password: {0}")]
    Locked(String),
    #[error("a name stands there twice: {0}")]
    Twice(String),
    #[error("a file is too large: {0}")]
    FileTooLarge(String),
    #[error("a file is packed in a way that is not read: {0}")]
    Packing(String),
    #[error("there is no {PRODUCTS}")]
    NoProducts,
    #[error("a file can't be read: {0}")]
    Outside(#[source] io::Error),
}

impl BoutiqueRefusal {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable => "archive.unreadable",
            Self::TooLarge => "archive.too_large",
            Self::TooManyFiles => "archive.too_many_files",
            Self::Bomb => "archive.bomb",
            Self::BadName(_) => "archive.bad_name",
            Self::Link(_) => "archive.link",
            Self::Locked(_) => "archive.locked",
            Self::Twice(_) => "archive.twice",
            Self::FileTooLarge(_) => "archive.file_too_large",
            Self::Packing(_) => "archive.packing",
            Self::NoProducts => "archive.no_products",
            Self::Outside(_) => "archive.outside",
        }
    }
}

/// Where the files of a boutique are read from.
trait Source: Send + std::fmt::Debug {
    /// One file, of which no more than `most` bytes are read.
    fn read(&mut self, place: &Place, most: u64) -> Result<Vec<u8>, BoutiqueRefusal>;
}

/// Where a file stands in its source.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Path(std::path::PathBuf),
    Entry(usize),
}

/// The files of a source under the names that it gives them.
type Found = Vec<(String, Place)>;

/// A boutique whose names and sizes were judged. Contents are judged as they are read.
#[derive(Debug)]
pub struct Boutique {
    source: Box<dyn Source>,
    files: BTreeMap<EntryName, Place>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl Boutique {
    /// Opens a folder, or a ZIP.
    pub fn open(path: &Path) -> Result<Self, BoutiqueRefusal> {
        if path.is_dir() {
            let (source, files) = folder::open(path)?;
            return Self::made(Box::new(source), files);
        }
        let file = std::fs::File::open(path)?;
        if file.metadata()?.len() > ARCHIVE_BYTES_MAX {
            return Err(BoutiqueRefusal::TooLarge);
        }
        let (source, files) = zipped::open(io::BufReader::new(file))?;
        Self::made(Box::new(source), files)
    }

    /// Opens a ZIP wherever it lies.
    pub fn of(mut source: impl io::Read + io::Seek + Send + 'static) -> Result<Self, BoutiqueRefusal> {
        if source.seek(io::SeekFrom::End(0))? > ARCHIVE_BYTES_MAX {
            return Err(BoutiqueRefusal::TooLarge);
        }
        let (source, files) = zipped::open(source)?;
        Self::made(Box::new(source), files)
    }

    fn made(source: Box<dyn Source>, found: Found) -> Result<Self, BoutiqueRefusal> {
        let files = names::judged(found)?;
        let boutique = Self { source, files, left: TOTAL_BYTES_MAX };
        if boutique.has(PRODUCTS) { Ok(boutique) } else { Err(BoutiqueRefusal::NoProducts) }
    }

    pub fn has(&self, name: &str) -> bool {
        self.files.contains_key(&EntryName::known(name))
    }

    /// A file of text at the top; absent where there is none.
    pub fn text(&mut self, name: &str) -> Result<Option<Vec<u8>>, BoutiqueRefusal> {
        self.file(&EntryName::known(name), TEXT_BYTES_MAX)
    }

    /// The pictures, in the order of their names.
    pub fn pictures(&self) -> impl Iterator<Item = &EntryName> {
        self.files.keys().filter(|name| name.is_picture())
    }

    pub fn picture(&mut self, name: &EntryName) -> Result<Option<Vec<u8>>, BoutiqueRefusal> {
        self.file(name, PICTURE_BYTES_MAX)
    }

    fn file(&mut self, name: &EntryName, most: u64) -> Result<Option<Vec<u8>>, BoutiqueRefusal> {
        let Some(place) = self.files.get(name) else { return Ok(None) };
        let bytes = self.source.read(place, most.min(self.left))?;
        self.left -= bytes.len() as u64;
        Ok(Some(bytes))
    }
}

/// Reads at most `most` bytes; one more is too many.
fn read_within(from: impl io::Read, most: u64, name: &str) -> Result<Vec<u8>, BoutiqueRefusal> {
    let mut bytes = Vec::new();
    io::Read::read_to_end(&mut io::Read::take(from, most + 1), &mut bytes)?;
    if bytes.len() as u64 > most { Err(BoutiqueRefusal::FileTooLarge(name.to_owned())) } else { Ok(bytes) }
}

impl From<io::Error> for BoutiqueRefusal {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof => {
                Self::Unreadable
            }
            _ => Self::Outside(error),
        }
    }
}

#[cfg(test)]
mod tests;
