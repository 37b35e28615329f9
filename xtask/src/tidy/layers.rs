//! Which crate may use which: the arrows of ARCHITECTURE.md, held by a table.
//! A crate that is not in the table does not exist.

use super::{Source, Violation};
use toml::Table;

/// Crate, the crates of the house it may use.
const HOUSE: [(&str, &[&str]); 15] = [
    ("money", &[]),
    ("ledger", &["money"]),
    ("domain", &["money", "ledger"]),
    ("store", &["money", "ledger", "domain"]),
    ("gateways", &["money", "domain"]),
    ("engine", &["money", "ledger", "domain", "store", "gateways"]),
    ("web", &["money", "domain", "engine"]),
    ("storefront", &["money", "domain", "engine", "web"]),
    ("seller", &["money", "ledger", "domain", "engine", "web"]),
    ("operator", &["money", "ledger", "domain", "engine", "web"]),
    ("sample", &["money", "domain", "gateways", "engine", "web"]),
    (
        "testkit",
        &[
            "money",
            "ledger",
            "domain",
            "store",
            "gateways",
            "engine",
            "web",
            "storefront",
            "seller",
            "operator",
        ],
    ),
    (
        "halles",
        &[
            "money",
            "ledger",
            "domain",
            "store",
            "gateways",
            "engine",
            "web",
            "storefront",
            "seller",
            "operator",
            "sample",
        ],
    ),
    ("xtask", &[]),
    // Fuzz targets: tests in a workspace of their own.
    ("fuzz", &["testkit"]),
];

/// Outside crates that only some of ours may use: what they bring belongs to one layer.
const RESERVED: [(&str, &[&str]); 6] = [
    ("rusqlite", &["store"]),
    ("postgres", &["store"]),
    ("tokio-postgres", &["store"]),
    ("axum", &["web", "storefront", "seller", "operator", "halles"]),
    ("askama", &["web", "storefront", "seller", "operator"]),
    ("getrandom", &["halles", "xtask"]),
];

/// Tests may build on the kit; nothing else may.
const TEST_ONLY: &str = "testkit";

pub fn check(sources: &[Source]) -> Vec<Violation> {
    sources.iter().filter(|source| is_manifest(source)).flat_map(check_manifest).collect()
}

fn is_manifest(source: &Source) -> bool {
    source.file_name() == "Cargo.toml" && source.path.contains('/')
}

fn check_manifest(source: &Source) -> Vec<Violation> {
    let own = source.house();
    let Some((_, allowed)) = HOUSE.iter().find(|(name, _)| *name == own) else {
        let hint =
            format!("`{own}` is not in the table of xtask/src/tidy/layers.rs: say there what it may use");
        return vec![Violation::new(source, 1, "layers", hint)];
    };
    let manifest: Table = match source.text.parse() {
        Ok(manifest) => manifest,
        Err(error) => return vec![Violation::new(source, 1, "layers", format!("not TOML: {error}"))],
    };
    let mut violations = vec![];
    for (kind, name) in ["dependencies", "dev-dependencies", "build-dependencies"]
        .into_iter()
        .flat_map(|kind| used(&manifest, kind).map(move |name| (kind, name)))
    {
        let is_kit_in_tests = kind == "dev-dependencies" && name == TEST_ONLY;
        let is_ours = HOUSE.iter().any(|(house, _)| *house == name);
        if is_ours && !allowed.contains(&name) && !is_kit_in_tests && name != own {
            violations.push(Violation::new(
                source,
                line_of(source, name),
                "layers",
                refusal(own, name, allowed),
            ));
        }
        let reserved = RESERVED.iter().find(|(outside, _)| *outside == name);
        if let Some((_, owners)) = reserved
            && !owners.contains(&own)
            && kind == "dependencies"
            && own != TEST_ONLY
        {
            let hint = format!("`{name}` belongs to {}; `{own}` must do without", owners.join(", "));
            violations.push(Violation::new(source, line_of(source, name), "layers", hint));
        }
    }
    violations
}

fn used<'a>(manifest: &'a Table, kind: &str) -> impl Iterator<Item = &'a str> + use<'a> {
    let table = manifest.get(kind).and_then(toml::Value::as_table);
    table.into_iter().flat_map(|table| table.keys().map(String::as_str))
}

fn refusal(own: &str, name: &str, allowed: &[&str]) -> String {
    let may = if allowed.is_empty() { "nothing of the house".to_owned() } else { allowed.join(", ") };
    format!("`{own}` must not use `{name}`; it may use {may}")
}

fn line_of(source: &Source, name: &str) -> usize {
    let is_entry =
        |line: &str| line.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with(['=', '.']));
    source.text.lines().position(is_entry).map_or(1, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    fn hints(path: &str, dependencies: &str) -> Vec<String> {
        let manifest = source(path, &format!("[dependencies]\n{dependencies}\n"));
        check(&[manifest]).into_iter().map(|violation| violation.hint).collect()
    }

    #[test]
    fn arrows_point_one_way() {
        for (path, dependency, in_order) in [
            ("crates/ledger/Cargo.toml", "money.workspace = true", true),
            ("crates/money/Cargo.toml", "ledger.workspace = true", false),
            ("crates/domain/Cargo.toml", "serde.workspace = true", true),
            ("crates/domain/Cargo.toml", "store = { path = \"../store\" }", false),
            ("crates/storefront/Cargo.toml", "web.workspace = true", true),
            ("crates/storefront/Cargo.toml", "store.workspace = true", false),
            ("crates/storefront/Cargo.toml", "seller.workspace = true", false),
            ("crates/seller/Cargo.toml", "gateways.workspace = true", false),
            ("crates/engine/Cargo.toml", "web.workspace = true", false),
            ("crates/halles/Cargo.toml", "store.workspace = true", true),
            ("crates/engine/Cargo.toml", "testkit.workspace = true", false),
            ("crates/engine/Cargo.toml", "rusqlite.workspace = true", false),
            ("crates/store/Cargo.toml", "rusqlite.workspace = true", true),
        ] {
            assert_eq!(hints(path, dependency).is_empty(), in_order, "{path} {dependency}");
        }
    }

    #[test]
    fn tests_may_use_the_kit() {
        let manifest = source("crates/seller/Cargo.toml", "[dev-dependencies]\ntestkit.workspace = true\n");
        assert_eq!(check(&[manifest]), []);
    }

    #[test]
    fn a_crate_must_be_in_the_table() {
        assert_eq!(hints("crates/helpers/Cargo.toml", "").len(), 1);
    }

    #[test]
    fn a_violation_names_its_line() {
        let manifest =
            source("crates/money/Cargo.toml", "[dependencies]\nserde = \"1\"\nledger.workspace = true\n");
        assert_eq!(check(&[manifest])[0].line, 3);
    }
}
