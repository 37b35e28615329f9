//! What a person asks for. Every number is bounded.

use std::fmt::Write;

pub const USAGE: &str = "chaos [--kills N] [--database sqlite|pg] [--pg-restarts N] [--cuts N] [--disk-full N] [--clock-sets N] [--moods N] [--seed N] [--minutes M]";

const KILLS: u64 = 12;
const MINUTES: u64 = 10;

#[derive(Debug, Clone)]
pub struct Options {
    pub kills: u64,
    pub is_postgres: bool,
    /// Immediate restarts of the PostgreSQL cluster.
    pub pg_restarts: u64,
    /// How often all connections to PostgreSQL are cut.
    pub cuts: u64,
    /// How often the disk fills up.
    pub disk_full: u64,
    /// How often the server's clock is set, back or forward.
    pub clock_sets: u64,
    /// How often the payment provider is silent, slow, lying or refusing for a while.
    pub moods: u64,
    pub seed: u64,
    /// No trouble begins after so many minutes.
    pub minutes: u64,
}

impl Options {
    pub fn parse(words: &[String]) -> Result<Self, String> {
        let mut options = Self {
            kills: KILLS,
            is_postgres: false,
            pg_restarts: 0,
            cuts: 0,
            disk_full: 0,
            clock_sets: 0,
            moods: 0,
            seed: 1,
            minutes: MINUTES,
        };
        for pair in words.chunks(2) {
            let value = pair.get(1).ok_or_else(|| format!("{} needs a value", pair[0]))?;
            if pair[0] == "--database" {
                options.is_postgres = match value.as_str() {
                    "sqlite" => false,
                    "pg" => true,
                    other => return Err(format!("no database `{other}`")),
                };
                continue;
            }
            let number: u64 = value.parse().map_err(|_| format!("`{value}` is no number"))?;
            let place = match pair[0].as_str() {
                "--kills" => &mut options.kills,
                "--pg-restarts" => &mut options.pg_restarts,
                "--cuts" => &mut options.cuts,
                "--disk-full" => &mut options.disk_full,
                "--clock-sets" => &mut options.clock_sets,
                "--moods" => &mut options.moods,
                "--seed" => &mut options.seed,
                "--minutes" => &mut options.minutes,
                other => return Err(format!("unknown option {other}")),
            };
            *place = number;
        }
        options.checked()
    }

    fn checked(self) -> Result<Self, String> {
        let mut wrong = String::new();
        if !self.is_postgres && self.pg_restarts + self.cuts > 0 {
            wrong.push_str("only PostgreSQL can be restarted or cut off; ");
        }
        if self.is_postgres && self.disk_full > 0 {
            wrong.push_str("the disk that fills up is the one of a SQLite file; ");
        }
        if self.kills > 10_000 || self.minutes > 1_440 {
            let _ = write!(wrong, "at most 10000 kills and a day; ");
        }
        if wrong.is_empty() { Ok(self) } else { Err(wrong) }
    }
}
