//! What a page says of a shop that sells nothing now: on holiday, stopped by its market, closed. Its addresses stay.

use domain::shop::{Shop, ShopState};
use web::Words;

use crate::reader::{Reader, Said};

/// A word above a shop's pages; empty while it sells and stands in lists.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// That nothing can be bought, and until when.
    pub title: String,
    /// What the seller says of it.
    pub note: Said,
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
                    note: reader.say(&holiday.note),
                    is_shut: true,
                    is_hidden: shop.quiet,
                    ..Self::default()
                }
            }
            (ShopState::Open, None) => Self { is_hidden: shop.quiet, ..Self::default() },
        }
    }

    /// On holiday.
    pub fn sample(words: Words) -> Self {
        let args = [("shop", "Atelier Brume".into()), ("until", "24 August 2026".into())];
        Self {
            title: words.with("opening-shop-away-buy", &args),
            note: Said { text: "海边见。<b>À la mer</b>.".to_owned(), lang: "zh".to_owned() },
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
}
