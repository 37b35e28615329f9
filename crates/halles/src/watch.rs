//! For who watches the process: whether it lives, whether it is ready, and its figures. The first two stand on the public
//! door for hosts that are no market's; the figures only on a listener of their own. Changes nothing.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use engine::{Engine, lag};
use store::Problem;
use tokio::net::TcpListener;
use tracing::Instrument;
use web::RouteTaken;

use crate::outside::stopwatch;
use crate::{metrics, open};

/// A database that says nothing for so long does not answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// The outbox is read several times a second; so long a silence means that nobody does.
const UNREAD_MAX: Duration = Duration::from_secs(30);
/// The target of the lines that tell of each request: `HALLES_LOG=warn,halles::access=info`.
const ACCESS: &str = "halles::access";
const PLAIN: &str = "text/plain; version=0.0.4; charset=utf-8";

/// What the process knows of itself. Clone it freely.
#[derive(Debug, Clone)]
pub struct Watch {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    engine: Engine,
    begun: Instant,
    /// Milliseconds from `begun` to the newest round of the outbox; 0 before the first.
    read_at: AtomicU64,
    is_ending: AtomicBool,
    /// Figures are gathered once at a time.
    gathering: tokio::sync::Mutex<()>,
}

/// Why requests should go elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unready {
    Ending,
    Starting,
    OutboxUnread,
    DatabaseSilent,
    MigrationsPending,
}

impl Unready {
    fn code(self) -> &'static str {
        match self {
            Self::Ending => "ending",
            Self::Starting => "starting",
            Self::OutboxUnread => "outbox_unread",
            Self::DatabaseSilent => "database_silent",
            Self::MigrationsPending => "migrations_pending",
        }
    }
}

impl Watch {
    pub fn new(engine: Engine) -> Self {
        let inner = Inner {
            engine,
            begun: stopwatch(),
            read_at: AtomicU64::new(0),
            is_ending: AtomicBool::new(false),
            gathering: tokio::sync::Mutex::new(()),
        };
        Self { inner: Arc::new(inner) }
    }

    /// The outbox was read to its end, or a part of it.
    pub fn outbox_was_read(&self) {
        let at = u64::try_from(self.inner.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.inner.read_at.store(at.max(1), Ordering::Relaxed);
    }

    /// From now on requests should go elsewhere; those under way are still answered.
    pub fn ends(&self) {
        self.inner.is_ending.store(true, Ordering::Relaxed);
    }

    async fn readiness(&self) -> Result<(), Unready> {
        if self.inner.is_ending.load(Ordering::Relaxed) {
            return Err(Unready::Ending);
        }
        let read = self.inner.engine.db().heavy(store::db::pending);
        match tokio::time::timeout(PATIENCE, read).await {
            Ok(Ok::<_, Problem>(0)) => {}
            Ok(Ok(_)) => return Err(Unready::MigrationsPending),
            Ok(Err(problem)) => {
                tracing::error!(%problem, "the database does not answer");
                return Err(Unready::DatabaseSilent);
            }
            Err(_) => return Err(Unready::DatabaseSilent),
        }
        let read_at = Duration::from_millis(self.inner.read_at.load(Ordering::Relaxed));
        match self.inner.begun.elapsed().saturating_sub(read_at) {
            _ if read_at.is_zero() => Err(Unready::Starting),
            silence if silence > UNREAD_MAX => Err(Unready::OutboxUnread),
            _ => Ok(()),
        }
    }

    async fn figures(&self) -> String {
        let _one = self.inner.gathering.lock().await;
        let engine = &self.inner.engine;
        let now = engine.now();
        let waiting = tokio::time::timeout(PATIENCE, lag::of(engine, now)).await;
        let waiting = waiting.ok().and_then(Result::ok);
        metrics::write(engine, &waiting, now, self.inner.begun.elapsed())
    }
}

/// Whether the process lives: nothing but that.
pub async fn alive() -> Response {
    json(StatusCode::OK, &serde_json::json!({"alive": true}))
}

/// Whether requests may come.
pub async fn ready(watch: &Watch) -> Response {
    match watch.readiness().await {
        Ok(()) => json(StatusCode::OK, &serde_json::json!({"ready": true})),
        Err(reason) => {
            let told = serde_json::json!({"ready": false, "reason": reason.code()});
            json(StatusCode::SERVICE_UNAVAILABLE, &told)
        }
    }
}

fn json(status: StatusCode, told: &serde_json::Value) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (status, headers, format!("{told}\n")).into_response()
}

/// Serves the figures, and what the public door says of the process, until the runtime ends.
pub async fn listen(watch: Watch, address: SocketAddr) -> anyhow::Result<SocketAddr> {
    let listener =
        TcpListener::bind(address).await.with_context(|| format!("watch: listening on {address}"))?;
    let bound = listener.local_addr()?;
    let routes = Router::new()
        .route("/metrics", get(figures))
        .route("/healthz", get(alive))
        .route("/readyz", get(async |State(watch): State<Watch>| ready(&watch).await))
        .with_state(watch);
    open::start(async move {
        if let Err(error) = axum::serve(listener, routes).await {
            tracing::error!(%error, "the listener for figures broke off");
        }
    });
    Ok(bound)
}

async fn figures(State(watch): State<Watch>) -> Response {
    ([(header::CONTENT_TYPE, PLAIN)], watch.figures().await).into_response()
}

/// The outermost layer: counts each request by its route, and names it in all that is logged meanwhile.
pub async fn around(mut request: Request, next: Next) -> Response {
    let begun = stopwatch();
    let under_way = metrics::http::UNDER_WAY.hold();
    let taken = RouteTaken::default();
    request.extensions_mut().insert(taken.clone());
    let method = request.method().clone();
    // The guard fills in the id, the route its name. An error's span, so that it is there whatever is logged.
    let empty = tracing::field::Empty;
    let span = tracing::error_span!("request", id = empty, %method, route = empty, status = empty);
    let response = next.run(request).instrument(span.clone()).await;
    span.record("status", response.status().as_u16());
    let took = begun.elapsed();
    let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    tracing::info!(target: ACCESS, parent: &span, micros, "answered");
    metrics::http::count(&method, taken.name(), response.status(), took);
    drop(under_way);
    response
}
