//! A shop's plan: chosen by its seller, charged ahead by the month. A dearer one holds at once, for the difference of the days
//! that are left; a cheaper one, or none, from the next month on. What a plan costs and
//! changes is the policy's matter; here is only which one holds, and which one comes.

use money::portion;

use crate::calendar::{month_of, months_after};
use crate::policy::fees::Plan;
use crate::{DAY, MarketId, Micros, SellerId, ShopId};

/// Letters of a plan's code.
pub const CODE_LETTERS_MAX: usize = 40;

/// Which plan a shop has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopPlan {
    pub shop: ShopId,
    pub seller: SellerId,
    pub market: MarketId,
    /// Code of the plan that holds; empty for none.
    pub plan: String,
    /// What begins with the next month; absent where all stays, empty where the plan is left.
    pub next: Option<String>,
    /// Until when the plan is charged.
    pub until_at: Option<Micros>,
    pub version: i64,
}

/// Why a plan can't be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlanRefusal {
    #[error("fee.no_such_plan")]
    NoSuchPlan,
    #[error("fee.shop_is_closed")]
    ShopIsClosed,
}

impl ShopPlan {
    pub fn none(shop: ShopId, seller: SellerId, market: MarketId) -> Self {
        Self { shop, seller, market, plan: String::new(), next: None, until_at: None, version: 0 }
    }

    /// What it costs, net, to have a plan from now on: the difference to the one that is charged, for the days of the month
    /// (UTC) that are left, today's too. Absent where it costs no more, and where a month has begun for which the one that is
    /// held was not charged yet: then it comes with the next month that is charged.
    pub fn rise(&self, of_market: &[Plan], code: &str, now: Micros) -> Option<i64> {
        if self.until_at.is_some_and(|until| until <= now) {
            return None;
        }
        let price = |code: &str| match code {
            "" => Some(0),
            _ => of_market.iter().find(|plan| plan.code == code).map(|plan| plan.amount_minor),
        };
        let more = price(code)? - price(&self.plan)?;
        let (from, until) = (month_of(now), months_after(month_of(now), 1));
        let days_left = (until - now + DAY - 1) / DAY;
        // A fee is at least one unit.
        (more > 0).then(|| portion(more, days_left, (until - from) / DAY).max(1))
    }

    /// It holds from now on, and is charged until then.
    pub fn begin(&mut self, code: &str, until: Micros) {
        (self.plan, self.next, self.until_at) = (code.to_owned(), None, Some(until));
    }

    /// From the next month on it is this one; nothing of a month that is charged comes back.
    pub fn choose(&mut self, code: &str) {
        self.next = Some(code.to_owned()).filter(|next| *next != self.plan);
    }

    /// A month begins: what was chosen holds, if the market has it still. Answers the plan that is charged; none where it was
    /// charged for that month already, by who chose it in its first moments.
    pub fn month_begins<'p>(&mut self, of_market: &'p [Plan], until: Micros) -> Option<&'p Plan> {
        if self.until_at.is_some_and(|held| held >= until) {
            return None;
        }
        if let Some(next) = self.next.take() {
            self.plan = next;
        }
        let found = of_market.iter().find(|plan| plan.code == self.plan);
        if found.is_none() {
            self.plan.clear();
        }
        self.until_at = found.map(|_| until);
        found
    }

    /// The plan that was charged for a month, by its first moment.
    pub fn held_in(&self, month: Micros) -> Option<&str> {
        self.until_at.is_some_and(|until| until > month).then_some(self.plan.as_str())
    }

    /// The shop has ended: nothing more is charged.
    pub fn end(&mut self) {
        (self.plan, self.next, self.until_at) = (String::new(), None, None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(code: &str) -> Plan {
        Plan { code: code.to_owned(), name: code.to_owned(), amount_minor: 100, ..Plan::default() }
    }

    fn nothing() -> ShopPlan {
        ShopPlan::none(ShopId::from_raw(8), SellerId::from_raw(3), MarketId::from_raw(1))
    }

    #[test]
    fn what_is_chosen_holds_from_the_next_month_on_and_a_plan_that_the_market_dropped_ends() {
        let all = [plan("plus"), plan("pro")];
        let mut it = nothing();
        assert_eq!(it.month_begins(&all, 1), None, "who chose nothing pays nothing");
        // Chosen before the month, the plans of the market; what holds, and whether it was charged.
        type Month<'m> = (Option<&'m str>, &'m [Plan], &'m str, bool);
        let table: &[Month<'_>] = &[
            (Some("plus"), &all, "plus", true),
            (None, &all, "plus", true),
            (Some("pro"), &all, "pro", true),
            (Some(""), &all, "", false),
            (Some("pro"), &all, "pro", true),
            (None, &all[..1], "", false),
            (Some("gone"), &all, "", false),
        ];
        for ((chosen, of_market, holds, is_charged), until) in table.iter().zip(10..) {
            if let Some(code) = chosen {
                let before = it.plan.clone();
                it.choose(code);
                assert_eq!(it.plan, before, "the month that is charged goes on");
            }
            assert_eq!(it.month_begins(of_market, until).is_some(), *is_charged);
            assert_eq!(
                (it.plan.as_str(), it.until_at, &it.next),
                (*holds, is_charged.then_some(until), &None),
                "{chosen:?}"
            );
        }
    }

    #[test]
    fn around_midnight_of_a_first_no_month_is_charged_twice_and_none_is_left_out() {
        let priced = |code: &str, amount_minor| Plan { amount_minor, ..plan(code) };
        let all = [priced("plus", 3_900), priced("pro", 9_900)];
        let day = |day: &str| crate::tax::day_of(day).unwrap();
        let (december, january) = (day("2026-12-01"), day("2027-01-01"));
        // November was charged, December not yet: what is chosen now comes with it, whole.
        let mut it = ShopPlan { plan: "plus".into(), until_at: Some(december), ..nothing() };
        assert_eq!(it.rise(&all, "pro", december + 5), None);
        it.choose("pro");
        assert_eq!(it.month_begins(&all, january).unwrap().code, "pro");
        assert_eq!(it.month_begins(&all, january), None, "begun twice");
        // Who had none has paid the month before it was begun.
        let mut it = nothing();
        assert_eq!(it.rise(&all, "plus", december + 5), Some(3_900));
        it.begin("plus", january);
        it.choose("");
        assert_eq!(it.month_begins(&all, january), None);
        assert_eq!((it.plan.as_str(), it.next.as_deref()), ("plus", Some("")), "what was chosen waits");
        assert_eq!(it.month_begins(&all, day("2027-02-01")), None);
        assert_eq!((it.plan.as_str(), it.until_at), ("", None));
    }

    #[test]
    fn a_dearer_plan_costs_the_difference_of_the_days_that_are_left_and_a_cheaper_one_nothing() {
        let priced = |code: &str, amount_minor| Plan { amount_minor, ..plan(code) };
        let all = [priced("plus", 3_900), priced("pro", 9_900), priced("cent", 1)];
        // Held, wanted, the day and its minute; what is paid at once. Worked by hand.
        let table = [
            ("", "plus", "2026-11-01", 0, Some(3_900)),
            // 30 of 30 days: the first is not over.
            ("", "plus", "2026-11-01", 1_439, Some(3_900)),
            // 22 to 30 November: 9 of 30 days. 39.00 × 9 / 30, 60.00 × 9 / 30.
            ("", "plus", "2026-11-22", 720, Some(1_170)),
            ("plus", "pro", "2026-11-22", 720, Some(1_800)),
            // 28 February 2026: 1 of 28. 60.00 / 28 is 2.142…
            ("plus", "pro", "2026-02-28", 1_439, Some(214)),
            // 29 February 2028: 1 of 29. 39.00 / 29 is 1.344…
            ("", "plus", "2028-02-29", 0, Some(134)),
            // 17 to 31 December: 15 of 31. 39.00 × 15 / 31 is 18.870…
            ("", "plus", "2026-12-17", 600, Some(1_887)),
            ("", "cent", "2026-11-30", 0, Some(1)),
            ("pro", "plus", "2026-11-22", 0, None),
            ("pro", "", "2026-11-22", 0, None),
            ("pro", "pro", "2026-11-22", 0, None),
            ("plus", "gone", "2026-11-22", 0, None),
            // What the market dropped holds until the month ends.
            ("gone", "pro", "2026-11-22", 0, None),
        ];
        for (held, wanted, day, minute, paid) in table {
            let now = crate::tax::day_of(day).unwrap() + minute * crate::MINUTE;
            let it = ShopPlan { plan: held.into(), ..nothing() };
            assert_eq!(it.rise(&all, wanted, now), paid, "{held} {wanted} {day}");
        }
    }

    #[test]
    fn who_chooses_what_it_has_changes_nothing() {
        let mut it = ShopPlan { plan: "plus".into(), ..nothing() };
        it.choose("");
        assert_eq!(it.next.as_deref(), Some(""));
        it.choose("plus");
        assert_eq!(it.next, None);
    }
}
