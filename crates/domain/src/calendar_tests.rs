//! Months have different lengths, and nothing falls between two of them.

use proptest::prelude::*;

use super::*;
use crate::tax::day_of;

#[test]
fn a_fee_of_the_31st_falls_due_on_the_last_day_of_a_shorter_month() {
    let table = [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-01-31", 2, "2026-03-31"),
        ("2026-11-22", 12, "2027-11-22"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-03-15", -3, "2025-12-15"),
    ];
    for (from, months, expected) in table {
        let noon = DAY / 2;
        let after = months_after(day_of(from).unwrap() + noon, months);
        assert_eq!(after, day_of(expected).unwrap() + noon, "{from} + {months}");
    }
    assert_eq!(month_of(day_of("2026-11-22").unwrap() + 5), day_of("2026-11-01").unwrap());
}

proptest! {
    #[test]
    fn a_date_reads_back_and_whole_months_are_counted_as_they_were_added(
        days in 0..80_000_i64, time in 0..DAY, months in 0..40_i64,
    ) {
        let at = days * DAY + time;
        let (year, month, day) = civil(at);
        prop_assert_eq!(day_of(&format!("{year}-{month:02}-{day:02}")), Some(days * DAY));
        prop_assert_eq!(months_between(at, months_after(at, months)), months);
        prop_assert_eq!(months_between(at, months_after(at, months + 1) - 1), months);
    }
}
