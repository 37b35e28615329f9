//! A domain struct as one row: its columns, its insert, and its save guarded by the version.

use std::sync::OnceLock;

use super::{Col, Problem, Row, Statement, Stored, Tx};

/// A struct that is stored whole as one row of a table.
pub trait Record: Sized {
    const TABLE: &'static str;
    /// Reads the struct from the cells of a row, counted from `first`.
    fn from_cells(row: &Row<'_>, first: usize) -> Stored<Self>;
    fn columns(rows: &[Self]) -> Vec<Col>;
    fn entry() -> &'static RecordEntry;

    fn from_row(row: &Row<'_>) -> Stored<Self> {
        Self::from_cells(row, 0)
    }

    /// How many cells it takes.
    fn width() -> usize {
        Self::entry().columns.len() - 1
    }
}

/// What the layer knows about a record's table.
#[derive(Debug)]
pub struct RecordEntry {
    pub table: &'static str,
    /// Name and kind of each column, the bucket first.
    pub columns: &'static [(&'static str, &'static str)],
    /// Columns that name one row (after the bucket).
    pub keys: &'static [&'static str],
    pub statements: fn() -> [&'static Statement; 3],
    pub insert: OnceLock<&'static Statement>,
    pub save: OnceLock<&'static Statement>,
    pub load: OnceLock<&'static Statement>,
}

/// Every record of the store.
#[linkme::distributed_slice]
pub static RECORDS: [&'static RecordEntry];

pub(super) fn columns_of(table: &str) -> Vec<&'static str> {
    let entry = RECORDS.iter().find(|entry| entry.table == table);
    let entry = entry.unwrap_or_else(|| panic!("no record is stored in {table}"));
    entry.columns.iter().map(|(name, _)| *name).filter(|name| *name != "bucket").collect()
}

impl RecordEntry {
    pub fn insert(&self) -> &'static Statement {
        self.insert.get_or_init(|| leak("insert", insert_text(self)))
    }

    pub fn save(&self) -> &'static Statement {
        self.save.get_or_init(|| leak("save", save_text(self)))
    }

    pub fn load(&self) -> &'static Statement {
        self.load.get_or_init(|| leak("load", load_text(self)))
    }

    fn is_versioned(&self) -> bool {
        self.columns.iter().any(|(name, _)| *name == "version")
    }
}

/// A handful of texts, each made once and kept as long as the process.
fn leak(name: &'static str, text: String) -> &'static Statement {
    Box::leak(Box::new(Statement::new(name, file!(), Box::leak(text.into_boxed_str()))))
}

fn rows_token(entry: &RecordEntry) -> String {
    let columns =
        entry.columns.iter().map(|(name, kind)| format!("{name} {kind}")).collect::<Vec<_>>().join(", ");
    format!("{{rows v: {columns}}}")
}

fn insert_text(entry: &RecordEntry) -> String {
    let names = entry.columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    format!("insert into {} ({names}) select * from {}", entry.table, rows_token(entry))
}

/// Rows by bucket and first key: a join on PostgreSQL, a seek a key on SQLite.
fn load_text(entry: &RecordEntry) -> String {
    let (table, key) = (entry.table, entry.keys[0]);
    let names: Vec<&str> =
        entry.columns.iter().map(|(name, _)| *name).filter(|name| *name != "bucket").collect();
    let (plain, of_table) = (names.join(", "), names.iter().map(|name| format!("{table}.{name}")));
    let order = entry.keys.iter().map(|name| format!("{table}.{name}")).collect::<Vec<_>>().join(", ");
    format!(
        "{{pg:select {} from {{rows v: bucket i, wanted {}}} join {table} on {table}.bucket = v.bucket and {table}.{key} = v.wanted}}\
         {{lite:select {plain} from {table} where bucket = $1 and {key} = $2}} order by {order}",
        of_table.collect::<Vec<_>>().join(", "),
        kind_of(entry, key),
    )
}

fn kind_of(entry: &RecordEntry, column: &str) -> &'static str {
    entry.columns.iter().find(|(name, _)| *name == column).map_or("i", |(_, kind)| *kind)
}

/// Sets every column but the key; the version must be the one that was loaded, and grows by one.
fn save_text(entry: &RecordEntry) -> String {
    let is_key = |name: &str| name == "bucket" || entry.keys.contains(&name);
    let place = |wanted: &str| {
        let at =
            entry.columns.iter().position(|(name, _)| *name == wanted).expect("a key is one of the columns");
        at + 1
    };
    let assign = |name: &str| match name {
        "version" => format!("version = {}.version + 1", entry.table),
        name => format!("{name} = {{pg:v.{name}}}{{lite:${}}}", place(name)),
    };
    let sets = entry.columns.iter().map(|(name, _)| *name).filter(|name| !is_key(name)).map(assign);
    let mut guards: Vec<&str> = vec!["bucket"];
    guards.extend(entry.keys);
    if entry.is_versioned() {
        guards.push("version");
    }
    let table = entry.table;
    let meets =
        guards.iter().map(|name| format!("{table}.{name} = {{pg:v.{name}}}{{lite:${}}}", place(name)));
    format!(
        "update {table} set {}{{pg: from {}}} where {}",
        sets.collect::<Vec<_>>().join(", "),
        rows_token(entry),
        meets.collect::<Vec<_>>().join(" and "),
    )
}

/// Inserts rows.
pub fn insert<R: Record>(tx: &mut Tx<'_>, rows: &[R]) -> Stored<()> {
    if rows.is_empty() {
        return Ok(());
    }
    tx.put(R::entry().insert(), R::columns(rows), |written| {
        Problem::fault(format!("{written} of {} rows written to {}", rows.len(), R::TABLE))
    })
}

/// Rows whose first key is one of `wanted`, given with their buckets; in the order of their keys.
pub fn load<R: Record>(tx: &mut Tx<'_>, wanted: impl IntoIterator<Item = (i64, i64)>) -> Stored<Vec<R>> {
    let mut wanted: Vec<(i64, i64)> = wanted.into_iter().map(|(bucket, id)| (id, bucket)).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let columns = [
        Col::I(wanted.iter().map(|(_, bucket)| *bucket).collect()),
        Col::I(wanted.iter().map(|(id, _)| *id).collect()),
    ];
    tx.query_rows(R::entry().load(), &columns, R::from_row)
}

/// Saves rows that were loaded in this act; a row that somebody else saved meanwhile is a conflict.
/// The stored version grows by one: a struct saved once must not be saved again without the same done to it.
pub fn save<R: Record>(tx: &mut Tx<'_>, rows: &[R]) -> Stored<()> {
    if rows.is_empty() {
        return Ok(());
    }
    tx.put(R::entry().save(), R::columns(rows), |_| Problem::Conflict)
}

/// Stores a domain struct whole:
/// `record!(Order in "orders", bucket id.bucket(), keys [id], { id: i, state: t, version: i });`
/// Kinds: `i` integer, `oi` integer or null, `t` text, `ot` text or null, `b` boolean, `x` bytes.
#[macro_export]
macro_rules! record {
    ($type:ty as $name:ident in $table:literal, bucket |$row:ident| $bucket:expr, keys [$($key:ident),*], { $($field:ident : $kind:ident),* $(,)? }) => {
        static $name: $crate::db::RecordEntry = $crate::db::RecordEntry {
            table: $table,
            columns: &[("bucket", "i"), $((stringify!($field), stringify!($kind))),*],
            keys: &[$(stringify!($key)),*],
            statements: || [$name.insert(), $name.save(), $name.load()],
            insert: std::sync::OnceLock::new(),
            save: std::sync::OnceLock::new(),
            load: std::sync::OnceLock::new(),
        };

        const _: () = {
            #[expect(unsafe_code, reason = "the linker gathers the records")]
            #[linkme::distributed_slice($crate::db::RECORDS)]
            static ENTRY: &$crate::db::RecordEntry = &$name;
        };

        impl $crate::db::Record for $type {
            const TABLE: &'static str = $table;

            fn from_cells(row: &$crate::db::Row<'_>, first: usize) -> $crate::db::Stored<Self> {
                let mut at = first;
                Ok(Self { $($field: { let cell = row.get(at)?; at += 1; let _ = at; cell }),* })
            }

            fn columns(rows: &[Self]) -> Vec<$crate::db::Col> {
                vec![
                    $crate::db::Col::gather(rows.iter(), |$row: &$type| -> i64 { $bucket }),
                    $($crate::db::Col::gather(rows.iter(), |row: &$type| row.$field.clone())),*
                ]
            }

            fn entry() -> &'static $crate::db::RecordEntry {
                &$name
            }
        }
    };
}
