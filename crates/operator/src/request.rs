//! Requests for refunds: those that wait for a ruling first, then all others by state.

#[cfg(test)]
#[cfg(test)]
mod samples;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use domain::Code;
use domain::refund::RequestState;
use web::actor::OperatorDesk;
use web::{Desk, Failure, Frame, Link, page};

use crate::mark::Mark;
use crate::order::Row;
use crate::place::{Asked, Place, Section};
use engine::console::ListedOrder;

/// The operator's own turn first.
const TABS: [RequestState; 7] = [
    RequestState::Escalated,
    RequestState::Asked,
    RequestState::RefusedBySeller,
    RequestState::Ruled,
    RequestState::Agreed,
    RequestState::AgreedBySilence,
    RequestState::Withdrawn,
];

pub(crate) async fn list(desk: OperatorDesk, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let (frame, place) = Place::at(&desk, Section::Requests);
    let state = asked.state.parse().unwrap_or(RequestState::Escalated);
    let found = engine::refund::for_operator(&desk.site.engine, &desk.member, desk.market.id, state).await?;
    Ok(page::html(&ListRequests::new(frame, &place, &found, state)))
}

#[derive(Debug, Template)]
#[template(path = "request/list.html")]
pub(crate) struct ListRequests {
    frame: Frame,
    desk: Desk,
    tabs: Vec<Link>,
    rows: Vec<Row>,
    /// Whether these wait for the operator.
    is_ours: bool,
}

impl ListRequests {
    pub(crate) fn new(frame: Frame, place: &Place, found: &[ListedOrder], state: RequestState) -> Self {
        let tab = |tab: RequestState| {
            let href = place.to(&format!("/operator/requests?state={}", tab.code()));
            let link = Link::new(Mark::request(place.words, tab).text, href);
            if tab == state { link.here() } else { link }
        };
        Self {
            desk: place.desk(),
            tabs: TABS.map(tab).to_vec(),
            rows: found.iter().map(|order| Row::new(place, order)).collect(),
            is_ours: state == RequestState::Escalated,
            frame: frame.titled(place.title()),
        }
    }
}
