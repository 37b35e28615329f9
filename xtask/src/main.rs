//! The project's own tasks. What CI runs is `cargo xtask test`, the same everywhere.
//! Never part of the product: no crate of the house may depend on it.

#![expect(clippy::print_stdout, reason = "a task talks to the person who started it")]

mod browser;
mod chaos;
mod machine;
mod postgres;
mod steps;
mod tidy;

use anyhow::{Result, bail};
use std::{
    path::Path,
    process::{Command, ExitCode},
};

const USAGE: &str = "\
cargo xtask test [--only STEP] [--no-browser]   all that CI runs: format, lint, tidy, tests, journeys
cargo xtask tidy [--shrink]                     the rules of the house; --shrink lowers xtask/ratchet.txt
cargo xtask simulate [--acts N] [--seed N] [--threads N] [--database sqlite|pg]   a seeded market under trouble beside its model
cargo xtask chaos [--binary FILE] [--kills N] [--database sqlite|pg] [--pg-restarts N] [--cuts N] [--disk-full N]
                  [--clock-sets N] [--moods N] [--seed N] [--minutes M]
                                                a real server killed under load, its promises checked
cargo xtask chaos --fuzz SECONDS                every parser that a stranger reaches, so long each
cargo xtask postgres -- COMMAND …               runs a command beside a temporary PostgreSQL";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> Result<ExitCode> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the root of the project");
    std::env::set_current_dir(root)?;
    match arguments {
        ["test", options @ ..] => steps::run(root, &steps::Options::parse(options)?)?,
        ["tidy"] => tidy::run(root, false)?,
        ["tidy", "--shrink"] => tidy::run(root, true)?,
        ["chaos", options @ ..] => return chaos::run(root, options),
        ["simulate", options @ ..] => return simulate(options),
        ["postgres", "--", program, rest @ ..] => return beside_postgres(program, rest),
        [] | ["help" | "--help" | "-h"] => println!("{USAGE}"),
        _ => bail!("unknown task\n{USAGE}"),
    }
    Ok(ExitCode::SUCCESS)
}

/// As long as one likes, at full speed; beside a PostgreSQL where that is asked for.
fn simulate(options: &[&str]) -> Result<ExitCode> {
    let cargo = steps::cargo();
    let program = cargo.get_program().to_string_lossy().into_owned();
    let run = ["run", "--quiet", "--release", "--package", "testkit", "--bin", "simulate", "--"];
    let words = [&run[..], options].concat();
    if options.contains(&"pg") {
        return beside_postgres(&program, &words);
    }
    let status = Command::new(program).args(words).status()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn beside_postgres(program: &str, rest: &[&str]) -> Result<ExitCode> {
    let cluster = postgres::Cluster::start()?;
    let status = Command::new(program).args(rest).env(postgres::URL_VARIABLE, cluster.url()).status()?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
