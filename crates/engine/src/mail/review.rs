//! Letters about reviews: the buyer is asked for a word, the shop hears of it, the buyer of its answer, and both sides of what
//! becomes of it.

use domain::event::Event;
use domain::review::{Review, ReviewState};
use domain::shop::Shop;
use domain::{OrderId, ReviewId};
use store::Tx;

use super::facts::{buyer, to_seller, view};
use super::{Facts, Tells};
use crate::stop::OrAbsent;
use crate::{Engine, Seen};

/// To the buyer, once the goods are there. A guest's letter leads by the purchase's own link.
pub(super) fn asked(tx: &mut Tx<'_>, engine: &Engine, id: OrderId) -> Seen<Vec<Facts>> {
    let view = view(tx, id)?;
    let policy = engine.policy(view.order.market, engine.now()).policy.clone();
    let Some(until) = policy.reviews.until(&view.order) else { return Ok(Vec::new()) };
    let is_guest = store::user::user(tx, view.order.user_id)?.is_some_and(|user| user.is_guest());
    let (reader, purchase) = buyer(tx, engine, &view)?;
    let link = if is_guest { purchase } else { format!("{}/orders/{id}/review", reader.host_url) };
    let lines = view.lines.iter().map(|line| line.title.clone()).collect();
    Ok(vec![Facts { reader, tells: Tells::ReviewAsked { link, shop: view.shop.name, lines, until } }])
}

/// To who wrote it and to the members of the shop (Regulation 2022/2065 art. 17: what, on what ground, and how to appeal).
pub(super) fn judged(tx: &mut Tx<'_>, engine: &Engine, event: &Event) -> Seen<Vec<Facts>> {
    let id = ReviewId::from_raw(event.subject);
    let review = store::review::review(tx, id)?.or_absent()?;
    // Judged again meanwhile: the later letter tells how it stands.
    if domain::Code::code(review.state) != event.body {
        return Ok(Vec::new());
    }
    let market = engine.market(review.market).or_absent()?;
    let appeal = engine.operator(market.operator).or_absent()?.email;
    let view = view(tx, review.order_id)?;
    let line = view.lines.iter().find(|line| line.ordinal == review.ordinal);
    let product = line.map_or(String::new(), |line| line.title.clone());
    let (reader, _) = buyer(tx, engine, &view)?;
    let tells = |link: String, is_author: bool| Tells::ReviewJudged {
        link,
        product: product.clone(),
        words: words(&review),
        reason: if review.state == ReviewState::Removed { review.reason.clone() } else { String::new() },
        ruling: review.ruling.clone(),
        appeal: appeal.clone(),
        is_author,
    };
    let link = format!("{}/orders/{}/review", reader.host_url, review.order_id);
    let mut letters = vec![Facts { tells: tells(link, true), reader }];
    letters.extend(to_seller(tx, engine, review.seller, review.market, |reader| {
        tells(format!("{}/seller/reviews?shop={}", reader.host_url, view.shop.slug), false)
    })?);
    Ok(letters)
}

/// To the members of the shop, once others see it too. Nothing where it was taken down meanwhile.
pub(super) fn shown(tx: &mut Tx<'_>, engine: &Engine, id: ReviewId) -> Seen<Vec<Facts>> {
    let review = store::review::review(tx, id)?.or_absent()?;
    if review.state != ReviewState::Published {
        return Ok(Vec::new());
    }
    let (shop, product) = about(tx, &review)?;
    to_seller(tx, engine, review.seller, review.market, |reader| Tells::ReviewShown {
        link: format!("{}/seller/reviews?shop={}", reader.host_url, shop.slug),
        product: product.clone(),
        author: review.author.clone(),
        stars: review.stars,
        words: words(&review),
    })
}

/// To who wrote it.
pub(super) fn answered(tx: &mut Tx<'_>, engine: &Engine, id: ReviewId) -> Seen<Vec<Facts>> {
    let review = store::review::review(tx, id)?.or_absent()?;
    let (shop, product) = about(tx, &review)?;
    let view = view(tx, review.order_id)?;
    let (reader, _) = buyer(tx, engine, &view)?;
    let link = format!("{}/orders/{}/review", reader.host_url, review.order_id);
    let tells = Tells::ReviewAnswered { link, shop: shop.name, product, answer: review.answer };
    Ok(vec![Facts { reader, tells }])
}

/// The shop, and the goods as they were called when they were bought.
fn about(tx: &mut Tx<'_>, review: &Review) -> Seen<(Shop, String)> {
    let view = view(tx, review.order_id)?;
    let line = view.lines.iter().find(|line| line.ordinal == review.ordinal);
    Ok((view.shop, line.map_or(String::new(), |line| line.title.clone())))
}

fn words(review: &Review) -> String {
    [review.title.as_str(), &review.text].join("\n").trim().to_owned()
}
