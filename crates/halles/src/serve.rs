//! `halles serve`: the sites, the doors for providers, and what works in the background, until the process is told to end.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{Method, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use engine::Engine;
use engine::outbox::{self, Consumer, Round};
use engine::sandbox::{Mood, Moody};
use tokio::net::TcpListener;
use tokio::sync::watch::{Receiver, channel};
use tokio::task::JoinSet;
use tower::Layer;
use web::actor::Visitor;
use web::{FailurePages, Frame, Guard, Lang, Site, Words};

use crate::backup::{FILES, files};
use crate::config::Config;
use crate::deliver::Courier;
use crate::open::Task;
use crate::outside::{Clock, random_number};
use crate::watch::{self, Watch};
use crate::{Installation, door, hook, open, picture, say, trace};

/// The name of an installation where no market is known.
const NAME: &str = "Halles";
/// Whether the process lives, and whether it is ready, on hosts that are no market's.
const HEALTH: &str = "/healthz";
const READY: &str = "/readyz";
/// How long the outbox waits for an act before it looks for timers.
const OUTBOX_WAIT: Duration = Duration::from_secs(1);
/// As `OUTBOX_WAIT`, where timers were not looked for just now.
const TIMERS_WAIT: Duration = Duration::from_millis(200);
/// Between two rounds while there is work: what comes meanwhile shares the next one.
const BUSY_PAUSE: Duration = Duration::from_millis(20);
/// How often letters, pictures and calls to providers are looked for.
const SLOW_PAUSE: Duration = Duration::from_millis(300);
/// A failing round is not repeated faster.
const OUTBOX_PAUSE: Duration = Duration::from_secs(2);
/// How often new pictures are put into the archive.
const KEEP_FILES_EVERY: Duration = Duration::from_secs(20);
const RELOAD_EVERY: Duration = Duration::from_secs(30);
const RENEW_EVERY: Duration = Duration::from_secs(15);
/// So long requests under way may take to end.
const ENDING: Duration = Duration::from_secs(10);

pub fn run(installation: &Installation) -> anyhow::Result<ExitCode> {
    let config = installation.config()?;
    let runtime = open::runtime()?;
    let listener = open::wait(&runtime, listen(&config))?;
    let port = listener.local_addr()?.port();
    let courier = Courier::default();
    let engine =
        open::serving(&config, &Clock::default(), courier.clone(), config.public_port.unwrap_or(port))?;
    if let Some(file) = config.sandbox_moods.clone() {
        engine.set_provider(Arc::new(Moody::new(&engine, move || mood_in(&file))));
    }
    open::wait(&runtime, serve(&config, engine, listener, &courier, || {}))?;
    Ok(ExitCode::SUCCESS)
}

/// Says at once where the bucket of papers can't be reached; all else is served nevertheless.
async fn reach_papers(engine: Engine) {
    match engine::doctor::papers_out_of_reach(&engine).await {
        Ok(None) => tracing::info!("the bucket of papers is within reach"),
        Ok(Some(found)) => {
            tracing::error!(found, "papers can't be kept or read: their bucket is out of reach")
        }
        Err(problem) => tracing::error!(%problem, "the bucket of papers could not be looked for"),
    }
}

/// The mood that a file names by now.
fn mood_in(file: &Path) -> Mood {
    std::fs::read_to_string(file).map_or(Mood::Honest, |name| Mood::named(&name))
}

pub async fn listen(config: &Config) -> anyhow::Result<TcpListener> {
    TcpListener::bind(config.listen).await.with_context(|| format!("listening on {}", config.listen))
}

/// Serves until SIGTERM or Ctrl-C. Says that it listens, then calls `ready`.
pub async fn serve(
    config: &Config,
    engine: Engine,
    listener: TcpListener,
    courier: &Courier,
    ready: impl FnOnce(),
) -> anyhow::Result<()> {
    let port = listener.local_addr()?.port();
    let door = config.own_door(port);
    let host = engine.markets().first().map_or_else(|| door.to_string(), |market| engine.host_of(market.id));
    courier.open(door, host);
    let (stop, stopped) = channel(false);
    let watch = Watch::new(engine.clone());
    if config.objects.is_some() {
        open::start(reach_papers(engine.clone()));
    }
    let workers = open::start(work(engine.clone(), watch.clone(), stopped.clone()));
    if let Some(archive) = config.archive.clone() {
        let kept = Arc::new((config.data.clone(), archive.join(FILES)));
        open::start(repeat(stopped.clone(), move || keep_files(Arc::clone(&kept))));
    }
    let router = router(Site::new(engine.clone(), config.scheme, config.smtp.is_none()), watch.clone());
    if let Some(address) = config.watch {
        let bound = watch::listen(watch.clone(), address).await?;
        tracing::info!("figures at http://{bound}/metrics");
    }
    if let Some(collector) = &config.otlp {
        open::start(trace::send(collector.clone(), stopped.clone()));
    }
    say::line(&format!("listening on http://{door}"));
    ready();
    let served = door::serve(listener, router, stopped.clone());
    let mut served = open::start(served);
    tokio::select! {
        () = told_to_end() => {}
        ended = &mut served => ended.context("the server broke off")?,
    }
    watch.ends();
    let _ = stop.send(true);
    let _ = tokio::time::timeout(ENDING, served).await;
    let _ = tokio::time::timeout(ENDING, workers).await;
    engine.release().await.context("giving the leases back")
}

/// All routes, with the layers around them.
pub fn router(site: Site, watch: Watch) -> Router {
    let scheme = site.scheme;
    let door = Door { site: site.clone(), watch };
    let routes = Router::new()
        .merge(storefront::routes())
        .merge(seller::routes())
        .merge(operator::routes())
        .merge(hook::routes())
        .merge(picture::routes())
        .merge(web::assets::routes())
        .with_state(site.clone())
        .layer(from_fn(web::note_route));
    let proved = from_fn_with_state(site.clone(), web::proof::ask).layer(routes);
    let served = from_fn_with_state(door, bare_host).layer(proved);
    let guard = Guard::new(scheme, random_number);
    let guarded = door::impatient(web::guarded(served, guard.clone(), failure_pages(site.clone())));
    let kept = web::cache::Hits::new(site.clone(), guard).layer(guarded);
    let all = Router::new().fallback_service(from_fn_with_state(scheme, storefront::stay).layer(kept));
    let own = from_fn_with_state(web::OwnHosts::new(site, all.clone()), web::own_host).layer(all);
    Router::new().fallback_service(from_fn(watch::around).layer(own))
}

/// What hosts without a market are shown from.
#[derive(Debug, Clone)]
struct Door {
    site: Site,
    watch: Watch,
}

/// A host that is no market's shows the way to all of them, and how the process is.
async fn bare_host(State(Door { site, watch }): State<Door>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_asked = request.method() == Method::GET && matches!(path, "/" | HEALTH | READY);
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if !is_asked || !is_bare(host) || site.engine.market_at(name_of(host)).is_some() {
        return next.run(request).await;
    }
    match path {
        HEALTH => return watch::alive().await,
        READY => return watch::ready(&watch).await,
        _ => {}
    }
    let chosen = web::cookie(request.headers(), site.scheme, "lang");
    let asked = Lang::asked(request.uri());
    let negotiated = || Lang::negotiate(chosen, request.headers(), Lang::default());
    let address = format!("{}://{host}/", site.scheme.name());
    let words = Words::new(asked.unwrap_or_else(negotiated));
    storefront::directory(&site, words, &address, asked).await.into_response()
}

/// `mall.localhost:8080` → `mall.localhost`; the port of an IPv6 address stands behind its bracket.
fn name_of(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    }
}

/// An address without a name, or this machine's own.
fn is_bare(host: &str) -> bool {
    let name = name_of(host).trim_matches(['[', ']']);
    name == "localhost" || name.parse::<std::net::IpAddr>().is_ok()
}

fn failure_pages(site: Site) -> FailurePages {
    let frame = move |parts: Parts| {
        let site = site.clone();
        let made: std::pin::Pin<Box<dyn Future<Output = Option<Frame>> + Send>> = Box::pin(async move {
            let mut parts = parts;
            let visitor = Visitor::from_request_parts(&mut parts, &site).await.ok()?;
            Some(visitor.frame(""))
        });
        made
    };
    FailurePages { frame: Arc::new(frame), name: NAME }
}

/// What works in the background until it is told to stop. A round that has begun is ended: a letter that was handed
/// over is also noted.
async fn work(engine: Engine, watch: Watch, stopped: Receiver<bool>) {
    let (quick, renewed, loaded) = (engine.clone(), engine.clone(), engine.clone());
    let mut workers: Vec<Task> = vec![
        Box::pin(repeat(stopped.clone(), move || read_quickly(quick.clone(), watch.clone()))),
        Box::pin(repeat(stopped.clone(), move || renew(renewed.clone()))),
        Box::pin(repeat(stopped.clone(), move || reload(loaded.clone()))),
    ];
    // Consumers that wait for the outside have a task each.
    for consumer in outbox::SLOW {
        let own = engine.clone();
        workers.push(Box::pin(repeat(stopped.clone(), move || read_slowly(own.clone(), *consumer))));
    }
    workers.into_iter().collect::<JoinSet<()>>().join_all().await;
}

/// Runs rounds, each of which says how long to wait for the next.
async fn repeat<F: Future<Output = Duration>>(stopped: Receiver<bool>, mut round: impl FnMut() -> F) {
    while !*stopped.borrow() {
        let pause = round().await;
        tokio::select! {
            () = turned(stopped.clone()) => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

async fn turned(mut stopped: Receiver<bool>) {
    let _ = stopped.wait_for(|stop| *stop).await;
}

async fn read_quickly(engine: Engine, watch: Watch) -> Duration {
    let read = outbox::run_quick(&engine, engine.now()).await;
    if read.is_ok() {
        watch.outbox_was_read();
    }
    // Kept pages are served only while this goes on.
    if let Err(stop) = engine::change::follow(&engine, engine.now()).await {
        tracing::error!(%stop, "following the outbox");
    }
    match read {
        Ok(Round::Idle) => {
            engine.wait_for_work(OUTBOX_WAIT).await;
            Duration::ZERO
        }
        Ok(Round::Soon) => {
            engine.wait_for_work(TIMERS_WAIT).await;
            Duration::ZERO
        }
        Ok(Round::Busy) => BUSY_PAUSE,
        Err(stop) => {
            tracing::error!(%stop, "reading the outbox");
            OUTBOX_PAUSE
        }
    }
}

async fn read_slowly(engine: Engine, consumer: Consumer) -> Duration {
    match outbox::run_slow(&engine, consumer, engine.now()).await {
        Ok(_) => SLOW_PAUSE,
        Err(stop) => {
            tracing::error!(%stop, ?consumer, "reading the outbox");
            OUTBOX_PAUSE
        }
    }
}

async fn renew(engine: Engine) -> Duration {
    if let Err(error) = engine.renew_lease(engine.now()).await {
        tracing::error!(%error, "the node number could not be kept");
    }
    RENEW_EVERY
}

async fn reload(engine: Engine) -> Duration {
    if let Err(stop) = engine.reload(engine.now()).await {
        tracing::error!(%stop, "reading markets and policies anew");
    }
    RELOAD_EVERY
}

/// Pictures and secrets into the archive; commits go there by themselves.
async fn keep_files(kept: Arc<(PathBuf, PathBuf)>) -> Duration {
    let copied = tokio::task::spawn_blocking(move || files::copy_missing(&kept.0, &kept.1)).await;
    if let Ok(Err(error)) = copied {
        tracing::error!("archiving pictures: {error:#}");
    }
    KEEP_FILES_EVERY
}

async fn told_to_end() {
    let ctrl_c = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    {
        let Ok(mut term) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
            return ctrl_c.await;
        };
        tokio::select! {
            () = ctrl_c => {}
            _ = term.recv() => {}
        }
    }
    #[cfg(not(unix))]
    ctrl_c.await;
}

#[cfg(test)]
mod sending;
#[cfg(test)]
mod walks;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hosts_without_a_market_can_be_bare() {
        for bare in ["localhost", "localhost:8080", "127.0.0.1:80", "[::1]:8080", "192.168.0.7"] {
            assert!(is_bare(bare), "{bare}");
        }
        for named in ["mall.localhost:8080", "example.com", "localhost.example.com", ""] {
            assert!(!is_bare(named), "{named}");
        }
    }
}
