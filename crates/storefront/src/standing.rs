//! What a page says of a shop that sells nothing now: on holiday, stopped by its market, closed. Its addresses stay.

use domain::shop::{Shop, ShopState};
use engine::formatting::Under;
#[cfg(test)]
use web::Words;

use crate::reader::{Formed, Reader};

/// A word above a shop's pages; empty while it sells and stands in lists.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// That nothing can be bought, and until when.
    pub title: String,
    /// What the seller says of it, with simple formatting.
    pub note: Formed,
    pub text: String,
    /// Nothing can be bought.
    pub is_shut: bool,
    /// Search engines are asked to leave the page out.
    pub is_hidden: bool,
}

impl Standing {
    pub fn new(reader: &Reader, shop: &Shop) -> Self {
        let w = reader.words;
        let name = || [("shop", web::Arg::from(shop.name.as_str()))];
        let shut = |title: String, text: String| Self {
            title,
            text,
            is_shut: true,
            is_hidden: true,
            ..Self::default()
        };
        match (shop.state, shop.away(reader.now)) {
            (ShopState::Closed, _) => {
                shut(w.with("opening-shop-closed", &name()), w.say("opening-shop-closed-text").into_owned())
            }
            (ShopState::Supervised | ShopState::Preparing, _) => {
                shut(w.with("opening-shop-stopped", &name()), w.say("opening-shop-stopped-text").into_owned())
            }
            (ShopState::Open, Some(holiday)) => {
                let until = reader.date(holiday.until - 1);
                let args = [("shop", shop.name.as_str().into()), ("until", until.into())];
                Self {
                    title: w.with("opening-shop-away-buy", &args),
                    note: reader.form(&holiday.note, Under::Section),
                    is_shut: true,
                    is_hidden: shop.quiet,
                    ..Self::default()
                }
            }
            (ShopState::Open, None) => Self { is_hidden: shop.quiet, ..Self::default() },
        }
    }

    /// On holiday.
    #[cfg(test)]
    pub fn sample(words: Words) -> Self {
        let args = [("shop", "Atelier Brume".into()), ("until", "24 August 2026".into())];
        Self {
            title: words.with("opening-shop-away-buy", &args),
            note: Formed::sample("**海边见。**\n\n- <b>À la mer</b>\n- [Brume](https://brume.example)", "zh"),
            text: String::new(),
            is_shut: true,
            is_hidden: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::DAY;
    use domain::opening::Holiday;
    use domain::wording::Wording;
    use web::{Lang, Words};

    use super::*;
    use crate::sample;

    #[test]
    fn a_page_says_why_nothing_is_sold_and_hides_only_what_is_not_announced() {
        let reader = sample::reader(Words::new(Lang::En));
        let now = reader.now;
        let holiday = |from: i64| {
            let note = Wording::in_language("en", "At the sea.");
            Some(Holiday { from: now + from * DAY, until: now + (from + 3) * DAY, note })
        };
        use ShopState as S;
        for (state, quiet, holiday, is_shut, is_hidden) in [
            (S::Open, false, None, false, false),
            (S::Open, true, None, false, true),
            (S::Open, false, holiday(-1), true, false),
            (S::Open, false, holiday(1), false, false),
            (S::Open, false, holiday(-3), false, false),
            (S::Open, true, holiday(-1), true, true),
            (S::Supervised, false, holiday(-1), true, true),
            (S::Closed, false, None, true, true),
        ] {
            let shop = Shop { state, quiet, holiday, ..sample::shop("Atelier Brume") };
            let standing = Standing::new(&reader, &shop);
            assert_eq!((standing.is_shut, standing.is_hidden), (is_shut, is_hidden), "{shop:?}");
            assert_eq!(standing.title.is_empty(), !is_shut);
        }
    }

    #[test]
    fn the_note_of_a_holiday_has_its_simple_formatting_and_no_markup_of_its_own() {
        let reader = sample::reader(Words::new(Lang::En));
        let note = Wording::in_language("fr", "**À la mer**\n\n- <b>calme</b>");
        let holiday = Some(Holiday { from: reader.now - DAY, until: reader.now + DAY, note });
        let shop = Shop { state: ShopState::Open, holiday, ..sample::shop("Atelier Brume") };
        let note = Standing::new(&reader, &shop).note.to_string();
        assert!(note.contains(r#"lang="fr""#) && note.contains("<strong>À la mer</strong>"), "{note}");
        assert!(note.contains("<li>&lt;b&gt;calme&lt;/b&gt;</li>"), "{note}");
    }
}
