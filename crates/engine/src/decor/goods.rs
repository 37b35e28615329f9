//! The goods that a block of a shop's page can show: all of the shop, page by page, or those that have the words asked for.

use std::collections::BTreeSet;

use domain::decor::Decor;
use domain::permission::Permission;
use domain::shop::Shop;
use domain::{ProductId, ShopId};
use store::listing::{Listing, Slice, Sort};
use store::{Stored, Tx};

use crate::listing::asked_for;
use crate::stop::OrAbsent;
use crate::{Engine, Seen, SellerMember, Stop};

/// Goods on one page.
pub const PAGE: i64 = 24;
/// A page far down a list is refused rather than counted to.
const PAGES_MAX: i64 = 400;
/// Goods of the shop looked at for one word.
const FOUND_MAX: i64 = 10_000;

/// What a seller chooses from, for one block.
#[derive(Debug, Clone)]
pub struct Choosing {
    pub draft: Decor,
    /// The version of the draft.
    pub seen: Option<i64>,
    /// What the block shows, in its order; what is no longer on sale is not among it.
    pub chosen: Vec<Listing>,
    pub query: String,
    pub found: Vec<Listing>,
    pub total: i64,
}

/// The goods to choose from for a block that shows chosen ones; absent for any other.
pub async fn choosing(
    engine: &Engine,
    member: &SellerMember,
    shop: ShopId,
    at: usize,
    (query, page): (&str, i64),
) -> Seen<Choosing> {
    member.may(Permission::ShopEdit)?;
    if !(0..PAGES_MAX).contains(&page) {
        return Err(Stop::Absent);
    }
    let (seller, (query, words)) = (member.seller, asked_for(query));
    engine
        .heavy(move |tx| {
            let shop = store::shop::shop(tx, shop)?.filter(|shop| shop.seller == seller).or_absent()?;
            let kept = store::decor::decor(tx, shop.id)?.or_absent()?;
            let ids = kept.draft.chosen(at).or_absent()?.to_vec();
            let chosen = store::decor::chosen(tx, shop.market, shop.id, &ids)?;
            let (found, total) = found(tx, &shop, (&query, &words), page)?;
            Ok(Choosing { seen: Some(kept.version), draft: kept.draft, chosen, query, found, total })
        })
        .await
}

/// The newest first.
fn found(
    tx: &mut Tx<'_>,
    shop: &Shop,
    (query, words): (&str, &[String]),
    page: i64,
) -> Stored<(Vec<Listing>, i64)> {
    let (market, skip) = (shop.market, page * PAGE);
    if query.is_empty() {
        let newest = Slice { sort: Sort::Newest, most: PAGE, skip };
        let rows = store::listing::of_shop(tx, market, shop.id, newest)?;
        return Ok((rows, store::listing::count_of_shop(tx, market, shop.id)?));
    }
    let mut ids: Option<BTreeSet<ProductId>> = None;
    for word in words {
        let hits = store::listing::of_shop_with_word(tx, (market, shop.id), word, FOUND_MAX)?;
        let hits: BTreeSet<ProductId> = hits.into_iter().collect();
        ids = Some(ids.map_or_else(|| hits.clone(), |before| &before & &hits));
    }
    let ids = ids.unwrap_or_default();
    let shown = ids.iter().rev().skip(skip as usize).take(PAGE as usize).copied().collect::<Vec<_>>();
    Ok((store::decor::chosen(tx, market, shop.id, &shown)?, ids.len() as i64))
}
