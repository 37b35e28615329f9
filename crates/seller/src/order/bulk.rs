//! Shipping the ticked orders of the list, each with its carrier and number, each an act of its own: one that can't be
//! shipped stays in the list with its reason and does not stop the others.

use axum::response::Response;
use domain::OrderId;
use domain::shipment::{CARRIER_LETTERS_MAX, TRACKING_LETTERS_MAX};
use engine::Stop;
use engine::order::Ship;
use web::{Failure, Form, FormData};

use super::{PAGE, list_with};
use crate::asked::{Asked, back, scope};
use web::actor::SellerDesk;
use web::actor::code_of;

pub async fn ship(desk: SellerDesk, data: FormData) -> Result<Response, Failure> {
    let mut form = Form::new(data);
    let chosen: Vec<OrderId> = form.data.all("order").filter_map(|id| id.parse().ok()).take(PAGE).collect();
    if chosen.is_empty() {
        form.errors.add("", "seller-orders-none-chosen");
    }
    for order in chosen {
        let (carrier, tracking) = (format!("carrier.{order}"), format!("tracking.{order}"));
        let typed =
            (form.optional(&carrier, CARRIER_LETTERS_MAX), form.optional(&tracking, TRACKING_LETTERS_MAX));
        let (Some(carrier), Some(number)) = typed else { continue };
        let parcel = Ship { order, carrier, tracking: number, pieces: Vec::new() };
        match engine::order::ship(&desk.site.engine, &desk.member, parcel, desk.now()).await {
            Ok(_) => {}
            Err(Stop::Refused(refusal)) => form.errors.refuse(&tracking, code_of(&refusal), Vec::new()),
            Err(stop) => return Err(stop.into()),
        }
    }
    if form.is_fine() {
        return Ok(back(&scope(&desk), "/seller/orders?state=to_ship", "shipped"));
    }
    list_with(&desk, &Asked::default(), form).await
}
