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

fn some_sums() -> Vec<InvoiceSum> {
    let sum = |one: ListedInvoice| InvoiceSum {
        series: one.series,
        cause: one.cause,
        currency: one.currency,
        count: 1,
        net: one.net,
        vat: one.vat,
    };
    some().into_iter().map(sum).collect()
}

impl Page for ListInvoices {
    fn samples(words: Words) -> Vec<Self> {
        let place = Place::sample(words, Section::Invoices);
        let page = |sums, newest, is_first| {
            Self::new(Frame::sample(words), &place, &(sums, newest), (NOW, is_first))
        };
        let many: Vec<_> = some().into_iter().cycle().take(PAGE as usize).collect();
        let more = some_sums().into_iter().map(|sum| InvoiceSum { count: PAGE, ..sum }).collect();
        vec![page(some_sums(), some(), true), page(more, many, false), page(vec![], vec![], true)]
    }
}

#[test]
fn pages_render() {
    page::render_all::<ListInvoices>();
}

#[test]
fn a_month_sums_up_with_credit_notes_against_it() {
    let place = Place::sample(Words::default(), Section::Invoices);
    let sums = sums(&place, &some_sums());
    assert_eq!(sums.last().map(|row| (row[1].as_str(), row[4].as_str())), Some(("5", "€12,960.00")));
}
