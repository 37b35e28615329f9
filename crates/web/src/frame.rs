//! What the layout around a page needs to know. Sites build it for each request and embed it in their pages as `frame`.

mod drawn;
mod samples;

use crate::{Lang, Words};

/// The values of `layout.html` and `desk.html`.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    pub words: Words,
    pub market: Market,
    /// Shown in the tab before the market's name; empty on the market's own first page.
    pub title: String,
    pub description: String,
    /// The full address under which search engines shall know the page, if any.
    pub canonical: String,
    /// The same page in each language, and the one that chooses by itself: tags and addresses.
    pub alternates: Vec<(&'static str, String)>,
    /// Path and query of this request: where the language menu and signing in lead back to.
    pub path: String,
    pub languages: Vec<Lang>,
    pub categories: Vec<Link>,
    /// What stands in the search field.
    pub search: String,
    pub person: Option<Person>,
    pub cart_count: i64,
    pub notice: Option<Notice>,
    pub stands_in: Option<StandsIn>,
}

/// Whoever looks acts for a seller without being one of its people: every page of a desk says so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StandsIn {
    pub seller: String,
    pub reason: String,
    /// `15:20`
    pub until: String,
}

/// What pages show of the market. For showing only: nothing may decide by it.
#[derive(Debug, Clone, Default)]
pub struct Market {
    pub name: String,
    /// The class on `<html>`: `theme-makers`; empty for the plain look.
    pub theme: String,
    /// The legal entity that runs it.
    pub company: String,
    /// False on a boutique's own host and in the directory of markets: no categories, no way to sell.
    pub is_market_host: bool,
    pub offset_minutes: i32,
    /// Somebody has looked at every shop before it opened: only then may a page say so.
    pub checks_shops: bool,
}

/// A link in a menu, the rail or tabs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Link {
    pub label: String,
    pub href: String,
    pub current: bool,
    pub count: Option<i64>,
}

/// Who is signed in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    pub is_seller: bool,
    pub is_operator: bool,
}

/// How a message, tag or notice is meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    Good,
    #[default]
    Info,
    Warn,
    Bad,
}

/// What the last act came to, shown once above the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notice {
    pub tone: Tone,
    pub text: String,
}

/// The surroundings of a page in the seller centre or the operator console.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    /// Names the side menu: “Seller centre”.
    pub name: String,
    /// Where the brand in the bar leads.
    pub home: String,
    pub menu: Vec<Link>,
    /// The shops or markets one can switch to.
    pub switch: Vec<Link>,
    /// Where the search of the desk goes; empty where it has none.
    pub search_action: String,
    pub search_hint: String,
}

impl Frame {
    /// A frame that knows nothing but the language and the name: for failures outside any market.
    pub fn minimal(words: Words, name: &str) -> Self {
        let market = Market { name: name.to_owned(), ..Market::default() };
        Self { words, market, path: "/".to_owned(), languages: Lang::ALL.to_vec(), ..Self::default() }
    }

    /// The same frame with the page's own title.
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// Makes the page known to search engines: under `address`, which chooses the language by itself, and in each
    /// language by name. Its own address is the one that was asked for.
    pub fn public(mut self, address: &str, asked: Option<Lang>) -> Self {
        self.canonical = asked.map_or_else(|| address.to_owned(), |lang| lang.address(address));
        let named = self.languages.iter().map(|lang| (lang.html(), lang.address(address)));
        self.alternates = named.chain([("x-default", address.to_owned())]).collect();
        self
    }

    /// What the browser's tab says.
    pub fn full_title(&self) -> String {
        if self.title.is_empty() {
            self.market.name.clone()
        } else {
            format!("{} · {}", self.title, self.market.name)
        }
    }

    /// The address that changes the language and comes back.
    pub fn language_href(&self, lang: &Lang) -> String {
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("to", lang.html())
            .append_pair("back", &self.path)
            .finish();
        format!("/language?{query}")
    }

    /// Where signing in leads back to this page.
    pub fn sign_in_href(&self) -> String {
        let query = form_urlencoded::Serializer::new(String::new()).append_pair("back", &self.path).finish();
        format!("/sign-in?{query}")
    }
}

impl Link {
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into(), ..Self::default() }
    }

    /// Marked as where the reader is.
    pub fn here(self) -> Self {
        Self { current: true, ..self }
    }

    pub fn counted(self, count: i64) -> Self {
        Self { count: Some(count), ..self }
    }
}

impl Person {
    /// `CM` for Claire Morel, `李` for 李雨桐.
    pub fn initials(&self) -> String {
        let firsts = self.name.split_whitespace().filter_map(|part| part.chars().next());
        firsts.take(2).flat_map(char::to_uppercase).collect()
    }

    /// What one says to a friend; the whole name where it has no parts.
    pub fn first_name(&self) -> &str {
        self.name.split_whitespace().next().unwrap_or_default()
    }
}

impl Tone {
    /// The class of a notice or tag.
    pub fn class(&self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Info => "info",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }

    pub fn icon(&self) -> &'static str {
        match self {
            Self::Good => "check",
            Self::Info => "info",
            Self::Warn => "alert",
            Self::Bad => "bad",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_the_first_letters_of_two_names() {
        for (name, initials) in
            [("Claire Morel", "CM"), ("李雨桐", "李"), ("ada", "A"), ("", ""), ("a b c", "AB")]
        {
            assert_eq!(Person { name: name.to_owned(), ..Person::default() }.initials(), initials);
        }
    }

    #[test]
    fn a_public_page_names_itself_and_its_other_languages() {
        let frame = |asked| {
            let plain = Frame { languages: Lang::ALL.to_vec(), ..Frame::default() };
            plain.public("https://a.example/shops?page=2", asked)
        };
        assert_eq!(frame(None).canonical, "https://a.example/shops?page=2");
        assert_eq!(frame(Some(Lang::Fr)).canonical, "https://a.example/shops?page=2&lang=fr");
        let expected = [
            ("en", "https://a.example/shops?page=2&lang=en"),
            ("fr", "https://a.example/shops?page=2&lang=fr"),
            ("zh", "https://a.example/shops?page=2&lang=zh"),
            ("x-default", "https://a.example/shops?page=2"),
        ];
        let alternates = frame(Some(Lang::Zh)).alternates;
        assert_eq!(alternates, expected.map(|(tag, address)| (tag, address.to_owned())));
    }

    #[test]
    fn the_language_menu_leads_back_to_the_same_query() {
        let frame = Frame { path: "/search?q=a&b=c".to_owned(), ..Frame::default() };
        assert_eq!(frame.language_href(&Lang::Fr), "/language?to=fr&back=%2Fsearch%3Fq%3Da%26b%3Dc");
    }
}
