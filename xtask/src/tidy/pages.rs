//! Templates, style sheets and scripts: what a strict content policy and a calm cascade need.
//! Never looks at wording: translations are checked by `web`.

use super::{RustFile, Source, Violation, sizes::is_template};

/// Where a template may print HTML as it is, and why that is safe. Template, expression.
const SAFE: [(&str, &str); 2] = [
    // JSON in which `<` is escaped.
    ("crates/storefront/templates/product/show.html", "{{ data|safe }}"),
    // A seller's text, cleaned when it was saved.
    ("crates/storefront/templates/product/show.html", "{{ text.text|safe }}"),
];

/// Mail programs know no style sheets.
const LETTERS: &str = "crates/web/templates/letters/";
/// A block of data, which nothing runs.
const DATA: &str = "type=\"application/ld+json\"";

pub fn check(sources: &[Source], rust_files: &[RustFile]) -> Vec<Violation> {
    let templates: Vec<&Source> = sources.iter().filter(|source| is_template(source)).collect();
    let mut violations: Vec<Violation> =
        templates.iter().filter(|source| source.ending() == "html").flat_map(|t| check_markup(t)).collect();
    violations.extend(unused(&templates, rust_files));
    violations.extend(sources.iter().filter(|source| source.ending() == "css").flat_map(check_sheet));
    violations
}

fn check_markup(source: &Source) -> Vec<Violation> {
    let mut violations = vec![];
    for (at, line) in source.text.lines().enumerate() {
        let mut say = |rule, hint: &str| violations.push(Violation::new(source, at + 1, rule, hint));
        let is_letter = source.path.starts_with(LETTERS);
        if !is_letter && (has_attribute(line, "style") || line.contains("<style")) {
            say("inline", "the content policy forbids inline style: give it a class");
        }
        let runs = |tag: &str| !tag.contains("src=") && !tag.contains(DATA);
        if line.match_indices("<script").any(|(at, _)| runs(tag(line, at))) {
            say("inline", "the content policy forbids inline script: a module with `src`");
        }
        if let Some(handler) = ["onclick", "onchange", "onsubmit", "oninput", "onload"]
            .into_iter()
            .find(|name| has_attribute(line, name))
        {
            say("inline", &format!("`{handler}` is inline script: listen in a module"));
        }
        if prints_raw(line) && !SAFE.iter().any(|(path, said)| *path == source.path && line.contains(said)) {
            say("raw", "only what stands in the list of xtask/src/tidy/pages.rs may be printed unescaped");
        }
    }
    violations
}

fn prints_raw(line: &str) -> bool {
    line.replace(' ', "").match_indices("|safe").any(|(at, found)| {
        let after = line.replace(' ', "")[at + found.len()..].chars().next();
        !after.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

fn has_attribute(line: &str, name: &str) -> bool {
    let assigned = format!("{name}=");
    line.match_indices(&assigned).any(|(at, _)| line[..at].ends_with([' ', '\t', '"', '\'']) || at == 0)
}

fn tag(line: &str, at: usize) -> &str {
    line[at..].split('>').next().unwrap_or_default()
}

fn unused(templates: &[&Source], rust_files: &[RustFile]) -> Vec<Violation> {
    let is_named = |name: &str, own: &Source| {
        let quoted = format!("\"{name}\"");
        rust_files.iter().any(|file| file.rust.literals.iter().any(|literal| literal.text == name))
            || templates.iter().any(|other| other.path != own.path && other.text.contains(&quoted))
    };
    let own_name =
        |source: &Source| source.path.split_once("/templates/").map_or("", |(_, name)| name).to_owned();
    templates
        .iter()
        .filter(|source| !is_named(&own_name(source), source))
        .map(|source| Violation::new(source, 1, "unused", "no page and no template uses this one: remove it"))
        .collect()
}

fn check_sheet(source: &Source) -> Vec<Violation> {
    let text = without_comments(&source.text);
    let lines = text.lines().enumerate().filter(|(_, line)| line.contains("!important"));
    let hint = "layers decide who wins: move the rule to a later layer";
    lines.map(|(at, _)| Violation::new(source, at + 1, "important", hint)).collect()
}

fn without_comments(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        let (inside, after) = comment.split_once("*/").unwrap_or((comment, ""));
        plain += before;
        plain.extend(inside.matches('\n'));
        rest = after;
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::super::{said, source};
    use super::*;

    fn said_of_page(markup: &str) -> Vec<String> {
        said(&check_markup(&source("crates/web/templates/page.html", markup)))
    }

    #[test]
    fn markup_keeps_the_content_policy() {
        for (markup, expected) in [
            ("<p class=\"a\">{{ name }}</p>", vec![]),
            ("<p style=\"color: red\">", vec!["1 inline"]),
            ("<link rel=\"stylesheet\" data-style=\"a\">", vec![]),
            ("<style>a {}</style>", vec!["1 inline"]),
            ("<p>\n<script>a()</script>", vec!["2 inline"]),
            ("<script type=\"module\" src=\"/assets/a.js\"></script>", vec![]),
            ("<script src=\"a\"></script><script>b</script>", vec!["1 inline"]),
            ("<button onclick=\"a()\">", vec!["1 inline"]),
            ("{{ text|safe }}", vec!["1 raw"]),
            ("{{ text | safe }}", vec!["1 raw"]),
            ("{{ text|safety }}", vec![]),
        ] {
            assert_eq!(said_of_page(markup), expected, "{markup}");
        }
    }

    #[test]
    fn every_template_is_used_by_a_page_or_a_template() {
        let page = RustFile::new(&source(
            "crates/web/src/page.rs",
            "#[template(path = \"page.html\")]\nstruct Page;",
        ));
        let templates = [
            source("crates/web/templates/page.html", "{% extends \"layout.html\" %}"),
            source("crates/web/templates/layout.html", "<html>"),
            source("crates/web/templates/order/row.html", "<tr>"),
        ];
        let found = check(&templates, &[page]);
        assert_eq!(said(&found), ["1 unused"]);
        assert_eq!(found[0].path, "crates/web/templates/order/row.html");
    }

    #[test]
    fn no_rule_of_a_sheet_shouts() {
        for (css, expected) in [
            ("a { color: red }", vec![]),
            ("/* no\n!important */\na { b: c !important }", vec!["3 important"]),
        ] {
            assert_eq!(said(&check_sheet(&source("crates/web/assets/a.css", css))), expected, "{css}");
        }
    }
}
