//! One sign-in serves all hosts of an operator: a one-time code carries it from host to host. The code works for a
//! minute, once, and only in the browser that asked for it: half of what it is made of stays there as a nonce.

use domain::user::{Secret, SecretKind, User};
use domain::{MINUTE, MarketId, Micros, UserId};

use super::{Place, SignedIn, bring_cart, open_session};
use crate::stop::OrAbsent;
use crate::{Engine, Seen, Stop, secret};

/// A code for another host, where `nonce` waits in a cookie.
pub async fn pass_on(engine: &Engine, user: UserId, nonce: &str, now: Micros) -> Seen<String> {
    let key = secret::random_secret(engine);
    let code = format!("{user}.{key}");
    let hash = joined(&key, nonce);
    engine
        .act(now, move |act| {
            let row = Secret {
                user_id: user,
                hash: hash.clone(),
                kind: SecretKind::SignIn,
                subject: 0,
                expires_at: act.now + MINUTE,
                used_at: None,
            };
            Ok(store::insert(act.tx, &[row])?)
        })
        .await?;
    Ok(code)
}

/// Opens a session on this host with a code of another; absent when it is spent, late, or another browser's.
pub async fn arrive(
    engine: &Engine,
    code: &str,
    nonce: &str,
    place: Place,
    guest: Option<UserId>,
    now: Micros,
) -> Seen<SignedIn> {
    let (user, key) = code.split_once('.').or_absent()?;
    let user: UserId = user.parse().ok().or_absent()?;
    let (hash, session_key) = (joined(key, nonce), secret::random_secret(engine));
    engine
        .act(now, move |act| {
            let used = store::user::use_secret(act.tx, user.bucket(), &hash, act.now)?.or_absent()?;
            let account =
                store::user::user(act.tx, user)?.filter(|user| !User::is_guest(user)).or_absent()?;
            if used.kind != SecretKind::SignIn || used.user_id != account.id {
                return Err(Stop::Absent);
            }
            if let Some(guest) = guest.filter(|guest| *guest != user) {
                bring_cart(act, guest, user)?;
            }
            open_session(act, (user, None), &place, &session_key)
        })
        .await
}

fn joined(key: &str, nonce: &str) -> Vec<u8> {
    secret::hash(&format!("{key}.{nonce}"))
}

/// Other markets of the same operator: where one may be signed in already.
pub fn sister_markets(engine: &Engine, market: MarketId) -> Vec<domain::market::Market> {
    let Some(own) = engine.market(market) else { return Vec::new() };
    let all = engine.markets();
    all.iter().filter(|other| other.operator == own.operator && other.id != own.id).cloned().collect()
}
