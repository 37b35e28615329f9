//! Who reads a page, and when: language, the market's clock and the present moment. Turns values of the trade into
//! what stands on the page. Decides nothing.

use std::borrow::Cow;
use std::fmt;

use askama::filters::HtmlSafe;
use domain::Micros;
use domain::wording::Wording;
use engine::formatting::Under;
use money::{Currency, Money};
use web::{Picture, Words};

/// The eyes for which a page is made.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    pub words: Words,
    /// Minutes east of UTC in which the market shows times.
    pub offset_minutes: i32,
    pub now: Micros,
}

/// A text of a seller, marked where it is not in the page's own language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    pub text: String,
    /// Empty where the text is in the page's language.
    pub lang: String,
}

/// A text with simple formatting. Only `Reader::form` makes it, so it is clean.
#[derive(Debug, Clone, Default)]
pub struct Formed {
    html: String,
    /// Empty where the text is in the page's language.
    lang: String,
}

impl Formed {
    pub fn is_empty(&self) -> bool {
        self.html.is_empty()
    }

    /// As a sample's page shows it.
    #[cfg(test)]
    pub fn sample(text: &str, lang: &str) -> Self {
        Self { html: engine::formatting::html(text, Under::Section), lang: lang.to_owned() }
    }
}

// Cleaned by a list of what is allowed; the language is a code of ours.
impl HtmlSafe for Formed {}

impl fmt::Display for Formed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lang = self.lang.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>();
        let marked = if lang.is_empty() { String::new() } else { format!(r#" lang="{lang}""#) };
        write!(f, r#"<div class="stack gap-s anywhere"{marked}>{}</div>"#, self.html)
    }
}

impl Reader {
    pub fn money(&self, minor: i64, currency: Currency) -> String {
        self.words.money(Money::new(minor, currency))
    }

    pub fn day(&self, at: Micros) -> String {
        self.words.day(at, self.offset_minutes)
    }

    pub fn day_time(&self, at: Micros) -> String {
        self.words.day_time(at, self.offset_minutes)
    }

    pub fn date(&self, at: Micros) -> String {
        self.words.date(at, self.offset_minutes)
    }

    pub fn date_time(&self, at: Micros) -> String {
        self.words.date_time(at, self.offset_minutes)
    }

    /// `26 Nov – 28 Nov`, or one day where both are the same.
    pub fn days(&self, from: Micros, to: Micros) -> String {
        let (from, to) = (self.day(from), self.day(to));
        if from == to { from } else { format!("{from} – {to}") }
    }

    /// The language code in which wordings are asked.
    pub fn language(&self) -> &'static str {
        self.words.lang.html()
    }

    pub fn say(&self, wording: &Wording) -> Said {
        let spoken = wording.language_of(self.language());
        let lang = if spoken == self.language() { String::new() } else { spoken.to_owned() };
        Said { text: wording.say(self.language()).to_owned(), lang }
    }

    /// As `say`, with its simple formatting.
    pub fn form(&self, wording: &Wording, under: Under) -> Formed {
        let Said { text, lang } = self.say(wording);
        Formed { html: engine::formatting::html(&text, under), lang }
    }

    /// A country's name; the code itself for one that has no name here.
    pub fn country(&self, code: &str) -> Cow<'static, str> {
        self.words.country(code)
    }

    /// `Lyon, France`.
    pub fn place(&self, city: &str, country: &str) -> String {
        let country = self.country(country);
        let text = [city, &country].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        text.join(if self.words.lang == web::Lang::Zh { "，" } else { ", " })
    }
}

/// A photograph where there is one, else the drawing.
pub fn picture(name: &str, drawing: &str, hue: i64, alt: &str) -> Picture {
    if name.is_empty() {
        let hue = u16::try_from(hue.rem_euclid(360)).expect("a remainder by 360 fits");
        return Picture::Drawing { name: drawing.to_owned(), hue };
    }
    Picture::photo(format!("/pictures/{name}"), alt)
}

impl Said {
    /// A text in the page's own language.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), lang: String::new() }
    }
}

// The text is escaped here, and the language is a code of ours.
impl HtmlSafe for Said {}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = askama::filters::escape(&self.text, askama::filters::Html);
        let text = text.map_err(|_| fmt::Error)?;
        if self.lang.is_empty() {
            return write!(f, "{text}");
        }
        let lang = self.lang.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>();
        write!(f, r#"<span lang="{lang}">{text}</span>"#)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_another_language_is_marked_and_never_becomes_markup() {
        let reader = Reader { words: Words::default(), offset_minutes: 60, now: 0 };
        let zh = Wording::in_language("zh", "茶<b>");
        assert_eq!(reader.say(&zh).to_string(), r#"<span lang="zh">茶&#60;b&#62;</span>"#);
        assert_eq!(reader.say(&Wording::in_language("en", "tea")).to_string(), "tea");
    }

    #[test]
    fn every_country_that_can_be_chosen_has_a_name_in_every_language() {
        for lang in web::Lang::ALL {
            let reader = Reader { words: Words::new(lang), offset_minutes: 60, now: 0 };
            for (code, _) in domain::address::COUNTRIES {
                assert_ne!(reader.country(code), *code, "{code} in {}", lang.html());
            }
        }
    }
}
