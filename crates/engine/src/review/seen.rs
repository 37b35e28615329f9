//! Reviews as visitors, buyers, sellers and operators see them.

use domain::order::{Order, OrderLine};
use domain::permission::Permission;
use domain::picture::AttachedPicture;
use domain::product::{PictureState, Product};
use domain::review::rating::window_begins;
use domain::review::{Rating, Record, Review, ReviewReport, ReviewState};
use domain::shop::Shop;
use domain::{Code, MarketId, Micros, OrderId, ProductId, ReviewId, ShopId, UserId};
use store::review::{ListedReview, ProductRating, Wanted};
use store::{Stored, Tx};

use crate::stop::OrAbsent;
use crate::{Engine, OperatorMember, Seen, SellerMember};

/// Reviews on a page.
pub const PAGE: i64 = 10;
/// Rows of an operator's or a seller's list.
const ROWS: i64 = 50;

/// A review with its pictures; visitors are given those that are ready.
#[derive(Debug, Clone)]
pub struct Said {
    pub review: Review,
    pub pictures: Vec<AttachedPicture>,
}

#[derive(Debug, Clone)]
pub struct OfProduct {
    pub rating: ProductRating,
    /// Of the shop that sells it.
    pub record: Record,
    pub reviews: Vec<Said>,
    /// After which one the list goes on.
    pub next: Option<ReviewId>,
}

/// What a buyer can say of an order, and has said.
#[derive(Debug, Clone)]
pub struct Writing {
    pub order: Order,
    pub shop: Shop,
    /// Each line with what was said of it.
    pub lines: Vec<(OrderLine, Option<Said>)>,
    pub rating: Option<Rating>,
}

/// A seller's reviews, each with the line that it is about.
#[derive(Debug, Clone)]
pub struct OfShop {
    pub rows: Vec<(Said, String)>,
    pub open: i64,
    pub record: Record,
    pub next: Option<ReviewId>,
}

#[derive(Debug, Clone)]
pub struct OperatorReview {
    pub said: Said,
    pub title: String,
    pub shop: Shop,
    pub reports: Vec<ReviewReport>,
}

fn with_pictures(tx: &mut Tx<'_>, reviews: Vec<Review>) -> Stored<Vec<Said>> {
    let ids: Vec<i64> =
        reviews.iter().filter(|review| review.pictures > 0).map(|review| review.id.get()).collect();
    let pictures = store::picture::attached(tx, &ids)?;
    let said = |review: Review| Said {
        pictures: pictures
            .iter()
            .filter(|row| row.owner == review.id.get() && row.state == PictureState::Ready)
            .cloned()
            .collect(),
        review,
    };
    Ok(reviews.into_iter().map(said).collect())
}

/// The first `most` of a list that was asked for one more, and the last of them where the list goes on.
fn page(mut reviews: Vec<Review>, most: i64) -> (Vec<Review>, Option<ReviewId>) {
    let goes_on = reviews.len() as i64 > most;
    reviews.truncate(usize::try_from(most).unwrap_or_default());
    let next = reviews.last().map(|review| review.id).filter(|_| goes_on);
    (reviews, next)
}

fn record(tx: &mut Tx<'_>, market: MarketId, shop: ShopId, now: Micros) -> Stored<Record> {
    let found = store::review::records(tx, market, &[shop], window_begins(now))?;
    Ok(found.into_iter().map(|(_, record)| record).next().unwrap_or_default())
}

/// The shop's three scores of the last six months.
pub async fn record_of(engine: &Engine, market: MarketId, shop: ShopId, now: Micros) -> Seen<Record> {
    engine.read(move |tx| Ok(record(tx, market, shop, now)?)).await
}

/// How a product of a shop is rated, and a page of what was said. `stars` 0 is any.
pub async fn of_product(
    engine: &Engine,
    (market, product, shop): (MarketId, ProductId, ShopId),
    (stars, with_pictures_only): (i64, bool),
    (before, most): (Option<ReviewId>, i64),
    now: Micros,
) -> Seen<OfProduct> {
    let before = before.map_or(i64::MAX, ReviewId::get);
    engine
        .heavy(move |tx| {
            let wanted = Wanted { stars, with_pictures: with_pictures_only, before, most: most + 1 };
            let (reviews, next) = page(store::review::reviews_of_product(tx, product, shop, wanted)?, most);
            Ok(OfProduct {
                rating: store::review::listed_rating(tx, market, product, shop)?,
                record: record(tx, market, shop, now)?,
                reviews: with_pictures(tx, reviews)?,
                next,
            })
        })
        .await
}

/// The product and the shop that a review is about, where it is shown.
pub async fn product_of(engine: &Engine, id: ReviewId) -> Seen<Product> {
    engine
        .read(move |tx| {
            let review = store::review::review(tx, id)?;
            let review = review.filter(|review| review.state == ReviewState::Published).or_absent()?;
            store::product::products(tx, &[review.product])?.pop().or_absent()
        })
        .await
}

/// An order of this buyer, with what was said of it.
pub async fn to_write(engine: &Engine, user: UserId, id: OrderId) -> Seen<Writing> {
    engine
        .read(move |tx| {
            let order = store::order::order(tx, id)?.filter(|order| order.user_id == user).or_absent()?;
            let reviews = store::review::reviews_of_order(tx, id)?;
            let ids: Vec<i64> = reviews.iter().map(|review| review.id.get()).collect();
            let pictures = store::picture::attached(tx, &ids)?;
            let said = |line: &OrderLine| {
                let review = reviews.iter().find(|review| review.ordinal == line.ordinal)?.clone();
                let own = pictures.iter().filter(|row| row.owner == review.id.get());
                Some(Said { pictures: own.cloned().collect(), review })
            };
            let lines = store::order::lines(tx, &[id])?;
            Ok(Writing {
                lines: lines.iter().map(|line| (line.clone(), said(line))).collect(),
                rating: store::review::rating(tx, id)?,
                shop: store::shop::shop(tx, order.shop)?.or_absent()?,
                order,
            })
        })
        .await
}

/// A shop's reviews for its seller, the newest first: those that wait for an answer, or all.
pub async fn of_shop(
    engine: &Engine,
    member: &SellerMember,
    shop: ShopId,
    only_open: bool,
    before: Option<ReviewId>,
) -> Seen<OfShop> {
    member.may(Permission::OrdersRead)?;
    let (seller, before, now) = (member.seller, before.map_or(i64::MAX, ReviewId::get), engine.now());
    engine
        .heavy(move |tx| {
            let shop = store::shop::shop(tx, shop)?.filter(|shop| shop.seller == seller).or_absent()?;
            let found = store::review::reviews_of_shop(tx, shop.id, only_open, before, ROWS + 1)?;
            let (reviews, next) = page(found, ROWS);
            let lines = lines_of(tx, &reviews)?;
            let said = with_pictures(tx, reviews)?;
            Ok(OfShop {
                rows: said.into_iter().zip(lines).collect(),
                open: store::review::open_answers(tx, shop.id)?,
                record: record(tx, shop.market, shop.id, now)?,
                next,
            })
        })
        .await
}

/// What was bought, for each review.
fn lines_of(tx: &mut Tx<'_>, reviews: &[Review]) -> Stored<Vec<String>> {
    let orders: Vec<OrderId> = reviews.iter().map(|review| review.order_id).collect();
    let lines = store::order::lines(tx, &orders)?;
    let title = |review: &Review| {
        let is_it = |line: &&OrderLine| (line.order_id, line.ordinal) == (review.order_id, review.ordinal);
        lines.iter().find(is_it).map_or(String::new(), |line| line.title.clone())
    };
    Ok(reviews.iter().map(title).collect())
}

/// Reviews of a market for its operator, by queue: `reported` or a state.
pub async fn queue(
    engine: &Engine,
    member: &OperatorMember,
    market: MarketId,
    queue: &str,
    before: Option<ReviewId>,
) -> Seen<Vec<ListedReview>> {
    member.may(Permission::MarketRead)?;
    engine.market(market).filter(|market| market.operator == member.operator).or_absent()?;
    let known = ReviewState::ALL.iter().map(|state| state.code()).chain([super::feed::REPORTED]);
    let queue = known.into_iter().find(|code| *code == queue).or_absent()?;
    let before = before.map_or(i64::MAX, ReviewId::get);
    engine.read(move |tx| Ok(store::review::listed_in(tx, market, queue, before, ROWS)?)).await
}

/// One review with all that was said about it, for the operator of its market.
pub async fn for_operator(engine: &Engine, member: &OperatorMember, id: ReviewId) -> Seen<OperatorReview> {
    member.may(Permission::MarketRead)?;
    let (operator, own) = (member.operator, engine.clone());
    engine
        .read(move |tx| {
            let review = store::review::review(tx, id)?.or_absent()?;
            own.market(review.market).filter(|market| market.operator == operator).or_absent()?;
            let pictures = store::picture::attached(tx, &[id.get()])?;
            let shop = store::shop::shop(tx, review.shop)?.or_absent()?;
            let title = lines_of(tx, std::slice::from_ref(&review))?.pop().unwrap_or_default();
            let reports = store::review::reports_of(tx, id)?;
            Ok(OperatorReview { said: Said { review, pictures }, title, shop, reports })
        })
        .await
}
