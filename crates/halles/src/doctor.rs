//! `halles doctor`: every invariant of the database, one line each.

use std::process::ExitCode;

use clap::Args;
use engine::plain::told;

use crate::open::with_engine;
use crate::outside::Clock;
use crate::{Installation, say};

#[derive(Debug, Args)]
pub struct Doctor {
    #[command(flatten)]
    installation: Installation,
    /// Answers as one JSON object
    #[arg(long)]
    json: bool,
}

pub fn run(doctor: &Doctor) -> anyhow::Result<ExitCode> {
    let checks = with_engine(&doctor.installation, &Clock::default(), async |engine| {
        told(engine::doctor::run(&engine).await, "checking")
    })?;
    let sound = checks.iter().all(|check| check.holds);
    if doctor.json {
        let rows: Vec<_> = checks
            .iter()
            .map(|check| serde_json::json!({"name": check.name, "holds": check.holds, "found": check.found}))
            .collect();
        say::json(&serde_json::json!({"sound": sound, "checks": rows}))?;
    } else {
        for check in &checks {
            let mark = if check.holds { "holds " } else { "BROKEN" };
            say::line(format!("{mark} {}  {}", check.name, check.found).trim_end());
        }
        let broken = checks.iter().filter(|check| !check.holds).count();
        say::line(&format!("{} checks, {broken} broken", checks.len()));
    }
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
