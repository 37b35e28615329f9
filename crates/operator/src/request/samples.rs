//! Requests that wait for a ruling, ruled ones, none.

use web::{Page, Words};

use super::*;
use crate::place::Section;

impl Page for ListRequests {
    fn samples(words: Words) -> Vec<Self> {
        let place = Place::sample(words, Section::Requests);
        let page = |count, state: RequestState| {
            let mut found = crate::order::sample_list(count);
            found.iter_mut().for_each(|order| order.request_state = state.code().to_owned());
            Self::new(Frame::sample(words), &place, &found, state)
        };
        vec![page(3, RequestState::Escalated), page(2, RequestState::Ruled), page(0, RequestState::Escalated)]
    }
}

#[test]
fn pages_render() {
    page::render_all::<ListRequests>();
}
