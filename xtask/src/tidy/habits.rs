//! Habits of the hand: heads, names, words that must not appear.
//! Knows no layer but by the name of its crate; layout and SQL statements are judged elsewhere.

use super::{RustFile, Source, Violation, rust_text, sql_text};

const BANNED_NAMES: [&str; 8] =
    ["utils", "util", "helpers", "helper", "common", "types", "manager", "service"];
/// Where an amount, a quantity or a share may pass: no float may.
const EXACT: [&str; 5] = ["money", "ledger", "domain", "store", "engine"];

/// Joined from parts, so that the list does not find itself.
const LEFTOVERS: [&str; 2] = [concat!("TO", "DO"), concat!("FIX", "ME")];
const MACHINE_PATHS: [&str; 4] =
    [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/Us", "ers/")];
const REGISTRY_HOSTS: [&str; 7] = [
    concat!("crates", ".io"),
    concat!("registry.npm", "js"),
    concat!("npm", "js.org"),
    concat!("py", "pi.org"),
    concat!("python", "hosted.org"),
    concat!("deb.deb", "ian.org"),
    concat!("proxy.go", "lang.org"),
];

/// Rules for every text file.
pub fn check_text(source: &Source) -> Vec<Violation> {
    let is_prose = source.ending() == "md";
    let is_lock = source.ending() == "lock";
    let mut violations = vec![];
    for (at, line) in source.text.lines().enumerate() {
        let mut say = |rule, hint: String| violations.push(Violation::new(source, at + 1, rule, hint));
        if !is_prose && let Some(word) = LEFTOVERS.iter().find(|word| line.contains(**word)) {
            say("leftover", format!("{word}: do it, or write it down where work is planned"));
        }
        if let Some(path) = MACHINE_PATHS.iter().find(|path| line.contains(**path)) {
            say("machine", format!("`{path}` is a path of one machine"));
        }
        if !is_lock && let Some(host) = REGISTRY_HOSTS.iter().find(|host| line.contains(**host)) {
            say("machine", format!("`{host}` names a registry's host; leave it to the client's settings"));
        }
    }
    violations
}

/// Rules for Rust files.
pub fn check_rust(file: &RustFile) -> Vec<Violation> {
    let mut violations = vec![];
    let source = &file.source;
    if !source.text.starts_with("//!") {
        let hint = "begin with `//!`: what the file is for, and what it must never do";
        violations.push(Violation::new(source, 1, "head", hint));
    }
    if let Some(name) = banned_name(&source.path) {
        violations.push(Violation::new(
            source,
            1,
            "name",
            format!("`{name}` says nothing: name it after what it holds"),
        ));
    }
    violations.extend(check_code(file));
    if source.path.starts_with("crates/") && source.house() != "store" {
        let is_sql = |literal: &&rust_text::Literal| sql_text::looks_like_sql(&literal.text);
        violations.extend(file.rust.literals.iter().filter(is_sql).map(|literal| {
            Violation::new(source, file.rust.line(literal.offset), "sql", "SQL lives only in `store`")
        }));
    }
    violations
}

fn check_code(file: &RustFile) -> Vec<Violation> {
    let RustFile { source, rust } = file;
    let say = |at: usize, rule, hint: &str| Violation::new(source, rust.line(at), rule, hint);
    let mut violations = vec![];
    for (at, _) in rust.code.match_indices(".unwrap()").filter(|(at, _)| !rust.is_test(*at)) {
        violations.push(say(
            at,
            "unwrap",
            "use `?`, `let … else`, or `expect` with the reason why it can't fail",
        ));
    }
    for attribute in ["#[allow(", "#![allow("] {
        for (at, _) in rust.code.match_indices(attribute) {
            violations.push(say(at, "allow", "use `#[expect(…, reason = \"…\")]`"));
        }
    }
    if EXACT.contains(&source.house()) {
        for at in ["f32", "f64"].into_iter().flat_map(|float| rust_text::words(&rust.code, float)) {
            violations.push(say(at, "float", "no float near money: use integers, `Rate` or `allocate`"));
        }
    }
    violations
}

fn banned_name(path: &str) -> Option<&str> {
    path.split('/').find(|part| {
        let stem = part.strip_suffix(".rs").unwrap_or(part);
        *part == "mod.rs" || BANNED_NAMES.contains(&stem)
    })
}

#[cfg(test)]
mod tests {
    use super::super::{said, source};
    use super::*;

    fn said_of_rust(path: &str, text: &str) -> Vec<String> {
        said(&check_rust(&RustFile::new(&source(path, text))))
    }

    #[test]
    fn rust_files_keep_the_habits() {
        let order = "crates/domain/src/order.rs";
        for (path, text, expected) in [
            (order, "//! Orders.\nfn a() {}\n", vec![]),
            (order, "fn a() {}\n", vec!["1 head"]),
            (order, "//! a\nfn a() { b.unwrap() }\n", vec!["2 unwrap"]),
            (order, "//! a\n// b.unwrap()\nfn a() { \".unwrap()\" }\n", vec![]),
            (order, "//! a\n#[cfg(test)]\nmod tests { fn a() { b.unwrap() } }\n", vec![]),
            (order, "//! a\n#[allow(dead_code)]\nfn a() {}\n", vec!["2 allow"]),
            (order, "//! a\n#[expect(dead_code, reason = \"b\")]\nfn a() {}\n", vec![]),
            (order, "//! a\nfn a(b: f64) {}\n", vec!["2 float"]),
            ("crates/web/src/chart.rs", "//! a\nfn a(b: f64) {}\n", vec![]),
            (order, "//! a, not an f64\nfn xf64() {}\n", vec![]),
            (order, "//! a\nconst A: &str = \"insert into orders (id) values ($1)\";\n", vec!["2 sql"]),
            ("crates/store/src/order.rs", "//! a\nconst A: &str = \"delete from orders\";\n", vec![]),
            (order, "//! a\nconst A: &str = \"Select a shop from the list\";\n", vec![]),
            ("crates/web/src/utils.rs", "//! a\n", vec!["1 name"]),
            ("crates/web/src/form/mod.rs", "//! a\n", vec!["1 name"]),
            ("crates/web/src/common/form.rs", "//! a\n", vec!["1 name"]),
        ] {
            assert_eq!(said_of_rust(path, text), expected, "{path}: {text}");
        }
    }

    #[test]
    fn no_file_carries_leftovers_or_traces_of_a_machine() {
        let root = MACHINE_PATHS[1];
        let host = REGISTRY_HOSTS[0];
        for (path, text, expected) in [
            ("a.rs", format!("//! a\n// {}: b\n", LEFTOVERS[0]), vec!["2 leftover"]),
            ("a.css", format!("/* {} */\n", LEFTOVERS[1]), vec!["1 leftover"]),
            ("STYLE.md", format!("no {} without a plan\n", LEFTOVERS[0]), vec![]),
            ("STYLE.md", format!("see {root}b\n"), vec!["1 machine"]),
            ("package-lock.json", format!("\"resolved\": \"{}\"\n", REGISTRY_HOSTS[1]), vec!["1 machine"]),
            ("Cargo.lock", format!("source = \"{host}-index\"\n"), vec![]),
        ] {
            assert_eq!(said(&check_text(&source(path, &text))), expected, "{path}: {text}");
        }
    }
}
