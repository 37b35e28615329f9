//! What a market takes of a sale: a rate by category, with least and most by line and by order. Decided when the
//! purchase is made, from the version of that day; never looks at what an order has become since.

use money::{Currency, Money, Rate, allocate};

use super::CommissionBase;

/// A least amount never takes more than this share of what it is taken on.
const LEAST_TAKES_MOST_PPM: i64 = 500_000;

/// The operator's share of a sale. Amounts are in minor units of the market's currency, without VAT.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commission {
    /// Parts per million of the base, where no category says otherwise.
    pub rate_ppm: Rate,
    pub base: CommissionBase,
    #[serde(default)]
    pub least_per_line_minor: Option<i64>,
    #[serde(default)]
    pub most_per_line_minor: Option<i64>,
    #[serde(default)]
    pub least_per_order_minor: Option<i64>,
    #[serde(default)]
    pub most_per_order_minor: Option<i64>,
    /// Rates of categories and all that lies below them; the longest path wins. Sorted by path.
    #[serde(default)]
    pub by_category: Vec<CategoryRate>,
}

/// The rate of a category and of all that lies below it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryRate {
    /// `shoes` or `shoes/boots`.
    pub path: String,
    pub rate_ppm: Rate,
}

impl CategoryRate {
    fn holds_for(&self, category: &str) -> bool {
        category.strip_prefix(self.path.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// What a part of a purchase owes the operator once it is completed in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fee {
    /// The rate of each line.
    pub rates: Vec<Rate>,
    /// On what it is taken.
    pub base: i64,
    /// The sum, within least and most. VAT comes on top.
    pub amount: i64,
}

impl Commission {
    /// The rate of a category: of the longest path in the tree that leads to it.
    pub fn rate_of(&self, category: &str) -> Rate {
        let found = self.by_category.iter().filter(|rate| rate.holds_for(category));
        found.max_by_key(|rate| rate.path.len()).map_or(self.rate_ppm, |rate| rate.rate_ppm)
    }

    /// The lowest and the highest rate of any category.
    pub fn rates(&self) -> (Rate, Rate) {
        let all = || self.by_category.iter().map(|rate| rate.rate_ppm).chain([self.rate_ppm]);
        (all().min().unwrap_or(self.rate_ppm), all().max().unwrap_or(self.rate_ppm))
    }

    /// The same with each rate so much lower, as a plan has it.
    pub fn less(&self, off: Rate) -> Self {
        let lower = |rate: Rate| Rate::from_ppm((rate.ppm() - off.ppm()).max(0)).unwrap_or(Rate::ZERO);
        let by_category = self
            .by_category
            .iter()
            .map(|one| CategoryRate { path: one.path.clone(), rate_ppm: lower(one.rate_ppm) });
        Self { rate_ppm: lower(self.rate_ppm), by_category: by_category.collect(), ..self.clone() }
    }

    /// What is owed for one shop's part: category and amount of each line, and delivery, which belongs to the lines in
    /// proportion to their amounts where the base counts it. Tax that the market owes itself is never in the base.
    pub fn fee(&self, lines: &[(&str, i64)], delivery: i64, currency: Currency) -> Fee {
        let amounts: Vec<i64> = lines.iter().map(|(_, amount)| *amount).collect();
        let carried = match self.base {
            CommissionBase::GoodsAndDelivery if !lines.is_empty() => allocate(delivery, &amounts),
            _ => vec![0; lines.len()],
        };
        let rates: Vec<Rate> = lines.iter().map(|(category, _)| self.rate_of(category)).collect();
        let bases: Vec<i64> =
            amounts.iter().zip(&carried).map(|(amount, carried)| amount + carried).collect();
        let line = |(base, rate): (&i64, &Rate)| {
            let share = Money::new(*base, currency).share(*rate).minor;
            within(share, *base, self.least_per_line_minor, self.most_per_line_minor, currency)
        };
        let sum = bases.iter().zip(&rates).map(line).sum();
        let base = bases.iter().sum();
        let amount = within(sum, base, self.least_per_order_minor, self.most_per_order_minor, currency);
        Fee { rates, base, amount }
    }
}

/// A fee within least and most. A most below the least wins, and a least never eats up what it is taken on.
fn within(fee: i64, base: i64, least: Option<i64>, most: Option<i64>, currency: Currency) -> i64 {
    let bearable = Rate::from_ppm(LEAST_TAKES_MOST_PPM).expect("half is a rate");
    let bearable = Money::new(base, currency).share(bearable).minor;
    let raised = least.map_or(fee, |least| fee.max(least.min(bearable)));
    most.map_or(raised, |most| raised.min(most))
}

#[cfg(test)]
#[path = "fee_tests.rs"]
mod tests;
