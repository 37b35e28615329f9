//! A shop's plan: chosen by its seller, in force from the next month on, charged ahead by the month. What a plan costs and
//! changes is the policy's matter; here is only which one holds, and which one comes.

use crate::policy::fees::Plan;
use crate::{MarketId, Micros, SellerId, ShopId};

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

    /// From the next month on it is this one; nothing of a month that is charged comes back.
    pub fn choose(&mut self, code: &str) {
        self.next = Some(code.to_owned()).filter(|next| *next != self.plan);
    }

    /// A month begins: what was chosen holds, if the market has it still. Answers the plan that is charged.
    pub fn month_begins<'p>(&mut self, of_market: &'p [Plan], until: Micros) -> Option<&'p Plan> {
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
        // Chosen before the month, the plans of the market; what holds and what was charged until.
        type Month<'m> = (Option<&'m str>, &'m [Plan], &'m str, Option<Micros>);
        let table: &[Month<'_>] = &[
            (Some("plus"), &all, "plus", Some(10)),
            (None, &all, "plus", Some(10)),
            (Some("pro"), &all, "pro", Some(10)),
            (Some(""), &all, "", None),
            (Some("pro"), &all, "pro", Some(10)),
            (None, &all[..1], "", None),
            (Some("gone"), &all, "", None),
        ];
        for (chosen, of_market, holds, until) in table {
            if let Some(code) = chosen {
                let before = it.plan.clone();
                it.choose(code);
                assert_eq!(it.plan, before, "the month that is charged goes on");
            }
            it.month_begins(of_market, 10);
            assert_eq!((it.plan.as_str(), it.until_at, &it.next), (*holds, *until, &None), "{chosen:?}");
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
