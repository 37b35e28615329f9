//! Every statement of the store binds the bucket of every sharded table it names, so that the same text
//! runs on one file and on a cluster. Reads texts only: whether they run is for the store's tests.

use super::rust_text::Literal;
use super::sql_text::{Kind, Token, looks_like_sql, spoken, tokens};
use super::{RustFile, Violation};
use std::collections::BTreeSet;

/// Statements that go through all buckets, and why they may. Name, reason.
const UNBOUND: [(&str, &str); 7] = [
    ("DAYS", "an operator's report over all sellers"),
    ("UNKNOWN", "an operator's report over all sellers"),
    ("TRIAL", "the trial balance sums every bucket"),
    ("FORGET", "what is old is forgotten everywhere"),
    ("NEXT_DUE", "asked by `jobs run`, never while serving"),
    ("ENTRIES_BETWEEN", "the sandbox provider's file of a day"),
    ("FIRST_ENTRY", "the sandbox provider's first day"),
];

/// Files whose statements look through the whole database on purpose.
const THROUGH_ALL: &[(&str, &str)] = &[
    ("crates/store/src/check.rs", "the doctor checks every row"),
    ("crates/store/src/check/copies.rs", "the doctor checks every row"),
    ("crates/store/src/check/review.rs", "the doctor checks every row"),
    ("crates/store/src/check/fees.rs", "the doctor checks every row"),
    ("crates/store/src/check/settled.rs", "the doctor checks every row"),
    ("crates/store/src/check/decor.rs", "the doctor checks every row"),
    ("crates/store/src/check/second_step.rs", "the doctor checks every row"),
    ("crates/store/src/check/stand_in.rs", "the doctor checks every row"),
    ("crates/store/src/check/tallies.rs", "the doctor checks every row"),
];

/// The layer under the statements: it writes texts for records and talks to the databases themselves.
const LAYER: &str = "crates/store/src/db/";

/// Words that end the name of a table; what else follows it is its alias.
const AFTER_TABLE: [&str; 19] = [
    "where",
    "on",
    "set",
    "join",
    "left",
    "right",
    "inner",
    "cross",
    "full",
    "natural",
    "order",
    "group",
    "limit",
    "using",
    "values",
    "select",
    "returning",
    "union",
    "from",
];
const KEYWORDS: [&str; 20] = [
    "select",
    "from",
    "where",
    "insert",
    "into",
    "update",
    "set",
    "delete",
    "join",
    "and",
    "or",
    "order",
    "group",
    "by",
    "limit",
    "values",
    "not",
    "exists",
    "conflict",
    "returning",
];

pub fn check(rust_files: &[RustFile], sharded: &BTreeSet<String>) -> Vec<Violation> {
    let is_store = |file: &&RustFile| file.source.path.starts_with("crates/store/src/");
    rust_files.iter().filter(is_store).flat_map(|file| check_file(file, sharded)).collect()
}

fn check_file(file: &RustFile, sharded: &BTreeSet<String>) -> Vec<Violation> {
    let calls = file.rust.macro_calls("statement");
    let mut violations = vec![];
    for literal in file.rust.literals.iter().filter(|literal| !file.rust.is_test(literal.offset)) {
        let call = calls.iter().find(|range| range.contains(&literal.offset));
        let line = file.rust.line(literal.offset);
        if call.is_none() && looks_like_sql(&literal.text) && !file.source.path.starts_with(LAYER) {
            let hint = "declare it by `statement!(NAME, \"…\")`, so that it is prepared and checked";
            violations.push(Violation::new(&file.source, line, "statement", hint));
        }
        if let Some(call) = call {
            let name = name_before(&file.rust.code[call.start..literal.offset]);
            let all = THROUGH_ALL.iter().any(|(path, _)| *path == file.source.path);
            let nothing = BTreeSet::new();
            let problems = check_literal(literal, name, if all { &nothing } else { sharded }).into_iter();
            violations.extend(
                problems
                    .map(|hint| Violation::new(&file.source, line, "statement", format!("{name}: {hint}"))),
            );
        }
    }
    violations
}

fn name_before(code: &str) -> &str {
    code.split(|c: char| !(c.is_alphanumeric() || c == '_')).rfind(|word| !word.is_empty()).unwrap_or("?")
}

fn check_literal(literal: &Literal, name: &str, sharded: &BTreeSet<String>) -> BTreeSet<String> {
    let texts = ["pg", "lite"].map(|engine| spoken(&literal.text, engine));
    let mut problems: BTreeSet<String> = texts.iter().flat_map(|text| banned(&tokens(text))).collect();
    if !UNBOUND.iter().any(|(allowed, _)| *allowed == name) {
        problems.extend(texts.iter().flat_map(|text| unbound(&tokens(text), sharded)));
    }
    problems
}

fn banned(tokens: &[Token<'_>]) -> Vec<String> {
    let word = |at: usize, text: &str| tokens.get(at).is_some_and(|token| token.is(text));
    let mut problems = vec![];
    for (at, token) in tokens.iter().enumerate() {
        let is_call = word(at + 1, "(");
        let problem = match token.text {
            "now" | "random" if is_call => "time and chance are parameters",
            "current_timestamp" | "current_date" | "current_time" => "time is a parameter",
            "for" if word(at + 1, "update") || word(at + 1, "share") => "no row locks: guard and count rows",
            "recursive" => "no recursive statements",
            "*" if word(at.wrapping_sub(1), ".") => "name the columns",
            "*" if word(at.wrapping_sub(1), "select") && !feeds_rows(&tokens[at + 1..]) => "name the columns",
            text if text.starts_with("pg_advisory") => "no advisory locks",
            text if token.kind == Kind::Word && KEYWORDS.iter().any(|k| k.to_uppercase() == text) => {
                "write keywords in lower case"
            }
            _ => continue,
        };
        problems.push(format!("`{}`: {problem}", token.text));
    }
    problems
}

fn feeds_rows(after: &[Token<'_>]) -> bool {
    matches!(after, [from, rows, ..] if from.is("from") && rows.is_rows())
}

/// A sharded table as one part of a statement names it.
#[derive(Debug)]
struct Mention<'a> {
    table: &'a str,
    alias: &'a str,
    scope: usize,
}

fn unbound(tokens: &[Token<'_>], sharded: &BTreeSet<String>) -> Vec<String> {
    let scopes = Scopes::new(tokens);
    let mentions = mentions(tokens, &scopes, sharded);
    let mut bound = vec![false; mentions.len()];
    let mut equal = vec![];
    for (at, token) in tokens.iter().enumerate() {
        if token.is("bucket") {
            bind(tokens, at, &scopes, &mentions, &mut bound, &mut equal);
        }
        if token.is("using") && list_after(tokens, at + 1).any(|token| token.is("bucket")) {
            let joined: Vec<usize> =
                (0..mentions.len()).filter(|m| mentions[*m].scope == scopes.of[at]).collect();
            equal.extend(joined.windows(2).map(|pair| (pair[0], pair[1])));
        }
    }
    for _ in 0..equal.len() {
        for (a, b) in &equal {
            let either = bound[*a] || bound[*b];
            (bound[*a], bound[*b]) = (either, either);
        }
    }
    let open = mentions.iter().zip(bound).filter(|(_, bound)| !bound);
    let mut problems: Vec<String> = open
        .map(|(m, _)| format!("the bucket of `{}` is not bound (`{}.bucket = $n`)", m.table, m.alias))
        .collect();
    problems.extend(bare_inserts(tokens, sharded));
    problems
}

fn bare_inserts(tokens: &[Token<'_>], sharded: &BTreeSet<String>) -> Vec<String> {
    let targets = tokens
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| pair[0].is("into") && sharded.contains(pair[1].text));
    targets
        .filter(|(at, _)| !list_after(tokens, at + 2).any(|token| token.is("bucket")))
        .map(|(_, pair)| format!("the insert into `{}` does not list its bucket", pair[1].text))
        .collect()
}

/// The tokens of a list in parentheses that opens at `at`; nothing if none does.
fn list_after<'t, 'a>(tokens: &'t [Token<'a>], at: usize) -> impl Iterator<Item = &'t Token<'a>> {
    let opens = tokens.get(at).is_some_and(|token| token.is("("));
    tokens.iter().skip(at).take_while(|token| !token.is(")")).filter(move |_| opens)
}

fn mentions<'a>(tokens: &[Token<'a>], scopes: &Scopes, sharded: &BTreeSet<String>) -> Vec<Mention<'a>> {
    let is = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.is(word));
    let mut found = vec![];
    for (at, token) in tokens.iter().enumerate() {
        let names_tables = token.is("join")
            || token.is("from") && !is(at.wrapping_sub(1), "distinct")
            || token.is("update") && !is(at + 1, "set");
        let mut here = at + 1;
        while names_tables && let Some(table) = tokens.get(here).filter(|table| table.kind == Kind::Word) {
            let alias_at = here + if is(here + 1, "as") { 2 } else { 1 };
            let alias =
                tokens.get(alias_at).filter(|t| t.kind == Kind::Word && !AFTER_TABLE.contains(&t.text));
            if sharded.contains(table.text) {
                let alias = alias.unwrap_or(table).text;
                found.push(Mention { table: table.text, alias, scope: scopes.of[here] });
            }
            let after = if alias.is_some() { alias_at + 1 } else { here + 1 };
            if !is(after, ",") {
                break;
            }
            here = after + 1;
        }
    }
    found
}

/// Notes what the `bucket` at `at` says: bound to a value, or equal to another table's.
fn bind(
    tokens: &[Token<'_>],
    at: usize,
    scopes: &Scopes,
    mentions: &[Mention<'_>],
    bound: &mut [bool],
    equal: &mut Vec<(usize, usize)>,
) {
    let qualifier = |at: usize| (at >= 2 && tokens[at - 1].is(".")).then(|| tokens[at - 2].text);
    let own = find(mentions, scopes, scopes.of[at], qualifier(at));
    let Some(own) = own else { return };
    let start = if qualifier(at).is_some() { at - 2 } else { at };
    let after: Vec<Token<'_>> = tokens[at + 1..].iter().take(4).copied().collect();
    let is_value_before = start >= 2 && tokens[start - 1].is("=") && tokens[start - 2].kind == Kind::Param;
    match after.as_slice() {
        [brace, ..] if brace.text.starts_with("{in ") => bound[own] = true,
        [word, open, value, ..] if word.is("in") && open.is("(") && value.kind == Kind::Param => {
            bound[own] = true
        }
        // The buckets of one lane of the outbox.
        [word, first, and, last, ..]
            if word.is("between")
                && and.is("and")
                && first.kind == Kind::Param
                && last.kind == Kind::Param =>
        {
            bound[own] = true
        }
        [sign, value, ..] if sign.is("=") && (value.kind == Kind::Param || value.is("any")) => {
            bound[own] = true
        }
        [sign, other, dot, bucket] if sign.is("=") && dot.is(".") && bucket.is("bucket") => {
            match find(mentions, scopes, scopes.of[at], Some(other.text)) {
                Some(other) => equal.push((own, other)),
                // Rows that were passed in, or a part of this statement that is checked by itself.
                None => bound[own] = true,
            }
        }
        _ => bound[own] |= is_value_before,
    }
}

fn find(mentions: &[Mention<'_>], scopes: &Scopes, scope: usize, alias: Option<&str>) -> Option<usize> {
    let Some(alias) = alias else {
        let mut here = mentions.iter().enumerate().filter(|(_, mention)| mention.scope == scope);
        let only = here.next().map(|(at, _)| at);
        return if here.next().is_some() { None } else { only };
    };
    let mut scope = Some(scope);
    while let Some(here) = scope {
        let found = mentions.iter().position(|mention| mention.scope == here && mention.alias == alias);
        if found.is_some() {
            return found;
        }
        scope = scopes.parents[here];
    }
    None
}

/// Which select of the statement each token belongs to.
#[derive(Debug)]
struct Scopes {
    of: Vec<usize>,
    parents: Vec<Option<usize>>,
}

impl Scopes {
    fn new(tokens: &[Token<'_>]) -> Self {
        let mut scopes = Self { of: vec![], parents: vec![None] };
        let mut stack = vec![0];
        for (at, token) in tokens.iter().enumerate() {
            let top = *stack.last().unwrap_or(&0);
            let is_set_word = ["union", "except", "intersect"].iter().any(|word| token.is(word));
            if token.is("(") {
                let opens_select =
                    tokens.get(at + 1).is_some_and(|next| next.is("select") || next.is("with"));
                let inner = if opens_select { scopes.add(Some(top)) } else { top };
                stack.push(inner);
            } else if token.is(")") {
                stack.pop();
            } else if is_set_word {
                let sibling = scopes.add(scopes.parents[top]);
                stack.pop();
                stack.push(sibling);
            }
            scopes.of.push(*stack.last().unwrap_or(&0));
        }
        scopes
    }

    fn add(&mut self, parent: Option<usize>) -> usize {
        self.parents.push(parent);
        self.parents.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::super::{said, source};
    use super::*;

    fn problems(sql: &str) -> usize {
        let sharded = ["orders", "lines", "stock"].map(str::to_owned).into();
        let literal = Literal { offset: 0, text: sql.into() };
        check_literal(&literal, "A", &sharded).len()
    }

    #[test]
    fn statements_that_bind_every_bucket_pass() {
        for sql in [
            "select id from orders where bucket = $1 and id = $2",
            "select id from orders where bucket {in 1}",
            "select id from orders where bucket = any($1)",
            "select o.id from orders o join lines l on l.bucket = o.bucket and l.order_id = o.id where o.bucket = $1",
            "select o.id from orders as o join lines as l using (bucket, order_id) where o.bucket = $1",
            "select s.id from {rows v: bucket i, id i} join stock s on s.bucket = v.bucket and s.id = v.id",
            "update stock set held = stock.held + v.n from {rows v: bucket i, n i} where stock.bucket = v.bucket",
            "insert into orders (bucket, id) select * from {rows v: bucket i, id i}",
            "insert into orders (bucket, {columns orders}) values ($1, $2) on conflict (bucket, id) do update set n = excluded.n",
            "delete from lines where bucket = $1 and id in (select id from orders where bucket = $1)",
            "select id from orders where bucket = $1 union all select id from lines where bucket = $1",
            "select id from orders where bucket between $1 and $2 and n > $3",
            "select id from markets where name = $1",
            "select count(*) from orders o where $1 = o.bucket",
            "select o.n from orders o where bucket = $1 and exists (select 1 from lines l where l.bucket = o.bucket)",
            "select id from orders where bucket = $1 and state is distinct from $2",
            "update orders set n = $2 where bucket = {pg: any($1)}{lite: $1}",
        ] {
            assert_eq!(problems(sql), 0, "{sql}");
        }
    }

    #[test]
    fn statements_that_leave_a_bucket_open_are_found() {
        for sql in [
            "select id from orders where id = $1",
            "select o.id from orders o join lines l on l.order_id = o.id where o.bucket = $1",
            "select o.id from orders o, lines l where o.bucket = $1 and l.order_id = o.id",
            "select o.id from orders o join lines l on l.bucket = o.bucket",
            "update stock set held = 1 where id = $1",
            "insert into orders (id) values ($1)",
            "insert into orders select * from {rows v: id i}",
            "insert into lines (bucket, id) select $1, id from orders",
            "delete from lines where bucket = $1 and id in (select id from orders)",
            "select id from orders where bucket = $1 union all select id from lines",
            "select id from orders where bucket = 7",
            "update orders set n = $2 where {pg: bucket = $1}{lite: id = $1}",
        ] {
            assert_ne!(problems(sql), 0, "{sql}");
        }
    }

    #[test]
    fn some_words_are_never_written() {
        for sql in [
            "update orders set at = now() where bucket = $1",
            "select current_timestamp from orders where bucket = $1",
            "select id from orders where bucket = $1 for update",
            "select * from orders where bucket = $1",
            "select o.* from orders o where o.bucket = $1",
            "SELECT id from orders where bucket = $1",
            "select pg_advisory_lock($1)",
        ] {
            assert_eq!(problems(sql), 1, "{sql}");
        }
    }

    #[test]
    fn sql_of_the_store_is_declared() {
        let body = "//! a\nstatement!(A, \"select id from orders where id = $1\");\nconst B: &str = \"delete from orders\";\n";
        let files = ["crates/store/src/order.rs", "crates/store/src/db/lite.rs", "crates/web/src/order.rs"]
            .map(|path| RustFile::new(&source(path, body)));
        let sharded = ["orders".to_owned()].into();
        let found = check(&files, &sharded);
        assert_eq!(said(&found), ["2 statement", "3 statement", "2 statement"]);
        assert!(found[0].hint.starts_with("A: "), "{}", found[0].hint);
    }
}
