//! A seller's storefront on one market, and what it asks for delivery.

use money::{Currency, Money, MoneyError};

use crate::opening::Holiday;
use crate::suspension::Suspension;
use crate::wording::Wording;
use crate::{MarketId, Micros, SellerId, ShopId};

/// Delivery choices that a shop may offer.
pub const ZONES_MAX: usize = 40;

codes! {
    pub enum ShopState {
        /// Its application is approved; its seller fills it.
        Preparing = "preparing",
        Open = "open",
        /// Something required is lacking: nothing is on sale, what was bought goes on.
        Supervised = "supervised",
        Closed = "closed",
    }
}

codes! {
    /// How a shop stands with its operator: its state, and what waits for somebody.
    pub enum ShopStanding {
        Preparing = "preparing",
        Open = "open",
        /// Something required is lacking.
        Supervised = "supervised",
        /// The operator has stopped it.
        Suspended = "suspended",
        /// Stopped, and its seller says that this is wrong: the operator's turn.
        Complains = "complains",
        Closed = "closed",
    }
}

impl ShopStanding {
    /// `suspended`: the suspension that goes on.
    pub fn of(state: ShopState, suspended: Option<&Suspension>) -> Self {
        match (state, suspended) {
            (ShopState::Closed, _) => Self::Closed,
            (_, Some(it)) if it.is_complained_of() => Self::Complains,
            (_, Some(_)) => Self::Suspended,
            (ShopState::Preparing, None) => Self::Preparing,
            (ShopState::Open, None) => Self::Open,
            (ShopState::Supervised, None) => Self::Supervised,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shop {
    pub id: ShopId,
    pub seller: SellerId,
    pub market: MarketId,
    pub slug: String,
    pub name: String,
    pub story: Wording,
    pub drawing: String,
    pub hue: i64,
    pub city: String,
    pub country: String,
    pub state: ShopState,
    /// Days from payment to dispatch.
    pub handling_days: i64,
    pub opened_at: Micros,
    /// In no list and found by no search; bought from by who has its address.
    pub quiet: bool,
    /// The one that goes on, or the next.
    pub holiday: Option<Holiday>,
    pub version: i64,
}

impl Shop {
    /// The holiday that it is on.
    pub fn away(&self, now: Micros) -> Option<&Holiday> {
        self.holiday.as_ref().filter(|holiday| holiday.is_on(now))
    }

    /// Whether anything can be bought there.
    pub fn sells(&self, now: Micros) -> bool {
        self.state == ShopState::Open && self.away(now).is_none()
    }
}

/// One way of delivery to some countries. Its price is flat, plus a rate per started kilogram, free above an amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    pub shop: ShopId,
    pub ordinal: i64,
    pub name: Wording,
    /// ISO codes with commas, or `*` for everywhere.
    pub countries: String,
    pub price: i64,
    pub per_kg: i64,
    pub free_above: Option<i64>,
    pub days_min: i64,
    pub days_max: i64,
}

impl Zone {
    pub fn reaches(&self, country: &str) -> bool {
        self.countries.split(',').any(|one| one.trim() == "*" || one.trim() == country)
    }

    /// What delivery costs for goods worth `goods` and weighing `weight_grams`.
    pub fn quote(&self, goods: Money, weight_grams: i64) -> Result<Money, MoneyError> {
        if self.free_above.is_some_and(|least| goods.minor >= least) {
            return Ok(Money::zero(goods.currency));
        }
        let kilograms = (weight_grams.max(0) + 999) / 1_000;
        let by_weight = Money::new(self.per_kg, goods.currency).times(kilograms)?;
        Money::new(self.price, goods.currency).plus(by_weight)
    }
}

/// The zones of a shop that reach a country, cheapest first for these goods.
pub fn choices(
    zones: &[Zone],
    country: &str,
    goods: i64,
    weight_grams: i64,
    currency: Currency,
) -> Result<Vec<(Zone, Money)>, MoneyError> {
    let mut found = Vec::new();
    for zone in zones.iter().filter(|zone| zone.reaches(country)) {
        found.push((zone.clone(), zone.quote(Money::new(goods, currency), weight_grams)?));
    }
    found.sort_by_key(|(zone, price)| (price.minor, zone.ordinal));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(price: i64, per_kg: i64, free_above: Option<i64>) -> Zone {
        Zone {
            shop: ShopId::from_raw(1),
            ordinal: 0,
            name: Wording::default(),
            countries: "FR, DE".into(),
            price,
            per_kg,
            free_above,
            days_min: 2,
            days_max: 4,
        }
    }

    #[test]
    fn delivery_is_flat_plus_weight_and_free_above() {
        let table = [
            (zone(490, 0, None), 1_000, 0, 490),
            (zone(490, 80, None), 1_000, 1, 570),
            (zone(490, 80, None), 1_000, 1_000, 570),
            (zone(490, 80, None), 1_000, 1_001, 650),
            (zone(490, 80, Some(6_000)), 5_999, 500, 570),
            (zone(490, 80, Some(6_000)), 6_000, 500, 0),
        ];
        for (zone, goods, grams, expected) in table {
            assert_eq!(zone.quote(Money::new(goods, Currency::EUR), grams).unwrap().minor, expected);
        }
    }

    #[test]
    fn only_zones_that_reach_the_country_are_offered_cheapest_first() {
        let zones = [zone(900, 0, None), zone(490, 0, None)];
        let prices = |country| -> Vec<i64> {
            choices(&zones, country, 100, 0, Currency::EUR)
                .unwrap()
                .iter()
                .map(|(_, price)| price.minor)
                .collect()
        };
        assert_eq!(prices("DE"), [490, 900]);
        assert_eq!(prices("US"), [0; 0]);
    }
}
