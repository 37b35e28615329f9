//! Who runs the market, how lists are ordered, how money is held, how to get help. One page, so that nothing is hidden
//! behind a second link.

pub mod handlers;

use askama::Template;
use web::Frame;
#[cfg(test)]
use web::{Page, Words};

#[derive(Debug, Template)]
#[template(path = "about/show.html")]
pub struct About {
    pub frame: Frame,
    /// The legal entity: names and values.
    pub identity: Vec<(String, String)>,
    pub confirm_days: i64,
    pub answer_days: i64,
    /// The right of withdrawal in days, where the law of the market gives one.
    pub withdrawal_days: Option<i64>,
    /// What the market takes of each sale, written.
    pub commission: String,
}

#[cfg(test)]
impl Page for About {
    fn samples(words: Words) -> Vec<Self> {
        let page = |withdrawal_days| Self {
            frame: Frame::sample(words),
            identity: vec![(words.say("shop-company").into_owned(), "Halles Demo S.A.S.".to_owned())],
            confirm_days: 10,
            answer_days: 5,
            withdrawal_days,
            commission: "5%".to_owned(),
        };
        vec![page(Some(14)), page(None)]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::About>();
    }
}
