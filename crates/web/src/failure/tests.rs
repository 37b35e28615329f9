//! Failures as a reader meets them, through the real layers.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::routing::get;
use tower::ServiceExt;

use super::*;
use crate::{Guard, Scheme};

fn site() -> Router {
    let frame: FrameMaker = Arc::new(|parts: Parts| {
        let lang = Lang::negotiate(None, &parts.headers, Lang::En);
        Box::pin(async move { Some(Frame::sample(Words::new(lang))) })
    });
    let site = Router::new()
        .route("/fine", get(async || "fine"))
        .route("/refused", get(async || Failure::refused("web.too_many_tries")))
        .route("/broken", get(async || Failure::Fault(anyhow::anyhow!("password=secret on disk sda"))))
        .route("/busy", get(async || Failure::Busy).post(async || Failure::Busy))
        .route("/panic", get(panics))
        .route(
            "/data",
            get(async || (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "application/json")], "{}")),
        );
    crate::guarded(site, Guard::new(Scheme::Http, || 7), FailurePages { frame, name: "Halles" })
}

async fn panics() -> &'static str {
    panic!("a mistake")
}

async fn ask(method: &str, path: &str, lang: &str) -> (StatusCode, HeaderMap, String) {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("accept-language", lang)
        .body(Body::empty())
        .unwrap();
    let response = site().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let text = String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().to_vec()).unwrap();
    (parts.status, parts.headers, text)
}

#[tokio::test]
async fn every_failure_is_a_page_in_the_readers_language() {
    let table = [
        ("GET", "/nowhere", "en", 404, "This page flew away"),
        ("GET", "/nowhere", "fr", 404, "Cette page s’est envolée"),
        ("GET", "/nowhere", "zh", 404, "这个页面飞走了"),
        ("GET", "/refused", "fr", 422, "Trop d’essais"),
        ("POST", "/fine", "en", 403, "came from another site"),
        ("GET", "/broken", "en", 500, "HX-AAAA-AAAA-AAAA"),
        ("GET", "/panic", "en", 500, "HX-AAAA-AAAA-AAAA"),
    ];
    for (method, path, lang, status, says) in table {
        let (got, headers, text) = ask(method, path, lang).await;
        assert_eq!(got, status, "{method} {path}");
        assert!(text.contains(says), "{method} {path} in {lang} does not say {says:?}: {text}");
        assert!(headers.contains_key("content-security-policy") && headers.contains_key("x-request-id"));
        assert_eq!(headers[header::CONTENT_TYPE], "text/html; charset=utf-8");
    }
}

#[tokio::test]
async fn a_busy_market_asks_to_come_back_in_a_second() {
    let table = [("en", "very busy"), ("fr", "très sollicité"), ("zh", "繁忙")];
    for (lang, says) in table {
        let (status, headers, text) = ask("GET", "/busy", lang).await;
        assert_eq!(
            (status, headers[header::RETRY_AFTER].as_bytes()),
            (StatusCode::SERVICE_UNAVAILABLE, &b"1"[..])
        );
        assert!(text.contains(says) && text.contains("href=\"/sample?a=1"), "{lang}: {text}");
    }
}

#[tokio::test]
async fn the_text_of_a_fault_is_never_shown() {
    let (_, _, text) = ask("GET", "/broken", "en").await;
    assert!(!text.contains("secret") && !text.contains("sda"));
}

#[tokio::test]
async fn what_is_no_page_passes_untouched() {
    assert_eq!(ask("GET", "/fine", "en").await.2, "fine");
    assert_eq!(ask("GET", "/data", "en").await.2, "{}");
}

#[test]
fn failure_pages_render_in_every_language() {
    page::render_all::<FailurePage>();
}
