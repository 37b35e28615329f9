//! The shops of a market: who runs them, and the switch that closes or opens one.

#[cfg(test)]
mod samples;

use askama::Template;
use domain::shop::ShopState;
use web::{Desk, Frame, Pager, Picture};

use crate::mark::Mark;
use crate::place::Place;
use crate::shapes::ListedShop;

/// As many rows as the engine gives at once: a full page has a next one.
const ROWS: usize = 50;

#[derive(Debug, Template)]
#[template(path = "shop/list.html")]
pub(crate) struct ListShops {
    frame: Frame,
    desk: Desk,
    rows: Vec<Row>,
    pager: Pager,
}

#[derive(Debug)]
struct Row {
    name: String,
    href: String,
    picture: Picture,
    seller: String,
    city: String,
    products: i64,
    opened: String,
    mark: Mark,
    action: String,
    is_open: bool,
}

impl ListShops {
    /// `is_first` tells whether a cursor was given.
    pub(crate) fn new(frame: Frame, place: &Place, found: &[ListedShop], is_first: bool) -> Self {
        let first = (!is_first).then(|| place.to("/operator/shops"));
        let next = found.last().filter(|_| found.len() == ROWS);
        let next = next.map(|last| place.to(&format!("/operator/shops?before={}", last.shop)));
        Self {
            desk: place.desk(),
            rows: found.iter().map(|shop| row(place, shop)).collect(),
            pager: Pager::neighbours(first, next),
            frame: frame.titled(place.title()),
        }
    }
}

fn row(place: &Place, shop: &ListedShop) -> Row {
    let words = place.words;
    Row {
        name: shop.name.clone(),
        href: format!("/shop/{}", shop.slug),
        picture: Picture::Drawing {
            name: shop.drawing.clone(),
            hue: u16::try_from(shop.hue.rem_euclid(360)).unwrap_or_default(),
        },
        seller: shop.legal_name.clone(),
        city: [shop.city.as_str(), shop.country.as_str()].join(", "),
        products: shop.products,
        opened: words.date(shop.opened_at, place.offset_minutes),
        mark: Mark::shop(words, shop.state),
        action: place.to(&format!("/operator/shops/{}/state", shop.shop)),
        is_open: shop.state == ShopState::Open,
    }
}
