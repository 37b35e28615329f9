//! The letters that a demo would have sent: there is no mail server on a laptop. Served only where letters go to a folder.

pub mod handlers;

use askama::Template;
use web::Frame;
#[cfg(test)]
use web::{Page, Words};

#[derive(Debug, Template)]
#[template(path = "mail_box/list.html")]
pub struct MailBox {
    pub frame: Frame,
    pub letters: Vec<Head>,
}

/// One letter in the list.
#[derive(Debug, Clone)]
pub struct Head {
    pub href: String,
    pub to: String,
    pub subject: String,
    pub at: String,
}

#[derive(Debug, Template)]
#[template(path = "mail_box/show.html")]
pub struct ShowLetter {
    pub frame: Frame,
    pub subject: String,
    pub facts: Vec<(String, String)>,
    /// The text with its addresses as links: (text, is a link).
    pub pieces: Vec<(String, bool)>,
}

/// A text cut at its web addresses.
pub fn pieces(text: &str) -> Vec<(String, bool)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(at) = [rest.find("http://"), rest.find("https://")].into_iter().flatten().min() {
        let (before, from) = rest.split_at(at);
        let end = from
            .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | ')'))
            .unwrap_or(from.len());
        let (link, after) = from.split_at(end);
        pieces.push((before.to_owned(), false));
        pieces.push((link.to_owned(), true));
        rest = after;
    }
    pieces.push((rest.to_owned(), false));
    pieces
}

#[cfg(test)]
impl Page for MailBox {
    fn samples(words: Words) -> Vec<Self> {
        let head = Head {
            href: "/dev/mail/1".to_owned(),
            to: "marta@example.org".to_owned(),
            subject: "Your purchase pur_1 · 谢谢".to_owned(),
            at: "22 Nov, 18:02".to_owned(),
        };
        let page = |letters| Self { frame: Frame::sample(words), letters };
        vec![page(vec![head]), page(Vec::new())]
    }
}

#[cfg(test)]
impl Page for ShowLetter {
    fn samples(words: Words) -> Vec<Self> {
        vec![Self {
            frame: Frame::sample(words),
            subject: "Choose a new password".to_owned(),
            facts: vec![(words.say("mail-box-to").into_owned(), "marta@example.org".to_owned())],
            pieces: pieces("Dear Marta,\n\nhttps://mall.example.org/password/new?token=x\n"),
        }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_render() {
        web::page::render_all::<MailBox>();
        web::page::render_all::<ShowLetter>();
    }

    #[test]
    fn addresses_in_a_letter_become_links_and_nothing_else_does() {
        let found = pieces("Go to https://a.example/x?y=1 now, or <http://b.example>.");
        let links: Vec<_> = found.iter().filter(|(_, link)| *link).map(|(text, _)| text.as_str()).collect();
        assert_eq!(links, ["https://a.example/x?y=1", "http://b.example"]);
        assert_eq!(pieces("none"), [("none".to_owned(), false)]);
    }
}
