//! Small marks that stand within a line: icons and stars. In templates: `{{ web::icon("cart") }}`.

use std::fmt;

use askama::FastWritable;
use askama::filters::HtmlSafe;

use crate::{Given, Words, assets};

/// An icon beside a word that says the same; hidden from readers who listen.
pub fn icon(name: &str) -> Icon<'_> {
    debug_assert!(assets::ICONS.contains(&format!("\"i-{name}\"")), "no icon is called {name:?}");
    Icon(name)
}

/// A rating out of five, in tenths; none says so in words.
pub fn stars(tenths: impl Given<i64>, words: impl Given<Words>) -> Stars {
    Stars { tenths: tenths.given().clamp(0, 50), words: words.given() }
}

#[derive(Debug, Clone, Copy)]
pub struct Icon<'a>(&'a str);

#[derive(Debug, Clone, Copy)]
pub struct Stars {
    tenths: i64,
    words: Words,
}

impl fmt::Display for Icon<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            r##"<svg class="i" aria-hidden="true"><use href="{}#i-{}"/></svg>"##,
            assets::icons(),
            self.0
        )
    }
}

impl fmt::Display for Stars {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.tenths == 0 {
            return write!(f, r#"<span class="soft">{}</span>"#, self.words.say("web-stars-none"));
        }
        let label = self.words.with("web-stars", &[("stars", self.words.tenths(self.tenths).into())]);
        write!(f, r#"<span class="stars n{}" role="img" aria-label="{label}"></span>"#, self.tenths)
    }
}

// The names are ours and the label is a sentence of ours around a number: neither carries what a stranger wrote.
impl HtmlSafe for Icon<'_> {}
impl HtmlSafe for Stars {}

impl FastWritable for Icon<'_> {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(write!(dest, "{self}")?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unrated_thing_says_so_instead_of_showing_no_stars() {
        assert_eq!(stars(0, Words::default()).to_string(), r#"<span class="soft">not rated yet</span>"#);
        assert!(
            stars(49, Words::default())
                .to_string()
                .contains(r#"class="stars n49" role="img" aria-label="4.9 of 5 stars""#)
        );
    }
}
