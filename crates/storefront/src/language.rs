//! `GET /language?to=&back=`: keeps the reader's language in a cookie and leads back. Who comes by an address that asks
//! for a language (`?lang=fr`, from a search engine) stays in it the same way.

use axum::Router;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use axum::routing::get;
use web::{Cookie, Lang, Scheme, Site, cookie};

use crate::visit::{Answer, go, local};

/// The cookie that keeps the language.
const COOKIE: &str = "lang";
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
        answer.headers_mut().append(header::SET_COOKIE, kept(site.scheme, lang));
    }
    Ok(answer)
}

/// The middleware around everything that answers, kept pages too.
pub async fn stay(State(scheme): State<Scheme>, request: Request, next: Next) -> Response {
    let asked = Lang::asked(request.uri());
    let fresh = asked.filter(|lang| cookie(request.headers(), scheme, COOKIE) != Some(lang.html()));
    let mut answer = next.run(request).await;
    if let Some(lang) = fresh {
        answer.headers_mut().append(header::SET_COOKIE, kept(scheme, lang));
    }
    answer
}

fn kept(scheme: Scheme, lang: Lang) -> HeaderValue {
    Cookie::new(scheme, COOKIE, lang.html()).max_age(LANGUAGE_SECONDS).header()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::middleware::from_fn_with_state;
    use tower::ServiceExt;

    use super::*;

    #[tokio::test]
    async fn who_comes_by_an_address_in_a_language_stays_in_it() {
        let site =
            Router::new().route("/shops", get(async || "")).layer(from_fn_with_state(Scheme::Http, stay));
        for (address, cookie, kept) in [
            ("/shops?lang=fr", "", "lang=fr;"),
            ("/shops?lang=fr", "lang=zh", "lang=fr;"),
            ("/shops?lang=fr", "lang=fr", ""),
            ("/shops?lang=xx", "", ""),
            ("/shops", "lang=zh", ""),
        ] {
            let request = Request::get(address).header(header::COOKIE, cookie).body(Body::empty()).unwrap();
            let answer = site.clone().oneshot(request).await.unwrap();
            let given = answer.headers().get(header::SET_COOKIE).map(|value| value.to_str().unwrap());
            assert!(given.unwrap_or_default().starts_with(kept), "{address} {cookie}: {given:?}");
            assert_eq!(given.is_none(), kept.is_empty(), "{address} {cookie}: {given:?}");
        }
    }
}
