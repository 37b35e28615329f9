//! The lists that checkers read: applications by what is due, papers by when they end. Fed by the outbox; no act reads them.

use domain::admission::ShopKind;
pub use domain::application::Queue;
use domain::application::Stage;
use domain::paper::Verdict;
use domain::permission::Permission;
use domain::{ApplicationId, MarketId, Micros, PaperId};
use store::application::{ListedApplication, Wanted};
use store::paper::ListedPaper;

use super::Case;
use crate::{Act, Engine, Never, OperatorMember, Seen, Stop};

/// Rows of one page.
pub const PAGE: i64 = 50;

/// Writes the lines of an application anew. A draft is on no list.
pub(crate) fn list(act: &mut Act<'_, '_>, id: ApplicationId) -> Seen<()> {
    let case = match Case::any::<Never>(act, id) {
        Ok(case) => case,
        Err(Stop::Absent) => return Ok(()),
        Err(stop) => return Err(stop),
    };
    let it = &case.it;
    let Some(submitted_at) = it.submitted_at else { return Ok(()) };
    let listed = ListedApplication {
        market: it.market,
        application: id,
        seller: it.seller,
        shop_name: it.shop_name.clone(),
        legal_name: case.seller.legal_name.clone(),
        kind: it.kind,
        country: it.country.clone(),
        stage: it.stage,
        turn: it.turn,
        queue: Queue::of(it.stage, it.turn),
        reviewer: it.reviewer.clone(),
        due_at: it.due_at.unwrap_or(i64::MAX),
        submitted_at,
    };
    store::application::put_listed(act.tx, listed)?;
    let is_in_trade = matches!(it.stage, Stage::Preparing | Stage::Open | Stage::Supervised);
    let ending = case.papers.iter().filter(|paper| is_in_trade && paper.verdict == Verdict::Accepted);
    let rows = ending.filter_map(|paper| {
        Some(ListedPaper {
            market: it.market,
            paper: paper.id,
            application: id,
            shop_name: it.shop_name.clone(),
            kind: paper.kind,
            valid_until: paper.valid_until?,
        })
    });
    Ok(store::paper::put_listed(act.tx, it.market, id, &rows.collect::<Vec<_>>())?)
}

/// A page of the work, the most pressing first. `after` is what the page before ended with.
pub async fn queue(
    engine: &Engine,
    member: &OperatorMember,
    market: MarketId,
    (queue, kind): (Queue, Option<ShopKind>),
    after: Option<(Micros, ApplicationId)>,
) -> Seen<Vec<ListedApplication>> {
    member.may(Permission::ApplicationsRead)?;
    crate::market::own_market(engine, member, market)?;
    let wanted =
        Wanted { queue, kind, after: after.map_or((i64::MIN, 0), |(due, id)| (due, id.get())), most: PAGE };
    engine.read(move |tx| Ok(store::application::listed(tx, market, &wanted)?)).await
}

/// How many applications wait for a checker.
pub async fn waiting(engine: &Engine, member: &OperatorMember, market: MarketId) -> Seen<i64> {
    member.may(Permission::ApplicationsRead)?;
    crate::market::own_market(engine, member, market)?;
    engine.heavy(move |tx| Ok(store::application::waiting(tx, market)?)).await
}

/// Accepted papers of shops in trade that end, the next first.
pub async fn ending(
    engine: &Engine,
    member: &OperatorMember,
    market: MarketId,
    after: Option<(Micros, PaperId)>,
) -> Seen<Vec<ListedPaper>> {
    member.may(Permission::ApplicationsRead)?;
    crate::market::own_market(engine, member, market)?;
    let after = after.map_or((i64::MIN, 0), |(until, id)| (until, id.get()));
    engine.read(move |tx| Ok(store::paper::ending(tx, market, after, PAGE)?)).await
}
