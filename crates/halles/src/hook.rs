//! `POST /hooks/payment/{provider}`: what payment providers tell of their own accord. The signature is checked over the
//! exact bytes before anything is read; there is no session here and no page.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use engine::Stop;
use engine::payment::HookRefusal;
use gateways::payment::signature::BODY_BYTES_MAX;
use web::Site;

pub fn routes() -> Router<Site> {
    Router::new().route("/hooks/payment/{provider}", post(take)).layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
}

async fn take(
    State(site): State<Site>,
    Path(provider): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let find = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(ToOwned::to_owned);
    let told = engine::payment::on_event(&site.engine, &provider, &find, &body, site.now()).await;
    let (status, code) = match told {
        Ok(()) => (StatusCode::NO_CONTENT, ""),
        Err(Stop::Refused(HookRefusal::UnknownProvider)) => (StatusCode::NOT_FOUND, "hook.unknown_provider"),
        Err(Stop::Refused(HookRefusal::Forged)) => (StatusCode::BAD_REQUEST, "hook.forged"),
        // A payment that is not ours: telling again would not make it so.
        Err(Stop::Absent | Stop::Denied(_)) => (StatusCode::NO_CONTENT, ""),
        Err(Stop::Problem(problem)) => {
            tracing::error!(provider, %problem, "a webhook could not be taken");
            (StatusCode::SERVICE_UNAVAILABLE, "hook.try_again")
        }
    };
    if code.is_empty() {
        return status.into_response();
    }
    (status, [("content-type", "application/problem+json")], format!("{{\"code\":\"{code}\"}}"))
        .into_response()
}
