//! One review with its reports, and the form that decides about it.

use askama::Template;
use domain::Code;
use domain::product::PictureState;
use domain::review::{Review, ReviewReason, ReviewState};
use engine::review::OperatorReview;
use web::{Choice, Crumb, Desk, Form, Frame, Picture, Words};

use crate::mark::Mark;
use crate::place::Place;

#[derive(Debug, Template)]
#[template(path = "review/show.html")]
pub(crate) struct ShowReview {
    frame: Frame,
    desk: Desk,
    crumbs: Vec<Crumb>,
    id: String,
    mark: Mark,
    /// In tenths.
    stars: i64,
    title: String,
    text: String,
    pictures: Vec<Picture>,
    answer: String,
    facts: Vec<(String, String)>,
    order: String,
    /// Reasons, words and days of the reports.
    reports: Vec<(String, String, String)>,
    /// Why it was taken down, where it was.
    ruling: String,
    is_removed: bool,
    action: String,
    reasons: Vec<Choice>,
    form: Form,
}

fn mark(words: Words, review: &Review) -> Mark {
    let (tone, icon, key) = match review.state {
        ReviewState::Removed => ("bad", "bad", "operator-reviews-removed"),
        ReviewState::Waiting => ("warn", "alert", "operator-reviews-waiting"),
        ReviewState::Published if review.reports > 0 => ("warn", "alert", "operator-reviews-reported"),
        ReviewState::Published => ("good", "check", "operator-reviews-published"),
    };
    Mark::new(tone, icon, words.say(key))
}

fn reasons(words: Words) -> Vec<Choice> {
    let label = |reason: &ReviewReason| words.say(&format!("review-reason-{}", reason.code()));
    let all = ReviewReason::ALL.iter().map(|reason| Choice::new(reason.code(), label(reason)));
    [Choice::new("", words.say("web-choose"))].into_iter().chain(all).collect()
}

impl ShowReview {
    pub(super) fn new(frame: Frame, place: &Place, found: &OperatorReview, form: Form) -> Self {
        let (words, review) = (place.words, &found.said.review);
        let say = |key: &str| words.say(key).into_owned();
        let day = |at: i64| words.date(at, place.offset_minutes);
        let photo = |row: &&domain::picture::AttachedPicture| row.state == PictureState::Ready;
        let report = |report: &domain::review::ReviewReport| {
            let reason = say(&format!("review-reason-{}", report.reason.code()));
            (reason, report.text.clone(), day(report.at))
        };
        let ruling = match review.state {
            ReviewState::Removed => {
                format!("{}: {}", say(&format!("review-reason-{}", review.reason)), review.ruling)
            }
            _ => String::new(),
        };
        Self {
            desk: place.desk(),
            crumbs: vec![Crumb { label: place.title(), href: place.to("/operator/reviews") }],
            id: review.id.to_string(),
            mark: mark(words, review),
            stars: review.stars * 10,
            title: review.title.clone(),
            text: review.text.clone(),
            pictures: found
                .said
                .pictures
                .iter()
                .filter(photo)
                .map(|row| Picture::photo(format!("/pictures/{}", row.name), say("operator-review")))
                .collect(),
            answer: review.answer.clone(),
            facts: vec![
                (say("operator-review-product"), found.title.clone()),
                (say("operator-shop"), found.shop.name.clone()),
                (
                    say("operator-review-date"),
                    words.with(
                        "review-by",
                        &[("author", (&review.author).into()), ("date", day(review.posted_at).into())],
                    ),
                ),
            ],
            order: place.to(&format!("/operator/orders/{}", review.order_id)),
            reports: found.reports.iter().map(report).collect(),
            ruling,
            is_removed: review.state == ReviewState::Removed,
            action: place.to(&format!("/operator/reviews/{}/judgement", review.id)),
            reasons: reasons(words),
            form,
            frame: frame.titled(say("operator-review")),
        }
    }
}
