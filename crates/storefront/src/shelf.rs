//! A list of products that is turned page by page in a chosen order: what category, shop and search pages share.

use web::{Link, Pager, Words};

use crate::card::Card;

/// Cards on a page; the engine answers with as many.
pub const CARDS_A_PAGE: i64 = 24;
/// Nobody turns further; deeper pages of a list cost the database without serving a person.
pub const PAGES_MAX: i64 = 400;

/// In which order products stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    #[default]
    Newest,
    Price,
    PriceDown,
}

/// What `?sort=&page=&q=&v=` may hold; what makes no sense counts as not given.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct Asked {
    #[serde(default)]
    pub sort: String,
    #[serde(default)]
    pub page: String,
    #[serde(default)]
    pub q: String,
}

#[derive(Debug, Clone, Default)]
pub struct Shelf {
    pub cards: Vec<Card>,
    pub total: i64,
    pub sorts: Vec<Link>,
    pub pager: Pager,
}

impl Order {
    pub fn parse(text: &str) -> Self {
        match text {
            "price" => Self::Price,
            "price_down" => Self::PriceDown,
            _ => Self::Newest,
        }
    }

    /// As the engine calls it.
    pub fn sort(self) -> engine::listing::Sort {
        match self {
            Self::Newest => engine::listing::Sort::Newest,
            Self::Price => engine::listing::Sort::Price,
            Self::PriceDown => engine::listing::Sort::PriceDown,
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::Newest => "new",
            Self::Price => "price",
            Self::PriceDown => "price_down",
        }
    }
}

impl Asked {
    pub fn order(&self) -> Order {
        Order::parse(&self.sort)
    }

    /// The one address of a list so turned.
    pub fn address(&self, path: &str) -> String {
        address(path, self.order(), self.page() + 1)
    }

    /// Under which address search engines shall know the list: each page of the usual order by its own, another order
    /// of the same products not at all.
    pub fn known_as(&self, path: &str) -> String {
        let page = if self.order() == Order::Newest { self.page() + 1 } else { 1 };
        address(path, Order::Newest, page)
    }

    /// The page from 0.
    pub fn page(&self) -> i64 {
        (self.page.parse::<i64>().unwrap_or(1) - 1).clamp(0, PAGES_MAX - 1)
    }
}

impl Shelf {
    /// `path` is where the list stands, without a query.
    pub fn new(words: Words, cards: Vec<Card>, total: i64, path: &str, asked: &Asked) -> Self {
        let order = asked.order();
        let sorts = [
            (Order::Newest, words.say("shelf-newest")),
            (Order::Price, words.say("shelf-price")),
            (Order::PriceDown, words.say("shelf-price-down")),
        ];
        let sort = |(at, label): (Order, std::borrow::Cow<'static, str>)| {
            let link = Link::new(label, address(path, at, 1));
            if at == order { link.here() } else { link }
        };
        let last = ((total + CARDS_A_PAGE - 1) / CARDS_A_PAGE).clamp(1, PAGES_MAX);
        let pager = Pager::numbered(asked.page() + 1, last, |page| address(path, order, page));
        Self { cards, total, sorts: sorts.map(sort).to_vec(), pager }
    }
}

/// The first page in the usual order has one address only.
fn address(path: &str, order: Order, page: i64) -> String {
    match (order, page) {
        (Order::Newest, 1) => path.to_owned(),
        (Order::Newest, page) => format!("{path}?page={page}"),
        (order, 1) => format!("{path}?sort={}", order.code()),
        (order, page) => format!("{path}?sort={}&page={page}", order.code()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_orders_without_sense_are_the_first_page_in_the_usual_order() {
        for (sort, page, order, at) in [
            ("", "", Order::Newest, 0),
            ("price", "3", Order::Price, 2),
            ("drop table", "-9", Order::Newest, 0),
            ("price_down", "99999999999", Order::PriceDown, PAGES_MAX - 1),
        ] {
            let asked = Asked { sort: sort.to_owned(), page: page.to_owned(), ..Asked::default() };
            let at = if page == "99999999999" { PAGES_MAX - 1 } else { at };
            assert_eq!((asked.order(), asked.page()), (order, at), "{sort} {page}");
        }
    }

    #[test]
    fn search_engines_know_each_page_once_and_no_other_order() {
        let asked = |sort: &str, page: &str| Asked {
            sort: sort.to_owned(),
            page: page.to_owned(),
            ..Asked::default()
        };
        for (sort, page, known) in [
            ("", "", "/shop/a"),
            ("", "3", "/shop/a?page=3"),
            ("price", "3", "/shop/a"),
            ("new", "1", "/shop/a"),
        ] {
            assert_eq!(asked(sort, page).known_as("/shop/a"), known, "{sort} {page}");
        }
    }

    #[test]
    fn the_first_page_in_the_usual_order_has_one_address() {
        assert_eq!(address("/shop/a", Order::Newest, 1), "/shop/a");
        assert_eq!(address("/shop/a", Order::Price, 2), "/shop/a?sort=price&page=2");
    }
}
