//! Every version of a market's rules with what it changed, and any two of them side by side.

use domain::policy::PolicyVersion;
use domain::policy::field::diff;
use web::Choice;
use web::Form;
use web::rules::{Reading, RuleChange};

use crate::place::Place;

/// Which two versions are compared.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    pub from: String,
    #[serde(default)]
    pub to: String,
}

#[derive(Debug)]
pub(super) struct History {
    /// Newest first.
    pub versions: Vec<Version>,
    /// The choice of two, with what was chosen.
    pub form: Form,
    pub choices: Vec<Choice>,
    /// The market for the form that asks; empty where there is no choice.
    pub market: String,
    /// The two that are compared, and what differs; absent without a question.
    pub compared: Option<(String, Vec<RuleChange>)>,
}

#[derive(Debug)]
pub(super) struct Version {
    pub number: i64,
    pub since: String,
    pub author: String,
    pub changes: Vec<RuleChange>,
    /// When it was called off; empty where it was not.
    pub off: String,
}

/// `Version 2 (12 December 2026), by Ada`
pub(super) fn in_force(place: &Place, version: &PolicyVersion) -> String {
    let args = [
        ("number", version.number.into()),
        ("date", since(place, version).into()),
        ("author", (&version.author).into()),
    ];
    place.words.with("operator-policy-in-force", &args)
}

fn called_off(place: &Place, at: domain::Micros) -> String {
    let date = place.words.date_time(at, place.offset_minutes);
    place.words.with("operator-policy-version-off", &[("date", date.into())])
}

/// When a version comes into force; the first one of a market has no date.
fn since(place: &Place, version: &PolicyVersion) -> String {
    if version.since > 0 {
        place.words.date_time(version.since, place.offset_minutes)
    } else {
        place.words.say("operator-policy-since-start").into_owned()
    }
}

impl History {
    /// Each version with what it changes of the one that held before it, in the order of their dates.
    pub(super) fn new(place: &Place, reading: Reading, versions: &[PolicyVersion], asked: Asked) -> Self {
        let mut sorted: Vec<&PolicyVersion> = versions.iter().collect();
        sorted.sort_by_key(|version| (version.since, version.number));
        // What was called off never held: the next one is told from the one before.
        let held_before = |at: usize| sorted[..at].iter().rev().find(|before| before.off_at.is_none());
        let mut all: Vec<Version> = sorted
            .iter()
            .enumerate()
            .map(|(at, version)| (version, held_before(at)))
            .map(|(version, before)| Version {
                off: version.off_at.map(|at| called_off(place, at)).unwrap_or_default(),
                number: version.number,
                since: since(place, version),
                author: version.author.clone(),
                changes: before
                    .map(|before| reading.changes(&diff(&before.policy, &version.policy)))
                    .unwrap_or_default(),
            })
            .collect();
        all.reverse();
        let choice = |version: &Version| {
            Choice::new(version.number.to_string(), format!("{}: {}", version.number, version.since))
        };
        Self {
            choices: all.iter().map(choice).collect(),
            versions: all,
            compared: compared(place, reading, versions, &asked),
            form: Form::filled([("from", asked.from), ("to", asked.to)]),
            market: place.query().to_owned(),
        }
    }
}

fn compared(
    place: &Place,
    reading: Reading,
    versions: &[PolicyVersion],
    asked: &Asked,
) -> Option<(String, Vec<RuleChange>)> {
    let named = |number: &str| {
        let number: i64 = number.parse().ok()?;
        versions.iter().find(|version| version.number == number)
    };
    let (from, to) = (named(&asked.from)?, named(&asked.to)?);
    let args = [("from", from.number.into()), ("to", to.number.into())];
    let title = place.words.with("operator-policy-compared", &args);
    Some((title, reading.changes(&diff(&from.policy, &to.policy))))
}
