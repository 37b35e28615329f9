//! `cargo xtask chaos`: builds the server and what troubles it, gives both a PostgreSQL where that is asked for, and runs the
//! fuzz targets. Judges nothing: what was found is said by what it starts.

use crate::{postgres, steps};
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::{Command, ExitCode};

/// Between the words of a command in a variable.
const BETWEEN: &str = "\u{1f}";

pub fn run(root: &Path, options: &[&str]) -> Result<ExitCode> {
    if let ["--fuzz", seconds] = options {
        return fuzz(root, seconds.parse().context("--fuzz needs a number of seconds")?);
    }
    let target = root.join("target/debug");
    let (binary, options) = match options {
        ["--binary", path, rest @ ..] => (root.join(path), rest),
        all => {
            build(&["build", "--quiet", "--package", "halles"])?;
            (target.join("halles"), all)
        }
    };
    build(&["build", "--quiet", "--package", "testkit", "--bin", "chaos"])?;
    let mut command = Command::new(target.join("chaos"));
    command.args(options).env("HALLES_BIN", binary);
    let cluster = if options.contains(&"pg") { Some(postgres::Cluster::start_durable()?) } else { None };
    if let Some(cluster) = &cluster {
        command.env(postgres::URL_VARIABLE, cluster.url());
        command.env("HALLES_CHAOS_RESTART", cluster.restart_words().join(BETWEEN));
    }
    let status = command.status().context("start chaos")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn build(words: &[&str]) -> Result<()> {
    steps::show(steps::cargo().args(words))
}

/// Every target in turn, so many seconds each.
fn fuzz(root: &Path, seconds: u32) -> Result<ExitCode> {
    let has = |words: &[&str]| {
        Command::new("cargo").args(words).output().is_ok_and(|output| output.status.success())
    };
    if !has(&["+nightly", "fuzz", "--version"]) {
        bail!(
            "fuzzing needs the nightly toolchain and cargo-fuzz: rustup toolchain install nightly; cargo install cargo-fuzz"
        );
    }
    let targets = std::fs::read_dir(root.join("fuzz/targets")).context("look for fuzz targets")?;
    let mut names: Vec<String> = targets
        .filter_map(|entry| Some(entry.ok()?.path().file_stem()?.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    for name in names {
        println!("==> fuzz {name} for {seconds} s");
        let time = format!("-max_total_time={seconds}");
        // What a run learns is kept beside the seeds, and not by git.
        let (learnt, seeds) = (format!("fuzz/corpus/{name}"), format!("fuzz/seeds/{name}"));
        std::fs::create_dir_all(root.join(&learnt))?;
        let mut command = Command::new("cargo");
        // Without a sanitizer: no parser of ours has unsafe code, and twice as much is tried in the same time.
        command.args(["+nightly", "fuzz", "run", "--sanitizer", "none", &name, &learnt, &seeds, "--", &time]);
        steps::show(command.current_dir(root))?;
    }
    Ok(ExitCode::SUCCESS)
}
