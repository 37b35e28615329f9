//! `GET /orders/{id}/review`, `POST /orders/{id}/rating`, `POST /orders/{id}/lines/{ordinal}/review`,
//! `GET /product/{slug}/{id}/reviews?stars=&pictures=&before=`, `POST /reviews/{id}/report`, `GET /reviews`

use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use domain::product::PictureState;
use domain::review::{
    PICTURES_MAX, RULING_LETTERS_MAX, Review, ReviewReason, ReviewRefusal, ReviewState, reviewable_since,
};
use domain::{OrderId, ProductId, ReviewId};
use engine::change::Subject;
use engine::listing;
use engine::review::{self, Rate, Said as Kept, Write, Writing};
use web::actor::{Visitor, code_of, refused_or};
use web::cache::Public;
use web::{Failure, Form, FormData, Link, Pager, Site, page, upload};

use super::shown::bars;
use super::write::state_of;
use super::{HowReviews, ListReviews, Shown, Summary, WriteLine, WriteReview, reasons, scores};
use crate::card::product_href;
use crate::reader::{Reader, picture};
use crate::visit::{Answer, go, id, public_frame, reader, to_sign_in, user};

const SCORES: [&str; 3] = ["described", "service", "delivery"];

#[derive(Debug, Default, serde::Deserialize)]
struct Asked {
    #[serde(default)]
    stars: String,
    #[serde(default)]
    pictures: String,
    #[serde(default)]
    before: String,
}

pub fn routes() -> Router<Site> {
    let writing = post(write).layer(DefaultBodyLimit::max(upload::REVIEW_BODY_BYTES_MAX));
    Router::new()
        .route("/orders/{id}/review", get(show))
        .route("/orders/{id}/rating", post(rate))
        .route("/orders/{id}/lines/{ordinal}/review", writing)
        .route("/product/{slug}/{id}/reviews", get(list))
        .route("/reviews/{id}/report", post(report))
        .route("/reviews", get(how))
}

async fn show(visitor: Visitor, Path(text): Path<String>) -> Answer {
    let order = id::<OrderId>(&text)?;
    let Some(user) = visitor.user_id() else { return to_sign_in(&format!("/orders/{order}/review")) };
    let found = review::to_write(&visitor.site.engine, user, order).await?;
    Ok(page::html(&write_page(&visitor, &found, None, Form::default())))
}

async fn rate(visitor: Visitor, Path(text): Path<String>, data: FormData) -> Answer {
    let (user, order) = (user(&visitor)?, id::<OrderId>(&text)?);
    let mut form = Form::new(data);
    let [described, service, delivery] = SCORES.map(|field| {
        let stars = form.value(field).parse::<i64>().ok();
        if stars.is_none() {
            form.errors.refuse(field, "review.stars", Vec::new());
        }
        stars
    });
    let engine = &visitor.site.engine;
    if let (Some(described), Some(service), Some(delivery)) = (described, service, delivery) {
        let given = Rate { order, described, service, delivery };
        match refused_or(review::rate(engine, user, given, visitor.now).await)? {
            Ok(()) => return go(&format!("/orders/{order}/review?done=rating-sent")),
            Err(refusal) => form.errors.refuse("", code_of(&refusal), Vec::new()),
        }
    }
    let found = review::to_write(engine, user, order).await?;
    Ok(unprocessable(&write_page(&visitor, &found, None, form)))
}

async fn write(visitor: Visitor, Path((text, ordinal)): Path<(String, i64)>, sent: Multipart) -> Answer {
    let (user, order) = (user(&visitor)?, id::<OrderId>(&text)?);
    let engine = &visitor.site.engine;
    let field = |name: &str| format!("{name}.{ordinal}");
    let form = match upload::sent(sent, "pictures").await {
        Ok((mut form, pictures)) => {
            let dropped = form.data.all("drop").filter_map(|place| place.parse().ok()).collect();
            let write = Write {
                order,
                ordinal,
                stars: form.value(&field("stars")).parse().unwrap_or_default(),
                title: form.value(&field("title")).to_owned(),
                text: form.value(&field("text")).to_owned(),
                pictures,
                dropped,
            };
            match refused_or(review::write(engine, user, write, visitor.now).await)? {
                Ok(_) => {
                    let rules = engine.policy(visitor.market.id, visitor.now).policy.reviews.clone();
                    let is_waiting = rules.first_state() == ReviewState::Waiting;
                    let done = if is_waiting { "review-waiting" } else { "review-sent" };
                    return go(&format!("/orders/{order}/review?done={done}"));
                }
                Err(refusal) => {
                    let at = field_of(refusal).map(field).unwrap_or_default();
                    form.errors.refuse(&at, code_of(&refusal), Vec::new());
                }
            }
            form
        }
        Err(refusal) => {
            let mut form = Form::default();
            form.errors.refuse(&field("pictures"), refusal.code(), Vec::new());
            form
        }
    };
    let found = review::to_write(engine, user, order).await?;
    Ok(unprocessable(&write_page(&visitor, &found, Some((ordinal, form)), Form::default())))
}

fn unprocessable(shown: &WriteReview) -> Response {
    page::html_with(StatusCode::UNPROCESSABLE_ENTITY, shown)
}

fn field_of(refusal: ReviewRefusal) -> Option<&'static str> {
    match refusal {
        ReviewRefusal::Stars => Some("stars"),
        ReviewRefusal::TextTooLong => Some("text"),
        ReviewRefusal::TooManyPictures | ReviewRefusal::Picture(_) => Some("pictures"),
        _ => None,
    }
}

fn write_page(
    visitor: &Visitor,
    found: &Writing,
    mut wrong: Option<(i64, Form)>,
    rating: Form,
) -> WriteReview {
    let (reader, w, order) = (reader(visitor), visitor.words, &found.order);
    let rules = visitor.site.engine.policy(order.market, visitor.now).policy.reviews.clone();
    let can_begin = rules.may_begin(order, visitor.now).is_ok();
    let mut notes = Vec::new();
    match rules.until(order) {
        Some(until) => {
            let key = if can_begin { "review-page-until" } else { "review-page-over" };
            notes.push(w.with(key, &[("date", reader.date(until).into())]));
        }
        None if reviewable_since(order).is_some() => notes.push(w.refusal("review.not_here", &[])),
        None => notes.push(w.refusal("review.not_yet", &[])),
    }
    if order.refunded > 0 && can_begin {
        notes.push(w.say("review-page-refunded").into_owned());
    }
    let mut lines = Vec::new();
    for (line, said) in &found.lines {
        let typed = wrong.take_if(|(ordinal, _)| *ordinal == line.ordinal).map(|(_, form)| form);
        lines.push(write_line(&reader, line, said.as_ref(), (typed, can_begin)));
    }
    let given = found.rating.iter().flat_map(|rating| {
        let scores = [rating.described, rating.service, rating.delivery];
        SCORES
            .into_iter()
            .zip(scores)
            .map(|(name, stars)| (w.say(&format!("rating-{name}")).into_owned(), scores_word(&reader, stars)))
    });
    WriteReview {
        frame: visitor.frame(w.say("review-page")),
        order_id: order.id.to_string(),
        back: format!("/purchases/{}#{}", order.purchase, order.id),
        shop: found.shop.name.clone(),
        notes,
        can_begin,
        lines,
        rating,
        given: given.collect(),
        scores: scores(w),
        pictures_most: PICTURES_MAX as i64,
    }
}

fn scores_word(reader: &Reader, stars: i64) -> String {
    let word = reader.words.say(&format!("review-star-{stars}"));
    reader.words.with("review-score", &[("stars", stars.into()), ("word", word.into())])
}

fn write_line(
    reader: &Reader,
    line: &domain::order::OrderLine,
    said: Option<&Kept>,
    (typed, can_begin): (Option<Form>, bool),
) -> WriteLine {
    let w = reader.words;
    let may_edit =
        |review: &Review| review.state != ReviewState::Removed && reader.now <= review.editable_until();
    let until = |review: &Review| match may_edit(review) {
        true => w.with("review-editable", &[("date", reader.date(review.editable_until()).into())]),
        false => w.say("review-fixed").into_owned(),
    };
    let review = said.map(|said| &said.review);
    let ready = |row: &domain::picture::AttachedPicture| {
        let alt = w.with("review-picture", &[("number", (row.ordinal + 1).into())]);
        (row.state == PictureState::Ready).then(|| picture(&row.name, "", 0, &alt))
    };
    let pictures = said.iter().flat_map(|said| &said.pictures);
    WriteLine {
        ordinal: line.ordinal,
        title: line.title.clone(),
        options: line.options.clone(),
        picture: picture(&line.picture, &line.drawing, line.hue, ""),
        form: typed.unwrap_or_else(|| review.map(filled).unwrap_or_default()),
        state: review.map(|it| w.say(state_of(it.state).0).into_owned()).unwrap_or_default(),
        tone: review.map_or("", |it| state_of(it.state).1),
        until: review.map(until).unwrap_or_default(),
        can_write: review.map_or(can_begin, may_edit),
        is_new: review.is_none(),
        pictures: pictures
            .filter(|row| row.state != PictureState::Failed)
            .map(|row| (row.ordinal, ready(row)))
            .collect(),
        ruling: review.map(|it| it.ruling.clone()).unwrap_or_default(),
    }
}

fn filled(review: &Review) -> Form {
    let at = review.ordinal;
    let values = [
        (format!("stars.{at}"), review.stars.to_string()),
        (format!("title.{at}"), review.title.clone()),
        (format!("text.{at}"), review.text.clone()),
    ];
    Form::filled(values.iter().map(|(name, value)| (name.as_str(), value.clone())))
}

async fn list(
    public: Public,
    Path((_, product)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let visitor = &public.stranger;
    let (engine, market, now) = (&visitor.site.engine, &visitor.market, visitor.now);
    let reader = reader(visitor);
    let (product, stars) = (id::<ProductId>(&product)?, asked.stars.parse().unwrap_or(0_i64).clamp(0, 5));
    let (with_pictures, before) = (asked.pictures == "1", asked.before.parse::<ReviewId>().ok());
    let found = listing::product(engine, market.id, product, now).await?;
    let subject = (market.id, product, found.shop.id);
    let wanted = ((stars, with_pictures), (before, review::PAGE));
    let said = review::of_product(engine, subject, wanted.0, wanted.1, now).await?;
    let title = reader.say(&found.product.title);
    let href = product_href(product, found.product.title.say(&market.language));
    let path = format!("{href}/reviews");
    let w = visitor.words;
    let heading = w.with("review-of", &[("product", (&title.text).into())]);
    let rules = engine.policy(market.id, now).policy.reviews.clone();
    let here = address(&path, stars, with_pictures, None);
    let page = ListReviews {
        frame: public_frame(visitor, &heading, &path, &heading),
        rows: said.reviews.iter().map(|kept| Shown::new(&reader, kept, &found.shop.name)).collect(),
        filters: filters(w, &path, stars, with_pictures),
        pager: Pager::neighbours(
            before.map(|_| here.clone()),
            said.next.map(|last| address(&path, stars, with_pictures, Some(last))),
        ),
        reviews: Summary {
            newest: Vec::new(),
            bars: bars(w, &said.rating, &path),
            ..Summary::new(&reader, &said, &found.shop.name, &path, rules.on)
        },
        product: title.text,
        product_href: href,
        reasons: reasons(w),
    };
    let own = address(&path, stars, with_pictures, before);
    let subjects = [Subject::Product(product), Subject::Shop(found.shop.id), Subject::Goods(found.shop.id)];
    Ok(public.show_until(&page, (&[own], &subjects), crate::visit::tomorrow(now)))
}

/// The one address of a page of the list.
fn address(path: &str, stars: i64, with_pictures: bool, before: Option<ReviewId>) -> String {
    let mut query = Vec::new();
    if stars > 0 {
        query.push(format!("stars={stars}"));
    }
    if with_pictures {
        query.push("pictures=1".to_owned());
    }
    query.extend(before.map(|id| format!("before={id}")));
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}

fn filters(w: web::Words, path: &str, stars: i64, with_pictures: bool) -> Vec<Link> {
    let link = |label: String, at: (i64, bool)| {
        let link = Link::new(label, address(path, at.0, at.1, None));
        if at == (stars, with_pictures) { link.here() } else { link }
    };
    let all = link(w.say("review-filter-all").into_owned(), (0, false));
    let pictured = link(w.say("review-filter-pictures").into_owned(), (0, true));
    let by_stars =
        (1..=5).rev().map(|at| link(w.with("review-filter-stars", &[("stars", at.into())]), (at, false)));
    [all, pictured].into_iter().chain(by_stars).collect()
}

async fn report(visitor: Visitor, Path(text): Path<String>, data: FormData) -> Answer {
    let review = id::<ReviewId>(&text)?;
    let engine = &visitor.site.engine;
    let product = review::product_of(engine, review).await?;
    let path = format!("{}/reviews", product_href(product.id, product.title.say(visitor.language())));
    let Some(account) = visitor.account() else { return to_sign_in(&path) };
    let reason = data.first("reason").parse::<ReviewReason>().map_err(|_| Failure::NotFound)?;
    let words: String = data.first("text").chars().take(RULING_LETTERS_MAX).collect();
    review::report(engine, account.id, review, (reason, words), visitor.now).await?;
    go(&format!("{path}?done=review-reported"))
}

async fn how(public: Public) -> Answer {
    let visitor = &public.stranger;
    let rules = visitor.site.engine.policy(visitor.market.id, visitor.now).policy.reviews.clone();
    let title = visitor.words.say("review-how");
    let page = HowReviews::new(public_frame(visitor, &title, "/reviews", &title), &rules);
    Ok(public.show(&page, &["/reviews".to_owned()], &[]))
}
