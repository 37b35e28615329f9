//! Which rows an act is about: ticked ones, or what a list shows under a filter, in the order of their ids, the newest first.
//! Read from the lists, outside of acts.

use domain::bulk::Rows;
use domain::job::{BulkList, JobKind};
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
    Application,
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

fn application(id: i64) -> Row {
    Row { id, is_of: RowOf::Application }
}

/// Rows that were ticked. The line of a paper says what it is about; of the others the id does.
fn ticked(tx: &mut Tx<'_>, look: Look, ids: Vec<i64>) -> Stored<Vec<Row>> {
    match look.kind.list() {
        Some(BulkList::Papers) => {}
        Some(BulkList::Applications) => return Ok(ids.into_iter().map(application).collect()),
        Some(BulkList::Shops) | None => return Ok(ids.into_iter().map(shop).collect()),
    }
    let found = store::paper::by_id(tx, look.market, &ids)?;
    let row = |id: i64| {
        let listed = found.iter().find(|row| row.id.get() == id);
        listed.map_or(Row { id, is_of: RowOf::Nothing }, paper)
    };
    Ok(ids.into_iter().map(row).collect())
}

/// The rows after the id that was reached; 0 where none was.
pub(super) fn after(tx: &mut Tx<'_>, look: Look, rows: &Rows, reached: i64, most: usize) -> Stored<Vec<Row>> {
    let (market, below) = (look.market, if reached == 0 { i64::MAX } else { reached });
    match rows {
        Rows::These(ids) => {
            ticked(tx, look, ids.iter().copied().filter(|id| *id < below).take(most).collect())
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
        Rows::Applications { queue, kind } => {
            let found = store::application::in_order(tx, market, (*queue, *kind), below, most as i64)?;
            Ok(found.iter().map(|found| application(found.application.get())).collect())
        }
    }
}

/// How many there are, counted up to `most` where they are counted one by one.
pub(super) fn count(tx: &mut Tx<'_>, look: Look, rows: &Rows, most: i64) -> Stored<i64> {
    match rows {
        Rows::These(ids) => Ok(ids.len() as i64),
        Rows::Shops { standing, search } => {
            let Some(wanted) = wanted(*standing, search) else { return Ok(0) };
            store::listing::count_shops(tx, look.market, &wanted, most)
        }
        Rows::Papers(papers) => store::paper::count(tx, look.market, (papers, look.now), most),
        Rows::Applications { queue, kind } => {
            store::application::count(tx, look.market, (*queue, *kind), most)
        }
    }
}

/// What some of them are called.
pub(super) fn names(tx: &mut Tx<'_>, look: Look, rows: &[Row]) -> Stored<Vec<Named>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let market = look.market;
    let named = |name: String, paper| Named { name, paper };
    Ok(match look.kind.list() {
        Some(BulkList::Papers) => {
            let found = store::paper::by_id(tx, market, &ids)?;
            found.into_iter().map(|row| named(row.shop_name, Some(row.kind))).collect()
        }
        Some(BulkList::Applications) => {
            let found = store::application::by_id(tx, market, &ids)?;
            found.into_iter().map(|row| named(row.shop_name, None)).collect()
        }
        Some(BulkList::Shops) | None => {
            let found = store::listing::shops_by_id(tx, market, &ids)?;
            found.into_iter().map(|shop| named(shop.name, None)).collect()
        }
    })
}
