//! What time does to applications and papers: deadlines, warnings, the end of a paper, the end of keeping.

use domain::Micros;
use domain::application::{Due, Move, Stage};
use domain::event::{EventKind, Timer, TimerKind};
use domain::order::OrderState;
use domain::paper::{Evidence, Paper, PaperStanding, Told};
use domain::{ApplicationId, Code, PaperId, ShopId};
use ledger::{Account, AccountKind};

use super::Case;
use crate::stop::OrAbsent;
use crate::{Act, Engine, Never, Seen};

/// Fires at the deadline of a stage.
pub(crate) async fn application_due(engine: &Engine, timer: Timer, now: Micros) -> Seen<()> {
    engine
        .act::<_, Never, _>(now, move |act| {
            if !store::timer::take(act.tx, &timer, act.now)? {
                return Ok(());
            }
            let mut case = Case::any::<Never>(act, ApplicationId::from_raw(timer.subject))?;
            let is_at_rest = case.it.stage == Stage::Closed && is_at_rest(act, &case)?;
            let days = case.admission.days.clone();
            let step = match case.it.fall_due(&days, is_at_rest, act.now) {
                Due::Nothing | Due::NotYetSettled => None,
                Due::Overdue => Some(Move::Overdue),
                Due::Lapsed => Some(Move::Lapsed),
                Due::Closed => Some(Move::Closed),
                Due::Settled => Some(Move::Settled),
                Due::Forgotten => {
                    forget(act, &mut case)?;
                    Some(Move::Forgotten)
                }
            };
            if let Some(step) = step {
                case.step(act, step, "", "")?;
            }
            case.save(act).map(drop)
        })
        .await
}

/// Nothing is under way in the shop, and the seller is owed nothing and owes nothing.
fn is_at_rest(act: &mut Act<'_, '_>, case: &Case) -> Seen<bool> {
    let Some(shop) = case.it.shop.map(ShopId::from_raw) else { return Ok(true) };
    if is_under_way(act, shop)? || case.book.deposit(act)? > 0 {
        return Ok(false);
    }
    let market = act.engine.market(case.it.market).or_absent()?;
    for kind in [AccountKind::PayablePending, AccountKind::PayableAvailable, AccountKind::DueFromSeller] {
        let account = Account::of(kind, case.it.seller.get());
        let bucket = case.it.seller.bucket();
        if act.balance(bucket, case.it.operator, account, market.currency)?.minor != 0 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether something that was bought in a shop is not over.
pub(crate) fn is_under_way(act: &mut Act<'_, '_>, shop: ShopId) -> Seen<bool> {
    use OrderState::{Delivered, PartShipped, Shipped, ToShip};
    let open = [ToShip, PartShipped, Shipped, Delivered];
    Ok(!store::order::orders_of_shop(act.tx, shop, &open, i64::MAX, 1)?.is_empty())
}

/// The law wants what was kept to be deleted: files, numbers, issuers, answers of providers.
fn forget(act: &mut Act<'_, '_>, case: &mut Case) -> Seen<()> {
    for paper in &mut case.papers {
        if !paper.file_key.is_empty() {
            act.event(EventKind::PaperDropped, paper.id.get(), &paper.file_key);
        }
        act.drop_timer(paper.id.get(), TimerKind::PaperEnds);
        (paper.number, paper.issuer, paper.file_key) = Default::default();
        paper.wrapped_key.clear();
    }
    for check in &mut case.checks {
        (check.reference, check.note) = Default::default();
        act.drop_timer(check.id.get(), TimerKind::CheckAsked);
    }
    store::save(act.tx, &case.papers)?;
    Ok(store::save(act.tx, &case.checks)?)
}

/// Fires when the end of a paper is near or there: warns a month and a week ahead, and on the day the shop follows.
pub(crate) async fn paper_ends(engine: &Engine, timer: Timer, now: Micros) -> Seen<()> {
    engine
        .act::<_, Never, _>(now, move |act| {
            if !store::timer::take(act.tx, &timer, act.now)? {
                return Ok(());
            }
            let mut paper = store::paper::paper(act.tx, PaperId::from_raw(timer.subject))?.or_absent()?;
            let case = Case::any::<Never>(act, paper.application)?;
            let told = paper.look(act.now);
            if let Some(due) = paper.next_look() {
                act.timer(paper.id.get(), TimerKind::PaperEnds, due);
            }
            store::save(act.tx, std::slice::from_ref(&paper))?;
            let step = match told {
                Some(Told::Month) => Some(Move::EndsInAMonth),
                Some(Told::Week) => Some(Move::EndsInAWeek),
                Some(Told::Ended) => Some(Move::PaperEnded),
                Some(Told::Nothing) | None => None,
            };
            if let Some(step) = step.filter(|_| !is_followed(&case, &paper)) {
                case.step(act, step, "", paper.kind.code())?;
            }
            case.save(act).map(drop)
        })
        .await
}

/// Whether another paper of the kind holds beyond the end of this one: nobody need be told then.
fn is_followed(case: &Case, paper: &Paper) -> bool {
    let others: Vec<Paper> = case.papers.iter().filter(|other| other.id != paper.id).cloned().collect();
    let evidence = Evidence {
        papers: &others,
        checks: &case.checks,
        attested: &[],
        seller: &case.seller,
        trader: &case.trader,
    };
    let until = paper.valid_until.unwrap_or(i64::MAX);
    evidence.standing(paper.kind, until) == PaperStanding::Fine
}
