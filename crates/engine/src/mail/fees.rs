//! Letters about deposits and fees, to the members of the seller.

use domain::application::Application;
use domain::event::Event;
use domain::fee::FeeNews;
use domain::{ApplicationId, Micros, ShopId};
use money::Money;
use store::Tx;

use super::facts::to_seller;
use super::{Facts, Tells};
use crate::stop::OrAbsent;
use crate::{Engine, Seen, Stop};

/// What an event says of an account.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub(crate) struct Told {
    pub(crate) news: FeeNews,
    pub(crate) amount: Money,
    pub(crate) text: String,
    pub(crate) until: Option<Micros>,
}

pub(super) fn told(tx: &mut Tx<'_>, engine: &Engine, event: &Event) -> Seen<Vec<Facts>> {
    let told: Told = serde_json::from_str(&event.body).map_err(|error| Stop::fault(error.to_string()))?;
    let of_application = store::application::application(tx, ApplicationId::from_raw(event.subject))?;
    let (seller, market, name) = match of_application {
        Some(Application { seller, market, shop_name, .. }) => (seller, market, shop_name),
        None => {
            let shop = store::shop::shop(tx, ShopId::from_raw(event.subject))?.or_absent()?;
            (shop.seller, shop.market, shop.name)
        }
    };
    to_seller(tx, engine, seller, market, |reader| Tells::Fees {
        link: format!("{}/seller/fees", reader.host_url),
        shop: name.clone(),
        news: told.news,
        amount: told.amount,
        text: told.text.clone(),
        until: told.until,
    })
}
