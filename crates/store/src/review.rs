//! Reviews with their reports, ratings of shops, and the lists and sums of them that pages read.

mod summed;

use domain::review::{Rating, Review, ReviewReport, ReviewState};
use domain::{Code, OrderId, ProductId, ReviewId, ShopId, UserId};

use crate::db::{Record, Stored, Tx};
use crate::{record, statement, values};

pub use summed::{
    ListedReview, ProductRating, ShopDay, days_of, listed, listed_in, listed_rating, product_ratings,
    put_days, put_listed, put_ratings, records, sums_of_products,
};

record!(Review as REVIEWS in "review", bucket |review| review.id.bucket(), keys [id], {
    id: i, order_id: i, ordinal: i, product: i, shop: i, seller: i, market: i, user_id: i, author: t, language: t,
    stars: i, title: t, text: t, pictures: i, state: t, reason: t, ruling: t, answer: t, answered_at: oi, reports: i,
    posted_at: i, edited_at: oi, judged_at: oi, version: i
});
record!(ReviewReport as REPORTS in "review_report", bucket |report| report.review.bucket(), keys [review, user_id], {
    review: i, user_id: i, reason: t, text: t, at: i
});
record!(Rating as RATINGS in "rating", bucket |rating| rating.order_id.bucket(), keys [order_id], {
    order_id: i, shop: i, market: i, user_id: i, described: i, service: i, delivery: i, counted: b, day: i, month: i,
    at: i
});

statement!(
    REVIEWS_OF_ORDER,
    "select {columns review} from review where bucket = $1 and order_id = $2 order by ordinal"
);
statement!(
    REVIEWS_OF_PRODUCT,
    "select {columns review} from review where bucket = $1 and product = $2 and shop = $3 and state = $4 and id < $5
       and (stars = $6 or $6 = 0) and pictures >= $7 order by id desc limit $8"
);
statement!(
    REVIEWS_OF_SHOP,
    "select {columns review} from review where bucket = $1 and shop = $2 and id < $3
       and (cast($4 as bigint) = 0 or (answered_at is null and state = 'published')) order by id desc limit $5"
);
statement!(
    OPEN_ANSWERS,
    "select count(*) from review where bucket = $1 and shop = $2 and answered_at is null and state = 'published'"
);
statement!(
    COUNTED_IN_MONTH,
    "select count(*) from rating where bucket = $1 and shop = $2 and user_id = $3 and month = $4 and counted"
);

pub fn reviews(tx: &mut Tx<'_>, ids: &[ReviewId]) -> Stored<Vec<Review>> {
    crate::load(tx, ids.iter().map(|id| (id.bucket(), id.get())))
}

pub fn review(tx: &mut Tx<'_>, id: ReviewId) -> Stored<Option<Review>> {
    Ok(reviews(tx, &[id])?.pop())
}

/// All words on an order, in the order of its lines.
pub fn reviews_of_order(tx: &mut Tx<'_>, order: OrderId) -> Stored<Vec<Review>> {
    tx.query(REVIEWS_OF_ORDER, values![order.bucket(), order], Review::from_row)
}

/// Which reviews of a product are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Only with so many stars; 0 for any.
    pub stars: i64,
    pub with_pictures: bool,
    /// Older than this one.
    pub before: i64,
    pub most: i64,
}

/// Published reviews of a product in a shop, the newest first.
pub fn reviews_of_product(
    tx: &mut Tx<'_>,
    product: ProductId,
    shop: ShopId,
    wanted: Wanted,
) -> Stored<Vec<Review>> {
    let (published, pictured) = (ReviewState::Published.code(), i64::from(wanted.with_pictures));
    let Wanted { stars, before, most, .. } = wanted;
    let key = values![product.bucket(), product, shop, published, before, stars, pictured, most];
    tx.query(REVIEWS_OF_PRODUCT, key, Review::from_row)
}

/// A shop's reviews, the newest first; those that wait for an answer only, if asked so.
pub fn reviews_of_shop(
    tx: &mut Tx<'_>,
    shop: ShopId,
    only_open: bool,
    before: i64,
    most: i64,
) -> Stored<Vec<Review>> {
    let key = values![shop.bucket(), shop, before, i64::from(only_open), most];
    tx.query(REVIEWS_OF_SHOP, key, Review::from_row)
}

/// How many reviews of a shop wait for its answer.
pub fn open_answers(tx: &mut Tx<'_>, shop: ShopId) -> Stored<i64> {
    Ok(tx.query_one(OPEN_ANSWERS, values![shop.bucket(), shop], |row| row.get(0))?.unwrap_or(0))
}

pub fn reports_of(tx: &mut Tx<'_>, review: ReviewId) -> Stored<Vec<ReviewReport>> {
    crate::load(tx, [(review.bucket(), review.get())])
}

pub fn rating(tx: &mut Tx<'_>, order: OrderId) -> Stored<Option<Rating>> {
    Ok(crate::load(tx, [(order.bucket(), order.get())])?.pop())
}

/// How many ratings of a buyer count for a shop in a month.
pub fn counted_in_month(tx: &mut Tx<'_>, shop: ShopId, user: UserId, month: i64) -> Stored<i64> {
    let key = values![shop.bucket(), shop, user, month];
    Ok(tx.query_one(COUNTED_IN_MONTH, key, |row| row.get(0))?.unwrap_or(0))
}
