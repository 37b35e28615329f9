//! Shows the rules of a market, compares a change with them, and proposes it.

use std::sync::Arc;

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use domain::Micros;
use domain::policy::change::{ChangeRefusal, TEXT_LETTERS_MAX, Wish};
use domain::policy::notice::Ground;
use domain::policy::{Policy, PolicyVersion};
use web::actor::{OperatorDesk, code_of, refused_or};
use web::{Failure, Form, FormData, page};

use super::history::Asked;
use super::{Draft, Reader, ShowPolicy, fields, seen};
use crate::place::{Place, Section};

/// `2026-12-31`
const DATE_CHARS_MAX: usize = 10;

pub(crate) async fn show(desk: OperatorDesk, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    Ok(page::html(&of(&desk, Draft::None, asked).await?))
}

/// The page, with a draft or without.
async fn of(desk: &OperatorDesk, draft: Draft, asked: Asked) -> Result<ShowPolicy, Failure> {
    let (frame, place) = Place::at(desk, Section::Policy);
    let board = engine::policy::board(&desk.site.engine, &desk.member, desk.market.id).await?;
    let reader = Reader { user: desk.member.user, now: desk.now(), currency: desk.market.currency };
    Ok(ShowPolicy::new(frame, &place, (&board, &in_force(desk)), reader, (draft, asked)))
}

fn in_force(desk: &OperatorDesk) -> Arc<PolicyVersion> {
    desk.site.engine.policy(desk.market.id, desk.now())
}

/// A change is proposed only as it was shown: the same values, against the same version.
pub(crate) async fn change(desk: OperatorDesk, data: FormData) -> Result<Response, Failure> {
    let (engine, market) = (&desk.site.engine, &desk.market);
    let reading = web::rules::Reading { words: desk.words, currency: market.currency };
    let mut form = Form::new(data).labelled(fields::labels(reading));
    let current = in_force(&desk);
    let Some(policy) = web::rules::read(&mut form, &current.policy, market.currency) else {
        return unfit(&desk, form).await;
    };
    if !is_confirmed(&form, &current, &policy) {
        return Ok(page::html(&of(&desk, Draft::Fit(form, Box::new(policy)), Asked::default()).await?));
    }
    let ground = engine.ground(market.id).ok_or(Failure::NotFound)?;
    let Some(wish) = wish(&mut form, &ground) else { return unfit(&desk, form).await };
    let done = engine::policy::propose(engine, &desk.member, market.id, (policy, wish), desk.now()).await;
    match refused_or(done)? {
        Ok(proposal) => {
            let done = if proposal.is_waiting() { "policy-proposed" } else { "policy-saved" };
            Ok(Place::at(&desk, Section::Policy).1.done("/operator/policy", done))
        }
        Err(refusal) => {
            refuse(&mut form, &refusal);
            unfit(&desk, form).await
        }
    }
}

fn refuse(form: &mut Form, refusal: &ChangeRefusal) {
    match refusal {
        ChangeRefusal::Policy(refusal) => web::rules::refuse(form, refusal),
        ChangeRefusal::DateOutOfRange => form.errors.refuse("since", code_of(refusal), Vec::new()),
        ChangeRefusal::TextTooLong => form.errors.refuse("note", code_of(refusal), Vec::new()),
        other => form.errors.refuse("", code_of(other), Vec::new()),
    }
}

/// When it shall hold, and why.
fn wish(form: &mut Form, ground: &Ground) -> Option<Wish> {
    let date = form.optional("since", DATE_CHARS_MAX);
    let note = form.optional("note", TEXT_LETTERS_MAX);
    let date = date?;
    let wanted_at: Option<Micros> = if date.is_empty() { None } else { ground.midnight_of(&date) };
    if !date.is_empty() && wanted_at.is_none() {
        form.errors.add("since", "operator-error-not-a-date");
        return None;
    }
    Some(Wish { note: note?, wanted_at })
}

fn is_confirmed(form: &Form, current: &PolicyVersion, policy: &Policy) -> bool {
    let was_shown = form.value("seen") == seen(current.number, policy);
    form.value("step") == "save" && was_shown && *policy != current.policy
}

/// A draft beside the version in force: what it would change, or what does not fit.
pub(super) async fn compared(desk: &OperatorDesk, mut form: Form) -> Result<Response, Failure> {
    let currency = desk.market.currency;
    let Some(policy) = web::rules::read(&mut form, &in_force(desk).policy, currency) else {
        return unfit(desk, form).await;
    };
    Ok(page::html(&of(desk, Draft::Fit(form, Box::new(policy)), Asked::default()).await?))
}

pub(super) async fn unfit(desk: &OperatorDesk, form: Form) -> Result<Response, Failure> {
    let back = of(desk, Draft::Unfit(form), Asked::default()).await?;
    Ok(page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &back))
}

#[cfg(test)]
mod tests {
    use domain::MarketId;

    use super::*;

    #[test]
    fn nothing_is_proposed_that_was_not_shown() {
        let policy = Policy::from_toml(include_str!("../../../../presets/mall.toml")).unwrap();
        let mut wanted = policy.clone();
        wanted.checkout.hold_minutes = 15;
        let current = |number| PolicyVersion {
            market: MarketId::from_raw(1),
            number,
            since: 0,
            policy: policy.clone(),
            author: String::new(),
            off_at: None,
        };
        let form = |step: &str, seen: String| Form::filled([("step", step.to_owned()), ("seen", seen)]);
        let shown = seen(3, &wanted);
        let table = [
            ("as shown", form("save", shown.clone()), 3, &wanted, true),
            ("only compared", form("check", shown.clone()), 3, &wanted, false),
            ("changed after it was shown", form("save", seen(3, &policy)), 3, &wanted, false),
            ("another version came in between", form("save", shown), 4, &wanted, false),
            ("changes nothing", form("save", seen(3, &policy)), 3, &policy, false),
        ];
        for (case, form, number, policy, confirmed) in table {
            assert_eq!(is_confirmed(&form, &current(number), policy), confirmed, "{case}");
        }
    }

    #[test]
    fn a_date_is_the_beginning_of_a_day_on_the_market_s_clock_or_none_at_all() {
        let ground =
            Ground { operator_country: "FR".into(), market_country: "FR".into(), offset_minutes: 60 };
        let read = |date: &str| {
            let mut form = Form::filled([("since", date.to_owned())]);
            (wish(&mut form, &ground).map(|wish| wish.wanted_at), form.is_fine())
        };
        assert_eq!(read(""), (Some(None), true));
        assert_eq!(read("2026-11-22"), (Some(Some(20_779 * domain::DAY - 60 * domain::MINUTE)), true));
        assert_eq!(read("22.11.2026"), (None, false));
        assert_eq!(read("2026-11-22T00"), (None, false));
    }
}
