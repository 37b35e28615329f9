//! What users change of themselves, and what they claim that they bought as guests.

use super::SignUpRefusal;
use domain::address::Address;
use domain::audit::{Deed, Origin};
use domain::event::EventKind;
use domain::user::{NAME_LETTERS_MAX, PasswordRefusal, SignInNews, User, check_password};
use domain::{Micros, PurchaseId, SessionId, UserId};

use serde_json::json;

use crate::stop::{OrAbsent, OrRefuse};
use crate::{Engine, Seen, Stop, Widen, secret};

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordChangeRefusal {
    #[error("sign_in.wrong")]
    Wrong,
    #[error("{0}")]
    Password(#[from] PasswordRefusal),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClaimRefusal {
    #[error("claim.not_proved")]
    NotProved,
    #[error("claim.other_address")]
    OtherAddress,
}

/// Gives a guest's purchase to an account. The link's secret shows who holds it; the account's address, proved by
/// mail, must be the one the purchase was made with.
pub async fn claim(
    engine: &Engine,
    user: UserId,
    purchase: PurchaseId,
    key: String,
    now: Micros,
) -> Result<(), Stop<ClaimRefusal>> {
    let hash = secret::hash(&key);
    engine
        .act(now, move |act| {
            let found = store::purchase::purchase(act.tx, purchase)?.or_absent()?;
            let guest = store::user::user(act.tx, found.user_id)?.filter(User::is_guest).or_absent()?;
            if !secret::same(&found.secret_hash, &hash) {
                return Err(Stop::Absent);
            }
            let account = store::user::user(act.tx, user)?.or_absent()?;
            if account.verified_at.is_none() {
                return Err(Stop::Refused(ClaimRefusal::NotProved));
            }
            if account.email.as_deref() != Some(found.email.as_str()) {
                return Err(Stop::Refused(ClaimRefusal::OtherAddress));
            }
            store::purchase::give(act.tx, std::slice::from_ref(&found), user)?;
            let orders: Vec<_> =
                store::purchase::parts(act.tx, &[purchase])?.iter().map(|part| part.order_id).collect();
            let placed: Vec<_> =
                store::order::orders(act.tx, &orders)?.iter().map(|order| order.id).collect();
            store::order::give(act.tx, &placed, user)?;
            let of_guest: Vec<_> = placed.iter().map(|order| (guest.id, *order)).collect();
            store::purchase::drop_my_orders(act.tx, &of_guest)?;
            for order in placed {
                act.event(EventKind::OrderChanged, order.get(), "");
            }
            Ok(())
        })
        .await
}

pub async fn change_name(
    engine: &Engine,
    user: UserId,
    name: String,
    now: Micros,
) -> Result<(), Stop<SignUpRefusal>> {
    let name = name.trim().to_owned();
    if name.is_empty() || name.chars().count() > NAME_LETTERS_MAX {
        return Err(Stop::Refused(SignUpRefusal::NameMissing));
    }
    engine
        .act(now, move |act| {
            let mut row = store::user::user(act.tx, user)?.or_absent()?;
            row.name.clone_from(&name);
            Ok(store::save(act.tx, &[row])?)
        })
        .await
}

/// Sets another password; all other sessions end.
pub async fn change_password(
    engine: &Engine,
    user: UserId,
    (session, origin): (SessionId, Origin),
    old: String,
    new: String,
    now: Micros,
) -> Result<(), Stop<PasswordChangeRefusal>> {
    let row = engine.read(move |tx| store::user::user(tx, user)?.or_absent()).await.widen()?;
    if !secret::password_fits(engine, old, row.password_hash.clone()).await.widen()? {
        return Err(Stop::Refused(PasswordChangeRefusal::Wrong));
    }
    check_password(&new, row.email.as_deref().unwrap_or_default()).or_refuse()?;
    let password_hash = secret::hash_password(engine, new).await.widen()?;
    engine
        .act(now, move |act| {
            let mut row = store::user::user(act.tx, user)?.or_absent()?;
            row.password_hash = Some(password_hash.clone());
            store::save(act.tx, &[row])?;
            super::end_others(act, user, (Some(session), &origin))?;
            super::note(act, (user, &origin), Deed::PasswordSet, json!({ "by": "password" }))?;
            super::told::tell(act, user, (SignInNews::PasswordSet, 0))
        })
        .await
}

pub async fn addresses(engine: &Engine, user: UserId) -> Seen<Vec<Address>> {
    engine.read(move |tx| Ok(store::user::addresses(tx, user)?)).await
}

/// Keeps the language of a user's mails.
pub async fn change_language(engine: &Engine, user: UserId, language: String, now: Micros) -> Seen<()> {
    engine
        .act(now, move |act| {
            let mut row = store::user::user(act.tx, user)?.or_absent()?;
            row.language.clone_from(&language);
            Ok(store::save(act.tx, &[row])?)
        })
        .await
}
