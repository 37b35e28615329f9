//! Around every request: an id, the request's origin, the headers that tell a browser what this site never does.
//! Knows no user; who may do what is decided by the sites.

use std::fmt;
use std::sync::{Arc, LazyLock};

use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::{Failure, assets, cookie, upload};

/// The name of the cookie that carries a session; its presence makes an answer private.
pub const SESSION_COOKIE: &str = "session";
/// The largest body of a request that is no archive: pictures of a product, a few at once. Forms have their own, smaller
/// limit.
pub const BODY_BYTES_MAX: u64 = 32 * 1024 * 1024;
/// Where other systems post to us; they prove themselves by a signature and send no `Origin`.
const HOOKS: &str = "/hooks/";
/// The null character as an address writes it.
const NULL: &str = "%00";

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'";
const FEATURES: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()";
/// Two years, as the lists that browsers ship ask for.
const HTTPS_ONLY: &str = "max-age=63072000; includeSubDomains";

pub(crate) static REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
static SPECULATION_RULES: HeaderName = HeaderName::from_static("speculation-rules");

/// How readers reach us, as they see it. Behind a proxy that ends TLS this is `Https`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scheme {
    #[default]
    Http,
    Https,
}

impl Scheme {
    /// As an address begins.
    pub fn name(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }
}

/// The state of the guard; given by the wiring.
#[derive(Clone)]
pub struct Guard {
    pub scheme: Scheme,
    /// Draws a number that no other request has.
    pub draw: Arc<dyn Fn() -> u64 + Send + Sync>,
}

/// Names one request in the log, and to the user when something broke: `HX-7F2K-0931-4MNP`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(pub String);

impl Guard {
    pub fn new(scheme: Scheme, draw: impl Fn() -> u64 + Send + Sync + 'static) -> Self {
        Self { scheme, draw: Arc::new(draw) }
    }

    /// For an answer that is given without the guard.
    pub(crate) fn request_id(&self) -> HeaderValue {
        let id = RequestId::new((self.draw)());
        tracing::Span::current().record("id", id.0.as_str());
        id.header()
    }
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guard").field("scheme", &self.scheme).finish_non_exhaustive()
    }
}

impl RequestId {
    fn new(number: u64) -> Self {
        let text = data_encoding::BASE32_NOPAD.encode(&number.to_be_bytes());
        Self(format!("HX-{}-{}-{}", &text[..4], &text[4..8], &text[8..12]))
    }

    fn header(&self) -> HeaderValue {
        HeaderValue::from_str(&self.0).expect("an id is plain text")
    }
}

/// The middleware: `axum::middleware::from_fn_with_state(guard, web::guard)`. Stands inside `failure_pages`, so that
/// what it refuses becomes a page too, and puts `RequestId` and `Scheme` into the request's extensions.
pub async fn guard(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let id = RequestId::new((guard.draw)());
    tracing::Span::current().record("id", id.0.as_str());
    parts.extensions.insert(id.clone());
    parts.extensions.insert(guard.scheme);
    let has_session = cookie(&parts.headers, guard.scheme, SESSION_COOKIE).is_some();
    let mut response = match refuse(&parts, guard.scheme) {
        Some(failure) => failure.into_response(),
        None => next.run(Request::from_parts(parts, body)).await,
    };
    response.extensions_mut().insert(id.clone());
    let headers = response.headers_mut();
    headers.insert(REQUEST_ID.clone(), id.header());
    protect(headers, guard.scheme);
    keep_private(headers, has_session);
    response
}

/// How large a body may be that comes to an address.
pub(crate) fn body_bytes_max(method: &Method, path: &str) -> u64 {
    if upload::is_archive(method, path) { upload::ARCHIVE_BODY_BYTES_MAX } else { BODY_BYTES_MAX }
}

fn refuse(parts: &Parts, scheme: Scheme) -> Option<Failure> {
    let length =
        parts.headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if length.is_some_and(|length| length > body_bytes_max(&parts.method, parts.uri.path())) {
        return Some(Failure::TooLarge);
    }
    // PostgreSQL keeps no null character, so nothing can have such an address.
    if parts.uri.path_and_query().is_some_and(|address| address.as_str().contains(NULL)) {
        return Some(Failure::NotFound);
    }
    let only_reads = matches!(parts.method, Method::GET | Method::HEAD | Method::OPTIONS);
    if only_reads || parts.uri.path().starts_with(HOOKS) || is_from_here(&parts.headers, scheme) {
        return None;
    }
    Some(Failure::refused("web.cross_site").with_status(axum::http::StatusCode::FORBIDDEN))
}

/// Whether one of our own pages sent the request. A bearer token also proves it: no page of another site can make a
/// browser send one without asking us first, and we never answer such a question.
fn is_from_here(headers: &HeaderMap, scheme: Scheme) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if text("authorization").is_some_and(|value| value.starts_with("Bearer ")) {
        return true;
    }
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let (Some(origin), Some(host)) = (text("origin"), text("host")) else { return false };
    let prefix = if scheme == Scheme::Https { "https://" } else { "http://" };
    origin.strip_prefix(prefix) == Some(host)
}

/// What every answer says, made once.
static PROTECTION: LazyLock<HeaderMap> = LazyLock::new(|| {
    let said = [
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", FEATURES),
    ];
    said.map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
        .into_iter()
        .collect()
});
static RULES: LazyLock<HeaderValue> = LazyLock::new(|| {
    let rules = format!("\"{}\"", assets::speculation());
    HeaderValue::from_str(&rules).expect("an address of ours is plain text")
});

fn protect(headers: &mut HeaderMap, scheme: Scheme) {
    headers.extend(PROTECTION.clone());
    if scheme == Scheme::Https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HTTPS_ONLY));
    }
    if is_html(headers) {
        headers.insert(SPECULATION_RULES.clone(), RULES.clone());
    }
}

/// What the guard says about a page for who has no session: for answers that are given without it.
pub(crate) fn headers_of_public_page(scheme: Scheme) -> HeaderMap {
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    let mut headers = HeaderMap::from_iter([(header::CONTENT_TYPE, html)]);
    protect(&mut headers, scheme);
    keep_private(&mut headers, false);
    headers.append(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    headers
}

/// What a session may have shaped is kept nowhere; other pages are asked for again each time, which a tag makes cheap.
fn keep_private(headers: &mut HeaderMap, has_session: bool) {
    if headers.contains_key(header::CACHE_CONTROL) {
        return;
    }
    let value = if has_session { "private, no-store" } else { "private, no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(value));
    if is_html(headers) {
        headers.append(header::VARY, HeaderValue::from_static("Cookie, Accept-Language"));
    }
}

fn is_html(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

#[cfg(test)]
#[path = "guard/tests.rs"]
mod tests;
