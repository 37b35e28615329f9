//! The products of one category and of all below it.

pub mod handlers;

use askama::Template;
use web::{Crumb, Frame, Link};
#[cfg(test)]
use web::{Page, Words};

#[cfg(test)]
use crate::sample;
#[cfg(test)]
use crate::shelf::Asked;
use crate::shelf::Shelf;

#[derive(Debug, Template)]
#[template(path = "category/show.html")]
pub struct ShowCategory {
    pub frame: Frame,
    pub crumbs: Vec<Crumb>,
    pub name: String,
    pub children: Vec<Link>,
    pub shelf: Shelf,
}

#[cfg(test)]
impl Page for ShowCategory {
    fn samples(words: Words) -> Vec<Self> {
        let crumb = Crumb { label: "Kitchen".to_owned(), href: "/category/kitchen".to_owned() };
        let full = Self {
            frame: Frame::sample(words),
            crumbs: vec![crumb],
            name: "Kaffeezubereitungsgerätschaften & Tee".to_owned(),
            children: vec![Link::new("Pour-over", "/category/kitchen/coffee/pour").counted(12)],
            shelf: Shelf::new(words, sample::cards(words), 640, "/category/kitchen", &Asked::default()),
        };
        let empty = Self {
            frame: Frame::sample_stranger(words),
            crumbs: Vec::new(),
            name: "厨房".to_owned(),
            children: Vec::new(),
            shelf: Shelf::default(),
        };
        vec![full, empty]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::ShowCategory>();
    }
}
