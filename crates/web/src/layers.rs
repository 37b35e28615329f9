//! The layers around all routes, in the one order that works: what any of them refuses becomes a page, and what a page says
//! in its headers holds for failures too.

use axum::Router;
use axum::middleware::from_fn_with_state;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;

use crate::guard::BODY_BYTES_MAX;
use crate::{FailurePages, Guard, failure_pages, fresh, guard, panicked};

/// Puts guard, failure pages, compression and limits around `router`. Called once, by the wiring.
pub fn guarded(router: Router, state: Guard, pages: FailurePages) -> Router {
    let body_bytes_max = usize::try_from(BODY_BYTES_MAX).expect("the limit fits the address space");
    router
        .layer(RequestBodyLimitLayer::new(body_bytes_max))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(state.scheme, fresh::fresh))
        .layer(from_fn_with_state(state, guard))
        .layer(from_fn_with_state(pages, failure_pages))
        .layer(CompressionLayer::new())
}
