//! Shipping many orders from a file: the carrier's list of numbers comes in, a report goes out, line by line.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::permission::Permission;
use engine::Never;
use engine::tracking::TrackingProblem;
use web::actor::SellerDesk;
use web::upload;
use web::{Desk, Failure, Form, Frame, Words, page};

use crate::asked::around;
use crate::desk::{Room, Scope};
#[cfg(test)]
use crate::sample;

/// The file that a seller can fill in.
pub const TEMPLATE_CSV: &str = "order,carrier,tracking\r\n";

pub fn routes() -> Router<web::Site> {
    Router::new()
        .route(
            "/seller/tracking",
            get(index).post(create).layer(DefaultBodyLimit::max(upload::BODY_BYTES_MAX)),
        )
        .route("/seller/tracking/template.csv", get(template))
}

async fn index(desk: SellerDesk) -> Result<Response, Failure> {
    desk.member.may::<Never>(Permission::OrdersShip)?;
    Ok(show(&desk, Form::default(), None))
}

async fn create(desk: SellerDesk, form: Multipart) -> Result<Response, Failure> {
    let file = match upload::files(form, "file").await {
        Ok(mut files) => files.remove(0).1,
        Err(refusal) => {
            let mut form = Form::default();
            form.errors.refuse("file", refusal.code(), Vec::new());
            return Ok(show(&desk, form, None));
        }
    };
    let report = engine::tracking::upload(&desk.site.engine, &desk.member, file, desk.now()).await?;
    let done = report.done.iter().map(ToString::to_string).collect();
    Ok(show(&desk, Form::default(), Some(Report::new(desk.words, done, report.problems))))
}

fn show(desk: &SellerDesk, form: Form, report: Option<Report>) -> Response {
    let (frame, menu, scope) = around(desk, Room::Tracking);
    let frame = frame.titled(desk.words.say("seller-menu-tracking"));
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page::html_with(status, &ShowTracking { frame, desk: menu, scope, form, report })
}

async fn template(desk: SellerDesk) -> Result<impl IntoResponse, Failure> {
    desk.member.may::<Never>(Permission::OrdersShip)?;
    let name = "attachment; filename=\"tracking.csv\"";
    let head = [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, name)];
    Ok((head, TEMPLATE_CSV))
}

/// `/seller/tracking`
#[derive(Debug, askama::Template)]
#[template(path = "tracking/show.html")]
pub struct ShowTracking {
    pub frame: Frame,
    pub desk: Desk,
    pub scope: Scope,
    pub form: Form,
    pub report: Option<Report>,
}

/// What became of a file.
#[derive(Debug, Clone, Default)]
pub struct Report {
    pub done: Vec<String>,
    pub problems: Vec<Problem>,
}

/// A line that was not taken, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub line: i64,
    pub value: String,
    pub why: String,
}

impl Report {
    pub fn new(words: Words, done: Vec<String>, problems: Vec<TrackingProblem>) -> Self {
        let problem = |told: TrackingProblem| Problem {
            line: told.line,
            value: told.value,
            why: words.refusal(&told.code, &[]),
        };
        Self { done, problems: problems.into_iter().map(problem).collect() }
    }
}

#[cfg(test)]
impl web::Page for ShowTracking {
    fn samples(words: Words) -> Vec<Self> {
        let page = |form: Form, report: Option<Report>| Self {
            frame: Frame::sample(words).titled(words.say("seller-menu-tracking")),
            desk: sample::desk(words, Room::Tracking),
            scope: sample::scope(),
            form,
            report,
        };
        let mut form = Form::default();
        form.errors.refuse("file", "upload.no_file", Vec::new());
        let done = sample::orders().iter().map(|(order, _)| order.id.to_string()).collect();
        let problem = |line, code: &str, value: &str| TrackingProblem {
            line,
            code: code.to_owned(),
            value: value.to_owned(),
        };
        let problems = vec![
            problem(3, "tracking.not_an_order", "B-7731"),
            problem(12, "order.already_shipped", "<b>ord</b>"),
        ];
        vec![
            page(Form::default(), None),
            page(form, None),
            page(Form::default(), Some(Report::new(words, done, problems))),
            page(Form::default(), Some(Report::default())),
        ]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::ShowTracking>();
    }
}
