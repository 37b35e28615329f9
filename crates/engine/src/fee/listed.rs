//! Listed products: noted by the act that put them on sale, charged when the month is over. A product that could be bought at
//! any time in a month counts for it, once; what is sold out or not shown does not. Pieces that come back from a buyer list
//! nothing: that is no act of the seller.

use std::collections::BTreeMap;

use domain::calendar::{month_of, months_after};
use domain::event::EventKind;
use domain::fee::FeeKind;
use domain::plan::ShopPlan;
use domain::policy::fees::ListingTerm;
use domain::shop::Shop;
use domain::{ShopId, bucket_of};
use money::Money;
use store::Stored;

use super::Book;
use crate::listing_feed::{STOCK, ZONES};
use crate::{Act, Seen, Stop};

/// What an act has changed in products and shops may be on sale since. The last thing before an act writes what it noted.
pub(crate) fn note_listed(act: &mut Act<'_, '_>) -> Stored<()> {
    let (mut products, mut shops): (BTreeMap<i64, Vec<i64>>, Vec<ShopId>) = Default::default();
    for event in act.events() {
        match event.kind {
            EventKind::ProductChanged if event.body != STOCK => {
                products.entry(bucket_of(event.subject)).or_default().push(event.subject);
            }
            EventKind::ShopChanged if event.body != ZONES => shops.push(ShopId::from_raw(event.subject)),
            _ => {}
        }
    }
    if products.is_empty() && shops.is_empty() {
        return Ok(());
    }
    // Few markets charge for listed products, and an act is about one seller: these loops are short.
    for (market, rule) in act.engine.listing_fees(act.now) {
        let term = (act.now, rule.term(act.now));
        for (bucket, changed) in &products {
            store::fee::note_products(act.tx, (*bucket, changed.clone()), market, term)?;
        }
        for shop in &shops {
            store::fee::note_shop(act.tx, (*shop, market), term)?;
        }
    }
    Ok(())
}

/// Charges the months that are over, each by the rules of its last moment and with what the plan of that month has free.
pub(super) fn charge_listings(
    act: &mut Act<'_, '_>,
    book: &mut Book,
    (shop, plan): (&Shop, &ShopPlan),
) -> Seen<()> {
    let month = month_of(act.now);
    while let Some((begun_at, begun)) = store::fee::oldest_terms(act.tx, shop.id, month)? {
        let rules = act.engine.policy(shop.market, months_after(begun_at, 1) - 1).policy.fees.clone();
        let currency = book.market.currency;
        let Some(rule) = rules.listing_in(currency) else {
            let term = ListingTerm { begun_at, until_at: months_after(begun_at, 1) };
            store::fee::settle_terms(act.tx, shop.id, term, NOT_CHARGED)?;
            continue;
        };
        let term = rule.term(begun_at);
        let running = store::fee::listed(act.tx, shop.id, begun_at)?;
        let held = plan.held_in(begun_at).and_then(|code| rules.plan_in(currency, code));
        let charged = rule.charged(begun, running, held.map_or(0, |plan| plan.free_listings));
        let fee = if charged == 0 {
            NOT_CHARGED
        } else {
            let each = Money::new(rule.amount_minor, currency);
            let net =
                each.times(charged).map_err(|error| Stop::fault(format!("listed products: {error}")))?;
            let about = (charged.to_string(), (term.begun_at, term.until_at));
            book.charge_time(act, (FeeKind::Listing, net.minor), about)?.get()
        };
        store::fee::settle_terms(act.tx, shop.id, term, fee)?;
    }
    Ok(store::fee::drop_over(act.tx, shop.id, month)?)
}

/// All that a shop has on sale when a month begins is listed in it.
pub(super) fn note_month(act: &mut Act<'_, '_>, shop: &Shop) -> Stored<()> {
    let found = act.engine.listing_fees(act.now).into_iter().find(|(market, _)| *market == shop.market);
    let Some((market, rule)) = found else { return Ok(()) };
    store::fee::note_shop(act.tx, (shop.id, market), (act.now, rule.term(act.now))).map(drop)
}

/// In place of a fee: the month cost nothing.
const NOT_CHARGED: i64 = 0;
