//! The thin layer over both databases: statements, values, rows, transactions and where they run.
//! Knows no table. Nothing above it knows which database is behind.

mod act;
pub mod backup;
mod desk;
mod in_place;
mod job;
mod lite;
mod location;
mod log;
pub mod meter;
mod migrate;
mod pg;
mod pool;
mod queue;
mod record;
mod row;
mod statement;
mod trouble;
mod tx;
mod value;
mod writer;
pub mod yardstick;

pub use act::Db;
pub use desk::{Command, Desk, Outcomes};
pub use job::IsConflict;
pub use location::Location;
pub use migrate::{newest, pending};
pub use record::{RECORDS, Record, RecordEntry, insert, load, save};
pub use row::Row;
pub use statement::{Engine, STATEMENTS, Statement};
pub use trouble::{ON_ORDER, Plan, Trouble};
pub use tx::{Problem, Stored, Tx};
pub use value::{Cell, Col, Value};

/// Prepares every statement on the database behind `tx`: finds what only one of the two would refuse.
pub fn prepare_all(tx: &mut Tx<'_>) -> anyhow::Result<usize> {
    for entry in STATEMENTS {
        tx.prepare(entry)
            .map_err(|problem| anyhow::anyhow!("{} in {}: {problem}", entry.name, entry.file))?;
    }
    for entry in RECORDS {
        for statement in (entry.statements)() {
            tx.prepare(statement)
                .map_err(|problem| anyhow::anyhow!("{} of {}: {problem}", statement.name, entry.table))?;
        }
    }
    Ok(STATEMENTS.len() + RECORDS.len())
}
