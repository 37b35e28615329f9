//! Letters about a suspension: the reasons and the way to complain to the seller, the complaint to the operator's members.

use domain::SuspensionId;
use domain::event::Event;
use domain::suspension::SuspensionStep;
use store::Tx;

use super::facts::{reader, to_seller};
use super::{Facts, Tells};
use crate::stop::OrAbsent;
use crate::{Engine, Seen};

pub(super) fn moved(tx: &mut Tx<'_>, engine: &Engine, event: &Event) -> Seen<Vec<Facts>> {
    let Ok(step) = event.body.parse::<SuspensionStep>() else { return Ok(Vec::new()) };
    let it = store::suspension::suspension(tx, SuspensionId::from_raw(event.subject))?.or_absent()?;
    let shop = store::shop::shop(tx, it.shop)?.or_absent()?;
    let market = engine.market(shop.market).or_absent()?;
    let tells = |link: String| Tells::Suspension {
        link,
        shop: shop.name.clone(),
        step,
        cause: it.cause,
        text: it.words_of(step).to_owned(),
    };
    if step != SuspensionStep::Complained {
        return to_seller(tx, engine, it.seller, shop.market, |reader| {
            tells(format!("{}/seller/suspension?shop={}", reader.host_url, shop.slug))
        });
    }
    let mut letters = Vec::new();
    for member in store::operator::members(tx, market.operator)? {
        let reader = reader(engine, market.id, &member.email, &member.name, &member.language)?;
        let link = format!("{}/operator/shops/{}?market={}", reader.host_url, shop.id, market.slug);
        letters.push(Facts { reader, tells: tells(link) });
    }
    Ok(letters)
}
