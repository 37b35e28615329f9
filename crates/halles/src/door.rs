//! The public door: takes connections in and hands their requests to the routes, within limits on what a stranger can hold
//! open. Knows nothing of what is asked.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http_body_util::BodyExt;
use hyper::body::{Frame, Incoming};
use hyper::server::conn::http1::Builder;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::sync::watch::Receiver;
use tokio::task::JoinSet;
use tower::{Layer, Service};
use tower_http::timeout::RequestBodyTimeoutLayer;

use crate::open::Task;

/// Connections at once; one more waits in the system's queue.
const CONNECTIONS_MAX: usize = 20_000;
/// Open files that connections leave to everything else: the database, pictures, letters.
const FILES_KEPT_FREE: usize = 256;
/// What is assumed where the system does not tell how many files a process may open.
const FILES_ASSUMED: usize = 1_024;
/// A request's head must be there in this time. Also how long a connection may be kept without a request.
const HEAD_WAIT: Duration = Duration::from_secs(20);
const HEADERS_MAX: usize = 100;
const HEAD_BYTES_MAX: usize = 64 * 1024;
/// A smaller piece of a body is copied: it would keep the whole buffer that it was read into, thousands of bytes for each
/// letter of who sends letter by letter.
const PIECE_BYTES_COPIED: usize = 8 * 1024;
/// Between two pieces of a request's body.
const BODY_PAUSE: Duration = Duration::from_secs(20);
/// From a request's head to its answer: pictures over a slow line take this long.
const REQUEST_WAIT: Duration = Duration::from_secs(180);
/// As `REQUEST_WAIT`, of a boutique's archive: a gigabyte at a megabit a second.
const ARCHIVE_WAIT: Duration = Duration::from_secs(3 * 60 * 60);
/// After the system refused a connection, because too many files are open, it is not asked again at once.
const REFUSED_PAUSE: Duration = Duration::from_millis(100);
/// For who writes a client: no page, since no market is known.
const TWO_HOSTS: &str = "a request names one host: this one has two Host headers\n";

/// Who sends a request too slowly is let go.
pub fn impatient(routes: Router) -> Router {
    let paced = RequestBodyTimeoutLayer::new(BODY_PAUSE).layer(routes);
    Router::new().fallback_service(from_fn(in_time).layer(paced))
}

async fn in_time(request: Request, next: Next) -> Response {
    let is_archive = web::upload::is_archive(request.method(), request.uri().path());
    let most = if is_archive { ARCHIVE_WAIT } else { REQUEST_WAIT };
    let answered = tokio::time::timeout(most, next.run(request)).await;
    answered.unwrap_or_else(|_| StatusCode::REQUEST_TIMEOUT.into_response())
}

/// Serves connections until it is told to stop, then ends what is under way.
pub async fn serve(listener: TcpListener, routes: Router, stopped: Receiver<bool>) {
    let free = Arc::new(Semaphore::new(connections_max()));
    let mut served = JoinSet::new();
    while let Some((stream, peer)) = next(&listener, &stopped).await {
        let place = Arc::clone(&free).try_acquire_owned();
        let place = match place {
            Ok(place) => place,
            // All places are taken: whoever comes now waits for one, and so do all behind.
            Err(_) => tokio::select! {
                () = turned(stopped.clone()) => break,
                place = Arc::clone(&free).acquire_owned() => place.expect("the semaphore is never closed"),
            },
        };
        let (routes, stopped) = (routes.clone(), stopped.clone());
        let talk: Task = Box::pin(async move {
            converse(stream, peer, routes, stopped).await;
            drop(place);
        });
        served.spawn(talk);
        while served.try_join_next().is_some() {}
    }
    drop(listener);
    served.join_all().await;
}

/// The next connection; absent once it is told to stop.
async fn next(listener: &TcpListener, stopped: &Receiver<bool>) -> Option<(TcpStream, SocketAddr)> {
    loop {
        let accepted = tokio::select! {
            () = turned(stopped.clone()) => return None,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok(connection) => return Some(connection),
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken in");
                tokio::time::sleep(REFUSED_PAUSE).await;
            }
        }
    }
}

/// All requests of one connection. An error is the other side's: it broke off, was too slow, or spoke no HTTP.
async fn converse(stream: TcpStream, peer: SocketAddr, routes: Router, stopped: Receiver<bool>) {
    // Answers are small and whole; waiting to fill a packet only delays them.
    let _ = stream.set_nodelay(true);
    let answer = service_fn(move |request: hyper::Request<Incoming>| {
        let mut request = request.map(|body| Body::new(body.map_frame(compact)));
        request.extensions_mut().insert(ConnectInfo(peer));
        let mut routes = routes.clone();
        async move {
            if names_hosts(request.headers()) > 1 {
                return Ok((StatusCode::BAD_REQUEST, TWO_HOSTS).into_response());
            }
            let answered: Result<Response, Infallible> = routes.call(request).await;
            answered
        }
    });
    let mut builder = Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_WAIT)
        .max_headers(HEADERS_MAX)
        .max_buf_size(HEAD_BYTES_MAX);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), answer));
    tokio::select! {
        _ = connection.as_mut() => {}
        () = turned(stopped) => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
}

/// Which market is asked for is told by this header alone. Of two, a proxy in front may believe the other one, so neither
/// is believed (RFC 9112, 3.2).
fn names_hosts(headers: &HeaderMap) -> usize {
    headers.get_all(header::HOST).iter().count()
}

fn compact(frame: Frame<Bytes>) -> Frame<Bytes> {
    frame.map_data(|data| if data.len() < PIECE_BYTES_COPIED { Bytes::copy_from_slice(&data) } else { data })
}

async fn turned(mut stopped: Receiver<bool>) {
    let _ = stopped.wait_for(|stop| *stop).await;
}

/// As many as may be open at once, so that files are left for everything else.
fn connections_max() -> usize {
    let text = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let files = files_max(&text).unwrap_or(FILES_ASSUMED);
    files.saturating_sub(FILES_KEPT_FREE).clamp(1, CONNECTIONS_MAX)
}

/// `Max open files            1024                 524288               files`
pub fn files_max(limits: &str) -> Option<usize> {
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    let soft = line.split_whitespace().next()?;
    if soft == "unlimited" { Some(usize::MAX) } else { soft.parse().ok() }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    /// The first line of what is answered to a request with these headers.
    async fn answered(headers: &str) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (door, (stop, stopped)) = (listener.local_addr().unwrap(), tokio::sync::watch::channel(false));
        let served = tokio::spawn(serve(listener, Router::new().fallback(async || "hello"), stopped));
        let mut line = TcpStream::connect(door).await.unwrap();
        let request = format!("GET / HTTP/1.1\r\n{headers}Connection: close\r\n\r\n");
        line.write_all(request.as_bytes()).await.unwrap();
        let mut told = String::new();
        line.read_to_string(&mut told).await.unwrap();
        stop.send(true).unwrap();
        served.await.unwrap();
        told.lines().next().unwrap_or_default().to_owned()
    }

    #[tokio::test]
    async fn a_request_names_one_host() {
        assert_eq!(answered("Host: a.example\r\n").await, "HTTP/1.1 200 OK");
        for two in ["Host: a.example\r\nHost: b.example\r\n", "host: a.example\r\nHost: a.example\r\n"] {
            assert_eq!(answered(two).await, "HTTP/1.1 400 Bad Request", "{two}");
        }
    }

    #[test]
    fn connections_leave_files_for_everything_else() {
        let line =
            |soft: &str| format!("Max processes 1 1 p\nMax open files            {soft}  524288  files\n");
        assert_eq!(files_max(&line("1024")), Some(1_024));
        assert_eq!(files_max(&line("unlimited")), Some(usize::MAX));
        assert_eq!(files_max("Max processes 1 1 p\n"), None);
        assert!((1..=CONNECTIONS_MAX).contains(&connections_max()));
    }
}
