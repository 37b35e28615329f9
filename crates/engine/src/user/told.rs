//! Tells people by letter what became of their own sign-in, so that who was not it learns of it. No letter has a secret.

use domain::UserId;
use domain::event::EventKind;
use domain::user::SignInNews;
use serde_json::json;

use crate::{Act, Stop};

/// With no more recovery codes than these left, each use is told.
pub(super) const CODES_LOW: i64 = 2;

/// `left` are the recovery codes that are left, where it is about them.
pub(super) fn tell<R>(
    act: &mut Act<'_, '_>,
    user: UserId,
    (news, left): (SignInNews, i64),
) -> Result<(), Stop<R>> {
    // Where they were last is the market that they know.
    let last = store::user::sessions_of(act.tx, user, act.now)?.into_iter().next();
    let known = last.and_then(|session| act.engine.market_at(&session.host)).map(|market| market.id);
    let market = known.or_else(|| act.engine.markets().first().map(|market| market.id));
    let body = json!({ "news": news, "left": left, "market": market });
    act.event(EventKind::SignInChanged, user.get(), &body.to_string());
    Ok(())
}
