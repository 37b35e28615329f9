//! An invoice as a sheet for printing: the same paper for the seller who got it and the operator who wrote it.

use domain::Code;
use domain::invoice::{Invoice, InvoiceCause, Party};
use money::Money;

use crate::{Frame, Page, Words};

/// `Commission`, `Credit note: yearly fee`.
pub fn what(words: Words, invoice: &Invoice) -> String {
    let cause = words.say(&format!("invoice-cause-{}", invoice.cause.code())).into_owned();
    words.with(&format!("invoice-series-{}", invoice.series.code()), &[("what", cause.into())])
}

/// The days that it is about; empty where it is about none.
pub fn covers(words: Words, offset_minutes: i32, invoice: &Invoice) -> String {
    // Months are of UTC; a year begins when it was paid.
    let offset = if invoice.cause == InvoiceCause::Annual { offset_minutes } else { 0 };
    let date = |at| words.date(at, offset);
    match (invoice.covers_from, invoice.covers_until) {
        // The last moment of a time belongs to the next one.
        (Some(from), Some(until)) => format!("{} – {}", date(from), date(until - domain::DAY / 2)),
        _ => String::new(),
    }
}

/// `/seller/invoices/{id}`, `/operator/invoices/{id}`
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
    /// `back` leads to the list that it stands in.
    pub fn new(frame: Frame, offset_minutes: i32, (invoice, market): (&Invoice, &str), back: String) -> Self {
        let words = frame.words;
        let money = |minor| words.money(Money::new(minor, invoice.currency));
        let date = |at: i64| words.date(at, offset_minutes);
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
            market: market.to_owned(),
            from: party(words, &invoice.parties.from),
            to: party(words, &invoice.parties.to),
            facts,
            what: what(words, invoice),
            covers: covers(words, offset_minutes, invoice),
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

/// The moment of samples.
const NOW: i64 = 1_795_338_600_000_000;

/// An invoice of each cause, with and without a number, and a credit note.
pub fn sample_invoices() -> Vec<Invoice> {
    use domain::invoice::{InvoiceLine, InvoiceLines, InvoiceSeries, Parties};
    let party = |name: &str, vat_number: &str| Party {
        legal_name: name.to_owned(),
        street: "9 quai des Brumes".to_owned(),
        postcode: "69000".to_owned(),
        city: "Lyon".to_owned(),
        country: "FR".to_owned(),
        vat_number: vat_number.to_owned(),
    };
    let line =
        |ppm, net, vat| InvoiceLine { vat_ppm: money::Rate::from_ppm(ppm).unwrap_or_default(), net, vat };
    let invoice = |(at, cause): (i64, &InvoiceCause)| Invoice {
        id: domain::InvoiceId::from_raw((70 + at) << 22),
        seller: domain::SellerId::from_raw(3 << 22),
        market: domain::MarketId::from_raw(1 << 22),
        operator: domain::OperatorId::from_raw(1 << 22),
        series: if at == 3 { InvoiceSeries::CreditNote } else { InvoiceSeries::Invoice },
        cause: *cause,
        about: 0,
        covers_from: (at != 2).then_some(NOW - 30 * domain::DAY),
        covers_until: (at != 2).then_some(NOW),
        net: 36_012,
        vat: 7_200,
        currency: money::Currency::EUR,
        lines: InvoiceLines(vec![line(200_000, 36_000, 7_200), line(0, 12, 0)]),
        parties: Parties {
            from: party("Halles Demo SAS", "FR00000000000"),
            to: party("Süßwarenmanufaktur Oberschwaben GmbH & Co. KG", ""),
        },
        is_reverse_charge: at == 1,
        number: (at != 0).then_some(at),
        written_at: NOW,
        issued_at: (at != 0).then_some(NOW),
        version: 1,
    };
    (0..).zip(InvoiceCause::ALL).map(invoice).collect()
}

impl Page for InvoiceSheet {
    fn samples(words: Words) -> Vec<Self> {
        let sheet = |invoice: &Invoice| {
            Self::new(Frame::sample(words), 60, (invoice, "Grand Rue"), "/seller/invoices".to_owned())
        };
        sample_invoices().iter().map(sheet).collect()
    }
}

#[test]
fn sheets_render() {
    crate::page::render_all::<InvoiceSheet>();
}
