//! Listings of a category and what lies below it, a page at a time: each place's keys come out of an index in their order,
//! and only the rows of the page are read. How many each place has is counted beside the list.

use domain::{MarketId, ProductId, ShopId};

use super::{Listing, Slice, Sort};
use crate::db::{Statement, Stored, Tx};
use crate::tally::{self, Counted, List, Part, Sums};
use crate::{statement, values};

statement!(
    NEWEST_IN,
    "select created_at, product, shop from listing {lite: indexed by listing_in_newest}
     where bucket = $1 and market = $2 and category = $3 and quiet = false and available = $4
     order by created_at desc, product desc, shop desc limit $5"
);
statement!(
    CHEAPEST_IN,
    "select price, product, shop from listing {lite: indexed by listing_in_price}
     where bucket = $1 and market = $2 and category = $3 and quiet = false and available = $4
     order by price, product, shop limit $5"
);
statement!(
    DEAREST_IN,
    "select price, product, shop from listing {lite: indexed by listing_in_price}
     where bucket = $1 and market = $2 and category = $3 and quiet = false and available = $4
     order by price desc, product desc, shop desc limit $5"
);

/// Where a listing stands among those of its place.
type Key = (i64, ProductId, ShopId);

impl Sort {
    fn keys(self) -> &'static Statement {
        match self {
            Self::Newest => NEWEST_IN,
            Self::Price => CHEAPEST_IN,
            Self::PriceDown => DEAREST_IN,
        }
    }

    fn order(self, keys: &mut [Key]) {
        keys.sort_unstable();
        if self != Self::Price {
            keys.reverse();
        }
    }
}

/// Listings of a category and what lies below it; what can be bought comes first. Far pages of a large category are a long
/// read.
pub fn in_category(tx: &mut Tx<'_>, market: MarketId, path: &str, slice: Slice) -> Stored<Vec<Listing>> {
    let counts = category_counts(tx, market)?;
    let places: Vec<&str> =
        counts.iter().map(|(place, _)| place.as_str()).filter(|place| is_within(place, path)).collect();
    let mut left = slice.skip + slice.most;
    let mut keys = Vec::new();
    for available in [true, false] {
        let mut some: Vec<Key> = Vec::new();
        for place in &places {
            let wanted = values![market.bucket(), market, *place, available, left];
            let key = |row: &crate::db::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
            some.extend(tx.query(slice.sort.keys(), wanted, key)?);
        }
        slice.sort.order(&mut some);
        some.truncate(usize::try_from(left).unwrap_or_default());
        left -= some.len() as i64;
        keys.append(&mut some);
    }
    let skipped = usize::try_from(slice.skip).unwrap_or(usize::MAX).min(keys.len());
    of_keys(tx, market, &keys[skipped..])
}

fn is_within(place: &str, path: &str) -> bool {
    place.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The listings that the keys name, in their order.
fn of_keys(tx: &mut Tx<'_>, market: MarketId, keys: &[Key]) -> Stored<Vec<Listing>> {
    let products: Vec<ProductId> = keys.iter().map(|(_, product, _)| *product).collect();
    let mut found = super::by_product(tx, market, &products)?;
    let listing = |(_, product, shop): &Key| {
        let at = found.iter().position(|row| (row.product, row.shop) == (*product, *shop))?;
        Some(found.swap_remove(at))
    };
    Ok(keys.iter().filter_map(listing).collect())
}

/// How many listings each category path has.
pub fn category_counts(tx: &mut Tx<'_>, market: MarketId) -> Stored<Vec<(String, i64)>> {
    let found = tally::timeless(tx, market, List::Listings)?;
    Ok(found.into_iter().map(|(path, sums)| (path, sums.many)).collect())
}

impl Counted for Listing {
    fn parts(&self) -> Vec<(Part, Sums)> {
        if self.quiet {
            return Vec::new();
        }
        let name = self.category.clone();
        vec![(Part { owner: self.market.into(), list: List::Listings, at: 0, name }, Sums::one(0))]
    }
}

#[cfg(test)]
mod tests {
    use super::is_within;

    #[test]
    fn a_place_is_within_itself_and_what_it_lies_below() {
        for (place, path, expected) in [
            ("food/tea", "food", true),
            ("food", "food", true),
            ("foodstuff", "food", false),
            ("food", "food/tea", false),
            ("food/tea/green", "food/tea", true),
        ] {
            assert_eq!(is_within(place, path), expected, "{place} in {path}");
        }
    }
}
