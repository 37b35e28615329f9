//! What a seller does to one order. Each handler reads its form, calls one act, and goes back to the order; a refusal
//! comes back at the field that it concerns.

use std::fmt::Display;

use axum::extract::Path;
use axum::response::Response;
use domain::OrderId;
use domain::refund::TEXT_LETTERS_MAX;
use domain::shipment::{CARRIER_LETTERS_MAX, TRACKING_LETTERS_MAX};
use domain::stock::QUANTITY_MAX;
use engine::Stop;
use engine::order::{Ship, ShipRefusal};
use web::{Failure, Form, FormData};

use super::{back, labels, parsed, show_with};
use web::actor::SellerDesk;
use web::actor::code_of;

type Pair = Path<(String, String)>;

/// Goes back after the act, or shows the order again with the refusal at `field`.
async fn answer<T, R: Display>(
    desk: &SellerDesk,
    id: OrderId,
    outcome: Result<T, Stop<R>>,
    (done, field): (&str, &str),
    mut form: Form,
) -> Result<Response, Failure> {
    match outcome {
        Ok(_) => Ok(back(desk, id, done)),
        Err(Stop::Refused(refusal)) => {
            form.errors.refuse(field, code_of(&refusal), Vec::new());
            show_with(desk, id, form).await
        }
        Err(stop) => Err(stop.into()),
    }
}

/// A parcel: some pieces of some lines. Lines that the form does not name stay for another parcel.
pub async fn ship(desk: SellerDesk, Path(id): Path<String>, data: FormData) -> Result<Response, Failure> {
    let order: OrderId = parsed(&id)?;
    let mut form = Form::new(data).labelled(labels(desk.words));
    let carrier = form.optional("carrier", CARRIER_LETTERS_MAX);
    let tracking = form.optional("tracking", TRACKING_LETTERS_MAX);
    let pieces = pieces(&mut form);
    let (Some(carrier), Some(tracking), true) = (carrier, tracking, form.is_fine()) else {
        return show_with(&desk, order, form).await;
    };
    let first = pieces.first().map_or_else(String::new, |(ordinal, _)| format!("quantity.{ordinal}"));
    let parcel = Ship { order, carrier, tracking, pieces };
    let outcome = engine::order::ship(&desk.site.engine, &desk.member, parcel, desk.now()).await;
    let field = match &outcome {
        Err(Stop::Refused(ShipRefusal::TextTooLong)) => "tracking".to_owned(),
        Err(Stop::Refused(ShipRefusal::Order(domain::order::OrderRefusal::TooManyPieces { .. }))) => first,
        _ => String::new(),
    };
    answer(&desk, order, outcome, ("shipped", &field), form).await
}

/// `quantity.{ordinal}` of each line that still has pieces.
fn pieces(form: &mut Form) -> Vec<(i64, i64)> {
    let named = |name: &str| name.strip_prefix("quantity.").and_then(|at| at.parse().ok());
    let ordinals: Vec<i64> = form.data.iter().filter_map(|(name, _)| named(name)).collect();
    let read = |ordinal| Some((ordinal, form.number(&format!("quantity.{ordinal}"), 0..=QUANTITY_MAX)?));
    ordinals.into_iter().filter_map(read).collect()
}

pub async fn deliver(desk: SellerDesk, Path((id, parcel)): Pair) -> Result<Response, Failure> {
    let (id, parcel) = (parsed(&id)?, parsed(&parcel)?);
    let now = desk.now();
    let outcome = engine::order::deliver(&desk.site.engine, &desk.member, id, parcel, now).await;
    answer(&desk, id, outcome, ("delivered", ""), Form::default()).await
}

pub async fn cancel(desk: SellerDesk, Path(id): Path<String>, data: FormData) -> Result<Response, Failure> {
    let id = parsed(&id)?;
    let mut form = Form::new(data).labelled(labels(desk.words));
    let Some(reason) = form.required("reason", TEXT_LETTERS_MAX) else {
        return show_with(&desk, id, form).await;
    };
    let now = desk.now();
    let outcome = engine::order::cancel_by_seller(&desk.site.engine, &desk.member, id, reason, now).await;
    answer(&desk, id, outcome, ("cancelled", ""), form).await
}

/// Money back of the seller's own accord.
pub async fn refund(desk: SellerDesk, Path(id): Path<String>, data: FormData) -> Result<Response, Failure> {
    let id = parsed(&id)?;
    let mut form = Form::new(data).labelled(labels(desk.words));
    let currency = desk.market.currency;
    let (amount, text) = (form.amount("amount", currency), form.optional("text", TEXT_LETTERS_MAX));
    let (Some(amount), Some(text)) = (amount.filter(|amount| amount.minor > 0), text) else {
        form.errors.add("amount", "web-error-not-an-amount");
        return show_with(&desk, id, form).await;
    };
    let (engine, now) = (&desk.site.engine, desk.now());
    let outcome = engine::refund::refund_by_seller(engine, &desk.member, id, amount.minor, text, now).await;
    answer(&desk, id, outcome, ("refunded", "amount"), form).await
}

pub async fn agree(desk: SellerDesk, Path((id, request)): Pair) -> Result<Response, Failure> {
    let (id, request) = (parsed(&id)?, parsed(&request)?);
    let outcome = engine::refund::agree(&desk.site.engine, &desk.member, request, desk.now()).await;
    answer(&desk, id, outcome, ("agreed", ""), Form::default()).await
}

pub async fn refuse(
    desk: SellerDesk,
    Path((id, request)): Pair,
    data: FormData,
) -> Result<Response, Failure> {
    let field = format!("answer.{request}");
    let (id, request) = (parsed(&id)?, parsed(&request)?);
    let mut form = Form::new(data);
    let Some(why) = form.required(&field, TEXT_LETTERS_MAX) else {
        return show_with(&desk, id, form).await;
    };
    let outcome = engine::refund::refuse(&desk.site.engine, &desk.member, request, why, desk.now()).await;
    answer(&desk, id, outcome, ("refused", ""), form).await
}

pub async fn escalate(desk: SellerDesk, Path((id, request)): Pair) -> Result<Response, Failure> {
    let (id, request) = (parsed(&id)?, parsed(&request)?);
    let now = desk.now();
    let outcome = engine::refund::escalate_by_seller(&desk.site.engine, &desk.member, request, now).await;
    answer(&desk, id, outcome, ("escalated", ""), Form::default()).await
}
