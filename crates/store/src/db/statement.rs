//! One text for both databases. Tokens: `$n`; `{in n}`; `{rows v: a i, b t}`; `{columns table alias}`;
//! `{pg: …}` and `{lite: …}` as the rare exception. The text never depends on the number of rows.

use std::fmt::Write as _;
use std::sync::OnceLock;

use super::record::columns_of;

/// Which database speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Lite,
    Pg,
}

/// A named statement; its two expansions are made once.
#[derive(Debug)]
pub struct Statement {
    pub name: &'static str,
    pub file: &'static str,
    pub text: &'static str,
    lite: OnceLock<String>,
    pg: OnceLock<String>,
}

/// Every statement of the store, for the test that prepares them all.
#[linkme::distributed_slice]
pub static STATEMENTS: [&'static Statement];

/// Declares a statement and registers it: `statement!(ORDER_BY_ID, "select … where bucket = $1 and id = $2")`.
#[macro_export]
macro_rules! statement {
    ($(#[$doc:meta])* $name:ident, $text:expr) => {
        $(#[$doc])*
        static $name: &$crate::db::Statement = {
            static INNER: $crate::db::Statement = $crate::db::Statement::new(stringify!($name), file!(), $text);
            #[expect(unsafe_code, reason = "the linker gathers the statements")]
            #[linkme::distributed_slice($crate::db::STATEMENTS)]
            static ENTRY: &$crate::db::Statement = &INNER;
            &INNER
        };
    };
}

impl Statement {
    pub const fn new(name: &'static str, file: &'static str, text: &'static str) -> Self {
        Self { name, file, text, lite: OnceLock::new(), pg: OnceLock::new() }
    }

    pub fn on(&self, engine: Engine) -> &str {
        match engine {
            Engine::Lite => self.lite.get_or_init(|| expand(self.text, Engine::Lite)),
            Engine::Pg => self.pg.get_or_init(|| expand(self.text, Engine::Pg)),
        }
    }

    /// Takes whole columns (`{rows …}`): once on PostgreSQL, once a row on SQLite.
    pub fn is_bulk(&self) -> bool {
        self.text.contains("{rows ")
    }
}

/// Writes the text that `engine` understands.
///
/// # Panics
/// On an unknown token: the statement is wrong, and a test prepares them all.
fn expand(template: &str, engine: Engine) -> String {
    let mut out = String::with_capacity(template.len() + 64);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let close = closing(&rest[open..]).unwrap_or_else(|| panic!("an open token in {template}")) + open;
        let feeds_insert = out.trim_end().ends_with("select * from");
        out.push_str(&token(&rest[open + 1..close], engine, feeds_insert));
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    if engine == Engine::Lite { out.replace('$', "?") } else { out }
}

fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return Some(at),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn token(token: &str, engine: Engine, feeds_insert: bool) -> String {
    if let Some(text) = token.strip_prefix("pg:") {
        return if engine == Engine::Pg { expand(text, engine) } else { String::new() };
    }
    if let Some(text) = token.strip_prefix("lite:") {
        return if engine == Engine::Lite { expand(text, engine) } else { String::new() };
    }
    if let Some(number) = token.strip_prefix("in ") {
        let number = number.trim();
        return match engine {
            Engine::Pg => format!("= any(${number})"),
            Engine::Lite => format!("in (select value from rarray(${number}))"),
        };
    }
    if let Some(what) = token.strip_prefix("columns ") {
        let (table, alias) = what.trim().split_once(' ').unwrap_or((what.trim(), ""));
        return columns_of(table).iter().map(|name| qualified(alias, name)).collect::<Vec<_>>().join(", ");
    }
    let Some(rows) = token.strip_prefix("rows ") else { panic!("unknown token {{{token}}}") };
    let (alias, columns) = rows.split_once(':').expect("{rows v: a i, …} names its alias");
    rows_token(alias.trim(), columns, engine, feeds_insert)
}

fn qualified(alias: &str, name: &str) -> String {
    if alias.is_empty() { name.to_owned() } else { format!("{alias}.{name}") }
}

fn rows_token(alias: &str, columns: &str, engine: Engine, feeds_insert: bool) -> String {
    let columns: Vec<(&str, &str)> = columns
        .split(',')
        .map(|column| column.trim().split_once(' ').expect("a column of {rows} has a name and a kind"))
        .collect();
    let names = columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    let mut out = String::new();
    match engine {
        Engine::Pg => {
            let arrays =
                columns.iter().enumerate().map(|(at, (_, kind))| format!("${}::{}[]", at + 1, pg_type(kind)));
            let _ = write!(out, "unnest({}) as {alias}({names})", arrays.collect::<Vec<_>>().join(", "));
        }
        Engine::Lite => {
            let cells = columns.iter().enumerate().map(|(at, (name, _))| format!("${} as {name}", at + 1));
            let _ = write!(out, "(select {}) as {alias}", cells.collect::<Vec<_>>().join(", "));
            if feeds_insert {
                out = format!(
                    "(select {})",
                    (1..=columns.len()).map(|at| format!("${at}")).collect::<Vec<_>>().join(", ")
                );
            }
        }
    }
    out
}

fn pg_type(kind: &str) -> &'static str {
    match kind.trim() {
        "i" | "oi" => "bigint",
        "t" | "ot" => "text",
        "b" => "boolean",
        "x" => "bytea",
        other => panic!("unknown column kind {other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_becomes_what_each_database_understands() {
        let cases = [
            (
                "a = $1 and b {in 2}",
                "a = ?1 and b in (select value from rarray(?2))",
                "a = $1 and b = any($2)",
            ),
            ("x{pg: y}{lite: z}", "x z", "x y"),
            (
                "update t set n = v.n from {rows v: id i, n t} where t.id = v.id",
                "update t set n = v.n from (select ?1 as id, ?2 as n) as v where t.id = v.id",
                "update t set n = v.n from unnest($1::bigint[], $2::text[]) as v(id, n) where t.id = v.id",
            ),
            (
                "insert into t (a) select * from {rows v: a oi}",
                "insert into t (a) select * from (select ?1)",
                "insert into t (a) select * from unnest($1::bigint[]) as v(a)",
            ),
        ];
        for (template, lite, pg) in cases {
            assert_eq!(expand(template, Engine::Lite), lite);
            assert_eq!(expand(template, Engine::Pg), pg);
        }
    }
}
