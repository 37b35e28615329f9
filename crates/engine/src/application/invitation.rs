//! Codes that let applicants in where the door is opened by invitation. A code is shown once; its hash is kept.

use domain::application::ApplicationRefusal;
use domain::audit::{About, Deed};
use domain::permission::Permission;
use domain::{DAY, MarketId, Micros};
use serde_json::json;
use store::application::Invitation;

use super::Outcome;
use crate::{Act, Engine, OperatorMember, Seen, Stop, secret};

pub const NOTE_LETTERS_MAX: usize = 120;
const LISTED_MAX: i64 = 200;
pub const USES_MAX: i64 = 1_000;
pub const DAYS_MAX: i64 = 365;

#[derive(Debug, Clone)]
pub struct NewInvitation {
    /// For whom, in the operator's words.
    pub note: String,
    pub uses: i64,
    pub days: i64,
}

/// Makes a code and answers it: nobody can read it again.
pub async fn invite(
    engine: &Engine,
    member: &OperatorMember,
    market: MarketId,
    form: NewInvitation,
    now: Micros,
) -> Seen<String> {
    member.may(Permission::ApplicationsRule)?;
    crate::market::own_market(engine, member, market)?;
    let code = data_encoding::BASE32_DNSCURVE.encode(&engine.random::<10>());
    let row = Invitation {
        market,
        hash: secret::hash(&code),
        note: form.note.trim().chars().take(NOTE_LETTERS_MAX).collect(),
        made_by: member.name.clone(),
        made_at: now,
        expires_at: now + form.days.clamp(1, DAYS_MAX) * DAY,
        uses_left: form.uses.clamp(1, USES_MAX),
        version: 0,
    };
    let doer = member.doer();
    engine
        .act(now, move |act| {
            let what = (json!(null), json!({ "for": row.note, "uses": row.uses_left }));
            act.audit(&doer, Deed::InvitationMade, About::Market(market), market, what);
            Ok(store::insert(act.tx, std::slice::from_ref(&row))?)
        })
        .await?;
    Ok(code)
}

/// The codes of a market that have not expired.
pub async fn invitations(
    engine: &Engine,
    member: &OperatorMember,
    market: MarketId,
    now: Micros,
) -> Seen<Vec<Invitation>> {
    member.may(Permission::ApplicationsRead)?;
    crate::market::own_market(engine, member, market)?;
    engine.read(move |tx| Ok(store::application::invitations(tx, market, now, LISTED_MAX)?)).await
}

/// Takes one use of a code. Two at once: the row's version lets one of them try again.
pub(super) fn use_up(act: &mut Act<'_, '_>, market: MarketId, code: &str) -> Outcome {
    let hash = secret::hash(code.trim().to_lowercase().as_str());
    let found = store::application::invitation(act.tx, market, hash)?;
    let fits = |row: &Invitation| row.uses_left > 0 && row.expires_at > act.now;
    let Some(mut row) = found.filter(fits) else {
        return Err(Stop::Refused(ApplicationRefusal::InvitationNeeded));
    };
    row.uses_left -= 1;
    Ok(store::save(act.tx, &[row])?)
}
