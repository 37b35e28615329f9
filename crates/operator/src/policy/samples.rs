//! One member alone with the first version; proposals waiting, announced and ended; a change about to be made; an error.

use domain::policy::change::{Changes, Proposal, ProposalState};
use domain::policy::notice::Ground;
use domain::{DAY, MarketId, OperatorId, ProposalId};
use engine::policy::MemberRow;
use money::Rate;
use web::{Page, Words};

use super::*;
use crate::place::Section;

const NOW: Micros = 1_795_370_520_000_000;
const LONG: &str = "Wolfeschlegelsteinhausenbergerdorff, Ada";

fn versions() -> Vec<PolicyVersion> {
    let first = Policy::from_toml(include_str!("../../../../presets/mall.toml")).expect("our own preset");
    let mut second = first.clone();
    second.commission.rate_ppm = Rate::from_ppm(45_000).expect("a rate");
    second.commission.by_category.clear();
    second.refunds.withdrawal_days = None;
    let version = |number, since, policy, author: &str| PolicyVersion {
        market: MarketId::from_raw(1 << 22),
        number,
        since,
        policy,
        author: author.to_owned(),
        off_at: None,
    };
    let mut off = version(3, NOW + 9 * DAY, first.clone(), LONG);
    off.off_at = Some(NOW - 1);
    vec![version(1, 0, first, "preset"), off, version(2, NOW - DAY, second, LONG)]
}

fn member(user: i64) -> MemberRow {
    MemberRow {
        operator: OperatorId::from_raw(1 << 22),
        user_id: UserId::from_raw(user),
        role: domain::seller::Role::Owner,
        since: 0,
        email: "ada@example.com".to_owned(),
        name: LONG.to_owned(),
        language: "en".to_owned(),
    }
}

fn proposal(state: ProposalState, author: i64, changes: Vec<Change>) -> Proposal {
    let is_decided = state != ProposalState::Proposed;
    let is_approved = state == ProposalState::Approved;
    Proposal {
        id: ProposalId::from_raw((author << 30) + (state as i64 + 1)),
        market: MarketId::from_raw(1 << 22),
        state,
        changes: Changes(changes),
        note: "Banks have become cheaper, and <we> pass it on.".to_owned(),
        wanted_at: None,
        author: UserId::from_raw(author),
        author_name: LONG.to_owned(),
        proposed_at: NOW - 2 * DAY,
        decider: is_decided.then_some(2),
        decider_name: if is_decided { "Otto".to_owned() } else { String::new() },
        decided_at: is_decided.then_some(NOW - DAY),
        reason: if state == ProposalState::Refused { "Too early.".to_owned() } else { String::new() },
        number: is_approved.then_some(3),
        since: is_approved.then_some(NOW + 15 * DAY),
        told_to: None,
        off_by: None,
        off_name: String::new(),
        off_reason: String::new(),
        off_asked_at: None,
        off_decider_name: String::new(),
        off_at: None,
        off_told_to: None,
        version: 0,
    }
}

/// An announced change that a member wants to call off; called off where the state says so.
fn called_off(state: ProposalState, by: i64, changes: Vec<Change>) -> Proposal {
    Proposal {
        state,
        off_by: Some(by),
        off_name: LONG.to_owned(),
        off_reason: "Our <figures> were wrong.".to_owned(),
        off_asked_at: Some(NOW - DAY),
        off_at: (state == ProposalState::CalledOff).then_some(NOW),
        ..proposal(ProposalState::Approved, by + 2, changes)
    }
}

fn board(versions: &[PolicyVersion], members: i64, proposals: Vec<Proposal>) -> Board {
    Board {
        versions: versions.to_vec(),
        proposals,
        members: (1..=members).map(member).collect(),
        ground: Ground { operator_country: "FR".into(), market_country: "FR".into(), offset_minutes: 60 },
    }
}

impl Page for ShowPolicy {
    fn samples(words: Words) -> Vec<Self> {
        let place = Place::sample(words, Section::Policy);
        let versions = versions();
        let reader = Reader { user: UserId::from_raw(1), now: NOW, currency: Currency::EUR };
        let page = |board: &Board, draft: Draft, asked: Asked| {
            let in_force = board.versions.last().expect("a market has a first version");
            Self::new(Frame::sample(words), &place, (board, in_force), reader, (draft, asked))
        };
        let filled = |policy: &Policy| web::rules::filled(policy, Currency::EUR);
        let fit = |policy: &Policy| Draft::Fit(filled(policy), Box::new(policy.clone()));
        let (first, second) = (&versions[0].policy, &versions[1].policy);
        let mut wanted = second.clone();
        wanted.payouts.approved_by_hand = false;
        wanted.escrow.confirm_days_after_delivery = 14;
        let mut quick = first.clone();
        quick.checkout.hold_minutes = 15;
        let mut listed = second.clone();
        listed.admission.checklists[0].papers.pop();
        listed.admission.checklists[1].countries = vec!["FR".to_owned()];
        let mut bare = second.clone();
        bare.admission.checklists.clear();
        let reading = Reading { words, currency: Currency::EUR };
        let mut wrong = filled(&wanted).labelled(labels(reading));
        web::rules::refuse(&mut wrong, &domain::policy::PolicyRefusal::OutOfRange("refunds.answer_days"));
        let taken = domain::admission::ListRefusal::CountryTaken { country: "FR".to_owned(), by: 0 };
        web::rules::refuse(&mut wrong, &domain::policy::PolicyRefusal::Checklist(1, taken));
        wrong.errors.refuse("new.countries", "checklist.no_country", Vec::new());
        let changes = || diff(second, &wanted);
        let full = board(
            &versions,
            2,
            vec![
                proposal(ProposalState::Proposed, 1, changes()),
                proposal(ProposalState::Proposed, 2, changes()),
                proposal(ProposalState::Approved, 2, changes()),
                called_off(ProposalState::Approved, 1, changes()),
                called_off(ProposalState::Approved, 2, changes()),
                called_off(ProposalState::CalledOff, 3, changes()),
                proposal(ProposalState::Refused, 1, changes()),
                proposal(ProposalState::Withdrawn, 1, changes()),
            ],
        );
        let alone = board(&versions[..1], 1, Vec::new());
        let compared = Asked { from: "1".to_owned(), to: "2".to_owned() };
        vec![
            page(&full, fit(&wanted), compared),
            page(&alone, Draft::None, Asked::default()),
            page(&alone, fit(&quick), Asked::default()),
            page(&alone, fit(first), Asked::default()),
            page(&full, fit(&listed), Asked::default()),
            page(&full, fit(&bare), Asked::default()),
            page(&full, Draft::Unfit(wrong), Asked { from: "1".to_owned(), to: "x".to_owned() }),
        ]
    }
}

#[test]
fn pages_render() {
    web::page::render_all::<ShowPolicy>();
}
