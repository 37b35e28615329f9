//! One text for both databases. Tokens: `$n`; `{in n}`; `{rows v: a i, b t}`; `{columns table alias}`;
//! `{pg: …}` and `{lite: …}` as the rare exception. The text never depends on the number of rows.

use std::fmt::Write as _;
use std::sync::OnceLock;

use postgres::types::Type;

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
    copies: OnceLock<Option<(String, Vec<Type>)>>,
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
        Self { name, file, text, lite: OnceLock::new(), pg: OnceLock::new(), copies: OnceLock::new() }
    }

    pub fn on(&self, engine: Engine) -> &str {
        match engine {
            Engine::Lite => self.lite.get_or_init(|| expand(self.text, Engine::Lite)),
            Engine::Pg => self.pg.get_or_init(|| expand(self.text, Engine::Pg)),
        }
    }

    /// For an insert of rows and nothing else, the same as a copy for PostgreSQL, with the types of its columns.
    pub(super) fn copies(&self) -> Option<(&str, &[Type])> {
        let made = self.copies.get_or_init(|| copy(self.text));
        made.as_ref().map(|(text, types)| (text.as_str(), types.as_slice()))
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
    let mut cells = None;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let close = closing(&rest[open..]).unwrap_or_else(|| panic!("an open token in {template}")) + open;
        let inner = &rest[open + 1..close];
        rest = &rest[close + 1..];
        match inner.strip_prefix("rows ").filter(|_| engine == Engine::Lite) {
            Some(rows) => {
                let rows = Rows::read(rows);
                if cuts(&mut out, "select * from") {
                    out.push_str(&rows.values());
                    // There it keeps `on conflict` from being read as a join's; here it is not allowed.
                    rest = rest.trim_start().strip_prefix("where true").unwrap_or(rest);
                } else if out.trim_start().starts_with("update") && cuts(&mut out, "from") {
                    cells = Some(rows);
                } else {
                    out.push_str(&rows.one_row());
                }
            }
            None => out.push_str(&token(inner, engine)),
        }
    }
    out.push_str(rest);
    if let Some(rows) = cells {
        out = rows.in_place(&out);
    }
    if engine == Engine::Lite { out.replace('$', "?") } else { out }
}

/// `insert into t (a) select * from {rows v: a i}` → `copy t (a) from stdin binary`. Absent where anything follows: a copy
/// knows no conflicts and tells nothing back.
fn copy(text: &str) -> Option<(String, Vec<Type>)> {
    let (table, rows) = text.strip_prefix("insert into ")?.split_once(" select * from {rows ")?;
    let rows = Rows::read(rows.strip_suffix('}')?);
    let types = rows.columns.iter().map(|(_, kind)| match pg_type(kind) {
        "bigint" => Type::INT8,
        "boolean" => Type::BOOL,
        "bytea" => Type::BYTEA,
        _ => Type::TEXT,
    });
    Some((format!("copy {table} from stdin binary"), types.collect()))
}

/// Takes `word` off the end, if it is there.
fn cuts(out: &mut String, word: &str) -> bool {
    let length = out.trim_end().strip_suffix(word).map(str::len);
    length.map(|length| out.truncate(length)).is_some()
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

fn token(token: &str, engine: Engine) -> String {
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
    Rows::read(rows).unnested()
}

fn qualified(alias: &str, name: &str) -> String {
    if alias.is_empty() { name.to_owned() } else { format!("{alias}.{name}") }
}

/// `{rows v: a i, b t}`: whole columns.
struct Rows<'t> {
    alias: &'t str,
    columns: Vec<(&'t str, &'t str)>,
}

impl<'t> Rows<'t> {
    fn read(token: &'t str) -> Self {
        let (alias, columns) = token.split_once(':').expect("{rows v: a i, …} names its alias");
        let column = |column: &'t str| {
            column.trim().split_once(' ').expect("a column of {rows} has a name and a kind")
        };
        Self { alias: alias.trim(), columns: columns.split(',').map(column).collect() }
    }

    fn list(&self, cell: impl Fn(usize, &str, &str) -> String) -> String {
        let cells = self.columns.iter().enumerate().map(|(at, (name, kind))| cell(at + 1, name, kind));
        cells.collect::<Vec<_>>().join(", ")
    }

    /// For PostgreSQL, which takes all rows at once.
    fn unnested(&self) -> String {
        let arrays = self.list(|at, _, kind| format!("${at}::{}[]", pg_type(kind)));
        format!("unnest({arrays}) as {}({})", self.alias, self.list(|_, name, _| name.to_owned()))
    }

    /// For SQLite, once a row.
    fn one_row(&self) -> String {
        format!("(select {}) as {}", self.list(|at, name, _| format!("${at} as {name}")), self.alias)
    }

    /// For an insert of one row: SQLite keeps no copies of pages for one that can't stop half-way.
    fn values(&self) -> String {
        format!("values ({})", self.list(|at, _, _| format!("${at}")))
    }

    /// Each cell where it is named: SQLite changes one row by its key, without a table in between.
    fn in_place(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        let dotted = format!("{}.", self.alias);
        while let Some(at) = rest.find(&dotted) {
            let (before, after) = (&rest[..at], &rest[at + dotted.len()..]);
            out.push_str(before);
            let length = after.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(after.len());
            let place = self.columns.iter().position(|(name, _)| *name == &after[..length]);
            match place.filter(|_| !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.')) {
                Some(place) => {
                    let _ = write!(out, "${}", place + 1);
                    rest = &after[length..];
                }
                None => {
                    out.push_str(&dotted);
                    rest = after;
                }
            }
        }
        out + rest
    }
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
    fn only_a_plain_insert_is_also_a_copy() {
        let (text, types) = copy("insert into t (a, b) select * from {rows v: a i, b ot}").unwrap();
        assert_eq!(text, "copy t (a, b) from stdin binary");
        assert_eq!(types, [Type::INT8, Type::TEXT]);
        for other in [
            "insert into t (a) select * from {rows v: a i} where true on conflict (a) do nothing",
            "insert into t (a) select v.a from {rows v: a i}",
            "insert into t (a) values ($1)",
            "update t set a = v.a from {rows v: a i}",
        ] {
            assert!(copy(other).is_none(), "{other}");
        }
    }

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
                "update t set n = ?2  where t.id = ?1",
                "update t set n = v.n from unnest($1::bigint[], $2::text[]) as v(id, n) where t.id = v.id",
            ),
            (
                "update t set n = t.n + v.n + av.n from {rows v: n i} where t.nn = v.n",
                "update t set n = t.n + ?1 + av.n  where t.nn = ?1",
                "update t set n = t.n + v.n + av.n from unnest($1::bigint[]) as v(n) where t.nn = v.n",
            ),
            (
                "insert into t (a, b) select * from {rows v: a i, b t} where true on conflict (a) do nothing",
                "insert into t (a, b) values (?1, ?2) on conflict (a) do nothing",
                "insert into t (a, b) select * from unnest($1::bigint[], $2::text[]) as v(a, b) where true on conflict (a) do nothing",
            ),
            (
                "select t.n from {rows v: a i} join t on t.a = v.a",
                "select t.n from (select ?1 as a) as v join t on t.a = v.a",
                "select t.n from unnest($1::bigint[]) as v(a) join t on t.a = v.a",
            ),
            (
                "insert into t (a) select * from {rows v: a oi}",
                "insert into t (a) values (?1)",
                "insert into t (a) select * from unnest($1::bigint[]) as v(a)",
            ),
        ];
        for (template, lite, pg) in cases {
            assert_eq!(expand(template, Engine::Lite), lite);
            assert_eq!(expand(template, Engine::Pg), pg);
        }
    }
}
