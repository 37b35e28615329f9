//! Whether a shop stands in lists, and whether it can be bought from: quiet openings and holidays. Says nothing of what the
//! operator allows.

use crate::wording::Wording;
use crate::{DAY, Micros};

/// No holiday is longer.
pub const HOLIDAY_DAYS_MAX: i64 = 120;
/// None begins further ahead.
pub const AHEAD_DAYS_MAX: i64 = 365;
pub const NOTE_LETTERS_MAX: usize = 300;

/// From when until when nothing can be bought in a shop, and what it says meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Holiday {
    pub from: Micros,
    /// The first moment at which it sells again.
    pub until: Micros,
    pub note: Wording,
}

/// Why a holiday can't be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpeningRefusal {
    #[error("opening.ends_before_it_begins")]
    EndsBeforeItBegins,
    #[error("opening.is_over")]
    IsOver,
    #[error("opening.too_long")]
    TooLong,
    #[error("opening.too_far_ahead")]
    TooFarAhead,
    #[error("opening.note_too_long")]
    NoteTooLong,
}

impl Holiday {
    /// A holiday as it may be taken at `now`.
    pub fn taken(from: Micros, until: Micros, note: Wording, now: Micros) -> Result<Self, OpeningRefusal> {
        if until <= from {
            return Err(OpeningRefusal::EndsBeforeItBegins);
        }
        if until <= now {
            return Err(OpeningRefusal::IsOver);
        }
        if until.saturating_sub(from) > HOLIDAY_DAYS_MAX * DAY {
            return Err(OpeningRefusal::TooLong);
        }
        if from.saturating_sub(now) > AHEAD_DAYS_MAX * DAY {
            return Err(OpeningRefusal::TooFarAhead);
        }
        if note.texts().any(|text| text.chars().count() > NOTE_LETTERS_MAX) {
            return Err(OpeningRefusal::NoteTooLong);
        }
        Ok(Self { from, until, note })
    }

    pub fn is_on(&self, now: Micros) -> bool {
        (self.from..self.until).contains(&now)
    }

    /// When the shop's pages will be others; nothing once it is over.
    pub fn turns_at(&self, now: Micros) -> Option<Micros> {
        [self.from, self.until].into_iter().find(|turn| *turn > now)
    }

    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("numbers and texts are always JSON")
    }

    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Micros = 1_000 * DAY;

    fn taken(from: i64, until: i64, letters: usize) -> Result<Holiday, OpeningRefusal> {
        let note = Wording::in_language("en", "é".repeat(letters));
        Holiday::taken(NOW + from * DAY, NOW + until * DAY, note, NOW)
    }

    #[test]
    fn a_holiday_has_an_end_within_reason() {
        use OpeningRefusal as R;
        for (from, until, letters, refused) in [
            (0, 1, 0, None),
            (-3, 1, NOTE_LETTERS_MAX, None),
            (365, 366, 0, None),
            (0, HOLIDAY_DAYS_MAX, 0, None),
            (2, 2, 0, Some(R::EndsBeforeItBegins)),
            (3, 2, 0, Some(R::EndsBeforeItBegins)),
            (-3, 0, 0, Some(R::IsOver)),
            (0, HOLIDAY_DAYS_MAX + 1, 0, Some(R::TooLong)),
            (366, 367, 0, Some(R::TooFarAhead)),
            (0, 1, NOTE_LETTERS_MAX + 1, Some(R::NoteTooLong)),
        ] {
            assert_eq!(taken(from, until, letters).err(), refused, "{from} {until} {letters}");
        }
        assert_eq!(Holiday::taken(i64::MIN, i64::MAX, Wording::default(), NOW), Err(R::TooLong));
    }

    #[test]
    fn it_is_on_from_its_beginning_to_just_before_its_end_and_turns_twice() {
        let holiday = taken(2, 4, 5).unwrap();
        for (day, is_on, turns) in
            [(0, false, Some(2)), (2, true, Some(4)), (3, true, Some(4)), (4, false, None)]
        {
            let at = NOW + day * DAY;
            assert_eq!(holiday.is_on(at), is_on, "{day}");
            assert_eq!(holiday.turns_at(at), turns.map(|turn| NOW + turn * DAY), "{day}");
        }
        assert!(!holiday.is_on(NOW + 4 * DAY) && holiday.is_on(NOW + 4 * DAY - 1));
        assert_eq!(Holiday::from_json(&holiday.to_json()).unwrap(), holiday);
    }
}
