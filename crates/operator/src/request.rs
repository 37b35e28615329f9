//! Requests for refunds: those that wait for a ruling first, then all others by state.

#[cfg(test)]
mod samples;

use askama::Template;
use domain::Code;
use domain::refund::RequestState;
use web::{Desk, Frame, Link};

use crate::mark::Mark;
use crate::order::Row;
use crate::place::Place;
use crate::shapes::ListedOrder;

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
