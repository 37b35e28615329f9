//! Every outside dependency is here for a reason that somebody wrote down.
//! Judges only that the reason exists, not whether it is good.

use super::{Source, Violation};
use toml::{Table, Value};

const REASONS: &str = "docs/dependencies.md";

pub fn check(sources: &[Source]) -> Vec<Violation> {
    let text = |path: &str| sources.iter().find(|source| source.path == path);
    let (Some(manifest), Some(reasons)) = (text("Cargo.toml"), text(REASONS)) else { return vec![] };
    let Ok(table) = manifest.text.parse::<Table>() else { return vec![] };
    let outside = outside(&table);
    let mut violations: Vec<Violation> = outside
        .iter()
        .filter(|name| !reasons.text.lines().any(|line| explains(line, name)))
        .map(|name| {
            let line = manifest.text.lines().position(|line| line.starts_with(name.as_str()));
            let hint = format!("say in {REASONS} why `{name}` is here");
            Violation::new(manifest, line.map_or(1, |at| at + 1), "dependency-reason", hint)
        })
        .collect();
    for (at, line) in reasons.text.lines().enumerate() {
        if let Some(name) = line.strip_prefix("| `").and_then(|rest| rest.split('`').next())
            && !outside.iter().any(|known| known == name)
        {
            let hint = format!("`{name}` is no longer a dependency: remove its line");
            violations.push(Violation::new(reasons, at + 1, "dependency-reason", hint));
        }
    }
    violations
}

fn explains(line: &str, name: &str) -> bool {
    line.strip_prefix(&format!("| `{name}` |")).is_some_and(|reason| reason.trim().len() > 1)
}

/// Workspace dependencies that do not lie in this repository.
fn outside(manifest: &Table) -> Vec<String> {
    let dependencies = manifest
        .get("workspace")
        .and_then(|workspace| workspace.get("dependencies"))
        .and_then(Value::as_table);
    let is_outside = |value: &Value| value.get("path").is_none();
    dependencies
        .into_iter()
        .flatten()
        .filter(|(_, value)| is_outside(value))
        .map(|(name, _)| name.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{said, source};
    use super::*;

    const MANIFEST: &str =
        "[workspace.dependencies]\nmoney = { path = \"crates/money\" }\nserde = \"1\"\ntoml = \"1\"\n";

    fn check_reasons(reasons: &str) -> Vec<String> {
        said(&check(&[source("Cargo.toml", MANIFEST), source(REASONS, reasons)]))
    }

    #[test]
    fn each_outside_dependency_has_a_reason() {
        assert_eq!(check_reasons("| `serde` | reads forms |\n| `toml` | presets |\n"), [""; 0]);
        assert_eq!(check_reasons("| `serde` | reads forms |\n"), ["4 dependency-reason"]);
        assert_eq!(check_reasons("| `serde` | |\n| `toml` | presets |\n"), ["3 dependency-reason"]);
    }

    #[test]
    fn a_reason_goes_when_its_dependency_goes() {
        let reasons = "| `serde` | reads forms |\n| `toml` | presets |\n| `uuid` | ids |\n";
        assert_eq!(check_reasons(reasons), ["3 dependency-reason"]);
    }
}
