//! Which rows an act is about: ticked ones, or what a list shows under a filter, in the order of their ids, the newest first.
//! Read from the lists, outside of acts.

use domain::MarketId;
use domain::bulk::{ROWS_MAX, Rows};
use domain::shop::ShopStanding;
use store::listing::ShopsWanted;
use store::{Stored, Tx};

fn wanted(standing: Option<ShopStanding>, search: &str) -> ShopsWanted {
    ShopsWanted { standing, search: search.to_owned() }
}

/// The ids after the one that was reached; 0 where none was.
pub(super) fn after(
    tx: &mut Tx<'_>,
    market: MarketId,
    rows: &Rows,
    reached: i64,
    most: usize,
) -> Stored<Vec<i64>> {
    let before = if reached == 0 { i64::MAX } else { reached };
    match rows {
        Rows::These(ids) => Ok(ids.iter().copied().filter(|id| *id < before).take(most).collect()),
        Rows::Shops { standing, search } => {
            let found =
                store::listing::all_shops(tx, market, &wanted(*standing, search), before, most as i64)?;
            Ok(found.iter().map(|shop| shop.shop.get()).collect())
        }
    }
}

/// How many there are, counted to one more than a job takes.
pub(super) fn count(tx: &mut Tx<'_>, market: MarketId, rows: &Rows) -> Stored<i64> {
    match rows {
        Rows::These(ids) => Ok(ids.len() as i64),
        Rows::Shops { standing, search } => {
            store::listing::count_shops(tx, market, &wanted(*standing, search), ROWS_MAX + 1)
        }
    }
}

/// What some of them are called.
pub(super) fn names(tx: &mut Tx<'_>, market: MarketId, ids: &[i64]) -> Stored<Vec<String>> {
    Ok(store::listing::shops_by_id(tx, market, ids)?.into_iter().map(|shop| shop.name).collect())
}
