//! Proves anew who sits at a browser, before money, people or personal data are touched. Nothing else of the session
//! changes.

use domain::audit::{Deed, Origin};
use domain::{Micros, SessionId, UserId};
use serde_json::json;

use crate::stop::OrAbsent;
use crate::{Engine, Stop, Widen, secret};

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofRefusal {
    #[error("proof.wrong")]
    Wrong,
}

/// The session counts as proved from now on, for some minutes.
pub async fn prove(
    engine: &Engine,
    (user, session): (UserId, SessionId),
    password: String,
    origin: Origin,
    now: Micros,
) -> Result<(), Stop<ProofRefusal>> {
    let row = engine.read(move |tx| store::user::user(tx, user)?.or_absent()).await.widen()?;
    if !secret::password_fits(engine, password, row.password_hash).await.widen()? {
        return Err(Stop::Refused(ProofRefusal::Wrong));
    }
    engine
        .act(now, move |act| {
            store::user::prove_session(act.tx, user, session, act.now)?.then_some(()).or_absent()?;
            super::note(act, (user, &origin), Deed::ProofGiven, json!({ "by": "password" }))
        })
        .await
}
