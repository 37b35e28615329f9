//! Saves sending again what a visitor without a session has already: a page gets a tag of its content, and a second
//! request that names it is answered without a body. Pages of a session are never kept, so they get no tag.

use crate::{Failure, SESSION_COOKIE, Scheme, cookie, tag};
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Our pages are a tenth of this; a larger one passes without a tag.
const PAGE_BYTES_MAX: u64 = 1024 * 1024;

/// The middleware, inside of the guard.
pub async fn fresh(State(scheme): State<Scheme>, request: Request, next: Next) -> Response {
    let asks = matches!(*request.method(), Method::GET | Method::HEAD);
    let known: HeaderMap = named_tags(request.headers());
    let has_session = cookie(request.headers(), scheme, SESSION_COOKIE).is_some();
    let response = next.run(request).await;
    if !asks || has_session || !is_page(&response) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return Failure::Fault(anyhow::anyhow!("a page broke off")).into_response();
    };
    let tag = tag::of_page(&bytes);
    if tag::is_known(&known, &tag) {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_LENGTH);
        parts.headers.insert(header::ETAG, tag);
        return Response::from_parts(parts, Body::empty());
    }
    parts.headers.insert(header::ETAG, tag);
    Response::from_parts(parts, Body::from(bytes))
}

fn named_tags(headers: &HeaderMap) -> HeaderMap {
    headers.get_all(header::IF_NONE_MATCH).iter().map(|tags| (header::IF_NONE_MATCH, tags.clone())).collect()
}

fn is_page(response: &Response) -> bool {
    let headers = response.headers();
    response.status() == StatusCode::OK
        && headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
        && !headers.contains_key(header::SET_COOKIE)
        && !headers.contains_key(header::ETAG)
        && axum::body::HttpBody::size_hint(response.body()).exact().is_some_and(|size| size <= PAGE_BYTES_MAX)
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::middleware::from_fn_with_state;
    use axum::response::Html;
    use axum::routing::get;
    use tower::ServiceExt;

    use super::*;

    async fn ask(path: &str, headers: &[(&str, &str)]) -> Response {
        let cookie = [(header::SET_COOKIE, "lang=fr")];
        let site = Router::new()
            .route("/page", get(async || Html("a page")))
            .route("/cookie", get(async move || (cookie, Html("a page"))))
            .layer(from_fn_with_state(Scheme::Http, fresh));
        let mut request = Request::builder().uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        site.oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
    }

    #[tokio::test]
    async fn a_page_that_did_not_change_is_not_sent_again() {
        let first = ask("/page", &[]).await;
        let tag = first.headers()[header::ETAG].to_str().unwrap().to_owned();
        for (path, known, cookie, status) in [
            ("/page", tag.as_str(), "lang=fr", 304),
            ("/page", "W/\"old\"", "lang=fr", 200),
            ("/page", &tag, "session=x", 200),
            ("/cookie", &tag, "lang=fr", 200),
        ] {
            let headers = [("if-none-match", known), ("cookie", cookie)];
            assert_eq!(ask(path, &headers).await.status(), status, "{path} {headers:?}");
        }
    }
}
