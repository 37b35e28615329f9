//! One order, and the ruling on its request: full, partial or none, with reasons.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::refund::{Request, RequestRefusal, RequestState};
use domain::{OrderId, RequestId};
use engine::order::{OperatorOrder, OrderView};
use web::actor::{OperatorDesk, code_of, refused_or};
use web::{Failure, Form, FormData, page};

use super::show::{RULING_CHARS_MAX, ShowOrder, labels};
use crate::place::{Place, Section};

/// What an operator grants, and why.
#[derive(Debug, PartialEq, Eq)]
struct Ruling {
    request: RequestId,
    granted: i64,
    reasons: String,
}

pub(crate) async fn show(desk: OperatorDesk, Path(id): Path<String>) -> Result<Response, Failure> {
    let (frame, place) = Place::at(&desk, Section::Orders);
    let found = load(&desk, &id).await?;
    Ok(page::html(&ShowOrder::new(frame, &place, &found, None)))
}

async fn load(desk: &OperatorDesk, id: &str) -> Result<OperatorOrder, Failure> {
    let id: OrderId = id.parse().map_err(|_| Failure::NotFound)?;
    Ok(engine::order::for_operator(&desk.site.engine, &desk.member, id).await?)
}

pub(crate) async fn rule(
    desk: OperatorDesk,
    Path(id): Path<String>,
    data: FormData,
) -> Result<Response, Failure> {
    let (frame, place) = Place::at(&desk, Section::Orders);
    let found = load(&desk, &id).await?;
    let mut form = Form::new(data).labelled(labels(&place));
    if let Some(Ruling { request, granted, reasons }) = read(&mut form, &found.view) {
        let engine = &desk.site.engine;
        let done = engine::refund::rule(engine, &desk.member, request, granted, reasons, desk.now()).await;
        match refused_or(done)? {
            Ok(()) => return Ok(place.done(&format!("/operator/orders/{id}"), "ruled")),
            Err(refusal) => form.errors.refuse(field_of(refusal), code_of(&refusal), Vec::new()),
        }
    }
    let back = ShowOrder::new(frame, &place, &found, Some(form));
    Ok(page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &back))
}

/// The request that waits for a ruling; an order has one open request at most.
fn waiting(view: &OrderView) -> Option<&Request> {
    view.requests.iter().find(|request| request.state == RequestState::Escalated)
}

fn read(form: &mut Form, view: &OrderView) -> Option<Ruling> {
    let reasons = form.required("ruling", RULING_CHARS_MAX);
    let decision = form.choice("decision", &["full", "partial", "none"]);
    let Some(request) = waiting(view) else {
        form.errors.refuse("", "request.already_closed", Vec::new());
        return None;
    };
    let granted = match decision? {
        "full" => request.asked.min(view.order.refundable()),
        "partial" => form.amount("amount", view.order.currency)?.minor,
        _ => 0,
    };
    Some(Ruling { request: request.id, granted, reasons: reasons? })
}

fn field_of(refusal: RequestRefusal) -> &'static str {
    match refusal {
        RequestRefusal::AmountOutOfRange => "amount",
        RequestRefusal::ReasonMissing => "ruling",
        RequestRefusal::AlreadyClosed | RequestRefusal::NotYourTurn | RequestRefusal::WithdrawalStands => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ruling_is_full_partial_or_none_and_has_reasons() {
        let view = crate::order::sample_disputed().view;
        let table = [
            ("decision=full&ruling=broken", Some(4_000)),
            ("decision=partial&amount=12%2C50&ruling=half", Some(1_250)),
            ("decision=none&amount=5&ruling=whole", Some(0)),
            ("decision=full&ruling=+", None),
            ("decision=partial&ruling=half", None),
            ("ruling=half", None),
        ];
        for (text, granted) in table {
            let mut form = Form::new(FormData::parse(text.as_bytes()).unwrap());
            assert_eq!(read(&mut form, &view).map(|ruling| ruling.granted), granted, "{text}");
            assert_eq!(form.is_fine(), granted.is_some(), "{text}");
        }
    }
}
