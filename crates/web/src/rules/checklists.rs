//! Checklists as people read them, and as a form carries them: one field a list. Decides nothing about them.

use domain::admission::{ANYWHERE, Checklist, EU, ListRefusal, Waiver};
use serde_json::Value;

use super::{Reading, RuleChange};
use crate::{Arg, Form, FormData, admission};

/// The field of a policy that holds them.
pub const CHECKLISTS: &str = "admission.checklists";

/// The parts of a list that are shown and compared, each with the end of the key of its name.
pub const PARTS: [&str; 4] = ["papers", "attestations", "checks", "waivers"];

/// The lists that a form carries; what can't be read is left to `rules::read`, which says so.
pub fn drafted(form: &Form) -> Vec<Checklist> {
    let lines = form.data.all(CHECKLISTS).flat_map(str::lines);
    lines.filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// The same form, carrying these lists.
pub fn carrying(form: &Form, lists: &[Checklist]) -> Form {
    let line =
        |list: &Checklist| (CHECKLISTS, serde_json::to_string(list).expect("a checklist is always JSON"));
    let others = form.data.iter().filter(|(name, _)| *name != CHECKLISTS);
    let others = others.map(|(name, value)| (name, value.to_owned()));
    Form::new(FormData::from_pairs(others.chain(lists.iter().map(line))))
}

/// What the sentence of a refusal names: the country, and the place of a list as people count.
pub fn told_of(refusal: &ListRefusal) -> Vec<(&'static str, Arg<'static>)> {
    match refusal {
        ListRefusal::UnknownCountry { country } => vec![("country", Arg::from(country.clone()))],
        ListRefusal::CountryTaken { country, by } => {
            vec![("country", Arg::from(country.clone())), ("number", Arg::from(by + 1))]
        }
        _ => Vec::new(),
    }
}

impl Reading {
    pub fn country(self, code: &str) -> String {
        match code {
            EU => self.words.say("rule-checklist-eu").into_owned(),
            ANYWHERE => self.words.say("rule-checklist-anywhere").into_owned(),
            code => self.words.country(code).into_owned(),
        }
    }

    pub fn countries(self, list: &Checklist) -> String {
        let names: Vec<String> = list.countries.iter().map(|code| self.country(code)).collect();
        names.join(", ")
    }

    /// For whom it is: `Flagship: European Union, Switzerland`.
    pub fn checklist_title(self, list: &Checklist) -> String {
        let kind = admission::kind(self.words, list.kind);
        self.words
            .with("rule-checklist", &[("kind", kind.into()), ("countries", self.countries(list).into())])
    }

    pub fn checklist_part(self, part: &str) -> String {
        self.words.say(&format!("rule-checklist-{part}")).into_owned()
    }

    /// What stands in one of `PARTS`.
    fn asked_in(self, list: &Checklist, part: &str) -> Vec<String> {
        let words = self.words;
        match part {
            "papers" => list.papers.iter().map(|one| admission::paper(words, *one)).collect(),
            "attestations" => {
                list.attestations.iter().map(|one| admission::attestation(words, *one)).collect()
            }
            "checks" => list.checks.iter().map(|one| admission::check(words, *one)).collect(),
            _ => list.waivers.iter().map(|one| self.waiver(one)).collect(),
        }
    }

    fn waiver(self, waiver: &Waiver) -> String {
        let paper = admission::paper(self.words, waiver.paper);
        match waiver.by {
            None => self.words.with("rule-checklist-waived-by-hand", &[("paper", paper.into())]),
            Some(check) => {
                let args = [("paper", paper.into()), ("check", admission::check(self.words, check).into())];
                self.words.with("rule-checklist-waived-by-check", &args)
            }
        }
    }

    fn part_or_none(self, list: &Checklist, part: &str) -> String {
        let asked = self.asked_in(list, part);
        if asked.is_empty() { self.words.say("rule-none").into_owned() } else { asked.join("; ") }
    }

    /// All that the list asks for, in one line.
    fn checklist_text(self, list: &Checklist) -> String {
        let parts = PARTS.iter().map(|part| (self.checklist_part(part), self.asked_in(list, part)));
        let parts = parts.filter(|(_, asked)| !asked.is_empty());
        let told: Vec<String> = parts.map(|(name, asked)| self.part(&name, &asked.join("; "))).collect();
        if told.is_empty() { self.words.say("rule-checklist-nothing").into_owned() } else { told.join(". ") }
    }

    fn part(self, name: &str, text: &str) -> String {
        self.words.with("rule-checklist-part", &[("name", name.into()), ("text", text.into())])
    }

    /// The lists of a value, one a line; absent where another version has written them.
    pub(super) fn checklists(self, entries: &[Value]) -> Option<Vec<String>> {
        let lists: Vec<Checklist> = entries.iter().map(read).collect::<Option<_>>()?;
        Some(
            lists
                .iter()
                .map(|list| self.part(&self.checklist_title(list), &self.checklist_text(list)))
                .collect(),
        )
    }

    /// What differs between two values: a list that comes or goes as a whole, of one that stays the parts that differ, and
    /// the order of those that stay. Absent where another version has written them.
    pub(super) fn checklist_changes(self, from: &Value, to: &Value) -> Option<Vec<RuleChange>> {
        let lists = |value: &Value| value.as_array()?.iter().map(read).collect::<Option<Vec<_>>>();
        let (from, to) = (lists(from)?, lists(to)?);
        let (origins, gone) = (origins(&from, &to), gone(&from, &to));
        let none = || self.words.say("rule-none").into_owned();
        let mut changes = Vec::new();
        for list in gone {
            let (label, from) = (self.checklist_title(list), self.checklist_text(list));
            changes.push(RuleChange { label, from, to: none() });
        }
        for (list, origin) in to.iter().zip(&origins) {
            match origin {
                Some(origin) => changes.extend(self.part_changes(&from[*origin], list)),
                None => {
                    let (label, to) = (self.checklist_title(list), self.checklist_text(list));
                    changes.push(RuleChange { label, from: none(), to });
                }
            }
        }
        changes.extend(self.order_change(&from, &origins));
        Some(changes)
    }

    /// What differs of one list, by the name that it had.
    fn part_changes(self, from: &Checklist, to: &Checklist) -> Vec<RuleChange> {
        let title = self.checklist_title(from);
        let change = |part: &str, from: String, to: String| {
            let label = self.part(&title, &self.checklist_part(part));
            (from != to).then_some(RuleChange { label, from, to })
        };
        let countries = change("countries", self.countries(from), self.countries(to));
        let asked = PARTS
            .iter()
            .filter_map(|part| change(part, self.part_or_none(from, part), self.part_or_none(to, part)));
        countries.into_iter().chain(asked).collect()
    }

    fn order_change(self, from: &[Checklist], origins: &[Option<usize>]) -> Option<RuleChange> {
        let after: Vec<usize> = origins.iter().flatten().copied().collect();
        let mut before = after.clone();
        before.sort_unstable();
        let listed = |places: &[usize]| {
            let titles: Vec<String> =
                places.iter().map(|place| self.checklist_title(&from[*place])).collect();
            titles.join("; ")
        };
        let label = self.words.say("rule-checklist-order").into_owned();
        (before != after).then(|| RuleChange { label, from: listed(&before), to: listed(&after) })
    }
}

/// Which of the old lists each of the new ones was: the one for the same shops, else one of its kind with a country in common.
pub fn origins(from: &[Checklist], to: &[Checklist]) -> Vec<Option<usize>> {
    let is_same =
        |one: &Checklist, other: &Checklist| (one.kind, &one.countries) == (other.kind, &other.countries);
    let mut found: Vec<Option<usize>> =
        to.iter().map(|list| from.iter().position(|old| is_same(old, list))).collect();
    for (at, list) in to.iter().enumerate().filter(|(at, _)| found[*at].is_none()).collect::<Vec<_>>() {
        let shares = |old: &Checklist| {
            old.kind == list.kind && old.countries.iter().any(|country| list.countries.contains(country))
        };
        found[at] = (0..from.len()).find(|place| !found.contains(&Some(*place)) && shares(&from[*place]));
    }
    found
}

/// The old lists that none of the new ones was.
pub fn gone<'a>(from: &'a [Checklist], to: &[Checklist]) -> Vec<&'a Checklist> {
    let origins = origins(from, to);
    (0..).zip(from).filter(|(at, _)| !origins.contains(&Some(*at))).map(|(_, list)| list).collect()
}

fn read(entry: &Value) -> Option<Checklist> {
    serde_json::from_value(entry.clone()).ok()
}
