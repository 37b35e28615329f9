//! How long files, functions and templates may be. What is over the limit today stands in
//! `xtask/ratchet.txt` with its size, and may only shrink; nothing new is ever added there by a tool.

use super::{RustFile, Source, Violation};
use std::collections::BTreeMap;

const FILE_LINES_MAX: usize = 400;
const FUNCTION_LINES_MAX: usize = 70;
const TEMPLATE_LINES_MAX: usize = 80;

/// Something over its limit: `function crates/engine/src/cart.rs place`.
#[derive(Clone, Debug)]
pub struct Oversize {
    key: String,
    path: String,
    line: usize,
    lines: usize,
    max: usize,
}

pub fn measure(sources: &[Source], rust_files: &[RustFile]) -> Vec<Oversize> {
    let templates = sources.iter().filter(|source| is_template(source)).map(|source| Oversize {
        key: format!("template {}", source.path),
        path: source.path.clone(),
        line: 1,
        lines: source.text.lines().count(),
        max: TEMPLATE_LINES_MAX,
    });
    let files = rust_files.iter().map(|file| Oversize {
        key: format!("file {}", file.source.path),
        path: file.source.path.clone(),
        line: 1,
        lines: file.rust.lines_without_tests(),
        max: FILE_LINES_MAX,
    });
    let functions = rust_files.iter().flat_map(|file| {
        file.rust.functions().into_iter().map(|function| Oversize {
            key: format!("function {} {}", file.source.path, function.name),
            path: file.source.path.clone(),
            line: function.line,
            lines: function.lines,
            max: FUNCTION_LINES_MAX,
        })
    });
    templates.chain(files).chain(functions).filter(|found| found.lines > found.max).collect()
}

pub fn is_template(source: &Source) -> bool {
    source.path.contains("/templates/")
}

pub fn check(found: &[Oversize], ratchet: &str) -> Vec<Violation> {
    let known = parse(ratchet);
    let mut violations: Vec<Violation> =
        found.iter().filter_map(|oversize| judge(oversize, &known)).collect();
    for (key, (line, _)) in &known {
        if !found.iter().any(|oversize| oversize.key == *key) {
            let hint = format!("`{key}` is within its limit: remove the line (cargo xtask tidy --shrink)");
            violations.push(Violation { path: super::RATCHET.into(), line: *line, rule: "size", hint });
        }
    }
    violations
}

fn judge(oversize: &Oversize, known: &BTreeMap<String, (usize, usize)>) -> Option<Violation> {
    let Oversize { key, path, line, lines, max } = oversize;
    let hint = match known.get(key) {
        None => {
            format!("`{key}` has {lines} lines, at most {max}: split it where a part has a name of its own")
        }
        Some((_, allowed)) if lines > allowed => {
            format!("`{key}` grew from {allowed} to {lines} lines; it may only shrink")
        }
        Some((_, allowed)) if lines < allowed => {
            format!("`{key}` shrank from {allowed} to {lines} lines: note it (cargo xtask tidy --shrink)")
        }
        Some(_) => return None,
    };
    Some(Violation { path: path.clone(), line: *line, rule: "size", hint })
}

/// The ratchet with smaller numbers and without what is healed; never a larger number, never a new line.
pub fn shrunk(found: &[Oversize], ratchet: &str) -> String {
    let mut text = String::new();
    for line in ratchet.lines() {
        let Some((key, allowed)) = parse_line(line) else {
            text += &format!("{line}\n");
            continue;
        };
        if let Some(lines) = found.iter().filter(|oversize| oversize.key == key).map(|o| o.lines).max() {
            text += &format!("{key} {}\n", lines.min(allowed));
        }
    }
    text
}

fn parse(ratchet: &str) -> BTreeMap<String, (usize, usize)> {
    let lines = ratchet.lines().enumerate();
    lines.filter_map(|(at, line)| parse_line(line).map(|(key, size)| (key, (at + 1, size)))).collect()
}

fn parse_line(line: &str) -> Option<(String, usize)> {
    if line.starts_with('#') {
        return None;
    }
    let (key, size) = line.trim().rsplit_once(' ')?;
    Some((key.to_owned(), size.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    fn oversize(lines: usize) -> Vec<Oversize> {
        let path = "crates/engine/src/cart.rs".to_owned();
        vec![Oversize {
            key: format!("function {path} place"),
            path,
            line: 9,
            lines,
            max: FUNCTION_LINES_MAX,
        }]
    }

    #[test]
    fn the_ratchet_only_turns_one_way() {
        let listed = "# head\nfunction crates/engine/src/cart.rs place 90\n";
        for (lines, ratchet, in_order) in
            [(90, listed, true), (91, listed, false), (89, listed, false), (90, "", false)]
        {
            assert_eq!(check(&oversize(lines), ratchet).is_empty(), in_order, "{lines} {ratchet}");
        }
        assert_eq!(check(&[], listed).len(), 1, "what is healed leaves the list");
    }

    #[test]
    fn shrinking_never_allows_more() {
        let listed = "# head\nfunction crates/engine/src/cart.rs place 90\n";
        for (found, after) in [
            (oversize(80), "# head\nfunction crates/engine/src/cart.rs place 80\n"),
            (oversize(95), listed),
            (vec![], "# head\n"),
        ] {
            assert_eq!(shrunk(&found, listed), after);
        }
        assert_eq!(shrunk(&oversize(80), ""), "");
    }

    #[test]
    fn files_functions_and_templates_are_measured_without_tests() {
        let body = "    x();\n".repeat(FUNCTION_LINES_MAX);
        let long = source("crates/engine/src/cart.rs", &format!("fn place() {{\n{body}}}\n"));
        let test = source("crates/engine/src/bid.rs", &format!("#[test]\nfn place() {{\n{body}}}\n"));
        let file = source("crates/engine/src/way.rs", &"//!\n".repeat(FILE_LINES_MAX + 1));
        let page = source("crates/web/templates/page.html", &"<p>\n".repeat(TEMPLATE_LINES_MAX + 1));
        let fine = source("crates/web/templates/fine.html", &"<p>\n".repeat(TEMPLATE_LINES_MAX));
        let rust: Vec<RustFile> = [&long, &test, &file].map(RustFile::new).into();
        let keys: Vec<String> = measure(&[page, fine], &rust).into_iter().map(|o| o.key).collect();
        assert_eq!(
            keys,
            [
                "template crates/web/templates/page.html",
                "file crates/engine/src/way.rs",
                "function crates/engine/src/cart.rs place"
            ]
        );
    }
}
