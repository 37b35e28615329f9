//! What must hold of who acts for a seller: for a reason, for an hour at most, and nobody for good.

use crate::db::Statement;
use crate::statement;

statement!(
    UNBOUNDED,
    "select count(*), min(id) from stand_in where bucket between 0 and 1023
       and (ends_at <= begun_at or ends_at - begun_at > 3600000000 or length(reason) < 10
         or ended_at < begun_at or ended_at > ends_at)"
);
statement!(
    FOR_GOOD,
    "select count(*), min(user_id) from membership where bucket between 0 and 1023 and role = 'stand_in'"
);

/// Name of each invariant and the statement that counts what breaks it.
pub(super) fn all() -> Vec<(&'static str, &'static Statement)> {
    vec![("stand_in.has_a_reason_and_an_end", UNBOUNDED), ("stand_in.nobody_for_good", FOR_GOOD)]
}
