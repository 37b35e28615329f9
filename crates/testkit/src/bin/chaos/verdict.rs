//! Lays the journal beside the database: what was told is there, once; nothing is there that was not asked for; every event
//! has been read.

use domain::order::{Order, OrderState};
use domain::payment::PaymentState;
use domain::purchase::PurchaseState;
use domain::{OrderId, PurchaseId};
use store::{Db, Location, Problem, Tx};

use crate::journal::Journal;

/// What a seller gives back at once, in minor units.
const REFUND_MINOR: i64 = 100;

/// So many are looked at in one act.
const ASKED_TOGETHER: usize = 500;

/// Everything that disagrees.
pub fn of(location: &Location, journal: &Journal) -> Vec<String> {
    let db = match Db::open(location) {
        Ok(db) => db,
        Err(error) => return vec![format!("the database does not open: {error:#}")],
    };
    found_in(&db, journal).unwrap_or_else(unreadable)
}

/// Events that somebody has not read. While purchases run out, there are always new ones.
pub fn unread(location: &Location) -> Vec<String> {
    match Db::open(location) {
        Ok(db) => db.act_blocking(outbox).unwrap_or_else(unreadable),
        Err(error) => vec![format!("the database does not open: {error:#}")],
    }
}

fn unreadable(problem: Problem) -> Vec<String> {
    vec![format!("the database can't be read: {problem}")]
}

fn found_in(db: &Db, journal: &Journal) -> Result<Vec<String>, Problem> {
    let mut found = Vec::new();
    let (placed, paid, orders) = {
        let told = journal.told();
        let mut orders: Vec<OrderId> = told.shipped.iter().chain(&told.confirmed).copied().collect();
        orders.extend(told.refunded.keys());
        orders.sort_unstable();
        orders.dedup();
        (told.placed.clone(), told.paid.clone(), orders)
    };
    found.extend(each(db, placed, purchase)?.into_iter().flat_map(|(_, found)| found));
    found.extend(each(db, paid, was_paid)?.into_iter().filter_map(|(_, found)| found));
    for (id, seen) in each(db, orders, seen)? {
        found.extend(seen.differs(id, journal));
    }
    Ok(found)
}

/// Asks the same about each, many in one act.
fn each<I: Copy + Send + 'static, T: Send + 'static>(
    db: &Db,
    ids: impl IntoIterator<Item = I>,
    about: fn(&mut Tx<'_>, I) -> Result<T, Problem>,
) -> Result<Vec<(I, T)>, Problem> {
    let ids: Vec<I> = ids.into_iter().collect();
    let mut all = Vec::new();
    for some in ids.chunks(ASKED_TOGETHER) {
        let some = some.to_vec();
        let asked = move |tx: &mut Tx<'_>| {
            some.iter().map(|id| Ok((*id, about(tx, *id)?))).collect::<Result<Vec<_>, Problem>>()
        };
        all.extend(db.act_blocking(asked)?);
    }
    Ok(all)
}

/// It is there; and each payment that counts was taken by the provider.
fn purchase(tx: &mut Tx<'_>, id: PurchaseId) -> Result<Vec<String>, Problem> {
    let Some(row) = store::purchase::purchase(tx, id)? else {
        return Ok(vec![format!("{id} was told and is gone")]);
    };
    let mut found = Vec::new();
    let mut counted = 0;
    for payment in store::payment::payments_of(tx, id)? {
        if payment.state != PaymentState::Paid {
            continue;
        }
        counted += 1;
        let raw = payment.reference.strip_prefix("ch_").and_then(|hex| i64::from_str_radix(hex, 16).ok());
        let charge = raw.map(|raw| store::sandbox::charge(tx, raw)).transpose()?.flatten();
        if charge.is_none_or(|charge| charge.state != "paid" || charge.amount != row.total) {
            found.push(format!("{} counts as paid, but the provider has no money", payment.id));
        }
    }
    if counted != usize::from(row.state == PurchaseState::Paid) {
        found.push(format!("{id} is {:?} with {counted} payments", row.state));
    }
    Ok(found)
}

/// The provider has the money: then there are orders, or it went back.
fn was_paid(tx: &mut Tx<'_>, id: PurchaseId) -> Result<Option<String>, Problem> {
    let row = store::purchase::purchase(tx, id)?;
    Ok(match row.map(|row| row.state) {
        Some(PurchaseState::Paid | PurchaseState::Refunded) => None,
        other => Some(format!("{id} was paid, but is {other:?}")),
    })
}

struct Seen {
    order: Option<Order>,
    parcels: usize,
    /// Refunds of the sum that sellers of this run give back.
    refunds: usize,
}

fn seen(tx: &mut Tx<'_>, id: OrderId) -> Result<Seen, Problem> {
    let refunds = store::refund::refunds_of(tx, &[id])?;
    Ok(Seen {
        order: store::order::orders(tx, &[id])?.pop(),
        parcels: store::shipment::shipments_of(tx, &[id])?.len(),
        refunds: refunds.iter().filter(|refund| refund.amount == REFUND_MINOR).count(),
    })
}

impl Seen {
    fn differs(&self, id: OrderId, journal: &Journal) -> Vec<String> {
        let Some(order) = &self.order else { return vec![format!("{id} was told and is gone")] };
        let told = journal.told();
        let mut found = Vec::new();
        if self.parcels > 1 || (told.shipped.contains(&id) && self.parcels == 0) {
            found.push(format!("{id} has {} parcels", self.parcels));
        }
        let is_completed = matches!(order.state, OrderState::Completed | OrderState::Refunded);
        if told.confirmed.contains(&id) && !is_completed {
            found.push(format!("{id} was confirmed, but is {:?}", order.state));
        }
        let (asked, promised) = told.refunded.get(&id).copied().unwrap_or_default();
        if !(promised..=asked).contains(&self.refunds) {
            found.push(format!("{id}: {} refunds, of {asked} asked for and {promised} told", self.refunds));
        }
        found
    }
}

/// Every consumer has read every lane to its end.
fn outbox(tx: &mut Tx<'_>) -> Result<Vec<String>, Problem> {
    let (heads, positions) = (store::event::heads(tx)?, store::event::positions(tx)?);
    let behind = |(lane, head): &(i64, i64)| {
        let own: Vec<_> = positions.iter().filter(|(_, of, _)| of == lane).collect();
        let last = own.iter().find(|(.., position)| position != head);
        last.map(|(name, _, position)| format!("lane {lane}: {name} has read {position} of {head} events"))
    };
    Ok(heads.iter().filter_map(behind).collect())
}
