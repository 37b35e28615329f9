//! Books that are closed by quarter of an hour and by day: running sums of the ledger, and what each day's settlement file came to. Kept beside what
//! they sum up, which the doctor compares them with; no act decides by them.

use domain::{Micros, OperatorId, first_id_at};
use ledger::AccountKind;
use money::Currency;

use crate::bank::{SettledDay, all_buckets};
use crate::db::{Row, Stored, Tx};
use crate::ledger::TrialLine;
use crate::{record, statement, values};

/// All debits and credits of a kind of account up to a midnight UTC, or a quarter of an hour of the last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerDay {
    pub operator: OperatorId,
    pub until_at: Micros,
    pub currency: Currency,
    pub kind: AccountKind,
    pub debit: i64,
    pub credit: i64,
}

record!(LedgerDay as LEDGER_DAYS in "ledger_day", bucket |day| day.operator.bucket(), keys [operator, until_at, currency, kind], {
    operator: i, until_at: i, currency: t, kind: t, debit: i, credit: i
});

statement!(
    CLOSED_AT,
    "select max(until_at) from ledger_day where bucket = $1 and operator = $2 and until_at <= $3"
);
statement!(
    CLOSED,
    "select operator, currency, kind, debit, credit from ledger_day
     where bucket = $1 and operator = $2 and until_at = $3"
);
statement!(
    THIN,
    "delete from ledger_day where bucket = $1 and operator = $2 and until_at < $3 and until_at % 86400000000 <> 0"
);
statement!(
    /// Each transfer is read once: it debits one kind of account and credits another.
    BETWEEN,
    "select operator, currency, debit_kind, credit_kind, cast(sum(amount) as bigint) from transfer
     where bucket {in 1} and id >= $2 and id < $3 and operator = $4
     group by operator, currency, debit_kind, credit_kind"
);
statement!(
    SETTLED_LINES,
    "select currency, count(*), cast(sum(fee) as bigint), cast(sum(net) as bigint),
       cast(sum(case when state = 'unknown' then 1 else 0 end) as bigint), cast(sum(posted) as bigint)
     from settlement_line where bucket {in 1} and operator = $2 and day = $3 and kind <> 'payout' group by currency"
);
statement!(
    KEEP_SETTLED,
    "insert into settled_day (bucket, operator, day, currency, lines, fee, net, unknown, posted)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (bucket, operator, day, currency) do update set lines = excluded.lines, fee = excluded.fee,
       net = excluded.net, unknown = excluded.unknown, posted = excluded.posted"
);
statement!(
    SETTLED_DAYS,
    "select day, currency, lines, fee, net, unknown, posted from settled_day where bucket = $1 and operator = $2
     order by day desc, currency limit $3"
);
statement!(
    UNKNOWN,
    "select cast(coalesce(sum(unknown), 0) as bigint) from settled_day where bucket = $1 and operator = $2"
);

/// The last midnight by `at` up to which the ledger is closed.
pub fn closed_at(tx: &mut Tx<'_>, operator: OperatorId, at: Micros) -> Stored<Option<Micros>> {
    let found = tx.query_one(CLOSED_AT, values![operator.bucket(), operator, at], |row| row.get(0))?;
    Ok(found.flatten())
}

/// What was posted from one moment until another, that one not included. A long read.
pub fn posted_between(
    tx: &mut Tx<'_>,
    operator: OperatorId,
    (from, until): (Micros, Micros),
) -> Stored<Vec<TrialLine>> {
    let key = values![all_buckets(), first_id_at(from), first_id_at(until), operator];
    let found = tx.query(BETWEEN, key, |row| {
        let (operator, currency, amount) = (row.get(0)?, row.get(1)?, row.get(4)?);
        let debit = TrialLine { operator, currency, kind: row.get(2)?, debit: amount, credit: 0 };
        Ok([debit, TrialLine { kind: row.get(3)?, debit: 0, credit: amount, ..debit }])
    })?;
    let mut lines = Vec::new();
    add(&mut lines, found.into_iter().flatten().collect());
    Ok(lines)
}

/// The trial balance before `at`: what was closed last, and what was posted since. A long read: use `db.heavy`.
pub fn trial_balance(tx: &mut Tx<'_>, operator: OperatorId, at: Micros) -> Stored<Vec<TrialLine>> {
    let closed = closed_at(tx, operator, at)?;
    let mut lines = match closed {
        Some(until) => tx.query(CLOSED, values![operator.bucket(), operator, until], trial_line)?,
        None => Vec::new(),
    };
    add(&mut lines, posted_between(tx, operator, (closed.unwrap_or(0), at))?);
    Ok(lines)
}

/// Adds sums of the same kinds of account.
pub fn add(lines: &mut Vec<TrialLine>, more: Vec<TrialLine>) {
    for line in more {
        match lines.iter_mut().find(|one| (one.currency, one.kind) == (line.currency, line.kind)) {
            Some(one) => (one.debit, one.credit) = (one.debit + line.debit, one.credit + line.credit),
            None => lines.push(line),
        }
    }
}

fn trial_line(row: &Row<'_>) -> Stored<TrialLine> {
    Ok(TrialLine {
        operator: row.get(0)?,
        currency: row.get(1)?,
        kind: row.get(2)?,
        debit: row.get(3)?,
        credit: row.get(4)?,
    })
}

/// Keeps what is closed.
pub fn keep(tx: &mut Tx<'_>, until_at: Micros, lines: &[TrialLine]) -> Stored<()> {
    let day = |line: &TrialLine| LedgerDay {
        operator: line.operator,
        until_at,
        currency: line.currency,
        kind: line.kind,
        debit: line.debit,
        credit: line.credit,
    };
    crate::insert(tx, &lines.iter().map(day).collect::<Vec<_>>())
}

/// Drops what was closed within days that are long over; what their midnights closed stays.
pub fn thin(tx: &mut Tx<'_>, operator: OperatorId, before: Micros) -> Stored<()> {
    tx.change(THIN, values![operator.bucket(), operator, before])
}

/// Sums the lines of a day's file anew.
pub fn keep_settled_day(tx: &mut Tx<'_>, operator: OperatorId, day: &str) -> Stored<()> {
    let found = tx.query(SETTLED_LINES, values![all_buckets(), operator, day], |row| {
        Ok(SettledDay {
            day: day.to_owned(),
            currency: row.get(0)?,
            lines: row.get(1)?,
            fee: row.get(2)?,
            net: row.get(3)?,
            unknown: row.get(4)?,
            posted: row.get(5)?,
        })
    })?;
    for of in found {
        let key = values![
            operator.bucket(),
            operator,
            of.day,
            of.currency.code(),
            of.lines,
            of.fee,
            of.net,
            of.unknown,
            of.posted
        ];
        tx.change(KEEP_SETTLED, key)?;
    }
    Ok(())
}

/// Days of the settlement files, newest first.
pub fn settled_days(tx: &mut Tx<'_>, operator: OperatorId, most: i64) -> Stored<Vec<SettledDay>> {
    tx.query(SETTLED_DAYS, values![operator.bucket(), operator, most], |row| {
        Ok(SettledDay {
            day: row.get(0)?,
            currency: row.get(1)?,
            lines: row.get(2)?,
            fee: row.get(3)?,
            net: row.get(4)?,
            unknown: row.get(5)?,
            posted: row.get(6)?,
        })
    })
}

/// How many lines of all files nothing of ours fits.
pub fn unknown_lines(tx: &mut Tx<'_>, operator: OperatorId) -> Stored<i64> {
    Ok(tx.query_one(UNKNOWN, values![operator.bucket(), operator], |row| row.get(0))?.unwrap_or(0))
}
