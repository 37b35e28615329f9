//! The raw limit of reads: a bare handler that answers with bytes known from the start, in a process like the server's, with
//! the same runtime and the same threads. Nothing of ours stands between it and the socket.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use axum::Router;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::routing::get;
use axum::serve::ListenerExt;
use bytes::Bytes;
use clap::Args;
use tokio::net::TcpListener;

use crate::leash::end_with_the_starter;
use crate::{open, say};

/// Headers that the server itself writes.
const WRITTEN_ANYWAY: [&str; 4] = ["content-length", "transfer-encoding", "date", "connection"];
const BETWEEN: &[u8] = b"\r\n\r\n";

/// Answers as they came from a real server, one a file.
#[derive(Debug, Args)]
pub struct Files {
    files: Vec<PathBuf>,
}

pub fn run(files: &Files) -> anyhow::Result<ExitCode> {
    end_with_the_starter();
    let mut router = Router::new();
    for (at, path) in files.files.iter().enumerate() {
        let (headers, body) = read(path)?;
        router = router.route(&format!("/{at}"), get(async move || (headers.clone(), body.clone())));
    }
    open::wait(&open::runtime()?, async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        say::line(&format!("listening on http://{}", listener.local_addr()?));
        let listener = listener.tap_io(|stream| {
            let _ = stream.set_nodelay(true);
        });
        axum::serve(listener, router).await
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Head and body of an answer, as `Line::whole` gives them.
fn read(path: &Path) -> anyhow::Result<(HeaderMap, Bytes)> {
    let bytes = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    let end =
        bytes.windows(BETWEEN.len()).position(|part| part == BETWEEN).context("an answer has a head")?;
    let mut headers = HeaderMap::new();
    let lines = std::str::from_utf8(&bytes[..end])?.split("\r\n");
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        if !WRITTEN_ANYWAY.contains(&name) {
            headers.append(HeaderName::try_from(name)?, HeaderValue::try_from(value)?);
        }
    }
    Ok((headers, Bytes::from(bytes).slice(end + BETWEEN.len()..)))
}
