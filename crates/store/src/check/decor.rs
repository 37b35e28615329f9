//! What must hold of shops' looks, holidays and news on a live database.

use crate::db::Statement;
use crate::statement;

statement!(
    DECORS_OFF,
    "select count(*), min(d.shop) from decor d
       left join decor_version v on v.bucket = d.bucket and v.shop = d.shop and v.number = d.published
     where d.bucket between 0 and 1023 and d.published > 0 and v.shop is null"
);
statement!(
    SILENT_HOLIDAYS,
    "select count(*), min(s.id) from shop s
       left join timer t on t.bucket = s.bucket and t.subject = s.id and t.kind = 'holiday_turns'
     where s.bucket between 0 and 1023 and s.holiday is not null and t.subject is null"
);

statement!(
    SILENT_NEWS,
    "select count(*), min(n.shop) from follow_news n
       left join timer t on t.bucket = n.bucket and t.subject = n.shop and t.kind = 'followers_told'
     where n.bucket between 0 and 1023 and n.is_told = false and t.subject is null"
);

pub(super) fn all() -> [(&'static str, &'static Statement); 3] {
    [
        ("decor.what_is_shown_is_kept", DECORS_OFF),
        ("timer.every_holiday_turns", SILENT_HOLIDAYS),
        ("timer.every_news_goes_on", SILENT_NEWS),
    ]
}
