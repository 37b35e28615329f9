//! Invoices as their seller and the operator read them.

use domain::invoice::{Invoice, InvoiceSum, ListedInvoice};
use domain::permission::Permission;
use domain::{Code, InvoiceId, Micros, calendar};
use gateways::catalogue_file::cells::neutralise;
use money::Money;

use crate::stop::OrAbsent;
use crate::{Engine, OperatorMember, Seen, SellerMember};

/// Invoices on one page.
pub const PAGE: i64 = 50;
/// Invoices of one month that an operator's file holds.
const MONTH_MAX: i64 = 100_000;

/// An invoice with the name of its market.
#[derive(Debug, Clone)]
pub struct InvoiceView {
    pub invoice: Invoice,
    pub market_name: String,
}

/// A page of invoices, newest first.
#[derive(Debug, Clone, Default)]
pub struct Listed {
    pub invoices: Vec<Invoice>,
    /// Before which the next page begins.
    pub older: Option<InvoiceId>,
}

pub async fn of_member(engine: &Engine, member: &SellerMember, before: Option<InvoiceId>) -> Seen<Listed> {
    member.may(Permission::MoneyRead)?;
    let (seller, before) = (member.seller, before.map_or(i64::MAX, InvoiceId::get));
    engine
        .read(move |tx| {
            let mut invoices = store::invoice::invoices_of(tx, seller, before, PAGE + 1)?;
            let is_last = invoices.len() <= PAGE as usize;
            invoices.truncate(PAGE as usize);
            let older = invoices.last().map(|last| last.id).filter(|_| !is_last);
            Ok(Listed { invoices, older })
        })
        .await
}

/// One of the seller's own.
pub async fn one(engine: &Engine, member: &SellerMember, id: InvoiceId) -> Seen<InvoiceView> {
    member.may(Permission::MoneyRead)?;
    let seller = member.seller;
    let own = |invoice: &Invoice| invoice.seller == seller;
    view(engine, id, own).await
}

/// One that the operator wrote.
pub async fn one_of_operator(engine: &Engine, member: &OperatorMember, id: InvoiceId) -> Seen<InvoiceView> {
    member.may(Permission::LedgerRead)?;
    let operator = member.operator;
    view(engine, id, |invoice| invoice.operator == operator).await
}

async fn view(engine: &Engine, id: InvoiceId, is_theirs: impl Fn(&Invoice) -> bool) -> Seen<InvoiceView> {
    let found = engine.read(move |tx| Ok(store::invoice::invoice(tx, id)?)).await?;
    let invoice = found.filter(is_theirs).or_absent()?;
    let market_name = engine.market(invoice.market).map(|market| market.name).unwrap_or_default();
    Ok(InvoiceView { invoice, market_name })
}

/// The operator's numbered invoices of some months: what all of them come to, and a page of them, newest first. `before`
/// is the one that the page before ended with.
pub async fn for_operator(
    engine: &Engine,
    member: &OperatorMember,
    months: (Micros, Micros),
    before: Option<(Micros, InvoiceId)>,
) -> Seen<(Vec<InvoiceSum>, Vec<ListedInvoice>)> {
    member.may(Permission::LedgerRead)?;
    let operator = member.operator;
    let before = before.map_or((months.1, 0), |(issued_at, id)| (issued_at.min(months.1), id.get()));
    engine
        .read(move |tx| {
            let sums = store::invoice::sums_between(tx, operator, months)?;
            Ok((sums, store::invoice::listed(tx, operator, (months.0, before), PAGE)?))
        })
        .await
}

/// All of them as a file for the accountant: one line an invoice, amounts with a dot, and no cell that a spreadsheet runs.
pub async fn file_for_operator(
    engine: &Engine,
    member: &OperatorMember,
    time: (Micros, Micros),
) -> Seen<String> {
    member.may(Permission::LedgerRead)?;
    let operator = member.operator;
    let found = engine
        .heavy(move |tx| Ok(store::invoice::listed(tx, operator, (time.0, (time.1, 0)), MONTH_MAX)?))
        .await?;
    Ok(file(&found))
}

fn file(found: &[ListedInvoice]) -> String {
    let mut text = String::from("number,day,series,cause,seller,net,vat,gross,currency\r\n");
    for one in found {
        let money = |minor| Money::new(minor, one.currency).to_plain();
        let (year, month, day) = calendar::civil(one.issued_at);
        let fields = [
            one.series.shown(one.number),
            format!("{year}-{month:02}-{day:02}"),
            one.series.code().to_owned(),
            one.cause.code().to_owned(),
            format!("\"{}\"", neutralise(&one.seller_name).replace('"', "\"\"")),
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

#[cfg(test)]
mod tests {
    use domain::invoice::{InvoiceCause, InvoiceSeries};
    use domain::{MarketId, OperatorId, SellerId};
    use money::Currency;

    use super::*;

    #[test]
    fn the_file_quotes_names_and_runs_no_formula() {
        let invoice = |number: i64, series, cause, name: &str| ListedInvoice {
            operator: OperatorId::from_raw(1 << 22),
            invoice: InvoiceId::from_raw(number << 22),
            series,
            number,
            market: MarketId::from_raw(1 << 22),
            seller: SellerId::from_raw(3 << 22),
            seller_name: name.to_owned(),
            cause,
            net: 360_000,
            vat: 72_000,
            currency: Currency::EUR,
            issued_at: 1_795_370_520_000_000,
        };
        let text = file(&[
            invoice(6, InvoiceSeries::CreditNote, InvoiceCause::Annual, "Süßwaren \"Ober\""),
            invoice(7, InvoiceSeries::Invoice, InvoiceCause::Plan, "=cmd|' /C calc'!A0"),
            invoice(8, InvoiceSeries::Invoice, InvoiceCause::Plan, "＝cmd"),
        ]);
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[1].starts_with("CRN-000006,2026-11-22,credit_note,annual,\"Süßwaren \"\"Ober\"\"\","));
        assert!(lines[1].ends_with("3600.00,720.00,4320.00,EUR"));
        assert!(lines[2].contains("\"'=cmd") && lines[3].contains("\"'＝cmd"), "{text}");
    }
}
