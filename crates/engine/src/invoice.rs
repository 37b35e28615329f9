//! Invoices: written by the act that charges, numbered afterwards by one process at a time for each legal entity and series.
//! The number and the counter are saved in one transaction, so that no two invoices share a number and none is left out.

mod seen;

pub use seen::{InvoiceView, Listed, PAGE, file_for_operator, for_operator, of_member, one, one_of_operator};

use domain::event::{EventKind, Timer, TimerKind};
use domain::fee::{Fee, FeeKind};
use domain::invoice::{
    Counter, Invoice, InvoiceCause, InvoiceLine, InvoiceLines, InvoiceSeries, ListedInvoice, NUMBERED_MAX,
    Parties, Queued,
};
use domain::{InvoiceId, MarketId, Micros, OperatorId, SellerId, calendar};
use money::Currency;
use store::Problem;
use store::invoice::CommissionSum;

use crate::stop::OrAbsent;
use crate::{Act, Engine, Never, Seen};

/// How long a counter stays with a process that stops counting.
const LEASE: Micros = 15_000_000;

/// What an invoice is made of.
struct Draft {
    seller: SellerId,
    market: MarketId,
    operator: OperatorId,
    series: InvoiceSeries,
    cause: InvoiceCause,
    about: i64,
    covers: Option<(Micros, Micros)>,
    currency: Currency,
    lines: Vec<InvoiceLine>,
}

/// Writes an invoice, without its number, in the act that made it due.
fn write(act: &mut Act<'_, '_>, draft: Draft) -> Seen<()> {
    let operator = act.engine.operator(draft.operator).or_absent()?;
    let seller = store::seller::seller(act.tx, draft.seller)?.or_absent()?;
    let parties = Parties::new(&operator, &seller);
    let vat: i64 = draft.lines.iter().map(|line| line.vat).sum();
    let is_abroad = crate::fee::is_reverse_charge(act.engine, draft.operator, &seller.country);
    let invoice = Invoice {
        id: InvoiceId::from_raw(act.mint(draft.seller.bucket())),
        seller: draft.seller,
        market: draft.market,
        operator: draft.operator,
        series: draft.series,
        cause: draft.cause,
        about: draft.about,
        covers_from: draft.covers.map(|(from, _)| from),
        covers_until: draft.covers.map(|(_, until)| until),
        net: draft.lines.iter().map(|line| line.net).sum(),
        vat,
        currency: draft.currency,
        lines: InvoiceLines(draft.lines),
        parties,
        is_reverse_charge: is_abroad && vat == 0,
        number: None,
        written_at: act.now,
        issued_at: None,
        version: 0,
    };
    act.event(EventKind::InvoiceWritten, invoice.id.get(), "");
    Ok(store::insert(act.tx, &[invoice])?)
}

/// The invoice of a fee that was charged just now. A deposit is no fee: it has none.
pub(crate) fn of_fee(act: &mut Act<'_, '_>, fee: &Fee) -> Seen<()> {
    let Some(cause) = cause_of(fee.kind) else { return Ok(()) };
    let line = InvoiceLine { vat_ppm: fee.vat_ppm, net: fee.net, vat: fee.vat };
    write(act, draft_of(fee, (InvoiceSeries::Invoice, cause), line))
}

/// The credit note of a part of a fee that goes back.
pub(crate) fn of_refund(act: &mut Act<'_, '_>, fee: &Fee, (net, vat): (i64, i64)) -> Seen<()> {
    let Some(cause) = cause_of(fee.kind) else { return Ok(()) };
    let line = InvoiceLine { vat_ppm: fee.vat_ppm, net, vat };
    write(act, draft_of(fee, (InvoiceSeries::CreditNote, cause), line))
}

fn cause_of(kind: FeeKind) -> Option<InvoiceCause> {
    match kind {
        FeeKind::Deposit => None,
        FeeKind::Annual => Some(InvoiceCause::Annual),
        FeeKind::Plan => Some(InvoiceCause::Plan),
        FeeKind::Listing => Some(InvoiceCause::Listing),
    }
}

fn draft_of(fee: &Fee, (series, cause): (InvoiceSeries, InvoiceCause), line: InvoiceLine) -> Draft {
    Draft {
        seller: fee.seller,
        market: fee.market,
        operator: fee.operator,
        series,
        cause,
        about: fee.id.get(),
        covers: fee.covers_from.zip(fee.covers_until),
        currency: fee.currency,
        lines: vec![line],
    }
}

/// When the commission of a month is invoiced: when the next one begins.
pub(crate) fn next_month(now: Micros) -> Micros {
    calendar::month_of(calendar::months_after(calendar::month_of(now), 1))
}

/// Fires when a month is over: one invoice for each market that took commission in it, one credit note for what went back.
pub(crate) async fn month_is_over(engine: &Engine, timer: Timer, now: Micros) -> Seen<()> {
    engine
        .act::<_, Never, _>(now, move |act| {
            if !store::timer::take(act.tx, &timer, act.now)? {
                return Ok(());
            }
            let seller = SellerId::from_raw(timer.subject);
            act.timer(timer.subject, TimerKind::CommissionInvoiced, next_month(act.now));
            crate::fee::month_of_shops(act, seller)?;
            // Months that nobody looked at are told apart.
            let mut until = timer.due_at;
            while until <= act.now {
                let from = calendar::months_after(until, -1);
                let taken = store::invoice::commissions(act.tx, seller, (from, until))?;
                invoice_sums(act, seller, (InvoiceSeries::Invoice, (from, until)), taken)?;
                let back = store::invoice::reversals(act.tx, seller, (from, until))?;
                invoice_sums(act, seller, (InvoiceSeries::CreditNote, (from, until)), back)?;
                until = calendar::months_after(until, 1);
            }
            Ok(())
        })
        .await
}

fn invoice_sums(
    act: &mut Act<'_, '_>,
    seller: SellerId,
    (series, covers): (InvoiceSeries, (Micros, Micros)),
    sums: Vec<CommissionSum>,
) -> Seen<()> {
    let mut drafts: Vec<Draft> = Vec::new();
    for sum in sums.into_iter().filter(|sum| sum.net + sum.vat > 0) {
        let line = InvoiceLine { vat_ppm: sum.vat_ppm, net: sum.net, vat: sum.vat };
        match drafts.last_mut().filter(|draft| (draft.market, draft.currency) == (sum.market, sum.currency)) {
            Some(draft) => draft.lines.push(line),
            None => drafts.push(Draft {
                seller,
                market: sum.market,
                operator: sum.operator,
                series,
                cause: InvoiceCause::Commission,
                about: 0,
                covers: Some(covers),
                currency: sum.currency,
                lines: vec![line],
            }),
        }
    }
    drafts.into_iter().try_for_each(|draft| write(act, draft))
}

/// An event says that an invoice was written or numbered: it is put into the queue, or into the operator's list.
pub(crate) fn follow(act: &mut Act<'_, '_>, id: InvoiceId) -> Seen<()> {
    let Some(invoice) = store::invoice::invoice(act.tx, id)? else { return Ok(()) };
    let (operator, series) = (invoice.operator, invoice.series);
    let Some((number, issued_at)) = invoice.number.zip(invoice.issued_at) else {
        return Ok(store::invoice::enqueue(act.tx, &Queued { operator, invoice: id, series })?);
    };
    let listed = ListedInvoice {
        operator,
        invoice: id,
        series,
        number,
        market: invoice.market,
        seller: invoice.seller,
        seller_name: invoice.parties.to.legal_name,
        cause: invoice.cause,
        net: invoice.net,
        vat: invoice.vat,
        currency: invoice.currency,
        issued_at,
    };
    Ok(store::invoice::put_listed(act.tx, listed)?)
}

/// Numbers what waits, for each legal entity and series that this process may count. Answers how many got a number.
pub(crate) async fn number_all(engine: &Engine, now: Micros) -> Seen<usize> {
    let operators: Vec<OperatorId> = engine.operators().iter().map(|operator| operator.id).collect();
    let waiting = engine.read(move |tx| Ok(store::invoice::waiting(tx, &operators)?)).await?;
    let mut numbered = 0;
    for (operator, series) in waiting {
        let holder = engine.inner.outside.holder.clone();
        numbered +=
            engine.act::<_, Never, _>(now, move |act| number_some(act, operator, series, &holder)).await?;
    }
    Ok(numbered)
}

/// Takes the lease of a counter and gives numbers, all in one transaction: who is too late for the lease finds that the
/// counter was saved meanwhile, and looks again.
fn number_some(
    act: &mut Act<'_, '_>,
    operator: OperatorId,
    series: InvoiceSeries,
    holder: &str,
) -> Seen<usize> {
    let known = store::invoice::counter(act.tx, operator, series)?;
    let is_new = known.is_none();
    let mut counter = known.unwrap_or_else(|| Counter::new(operator, series));
    if !counter.take(holder, act.now + LEASE, act.now) {
        return Ok(0);
    }
    let queued = store::invoice::queued(act.tx, operator, series, NUMBERED_MAX)?;
    let ids: Vec<InvoiceId> = queued.iter().map(|one| one.invoice).collect();
    let mut invoices = store::invoice::invoices(act.tx, &ids)?;
    // One that has its number came into the queue again with an event that was read twice.
    invoices.retain(|invoice| invoice.number.is_none());
    invoices.sort_by_key(|invoice| invoice.id);
    for invoice in &mut invoices {
        counter.number(invoice, act.now);
        act.event(EventKind::InvoiceNumbered, invoice.id.get(), "");
    }
    store::save(act.tx, &invoices)?;
    store::invoice::dequeue(act.tx, operator, &ids)?;
    if is_new {
        store::insert(act.tx, &[counter]).map_err(Problem::taken_meanwhile)?;
    } else {
        store::save(act.tx, &[counter])?;
    }
    Ok(invoices.len())
}
