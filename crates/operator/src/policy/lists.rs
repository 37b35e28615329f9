//! The checklists of a draft as a table: for whom each is, how much it asks for, what differs from those in force.

use domain::Code;
use domain::admission::{Checklist, ShopKind};
use web::rules::Reading;
use web::rules::checklists::{CHECKLISTS, drafted, gone, origins};
use web::{Choice, Form};

use crate::mark::Mark;
use crate::place::Place;

#[derive(Debug)]
pub(super) struct Lists {
    pub rows: Vec<Row>,
    /// The lists as the form carries them on.
    pub carried: Vec<String>,
    /// For whom those in force are that the draft has no more.
    pub gone: Vec<String>,
    /// Where a new one is sent.
    pub action: String,
    pub kinds: Vec<Choice>,
    /// What a new one may begin as: nothing, or one of the draft.
    pub likes: Vec<Choice>,
}

#[derive(Debug)]
pub(super) struct Row {
    /// How people count it, from one on.
    pub number: i64,
    pub title: String,
    pub kind: String,
    pub countries: String,
    pub papers: i64,
    pub attestations: i64,
    pub checks: i64,
    pub waivers: i64,
    pub mark: Mark,
    pub action: String,
}

impl Lists {
    /// The lists that the form carries beside those in force.
    pub(super) fn new(place: &Place, reading: Reading, form: &Form, in_force: &[Checklist]) -> Self {
        let lists = drafted(form);
        let before = origins(in_force, &lists).into_iter().map(|at| at.and_then(|at| in_force.get(at)));
        let row = |(number, (list, before))| Row::new(place, reading, (number, list), before);
        let nothing = Choice::new("", place.words.say("operator-checklist-like-none"));
        let like = |(number, list): (i64, &Checklist)| {
            Choice::new(number.to_string(), reading.checklist_title(list))
        };
        Self {
            rows: (1..).zip(lists.iter().zip(before)).map(row).collect(),
            carried: form.data.all(CHECKLISTS).map(str::to_owned).collect(),
            gone: gone(in_force, &lists).into_iter().map(|list| reading.checklist_title(list)).collect(),
            action: place.to("/operator/policy/checklists"),
            kinds: kinds(reading),
            likes: [nothing].into_iter().chain((1..).zip(&lists).map(like)).collect(),
        }
    }
}

impl Row {
    fn new(
        place: &Place,
        reading: Reading,
        (number, list): (i64, &Checklist),
        before: Option<&Checklist>,
    ) -> Self {
        Self {
            number,
            title: reading.checklist_title(list),
            kind: web::admission::kind(reading.words, list.kind),
            countries: reading.countries(list),
            papers: count(&list.papers),
            attestations: count(&list.attestations),
            checks: count(&list.checks),
            waivers: count(&list.waivers),
            mark: mark(place, list, before),
            action: place.to(&format!("/operator/policy/checklists/{number}")),
        }
    }
}

fn mark(place: &Place, list: &Checklist, before: Option<&Checklist>) -> Mark {
    let say = |key: &str| place.words.say(key).into_owned();
    match before {
        None => Mark::new("info", "plus", say("operator-checklist-new")),
        Some(before) if before != list => Mark::new("warn", "info", say("operator-checklist-changed")),
        Some(_) => Mark::new("", "", say("operator-checklist-same")),
    }
}

fn count<T>(all: &[T]) -> i64 {
    all.len() as i64
}

/// The kinds of shop, as answers.
pub(super) fn kinds(reading: Reading) -> Vec<Choice> {
    let choice = |kind: &ShopKind| Choice::new(kind.code(), web::admission::kind(reading.words, *kind));
    ShopKind::ALL.iter().map(choice).collect()
}
