//! The way from a request to a page that many see. A handler that takes `Public` is only called when the page is not at
//! hand; it sees a stranger, whoever asked. Who asked is known here alone, and only their bar at the top tells it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{FromRequestParts, MatchedPath};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use domain::Micros;
use engine::change::{Moment, Place, Subject};

use super::Wanted;
use super::kept::{Kept, Shows};
use crate::actor::{Site, Visitor};
use crate::{Failure, Lang, SESSION_COOKIE, cookie};

/// A public page that is asked for and not at hand.
#[derive(Debug)]
pub struct Public {
    /// Whoever asked, as one without a session is seen.
    pub stranger: Visitor,
    request: Request,
    /// Taken before anything was read. Absent while nothing can be kept.
    moment: Option<Moment>,
}

/// What of the request decides the answer beside the page.
#[derive(Debug)]
struct Request {
    headers: HeaderMap,
    uri: Uri,
    route: Option<MatchedPath>,
    /// Who asked, if they have a session.
    who: Option<Visitor>,
}

impl FromRequestParts<Site> for Public {
    type Rejection = Response;

    /// Answers at once with a page that is at hand.
    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let moment = site.engine.changes().moment(site.now());
        let visitor = Visitor::from_request_parts(parts, site).await.map_err(IntoResponse::into_response)?;
        let stranger = visitor.as_stranger();
        let has_session = cookie(&parts.headers, site.scheme, SESSION_COOKIE).is_some();
        let who = has_session.then_some(visitor);
        let route = parts.extensions.get().cloned();
        let request = Request { headers: parts.headers.clone(), uri: parts.uri.clone(), route, who };
        let kept = site.pages.find(&request.wanted(&stranger), site.engine.changes(), stranger.now);
        match kept {
            Some(page) => Err(request.answer(&page)),
            None => Ok(Self { stranger, request, moment }),
        }
    }
}

impl Public {
    /// The page as an answer. It is kept if it was asked for by one of its own `addresses` (path and query without a
    /// language), until one of `subjects` changes.
    pub fn show(&self, page: &impl Template, addresses: &[String], subjects: &[Subject<'_>]) -> Response {
        self.show_until(page, (addresses, subjects), Micros::MAX)
    }

    /// As `show`, of a page that is another from a moment on though nothing happens.
    pub fn show_until(
        &self,
        page: &impl Template,
        (addresses, subjects): (&[String], &[Subject<'_>]),
        until: Micros,
    ) -> Response {
        let text = match page.render() {
            Ok(text) => text,
            Err(error) => return Failure::from(error).into_response(),
        };
        let (pages, wanted) = (&self.stranger.site.pages, self.request.wanted(&self.stranger));
        let is_own = addresses.iter().any(|address| is_at(&self.request.uri, address));
        let shows = self.moment.filter(|_| is_own).map(|moment| self.shows(moment, subjects, until));
        let kept = Arc::new(Kept::new(text, self.request.route.clone(), shows));
        pages.keep(&wanted, Arc::clone(&kept));
        self.request.answer(&kept)
    }

    fn shows(&self, moment: Moment, subjects: &[Subject<'_>], until: Micros) -> Shows {
        let places: Box<[Place]> = subjects.iter().map(Subject::place).collect();
        Shows { moment, places, until: until.min(self.until()) }
    }

    /// The market's next rules may show other days and other words.
    fn until(&self) -> Micros {
        let (market, now) = (self.stranger.market.id, self.stranger.now);
        self.stranger.site.engine.next_policy_at(market, now).unwrap_or(Micros::MAX)
    }
}

/// Whether a request is for `address`, with or without asking for a language.
fn is_at(uri: &Uri, address: &str) -> bool {
    let given = as_written(uri);
    given == address || Lang::asked(uri).is_some_and(|lang| given == lang.address(address))
}

fn as_written(uri: &Uri) -> &str {
    uri.path_and_query().map_or("/", |address| address.as_str())
}

impl Request {
    fn wanted(&self, stranger: &Visitor) -> Wanted<'_> {
        let address = as_written(&self.uri);
        Wanted { market: stranger.market.id, lang: stranger.words.lang, address }
    }

    fn answer(&self, page: &Kept) -> Response {
        let Some(who) = &self.who else { return page.for_stranger(&self.headers) };
        match who.frame("").bar().render() {
            Ok(bar) => page.under(&bar),
            Err(error) => Failure::from(error).into_response(),
        }
    }
}
