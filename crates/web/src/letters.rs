//! Letters: what a market tells people by mail, as a subject, plain text and HTML in the reader's language.
//! Both parts are made from the same paragraphs, so that neither can say less than the other. Sends nothing.

mod compose;
mod paper;
pub mod samples;

use engine::mail::{Facts, LetterText};

use crate::{Lang, Words};

/// Longest subject; mail programs cut off more.
const SUBJECT_CHARS_MAX: usize = 120;

/// Writes a letter in its reader's language: what the wiring gives to the engine.
pub fn for_reader(facts: &Facts) -> LetterText {
    write(facts, Words::new(Lang::parse(&facts.reader.language).unwrap_or_default()))
}

/// Writes a letter.
///
/// # Panics
/// Never for any facts: rendering writes into memory, and the template has no filter that can fail.
pub fn write(facts: &Facts, words: Words) -> LetterText {
    let sheet = compose::sheet(facts, words);
    let text = paper::text(&sheet, &facts.reader);
    let html = paper::html(&sheet, &facts.reader, words).expect("writing into a string does not fail");
    LetterText { subject: one_line(&sheet.subject), text, html }
}

/// A subject is a header of the mail: no line break that a stranger wrote may end it.
fn one_line(subject: &str) -> String {
    let plain: String = subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SUBJECT_CHARS_MAX).collect()
}

#[cfg(test)]
#[path = "letters/tests.rs"]
mod tests;
