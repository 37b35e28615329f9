//! What a checker looks for among the papers of shops in trade. Knows no list: only what of one fits.

use serde::{Deserialize, Serialize};

use super::PaperKind;
use crate::{Code, DAY, Micros};

/// How many days ahead one looks for papers that end.
pub const DAYS_AHEAD: [i64; 3] = [7, 30, 90];

codes! {
    /// How a paper of a shop in trade stands to who watches over them.
    pub enum PaperPart {
        /// Accepted, and ends some day.
        Ending = "ending",
        Ended = "ended",
        /// Asked for and not there, or refused.
        Missing = "missing",
        /// Handed in; nobody has looked.
        Waiting = "waiting",
    }
}

impl PaperPart {
    /// What the list writes down: whether an end has passed is seen when it is read.
    pub fn listed(self) -> Self {
        if self == Self::Ended { Self::Ending } else { self }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PapersWanted {
    pub part: PaperPart,
    /// Of those that end: within so many days; absent takes all.
    pub days: Option<i64>,
    pub kind: Option<PaperKind>,
    /// Code of a country; empty takes all.
    pub country: String,
    /// A part of a name, in small letters; empty takes all.
    pub search: String,
}

impl PapersWanted {
    pub fn of(part: PaperPart) -> Self {
        Self { part, days: None, kind: None, country: String::new(), search: String::new() }
    }

    /// The moments between which a row's date lies; neither is itself within.
    pub fn span(&self, now: Micros) -> (Micros, Micros) {
        match self.part {
            PaperPart::Ending => (now, self.days.map_or(i64::MAX, |days| now + days * DAY + 1)),
            PaperPart::Ended => (i64::MIN, now + 1),
            PaperPart::Missing | PaperPart::Waiting => (i64::MIN, i64::MAX),
        }
    }

    /// The codes of its kind: empty takes all.
    pub fn kind_code(&self) -> &'static str {
        self.kind.map_or("", Code::code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_at_this_moment_has_ended_and_what_ends_within_days_counts_the_last_one() {
        let now = 1_000 * DAY;
        let within = |part, days| {
            let (after, before) = PapersWanted { days, ..PapersWanted::of(part) }.span(now);
            move |at: Micros| after < at && at < before
        };
        for (part, days, at, is_within) in [
            (PaperPart::Ended, None, now, true),
            (PaperPart::Ended, None, now + 1, false),
            (PaperPart::Ending, None, now, false),
            (PaperPart::Ending, None, now + 900 * DAY, true),
            (PaperPart::Ending, Some(7), now + 7 * DAY, true),
            (PaperPart::Ending, Some(7), now + 7 * DAY + 1, false),
            (PaperPart::Missing, Some(7), 0, true),
        ] {
            assert_eq!(within(part, days)(at), is_within, "{part:?} {days:?} {at}");
        }
    }
}
