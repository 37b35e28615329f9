//! The checks of the whole database, run when an operator asks: each says what it found.

#[cfg(test)]
mod samples;

use askama::Template;
use domain::Micros;
use web::{Desk, Frame, Words};

use crate::mark::Mark;
use crate::place::Place;
use crate::shapes::Check;

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
    (mark, check.name.to_string(), check.found.clone())
}

#[cfg(test)]
pub(crate) use samples::{sample_broken, sample_sound};
