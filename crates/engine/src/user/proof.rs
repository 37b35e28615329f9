//! Proves anew who sits at a browser, before money, people or personal data are touched: by password, and by a code where
//! one is asked for at sign-in. Nothing else of the session changes.

use domain::audit::{Deed, Origin};
use domain::second_step::SecondStepRefusal;
use domain::{Micros, SessionId, UserId};
use serde_json::json;

use super::second_step;
use crate::stop::OrAbsent;
use crate::{Engine, Never, Seen, Stop, Widen, secret};

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofRefusal {
    #[error("proof.wrong")]
    Wrong,
    /// Of the second step.
    #[error("{0}")]
    Code(SecondStepRefusal),
}

/// What somebody typed to show that it is them.
#[derive(Clone)]
pub struct Shown {
    pub password: String,
    /// Empty where no second step is set up.
    pub code: String,
}

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shown(…)")
    }
}

/// The session counts as proved from now on, for some minutes.
pub async fn prove(
    engine: &Engine,
    (user, session): (UserId, SessionId),
    shown: Shown,
    origin: Origin,
    now: Micros,
) -> Result<(), Stop<ProofRefusal>> {
    if !knows(engine, user, shown.password.clone()).await.widen()? {
        return Err(Stop::Refused(ProofRefusal::Wrong));
    }
    let done: Seen<Result<(), SecondStepRefusal>> = engine
        .act(now, move |act| {
            let has_step = store::user::user(act.tx, user)?.or_absent()?.second_step_at.is_some();
            if has_step && let Err(refusal) = second_step::take::<Never>(act, (user, &origin), &shown.code)? {
                return Ok(Err(refusal));
            }
            store::user::prove_session(act.tx, user, session, act.now)?.then_some(()).or_absent()?;
            let by = if has_step { "password and code" } else { "password" };
            super::note(act, (user, &origin), Deed::ProofGiven, json!({ "by": by }))?;
            Ok(Ok(()))
        })
        .await;
    done.widen()?.map_err(|refusal| Stop::Refused(ProofRefusal::Code(refusal)))
}

/// Whether it is their password.
pub(super) async fn knows(engine: &Engine, user: UserId, password: String) -> Seen<bool> {
    let row = engine.read(move |tx| store::user::user(tx, user)?.or_absent()).await?;
    secret::password_fits(engine, password, row.password_hash).await
}
