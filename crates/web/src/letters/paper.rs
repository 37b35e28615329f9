//! A letter's paragraphs set as plain text and as HTML.

use std::fmt::Write;

use askama::Template;

use engine::mail::Reader;

use crate::Words;

/// A letter before it's set.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    pub subject: String,
    /// What a list of mails shows behind the subject.
    pub preview: String,
    pub heading: String,
    pub blocks: Vec<Block>,
    /// Why the reader gets the letter.
    pub why: String,
}

#[derive(Debug, Clone)]
pub(super) enum Block {
    Text(String),
    /// Names and values.
    Facts(Vec<(String, String)>),
    /// What is to be done: a heading, and one line each.
    List(String, Vec<String>),
    /// Goods of one shop: a heading, and title, note and amount of each line.
    Lines(String, Vec<(String, String, String)>),
    /// A calculation; its last line is the total.
    Sum(Vec<(String, String)>),
    /// What a person wrote: who, and the words.
    Quote(String, String),
    /// What to do next: the words and the address.
    Button(String, String),
    Small(String),
}

#[derive(Template)]
#[template(path = "letters/letter.html")]
struct Html<'a> {
    sheet: &'a Sheet,
    reader: &'a Reader,
    words: Words,
}

pub(super) fn html(sheet: &Sheet, reader: &Reader, words: Words) -> askama::Result<String> {
    Html { sheet, reader, words }.render()
}

/// Lines are not wrapped: mail programs do it to their width.
pub(super) fn text(sheet: &Sheet, reader: &Reader) -> String {
    let mut out = format!("{}\n", sheet.heading);
    for block in &sheet.blocks {
        out.push('\n');
        set(&mut out, block).expect("writing into a string does not fail");
    }
    // Two dashes and a space begin a signature (RFC 3676, 4.3).
    out + &format!("\n-- \n{}\n{}\n{}\n", reader.market_name, sheet.why, reader.host_url)
}

fn set(out: &mut String, block: &Block) -> std::fmt::Result {
    match block {
        Block::Text(text) | Block::Small(text) => writeln!(out, "{text}"),
        Block::Facts(pairs) | Block::Sum(pairs) => {
            pairs.iter().try_for_each(|(name, value)| writeln!(out, "{name}: {value}"))
        }
        Block::List(heading, lines) => {
            writeln!(out, "{heading}")?;
            lines.iter().try_for_each(|line| writeln!(out, "* {line}"))
        }
        Block::Lines(heading, rows) => {
            writeln!(out, "{heading}")?;
            rows.iter().try_for_each(|(title, note, amount)| {
                let note = if note.is_empty() { String::new() } else { format!(" ({note})") };
                writeln!(out, "* {title}{note}: {amount}")
            })
        }
        Block::Quote(who, words) => {
            writeln!(out, "{who}")?;
            words.lines().try_for_each(|line| writeln!(out, "> {line}"))
        }
        Block::Button(label, href) => writeln!(out, "{label}:\n{href}"),
    }
}
