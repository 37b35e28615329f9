//! What a caller's command did, so that the same id gives the same answer.

use domain::{Micros, bucket_of};

use crate::db::{Col, Record, Stored, Tx};
use crate::{record, statement, values};

record!(Kept as COMMANDS in "command", bucket |kept| bucket_of(kept.actor), keys [actor, key], {
    actor: i, key: t, hash: x, outcome: t, at: i
});

statement!(
    FIND,
    "{pg:select {columns command command} from {rows v: bucket i, who i, name t} join command
       on command.bucket = v.bucket and command.actor = v.who and command.key = v.name}
     {lite:select {columns command} from command where bucket = $1 and actor = $2 and key = $3}
     order by command.actor, command.key"
);
statement!(FORGET, "delete from command where bucket {in 1} and at < $2");

/// A command that was done: its caller's id, the hash of its content, what it answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub actor: i64,
    pub key: String,
    pub hash: Vec<u8>,
    pub outcome: String,
    pub at: Micros,
}

/// Those that were done of some commands, given by actor and caller's id.
pub fn find(tx: &mut Tx<'_>, wanted: &[(i64, &str)]) -> Stored<Vec<Kept>> {
    let columns = [
        Col::gather(wanted.iter(), |(actor, _)| bucket_of(*actor)),
        Col::gather(wanted.iter(), |(actor, _)| *actor),
        Col::gather(wanted.iter(), |(_, key)| (*key).to_owned()),
    ];
    tx.query_rows(FIND, &columns, Kept::from_row)
}

pub fn keep(tx: &mut Tx<'_>, done: &[Kept]) -> Stored<()> {
    crate::insert(tx, done).map_err(crate::Problem::taken_meanwhile)
}

/// Drops what a lane's callers did before a moment.
pub fn forget(tx: &mut Tx<'_>, lane: i64, before: Micros) -> Stored<u64> {
    tx.execute(FORGET, values![crate::event::buckets_of(&[lane]), before])
}
