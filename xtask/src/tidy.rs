//! `cargo xtask tidy`: the rules of the house that the compiler can't hold.
//! Each check is a pure function over file texts; nothing here fixes anything but the ratchet, downwards.

mod dependencies;
mod habits;
mod layers;
mod migrations;
mod pages;
mod rights;
mod rust_text;
mod sizes;
mod source;
mod sql_text;
mod statements;

use anyhow::{Context, Result, bail};
use rust_text::RustText;
use source::Source;
use std::{fmt, fs, path::Path};

const RATCHET: &str = "xtask/ratchet.txt";

#[derive(Debug, PartialEq)]
pub struct Violation {
    path: String,
    line: usize,
    rule: &'static str,
    hint: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}: {}", self.path, self.line, self.rule, self.hint)
    }
}

impl Violation {
    fn new(source: &Source, line: usize, rule: &'static str, hint: impl Into<String>) -> Self {
        Self { path: source.path.clone(), line, rule, hint: hint.into() }
    }
}

/// A Rust file with its text already taken apart, so that each check need not do it again.
struct RustFile {
    source: Source,
    rust: RustText,
}

impl RustFile {
    fn all(sources: &[Source]) -> Vec<Self> {
        let mut files: Vec<Self> =
            sources.iter().filter(|source| source.ending() == "rs").map(Self::new).collect();
        let for_tests: Vec<String> =
            files.iter().flat_map(|file| file.rust.test_modules(&file.source.path)).collect();
        for file in &mut files {
            if for_tests.contains(&file.source.path) {
                file.rust = RustText::new(&file.source.path, &file.source.text).into_test();
            }
        }
        files
    }

    fn new(source: &Source) -> Self {
        Self { rust: RustText::new(&source.path, &source.text), source: source.clone() }
    }
}

pub fn run(root: &Path, shrink: bool) -> Result<()> {
    let sources = source::read_all(root)?;
    let rust_files = RustFile::all(&sources);
    if shrink {
        shrink_ratchet(root, &sources, &rust_files)?;
    }
    let ratchet = fs::read_to_string(root.join(RATCHET)).context("read xtask/ratchet.txt")?;
    let mut violations = check_all(&sources, &rust_files, &ratchet);
    violations.sort_by(|a, b| (&a.path, a.line, a.rule).cmp(&(&b.path, b.line, b.rule)));
    for violation in &violations {
        println!("{violation}");
    }
    if !violations.is_empty() {
        bail!("tidy: {} found in {} files", violations.len(), sources.len());
    }
    println!("tidy: {} files in order", sources.len());
    Ok(())
}

fn check_all(sources: &[Source], rust_files: &[RustFile], ratchet: &str) -> Vec<Violation> {
    let mut violations = layers::check(sources);
    violations.extend(dependencies::check(sources));
    violations.extend(sizes::check(&sizes::measure(sources, rust_files), ratchet));
    violations.extend(sources.iter().flat_map(habits::check_text));
    violations.extend(rust_files.iter().flat_map(habits::check_rust));
    violations.extend(pages::check(sources, rust_files));
    violations.extend(rust_files.iter().flat_map(rights::check));
    let schema = migrations::read(sources);
    violations.extend(statements::check(rust_files, &schema.sharded));
    violations.extend(schema.violations);
    violations
}

fn shrink_ratchet(root: &Path, sources: &[Source], rust_files: &[RustFile]) -> Result<()> {
    let path = root.join(RATCHET);
    let old = fs::read_to_string(&path).context("read xtask/ratchet.txt")?;
    let new = sizes::shrunk(&sizes::measure(sources, rust_files), &old);
    fs::write(&path, new).context("write xtask/ratchet.txt")
}

#[cfg(test)]
fn source(path: &str, text: &str) -> Source {
    Source { path: path.into(), text: text.into() }
}

/// What a check says about one file, as lines that a test can compare.
#[cfg(test)]
fn said(violations: &[Violation]) -> Vec<String> {
    violations.iter().map(|violation| format!("{} {}", violation.line, violation.rule)).collect()
}
