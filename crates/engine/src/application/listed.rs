//! The list that checkers read: applications by what is due. Fed by the outbox, with that of the papers; no act reads it.

use domain::admission::ShopKind;
pub use domain::application::Queue;
use domain::permission::Permission;
use domain::{ApplicationId, MarketId, Micros};
use store::application::{ListedApplication, Wanted};

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
        reminded_at: super::remind::reminded_at(act.tx, id)?,
    };
    store::application::put_listed(act.tx, listed)?;
    super::watched::put(act, &case)
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
