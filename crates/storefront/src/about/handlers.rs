//! `GET /about`; the layout's links to ranking, help and the legal notice lead into it.

use axum::Router;
use axum::response::Redirect;
use axum::routing::get;
use domain::policy::{Commission, Operator};
use web::actor::Visitor;
use web::{Site, Words};

use super::About;
use crate::reader::Reader;
use crate::visit::{Answer, public_frame, reader};

pub fn routes() -> Router<Site> {
    Router::new()
        .route("/about", get(show))
        .route("/ranking", get(async || Redirect::to("/about#ranking")))
        .route("/help", get(async || Redirect::to("/about#help")))
        .route("/legal", get(async || Redirect::to("/about#legal")))
}

async fn show(visitor: Visitor) -> Answer {
    let (reader, engine) = (reader(&visitor), &visitor.site.engine);
    let rules = engine.policy(visitor.market.id, visitor.now);
    let policy = &rules.policy;
    let title = visitor.words.with("about-title", &[("market", (&visitor.market.name).into())]);
    let operator = engine.operator(visitor.market.operator);
    let page = About {
        frame: public_frame(&visitor, &title, "/about", &title),
        identity: operator.iter().flat_map(|one| identity(&reader, one)).collect(),
        confirm_days: policy.escrow.confirm_days_after_delivery,
        answer_days: policy.refunds.answer_days,
        withdrawal_days: policy.refunds.withdrawal_days,
        commission: commission(visitor.words, &policy.commission),
    };
    Ok(web::page::html(&page))
}

/// `5%`, or the span of all categories.
fn commission(words: Words, commission: &Commission) -> String {
    match commission.rates() {
        (least, most) if least == most => words.rate(most),
        (least, most) => format!("{} – {}", words.rate(least), words.rate(most)),
    }
}

fn identity(reader: &Reader, one: &Operator) -> Vec<(String, String)> {
    let w = reader.words;
    let city = format!("{} {}", one.postcode, one.city);
    let address = [one.street.as_str(), city.trim(), &reader.country(&one.country)].join(", ");
    let mut facts = vec![
        (w.say("shop-company").into_owned(), one.legal_name.clone()),
        (w.say("shop-address").into_owned(), address),
    ];
    facts.extend(one.vat_number.iter().map(|number| (w.say("shop-vat").into_owned(), number.clone())));
    facts.push((w.say("shop-email").into_owned(), one.email.clone()));
    facts
}
