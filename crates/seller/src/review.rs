//! What buyers say of a shop's goods: those that wait for an answer first. A seller answers; taking a review down is for the
//! market alone.

use axum::Router;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use domain::ReviewId;
use domain::review::rating::SHOWN_FROM;
use domain::review::{ANSWER_LETTERS_MAX, Record, Review, ReviewState};
use engine::review::OfShop;
use web::actor::{SellerDesk, code_of, refused_or};
use web::{Desk, Failure, Form, FormData, Frame, Link, Pager, Picture, Words, page};

use crate::asked::{Asked, AskedQuery, around, back, moment, scope};
use crate::desk::{Room, Scope};
use crate::moment::Moment;
#[cfg(test)]
use crate::sample;

const PATH: &str = "/seller/reviews";

pub fn routes() -> Router<web::Site> {
    Router::new().route(PATH, get(list)).route("/seller/reviews/{id}/answer", post(answer))
}

/// `/seller/reviews`
#[derive(Debug, askama::Template)]
#[template(path = "review/list.html")]
pub struct ListReviews {
    pub frame: Frame,
    pub desk: Desk,
    pub scope: Scope,
    pub tabs: Vec<Link>,
    /// The shop's three scores.
    pub scores: Vec<(String, String)>,
    pub rows: Vec<Row>,
    pub pager: Pager,
    pub form: Form,
}

/// One review.
#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    pub product: String,
    /// In tenths, as stars are drawn.
    pub stars: i64,
    pub title: String,
    pub text: String,
    pub by: String,
    pub pictures: Vec<Picture>,
    pub answer: String,
    /// That it is not shown; empty where it is.
    pub state: String,
    pub can_answer: bool,
}

impl Row {
    fn new(moment: Moment, review: &Review, product: &str, pictures: Vec<Picture>) -> Self {
        let words = moment.words;
        let author = match review.author.is_empty() {
            true => words.say("review-nobody").into_owned(),
            false => review.author.clone(),
        };
        let by = [("author", author.into()), ("date", moment.day(review.posted_at).into())];
        let state = match review.state {
            ReviewState::Published => String::new(),
            ReviewState::Waiting => words.say("seller-review-waiting").into_owned(),
            ReviewState::Removed => words.say("seller-review-removed").into_owned(),
        };
        Self {
            id: review.id.to_string(),
            product: product.to_owned(),
            stars: review.stars * 10,
            title: review.title.clone(),
            text: review.text.clone(),
            by: words.with("review-by", &by),
            pictures,
            answer: review.answer.clone(),
            state,
            can_answer: review.state != ReviewState::Removed,
        }
    }

    fn field(&self) -> String {
        format!("answer.{}", self.id)
    }
}

impl ListReviews {
    fn new(
        around: (Frame, Desk, Scope),
        moment: Moment,
        found: &OfShop,
        (is_all, is_first): (bool, bool),
        form: Form,
    ) -> Self {
        let (frame, desk, scope) = around;
        let words = moment.words;
        let address = |all: bool| scope.to(if all { "/seller/reviews?state=all" } else { PATH });
        let tab = |key: &str, all: bool| {
            let link = Link::new(words.say(key), address(all));
            if all == is_all { link.here() } else { link }
        };
        let rows: Vec<Row> = found
            .rows
            .iter()
            .map(|(said, product)| {
                let picture = |row: &domain::picture::AttachedPicture| crate::picture(&row.name, "", 0);
                Row::new(moment, &said.review, product, said.pictures.iter().map(picture).collect())
            })
            .collect();
        let answers: Vec<(String, String)> =
            rows.iter().map(|row| (row.field(), row.answer.clone())).collect();
        let form = match form.is_fine() {
            true => Form::filled(answers.iter().map(|(name, text)| (name.as_str(), text.clone()))),
            false => form,
        };
        let next = found.next.map(|last| {
            scope.to(&format!("/seller/reviews?state={}&before={last}", if is_all { "all" } else { "open" }))
        });
        Self {
            frame: frame.titled(words.say("seller-menu-reviews")),
            desk,
            tabs: vec![
                tab("seller-reviews-open", false).counted(found.open),
                tab("seller-reviews-all", true),
            ],
            scores: scores(words, &found.record),
            pager: Pager::neighbours((!is_first).then(|| address(is_all)), next),
            rows,
            scope,
            form,
        }
    }
}

fn scores(words: Words, record: &Record) -> Vec<(String, String)> {
    if !record.is_shown() {
        let few = words.with("rating-few", &[("least", SHOWN_FROM.into())]);
        return vec![(words.with("rating-count", &[("count", record.count.into())]), few)];
    }
    let names = ["rating-described", "rating-service", "rating-delivery"];
    let mean = |(name, tenths): (&str, i64)| {
        let mean = words.tenths(tenths);
        (words.say(name).into_owned(), words.with("review-mean", &[("mean", mean.into())]))
    };
    names.into_iter().zip(record.means()).map(mean).collect()
}

async fn list(desk: SellerDesk, Query(asked): AskedQuery) -> Result<Response, Failure> {
    list_with(&desk, &asked, Form::default()).await
}

async fn list_with(desk: &SellerDesk, asked: &Asked, form: Form) -> Result<Response, Failure> {
    let (is_all, before) = (asked.state == "all", asked.before.parse::<ReviewId>().ok());
    let (engine, shop) = (&desk.site.engine, desk.shop.id);
    let found = engine::review::of_shop(engine, &desk.member, shop, !is_all, before).await?;
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = (is_all, before.is_none());
    let list = ListReviews::new(around(desk, Room::Reviews), moment(desk), &found, shown, form);
    Ok(page::html_with(status, &list))
}

async fn answer(desk: SellerDesk, Path(id): Path<String>, data: FormData) -> Result<Response, Failure> {
    let review: ReviewId = id.parse().map_err(|_| Failure::NotFound)?;
    let (mut form, field) = (Form::new(data), format!("answer.{review}"));
    if let Some(text) = form.required(&field, ANSWER_LETTERS_MAX) {
        let done = engine::review::answer(&desk.site.engine, &desk.member, review, text, desk.now()).await;
        match refused_or(done)? {
            Ok(()) => return Ok(back(&scope(&desk), PATH, "review-answered")),
            Err(refusal) => form.errors.refuse(&field, code_of(&refusal), Vec::new()),
        }
    }
    list_with(&desk, &Asked { state: "all".to_owned(), ..Asked::default() }, form).await
}

#[cfg(test)]
impl web::Page for ListReviews {
    fn samples(words: Words) -> Vec<Self> {
        let by = words.with("review-by", &[("author", "王＊＊".into()), ("date", "12 Nov".into())]);
        let row = |id: &str, stars: i64, state: &str, answer: &str| Row {
            id: id.to_owned(),
            product: "Donaudampfschifffahrtsgesellschaftskapitänsmützenständer".to_owned(),
            stars,
            title: "碎了".to_owned(),
            text: "One <b>corner</b>.\n\nSad.".to_owned(),
            by: by.clone(),
            pictures: vec![crate::picture("0f3a", "", 0)],
            answer: answer.to_owned(),
            state: state.to_owned(),
            can_answer: state.is_empty(),
        };
        let record = Record { count: 20, described: 91, service: 88, delivery: 79 };
        let page = |rows: Vec<Row>, form: Form, record: Record| Self {
            frame: Frame::sample(words).titled(words.say("seller-menu-reviews")),
            desk: sample::desk(words, Room::Reviews),
            scope: sample::scope(),
            tabs: vec![Link::new(words.say("seller-reviews-open"), PATH).here().counted(2)],
            scores: scores(words, &record),
            rows,
            pager: Pager::neighbours(None, Some("/seller/reviews?before=rev_1".to_owned())),
            form,
        };
        let mut wrong = Form::default();
        wrong.errors.add("answer.rev_1", "web-error-required");
        let removed = words.say("seller-review-removed");
        let rows =
            vec![row("rev_1", 20, "", ""), row("rev_2", 50, "", "Sorry."), row("rev_3", 10, &removed, "")];
        vec![page(rows, wrong, record), page(Vec::new(), Form::default(), Record::default())]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::ListReviews>();
    }
}
