//! What buyers say: beside a product, on a page of its own, of a shop; the page on which they write it, and the page that
//! says how reviews come about. Shows what may be done; the engine decides it.

pub mod handlers;
mod how;
mod list;
pub mod shown;
mod write;

pub use how::HowReviews;
pub use list::ListReviews;
pub use shown::{Scores, Shown, Summary};
pub use write::{WriteLine, WriteReview};

use domain::Code;
use domain::review::{ReviewReason, STARS_MAX};
use web::{Choice, Words};

/// One to five stars, with their words.
pub fn scores(words: Words) -> Vec<Choice> {
    let label = |stars: i64| {
        let word = words.say(&format!("review-star-{stars}"));
        words.with("review-score", &[("stars", stars.into()), ("word", word.into())])
    };
    (1..=STARS_MAX).map(|stars| Choice::new(stars.to_string(), label(stars))).collect()
}

/// Why a review may be reported or taken down.
pub fn reasons(words: Words) -> Vec<Choice> {
    let label = |reason: &ReviewReason| words.say(&format!("review-reason-{}", reason.code()));
    ReviewReason::ALL.iter().map(|reason| Choice::new(reason.code(), label(reason))).collect()
}
