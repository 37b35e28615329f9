//! `cargo xtask simulate`: plays a seeded market under trouble beside its model, as long as one likes. Ends with 1 where
//! market and model part, and says how to see it again.

#![expect(clippy::print_stdout, reason = "a person started it")]

use std::process::ExitCode;

use testkit::{Kind, simulator};

const USAGE: &str = "simulate [--acts N] [--seed N] [--threads N] [--database sqlite|pg]";
const ACTS: u64 = 20_000;
const THREADS_MAX: u64 = 1_024;

fn main() -> ExitCode {
    let (mut acts, mut seed, mut threads, mut kind) = (ACTS, 1, 1, Kind::Sqlite);
    let words: Vec<String> = std::env::args().skip(1).collect();
    for pair in words.chunks(2) {
        let number = pair.get(1).and_then(|text| text.parse().ok());
        match (pair[0].as_str(), number, pair.get(1).map(String::as_str)) {
            ("--acts", Some(number), _) => acts = number,
            ("--seed", Some(number), _) => seed = number,
            ("--threads", Some(number @ 1..=THREADS_MAX), _) => threads = number as usize,
            ("--database", _, Some("sqlite")) => kind = Kind::Sqlite,
            ("--database", _, Some("pg")) => kind = Kind::Postgres,
            _ => {
                println!("{USAGE}");
                return ExitCode::FAILURE;
            }
        }
    }
    match simulator::run_on(threads, kind, seed, acts, |report| println!("{report}")) {
        Some(Ok(_)) => ExitCode::SUCCESS,
        Some(Err(difference)) => {
            println!("{difference}");
            ExitCode::FAILURE
        }
        None => ExitCode::FAILURE,
    }
}
