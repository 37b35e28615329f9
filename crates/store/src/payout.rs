//! Payouts, and the list of them that an operator approves.

use domain::payout::{Payout, PayoutState};
use domain::{Micros, OperatorId, PayoutId, SellerId};
use money::Currency;

use crate::db::{Record, Stored, Tx};
use crate::{record, statement, values};

record!(Payout as PAYOUTS in "payout", bucket |payout| payout.id.bucket(), keys [id], {
    id: i, seller: i, operator: i, amount: i, currency: t, iban: t, state: t, reference: t, code: t, proposed_at: i,
    approved_at: oi, approved_by: t, paid_at: oi, version: i
});
record!(ListedPayout as LISTED in "payout_list", bucket |payout| payout.operator.bucket(), keys [operator, payout], {
    operator: i, payout: i, seller: i, seller_name: t, amount: i, currency: t, state: t, proposed_at: i
});

/// A payout as the operator lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedPayout {
    pub operator: OperatorId,
    pub payout: PayoutId,
    pub seller: SellerId,
    pub seller_name: String,
    pub amount: i64,
    pub currency: Currency,
    pub state: PayoutState,
    pub proposed_at: Micros,
}

statement!(PAYOUT, "select {columns payout} from payout where bucket = $1 and id = $2");
statement!(
    PAYOUTS_OF,
    "select {columns payout} from payout where bucket = $1 and seller = $2 order by id desc limit $3"
);
statement!(
    OPEN_OF,
    "select {columns payout} from payout where bucket = $1 and seller = $2 and state {in 3} order by id"
);
statement!(DROP_LISTED, "delete from payout_list where bucket = $1 and operator = $2 and payout = $3");
statement!(
    LISTED_OF,
    "select {columns payout_list} from payout_list where bucket = $1 and operator = $2 and state {in 3}
     and payout < $4 order by payout desc limit $5"
);

pub fn payout(tx: &mut Tx<'_>, id: PayoutId) -> Stored<Option<Payout>> {
    tx.query_one(PAYOUT, values![id.bucket(), id], Payout::from_row)
}

pub fn payouts_of(tx: &mut Tx<'_>, seller: SellerId, most: i64) -> Stored<Vec<Payout>> {
    tx.query(PAYOUTS_OF, values![seller.bucket(), seller, most], Payout::from_row)
}

/// Payouts of a seller in some states.
pub fn payouts_in(tx: &mut Tx<'_>, seller: SellerId, states: &[PayoutState]) -> Stored<Vec<Payout>> {
    tx.query(OPEN_OF, values![seller.bucket(), seller, codes(states)], Payout::from_row)
}

/// Writes a payout's line of the operator's list anew.
pub fn put_listed(tx: &mut Tx<'_>, payout: ListedPayout) -> Stored<()> {
    tx.change(DROP_LISTED, values![payout.operator.bucket(), payout.operator, payout.payout])?;
    crate::insert(tx, &[payout])
}

pub fn listed_payouts(
    tx: &mut Tx<'_>,
    operator: OperatorId,
    states: &[PayoutState],
    before: i64,
    most: i64,
) -> Stored<Vec<ListedPayout>> {
    tx.query(
        LISTED_OF,
        values![operator.bucket(), operator, codes(states), before, most],
        ListedPayout::from_row,
    )
}

fn codes(states: &[PayoutState]) -> Vec<String> {
    states.iter().map(|state| domain::Code::code(*state).to_owned()).collect()
}
