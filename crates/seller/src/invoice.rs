//! Invoices of the market to the seller: the list, and each one as a sheet for printing.

use axum::Router;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use domain::invoice::{Invoice, InvoiceCause, Party};
use domain::{Code, InvoiceId};
use engine::invoice::{InvoiceView, Listed};
use web::actor::SellerDesk;
use web::{Desk, Failure, Frame, Page, Pager, Words, page};

use crate::asked::{Asked, around, moment, scope};
use crate::desk::{Room, Scope};
use crate::moment::Moment;
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
    let back = scope(&desk).to("/seller/invoices");
    Ok(page::html(&InvoiceSheet::new(desk.frame(""), moment(&desk), &view, back)))
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

/// `Commission`, `Credit note: yearly fee`.
fn what(words: Words, invoice: &Invoice) -> String {
    let cause = words.say(&format!("invoice-cause-{}", invoice.cause.code())).into_owned();
    words.with(&format!("invoice-series-{}", invoice.series.code()), &[("what", cause.into())])
}

fn covers(moment: Moment, invoice: &Invoice) -> String {
    // Months are of UTC; a year begins when it was paid.
    let offset = if invoice.cause == InvoiceCause::Annual { moment.offset_minutes } else { 0 };
    let date = |at| moment.words.date(at, offset);
    match (invoice.covers_from, invoice.covers_until) {
        // The last moment of a time belongs to the next one.
        (Some(from), Some(until)) => format!("{} – {}", date(from), date(until - domain::DAY / 2)),
        _ => String::new(),
    }
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
                covers: covers(moment, invoice),
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

/// `/seller/invoices/{id}`
#[derive(Debug, askama::Template)]
#[template(path = "invoice/sheet.html")]
pub struct InvoiceSheet {
    pub frame: Frame,
    pub title: String,
    pub market: String,
    pub from: Vec<String>,
    pub to: Vec<String>,
    pub facts: Vec<(String, String)>,
    pub what: String,
    pub covers: String,
    /// Net, rate and VAT of each line.
    pub lines: Vec<(String, String, String)>,
    pub sums: Vec<(String, String)>,
    pub total: (String, String),
    pub notes: Vec<String>,
    pub back: String,
}

fn party(words: Words, party: &Party) -> Vec<String> {
    let town = format!("{} {}", party.postcode, party.city);
    let vat = words.with("invoice-vat-number", &[("number", (&party.vat_number).into())]);
    let vat = if party.vat_number.is_empty() { String::new() } else { vat };
    let country = words.country(&party.country).into_owned();
    let all = [party.legal_name.clone(), party.street.clone(), town, country, vat];
    all.into_iter().filter(|line| !line.trim().is_empty()).collect()
}

impl InvoiceSheet {
    pub fn new(frame: Frame, moment: Moment, view: &InvoiceView, back: String) -> Self {
        let (words, invoice) = (moment.words, &view.invoice);
        let money = |minor| moment.money(minor, invoice.currency);
        let date = |at| words.date(at, moment.offset_minutes);
        let said = |key: &str| words.say(key).into_owned();
        let number = if invoice.number.is_some() { invoice.shown() } else { said("invoice-no-number") };
        let mut facts = vec![(said("invoice-number"), number)];
        facts.extend(invoice.issued_at.map(|at| (said("invoice-day"), date(at))));
        facts.push((said("invoice-supplied"), date(invoice.written_at)));
        let mut notes = vec![said("invoice-settled")];
        if invoice.is_reverse_charge {
            notes.insert(0, said("fee-reverse-charge"));
        }
        let title = said(&format!("invoice-title-{}", invoice.series.code()));
        Self {
            frame: frame.titled(title.clone()),
            title,
            market: view.market_name.clone(),
            from: party(words, &invoice.parties.from),
            to: party(words, &invoice.parties.to),
            facts,
            what: what(words, invoice),
            covers: covers(moment, invoice),
            lines: invoice
                .lines
                .0
                .iter()
                .map(|l| (money(l.net), words.rate(l.vat_ppm), money(l.vat)))
                .collect(),
            sums: vec![(said("fee-net"), money(invoice.net)), (said("fee-vat"), money(invoice.vat))],
            total: (said("fee-total"), money(invoice.gross())),
            notes,
            back,
        }
    }
}

impl Page for ListInvoices {
    fn samples(words: Words) -> Vec<Self> {
        let moment = sample::moment(words);
        let page = |found: &Listed| {
            let around = (Frame::sample(words), sample::desk(words, Room::Fees), sample::scope());
            Self::new(around, moment, found, found.invoices.is_empty())
        };
        let invoices = sample::invoices();
        let older = invoices.last().map(|last| last.id);
        vec![page(&Listed { invoices, older }), page(&Listed::default())]
    }
}

impl Page for InvoiceSheet {
    fn samples(words: Words) -> Vec<Self> {
        let moment = sample::moment(words);
        let sheet = |invoice: Invoice| {
            let view = InvoiceView { invoice, market_name: "Grand Rue".to_owned() };
            Self::new(Frame::sample(words), moment, &view, "/seller/invoices".to_owned())
        };
        sample::invoices().into_iter().map(sheet).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_render() {
        page::render_all::<ListInvoices>();
        page::render_all::<InvoiceSheet>();
    }
}
