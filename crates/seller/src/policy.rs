//! The rules of the market as its sellers read them: what will change and from when, what holds today, what changed
//! before. Nothing here can be changed.

use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::policy::change::{Proposal, ProposalState};
use domain::policy::{Policy, PolicyVersion};
use engine::policy::Upcoming;
use web::actor::SellerDesk;
use web::rules::{Reading, RuleChange};
use web::{Desk, Failure, Frame, page};
#[cfg(test)]
use web::{Page, Words};

use crate::asked::{around, moment};
use crate::desk::{Room, Scope};
use crate::moment::Moment;
#[cfg(test)]
use crate::sample;

/// What an operator asks of new sellers; who sells already need not read it here.
const OF_OTHERS: &str = "admission";

pub fn routes() -> Router<web::Site> {
    Router::new().route("/seller/policy", get(show))
}

async fn show(desk: SellerDesk) -> Result<Response, Failure> {
    let (engine, market, moment) = (&desk.site.engine, desk.market.id, moment(&desk));
    let current = engine.policy(market, moment.now);
    let told = Told {
        upcoming: engine.upcoming(market, moment.now),
        announced: engine::policy::announced(engine, market).await?,
    };
    let reading = Reading { words: desk.words, currency: desk.market.currency };
    Ok(page::html(&ShowPolicy::new(around(&desk, Room::Policy), moment, reading, (&current, told))))
}

/// What was announced.
#[derive(Debug, Default)]
pub struct Told {
    /// What does not hold yet.
    pub upcoming: Vec<Upcoming>,
    /// All that was approved, newest first.
    pub announced: Vec<Proposal>,
}

/// `/seller/policy`
#[derive(Debug, askama::Template)]
#[template(path = "policy/show.html")]
pub struct ShowPolicy {
    pub frame: Frame,
    pub desk: Desk,
    pub upcoming: Vec<Announced>,
    /// Topics with their rules.
    pub rules: Vec<(String, Vec<(String, String)>)>,
    pub since: String,
    pub past: Vec<Announced>,
}

/// A change with its date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announced {
    pub holds: String,
    pub note: String,
    pub changes: Vec<RuleChange>,
}

impl ShowPolicy {
    pub fn new(
        around: (Frame, Desk, Scope),
        moment: Moment,
        reading: Reading,
        (current, told): (&PolicyVersion, Told),
    ) -> Self {
        let (frame, desk, _) = around;
        let words = reading.words;
        let note = |number: i64| {
            let found = told.announced.iter().find(|proposal| proposal.number == Some(number));
            found.map(|proposal| proposal.note.clone()).unwrap_or_default()
        };
        let upcoming = told.upcoming.iter().map(|one| Announced {
            holds: holds(moment, "seller-policy-holds", one.version.since),
            note: note(one.version.number),
            changes: reading.changes(&one.changes),
        });
        let is_off = |proposal: &Proposal| proposal.state == ProposalState::CalledOff;
        let is_past = |proposal: &&Proposal| {
            is_off(proposal) || proposal.since.is_some_and(|since| since <= moment.now)
        };
        let past = told.announced.iter().filter(is_past).map(|proposal| {
            let (key, note) = if is_off(proposal) {
                ("seller-policy-called-off", &proposal.off_reason)
            } else {
                ("seller-policy-held", &proposal.note)
            };
            Announced {
                holds: holds(moment, key, proposal.since.unwrap_or_default()),
                note: note.clone(),
                changes: reading.changes(&proposal.changes.0),
            }
        });
        let since = if current.since > 0 {
            holds(moment, "seller-policy-since", current.since)
        } else {
            String::new()
        };
        Self {
            upcoming: upcoming.collect(),
            past: past.collect(),
            rules: rules(reading, &current.policy),
            since,
            frame: frame.titled(words.say("seller-menu-policy")),
            desk,
        }
    }
}

fn holds(moment: Moment, key: &str, at: domain::Micros) -> String {
    moment.words.with(key, &[("date", moment.date_time(at).into())])
}

/// By topic.
fn rules(reading: Reading, policy: &Policy) -> Vec<(String, Vec<(String, String)>)> {
    let mut topics: Vec<(&str, Vec<(String, String)>)> = Vec::new();
    for (section, label, value) in
        reading.all(policy).into_iter().filter(|(section, ..)| *section != OF_OTHERS)
    {
        match topics.last_mut() {
            Some((last, rules)) if *last == section => rules.push((label, value)),
            _ => topics.push((section, vec![(label, value)])),
        }
    }
    topics.into_iter().map(|(section, rules)| (reading.section(section), rules)).collect()
}

/// What the first page of the seller centre says of rules that will change; empty where none will.
pub fn announcement(desk: &SellerDesk, moment: Moment) -> String {
    let upcoming = desk.site.engine.upcoming(desk.market.id, moment.now);
    upcoming
        .first()
        .map(|one| holds(moment, "seller-policy-will-change", one.version.since))
        .unwrap_or_default()
}

#[cfg(test)]
impl Page for ShowPolicy {
    fn samples(words: Words) -> Vec<Self> {
        let moment = sample::moment(words);
        let reading = Reading { words, currency: sample::EUR };
        let (first, proposal, second) = sample::announced_rules();
        let page = |current: &PolicyVersion, told: Told| {
            let around = (Frame::sample(words), sample::desk(words, Room::Policy), sample::scope());
            Self::new(around, moment, reading, (current, told))
        };
        let changes = proposal.changes.0.clone();
        let upcoming = vec![Upcoming { version: second.into(), changes }];
        let mut held = proposal.clone();
        held.since = Some(sample::NOW - 1);
        let mut off = proposal.clone();
        (off.state, off.off_reason) = (ProposalState::CalledOff, "Our figures were wrong.".to_owned());
        vec![
            page(&first, Told { upcoming, announced: vec![proposal, off, held] }),
            page(&PolicyVersion { since: 0, ..first.clone() }, Told::default()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_render() {
        page::render_all::<ShowPolicy>();
    }

    #[test]
    fn what_new_sellers_have_to_show_is_not_among_the_rules() {
        let (first, ..) = sample::announced_rules();
        let reading = Reading { words: Words::default(), currency: sample::EUR };
        let topics: Vec<String> = rules(reading, &first.policy).into_iter().map(|(topic, _)| topic).collect();
        assert_eq!(
            topics,
            [
                "Commission",
                "Deposit and fees",
                "Escrow",
                "Refunds",
                "Payouts",
                "Checkout",
                "Tax",
                "Goods",
                "Reviews"
            ]
        );
    }
}
