//! What crosses sellers: products and shops of a market as its lists show them. Fed by the outbox; acts never read it.

mod category;
mod shops;

pub use self::category::{category_counts, in_category};
pub use self::shops::{
    ListedShop, SEARCHED_MAX, ShopsWanted, all_shops, count_shops, counts, listed_shop, put_shop, shops,
    shops_by_id, shops_by_standing,
};

use domain::wording::Wording;
use domain::{MarketId, Micros, ProductId, ShopId};
use money::Currency;

use crate::db::{Col, Record, Stored, Tx, insert};
use crate::tally;
use crate::{record, statement, values};

/// One product of one shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    pub market: MarketId,
    pub product: ProductId,
    pub shop: ShopId,
    pub shop_slug: String,
    pub shop_name: String,
    pub title: Wording,
    pub category: String,
    pub category_top: String,
    /// Lowest and highest price of its variants.
    pub price: i64,
    pub price_most: i64,
    pub was: Option<i64>,
    pub currency: Currency,
    pub drawing: String,
    pub hue: i64,
    pub picture: String,
    pub available: bool,
    pub created_at: Micros,
    /// Reviews, and their stars together.
    pub rating_count: i64,
    pub rating_sum: i64,
    /// Its shop stands in no list: nor does this, but in the shop itself.
    pub quiet: bool,
}

record!(Listing as LISTINGS in "listing", bucket |listing| listing.market.bucket(), keys [market, product, shop], {
    market: i, product: i, shop: i, shop_slug: t, shop_name: t, title: t, category: t, category_top: t, price: i,
    price_most: i, was: oi, currency: t, drawing: t, hue: i, picture: t, available: b, created_at: i,
    rating_count: i, rating_sum: i, quiet: b
});
statement!(
    NEWEST,
    "select {columns listing} from listing where bucket = $1 and market = $2 and available and quiet = false
     order by created_at desc, product desc limit $3 offset $4"
);
statement!(
    OF_SHOP,
    "select {columns listing} from listing where bucket = $1 and market = $2 and shop = $3
     order by available desc, case $4 when 'price' then price else 0 - price end, product limit $5 offset $6"
);
statement!(
    /// In the order of an index: no page sorts all that a shop has.
    NEWEST_OF_SHOP,
    "select {columns listing} from listing where bucket = $1 and market = $2 and shop = $3
     order by available desc, created_at desc, product limit $4 offset $5"
);
statement!(COUNT_OF_SHOP, "select count(*) from listing where bucket = $1 and market = $2 and shop = $3");
statement!(
    WORD_FROM,
    "select product, shop from listing_word where bucket = $1 and market = $2 and word >= $3 and word < $4
     order by word, product limit $5"
);
statement!(
    WORD_OF_SHOP,
    "select product from listing_word where bucket = $1 and market = $2 and word >= $3 and word < $4 and shop = $5
     order by word, product limit $6"
);
statement!(
    BY_PRODUCT,
    "select {columns listing} from listing where bucket = $1 and market = $2 and product {in 3}
     order by product, shop"
);
statement!(
    DROP_LISTING,
    "delete from listing where bucket = $1 and market = $2 and product {in 3} returning {columns listing}"
);
statement!(DROP_WORDS, "delete from listing_word where bucket = $1 and market = $2 and product {in 3}");
statement!(
    ADD_WORDS,
    "insert into listing_word (bucket, market, word, product, shop)
     select * from {rows v: bucket i, market i, word t, product i, shop i}"
);
/// Order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    #[default]
    Newest,
    Price,
    PriceDown,
}

impl Sort {
    pub fn code(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Price => "price",
            Self::PriceDown => "price_down",
        }
    }

    pub fn from_code(code: &str) -> Self {
        [Self::Price, Self::PriceDown].into_iter().find(|sort| sort.code() == code).unwrap_or_default()
    }
}

/// A slice of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slice {
    pub sort: Sort,
    pub most: i64,
    pub skip: i64,
}

/// What can be bought now, newest first.
pub fn newest(tx: &mut Tx<'_>, market: MarketId, slice: Slice) -> Stored<Vec<Listing>> {
    tx.query(NEWEST, values![market.bucket(), market, slice.most, slice.skip], Listing::from_row)
}

pub fn of_shop(tx: &mut Tx<'_>, market: MarketId, shop: ShopId, slice: Slice) -> Stored<Vec<Listing>> {
    let Slice { sort, most, skip } = slice;
    if sort == Sort::Newest {
        let key = values![market.bucket(), market, shop, most, skip];
        return tx.query(NEWEST_OF_SHOP, key, Listing::from_row);
    }
    let key = values![market.bucket(), market, shop, sort.code(), most, skip];
    tx.query(OF_SHOP, key, Listing::from_row)
}

pub fn count_of_shop(tx: &mut Tx<'_>, market: MarketId, shop: ShopId) -> Stored<i64> {
    Ok(tx.query_one(COUNT_OF_SHOP, values![market.bucket(), market, shop], |row| row.get(0))?.unwrap_or(0))
}

/// Products that have a word beginning with `prefix`.
pub fn with_word(
    tx: &mut Tx<'_>,
    market: MarketId,
    prefix: &str,
    most: i64,
) -> Stored<Vec<(ProductId, ShopId)>> {
    let end = format!("{prefix}\u{10ffff}");
    let key = values![market.bucket(), market, prefix, end, most];
    tx.query(WORD_FROM, key, |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Products of one shop that have a word beginning with `prefix`.
pub fn of_shop_with_word(
    tx: &mut Tx<'_>,
    (market, shop): (MarketId, ShopId),
    prefix: &str,
    most: i64,
) -> Stored<Vec<ProductId>> {
    let end = format!("{prefix}\u{10ffff}");
    tx.query(WORD_OF_SHOP, values![market.bucket(), market, prefix, end, shop, most], |row| row.get(0))
}

pub fn by_product(tx: &mut Tx<'_>, market: MarketId, products: &[ProductId]) -> Stored<Vec<Listing>> {
    let raws = crate::raws(products.iter().map(|id| id.get()));
    tx.query(BY_PRODUCT, values![market.bucket(), market, raws], Listing::from_row)
}

/// Writes the listings of some products on a market anew, with the words that find them. A product without one is removed.
pub fn put(
    tx: &mut Tx<'_>,
    market: MarketId,
    products: &[ProductId],
    listings: &[(Listing, Vec<String>)],
) -> Stored<()> {
    let ids = crate::raws(products.iter().map(|id| id.get()));
    let key = values![market.bucket(), market, ids];
    let before = tx.query(DROP_LISTING, key, Listing::from_row)?;
    tx.execute(DROP_WORDS, key)?;
    let rows: Vec<Listing> = listings.iter().map(|(listing, _)| listing.clone()).collect();
    insert(tx, &rows)?;
    tally::replace(tx, &before, &rows)?;
    let words: Vec<(&Listing, &String)> =
        listings.iter().flat_map(|(listing, words)| words.iter().map(move |word| (listing, word))).collect();
    let columns = [
        Col::gather(words.iter(), |(listing, _)| listing.market.bucket()),
        Col::gather(words.iter(), |(listing, _)| listing.market),
        Col::gather(words.iter(), |(_, word)| (*word).clone()),
        Col::gather(words.iter(), |(listing, _)| listing.product),
        Col::gather(words.iter(), |(listing, _)| listing.shop),
    ];
    tx.rows(ADD_WORDS, &columns).map(|_| ())
}
