//! The list of payouts, and the decision on one or several at once.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use domain::PayoutId;
use domain::payout::{PayoutRefusal, PayoutState};
use engine::Stop;
use web::actor::OperatorDesk;
use web::{Failure, Form, FormData, page};

use super::{AT_ONCE_MAX, ListPayouts, REASON_CHARS_MAX};
use crate::place::{Asked, Place, Section};

/// What an operator says to payouts.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Decision {
    Approve,
    Refuse { reason: String },
}

pub(crate) async fn list(desk: OperatorDesk, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let (frame, place) = Place::at(&desk, Section::Payouts);
    let state = asked.state.parse().unwrap_or(PayoutState::Proposed);
    let before: Option<PayoutId> = asked.before.parse().ok();
    let found = engine::payout::listed(&desk.site.engine, &desk.member, &[state], before).await?;
    Ok(page::html(&ListPayouts::new(frame, &place, &found, (state, before.is_none()), None)))
}

pub(crate) async fn decide(desk: OperatorDesk, data: FormData) -> Result<Response, Failure> {
    let (frame, place) = Place::at(&desk, Section::Payouts);
    let mut form = Form::new(data);
    let Some((decision, chosen)) = read(&mut form) else {
        let state = PayoutState::Proposed;
        let found = engine::payout::listed(&desk.site.engine, &desk.member, &[state], None).await?;
        let back = ListPayouts::new(frame, &place, &found, (state, true), Some(form));
        return Ok(page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &back));
    };
    let mut left = 0;
    for id in chosen {
        match one(&desk, id, &decision).await {
            Ok(()) => {}
            Err(Stop::Refused(_) | Stop::Absent) => left += 1,
            Err(stop) => return Err(stop.into()),
        }
    }
    let done = match (left, decision) {
        (0, Decision::Approve) => "payouts-approved",
        (0, Decision::Refuse { .. }) => "payouts-refused",
        _ => "payouts-left",
    };
    Ok(place.done("/operator/payouts", done))
}

async fn one(desk: &OperatorDesk, id: PayoutId, decision: &Decision) -> Result<(), Stop<PayoutRefusal>> {
    let (engine, member, now) = (&desk.site.engine, &desk.member, desk.now());
    match decision {
        Decision::Approve => engine::payout::approve(engine, member, id, now).await,
        Decision::Refuse { reason } => engine::payout::refuse(engine, member, id, reason.clone(), now).await,
    }
}

/// The decision and the payouts that it is about; a refusal has its reason.
fn read(form: &mut Form) -> Option<(Decision, Vec<PayoutId>)> {
    let chosen: Vec<PayoutId> = form.data.all("payout").filter_map(|id| id.parse().ok()).collect();
    if chosen.is_empty() {
        form.errors.add("", "operator-payouts-none-chosen");
    }
    if chosen.len() > AT_ONCE_MAX {
        form.errors.add_with("", "operator-payouts-too-many", vec![("max", AT_ONCE_MAX.into())]);
    }
    let decision = match form.choice("decision", &["approve", "refuse"])? {
        "approve" => Decision::Approve,
        _ => Decision::Refuse { reason: form.required("reason", REASON_CHARS_MAX)? },
    };
    form.is_fine().then_some((decision, chosen))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Form {
        Form::new(FormData::parse(text.as_bytes()).unwrap())
    }

    #[test]
    fn a_refusal_needs_a_reason_and_every_decision_a_payout() {
        let id = PayoutId::from_raw(1 << 22);
        let table = [
            (format!("payout={id}&decision=approve"), true),
            (format!("payout={id}&decision=refuse&reason=wrong+account"), true),
            (format!("payout={id}&decision=refuse"), false),
            (format!("payout={id}"), false),
            ("decision=approve".to_owned(), false),
            ("payout=ord_1&decision=approve".to_owned(), false),
            (format!("decision=approve{}", format!("&payout={id}").repeat(AT_ONCE_MAX + 1)), false),
        ];
        for (text, fits) in table {
            let mut form = typed(&text);
            assert_eq!(read(&mut form).is_some(), fits, "{text}");
            assert_eq!(form.is_fine(), fits, "{text}");
        }
    }
}
