//! `GET /search?q=&page=`

use axum::Router;
use axum::extract::Query;
use axum::routing::get;
use engine::listing;
use web::actor::Visitor;
use web::{Pager, Site};

use super::ShowSearch;
use crate::card::cards;
use crate::shelf::{Asked, CARDS_A_PAGE, PAGES_MAX};
use crate::visit::{Answer, reader};

pub fn routes() -> Router<Site> {
    Router::new().route("/search", get(show))
}

async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    let found = listing::search(&visitor.site.engine, visitor.market.id, &asked.q, asked.page());
    let found = found.await?;
    let last = ((found.total + CARDS_A_PAGE - 1) / CARDS_A_PAGE).clamp(1, PAGES_MAX);
    let address = |page: i64| {
        let query = FormQuery(&found.query);
        format!("/search?q={query}&page={page}")
    };
    let mut frame = visitor.frame(visitor.words.say("web-search"));
    frame.search.clone_from(&found.query);
    let page = ShowSearch {
        frame,
        pager: Pager::numbered(asked.page() + 1, last, address),
        cards: cards(&reader(&visitor), &found.cards),
        total: found.total,
        query: found.query,
    };
    Ok(web::page::html(&page))
}

/// A text as the value of a query: letters and digits stay, all else is written in hexadecimal.
struct FormQuery<'a>(&'a str);

impl std::fmt::Display for FormQuery<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for byte in self.0.bytes() {
            if byte.is_ascii_alphanumeric() {
                write!(f, "{}", char::from(byte))?
            } else {
                write!(f, "%{byte:02X}")?
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_survives_its_address() {
        assert_eq!(FormQuery("a&b 茶").to_string(), "a%26b%20%E8%8C%B6");
    }
}
