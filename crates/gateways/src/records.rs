//! CSV records out of a stream, with limits: line ends made equal, a budget of bytes for each record, exact line numbers.
//! Text that is not UTF-8 is read as Windows-1252, which old spreadsheets write. Never holds more than one record.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use csv::{ByteRecord, StringRecord};

/// No record may be longer: a quote that never closes would otherwise swallow the file.
pub const RECORD_BYTES_MAX: usize = 8 << 20;
const CHUNK_BYTES: usize = 64 << 10;

/// One record and the lines of the file that it covers (the first line is 1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub line: u64,
    pub last_line: u64,
    pub cells: StringRecord,
}

/// Why nothing can be read from here on.
#[derive(Debug, thiserror::Error)]
pub enum RecordFault {
    #[error("the record that begins on line {line} does not end")]
    TooLong { line: u64 },
    #[error("the file can't be read: {0}")]
    Io(#[from] io::Error),
}

/// The records of a stream, one after the other.
pub struct Records<R> {
    csv: csv::Reader<EvenLines<R>>,
    budget: Arc<AtomicUsize>,
    record: ByteRecord,
    ended: bool,
}

impl<R> std::fmt::Debug for Records<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Records").field("ended", &self.ended).finish_non_exhaustive()
    }
}

impl<R: Read> Records<R> {
    pub fn new(source: R, delimiter: u8) -> Self {
        let budget = Arc::new(AtomicUsize::new(0));
        let lines = EvenLines::new(source, Arc::clone(&budget));
        let csv = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(lines);
        Self { csv, budget, record: ByteRecord::new(), ended: false }
    }

    fn read(&mut self) -> Result<Option<Row>, RecordFault> {
        self.budget.store(RECORD_BYTES_MAX, Ordering::Relaxed);
        let begins = self.csv.position().line();
        match self.csv.read_byte_record(&mut self.record) {
            Ok(false) => Ok(None),
            Ok(true) => Ok(Some(self.row())),
            Err(error) => match error.into_kind() {
                csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                    Err(RecordFault::TooLong { line: begins })
                }
                csv::ErrorKind::Io(error) => Err(error.into()),
                other => Err(io::Error::other(format!("{other:?}")).into()),
            },
        }
    }

    /// Every record ends with a line end (see [`EvenLines`]), so its first line follows from the position after it;
    /// the position before it would count blank lines as its own.
    fn row(&self) -> Row {
        let last_line = self.csv.position().line() - 1;
        let inside = self.record.as_slice().iter().filter(|b| **b == b'\n').count() as u64;
        Row { line: (last_line - inside).max(1), last_line, cells: decode(&self.record) }
    }
}

impl<R: Read> Iterator for Records<R> {
    type Item = Result<Row, RecordFault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let read = self.read().transpose();
        self.ended = !matches!(read, Some(Ok(_)));
        read
    }
}

fn decode(record: &ByteRecord) -> StringRecord {
    StringRecord::from_byte_record(record.clone()).unwrap_or_else(|refused| {
        let cells = refused.into_byte_record();
        cells.iter().map(|cell| encoding_rs::WINDOWS_1252.decode_without_bom_handling(cell).0).collect()
    })
}

/// Turns `\r\n` and `\r` into `\n`, ends the last line, and stops when a record has used up its budget.
struct EvenLines<R> {
    source: R,
    chunk: Vec<u8>,
    at: usize,
    filled: usize,
    after_return: bool,
    last: u8,
    budget: Arc<AtomicUsize>,
}

impl<R: Read> EvenLines<R> {
    fn new(source: R, budget: Arc<AtomicUsize>) -> Self {
        let chunk = vec![0; CHUNK_BYTES];
        Self { source, chunk, at: 0, filled: 0, after_return: false, last: b'\n', budget }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.at = 0;
        self.filled = loop {
            match self.source.read(&mut self.chunk) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read?,
            }
        };
        Ok(())
    }

    fn even(&mut self, out: &mut [u8]) -> usize {
        let mut written = 0;
        while self.at < self.filled && written < out.len() {
            let byte = self.chunk[self.at];
            self.at += 1;
            let follows_return = std::mem::replace(&mut self.after_return, byte == b'\r');
            if follows_return && byte == b'\n' {
                continue;
            }
            self.last = if byte == b'\r' { b'\n' } else { byte };
            out[written] = self.last;
            written += 1;
        }
        written
    }
}

impl<R: Read> Read for EvenLines<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let left = self.budget.load(Ordering::Relaxed);
        let room = out.len().min(left);
        if room == 0 && !out.is_empty() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        loop {
            if self.at == self.filled {
                self.refill()?;
            }
            if self.filled == 0 {
                if self.last == b'\n' {
                    return Ok(0);
                }
                self.last = b'\n';
                out[0] = b'\n';
                return Ok(1);
            }
            let written = self.even(&mut out[..room]);
            if written > 0 {
                self.budget.store(left - written, Ordering::Relaxed);
                return Ok(written);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[u8]) -> Vec<(u64, u64, Vec<String>)> {
        let cells = |row: &Row| row.cells.iter().map(str::to_owned).collect();
        Records::new(text, b',')
            .map(|row| row.unwrap())
            .map(|row| (row.line, row.last_line, cells(&row)))
            .collect()
    }

    #[test]
    fn line_numbers_are_those_of_an_editor_whatever_ends_a_line() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "", "\"c", "", "d\",e", "", "", "f,g"].join(end);
            let rows = lines(text.as_bytes());
            let seen: Vec<(u64, u64, &str)> =
                rows.iter().map(|(a, b, cells)| (*a, *b, cells[0].as_str())).collect();
            assert_eq!(seen, [(1, 1, "a"), (3, 5, "c\n\nd"), (8, 8, "f")], "{end:?}");
        }
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_read_as_windows_1252() {
        assert_eq!(lines(b"caf\xe9,5 \x80\ncaf\xc3\xa9")[0].2, ["café", "5 €"]);
        assert_eq!(lines(b"caf\xe9,5 \x80\ncaf\xc3\xa9")[1].2, ["café"]);
    }

    #[test]
    fn a_quote_that_never_closes_ends_the_reading_and_not_the_memory() {
        let endless = Read::chain(&b"a,b\n1,\"x"[..], io::repeat(b'y'));
        let mut records = Records::new(endless, b',');
        assert_eq!(records.next().unwrap().unwrap().line, 1);
        assert!(matches!(records.next(), Some(Err(RecordFault::TooLong { line: 2 }))));
        assert!(records.next().is_none());
    }
}
