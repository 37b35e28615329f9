//! The lists that checkers read: applications by what is due, papers by when they end. Fed by the outbox; no act reads them.

use domain::admission::ShopKind;
use domain::application::{Stage, Turn};
use domain::paper::Verdict;
use domain::{ApplicationId, Code, MarketId, Micros, PaperId};
use store::application::{ListedApplication, Wanted};
use store::paper::ListedPaper;

use super::Case;
use crate::{Act, Engine, Never, OperatorMember, Seen, Stop};

/// Rows of one page.
pub const PAGE: i64 = 50;

/// Which part of the work a checker wants to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Queue {
    /// Waits for a checker.
    Ours,
    /// Waits for the applicant.
    Theirs,
    Preparing,
    Open,
    Supervised,
    Ended,
}

impl Queue {
    pub const ALL: [Self; 6] =
        [Self::Ours, Self::Theirs, Self::Preparing, Self::Open, Self::Supervised, Self::Ended];

    pub fn code(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Theirs => "theirs",
            Self::Preparing => "preparing",
            Self::Open => "open",
            Self::Supervised => "supervised",
            Self::Ended => "ended",
        }
    }

    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|queue| queue.code() == code)
    }

    fn stages(self) -> &'static [Stage] {
        match self {
            Self::Ours => &[Stage::Submitted, Stage::Papers, Stage::Brand, Stage::Refused],
            Self::Theirs => &[Stage::Papers, Stage::Brand],
            Self::Preparing => &[Stage::Approved, Stage::Paying, Stage::Preparing],
            Self::Open => &[Stage::Open],
            Self::Supervised => &[Stage::Supervised],
            Self::Ended => &[Stage::Closed, Stage::Settled, Stage::Refused, Stage::Lapsed],
        }
    }

    fn turns(self) -> &'static [Turn] {
        match self {
            Self::Ours => &[Turn::Checker],
            Self::Theirs => &[Turn::Applicant],
            Self::Ended => &[Turn::Nobody],
            _ => Turn::ALL,
        }
    }
}

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
    crate::market::own_market(engine, member, market)?;
    let wanted = Wanted {
        stages: queue.stages().to_vec(),
        turns: queue.turns().to_vec(),
        kinds: kind.map_or_else(|| ShopKind::ALL.to_vec(), |kind| vec![kind]),
        after: after.map_or((i64::MIN, 0), |(due, id)| (due, id.get())),
        most: PAGE,
    };
    engine.read(move |tx| Ok(store::application::listed(tx, market, &wanted)?)).await
}

/// How many applications wait for a checker.
pub async fn waiting(engine: &Engine, member: &OperatorMember, market: MarketId) -> Seen<i64> {
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
    crate::market::own_market(engine, member, market)?;
    let after = after.map_or((i64::MIN, 0), |(until, id)| (until, id.get()));
    engine.read(move |tx| Ok(store::paper::ending(tx, market, after, PAGE)?)).await
}
