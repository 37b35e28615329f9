//! One product in a grid, and the links by which products, shops and categories are reached.

use domain::wording::Wording;
use domain::{ProductId, address};
use money::Currency;
use web::Picture;

use crate::reader::{Reader, Said, picture};

/// What a card shows. Amounts are written already.
#[derive(Debug, Clone)]
pub struct Card {
    pub href: String,
    pub title: Said,
    pub shop: String,
    pub picture: Picture,
    pub price: String,
    /// Some variants cost more.
    pub from: bool,
    pub was: String,
    pub available: bool,
    /// The mean of its reviews and their number, written for eyes and for ears; empty where there are none.
    pub rated: String,
    pub rated_aloud: String,
}

/// The values behind a card, as the lists of a market give them.
#[derive(Debug, Clone)]
pub struct Listed<'a> {
    pub product: ProductId,
    pub title: &'a Wording,
    pub shop: &'a str,
    pub price: i64,
    pub price_most: i64,
    pub was: Option<i64>,
    pub currency: Currency,
    pub drawing: &'a str,
    pub hue: i64,
    pub picture: &'a str,
    pub available: bool,
    pub rating_count: i64,
    pub rating_sum: i64,
}

impl Card {
    pub fn new(reader: &Reader, listed: &Listed<'_>) -> Self {
        let title = reader.say(listed.title);
        let was = listed.was.filter(|was| *was > listed.price);
        Self {
            href: product_href(listed.product, &title.text),
            picture: picture(listed.picture, listed.drawing, listed.hue, ""),
            title,
            shop: listed.shop.to_owned(),
            price: reader.money(listed.price, listed.currency),
            from: listed.price_most > listed.price,
            was: was.map(|was| reader.money(was, listed.currency)).unwrap_or_default(),
            available: listed.available,
            rated: rated(reader, listed, |mean, count| format!("{mean} ({})", reader.words.number(count))),
            rated_aloud: rated(reader, listed, |mean, count| {
                let args = [("stars", mean.into()), ("count", count.into())];
                reader.words.with("review-stars-and-count", &args)
            }),
        }
    }
}

fn rated(reader: &Reader, listed: &Listed<'_>, written: impl Fn(String, i64) -> String) -> String {
    let mean = domain::review::rating::mean_tenths(listed.rating_sum, listed.rating_count);
    if listed.rating_count == 0 {
        String::new()
    } else {
        written(reader.words.tenths(mean), listed.rating_count)
    }
}

/// The id decides; the slug is for people.
pub fn product_href(product: ProductId, title: &str) -> String {
    format!("/product/{}/{product}", address::slug(title, "product"))
}

pub fn shop_href(slug: &str) -> String {
    format!("/shop/{slug}")
}

pub fn category_href(path: &str) -> String {
    format!("/category/{path}")
}

/// The cards of a list of the engine.
pub fn cards(reader: &Reader, listings: &[engine::listing::Card]) -> Vec<Card> {
    let card = |listing: &engine::listing::Card| {
        let listed = Listed {
            product: listing.product,
            title: &listing.title,
            shop: &listing.shop_name,
            price: listing.price,
            price_most: listing.price_most,
            was: listing.was,
            currency: listing.currency,
            drawing: &listing.drawing,
            hue: listing.hue,
            picture: &listing.picture,
            available: listing.available,
            rating_count: listing.rating_count,
            rating_sum: listing.rating_sum,
        };
        Card::new(reader, &listed)
    };
    listings.iter().map(card).collect()
}
