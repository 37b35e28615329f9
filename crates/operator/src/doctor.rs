//! The checks of the whole database, run when an operator asks: each says what it found.

#[cfg(test)]
#[cfg(test)]
mod samples;

use std::sync::{Arc, Mutex, PoisonError};

use askama::Template;
use axum::Extension;
use axum::response::Response;
use domain::Micros;
use domain::permission::Permission;
use engine::Never;
use web::actor::OperatorDesk;
use web::{Desk, Failure, Frame, Words, page};

use crate::mark::Mark;
use crate::place::{Place, Section};
use engine::doctor::Check;

/// The last word of this process: a memory for people, on which nothing depends.
#[derive(Debug, Clone, Default)]
pub(crate) struct LastWords(Arc<Mutex<Option<LastWord>>>);

impl LastWords {
    pub(crate) fn get(&self) -> Option<LastWord> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, word: LastWord) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(word);
    }
}

pub(crate) async fn show(
    desk: OperatorDesk,
    Extension(words): Extension<LastWords>,
) -> Result<Response, Failure> {
    desk.member.may::<Never>(Permission::LedgerRead)?;
    let (frame, place) = Place::at(&desk, Section::Doctor);
    Ok(page::html(&ShowDoctor::new(frame, &place, words.get().as_ref())))
}

/// Runs the checks: a POST, since on a large database they take a while.
pub(crate) async fn run(
    desk: OperatorDesk,
    Extension(words): Extension<LastWords>,
) -> Result<Response, Failure> {
    let (_, place) = Place::at(&desk, Section::Doctor);
    let checks = engine::doctor::run_for(&desk.site.engine, &desk.member).await?;
    words.set(LastWord { at: desk.now(), checks });
    Ok(place.done("/operator/doctor", "checked"))
}

/// What the checks found when they were last run in this process.
#[derive(Debug, Clone)]
pub(crate) struct LastWord {
    pub at: Micros,
    pub checks: Vec<Check>,
}

#[derive(Debug, Template)]
#[template(path = "doctor/show.html")]
pub(crate) struct ShowDoctor {
    frame: Frame,
    desk: Desk,
    action: String,
    /// When the checks were run; empty if never.
    at: String,
    mark: Mark,
    rows: Vec<(Mark, String, String)>,
}

impl LastWord {
    pub(crate) fn mark(&self, words: Words) -> Mark {
        match self.checks.iter().filter(|check| !check.holds).count() {
            0 => Mark::new("good", "check", words.say("operator-doctor-sound")),
            broken => {
                Mark::new("bad", "alert", words.with("operator-doctor-broken", &[("count", broken.into())]))
            }
        }
    }
}

impl ShowDoctor {
    pub(crate) fn new(frame: Frame, place: &Place, last: Option<&LastWord>) -> Self {
        let words = place.words;
        Self {
            desk: place.desk(),
            action: place.to("/operator/doctor"),
            at: last.map(|last| words.date_time(last.at, place.offset_minutes)).unwrap_or_default(),
            mark: last.map(|last| last.mark(words)).unwrap_or_default(),
            rows: last
                .map(|last| last.checks.iter().map(|check| row(words, check)).collect())
                .unwrap_or_default(),
            frame: frame.titled(place.title()),
        }
    }
}

fn row(words: Words, check: &Check) -> (Mark, String, String) {
    let mark = if check.holds {
        Mark::new("good", "check", words.say("operator-holds"))
    } else {
        Mark::new("bad", "alert", words.say("operator-broken"))
    };
    // A check that is newer than its sentence is shown by its code.
    let key = format!("operator-check-{}", check.name.replace('.', "-"));
    let name = if words.knows(&key) { words.say(&key).into_owned() } else { check.name.to_owned() };
    (mark, name, check.found.clone())
}

#[cfg(test)]
#[cfg(test)]
pub(crate) use samples::{sample_broken, sample_sound};
