//! Invoices with their counters and the queue of those that wait for a number; the operator's list of them; and the sums of
//! commission that a month's invoice is made of.

use std::collections::BTreeMap;

use domain::invoice::{Counter, Invoice, InvoiceSeries, InvoiceSum, ListedInvoice, Queued};
use domain::{Code, DAY, InvoiceId, MarketId, Micros, OperatorId, SellerId, first_id_at};
use money::{Currency, Rate};

use crate::db::{Problem, Record, Row, Statement, Stored, Tx};
use crate::tally::{self, Counted, List, Part, Sums};
use crate::{record, statement, values};

record!(Invoice as INVOICES in "invoice", bucket |invoice| invoice.id.bucket(), keys [id], {
    id: i, seller: i, market: i, operator: i, series: t, cause: t, about: i, covers_from: oi, covers_until: oi, net: i,
    vat: i, currency: t, lines: t, parties: t, is_reverse_charge: b, number: oi, written_at: i, issued_at: oi, version: i
});
record!(Counter as COUNTERS in "invoice_counter", bucket |counter| counter.operator.bucket(), keys [operator, series], {
    operator: i, series: t, next: i, holder: t, until_at: i, version: i
});
record!(Queued as QUEUE in "invoice_queue", bucket |queued| queued.operator.bucket(), keys [operator, invoice], {
    operator: i, invoice: i, series: t
});
record!(ListedInvoice as LISTED in "invoice_list", bucket |listed| listed.operator.bucket(), keys [operator, invoice], {
    operator: i, invoice: i, series: t, number: i, market: i, seller: i, seller_name: t, cause: t, net: i, vat: i,
    currency: t, issued_at: i
});

statement!(
    INVOICES_OF,
    "select {columns invoice} from invoice where bucket = $1 and seller = $2 and id < $3 order by id desc limit $4"
);
statement!(
    COUNTER,
    "select {columns invoice_counter} from invoice_counter where bucket = $1 and operator = $2 and series = $3"
);
statement!(
    WAITING,
    "select distinct operator, series from invoice_queue where bucket {in 1} order by operator, series"
);
statement!(
    QUEUED,
    "select {columns invoice_queue} from invoice_queue where bucket = $1 and operator = $2 and series = $3
     order by invoice limit $4"
);
statement!(
    ENQUEUE,
    "insert into invoice_queue (bucket, operator, invoice, series) values ($1, $2, $3, $4)
     on conflict (bucket, operator, invoice) do nothing"
);
statement!(DEQUEUE, "delete from invoice_queue where bucket = $1 and operator = $2 and invoice {in 3}");
statement!(
    DROP_LISTED,
    "delete from invoice_list where bucket = $1 and operator = $2 and invoice = $3 returning {columns invoice_list}"
);
statement!(
    LISTED_BETWEEN,
    "select {columns invoice_list} from invoice_list where bucket = $1 and operator = $2 and issued_at >= $3
       and (issued_at, invoice) < ($4, $5) order by issued_at desc, invoice desc limit $6"
);
statement!(
    /// What was taken of orders' releases, by market and rate of VAT.
    COMMISSIONS,
    "select o.market, o.operator, t.currency, o.fee_vat_ppm,
       cast(sum(case when t.reason = 'commission' then t.amount else 0 end) as bigint),
       cast(sum(case when t.reason = 'fee_vat' then t.amount else 0 end) as bigint)
     from transfer t join orders o on o.bucket = t.bucket and o.id = t.subject
     where t.bucket = $1 and t.debit_subject = $2
       and t.debit_kind in ('payable_pending', 'payable_available', 'due_from_seller')
       and t.reason in ('commission', 'fee_vat') and t.id >= $3 and t.id < $4
     group by o.market, o.operator, t.currency, o.fee_vat_ppm order by o.market, o.fee_vat_ppm"
);
statement!(
    /// What of it went back with refunds.
    REVERSALS,
    "select o.market, o.operator, t.currency, o.fee_vat_ppm,
       cast(sum(case when t.reason = 'commission_reversal' then t.amount else 0 end) as bigint),
       cast(sum(case when t.reason = 'fee_vat_reversal' then t.amount else 0 end) as bigint)
     from transfer t join orders o on o.bucket = t.bucket and o.id = t.subject
     where t.bucket = $1 and t.credit_subject = $2
       and t.credit_kind in ('payable_pending', 'payable_available', 'due_from_seller')
       and t.reason in ('commission_reversal', 'fee_vat_reversal') and t.id >= $3 and t.id < $4
     group by o.market, o.operator, t.currency, o.fee_vat_ppm order by o.market, o.fee_vat_ppm"
);

pub fn invoice(tx: &mut Tx<'_>, id: InvoiceId) -> Stored<Option<Invoice>> {
    Ok(invoices(tx, &[id])?.pop())
}

pub fn invoices(tx: &mut Tx<'_>, ids: &[InvoiceId]) -> Stored<Vec<Invoice>> {
    crate::load(tx, ids.iter().map(|id| (id.bucket(), id.get())))
}

/// Invoices to a seller older than `before`, newest first.
pub fn invoices_of(tx: &mut Tx<'_>, seller: SellerId, before: i64, most: i64) -> Stored<Vec<Invoice>> {
    tx.query(INVOICES_OF, values![seller.bucket(), seller, before, most], Invoice::from_row)
}

pub fn counter(tx: &mut Tx<'_>, operator: OperatorId, series: InvoiceSeries) -> Stored<Option<Counter>> {
    tx.query_one(COUNTER, values![operator.bucket(), operator, series.code()], Counter::from_row)
}

/// Which series of which operators have invoices without a number.
pub fn waiting(tx: &mut Tx<'_>, operators: &[OperatorId]) -> Stored<Vec<(OperatorId, InvoiceSeries)>> {
    let buckets = crate::buckets(operators.iter().map(|operator| operator.bucket()));
    tx.query(WAITING, values![buckets], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Invoices of a series that wait, in the order in which they were written.
pub fn queued(
    tx: &mut Tx<'_>,
    operator: OperatorId,
    series: InvoiceSeries,
    most: i64,
) -> Stored<Vec<Queued>> {
    tx.query(QUEUED, values![operator.bucket(), operator, series.code(), most], Queued::from_row)
}

/// Puts an invoice into the queue; one that is in it already stays once.
pub fn enqueue(tx: &mut Tx<'_>, queued: &Queued) -> Stored<()> {
    let row = values![queued.operator.bucket(), queued.operator, queued.invoice, queued.series.code()];
    tx.change(ENQUEUE, row)
}

pub fn dequeue(tx: &mut Tx<'_>, operator: OperatorId, invoices: &[InvoiceId]) -> Stored<()> {
    if invoices.is_empty() {
        return Ok(());
    }
    let ids = crate::raws(invoices.iter().map(|id| id.get()));
    tx.change(DEQUEUE, values![operator.bucket(), operator, ids])
}

/// Writes an invoice's line of the operator's list anew.
pub fn put_listed(tx: &mut Tx<'_>, listed: ListedInvoice) -> Stored<()> {
    let key = values![listed.operator.bucket(), listed.operator, listed.invoice];
    let before = tx.query(DROP_LISTED, key, ListedInvoice::from_row)?;
    let after = [listed];
    crate::insert(tx, &after)?;
    tally::replace(tx, &before, &after)
}

impl Counted for ListedInvoice {
    fn parts(&self) -> Vec<(Part, Sums)> {
        let name = format!("{} {} {}", self.series.code(), self.cause.code(), self.currency.code());
        let at = self.issued_at / DAY * DAY;
        let sums = Sums { many: 1, total: self.net, vat: self.vat };
        vec![(Part { owner: self.operator.into(), list: List::Invoices, at, name }, sums)]
    }
}

/// An operator's invoices since a moment, before an invoice of that moment: newest first.
pub fn listed(
    tx: &mut Tx<'_>,
    operator: OperatorId,
    (from, before): (Micros, (Micros, i64)),
    most: i64,
) -> Stored<Vec<ListedInvoice>> {
    let (until, invoice) = before;
    let key = values![operator.bucket(), operator, from, until, invoice, most];
    tx.query(LISTED_BETWEEN, key, ListedInvoice::from_row)
}

/// What the operator's numbered invoices of some days come to, by kind and currency; both moments are midnights UTC.
pub fn sums_between(
    tx: &mut Tx<'_>,
    operator: OperatorId,
    days: (Micros, Micros),
) -> Stored<Vec<InvoiceSum>> {
    let mut kinds: BTreeMap<String, Sums> = BTreeMap::new();
    for (_, name, sums) in tally::parts(tx, operator, List::Invoices, days)? {
        kinds.entry(name).or_default().add(1, sums);
    }
    let sum = |(name, sums): (String, Sums)| {
        let mut words = name.split(' ');
        let mut word = || words.next().unwrap_or_default();
        let unread = || Problem::fault(format!("invoices are not counted as {name}"));
        Ok(InvoiceSum {
            series: word().parse().map_err(|_| unread())?,
            cause: word().parse().map_err(|_| unread())?,
            currency: word().parse().map_err(|_| unread())?,
            count: sums.many,
            net: sums.total,
            vat: sums.vat,
        })
    };
    let mut sums: Vec<InvoiceSum> = kinds.into_iter().map(sum).collect::<Stored<_>>()?;
    // Invoices before credit notes.
    sums.sort_by_key(|sum| std::cmp::Reverse(sum.series.code()));
    Ok(sums)
}

/// Net and VAT at one rate, of one market.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommissionSum {
    pub market: MarketId,
    pub operator: OperatorId,
    pub currency: Currency,
    pub vat_ppm: Rate,
    pub net: i64,
    pub vat: i64,
}

/// The commission of a seller that was taken between two moments.
pub fn commissions(tx: &mut Tx<'_>, seller: SellerId, time: (Micros, Micros)) -> Stored<Vec<CommissionSum>> {
    sums(tx, COMMISSIONS, seller, time)
}

/// The commission of a seller that went back between two moments.
pub fn reversals(tx: &mut Tx<'_>, seller: SellerId, time: (Micros, Micros)) -> Stored<Vec<CommissionSum>> {
    sums(tx, REVERSALS, seller, time)
}

fn sums(
    tx: &mut Tx<'_>,
    statement: &'static Statement,
    seller: SellerId,
    (from, until): (Micros, Micros),
) -> Stored<Vec<CommissionSum>> {
    // By ids, which only rise: nothing joins a month that was invoiced, also where a clock is set back.
    let key = values![seller.bucket(), seller, first_id_at(from), first_id_at(until)];
    tx.query(statement, key, |row: &Row<'_>| {
        Ok(CommissionSum {
            market: row.get(0)?,
            operator: row.get(1)?,
            currency: row.get(2)?,
            vat_ppm: row.get(3)?,
            net: row.get(4)?,
            vat: row.get(5)?,
        })
    })
}
