//! What a caller's command did, so that the same id gives the same answer.

use domain::{Micros, bucket_of};

use crate::db::{Stored, Tx};
use crate::{statement, values};

statement!(FIND, "select hash, outcome from command where bucket = $1 and actor = $2 and key = $3");
statement!(
    KEEP,
    "insert into command (bucket, actor, key, hash, outcome, at) values ($1, $2, $3, $4, $5, $6)"
);
statement!(FORGET, "delete from command where bucket between 0 and 1023 and at < $1");

/// Hash of the content and the kept outcome of a command of `actor`.
pub fn find(tx: &mut Tx<'_>, actor: i64, key: &str) -> Stored<Option<(Vec<u8>, String)>> {
    tx.query_one(FIND, values![bucket_of(actor), actor, key], |row| Ok((row.get(0)?, row.get(1)?)))
}

pub fn keep(tx: &mut Tx<'_>, actor: i64, key: &str, hash: &[u8], outcome: &str, at: Micros) -> Stored<()> {
    let row = values![bucket_of(actor), actor, key, hash.to_vec(), outcome, at];
    match tx.execute(KEEP, row) {
        Ok(_) => Ok(()),
        // The same command committed elsewhere meanwhile: decide again, and find it.
        Err(crate::Problem::Refused(_)) => Err(crate::Problem::Conflict),
        Err(problem) => Err(problem),
    }
}

pub fn forget(tx: &mut Tx<'_>, before: Micros) -> Stored<u64> {
    tx.execute(FORGET, values![before])
}
