//! The letter to one who follows a shop.

use domain::event::Event;
use domain::follow::ShopNews;
use domain::{ShopId, UserId};
use store::Tx;

use super::facts::reader;
use super::{Facts, Tells};
use crate::follow::{leaving_key, still_holds};
use crate::stop::OrAbsent;
use crate::{Engine, Seen};

/// Nothing where the shop is shut again, or who was to read it follows it no longer.
pub(super) fn told(tx: &mut Tx<'_>, engine: &Engine, event: &Event) -> Seen<Vec<Facts>> {
    let (news, user) = event.body.split_once(' ').or_absent()?;
    let (Ok(news), Ok(user)) = (news.parse::<ShopNews>(), user.parse::<UserId>()) else {
        return Ok(Vec::new());
    };
    let shop = store::shop::shop(tx, ShopId::from_raw(event.subject))?.or_absent()?;
    let follows = store::follow::follows(tx, &[user])?;
    if !still_holds(&shop, engine.now()) || follows.iter().all(|follow| follow.shop != shop.id) {
        return Ok(Vec::new());
    }
    let user = store::user::user(tx, user)?.or_absent()?;
    let Some(email) = user.email.as_deref().filter(|_| user.verified_at.is_some()) else {
        return Ok(Vec::new());
    };
    let reader = reader(engine, shop.market, email, &user.name, &user.language)?;
    let key = leaving_key(engine, user.id, shop.id);
    let link = format!("{}/shop/{}", reader.host_url, shop.slug);
    let leave = format!("{}/hooks/unfollow?shop={}&user={}&key={key}", reader.host_url, shop.id, user.id);
    Ok(vec![Facts { reader, tells: Tells::ShopNews { link, shop: shop.name, news, leave } }])
}
