//! Brings sums and lists of a market up to date with what was said. Everything is summed anew from the reviews and ratings of
//! the product or the day that an event names, so that reading an event twice changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use domain::event::{Event, EventKind};
use domain::order::OrderLine;
use domain::review::{Review, ReviewState};
use domain::shop::Shop;
use domain::{Code, MarketId, OrderId, ProductId, ReviewId, ShopId};
use store::review::ListedReview;

use crate::{Act, Seen};

/// Letters of a review in the operator's list.
const LISTED_LETTERS_MAX: usize = 160;
/// The queue of reviews that somebody has reported.
pub(super) const REPORTED: &str = "reported";

/// What lists show otherwise than before.
#[derive(Debug, Default)]
pub(crate) struct Rated {
    pub(crate) products: BTreeSet<ProductId>,
    pub(crate) shops: BTreeSet<(MarketId, ShopId)>,
}

pub(crate) fn feed(act: &mut Act<'_, '_>, events: &[&Event]) -> Seen<Rated> {
    let (mut reviews, mut days) = (BTreeSet::new(), BTreeSet::new());
    for event in events {
        match event.kind {
            EventKind::ReviewChanged => {
                reviews.insert(ReviewId::from_raw(event.subject));
            }
            EventKind::ShopRated => {
                days.extend(event.body.parse::<i64>().ok().map(|day| (ShopId::from_raw(event.subject), day)));
            }
            _ => {}
        }
    }
    let mut rated = Rated::default();
    if !reviews.is_empty() {
        sum_products(act, reviews, &mut rated)?;
    }
    if !days.is_empty() {
        let summed = store::review::days_of(act.tx, &days.into_iter().collect::<Vec<_>>())?;
        rated.shops.extend(summed.iter().map(|day| (day.market, day.shop)));
        store::review::put_days(act.tx, &summed)?;
    }
    Ok(rated)
}

fn sum_products(act: &mut Act<'_, '_>, ids: BTreeSet<ReviewId>, rated: &mut Rated) -> Seen<()> {
    let reviews = store::review::reviews(act.tx, &ids.into_iter().collect::<Vec<_>>())?;
    let orders: Vec<OrderId> = reviews.iter().map(|review| review.order_id).collect();
    let lines = store::order::lines(act.tx, &orders)?;
    let shops = store::shop::shops(act.tx, &reviews.iter().map(|review| review.shop).collect::<Vec<_>>())?;
    rated.products.extend(reviews.iter().map(|review| review.product));
    let sums = store::review::sums_of_products(act.tx, &rated.products.iter().copied().collect::<Vec<_>>())?;
    let mut by_market: BTreeMap<MarketId, Vec<&Review>> = BTreeMap::new();
    for review in &reviews {
        by_market.entry(review.market).or_default().push(review);
    }
    for (market, reviews) in by_market {
        let products: Vec<ProductId> = reviews.iter().map(|review| review.product).collect();
        let is_own =
            |sum: &&store::review::ProductRating| sum.market == market && products.contains(&sum.product);
        let own: Vec<_> = sums.iter().filter(is_own).copied().collect();
        store::review::put_ratings(act.tx, market, &products, &own)?;
        let rows: Vec<ListedReview> =
            reviews.iter().filter_map(|review| listed(review, &lines, &shops)).collect();
        store::review::put_listed(act.tx, market, &rows)?;
    }
    Ok(())
}

fn listed(review: &Review, lines: &[OrderLine], shops: &[Shop]) -> Option<ListedReview> {
    let is_it = |line: &&OrderLine| (line.order_id, line.ordinal) == (review.order_id, review.ordinal);
    let is_reported = review.reports > 0 && review.state != ReviewState::Removed;
    let queue = if is_reported { REPORTED } else { review.state.code() };
    let said = if review.title.is_empty() { &review.text } else { &review.title };
    Some(ListedReview {
        market: review.market,
        review: review.id,
        product: review.product,
        title: lines.iter().find(is_it)?.title.clone(),
        shop: review.shop,
        shop_name: shops.iter().find(|shop| shop.id == review.shop)?.name.clone(),
        author: review.author.clone(),
        stars: review.stars,
        text: said.chars().take(LISTED_LETTERS_MAX).collect(),
        queue: queue.to_owned(),
        reports: review.reports,
        at: review.posted_at,
    })
}
