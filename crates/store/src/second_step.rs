//! Second steps of signing in and their recovery codes, in the person's bucket.

use domain::second_step::{RecoveryCode, SecondStep};
use domain::{Micros, UserId};

use crate::db::{Stored, Tx};
use crate::{record, statement, values};

record!(SecondStep as STEPS in "second_step", bucket |step| step.user_id.bucket(), keys [user_id], {
    user_id: i, sealed: x, wrapped_key: x, begun_at: i, confirmed_at: oi, last_step: i, wrong: i, wrong_at: oi,
    version: i
});
record!(RecoveryCode as CODES in "recovery_code", bucket |code| code.user_id.bucket(), keys [user_id, hash], {
    user_id: i, hash: x, used_at: oi
});

statement!(
    USE_CODE,
    "update recovery_code set used_at = $4 where bucket = $1 and user_id = $2 and hash = $3 and used_at is null"
);
statement!(
    CODES_LEFT,
    "select count(*) from recovery_code where bucket = $1 and user_id = $2 and used_at is null"
);
statement!(DROP_STEP, "delete from second_step where bucket = $1 and user_id = $2");
statement!(DROP_CODES, "delete from recovery_code where bucket = $1 and user_id = $2");

pub fn of_user(tx: &mut Tx<'_>, user: UserId) -> Stored<Option<SecondStep>> {
    Ok(crate::load(tx, [(user.bucket(), user.get())])?.pop())
}

/// Spends a recovery code; false for one that is not there or was spent.
pub fn use_code(tx: &mut Tx<'_>, user: UserId, hash: &[u8], now: Micros) -> Stored<bool> {
    Ok(tx.execute(USE_CODE, values![user.bucket(), user, hash.to_vec(), now])? == 1)
}

pub fn codes_left(tx: &mut Tx<'_>, user: UserId) -> Stored<i64> {
    Ok(tx.query_one(CODES_LEFT, values![user.bucket(), user], |row| row.get(0))?.unwrap_or_default())
}

/// Puts new recovery codes in the place of the old ones.
pub fn replace_codes(tx: &mut Tx<'_>, user: UserId, hashes: Vec<Vec<u8>>) -> Stored<()> {
    drop_codes(tx, user)?;
    let code = |hash| RecoveryCode { user_id: user, hash, used_at: None };
    crate::insert(tx, &hashes.into_iter().map(code).collect::<Vec<_>>())
}

pub fn drop_codes(tx: &mut Tx<'_>, user: UserId) -> Stored<()> {
    tx.change(DROP_CODES, values![user.bucket(), user])
}

/// Takes the step itself away; its codes stay until they are dropped.
pub fn drop_step(tx: &mut Tx<'_>, user: UserId) -> Stored<()> {
    tx.change(DROP_STEP, values![user.bucket(), user])
}
