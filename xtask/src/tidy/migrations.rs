//! The schema as the migrations write it: what a row is, where it lives, what its keys begin with.
//! Never runs a migration; the store's tests do that on both databases.

use super::sql_text::{Token, tokens};
use super::{Source, Violation};
use std::collections::BTreeSet;

const FOLDER: &str = "crates/store/migrations/";
const REFERENCE_MARK: &str = "-- reference:";
/// Types that the two databases do not share, or that would let an amount lose a cent.
const BANNED_TYPES: [&str; 14] = [
    "serial",
    "bigserial",
    "smallserial",
    "identity",
    "autoincrement",
    "real",
    "double",
    "float",
    "numeric",
    "decimal",
    "timestamptz",
    "jsonb",
    "varchar",
    "trigger",
];

#[derive(Debug, Default)]
pub struct Schema {
    /// Tables whose rows lie in buckets.
    pub sharded: BTreeSet<String>,
    pub violations: Vec<Violation>,
}

pub fn read(sources: &[Source]) -> Schema {
    let migrations: Vec<&Source> =
        sources.iter().filter(|source| source.path.starts_with(FOLDER) && source.ending() == "sql").collect();
    let mut schema = Schema::default();
    for source in &migrations {
        for table in tables(source) {
            if table.has_bucket() {
                schema.sharded.insert(table.name.to_owned());
            }
        }
    }
    for (at, source) in migrations.iter().enumerate() {
        schema.violations.extend(check_file(source, at + 1));
        let tables = tables(source);
        schema.violations.extend(tables.iter().flat_map(|table| check_table(source, table, &schema.sharded)));
        schema.violations.extend(check_indexes(source, &schema.sharded));
    }
    schema
}

fn check_file(source: &Source, number: usize) -> Vec<Violation> {
    let mut violations = vec![];
    let stem = source.file_name().trim_end_matches(".sql");
    let is_named = stem.strip_prefix(&format!("{number:04}_")).is_some_and(|name| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    });
    if !is_named {
        let hint = format!("expected {number:04}_what_it_does.sql: numbers follow each other");
        violations.push(Violation::new(source, 1, "migration-name", hint));
    }
    if !source.text.starts_with("--") {
        violations.push(Violation::new(
            source,
            1,
            "migration-head",
            "begin with a comment: what a row is, and why",
        ));
    }
    for token in tokens(&source.text) {
        if let Some(word) = BANNED_TYPES.iter().find(|word| token.is(word)) {
            let hint = format!("`{word}`: use bigint, boolean, text or bytes, and give values from outside");
            violations.push(Violation::new(source, line(source, token.offset), "migration-type", hint));
        }
    }
    violations
}

#[derive(Debug)]
struct Table<'a> {
    name: &'a str,
    offset: usize,
    items: Vec<Vec<Token<'a>>>,
}

impl Table<'_> {
    fn has_bucket(&self) -> bool {
        self.items.iter().any(|item| item[0].is("bucket"))
    }
}

fn tables(source: &Source) -> Vec<Table<'_>> {
    let all = tokens(&source.text);
    let mut found = vec![];
    for (at, token) in all.iter().enumerate().filter(|(at, token)| token.is("table") && is_created(&all, *at))
    {
        let name_at = at + if all.get(at + 1).is_some_and(|t| t.is("if")) { 4 } else { 1 };
        let Some(name) = all.get(name_at) else { continue };
        let items = items(&all[name_at + 1..]).into_iter().filter(|item| !item.is_empty()).collect();
        found.push(Table { name: name.text, offset: token.offset, items });
    }
    found
}

fn is_created(all: &[Token<'_>], table_at: usize) -> bool {
    let before = &all[table_at.saturating_sub(2)..table_at];
    matches!(before, [.., last] if last.is("create")) || matches!(before, [first, _] if first.is("create"))
}

/// What stands between the outer parentheses, cut at the commas of that level.
fn items<'a>(tokens: &[Token<'a>]) -> Vec<Vec<Token<'a>>> {
    let mut items = vec![vec![]];
    let mut depth = 0;
    for token in tokens {
        let is_outer = (token.is("(") && depth == 0) || (token.is(")") && depth == 1);
        depth += i32::from(token.is("(")) - i32::from(token.is(")"));
        if depth == 0 {
            break;
        }
        if token.is(",") && depth == 1 {
            items.push(vec![]);
        } else if !is_outer && let Some(last) = items.last_mut() {
            last.push(*token);
        }
    }
    items
}

fn check_table(source: &Source, table: &Table<'_>, sharded: &BTreeSet<String>) -> Vec<Violation> {
    let say = |offset: usize, hint: String| Violation::new(source, line(source, offset), "bucket", hint);
    let name = table.name;
    if !table.has_bucket() {
        let hint = format!("`{name}` has no bucket: add it, or write `{REFERENCE_MARK} why` above the table");
        let is_marked = is_reference(&source.text, table.offset);
        return if is_marked { vec![] } else { vec![say(table.offset, hint)] };
    }
    let mut violations = vec![];
    let mut has_primary_key = false;
    for item in &table.items {
        has_primary_key |= position(item, &["primary", "key"]).is_some();
        for key in [&["primary", "key"][..], &["unique"], &["foreign", "key"]] {
            let Some(at) = position(item, key) else { continue };
            let is_foreign = key[0] == "foreign";
            let points_outside = is_foreign && !target(item).is_some_and(|target| sharded.contains(target));
            let starts_well = item.get(at + key.len()).is_some_and(|open| open.is("("))
                && item.get(at + key.len() + 1).is_some_and(|column| column.is("bucket"));
            if !starts_well && !points_outside && !item[0].is("bucket") {
                let key = key.join(" ");
                violations.push(say(item[0].offset, format!("the {key} of `{name}` must begin with bucket")));
            }
        }
        let is_column_reference = position(item, &["foreign"]).is_none();
        if is_column_reference && let Some(target) = target(item).filter(|target| sharded.contains(*target)) {
            let hint = format!("`{name}` points at `{target}` without its bucket: foreign key (bucket, …)");
            violations.push(say(item[0].offset, hint));
        }
    }
    if !has_primary_key {
        violations.push(say(table.offset, format!("`{name}` has no primary key (bucket, …)")));
    }
    violations
}

fn check_indexes(source: &Source, sharded: &BTreeSet<String>) -> Vec<Violation> {
    let all = tokens(&source.text);
    let indexes = all.iter().enumerate().filter(|(at, token)| token.is("index") && is_created(&all, *at));
    indexes
        .filter_map(|(at, token)| {
            let on = at + all[at..].iter().position(|token| token.is("on"))?;
            let open = on + all[on..].iter().position(|token| token.is("("))?;
            let table = all.get(on + 1)?.text;
            // Or with what is worked out from it: `((bucket / 64), …)`.
            let first = all[open..].iter().find(|token| !token.is("("))?;
            let starts_well = first.is("bucket");
            let hint = format!("an index of `{table}` must begin with bucket");
            (sharded.contains(table) && !starts_well)
                .then(|| Violation::new(source, line(source, token.offset), "bucket", hint))
        })
        .collect()
}

fn position(item: &[Token<'_>], words: &[&str]) -> Option<usize> {
    (0..item.len())
        .find(|at| words.iter().enumerate().all(|(n, word)| item.get(at + n).is_some_and(|t| t.is(word))))
}

fn target<'a>(item: &[Token<'a>]) -> Option<&'a str> {
    let at = item.iter().position(|token| token.is("references"))?;
    item.get(at + 1).map(|token| token.text)
}

/// The block of comments right above the table says why it is the same everywhere.
fn is_reference(text: &str, offset: usize) -> bool {
    let line_start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let above = text[..line_start].lines().rev().take_while(|line| line.starts_with("--"));
    above.into_iter().any(|line| line.strip_prefix(REFERENCE_MARK).is_some_and(|why| !why.trim().is_empty()))
}

fn line(source: &Source, offset: usize) -> usize {
    source.text[..offset].matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::super::{said, source};
    use super::*;

    const ORDERS: &str =
        "create table orders (bucket bigint not null, id bigint, primary key (bucket, id));\n";

    fn check_sql(body: &str) -> Vec<String> {
        let text = format!("-- What a row is.\n{ORDERS}{body}");
        said(&read(&[source("crates/store/migrations/0001_orders.sql", &text)]).violations)
    }

    #[test]
    fn a_sharded_table_has_its_bucket_first_in_every_key() {
        for (body, expected) in [
            ("", vec![]),
            ("create table a (bucket bigint, id bigint, primary key (id, bucket));", vec!["3 bucket"]),
            ("create table a (bucket bigint, id bigint primary key);", vec!["3 bucket"]),
            ("create table a (bucket bigint, id bigint);", vec!["3 bucket"]),
            (
                "create table a (bucket bigint, n text, primary key (bucket, n), unique (n));",
                vec!["3 bucket"],
            ),
            (
                "create table a (bucket bigint, n text, primary key (bucket, n),\nconstraint b unique (bucket, n));",
                vec![],
            ),
            (
                "create unlogged table if not exists a (bucket bigint primary key, n bigint check (n > 0));",
                vec![],
            ),
            ("create index a on orders (id);", vec!["3 bucket"]),
            ("create unique index a on orders (bucket, id);", vec![]),
            ("create index a on orders ((bucket / 64), id);", vec![]),
            ("create index a on orders ((id / 64), bucket);", vec!["3 bucket"]),
        ] {
            assert_eq!(check_sql(body), expected, "{body}");
        }
    }

    #[test]
    fn a_table_without_bucket_says_why() {
        for (body, expected) in [
            ("create table markets (id bigint primary key);", vec!["3 bucket"]),
            ("-- reference: few rows, read by all\ncreate table markets (id bigint primary key);", vec![]),
            (
                "-- A market.\n-- reference: few rows\n-- read by all\ncreate table markets (id bigint);",
                vec![],
            ),
            ("-- reference:\ncreate table markets (id bigint primary key);", vec!["4 bucket"]),
            ("-- reference: other table\n\ncreate table markets (id bigint);", vec!["5 bucket"]),
        ] {
            assert_eq!(check_sql(body), expected, "{body}");
        }
    }

    #[test]
    fn foreign_keys_stay_inside_a_bucket_or_point_at_reference_tables() {
        let table =
            |key: &str| format!("create table a (bucket bigint, o bigint, primary key (bucket, o), {key});");
        for (key, expected) in [
            ("foreign key (bucket, o) references orders (bucket, id)", vec![]),
            ("foreign key (o) references orders (id)", vec!["3 bucket"]),
            ("p bigint references orders", vec!["3 bucket"]),
            ("m bigint references markets (id)", vec![]),
            ("foreign key (o) references markets (id)", vec![]),
        ] {
            assert_eq!(check_sql(&table(key)), expected, "{key}");
        }
    }

    #[test]
    fn types_are_those_that_both_databases_share() {
        assert_eq!(check_sql("-- no serial here\n"), [""; 0]);
        assert_eq!(check_sql("alter table orders add column total numeric;"), ["3 migration-type"]);
    }

    #[test]
    fn migrations_are_numbered_named_and_explained() {
        for (name, text, expected) in [
            ("0001_orders.sql", "-- a", vec![]),
            ("0002_orders.sql", "-- a", vec!["1 migration-name"]),
            ("0001_Orders.sql", "-- a", vec!["1 migration-name"]),
            ("0001_orders.sql", "create index;", vec!["1 migration-head"]),
        ] {
            assert_eq!(
                said(&read(&[source(&format!("{FOLDER}{name}"), text)]).violations),
                expected,
                "{name} {text}"
            );
        }
    }

    #[test]
    fn tables_with_a_bucket_are_known_to_the_statements() {
        let text = format!("-- a\n{ORDERS}-- reference: few\ncreate table markets (id bigint);");
        let schema = read(&[source("crates/store/migrations/0001_a.sql", &text)]);
        assert_eq!(schema.sharded, ["orders".to_owned()].into());
    }
}
