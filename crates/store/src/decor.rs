//! How shops look: drafts and published versions.

use domain::decor::{DecorDraft, DecorVersion};
use domain::{MarketId, ProductId, ShopId};

use crate::db::{Record, Stored, Tx};
use crate::listing::Listing;
use crate::{record, statement, values};

record!(DecorDraft as DRAFTS in "decor", bucket |decor| decor.shop.bucket(), keys [shop], {
    shop: i, draft: t, published: i, changed_at: i, version: i
});
record!(DecorVersion as VERSIONS in "decor_version", bucket |version| version.shop.bucket(), keys [shop, number], {
    shop: i, number: i, decor: t, author: t, at: i
});

statement!(
    SHOWN,
    "select {columns decor_version v} from decor b
       join decor_version v on v.bucket = b.bucket and v.shop = b.shop and v.number = b.published
     where b.bucket = $1 and b.shop = $2 and v.bucket = $1"
);
statement!(
    OF_SHOP_AND_CATEGORY,
    "select {columns listing} from listing {lite: indexed by listing_of_shop}
     where bucket = $1 and market = $2 and shop = $3 and available
       and (category = $4 or category like $5) order by created_at desc, product desc limit $6"
);

pub fn decor(tx: &mut Tx<'_>, shop: ShopId) -> Stored<Option<DecorDraft>> {
    Ok(crate::load(tx, [(shop.bucket(), shop.get())])?.pop())
}

/// What visitors see; absent where nothing was published.
pub fn shown(tx: &mut Tx<'_>, shop: ShopId) -> Stored<Option<DecorVersion>> {
    tx.query_one(SHOWN, values![shop.bucket(), shop], DecorVersion::from_row)
}

/// Goods of a shop in a category and below it, the newest first.
pub fn collection(
    tx: &mut Tx<'_>,
    market: MarketId,
    shop: ShopId,
    category: &str,
    most: i64,
) -> Stored<Vec<Listing>> {
    let below = format!("{category}/%");
    tx.query(
        OF_SHOP_AND_CATEGORY,
        values![market.bucket(), market, shop, category, below, most],
        Listing::from_row,
    )
}

/// The listings of some products in one shop, in the order that was asked for.
pub fn chosen(
    tx: &mut Tx<'_>,
    market: MarketId,
    shop: ShopId,
    products: &[ProductId],
) -> Stored<Vec<Listing>> {
    let mut found = crate::listing::by_product(tx, market, products)?;
    found.retain(|row| row.shop == shop);
    found.sort_by_key(|row| products.iter().position(|id| *id == row.product));
    Ok(found)
}
