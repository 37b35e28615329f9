//! Users, their sessions, secrets, addresses, memberships; and claims on texts that are unique everywhere.

use domain::address::Address;
use domain::seller::{MemberOf, Membership};
use domain::user::{Secret, Session, User};
use domain::{MarketId, Micros, SessionId, UserId, bucket_of_text};

use crate::db::{Problem, Record, Stored, Tx};
use crate::{record, statement, values};

record!(User as USERS in "users", bucket |user| user.id.bucket(), keys [id], {
    id: i, email: ot, name: t, password_hash: ot, language: t, verified_at: oi, second_step_at: oi,
    created_at: i, version: i
});
record!(Session as SESSIONS in "session", bucket |session| session.id.bucket(), keys [id], {
    id: i, user_id: i, secret_hash: x, host: t, agent: t, created_at: i, seen_at: i, expires_at: i, ended_at: oi,
    proved_at: oi
});
record!(Secret as SECRETS in "secret", bucket |secret| secret.user_id.bucket(), keys [hash], {
    hash: x, user_id: i, kind: t, subject: i, expires_at: i, used_at: oi
});
record!(Membership as MEMBERSHIPS in "membership", bucket |member| member.user_id.bucket(), keys [user_id, member_of, subject], {
    user_id: i, member_of: t, subject: i, role: t, since: i
});

statement!(SESSION, "select {columns session} from session where bucket = $1 and id = $2");
statement!(
    /// Who holds a session, as each request asks: with the pieces in the cart that they have on a market.
    HOLDER,
    "select {columns session session}, {columns users users},
       (select cast(coalesce(sum(cart_line.quantity), 0) as bigint) from cart_line where cart_line.bucket = $1
          and cart_line.user_id = session.user_id and cart_line.market = $3)
     from session join users on users.bucket = session.bucket and users.id = session.user_id
     where session.bucket = $1 and session.id = $2"
);
statement!(
    SESSIONS_OF,
    "select {columns session} from session where bucket = $1 and user_id = $2 and ended_at is null and expires_at > $3
     order by seen_at desc limit 100"
);
statement!(
    SEEN,
    "update session set seen_at = $3, expires_at = $4 where bucket = $1 and id = $2 and ended_at is null"
);
statement!(
    PROVE,
    "update session set proved_at = $3 where bucket = $1 and id = $2 and user_id = $4 and ended_at is null"
);
statement!(
    END,
    "update session set ended_at = $3 where bucket = $1 and user_id = $2 and id = $4 and ended_at is null"
);
statement!(
    END_OTHERS,
    "update session set ended_at = $3 where bucket = $1 and user_id = $2 and id <> $4 and ended_at is null"
);
statement!(SECRET, "select {columns secret} from secret where bucket = $1 and hash = $2");
statement!(
    USE_SECRET,
    "update secret set used_at = $3 where bucket = $1 and hash = $2 and used_at is null and expires_at > $3"
);
statement!(
    MEMBERSHIPS_OF,
    "select {columns membership} from membership where bucket = $1 and user_id = $2 order by since"
);
record!(KeptAddress as ADDRESSES in "user_address", bucket |address| address.user_id.bucket(), keys [user_id, ordinal], {
    user_id: i, ordinal: i, body: t
});

statement!(CLAIM, "insert into claim (bucket, kind, text, owner, at) values ($1, $2, $3, $4, $5)");
statement!(CLAIMED, "select owner from claim where bucket = $1 and kind = $2 and text = $3");
statement!(UNCLAIM, "delete from claim where bucket = $1 and kind = $2 and text = $3 and owner = $4");

pub fn user(tx: &mut Tx<'_>, id: UserId) -> Stored<Option<User>> {
    Ok(users(tx, &[id])?.pop())
}

pub fn users(tx: &mut Tx<'_>, ids: &[UserId]) -> Stored<Vec<User>> {
    crate::load(tx, ids.iter().map(|id| (id.bucket(), id.get())))
}

pub fn session(tx: &mut Tx<'_>, id: SessionId) -> Stored<Option<Session>> {
    tx.query_one(SESSION, values![id.bucket(), id], Session::from_row)
}

/// Who holds a session, and the pieces in the cart that they have on a market.
#[derive(Debug, Clone)]
pub struct Holder {
    pub session: Session,
    pub user: User,
    pub pieces: i64,
}

pub fn holder(tx: &mut Tx<'_>, id: SessionId, market: MarketId) -> Stored<Option<Holder>> {
    let (user_at, pieces_at) = (Session::width(), Session::width() + User::width());
    tx.query_one(HOLDER, values![id.bucket(), id, market], |row| {
        Ok(Holder {
            session: Session::from_row(row)?,
            user: User::from_cells(row, user_at)?,
            pieces: row.get(pieces_at)?,
        })
    })
}

/// A user's open sessions, the latest seen first.
pub fn sessions_of(tx: &mut Tx<'_>, user: UserId, now: Micros) -> Stored<Vec<Session>> {
    tx.query(SESSIONS_OF, values![user.bucket(), user, now], Session::from_row)
}

pub fn touch_session(tx: &mut Tx<'_>, id: SessionId, now: Micros, expires_at: Micros) -> Stored<()> {
    tx.change(SEEN, values![id.bucket(), id, now, expires_at])
}

/// Who sits at a session of that user was proved; false when it is not theirs or has ended.
pub fn prove_session(tx: &mut Tx<'_>, user: UserId, id: SessionId, now: Micros) -> Stored<bool> {
    Ok(tx.execute(PROVE, values![id.bucket(), id, now, user])? == 1)
}

/// Ends a session of that user; false when it is not theirs or has ended.
pub fn end_session(tx: &mut Tx<'_>, user: UserId, id: SessionId, now: Micros) -> Stored<bool> {
    Ok(tx.execute(END, values![user.bucket(), user, now, id])? == 1)
}

/// Ends all sessions of a user but one.
pub fn end_other_sessions(tx: &mut Tx<'_>, user: UserId, keep: i64, now: Micros) -> Stored<u64> {
    tx.execute(END_OTHERS, values![user.bucket(), user, now, keep])
}

/// Spends a secret; its row, if it was there, unspent and in time.
pub fn use_secret(tx: &mut Tx<'_>, bucket: i64, hash: &[u8], now: Micros) -> Stored<Option<Secret>> {
    if tx.execute(USE_SECRET, values![bucket, hash.to_vec(), now])? == 0 {
        return Ok(None);
    }
    secret(tx, bucket, hash)
}

pub fn secret(tx: &mut Tx<'_>, bucket: i64, hash: &[u8]) -> Stored<Option<Secret>> {
    tx.query_one(SECRET, values![bucket, hash.to_vec()], Secret::from_row)
}

pub fn memberships(tx: &mut Tx<'_>, user: UserId) -> Stored<Vec<Membership>> {
    tx.query(MEMBERSHIPS_OF, values![user.bucket(), user], Membership::from_row)
}

pub fn is_member(tx: &mut Tx<'_>, user: UserId, of: MemberOf, subject: i64) -> Stored<bool> {
    Ok(memberships(tx, user)?.iter().any(|member| member.member_of == of && member.subject == subject))
}

/// An address that a user once gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAddress {
    pub user_id: UserId,
    pub ordinal: i64,
    pub body: Address,
}

/// Addresses kept for one user; more are not.
const ADDRESSES_MAX: i64 = 20;

pub fn addresses(tx: &mut Tx<'_>, user: UserId) -> Stored<Vec<Address>> {
    let kept: Vec<KeptAddress> = crate::load(tx, [(user.bucket(), user.get())])?;
    Ok(kept.into_iter().map(|kept| kept.body).collect())
}

/// Keeps addresses that their users do not have already. Each user once.
pub fn keep_addresses(tx: &mut Tx<'_>, given: &[(UserId, &Address)]) -> Stored<()> {
    let known: Vec<KeptAddress> = crate::load(tx, given.iter().map(|(user, _)| (user.bucket(), user.get())))?;
    let mut fresh = Vec::new();
    for (user, address) in given {
        let own = || known.iter().filter(|kept| kept.user_id == *user);
        let ordinal = own().map(|kept| kept.ordinal).max().unwrap_or(0) + 1;
        if ordinal <= ADDRESSES_MAX && own().all(|kept| kept.body != **address) {
            fresh.push(KeptAddress { user_id: *user, ordinal, body: (*address).clone() });
        }
    }
    crate::insert(tx, &fresh)
}

/// Claims a text for an owner; false when somebody has it.
pub fn claim(tx: &mut Tx<'_>, kind: &str, text: &str, owner: i64, at: Micros) -> Stored<bool> {
    if claimed(tx, kind, text)?.is_some() {
        return Ok(false);
    }
    let claimed = tx.execute(CLAIM, values![claim_bucket(kind, text), kind, text, owner, at]);
    claimed.map(|_| true).map_err(Problem::taken_meanwhile)
}

pub fn claimed(tx: &mut Tx<'_>, kind: &str, text: &str) -> Stored<Option<i64>> {
    tx.query_one(CLAIMED, values![claim_bucket(kind, text), kind, text], |row| row.get(0))
}

pub fn unclaim(tx: &mut Tx<'_>, kind: &str, text: &str, owner: i64) -> Stored<()> {
    tx.change(UNCLAIM, values![claim_bucket(kind, text), kind, text, owner])
}

fn claim_bucket(kind: &str, text: &str) -> i64 {
    bucket_of_text(&format!("{kind}:{text}"))
}
