//! A seller's money as its statement tells it: the transfers that moved what is pending, available or owed, and what
//! these came to before any of them.

use domain::{OperatorId, SellerId, TransferId};
use money::Currency;

use crate::db::{Record, Stored, Tx};
use crate::ledger::PostedTransfer;
use crate::{statement, values};

statement!(
    DEBITED,
    "select {columns transfer} from transfer where bucket = $1 and debit_subject = $2
       and debit_kind in ('payable_pending', 'payable_available', 'due_from_seller') and currency = $3 and id < $4
     order by id desc limit $5"
);
statement!(
    CREDITED,
    "select {columns transfer} from transfer where bucket = $1 and credit_subject = $2
       and credit_kind in ('payable_pending', 'payable_available', 'due_from_seller') and currency = $3 and id < $4
     order by id desc limit $5"
);
statement!(
    /// What is there now, less what came since: one statement, so that both are of the same moment.
    BEFORE,
    "select cast(
       coalesce((select sum(case when kind = 'due_from_seller' then 0 - amount else amount end) from balance
         where bucket = $1 and operator {in 5} and kind in ('payable_pending', 'payable_available', 'due_from_seller')
           and subject = $2 and currency = $3), 0)
       + coalesce((select sum(amount) from transfer where bucket = $1 and debit_subject = $2
         and debit_kind in ('payable_pending', 'payable_available', 'due_from_seller') and currency = $3 and id >= $4), 0)
       - coalesce((select sum(amount) from transfer where bucket = $1 and credit_subject = $2
         and credit_kind in ('payable_pending', 'payable_available', 'due_from_seller') and currency = $3 and id >= $4), 0)
     as bigint)"
);

/// A seller's transfers in a currency, newest first, older than `before`.
pub fn transfers(
    tx: &mut Tx<'_>,
    seller: SellerId,
    currency: Currency,
    before: i64,
    most: i64,
) -> Stored<Vec<PostedTransfer>> {
    let key = values![seller.bucket(), seller, currency.code(), before, most];
    let mut all = tx.query(DEBITED, key, PostedTransfer::from_row)?;
    // What moved between two of the seller's own accounts is on both sides.
    let seen: Vec<TransferId> = all.iter().map(|transfer| transfer.id).collect();
    let credited = tx.query(CREDITED, key, PostedTransfer::from_row)?;
    all.extend(credited.into_iter().filter(|transfer| !seen.contains(&transfer.id)));
    all.sort_by_key(|transfer| std::cmp::Reverse(transfer.id));
    all.truncate(usize::try_from(most).unwrap_or_default());
    Ok(all)
}

/// What a seller had, pending and available less owed, just before the transfer `before`; what it has now where that is
/// past the last. Costs as much as there were transfers since.
pub fn before(
    tx: &mut Tx<'_>,
    seller: SellerId,
    currency: Currency,
    before: i64,
    operators: &[OperatorId],
) -> Stored<i64> {
    let operators: Vec<i64> = operators.iter().map(|operator| operator.get()).collect();
    let key = values![seller.bucket(), seller, currency.code(), before, operators];
    Ok(tx.query_one(BEFORE, key, |row| row.get(0))?.unwrap_or_default())
}
