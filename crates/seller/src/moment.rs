//! When, on which clock and in whose language a page is written: how a deadline, a date or a span of time reads there.
//! Never reads a clock; the moment is given.

use domain::{DAY, Micros};
use money::{Currency, Money};
use web::{Tone, Words};

const HOUR: Micros = DAY / 24;
const MICROS_PER_MINUTE: Micros = domain::MINUTE;

/// The reader's words, the market's clock, and now.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    pub words: Words,
    pub offset_minutes: i32,
    pub now: Micros,
}

/// A word in a tone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mark {
    pub tone: &'static str,
    pub icon: &'static str,
    pub text: String,
}

impl Mark {
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { tone: tone.class(), icon: tone.icon(), text: text.into() }
    }

    /// Neither good nor bad.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { tone: "", icon: "", text: text.into() }
    }
}

impl Moment {
    pub fn money(&self, minor: i64, currency: Currency) -> String {
        self.words.money(Money::new(minor, currency))
    }

    pub fn day(&self, at: Micros) -> String {
        self.words.day(at, self.offset_minutes)
    }

    pub fn weekday(&self, at: Micros) -> String {
        self.words.weekday(at, self.offset_minutes)
    }

    pub fn day_time(&self, at: Micros) -> String {
        self.words.day_time(at, self.offset_minutes)
    }

    pub fn date_time(&self, at: Micros) -> String {
        self.words.date_time(at, self.offset_minutes)
    }

    /// How much time is left, in the largest unit that says something: days, hours, or nothing any more.
    pub fn left(&self, until: Micros) -> String {
        match until - self.now {
            left if left >= 2 * DAY => self.words.with("seller-left-days", &[("count", (left / DAY).into())]),
            left if left > 0 => {
                self.words.with("seller-left-hours", &[("count", ((left + HOUR - 1) / HOUR).into())])
            }
            _ => self.words.say("seller-left-none").into_owned(),
        }
    }

    /// The day by which something must be done, the nearer the louder.
    pub fn deadline(&self, by: Micros) -> Mark {
        let text = |key: &str| self.words.with(key, &[("day", self.day(by).into())]);
        match self.local_day(by) - self.local_day(self.now) {
            _ if by < self.now => Mark::new(Tone::Bad, text("seller-deadline-late")),
            0 => {
                let time = self.words.time(by, self.offset_minutes);
                Mark::new(Tone::Bad, self.words.with("seller-deadline-today", &[("time", time.into())]))
            }
            1 => Mark::new(Tone::Warn, self.words.say("seller-deadline-tomorrow")),
            _ => Mark::plain(self.weekday(by)),
        }
    }

    /// The number of the day on the market's clock.
    pub fn local_day(&self, at: Micros) -> i64 {
        (at + i64::from(self.offset_minutes) * MICROS_PER_MINUTE).div_euclid(DAY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_is_louder_the_nearer_it_is() {
        let now = 20_000 * DAY + 12 * HOUR;
        let moment = Moment { words: Words::default(), offset_minutes: 60, now };
        for (by, tone) in [
            (now - 1, "bad"),
            (now + HOUR, "bad"),
            // 23:30 UTC is tomorrow on a clock one hour ahead.
            (now + 11 * HOUR + 30 * MICROS_PER_MINUTE, "warn"),
            (now + 3 * DAY, ""),
        ] {
            assert_eq!(moment.deadline(by).tone, tone, "{}", by - now);
        }
    }

    #[test]
    fn time_left_is_rounded_up_to_hours_and_down_to_days() {
        let moment = Moment { words: Words::default(), offset_minutes: 0, now: 0 };
        for (until, said) in
            [(3 * DAY + 1, "3 days left"), (DAY, "24 hours left"), (1, "1 hour left"), (0, "time is over")]
        {
            assert_eq!(moment.left(until), said);
        }
    }
}
