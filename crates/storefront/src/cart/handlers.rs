//! `GET /cart`, `POST /cart/lines`, `POST /cart/lines/{offer}`

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::routing::{get, post};
use domain::OfferId;
use domain::cart::PIECES_MAX;
use engine::cart::{self, CartItem, CartView};
use web::actor::Visitor;
use web::{Failure, Form, FormData, Site};

use super::{CartShop, Change, Item, ShowCart};
use crate::card::{product_href, shop_href};
use crate::product::handlers::{promise, tax_note};
use crate::reader::{Reader, picture};
use crate::shop::initial;
use crate::visit::{Answer, go, id, reader, user, with_session};

pub fn routes() -> Router<Site> {
    Router::new()
        .route("/cart", get(show))
        .route("/cart/lines", post(add))
        .route("/cart/lines/{offer}", post(change))
}

async fn show(visitor: Visitor) -> Answer {
    let (reader, engine) = (reader(&visitor), &visitor.site.engine);
    let rules = engine.policy(visitor.market.id, visitor.now);
    let policy = &rules.policy;
    let view = match visitor.user_id() {
        Some(user) => Some(cart::view(engine, user, visitor.market.id, visitor.now).await?),
        None => None,
    };
    let mut frame = visitor.frame(visitor.words.say("cart-title"));
    frame.description = visitor.words.say("cart-empty-text").into_owned();
    let page = ShowCart {
        frame,
        shops: view.iter().flat_map(|view| shops(&reader, view)).collect(),
        pieces: view.as_ref().map_or(0, |view| view.pieces),
        goods: view.as_ref().map(|view| reader.money(view.goods, view.currency)).unwrap_or_default(),
        changed: view.as_ref().is_some_and(|view| view.changed),
        promise: promise(visitor.words, policy),
        tax_note: tax_note(visitor.words, policy.tax.regime),
    };
    // The page is made from what was seen before; from now on the prices on it are the ones that the buyer knows.
    if let Some(user) = visitor.user_id().filter(|_| page.changed) {
        cart::seen(engine, user, visitor.market.id, visitor.now).await?;
    }
    Ok(web::page::html(&page))
}

/// Puts pieces of an offer into the cart. A stranger becomes a guest by it.
async fn add(visitor: Visitor, data: FormData) -> Answer {
    let (engine, market) = (&visitor.site.engine, visitor.market.id);
    let offer: OfferId = id(data.first("offer"))?;
    let quantity = quantity(data, 1)?;
    if let Some(user) = visitor.user_id() {
        cart::add(engine, user, market, offer, quantity, visitor.now).await?;
        return go("/cart?done=cart-added");
    }
    let stranger = (visitor.origin.place(), visitor.language().to_owned());
    let guest = cart::add_as_guest(engine, stranger, market, offer, quantity, visitor.now).await?;
    Ok(with_session(&visitor, &guest, go("/cart?done=cart-added")?))
}

/// Sets how many; none takes the line away.
async fn change(visitor: Visitor, Path(offer): Path<String>, data: FormData) -> Answer {
    let (user, offer) = (user(&visitor)?, id::<OfferId>(&offer)?);
    let quantity = quantity(data, 0)?;
    cart::set(&visitor.site.engine, user, visitor.market.id, offer, quantity, visitor.now).await?;
    go(if quantity == 0 { "/cart?done=cart-removed" } else { "/cart" })
}

fn quantity(data: FormData, least: i64) -> Result<i64, Failure> {
    let refused = || Failure::refused("cart.quantity").with_status(StatusCode::UNPROCESSABLE_ENTITY);
    Form::new(data).quantity(PIECES_MAX).filter(|quantity| *quantity >= least).ok_or_else(refused)
}

fn shops(reader: &Reader, view: &CartView) -> Vec<CartShop> {
    let shop = |one: &cart::CartShop| CartShop {
        name: one.shop.name.clone(),
        href: shop_href(&one.shop.slug),
        initial: initial(&one.shop.name),
        place: reader.place(&one.shop.city, &one.shop.country),
        away: away(reader, &one.shop),
        items: one.lines.iter().map(|line| item(reader, line)).collect(),
    };
    view.shops.iter().map(shop).collect()
}

/// Until when a shop is on holiday.
fn away(reader: &Reader, shop: &domain::shop::Shop) -> String {
    let holiday = shop.away(reader.now);
    let until = holiday.map(|holiday| reader.date(holiday.until - 1));
    until.map(|day| reader.words.with("opening-shop-away", &[("until", day.into())])).unwrap_or_default()
}

/// A line as cart and checkout show it.
pub fn item(reader: &Reader, line: &CartItem) -> Item {
    let (title, currency) = (reader.say(&line.title), line.offer.currency);
    let was = line.change.price_was.map(|was| reader.money(was, currency));
    Item {
        offer: line.offer.id.to_string(),
        href: product_href(line.product, &title.text),
        title,
        options: line.options.joined(reader.language()),
        picture: picture(&line.picture, &line.drawing, line.hue, ""),
        quantity: line.quantity,
        most: line.available.clamp(0, PIECES_MAX),
        unit: reader.money(line.price, currency),
        amount: reader.money(line.amount, currency),
        change: Change {
            price_was: was.unwrap_or_default(),
            only_left: line.change.only_left,
            gone: line.change.gone,
        },
    }
}
