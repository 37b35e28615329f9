//! Sums and lists of reviews and ratings in the market's bucket, and the reads that they are made from. Fed by the outbox;
//! acts never read them.

use domain::review::Record as ShopRecord;
use domain::{MarketId, Micros, ProductId, ReviewId, ShopId};

use crate::db::{Col, Record, Stored, Tx, insert};
use crate::{record, statement, values};

/// How a product is rated in one shop of a market: reviews by their stars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProductRating {
    pub market: MarketId,
    pub product: ProductId,
    pub shop: ShopId,
    pub one: i64,
    pub two: i64,
    pub three: i64,
    pub four: i64,
    pub five: i64,
    /// Reviews that show pictures.
    pub pictured: i64,
}

/// What the counted ratings of one day come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShopDay {
    pub market: MarketId,
    pub shop: ShopId,
    pub day: i64,
    pub count: i64,
    pub described: i64,
    pub service: i64,
    pub delivery: i64,
}

/// A review in an operator's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedReview {
    pub market: MarketId,
    pub review: ReviewId,
    pub product: ProductId,
    /// What was bought, as it was called then.
    pub title: String,
    pub shop: ShopId,
    pub shop_name: String,
    pub author: String,
    pub stars: i64,
    pub text: String,
    /// `reported`, or else the review's state.
    pub queue: String,
    pub reports: i64,
    pub at: Micros,
}

record!(ProductRating as RATED in "product_rating", bucket |rating| rating.market.bucket(), keys [market, product, shop], {
    market: i, product: i, shop: i, one: i, two: i, three: i, four: i, five: i, pictured: i
});
record!(ShopDay as DAYS_RATED in "shop_day", bucket |day| day.market.bucket(), keys [market, shop, day], {
    market: i, shop: i, day: i, count: i, described: i, service: i, delivery: i
});
record!(ListedReview as LISTED_REVIEWS in "review_list", bucket |row| row.market.bucket(), keys [market, review], {
    market: i, review: i, product: i, title: t, shop: i, shop_name: t, author: t, stars: i, text: t, queue: t,
    reports: i, at: i
});

statement!(
    SUMS_OF_PRODUCTS,
    "{pg:select review.product, review.shop, review.market, review.stars, count(*),
         cast(sum(case when review.pictures > 0 then 1 else 0 end) as bigint)
       from {rows v: bucket i, wanted i} join review on review.bucket = v.bucket and review.product = v.wanted
       where review.state = 'published' group by review.product, review.shop, review.market, review.stars}
     {lite:select product, shop, market, stars, count(*), sum(case when pictures > 0 then 1 else 0 end)
       from review where bucket = $1 and product = $2 and state = 'published' group by product, shop, market, stars}"
);
statement!(
    DAYS_OF,
    "{pg:select rating.market, rating.shop, rating.day, count(*), cast(sum(rating.described) as bigint),
         cast(sum(rating.service) as bigint), cast(sum(rating.delivery) as bigint)
       from {rows v: bucket i, wanted i, on_day i}
       join rating on rating.bucket = v.bucket and rating.shop = v.wanted and rating.day = v.on_day
       where rating.counted group by rating.market, rating.shop, rating.day}
     {lite:select market, shop, day, count(*), sum(described), sum(service), sum(delivery)
       from rating where bucket = $1 and shop = $2 and day = $3 and counted group by market, shop, day}"
);
statement!(
    RATINGS_LISTED,
    "select {columns product_rating} from product_rating where bucket = $1 and market = $2 and product {in 3}
     order by product, shop"
);
statement!(DROP_RATING, "delete from product_rating where bucket = $1 and market = $2 and product {in 3}");
statement!(
    DROP_DAYS,
    "{pg:delete from shop_day using {rows v: bucket i, market i, shop i, day i}
       where shop_day.bucket = v.bucket and shop_day.market = v.market and shop_day.shop = v.shop
         and shop_day.day = v.day}
     {lite:delete from shop_day where bucket = $1 and market = $2 and shop = $3 and day = $4}"
);
statement!(
    RECORDS,
    "select shop, cast(sum(count) as bigint), cast(sum(described) as bigint), cast(sum(service) as bigint),
       cast(sum(delivery) as bigint)
     from shop_day where bucket = $1 and market = $2 and shop {in 3} and day >= $4 group by shop"
);
statement!(
    DROP_LISTED_REVIEWS,
    "delete from review_list where bucket = $1 and market = $2 and review {in 3}"
);
statement!(
    LISTED_IN,
    "select {columns review_list} from review_list {lite: indexed by review_list_queue}
     where bucket = $1 and market = $2 and queue = $3 and review < $4
     order by review desc limit $5"
);
statement!(
    LISTED_REVIEW,
    "select {columns review_list} from review_list where bucket = $1 and market = $2 and review = $3"
);

impl ProductRating {
    pub fn none(market: MarketId, product: ProductId, shop: ShopId) -> Self {
        Self { market, product, shop, one: 0, two: 0, three: 0, four: 0, five: 0, pictured: 0 }
    }

    /// Reviews by stars, one first.
    pub fn by_stars(&self) -> [i64; 5] {
        [self.one, self.two, self.three, self.four, self.five]
    }

    pub fn count(&self) -> i64 {
        self.by_stars().iter().sum()
    }

    /// All stars together.
    pub fn sum(&self) -> i64 {
        self.by_stars().iter().zip(1..).map(|(count, stars)| count * stars).sum()
    }
}

/// How products are rated in each shop, from the reviews themselves.
pub fn sums_of_products(tx: &mut Tx<'_>, products: &[ProductId]) -> Stored<Vec<ProductRating>> {
    let key = crate::keys(products.iter().map(|id| id.get()));
    let rows = tx.query_rows(SUMS_OF_PRODUCTS, &key, |row| {
        let rating = ProductRating::none(row.get(2)?, row.get(0)?, row.get(1)?);
        Ok((rating, row.get::<i64>(3)?, row.get::<i64>(4)?, row.get::<i64>(5)?))
    })?;
    let mut found: Vec<ProductRating> = Vec::new();
    for (none, stars, count, pictured) in rows {
        let is_it = |one: &ProductRating| {
            (one.market, one.product, one.shop) == (none.market, none.product, none.shop)
        };
        let at = found.iter().position(is_it).unwrap_or_else(|| {
            found.push(none);
            found.len() - 1
        });
        let rating = &mut found[at];
        rating.pictured += pictured;
        match stars {
            1 => rating.one += count,
            2 => rating.two += count,
            3 => rating.three += count,
            4 => rating.four += count,
            _ => rating.five += count,
        }
    }
    Ok(found)
}

/// What the counted ratings of shops come to on some days, from the ratings themselves.
pub fn days_of(tx: &mut Tx<'_>, days: &[(ShopId, i64)]) -> Stored<Vec<ShopDay>> {
    let key = [
        Col::I(days.iter().map(|(shop, _)| shop.bucket()).collect()),
        Col::I(days.iter().map(|(shop, _)| shop.get()).collect()),
        Col::I(days.iter().map(|(_, day)| *day).collect()),
    ];
    tx.query_rows(DAYS_OF, &key, |row| {
        Ok(ShopDay {
            market: row.get(0)?,
            shop: row.get(1)?,
            day: row.get(2)?,
            count: row.get(3)?,
            described: row.get(4)?,
            service: row.get(5)?,
            delivery: row.get(6)?,
        })
    })
}

/// As lists know them.
pub fn product_ratings(
    tx: &mut Tx<'_>,
    market: MarketId,
    products: &[ProductId],
) -> Stored<Vec<ProductRating>> {
    let raws = crate::raws(products.iter().map(|id| id.get()));
    tx.query(RATINGS_LISTED, values![market.bucket(), market, raws], ProductRating::from_row)
}

/// How one product is rated in a shop; nothing but noughts where nobody has said anything.
pub fn listed_rating(
    tx: &mut Tx<'_>,
    market: MarketId,
    product: ProductId,
    shop: ShopId,
) -> Stored<ProductRating> {
    let all = product_ratings(tx, market, &[product])?;
    let own = all.into_iter().find(|rating| rating.shop == shop);
    Ok(own.unwrap_or(ProductRating::none(market, product, shop)))
}

/// Writes anew how products of a market are rated.
pub fn put_ratings(
    tx: &mut Tx<'_>,
    market: MarketId,
    products: &[ProductId],
    ratings: &[ProductRating],
) -> Stored<()> {
    let raws = crate::raws(products.iter().map(|id| id.get()));
    tx.change(DROP_RATING, values![market.bucket(), market, raws])?;
    insert(tx, ratings)
}

/// Writes days of shops anew.
pub fn put_days(tx: &mut Tx<'_>, days: &[ShopDay]) -> Stored<()> {
    let key = [
        Col::gather(days.iter(), |day| day.market.bucket()),
        Col::gather(days.iter(), |day| day.market),
        Col::gather(days.iter(), |day| day.shop),
        Col::gather(days.iter(), |day| day.day),
    ];
    tx.put_any(DROP_DAYS, key)?;
    insert(tx, days)
}

/// The records of shops from a day on; a shop that nobody rated has none.
pub fn records(
    tx: &mut Tx<'_>,
    market: MarketId,
    shops: &[ShopId],
    since: i64,
) -> Stored<Vec<(ShopId, ShopRecord)>> {
    let raws = crate::raws(shops.iter().map(|id| id.get()));
    tx.query(RECORDS, values![market.bucket(), market, raws, since], |row| {
        let (count, described) = (row.get(1)?, row.get(2)?);
        Ok((row.get(0)?, ShopRecord { count, described, service: row.get(3)?, delivery: row.get(4)? }))
    })
}

/// Writes reviews of a market's list anew.
pub fn put_listed(tx: &mut Tx<'_>, market: MarketId, rows: &[ListedReview]) -> Stored<()> {
    let raws = crate::raws(rows.iter().map(|row| row.review.get()));
    tx.change(DROP_LISTED_REVIEWS, values![market.bucket(), market, raws])?;
    insert(tx, rows)
}

pub fn listed_in(
    tx: &mut Tx<'_>,
    market: MarketId,
    queue: &str,
    before: i64,
    most: i64,
) -> Stored<Vec<ListedReview>> {
    tx.query(LISTED_IN, values![market.bucket(), market, queue, before, most], ListedReview::from_row)
}

pub fn listed(tx: &mut Tx<'_>, market: MarketId, review: ReviewId) -> Stored<Option<ListedReview>> {
    tx.query_one(LISTED_REVIEW, values![market.bucket(), market, review], ListedReview::from_row)
}
