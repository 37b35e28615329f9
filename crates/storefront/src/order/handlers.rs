//! `POST /orders/{id}/receipt`, `POST /orders/{id}/cancellation`

use axum::Router;
use axum::extract::Path;
use axum::routing::post;
use domain::OrderId;
use domain::policy::Policy;
use engine::order::{self, OrderView};
use web::actor::Visitor;
use web::{FormData, Site};

use super::{OrderCard, Terms, Whole};
use crate::reader::Reader;
use crate::visit::{Answer, go, id, local, user};

pub fn routes() -> Router<Site> {
    Router::new()
        .route("/orders/{id}/receipt", post(confirm))
        .route("/orders/{id}/cancellation", post(cancel))
}

async fn confirm(visitor: Visitor, Path(order): Path<String>, data: FormData) -> Answer {
    let (user, order) = (user(&visitor)?, id::<OrderId>(&order)?);
    order::confirm(&visitor.site.engine, user, order, visitor.now).await?;
    back(&data, "order-confirmed")
}

async fn cancel(visitor: Visitor, Path(order): Path<String>, data: FormData) -> Answer {
    let (user, order) = (user(&visitor)?, id::<OrderId>(&order)?);
    order::cancel_by_buyer(&visitor.site.engine, user, order, visitor.now).await?;
    back(&data, "order-cancelled")
}

/// To the page that the form stood on, with what its act came to.
pub fn back(data: &FormData, done: &str) -> Answer {
    match local(data.first("back")) {
        "/" => go(&format!("/purchases?done={done}")),
        path => go(&format!("{path}?done={done}")),
    }
}

/// An order of the engine as a card.
pub fn card(reader: &Reader, view: &OrderView, policy: &Policy) -> OrderCard {
    let shipments: Vec<_> = view.shipments.iter().map(|(shipment, _)| shipment).collect();
    let whole = Whole {
        order: &view.order,
        lines: &view.lines,
        steps: &view.steps,
        shipments: &shipments,
        requests: &view.requests,
        shop: &view.shop,
    };
    let terms = Terms {
        ask_days_after_completion: policy.refunds.ask_days_after_completion,
        withdrawal_days: policy.refunds.withdrawal_days,
        reviews: policy.reviews.clone(),
    };
    OrderCard::new(reader, &whole, &terms)
}
