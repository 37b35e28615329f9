//! A large market out of a small one: every row that sellers and buyers made is written again and again, each time under
//! other ids, in other buckets, further back in time. Whatever held between the rows of one copy holds between those of all.
//! Left out: sessions, claims, commands and events, which nobody would look up, and what the sandbox has not sent yet, or all
//! copies would have it sent at one moment. Only for measuring; never on real data.

use std::fs::File;
use std::time::Duration;

use anyhow::Context;
use postgres::Client;
use rusqlite::Connection;

use super::{Location, connect, layer::columns_of};

/// Between the newest id of one copy and the oldest of the next: an hour of ids, so that a hundred copies are four days.
const GAP: i64 = (60 * 60_000) << 12;
/// How long another one's writing is waited for.
const BUSY_WAIT: Duration = Duration::from_secs(5);
/// Bits of an id that name its bucket.
const BUCKET_BITS: u32 = 10;
const BUCKETS: i64 = 1 << BUCKET_BITS;

/// What is copied: the table, its columns that hold ids, and texts that must stay unique. The first id tells whether a row
/// belongs to the market's sellers and buyers at all.
struct Copied {
    table: &'static str,
    ids: &'static [&'static str],
    unique: &'static [&'static str],
    /// A read-model, which stays in its market's bucket.
    stays: bool,
    /// Its `number` goes on without gaps: each copy counts on from the one before.
    counts: bool,
    /// Which rows are copied.
    only: &'static str,
}

const fn moves(table: &'static str, ids: &'static [&'static str], unique: &'static [&'static str]) -> Copied {
    Copied { table, ids, unique, stays: false, counts: false, only: "true" }
}

const fn stays(table: &'static str, ids: &'static [&'static str]) -> Copied {
    Copied { table, ids, unique: &[], stays: true, counts: false, only: "true" }
}

const fn counts(copied: Copied) -> Copied {
    Copied { counts: true, ..copied }
}

const fn only(copied: Copied, only: &'static str) -> Copied {
    Copied { only, ..copied }
}

const ALL: [Copied; 51] = [
    moves("users", &["id"], &[]),
    moves("user_address", &["user_id"], &[]),
    moves("membership", &["user_id", "subject"], &[]),
    moves("seller", &["id"], &[]),
    moves("seller_member", &["seller", "user_id"], &[]),
    moves("shop", &["id", "seller"], &[]),
    moves("zone", &["shop"], &[]),
    moves("product", &["id", "seller"], &[]),
    moves("variant", &["id", "product", "stock_item"], &[]),
    moves("offer", &["id", "shop", "product", "variant"], &[]),
    moves("stock_item", &["id", "seller", "newest", "previous"], &[]),
    moves("movement", &["id", "item", "subject", "previous"], &[]),
    moves("hold", &["purchase", "item"], &[]),
    moves("purchase", &["id", "user_id"], &[]),
    moves("purchase_part", &["purchase", "order_id", "shop", "seller"], &[]),
    moves("purchase_line", &["purchase", "order_id", "offer", "product", "variant", "stock_item"], &[]),
    moves("payment", &["id", "purchase", "user_id"], &["reference"]),
    moves("my_order", &["order_id", "user_id", "purchase"], &[]),
    moves("orders", &["id", "purchase", "payment", "shop", "seller", "user_id"], &["charge_reference"]),
    moves("order_line", &["order_id", "offer", "product", "variant", "stock_item"], &[]),
    moves("order_step", &["order_id", "id"], &[]),
    moves("transfer", &["id", "debit_subject", "credit_subject", "event", "subject"], &[]),
    moves("balance", &["subject"], &[]),
    only(moves("timer", &["subject"], &[]), "b.kind <> 'sandbox_sends'"),
    moves("payout", &["id", "seller"], &[]),
    moves("request", &["id", "order_id", "user_id"], &[]),
    moves("refund", &["id", "order_id", "payment"], &["charge_reference", "reference"]),
    moves("application", &["id", "seller", "user_id", "shop"], &[]),
    moves("application_step", &["application", "id"], &[]),
    moves("application_question", &["application"], &[]),
    moves("paper", &["id", "application", "seller"], &[]),
    moves("reminder", &["application"], &[]),
    moves("provider_check", &["id", "application"], &["reference"]),
    moves("trader", &["seller"], &[]),
    moves("fee_terms", &["account", "seller"], &[]),
    moves("fee", &["id", "account", "seller"], &[]),
    moves("fee_payment", &["id", "account", "seller", "user_id"], &["reference"]),
    moves("shop_plan", &["shop", "seller"], &[]),
    moves("listing_term", &["shop", "product"], &[]),
    counts(moves("invoice", &["id", "seller", "about"], &[])),
    moves("sandbox_charge", &["id"], &["reference", "intent"]),
    moves("sandbox_entry", &["id"], &["reference", "intent"]),
    stays("listing", &["product", "shop"]),
    stays("listing_word", &["product", "shop"]),
    stays("shop_list", &["shop", "seller"]),
    stays("shop_word", &["shop"]),
    stays("order_list", &["order_id", "shop", "seller"]),
    stays("payout_list", &["payout", "seller"]),
    stays("application_list", &["application", "seller"]),
    stays("paper_list", &["id", "application"]),
    counts(stays("invoice_list", &["invoice", "seller"])),
];

/// How ids of one copy become those of another.
#[derive(Debug, Clone, Copy)]
pub struct Copies {
    /// Older ids are the operator's and the market's, and stay.
    first: i64,
    /// Ids without their buckets that a copy takes up.
    span: i64,
    /// Invoices of a copy; they are all of one series.
    invoices: i64,
}

impl Copies {
    /// The id that `raw` has in copy `number`; the one that is copied is number 0.
    pub fn id(&self, raw: i64, number: i64) -> i64 {
        if raw < self.first {
            return raw;
        }
        (((raw >> BUCKET_BITS) - number * self.span) << BUCKET_BITS) | ((raw + number) & (BUCKETS - 1))
    }

    fn sql(&self, column: &str) -> String {
        let Self { first, span, .. } = self;
        let last = BUCKETS - 1;
        format!(
            "case when {column} >= {first} then ((({column} >> {BUCKET_BITS}) - s.number * {span}) << {BUCKET_BITS}) \
               | (({column} + s.number) & {last}) else {column} end"
        )
    }
}

enum Bare {
    Lite(Connection),
    Pg(Client),
}

impl Bare {
    /// A database that breaks is thrown away with the run. Who serves from it later writes it with care again.
    fn prepare(&mut self) -> anyhow::Result<()> {
        if let Self::Lite(connection) = self {
            connection.execute_batch(
                "pragma synchronous = off; pragma cache_size = -2000000; pragma temp_store = memory;
                 pragma foreign_keys = off;",
            )?;
            // Where somebody else has the file open, its log stays as it is.
            connection.busy_timeout(Duration::ZERO)?;
            let _ = connection.pragma_update(None, "journal_mode", "off");
            connection.busy_timeout(BUSY_WAIT)?;
        } else {
            self.run("set synchronous_commit = off")?;
        }
        Ok(())
    }

    fn run(&mut self, text: &str) -> anyhow::Result<()> {
        match self {
            Self::Lite(connection) => connection.execute_batch(text)?,
            Self::Pg(client) => client.batch_execute(text)?,
        }
        Ok(())
    }

    /// Lets statements be planned for what is there now. Of the small market SQLite knows, for each index, its rows: of
    /// them there are `all` times as many. It also knows how many share the first column: in read-models, which the market
    /// leads, these are `all` times as many too.
    fn tell_planner(&mut self, all: i64) -> anyhow::Result<()> {
        let Self::Lite(connection) = self else { return self.run("analyze") };
        let mut known = connection.prepare("select rowid, tbl, stat from sqlite_stat1")?;
        let known: Vec<(i64, String, String)> = known
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<_, _>>()?;
        for (row, table, stat) in known {
            if let Some(copied) = ALL.iter().find(|copied| copied.table == table) {
                let grows = if copied.stays { 2 } else { 1 };
                connection.execute(
                    "update sqlite_stat1 set stat = ?2 where rowid = ?1",
                    (row, grown(&stat, grows, all)),
                )?;
            }
        }
        Ok(())
    }

    fn number(&mut self, text: &str) -> anyhow::Result<i64> {
        Ok(match self {
            Self::Lite(connection) => connection.query_row(text, [], |row| row.get(0))?,
            Self::Pg(client) => client.query_one(text, &[])?.get(0),
        })
    }
}

/// A table that is being written: which one, and how many there are.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    pub table: &'static str,
    /// From 1 on.
    pub at: usize,
    pub of: usize,
}

/// Writes so many copies beside what is there, table by table; `said` hears of each. Nobody else should be writing meanwhile.
pub fn multiply(location: &Location, count: i64, said: &mut dyn FnMut(Step)) -> anyhow::Result<Copies> {
    let mut bare = match location {
        Location::File(path) => Bare::Lite(Connection::open(path)?),
        Location::Postgres(url) => Bare::Pg(connect(url)?),
    };
    bare.prepare()?;
    let copies = copies(&mut bare)?;
    // What is there is read while it is small.
    bare.run("analyze")?;
    bare.run(&format!("{}; {}", part(count), slot()))?;
    for (at, copied) in ALL.iter().enumerate() {
        said(Step { table: copied.table, at: at + 1, of: ALL.len() });
        let columns = names(location, copied)?;
        let from = copied.from(matches!(location, Location::File(_)));
        bare.run(&copied.text(&columns, &copies, from))
            .with_context(|| format!("copying {}", copied.table))?;
    }
    bare.run(&format!(
        "update invoice_counter set next = next + {count} * {} where next > 1",
        copies.invoices
    ))?;
    let all = count + 1;
    bare.run(&format!("update tally set many = many * {all}, total = total * {all}, vat = vat * {all}"))?;
    // The past has changed under what was closed.
    bare.run("delete from ledger_day")?;
    bare.tell_planner(all)?;
    drop(bare);
    if let Location::File(path) = location {
        // Otherwise the first commits of a server would wait until the disk has taken all of it.
        File::open(path)?.sync_all()?;
    }
    Ok(copies)
}

/// What SQLite knows of an index, `"rows rows-of-a-first-column …"`, once its table has grown to `all` times its rows, and
/// with it the first so many figures.
fn grown(stat: &str, grows: usize, all: i64) -> String {
    let grow = |(at, word): (usize, &str)| match word.parse::<i64>() {
        Ok(rows) if at < grows => (rows * all).to_string(),
        _ => word.to_owned(),
    };
    stat.split(' ').enumerate().map(grow).collect::<Vec<_>>().join(" ")
}

/// The numbers of all parts, the oldest first; what is copied is number 0.
fn part(count: i64) -> String {
    format!(
        "create temp table part as
           with recursive up (number) as (
             select cast(0 as bigint) union all select number + 1 from up where number < {count})
           select number from up order by number desc"
    )
}

/// For each bucket and part: where the part's rows for that bucket come from.
fn slot() -> String {
    let last = BUCKETS - 1;
    format!(
        "create temp table slot as
           with recursive up (bucket) as (
             select cast(0 as bigint) union all select bucket + 1 from up where bucket < {last})
           select up.bucket, part.number, (up.bucket - part.number) & {last} as source
           from up cross join part order by up.bucket, part.number desc"
    )
}

fn copies(bare: &mut Bare) -> anyhow::Result<Copies> {
    let first =
        bare.number("select min(id) from users").context("a market without people can't be copied")?;
    let mut last = first;
    for table in ["users", "transfer", "movement", "order_step", "sandbox_entry", "product", "offer"] {
        last = last.max(bare.number(&format!("select coalesce(max(id), 0) from {table}"))?);
    }
    let invoices = bare.number("select coalesce(max(number), 0) from invoice")?;
    Ok(Copies { first, span: (last >> BUCKET_BITS) - (first >> BUCKET_BITS) + GAP, invoices })
}

fn names(location: &Location, copied: &Copied) -> anyhow::Result<Vec<String>> {
    Ok(columns_of(location, copied.table)?.into_iter().map(|(name, _)| name).collect())
}

impl Copied {
    /// The rows to write: where the table keeps them by time, and where buckets lead its keys bucket by bucket, each from
    /// the oldest part on.
    fn from(&self, is_by_time: bool) -> &'static str {
        // `cross join` keeps SQLite from turning the two around; an order asked for would be sorted anew.
        if self.stays || is_by_time {
            "part s cross join base b where true"
        } else {
            "slot s cross join base b where b.bucket = s.source"
        }
    }

    /// Sets the table's rows aside and writes those of all parts in the order in which the table keeps them: a tree grows
    /// at one end only, and each page is written once.
    fn text(&self, columns: &[String], copies: &Copies, from: &str) -> String {
        let cell = |name: &String| match name.as_str() {
            "bucket" if self.stays => format!("b.{name}"),
            "bucket" => format!("(b.{name} + s.number) & {}", BUCKETS - 1),
            id if self.ids.contains(&id) => copies.sql(&format!("b.{id}")),
            "number" if self.counts => format!("b.number + s.number * {}", copies.invoices),
            unique if self.unique.contains(&unique) => {
                let own = format!("b.{unique}");
                format!(
                    "case when {own} = '' or s.number = 0 then {own} else {own} || '~' || cast(s.number as text) end"
                )
            }
            _ => format!("b.{name}"),
        };
        let cells: Vec<String> = columns.iter().map(cell).collect();
        let (table, key, only, first) = (self.table, self.ids[0], self.only, copies.first);
        let (columns, cells) = (columns.join(", "), cells.join(", "));
        format!(
            "begin;
             create temp table base as select * from {table} where {key} >= {first};
             create index base_bucket on base (bucket);
             delete from {table} where {key} >= {first};
             insert into {table} ({columns}) select {cells} from {from} and (s.number = 0 or {only});
             drop table base;
             commit"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_of_an_index_grows_where_copies_make_it_grow() {
        assert_eq!(grown("20000 20 1 1", 2, 500), "10000000 10000 1 1");
        assert_eq!(grown("20000 20 1 1", 1, 500), "10000000 20 1 1");
        assert_eq!(grown("7", 2, 3), "21");
        assert_eq!(grown("20000 20 unordered", 2, 2), "40000 40 unordered");
    }

    #[test]
    fn copies_never_share_an_id_and_the_bucket_moves_with_it() {
        let copies = Copies { first: 5 << 22, span: (9 << 12) + GAP, invoices: 0 };
        let (oldest, newest) = (5 << 22, (14 << 22) | 1_023);
        assert_eq!(copies.id(oldest, 0), oldest);
        assert!(copies.id(newest, 1) < oldest && copies.id(newest, 2) < copies.id(oldest, 1));
        assert_eq!(copies.id(newest, 1) & (BUCKETS - 1), 0, "the last bucket is followed by the first");
        assert_eq!(copies.id(77, 3), 77, "the operator's ids stay");
    }
}
