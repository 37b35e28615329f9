//! What a search found.

pub mod handlers;

use askama::Template;
use web::{Frame, Pager};
#[cfg(test)]
use web::{Page, Words};

use crate::card::Card;
#[cfg(test)]
use crate::sample;

#[derive(Debug, Template)]
#[template(path = "search/show.html")]
pub struct ShowSearch {
    pub frame: Frame,
    /// As it was typed; empty where nothing was asked.
    pub query: String,
    pub cards: Vec<Card>,
    pub total: i64,
    pub pager: Pager,
}

#[cfg(test)]
impl Page for ShowSearch {
    fn samples(words: Words) -> Vec<Self> {
        let page = |query: &str, cards: Vec<Card>, total| Self {
            frame: Frame::sample(words),
            query: query.to_owned(),
            cards,
            total,
            pager: Pager::numbered(1, 3, |page| format!("/search?q=tea&page={page}")),
        };
        let none = |query| Self { pager: Pager::default(), ..page(query, Vec::new(), 0) };
        vec![page("tea", sample::cards(words), 60), none("\"<b>盖碗"), none("")]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::ShowSearch>();
    }
}
