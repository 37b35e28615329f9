//! What there is to watch over among the papers of shops in trade: the lines of one application, written anew when something
//! moved, and a page of them by how they stand.

use domain::application::Stage;
use domain::paper::{Lack, Paper, PaperKind, PaperPart, PaperStanding, PapersWanted, Verdict};
use domain::permission::Permission;
use domain::reminder::{Reminder, last_end};
use domain::{Code, MarketId, Micros, PaperId};
use store::paper::ListedPaper;

use super::{Case, PAGE};
use crate::{Act, Engine, OperatorMember, Seen};

/// Writes the lines of an application anew.
pub(super) fn put(act: &mut Act<'_, '_>, case: &Case) -> Seen<()> {
    let it = &case.it;
    let mut rows = if is_in_trade(it.stage) { rows(case, act.now) } else { Vec::new() };
    let were = store::paper::of_application(act.tx, it.market, it.id)?;
    let reminders = store::reminder::of_application(act.tx, it.id)?;
    for row in &mut rows {
        row.reminded_at = reminded(&reminders, row.kind);
        if row.part == PaperPart::Missing {
            // What is lacking keeps the id of its line: somebody may have ticked it.
            let was = were.iter().find(|was| was.part == PaperPart::Missing && was.kind == row.kind);
            row.id = was.map_or_else(|| PaperId::from_raw(act.mint(it.market.bucket())), |was| was.id);
        }
    }
    Ok(store::paper::put_listed(act.tx, it.market, it.id, &rows)?)
}

pub(super) fn is_in_trade(stage: Stage) -> bool {
    matches!(stage, Stage::Preparing | Stage::Open | Stage::Supervised)
}

fn reminded(reminders: &[Reminder], kind: PaperKind) -> Option<Micros> {
    reminders.iter().find(|one| one.about == kind.code()).map(|one| one.at)
}

fn rows(case: &Case, now: Micros) -> Vec<ListedPaper> {
    let it = &case.it;
    let search = [it.shop_name.as_str(), &case.seller.legal_name].join("\n").to_lowercase();
    let row = |id: PaperId, kind: PaperKind, part: PaperPart, due_at: Micros| ListedPaper {
        market: it.market,
        id,
        application: it.id,
        shop_name: it.shop_name.clone(),
        search: search.clone(),
        kind,
        country: it.country.clone(),
        part,
        due_at,
        reminded_at: None,
    };
    let of = |verdict: Verdict| case.papers.iter().filter(move |paper| paper.verdict == verdict);
    let ends = |paper: &&Paper| paper.valid_until == case.with_evidence(|it| last_end(it, paper.kind));
    let lacks = case.lacks(now);
    let is_settled = |paper: &&Paper| paper.valid_until.is_some_and(|until| until > now);
    let is_lacking =
        |paper: &&Paper| lacks.iter().any(|lack| matches!(lack, Lack::Paper(kind, _) if *kind == paper.kind));
    let held = of(Verdict::Accepted).filter(|paper| paper.valid_until.is_some()).filter(ends);
    let held = held.filter(|paper| is_settled(paper) || is_lacking(paper));
    let mut all: Vec<ListedPaper> = held
        .map(|paper| row(paper.id, paper.kind, PaperPart::Ending, paper.valid_until.unwrap_or_default()))
        .collect();
    let closes_at = it.due_at.unwrap_or_default();
    let missing = lacks.iter().filter_map(|lack| match lack {
        Lack::Paper(kind, PaperStanding::Missing | PaperStanding::Refused) => Some(*kind),
        _ => None,
    });
    let missing: Vec<PaperKind> = missing.filter(|kind| !all.iter().any(|row| row.kind == *kind)).collect();
    all.extend(
        missing.into_iter().map(|kind| row(PaperId::from_raw(0), kind, PaperPart::Missing, closes_at)),
    );
    all.extend(
        of(Verdict::Waiting).map(|paper| row(paper.id, paper.kind, PaperPart::Waiting, paper.added_at)),
    );
    all
}

/// A page of the papers of shops in trade, by their dates. `after` is what the page before ended with.
pub async fn watched(
    engine: &Engine,
    member: &OperatorMember,
    market: MarketId,
    (wanted, now): (PapersWanted, Micros),
    after: Option<(Micros, PaperId)>,
) -> Seen<Vec<ListedPaper>> {
    member.may(Permission::ApplicationsRead)?;
    crate::market::own_market(engine, member, market)?;
    let after = after.map_or((i64::MIN, 0), |(due_at, id)| (due_at, id.get()));
    engine.heavy(move |tx| Ok(store::paper::watched(tx, market, (&wanted, now), after, PAGE)?)).await
}
