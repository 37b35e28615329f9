//! Product files of other shops (Shopify, WooCommerce), read as a stream: memory holds one product, a few bytes for each
//! key, and what has to wait for its family. Every product comes out as a draft, skipped with a reason, or rejected with all that is wrong with it;
//! a bad row never stops the rest. Never writes anything into a market.

pub mod cells;
mod draft;
mod findings;
mod header;
mod keys;
mod problem;
mod rejects;
mod shopify;
mod table;
mod values;
mod woo;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use csv::StringRecord;
use money::Currency;

pub use self::draft::{PictureDraft, ProductDraft, VariantDraft};
pub use self::problem::{FileRefusal, Reason, RowProblem, SkipReason};
pub use self::rejects::RejectsFile;
use self::table::{Row, Table};

pub const ROWS_MAX: u64 = 10_000_000;
pub const COLUMNS_MAX: usize = 2_000;
pub const FIELD_BYTES_MAX: usize = 1 << 20;
/// What Shopify allows.
pub const VARIANTS_MAX: usize = 2_048;
pub const PICTURES_MAX: usize = 250;
pub const TAGS_MAX: usize = 250;
pub const OPTIONS_MAX: usize = 3;
/// All rows of one product together.
pub const PRODUCT_BYTES_MAX: usize = 32 << 20;

/// Who wrote the file, told by its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileFormat {
    Shopify,
    WooCommerce,
}

/// One product of the file, with the rows it was read from, so that they can be given back in a file of rejects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub first_line: u64,
    pub last_line: u64,
    pub rows: Vec<StringRecord>,
    pub outcome: Outcome,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Product(Box<ProductDraft>),
    /// Nothing is wrong with it, but it is not sold as goods.
    Skipped(SkipReason),
    Rejected(Vec<RowProblem>),
}

/// An open product file: an iterator over its products. After an error nothing follows.
#[derive(Debug)]
pub struct CatalogueFile<R> {
    table: Table<R>,
    reader: Reader,
    ended: bool,
}

#[derive(Debug)]
enum Reader {
    Shopify(shopify::Reader),
    Woo(woo::Reader),
}

impl CatalogueFile<File> {
    pub fn open(path: &Path, currency: Currency) -> Result<Self, FileRefusal> {
        Self::read(File::open(path)?, currency)
    }
}

impl<R: Read> CatalogueFile<R> {
    /// Reads the header; prices will be in `currency`, since neither format names one.
    pub fn read(source: R, currency: Currency) -> Result<Self, FileRefusal> {
        let table = Table::open(source)?;
        let shopify = shopify::Reader::for_header(&table.header, currency).map(Reader::Shopify);
        let woo = || woo::Reader::for_header(&table.header, currency).map(Reader::Woo);
        let reader = shopify.or_else(woo).ok_or(FileRefusal::UnknownFormat)?;
        Ok(Self { table, reader, ended: false })
    }

    pub fn format(&self) -> FileFormat {
        match self.reader {
            Reader::Shopify(_) => FileFormat::Shopify,
            Reader::Woo(_) => FileFormat::WooCommerce,
        }
    }

    /// The names of the columns, as they stand in the file.
    pub fn header(&self) -> &StringRecord {
        &self.table.header.names
    }
}

impl<R: Read> Iterator for CatalogueFile<R> {
    type Item = Result<Entry, FileRefusal>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = match &mut self.reader {
            Reader::Shopify(reader) => reader.next_entry(&mut self.table),
            Reader::Woo(reader) => reader.next_entry(&mut self.table),
        };
        self.ended = !matches!(next, Ok(Some(_)));
        next.transpose()
    }
}

impl Entry {
    /// An entry about these rows, which are in the order of the file.
    fn new(rows: Vec<Row>, outcome: Outcome) -> Self {
        let first_line = rows.iter().map(|row| row.line).min().unwrap_or(0);
        let last_line = rows.iter().map(|row| row.last_line).max().unwrap_or(0);
        Self { first_line, last_line, rows: rows.into_iter().map(|row| row.cells).collect(), outcome }
    }
}

impl Outcome {
    /// What was drafted, unless something is wrong with it.
    fn of(draft: ProductDraft, problems: Vec<RowProblem>) -> Self {
        if problems.is_empty() { Self::Product(Box::new(draft)) } else { Self::Rejected(problems) }
    }
}

impl From<io::Error> for FileRefusal {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error)
    }
}

#[cfg(test)]
mod tests;
