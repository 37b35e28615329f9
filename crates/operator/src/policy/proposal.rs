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
    /// Announced, and early enough to be called off.
    pub off: Option<Off>,
}

/// What can be said to an announced change that shall not come.
#[derive(Debug)]
pub(super) struct Off {
    /// Who wants to call it off, since when and why; empty while nobody does.
    pub asked: String,
    /// The reader wants it: another member agrees.
    pub is_own: bool,
    /// Another member has to agree.
    pub needs_another: bool,
}

impl Off {
    fn new(proposal: &Proposal, reader: Reader, by: impl Fn(&str) -> String) -> Option<Self> {
        proposal.can_be_called_off(reader.now).then(|| Self {
            asked: if proposal.off_asked_at.is_some() {
                by("operator-policy-call-off-asked")
            } else {
                String::new()
            },
            is_own: proposal.off_by == Some(reader.user.get()),
            needs_another: proposal.needs_another(),
        })
    }
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
        let off_by = |key: &str| {
            let at = proposal.off_at.or(proposal.off_asked_at).unwrap_or_default();
            let (one, other) = (&proposal.off_name, &proposal.off_decider_name);
            let both = if other.is_empty() || one == other { one.clone() } else { format!("{one}, {other}") };
            let args = [
                ("name", both.into()),
                ("date", moment(at).into()),
                ("reason", (&proposal.off_reason).into()),
            ];
            words.with(key, &args)
        };
        let since = proposal.since.unwrap_or_else(|| proposal.effect_at(&board.ground, reader.now));
        let is_waiting = proposal.is_waiting();
        let holds = match proposal.state {
            ProposalState::Refused | ProposalState::Withdrawn => String::new(),
            ProposalState::Proposed => {
                words.with("operator-policy-would-hold", &[("date", moment(since).into())])
            }
            ProposalState::Approved => words.with("operator-policy-holds", &[("date", moment(since).into())]),
            ProposalState::CalledOff => {
                words.with("operator-policy-would-have", &[("date", moment(since).into())])
            }
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
            reason: if proposal.off_at.is_some() {
                off_by("operator-policy-called-off")
            } else {
                proposal.reason.clone()
            },
            changes: reading.changes(&proposal.changes.0),
            action: place.to(&format!("/operator/policy/{}/decision", proposal.id)),
            is_waiting,
            is_announced: proposal.is_announced(reader.now),
            is_ended: matches!(
                proposal.state,
                ProposalState::Refused | ProposalState::Withdrawn | ProposalState::CalledOff
            ),
            is_own: proposal.author == reader.user,
            off: Off::new(proposal, reader, off_by),
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
        ProposalState::CalledOff => Mark::new("bad", "bad", say("operator-policy-state-called_off")),
        ProposalState::Withdrawn => Mark::new("", "", say("operator-policy-state-withdrawn")),
    }
}
