//! The same rows through our own layer: columns are gathered, handed to the writer's thread and written by our statements
//! in one act a batch. Beside the bare driver, it shows what the layer costs and nothing else.

use std::sync::Arc;

use rusqlite::types::Value as Plain;

use super::{Kept, Rows, Sample, connect, part};
use crate::db::{Col, Db, Location, Problem, Statement, lite};

/// An empty database with the same tables, under our layer.
#[expect(missing_debug_implementations, reason = "a database does not print")]
pub struct Layer {
    db: Db,
    tables: Arc<Vec<Table>>,
}

struct Table {
    insert: &'static Statement,
    kinds: Vec<Kind>,
    rows: Vec<Vec<Plain>>,
}

#[derive(Clone, Copy)]
pub(super) enum Kind {
    Integer,
    Text,
    Boolean,
    Bytes,
}

impl Layer {
    /// Opens `location`, which must be empty, and keeps what of `sample` is to be written.
    pub fn open(location: &Location, sample: &Sample) -> anyhow::Result<Self> {
        let db = Db::open(location)?;
        let tables = match &sample.0 {
            Kept::Lite(tables) => tables.iter().map(|rows| table(location, rows, Vec::clone)).collect(),
            Kept::Pg(tables) => {
                tables.iter().map(|rows| table(location, rows, |line: &String| cells(line))).collect()
            }
        };
        let tables: anyhow::Result<Vec<Table>> = tables;
        Ok(Self { db, tables: Arc::new(tables?) })
    }

    /// Writes all rows in so many acts; each takes its share of every table.
    pub fn write(&self, acts: usize) -> anyhow::Result<()> {
        for at in 0..acts {
            let tables = Arc::clone(&self.tables);
            let done: Result<(), Problem> = self.db.act_blocking(move |tx| {
                for table in tables.iter() {
                    let rows = part(&table.rows, (at, acts));
                    if !rows.is_empty() {
                        tx.rows(table.insert, &columns(&table.kinds, rows))?;
                    }
                }
                Ok(())
            });
            done.map_err(|problem| anyhow::anyhow!("writing through the store: {problem}"))?;
        }
        Ok(())
    }
}

fn table<R>(location: &Location, rows: &Rows<R>, plain: impl Fn(&R) -> Vec<Plain>) -> anyhow::Result<Table> {
    let columns = columns_of(location, &rows.table)?;
    let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    let tokens = columns.iter().map(|(name, kind)| format!("{name} {}", kind.token()));
    let text = format!(
        "insert into {} ({}) select * from {{rows v: {}}}",
        rows.table,
        names.join(", "),
        tokens.collect::<Vec<_>>().join(", ")
    );
    // One text a table and run, kept as long as the process.
    let insert = Box::leak(Box::new(Statement::new("layer", file!(), Box::leak(text.into_boxed_str()))));
    let kinds = columns.into_iter().map(|(_, kind)| kind).collect();
    Ok(Table { insert, kinds, rows: rows.all.iter().map(plain).collect() })
}

/// Names and kinds in the table's own order.
pub(super) fn columns_of(location: &Location, table: &str) -> anyhow::Result<Vec<(String, Kind)>> {
    let kind = |name: &str| match name {
        "text" => Kind::Text,
        "boolean" => Kind::Boolean,
        "blob" | "bytea" => Kind::Bytes,
        _ => Kind::Integer,
    };
    match location {
        Location::File(path) => {
            let connection = lite::open_reader(path)?;
            let mut statement =
                connection.prepare("select name, lower(type) from pragma_table_info(?1) order by cid")?;
            let rows = statement.query_map([table], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
            rows.map(|row| row.map(|(name, known)| (name, kind(&known))).map_err(Into::into)).collect()
        }
        Location::Postgres(url) => {
            let text = "select column_name::text, data_type::text from information_schema.columns
                where table_schema = 'public' and table_name = $1 order by ordinal_position";
            let rows = connect(url)?.query(text, &[&table])?;
            Ok(rows.iter().map(|row| (row.get(0), kind(row.get(1)))).collect())
        }
    }
}

impl Kind {
    fn token(self) -> &'static str {
        match self {
            Self::Integer => "oi",
            Self::Text => "ot",
            Self::Boolean => "b",
            Self::Bytes => "x",
        }
    }
}

fn columns(kinds: &[Kind], rows: &[Vec<Plain>]) -> Vec<Col> {
    let column = |(at, kind): (usize, &Kind)| match kind {
        Kind::Integer => Col::OI(rows.iter().map(|row| integer(&row[at])).collect()),
        Kind::Text => Col::OT(rows.iter().map(|row| text(&row[at])).collect()),
        Kind::Boolean => Col::B(rows.iter().map(|row| integer(&row[at]) == Some(1)).collect()),
        Kind::Bytes => Col::X(rows.iter().map(|row| bytes(&row[at])).collect()),
    };
    kinds.iter().enumerate().map(column).collect()
}

/// PostgreSQL tells everything as text.
fn integer(cell: &Plain) -> Option<i64> {
    match cell {
        Plain::Integer(number) => Some(*number),
        Plain::Text(text) if text == "t" => Some(1),
        Plain::Text(text) => text.parse().ok(),
        _ => None,
    }
}

fn text(cell: &Plain) -> Option<String> {
    if let Plain::Text(text) = cell { Some(text.clone()) } else { None }
}

fn bytes(cell: &Plain) -> Vec<u8> {
    match cell {
        Plain::Blob(bytes) => bytes.clone(),
        Plain::Text(text) => {
            let hex = text.trim_start_matches("\\x");
            let byte = |at| hex.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok());
            (0..hex.len()).step_by(2).filter_map(byte).collect()
        }
        _ => Vec::new(),
    }
}

/// The cells of a line in PostgreSQL's own copy format.
fn cells(line: &str) -> Vec<Plain> {
    let cell = |written: &str| if written == "\\N" { Plain::Null } else { Plain::Text(unescaped(written)) };
    line.split('\t').map(cell).collect()
}

fn unescaped(written: &str) -> String {
    let (mut out, mut chars) = (String::with_capacity(written.len()), written.chars());
    while let Some(c) = chars.next() {
        out.push(match (c, c == '\\') {
            (c, false) => c,
            _ => match chars.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some('r') => '\r',
                Some(other) => other,
                None => '\\',
            },
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_copy_reads_back() {
        let read = cells("12\t\\N\ta\\tb\\\\c\\n\t\\\\x00ff");
        assert_eq!(read[..3], [Plain::Text("12".into()), Plain::Null, Plain::Text("a\tb\\c\n".into())]);
        assert_eq!((integer(&read[0]), bytes(&read[3])), (Some(12), vec![0, 255]));
    }
}
