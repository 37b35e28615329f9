//! Which rows an act is about: ticked ones, or what a list shows under a filter, in the order of their ids, the newest first.
//! Read from the lists, outside of acts.

use domain::bulk::{ROWS_MAX, Rows};
use domain::job::JobKind;
use domain::paper::PaperKind;
use domain::shop::ShopStanding;
use domain::{ApplicationId, MarketId, Micros};
use store::listing::ShopsWanted;
use store::paper::ListedPaper;
use store::{Stored, Tx};

use super::Named;

/// Whose list is read, for what, and when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub market: MarketId,
    pub kind: JobKind,
    pub now: Micros,
}

/// A row of a list.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub id: i64,
    pub is_of: RowOf,
}

#[derive(Debug, Clone)]
pub(super) enum RowOf {
    Shop,
    Paper(ApplicationId, PaperKind),
    /// It was ticked, and the list no longer has it.
    Nothing,
}

fn wanted(standing: Option<ShopStanding>, search: &str) -> Option<ShopsWanted> {
    crate::console::ShopsWanted { standing, search: search.to_owned() }.named()
}

fn paper(found: &ListedPaper) -> Row {
    Row { id: found.id.get(), is_of: RowOf::Paper(found.application, found.kind) }
}

fn shop(id: i64) -> Row {
    Row { id, is_of: RowOf::Shop }
}

/// The rows after the id that was reached; 0 where none was.
pub(super) fn after(tx: &mut Tx<'_>, look: Look, rows: &Rows, reached: i64, most: usize) -> Stored<Vec<Row>> {
    let (market, below) = (look.market, if reached == 0 { i64::MAX } else { reached });
    match rows {
        Rows::These(ids) => {
            let ids: Vec<i64> = ids.iter().copied().filter(|id| *id < below).take(most).collect();
            if look.kind != JobKind::RemindPapers {
                return Ok(ids.into_iter().map(shop).collect());
            }
            let found = store::paper::by_id(tx, market, &ids)?;
            let row = |id: i64| {
                let listed = found.iter().find(|row| row.id.get() == id);
                listed.map_or(Row { id, is_of: RowOf::Nothing }, paper)
            };
            Ok(ids.into_iter().map(row).collect())
        }
        Rows::Shops { standing, search } => {
            let Some(wanted) = wanted(*standing, search) else { return Ok(Vec::new()) };
            let found = store::listing::all_shops(tx, market, &wanted, below, most as i64)?;
            Ok(found.iter().map(|found| shop(found.shop.get())).collect())
        }
        Rows::Papers(papers) => {
            let found = store::paper::in_order(tx, market, (papers, look.now), below, most as i64)?;
            Ok(found.iter().map(paper).collect())
        }
    }
}

/// How many there are, counted to one more than a job takes.
pub(super) fn count(tx: &mut Tx<'_>, look: Look, rows: &Rows) -> Stored<i64> {
    match rows {
        Rows::These(ids) => Ok(ids.len() as i64),
        Rows::Shops { standing, search } => {
            let Some(wanted) = wanted(*standing, search) else { return Ok(0) };
            store::listing::count_shops(tx, look.market, &wanted, ROWS_MAX + 1)
        }
        Rows::Papers(papers) => store::paper::count(tx, look.market, (papers, look.now), ROWS_MAX + 1),
    }
}

/// What some of them are called.
pub(super) fn names(tx: &mut Tx<'_>, look: Look, rows: &[Row]) -> Stored<Vec<Named>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    if look.kind == JobKind::RemindPapers {
        let found = store::paper::by_id(tx, look.market, &ids)?;
        return Ok(found
            .into_iter()
            .map(|row| Named { name: row.shop_name, paper: Some(row.kind) })
            .collect());
    }
    let found = store::listing::shops_by_id(tx, look.market, &ids)?;
    Ok(found.into_iter().map(|shop| Named { name: shop.name, paper: None }).collect())
}
