//! `GET /language?to=&back=`: keeps the reader's language in a cookie and leads back.

use axum::Router;
use axum::extract::{Query, State};
use axum::http::header;
use axum::routing::get;
use web::{Cookie, Lang, Site};

use crate::visit::{Answer, go, local};

/// A year.
const LANGUAGE_SECONDS: i64 = 365 * 24 * 60 * 60;

#[derive(Debug, Default, serde::Deserialize)]
struct Asked {
    #[serde(default)]
    to: String,
    #[serde(default)]
    back: String,
}

pub fn routes() -> Router<Site> {
    Router::new().route("/language", get(choose))
}

async fn choose(State(site): State<Site>, Query(asked): Query<Asked>) -> Answer {
    let mut answer = go(local(&asked.back))?;
    if let Some(lang) = Lang::parse(&asked.to) {
        let cookie = Cookie::new(site.scheme, "lang", lang.html()).max_age(LANGUAGE_SECONDS);
        answer.headers_mut().append(header::SET_COOKIE, cookie.header());
    }
    Ok(answer)
}
