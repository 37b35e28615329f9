//! Reviews of a market: those that were reported or wait first; one with its reports, and what is decided about it.

mod judge;
#[cfg(test)]
#[cfg(test)]
mod samples;
mod show;

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::{get, post};
use domain::ReviewId;
use engine::review::ListedReview;
use web::actor::OperatorDesk;
use web::{Desk, Failure, Frame, Link, Pager, page};

use crate::place::{Asked, Place, Section};

/// As many rows as the engine gives at once.
const ROWS: usize = 50;
/// The operator's own turn first.
const QUEUES: [&str; 4] = ["reported", "waiting", "removed", "published"];

pub(crate) fn routes() -> Router<web::Site> {
    Router::new()
        .route("/operator/reviews", get(list))
        .route("/operator/reviews/{id}", get(judge::show))
        .route("/operator/reviews/{id}/judgement", post(judge::judge))
}

async fn list(desk: OperatorDesk, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let (frame, place) = Place::at(&desk, Section::Reviews);
    let queue = QUEUES.into_iter().find(|queue| *queue == asked.state).unwrap_or(QUEUES[0]);
    let before: Option<ReviewId> = asked.before.parse().ok();
    let (engine, market) = (&desk.site.engine, desk.market.id);
    let found = engine::review::queue(engine, &desk.member, market, queue, before).await?;
    Ok(page::html(&ListReviews::new(frame, &place, &found, queue, before.is_none())))
}

#[derive(Debug, Template)]
#[template(path = "review/list.html")]
pub(crate) struct ListReviews {
    frame: Frame,
    desk: Desk,
    tabs: Vec<Link>,
    rows: Vec<Row>,
    pager: Pager,
}

#[derive(Debug)]
struct Row {
    href: String,
    title: String,
    text: String,
    by: String,
    shop: String,
    /// In tenths.
    stars: i64,
    reports: i64,
}

impl ListReviews {
    fn new(frame: Frame, place: &Place, found: &[ListedReview], queue: &str, is_first: bool) -> Self {
        let words = place.words;
        let address = |queue: &str| place.to(&format!("/operator/reviews?state={queue}"));
        let tab = |one: &str| {
            let link = Link::new(words.say(&format!("operator-reviews-{one}")), address(one));
            if one == queue { link.here() } else { link }
        };
        let next = found.last().filter(|_| found.len() == ROWS);
        let next =
            next.map(|last| place.to(&format!("/operator/reviews?state={queue}&before={}", last.review)));
        Self {
            desk: place.desk(),
            tabs: QUEUES.map(tab).to_vec(),
            rows: found.iter().map(|row| Row::new(place, row)).collect(),
            pager: Pager::neighbours((!is_first).then(|| address(queue)), next),
            frame: frame.titled(place.title()),
        }
    }
}

impl Row {
    fn new(place: &Place, row: &ListedReview) -> Self {
        let words = place.words;
        let date = words.date(row.at, place.offset_minutes);
        Self {
            href: place.to(&format!("/operator/reviews/{}", row.review)),
            title: row.title.clone(),
            text: row.text.clone(),
            by: words.with("review-by", &[("author", (&row.author).into()), ("date", date.into())]),
            shop: row.shop_name.clone(),
            stars: row.stars * 10,
            reports: row.reports,
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::ListReviews>();
        web::page::render_all::<super::show::ShowReview>();
    }
}
