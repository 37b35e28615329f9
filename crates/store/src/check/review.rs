//! What must hold of reviews and ratings on a live database.

use crate::db::Statement;
use crate::statement;

statement!(
    REVIEWS_OFF,
    "select count(*), min(r.id) from review r
       left join order_line l on l.bucket = r.bucket and l.order_id = r.order_id and l.ordinal = r.ordinal
       left join orders o on o.bucket = r.bucket and o.id = r.order_id
     where r.bucket between 0 and 1023 and (o.id is null or o.user_id <> r.user_id or o.shop <> r.shop
       or l.product is null or l.product <> r.product
       or (o.completed_at is null and (o.state <> 'refunded' or o.delivered_at is null)))"
);
statement!(
    REPORTS_OFF,
    "select count(*), min(r.id) from review r
       left join (select bucket, review, count(*) as told from review_report
                  where bucket between 0 and 1023 group by bucket, review) t
         on t.bucket = r.bucket and t.review = r.id
     where r.bucket between 0 and 1023 and r.reports > coalesce(t.told, 0)"
);
statement!(
    RATINGS_OFF,
    "select count(*), min(shop) from (
       select shop from rating where bucket between 0 and 1023 and counted
       group by bucket, shop, user_id, month having count(*) > 3) as many"
);

pub(super) fn all() -> [(&'static str, &'static Statement); 3] {
    [
        ("review.of_who_bought_and_had_it", REVIEWS_OFF),
        ("review.reports_are_of_people", REPORTS_OFF),
        ("review.three_ratings_count_a_month", RATINGS_OFF),
    ]
}
