//! A page is a struct, its template and its samples. Rendering answers with HTML; the check renders every sample in
//! every language and looks for what no page may have.

mod check;

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::{BUSY_SECONDS, Failure, Words};

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

/// A form that comes back because too much is waiting: says when sending it again makes sense.
pub fn busy(mut answer: Response) -> Response {
    *answer.status_mut() = Failure::Busy.status();
    answer.headers_mut().insert(header::RETRY_AFTER, BUSY_SECONDS);
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_of_a_busy_market_comes_back_to_be_sent_again_in_a_second() {
        let answer = busy(StatusCode::OK.into_response());
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.headers()[header::RETRY_AFTER], "1");
        let form = crate::Form::filled([("title", "Cup".to_owned())]).busy();
        assert!(!form.is_fine() && form.value("title") == "Cup");
    }
}
