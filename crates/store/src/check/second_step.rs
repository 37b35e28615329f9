//! What must hold of second steps: who is asked for a code has a secret to make one of, and the other way round.

use crate::db::Statement;
use crate::statement;

statement!(
    STEPS_OFF,
    "select count(*), min(u.id) from users u
       left join second_step s on s.bucket = u.bucket and s.user_id = u.id
     where u.bucket between 0 and 1023 and ((u.second_step_at is not null and s.confirmed_at is null)
       or (u.second_step_at is null and s.confirmed_at is not null))"
);
statement!(
    CODES_OFF,
    "select count(*), min(c.user_id) from recovery_code c
       left join users u on u.bucket = c.bucket and u.id = c.user_id
     where c.bucket between 0 and 1023 and u.second_step_at is null"
);

/// Name of each invariant and the statement that counts what breaks it.
pub(super) fn all() -> Vec<(&'static str, &'static Statement)> {
    vec![
        ("sign_in.asked_for_what_there_is", STEPS_OFF),
        ("sign_in.recovery_codes_of_a_second_step", CODES_OFF),
    ]
}
