//! Numbered SQL files, each run once. A released one is never edited.

use super::{Engine, Problem, Statement, Stored, Tx, Value, lite, pg};

/// Number, name and text. `{blob}`, `{norowid}` and, but for `{leads}`, the place of the bucket in keys differ between the databases;
/// all else is one text.
const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "first_market", include_str!("../../migrations/0001_first_market.sql")),
    (2, "policies", include_str!("../../migrations/0002_policies.sql")),
    (3, "applications", include_str!("../../migrations/0003_applications.sql")),
    (4, "people", include_str!("../../migrations/0004_people.sql")),
    (5, "reviews", include_str!("../../migrations/0005_reviews.sql")),
    (6, "copies", include_str!("../../migrations/0006_copies.sql")),
    (7, "scale", include_str!("../../migrations/0007_scale.sql")),
    (8, "suspensions", include_str!("../../migrations/0008_suspensions.sql")),
    (9, "books", include_str!("../../migrations/0009_books.sql")),
    (10, "decor", include_str!("../../migrations/0010_decor.sql")),
    (11, "opening", include_str!("../../migrations/0011_opening.sql")),
    (12, "follow", include_str!("../../migrations/0012_follow.sql")),
    (13, "second_step", include_str!("../../migrations/0013_second_step.sql")),
    (14, "fees", include_str!("../../migrations/0014_fees.sql")),
    (15, "shop_host", include_str!("../../migrations/0015_shop_host.sql")),
    (16, "acting", include_str!("../../migrations/0016_acting.sql")),
    (17, "categories", include_str!("../../migrations/0017_categories.sql")),
    (18, "appeals", include_str!("../../migrations/0018_appeals.sql")),
    (19, "withheld", include_str!("../../migrations/0019_withheld.sql")),
    (20, "listed_in_month", include_str!("../../migrations/0020_listed_in_month.sql")),
    (21, "reminders", include_str!("../../migrations/0021_reminders.sql")),
    (22, "called_off", include_str!("../../migrations/0022_called_off.sql")),
    (23, "follow_news", include_str!("../../migrations/0023_follow_news.sql")),
    (24, "tallies", include_str!("../../migrations/0024_tallies.sql")),
    (25, "withheld_goods", include_str!("../../migrations/0025_withheld_goods.sql")),
    (26, "applications_in_order", include_str!("../../migrations/0026_applications_in_order.sql")),
    (27, "goods_of_shops", include_str!("../../migrations/0027_goods_of_shops.sql")),
    (28, "settlement_open", include_str!("../../migrations/0028_settlement_open.sql")),
    (29, "idle_indexes", include_str!("../../migrations/0029_idle_indexes.sql")),
    (30, "orders_by_state", include_str!("../../migrations/0030_orders_by_state.sql")),
    (31, "movements_linked", include_str!("../../migrations/0031_movements_linked.sql")),
];

/// Only one process migrates at a time.
const LOCK: i64 = 0x4841_4c4c_4553;

static APPLIED: Statement =
    Statement::new("APPLIED", file!(), "select number from schema_migration order by number");
static APPLY: Statement =
    Statement::new("APPLY", file!(), "insert into schema_migration (number, name) values ($1, $2)");

pub(super) fn run(tx: &mut Tx<'_>) -> Stored<()> {
    text(tx, "create table if not exists schema_migration (number bigint primary key, name text not null)")?;
    let applied = tx.query(&APPLIED, &[], |row| row.integer(0))?;
    for (number, name, script) in MIGRATIONS {
        if applied.contains(number) {
            continue;
        }
        let script = dialect(script, tx.engine());
        text(tx, &script)
            .map_err(|problem| Problem::fault(format!("migration {number} {name}: {problem}")))?;
        tx.execute(&APPLY, &[Value::I(*number), Value::from(*name)])?;
    }
    Ok(())
}

/// The newest migration that this program knows.
pub fn newest() -> i64 {
    MIGRATIONS.iter().map(|(number, ..)| *number).max().unwrap_or(0)
}

/// How many migrations of this program the database has not seen.
pub fn pending(tx: &mut Tx<'_>) -> Stored<usize> {
    let applied = tx.query(&APPLIED, &[], |row| row.integer(0))?;
    Ok(MIGRATIONS.iter().filter(|(number, ..)| !applied.contains(number)).count())
}

/// The lock is held by the transaction; acts never take one.
pub(super) fn run_pg(connection: &mut pg::Connection) -> anyhow::Result<()> {
    connection.batch(&format!("begin; select pg_advisory_xact_lock({LOCK})"))?;
    run(&mut Tx::Pg(connection))?;
    connection.batch("commit")?;
    Ok(())
}

fn text(tx: &mut Tx<'_>, text: &str) -> Stored<()> {
    match tx {
        Tx::Lite(connection) => lite::batch(connection, text),
        Tx::Pg(connection) => connection.batch(text),
    }
}

fn dialect(script: &str, engine: Engine) -> String {
    let script = match engine {
        Engine::Lite => bucket_last(&things_by_number(&script.replace("{blob}", "blob"))),
        Engine::Pg => script.replace("{blob}", "bytea"),
    };
    script.replace("{norowid}", if engine == Engine::Lite { "without rowid" } else { "" }).replace(LEADS, "")
}

/// The key of a thing with an id of its own, and how such a table and its id are written in SQLite.
const OF_THING: &str = "primary key (bucket, id)";
const ID: (&str, &str) = (" id bigint not null", " id integer primary key not null");

/// A thing with an id is kept by it alone: the bucket is part of the id. SQLite keeps such rows, however long, in the leaves
/// of a flat tree; a table without numbers of rows keeps them on the way to the leaves too, which suits short rows only.
fn things_by_number(script: &str) -> String {
    let by_number = |table: &str| match table.split_once(OF_THING) {
        Some((before, after)) => {
            let before = before.trim_end().trim_end_matches(',').replacen(ID.0, ID.1, 1);
            format!("{before}{}", after.replacen(" {norowid}", "", 1))
        }
        None => table.to_owned(),
    };
    script.split(';').map(by_number).collect::<Vec<_>>().join(";")
}

/// After a bucket that leads its key in SQLite too.
const LEADS: &str = " {leads}";

/// `primary key (bucket, id)` → `primary key (id, bucket)`, in all keys and indexes. A file is in one place: led by buckets,
/// each new row would lie on another page. Led by ids, which rise with time, what is written together lies together.
fn bucket_last(script: &str) -> String {
    const FIRST: &str = "(bucket, ";
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(at) = rest.find(FIRST) {
        let (before, after) = (&rest[..at], &rest[at + FIRST.len()..]);
        out.push_str(before);
        rest = after;
        match after.find(')').filter(|_| is_key(&out)) {
            Some(end) => {
                out.push('(');
                out.push_str(&after[..end]);
                out.push_str(", bucket");
                rest = &after[end..];
            }
            None => out.push_str(FIRST),
        }
    }
    out + rest
}

/// Whether the columns that follow are those of a key or an index.
fn is_key(before: &str) -> bool {
    let before = before.trim_end();
    let statement = before.rsplit(';').next().unwrap_or(before);
    let is_index = statement
        .lines()
        .any(|line| line.starts_with("create index ") || line.starts_with("create unique index "));
    before.ends_with("primary key") || before.ends_with("unique") || is_index
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_sqlite_a_thing_is_kept_by_its_id() {
        let text = "create table t (\n  bucket bigint not null, id bigint not null, a text,\n  primary key (bucket, id), unique (bucket, a)\n) {norowid};\ncreate table u (bucket bigint, paid bigint, primary key (bucket, paid)) {norowid};";
        let lite = "create table t (\n  bucket bigint not null, id integer primary key not null, a text, unique (a, bucket)\n);\ncreate table u (bucket bigint, paid bigint, primary key (paid, bucket)) without rowid;";
        assert_eq!(dialect(text, Engine::Lite), lite);
        assert_eq!(dialect(text, Engine::Pg), text.replace("{norowid}", ""));
    }

    #[test]
    fn in_sqlite_the_bucket_stands_last_in_keys_and_nowhere_else() {
        for (text, lite) in [
            ("a bigint, primary key (bucket, a)", "a bigint, primary key (a, bucket)"),
            ("constraint c unique (bucket, a, b)", "constraint c unique (a, b, bucket)"),
            ("create index i on t (bucket, a) where a > 0;", "create index i on t (a, bucket) where a > 0;"),
            (
                "create unique index i on t\n  (bucket, a desc);",
                "create unique index i on t\n  (a desc, bucket);",
            ),
            ("create index i on t (bucket);", "create index i on t (bucket);"),
            ("primary key (bucket {leads}, number)", "primary key (bucket, number)"),
            (
                "create index i on t (bucket, a);\ninsert into t (bucket, a) select 1, 2;",
                "create index i on t (a, bucket);\ninsert into t (bucket, a) select 1, 2;",
            ),
        ] {
            assert_eq!(dialect(text, Engine::Lite), lite);
            assert_eq!(dialect(text, Engine::Pg), text.replace(LEADS, ""));
        }
    }
}
