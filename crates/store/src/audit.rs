//! The audit: chains of entries by bucket, their signed ends, and the list of what an operator may see. Only adds.

use domain::audit::{AuditEntry, AuditHead, Deed};
use domain::{AuditId, BUCKETS, Micros, OperatorId, UserId};

use crate::db::{Col, Problem, Record, Row, Stored, Tx};
use crate::{record, statement, values};

/// An entry that an operator may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedEntry {
    pub operator: OperatorId,
    pub id: AuditId,
    pub number: i64,
    pub at: Micros,
    pub deed: Deed,
    pub person: UserId,
    pub about: String,
    pub subject: String,
}

/// What is looked for; what is empty or zero may be anything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Raw id of a user.
    pub person: i64,
    /// The id of what was changed, or of whose matter it is.
    pub subject: String,
    pub deed: String,
    pub since: Micros,
    /// Zero for without an end.
    pub until: Micros,
    /// Raw id after which the list goes on; zero for from the newest.
    pub before: i64,
}

record!(AuditEntry as ENTRIES in "audit_entry", bucket |entry| entry.id.bucket(), keys [number], {
    id: i, number: i, at: i, deed: t, person: i, person_name: t, acts_for: t, about: t, subject: t,
    before: t, after: t, origin: t, request: t, previous: x, hash: x
});
record!(AuditHead as HEADS in "audit_head", bucket |head| head.id.bucket(), keys [number], {
    id: i, number: i, hash: x, signed_at: i, key: x, signature: x
});
record!(ListedEntry as LISTED in "audit_list", bucket |row| row.operator.bucket(), keys [operator, id], {
    operator: i, id: i, number: i, at: i, deed: t, person: i, about: t, subject: t
});

statement!(
    END,
    "{pg:select e.bucket, e.number, e.hash from {rows v: bucket i} cross join lateral (
       select audit_entry.bucket, audit_entry.number, audit_entry.hash from audit_entry
       where audit_entry.bucket = v.bucket order by audit_entry.number desc limit 1) e}
     {lite:select bucket, number, hash from audit_entry where bucket = $1 order by number desc limit 1}"
);
statement!(
    OF_ONE,
    "select {columns audit_entry} from audit_entry {lite: indexed by audit_entry_about}
     where bucket = $1 and about = $2 and number < $3
     order by number desc limit $4"
);
statement!(
    LIST,
    "select {columns audit_list} from audit_list where bucket = $1 and operator = $2 and id < $3
       and (person = $4 or $4 = 0) and (subject = $5 or about = $5 or $5 = '') and (deed = $6 or $6 = '')
       and at >= $7 and at < $8
     order by id desc limit $9"
);
statement!(IS_LISTED, "select id from audit_list where bucket = $1 and operator = $2 and id = $3");
statement!(
    LAST_HEADS,
    "{pg:select {columns audit_head h} from {rows v: bucket i} cross join lateral (
       select {columns audit_head} from audit_head
       where audit_head.bucket = v.bucket order by audit_head.number desc limit 1) h}
     {lite:select {columns audit_head} from audit_head where bucket = $1 order by number desc limit 1}"
);
statement!(
    ALL_AFTER,
    "select {columns audit_entry} from audit_entry
     where bucket between $1 and $2 and (bucket > $1 or number > $3) order by bucket, number limit $4"
);
statement!(
    ALL_HEADS,
    "select {columns audit_head} from audit_head where bucket between $1 and $2 order by bucket, number limit $3"
);

/// Number and hash of the last entry of each of some buckets; one that is missing has none.
pub fn ends(tx: &mut Tx<'_>, buckets: &[i64]) -> Stored<Vec<(i64, i64, Vec<u8>)>> {
    let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    tx.query_rows(END, &[Col::I(buckets.to_vec())], read)
}

/// Adds entries to their chains. Who finds the number taken was overtaken, and is decided again.
pub fn add(tx: &mut Tx<'_>, entries: &[AuditEntry]) -> Stored<()> {
    crate::insert(tx, entries).map_err(Problem::taken_meanwhile)
}

/// What is about a seller, an operator or a user, newest first.
pub fn of_one(
    tx: &mut Tx<'_>,
    (bucket, about): (i64, &str),
    before: i64,
    most: i64,
) -> Stored<Vec<AuditEntry>> {
    tx.query(OF_ONE, values![bucket, about, before, most], AuditEntry::from_row)
}

/// Entries that an operator may see, newest first.
pub fn list(tx: &mut Tx<'_>, operator: OperatorId, wanted: &Wanted, most: i64) -> Stored<Vec<ListedEntry>> {
    let or_end = |given: i64| if given == 0 { i64::MAX } else { given };
    let values = values![
        operator.bucket(),
        operator,
        or_end(wanted.before),
        wanted.person,
        wanted.subject.clone(),
        wanted.deed.clone(),
        wanted.since,
        or_end(wanted.until),
        most
    ];
    tx.query(LIST, values, ListedEntry::from_row)
}

/// The entries of a list, in the order of their buckets and numbers.
pub fn entries(tx: &mut Tx<'_>, listed: &[ListedEntry]) -> Stored<Vec<AuditEntry>> {
    crate::load(tx, listed.iter().map(|row| (row.id.bucket(), row.number)))
}

/// One entry by its bucket and number.
pub fn entry(tx: &mut Tx<'_>, bucket: i64, number: i64) -> Stored<Option<AuditEntry>> {
    Ok(crate::load(tx, [(bucket, number)])?.pop())
}

/// Lists an entry for an operator, once.
pub fn put(tx: &mut Tx<'_>, row: ListedEntry) -> Stored<()> {
    let key = values![row.operator.bucket(), row.operator, row.id];
    if tx.query_one(IS_LISTED, key, |row| row.get::<i64>(0))?.is_some() {
        return Ok(());
    }
    crate::insert(tx, &[row])
}

/// The last signed end of each of some buckets; one that is missing has none.
pub fn last_heads(tx: &mut Tx<'_>, buckets: Vec<i64>) -> Stored<Vec<AuditHead>> {
    tx.query_rows(LAST_HEADS, &[Col::I(buckets)], AuditHead::from_row)
}

/// All entries after one of them, by bucket and number: for the doctor.
pub fn all_after(tx: &mut Tx<'_>, bucket: i64, number: i64, most: i64) -> Stored<Vec<AuditEntry>> {
    tx.query(ALL_AFTER, values![bucket, BUCKETS - 1, number, most], AuditEntry::from_row)
}

/// All signed ends, by bucket and number.
pub fn all_heads(tx: &mut Tx<'_>, most: i64) -> Stored<Vec<AuditHead>> {
    tx.query(ALL_HEADS, values![0_i64, BUCKETS - 1, most], AuditHead::from_row)
}
