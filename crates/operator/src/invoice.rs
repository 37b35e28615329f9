//! All invoices of the legal entity by month: what they come to, the list, and the file for the accountant.

#[cfg(test)]
#[cfg(test)]
mod samples;

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::invoice::{InvoiceCause, InvoiceSeries, InvoiceSum, ListedInvoice};
use domain::{Code, InvoiceId, Micros, calendar};
use engine::invoice::PAGE;
use money::{Currency, Money};
use web::actor::OperatorDesk;
use web::invoice::InvoiceSheet;
use web::{Desk, Failure, Frame, Pager, page};

use crate::place::{Place, Section, cursor};

#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct AskedMonth {
    /// `2026-11`.
    #[serde(default)]
    month: String,
    /// The last invoice of the page before: its moment and its id.
    #[serde(default)]
    before: String,
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
    let before = cursor(&asked.before);
    let found = engine::invoice::for_operator(&desk.site.engine, &desk.member, time, before).await?;
    Ok(page::html(&ListInvoices::new(frame, &place, &found, (time.0, before.is_none()))))
}

/// One invoice as its seller has it, for printing; leads back to its month.
pub(crate) async fn sheet(desk: OperatorDesk, Path(id): Path<String>) -> Result<Response, Failure> {
    let id: InvoiceId = id.parse().map_err(|_| Failure::NotFound)?;
    let (frame, place) = Place::at(&desk, Section::Invoices);
    let view = engine::invoice::one_of_operator(&desk.site.engine, &desk.member, id).await?;
    let of = name_of(view.invoice.issued_at.unwrap_or(view.invoice.written_at));
    let back = place.to(&format!("/operator/invoices?month={of}"));
    let paper = (&view.invoice, view.market_name.as_str());
    Ok(page::html(&InvoiceSheet::new(frame, place.offset_minutes, paper, back)))
}

/// The invoices of a month as a file.
pub(crate) async fn file(desk: OperatorDesk, Query(asked): Query<AskedMonth>) -> Result<Response, Failure> {
    let time = month(&asked, desk.now());
    let text = engine::invoice::file_for_operator(&desk.site.engine, &desk.member, time).await?;
    let disposition = format!("attachment; filename=\"invoices-{}.csv\"", name_of(time.0));
    let headers = [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, disposition)];
    Ok((headers, text).into_response())
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
    pager: Pager,
}

#[derive(Debug)]
struct Row {
    number: String,
    href: String,
    day: String,
    what: String,
    seller: String,
    net: String,
    vat: String,
    gross: String,
}

impl ListInvoices {
    fn new(
        frame: Frame,
        place: &Place,
        (all, newest): &(Vec<InvoiceSum>, Vec<ListedInvoice>),
        (from, is_first): (Micros, bool),
    ) -> Self {
        let words = place.words;
        let here = place.to(&format!("/operator/invoices?month={}", name_of(from)));
        let next = newest.last().filter(|_| newest.len() as i64 == PAGE);
        let next = next.map(|last| format!("{here}&before={}.{}", last.issued_at, last.invoice));
        let at = |months| {
            place.to(&format!("/operator/invoices?month={}", name_of(calendar::months_after(from, months))))
        };
        let row = |one: &ListedInvoice| {
            let money = |minor| words.money(Money::new(minor, one.currency));
            Row {
                number: one.series.shown(one.number),
                href: place.to(&format!("/operator/invoices/{}", one.invoice)),
                day: words.date(one.issued_at, place.offset_minutes),
                what: what(place, one.series, one.cause),
                seller: one.seller_name.clone(),
                net: money(one.net),
                vat: money(one.vat),
                gross: money(one.net + one.vat),
            }
        };
        Self {
            desk: place.desk(),
            month: words.month_of_year(from, 0),
            earlier: at(-1),
            later: at(1),
            file: place.to(&format!("/operator/invoices.csv?month={}", name_of(from))),
            sums: sums(place, all),
            rows: newest.iter().map(row).collect(),
            pager: Pager::neighbours((!is_first).then_some(here), next),
            frame: frame.titled(place.title()),
        }
    }
}

fn what(place: &Place, series: InvoiceSeries, cause: InvoiceCause) -> String {
    let cause = place.words.say(&format!("invoice-cause-{}", cause.code())).into_owned();
    place.words.with(&format!("invoice-series-{}", series.code()), &[("what", cause.into())])
}

/// What the month comes to, by kind and currency and in all; credit notes count against it.
fn sums(place: &Place, all: &[InvoiceSum]) -> Vec<[String; 5]> {
    let sign = |sum: &InvoiceSum| if sum.series == InvoiceSeries::CreditNote { -1 } else { 1 };
    let row = |name: String, currency: Currency, count: i64, (net, vat): (i64, i64)| {
        let money = |minor| place.words.money(Money::new(minor, currency));
        [name, place.words.number(count), money(net), money(vat), money(net + vat)]
    };
    let kind = |sum: &InvoiceSum| {
        let amounts = (sign(sum) * sum.net, sign(sum) * sum.vat);
        row(what(place, sum.series, sum.cause), sum.currency, sum.count, amounts)
    };
    let currencies: BTreeSet<Currency> = all.iter().map(|sum| sum.currency).collect();
    let total = |currency: Currency| {
        let of = || all.iter().filter(move |sum| sum.currency == currency);
        let amounts = (of().map(|sum| sign(sum) * sum.net).sum(), of().map(|sum| sign(sum) * sum.vat).sum());
        row(place.words.say("fee-total").into_owned(), currency, of().map(|sum| sum.count).sum(), amounts)
    };
    all.iter().map(kind).chain(currencies.into_iter().map(total)).collect()
}
