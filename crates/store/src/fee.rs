//! Fees of sellers beside commission, the terms of their accounts, and the attempts to pay them.

use domain::fee::{Fee, FeeKind, FeePayment, Terms};
use domain::plan::ShopPlan;
use domain::policy::fees::ListingTerm;
use domain::{Code, FeeId, FeePaymentId, MarketId, Micros, SellerId, ShopId, bucket_of};

use crate::db::{Record, Stored, Tx};
use crate::{record, statement, values};

record!(Terms as TERMS in "fee_terms", bucket |terms| bucket_of(terms.account), keys [account], {
    account: i, seller: i, market: i, operator: i, currency: t, deposit: i, top_up_by: oi,
    back_at: oi, version: i
});
record!(Fee as FEES in "fee", bucket |fee| fee.id.bucket(), keys [id], {
    id: i, account: i, seller: i, market: i, operator: i, kind: t, about: t, net: i, vat: i, vat_ppm: i, currency: t,
    state: t, owed: i, covers_from: oi, covers_until: oi, earned: i, months_earned: i, given_back: i, due_at: i,
    paid_at: oi, version: i
});
record!(FeePayment as PAYMENTS in "fee_payment", bucket |payment| payment.id.bucket(), keys [id], {
    id: i, account: i, seller: i, market: i, operator: i, user_id: i, amount: i, currency: t, state: t, provider: t,
    reference: t, pay_url: t, code: t, created_at: i, paid_at: oi, version: i
});

record!(ShopPlan as PLANS in "shop_plan", bucket |plan| plan.shop.bucket(), keys [shop], {
    shop: i, seller: i, market: i, plan: t, next: ot, until_at: oi, version: i
});

statement!(
    LISTED,
    "select count(*) from listing_term
     where bucket = $1 and shop = $2 and fee is not null and begun_at < $3 and until_at > $3"
);
statement!(
    /// Of some products of a market, those that can be bought now and that no term covers.
    NOTE_PRODUCTS,
    "insert into listing_term (bucket, shop, product, begun_at, until_at)
     select distinct o.bucket, o.shop, o.product, cast($4 as bigint), cast($5 as bigint) from offer o
       join shop h on h.bucket = o.bucket and h.id = o.shop
       join variant v on v.bucket = o.bucket and v.id = o.variant
       join stock_item s on s.bucket = v.bucket and s.id = v.stock_item
     where o.bucket = $1 and o.product {in 6} and o.market = $2 and o.live and h.state = 'open'
       and s.on_hand - s.held - s.sold > 0 and not exists (
       select 1 from listing_term t where t.bucket = o.bucket and t.shop = o.shop and t.product = o.product
         and t.until_at > $3)
     on conflict (bucket, shop, product, begun_at) do nothing"
);
statement!(
    /// The same of a whole shop.
    NOTE_SHOP,
    "insert into listing_term (bucket, shop, product, begun_at, until_at)
     select distinct o.bucket, o.shop, o.product, cast($4 as bigint), cast($5 as bigint) from offer o
       join shop h on h.bucket = o.bucket and h.id = o.shop
       join variant v on v.bucket = o.bucket and v.id = o.variant
       join stock_item s on s.bucket = v.bucket and s.id = v.stock_item
     where o.bucket = $1 and o.shop = $6 and o.market = $2 and o.live and h.state = 'open'
       and s.on_hand - s.held - s.sold > 0 and not exists (
       select 1 from listing_term t where t.bucket = o.bucket and t.shop = o.shop and t.product = o.product
         and t.until_at > $3)
     on conflict (bucket, shop, product, begun_at) do nothing"
);
statement!(
    OLDEST_TERMS,
    "select begun_at, count(*) from listing_term where bucket = $1 and shop = $2 and fee is null and begun_at < $3
     group by begun_at order by begun_at limit 1"
);
statement!(
    LISTED_SINCE,
    "select count(*) from listing_term where bucket = $1 and shop = $2 and fee is null and begun_at >= $3"
);
statement!(
    SETTLE_TERMS,
    "update listing_term set fee = $5, until_at = $4
     where bucket = $1 and shop = $2 and fee is null and begun_at = $3"
);
statement!(
    /// What was noted after the month was over, before its terms were known to hold on.
    DROP_COVERED,
    "delete from listing_term where bucket = $1 and shop = $2 and fee is null and begun_at > $3 and begun_at < $4
       and product in (select t.product from listing_term t
         where t.bucket = $1 and t.shop = $2 and t.fee is not null and t.begun_at = $3)"
);
statement!(
    DROP_OVER,
    "delete from listing_term where bucket = $1 and shop = $2 and fee is not null and until_at <= $3"
);
statement!(
    FEES_OF,
    "select {columns fee} from fee where bucket = $1 and account = $2 and kind {in 3} order by id desc limit $4"
);
statement!(
    OWED_OF,
    "select {columns fee} from fee where bucket = $1 and seller = $2 and state = 'owed' order by id limit $3"
);
statement!(
    PAYMENTS_OF,
    "select {columns fee_payment} from fee_payment where bucket = $1 and account = $2 order by id desc limit $3"
);

pub fn terms(tx: &mut Tx<'_>, account: i64) -> Stored<Option<Terms>> {
    Ok(crate::load(tx, [(bucket_of(account), account)])?.pop())
}

pub fn fee(tx: &mut Tx<'_>, id: FeeId) -> Stored<Option<Fee>> {
    Ok(crate::load(tx, [(id.bucket(), id.get())])?.pop())
}

/// The fees of an account of some kinds, newest first.
pub fn fees_of(tx: &mut Tx<'_>, account: i64, kinds: &[FeeKind], most: i64) -> Stored<Vec<Fee>> {
    let kinds: Vec<String> = kinds.iter().map(|kind| kind.code().to_owned()).collect();
    tx.query(FEES_OF, values![bucket_of(account), account, kinds, most], Fee::from_row)
}

/// The plan of a shop; absent where none was ever chosen.
pub fn plan(tx: &mut Tx<'_>, shop: ShopId) -> Stored<Option<ShopPlan>> {
    Ok(plans(tx, &[shop])?.pop())
}

pub fn plans(tx: &mut Tx<'_>, shops: &[ShopId]) -> Stored<Vec<ShopPlan>> {
    crate::load(tx, shops.iter().map(|shop| (shop.bucket(), shop.get())))
}

/// How many products of a shop are charged already for a month that begins then.
pub fn listed(tx: &mut Tx<'_>, shop: ShopId, month: Micros) -> Stored<i64> {
    Ok(tx.query_one(LISTED, values![shop.bucket(), shop, month], |row| row.get(0))?.unwrap_or(0))
}

/// Of some products in one bucket, those that can be bought on a market at a moment are listed in its month.
pub fn note_products(
    tx: &mut Tx<'_>,
    (bucket, products): (i64, Vec<i64>),
    market: MarketId,
    (at, term): (Micros, ListingTerm),
) -> Stored<u64> {
    tx.execute(NOTE_PRODUCTS, values![bucket, market, at, term.begun_at, term.until_at, products])
}

/// All that can be bought in a shop at a moment is listed in its month.
pub fn note_shop(
    tx: &mut Tx<'_>,
    (shop, market): (ShopId, MarketId),
    (at, term): (Micros, ListingTerm),
) -> Stored<u64> {
    tx.execute(NOTE_SHOP, values![shop.bucket(), market, at, term.begun_at, term.until_at, shop])
}

/// The oldest month before `until` that was not charged, and how many products began in it.
pub fn oldest_terms(tx: &mut Tx<'_>, shop: ShopId, until: Micros) -> Stored<Option<(Micros, i64)>> {
    tx.query_one(OLDEST_TERMS, values![shop.bucket(), shop, until], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// How many products began to be listed in the month that goes on.
pub fn listed_since(tx: &mut Tx<'_>, shop: ShopId, month: Micros) -> Stored<i64> {
    Ok(tx.query_one(LISTED_SINCE, values![shop.bucket(), shop, month], |row| row.get(0))?.unwrap_or(0))
}

/// What began in a month is charged by a fee, or by none (zero).
pub fn settle_terms(tx: &mut Tx<'_>, shop: ShopId, term: ListingTerm, fee: i64) -> Stored<()> {
    let ListingTerm { begun_at, until_at } = term;
    tx.change(SETTLE_TERMS, values![shop.bucket(), shop, begun_at, until_at, fee])?;
    tx.change(DROP_COVERED, values![shop.bucket(), shop, begun_at, until_at])?;
    Ok(())
}

/// Terms that are charged and over are of no use any more.
pub fn drop_over(tx: &mut Tx<'_>, shop: ShopId, at: Micros) -> Stored<()> {
    tx.change(DROP_OVER, values![shop.bucket(), shop, at])
}

/// Fees of a seller of which something is a debt, oldest first.
pub fn owed_of(tx: &mut Tx<'_>, seller: SellerId, most: i64) -> Stored<Vec<Fee>> {
    tx.query(OWED_OF, values![seller.bucket(), seller, most], Fee::from_row)
}

pub fn payment(tx: &mut Tx<'_>, id: FeePaymentId) -> Stored<Option<FeePayment>> {
    Ok(crate::load(tx, [(id.bucket(), id.get())])?.pop())
}

/// The attempts to pay what is due of an account, the last one first.
pub fn payments_of(tx: &mut Tx<'_>, account: i64, most: i64) -> Stored<Vec<FeePayment>> {
    tx.query(PAYMENTS_OF, values![bucket_of(account), account, most], FeePayment::from_row)
}
