//! Orders: the list by state, one order with all that can be done to it, its packing slip, shipping many at once.

mod acts;
mod bulk;
mod list;
mod show;
mod slip;

use axum::Router;
use axum::extract::{Path, Query};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use domain::OrderId;
use domain::order::OrderState;
use engine::order::ShopSums;
use web::{Failure, Form, Pager, Picture, page};

use crate::asked::{Asked, AskedQuery, around, moment, scope};
use crate::desk::Room;
use web::actor::SellerDesk;

pub use list::ListOrders;
pub use show::ShowOrder;
pub use slip::PackingSlip;

/// Carriers proposed while typing; any other name may be typed.
pub const CARRIERS: [&str; 8] = ["Colissimo", "Chronopost", "DHL", "DPD", "GLS", "UPS", "USPS", "SF Express"];
/// As many as the engine gives at once; fewer mean that the list is at its end.
const PAGE: usize = 50;

pub fn routes() -> Router<web::Site> {
    Router::new()
        .route("/seller/orders", get(index))
        .route("/seller/orders.csv", get(export))
        .route("/seller/orders/shipments", post(bulk::ship))
        .route("/seller/orders/{id}", get(show))
        .route("/seller/orders/{id}/packing-slip", get(packing_slip))
        .route("/seller/orders/{id}/shipments", post(acts::ship))
        .route("/seller/orders/{id}/parcels/{parcel}/delivery", post(acts::deliver))
        .route("/seller/orders/{id}/cancellation", post(acts::cancel))
        .route("/seller/orders/{id}/refunds", post(acts::refund))
        .route("/seller/orders/{id}/requests/{request}/agreement", post(acts::agree))
        .route("/seller/orders/{id}/requests/{request}/refusal", post(acts::refuse))
        .route("/seller/orders/{id}/requests/{request}/escalation", post(acts::escalate))
}

async fn index(desk: SellerDesk, Query(asked): AskedQuery) -> Result<Response, Failure> {
    list_with(&desk, &asked, Form::default()).await
}

/// The list, with a form that may come back with errors.
async fn list_with(desk: &SellerDesk, asked: &Asked, form: Form) -> Result<Response, Failure> {
    let (engine, moment) = (&desk.site.engine, moment(desk));
    let sums = engine::order::sums(engine, &desk.member, desk.shop.id, moment.now).await?;
    let (view, states) = list::view(&asked.state);
    let (rows, older) = rows(desk, view, states, asked.before.parse().ok()).await?;
    let (frame, menu, scope) = around(desk, Room::Orders);
    let next = older.map(|id| scope.to(&format!("/seller/orders?state={view}&before={id}")));
    let newest = (!asked.before.is_empty()).then(|| scope.to(&format!("/seller/orders?state={view}")));
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = ListOrders {
        frame: frame.titled(desk.words.say("seller-menu-orders")),
        desk: menu,
        tabs: list::tabs(desk.words, &scope, view, sums.requests_open, |state| count(&sums, state)),
        view,
        rows,
        can_ship: view == "to_ship",
        form,
        pager: Pager::neighbours(newest, next),
        empty: Picture::drawing("kite", 205),
        scope,
    };
    Ok(page::html_with(status, &shown))
}

fn count(sums: &ShopSums, state: OrderState) -> i64 {
    sums.by_state.iter().filter(|(known, ..)| *known == state).map(|(_, count, _)| count).sum()
}

/// The rows of a view, and where its next page begins. Open requests stand on one page, the most pressing first.
async fn rows(
    desk: &SellerDesk,
    view: &str,
    states: &[OrderState],
    before: Option<OrderId>,
) -> Result<(Vec<list::Row>, Option<OrderId>), Failure> {
    let (engine, member, shop, moment) = (&desk.site.engine, &desk.member, desk.shop.id, moment(desk));
    if view == list::REQUESTS {
        let open = engine::refund::of_shop(engine, member, shop).await?;
        return Ok((open.iter().map(|one| list::Row::asked(moment, one)).collect(), None));
    }
    let orders = engine::order::of_shop(engine, member, shop, states, before).await?;
    let older = orders.last().filter(|_| orders.len() == PAGE).map(|row| row.order.id);
    Ok((orders.iter().map(|row| list::Row::new(moment, &row.order, &row.lines)).collect(), older))
}

async fn show(desk: SellerDesk, Path(id): Path<String>) -> Result<Response, Failure> {
    show_with(&desk, parsed(&id)?, Form::default()).await
}

/// One order, with a form that may come back with errors.
async fn show_with(desk: &SellerDesk, id: OrderId, form: Form) -> Result<Response, Failure> {
    let view = engine::order::for_seller(&desk.site.engine, &desk.member, id).await?;
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (frame, menu, scope) = around(desk, Room::Orders);
    let told = show::Told {
        order: &view.order,
        lines: &view.lines,
        steps: &view.steps,
        shipments: &view.shipments,
        requests: &view.requests,
        refunds: &view.refunds,
    };
    Ok(page::html_with(status, &ShowOrder::new(frame, menu, scope, moment(desk), told, form)))
}

async fn packing_slip(desk: SellerDesk, Path(id): Path<String>) -> Result<Response, Failure> {
    let id = parsed(&id)?;
    let view = engine::order::for_seller(&desk.site.engine, &desk.member, id).await?;
    let (frame, ..) = around(&desk, Room::Orders);
    let slip = PackingSlip::new(frame, moment(&desk), &view.shop, &view.order, &view.lines);
    Ok(page::html(&slip.leading_back(scope(&desk).to(&format!("/seller/orders/{id}")))))
}

async fn export(desk: SellerDesk, Query(asked): AskedQuery) -> Result<Response, Failure> {
    let (view, states) = list::view(&asked.state);
    let engine = &desk.site.engine;
    let csv = engine::tracking::export(engine, &desk.member, desk.shop.id, states).await?;
    let name = format!("attachment; filename=\"orders-{view}.csv\"");
    let heads =
        [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((heads, csv).into_response())
}

/// An id in an address; what is none leads nowhere.
pub fn parsed<T: std::str::FromStr>(text: &str) -> Result<T, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

/// The address of one order, in the shop of the desk.
fn path(id: OrderId) -> String {
    format!("/seller/orders/{id}")
}

/// What the errors above an order's form call the fields.
fn labels(words: web::Words) -> [(&'static str, String); 5] {
    [
        ("carrier", "seller-orders-carrier"),
        ("tracking", "seller-orders-tracking"),
        ("reason", "seller-cancel"),
        ("amount", "seller-goodwill-amount"),
        ("text", "seller-goodwill-text"),
    ]
    .map(|(field, key)| (field, words.say(key).into_owned()))
}

/// Back to the order, in the shop of the desk.
fn back(desk: &SellerDesk, id: OrderId, done: &str) -> Response {
    crate::asked::back(&scope(desk), &path(id), done)
}
