//! The languages that pages exist in, and which one a reader gets. Never guesses from an address or a name.

use axum::http::{HeaderMap, Uri, header};

/// The name of the query field that asks for a language: search engines know a page in each by it.
const FIELD: &str = "lang";
/// Digits of a quality value with their thousandths: more make no sense.
const WEIGHT_DIGITS_MAX: usize = 8;
/// More ranges than any browser sends; the rest of a longer list is not read.
const RANGES_MAX: usize = 20;

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Lang {
    #[default]
    En,
    Fr,
    Zh,
}

impl Lang {
    pub const ALL: [Self; 3] = [Self::En, Self::Fr, Self::Zh];

    /// What `<html lang>`, the cookie and the address of the language menu carry.
    pub fn html(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
            Self::Zh => "zh",
        }
    }

    /// The full tag, which tells the script.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
            Self::Zh => "zh-Hans",
        }
    }

    /// The language's own name.
    pub fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Fr => "Français",
            Self::Zh => "简体中文",
        }
    }

    /// Reads a tag by its first part: `fr-CA` is French, `zh-TW` the Chinese we have.
    pub fn parse(tag: &str) -> Option<Self> {
        let first = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|lang| lang.html().eq_ignore_ascii_case(first))
    }

    /// The language that an address asks for: `/shops?lang=fr`.
    pub fn asked(uri: &Uri) -> Option<Self> {
        let query = uri.query()?;
        let (_, tag) = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == FIELD)?;
        Self::parse(&tag)
    }

    /// The same address, asking for this language.
    pub fn address(self, address: &str) -> String {
        let joint = if address.contains('?') { '&' } else { '?' };
        format!("{address}{joint}{FIELD}={}", self.html())
    }

    /// The path and query without asking for a language; other fields stay as they are written.
    pub fn unasked(uri: &Uri) -> String {
        let asks = |field: &&str| field.split('=').next() == Some(FIELD);
        let kept: Vec<&str> =
            uri.query().into_iter().flat_map(|query| query.split('&')).filter(|field| !asks(field)).collect();
        if kept.is_empty() { uri.path().to_owned() } else { format!("{}?{}", uri.path(), kept.join("&")) }
    }

    /// The reader's choice (cookie), else what the browser asks for, else the market's first language.
    pub fn negotiate(cookie: Option<&str>, headers: &HeaderMap, default: Self) -> Self {
        let asked =
            || headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).and_then(best);
        cookie.and_then(Self::parse).or_else(asked).unwrap_or(default)
    }
}

/// The known language with the highest weight; the first one wins a tie.
fn best(accept: &str) -> Option<Lang> {
    let mut best: Option<(u32, Lang)> = None;
    for range in accept.split(',').take(RANGES_MAX) {
        let (tag, weight) = range.split_once(";q=").unwrap_or((range, "1"));
        let Some(lang) = Lang::parse(tag) else { continue };
        let weight = per_mille(weight.trim());
        if weight > best.map_or(0, |(highest, _)| highest) {
            best = Some((weight, lang));
        }
    }
    best.map(|(_, lang)| lang)
}

/// A quality value (`0.8`) in thousandths; what is not one counts as nothing.
fn per_mille(weight: &str) -> u32 {
    let (whole, part) = weight.split_once('.').unwrap_or((weight, ""));
    if part.len() > 3 {
        return 0;
    }
    let digits = whole.bytes().chain(part.bytes()).chain(std::iter::repeat_n(b'0', 3 - part.len()));
    let value = digits.take(WEIGHT_DIGITS_MAX).try_fold(0, |value: u32, digit| {
        digit.is_ascii_digit().then(|| value * 10 + u32::from(digit - b'0'))
    });
    value.map_or(0, |value| value.min(1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_can_ask_for_a_language_and_be_freed_of_it() {
        for (address, asked, unasked) in [
            ("/shops?lang=fr", Some(Lang::Fr), "/shops"),
            ("/search?q=a%26b&lang=zh-CN&page=2", Some(Lang::Zh), "/search?q=a%26b&page=2"),
            ("/search?q=lang", None, "/search?q=lang"),
            ("/?lang=de", None, "/"),
            ("/?language=fr", None, "/?language=fr"),
        ] {
            let uri: Uri = address.parse().unwrap();
            assert_eq!((Lang::asked(&uri), Lang::unasked(&uri).as_str()), (asked, unasked), "{address}");
        }
        assert_eq!(Lang::Fr.address("/shops"), "/shops?lang=fr");
        assert_eq!(Lang::Zh.address("/shops?page=2"), "/shops?page=2&lang=zh");
    }

    #[test]
    fn the_reader_chooses_then_the_browser_then_the_market() {
        let table: &[(Option<&str>, &str, Lang)] = &[
            (Some("fr"), "zh", Lang::Fr),
            (Some("xx"), "zh-CN,zh;q=0.9", Lang::Zh),
            (None, "de, fr;q=0.7, en;q=0.8", Lang::En),
            (None, "de, fr-CA;q=0.7", Lang::Fr),
            (None, "fr;q=0, en;q=0.001", Lang::En),
            (None, "de", Lang::Zh),
            (None, ";;q=,", Lang::Zh),
        ];
        for (cookie, accept, expected) in table {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, accept.parse().unwrap());
            assert_eq!(Lang::negotiate(*cookie, &headers, Lang::Zh), *expected, "{cookie:?} {accept}");
        }
    }
}
