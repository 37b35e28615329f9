//! PostgreSQL: a connection with its prepared statements. Belongs to one thread at a time.

use std::collections::HashMap;

use postgres::binary_copy::BinaryCopyInWriter;
use postgres::types::{ToSql, Type};
use postgres::{Client, Config, NoTls};

use super::row::Read;
use super::{Col, Engine, Row, Statement, Stored, Value};

/// Acts and point reads go by keys: each of their statements is planned once, and by its indexes whatever size its tables
/// have today. A plan made while a table is nearly empty would else read all of it for ever; a plan for each execution costs
/// more than executing it.
pub(super) const BY_KEYS: &str = "set plan_cache_mode = force_generic_plan; set enable_seqscan = off; \
    set enable_hashjoin = off; set enable_mergejoin = off;";
/// Long reads may be reports: PostgreSQL weighs whether planning anew pays.
pub(super) const WEIGHED: &str = "set plan_cache_mode = auto;";

/// From so many rows on, an insert is a copy: it takes one more way to the server and back.
const COPIED_MIN: usize = 24;

/// A client and what it has prepared.
#[expect(missing_debug_implementations, reason = "the driver's client does not print")]
pub struct Connection {
    client: Client,
    prepared: HashMap<*const Statement, postgres::Statement>,
    /// As `prepared`, for inserts of many rows.
    copying: HashMap<*const Statement, postgres::Statement>,
    /// Statements that failed.
    failures: u64,
}

// The map's keys are only addresses of statics, never followed.
#[expect(unsafe_code, reason = "addresses of statics are plain numbers here")]
unsafe impl Send for Connection {}

impl Connection {
    pub(super) fn open(config: &Config, planning: &str) -> anyhow::Result<Self> {
        let mut client = config.connect(NoTls)?;
        client.batch_execute(planning)?;
        client.batch_execute(
            "set jit = off; set statement_timeout = '30s'; \
             set idle_in_transaction_session_timeout = '60s'; set client_min_messages = warning;",
        )?;
        Ok(Self { client, prepared: HashMap::new(), copying: HashMap::new(), failures: 0 })
    }

    /// How many statements have failed so far: a transaction in which one did keeps nothing, whatever it is told.
    pub(super) fn failures(&self) -> u64 {
        self.failures
    }

    /// Notes what became of a statement.
    fn noted<T>(&mut self, done: Result<T, postgres::Error>) -> Stored<T> {
        self.failures += u64::from(done.is_err());
        Ok(done?)
    }

    pub(super) fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    pub(super) fn batch(&mut self, text: &str) -> Stored<()> {
        Ok(self.client.batch_execute(text)?)
    }

    pub(super) fn prepared(&mut self, statement: &'static Statement) -> Stored<postgres::Statement> {
        let key: *const Statement = statement;
        if let Some(ready) = self.prepared.get(&key) {
            return Ok(ready.clone());
        }
        let ready = self.client.prepare(statement.on(Engine::Pg));
        let ready = self.noted(ready)?;
        self.prepared.insert(key, ready.clone());
        Ok(ready)
    }

    pub(super) fn query(
        &mut self,
        statement: &'static Statement,
        values: &[Value],
        read: &mut Read<'_>,
    ) -> Stored<()> {
        let ready = self.prepared(statement)?;
        let rows = self.client.query(&ready, &parameters(values));
        let rows = self.noted(rows)?;
        rows.iter().try_for_each(|row| read(&Row::Pg(row)))
    }

    pub(super) fn query_rows(
        &mut self,
        statement: &'static Statement,
        columns: &[Col],
        read: &mut Read<'_>,
    ) -> Stored<()> {
        let ready = self.prepared(statement)?;
        let arrays: Vec<&(dyn ToSql + Sync)> = columns.iter().map(Col::as_array).collect();
        let rows = self.client.query(&ready, &arrays);
        let rows = self.noted(rows)?;
        rows.iter().try_for_each(|row| read(&Row::Pg(row)))
    }

    pub(super) fn execute(&mut self, statement: &'static Statement, values: &[Value]) -> Stored<u64> {
        let ready = self.prepared(statement)?;
        let done = self.client.execute(&ready, &parameters(values));
        self.noted(done)
    }

    pub(super) fn rows(&mut self, statement: &'static Statement, columns: &[Col]) -> Stored<u64> {
        let count = columns.first().map_or(0, Col::len);
        if let Some((text, types)) = statement.copies().filter(|_| count >= COPIED_MIN) {
            let done = self.copy((statement, text), types, columns, count);
            return self.noted(done);
        }
        let ready = self.prepared(statement)?;
        let arrays: Vec<&(dyn ToSql + Sync)> = columns.iter().map(Col::as_array).collect();
        let done = self.client.execute(&ready, &arrays);
        self.noted(done)
    }

    /// Writes many rows as PostgreSQL takes them fastest: it plans nothing and places them page by page.
    fn copy(
        &mut self,
        (statement, text): (&'static Statement, &str),
        types: &[Type],
        columns: &[Col],
        count: usize,
    ) -> Result<u64, postgres::Error> {
        let key: *const Statement = statement;
        let ready = match self.copying.get(&key) {
            Some(ready) => ready.clone(),
            None => {
                let ready = self.client.prepare(text)?;
                self.copying.insert(key, ready.clone());
                ready
            }
        };
        let mut writer = BinaryCopyInWriter::new(self.client.copy_in(&ready)?, types);
        let mut cells: Vec<&(dyn ToSql + Sync)> = Vec::with_capacity(columns.len());
        for row in 0..count {
            cells.clear();
            cells.extend(columns.iter().map(|column| column.cell(row)));
            writer.write(&cells)?;
        }
        writer.finish()
    }
}

fn parameters(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}
