//! What store functions speak to: run a statement, read its rows, write many rows.

use super::pg::Cells;
use super::row::Read;
use super::{Col, Engine, Row, Statement, Value};

/// Why the database did not do what was asked.
#[derive(Debug)]
pub enum Problem {
    /// Somebody else was faster: reload and decide again.
    Conflict,
    /// A named unique key or check refused the row.
    Refused(String),
    /// More is waiting than is worth waiting for: come back in a moment. Nothing was done.
    Busy,
    /// Something that nobody expected.
    Fault(anyhow::Error),
}

/// What a store function answers.
pub type Stored<T> = Result<T, Problem>;

impl Problem {
    /// What became of a row whose key somebody else may have taken since the act looked: it is decided again, and finds it.
    pub fn taken_meanwhile(self) -> Self {
        match self {
            Self::Refused(_) => Self::Conflict,
            other => other,
        }
    }

    pub fn fault(text: impl Into<String>) -> Self {
        Self::Fault(anyhow::anyhow!(text.into()))
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Conflict => f.write_str("the rows changed meanwhile"),
            Self::Refused(name) => write!(f, "refused by {name}"),
            Self::Busy => f.write_str("too much is waiting"),
            Self::Fault(error) => write!(f, "{error:#}"),
        }
    }
}

impl std::error::Error for Problem {}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Self {
        if let rusqlite::Error::SqliteFailure(failure, Some(text)) = &error
            && failure.code == rusqlite::ErrorCode::ConstraintViolation
        {
            return Self::Refused(text.clone());
        }
        Self::Fault(error.into())
    }
}

impl From<postgres::Error> for Problem {
    fn from(error: postgres::Error) -> Self {
        let Some(db) = error.as_db_error() else { return Self::Fault(error.into()) };
        match db.code().code() {
            "40001" | "40P01" => Self::Conflict,
            "23505" | "23514" => Self::Refused(db.constraint().unwrap_or("constraint").to_owned()),
            _ => Self::Fault(anyhow::Error::from(error)),
        }
    }
}

/// A connection for the length of one act or one read.
#[expect(missing_debug_implementations, reason = "the drivers' connections do not print")]
pub enum Tx<'c> {
    Lite(&'c rusqlite::Connection),
    Pg(&'c mut super::pg::Connection),
}

impl Tx<'_> {
    pub fn engine(&self) -> Engine {
        match self {
            Self::Lite(_) => Engine::Lite,
            Self::Pg(_) => Engine::Pg,
        }
    }

    /// Reads rows. `read` turns each into a value.
    pub fn query<T>(
        &mut self,
        statement: &'static Statement,
        values: &[Value],
        read: impl Fn(&Row<'_>) -> Stored<T>,
    ) -> Stored<Vec<T>> {
        let mut found = Vec::new();
        self.read_each(statement, values, &mut |row| {
            found.push(read(row)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// Reads at most one row.
    pub fn query_one<T>(
        &mut self,
        statement: &'static Statement,
        values: &[Value],
        read: impl Fn(&Row<'_>) -> Stored<T>,
    ) -> Stored<Option<T>> {
        Ok(self.query(statement, values, read)?.into_iter().next())
    }

    /// Reads the rows of many keys given by columns (`{rows …}`): one statement on PostgreSQL, one cached statement a
    /// key on SQLite.
    pub fn query_rows<T>(
        &mut self,
        statement: &'static Statement,
        columns: &[Col],
        read: impl Fn(&Row<'_>) -> Stored<T>,
    ) -> Stored<Vec<T>> {
        let mut found = Vec::new();
        self.read_each_of(statement, columns, &mut |row| {
            found.push(read(row)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// The part of `query` that is the same for all that is read: made once, not for each statement again.
    fn read_each(
        &mut self,
        statement: &'static Statement,
        values: &[Value],
        read: &mut Read<'_>,
    ) -> Stored<()> {
        super::trouble::strikes()?;
        match self {
            Self::Lite(connection) => super::lite::query(connection, statement, values, read),
            Self::Pg(connection) => connection.query(statement, values, read),
        }
    }

    /// The part of `query_rows` that is the same for all that is read.
    fn read_each_of(
        &mut self,
        statement: &'static Statement,
        columns: &[Col],
        read: &mut Read<'_>,
    ) -> Stored<()> {
        let count = columns.first().map_or(0, Col::len);
        if count == 0 {
            return Ok(());
        }
        super::trouble::strikes()?;
        match self {
            Self::Lite(connection) => super::lite::query_rows(connection, statement, columns, count, read),
            Self::Pg(connection) => connection.query_rows(statement, columns, read),
        }
    }

    /// Changes rows by plain parameters; answers how many.
    pub fn execute(&mut self, statement: &'static Statement, values: &[Value]) -> Stored<u64> {
        super::trouble::strikes()?;
        match self {
            Self::Lite(connection) => super::lite::execute(connection, statement, values),
            Self::Pg(connection) => connection.execute(statement, values),
        }
    }

    /// Changes rows by columns (`{rows …}`): one statement on PostgreSQL, one cached statement a row on SQLite.
    /// Keys must be unique within a call. Answers how many rows changed.
    pub fn rows(&mut self, statement: &'static Statement, columns: &[Col]) -> Stored<u64> {
        debug_assert!(statement.is_bulk(), "{} takes no columns", statement.name);
        let count = columns.first().map_or(0, Col::len);
        debug_assert!(columns.iter().all(|column| column.len() == count), "columns of one length");
        if count == 0 {
            return Ok(0);
        }
        super::trouble::strikes()?;
        match self {
            Self::Lite(connection) => super::lite::rows(connection, statement, columns, count),
            Self::Pg(connection) => connection.rows(statement, columns),
        }
    }

    /// As `rows`, where each row must find its place; if only so many did, `missed` says what that means. On PostgreSQL it
    /// may go to the server with what is asked next, or with the end: if it fails then, the act is decided again, and is
    /// told at once what becomes of each of its writes.
    pub fn put(
        &mut self,
        statement: &'static Statement,
        columns: impl Into<Vec<Col>>,
        missed: impl FnOnce(u64) -> Problem,
    ) -> Stored<()> {
        let columns = columns.into();
        let wanted = columns.first().map_or(0, Col::len) as u64;
        if wanted == 0 {
            return Ok(());
        }
        if let Some(patient) = self.patient() {
            super::trouble::strikes()?;
            return patient.write(statement, Cells::Columns(columns), Some(wanted));
        }
        let changed = self.rows(statement, &columns)?;
        if changed == wanted { Ok(()) } else { Err(missed(changed)) }
    }

    /// As `put`, where it does not matter how many rows change.
    pub fn put_any(&mut self, statement: &'static Statement, columns: impl Into<Vec<Col>>) -> Stored<()> {
        let columns = columns.into();
        match self.patient() {
            Some(_) if columns.first().is_none_or(Col::is_empty) => Ok(()),
            Some(patient) => {
                super::trouble::strikes()?;
                patient.write(statement, Cells::Columns(columns), None)
            }
            None => self.rows(statement, &columns).map(|_| ()),
        }
    }

    /// As `put_any`, by plain parameters.
    pub fn change(&mut self, statement: &'static Statement, values: &[Value]) -> Stored<()> {
        match self.patient() {
            Some(patient) => {
                super::trouble::strikes()?;
                patient.write(statement, Cells::Values(values.to_vec()), None)
            }
            None => self.execute(statement, values).map(|_| ()),
        }
    }

    /// The connection of an act whose writes may wait.
    fn patient(&mut self) -> Option<&mut super::pg::Connection> {
        match self {
            Self::Pg(connection) if connection.is_patient() => Some(connection),
            Self::Pg(_) | Self::Lite(_) => None,
        }
    }

    /// Only parses and plans the statement.
    pub fn prepare(&mut self, statement: &'static Statement) -> Stored<()> {
        match self {
            Self::Lite(connection) => {
                connection.prepare_cached(statement.on(Engine::Lite)).map(|_| ()).map_err(Problem::from)
            }
            Self::Pg(connection) => connection.prepared(statement).map(drop),
        }
    }
}
