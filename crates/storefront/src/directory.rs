//! The markets of an installation, for who comes to its bare host.

pub mod handlers;

use askama::Template;
use web::Frame;
#[cfg(test)]
use web::{Page, Words};

#[cfg(test)]
use crate::home;

#[derive(Debug, Template)]
#[template(path = "directory/show.html")]
pub struct Directory {
    pub frame: Frame,
    pub markets: Vec<Door>,
}

/// The way into one market.
#[derive(Debug, Clone)]
pub struct Door {
    pub name: String,
    pub href: String,
    pub theme: String,
    pub sentence: String,
    pub listings: i64,
    pub shops_open: i64,
    pub pictures: Vec<web::Picture>,
}

#[cfg(test)]
impl Page for Directory {
    fn samples(words: Words) -> Vec<Self> {
        let door = |name: &str, theme: &str, slug: &str| Door {
            name: name.to_owned(),
            href: "https://mall.example.org/".to_owned(),
            theme: theme.to_owned(),
            sentence: home::sentence(words, slug),
            listings: 516,
            shops_open: 7,
            pictures: (0..3).map(crate::sample::tile).collect(),
        };
        let page = |markets| Self { frame: Frame::minimal(words, "Halles"), markets };
        vec![
            page(vec![door("Grand Rue", "", "mall"), door("Makers", "theme-curated", "makers")]),
            page(Vec::new()),
        ]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::Directory>();
    }
}
