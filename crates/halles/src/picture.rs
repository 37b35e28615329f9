//! `GET /pictures/{name}/{width}.jpg`: sellers' pictures. A name is a digest of the content, so an answer holds for ever.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use web::{Failure, Site};

const FOR_EVER: &str = "public, max-age=31536000, immutable";

pub fn routes() -> Router<Site> {
    Router::new().route("/pictures/{name}/{size}", get(show))
}

async fn show(
    State(site): State<Site>,
    Path((name, size)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let width: u32 =
        size.strip_suffix(".jpg").and_then(|width| width.parse().ok()).ok_or(Failure::NotFound)?;
    let jpeg = engine::picture::read(&site.engine, name, width).await?;
    Ok(([(header::CONTENT_TYPE, "image/jpeg"), (header::CACHE_CONTROL, FOR_EVER)], jpeg).into_response())
}
