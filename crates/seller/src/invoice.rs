//! Invoices of the market to the seller: the list, and each one as a sheet for printing.

use axum::Router;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use domain::InvoiceId;
use domain::invoice::Invoice;
use engine::invoice::Listed;
use web::actor::SellerDesk;
use web::invoice::{InvoiceSheet, covers, what};
use web::{Desk, Failure, Frame, Pager, page};
#[cfg(test)]
use web::{Page, Words};

use crate::asked::{Asked, around, moment, scope};
use crate::desk::{Room, Scope};
use crate::moment::Moment;
#[cfg(test)]
use crate::sample;

pub fn routes() -> Router<web::Site> {
    Router::new().route("/seller/invoices", get(list)).route("/seller/invoices/{id}", get(sheet))
}

async fn list(desk: SellerDesk, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let before: Option<InvoiceId> = asked.before.parse().ok();
    let found = engine::invoice::of_member(&desk.site.engine, &desk.member, before).await?;
    Ok(page::html(&ListInvoices::new(around(&desk, Room::Fees), moment(&desk), &found, before.is_none())))
}

async fn sheet(desk: SellerDesk, Path(id): Path<String>) -> Result<Response, Failure> {
    let id: InvoiceId = id.parse().map_err(|_| Failure::NotFound)?;
    let view = engine::invoice::one(&desk.site.engine, &desk.member, id).await?;
    let (back, moment) = (scope(&desk).to("/seller/invoices"), moment(&desk));
    Ok(page::html(&InvoiceSheet::new(
        desk.frame(""),
        moment.offset_minutes,
        (&view.invoice, &view.market_name),
        back,
    )))
}

/// `/seller/invoices`
#[derive(Debug, askama::Template)]
#[template(path = "invoice/list.html")]
pub struct ListInvoices {
    pub frame: Frame,
    pub desk: Desk,
    pub rows: Vec<Row>,
    pub pager: Pager,
    pub back: String,
}

#[derive(Debug)]
pub struct Row {
    pub number: String,
    pub href: String,
    pub what: String,
    pub covers: String,
    pub when: String,
    pub net: String,
    pub vat: String,
    pub gross: String,
}

impl ListInvoices {
    fn new(
        (frame, desk, scope): (Frame, Desk, Scope),
        moment: Moment,
        found: &Listed,
        is_first: bool,
    ) -> Self {
        let words = moment.words;
        let older = found.older.map(|older| scope.to(&format!("/seller/invoices?before={older}")));
        let row = |invoice: &Invoice| {
            let money = |minor| moment.money(minor, invoice.currency);
            Row {
                number: match invoice.number {
                    Some(_) => invoice.shown(),
                    None => words.say("invoice-no-number").into_owned(),
                },
                href: scope.to(&format!("/seller/invoices/{}", invoice.id)),
                what: what(words, invoice),
                covers: covers(words, moment.offset_minutes, invoice),
                when: words.date(invoice.issued_at.unwrap_or(invoice.written_at), moment.offset_minutes),
                net: money(invoice.net),
                vat: money(invoice.vat),
                gross: money(invoice.gross()),
            }
        };
        Self {
            rows: found.invoices.iter().map(row).collect(),
            pager: Pager::neighbours((!is_first).then(|| scope.to("/seller/invoices")), older),
            back: scope.to("/seller/fees"),
            frame: frame.titled(words.say("invoice-list")),
            desk,
        }
    }
}

#[cfg(test)]
impl Page for ListInvoices {
    fn samples(words: Words) -> Vec<Self> {
        let moment = sample::moment(words);
        let page = |found: &Listed| {
            let around = (Frame::sample(words), sample::desk(words, Room::Fees), sample::scope());
            Self::new(around, moment, found, found.invoices.is_empty())
        };
        let invoices = web::invoice::sample_invoices();
        let older = invoices.last().map(|last| last.id);
        vec![page(&Listed { invoices, older }), page(&Listed::default())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_render() {
        page::render_all::<ListInvoices>();
    }
}
