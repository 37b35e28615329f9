//! The shops of a market: who runs them, and the switch that closes or opens one.

#[cfg(test)]
mod samples;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use domain::ShopId;
use domain::shop::ShopState;
use web::actor::OperatorDesk;
use web::{Desk, Failure, FormData, Frame, Pager, Picture, page};

use crate::mark::Mark;
use crate::place::{Asked, Place, Section};
use engine::console::ListedShop;

/// As many rows as the engine gives at once: a full page has a next one.
const ROWS: usize = 50;

pub(crate) async fn list(desk: OperatorDesk, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let (frame, place) = Place::at(&desk, Section::Shops);
    let before: Option<ShopId> = asked.before.parse().ok();
    let found = engine::console::shops(&desk.site.engine, &desk.member, desk.market.id, before).await?;
    Ok(page::html(&ListShops::new(frame, &place, &found, before.is_none())))
}

pub(crate) async fn set_state(
    desk: OperatorDesk,
    Path(id): Path<String>,
    data: FormData,
) -> Result<Response, Failure> {
    let (_, place) = Place::at(&desk, Section::Shops);
    let id: ShopId = id.parse().map_err(|_| Failure::NotFound)?;
    let state: ShopState = data.first("state").parse().map_err(|_| Failure::NotFound)?;
    if !matches!(state, ShopState::Open | ShopState::Closed) {
        return Err(Failure::NotFound);
    }
    engine::shop::set_state(&desk.site.engine, &desk.member, id, state, desk.now()).await?;
    let done = if state == ShopState::Open { "shop-open" } else { "shop-closed" };
    Ok(place.done("/operator/shops", done))
}

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
        href: place.on_market(&format!("/shop/{}", shop.slug)),
        picture: Picture::Drawing {
            name: shop.drawing.clone(),
            hue: u16::try_from(shop.hue.rem_euclid(360)).unwrap_or_default(),
        },
        seller: shop.legal_name.clone(),
        city: [shop.city.as_str(), &words.country(&shop.country)].join(", "),
        products: shop.products,
        opened: words.date(shop.opened_at, place.offset_minutes),
        mark: Mark::shop(words, shop.state),
        action: place.to(&format!("/operator/shops/{}/state", shop.shop)),
        is_open: shop.state != ShopState::Closed,
    }
}
