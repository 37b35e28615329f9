//! The right of withdrawal in two steps, as Directive (EU) 2023/2673 asks of an online function: the statement, then its
//! confirmation, then a receipt with date and time. No reason is asked for.

pub mod handlers;

use askama::Template;
use web::Frame;
#[cfg(test)]
use web::{Page, Words};

#[derive(Debug, Template)]
#[template(path = "withdrawal/declare.html")]
pub struct Declare {
    pub frame: Frame,
    pub order_id: String,
    pub back: String,
    pub facts: Vec<(String, String)>,
    pub days: i64,
}

#[derive(Debug, Template)]
#[template(path = "withdrawal/receipt.html")]
pub struct Receipt {
    pub frame: Frame,
    pub back: String,
    pub facts: Vec<(String, String)>,
    pub email: String,
}

#[cfg(test)]
impl Page for Declare {
    fn samples(words: Words) -> Vec<Self> {
        vec![Self {
            frame: Frame::sample(words),
            order_id: "ord_1".to_owned(),
            back: "/purchases/pur_1".to_owned(),
            facts: vec![(words.say("withdrawal-order").into_owned(), "ord_1".to_owned())],
            days: 14,
        }]
    }
}

#[cfg(test)]
impl Page for Receipt {
    fn samples(words: Words) -> Vec<Self> {
        vec![Self {
            frame: Frame::sample(words),
            back: "/purchases/pur_1".to_owned(),
            facts: vec![(words.say("withdrawal-at").into_owned(), "22 Nov 2026, 18:02".to_owned())],
            email: "marta@example.org".to_owned(),
        }]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::Declare>();
        web::page::render_all::<super::Receipt>();
    }
}
