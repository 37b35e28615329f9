//! Shows every part in every state: `cargo run -p web --example specimen`, then http://127.0.0.1:8099/?lang=fr.
//! Reads nothing, keeps nothing; only for looking.

mod sheet;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::extract::{Query, RawQuery};
use axum::http::request::Parts;
use axum::response::Response;
use axum::routing::get;
use web::{FailurePages, Frame, Guard, Lang, Page, Scheme, Words, page};

use sheet::{DeskSheet, Sheet};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let requests = AtomicU64::new(1);
    let frame: web::FrameMaker = Arc::new(|parts: Parts| {
        let words = words(&Query::try_from_uri(&parts.uri).unwrap_or_default());
        Box::pin(async move { Some(Frame::sample(words)) })
    });
    let site: Router = Router::new()
        .route("/", get(async |query: Query<Asked>| first::<Sheet>(&query)))
        .route("/desk", get(async |query: Query<Asked>| first::<DeskSheet>(&query)))
        .route("/broken", get(async |_: RawQuery| web::Failure::Fault(anyhow::anyhow!("on purpose"))))
        .merge(web::assets::routes());
    let draw = move || requests.fetch_add(1, Ordering::Relaxed);
    let site = web::guarded(site, Guard::new(Scheme::Http, draw), FailurePages { frame, name: "Halles" });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8099").await?;
    eprintln!("http://{}/", listener.local_addr()?);
    Ok(axum::serve(listener, site).await?)
}

#[derive(Debug, Default, serde::Deserialize)]
struct Asked {
    lang: Option<String>,
}

fn words(asked: &Query<Asked>) -> Words {
    Words::new(asked.lang.as_deref().and_then(Lang::parse).unwrap_or_default())
}

fn first<P: Page>(asked: &Query<Asked>) -> Response {
    page::html(&P::samples(words(asked)).remove(0))
}
