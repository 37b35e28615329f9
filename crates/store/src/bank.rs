//! What the outside says of our money: lines of the provider's settlement files and of the bank's statement.

use domain::{Micros, OperatorId, SettlementId};
use money::Currency;

use crate::db::{Record, Stored, Tx};
use crate::{record, statement, values};

/// One line of a settlement file, kept in the bucket of what it settles. What a corrected file says is kept beside it as
/// a difference: the sums of all lines of a reference are what the newest file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettlementLine {
    pub id: SettlementId,
    pub operator: OperatorId,
    /// `2026-11-22`.
    pub day: String,
    pub reference: String,
    pub kind: String,
    /// 0 for the first word of a file, then the corrections.
    pub ordinal: i64,
    pub intent: String,
    pub gross: i64,
    pub fee: i64,
    pub net: i64,
    pub currency: Currency,
    /// `matched`, or `unknown` when nothing of ours fits it.
    pub state: String,
    /// What the ledger says came to the bank for it; negative where it left.
    pub posted: i64,
    pub at: Micros,
}

/// One sum on the statement of the safeguarded account. Positive came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankLine {
    pub id: SettlementId,
    pub operator: OperatorId,
    pub day: String,
    pub text: String,
    pub reference: String,
    /// 0 for the first sum under that reference, then the corrections.
    pub ordinal: i64,
    pub amount: i64,
    pub currency: Currency,
    pub at: Micros,
}

record!(SettlementLine as SETTLEMENT in "settlement_line", bucket |line| line.id.bucket(), keys [id], {
    id: i, operator: i, day: t, reference: t, kind: t, ordinal: i, intent: t, gross: i, fee: i, net: i, currency: t,
    state: t, posted: i, at: i
});
record!(BankLine as BANK in "bank_line", bucket |line| line.id.bucket(), keys [id], {
    id: i, operator: i, day: t, text: t, reference: t, ordinal: i, amount: i, currency: t, at: i
});

statement!(
    KNOWN,
    "select {columns settlement_line} from settlement_line where bucket = $1 and operator = $2 and day = $3
       and reference = $4 and kind = $5 order by ordinal"
);
statement!(
    OF_DAY,
    "select {columns settlement_line} from settlement_line where bucket {in 1} and operator = $2 and day = $3
     order by reference, kind, ordinal"
);
statement!(
    SUMS_OF_DAY,
    "select currency, cast(sum(net) as bigint) from settlement_line where bucket {in 1} and operator = $2 and day = $3
     group by currency order by currency"
);
statement!(
    BANK_LINES,
    "select {columns bank_line} from bank_line where bucket = $1 and operator = $2 order by id desc limit $3"
);
statement!(
    BANK_BY_DAY,
    "select day, currency, cast(sum(amount) as bigint) from bank_line where bucket = $1 and operator = $2
       and reference like 'settlement %' group by day, currency order by day desc, currency limit $3"
);
statement!(
    NOTED,
    "select count(*), cast(coalesce(sum(amount), 0) as bigint) from bank_line
     where bucket = $1 and operator = $2 and reference = $3"
);
statement!(
    NOTED_ON,
    "select distinct currency from bank_line where bucket = $1 and operator = $2 and day = $3
       and reference like 'settlement %' order by currency"
);

statement!(OPEN_DAYS, "select day from settlement_open where bucket = $1 and operator = $2 order by day");
statement!(
    OPEN_DAY,
    "insert into settlement_open (bucket, operator, day) values ($1, $2, $3)
     on conflict (bucket, operator, day) do nothing"
);
statement!(CLOSE_DAY, "delete from settlement_open where bucket = $1 and operator = $2 and day = $3");

/// Days, as their midnights UTC, whose files were not taken in whole yet.
pub fn open_days(tx: &mut Tx<'_>, operator: OperatorId) -> Stored<Vec<Micros>> {
    tx.query(OPEN_DAYS, values![operator.bucket(), operator], |row| row.get(0))
}

pub fn open_day(tx: &mut Tx<'_>, operator: OperatorId, day: Micros) -> Stored<()> {
    tx.change(OPEN_DAY, values![operator.bucket(), operator, day])
}

pub fn close_day(tx: &mut Tx<'_>, operator: OperatorId, day: Micros) -> Stored<()> {
    tx.change(CLOSE_DAY, values![operator.bucket(), operator, day])
}

/// What was taken in before under a line's reference, its corrections after it.
pub fn known_lines(tx: &mut Tx<'_>, bucket: i64, line: &SettlementLine) -> Stored<Vec<SettlementLine>> {
    let key = values![bucket, line.operator, line.day.clone(), line.reference.clone(), line.kind.clone()];
    tx.query(KNOWN, key, SettlementLine::from_row)
}

/// All lines of a day. A long read.
pub fn lines_of_day(tx: &mut Tx<'_>, operator: OperatorId, day: &str) -> Stored<Vec<SettlementLine>> {
    tx.query(OF_DAY, values![all_buckets(), operator, day], SettlementLine::from_row)
}

/// What the lines of a day come to in each currency. A long read.
pub fn sums_of_day(tx: &mut Tx<'_>, operator: OperatorId, day: &str) -> Stored<Vec<(Currency, i64)>> {
    tx.query(SUMS_OF_DAY, values![all_buckets(), operator, day], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Named one by one, so that the database seeks in each instead of reading all.
pub(crate) fn all_buckets() -> Vec<i64> {
    (0..domain::BUCKETS).collect()
}

/// The sums of one day's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettledDay {
    pub day: String,
    pub currency: Currency,
    pub lines: i64,
    pub fee: i64,
    pub net: i64,
    /// Lines that nothing of ours fits.
    pub unknown: i64,
    /// What the ledger says came to the bank for them.
    pub posted: i64,
}

pub fn bank_lines(tx: &mut Tx<'_>, operator: OperatorId, most: i64) -> Stored<Vec<BankLine>> {
    tx.query(BANK_LINES, values![operator.bucket(), operator, most], BankLine::from_row)
}

/// Sum of the statement by day and currency.
pub fn bank_by_day(tx: &mut Tx<'_>, operator: OperatorId, most: i64) -> Stored<Vec<(String, Currency, i64)>> {
    tx.query(BANK_BY_DAY, values![operator.bucket(), operator, most], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })
}

/// How many sums are noted under a reference, and what they come to.
pub fn noted(tx: &mut Tx<'_>, operator: OperatorId, reference: &str) -> Stored<(i64, i64)> {
    let found = tx.query_one(NOTED, values![operator.bucket(), operator, reference], |row| {
        Ok((row.get(0)?, row.get(1)?))
    });
    Ok(found?.unwrap_or_default())
}

/// The currencies in which a day's settlement was noted.
pub fn noted_on(tx: &mut Tx<'_>, operator: OperatorId, day: &str) -> Stored<Vec<Currency>> {
    tx.query(NOTED_ON, values![operator.bucket(), operator, day], |row| row.get(0))
}
