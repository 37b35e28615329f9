//! What a buyer says once the goods are there: of each thing, and of the shop. Who may say it and until when, how a market
//! moderates, what a seller answers. Never looks at whether somebody is pleased.

pub mod rating;

use crate::order::{Order, OrderState};
use crate::{DAY, MarketId, Micros, OrderId, ProductId, ReviewId, SellerId, ShopId, UserId};

pub use rating::{Rating, Record};

pub const STARS_MAX: i64 = 5;
pub const TITLE_LETTERS_MAX: usize = 100;
pub const TEXT_LETTERS_MAX: usize = 4_000;
pub const ANSWER_LETTERS_MAX: usize = 2_000;
pub const RULING_LETTERS_MAX: usize = 1_000;
pub const PICTURES_MAX: usize = 4;
/// How long who wrote a review may change it.
pub const EDIT_DAYS: i64 = 30;
/// Letters of the name that is shown.
const AUTHOR_LETTERS_MAX: usize = 40;

codes! {
    pub enum ReviewState {
        /// An operator looks at it before anybody else does.
        Waiting = "waiting",
        Published = "published",
        /// Taken down, for a reason of the list.
        Removed = "removed",
    }
}

codes! {
    /// Why a review is reported or taken down. That somebody is not pleased is no reason.
    pub enum ReviewReason {
        Insult = "insult",
        PersonalData = "personal_data",
        Advertising = "advertising",
        OffTopic = "off_topic",
        Fake = "fake",
        Unlawful = "unlawful",
    }
}

codes! {
    /// When an operator looks at a review.
    pub enum Moderation { After = "after", Before = "before" }
}

/// Whether a market has reviews, and how.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reviews {
    pub on: bool,
    /// How long after completion a buyer may write the first word.
    pub days: i64,
    pub moderation: Moderation,
}

impl Default for Reviews {
    fn default() -> Self {
        Self { on: true, days: 60, moderation: Moderation::After }
    }
}

/// One buyer's word on one line of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    pub id: ReviewId,
    pub order_id: OrderId,
    pub ordinal: i64,
    pub product: ProductId,
    pub shop: ShopId,
    pub seller: SellerId,
    pub market: MarketId,
    pub user_id: UserId,
    /// The name that is shown: never the whole one.
    pub author: String,
    pub language: String,
    pub stars: i64,
    pub title: String,
    pub text: String,
    /// Pictures that are ready to be shown.
    pub pictures: i64,
    pub state: ReviewState,
    /// Code of the reason for which it was taken down; empty otherwise.
    pub reason: String,
    /// The operator's words on it.
    pub ruling: String,
    pub answer: String,
    pub answered_at: Option<Micros>,
    /// People who reported it since somebody last looked.
    pub reports: i64,
    pub posted_at: Micros,
    pub edited_at: Option<Micros>,
    pub judged_at: Option<Micros>,
    pub version: i64,
}

/// Somebody says that a review should not stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewReport {
    pub review: ReviewId,
    pub user_id: UserId,
    pub reason: ReviewReason,
    pub text: String,
    pub at: Micros,
}

/// What a buyer wrote, cleaned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub stars: i64,
    pub title: String,
    pub text: String,
}

/// Why something about a review can't be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReviewRefusal {
    #[error("review.not_here")]
    NotHere,
    #[error("review.not_yet")]
    NotYet,
    #[error("review.too_late")]
    TooLate,
    #[error("review.edit_too_late")]
    EditTooLate,
    #[error("review.own_shop")]
    OwnShop,
    #[error("review.removed")]
    Removed,
    #[error("review.stars")]
    Stars,
    #[error("review.text_too_long")]
    TextTooLong,
    #[error("review.too_many_pictures")]
    TooManyPictures,
    /// The code of the picture's own refusal.
    #[error("{0}")]
    Picture(&'static str),
    #[error("review.rated_already")]
    RatedAlready,
    #[error("review.answer_missing")]
    AnswerMissing,
    #[error("review.reported_already")]
    ReportedAlready,
    #[error("review.ruling_missing")]
    RulingMissing,
}

/// Since when the buyer of an order has been able to judge it: the goods were there, whatever became of the money. Absent
/// where they never came.
pub fn reviewable_since(order: &Order) -> Option<Micros> {
    let came_back = order.state == OrderState::Refunded && order.delivered_at.is_some();
    order.completed_at.or(order.closed_at.filter(|_| came_back))
}

impl Reviews {
    /// Until when the first word about an order may be written.
    pub fn until(&self, order: &Order) -> Option<Micros> {
        reviewable_since(order).filter(|_| self.on).map(|since| since + self.days * DAY)
    }

    pub fn may_begin(&self, order: &Order, now: Micros) -> Result<(), ReviewRefusal> {
        match self.until(order) {
            _ if !self.on => Err(ReviewRefusal::NotHere),
            None => Err(ReviewRefusal::NotYet),
            Some(until) if now > until => Err(ReviewRefusal::TooLate),
            Some(_) => Ok(()),
        }
    }

    /// How a word begins that nobody has looked at yet.
    pub fn first_state(&self) -> ReviewState {
        match self.moderation {
            Moderation::After => ReviewState::Published,
            Moderation::Before => ReviewState::Waiting,
        }
    }
}

impl Said {
    /// Plain text within limits: no control characters, no blank deserts.
    pub fn new(stars: i64, title: &str, text: &str) -> Result<Self, ReviewRefusal> {
        if !(1..=STARS_MAX).contains(&stars) {
            return Err(ReviewRefusal::Stars);
        }
        let title = clean(&title.replace(['\r', '\n'], " "), TITLE_LETTERS_MAX)?;
        Ok(Self { stars, title, text: clean(text, TEXT_LETTERS_MAX)? })
    }
}

/// A stranger's text as it is kept: lines and letters, nothing that steers a terminal or pushes a page apart.
pub fn clean(text: &str, letters_max: usize) -> Result<String, ReviewRefusal> {
    let mut kept = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.replace("\r\n", "\n").replace('\r', "\n").lines() {
        let line: String = line.chars().filter(|c| !steers(*c)).collect();
        let line = line.trim_end();
        blank = if line.is_empty() { blank + 1 } else { 0 };
        if blank < 2 {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    let kept = kept.trim();
    if kept.chars().count() > letters_max {
        return Err(ReviewRefusal::TextTooLong);
    }
    Ok(kept.to_owned())
}

/// Control characters, and those that turn the direction of what follows.
fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The name under which somebody writes: the first name and an initial; of a Chinese name the family name alone.
pub fn shown_name(whole: &str) -> String {
    let whole: String = whole.chars().filter(|c| !steers(*c)).take(AUTHOR_LETTERS_MAX).collect();
    let mut words = whole.split_whitespace();
    let Some(first) = words.next() else { return String::new() };
    if first.chars().all(|c| matches!(c, '\u{3400}'..='\u{9fff}')) {
        return first.chars().take(1).chain("＊＊".chars()).collect();
    }
    let last = words.next_back().and_then(|last| last.chars().next());
    last.map_or_else(|| first.to_owned(), |initial| format!("{first} {initial}."))
}

impl Review {
    /// Until when who wrote it may change it.
    pub fn editable_until(&self) -> Micros {
        self.posted_at + EDIT_DAYS * DAY
    }

    /// Other words, by who wrote it. Where a market looks first, it looks again.
    pub fn edit(&mut self, said: Said, reviews: &Reviews, now: Micros) -> Result<(), ReviewRefusal> {
        if self.state == ReviewState::Removed {
            return Err(ReviewRefusal::Removed);
        }
        if now > self.editable_until() {
            return Err(ReviewRefusal::EditTooLate);
        }
        (self.stars, self.title, self.text) = (said.stars, said.title, said.text);
        (self.state, self.edited_at) = (reviews.first_state(), Some(now));
        Ok(())
    }

    /// The seller's answer; a second one takes the place of the first.
    pub fn answer(&mut self, text: &str, now: Micros) -> Result<(), ReviewRefusal> {
        let text = clean(text, ANSWER_LETTERS_MAX)?;
        match self.state {
            ReviewState::Removed => Err(ReviewRefusal::Removed),
            _ if text.is_empty() => Err(ReviewRefusal::AnswerMissing),
            _ => {
                (self.answer, self.answered_at) = (text, Some(now));
                Ok(())
            }
        }
    }

    /// Takes it down. The words tell who wrote it what was wrong (Regulation 2022/2065 art. 17).
    pub fn remove(&mut self, reason: ReviewReason, ruling: &str, now: Micros) -> Result<(), ReviewRefusal> {
        if self.state == ReviewState::Removed {
            return Err(ReviewRefusal::Removed);
        }
        let ruling = clean(ruling, RULING_LETTERS_MAX)?;
        if ruling.is_empty() {
            return Err(ReviewRefusal::RulingMissing);
        }
        self.judge(ReviewState::Removed, now);
        (self.reason, self.ruling) = (crate::Code::code(reason).to_owned(), ruling);
        Ok(())
    }

    /// It stands, or stands again: after an appeal too.
    pub fn keep(&mut self, now: Micros) {
        self.judge(ReviewState::Published, now);
        self.reason.clear();
        self.ruling.clear();
    }

    fn judge(&mut self, state: ReviewState, now: Micros) {
        (self.state, self.reports, self.judged_at) = (state, 0, Some(now));
    }
}

#[cfg(test)]
#[path = "review/tests.rs"]
mod tests;
