//! A proposed change as a card: what, by whom, from when, and what the reader may say to it.

use domain::policy::change::{Proposal, ProposalState};
use engine::policy::Board;
use web::rules::{Reading, RuleChange};

use super::Reader;
use crate::mark::Mark;
use crate::place::Place;

#[derive(Debug)]
pub(super) struct Card {
    /// Names the card in the page: `pol_…`.
    pub id: String,
    pub mark: Mark,
    /// Who has proposed it, and when.
    pub proposed: String,
    /// Who has decided, and when; empty while it waits.
    pub decided: String,
    /// From when it holds, or would if it were approved now.
    pub holds: String,
    pub note: String,
    pub reason: String,
    pub changes: Vec<RuleChange>,
    pub action: String,
    pub is_waiting: bool,
    pub is_announced: bool,
    pub is_ended: bool,
    /// The reader has proposed it: another member decides.
    pub is_own: bool,
}

impl Card {
    pub(super) fn new(
        place: &Place,
        reading: Reading,
        board: &Board,
        proposal: &Proposal,
        reader: Reader,
    ) -> Self {
        let words = place.words;
        let moment = |at| words.date_time(at, place.offset_minutes);
        let by = |key: &str, name: &str, at| {
            words.with(key, &[("name", name.into()), ("date", moment(at).into())])
        };
        let since = proposal.since.unwrap_or_else(|| proposal.effect_at(&board.ground, reader.now));
        let is_waiting = proposal.is_waiting();
        let holds = match proposal.state {
            ProposalState::Refused | ProposalState::Withdrawn => String::new(),
            ProposalState::Proposed => {
                words.with("operator-policy-would-hold", &[("date", moment(since).into())])
            }
            ProposalState::Approved => words.with("operator-policy-holds", &[("date", moment(since).into())]),
        };
        Self {
            id: proposal.id.to_string(),
            mark: mark(place, proposal, reader),
            proposed: by("operator-policy-proposed-by", &proposal.author_name, proposal.proposed_at),
            decided: proposal
                .decided_at
                .map(|at| by("operator-policy-decided-by", &proposal.decider_name, at))
                .unwrap_or_default(),
            holds,
            note: proposal.note.clone(),
            reason: proposal.reason.clone(),
            changes: reading.changes(&proposal.changes.0),
            action: place.to(&format!("/operator/policy/{}/decision", proposal.id)),
            is_waiting,
            is_announced: proposal.is_announced(reader.now),
            is_ended: matches!(proposal.state, ProposalState::Refused | ProposalState::Withdrawn),
            is_own: proposal.author == reader.user,
        }
    }
}

fn mark(place: &Place, proposal: &Proposal, reader: Reader) -> Mark {
    let say = |key: &str| place.words.say(key).into_owned();
    match proposal.state {
        ProposalState::Proposed => Mark::new("warn", "chat", say("operator-policy-state-proposed")),
        ProposalState::Approved if proposal.is_announced(reader.now) => {
            Mark::new("info", "info", say("operator-policy-state-announced"))
        }
        ProposalState::Approved => Mark::new("good", "check", say("operator-policy-state-approved")),
        ProposalState::Refused => Mark::new("bad", "bad", say("operator-policy-state-refused")),
        ProposalState::Withdrawn => Mark::new("", "", say("operator-policy-state-withdrawn")),
    }
}
