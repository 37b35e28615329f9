//! What must hold of shops' looks on a live database.

use crate::db::Statement;
use crate::statement;

statement!(
    DECORS_OFF,
    "select count(*), min(d.shop) from decor d
       left join decor_version v on v.bucket = d.bucket and v.shop = d.shop and v.number = d.published
     where d.bucket between 0 and 1023 and d.published > 0 and v.shop is null"
);

pub(super) fn all() -> [(&'static str, &'static Statement); 1] {
    [("decor.what_is_shown_is_kept", DECORS_OFF)]
}
