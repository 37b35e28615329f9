//! `GET|POST /orders/{id}/withdrawal`: the statement, its confirmation, and its receipt once it is made.

use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use domain::OrderId;
use domain::refund::{Request, RequestKind};
use engine::order::{self, OrderView};
use engine::refund;
use web::actor::Visitor;
use web::{Failure, Site};

use super::{Declare, Receipt};
use crate::visit::{Answer, go, id, reader, to_sign_in, user};

pub fn routes() -> Router<Site> {
    Router::new().route("/orders/{id}/withdrawal", get(show).post(declare))
}

async fn show(visitor: Visitor, Path(text): Path<String>) -> Answer {
    let order = id::<OrderId>(&text)?;
    let Some(user) = visitor.user_id() else { return to_sign_in(&format!("/orders/{order}/withdrawal")) };
    let view = order::for_buyer(&visitor.site.engine, user, order).await?;
    if let Some(made) = view.requests.iter().rfind(|request| request.kind == RequestKind::Withdrawal) {
        return Ok(web::page::html(&receipt(&visitor, &view, made)));
    }
    let policy = visitor.site.engine.rules_of(&view.order).policy.clone();
    let days = policy.refunds.withdrawal_days.ok_or_else(|| Failure::refused("withdrawal.not_here"))?;
    let page = Declare {
        frame: visitor.frame(visitor.words.say("withdrawal-here")),
        order_id: order.to_string(),
        back: back(&view),
        facts: facts(&visitor, &view),
        days,
    };
    Ok(web::page::html(&page))
}

async fn declare(visitor: Visitor, Path(text): Path<String>) -> Answer {
    let (user, order) = (user(&visitor)?, id::<OrderId>(&text)?);
    refund::declare_withdrawal(&visitor.site.engine, user, order, visitor.now).await?;
    go(&format!("/orders/{order}/withdrawal"))
}

fn receipt(visitor: &Visitor, view: &OrderView, made: &Request) -> Receipt {
    let mut facts = facts(visitor, view);
    facts.push((visitor.words.say("withdrawal-at").into_owned(), reader(visitor).date_time(made.opened_at)));
    Receipt {
        frame: visitor.frame(visitor.words.say("withdrawal-receipt")),
        back: back(view),
        facts,
        email: view.order.email.clone(),
    }
}

fn facts(visitor: &Visitor, view: &OrderView) -> Vec<(String, String)> {
    let w = visitor.words;
    let address: domain::address::Address = serde_json::from_str(&view.order.address).unwrap_or_default();
    vec![
        (w.say("withdrawal-order").into_owned(), view.order.id.to_string()),
        (w.say("withdrawal-shop").into_owned(), format!("{} ({})", view.shop.name, view.seller.legal_name)),
        (w.say("withdrawal-buyer").into_owned(), address.name),
    ]
}

fn back(view: &OrderView) -> String {
    format!("/purchases/{}#{}", view.order.purchase, view.order.id)
}
