//! A purchase from placing to the last parcel, and the list of what one has bought.

pub mod handlers;
mod told;

use askama::Template;
use domain::purchase::PurchaseState;
use web::{Frame, Pager, Picture, Words};

#[cfg(test)]
use crate::cart::Change;
use crate::cart::Item;
use crate::order::{OrderCard, Tag};
#[cfg(test)]
use crate::sample;

#[derive(Debug, Template)]
#[template(path = "purchase/show.html")]
pub struct ShowPurchase {
    pub frame: Frame,
    pub id: String,
    /// “Purchase pur_… · placed 22 November 2026”
    pub line: String,
    pub headline: String,
    pub told: Told,
    pub can_pay: bool,
    pub pay_label: String,
    /// Of an unpaid purchase; a paid one shows its orders.
    pub items: Vec<Item>,
    pub sums: Vec<(String, String)>,
    pub total: (String, String),
    pub orders: Vec<OrderCard>,
    pub address: Vec<String>,
    pub is_guest: bool,
}

/// How it stands with the money, in a tone.
#[derive(Debug, Clone, Default)]
pub struct Told {
    pub tone: &'static str,
    pub icon: &'static str,
    pub title: String,
    pub text: String,
}

#[derive(Debug, Template)]
#[template(path = "purchase/list.html")]
pub struct ListPurchases {
    pub frame: Frame,
    pub waiting: Vec<Waiting>,
    pub rows: Vec<Row>,
    pub pager: Pager,
}

/// A purchase that is not paid yet.
#[derive(Debug, Clone)]
pub struct Waiting {
    pub href: String,
    pub total: String,
    pub until: String,
}

/// One order in the list.
#[derive(Debug, Clone)]
pub struct Row {
    pub href: String,
    pub title: String,
    pub more: i64,
    pub shop: String,
    pub placed: String,
    pub total: String,
    pub tag: Tag,
    pub picture: Picture,
}

/// The headline of a purchase in this state.
pub fn headline(words: Words, state: PurchaseState, name: &str, shops: usize) -> String {
    match state {
        PurchaseState::Waiting => words.say("purchase-waiting").into_owned(),
        PurchaseState::Paid => {
            words.with("purchase-thanks", &[("name", name.into()), ("shops", shops.into())])
        }
        PurchaseState::Expired => words.say("purchase-expired").into_owned(),
        PurchaseState::Cancelled => words.say("purchase-cancelled").into_owned(),
        PurchaseState::Refunded => words.say("purchase-refunded").into_owned(),
    }
}

#[cfg(test)]
impl web::Page for ShowPurchase {
    fn samples(words: Words) -> Vec<Self> {
        let page = |state, told: Told, items: Vec<Item>, orders: Vec<OrderCard>| Self {
            frame: Frame::sample(words),
            id: "pur_0000000000001".to_owned(),
            line: words.with("purchase-line", &[("id", "pur_1".into()), ("date", "22 November 2026".into())]),
            headline: headline(words, state, "Marta", 2),
            told,
            can_pay: state == PurchaseState::Waiting,
            pay_label: words.with("checkout-pay", &[("amount", "€192.40".into())]),
            items,
            sums: vec![(words.say("order-goods").into_owned(), "€187.50".to_owned())],
            total: (words.say("checkout-total").into_owned(), "€192.40".to_owned()),
            orders,
            address: vec![
                "Marta Kowalczyk".to_owned(),
                "12 rue Mercière".to_owned(),
                "69002 Lyon".to_owned(),
            ],
            is_guest: true,
        };
        let items =
            vec![Item::sample(words, 0, Change::default()), Item::sample(words, 3, Change::default())];
        let bad = Told {
            tone: "bad",
            icon: "bad",
            title: words.say("purchase-declined").into_owned(),
            text: words.say("purchase-declined-insufficient_funds").into_owned(),
        };
        let good = Told {
            tone: "good",
            icon: "check",
            title: words.with("purchase-money-waits", &[("amount", "€192.40".into())]),
            text: words.with("purchase-money-waits-text", &[("email", "marta@example.org".into())]),
        };
        vec![
            page(PurchaseState::Waiting, bad, items.clone(), Vec::new()),
            page(PurchaseState::Paid, good, Vec::new(), sample::orders(words)),
            page(PurchaseState::Expired, Told::default(), items, Vec::new()),
        ]
    }
}

#[cfg(test)]
impl web::Page for ListPurchases {
    fn samples(words: Words) -> Vec<Self> {
        let row = |at: usize, title: &str, tag: Tag| Row {
            href: "/purchases/pur_1#ord_1".to_owned(),
            title: title.to_owned(),
            more: at as i64,
            shop: "Atelier Brume".to_owned(),
            placed: "22 Nov".to_owned(),
            total: "€48.00".to_owned(),
            tag,
            picture: sample::tile(at),
        };
        let orders = sample::orders(words);
        let tag = |at: usize| orders[at].tag.clone();
        let full = Self {
            frame: Frame::sample(words),
            waiting: vec![Waiting {
                href: "/purchases/pur_2".to_owned(),
                total: "€192.40".to_owned(),
                until: "18:02".to_owned(),
            }],
            rows: vec![
                row(0, "Stoneware pour-over set", tag(0)),
                row(3, "Donaudampfschifffahrtsgesellschaftskapitänsmützenaufbewahrungsschachtel", tag(1)),
                row(4, "景德镇手工青花瓷盖碗茶具套装", tag(2)),
            ],
            pager: Pager::neighbours(None, Some("/purchases?before=ord_1".to_owned())),
        };
        let empty = Self {
            frame: Frame::sample(words),
            waiting: Vec::new(),
            rows: Vec::new(),
            pager: Pager::default(),
        };
        vec![full, empty]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::ShowPurchase>();
        web::page::render_all::<super::ListPurchases>();
    }
}
