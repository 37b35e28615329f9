//! The rows that could not be taken, as a file to correct and import again: the same columns, and one that says what is
//! wrong. Cells are neutralised, since people open it in a spreadsheet; reading it restores them.

use std::io::{self, Write};

use csv::StringRecord;

use super::cells;

const ERROR_COLUMN: &str = "Error";

pub struct RejectsFile<W: Write> {
    csv: csv::Writer<W>,
    columns: usize,
    old_errors: usize,
}

impl<W: Write> std::fmt::Debug for RejectsFile<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RejectsFile").field("columns", &self.columns).finish_non_exhaustive()
    }
}

impl<W: Write> RejectsFile<W> {
    /// Begins a file with the header of the one that is read. If that is a file of rejects itself, the old errors go.
    pub fn new(out: W, header: &StringRecord) -> io::Result<Self> {
        let old_errors = usize::from(header.iter().next_back() == Some(ERROR_COLUMN));
        let csv = csv::WriterBuilder::new().flexible(true).from_writer(out);
        let mut file = Self { csv, columns: header.len() - old_errors, old_errors };
        file.write(header, ERROR_COLUMN)?;
        Ok(file)
    }

    /// Writes a row as it was, and what is wrong with it; surplus cells come after that.
    pub fn write(&mut self, row: &StringRecord, error: &str) -> io::Result<()> {
        let cell = |at: usize| cells::neutralise(row.get(at).unwrap_or("").trim()).into_owned();
        let surplus = (self.columns + self.old_errors..row.len()).map(cell);
        let record: Vec<String> =
            (0..self.columns).map(cell).chain([error.to_owned()]).chain(surplus).collect();
        self.csv.write_record(record)?;
        Ok(())
    }

    pub fn finish(mut self) -> io::Result<()> {
        self.csv.flush()
    }
}
