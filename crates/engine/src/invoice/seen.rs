//! Invoices as their seller and the operator read them.

use domain::invoice::{Invoice, ListedInvoice};
use domain::permission::Permission;
use domain::{InvoiceId, Micros};

use crate::stop::OrAbsent;
use crate::{Engine, OperatorMember, Seen, SellerMember};

/// Invoices on one page of a seller's.
const PAGE: i64 = 50;
/// Invoices of one month that an operator's page or file holds.
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

async fn view(
    engine: &Engine,
    id: InvoiceId,
    is_theirs: impl FnOnce(&Invoice) -> bool + Send + 'static,
) -> Seen<InvoiceView> {
    let invoice =
        engine.read(move |tx| store::invoice::invoice(tx, id)?.filter(is_theirs).or_absent()).await?;
    let market_name = engine.market(invoice.market).map(|market| market.name).unwrap_or_default();
    Ok(InvoiceView { invoice, market_name })
}

/// One of the seller's own.
pub async fn one(engine: &Engine, member: &SellerMember, id: InvoiceId) -> Seen<InvoiceView> {
    member.may(Permission::MoneyRead)?;
    let seller = member.seller;
    view(engine, id, move |invoice| invoice.seller == seller).await
}

/// One of the operator's own.
pub async fn one_for_operator(engine: &Engine, member: &OperatorMember, id: InvoiceId) -> Seen<InvoiceView> {
    member.may(Permission::LedgerRead)?;
    let operator = member.operator;
    view(engine, id, move |invoice| invoice.operator == operator).await
}

/// The operator's numbered invoices of some time, newest first.
pub async fn for_operator(
    engine: &Engine,
    member: &OperatorMember,
    time: (Micros, Micros),
) -> Seen<Vec<ListedInvoice>> {
    member.may(Permission::LedgerRead)?;
    listed(engine, member, time, MONTH_MAX).await
}

/// As `for_operator`, no more than `most`.
pub async fn listed(
    engine: &Engine,
    member: &OperatorMember,
    time: (Micros, Micros),
    most: i64,
) -> Seen<Vec<ListedInvoice>> {
    member.may(Permission::LedgerRead)?;
    let operator = member.operator;
    engine.heavy(move |tx| Ok(store::invoice::listed(tx, operator, time, most)?)).await
}
