//! Transfers and the balances that they make. A limited balance never falls below zero: the database checks it too.

use std::collections::BTreeMap;

use domain::{Micros, OperatorId, TransferId};
use ledger::{Account, AccountKind, Reason, Side, Transfer};
use money::{Currency, Money};

use crate::db::{Col, Problem, Stored, Tx};
use crate::{cell_as, record, statement, values};

cell_as!(AccountKind, String, |kind: AccountKind| kind.code().to_owned(), |text: String| {
    AccountKind::from_code(&text).ok_or(format!("{text} is no account"))
});
cell_as!(Reason, String, |reason: Reason| reason.code().to_owned(), |text: String| {
    Reason::from_code(&text).ok_or(format!("{text} is no reason"))
});

/// A transfer as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostedTransfer {
    pub id: TransferId,
    pub operator: OperatorId,
    pub currency: Currency,
    pub debit_kind: AccountKind,
    pub debit_subject: i64,
    pub credit_kind: AccountKind,
    pub credit_subject: i64,
    pub amount: i64,
    pub reason: Reason,
    pub event: i64,
    pub subject: i64,
    pub at: Micros,
}

record!(PostedTransfer as TRANSFERS in "transfer", bucket |transfer| transfer.id.bucket(), keys [id], {
    id: i, operator: i, currency: t, debit_kind: t, debit_subject: i, credit_kind: t, credit_subject: i, amount: i,
    reason: t, event: i, subject: i, at: i
});

statement!(
    RAISE_BALANCES,
    "insert into balance (bucket, operator, kind, subject, currency, amount)
     select * from {rows v: bucket i, operator i, kind t, subject i, currency t, amount i} where true
     on conflict (bucket, operator, kind, subject, currency) do update set amount = balance.amount + excluded.amount"
);
statement!(
    CHANGE_BALANCES,
    "update balance set amount = balance.amount + v.change
     from {rows v: bucket i, operator i, kind t, subject i, currency t, change i}
     where balance.bucket = v.bucket and balance.operator = v.operator and balance.kind = v.kind
       and balance.subject = v.subject and balance.currency = v.currency and balance.amount + v.change >= 0"
);
statement!(
    BALANCE,
    "select amount from balance where bucket = $1 and operator = $2 and kind = $3 and subject = $4 and currency = $5"
);
statement!(
    TRANSFERS_OF,
    "select {columns transfer} from transfer where bucket = $1 and subject = $2 order by id limit 1000"
);
/// Posts transfers: keeps them and moves the limited balances, which lie in the transfers' own buckets.
/// A limited balance that would fall below zero is a conflict: it was read before somebody else moved it.
pub fn post(tx: &mut Tx<'_>, transfers: &[PostedTransfer]) -> Stored<()> {
    crate::insert(tx, transfers)?;
    let (up, down): (Vec<_>, Vec<_>) =
        balance_changes(transfers).into_iter().partition(|(_, change)| *change >= 0);
    tx.put_any(RAISE_BALANCES, balance_columns(&up))?;
    tx.put(CHANGE_BALANCES, balance_columns(&down), |_| Problem::Conflict)
}

fn balance_columns(changes: &[(BalanceKey, i64)]) -> [Col; 6] {
    [
        Col::gather(changes.iter(), |((bucket, ..), _)| *bucket),
        Col::gather(changes.iter(), |((_, operator, ..), _)| *operator),
        Col::gather(changes.iter(), |((_, _, account, _), _)| account.kind),
        Col::gather(changes.iter(), |((_, _, account, _), _)| account.subject),
        Col::gather(changes.iter(), |((.., currency), _)| *currency),
        Col::gather(changes.iter(), |(_, change)| *change),
    ]
}

/// A transfer as it will be kept, under an id that tells its bucket.
pub fn posted(id: TransferId, operator: OperatorId, transfer: &Transfer, at: Micros) -> PostedTransfer {
    PostedTransfer {
        id,
        operator,
        currency: transfer.amount.currency,
        debit_kind: transfer.debit.kind,
        debit_subject: transfer.debit.subject,
        credit_kind: transfer.credit.kind,
        credit_subject: transfer.credit.subject,
        amount: transfer.amount.minor,
        reason: transfer.reason,
        event: transfer.event,
        subject: transfer.subject,
        at,
    }
}

/// Bucket, operator, account and currency: what names a balance.
type BalanceKey = (i64, OperatorId, Account, Currency);

/// What the transfers do to each limited account, in key order.
fn balance_changes(transfers: &[PostedTransfer]) -> BTreeMap<BalanceKey, i64> {
    let mut changes = BTreeMap::new();
    for transfer in transfers {
        let debit = Account { kind: transfer.debit_kind, subject: transfer.debit_subject };
        let credit = Account { kind: transfer.credit_kind, subject: transfer.credit_subject };
        for (account, side) in [(debit, Side::Debit), (credit, Side::Credit)] {
            if account.kind.is_limited() {
                let sign = if account.kind.side() == side { 1 } else { -1 };
                let key = (transfer.id.bucket(), transfer.operator, account, transfer.currency);
                *changes.entry(key).or_insert(0) += sign * transfer.amount;
            }
        }
    }
    changes
}

/// The balance of a limited account; zero where nothing was ever posted.
pub fn balance(
    tx: &mut Tx<'_>,
    bucket: i64,
    operator: OperatorId,
    account: Account,
    currency: Currency,
) -> Stored<Money> {
    let key = values![bucket, operator, account.kind.code(), account.subject, currency.code()];
    let minor = tx.query_one(BALANCE, key, |row| row.get(0))?.unwrap_or(0);
    Ok(Money::new(minor, currency))
}

/// Transfers that name a subject (an order, a seller, a user), oldest first.
pub fn transfers_of(tx: &mut Tx<'_>, bucket: i64, subject: i64) -> Stored<Vec<PostedTransfer>> {
    use crate::db::Record;
    tx.query(TRANSFERS_OF, values![bucket, subject], PostedTransfer::from_row)
}

/// One line of the trial balance: all debits and credits of a kind of account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrialLine {
    pub operator: OperatorId,
    pub currency: Currency,
    pub kind: AccountKind,
    pub debit: i64,
    pub credit: i64,
}
