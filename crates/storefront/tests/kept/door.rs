//! A process as visitors reach it: the routes of the storefront behind all layers, pages kept.

use std::io::Read;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use axum::middleware::from_fn_with_state;
use engine::Engine;
use tower::{Layer, ServiceExt};
use web::cache::Hits;
use web::{FailurePages, Guard, Scheme, Site};

const PAGE_BYTES_MAX: usize = 4 * 1024 * 1024;

pub struct Door {
    routes: Router,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Door {
    pub fn of(engine: &Engine) -> Self {
        let site = Site::new(engine.clone(), Scheme::Http, false);
        let guard = Guard::new(Scheme::Http, || 7);
        let pages = FailurePages { frame: Arc::new(|_| Box::pin(async { None })), name: "Halles" };
        let routes = storefront::routes().with_state(site.clone());
        let all = Hits::new(site.clone(), guard.clone()).layer(web::guarded(routes, guard, pages));
        let all = Router::new().fallback_service(all);
        let own = web::OwnHosts::new(site, all.clone());
        Self { routes: all.layer(from_fn_with_state(own, web::own_host)) }
    }

    /// Asks as a browser does that sends no cookie.
    pub async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[]).await
    }

    pub async fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.ask_at("mall.localhost:8080", method, path, headers).await
    }

    /// As `ask`, of another host.
    pub async fn ask_at(&self, host: &str, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("host", host);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = self.routes.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = answer.into_parts();
        let bytes = to_bytes(body, PAGE_BYTES_MAX).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }
}

impl Answer {
    /// What is read, whatever way it came.
    pub fn text(&self) -> String {
        let mut text = String::new();
        match self.header("content-encoding").as_str() {
            "gzip" => flate2::read::GzDecoder::new(&self.bytes[..]).read_to_string(&mut text),
            "br" => brotli::Decompressor::new(&self.bytes[..], 4096).read_to_string(&mut text),
            _ => (&self.bytes[..]).read_to_string(&mut text),
        }
        .unwrap();
        text
    }

    /// All values of a header, joined.
    pub fn header(&self, name: &str) -> String {
        let values = self.headers.get_all(name).iter().map(|value| value.to_str().unwrap());
        values.collect::<Vec<_>>().join(", ")
    }

    pub fn says(&self, part: &str) -> bool {
        self.text().contains(part)
    }
}
