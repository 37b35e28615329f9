//! What the lines of settlement files and the ledger's transfers come to, line by line and transfer by transfer.

use domain::OperatorId;
use money::Currency;

use crate::bank::SettledDay;
use crate::db::{Stored, Tx};
use crate::{statement, values};

statement!(
    /// From each transfer to its line, whose id tells the bucket: `cross join` keeps SQLite from going through all transfers
    /// for each line.
    SETTLED,
    "select l.day, t.currency, cast(sum(case when t.reason = 'settlement' then t.amount else 0 - t.amount end) as bigint)
     from transfer t cross join settlement_line l
     where t.bucket between 0 and 1023 and t.reason in ('settlement', 'refund_settlement', 'settlement_back')
       and l.bucket = (t.event & 1023) and l.id = t.event and l.operator = $1
     group by l.day, t.currency order by l.day desc"
);
statement!(
    SETTLED_DAYS,
    "select day, currency, count(*), cast(sum(fee) as bigint), cast(sum(net) as bigint),
       cast(sum(case when state = 'unknown' then 1 else 0 end) as bigint)
     from settlement_line where bucket between 0 and 1023 and operator = $1 and kind <> 'payout' group by day, currency
     order by day desc, currency"
);
/// What the lines of the settlement files come to by day, with what the ledger says of it. A long read.
pub fn settled_days(tx: &mut Tx<'_>, operator: OperatorId) -> Stored<Vec<SettledDay>> {
    let ledger = settled_in_ledger(tx, operator)?;
    tx.query(SETTLED_DAYS, values![operator], |row| {
        let (day, currency): (String, Currency) = (row.get(0)?, row.get(1)?);
        let of_day = |(other, of, _): &&(String, Currency, i64)| *other == day && *of == currency;
        let posted = ledger.iter().filter(of_day).map(|(.., amount)| amount).sum();
        Ok(SettledDay {
            lines: row.get(2)?,
            fee: row.get(3)?,
            net: row.get(4)?,
            unknown: row.get(5)?,
            day,
            currency,
            posted,
        })
    })
}

/// What the ledger says was settled, by day of the file.
fn settled_in_ledger(tx: &mut Tx<'_>, operator: OperatorId) -> Stored<Vec<(String, Currency, i64)>> {
    tx.query(SETTLED, values![operator], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}
