//! `GET /sign-in/from/{market}`, `GET /sign-in/pass`, `GET /sign-in/arrive`: one sign-in for all hosts of an operator.
//! The browser asks here, the other host answers with a code, and only this browser holds the nonce that it needs.

use axum::Router;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, header};
use axum::routing::get;
use engine::user;
use web::actor::Visitor;
use web::{Cookie, Failure, Link, Site, cookie};

use crate::visit::{Answer, go, local, may_try, with_session};

/// The cookie that waits for the code.
const NONCE: &str = "passing";
const NONCE_SECONDS: i64 = 300;
const NONCE_LETTERS_MAX: usize = 60;

#[derive(Debug, Default, serde::Deserialize)]
struct Asked {
    #[serde(default)]
    to: String,
    #[serde(default)]
    nonce: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    next: String,
}

pub fn routes() -> Router<Site> {
    Router::new()
        .route("/sign-in/from/{market}", get(ask))
        .route("/sign-in/pass", get(pass))
        .route("/sign-in/arrive", get(arrive))
}

/// Links to the markets where one may be signed in already.
pub fn elsewhere(visitor: &Visitor, next: &str) -> Vec<Link> {
    let markets = user::sister_markets(&visitor.site.engine, visitor.market.id);
    let link = |market: &domain::market::Market| {
        Link::new(&market.name, format!("/sign-in/from/{}?{}", market.slug, query(&[("next", next)])))
    };
    markets.iter().map(link).collect()
}

pub(crate) fn query(pairs: &[(&str, &str)]) -> String {
    let escape =
        |text: &str| text.replace('%', "%25").replace('&', "%26").replace('#', "%23").replace('+', "%2B");
    pairs.iter().map(|(name, value)| format!("{name}={}", escape(value))).collect::<Vec<_>>().join("&")
}

fn sister(visitor: &Visitor, slug: &str) -> Result<String, Failure> {
    let engine = &visitor.site.engine;
    let found =
        user::sister_markets(engine, visitor.market.id).into_iter().find(|market| market.slug == slug);
    Ok(engine.url_of(found.ok_or(Failure::NotFound)?.id))
}

async fn ask(visitor: Visitor, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let nonce = engine::random_key(&visitor.site.engine);
    let there = sister(&visitor, &slug)?;
    let pairs = [("to", visitor.market.slug.as_str()), ("nonce", &nonce), ("next", local(&asked.next))];
    let mut answer = go(&format!("{there}/sign-in/pass?{}", query(&pairs)))?;
    let waits = Cookie::new(visitor.site.scheme, NONCE, nonce.clone()).max_age(NONCE_SECONDS);
    answer.headers_mut().append(header::SET_COOKIE, waits.header());
    Ok(answer)
}

async fn pass(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    let there = sister(&visitor, &asked.to)?;
    let next = local(&asked.next);
    let plain = asked.nonce.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    if !plain || asked.nonce.len() > NONCE_LETTERS_MAX {
        return Err(Failure::NotFound);
    }
    let Some(account) = visitor.account() else {
        return go(&format!("{there}/sign-in?{}", query(&[("next", next)])));
    };
    let code = user::pass_on(&visitor.site.engine, account.id, &asked.nonce, visitor.now).await?;
    go(&format!("{there}/sign-in/arrive?{}", query(&[("code", &code), ("next", next)])))
}

async fn arrive(visitor: Visitor, headers: HeaderMap, Query(asked): Query<Asked>) -> Answer {
    may_try(&visitor)?;
    let nonce = cookie(&headers, visitor.site.scheme, NONCE).ok_or(Failure::NotFound)?.to_owned();
    let (place, guest) = (visitor.origin.place(), visitor.user_id());
    let engine = &visitor.site.engine;
    let signed_in = user::arrive(engine, &asked.code, &nonce, place, guest, visitor.now).await?;
    let mut answer = with_session(&visitor, &signed_in, go(local(&asked.next))?);
    let spent = Cookie::removed(visitor.site.scheme, NONCE);
    answer.headers_mut().append(header::SET_COOKIE, spent.header());
    Ok(answer)
}
