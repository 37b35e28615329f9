//! What CI runs, step by step, each with its time. The first step that fails ends the run.
//! Never repairs anything: a formatter that writes, or a snapshot that accepts itself, has no place here.

use crate::{browser, machine, postgres, tidy};
use anyhow::{Context, Result, bail};
use std::{
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

const STEPS: [(&str, Step); 5] = [
    ("format", format),
    ("lint", lint),
    ("tidy", check_tidy),
    ("tests", tests),
    ("journeys", browser::journeys),
];

type Step = fn(&Path) -> Result<()>;

#[derive(Debug, Default, PartialEq)]
pub struct Options {
    only: Option<String>,
    is_without_browser: bool,
}

impl Options {
    pub fn parse(arguments: &[&str]) -> Result<Self> {
        let mut options = Self::default();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match *argument {
                "--no-browser" => options.is_without_browser = true,
                "--only" => {
                    options.only = Some((*rest.next().context("--only needs the name of a step")?).to_owned())
                }
                other => bail!("unknown option {other}"),
            }
        }
        let names = STEPS.map(|(name, _)| name);
        match &options.only {
            Some(only) if !names.contains(&only.as_str()) => {
                bail!("no step `{only}`; there are {}", names.join(", "))
            }
            _ => Ok(options),
        }
    }

    fn wants(&self, step: &str) -> bool {
        let is_chosen = self.only.as_ref().is_none_or(|only| only == step);
        is_chosen && !(self.is_without_browser && step == "journeys")
    }
}

pub fn run(root: &Path, options: &Options) -> Result<()> {
    for (name, step) in STEPS.into_iter().filter(|(name, _)| options.wants(name)) {
        println!("==> {name}");
        let (outcome, time) = timed(|| step(root));
        outcome.with_context(|| format!("{name} failed after {time:.1?}"))?;
        println!("==> {name} took {time:.1?}");
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "a person wants to know which step is slow")]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    (work(), start.elapsed())
}

fn format(_: &Path) -> Result<()> {
    machine::run(cargo().args(["fmt", "--all", "--check", "--", "--color", "never"]))
        .context("`cargo fmt --all` puts it right")
}

fn lint(_: &Path) -> Result<()> {
    machine::run(cargo().args(["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn check_tidy(root: &Path) -> Result<()> {
    tidy::run(root, false)
}

/// Shown as it runs: the closing line of the test runner stays visible.
fn tests(_: &Path) -> Result<()> {
    let cluster = postgres::Cluster::start()?;
    let mut command = cargo();
    if has_nextest() {
        command.args(["nextest", "run", "--workspace", "--no-fail-fast", "--status-level", "fail"]);
    } else {
        command.args(["test", "--workspace", "--no-fail-fast"]);
    }
    show(command.env(postgres::URL_VARIABLE, cluster.url()))
}

fn has_nextest() -> bool {
    cargo().args(["nextest", "--version"]).output().is_ok_and(|output| output.status.success())
}

pub fn show(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("start {}", machine::describe(command)))?;
    if !status.success() {
        bail!("{}: {status}", machine::describe(command));
    }
    Ok(())
}

/// The cargo that runs this task, without what it set for this task alone.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let own = std::env::vars_os().map(|(name, _)| name);
    for name in own.filter(|name| name.to_str().is_some_and(|name| name.starts_with("CARGO_PKG_"))) {
        command.env_remove(name);
    }
    command.env_remove("CARGO_MANIFEST_DIR").env_remove("CARGO_MANIFEST_PATH").stdin(Stdio::null());
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_choose_the_steps() {
        let all = ["format", "lint", "tidy", "tests", "journeys"];
        for (arguments, expected) in [
            (&[][..], &all[..]),
            (&["--no-browser"], &all[..4]),
            (&["--only", "tests"], &["tests"]),
            (&["--only", "journeys"], &["journeys"]),
        ] {
            let options = Options::parse(arguments).unwrap();
            let chosen: Vec<&str> = all.into_iter().filter(|step| options.wants(step)).collect();
            assert_eq!(chosen, expected, "{arguments:?}");
        }
    }

    #[test]
    fn unknown_options_are_refused() {
        for arguments in [&["--only"][..], &["--only", "dance"], &["--fast"]] {
            assert!(Options::parse(arguments).is_err(), "{arguments:?}");
        }
    }
}
