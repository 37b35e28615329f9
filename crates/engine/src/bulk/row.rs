//! What becomes of one row when its turn comes: done, so already, or refused with the code that its own act refuses with.

use domain::bulk::What;
use domain::job::{LineOutcome, Told};
use domain::shop::Shop;
use domain::suspension::SuspensionRefusal;
use domain::{MarketId, ShopId};

use crate::suspension::{lift_one, suspend_one};
use crate::{Act, OperatorMember, Seen, Stop};

/// It is no longer there, or never was the market's.
const GONE: &str = "bulk.gone";
const NOT_SUSPENDED: &str = "bulk.not_suspended";

pub(super) fn decide(
    act: &mut Act<'_, '_>,
    member: &OperatorMember,
    (market, what): (MarketId, &What),
    id: i64,
) -> Seen<Told> {
    let shop = store::shop::shop(act.tx, ShopId::from_raw(id))?.filter(|shop| shop.market == market);
    let Some(shop) = shop else { return Ok(Told::refused(id, "", GONE)) };
    let name = shop.name.clone();
    let done = of_shop(act, member, what, shop);
    match done {
        Ok(Became::Done) => Ok(Told::new(id, &name, LineOutcome::Done)),
        Ok(Became::Already(code)) => Ok(already(id, &name, code)),
        Err(Stop::Refused(refusal @ SuspensionRefusal::Already)) => {
            Ok(already(id, &name, &refusal.to_string()))
        }
        Err(Stop::Refused(refusal)) => Ok(Told::refused(id, &name, &refusal.to_string())),
        Err(Stop::Absent) => Ok(Told::refused(id, &name, GONE)),
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
    }
}

fn already(id: i64, name: &str, code: &str) -> Told {
    Told { code: code.to_owned(), ..Told::new(id, name, LineOutcome::Unchanged) }
}
