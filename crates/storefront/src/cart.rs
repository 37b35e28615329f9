//! The cart: what may be bought, shop by shop, and what changed since it was put in. Holds nothing for anybody.

pub mod handlers;

use askama::Template;
#[cfg(test)]
use web::Words;
use web::{Frame, Picture};

#[cfg(test)]
use crate::product::Stock;
use crate::reader::Said;
#[cfg(test)]
use crate::sample;

#[derive(Debug, Template)]
#[template(path = "cart/show.html")]
pub struct ShowCart {
    pub frame: Frame,
    pub shops: Vec<CartShop>,
    pub pieces: i64,
    pub goods: String,
    /// Something is not as it was when it was put in.
    pub changed: bool,
    pub promise: String,
    /// Whether tax is in the prices or comes on top.
    pub tax_note: String,
}

/// The lines of one shop.
#[derive(Debug, Clone)]
pub struct CartShop {
    pub name: String,
    pub href: String,
    pub initial: String,
    pub place: String,
    /// Until when it is on holiday; empty while it sells.
    pub away: String,
    pub items: Vec<Item>,
}

/// One line.
#[derive(Debug, Clone)]
pub struct Item {
    pub offer: String,
    pub href: String,
    pub title: Said,
    pub options: String,
    pub picture: Picture,
    pub quantity: i64,
    /// Pieces that the stepper goes up to.
    pub most: i64,
    pub unit: String,
    pub amount: String,
    pub change: Change,
}

/// What differs from when it was put in; empty texts where nothing does.
#[derive(Debug, Clone, Default)]
pub struct Change {
    pub price_was: String,
    pub only_left: Option<i64>,
    pub gone: bool,
}

impl Item {
    #[cfg(test)]
    pub fn sample(words: Words, at: usize, change: Change) -> Self {
        let card = sample::cards(words).swap_remove(at);
        Self {
            offer: format!("ofr_{at}"),
            href: card.href,
            title: card.title,
            options: "Slate · 280 ml".to_owned(),
            picture: sample::tile(at),
            quantity: 2,
            most: Stock::new(words, 12).most,
            unit: card.price.clone(),
            amount: card.price,
            change,
        }
    }
}

#[cfg(test)]
impl web::Page for ShowCart {
    fn samples(words: Words) -> Vec<Self> {
        let price = Change { price_was: "€94.00".to_owned(), ..Change::default() };
        let few = Change { only_left: Some(1), ..Change::default() };
        let gone = Change { gone: true, ..Change::default() };
        let shop = |name: &str, items: Vec<Item>| CartShop {
            name: name.to_owned(),
            href: "/shop/a".to_owned(),
            initial: crate::shop::initial(name),
            place: "Lyon, France".to_owned(),
            away: String::new(),
            items,
        };
        let full = Self {
            frame: Frame::sample(words),
            shops: vec![
                shop(
                    "Atelier Brume",
                    vec![Item::sample(words, 0, Change::default()), Item::sample(words, 1, few)],
                ),
                shop("Drechselwald Holzspielzeugmanufaktur", vec![Item::sample(words, 3, price)]),
                CartShop {
                    away: words.with("opening-shop-away", &[("until", "24 August".into())]),
                    ..shop("景德镇瓷坊", vec![Item::sample(words, 4, gone)])
                },
            ],
            pieces: 7,
            goods: "€1,875.00".to_owned(),
            changed: true,
            promise: words.with("product-promise", &[("days", 10.into())]),
            tax_note: words.say("product-tax-added").into_owned(),
        };
        let empty = Self {
            frame: Frame::sample_stranger(words),
            shops: Vec::new(),
            pieces: 0,
            goods: String::new(),
            changed: false,
            promise: String::new(),
            tax_note: String::new(),
        };
        vec![full, empty]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::ShowCart>();
    }
}
