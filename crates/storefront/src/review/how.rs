//! How reviews come about on this market: who may write, what is checked, how scores are made (Directive 2005/29/EC art. 7(6),
//! as amended by Directive 2019/2161).

use askama::Template;
use domain::review::rating::{COUNTED_MAX, SHOWN_FROM};
use domain::review::{EDIT_DAYS, Moderation, Reviews};
use web::{Choice, Frame};
#[cfg(test)]
use web::{Page, Words};

use super::reasons;

#[derive(Debug, Template)]
#[template(path = "review/how.html")]
pub struct HowReviews {
    pub frame: Frame,
    pub is_on: bool,
    pub looks_first: bool,
    pub days: i64,
    pub edit_days: i64,
    pub counted_most: i64,
    pub shown_from: i64,
    pub reasons: Vec<Choice>,
}

impl HowReviews {
    pub fn new(frame: Frame, rules: &Reviews) -> Self {
        Self {
            is_on: rules.on,
            looks_first: rules.moderation == Moderation::Before,
            days: rules.days,
            edit_days: EDIT_DAYS,
            counted_most: COUNTED_MAX,
            shown_from: SHOWN_FROM,
            reasons: reasons(frame.words),
            frame,
        }
    }
}

#[cfg(test)]
impl Page for HowReviews {
    fn samples(words: Words) -> Vec<Self> {
        let rules = Reviews::default();
        let first = Reviews { moderation: Moderation::Before, on: false, days: 1 };
        vec![Self::new(Frame::sample(words), &rules), Self::new(Frame::sample_stranger(words), &first)]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::HowReviews>();
    }
}
