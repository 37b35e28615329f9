//! A page is a struct, its template and its samples. Rendering answers with HTML; the check renders every sample in
//! every language and looks for what no page may have.

mod check;

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::{Failure, Words};

pub use check::render_all;

/// A page with the samples that its test renders: empty, one, many, long words, errors.
pub trait Page: Template + Sized {
    fn samples(words: Words) -> Vec<Self>;
}

/// The page as an answer.
pub fn html(page: &impl Template) -> Response {
    html_with(StatusCode::OK, page)
}

/// The page under another status: 422 for a form that comes back.
pub fn html_with(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(text) => {
            let kind = HeaderValue::from_static("text/html; charset=utf-8");
            (status, [(header::CONTENT_TYPE, kind)], text).into_response()
        }
        Err(error) => Failure::from(error).into_response(),
    }
}
