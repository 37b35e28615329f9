//! What addresses of the seller centre carry, and what every page is built with: frame, desk, shop, moment.

use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use domain::shop::Shop;
use web::actor::SellerDesk;
use web::{Desk, Frame};

use crate::desk::{Room, Scope, desk};
use crate::moment::Moment;

/// The query of a page; what is not given is empty. What the last act came to (`done`) is read by the frame.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct Asked {
    #[serde(default)]
    pub state: String,
    /// The id after which a list goes on.
    #[serde(default)]
    pub before: String,
    /// In which language texts are shown for editing.
    #[serde(default)]
    pub language: String,
}

/// The query as handlers take it.
pub type AskedQuery = Query<Asked>;

/// Frame, desk and scope of a page in `room`.
pub fn around(desk_of: &SellerDesk, room: Room) -> (Frame, Desk, Scope) {
    let shops = (&desk_of.shop, desk_of.shops.as_slice());
    let mut menu = desk(desk_of.words, room, shops, |what| desk_of.member.can(what));
    let is_elsewhere = |shop: &Shop| shop.market != desk_of.shop.market;
    if desk_of.shops.iter().any(is_elsewhere) {
        // Namesakes on several markets are told apart.
        for (link, shop) in menu.switch.iter_mut().zip(&desk_of.shops) {
            let market = desk_of.site.engine.market(shop.market).map(|market| market.name);
            link.label = format!("{} · {}", shop.name, market.unwrap_or_default());
        }
    }
    (desk_of.frame(""), menu, scope(desk_of))
}

pub fn scope(desk: &SellerDesk) -> Scope {
    Scope::new(&desk.shop, &desk.shops)
}

pub fn moment(desk: &SellerDesk) -> Moment {
    Moment {
        words: desk.words,
        offset_minutes: i32::try_from(desk.market.offset_minutes).unwrap_or(web::OFFSET_MINUTES_DEFAULT),
        now: desk.now(),
    }
}

/// Back to a page, which tells what was done: `done` ends the key of its sentence.
pub fn back(scope: &Scope, path: &str, done: &str) -> Response {
    let mark = if path.contains('?') { '&' } else { '?' };
    Redirect::to(&scope.to(&format!("{path}{mark}done=seller-{done}"))).into_response()
}
