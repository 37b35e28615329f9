//! `halles jobs run`: does what is due by a moment, in the order of time, then stops. For operators who look ahead on a
//! copy, and for tests; a served installation does this by itself at the right time.

use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use engine::plain::told;

use crate::open::with_engine;
use crate::outside::{Clock, system_now};
use crate::{Installation, moment, say};

#[derive(Debug, Subcommand)]
pub enum Jobs {
    /// Does all that is due by that time, each thing at the moment when it is due, then stops
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
    let now = system_now();
    let at = moment::parse(&run.at, now)
        .with_context(|| format!("`{}` is no moment; try 2026-12-01T00:00:00Z or +10d", run.at))?;
    // Opened at the end of the journey: no id made on the way lies beyond what this process has reserved.
    let clock = Clock::standing_at(at);
    let journey = with_engine(&run.installation, &clock, async |engine| {
        let put_clock = |moment| clock.put(moment);
        let through = engine::outbox::run_through(&engine, (now.min(at), at), &put_clock);
        told(through.await, "what is due")
    })?;
    if run.json {
        let shown =
            serde_json::json!({"at": moment::show(at), "done": journey.done, "failed": journey.failed});
        say::json(&shown)?;
    } else {
        say::line(&format!("{} timers and events done by {}", journey.done, moment::show(at)));
    }
    anyhow::ensure!(journey.failed == 0, "{} timers failed and stay: see the log", journey.failed);
    Ok(ExitCode::SUCCESS)
}
