//! What the bare drivers do with the same rows: the yardstick of `halles bench`. Takes rows that a real run wrote, and
//! writes them again into an empty database, without anything of ours between driver and caller. Never used while serving.

mod copies;
mod layer;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};

use anyhow::Context;
use postgres::{Client, NoTls};
use rusqlite::Connection;
use rusqlite::types::Value as Plain;

pub use self::copies::{Copies, Step, multiply};
pub use self::layer::Layer;
use super::{Db, Location, lite};

/// How many rows each table has; reference tables are left out.
pub type Counts = BTreeMap<String, u64>;

/// Rows of one table in the order in which they were made.
#[derive(Debug)]
struct Rows<R> {
    table: String,
    all: Vec<R>,
}

/// Rows that a real run wrote.
#[derive(Debug)]
pub struct Sample(Kept);

#[derive(Debug)]
enum Kept {
    Lite(Vec<Rows<Vec<Plain>>>),
    /// Lines of PostgreSQL's own copy format.
    Pg(Vec<Rows<String>>),
}

/// An empty database with the same tables, under a bare driver.
#[expect(missing_debug_implementations, reason = "the drivers' connections do not print")]
pub enum Bare {
    Lite(Connection),
    Pg(Client),
}

/// Makes a database on the server of `url`, for one run.
pub fn make_database(url: &str, name: &str) -> anyhow::Result<Location> {
    connect(url)?.batch_execute(&format!("create database {name}")).context("making a database")?;
    Ok(Location::Postgres(on_database(url, name)?))
}

/// Takes it away again, whoever still uses it.
pub fn drop_database(url: &str, name: &str) -> anyhow::Result<()> {
    Ok(connect(url)?.batch_execute(&format!("drop database if exists {name} with (force)"))?)
}

/// The processes of the server that work for a database, where the server runs on this machine.
pub fn server_processes(url: &str) -> anyhow::Result<Vec<u32>> {
    let rows = connect(url)?
        .query("select pid from pg_stat_activity where datname = current_database()", &[])?
        .into_iter()
        .map(|row| row.get::<_, i32>(0));
    Ok(rows.filter_map(|id| u32::try_from(id).ok()).collect())
}

fn connect(url: &str) -> anyhow::Result<Client> {
    Client::connect(url, NoTls).context("reaching the PostgreSQL server")
}

/// `postgres://host/postgres` → `postgres://host/name`
fn on_database(url: &str, name: &str) -> anyhow::Result<String> {
    let (server, _) = url.rsplit_once('/').context("a PostgreSQL URL ends with a database")?;
    Ok(format!("{server}/{name}"))
}

/// What a database takes up, in bytes.
pub fn size(location: &Location) -> anyhow::Result<u64> {
    match location {
        Location::File(path) => Ok(std::fs::metadata(path)?.len()),
        Location::Postgres(url) => {
            let row = connect(url)?.query_one("select pg_database_size(current_database())", &[])?;
            Ok(row.get::<_, i64>(0).unsigned_abs())
        }
    }
}

pub fn counts(location: &Location) -> anyhow::Result<Counts> {
    match location {
        Location::File(path) => {
            let connection = lite::open_reader(path)?;
            let count = |table: String| {
                let text = format!("select count(*) from {table}");
                let rows: i64 = connection.query_row(&text, [], |row| row.get(0))?;
                Ok((table, rows.unsigned_abs()))
            };
            let text = "select m.name from sqlite_schema m where m.type = 'table'
                and exists (select 1 from pragma_table_info(m.name) c where c.name = 'bucket')";
            let mut tables = connection.prepare(text)?;
            let tables = tables.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
            tables.into_iter().map(count).collect()
        }
        Location::Postgres(url) => {
            let mut client = connect(url)?;
            let text = "select table_name::text from information_schema.columns
                where table_schema = 'public' and column_name = 'bucket'";
            let mut counts = Counts::new();
            for row in client.query(text, &[])? {
                let table: String = row.get(0);
                let rows: i64 = client.query_one(&format!("select count(*) from {table}"), &[])?.get(0);
                counts.insert(table, rows.unsigned_abs());
            }
            Ok(counts)
        }
    }
}

/// Takes from each table the newest rows, as many as `wanted` says. Ids begin with their time, so that they come out in
/// the order in which they were made, over all buckets.
pub fn sample(location: &Location, wanted: &Counts) -> anyhow::Result<Sample> {
    let wanted = wanted.iter().filter(|(_, rows)| **rows > 0);
    match location {
        Location::File(path) => {
            let connection = lite::open_reader(path)?;
            let taken = wanted.map(|(table, rows)| take_lite(&connection, table, *rows));
            Ok(Sample(Kept::Lite(taken.collect::<anyhow::Result<_>>()?)))
        }
        Location::Postgres(url) => {
            let mut client = connect(url)?;
            let taken = wanted.map(|(table, rows)| take_pg(&mut client, table, *rows));
            Ok(Sample(Kept::Pg(taken.collect::<anyhow::Result<_>>()?)))
        }
    }
}

fn newest(table: &str, rows: u64) -> String {
    format!("select * from {table} order by 2 desc limit {rows}")
}

fn take_lite(connection: &Connection, table: &str, rows: u64) -> anyhow::Result<Rows<Vec<Plain>>> {
    let mut statement = connection.prepare(&newest(table, rows))?;
    let width = statement.column_count();
    let read = |row: &rusqlite::Row<'_>| (0..width).map(|at| row.get(at)).collect();
    let mut all = statement.query_map([], read)?.collect::<Result<Vec<Vec<Plain>>, _>>()?;
    all.reverse();
    Ok(Rows { table: table.to_owned(), all })
}

fn take_pg(client: &mut Client, table: &str, rows: u64) -> anyhow::Result<Rows<String>> {
    let text = format!("copy ({}) to stdout", newest(table, rows));
    let mut all = BufReader::new(client.copy_out(&text)?).lines().collect::<Result<Vec<String>, _>>()?;
    all.reverse();
    Ok(Rows { table: table.to_owned(), all })
}

impl Bare {
    /// Opens `location`, which must be empty, makes our tables in it, and hands it to the bare driver, set as ours is.
    pub fn open(location: &Location) -> anyhow::Result<Self> {
        drop(Db::open(location)?);
        match location {
            Location::File(path) => Ok(Self::Lite(lite::open_writer(path, false)?)),
            Location::Postgres(url) => Ok(Self::Pg(connect(url)?)),
        }
    }

    /// Writes all rows in so many transactions; each takes its share of every table.
    pub fn write(&mut self, sample: &Sample, transactions: usize) -> anyhow::Result<()> {
        for at in 0..transactions {
            match (&mut *self, &sample.0) {
                (Self::Lite(connection), Kept::Lite(tables)) => {
                    write_lite(connection, tables, (at, transactions))?;
                }
                (Self::Pg(client), Kept::Pg(tables)) => write_pg(client, tables, (at, transactions))?,
                _ => anyhow::bail!("the rows were taken from another kind of database"),
            }
        }
        Ok(())
    }
}

/// The part of `all` that belongs to transaction `at` of `count`.
fn part<R>(all: &[R], (at, count): (usize, usize)) -> &[R] {
    &all[all.len() * at / count..all.len() * (at + 1) / count]
}

fn write_lite(
    connection: &Connection,
    tables: &[Rows<Vec<Plain>>],
    which: (usize, usize),
) -> anyhow::Result<()> {
    connection.execute_batch("begin immediate")?;
    for rows in tables {
        let part = part(&rows.all, which);
        let Some(first) = part.first() else { continue };
        let places = vec!["?"; first.len()].join(", ");
        let mut statement =
            connection.prepare_cached(&format!("insert into {} values ({places})", rows.table))?;
        for row in part {
            statement.execute(rusqlite::params_from_iter(row))?;
        }
    }
    Ok(connection.execute_batch("commit")?)
}

fn write_pg(client: &mut Client, tables: &[Rows<String>], which: (usize, usize)) -> anyhow::Result<()> {
    let mut transaction = client.transaction()?;
    for rows in tables {
        let part = part(&rows.all, which);
        if part.is_empty() {
            continue;
        }
        let mut writer = transaction.copy_in(&format!("copy {} from stdin", rows.table))?;
        for line in part {
            writer.write_all(line.as_bytes())?;
            writer.write_all(b"\n")?;
        }
        writer.finish()?;
    }
    Ok(transaction.commit()?)
}
