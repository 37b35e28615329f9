//! Calendar days in UTC out of microseconds, for card expiries, file names and settlement files. Never reads a clock.

use std::fmt;
use std::str::FromStr;

const MICROS_PER_DAY: i64 = 86_400_000_000;

/// A day of the Gregorian calendar, written `2026-11-22`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    pub year: i64,
    pub month: i64,
    pub day: i64,
}

/// The text is not a day written `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a day written YYYY-MM-DD")]
pub struct NotADay;

impl Day {
    pub fn at(micros: i64) -> Self {
        Self::from_days(micros.div_euclid(MICROS_PER_DAY))
    }

    /// Days since 1970-01-01, counted in eras of 400 years whose years begin in March, so that a leap day comes last.
    fn from_days(days: i64) -> Self {
        let shifted = days + 719_468;
        let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        Self { year: year_of_era + era * 400 + i64::from(month <= 2), month, day }
    }

    fn days_of_month(year: i64, month: i64) -> i64 {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        let shape = text.len() == 10
            && text.bytes().enumerate().all(|(at, b)| match at {
                4 | 7 => b == b'-',
                _ => b.is_ascii_digit(),
            });
        if !shape {
            return Err(NotADay);
        }
        let number = |part: &str| part.parse::<i64>().map_err(|_| NotADay);
        let day = Self { year: number(&text[..4])?, month: number(&text[5..7])?, day: number(&text[8..])? };
        let real = (1..=12).contains(&day.month)
            && (1..=Self::days_of_month(day.year, day.month)).contains(&day.day);
        if real { Ok(day) } else { Err(NotADay) }
    }
}

/// `20261122T030722.000123Z`: sorts as it reads, and is a valid part of a file name.
pub fn sortable(micros: i64) -> String {
    let Day { year, month, day } = Day::at(micros);
    let of_day = micros.rem_euclid(MICROS_PER_DAY);
    let (seconds, part) = (of_day / 1_000_000, of_day % 1_000_000);
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}.{part:06}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_follow_the_calendar() {
        let table = [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (951_782_400_000_000, "2000-02-29"),
            (1_709_164_800_000_000, "2024-02-29"),
            (1_795_316_842_000_000, "2026-11-22"),
            (4_107_542_400_000_000, "2100-03-01"),
        ];
        for (micros, written) in table {
            assert_eq!(Day::at(micros).to_string(), written);
            assert_eq!(written.parse(), Ok(Day::at(micros)));
        }
        assert_eq!(sortable(1_795_316_842_000_123), "20261122T030722.000123Z");
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in
            ["", "2026-1-1", "2026-13-01", "2026-02-29", "2026-00-10", "20261122", "2026-11-2x", "é26-11-221"]
        {
            assert_eq!(text.parse::<Day>(), Err(NotADay), "{text}");
        }
    }
}
