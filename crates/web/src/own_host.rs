//! A shop under a host name of its own: its window at `/`, the files that it needs, and from everything else the way to its
//! market, where one signs in, fills a cart and pays. Nobody is signed in here, and nothing is decided here.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, COOKIE, HOST};
use axum::http::{HeaderValue, Method, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use tower::ServiceExt;

use crate::Site;

/// What a window needs that every host serves.
const FILES: [&str; 3] = ["/assets/", "/pictures/", "/decors/"];

/// What a shop's own host is answered from.
#[derive(Debug, Clone)]
pub struct OwnHosts {
    site: Site,
    /// All routes, as a market's host reaches them.
    all: Router,
}

impl OwnHosts {
    pub fn new(site: Site, all: Router) -> Self {
        Self { site, all }
    }
}

/// Leads requests for a shop's own host to its page on the market. Stands outside of everything that knows markets.
pub async fn own_host(State(hosts): State<OwnHosts>, request: Request, next: Next) -> Response {
    let site = &hosts.site;
    let asked = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let Some(own) = site.engine.shop_at(name_of(asked)) else { return next.run(request).await };
    let market = site.engine.url_of(own.market);
    let (path, query) = (request.uri().path(), request.uri().query());
    let only_looks = matches!(*request.method(), Method::GET | Method::HEAD);
    let is_file = FILES.iter().any(|prefix| path.starts_with(prefix));
    if !only_looks || !(path == "/" || is_file) {
        let with_query = query.map(|query| format!("?{query}")).unwrap_or_default();
        return Redirect::to(&format!("{market}{path}{with_query}")).into_response();
    }
    let inner = if is_file { path.to_owned() } else { format!("/shop/{}", own.slug) };
    let authority = site.engine.host_of(own.market);
    let Some(request) = led(request, &inner, &authority) else {
        return Redirect::to(&market).into_response();
    };
    // Asked anew from the outside: which route it is, is decided by the address that it has by now.
    let Ok(mut answer) = hosts.all.oneshot(request).await;
    let_forms_go_to(&mut answer, &market);
    answer
}

/// The request as the market would have got it, of somebody whom it does not know.
fn led(mut request: Request, path: &str, authority: &str) -> Option<Request> {
    let address = match request.uri().query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    };
    *request.uri_mut() = address.parse::<Uri>().ok()?;
    request.headers_mut().insert(HOST, HeaderValue::from_str(authority).ok()?);
    request.headers_mut().remove(COOKIE);
    Some(request)
}

/// Forms of the window are answered on the market: browsers ask the page's policy about that too.
fn let_forms_go_to(answer: &mut Response, market: &str) {
    let Some(policy) = answer.headers().get(CONTENT_SECURITY_POLICY) else { return };
    let Ok(policy) = policy.to_str() else { return };
    let wider = policy.replace("form-action 'self'", &format!("form-action 'self' {market}"));
    if let Ok(wider) = HeaderValue::from_str(&wider) {
        answer.headers_mut().insert(CONTENT_SECURITY_POLICY, wider);
    }
}

/// Without the port.
fn name_of(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    }
}
