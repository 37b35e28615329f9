//! A page that many see, as it is kept: its bytes with their pressed forms, its tag, and what it shows. The bar at its
//! top is the only part that differs for who has a session; it is made anew for them and never kept.

use std::ops::Range;

use axum::body::Body;
use axum::extract::MatchedPath;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::{Bytes, BytesMut};
use domain::Micros;
use engine::change::{Changes, Moment, Place};

use super::encoding::{Effort, Encoding, Pressed};
use crate::tag;

/// How the bar begins and ends in a page.
const BAR_BEGINS: &str = "<header class=\"bar\">";
const BAR_ENDS: &str = "</header>";
/// What a kept page weighs beside its bytes: keys, tag, places, the book-keeping around them.
const BESIDE_BYTES: usize = 1024;

pub(super) const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

#[derive(Debug)]
pub struct Kept {
    html: Pressed,
    /// Absent on a page without one.
    bar: Option<Range<usize>>,
    pub(super) etag: HeaderValue,
    /// By which it was made.
    pub(super) route: Option<MatchedPath>,
    shows: Option<Shows>,
}

/// What a page shows, so that it can be told when it is no longer so.
#[derive(Debug)]
pub(super) struct Shows {
    /// Taken before anything was read.
    pub moment: Moment,
    pub places: Box<[Place]>,
    /// The next known moment at which something that it shows changes by itself.
    pub until: Micros,
}

impl Kept {
    /// Without `shows` a page is sent once and not kept.
    pub(super) fn new(text: String, route: Option<MatchedPath>, shows: Option<Shows>) -> Self {
        let bar = bar_of(&text);
        let etag = tag::of_page(text.as_bytes());
        Self { html: Pressed::new(text, Effort::Page), bar, etag, route, shows }
    }

    pub(super) fn is_so(&self, changes: &Changes, now: Micros) -> bool {
        let Some(shows) = &self.shows else { return false };
        now < shows.until && changes.holds_since(shows.moment, &shows.places, now)
    }

    pub(super) fn can_be_kept(&self) -> bool {
        self.shows.is_some()
    }

    /// Bytes of memory, with the pressed forms that will be asked for.
    pub(super) fn weight(&self) -> u64 {
        (self.html.plain().len() * 3 / 2 + BESIDE_BYTES) as u64
    }

    /// For who asks without a session. Only what differs from page to page: the guard adds the rest.
    pub(super) fn for_stranger(&self, headers: &HeaderMap) -> Response {
        let mut response = self.body_for_stranger(headers);
        let own = response.headers_mut();
        own.insert(header::CONTENT_TYPE, HTML);
        own.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        response
    }

    /// Status, tag, encoding and body.
    pub(super) fn body_for_stranger(&self, headers: &HeaderMap) -> Response {
        if tag::is_known(headers, &self.etag) {
            let mut response = StatusCode::NOT_MODIFIED.into_response();
            response.headers_mut().insert(header::ETAG, self.etag.clone());
            return response;
        }
        let (encoding, bytes) = self.html.get(Encoding::accepted(headers));
        let mut response = Response::new(Body::from(bytes));
        let own = response.headers_mut();
        own.insert(header::ETAG, self.etag.clone());
        if let Some(name) = encoding.name() {
            own.insert(header::CONTENT_ENCODING, name);
        }
        response
    }

    /// For who has a session: the same page under their own bar.
    pub(super) fn under(&self, bar: &str) -> Response {
        let html = self.html.plain();
        let Some(own) = &self.bar else {
            return ([(header::CONTENT_TYPE, HTML)], html.clone()).into_response();
        };
        let mut bytes = BytesMut::with_capacity(html.len() + bar.len());
        bytes.extend_from_slice(&html[..own.start]);
        bytes.extend_from_slice(bar.as_bytes());
        bytes.extend_from_slice(&html[own.end..]);
        ([(header::CONTENT_TYPE, HTML)], Bytes::from(bytes)).into_response()
    }
}

/// Where the bar stands. No text of a seller comes before it but the title, in which `<` can't stand.
fn bar_of(text: &str) -> Option<Range<usize>> {
    let start = text.find(BAR_BEGINS)?;
    let length = text[start..].find(BAR_ENDS)? + BAR_ENDS.len();
    Some(start..start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_bar_of_a_page_is_replaced_and_nothing_else() {
        let page = |bar: &str| {
            format!(
                "<title>&#60;header</title><header class=\"bar\">{bar}</header><main><header></header></main>"
            )
        };
        let kept = Kept::new(page("sign in"), None, None);
        let answer = kept.under("<header class=\"bar\">Ana</header>");
        let bytes = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        assert_eq!(bytes, page("Ana").as_bytes());
    }

    #[test]
    fn a_page_that_says_not_what_it_shows_is_not_kept() {
        assert!(!Kept::new("a page".to_owned(), None, None).can_be_kept());
    }
}
