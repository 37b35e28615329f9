//! The audit empty, looked through without finding, and full.

use web::{Frame, Page, Words};

use super::*;

impl Page for ShowAudit {
    fn samples(words: Words) -> Vec<Self> {
        let place = Place::sample(words, Section::Audit);
        let sample = |asked: &Asked, rows: Vec<Entry>| {
            let mut form = asked.form();
            wanted(&mut form, 60);
            let key = "ab".repeat(32);
            let shown =
                Self::new(Frame::sample(words), &place, form, &Shown { next: 9, ..Shown::default() }, key);
            Self { rows, ..shown }
        };
        let wrong = Asked { person: "Olga".to_owned(), since: "x".to_owned(), ..Asked::default() };
        vec![
            sample(&Asked::default(), Vec::new()),
            sample(&wrong, Vec::new()),
            sample(&Asked::default(), Entry::samples(words)),
        ]
    }
}

#[test]
fn pages_render() {
    page::render_all::<ShowAudit>();
}
