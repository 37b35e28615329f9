//! Traces: request → act → commit, sent to a collector by OTLP over HTTP in its JSON form. What the collector does not take
//! in time is dropped and counted; nobody waits for it. Carries names, ids of requests and times, nothing of a person.

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use domain::Micros;
use http_body_util::Full;
use hyper::header::CONTENT_TYPE;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};
use store::db::meter::TRACE;
use tokio::sync::watch::Receiver;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Metadata, Subscriber};
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::{Context, Layer};
use tracing_subscriber::registry::LookupSpan;

use crate::outside::{random, random_number, system_now};

/// Spans that wait to be sent; one more is dropped.
const WAITING_MAX: usize = 16_384;
const SEND_EVERY: Duration = Duration::from_secs(1);
const PATIENCE: Duration = Duration::from_secs(5);
/// Spans in one message.
const TOGETHER_MAX: usize = 2_048;
/// The name of a request's span; acts and commits are told by their target.
const REQUEST: &str = "request";
/// What OTLP calls a span that answers a request from outside, and one that stays inside.
const KIND_SERVER: u8 = 2;
const KIND_INTERNAL: u8 = 1;

static IS_ON: AtomicBool = AtomicBool::new(false);
static WAITING: Mutex<Vec<Span>> = Mutex::new(Vec::new());
/// Spans that were sent, and spans that nobody took.
pub static SENT: AtomicU64 = AtomicU64::new(0);
pub static DROPPED: AtomicU64 = AtomicU64::new(0);

/// One span, from its beginning on; sent when it has ended.
#[derive(Debug, Clone)]
struct Span {
    name: &'static str,
    trace: [u8; 16],
    id: u64,
    parent: Option<u64>,
    start: Micros,
    end: Micros,
    attributes: Vec<(&'static str, String)>,
}

#[derive(Debug)]
struct Traces;

/// The layer that makes traces of spans; asleep until `send` runs.
pub fn layer<S>() -> impl Layer<S>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
{
    Traces.with_filter(filter_fn(is_traced))
}

fn is_traced(of: &Metadata<'_>) -> bool {
    IS_ON.load(Ordering::Relaxed) && of.is_span() && (of.name() == REQUEST || of.target() == TRACE)
}

impl<S> Layer<S> for Traces
where
    S: Subscriber + for<'a> LookupSpan<'a>,
{
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        let above = span.parent().and_then(|parent| {
            let parent = parent.extensions();
            parent.get::<Span>().map(|parent| (parent.trace, parent.id))
        });
        let mut trace = [0; 16];
        match above {
            Some((known, _)) => trace = known,
            None => random(&mut trace),
        }
        let mut made = Span {
            name: attributes.metadata().name(),
            trace,
            id: random_number().max(1),
            parent: above.map(|(_, parent)| parent),
            start: system_now(),
            end: 0,
            attributes: Vec::new(),
        };
        attributes.record(&mut made);
        span.extensions_mut().insert(made);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        if let Some(span) = context.span(id)
            && let Some(made) = span.extensions_mut().get_mut::<Span>()
        {
            values.record(made);
        }
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let Some(mut made) = context.span(&id).and_then(|span| span.extensions_mut().remove::<Span>()) else {
            return;
        };
        made.end = system_now();
        let mut waiting = WAITING.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() < WAITING_MAX {
            waiting.push(made);
        } else {
            DROPPED.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl Visit for Span {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.attributes.push((field.name(), format!("{value:?}")));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.attributes.push((field.name(), value.to_owned()));
    }
}

/// Takes traces from now on and sends them to `collector` until it is told to stop.
pub async fn send(collector: String, mut stopped: Receiver<bool>) {
    IS_ON.store(true, Ordering::Relaxed);
    tracing::callsite::rebuild_interest_cache();
    let client: Client<HttpConnector, Full<Bytes>> = Client::builder(TokioExecutor::new()).build_http();
    let address = format!("{}/v1/traces", collector.trim_end_matches('/'));
    let mut is_failing = false;
    loop {
        let ends = tokio::time::timeout(SEND_EVERY, stopped.wait_for(|stop| *stop)).await.is_ok();
        loop {
            let batch = take();
            if batch.is_empty() {
                break;
            }
            let count = batch.len() as u64;
            let sent = post(&client, &address, &batch).await;
            let counter = if sent.is_ok() { &SENT } else { &DROPPED };
            counter.fetch_add(count, Ordering::Relaxed);
            match sent {
                Ok(()) => is_failing = false,
                Err(error) if !is_failing => {
                    is_failing = true;
                    tracing::warn!("the collector of traces takes nothing: {error:#}");
                }
                Err(_) => {}
            }
        }
        if ends {
            return;
        }
    }
}

fn take() -> Vec<Span> {
    let mut waiting = WAITING.lock().unwrap_or_else(PoisonError::into_inner);
    let count = waiting.len().min(TOGETHER_MAX);
    waiting.drain(..count).collect()
}

async fn post(client: &Client<HttpConnector, Full<Bytes>>, to: &str, batch: &[Span]) -> anyhow::Result<()> {
    let body = Bytes::from(message(batch).to_string());
    let request = hyper::Request::post(to).header(CONTENT_TYPE, "application/json").body(Full::new(body))?;
    let answer = tokio::time::timeout(PATIENCE, client.request(request)).await??;
    anyhow::ensure!(answer.status().is_success(), "it answered {}", answer.status());
    Ok(())
}

/// Ids are hexadecimal and times are strings, as OTLP's JSON wants them.
fn message(batch: &[Span]) -> Value {
    let spans: Vec<Value> = batch.iter().map(Span::to_json).collect();
    let text = |key: &str, value: &str| json!({"key": key, "value": {"stringValue": value}});
    json!({"resourceSpans": [{
        "resource": {"attributes": [
            text("service.name", "halles"), text("service.version", env!("CARGO_PKG_VERSION")),
        ]},
        "scopeSpans": [{"scope": {"name": "halles"}, "spans": spans}],
    }]})
}

impl Span {
    fn to_json(&self) -> Value {
        let attributes: Vec<Value> = self
            .attributes
            .iter()
            .map(|(name, value)| json!({"key": attribute(name), "value": {"stringValue": value}}))
            .collect();
        let kind = if self.name == REQUEST { KIND_SERVER } else { KIND_INTERNAL };
        let mut span = json!({
            "traceId": data_encoding::HEXLOWER.encode(&self.trace),
            "spanId": format!("{:016x}", self.id),
            "name": self.shown(),
            "kind": kind,
            "startTimeUnixNano": (self.start * 1_000).to_string(),
            "endTimeUnixNano": (self.end.max(self.start) * 1_000).to_string(),
            "attributes": attributes,
        });
        if let Some(parent) = self.parent {
            span["parentSpanId"] = format!("{parent:016x}").into();
        }
        span
    }

    /// `GET /product/{slug}`, `order::ship`, `commit`.
    fn shown(&self) -> String {
        let of = |name: &str| {
            self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
        };
        match (of("method"), of("route"), of("act")) {
            (Some(method), Some(route), _) => format!("{method} {route}"),
            (.., Some(act)) => act.to_owned(),
            _ => self.name.to_owned(),
        }
    }
}

/// The names that OpenTelemetry gives to what everybody has.
fn attribute(name: &'static str) -> &'static str {
    match name {
        "method" => "http.request.method",
        "route" => "http.route",
        "status" => "http.response.status_code",
        "id" => "halles.request.id",
        "act" => "halles.act",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_written_as_otlp_reads_it() {
        let span = Span {
            name: REQUEST,
            trace: [0xab; 16],
            id: 7,
            parent: Some(1),
            start: 1_000_000,
            end: 1_000_005,
            attributes: vec![
                ("method", "GET".into()),
                ("route", "/product/{slug}".into()),
                ("status", "200".into()),
            ],
        };
        let message = message(&[span]);
        let span = &message["resourceSpans"][0]["scopeSpans"][0]["spans"][0];
        assert_eq!(span["traceId"], "ab".repeat(16));
        assert_eq!(
            (&span["spanId"], &span["parentSpanId"]),
            (&json!("0000000000000007"), &json!("0000000000000001"))
        );
        assert_eq!(
            (&span["startTimeUnixNano"], &span["endTimeUnixNano"]),
            (&json!("1000000000"), &json!("1000005000"))
        );
        assert_eq!(span["name"], "GET /product/{slug}");
        assert_eq!(span["attributes"][2]["key"], "http.response.status_code");
    }
}
