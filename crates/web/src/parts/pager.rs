//! Pages of a list. Keyset lists have only back and next; numbered ones show where one is.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::{Given, Words};

/// Links around the current page. An empty one is not shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pager {
    pub previous: String,
    pub next: String,
    /// Number and address; the current one has no address, a gap neither number nor address.
    pub numbers: Vec<(i64, String)>,
}

/// Numbers shown on each side of the current one.
const AROUND: i64 = 2;

/// A pager as it is drawn.
#[derive(Debug, Template)]
#[template(path = "parts/pager.html")]
pub struct Drawn<'a> {
    pager: &'a Pager,
    w: Words,
}

// Its template has escaped what is not ours.
impl HtmlSafe for Drawn<'_> {}

impl Pager {
    /// Drawn here, not again in every page that has one.
    pub fn drawn(&self, words: impl Given<Words>) -> Drawn<'_> {
        Drawn { pager: self, w: words.given() }
    }

    /// For lists that know only their neighbours.
    pub fn neighbours(previous: Option<String>, next: Option<String>) -> Self {
        Self { previous: previous.unwrap_or_default(), next: next.unwrap_or_default(), numbers: Vec::new() }
    }

    /// For numbered pages, from 1; `href` gives the address of a page.
    pub fn numbered(current: i64, last: i64, href: impl Fn(i64) -> String) -> Self {
        let mut numbers: Vec<(i64, String)> = Vec::new();
        let near = (current - AROUND).max(1)..=(current + AROUND).min(last);
        for page in [1].into_iter().chain(near).chain([last]) {
            match numbers.last() {
                Some((before, _)) if *before >= page => continue,
                Some((before, _)) if before + 1 < page => numbers.push((0, String::new())),
                _ => {}
            }
            numbers.push((page, if page == current { String::new() } else { href(page) }));
        }
        let neighbour = |page: i64| if (1..=last).contains(&page) { href(page) } else { String::new() };
        Self { previous: neighbour(current - 1), next: neighbour(current + 1), numbers }
    }

    /// Nothing to turn: one page only.
    pub fn is_empty(&self) -> bool {
        self.previous.is_empty() && self.next.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pager_shows_ends_and_neighbours_with_gaps_between() {
        let table: &[(i64, i64, &[i64])] = &[
            (1, 1, &[1]),
            (1, 3, &[1, 2, 3]),
            (6, 12, &[1, 0, 4, 5, 6, 7, 8, 0, 12]),
            (12, 12, &[1, 0, 10, 11, 12]),
            (3, 5, &[1, 2, 3, 4, 5]),
        ];
        for (current, last, numbers) in table {
            let pager = Pager::numbered(*current, *last, |page| format!("?page={page}"));
            assert_eq!(pager.numbers.iter().map(|(number, _)| *number).collect::<Vec<_>>(), *numbers);
        }
        assert!(Pager::numbered(1, 1, |_| "x".to_owned()).is_empty());
        assert_eq!(Pager::numbered(1, 2, |page| page.to_string()).next, "2");
    }
}
