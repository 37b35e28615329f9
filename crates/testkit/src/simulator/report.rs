//! What a simulation tells: how much was done, or where market and model part, and how to see it again.

use std::collections::{BTreeMap, VecDeque};

use super::ACTS_PER_MARKET;
use super::act::{Act, Said};
use crate::Kind;

/// What was played.
#[derive(Debug, Clone, Default)]
pub struct Report {
    pub acts: u64,
    /// How often each kind of act was drawn, and how often it was done.
    pub by_name: BTreeMap<&'static str, (u64, u64)>,
    pub done: u64,
    pub refused: u64,
    pub absent: u64,
    pub faults: u64,
    pub examined: u64,
    pub purchases_closed: u64,
}

impl Report {
    pub(super) fn count(&mut self, act: &Act) {
        self.acts += 1;
        self.by_name.entry(act.name()).or_default().0 += 1;
    }

    pub(super) fn hear(&mut self, act: &Act, said: &Said) {
        match said {
            Said::Done(_) => {
                self.done += 1;
                self.by_name.entry(act.name()).or_default().1 += 1;
            }
            Said::Refused(_) => self.refused += 1,
            Said::Absent => self.absent += 1,
            Said::Fault(_) => self.faults += 1,
        }
    }

    /// What was drawn and never came off.
    pub fn never_done(&self) -> impl Iterator<Item = &'static str> {
        self.by_name.iter().filter(|(_, (_, done))| *done == 0).map(|(name, _)| *name)
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.acts += other.acts;
        for (name, (drawn, done)) in &other.by_name {
            let known = self.by_name.entry(name).or_default();
            *known = (known.0 + drawn, known.1 + done);
        }
        self.done += other.done;
        self.refused += other.refused;
        self.absent += other.absent;
        self.faults += other.faults;
        self.examined += other.examined;
        self.purchases_closed += other.purchases_closed;
    }
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { acts, done, refused, absent, faults, examined, purchases_closed, by_name } = self;
        let named: Vec<String> =
            by_name.iter().map(|(name, (drawn, done))| format!("{name} {done}/{drawn}")).collect();
        writeln!(f, "{}", named.join(", "))?;
        write!(
            f,
            "{acts} acts: {done} done, {refused} refused, {absent} absent, {faults} hit by trouble; \
             {purchases_closed} purchases to the last cent; examined {examined} times"
        )
    }
}

/// Where the database does not say what the model says.
#[derive(Debug)]
pub struct Difference {
    pub seed: u64,
    pub act: u64,
    pub what: String,
    trace: VecDeque<String>,
    kind: Kind,
}

impl Difference {
    pub(super) fn new(kind: Kind, (seed, act): (u64, u64), what: String, trace: VecDeque<String>) -> Self {
        Self { seed, act, what, trace, kind }
    }
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { seed, act, what, trace, kind } = self;
        writeln!(f, "market and model part at act {act} of seed {seed}: {what}")?;
        for line in trace {
            writeln!(f, "  {line}")?;
        }
        let acts = (act + 1).min(ACTS_PER_MARKET);
        let test = if *kind == Kind::Sqlite { "sqlite" } else { "postgresql" };
        write!(
            f,
            "again: HALLES_SEED={seed} HALLES_ACTS={acts} cargo nextest run -p testkit simulator_on_{test}"
        )
    }
}
