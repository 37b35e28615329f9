//! The books of the built-in sandbox provider: a stand-in for another company. No act of a market reads them.

use domain::{DAY, Micros, first_id_at};
use money::Currency;

use crate::db::{Record, Stored, Tx};
use crate::{record, statement, values};

/// A charge in the provider's books. Its bucket is the one of the raw id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SandboxCharge {
    pub id: i64,
    pub reference: String,
    pub intent: String,
    pub amount: i64,
    pub currency: Currency,
    pub description: String,
    pub return_url: String,
    pub language: String,
    /// `waiting`, `second_step`, `paid`, `declined`, `expired`.
    pub state: String,
    pub code: String,
    pub card: String,
    pub created_at: Micros,
    pub paid_at: Option<Micros>,
    pub refunded: i64,
}

/// A movement that the provider's daily file tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SandboxEntry {
    pub id: i64,
    pub reference: String,
    pub intent: String,
    /// `charge`, `refund`, `payout`.
    pub kind: String,
    pub gross: i64,
    pub fee: i64,
    pub currency: Currency,
    pub at: Micros,
    pub state: String,
    pub code: String,
}

record!(SandboxCharge as CHARGES in "sandbox_charge", bucket |charge| domain::bucket_of(charge.id), keys [id], {
    id: i, reference: t, intent: t, amount: i, currency: t, description: t, return_url: t, language: t, state: t,
    code: t, card: t, created_at: i, paid_at: oi, refunded: i
});
record!(SandboxEntry as ENTRIES in "sandbox_entry", bucket |entry| domain::bucket_of(entry.id), keys [id], {
    id: i, reference: t, intent: t, kind: t, gross: i, fee: i, currency: t, at: i, state: t, code: t
});

statement!(BY_ID, "select {columns sandbox_charge} from sandbox_charge where bucket = $1 and id = $2");
statement!(
    BY_INTENT,
    "select {columns sandbox_charge} from sandbox_charge where bucket = $1 and intent = $2"
);
statement!(
    ENTRY,
    "select {columns sandbox_entry} from sandbox_entry where bucket = $1 and intent = $2 and kind = $3"
);
statement!(
    ENTRIES_BETWEEN,
    "select {columns sandbox_entry} from sandbox_entry where bucket between 0 and 1023 and id >= $3 and id < $4
     and at >= $1 and at < $2 and state = 'done' order by at, id"
);
statement!(
    FIRST_ENTRY,
    "select min(at) from sandbox_entry where bucket between 0 and 1023 and state = 'done'"
);

pub fn charge(tx: &mut Tx<'_>, id: i64) -> Stored<Option<SandboxCharge>> {
    tx.query_one(BY_ID, values![domain::bucket_of(id), id], SandboxCharge::from_row)
}

pub fn charge_by_intent(tx: &mut Tx<'_>, bucket: i64, intent: &str) -> Stored<Option<SandboxCharge>> {
    tx.query_one(BY_INTENT, values![bucket, intent], SandboxCharge::from_row)
}

pub fn entry(tx: &mut Tx<'_>, bucket: i64, intent: &str, kind: &str) -> Stored<Option<SandboxEntry>> {
    tx.query_one(ENTRY, values![bucket, intent, kind], SandboxEntry::from_row)
}

/// What moved in a span of time. A long read.
pub fn entries_between(tx: &mut Tx<'_>, from: Micros, to: Micros) -> Stored<Vec<SandboxEntry>> {
    // A card may settle some time after its entry was made, and ids may be ahead of a clock that was put back.
    let made = [first_id_at(from - DAY), first_id_at(to + DAY)];
    tx.query(ENTRIES_BETWEEN, values![from, to, made[0], made[1]], SandboxEntry::from_row)
}

/// When the first movement was.
pub fn first_entry_at(tx: &mut Tx<'_>) -> Stored<Option<Micros>> {
    Ok(tx.query_one(FIRST_ENTRY, &[], |row| row.get::<Option<i64>>(0))?.flatten())
}
