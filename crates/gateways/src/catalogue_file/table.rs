//! The file as a header and rows: what stands before the text, what separates its cells, and how much there may be.

use std::io::{Chain, Cursor, Read};

use super::header::{Column, Header};
use super::problem::{FileRefusal, Reason, RowProblem};
use super::{COLUMNS_MAX, FIELD_BYTES_MAX, PICTURES_MAX, PRODUCT_BYTES_MAX, ROWS_MAX, VARIANTS_MAX, cells};
pub use crate::records::Row;
use crate::records::{RecordFault, Records};

/// So much of the file is looked at to find out how it is written; a longer header would be no header.
const SNIFFED_BYTES: u64 = 256 << 10;
/// Every variant and every picture may stand on a row of its own.
const PRODUCT_ROWS_MAX: usize = VARIANTS_MAX + PICTURES_MAX;

#[derive(Debug)]
pub struct Table<R> {
    pub header: Header,
    records: Records<Chain<Cursor<Vec<u8>>, R>>,
    rows_read: u64,
    put_back: Option<Result<Row, FileRefusal>>,
}

impl<R: Read> Table<R> {
    pub fn open(mut source: R) -> Result<Self, FileRefusal> {
        let mut start = Vec::new();
        source.by_ref().take(SNIFFED_BYTES).read_to_end(&mut start)?;
        let text_from = text_start(&start)?;
        start.drain(..text_from);
        let delimiter = delimiter_of(&start);
        let mut records = Records::new(Read::chain(Cursor::new(start), source), delimiter);
        let first = records.next().ok_or(FileRefusal::Empty)??;
        if first.cells.len() > COLUMNS_MAX {
            return Err(FileRefusal::TooManyColumns);
        }
        Ok(Self { header: Header::new(first.cells), records, rows_read: 0, put_back: None })
    }

    /// The next row that is not blank.
    pub fn next_row(&mut self) -> Result<Option<Row>, FileRefusal> {
        if let Some(row) = self.put_back.take() {
            return row.map(Some);
        }
        loop {
            let Some(row) = self.records.next().transpose()? else { return Ok(None) };
            self.rows_read += 1;
            if self.rows_read > ROWS_MAX {
                return Err(FileRefusal::TooManyRows);
            }
            if row.cells.iter().any(|cell| !cell.trim().is_empty()) {
                return Ok(Some(row));
            }
        }
    }

    /// Gives a row, or a failure, back: it will come next.
    pub fn put_back(&mut self, row: Result<Row, FileRefusal>) {
        self.put_back = Some(row);
    }
}

impl From<RecordFault> for FileRefusal {
    fn from(fault: RecordFault) -> Self {
        match fault {
            RecordFault::TooLong { line } => Self::RecordTooLong { line },
            RecordFault::Io(error) => Self::Unreadable(error),
        }
    }
}

/// Where the text begins, after a byte order mark.
fn text_start(start: &[u8]) -> Result<usize, FileRefusal> {
    match start {
        [] => Err(FileRefusal::Empty),
        [0xEF, 0xBB, 0xBF, ..] => Ok(3),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Err(FileRefusal::Utf16),
        [b'P', b'K', 3, 4, ..] | [0xD0, 0xCF, 0x11, 0xE0, ..] => Err(FileRefusal::Spreadsheet),
        _ => Ok(0),
    }
}

/// What separates the names in the first line, outside quotation marks. A comma, unless another occurs more often.
fn delimiter_of(text: &[u8]) -> u8 {
    let line =
        text.iter().skip_while(|b| b.is_ascii_whitespace()).take_while(|b| !matches!(b, b'\n' | b'\r'));
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in line {
        quoted ^= *byte == b'"';
        for (delimiter, count) in &mut counts {
            *count += i32::from(!quoted && delimiter == byte);
        }
    }
    let [comma, semicolon, tab] = counts;
    [semicolon, tab].into_iter().fold(comma, |best, other| if other.1 > best.1 { other } else { best }).0
}

impl Row {
    /// What stands in a column, without the spaces around it; nothing if there is no such column.
    pub fn cell(&self, column: Column) -> &str {
        column.and_then(|at| self.cells.get(at)).map_or("", |cell| cells::restore(cell.trim()))
    }

    pub fn bytes(&self) -> usize {
        self.cells.as_slice().len()
    }

    /// What is wrong with a row whatever it means. Missing cells at its end are blank: spreadsheets drop them.
    pub fn check(&self, header: &Header, problems: &mut Vec<RowProblem>) {
        let surplus = self.cells.iter().skip(header.names.len()).find(|cell| !cell.trim().is_empty());
        if let Some(cell) = surplus {
            problems.push(RowProblem::new(self.line, "", Reason::CellCount, cell));
        }
        for (at, cell) in self.cells.iter().enumerate().filter(|(_, cell)| cell.len() > FIELD_BYTES_MAX) {
            problems.push(RowProblem::new(self.line, header.name(Some(at)), Reason::FieldTooLong, cell));
        }
    }
}

/// The rows of one product, kept within bounds.
#[derive(Debug, Default)]
pub struct Group {
    pub rows: Vec<Row>,
    bytes: usize,
}

impl Group {
    pub fn has_room_for(&self, row: &Row) -> bool {
        self.rows.len() < PRODUCT_ROWS_MAX && self.bytes + row.bytes() <= PRODUCT_BYTES_MAX
    }

    pub fn push(&mut self, row: Row) {
        self.bytes += row.bytes();
        self.rows.push(row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_what_separates_the_names_outside_quotes() {
        let table: &[(&str, u8)] = &[
            ("a,b;c,d", b','),
            ("a;b;c", b';'),
            ("\"a;b;c\",d", b','),
            ("a\tb\tc,d", b'\t'),
            ("alone", b','),
            ("\n\na;b\n1,2,3", b';'),
            ("", b','),
        ];
        for (text, delimiter) in table {
            assert_eq!(delimiter_of(text.as_bytes()), *delimiter, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_csv_is_refused_with_advice() {
        for (bytes, code) in [
            (&b""[..], "file.empty"),
            (b"\n\n", "file.empty"),
            (b"\xff\xfea\0", "file.utf16"),
            (b"PK\x03\x04...", "file.spreadsheet"),
            (b"\xd0\xcf\x11\xe0", "file.spreadsheet"),
        ] {
            assert_eq!(Table::open(bytes).map(|_| ()).unwrap_err().code(), code, "{bytes:?}");
        }
        let wide = ",".repeat(COLUMNS_MAX);
        assert_eq!(Table::open(wide.as_bytes()).map(|_| ()).unwrap_err().code(), "file.too_many_columns");
    }
}
