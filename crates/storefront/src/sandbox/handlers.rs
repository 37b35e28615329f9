//! `GET|POST /sandbox/pay/{reference}`: the provider's page. Knows nobody of the market; the reference is all it needs.

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;
use engine::sandbox::{self, CardEntry, SandboxAnswer, SandboxPage};
use web::actor::{Visitor, code_of, refused_or};
use web::{Form, FormData, Site, Words};

use super::{Pay, frame, labels};
use crate::visit::{Answer, may_try};

/// Digits of a card number in a group.
const GROUP: usize = 4;

pub fn routes() -> Router<Site> {
    Router::new().route("/sandbox/pay/{reference}", get(show).post(pay))
}

async fn show(visitor: Visitor, Path(reference): Path<String>) -> Answer {
    let known = sandbox::page(&visitor.site.engine, &reference).await?;
    Ok(web::page::html(&page(visitor.words, known, Form::default())))
}

async fn pay(visitor: Visitor, Path(reference): Path<String>, data: FormData) -> Answer {
    let engine = &visitor.site.engine;
    if data.contains("second_step") {
        may_try(&visitor)?;
    }
    let mut form = Form::new(data).labelled(labels(visitor.words));
    let text = |field: &str| form.data.first(field).to_owned();
    let code = form.data.contains("second_step").then(|| text("second_step"));
    let card =
        CardEntry { number: text("card"), expiry: text("expiry"), cvc: text("cvc"), second_step: code };
    let known = async || sandbox::page(engine, &reference).await;
    let mut shown = match refused_or(sandbox::pay(engine, &reference, card, visitor.now).await)? {
        Ok(SandboxAnswer::Return { url }) => return Ok(Redirect::to(&url).into_response()),
        Ok(SandboxAnswer::AskSecondStep) => {
            Pay { second_step: true, ..page(visitor.words, known().await?, form) }
        }
        // A code may be mistyped: the step stays where it is.
        Ok(SandboxAnswer::Declined { code }) => Pay {
            declined: decline(visitor.words, &code),
            second_step: form.data.contains("second_step"),
            ..page(visitor.words, known().await?, form)
        },
        Err(refusal) => {
            let code = code_of(&refusal);
            form.errors.refuse(field_of(code), code, Vec::new());
            page(visitor.words, known().await?, form)
        }
    };
    // After an answer there is something to try again, whatever the charge said before.
    shown.is_closed = false;
    Ok(web::page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &shown))
}

fn field_of(code: &str) -> &'static str {
    match code {
        "card.expiry_invalid" | "card.expired" => "expiry",
        "card.cvc_invalid" => "cvc",
        _ => "card",
    }
}

fn decline(words: Words, code: &str) -> String {
    let key = format!("purchase-declined-{code}");
    let key = if words.knows(&key) { key } else { "purchase-declined-other".to_owned() };
    words.say(&key).into_owned()
}

fn page(words: Words, known: SandboxPage, form: Form) -> Pay {
    let does = |code: &str| {
        let key = format!("sandbox-does-{code}");
        if words.knows(&key) { words.say(&key).into_owned() } else { code.to_owned() }
    };
    Pay {
        frame: frame(words),
        reference: known.reference,
        amount: words.money(known.amount),
        description: known.description,
        back: known.return_url,
        form: form.labelled(labels(words)),
        second_step: known.state == "second_step",
        declined: String::new(),
        is_closed: known.state == "paid",
        cards: known.cards.iter().map(|card| (grouped(card.number), does(card.behaviour.code()))).collect(),
    }
}

/// `4242 4242 4242 4242`
fn grouped(number: &str) -> String {
    let groups = number.as_bytes().chunks(GROUP).map(String::from_utf8_lossy);
    groups.collect::<Vec<_>>().join(" ")
}
