//! The letter to a seller's owners that somebody of the operator acts for them: who, why, until when, and where it is seen.

use domain::StandInId;
use domain::event::Event;
use domain::seller::Role;
use store::Tx;

use super::facts::reader;
use super::{Facts, Tells};
use crate::stop::OrAbsent;
use crate::{Engine, Seen};

pub(super) fn begun(tx: &mut Tx<'_>, engine: &Engine, event: &Event) -> Seen<Vec<Facts>> {
    let it = store::stand_in::stand_in(tx, StandInId::from_raw(event.subject))?.or_absent()?;
    let shop = store::shop::shop(tx, it.shop)?.or_absent()?;
    let operator = engine.operator(it.operator).or_absent()?.legal_name;
    let mut letters = Vec::new();
    for member in store::seller::members(tx, it.seller)?.iter().filter(|one| one.role == Role::Owner) {
        let reader = reader(engine, shop.market, &member.email, &member.name, &member.language)?;
        let tells = Tells::StandIn {
            link: format!("{}/seller/audit?shop={}", reader.host_url, shop.slug),
            seller: it.seller_name.clone(),
            by: it.by_whom.clone(),
            operator: operator.clone(),
            reason: it.reason.clone(),
            until: it.ends_at,
        };
        letters.push(Facts { reader, tells });
    }
    Ok(letters)
}
