//! `halles jobs run`: fires what is due at a moment and drains the outbox, then stops. For operators who look ahead on a
//! copy, and for tests; a served installation does this by itself at the right time.

use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use domain::Micros;
use engine::Engine;

use crate::open::{told, with_engine};
use crate::outside::{Clock, system_now};
use crate::{Installation, moment, say};

/// Rounds after which the work is not taken to end.
const ROUNDS_MAX: usize = 1_000;

#[derive(Debug, Subcommand)]
pub enum Jobs {
    /// Fires what is due at that time, then stops
    Run(Run),
}

#[derive(Debug, Args)]
pub struct Run {
    #[command(flatten)]
    installation: Installation,
    /// A moment like 2026-12-01T00:00:00Z, or a distance from now like +10d
    #[arg(long, value_name = "TIME")]
    at: String,
    /// Answers as one JSON object
    #[arg(long)]
    json: bool,
}

pub fn run(jobs: &Jobs) -> anyhow::Result<ExitCode> {
    let Jobs::Run(run) = jobs;
    let at = moment::parse(&run.at, system_now())
        .with_context(|| format!("`{}` is no moment; try 2026-12-01T00:00:00Z or +10d", run.at))?;
    let done =
        with_engine(&run.installation, &Clock::standing_at(at), async |engine| drain(&engine, at).await)?;
    if run.json {
        say::json(&serde_json::json!({"at": moment::show(at), "done": done}))?;
    } else {
        say::line(&format!("{done} timers and events done as of {}", moment::show(at)));
    }
    Ok(ExitCode::SUCCESS)
}

/// Timers make events and events make timers: rounds until neither is left.
pub async fn drain(engine: &Engine, at: Micros) -> anyhow::Result<usize> {
    let mut done = 0;
    for _ in 0..ROUNDS_MAX {
        match told(engine::outbox::run_once(engine, at).await, "what is due")? {
            0 => return Ok(done),
            some => done += some,
        }
    }
    anyhow::bail!("after {ROUNDS_MAX} rounds there was still work: see the log")
}
