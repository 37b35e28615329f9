//! What must hold where one catalogue is offered in many shops, and of work done slice by slice.

use crate::db::Statement;
use crate::statement;

statement!(
    JOBS_OFF,
    "select count(*), min(j.id) from job j
       left join (select bucket, job, count(*) as lines, max(ordinal) as last,
                    cast(sum(case when outcome = 'refused' then 1 else 0 end) as bigint) as refused
                  from job_line where bucket between 0 and 1023 group by bucket, job) l
         on l.bucket = j.bucket and l.job = j.id
     where j.bucket between 0 and 1023 and (coalesce(l.lines, 0) <> j.done + j.unchanged + j.refused
       or coalesce(l.refused, 0) <> j.refused or coalesce(l.last, -1) <> coalesce(l.lines, 0) - 1)"
);
statement!(
    SILENT_JOBS,
    "select count(*), min(j.id) from job j
       left join timer t on t.bucket = j.bucket and t.subject = j.id and t.kind = 'job_goes_on'
     where j.bucket between 0 and 1023 and j.state in ('waiting', 'running') and t.subject is null"
);
// `cross join` keeps SQLite from beginning with shops and going through all products of their bucket for each.
statement!(
    OFFERS_OFF,
    "select count(*), min(o.id) from offer o cross join product p cross join shop s cross join market m
     where o.bucket between 0 and 1023 and p.bucket = o.bucket and p.id = o.product
       and s.bucket = o.bucket and s.id = o.shop and m.id = o.market and (s.seller <> p.seller or s.market <> o.market or m.currency <> o.currency
       or (o.live and (p.state <> 'published' or not o.shown))
       or (not o.live and p.state = 'published' and o.shown) or (o.withheld is not null and o.shown))"
);
statement!(
    PAYOUTS_OFF,
    "select count(*), min(p.id) from payout p
       left join transfer t on t.bucket = p.bucket and t.event = p.id and t.reason = 'payout'
     where p.bucket between 0 and 1023 and t.operator is not null and t.operator <> p.operator"
);

/// Name of each invariant and the statement that counts what breaks it.
pub(super) fn all() -> Vec<(&'static str, &'static Statement)> {
    vec![
        ("timer.every_job_goes_on", SILENT_JOBS),
        ("job.counts_equal_its_lines", JOBS_OFF),
        ("offer.is_its_sellers_and_as_its_product", OFFERS_OFF),
        ("payout.leaves_the_books_of_its_operator", PAYOUTS_OFF),
    ]
}
