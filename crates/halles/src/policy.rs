//! `halles policy`: a market's rules at the machine: what holds, what is announced, what differs. Changes nothing: rules
//! are proposed and decided in the console, by two people where sellers' money hangs on them.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use clap::{Args, Subcommand};
use domain::market::Market;
use domain::policy::field::{Change, diff};
use domain::policy::{Policy, PolicyVersion};
use engine::Engine;
use sample::preset;
use web::Words;
use web::rules::Reading;

use crate::open::{market, with_engine};
use crate::outside::Clock;
use crate::{Installation, say};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Lists the versions of a market's rules, with those that are announced
    List(Box<List>),
    /// Shows every rule of a version
    Show(Box<Show>),
    /// Shows what differs between two versions, or between a version and a preset
    Diff(Box<Diff>),
}

#[derive(Debug, Args)]
pub struct Of {
    #[command(flatten)]
    installation: Installation,
    /// The market's short name
    #[arg(long)]
    market: String,
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    of: Of,
}

#[derive(Debug, Args)]
pub struct Show {
    #[command(flatten)]
    of: Of,
    /// A version's number or a preset's name [default: the version in force]
    which: Option<String>,
}

#[derive(Debug, Args)]
pub struct Diff {
    #[command(flatten)]
    of: Of,
    /// A version's number or a preset's name
    from: String,
    /// A version's number or a preset's name [default: the version in force]
    to: Option<String>,
}

pub fn run(command: &Command) -> anyhow::Result<ExitCode> {
    let of = match command {
        Command::List(list) => &list.of,
        Command::Show(show) => &show.of,
        Command::Diff(diff) => &diff.of,
    };
    with_engine(&of.installation, &Clock::default(), async |engine| {
        let rules = Rules::of(&engine, &of.market)?;
        match command {
            Command::List(_) => rules.list(of.json),
            Command::Show(show) => rules.show(show.which.as_deref(), of.json),
            Command::Diff(diff) => rules.diff(&diff.from, diff.to.as_deref(), of.json),
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The rules of one market.
struct Rules {
    market: Market,
    versions: Vec<Arc<PolicyVersion>>,
    in_force: i64,
    now: domain::Micros,
}

impl Rules {
    fn of(engine: &Engine, slug: &str) -> anyhow::Result<Self> {
        let (market, now) = (market(engine, slug)?, engine.now());
        let versions = engine.versions(market.id);
        let in_force = engine.policy(market.id, now).number;
        Ok(Self { market, versions, in_force, now })
    }

    fn reading(&self) -> Reading {
        Reading { words: Words::default(), currency: self.market.currency }
    }

    /// The rules of a version, of a preset, or those in force.
    fn named(&self, which: Option<&str>) -> anyhow::Result<Policy> {
        let number = match which {
            None => self.in_force,
            Some(text) => match text.parse() {
                Ok(number) => number,
                Err(_) => return Ok(preset::policy(text)?.0),
            },
        };
        let found = self.versions.iter().find(|version| version.number == number);
        Ok(found.with_context(|| format!("`{}` has no version {number}", self.market.slug))?.policy.clone())
    }

    fn state(&self, version: &PolicyVersion) -> &'static str {
        match version {
            PolicyVersion { number, .. } if *number == self.in_force => "in force",
            PolicyVersion { off_at: Some(_), .. } => "called off",
            PolicyVersion { since, .. } if *since > self.now => "announced",
            _ => "past",
        }
    }

    fn since(&self, version: &PolicyVersion) -> String {
        let offset = i32::try_from(self.market.offset_minutes).unwrap_or_default();
        if version.since > 0 {
            self.reading().words.date_time(version.since, offset)
        } else {
            "from the start".to_owned()
        }
    }

    fn list(&self, json: bool) -> anyhow::Result<()> {
        if json {
            let one = |version: &Arc<PolicyVersion>| {
                serde_json::json!({
                    "version": version.number, "since": version.since, "author": version.author,
                    "state": self.state(version),
                })
            };
            return say::json(&self.versions.iter().map(one).collect::<Vec<_>>());
        }
        let row = |version: &Arc<PolicyVersion>| {
            let state = self.state(version).to_owned();
            vec![version.number.to_string(), state, self.since(version), version.author.clone()]
        };
        say::table(
            &["version", "state", "since", "author"],
            &self.versions.iter().map(row).collect::<Vec<_>>(),
        );
        Ok(())
    }

    fn show(&self, which: Option<&str>, json: bool) -> anyhow::Result<()> {
        let policy = self.named(which)?;
        if json {
            return say::json(&policy);
        }
        let row = |(_, label, value): (&str, String, String)| vec![label, value];
        say::table(&["rule", "value"], &self.reading().all(&policy).into_iter().map(row).collect::<Vec<_>>());
        Ok(())
    }

    fn diff(&self, from: &str, to: Option<&str>, json: bool) -> anyhow::Result<()> {
        let changes: Vec<Change> = diff(&self.named(Some(from))?, &self.named(to)?);
        if json {
            return say::json(&changes);
        }
        if changes.is_empty() {
            say::line("they are the same");
            return Ok(());
        }
        let shown = self.reading().changes(&changes).into_iter();
        say::table(
            &["rule", "from", "to"],
            &shown.map(|one| vec![one.label, one.from, one.to]).collect::<Vec<_>>(),
        );
        Ok(())
    }
}
