//! Long work of a market: what is under way, how far it is, and what became of each row.

mod handlers;
#[cfg(test)]
#[cfg(test)]
mod samples;

use askama::Template;
use axum::Router;
use axum::routing::{get, post};
use domain::job::{BulkList, Job, JobKind};
use domain::{ApplicationId, ProductId, ShopId};
use web::job::{Line, Row};
use web::{Desk, Frame, Link, Pager};

use crate::place::Place;

pub(crate) fn routes() -> Router<web::Site> {
    Router::new()
        .route("/operator/jobs", get(handlers::index))
        .route("/operator/jobs/{id}", get(handlers::show))
        .route("/operator/jobs/{id}/report.csv", get(handlers::report))
        .route("/operator/jobs/{id}/stop", post(handlers::stop))
}

/// `/operator/jobs`
#[derive(Debug, Template)]
#[template(path = "job/list.html")]
struct ListJobs {
    frame: Frame,
    desk: Desk,
    jobs: Vec<Row>,
    shops: String,
    pager: Pager,
}

/// `/operator/jobs/{id}`
#[derive(Debug, Template)]
#[template(path = "job/show.html")]
struct ShowJob {
    frame: Frame,
    desk: Desk,
    /// All of them.
    list: String,
    job: Row,
    /// Why rows were refused, and how many.
    reasons: Vec<(String, i64)>,
    tabs: Vec<Link>,
    lines: Vec<Line>,
    pager: Pager,
}

/// One job with the addresses of its pages in the console.
fn row(place: &Place, job: &Job) -> Row {
    let to = |below: &str| place.to(&format!("/operator/jobs/{}{below}", job.id));
    Row::new(place.words, place.offset_minutes, job, to)
}

/// The page of one thing that a job is about.
fn thing(place: &Place, kind: JobKind, raw: i64) -> String {
    match kind.list() {
        Some(BulkList::Shops) => place.to(&format!("/operator/shops/{}", ShopId::from_raw(raw))),
        Some(BulkList::Papers | BulkList::Applications) => {
            place.to(&format!("/operator/applications/{}", ApplicationId::from_raw(raw)))
        }
        None => place.on_market(&format!("/product/{}", ProductId::from_raw(raw))),
    }
}
