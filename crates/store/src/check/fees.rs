//! What the doctor asks of fees and deposits.

use crate::db::Statement;
use crate::statement;

statement!(
    CHARGED_OFF,
    "select count(*), min(f.id) from fee f
       left join (select bucket, event, cast(sum(amount) as bigint) as amount from transfer
                  where bucket between 0 and 1023 and reason in ('deposit_paid', 'deposit_topped_up', 'annual_fee',
                    'annual_fee_owed', 'plan_fee', 'plan_fee_owed', 'listing_fee', 'listing_fee_owed', 'fee_vat',
                    'fee_vat_owed') group by bucket, event) t
         on t.bucket = f.bucket and t.event = f.id
     where f.bucket between 0 and 1023 and coalesce(t.amount, 0) <>
       case when f.state in ('paid', 'owed', 'returned') then f.net + f.vat else 0 end"
);
statement!(
    EARNED_OFF,
    "select count(*), min(f.id) from fee f
       left join (select bucket, subject, cast(sum(amount) as bigint) as amount from transfer
                  where bucket between 0 and 1023 and reason = 'annual_fee_earned' group by bucket, subject) t
         on t.bucket = f.bucket and t.subject = f.id
       left join (select bucket, subject, cast(sum(amount) as bigint) as amount from transfer
                  where bucket between 0 and 1023 and reason = 'annual_fee_back' group by bucket, subject) g
         on g.bucket = f.bucket and g.subject = f.id
       left join balance b on b.bucket = f.bucket and b.operator = f.operator and b.kind = 'deferred_fee'
         and b.subject = f.id and b.currency = f.currency
     where f.bucket between 0 and 1023 and f.kind = 'annual' and (coalesce(t.amount, 0) <> f.earned
       or coalesce(b.amount, 0) <> case when f.state in ('paid', 'owed')
         then f.net - f.earned - coalesce(g.amount, 0) else 0 end)"
);
statement!(
    OWED_OFF,
    "select count(*), min(f.seller) from (
       select bucket, operator, seller, currency, cast(sum(owed) as bigint) as owed from fee
       where bucket between 0 and 1023 and state = 'owed' group by bucket, operator, seller, currency) f
       left join balance b on b.bucket = f.bucket and b.operator = f.operator and b.kind = 'due_from_seller'
         and b.subject = f.seller and b.currency = f.currency
     where f.owed > coalesce(b.amount, 0)"
);
statement!(
    OPEN_UNPAID,
    "select count(*), min(a.id) from application a
       join fee f on f.bucket = a.bucket and f.account = a.id and f.state = 'due'
       left join fee p on p.bucket = f.bucket and p.account = f.account and p.kind = f.kind
         and p.state in ('paid', 'owed')
       left join fee_terms t on t.bucket = f.bucket and t.account = f.account
     where a.bucket between 0 and 1023 and a.stage = 'open' and p.id is null
       and not (f.kind = 'deposit' and t.top_up_by is not null)"
);
statement!(
    DEPOSIT_OFF,
    "select count(*), min(b.subject) from balance b
       left join (select bucket, account, cast(sum(net) as bigint) as net from fee
                  where bucket between 0 and 1023 and kind = 'deposit' and state in ('paid', 'returned')
                  group by bucket, account) f
         on f.bucket = b.bucket and f.account = b.subject
     where b.bucket between 0 and 1023 and b.kind = 'deposit' and b.amount > coalesce(f.net, 0)"
);
statement!(
    SILENT_FEES,
    "select count(*), min(f.id) from fee f
       left join timer t on t.bucket = f.bucket and t.subject = f.account and t.kind = 'fees_due'
     where f.bucket between 0 and 1023 and f.kind = 'annual' and f.state in ('paid', 'owed')
       and f.months_earned < 12 and t.subject is null"
);
statement!(
    SILENT_FEE_PAYMENTS,
    "select count(*), min(p.id) from fee_payment p
       left join timer t on t.bucket = p.bucket and t.subject = p.id and t.kind = 'fee_payment_asked'
     where p.bucket between 0 and 1023 and p.state in ('opening', 'waiting') and t.subject is null"
);

statement!(
    INVOICED_OFF,
    "select count(*), min(f.id) from fee f
       left join (select bucket, about, count(*) as papers, cast(sum(net) as bigint) as net,
                    cast(sum(vat) as bigint) as vat from invoice
                  where bucket between 0 and 1023 and series = 'invoice' and cause <> 'commission'
                  group by bucket, about) i
         on i.bucket = f.bucket and i.about = f.id
     where f.bucket between 0 and 1023 and f.kind <> 'deposit' and (
       (f.state in ('paid', 'owed') and (coalesce(i.papers, 0) <> 1 or i.net <> f.net or i.vat <> f.vat))
       or (f.state not in ('paid', 'owed') and i.papers is not null))"
);
statement!(
    CREDITED_OFF,
    "select count(*), min(f.id) from fee f
       left join (select bucket, about, cast(sum(net) as bigint) as net from invoice
                  where bucket between 0 and 1023 and series = 'credit_note' and cause <> 'commission'
                  group by bucket, about) i
         on i.bucket = f.bucket and i.about = f.id
     where f.bucket between 0 and 1023 and coalesce(i.net, 0) <> f.given_back"
);
// Months are told by the ids of transfers, which only rise, also where a clock is set back: in milliseconds since 2020,
// above 22 bits.
statement!(
    COMMISSION_OFF,
    "select count(*), min(i.id) from invoice i
     where i.bucket between 0 and 1023 and i.cause = 'commission' and i.series = 'invoice' and i.net + i.vat <>
       (select coalesce(sum(t.amount), 0) from transfer t
          join orders o on o.bucket = t.bucket and o.id = t.subject and o.market = i.market
        where t.bucket = i.bucket and t.debit_subject = i.seller
          and t.debit_kind in ('payable_pending', 'payable_available', 'due_from_seller') and t.reason in ('commission', 'fee_vat')
          and t.id >= (i.covers_from / 1000 - 1577836800000) * 4194304
          and t.id < (i.covers_until / 1000 - 1577836800000) * 4194304)"
);
statement!(
    REVERSAL_OFF,
    "select count(*), min(i.id) from invoice i
     where i.bucket between 0 and 1023 and i.cause = 'commission' and i.series = 'credit_note' and i.net + i.vat <>
       (select coalesce(sum(t.amount), 0) from transfer t
          join orders o on o.bucket = t.bucket and o.id = t.subject and o.market = i.market
        where t.bucket = i.bucket and t.credit_subject = i.seller
          and t.credit_kind in ('payable_pending', 'payable_available', 'due_from_seller') and t.reason in ('commission_reversal', 'fee_vat_reversal')
          and t.id >= (i.covers_from / 1000 - 1577836800000) * 4194304
          and t.id < (i.covers_until / 1000 - 1577836800000) * 4194304)"
);
statement!(
    NUMBERS_OFF,
    "select count(*), min(operator) from (
       select operator, series, count(*) as papers, count(distinct number) as numbers, min(number) as first,
         max(number) as last from invoice
       where bucket between 0 and 1023 and number is not null group by operator, series) n
     where n.papers <> n.numbers or n.first <> 1 or n.last <> n.papers"
);
statement!(
    COUNTERS_OFF,
    "select count(*), min(c.operator) from invoice_counter c
       left join (select operator, series, max(number) as last from invoice
                  where bucket between 0 and 1023 and number is not null group by operator, series) n
         on n.operator = c.operator and n.series = c.series
     where c.bucket between 0 and 1023 and c.next <> coalesce(n.last, 0) + 1"
);
statement!(
    MONTHS_TWICE,
    "select count(*), min(first) from (
       select min(id) as first, count(*) as fees from fee
       where bucket between 0 and 1023 and kind in ('plan', 'listing')
       group by bucket, account, kind, covers_from) m
     where m.fees > 1"
);
statement!(
    PLANS_OFF,
    "select count(*), min(p.shop) from shop_plan p
       left join fee f on f.bucket = p.bucket and f.seller = p.seller and f.market = p.market and f.kind = 'plan'
         and f.about = p.plan and f.covers_until = p.until_at
     where p.bucket between 0 and 1023 and (p.plan <> '' or p.until_at is not null) and f.id is null"
);
statement!(
    LISTED_TWICE,
    "select count(*), min(l.product) from listing_term t
       join listing_term l on l.bucket = t.bucket and l.shop = t.shop and l.product = t.product
         and l.begun_at > t.begun_at and l.begun_at < t.until_at
     where t.bucket between 0 and 1023"
);
statement!(
    LISTED_OFF,
    "select count(*), min(t.fee) from (
       select bucket, fee, count(*) as products, min(begun_at) as since, max(until_at) as until from listing_term
       where bucket between 0 and 1023 and fee > 0 group by bucket, fee) t
       left join fee f on f.bucket = t.bucket and f.id = t.fee
     where f.id is null or f.kind <> 'listing' or f.covers_from <> t.since or f.covers_until <> t.until
       or t.products < case when f.kind = 'listing' then cast(f.about as bigint) else 0 end"
);
statement!(
    SILENT_LISTED,
    "select count(*), min(l.product) from listing_term l
       join shop h on h.bucket = l.bucket and h.id = l.shop
       left join timer t on t.bucket = h.bucket and t.subject = h.seller and t.kind = 'commission_invoiced'
     where l.bucket between 0 and 1023 and l.fee is null and t.subject is null"
);
statement!(
    KEPT_DEPOSITS,
    "select count(*), min(a.id) from application a
       join fee_terms f on f.bucket = a.bucket and f.account = a.id and f.deposit > 0
       left join timer t on t.bucket = f.bucket and t.subject = f.account and t.kind = 'fees_due'
     where a.bucket between 0 and 1023 and a.stage in ('closed', 'settled', 'lapsed', 'refused')
       and (f.back_at is null or t.subject is null)"
);

/// Name of each invariant and the statement that counts what breaks it.
pub(super) fn all() -> Vec<(&'static str, &'static Statement)> {
    vec![
        ("fee.charged_as_posted", CHARGED_OFF),
        ("fee.earned_by_the_month", EARNED_OFF),
        ("fee.owed_is_a_debt", OWED_OFF),
        ("fee.nothing_open_unpaid", OPEN_UNPAID),
        ("fee.deposit_within_terms", DEPOSIT_OFF),
        ("fee.month_charged_once", MONTHS_TWICE),
        ("fee.plan_charged_as_chosen", PLANS_OFF),
        ("fee.listed_product_charged_once", LISTED_TWICE),
        ("fee.listed_products_as_charged", LISTED_OFF),
        ("timer.every_listed_product_is_charged", SILENT_LISTED),
        ("invoice.every_fee_once", INVOICED_OFF),
        ("invoice.credited_as_given_back", CREDITED_OFF),
        ("invoice.commission_as_posted", COMMISSION_OFF),
        ("invoice.reversals_as_posted", REVERSAL_OFF),
        ("invoice.numbers_without_gaps", NUMBERS_OFF),
        ("invoice.counters_go_on", COUNTERS_OFF),
        ("timer.every_deposit_goes_back", KEPT_DEPOSITS),
        ("timer.every_fee_goes_on", SILENT_FEES),
        ("timer.every_fee_payment_is_asked_about", SILENT_FEE_PAYMENTS),
    ]
}
