//! A month with invoices and a credit note, and an empty one.

use domain::invoice::InvoiceCause;
use domain::{InvoiceId, MarketId, OperatorId, SellerId};
use web::{Page, Words};

use super::*;

const NOW: i64 = 1_795_370_520_000_000;

fn invoice(number: i64, series: InvoiceSeries, cause: InvoiceCause) -> ListedInvoice {
    ListedInvoice {
        operator: OperatorId::from_raw(1 << 22),
        invoice: InvoiceId::from_raw(number << 22),
        series,
        number,
        market: MarketId::from_raw(1 << 22),
        seller: SellerId::from_raw(3 << 22),
        seller_name: "Süßwarenmanufaktur \"Oberschwaben\" GmbH & Co. KG".to_owned(),
        cause,
        net: 360_000,
        vat: 72_000,
        currency: Currency::EUR,
        issued_at: NOW,
    }
}

fn some() -> Vec<ListedInvoice> {
    let all = (1..).zip(InvoiceCause::ALL);
    let mut found: Vec<_> = all.map(|(at, cause)| invoice(at, InvoiceSeries::Invoice, *cause)).collect();
    found.push(invoice(1, InvoiceSeries::CreditNote, InvoiceCause::Annual));
    found
}

impl Page for ListInvoices {
    fn samples(words: Words) -> Vec<Self> {
        let place = Place::sample(words, Section::Invoices);
        let page = |found: &[ListedInvoice]| Self::new(Frame::sample(words), &place, found, NOW);
        let many: Vec<_> = some().into_iter().cycle().take(ROWS_MAX + 1).collect();
        vec![page(&some()), page(&many), page(&[])]
    }
}

#[test]
fn pages_render() {
    page::render_all::<ListInvoices>();
}

#[test]
fn a_month_sums_up_with_credit_notes_against_it() {
    let place = Place::sample(Words::default(), Section::Invoices);
    let sums = sums(&place, &some());
    assert_eq!(sums.last().map(|row| (row[1].as_str(), row[4].as_str())), Some(("5", "€12,960.00")));
}

#[test]
fn the_file_quotes_names_and_runs_no_formula() {
    let mut odd = invoice(7, InvoiceSeries::Invoice, InvoiceCause::Plan);
    odd.seller_name = "=cmd|' /C calc'!A0".to_owned();
    let text = csv(&[invoice(6, InvoiceSeries::CreditNote, InvoiceCause::Annual), odd]);
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[1].starts_with("CRN-000006,2026-11-22,credit_note,annual,\"Süßwarenmanufaktur \"\"Ober"));
    assert!(lines[1].ends_with("3600.00,720.00,4320.00,EUR"));
    assert!(lines[2].contains("\"'=cmd"), "{}", lines[2]);
}
