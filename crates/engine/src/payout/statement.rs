//! A seller's statement: page by page the transfers that made its balances, with what it had then; and when the balance
//! is looked at next.

use domain::event::TimerKind;
use domain::permission::Permission;
use domain::{Micros, TransferId};
use money::Currency;
use store::ledger::PostedTransfer;

use super::PAGE;
use crate::{Engine, Seen, SellerMember};

/// A page of transfers, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    pub transfers: Vec<PostedTransfer>,
    /// What the seller had after the first of these: pending and available less what it owed, in minor units.
    pub had_minor: i64,
    /// Before which the next page begins; absent on the last one.
    pub older: Option<TransferId>,
}

/// The transfers older than `before`, or the newest.
pub async fn statement(
    engine: &Engine,
    member: &SellerMember,
    currency: Currency,
    before: Option<TransferId>,
) -> Seen<Statement> {
    member.may(Permission::MoneyRead)?;
    let (seller, before) = (member.seller, before.map_or(i64::MAX, TransferId::get));
    let operators: Vec<_> = engine.operators().iter().map(|operator| operator.id).collect();
    engine
        .heavy(move |tx| {
            let had_minor = store::balance::before(tx, seller, currency, before, &operators)?;
            // One more tells whether there is another page.
            let mut transfers = store::balance::transfers(tx, seller, currency, before, PAGE + 1)?;
            let is_last = transfers.len() <= PAGE as usize;
            transfers.truncate(PAGE as usize);
            let older = transfers.last().map(|last| last.id).filter(|_| !is_last);
            Ok(Statement { transfers, had_minor, older })
        })
        .await
}

/// When the seller's balance is looked at next to propose payouts: what the timer says.
pub async fn next_proposal_at(engine: &Engine, member: &SellerMember) -> Seen<Option<Micros>> {
    member.may(Permission::MoneyRead)?;
    let seller = member.seller.get();
    engine.read(move |tx| Ok(store::timer::due_at(tx, seller, TimerKind::PayoutProposes)?)).await
}
