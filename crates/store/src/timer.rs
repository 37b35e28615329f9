//! Timers: durable rows that are due at a time.

use domain::event::{Timer, TimerKind};
use domain::{Code, Micros, bucket_of};

use crate::db::{Col, Record, Stored, Tx};
use crate::{record, statement, values};

record!(Timer as TIMERS in "timer", bucket |timer| bucket_of(timer.subject), keys [subject, kind], {
    subject: i, kind: t, due_at: i
});

statement!(
    SET,
    "insert into timer (bucket, subject, kind, due_at)
     select * from {rows v: bucket i, subject i, kind t, due_at i}
     where true on conflict (bucket, subject, kind) do update set due_at = excluded.due_at"
);
statement!(
    DROP,
    "{pg:delete from timer using {rows v: bucket i, subject i, kind t}
       where timer.bucket = v.bucket and timer.subject = v.subject and timer.kind = v.kind}
     {lite:delete from timer where bucket = $1 and subject = $2 and kind = $3}"
);
statement!(TAKE, "delete from timer where bucket = $1 and subject = $2 and kind = $3 and due_at <= $4");
statement!(
    DUE,
    "select {columns timer} from timer where bucket {in 1} and due_at <= $2 order by due_at, subject limit $3"
);
statement!(
    DUE_IN_TURN,
    "select {columns timer} from timer where bucket {in 1} and due_at <= $2
     order by {pg:bucket, due_at}{lite:due_at, bucket}, subject limit $3"
);
statement!(DUE_AT, "select due_at from timer where bucket = $1 and subject = $2 and kind = $3");
statement!(NEXT_DUE, "select min(due_at) from timer where bucket between 0 and 1023");

/// Sets or moves timers.
pub fn set(tx: &mut Tx<'_>, timers: &[Timer]) -> Stored<()> {
    tx.put_any(SET, Timer::columns(timers))
}

pub fn drop(tx: &mut Tx<'_>, timers: &[(i64, TimerKind)]) -> Stored<()> {
    let columns = [
        Col::gather(timers.iter(), |(subject, _)| bucket_of(*subject)),
        Col::gather(timers.iter(), |(subject, _)| *subject),
        Col::gather(timers.iter(), |(_, kind)| *kind),
    ];
    tx.put_any(DROP, columns)
}

/// Takes a due timer in the transaction of its act; false when somebody else has fired or moved it.
pub fn take(tx: &mut Tx<'_>, timer: &Timer, now: Micros) -> Stored<bool> {
    let key = values![bucket_of(timer.subject), timer.subject, timer.kind.code(), now];
    Ok(tx.execute(TAKE, key)? == 1)
}

/// Timers due at `now` in some buckets, the oldest first.
pub fn due(tx: &mut Tx<'_>, buckets: Vec<i64>, now: Micros, most: i64) -> Stored<Vec<Timer>> {
    tx.query(DUE, values![buckets, now, most], Timer::from_row)
}

/// Timers due at `now`, in the order in which the database finds them, in each bucket the oldest first: costs the same
/// however many are due.
pub fn due_in_turn(tx: &mut Tx<'_>, buckets: Vec<i64>, now: Micros, most: i64) -> Stored<Vec<Timer>> {
    tx.query(DUE_IN_TURN, values![buckets, now, most], Timer::from_row)
}

/// When a timer is due, if it is set.
pub fn due_at(tx: &mut Tx<'_>, subject: i64, kind: TimerKind) -> Stored<Option<Micros>> {
    tx.query_one(DUE_AT, values![bucket_of(subject), subject, kind.code()], |row| row.get(0))
}

/// When the next timer of all is due.
pub fn next_due(tx: &mut Tx<'_>) -> Stored<Option<Micros>> {
    Ok(tx.query_one(NEXT_DUE, &[], |row| row.get::<Option<i64>>(0))?.flatten())
}
