//! A market's rules: what holds, what is announced and what waits for a second member, the form that proposes a change,
//! and every version with what it changed. What each field is called and how it is written comes from `web::rules`.

mod change;
mod checklist;
mod decide;
mod fields;
mod history;
mod lists;
mod proposal;
#[cfg(test)]
#[cfg(test)]
mod samples;

use askama::Template;
use domain::policy::field::{Change, diff};
use domain::policy::notice::touches_money;
use domain::policy::{Policy, PolicyVersion};
use domain::{Micros, UserId};
use engine::policy::Board;
use money::Currency;
use web::rules::{Reading, RuleChange};
use web::{Desk, Form, Frame};

use crate::place::Place;

pub(crate) use change::{change, show};
pub(crate) use checklist::{add as add_checklist, change as change_checklist, show as show_checklist};
pub(crate) use decide::decide;
use fields::{Group, groups, labels};
use history::{Asked, History};
use lists::Lists;
use proposal::Card;

#[derive(Debug, Template)]
#[template(path = "policy/show.html")]
pub(crate) struct ShowPolicy {
    frame: Frame,
    desk: Desk,
    action: String,
    in_force: String,
    /// The command that adds a second member, where there is only one.
    alone: String,
    waiting: Vec<Card>,
    announced: Vec<Card>,
    ended: Vec<Card>,
    form: Form,
    groups: Vec<Group>,
    lists: Lists,
    /// The values that were shown as changes, so that nothing else is proposed.
    seen: String,
    changes: Vec<RuleChange>,
    /// When and by whom the changes come into force.
    terms: Vec<String>,
    button: String,
    /// A form came back without any change.
    nothing: bool,
    history: History,
}

/// What the reader does with the form.
#[derive(Debug)]
pub(crate) enum Draft {
    /// Nothing yet: the values in force.
    None,
    /// Something in it does not fit.
    Unfit(Form),
    /// Readable: what it would change is shown before it is proposed.
    Fit(Form, Box<Policy>),
}

/// Who looks, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader {
    pub user: UserId,
    pub now: Micros,
    pub currency: Currency,
}

impl ShowPolicy {
    pub(crate) fn new(
        frame: Frame,
        place: &Place,
        (board, in_force): (&Board, &PolicyVersion),
        reader: Reader,
        (draft, asked): (Draft, Asked),
    ) -> Self {
        let (words, currency) = (place.words, reader.currency);
        let reading = Reading { words, currency };
        let (form, fit) = match draft {
            Draft::None => (web::rules::filled(&in_force.policy, currency), None),
            Draft::Unfit(form) => (form, None),
            Draft::Fit(form, policy) => (form, Some(policy)),
        };
        let changes = fit.as_ref().map(|policy| diff(&in_force.policy, policy)).unwrap_or_default();
        let card = |proposal| Card::new(place, reading, board, proposal, reader);
        let in_state = |is: &dyn Fn(&Card) -> bool| -> Vec<Card> {
            board.proposals.iter().map(card).filter(|card| is(card)).collect()
        };
        Self {
            desk: place.desk(),
            action: place.to("/operator/policy"),
            in_force: history::in_force(place, in_force),
            alone: if board.members.len() < 2 { command(board) } else { String::new() },
            waiting: in_state(&|card| card.is_waiting),
            announced: in_state(&|card| card.is_announced),
            ended: in_state(&|card| card.is_ended),
            lists: Lists::new(place, reading, &form, &in_force.policy.admission.checklists),
            form: form.labelled(labels(reading)),
            groups: groups(reading),
            seen: fit.as_ref().map(|policy| seen(in_force.number, policy)).unwrap_or_default(),
            nothing: fit.is_some() && changes.is_empty(),
            terms: terms(place, board, &changes, reader.now),
            button: button(place, &changes),
            changes: reading.changes(&changes),
            history: History::new(place, reading, &board.versions, asked),
            frame: frame.titled(place.title()),
        }
    }
}

/// Names a version and the values that were compared with it.
fn seen(number: i64, policy: &Policy) -> String {
    format!("{number}:{}", policy.fingerprint())
}

/// What somebody at the machine types.
fn command(board: &Board) -> String {
    let operator = board.members.first().map(|member| format!(" --operator {}", member.operator));
    format!("halles member add{} --person NAME --email ADDRESS", operator.unwrap_or_default())
}

/// When the changes would hold, and who decides.
fn terms(place: &Place, board: &Board, changes: &[Change], now: Micros) -> Vec<String> {
    let words = place.words;
    if changes.is_empty() {
        return Vec::new();
    }
    if !touches_money(changes) {
        return vec![words.say("operator-policy-at-once").into_owned()];
    }
    let days = board.ground.notice_days(changes);
    let earliest = board.ground.earliest(changes, now);
    let args = [("days", days.into()), ("date", words.date_time(earliest, place.offset_minutes).into())];
    let notice = if days > 0 { "operator-policy-notice" } else { "operator-policy-no-notice" };
    vec![words.say("operator-policy-second").into_owned(), words.with(notice, &args)]
}

fn button(place: &Place, changes: &[Change]) -> String {
    let key = if touches_money(changes) { "operator-policy-propose" } else { "operator-policy-put" };
    place.words.say(key).into_owned()
}
