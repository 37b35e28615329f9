//! Letters: what a market tells people by mail, as a subject, plain text and HTML in the reader's language.
//! Both parts are made from the same paragraphs, so that neither can say less than the other. Sends nothing, and knows
//! nothing of markets, orders or the database; it's given facts.

mod compose;
mod facts;
mod paper;
pub mod samples;

use crate::Words;

pub use facts::{Facts, Goods, Letter, PlacedShop, Sender};

/// Longest subject; mail programs cut off more.
const SUBJECT_CHARS_MAX: usize = 120;

/// A letter as it's sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterText {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// Writes a letter.
///
/// # Panics
/// Never for any facts: rendering writes into memory, and the template has no filter that can fail.
pub fn write(letter: &Letter, words: Words) -> LetterText {
    let sheet = compose::sheet(letter, words);
    let subject = one_line(&sheet.subject);
    let text = paper::text(&sheet, &letter.sender, words);
    let html = paper::html(&sheet, &letter.sender, words).expect("writing into a string does not fail");
    LetterText { subject, text, html }
}

/// A subject is a header of the mail: no line break that a stranger wrote may end it.
fn one_line(subject: &str) -> String {
    let plain: String = subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SUBJECT_CHARS_MAX).collect()
}

#[cfg(test)]
#[path = "letters/tests.rs"]
mod tests;
