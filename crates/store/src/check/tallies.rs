//! What must hold between lists and the counts kept beside them.

use crate::db::Statement;
use crate::statement;

statement!(
    TALLIES_OFF,
    "select count(*), min(owner) from (
       select bucket, owner, list, at, part from (
         select bucket, market as owner, 'orders_by_state' as list, 0 as at, state as part, count(*) as many,
           cast(sum(total) as bigint) as total, 0 as vat
         from order_list where bucket between 0 and 1023 group by bucket, market, state
         union all
         select bucket, market, 'orders_by_day', placed_at / 86400000000 * 86400000000, '', count(*),
           cast(sum(total) as bigint), 0
         from order_list where bucket between 0 and 1023 group by bucket, market, placed_at / 86400000000
         union all
         select bucket, market, 'shops', 0, standing, count(*), 0, 0
         from shop_list where bucket between 0 and 1023 group by bucket, market, standing
         union all
         select bucket, market, 'shops_open', 0, '', count(*), cast(sum(products) as bigint), 0
         from shop_list where bucket between 0 and 1023 and state = 'open' and quiet = false group by bucket, market
         union all
         select bucket, market, 'listings', 0, category, count(*), 0, 0
         from listing where bucket between 0 and 1023 and quiet = false group by bucket, market, category
         union all
         select bucket, market, 'applications', 0, turn, count(*), 0, 0
         from application_list where bucket between 0 and 1023 group by bucket, market, turn
         union all
         select bucket, operator, 'invoices', issued_at / 86400000000 * 86400000000,
           series || ' ' || cause || ' ' || currency, count(*), cast(sum(net) as bigint), cast(sum(vat) as bigint)
         from invoice_list where bucket between 0 and 1023
         group by bucket, operator, issued_at / 86400000000, series, cause, currency
         union all
         select bucket, owner, list, at, part, 0 - many, 0 - total, 0 - vat
         from tally where bucket between 0 and 1023) as sides
       group by bucket, owner, list, at, part having sum(many) <> 0 or sum(total) <> 0 or sum(vat) <> 0) as off"
);
statement!(
    SHOP_WORDS_OFF,
    "select count(*), min(w.shop) from shop_word w
       left join shop_list s on s.bucket = w.bucket and s.market = w.market and s.shop = w.shop
     where w.bucket between 0 and 1023 and (s.shop is null or s.search not like '% ' || w.word || '%')"
);

/// Name of each invariant and the statement that counts what breaks it.
pub(super) fn all() -> Vec<(&'static str, &'static Statement)> {
    vec![("list.counts_are_their_rows", TALLIES_OFF), ("list.words_are_those_of_shops", SHOP_WORDS_OFF)]
}
