//! Secrets sent by mail: proving an address, setting a new password.

use super::{Entry, Place, enter, find_by_email};
use domain::address::email;
use domain::audit::Deed;
use domain::event::EventKind;
use domain::user::{PasswordRefusal, Secret, SecretKind, SignInNews, check_password};
use domain::{DAY, MINUTE, MarketId, Micros, UserId};

use serde_json::json;

use crate::stop::{OrAbsent, OrRefuse};
use crate::{Act, Engine, Seen, Stop, Widen, secret};

const RESET_MINUTES: i64 = 60;

const VERIFY_DAYS: i64 = 7;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ResetRefusal {
    #[error("reset.stale")]
    Stale,
    #[error("{0}")]
    Password(#[from] PasswordRefusal),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VerifyRefusal {
    #[error("verify.stale")]
    Stale,
}

/// Writes a secret for a mail. The secret itself travels in the event's body, which only the mail worker reads.
pub(super) fn ask_secret<R>(
    act: &mut Act<'_, '_>,
    user: UserId,
    kind: SecretKind,
    market: Option<MarketId>,
) -> Result<(), Stop<R>> {
    let key = secret::random_secret(act.engine);
    let lasts = match kind {
        SecretKind::Reset => RESET_MINUTES * MINUTE,
        _ => VERIFY_DAYS * DAY,
    };
    let row = Secret {
        user_id: user,
        hash: secret::hash(&key),
        kind,
        subject: 0,
        expires_at: act.now + lasts,
        used_at: None,
    };
    store::insert(act.tx, &[row])?;
    let market = market.or_else(|| act.engine.markets().first().map(|market| market.id));
    let token = format!("{user}.{key}");
    let body = serde_json::json!({ "kind": kind, "token": token, "market": market }).to_string();
    act.event(EventKind::SecretAsked, user.get(), &body);
    Ok(())
}

/// Sends a link to set a new password, if the address is known. The answer is the same in either case.
pub async fn ask_reset(engine: &Engine, address: String, market: MarketId, now: Micros) -> Seen<()> {
    let Some(user) = find_by_email(engine, email(&address).unwrap_or_default()).await? else { return Ok(()) };
    engine.act(now, move |act| ask_secret(act, user.id, SecretKind::Reset, Some(market))).await
}

pub async fn ask_verify(engine: &Engine, user: UserId, market: MarketId, now: Micros) -> Seen<()> {
    engine.act(now, move |act| ask_secret(act, user, SecretKind::Verify, Some(market))).await
}

pub(super) fn read_token(token: &str) -> Option<(UserId, Vec<u8>)> {
    let (user, key) = token.split_once('.')?;
    Some((user.parse().ok()?, secret::hash(key)))
}

/// Sets a new password by a mailed secret. All other sessions end. A letter is no second step: a code is still asked for.
pub async fn reset(
    engine: &Engine,
    token: String,
    password: String,
    place: Place,
    now: Micros,
) -> Result<Entry, Stop<ResetRefusal>> {
    let (user, hash) = read_token(&token).ok_or(Stop::Refused(ResetRefusal::Stale))?;
    check_password(&password, "").or_refuse()?;
    let password_hash = secret::hash_password(engine, password).await.widen()?;
    let key = secret::random_secret(engine);
    engine
        .act(now, move |act| {
            let used = store::user::use_secret(act.tx, user.bucket(), &hash, act.now)?;
            let fits = used.is_some_and(|used| used.kind == SecretKind::Reset && used.user_id == user);
            if !fits {
                return Err(Stop::Refused(ResetRefusal::Stale));
            }
            let mut row = store::user::user(act.tx, user)?.or_absent()?;
            row.password_hash = Some(password_hash.clone());
            // Who reads the mail of an address has proved it.
            row.verified_at = row.verified_at.or(Some(act.now));
            store::save(act.tx, &[row])?;
            super::end_others(act, user, (None, &place.origin))?;
            super::note(act, (user, &place.origin), Deed::PasswordSet, json!({ "by": "letter" }))?;
            super::told::tell(act, user, (SignInNews::PasswordSet, 0))?;
            enter(act, user, (&place, None), &key)
        })
        .await
}

/// Proves an address by a mailed secret, and gives its guests' purchases to the account.
pub async fn verify(engine: &Engine, token: String, now: Micros) -> Result<UserId, Stop<VerifyRefusal>> {
    let (user, hash) = read_token(&token).ok_or(Stop::Refused(VerifyRefusal::Stale))?;
    engine
        .act(now, move |act| {
            let used = store::user::use_secret(act.tx, user.bucket(), &hash, act.now)?;
            let fits = used.is_some_and(|used| used.kind == SecretKind::Verify && used.user_id == user);
            if !fits {
                return Err(Stop::Refused(VerifyRefusal::Stale));
            }
            let mut row = store::user::user(act.tx, user)?.or_absent()?;
            row.verified_at = Some(act.now);
            store::save(act.tx, &[row])?;
            Ok(user)
        })
        .await
}
