//! `GET|POST /orders/{id}/refund-request`, `POST /requests/{id}/escalation`, `POST /requests/{id}/take-back`

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::routing::{get, post};
use domain::refund::{RequestReason, TEXT_LETTERS_MAX};
use domain::{OrderId, RequestId};
use engine::order::{self, OrderView};
use engine::refund::{self, AskRefusal};
use money::Money;
use web::actor::{Visitor, code_of, refused_or};
use web::{Form, FormData, Site};

use super::{AskRefund, labels, reasons};
use crate::order::handlers::back;
use crate::visit::{Answer, go, id, reader, to_sign_in, user};

pub fn routes() -> Router<Site> {
    Router::new()
        .route("/orders/{id}/refund-request", get(show).post(ask))
        .route("/requests/{id}/escalation", post(escalate))
        .route("/requests/{id}/take-back", post(take_back))
}

async fn show(visitor: Visitor, Path(text): Path<String>) -> Answer {
    let order = id::<OrderId>(&text)?;
    let Some(user) = visitor.user_id() else { return to_sign_in(&format!("/orders/{order}/refund-request")) };
    let view = order::for_buyer(&visitor.site.engine, user, order).await?;
    let left = Money::new(view.order.refundable(), view.order.currency);
    Ok(web::page::html(&page(&visitor, &view, Form::filled([("amount", left.to_plain())]))))
}

async fn ask(visitor: Visitor, Path(text): Path<String>, data: FormData) -> Answer {
    let (user, order) = (user(&visitor)?, id::<OrderId>(&text)?);
    let engine = &visitor.site.engine;
    let view = order::for_buyer(engine, user, order).await?;
    let mut form = Form::new(data).labelled(labels(visitor.words));
    let reason = form.data.first("reason").parse::<RequestReason>().ok();
    if reason.is_none() {
        form.errors.add("reason", "web-error-not-a-choice");
    }
    let words = form.optional("text", TEXT_LETTERS_MAX);
    let amount = form.amount("amount", view.order.currency);
    if let (Some(reason), Some(text), Some(amount), true) = (reason, words, amount, form.is_fine()) {
        let wish = refund::AskRefund { order, reason, text, amount: amount.minor };
        match refused_or(refund::ask(engine, user, wish, visitor.now).await)? {
            Ok(_) => return go(&format!("/purchases/{}?done=refund-sent", view.order.purchase)),
            Err(refusal) => form.errors.refuse(field_of(refusal), code_of(&refusal), Vec::new()),
        }
    }
    Ok(web::page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &page(&visitor, &view, form)))
}

fn field_of(refusal: AskRefusal) -> &'static str {
    match refusal {
        AskRefusal::AmountOutOfRange => "amount",
        AskRefusal::ReasonMissing => "text",
        _ => "",
    }
}

async fn escalate(visitor: Visitor, Path(text): Path<String>, data: FormData) -> Answer {
    let (user, request) = (user(&visitor)?, id::<RequestId>(&text)?);
    refund::escalate_by_buyer(&visitor.site.engine, user, request, visitor.now).await?;
    back(&data, "refund-escalated")
}

async fn take_back(visitor: Visitor, Path(text): Path<String>, data: FormData) -> Answer {
    let (user, request) = (user(&visitor)?, id::<RequestId>(&text)?);
    refund::take_back(&visitor.site.engine, user, request, visitor.now).await?;
    back(&data, "refund-taken-back")
}

fn page(visitor: &Visitor, view: &OrderView, form: Form) -> AskRefund {
    let reader = reader(visitor);
    AskRefund {
        frame: visitor.frame(visitor.words.say("refund-ask")),
        form,
        order_id: view.order.id.to_string(),
        back: format!("/purchases/{}#{}", view.order.purchase, view.order.id),
        shop: view.shop.name.clone(),
        reasons: reasons(visitor.words),
        most: reader.money(view.order.refundable(), view.order.currency),
        answer_days: visitor.site.engine.rules_of(&view.order).policy.refunds.answer_days,
    }
}
