//! How long before its date a change of the rules must be told to sellers. Never shortens what a law asks.

use super::field::Change;
use crate::address::is_in_eu;
use crate::{DAY, MINUTE, Micros};

/// Regulation (EU) 2019/1150, art. 3(2): at least 15 days from the day on which business users are told.
pub const EU_NOTICE_DAYS: i64 = 15;

/// Where a market stands in law, and on which clock its days begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    /// Of the company that runs the market.
    pub operator_country: String,
    /// Where the market sells first. The regulation asks where sellers and buyers are, not where the company is
    /// (art. 1(2)): a market in the Union is under it whoever runs it.
    pub market_country: String,
    /// Minutes east of UTC.
    pub offset_minutes: i64,
}

impl Ground {
    /// Days between telling sellers and the change holding.
    pub fn notice_days(&self, changes: &[Change]) -> i64 {
        let is_in_union = is_in_eu(&self.operator_country) || is_in_eu(&self.market_country);
        if is_in_union && touches_money(changes) { EU_NOTICE_DAYS } else { 0 }
    }

    /// The first moment from which changes told at `at` may hold. Days of notice are whole ones: that of telling does not
    /// count, the last one is given to its end (Regulation 1182/71, art. 3). Without notice: at once.
    pub fn earliest(&self, changes: &[Change], at: Micros) -> Micros {
        match self.notice_days(changes) {
            0 => at,
            days => self.next_midnight(at) + days * DAY,
        }
    }

    /// The beginning of the day after that of `at`, on the market's clock.
    fn next_midnight(&self, at: Micros) -> Micros {
        let offset = self.offset_minutes * MINUTE;
        ((at + offset).div_euclid(DAY) + 1) * DAY - offset
    }

    /// The beginning of a day (`2026-12-31`) on the market's clock.
    pub fn midnight_of(&self, date: &str) -> Option<Micros> {
        Some(crate::tax::day_of(date)? - self.offset_minutes * MINUTE)
    }
}

/// Whether sellers' money hangs on any of the changes: then they are announced in time and decided by two people.
pub fn touches_money(changes: &[Change]) -> bool {
    changes.iter().any(Change::touches_money)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::tax::day_of;

    fn ground(operator: &str, market: &str) -> Ground {
        Ground { operator_country: operator.into(), market_country: market.into(), offset_minutes: 60 }
    }

    fn change(field: &str) -> [Change; 1] {
        [Change { field: field.into(), from: json!(1), to: json!(2) }]
    }

    #[test]
    fn fifteen_whole_days_lie_between_the_telling_and_the_date_in_the_union() {
        let at = day_of("2026-11-22").unwrap() + DAY / 2;
        let earliest = ground("FR", "FR").earliest(&change("escrow.confirm_days_after_delivery"), at);
        // Told on the 22nd: the 23rd is the first day, 7 December the fifteenth; it holds when the 8th begins in Paris.
        assert_eq!(earliest, day_of("2026-12-08").unwrap() - 60 * MINUTE);
        let late = day_of("2026-11-22").unwrap() + 23 * 60 * MINUTE + 1;
        let next = ground("FR", "FR").earliest(&change("commission.rate_ppm"), late);
        assert_eq!(next, earliest + DAY, "in Paris it is the 23rd already");
    }

    #[test]
    fn the_notice_hangs_on_the_field_and_on_the_place() {
        let table = [
            ("FR", "US", "commission.rate_ppm", 15),
            ("US", "FR", "commission.rate_ppm", 15),
            ("US", "US", "commission.rate_ppm", 0),
            ("CN", "CN", "payouts.delay_days", 0),
            ("FR", "FR", "checkout.hold_minutes", 0),
            ("FR", "FR", "a.field_that_nobody_describes", 15),
        ];
        for (operator, market, field, days) in table {
            assert_eq!(
                ground(operator, market).notice_days(&change(field)),
                days,
                "{operator} {market} {field}"
            );
        }
    }
}
