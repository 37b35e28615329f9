//! `GET /orders/{id}/paper`: who sold, who bought, what it cost and the tax in it.

use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use domain::OrderId;
use domain::order::{Order, OrderLine};
use domain::seller::Seller;
use engine::order::{self, OrderView};
use money::Rate;
use web::Site;
use web::actor::Visitor;

use super::{Paper, PaperLine};
use crate::purchase::handlers::lines_of;
use crate::reader::Reader;
use crate::visit::{Answer, id, reader, to_sign_in};

pub fn routes() -> Router<Site> {
    Router::new().route("/orders/{id}/paper", get(show))
}

async fn show(visitor: Visitor, Path(text): Path<String>) -> Answer {
    let order = id::<OrderId>(&text)?;
    let Some(user) = visitor.user_id() else { return to_sign_in(&format!("/orders/{order}/paper")) };
    let view = order::paper(&visitor.site.engine, user, order).await?;
    Ok(web::page::html(&page(&visitor, &view)))
}

fn page(visitor: &Visitor, view: &OrderView) -> Paper {
    let (reader, w, one) = (reader(visitor), visitor.words, &view.order);
    let money = |minor: i64| reader.money(minor, one.currency);
    let address = serde_json::from_str(&one.address).unwrap_or_default();
    let mut sums = vec![
        (w.say("order-goods").into_owned(), money(one.goods)),
        (one.delivery_name.clone(), money(one.delivery)),
    ];
    if is_added(one) {
        sums.push((w.say("order-tax").into_owned(), money(one.tax)));
    }
    if one.refunded > 0 {
        sums.push((w.say("order-refunded").into_owned(), money(-one.refunded)));
    }
    Paper {
        frame: visitor.frame(w.say("paper-title")),
        facts: vec![
            (w.say("paper-number").into_owned(), one.id.to_string()),
            (w.say("paper-date").into_owned(), reader.date_time(one.placed_at)),
        ],
        seller: seller(&reader, &view.seller),
        buyer: lines_of(&reader, &address),
        lines: view.lines.iter().map(|line| paper_line(&reader, one, line)).collect(),
        sums,
        total: (w.say("checkout-total").into_owned(), money(one.total)),
        taxes: taxes(&reader, one, &view.lines),
        back: format!("/purchases/{}#{}", one.purchase, one.id),
        note: w.with("paper-note", &[("market", (&visitor.market.name).into())]),
    }
}

/// Whether tax comes on top of what goods and delivery cost.
fn is_added(order: &Order) -> bool {
    order.total != order.goods + order.delivery
}

fn seller(reader: &Reader, seller: &Seller) -> Vec<String> {
    let city = format!("{} {}", seller.postcode, seller.city);
    let vat =
        seller.vat_number.as_ref().map(|number| reader.words.with("paper-vat", &[("number", number.into())]));
    let address = [
        seller.legal_name.clone(),
        seller.street.clone(),
        city,
        reader.country(&seller.country).into_owned(),
    ];
    address.into_iter().chain(vat).chain([seller.email.clone()]).collect()
}

fn paper_line(reader: &Reader, order: &Order, line: &OrderLine) -> PaperLine {
    PaperLine {
        title: line.title.clone(),
        options: line.options.clone(),
        quantity: line.quantity,
        unit: reader.money(line.unit, order.currency),
        rate: reader.words.rate(line.tax_ppm),
        amount: reader.money(line.amount, order.currency),
    }
}

/// Net and tax of each rate of the goods; the tax of delivery, which follows their rates, stands on its own line.
fn taxes(reader: &Reader, order: &Order, lines: &[OrderLine]) -> Vec<(String, String, String)> {
    let mut rates: Vec<(Rate, i64, i64)> = Vec::new();
    let net_of = |amount: i64, tax: i64| if is_added(order) { amount } else { amount - tax };
    for line in lines {
        let net = net_of(line.amount, line.tax);
        match rates.iter_mut().find(|(rate, ..)| *rate == line.tax_ppm) {
            Some(sum) => (sum.1, sum.2) = (sum.1 + net, sum.2 + line.tax),
            None => rates.push((line.tax_ppm, net, line.tax)),
        }
    }
    let money = |minor: i64| reader.money(minor, order.currency);
    let mut rows: Vec<_> =
        rates.into_iter().map(|(rate, net, tax)| (reader.words.rate(rate), money(net), money(tax))).collect();
    let net = net_of(order.delivery, order.delivery_tax);
    rows.push((reader.words.say("shop-delivery").into_owned(), money(net), money(order.delivery_tax)));
    rows
}
