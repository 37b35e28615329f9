//! What becomes of one row when its turn comes: done, so already, or refused with the code that its own act refuses with.

use domain::application::ApplicationRefusal;
use domain::bulk::What;
use domain::job::{LineOutcome, Told};
use domain::paper::PaperKind;
use domain::reminder::ReminderRefusal;
use domain::shop::Shop;
use domain::suspension::SuspensionRefusal;
use domain::{ApplicationId, Code, MarketId, ShopId};

use super::rows::{Row, RowOf};
use crate::application::{Case, remind_applicant, remind_of_paper, take_one};
use crate::suspension::{lift_one, suspend_one};
use crate::{Act, OperatorMember, Seen, Stop};

/// It is no longer there, or never was the market's.
const GONE: &str = "bulk.gone";
const NOT_SUSPENDED: &str = "bulk.not_suspended";

pub(super) fn decide(
    act: &mut Act<'_, '_>,
    member: &OperatorMember,
    (market, what): (MarketId, &What),
    row: &Row,
) -> Seen<Told> {
    match row.is_of {
        RowOf::Shop => decide_shop(act, member, (market, what), row.id),
        RowOf::Paper(application, kind) => decide_paper(act, member, (market, application), kind),
        RowOf::Application => {
            decide_application(act, member, (market, what), ApplicationId::from_raw(row.id))
        }
        RowOf::Nothing => Ok(gone(row.id)),
    }
}

fn decide_shop(
    act: &mut Act<'_, '_>,
    member: &OperatorMember,
    (market, what): (MarketId, &What),
    id: i64,
) -> Seen<Told> {
    let shop = store::shop::shop(act.tx, ShopId::from_raw(id))?.filter(|shop| shop.market == market);
    let Some(shop) = shop else { return Ok(gone(id)) };
    let told = Told::new(id, &shop.name, LineOutcome::Done);
    let done = of_shop(act, member, what, shop);
    line(told, done, |refusal| *refusal == SuspensionRefusal::Already)
}

/// The line links to the application: there the paper is seen.
fn decide_paper(
    act: &mut Act<'_, '_>,
    member: &OperatorMember,
    (market, id): (MarketId, ApplicationId),
    kind: PaperKind,
) -> Seen<Told> {
    let Some(case) = case_of(act, member, (market, id))? else { return Ok(gone(id.get())) };
    let told = Told::new(id.get(), &case.it.shop_name, LineOutcome::Done).with(kind.code());
    let done = remind_of_paper(act, member, (&case, kind)).map(|()| Became::Done);
    line(told, done, |refusal| ReminderRefusal::is_so_already(*refusal))
}

fn decide_application(
    act: &mut Act<'_, '_>,
    member: &OperatorMember,
    (market, what): (MarketId, &What),
    id: ApplicationId,
) -> Seen<Told> {
    let Some(case) = case_of(act, member, (market, id))? else { return Ok(gone(id.get())) };
    let told = Told::new(id.get(), &case.it.shop_name, LineOutcome::Done);
    match what {
        What::TakeApplications => {
            let reviewer = case.it.reviewer.clone();
            let done = take_one(act, member, case).map(|()| Became::Done);
            let is_with_another = matches!(done, Err(Stop::Refused(ApplicationRefusal::WithAnother)));
            let told = line(told, done, |refusal| *refusal == ApplicationRefusal::TakenAlready)?;
            Ok(if is_with_another { told.with(&reviewer) } else { told })
        }
        What::RemindApplications => {
            let done = remind_applicant(act, member, &case).map(|()| Became::Done);
            line(told, done, |refusal| ReminderRefusal::is_so_already(*refusal))
        }
        _ => Ok(gone(id.get())),
    }
}

/// An application of the market; absent for any other.
fn case_of(
    act: &mut Act<'_, '_>,
    member: &OperatorMember,
    (market, id): (MarketId, ApplicationId),
) -> Seen<Option<Case>> {
    match Case::of_checker(act, member, id) {
        Ok(case) => Ok(Some(case).filter(|case| case.it.market == market)),
        Err(Stop::Absent) => Ok(None),
        Err(stop) => Err(stop),
    }
}

fn gone(id: i64) -> Told {
    Told::refused(id, "", GONE)
}

/// The line of a row, out of what its act came to.
fn line<R: std::fmt::Display>(
    told: Told,
    done: Result<Became, Stop<R>>,
    is_so_already: impl Fn(&R) -> bool,
) -> Seen<Told> {
    let unchanged = |code: String| Told { code, outcome: LineOutcome::Unchanged, ..told.clone() };
    let refused = |code: String| Told { code, outcome: LineOutcome::Refused, ..told.clone() };
    match done {
        Ok(Became::Done) => Ok(told),
        Ok(Became::Already(code)) => Ok(unchanged(code.to_owned())),
        Err(Stop::Refused(refusal)) if is_so_already(&refusal) => Ok(unchanged(refusal.to_string())),
        Err(Stop::Refused(refusal)) => Ok(refused(refusal.to_string())),
        Err(Stop::Absent) => Ok(refused(GONE.to_owned())),
        Err(Stop::Denied(denied)) => Err(Stop::fault(format!("a row was denied to its author: {denied}"))),
        Err(Stop::Problem(problem)) => Err(Stop::Problem(problem)),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Became {
    Done,
    Already(&'static str),
}

fn of_shop(
    act: &mut Act<'_, '_>,
    member: &OperatorMember,
    what: &What,
    shop: Shop,
) -> Result<Became, Stop<SuspensionRefusal>> {
    match what {
        What::SuspendShops { cause, text } => {
            suspend_one(act, member, shop, (*cause, text)).map(|_| Became::Done)
        }
        What::LiftSuspensions => {
            let was = lift_one(act, member, shop)?;
            Ok(if was { Became::Done } else { Became::Already(NOT_SUSPENDED) })
        }
        _ => Err(Stop::Absent),
    }
}
