//! Long reads that check every invariant of a database: what `halles doctor` asks. Each counts what breaks a rule and
//! names one example. They read all buckets, so none of them ever runs on a path that serves.

mod copies;
mod decor;
mod fees;
mod review;
mod second_step;
mod settled;
mod stand_in;
mod tallies;

pub use settled::settled_days;

use crate::db::{Row, Statement, Stored, Tx};
use crate::statement;

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub broken: i64,
    /// Raw id of one offender.
    pub example: Option<i64>,
}

statement!(
    UNBALANCED,
    "select count(*), min(side_sum) from (
       select operator, currency, cast(sum(debit - credit) as bigint) as side_sum from (
         select operator, currency, amount as debit, 0 as credit from transfer
           where bucket between 0 and 1023 and debit_kind <> ''
         union all
         select operator, currency, 0 as debit, amount as credit from transfer
           where bucket between 0 and 1023 and credit_kind <> '') as sides
       group by operator, currency having sum(debit - credit) <> 0) as off"
);
statement!(
    NOT_A_TRANSFER,
    "select count(*), min(id) from transfer where bucket between 0 and 1023
       and (amount <= 0 or (debit_kind = credit_kind and debit_subject = credit_subject))"
);
statement!(
    POSTED_TWICE,
    "select count(*), min(event) from (
       select event from transfer where bucket between 0 and 1023
       group by bucket, event, subject, reason having count(*) > 1) as twice"
);
statement!(
    ESCROW_OFF,
    "select count(*), min(o.id) from orders o
       left join balance b on b.bucket = o.bucket and b.operator = o.operator and b.kind = 'escrow'
         and b.subject = o.id and b.currency = o.currency
     where o.bucket between 0 and 1023 and coalesce(b.amount, 0) <>
       case when o.completed_at is not null then 0 else o.total - o.refunded end"
);
statement!(
    CAPTURE_OFF,
    "select count(*), min(o.id) from orders o
       left join (select bucket, subject, cast(sum(amount) as bigint) as amount from transfer
                  where bucket between 0 and 1023 and reason = 'capture' group by bucket, subject) c
         on c.bucket = o.bucket and c.subject = o.id
     where o.bucket between 0 and 1023 and (coalesce(c.amount, 0) <> o.total
       or (o.completed_at is not null and o.released > o.total))"
);
statement!(
    REFUNDS_OFF,
    "select count(*), min(o.id) from orders o
       left join (select bucket, order_id, cast(sum(amount) as bigint) as amount from refund
                  where bucket between 0 and 1023 and order_id is not null group by bucket, order_id) r
         on r.bucket = o.bucket and r.order_id = o.id
     where o.bucket between 0 and 1023
       and (coalesce(r.amount, 0) <> o.refunded or o.refunded > o.total)"
);
statement!(
    REFUND_TRANSFERS_OFF,
    "select count(*), min(r.id) from refund r
       left join (select bucket, event, cast(sum(amount) as bigint) as amount from transfer
                  where bucket between 0 and 1023 and reason in ('refund_from_escrow', 'refund_from_pending',
                    'refund_from_available', 'refund_from_debt', 'refund_from_tax', 'late_refund')
                  group by bucket, event) t
         on t.bucket = r.bucket and t.event = r.id
     where r.bucket between 0 and 1023 and coalesce(t.amount, 0) <> r.amount"
);
statement!(
    RELEASE_OFF,
    "select count(*), min(o.id) from orders o
       left join (select bucket, event, cast(sum(amount) as bigint) as amount from transfer
                  where bucket between 0 and 1023 and reason in ('release', 'tax_collected') group by bucket, event) t
         on t.bucket = o.bucket and t.event = o.id
     where o.bucket between 0 and 1023 and coalesce(t.amount, 0) <> o.released"
);
statement!(
    NEGATIVE_BALANCE,
    "select count(*), min(subject) from balance where bucket between 0 and 1023 and amount < 0"
);
statement!(
    BALANCE_OFF,
    "select count(*), min(b.subject) from balance b
       left join (
         select bucket, operator, kind, subject, currency, cast(sum(change) as bigint) as amount from (
           select bucket, operator, debit_kind as kind, debit_subject as subject, currency,
             case when debit_kind = 'due_from_seller' then amount else 0 - amount end as change
             from transfer where bucket between 0 and 1023
           union all
           select bucket, operator, credit_kind as kind, credit_subject as subject, currency,
             case when credit_kind = 'due_from_seller' then 0 - amount else amount end as change
             from transfer where bucket between 0 and 1023) as sides
         group by bucket, operator, kind, subject, currency) s
         on s.bucket = b.bucket and s.operator = b.operator and s.kind = b.kind and s.subject = b.subject
           and s.currency = b.currency
     where b.bucket between 0 and 1023 and b.amount <> coalesce(s.amount, 0)"
);
statement!(
    UNSAFE_MONEY,
    "select count(*), min(cover) from (
       select operator, currency, cast(sum(cover) as bigint) as cover from (
         select operator, currency, case
             when debit_kind in ('provider_transit', 'safeguarded_bank', 'due_from_seller') then amount
             when debit_kind in ('escrow', 'payable_pending', 'payable_available', 'deposit', 'buyer_balance', 'tax_collected')
               then amount else 0 end as cover
           from transfer where bucket between 0 and 1023
         union all
         select operator, currency, case
             when credit_kind in ('provider_transit', 'safeguarded_bank', 'due_from_seller') then 0 - amount
             when credit_kind in ('escrow', 'payable_pending', 'payable_available', 'deposit', 'buyer_balance', 'tax_collected')
               then 0 - amount else 0 end as cover
           from transfer where bucket between 0 and 1023) as sides
       group by operator, currency having sum(cover) < 0) as short"
);
statement!(
    PAYOUT_OFF,
    "select count(*), min(p.id) from payout p
       left join (select bucket, event, cast(sum(amount) as bigint) as amount from transfer
                  where bucket between 0 and 1023 and reason = 'payout' group by bucket, event) t
         on t.bucket = p.bucket and t.event = p.id
     where p.bucket between 0 and 1023 and (
       (p.state in ('approved', 'paid', 'returned') and (coalesce(t.amount, 0) <> p.amount or p.iban = ''))
       or (p.state in ('proposed', 'refused') and t.amount is not null))"
);
statement!(
    SETTLED_OFF,
    "select count(*), min(subject) from (
       select subject from transfer
       where bucket between 0 and 1023
         and reason in ('capture', 'late_capture', 'fee_capture', 'settlement', 'provider_fee', 'settlement_back',
           'provider_fee_back')
       group by bucket, operator, currency, subject
       having sum(case when reason in ('settlement', 'provider_fee') then amount
           when reason in ('settlement_back', 'provider_fee_back') then 0 - amount else 0 end)
         > sum(case when reason in ('capture', 'late_capture', 'fee_capture') then amount else 0 end)) as over"
);
statement!(
    UNSETTLED_FILE,
    "select count(*), min(id) from settlement_line where bucket between 0 and 1023 and state = 'unknown'"
);
statement!(
    STOCK_OFF,
    "select count(*), min(s.id) from stock_item s
       left join (select bucket, item, cast(sum(on_hand) as bigint) as on_hand, cast(sum(held) as bigint) as held,
                    cast(sum(sold) as bigint) as sold
                  from movement where bucket between 0 and 1023 group by bucket, item) m
         on m.bucket = s.bucket and m.item = s.id
     where s.bucket between 0 and 1023 and (s.on_hand <> coalesce(m.on_hand, 0) or s.held <> coalesce(m.held, 0)
       or s.sold <> coalesce(m.sold, 0) or s.held < 0 or s.sold < 0 or s.on_hand < s.held + s.sold)"
);
statement!(
    /// From an item's newest movement one comes to each of the others: all but one name another one of the same item before
    /// them, no two the same, and the one that nobody names is the newest.
    UNLINKED,
    "select count(*), min(s.id) from stock_item s
       left join (select m.bucket, m.item, count(*) as here, count(p.id) as named, count(distinct p.id) as apart,
                    count(m.previous) as naming, cast(sum(m.id % 1099511627776)
                      - coalesce(sum(p.id % 1099511627776), 0) as bigint) as last
                  from movement m left join movement p on p.bucket = m.bucket and p.id = m.previous and p.item = m.item
                  where m.bucket between 0 and 1023 group by m.bucket, m.item) m
         on m.bucket = s.bucket and m.item = s.id
     where s.bucket between 0 and 1023 and ((m.here is null and s.newest is not null) or (m.here is not null and
       (m.named <> m.here - 1 or m.apart <> m.named or m.naming <> m.named
         or coalesce(s.newest % 1099511627776, -1) <> m.last)))"
);
statement!(
    HOLDS_OFF,
    "select count(*), min(s.id) from stock_item s
       left join (select bucket, item, cast(sum(quantity) as bigint) as held from hold
                  where bucket between 0 and 1023 and state = 'held' group by bucket, item) h
         on h.bucket = s.bucket and h.item = s.id
     where s.bucket between 0 and 1023 and s.held <> coalesce(h.held, 0)"
);
statement!(
    SOLD_OFF,
    "select count(*), min(s.id) from stock_item s
       left join (select l.bucket, l.stock_item, cast(sum(l.quantity - l.shipped) as bigint) as waiting
                  from order_line l join orders o on o.bucket = l.bucket and o.id = l.order_id
                  where l.bucket between 0 and 1023 and o.state in ('to_ship', 'part_shipped')
                  group by l.bucket, l.stock_item) w
         on w.bucket = s.bucket and w.stock_item = s.id
     where s.bucket between 0 and 1023 and s.sold <> coalesce(w.waiting, 0)"
);
statement!(
    LINES_OFF,
    "select count(*), min(o.id) from orders o
       left join (select bucket, order_id, cast(sum(amount) as bigint) as goods, cast(sum(tax) as bigint) as tax
                  from order_line where bucket between 0 and 1023 group by bucket, order_id) l
         on l.bucket = o.bucket and l.order_id = o.id
     where o.bucket between 0 and 1023
       and (coalesce(l.goods, 0) <> o.goods or coalesce(l.tax, 0) + o.delivery_tax <> o.tax)"
);
statement!(
    PURCHASES_OFF,
    "select count(*), min(p.id) from purchase p
       left join (select bucket, purchase, cast(sum(total) as bigint) as total from purchase_part
                  where bucket between 0 and 1023 group by bucket, purchase) t
         on t.bucket = p.bucket and t.purchase = p.id
       left join (select bucket, purchase, count(*) as paid from payment
                  where bucket between 0 and 1023 and state = 'paid' group by bucket, purchase) y
         on y.bucket = p.bucket and y.purchase = p.id
     where p.bucket between 0 and 1023 and (coalesce(t.total, 0) <> p.total
       or coalesce(y.paid, 0) <> case when p.state = 'paid' then 1 else 0 end)"
);
statement!(
    SILENT_PURCHASES,
    "select count(*), min(p.id) from purchase p
       left join timer t on t.bucket = p.bucket and t.subject = p.id and t.kind = 'purchase_expires'
     where p.bucket between 0 and 1023 and p.state = 'waiting' and t.subject is null"
);
statement!(
    SILENT_ORDERS,
    "select count(*), min(o.id) from orders o
       left join timer t on t.bucket = o.bucket and t.subject = o.id and t.kind = 'order_confirms'
     where o.bucket between 0 and 1023 and o.confirm_at is not null and t.subject is null"
);
statement!(
    SILENT_REQUESTS,
    "select count(*), min(r.id) from request r
       left join timer t on t.bucket = r.bucket and t.subject = r.id and t.kind = 'request_answers'
     where r.bucket between 0 and 1023 and r.state = 'asked' and t.subject is null"
);

// `cross join` keeps SQLite from going through all applications of a bucket for each of its shops.
statement!(
    SHOPS_OFF_STAGE,
    "select count(*), min(a.id) from application a cross join shop s
     where a.bucket between 0 and 1023 and s.bucket = a.bucket and s.id = a.shop and s.state <> case a.stage when 'preparing' then 'preparing'
       when 'open' then 'open' when 'supervised' then 'supervised' else 'closed' end"
);
statement!(
    SILENT_APPLICATIONS,
    "select count(*), min(a.id) from application a
       left join timer t on t.bucket = a.bucket and t.subject = a.id and t.kind = 'application_due'
     where a.bucket between 0 and 1023 and a.due_at is not null and t.subject is null"
);

statement!(
    SILENT_REFUNDS,
    "select count(*), min(r.id) from refund r
       left join timer t on t.bucket = r.bucket and t.subject = r.id and t.kind = 'refund_asked'
       left join outbox e on e.bucket = r.bucket and e.subject = r.id and e.kind = 'refund_opened'
       left join consumer_position c on c.consumer = 'calls' and c.lane = r.bucket / 64
     where r.bucket between 0 and 1023 and r.state = 'opened' and t.subject is null
       and (e.id is null or e.position <= coalesce(c.position, 0))"
);
statement!(
    SILENT_PAYOUTS,
    "select count(*), min(p.id) from payout p
       left join timer t on t.bucket = p.bucket and t.subject = p.id and t.kind = 'payout_asked'
       left join outbox e on e.bucket = p.bucket and e.subject = p.id and e.kind = 'payout_approved'
       left join consumer_position c on c.consumer = 'calls' and c.lane = p.bucket / 64
     where p.bucket between 0 and 1023 and p.state = 'approved' and t.subject is null
       and (e.id is null or e.position <= coalesce(c.position, 0))"
);

/// Name of each invariant and the statement that counts what breaks it.
fn all() -> Vec<(&'static str, &'static Statement)> {
    vec![
        ("ledger.entries_balance", UNBALANCED),
        ("ledger.transfers_are_whole", NOT_A_TRANSFER),
        ("ledger.nothing_posted_twice", POSTED_TWICE),
        ("ledger.escrow_of_each_order", ESCROW_OFF),
        ("ledger.captured_is_held_released_or_refunded", CAPTURE_OFF),
        ("ledger.released_as_posted", RELEASE_OFF),
        ("ledger.refunds_within_captures", REFUNDS_OFF),
        ("ledger.refunds_as_posted", REFUND_TRANSFERS_OFF),
        ("ledger.no_balance_below_zero", NEGATIVE_BALANCE),
        ("ledger.balances_equal_their_transfers", BALANCE_OFF),
        ("ledger.others_money_is_covered", UNSAFE_MONEY),
        ("ledger.payouts_from_available", PAYOUT_OFF),
        ("settlement.nothing_settled_twice", SETTLED_OFF),
        ("settlement.every_line_is_ours", UNSETTLED_FILE),
        ("stock.figures_equal_movements", STOCK_OFF),
        ("stock.movements_are_linked", UNLINKED),
        ("stock.held_equals_holds", HOLDS_OFF),
        ("stock.sold_equals_waiting_lines", SOLD_OFF),
        ("order.lines_sum_to_the_order", LINES_OFF),
        ("purchase.paid_once_and_whole", PURCHASES_OFF),
        ("application.shop_is_as_its_stage", SHOPS_OFF_STAGE),
        ("timer.every_application_goes_on", SILENT_APPLICATIONS),
        ("timer.every_waiting_purchase_expires", SILENT_PURCHASES),
        ("timer.every_clock_rings", SILENT_ORDERS),
        ("timer.every_request_is_answered", SILENT_REQUESTS),
        ("timer.every_refund_is_told", SILENT_REFUNDS),
        ("timer.every_payout_is_told", SILENT_PAYOUTS),
    ]
}

/// Runs every check that one statement can make.
pub fn run_all(tx: &mut Tx<'_>) -> Stored<Vec<(&'static str, Found)>> {
    let run = |(name, statement): (&'static str, &'static Statement)| {
        let found = tx.query_one(statement, &[], |row: &Row<'_>| {
            Ok(Found { broken: row.get(0)?, example: row.get(1)? })
        })?;
        Ok((name, found.unwrap_or(Found { broken: 0, example: None })))
    };
    all()
        .into_iter()
        .chain(copies::all())
        .chain(review::all())
        .chain(decor::all())
        .chain(fees::all())
        .chain(second_step::all())
        .chain(stand_in::all())
        .chain(tallies::all())
        .map(run)
        .collect()
}

/// What was sold, summed in each of the books that must agree on it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Purchases that were paid, and what they come to.
    pub purchases: i64,
    pub purchased: i64,
    pub orders: i64,
    pub ordered: i64,
    /// Captured in the ledger.
    pub captured: i64,
    /// Paid in the sandbox provider's books.
    pub charges: i64,
    pub charged: i64,
    /// Pieces in the lines of orders.
    pub pieces: i64,
    pub stock_on_hand: i64,
    pub stock_held: i64,
    pub stock_sold: i64,
}

statement!(
    PURCHASED,
    "select count(*), cast(coalesce(sum(total), 0) as bigint) from purchase where bucket between 0 and 1023
       and state = 'paid'"
);
statement!(
    ORDERED,
    "select count(*), cast(coalesce(sum(total), 0) as bigint) from orders where bucket between 0 and 1023"
);
statement!(
    CAPTURED,
    "select cast(coalesce(sum(amount), 0) as bigint) from transfer where bucket between 0 and 1023
       and reason = 'capture'"
);
statement!(
    CHARGED,
    "select count(*), cast(coalesce(sum(amount), 0) as bigint) from sandbox_charge
     where bucket between 0 and 1023 and state = 'paid' and intent like 'pay%'"
);
statement!(
    PIECES,
    "select cast(coalesce(sum(quantity), 0) as bigint) from order_line where bucket between 0 and 1023"
);
statement!(
    STOCKED,
    "select cast(coalesce(sum(on_hand), 0) as bigint), cast(coalesce(sum(held), 0) as bigint),
       cast(coalesce(sum(sold), 0) as bigint) from stock_item where bucket between 0 and 1023"
);

/// Sums everything that was ever sold: for who compares it with what clients were told.
pub fn totals(tx: &mut Tx<'_>) -> Stored<Totals> {
    let pair = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let (purchases, purchased) = tx.query_one(PURCHASED, &[], pair)?.unwrap_or_default();
    let (orders, ordered) = tx.query_one(ORDERED, &[], pair)?.unwrap_or_default();
    let (charges, charged) = tx.query_one(CHARGED, &[], pair)?.unwrap_or_default();
    let captured = tx.query_one(CAPTURED, &[], |row| row.get(0))?.unwrap_or_default();
    let pieces = tx.query_one(PIECES, &[], |row| row.get(0))?.unwrap_or_default();
    let stock = tx.query_one(STOCKED, &[], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let (stock_on_hand, stock_held, stock_sold) = stock.unwrap_or_default();
    Ok(Totals {
        purchases,
        purchased,
        orders,
        ordered,
        captured,
        charges,
        charged,
        pieces,
        stock_on_hand,
        stock_held,
        stock_sold,
    })
}
