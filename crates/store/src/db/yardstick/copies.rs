//! A large market out of a small one: every row that sellers and buyers made is written again and again, each time under
//! other ids, in other buckets, further back in time. Whatever held between the rows of one copy holds between those of all.
//! Left out: sessions, claims, commands and events, which nobody would look up. Only for measuring; never on real data.

use anyhow::Context;
use postgres::Client;
use rusqlite::Connection;

use super::{Location, connect, layer::columns_of};

/// Between the newest id of one copy and the oldest of the next: an hour of ids, so that a hundred copies are four days.
const GAP: i64 = (60 * 60_000) << 12;
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
}

const fn moves(table: &'static str, ids: &'static [&'static str], unique: &'static [&'static str]) -> Copied {
    Copied { table, ids, unique, stays: false, counts: false }
}

const fn stays(table: &'static str, ids: &'static [&'static str]) -> Copied {
    Copied { table, ids, unique: &[], stays: true, counts: false }
}

const fn counts(copied: Copied) -> Copied {
    Copied { counts: true, ..copied }
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
    moves("stock_item", &["id", "seller"], &[]),
    moves("movement", &["id", "item", "subject"], &[]),
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
    moves("timer", &["subject"], &[]),
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

    fn sql(&self, column: &str, number: i64) -> String {
        let Self { first, span, .. } = self;
        let (back, last) = (number * span, BUCKETS - 1);
        format!(
            "case when {column} >= {first} then ((({column} >> {BUCKET_BITS}) - {back}) << {BUCKET_BITS}) \
               | (({column} + {number}) & {last}) else {column} end"
        )
    }
}

enum Bare {
    Lite(Connection),
    Pg(Client),
}

impl Bare {
    fn run(&mut self, text: &str) -> anyhow::Result<()> {
        match self {
            Self::Lite(connection) => connection.execute_batch(text)?,
            Self::Pg(client) => client.batch_execute(text)?,
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

/// Writes so many copies beside what is there. Nobody else should be writing meanwhile.
pub fn multiply(location: &Location, count: i64) -> anyhow::Result<Copies> {
    let mut bare = match location {
        Location::File(path) => Bare::Lite(Connection::open(path)?),
        Location::Postgres(url) => Bare::Pg(connect(url)?),
    };
    if let Bare::Lite(_) = bare {
        // A file that breaks is thrown away with the run.
        bare.run("pragma synchronous = off; pragma cache_size = -2000000; pragma temp_store = memory;")?;
    }
    let copies = copies(&mut bare)?;
    for Copied { table, ids, .. } in &ALL {
        let (first, key) = (copies.first, ids[0]);
        bare.run(&format!("create temp table base_{table} as select * from {table} where {key} >= {first}"))
            .with_context(|| format!("setting {table} aside"))?;
    }
    let columns: Vec<Vec<String>> =
        ALL.iter().map(|copied| names(location, copied)).collect::<Result<_, _>>()?;
    for number in 1..=count {
        bare.run("begin")?;
        for (copied, columns) in ALL.iter().zip(&columns) {
            bare.run(&copied.text(columns, (&copies, number)))
                .with_context(|| format!("copying {}", copied.table))?;
        }
        bare.run("commit")?;
    }
    bare.run(&format!(
        "update invoice_counter set next = next + {count} * {} where next > 1",
        copies.invoices
    ))?;
    let all = count + 1;
    bare.run(&format!("update tally set many = many * {all}, total = total * {all}, vat = vat * {all}"))?;
    // The past has changed under what was closed.
    bare.run("delete from ledger_day")?;
    if let Bare::Pg(_) = bare {
        bare.run("analyze")?;
    }
    Ok(copies)
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
    fn text(&self, columns: &[String], (copies, number): (&Copies, i64)) -> String {
        let cell = |name: &String| match name.as_str() {
            "bucket" if self.stays => name.clone(),
            "bucket" => format!("(bucket + {number}) & {}", BUCKETS - 1),
            id if self.ids.contains(&id) => copies.sql(id, number),
            "number" if self.counts => format!("number + {number} * {}", copies.invoices),
            unique if self.unique.contains(&unique) => {
                format!("case when {unique} = '' then '' else {unique} || '~{number}' end")
            }
            _ => name.clone(),
        };
        let cells: Vec<String> = columns.iter().map(cell).collect();
        let table = self.table;
        format!("insert into {table} ({}) select {} from base_{table}", columns.join(", "), cells.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
