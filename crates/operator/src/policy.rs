//! A market's rules: the values in force as a form, what a change would change, and every version with its date and author.

mod change;
mod fields;
#[cfg(test)]
mod samples;

use askama::Template;
use domain::policy::{Policy, PolicyVersion};
use money::Currency;
use web::{Desk, Form, Frame};

use crate::place::Place;

pub(crate) use change::{change, show};
use fields::{Group, groups, labels, values};

#[derive(Debug, Template)]
#[template(path = "policy/show.html")]
pub(crate) struct ShowPolicy {
    frame: Frame,
    desk: Desk,
    action: String,
    in_force: String,
    next: i64,
    form: Form,
    groups: Vec<Group>,
    /// The values that were shown as changes, so that nothing else is put in force.
    seen: String,
    changes: Vec<Change>,
    /// A form came back without any change.
    nothing: bool,
    versions: Vec<Version>,
}

/// A value that differs between two versions, as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    pub label: String,
    pub from: String,
    pub to: String,
}

#[derive(Debug)]
struct Version {
    number: i64,
    since: String,
    author: String,
    changes: Vec<Change>,
}

/// What the reader does with the form.
#[derive(Debug)]
pub(crate) enum Draft {
    /// Nothing yet: the values in force.
    None,
    /// Something in it does not fit.
    Unfit(Form),
    /// Readable: what it would change is shown before it is put in force.
    Fit(Form, Box<Policy>),
}

impl ShowPolicy {
    /// `versions` is never empty: a market is made with its first one. The newest is in force.
    pub(crate) fn new(
        frame: Frame,
        place: &Place,
        currency: Currency,
        (in_force, versions): (&PolicyVersion, &[PolicyVersion]),
        draft: Draft,
    ) -> Self {
        let words = place.words;
        let date = since(place, in_force);
        let args = [
            ("number", in_force.number.into()),
            ("date", date.into()),
            ("author", (&in_force.author).into()),
        ];
        let (form, fit) = match draft {
            Draft::None => (fields::filled(&in_force.policy, currency), None),
            Draft::Unfit(form) => (form, None),
            Draft::Fit(form, policy) => (form, Some(policy)),
        };
        let changes = fit.as_ref().map(|policy| changes(place, currency, &in_force.policy, policy));
        Self {
            desk: place.desk(),
            action: place.to("/operator/policy"),
            in_force: words.with("operator-policy-in-force", &args),
            next: versions.iter().map(|version| version.number).max().unwrap_or_default() + 1,
            form: form.labelled(labels(words)),
            groups: groups(words),
            seen: fit.map(|policy| seen(in_force.number, &policy)).unwrap_or_default(),
            nothing: changes.as_ref().is_some_and(Vec::is_empty),
            changes: changes.unwrap_or_default(),
            versions: history(place, currency, versions),
            frame: frame.titled(place.title()),
        }
    }
}

/// Names a version and the values that were compared with it.
fn seen(number: i64, policy: &Policy) -> String {
    format!("{number}:{}", policy.to_json())
}

fn changes(place: &Place, currency: Currency, from: &Policy, to: &Policy) -> Vec<Change> {
    let (before, after) = (values(place.words, currency, from), values(place.words, currency, to));
    let pairs = before.into_iter().zip(after);
    pairs
        .filter(|(before, after)| before.1 != after.1)
        .map(|((label, from), (_, to))| Change { label, from, to })
        .collect()
}

/// When a version came into force; the first one of a market has no date.
fn since(place: &Place, version: &PolicyVersion) -> String {
    if version.since > 0 {
        place.words.date_time(version.since, place.offset_minutes)
    } else {
        place.words.say("operator-policy-since-start").into_owned()
    }
}

/// Newest first, each with what it changed.
fn history(place: &Place, currency: Currency, versions: &[PolicyVersion]) -> Vec<Version> {
    let mut sorted: Vec<&PolicyVersion> = versions.iter().collect();
    sorted.sort_by_key(|version| version.number);
    let before = [None].into_iter().chain(sorted.iter().map(|version| Some(*version)));
    let mut all: Vec<Version> = sorted
        .iter()
        .zip(before)
        .map(|(version, before)| Version {
            number: version.number,
            since: since(place, version),
            author: version.author.clone(),
            changes: before
                .map(|before| changes(place, currency, &before.policy, &version.policy))
                .unwrap_or_default(),
        })
        .collect();
    all.reverse();
    all
}
