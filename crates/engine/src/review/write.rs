//! The buyer's word: one on each line of an order, changed for a while; and three scores for the shop, given once.

use std::sync::Arc;

use domain::event::EventKind;
use domain::order::{Order, OrderLine};
use domain::picture::PictureOf;
use domain::product::PictureState;
use domain::review::rating::{counts_after, month_at};
use domain::review::{
    PICTURES_MAX, Rating, Review, ReviewRefusal, ReviewState, Reviews, STARS_MAX, Said, shown_name,
};
use domain::{DAY, Micros, OrderId, ReviewId, UserId};
use gateways::pictures::OriginalName;
use store::Problem;

use super::told;
use crate::picture::AddPictureRefusal;
use crate::picture::attached::{self, Files, Owner};
use crate::stop::{OrAbsent, OrRefuse};
use crate::{Act, Engine, Stop, Widen};

/// A word on one line, as it was sent.
#[derive(Debug, Clone)]
pub struct Write {
    pub order: OrderId,
    pub ordinal: i64,
    pub stars: i64,
    pub title: String,
    pub text: String,
    /// Names and contents of files.
    pub pictures: Vec<(String, Vec<u8>)>,
    /// Places of pictures that go.
    pub dropped: Vec<i64>,
}

/// Three scores for the shop of an order.
#[derive(Debug, Clone, Copy)]
pub struct Rate {
    pub order: OrderId,
    pub described: i64,
    pub service: i64,
    pub delivery: i64,
}

impl From<AddPictureRefusal> for ReviewRefusal {
    fn from(refusal: AddPictureRefusal) -> Self {
        match refusal {
            AddPictureRefusal::TooMany => Self::TooManyPictures,
            AddPictureRefusal::Picture(code) => Self::Picture(code),
        }
    }
}

/// Writes on a line, or writes anew: a line has one review, so that sending twice is one.
pub async fn write(
    engine: &Engine,
    user: UserId,
    mut write: Write,
    now: Micros,
) -> Result<ReviewId, Stop<ReviewRefusal>> {
    let said = Said::new(write.stars, &write.title, &write.text).or_refuse()?;
    if write.pictures.len() > PICTURES_MAX {
        return Err(Stop::Refused(ReviewRefusal::TooManyPictures));
    }
    let order = write.order;
    // Before anything of a stranger's is kept.
    let theirs = engine
        .read(move |tx| store::order::order(tx, order)?.filter(|order| order.user_id == user).or_absent());
    theirs.await.widen()?;
    let files = std::mem::take(&mut write.pictures);
    let files = attached::keep(engine, &order.to_string(), files).await;
    let files = Arc::new(files.map_err(|stop| stop.map(ReviewRefusal::from))?);
    let own = Arc::clone(&files);
    let done = engine.act(now, move |act| decide(act, user, &write, (&said, &own))).await;
    files.after(engine, done).await
}

fn decide(
    act: &mut Act<'_, '_>,
    user: UserId,
    write: &Write,
    (said, files): (&Said, &Files),
) -> Result<(ReviewId, Vec<OriginalName>), Stop<ReviewRefusal>> {
    let order =
        store::order::order(act.tx, write.order)?.filter(|order| order.user_id == user).or_absent()?;
    let lines = store::order::lines(act.tx, &[order.id])?;
    let line = lines.iter().find(|line| line.ordinal == write.ordinal).or_absent()?;
    let rules = act.engine.policy(order.market, act.now).policy.reviews.clone();
    let earlier = store::review::reviews_of_order(act.tx, order.id)?;
    let known = earlier.into_iter().find(|review| review.ordinal == write.ordinal);
    let is_new = known.is_none();
    let mut review = match known {
        Some(mut review) => {
            review.edit(said.clone(), &rules, act.now).or_refuse()?;
            review
        }
        None => begin(act, &order, line, (said, &rules))?,
    };
    let mut pictures = store::picture::attached(act.tx, &[review.id.get()])?;
    pictures
        .retain(|picture| !write.dropped.contains(&picture.ordinal) && picture.state != PictureState::Failed);
    let owner = Owner { raw: review.id.get(), of: PictureOf::Review };
    let taken = files.attach(act, owner, &mut pictures);
    if pictures.len() > PICTURES_MAX {
        return Err(Stop::Refused(ReviewRefusal::TooManyPictures));
    }
    review.pictures = pictures.iter().filter(|row| row.state == PictureState::Ready).count() as i64;
    attached::put(act, owner.raw, pictures)?;
    told(act, &review);
    let id = review.id;
    if is_new && review.state == ReviewState::Published {
        act.event(EventKind::ReviewShown, id.get(), "");
    }
    if is_new {
        store::insert(act.tx, &[review]).map_err(Problem::taken_meanwhile)?;
    } else {
        store::save(act.tx, &[review])?;
    }
    Ok((id, taken))
}

/// The first word on a line.
fn begin(
    act: &mut Act<'_, '_>,
    order: &Order,
    line: &OrderLine,
    (said, rules): (&Said, &Reviews),
) -> Result<Review, Stop<ReviewRefusal>> {
    rules.may_begin(order, act.now).or_refuse()?;
    of_another(act, order)?;
    let address: domain::address::Address = serde_json::from_str(&order.address).unwrap_or_default();
    Ok(Review {
        id: ReviewId::from_raw(act.mint(order.id.bucket())),
        order_id: order.id,
        ordinal: line.ordinal,
        product: line.product,
        shop: order.shop,
        seller: order.seller,
        market: order.market,
        user_id: order.user_id,
        author: shown_name(&address.name),
        language: order.language.clone(),
        stars: said.stars,
        title: said.title.clone(),
        text: said.text.clone(),
        pictures: 0,
        state: rules.first_state(),
        reason: String::new(),
        ruling: String::new(),
        answer: String::new(),
        answered_at: None,
        reports: 0,
        posted_at: act.now,
        edited_at: None,
        judged_at: None,
        version: 0,
    })
}

/// Nobody judges their own shop.
fn of_another(act: &mut Act<'_, '_>, order: &Order) -> Result<(), Stop<ReviewRefusal>> {
    let members = store::seller::members(act.tx, order.seller)?;
    match members.iter().any(|member| member.user_id == order.user_id) {
        true => Err(Stop::Refused(ReviewRefusal::OwnShop)),
        false => Ok(()),
    }
}

/// A picture of a review was made: it counts among those that are shown.
pub(crate) fn pictured<R>(act: &mut Act<'_, '_>, id: ReviewId, ready: i64) -> Result<(), Stop<R>> {
    let Some(mut review) = store::review::review(act.tx, id)? else { return Ok(()) };
    review.pictures = ready;
    told(act, &review);
    Ok(store::save(act.tx, &[review])?)
}

/// Scores a shop for one order. The same scores sent twice are given once; others are refused.
pub async fn rate(
    engine: &Engine,
    user: UserId,
    given: Rate,
    now: Micros,
) -> Result<(), Stop<ReviewRefusal>> {
    let Rate { order, described, service, delivery } = given;
    if [described, service, delivery].iter().any(|stars| !(1..=STARS_MAX).contains(stars)) {
        return Err(Stop::Refused(ReviewRefusal::Stars));
    }
    engine
        .act(now, move |act| {
            let order =
                store::order::order(act.tx, order)?.filter(|order| order.user_id == user).or_absent()?;
            if let Some(known) = store::review::rating(act.tx, order.id)? {
                let is_same =
                    (known.described, known.service, known.delivery) == (described, service, delivery);
                return if is_same { Ok(()) } else { Err(Stop::Refused(ReviewRefusal::RatedAlready)) };
            }
            let market = act.engine.market(order.market).or_absent()?;
            act.engine.policy(order.market, act.now).policy.reviews.may_begin(&order, act.now).or_refuse()?;
            of_another(act, &order)?;
            let month = month_at(act.now, market.offset_minutes);
            let earlier = store::review::counted_in_month(act.tx, order.shop, user, month)?;
            let day = act.now.div_euclid(DAY);
            let rating = Rating {
                order_id: order.id,
                shop: order.shop,
                market: order.market,
                user_id: user,
                described,
                service,
                delivery,
                counted: counts_after(earlier),
                day,
                month,
                at: act.now,
            };
            store::insert(act.tx, &[rating]).map_err(Problem::taken_meanwhile)?;
            act.event(EventKind::ShopRated, order.shop.get(), &day.to_string());
            Ok(())
        })
        .await
}
