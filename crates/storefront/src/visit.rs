//! From a request to an act and back: who asks, where one is led afterwards. Decides nothing of the trade.

use std::str::FromStr;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::{DAY, Micros, UserId};
use engine::user::SignedIn;
use web::actor::Visitor;
use web::{Failure, Frame};

use crate::reader::Reader;

/// What a handler answers.
pub type Answer = Result<Response, Failure>;

/// Letters of a page's description: search engines show no more of it.
pub const ABOUT_LETTERS_MAX: usize = 155;
/// Longest path that a link may lead back to.
const BACK_BYTES_MAX: usize = 1_000;

pub fn reader(visitor: &Visitor) -> Reader {
    Reader { words: visitor.words, offset_minutes: visitor.offset_minutes(), now: visitor.now }
}

/// The frame of a public page: with the addresses that search engines shall know, and a sentence about it.
pub fn public_frame(visitor: &Visitor, title: &str, path: &str, about: &str) -> Frame {
    Frame {
        description: about.chars().take(ABOUT_LETTERS_MAX).collect(),
        ..visitor.public_frame(title, path)
    }
}

/// As `public_frame`, of a page that has an address of its own.
pub fn public_frame_at(visitor: &Visitor, title: &str, address: &str, about: &str) -> Frame {
    Frame {
        description: about.chars().take(ABOUT_LETTERS_MAX).collect(),
        ..visitor.public_frame_at(title, address)
    }
}

/// The user of this browser, a guest too. A stranger has nothing here.
pub fn user(visitor: &Visitor) -> Result<UserId, Failure> {
    visitor.user_id().ok_or_else(|| visitor.session_over().unwrap_or(Failure::NotFound))
}

/// To the sign-in page, and back to `back`.
pub fn to_sign_in(back: &str) -> Answer {
    go(&format!("/sign-in?next={}", back.replace('%', "%25").replace('&', "%26").replace('#', "%23")))
}

/// The next midnight, UTC: what rolls over days is another then.
pub fn tomorrow(now: Micros) -> Micros {
    (now.div_euclid(DAY) + 1) * DAY
}

/// 303 to a path of this site.
pub fn go(path: &str) -> Answer {
    Ok(Redirect::to(path).into_response())
}

/// An id of an address; what is none leads nowhere.
pub fn id<T: FromStr>(text: &str) -> Result<T, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

/// The answer with the cookie of a new session.
pub fn with_session(visitor: &Visitor, signed_in: &SignedIn, mut answer: Response) -> Response {
    answer.headers_mut().append(header::SET_COOKIE, visitor.site.session_cookie(signed_in));
    answer
}

/// Whether this browser may try something that could be guessing; its address decides.
pub fn may_try(visitor: &Visitor) -> Result<(), Failure> {
    let many = Failure::refused("web.too_many_tries").with_status(axum::http::StatusCode::TOO_MANY_REQUESTS);
    visitor.site.tries.take(&visitor.origin.address, visitor.now).then_some(()).ok_or(many)
}

/// A path of this site to go back to; anything else leads home.
pub fn local(path: &str) -> &str {
    let is_local = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(['\\', '\r', '\n', '\t'])
        && path.len() <= BACK_BYTES_MAX
        && HeaderValue::from_str(path).is_ok();
    if is_local { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_only_led_back_to_a_path_of_this_site() {
        let long = format!("/{}", "a".repeat(BACK_BYTES_MAX));
        for (path, leads) in [
            ("/cart?a=1", "/cart?a=1"),
            ("//evil.example", "/"),
            ("/\\evil.example", "/"),
            ("https://evil.example", "/"),
            ("/a\r\nSet-Cookie: x", "/"),
            ("", "/"),
            (long.as_str(), "/"),
        ] {
            assert_eq!(local(path), leads, "{path}");
        }
    }
}
