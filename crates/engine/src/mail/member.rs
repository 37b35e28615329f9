//! The letter that asks somebody to become a member, to an address that may have no account yet.

use domain::event::Event;
use domain::seller::MemberOf;
use domain::{MarketId, OperatorId, SellerId, bucket_of};
use store::Tx;

use super::facts::reader;
use super::{Facts, Tells};
use crate::stop::OrAbsent;
use crate::{Engine, Seen};

pub(super) fn invited(tx: &mut Tx<'_>, engine: &Engine, event: &Event) -> Seen<Vec<Facts>> {
    let body: serde_json::Value = serde_json::from_str(&event.body).unwrap_or_default();
    let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
    let market: MarketId = text("market").parse().ok().or_absent()?;
    let hash = domain::audit::unhex(&text("hash")).or_absent()?;
    let it = store::member::invitation(tx, bucket_of(event.subject), &hash)?.filter(|it| it.holds(event.at));
    let it = it.or_absent()?;
    let name = match it.member_of {
        MemberOf::Seller => store::seller::seller(tx, SellerId::from_raw(it.subject))?.or_absent()?.name,
        MemberOf::Operator => engine.operator(OperatorId::from_raw(it.subject)).or_absent()?.name,
    };
    let language = engine.market(market).or_absent()?.language;
    let reader = reader(engine, market, &it.email, "", &language)?;
    let link = format!("{}/join?token={}", reader.host_url, text("token"));
    let tells = Tells::Invited {
        link,
        by: it.invited_by,
        name,
        of: it.member_of,
        role: it.role,
        until: it.expires_at,
    };
    Ok(vec![Facts { reader, tells }])
}
