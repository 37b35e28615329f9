//! SQLite: how a connection is opened and how statements run on it. Which thread owns it stands in `act`.

use std::cell::Cell;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, Value as Plain, ValueRef};
use rusqlite::{Connection, OpenFlags, StatementStatus, ToSql};

use super::row::Read;
use super::{Col, Engine, Problem, Row, Statement, Stored, Value};

/// Statements kept ready on a connection.
const STATEMENTS_CACHED_MAX: usize = 512;
/// How long a connection waits for another process that writes.
const BUSY_WAIT: Duration = Duration::from_secs(5);

/// A read on a thread that serves may take so many steps of SQLite's machine; a longer one belongs to `db.heavy`.
/// Checked where assertions are, so that tests find it and users never do.
pub(super) const INLINE_STEPS_MAX: i32 = 20_000;

thread_local! {
    /// Set while a read runs inline on a thread that serves.
    pub(super) static INLINE: Cell<bool> = const { Cell::new(false) };
}

/// The one connection that writes; its commits wait for the disk, unless what they write can be made anew.
pub(super) fn open_writer(path: &Path, is_disposable: bool) -> anyhow::Result<Connection> {
    let connection = Connection::open(path)?;
    // `temp_store` stays as it is: kept in memory, what savepoints need to go back would be a chain of small pieces, and
    // each of the acts that share a commit would walk along all of it (half of the time when many products come in).
    // FULL: an order that a buyer was told of survives a power cut. Group commit makes the price bearable.
    connection.execute_batch("pragma journal_mode = wal; pragma wal_autocheckpoint = 10000;")?;
    connection.pragma_update(None, "synchronous", if is_disposable { "off" } else { "full" })?;
    prepare_connection(&connection)?;
    Ok(connection)
}

/// The one connection of a process that shares the file with nobody: nothing waits for the disk or for a lock.
pub(super) fn open_alone(path: &Path) -> anyhow::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.execute_batch(
        "pragma locking_mode = exclusive; pragma journal_mode = wal; pragma wal_autocheckpoint = 10000;
         pragma synchronous = off;",
    )?;
    prepare_connection(&connection)?;
    Ok(connection)
}

/// A connection that can't write.
pub(super) fn open_reader(path: &Path) -> anyhow::Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.execute_batch("pragma query_only = 1; pragma temp_store = memory;")?;
    prepare_connection(&connection)?;
    Ok(connection)
}

/// The name under which the `array` module takes its pointer.
const ARRAY: &std::ffi::CStr = c"rarray";

fn prepare_connection(connection: &Connection) -> anyhow::Result<()> {
    connection.busy_timeout(BUSY_WAIT)?;
    // The file is not mapped: with each commit of the writer, a reader would take its mapping down and build it anew.
    connection
        .execute_batch("pragma foreign_keys = on; pragma cache_size = -16384; pragma mmap_size = 0;")?;
    // A statement's plan does not depend on the values that it is given: otherwise each of them has it made anew.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_CACHED_MAX);
    rusqlite::vtab::array::load_module(connection)?;
    Ok(())
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let array = |plain: Vec<Plain>| Ok(ToSqlOutput::from_rc(Rc::new(plain), ARRAY));
        match self {
            Self::I(value) => Ok(ToSqlOutput::Owned(Plain::Integer(*value))),
            Self::OI(value) => Ok(ToSqlOutput::Owned(value.map_or(Plain::Null, Plain::Integer))),
            Self::T(value) => Ok(ToSqlOutput::Borrowed(ValueRef::Text(value.as_bytes()))),
            Self::OT(None) => Ok(ToSqlOutput::Owned(Plain::Null)),
            Self::OT(Some(value)) => Ok(ToSqlOutput::Borrowed(ValueRef::Text(value.as_bytes()))),
            Self::B(value) => Ok(ToSqlOutput::Owned(Plain::Integer(i64::from(*value)))),
            Self::X(value) => Ok(ToSqlOutput::Borrowed(ValueRef::Blob(value))),
            Self::Is(all) => array(all.iter().copied().map(Plain::Integer).collect()),
            Self::Ts(all) => array(all.iter().cloned().map(Plain::Text).collect()),
        }
    }
}

/// One cell of a column, without a copy.
fn cell(column: &Col, row: usize) -> ToSqlOutput<'_> {
    let integer = |number: Option<i64>| ToSqlOutput::Owned(number.map_or(Plain::Null, Plain::Integer));
    match column {
        Col::I(all) => integer(Some(all[row])),
        Col::OI(all) => integer(all[row]),
        Col::T(all) => ToSqlOutput::Borrowed(ValueRef::Text(all[row].as_bytes())),
        Col::OT(all) => match &all[row] {
            Some(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            None => integer(None),
        },
        Col::B(all) => integer(Some(i64::from(all[row]))),
        Col::X(all) => ToSqlOutput::Borrowed(ValueRef::Blob(&all[row])),
    }
}

pub(super) fn query(
    connection: &Connection,
    statement: &'static Statement,
    values: &[Value],
    read: &mut Read<'_>,
) -> Stored<()> {
    let mut prepared = connection.prepare_cached(statement.on(Engine::Lite))?;
    let mut rows = prepared.query(rusqlite::params_from_iter(values))?;
    while let Some(row) = rows.next()? {
        read(&Row::Lite(row))?;
    }
    drop(rows);
    if cfg!(debug_assertions) {
        let steps = prepared.reset_status(StatementStatus::VmStep);
        if INLINE.get() && steps > INLINE_STEPS_MAX {
            return Err(Problem::fault(format!("{} took {steps} steps inline: use `heavy`", statement.name)));
        }
    }
    Ok(())
}

pub(super) fn query_rows(
    connection: &Connection,
    statement: &'static Statement,
    columns: &[Col],
    count: usize,
    read: &mut Read<'_>,
) -> Stored<()> {
    let mut prepared = connection.prepare_cached(statement.on(Engine::Lite))?;
    for row in 0..count {
        for (at, column) in columns.iter().enumerate() {
            prepared.raw_bind_parameter(at + 1, cell(column, row))?;
        }
        let mut rows = prepared.raw_query();
        while let Some(row) = rows.next()? {
            read(&Row::Lite(row))?;
        }
    }
    Ok(())
}

pub(super) fn execute(
    connection: &Connection,
    statement: &'static Statement,
    values: &[Value],
) -> Stored<u64> {
    let mut prepared = connection.prepare_cached(statement.on(Engine::Lite))?;
    Ok(prepared.execute(rusqlite::params_from_iter(values))? as u64)
}

pub(super) fn rows(
    connection: &Connection,
    statement: &'static Statement,
    columns: &[Col],
    count: usize,
) -> Stored<u64> {
    let mut prepared = connection.prepare_cached(statement.on(Engine::Lite))?;
    let mut changed = 0;
    for row in 0..count {
        for (at, column) in columns.iter().enumerate() {
            prepared.raw_bind_parameter(at + 1, cell(column, row))?;
        }
        changed += prepared.raw_execute()? as u64;
    }
    Ok(changed)
}

/// Runs a read: all of its statements see the database as it was at its first one, and only that one looks for what
/// changed since the last read.
pub(super) fn at_one_moment(connection: &Connection, read: impl FnOnce()) -> Stored<()> {
    /// However the read ends.
    struct Ends<'c>(&'c Connection);
    impl Drop for Ends<'_> {
        fn drop(&mut self) {
            let ended = self.0.prepare_cached("commit").and_then(|mut commit| commit.execute([]));
            if let Err(error) = ended {
                tracing::error!(%error, "a read did not end");
            }
        }
    }
    connection.prepare_cached("begin")?.execute([])?;
    let _ends = Ends(connection);
    read();
    Ok(())
}

/// Copies what it can of the log into the database, without waiting for anybody: frames in the log, and frames of it
/// in the database.
pub(super) fn checkpoint(connection: &Connection) -> rusqlite::Result<(u64, u64)> {
    connection.query_row("pragma wal_checkpoint(passive)", [], |row| {
        let count = |number: i64| u64::try_from(number).unwrap_or(0);
        Ok((count(row.get(1)?), count(row.get(2)?)))
    })
}

/// Runs plain texts: `begin immediate`, `savepoint a`, migrations.
pub(super) fn batch(connection: &Connection, text: &str) -> Stored<()> {
    connection.execute_batch(text).map_err(Problem::from)
}
