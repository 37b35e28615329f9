//! The layers around all routes, in the one order that works: what any of them refuses becomes a page, and what a page says
//! in its headers holds for failures too. They stand around the routes as a whole: as layers of each route, all of them
//! would be copied for each of them, once more at every step inwards.

use std::convert::Infallible;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};

use axum::Router;
use axum::body::Body;
use axum::extract::{MatchedPath, Request};
use axum::http::{self, Method};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use http_body_util::Limited;
use tower::{Layer, Service};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::guard::body_bytes_max;
use crate::{FailurePages, Guard, failure_pages, fresh, guard, panicked};

/// Puts guard, failure pages, compression and limits around `routes`. Called once, by the wiring.
pub fn guarded<S>(routes: S, state: Guard, pages: FailurePages) -> Router
where
    S: Service<Request, Response = Response, Error = Infallible> + Clone + Send + Sync + 'static,
    S::Future: Send + 'static,
{
    let caught = CatchPanicLayer::custom(panicked).layer(Whole(routes));
    let fresh = from_fn_with_state(state.scheme, fresh::fresh).layer(caught);
    let guarded = from_fn_with_state(state, guard).layer(fresh);
    let paged = from_fn_with_state(pages, failure_pages).layer(guarded);
    Router::new().fallback_service(CompressionLayer::new().layer(paged))
}

/// Who asks for a page's head alone is answered as if they had asked for all of it: the layers around need the whole body to
/// name it and to tell its length. The outermost takes it away. Of what is sent, no more is read than may come to its address.
#[derive(Debug, Clone)]
struct Whole<S>(S);

impl<S, B> Service<http::Request<B>> for Whole<S>
where
    S: Service<Request>,
    B: axum::body::HttpBody<Data = axum::body::Bytes> + Send + 'static,
    B::Error: Into<axum::BoxError>,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, mut request: http::Request<B>) -> S::Future {
        if *request.method() == Method::HEAD {
            *request.method_mut() = Method::GET;
        }
        let most = body_bytes_max(request.method(), request.uri().path());
        let most = usize::try_from(most).expect("the limit fits the address space");
        self.0.call(request.map(|body| Body::new(Limited::new(body, most))))
    }
}

/// Where it is noted which route a request came to: who counts requests stands outside of all that knows routes.
#[derive(Debug, Clone, Default)]
pub struct RouteTaken(Arc<OnceLock<MatchedPath>>);

impl RouteTaken {
    /// `/p/{slug}`; `none` while there was no route.
    pub fn name(&self) -> &str {
        self.0.get().map_or("none", MatchedPath::as_str)
    }

    pub(crate) fn note(&self, route: Option<&MatchedPath>) {
        if let Some(route) = route {
            let _ = self.0.set(route.clone());
            tracing::Span::current().record("route", route.as_str());
        }
    }
}

/// The layer of each route that notes its name, where somebody wants to know it.
pub async fn note_route(request: Request, next: Next) -> Response {
    let known = request.extensions();
    if let Some(taken) = known.get::<RouteTaken>() {
        taken.note(known.get());
    }
    next.run(request).await
}
