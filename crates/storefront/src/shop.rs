//! One seller's storefront, who stands behind it, and all storefronts of a market.

pub mod handlers;

use askama::Template;
use web::{Frame, Picture};
#[cfg(test)]
use web::{Page, Words};

use crate::decor::Dressed;
use crate::reader::{Formed, Said};
use crate::review::Scores;
#[cfg(test)]
use crate::sample;
#[cfg(test)]
use crate::shelf::Asked;
use crate::shelf::Shelf;
use crate::standing::Standing;

/// A shop seen from the street.
#[derive(Debug, Clone)]
pub struct Window {
    pub href: String,
    pub name: String,
    pub place: String,
    pub pictures: Vec<Picture>,
}

#[derive(Debug, Template)]
#[template(path = "shop/list.html")]
pub struct ListShops {
    pub frame: Frame,
    pub windows: Vec<Window>,
}

impl ListShops {
    fn count(&self) -> String {
        let w = self.frame.words;
        let shops = w.with("shop-count", &[("count", self.windows.len().into())]);
        match self.frame.market.checks_shops {
            true => w.with("shop-count-checked", &[("shops", shops.into())]),
            false => shops,
        }
    }
}

/// One way of delivery: its name, where to, how long, and its price.
#[derive(Debug, Clone)]
pub struct Delivery {
    pub name: Said,
    pub where_to: String,
    pub days: String,
    pub price: String,
}

#[derive(Debug, Template)]
#[template(path = "shop/show.html")]
pub struct ShowShop {
    pub frame: Frame,
    pub name: String,
    pub initial: String,
    pub place: String,
    pub since: String,
    pub story: Formed,
    pub deliveries: Vec<Delivery>,
    /// Who the law says must be named: company, address, numbers.
    pub identity: Vec<(String, String)>,
    /// Who sells is no trader: consumer law does not bind the contract (Directive 2011/83/EU art. 6a).
    pub is_private: bool,
    pub scores: Scores,
    pub dressed: Dressed,
    pub standing: Standing,
    pub href: String,
    /// How many follow it.
    pub followers: String,
    pub shelf: Shelf,
}

impl ShowShop {
    /// Pictures of the sign: what stands in the window.
    fn sign(&self) -> Vec<&Picture> {
        let pictures = self.shelf.cards.iter().map(|card| &card.picture);
        pictures.filter(|picture| matches!(picture, Picture::Drawing { .. })).take(4).collect()
    }
}

/// The first letter of a name, for the sign.
pub fn initial(name: &str) -> String {
    name.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_uppercase().to_string()).unwrap_or_default()
}

#[cfg(test)]
impl Page for ListShops {
    fn samples(words: Words) -> Vec<Self> {
        let page = |windows| Self { frame: Frame::sample(words), windows };
        vec![page(sample::windows(words)), page(Vec::new())]
    }
}

#[cfg(test)]
impl Page for ShowShop {
    fn samples(words: Words) -> Vec<Self> {
        let delivery = Delivery {
            name: Said::plain("Tracked parcel"),
            where_to: "France, Belgium".to_owned(),
            days: words.with("shop-days", &[("from", 2.into()), ("to", 4.into())]),
            price: "€4.90".to_owned(),
        };
        let full = Self {
            frame: Frame::sample(words),
            name: "Drechselwald Holzspielzeugmanufaktur".to_owned(),
            initial: "D".to_owned(),
            place: sample::reader(words).place("Seiffen/Erzgebirge", "DE"),
            since: "12 March 2024".to_owned(),
            story: Formed::sample("Stoneware, thrown and fired in *Lyon*.", "en"),
            deliveries: vec![delivery],
            identity: vec![(words.say("shop-company").into_owned(), "Drechselwald GmbH & Co. KG".to_owned())],
            is_private: true,
            scores: crate::review::Summary::sample(words).scores,
            dressed: Dressed::sample(words),
            standing: Standing::sample(words),
            href: "/shop/drechselwald".to_owned(),
            followers: words.with("follow-count", &[("count", 1_240.into())]),
            shelf: Shelf::new(words, sample::cards(words), 64, "/shop/drechselwald", &Asked::default()),
        };
        let empty = Self {
            frame: Frame::sample_stranger(words),
            name: "景德镇瓷坊".to_owned(),
            initial: "景".to_owned(),
            place: "Jingdezhen".to_owned(),
            since: "2026".to_owned(),
            story: Formed::default(),
            deliveries: Vec::new(),
            identity: Vec::new(),
            is_private: false,
            scores: Scores::new(words, &domain::review::Record::default(), true),
            dressed: Dressed::default(),
            standing: Standing::default(),
            href: "/shop/a".to_owned(),
            followers: words.with("follow-count", &[("count", 0.into())]),
            shelf: Shelf::default(),
        };
        vec![full, empty]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::ListShops>();
        web::page::render_all::<super::ShowShop>();
    }
}
