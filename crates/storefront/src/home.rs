//! A market's first page: what is new, and whose windows one can look into. Ranks nothing for money.

pub mod handlers;

use askama::Template;
use web::{Frame, Picture, Words};

use crate::card::Card;
#[cfg(test)]
use crate::sample;
use crate::shop::Window;

/// Drawings in the window beside the welcome.
const HERO_PICTURES: usize = 6;

#[derive(Debug, Template)]
#[template(path = "home/show.html")]
pub struct Home {
    pub frame: Frame,
    /// The market in one sentence.
    pub sentence: String,
    pub listings: i64,
    pub shops_open: i64,
    pub newest: Vec<Card>,
    pub windows: Vec<Window>,
}

impl Home {
    fn hero(&self) -> Vec<&Picture> {
        let drawn = self.newest.iter().map(|card| &card.picture);
        drawn.filter(|picture| matches!(picture, Picture::Drawing { .. })).take(HERO_PICTURES).collect()
    }

    /// That the money waits; and that shops were checked, where they were.
    fn promise(&self) -> String {
        let w = self.frame.words;
        let waits = w.say("home-promise-text");
        match self.frame.market.checks_shops {
            true => w.with("home-promise-checked", &[("promise", waits.into())]),
            false => waits.into_owned(),
        }
    }
}

/// What a market says of itself; a general sentence for one that no preset knows.
pub fn sentence(words: Words, slug: &str) -> String {
    let key = format!("home-sentence-{slug}");
    if words.knows(&key) { words.say(&key).into_owned() } else { words.say("home-sentence").into_owned() }
}

#[cfg(test)]
impl web::Page for Home {
    fn samples(words: Words) -> Vec<Self> {
        let full = Self {
            frame: Frame::sample(words).titled(""),
            sentence: sentence(words, "mall"),
            listings: 1_064,
            shops_open: 24,
            newest: sample::cards(words),
            windows: sample::windows(words),
        };
        let empty = Self {
            frame: Frame::sample_stranger(words).titled(""),
            sentence: sentence(words, "none"),
            listings: 0,
            shops_open: 0,
            newest: Vec::new(),
            windows: Vec::new(),
        };
        vec![full, empty]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::Home>();
    }
}
