//! The directory of markets, which the wiring serves on the bare host.

use engine::listing;
use web::{Frame, Lang, Site, Words};

use super::{Directory, Door};
use crate::home::sentence;
use crate::reader::picture;
use crate::visit::Answer;

/// Pictures in a market's window.
const PICTURES: usize = 3;
/// What the installation is called where no market gives it a name.
const NAME: &str = "Halles";

/// All markets, with how much there is in each. `address` is the installation's own; `asked` the language it was asked in.
pub async fn directory(site: &Site, words: Words, address: &str, asked: Option<Lang>) -> Answer {
    let mut markets = Vec::new();
    for market in site.engine.markets().iter() {
        let home = listing::home(&site.engine, market.id).await?;
        let shown = home.newest.iter().take(PICTURES);
        markets.push(Door {
            name: market.name.clone(),
            href: format!("{}/", site.engine.url_of(market.id)),
            theme: market.theme.clone(),
            sentence: sentence(words, &market.slug),
            listings: home.listings,
            shops_open: home.shops_open,
            pictures: shown.map(|card| picture(&card.picture, &card.drawing, card.hue, "")).collect(),
        });
    }
    let mut frame = Frame::minimal(words, NAME).titled(words.say("directory-title")).public(address, asked);
    frame.description = words.say("directory-text").into_owned();
    Ok(web::page::html(&Directory { frame, markets }))
}
