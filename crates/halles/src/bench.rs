//! `halles bench`: measures this program on this machine, beside the raw limit in the same run. Each bench has its own data
//! in a temporary folder and its own server in a second process; loads go to the loopback only, bounded in count and time.

mod books;
mod buyer;
mod bytes;
mod checkout;
mod console;
mod contention;
mod doing;
mod drawing;
mod house;
mod import;
mod limits;
mod line;
mod load;
mod market;
mod process;
mod raw;
mod reads;
mod scale;
mod tally;

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::Value;

use crate::say;
use load::{CLIENTS_MAX, SECONDS_MAX};

#[derive(Debug, Subcommand)]
pub enum Bench {
    /// Purchases by guests, from the cart to the payment, through the forms
    Checkout(checkout::Checkout),
    /// Pages that everybody sees, beside a bare handler with the same bytes
    Reads(Options),
    /// One thing that everybody wants, and a scarce one
    Contention(Options),
    /// A product file of another shop
    Import(import::Import),
    /// A market with many shops, offers and orders, beside an empty one
    Scale(scale::Scale),
    /// The pages of the operator's console over many sellers, beside the same over a hundred
    Console(console::Console),
    /// What strangers do to wear a server out
    Limits(Options),
    /// The bare handler of `reads`
    #[command(hide = true)]
    Bytes(bytes::Files),
    /// The server of a bench: `serve`, ended with the one who started it
    #[command(hide = true)]
    House,
}

/// What every bench takes.
#[derive(Debug, Clone, Args)]
pub struct Options {
    /// Ends with one JSON object in the last line
    #[arg(long)]
    json: bool,
    /// A PostgreSQL server, postgres://…; the run makes databases of its own there [default: a SQLite file]
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// So long it measures, after a quarter of that for warming up
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=SECONDS_MAX))]
    seconds: u64,
    /// Clients at once
    #[arg(long, default_value_t = 32, value_parser = clap::value_parser!(u64).range(1..=CLIENTS_MAX as u64))]
    clients: u64,
    /// Decides what is drawn by lot
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Goes where each answer leads, as a browser does, instead of taking the shortest way
    #[arg(long)]
    follow: bool,
}

impl Options {
    fn seconds(&self) -> u64 {
        self.seconds
    }

    fn clients(&self) -> usize {
        usize::try_from(self.clients).expect("clap lets no more than CLIENTS_MAX through")
    }
}

/// What a bench found, for people and for programs.
#[derive(Debug)]
pub struct Finding {
    text: Vec<String>,
    json: Value,
}

pub fn run(bench: &Bench) -> anyhow::Result<ExitCode> {
    let (options, finding) = match bench {
        Bench::House => return house::run(),
        Bench::Bytes(files) => return bytes::run(files),
        Bench::Reads(options) => (options, reads::run(options)?),
        Bench::Contention(options) => (options, contention::run(options)?),
        Bench::Import(import) => (&import.options, import::run(import)?),
        Bench::Limits(options) => (options, limits::run(options)?),
        Bench::Console(console) => (&console.options, console::run(console)?),
        Bench::Scale(scale) => (&scale.options, scale::run(scale)?),
        Bench::Checkout(checkout) => (&checkout.options, checkout::run(checkout)?),
    };
    finding.text.iter().for_each(|line| say::line(line));
    if options.json {
        say::json(&finding.json)?;
    }
    Ok(ExitCode::SUCCESS)
}
