//! Where a buyer writes: a card for each thing of an order, and three scores for its shop.

use askama::Template;
use domain::review::ReviewState;
use web::{Choice, Form, Frame, Picture};
#[cfg(test)]
use web::{Page, Words};

#[cfg(test)]
use super::scores;
#[cfg(test)]
use crate::sample;

#[derive(Debug, Template)]
#[template(path = "review/write.html")]
pub struct WriteReview {
    pub frame: Frame,
    pub order_id: String,
    pub back: String,
    pub shop: String,
    /// Until when, that it is over, that money went back.
    pub notes: Vec<String>,
    pub can_begin: bool,
    pub lines: Vec<WriteLine>,
    pub rating: Form,
    /// Names and means, once they are given.
    pub given: Vec<(String, String)>,
    pub scores: Vec<Choice>,
    pub pictures_most: i64,
}

/// One thing and what was said of it.
#[derive(Debug, Clone)]
pub struct WriteLine {
    pub ordinal: i64,
    pub title: String,
    pub options: String,
    pub picture: Picture,
    pub form: Form,
    /// How it stands with what was written; empty of nothing.
    pub state: String,
    pub tone: &'static str,
    pub until: String,
    pub can_write: bool,
    pub is_new: bool,
    /// Place, picture; one that is not ready yet has none.
    pub pictures: Vec<(i64, Option<Picture>)>,
    /// The operator's words on it.
    pub ruling: String,
}

impl WriteLine {
    /// A field of this line's form.
    fn name(&self, field: &str) -> String {
        format!("{field}.{}", self.ordinal)
    }
}

/// Key and tone of how a review stands.
pub fn state_of(state: ReviewState) -> (&'static str, &'static str) {
    match state {
        ReviewState::Waiting => ("review-state-waiting", "info"),
        ReviewState::Published => ("review-state-published", "good"),
        ReviewState::Removed => ("review-state-removed", "bad"),
    }
}

#[cfg(test)]
impl Page for WriteReview {
    fn samples(words: Words) -> Vec<Self> {
        let line = |ordinal: i64, title: &str, form: Form, state: Option<ReviewState>| WriteLine {
            ordinal,
            title: title.to_owned(),
            options: "Slate".to_owned(),
            picture: sample::tile(usize::try_from(ordinal).unwrap_or_default()),
            form,
            state: state.map(|state| words.say(state_of(state).0).into_owned()).unwrap_or_default(),
            tone: state.map_or("", |state| state_of(state).1),
            until: words.with("review-editable", &[("date", "22 December 2026".into())]),
            can_write: state != Some(ReviewState::Removed),
            is_new: state.is_none(),
            pictures: if state.is_some() { vec![(0, Some(sample::tile(2))), (1, None)] } else { Vec::new() },
            ruling: if state == Some(ReviewState::Removed) {
                "It names a neighbour.".to_owned()
            } else {
                String::new()
            },
        };
        let mut wrong = Form::filled([("text.2", "<b>碎了</b>".to_owned())]);
        wrong.errors.refuse("stars.2", "review.stars", Vec::new());
        let written = Form::filled([("stars.1", "4".to_owned()), ("title.1", "Fine".to_owned())]);
        let page = |lines: Vec<WriteLine>, given: Vec<(String, String)>| Self {
            frame: Frame::sample(words),
            order_id: "ord_1".to_owned(),
            back: "/purchases/pur_1".to_owned(),
            shop: "Drechselwald Holzspielzeugmanufaktur".to_owned(),
            notes: vec![words.say("review-page-refunded").into_owned()],
            can_begin: true,
            lines,
            rating: Form::default(),
            given,
            scores: scores(words),
            pictures_most: 4,
        };
        let long = "Donaudampfschifffahrtsgesellschaftskapitänsmützenaufbewahrungsschachtel";
        let lines = vec![
            line(0, "Stoneware pour-over set", Form::default(), None),
            line(1, long, written, Some(ReviewState::Published)),
            line(2, "景德镇手工青花瓷盖碗", wrong, None),
            line(3, "Chestnut honey", Form::default(), Some(ReviewState::Removed)),
        ];
        let given = vec![(words.say("rating-described").into_owned(), "5".to_owned())];
        vec![page(lines, Vec::new()), page(Vec::new(), given)]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::WriteReview>();
    }
}
