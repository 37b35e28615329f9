//! What is counted of requests: route template, method, class of status, time. Never the address itself, which may name
//! a person or a purchase, and which a stranger could invent without end.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use axum::http::{Method, StatusCode};
use store::db::meter::{Gauge, Histogram, MICROS, Times};

use super::text::{Text, Unit};

/// Routes told apart, a method each; what is more is counted as `other`.
const ROUTES_MAX: usize = 1_024;
const CLASSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];

/// All requests of one route and method.
#[derive(Debug)]
struct RouteMeter {
    method: &'static str,
    route: String,
    by_class: [AtomicU64; CLASSES.len()],
    took: Times,
}

/// Requests that are being answered.
pub static UNDER_WAY: Gauge = Gauge::new();

static ROUTES: [OnceLock<RouteMeter>; ROUTES_MAX] = [const { OnceLock::new() }; ROUTES_MAX];
static OTHER: OnceLock<RouteMeter> = OnceLock::new();

impl RouteMeter {
    fn new(method: &'static str, route: &str) -> Self {
        Self {
            method,
            route: route.to_owned(),
            by_class: [const { AtomicU64::new(0) }; CLASSES.len()],
            took: Histogram::new(&MICROS),
        }
    }
}

/// Counts an answer. `route` is the template: `/product/{slug}`.
pub fn count(method: &Method, route: &str, status: StatusCode, took: Duration) {
    let meter = of(name_of(method), route);
    let class = usize::from(status.as_u16() / 100).clamp(1, CLASSES.len()) - 1;
    meter.by_class[class].fetch_add(1, Relaxed);
    meter.took.note(u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
}

fn of(method: &'static str, route: &str) -> &'static RouteMeter {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let start = route.bytes().chain(method.bytes()).fold(0xcbf2_9ce4_8422_2325, step) as usize % ROUTES_MAX;
    for at in (start..ROUTES_MAX).chain(0..start) {
        let meter = ROUTES[at].get_or_init(|| RouteMeter::new(method, route));
        if meter.method == method && meter.route == route {
            return meter;
        }
    }
    OTHER.get_or_init(|| RouteMeter::new("other", "other"))
}

/// A stranger may invent methods; those are one.
fn name_of(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

pub fn write(text: &mut Text) {
    let routes = || ROUTES.iter().chain(std::iter::once(&OTHER)).filter_map(OnceLock::get);
    text.family("halles_http_requests_total", "counter", "Requests by route, method and class of status.");
    for route in routes() {
        for (class, count) in CLASSES.iter().zip(&route.by_class) {
            let count = count.load(Relaxed);
            if count > 0 {
                let labels = [("method", route.method), ("route", &route.route), ("status", class)];
                text.value("halles_http_requests_total", &labels, count);
            }
        }
    }
    text.family("halles_http_request_seconds", "histogram", "From the request to the head of its answer.");
    for route in routes() {
        let labels = [("method", route.method), ("route", &*route.route)];
        text.histogram("halles_http_request_seconds", &labels, Unit::Micros, &route.took);
    }
    text.gauge("halles_http_requests_under_way", "Requests that are being answered.", UNDER_WAY.now());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_by_template_and_invented_methods_are_one() {
        for method in ["GET", "BREW", "STEEP"] {
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            count(&method, "/of-this-test/{id}", StatusCode::SEE_OTHER, Duration::from_micros(60));
        }
        let mut text = Text::default();
        write(&mut text);
        let text = text.into_string();
        for line in [
            "halles_http_requests_total{method=\"GET\",route=\"/of-this-test/{id}\",status=\"3xx\"} 1",
            "halles_http_requests_total{method=\"other\",route=\"/of-this-test/{id}\",status=\"3xx\"} 2",
            "halles_http_request_seconds_bucket{method=\"GET\",route=\"/of-this-test/{id}\",le=\"0.00005\"} 0",
            "halles_http_request_seconds_bucket{method=\"GET\",route=\"/of-this-test/{id}\",le=\"0.0001\"} 1",
        ] {
            assert!(text.lines().any(|known| known == line), "{line} is missing:\n{text}");
        }
    }
}
