//! Frames for the samples of pages: a stranger's and a signed-in person's.

use super::{Desk, Frame, Link, Market, Notice, Person, Tone};
use crate::{Lang, OFFSET_MINUTES_DEFAULT, Words};

impl Frame {
    /// The frame of somebody who signed in and has things in the cart, for samples of pages.
    pub fn sample(words: Words) -> Self {
        let person = Person { name: "Marta Kowalczyk".to_owned(), is_seller: true, is_operator: true };
        let notice = Notice { tone: Tone::Good, text: words.say("web-checked-by-market").into_owned() };
        let stands_in = super::StandsIn {
            seller: "Süßwarenmanufaktur Oberschwaben <Ulm>".to_owned(),
            reason: "They asked by telephone & can’t sign in.".to_owned(),
            until: "18:02".to_owned(),
        };
        Self {
            person: Some(person),
            cart_count: 3,
            notice: Some(notice),
            stands_in: Some(stands_in),
            ..Self::sample_stranger(words)
        }
    }

    /// The frame of somebody who only looks.
    pub fn sample_stranger(words: Words) -> Self {
        let categories = ["Food", "Shoes", "Toys", "Kitchen", "Jewellery", "Home", "Garden", "Books"];
        let market = Market {
            name: "Grand Rue".to_owned(),
            theme: String::new(),
            company: "Halles Demo Ltd.".to_owned(),
            is_market_host: true,
            offset_minutes: OFFSET_MINUTES_DEFAULT,
            checks_shops: true,
        };
        Self {
            words,
            market,
            title: "Sample".to_owned(),
            path: "/sample?a=1&b=2".to_owned(),
            languages: Lang::ALL.to_vec(),
            categories: categories
                .map(|name| Link::new(name, format!("/categories/{}", name.to_lowercase())))
                .to_vec(),
            ..Self::default()
        }
    }
}

impl Desk {
    /// A seller's desk, for samples of pages.
    pub fn sample(words: Words) -> Self {
        Self {
            name: words.say("web-seller-centre").into_owned(),
            home: "/seller".to_owned(),
            menu: vec![
                Link::new("Today", "/seller"),
                Link::new("Orders", "/seller/orders").counted(7).here(),
                Link::new("Goods", "/seller/products").counted(1_064),
            ],
            switch: vec![Link::new("Atelier Brume", "/seller").here(), Link::new("大街", "/seller")],
            search_action: "/seller/search".to_owned(),
            search_hint: "Order, buyer, product".to_owned(),
        }
    }
}
