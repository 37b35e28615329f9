//! `halles user`: what the keeper of the machine does for people who are locked out.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use engine::by_hand;
use engine::plain::told;
use engine::user::second_step;

use crate::open::with_engine;
use crate::outside::Clock;
use crate::{Installation, say};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Takes away the second step of somebody who has lost app and recovery codes, and ends all their sessions
    ResetSecondStep(Box<ResetSecondStep>),
}

#[derive(Debug, Args)]
pub struct ResetSecondStep {
    #[command(flatten)]
    installation: Installation,
    #[arg(long, value_name = "ADDRESS")]
    email: String,
}

pub fn run(command: &Command) -> anyhow::Result<ExitCode> {
    let Command::ResetSecondStep(reset) = command;
    with_engine(&reset.installation, &Clock::default(), async |engine| {
        let user = told(by_hand::account_of(&engine, &reset.email).await, "looking for the account")?;
        told(second_step::take_away(&engine, user, engine.now()).await, "taking the second step away")
    })?;
    say::line(&format!("{} signs in with the password alone; make sure it was them who asked", reset.email));
    Ok(ExitCode::SUCCESS)
}
