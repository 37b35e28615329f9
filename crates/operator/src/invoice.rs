//! All invoices of the legal entity by month: what they come to, the list, and the file for the accountant.

#[cfg(test)]
mod samples;

use askama::Template;
use axum::extract::Query;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::invoice::{InvoiceSeries, ListedInvoice};
use domain::{Code, Micros, calendar};
use money::{Currency, Money};
use web::actor::OperatorDesk;
use web::{Desk, Failure, Frame, page};

use crate::place::{Place, Section};

/// Rows that the page shows; the file has all of them.
const ROWS_MAX: usize = 500;

#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct AskedMonth {
    /// `2026-11`.
    #[serde(default)]
    month: String,
}

/// First moment of the month, and of the next one.
fn month(asked: &AskedMonth, now: Micros) -> (Micros, Micros) {
    let from = domain::tax::day_of(&format!("{}-01", asked.month)).unwrap_or_else(|| calendar::month_of(now));
    (from, calendar::months_after(from, 1))
}

/// `2026-11`
fn name_of(from: Micros) -> String {
    let (year, month, _) = calendar::civil(from);
    format!("{year}-{month:02}")
}

pub(crate) async fn list(desk: OperatorDesk, Query(asked): Query<AskedMonth>) -> Result<Response, Failure> {
    let (frame, place) = Place::at(&desk, Section::Invoices);
    let time = month(&asked, desk.now());
    let found = engine::invoice::for_operator(&desk.site.engine, &desk.member, time).await?;
    Ok(page::html(&ListInvoices::new(frame, &place, &found, time.0)))
}

/// The invoices of a month as a file: one line an invoice, amounts with a dot.
pub(crate) async fn file(desk: OperatorDesk, Query(asked): Query<AskedMonth>) -> Result<Response, Failure> {
    let time = month(&asked, desk.now());
    let found = engine::invoice::for_operator(&desk.site.engine, &desk.member, time).await?;
    let disposition = format!("attachment; filename=\"invoices-{}.csv\"", name_of(time.0));
    let headers = [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, disposition)];
    Ok((headers, csv(&found)).into_response())
}

fn csv(found: &[ListedInvoice]) -> String {
    let mut text = String::from("number,day,series,cause,seller,net,vat,gross,currency\r\n");
    for one in found {
        let money = |minor| Money::new(minor, one.currency).to_plain();
        let (year, month, day) = calendar::civil(one.issued_at);
        let number = one.series.shown(one.number);
        let fields = [
            number,
            format!("{year}-{month:02}-{day:02}"),
            one.series.code().to_owned(),
            one.cause.code().to_owned(),
            cell(&one.seller_name),
            money(one.net),
            money(one.vat),
            money(one.net + one.vat),
            one.currency.code().to_owned(),
        ];
        text.push_str(&fields.join(","));
        text.push_str("\r\n");
    }
    text
}

/// A text as a field: quoted, and never the beginning of a formula where a spreadsheet reads it.
fn cell(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let plain = if is_formula { format!("'{text}") } else { text.to_owned() };
    format!("\"{}\"", plain.replace('"', "\"\""))
}

#[derive(Debug, Template)]
#[template(path = "invoice/list.html")]
pub(crate) struct ListInvoices {
    frame: Frame,
    desk: Desk,
    month: String,
    earlier: String,
    later: String,
    file: String,
    /// Series and cause, how many, net, VAT, gross.
    sums: Vec<[String; 5]>,
    rows: Vec<Row>,
    is_cut: bool,
}

#[derive(Debug)]
struct Row {
    number: String,
    day: String,
    what: String,
    seller: String,
    net: String,
    vat: String,
    gross: String,
}

impl ListInvoices {
    fn new(frame: Frame, place: &Place, found: &[ListedInvoice], from: Micros) -> Self {
        let words = place.words;
        let at = |months| {
            place.to(&format!("/operator/invoices?month={}", name_of(calendar::months_after(from, months))))
        };
        let row = |one: &ListedInvoice| {
            let money = |minor| words.money(Money::new(minor, one.currency));
            Row {
                number: one.series.shown(one.number),
                day: words.date(one.issued_at, place.offset_minutes),
                what: what(place, one),
                seller: one.seller_name.clone(),
                net: money(one.net),
                vat: money(one.vat),
                gross: money(one.net + one.vat),
            }
        };
        Self {
            desk: place.desk(),
            month: name_of(from),
            earlier: at(-1),
            later: at(1),
            file: place.to(&format!("/operator/invoices.csv?month={}", name_of(from))),
            sums: sums(place, found),
            rows: found.iter().take(ROWS_MAX).map(row).collect(),
            is_cut: found.len() > ROWS_MAX,
            frame: frame.titled(place.title()),
        }
    }
}

fn what(place: &Place, one: &ListedInvoice) -> String {
    let cause = place.words.say(&format!("invoice-cause-{}", one.cause.code())).into_owned();
    place.words.with(&format!("invoice-series-{}", one.series.code()), &[("what", cause.into())])
}

/// What the month comes to, by kind and currency; credit notes count against it.
fn sums(place: &Place, found: &[ListedInvoice]) -> Vec<[String; 5]> {
    let mut sums: Vec<(String, Currency, i64, i64, i64)> = Vec::new();
    let mut add = |name: String, one: &ListedInvoice, sign: i64| {
        let (net, vat) = (sign * one.net, sign * one.vat);
        match sums.iter_mut().find(|(known, currency, ..)| *known == name && *currency == one.currency) {
            Some((.., count, all_net, all_vat)) => {
                (*count, *all_net, *all_vat) = (*count + 1, *all_net + net, *all_vat + vat)
            }
            None => sums.push((name, one.currency, 1, net, vat)),
        }
    };
    let sign = |one: &ListedInvoice| if one.series == InvoiceSeries::CreditNote { -1 } else { 1 };
    found.iter().for_each(|one| add(what(place, one), one, sign(one)));
    let total = place.words.say("fee-total").into_owned();
    found.iter().for_each(|one| add(total.clone(), one, sign(one)));
    let row = |(name, currency, count, net, vat): (String, Currency, i64, i64, i64)| {
        let money = |minor| place.words.money(Money::new(minor, currency));
        [name, place.words.number(count), money(net), money(vat), money(net + vat)]
    };
    sums.into_iter().map(row).collect()
}
