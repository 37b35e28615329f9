//! The letter about one's own sign-in: what changed, when, and what to do if it was somebody else.

use domain::event::Event;
use domain::user::SignInNews;
use domain::{MarketId, UserId};
use store::Tx;

use super::facts::reader;
use super::{Facts, Tells};
use crate::stop::OrAbsent;
use crate::{Engine, Seen, Stop};

#[derive(serde::Deserialize)]
struct Body {
    news: SignInNews,
    left: i64,
    market: Option<MarketId>,
}

pub(super) fn changed(tx: &mut Tx<'_>, engine: &Engine, event: &Event) -> Seen<Vec<Facts>> {
    let body: Body = serde_json::from_str(&event.body).map_err(|error| Stop::fault(error.to_string()))?;
    let user = store::user::user(tx, UserId::from_raw(event.subject))?.or_absent()?;
    let Some(email) = user.email else { return Ok(Vec::new()) };
    let reader = reader(engine, body.market.or_absent()?, &email, &user.name, &user.language)?;
    let page = if body.news == SignInNews::CodesLow { "account/second-step" } else { "password/forgotten" };
    let link = format!("{}/{page}", reader.host_url);
    let tells = Tells::SignIn { link, news: body.news, left: body.left, at: event.at };
    Ok(vec![Facts { reader, tells }])
}
