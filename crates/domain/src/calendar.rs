//! Months and years of the Gregorian calendar, for what recurs: a fee of the 31st falls due on the last day of a shorter
//! month and on the 31st of the next. Days begin at midnight UTC; a market's offset is its caller's matter.

use crate::{DAY, Micros};

/// Year, month (1 to 12) and day of a moment, by the civil-from-days algorithm.
pub fn civil(at: Micros) -> (i64, i64, i64) {
    let days = at.div_euclid(DAY) + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days - era * 146_097;
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// The first moment of a day.
fn midnight(year: i64, month: i64, day: i64) -> Micros {
    crate::tax::day_of(&format!("{year}-{month}-{day}"))
        .expect("a month of twelve and a day of it are a date")
}

fn days_in(year: i64, month: i64) -> i64 {
    let (next_year, next) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    (midnight(next_year, next, 1) - midnight(year, month, 1)) / DAY
}

/// The same day and time some months later, or the last day of a month that has no such day.
pub fn months_after(at: Micros, months: i64) -> Micros {
    let (year, month, day) = civil(at);
    let counted = year * 12 + (month - 1) + months;
    let (year, month) = (counted.div_euclid(12), counted.rem_euclid(12) + 1);
    midnight(year, month, day.min(days_in(year, month))) + at.rem_euclid(DAY)
}

/// How many whole months lie between two moments.
pub fn months_between(from: Micros, to: Micros) -> i64 {
    let ((year, month, _), (to_year, to_month, _)) = (civil(from), civil(to));
    let counted = (to_year - year) * 12 + to_month - month;
    if months_after(from, counted) > to { counted - 1 } else { counted }
}

/// The first moment of the month of a moment.
pub fn month_of(at: Micros) -> Micros {
    let (year, month, _) = civil(at);
    midnight(year, month, 1)
}

#[cfg(test)]
#[path = "calendar_tests.rs"]
mod tests;
