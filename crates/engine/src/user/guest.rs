//! Guests: users without a password, and the secret links by which they come back.

use domain::user::User;
use domain::{Micros, PurchaseId, UserId};

use super::{Place, SignedIn, new_session};
use crate::stop::OrAbsent;
use crate::{Act, Engine, Seen, Stop, secret};

/// A guest: a user without a password, made at the first thing put into a cart.
pub async fn guest(engine: &Engine, place: Place, language: String, now: Micros) -> Seen<SignedIn> {
    let (bucket, key) = (engine.random_bucket(), secret::random_secret(engine));
    engine
        .act(now, move |act| {
            let id = UserId::from_raw(act.mint(bucket));
            new_guest(act, id, (&place, &key), &language)
        })
        .await
}

/// A stranger becomes a guest, with a session, in an act that needs one.
pub(crate) fn new_guest<R>(
    act: &mut Act<'_, '_>,
    id: UserId,
    (place, key): (&Place, &str),
    language: &str,
) -> Result<SignedIn, Stop<R>> {
    let user = User {
        id,
        email: None,
        name: String::new(),
        password_hash: None,
        language: language.to_owned(),
        verified_at: None,
        second_step_at: None,
        created_at: act.now,
        version: 0,
    };
    store::insert(act.tx, &[user])?;
    new_session(act, (id, None), place, key)
}

/// The secret link of a guest's mail opens a session as that guest; absent once the purchase was claimed.
pub async fn open_link(
    engine: &Engine,
    purchase: PurchaseId,
    key: String,
    place: Place,
    now: Micros,
) -> Seen<SignedIn> {
    let hash = secret::hash(&key);
    let user = engine
        .read(move |tx| {
            let found = store::purchase::purchase(tx, purchase)?.or_absent()?;
            let user = store::user::user(tx, found.user_id)?.or_absent()?;
            let fits = secret::same(&found.secret_hash, &hash) && user.is_guest();
            fits.then_some(user.id).or_absent()
        })
        .await?;
    let session_key = secret::random_secret(engine);
    engine.act(now, move |act| new_session(act, (user, None), &place, &session_key)).await
}
