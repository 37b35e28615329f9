//! The shortest way to a kept page: a layer around all others that answers who has no session, before anything is looked up
//! or allocated that was the same the last time. What it doesn't know goes on to the routes.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::response::Response;
use tower::{Layer, Service};

use super::Wanted;
use super::kept::Kept;
use crate::actor::Site;
use crate::guard::{self, Guard, REQUEST_ID};
use crate::{Lang, RouteTaken, SESSION_COOKIE, cookie};

/// The layer. The guard's part of the headers is made once.
#[derive(Debug, Clone)]
pub struct Hits {
    door: Arc<Door>,
}

#[derive(Debug)]
struct Door {
    site: Site,
    guard: Guard,
    headers: HeaderMap,
}

/// Routes behind the layer.
#[derive(Debug, Clone)]
pub struct Behind<S> {
    door: Arc<Door>,
    routes: S,
}

impl Hits {
    pub fn new(site: Site, guard: Guard) -> Self {
        let headers = guard::headers_of_public_page(guard.scheme);
        Self { door: Arc::new(Door { site, guard, headers }) }
    }
}

impl<S> Layer<S> for Hits {
    type Service = Behind<S>;

    fn layer(&self, routes: S) -> Behind<S> {
        Behind { door: Arc::clone(&self.door), routes }
    }
}

impl<S> Service<Request> for Behind<S>
where
    S: Service<Request, Response = Response, Error = Infallible>,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Answer;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.routes.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Answer {
        match self.door.find(&request) {
            Some(page) => Answer::AtHand(Some(self.door.answer(&request, &page))),
            None => Answer::Made(Box::pin(self.routes.call(request))),
        }
    }
}

/// An answer that is at hand, or one that the routes make.
#[expect(missing_debug_implementations, reason = "a future of the routes does not print")]
pub enum Answer {
    AtHand(Option<Response>),
    Made(Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>),
}

impl Future for Answer {
    type Output = Result<Response, Infallible>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.get_mut() {
            Self::AtHand(response) => Poll::Ready(Ok(response.take().expect("an answer is asked for once"))),
            Self::Made(made) => made.as_mut().poll(context),
        }
    }
}

impl Door {
    fn find(&self, request: &Request) -> Option<Arc<Kept>> {
        let (site, headers) = (&self.site, request.headers());
        let only_looks = matches!(*request.method(), Method::GET | Method::HEAD);
        if !only_looks || headers.contains_key(header::CONTENT_LENGTH) {
            return None;
        }
        if cookie(headers, site.scheme, SESSION_COOKIE).is_some() {
            return None;
        }
        let authority = headers.get(header::HOST)?.to_str().ok()?;
        let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
        let (market, default) = site
            .engine
            .see_market_at(host, |market| (market.id, Lang::parse(&market.language).unwrap_or_default()))?;
        let chosen = cookie(headers, site.scheme, "lang");
        let lang = Lang::asked(request.uri()).unwrap_or_else(|| Lang::negotiate(chosen, headers, default));
        let address = request.uri().path_and_query()?.as_str();
        site.pages.find(&Wanted { market, lang, address }, site.engine.changes(), site.now())
    }

    fn answer(&self, request: &Request, page: &Kept) -> Response {
        if let Some(taken) = request.extensions().get::<RouteTaken>() {
            taken.note(page.route.as_ref());
        }
        let mut response = page.body_for_stranger(request.headers());
        let own = std::mem::replace(response.headers_mut(), self.headers.clone());
        response.headers_mut().extend(own);
        response.headers_mut().insert(REQUEST_ID.clone(), self.guard.request_id());
        if *request.method() == Method::HEAD {
            let length = axum::body::HttpBody::size_hint(response.body()).exact().map(HeaderValue::from);
            length.map(|length| response.headers_mut().insert(header::CONTENT_LENGTH, length));
            *response.body_mut() = Body::empty();
        }
        response
    }
}
