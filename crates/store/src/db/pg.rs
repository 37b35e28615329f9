//! PostgreSQL: a connection with its prepared statements. Belongs to one thread at a time. What an act writes goes to the
//! server together with what is asked next, or with the end: a way there and back costs more than most statements.

mod flight;

use std::collections::HashMap;

use postgres::NoTls;
use postgres::types::{ToSql, Type};
use tokio::runtime::Runtime;
use tokio_postgres::{Client, Config};

pub(super) use self::flight::Cells;
use self::flight::{Asked, Question, Waiting, Write};
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
    /// Drives the client while this thread waits for an answer.
    runtime: Runtime,
    prepared: HashMap<*const Statement, postgres::Statement>,
    /// As `prepared`, for inserts of many rows.
    copying: HashMap<*const Statement, postgres::Statement>,
    /// Statements that failed.
    failures: u64,
    transaction: Transaction,
}

/// An act's transaction.
#[derive(Default)]
struct Transaction {
    /// Whether the server was told of it.
    is_begun: bool,
    /// Whether writes may wait.
    is_patient: bool,
    /// What the server has yet to be told, in this order.
    waiting: Vec<Waiting>,
    /// Whether a write failed that had waited: whoever wrote was told that it is done.
    is_broken: bool,
    /// Whether the server was told to commit it.
    is_ending: bool,
}

// The maps' keys are only addresses of statics, never followed.
#[expect(unsafe_code, reason = "addresses of statics are plain numbers here")]
unsafe impl Send for Connection {}

impl Connection {
    pub(super) fn open(config: &Config, planning: &str) -> anyhow::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (client, driver) = runtime.block_on(config.connect(NoTls))?;
        // A connection that ends tells it to whoever asks next.
        runtime.spawn(async { drop(driver.await) });
        let mut opened = Self {
            client,
            runtime,
            prepared: HashMap::new(),
            copying: HashMap::new(),
            failures: 0,
            transaction: Transaction::default(),
        };
        opened.batch(planning)?;
        opened.batch(
            "set jit = off; set statement_timeout = '30s'; \
             set idle_in_transaction_session_timeout = '60s'; set client_min_messages = warning;",
        )?;
        Ok(opened)
    }

    /// How many statements have failed so far: a transaction in which one did keeps nothing, whatever it is told.
    pub(super) fn failures(&self) -> u64 {
        self.failures
    }

    /// Whether a write failed that had waited: the act is decided again, and waits for each of its writes.
    pub(super) fn is_broken(&self) -> bool {
        self.transaction.is_broken
    }

    /// Whether it may have been committed.
    pub(super) fn is_ending(&self) -> bool {
        self.transaction.is_ending
    }

    pub(super) fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    /// Begins a transaction, together with what is asked first. If `is_patient`, what is written may wait as well.
    pub(super) fn begin(&mut self, is_patient: bool) {
        let waiting = vec![Waiting::Begin];
        self.transaction = Transaction { is_patient, waiting, ..Transaction::default() };
    }

    /// Ends the transaction: `commit` or `rollback`.
    pub(super) fn end(&mut self, word: &str) -> Stored<()> {
        if word == "commit" {
            return self.commit();
        }
        self.rollback();
        Ok(())
    }

    /// Sends what waits and commits. A write that may miss its row is looked at before; so is a server that this act has
    /// not heard of yet, since nobody could say whether one that does not answer has committed.
    fn commit(&mut self) -> Stored<()> {
        if !self.transaction.is_begun || !self.transaction.waiting.iter().all(Waiting::is_sure) {
            self.send(None)?;
        }
        self.transaction.is_ending = true;
        self.transaction.waiting.push(Waiting::Commit);
        self.send(None)?;
        self.transaction = Transaction::default();
        Ok(())
    }

    pub(super) fn rollback(&mut self) {
        if std::mem::take(&mut self.transaction).is_begun {
            let _ = self.batch("rollback");
        }
    }

    pub(super) fn batch(&mut self, text: &str) -> Stored<()> {
        Ok(self.runtime.block_on(self.client.batch_execute(text))?)
    }

    /// Sends what waits, in its order, and behind it the question; the answer to that.
    fn send(&mut self, question: Option<&Question<'_>>) -> Asked {
        let transaction = &mut self.transaction;
        let waiting = std::mem::take(&mut transaction.waiting);
        transaction.is_begun |= !waiting.is_empty();
        let sent = self.runtime.block_on(flight::fly(&self.client, &waiting, question));
        self.failures += sent.failures;
        transaction.is_broken |= sent.is_broken;
        sent.answer
    }

    /// Parses and plans a statement, once.
    pub(super) fn prepared(&mut self, statement: &'static Statement) -> Stored<postgres::Statement> {
        let key: *const Statement = statement;
        if let Some(ready) = self.prepared.get(&key) {
            return Ok(ready.clone());
        }
        let ready = self.prepare(statement.on(Engine::Pg))?;
        self.prepared.insert(key, ready.clone());
        Ok(ready)
    }

    fn prepare(&mut self, text: &str) -> Stored<postgres::Statement> {
        let ready = self.runtime.block_on(self.client.prepare(text));
        self.failures += u64::from(ready.is_err());
        Ok(ready?)
    }

    pub(super) fn query(
        &mut self,
        statement: &'static Statement,
        values: &[Value],
        read: &mut Read<'_>,
    ) -> Stored<()> {
        self.read(statement, &flight::parameters(values), read)
    }

    pub(super) fn query_rows(
        &mut self,
        statement: &'static Statement,
        columns: &[Col],
        read: &mut Read<'_>,
    ) -> Stored<()> {
        self.read(statement, &flight::arrays(columns), read)
    }

    fn read(
        &mut self,
        statement: &'static Statement,
        cells: &[&(dyn ToSql + Sync)],
        read: &mut Read<'_>,
    ) -> Stored<()> {
        let ready = self.prepared(statement)?;
        let answer = self.send(Some(&Question::Rows { ready: &ready, cells }))?;
        answer.rows().iter().try_for_each(|row| read(&Row::Pg(row)))
    }

    /// Changes rows by plain parameters, at once; how many.
    pub(super) fn execute(&mut self, statement: &'static Statement, values: &[Value]) -> Stored<u64> {
        let ready = self.prepared(statement)?;
        let answer =
            self.send(Some(&Question::Write { ready: &ready, cells: &flight::parameters(values) }))?;
        Ok(answer.count())
    }

    /// Changes rows by columns, at once; how many.
    pub(super) fn rows(&mut self, statement: &'static Statement, columns: &[Col]) -> Stored<u64> {
        let answer = match self.copied(statement, columns)? {
            Some((ready, types)) => self.send(Some(&Question::Copy { ready: &ready, types, columns }))?,
            None => {
                let ready = self.prepared(statement)?;
                self.send(Some(&Question::Write { ready: &ready, cells: &flight::arrays(columns) }))?
            }
        };
        Ok(answer.count())
    }

    /// An insert of many rows goes as PostgreSQL takes them fastest: it plans nothing and places them page by page.
    fn copied(
        &mut self,
        statement: &'static Statement,
        columns: &[Col],
    ) -> Stored<Option<(postgres::Statement, &'static [Type])>> {
        let count = columns.first().map_or(0, Col::len);
        let Some((text, types)) = statement.copies().filter(|_| count >= COPIED_MIN) else { return Ok(None) };
        let key: *const Statement = statement;
        let ready = match self.copying.get(&key) {
            Some(ready) => ready.clone(),
            None => {
                let ready = self.prepare(text)?;
                self.copying.insert(key, ready.clone());
                ready
            }
        };
        Ok(Some((ready, types)))
    }

    /// Whether a write may wait; else whoever wrote is to be told what became of it.
    pub(super) fn is_patient(&self) -> bool {
        self.transaction.is_patient
    }

    /// Changes rows later, but before anything that is asked after this. `wanted`: how many rows must change.
    pub(super) fn write(
        &mut self,
        statement: &'static Statement,
        cells: Cells,
        wanted: Option<u64>,
    ) -> Stored<()> {
        let copied = match &cells {
            Cells::Columns(columns) => self.copied(statement, columns)?,
            Cells::Values(_) => None,
        };
        let (ready, copies) = match copied {
            Some((ready, types)) => (ready, Some(types)),
            None => (self.prepared(statement)?, None),
        };
        let may_miss = wanted.is_some() && statement.copies().is_none();
        self.transaction.waiting.push(Waiting::Write(Write { ready, copies, cells, wanted, may_miss }));
        Ok(())
    }
}
