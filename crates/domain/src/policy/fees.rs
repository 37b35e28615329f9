//! What a market asks of sellers beside commission: a deposit, a yearly fee with what of it comes back by turnover, plans by
//! the month, listed products. Only values and which of them hold; what was charged stands in `crate::fee`.

use money::{Currency, Rate};

use super::goods::is_within;
use crate::Micros;
use crate::admission::ShopKind;
use crate::calendar::{month_of, months_after};

/// Entries of one list.
pub const TARIFFS_MAX: usize = 40;
/// Steps of a refund by turnover.
pub const BANDS_MAX: usize = 6;
/// Plans that a market offers.
pub const PLANS_MAX: usize = 12;
/// Entries of the fee for listed products: one a currency.
pub const LISTING_RULES_MAX: usize = 12;
/// Letters of a plan's name.
const NAME_LETTERS_MAX: usize = 60;
/// Products that can be free.
const LISTINGS_MAX: i64 = 1_000_000;
/// Largest deposit or fee.
const AMOUNT_MAX: i64 = 100_000_000_000;
/// Largest turnover that a step can name.
const TURNOVER_MAX: i64 = 100_000_000_000_000;

/// For whom an amount holds. What is absent holds for all.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tariff {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ShopKind>,
    /// `shoes`, and all that lies below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// A preset names amounts in several currencies; a market uses its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    pub amount_minor: i64,
    /// Of a yearly fee: what comes back at the year's end, by turnover. Rising.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refunds: Vec<Band>,
}

/// From so much turnover in the year on, so much of the year's fee comes back.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    pub turnover_minor: i64,
    pub share_ppm: Rate,
}

/// A plan that sellers may choose by the month.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// `plus`: what is kept of the choice.
    pub code: String,
    /// As sellers read it.
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// A month of it.
    pub amount_minor: i64,
    /// So much less than each rate of the commission.
    #[serde(default)]
    pub commission_less_ppm: Rate,
    /// So many products are listed without a fee.
    #[serde(default)]
    pub free_listings: i64,
}

/// What a product costs that could be bought at any time in a month, for however short.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listing {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    pub amount_minor: i64,
    /// For so many months.
    pub months: i64,
    /// So many cost nothing.
    #[serde(default)]
    pub free: i64,
}

/// The months for which a listed product is charged once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListingTerm {
    pub begun_at: Micros,
    pub until_at: Micros,
}

impl Plan {
    fn is_fine(&self) -> bool {
        let letters = self.name.chars().count();
        (1..=AMOUNT_MAX).contains(&self.amount_minor)
            && super::field::is_path(&self.code)
            && self.code.len() <= crate::plan::CODE_LETTERS_MAX
            && (1..=NAME_LETTERS_MAX).contains(&letters)
            && (0..=LISTINGS_MAX).contains(&self.free_listings)
    }
}

impl Listing {
    fn is_fine(&self) -> bool {
        (1..=AMOUNT_MAX).contains(&self.amount_minor)
            && (1..=12).contains(&self.months)
            && (0..=LISTINGS_MAX).contains(&self.free)
    }

    /// The term of a product that can be bought at a moment: whole months, from the one that goes on.
    pub fn term(&self, at: Micros) -> ListingTerm {
        let begun_at = month_of(at);
        ListingTerm { begun_at, until_at: months_after(begun_at, self.months) }
    }

    /// How many of `begun` products are charged while `running` ones are paid for already and `free` ones cost nothing.
    pub fn charged(&self, begun: i64, running: i64, free: i64) -> i64 {
        (begun - (free + self.free - running).max(0)).max(0)
    }
}

/// The part of a policy that says what selling costs beside commission. Amounts are minor units, without VAT.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fees {
    pub deposit: Vec<Tariff>,
    /// Below this share of it a deposit has to be topped up.
    pub deposit_least_ppm: Rate,
    /// Days for topping up before the shop is suspended.
    pub top_up_days: i64,
    /// Days after the end of a shop before its deposit goes back.
    pub deposit_back_days: i64,
    pub annual: Vec<Tariff>,
    pub plans: Vec<Plan>,
    pub listing: Vec<Listing>,
}

impl Default for Fees {
    fn default() -> Self {
        Self {
            deposit: vec![],
            deposit_least_ppm: Rate::from_ppm(1_000_000).expect("all of it is a rate"),
            top_up_days: 15,
            deposit_back_days: 30,
            annual: vec![],
            plans: vec![],
            listing: vec![],
        }
    }
}

/// Whom a fee is asked of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Payer<'a> {
    pub kind: ShopKind,
    /// Categories that it named, and may sell in with all below them; empty where nobody knows.
    pub categories: &'a [String],
    pub currency: Currency,
}

impl Tariff {
    fn is_of(&self, payer: Payer<'_>) -> bool {
        self.kind.is_none_or(|kind| kind == payer.kind)
            && self.currency.is_none_or(|currency| currency == payer.currency)
    }

    fn covers(&self, category: &str) -> bool {
        self.category.as_ref().is_none_or(|path| is_within(category, path))
    }

    /// Whether it is the price of something that a shop of this category may sell beside others.
    fn lies_below(&self, category: &str) -> bool {
        self.category.as_ref().is_some_and(|path| is_within(path, category))
    }

    /// The longest path wins, then the own kind of shop, then the own currency.
    fn rank(&self) -> (usize, bool, bool) {
        (self.category.as_ref().map_or(0, String::len), self.kind.is_some(), self.currency.is_some())
    }

    fn is_fine(&self, with_refunds: bool) -> bool {
        let bands = &self.refunds;
        (1..=AMOUNT_MAX).contains(&self.amount_minor)
            && self.category.as_ref().is_none_or(|path| super::field::is_path(path))
            && (with_refunds || bands.is_empty())
            && bands.len() <= BANDS_MAX
            && bands.iter().all(|band| (1..=TURNOVER_MAX).contains(&band.turnover_minor))
            && bands.is_sorted_by(|one, next| {
                one.turnover_minor < next.turnover_minor && one.share_ppm < next.share_ppm
            })
    }
}

/// The tariff of a payer: for each of its categories the closest one and those of what lies below it, of these the highest,
/// without adding up. Tmall: a shop across categories pays the highest yearly fee; Tmall Global: the same for deposits.
/// Where no category is known, the one for all; where there is none, the highest, so that silence saves nothing.
fn tariff<'f>(all: &'f [Tariff], payer: Payer<'_>) -> Option<&'f Tariff> {
    let own: Vec<&Tariff> = all.iter().filter(|tariff| tariff.is_of(payer)).collect();
    let closest = |category: &str| {
        let of_category = own.iter().filter(|tariff| tariff.covers(category));
        of_category.max_by_key(|tariff| tariff.rank()).copied()
    };
    let highest = |found: &mut dyn Iterator<Item = &'f Tariff>| found.max_by_key(|one| one.amount_minor);
    if payer.categories.is_empty() {
        let general = own.iter().filter(|tariff| tariff.category.is_none()).max_by_key(|one| one.rank());
        return general.copied().or_else(|| highest(&mut own.iter().copied()));
    }
    let below =
        |category: &String| own.iter().copied().filter(|one| one.lies_below(category)).collect::<Vec<_>>();
    highest(
        &mut payer
            .categories
            .iter()
            .flat_map(|category| closest(category).into_iter().chain(below(category))),
    )
}

impl Fees {
    /// The deposit that is asked for, in minor units.
    pub fn deposit_of(&self, payer: Payer<'_>) -> Option<i64> {
        tariff(&self.deposit, payer).map(|tariff| tariff.amount_minor)
    }

    /// The year's fee that is asked for.
    pub fn annual_of(&self, payer: Payer<'_>) -> Option<&Tariff> {
        tariff(&self.annual, payer)
    }

    /// The plans that are sold in a currency.
    pub fn plans_in(&self, currency: Currency) -> Vec<Plan> {
        let is_of = |plan: &&Plan| plan.currency.is_none_or(|own| own == currency);
        self.plans.iter().filter(is_of).cloned().collect()
    }

    /// A plan by its code.
    pub fn plan_in(&self, currency: Currency, code: &str) -> Option<&Plan> {
        let is_of = |plan: &&Plan| plan.currency.is_none_or(|own| own == currency);
        self.plans.iter().filter(is_of).find(|plan| plan.code == code)
    }

    /// What a listed product costs; absent where nothing.
    pub fn listing_in(&self, currency: Currency) -> Option<&Listing> {
        let of = |wanted: Option<Currency>| self.listing.iter().find(|one| one.currency == wanted);
        of(Some(currency)).or_else(|| of(None))
    }

    /// Whether anything may be due before a shop opens.
    pub fn asks_at_the_door(&self) -> bool {
        !self.deposit.is_empty() || !self.annual.is_empty()
    }

    /// Whether a deposit of which so much is left has to be topped up.
    pub fn is_short(&self, asked: i64, left: i64, currency: Currency) -> bool {
        left < money::Money::new(asked, currency).share(self.deposit_least_ppm).minor
    }

    /// The first field that can't hold, by its name.
    pub(super) fn wrong(&self) -> Option<&'static str> {
        let table = [
            ("fees.deposit", self.deposit.iter().all(|one| one.is_fine(WITHOUT_REFUNDS))),
            ("fees.annual", self.annual.iter().all(|one| one.is_fine(WITH_REFUNDS))),
            ("fees.plans", self.plans.iter().all(Plan::is_fine) && are_single(&self.plans)),
            ("fees.listing", self.listing.iter().all(Listing::is_fine)),
        ];
        table.into_iter().find(|(_, is_fine)| !is_fine).map(|(name, _)| name)
    }
}

/// Whether each code stands once for a currency.
fn are_single(plans: &[Plan]) -> bool {
    let clash = |one: &Plan, other: &Plan| {
        let both = one.currency.is_none() || other.currency.is_none() || one.currency == other.currency;
        one.code == other.code && both
    };
    plans.iter().enumerate().all(|(at, one)| !plans[..at].iter().any(|other| clash(one, other)))
}

const WITH_REFUNDS: bool = true;
const WITHOUT_REFUNDS: bool = false;

/// What of a year's fee comes back: the share of the highest step that the turnover reached. Of a part of a year
/// (`days` of 365) the steps are as much lower.
pub fn refund_share(bands: &[Band], turnover_minor: i64, days: i64) -> Rate {
    let step = |band: &Band| money::portion(band.turnover_minor, days.clamp(0, YEAR_DAYS), YEAR_DAYS);
    let reached = bands.iter().filter(|band| turnover_minor >= step(band));
    reached.map(|band| band.share_ppm).max().unwrap_or(Rate::ZERO)
}

const YEAR_DAYS: i64 = 365;

#[cfg(test)]
#[path = "fees_tests.rs"]
mod tests;
