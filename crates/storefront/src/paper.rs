//! The receipt of an order, for printing: who sold, who bought, what, and the tax in it. No menu, no advertising.

pub mod handlers;

use askama::Template;
use web::Frame;
#[cfg(test)]
use web::{Page, Words};

#[derive(Debug, Template)]
#[template(path = "paper/show.html")]
pub struct Paper {
    pub frame: Frame,
    pub facts: Vec<(String, String)>,
    pub seller: Vec<String>,
    pub buyer: Vec<String>,
    pub lines: Vec<PaperLine>,
    pub sums: Vec<(String, String)>,
    pub total: (String, String),
    /// Rate, net, tax.
    pub taxes: Vec<(String, String, String)>,
    pub note: String,
    /// The order among the purchases.
    pub back: String,
}

#[derive(Debug, Clone)]
pub struct PaperLine {
    pub title: String,
    pub options: String,
    pub quantity: i64,
    pub unit: String,
    pub rate: String,
    pub amount: String,
}

#[cfg(test)]
impl Page for Paper {
    fn samples(words: Words) -> Vec<Self> {
        let line = |title: &str| PaperLine {
            title: title.to_owned(),
            options: "Slate".to_owned(),
            quantity: 2,
            unit: "€24.00".to_owned(),
            rate: "20%".to_owned(),
            amount: "€48.00".to_owned(),
        };
        vec![Self {
            frame: Frame::sample(words),
            facts: vec![(words.say("paper-number").into_owned(), "ord_0000000000001".to_owned())],
            seller: vec![
                "Atelier Brume SARL".to_owned(),
                "12 rue Mercière".to_owned(),
                "69002 Lyon".to_owned(),
            ],
            buyer: vec!["Marta Kowalczyk".to_owned()],
            lines: vec![
                line("Donaudampfschifffahrtsgesellschaftskapitänsmützenaufbewahrungsschachtel"),
                line("景德镇手工青花瓷盖碗茶具套装"),
            ],
            sums: vec![(words.say("order-goods").into_owned(), "€96.00".to_owned())],
            total: (words.say("checkout-total").into_owned(), "€100.90".to_owned()),
            taxes: vec![("20%".to_owned(), "€84.08".to_owned(), "€16.82".to_owned())],
            note: words.with("paper-note", &[("market", "Grand Rue".into())]),
            back: "/purchases/pur_1#ord_1".to_owned(),
        }]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::Paper>();
    }
}
