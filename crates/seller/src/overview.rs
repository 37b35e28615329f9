//! The first page of the seller centre: what to do next, what was sold, and where the money is.

mod gather;

use domain::order::OrderState;
use domain::{DAY, Micros};
use engine::order::ShopSums;
use money::Currency;
use web::{Bar, Desk, Frame, Words};

#[cfg(test)]
use crate::desk::Room;
use crate::desk::Scope;
use crate::moment::Moment;
#[cfg(test)]
use crate::sample;

pub use gather::routes;

/// `/seller`
#[derive(Debug, askama::Template)]
#[template(path = "overview/show.html")]
pub struct ShowOverview {
    pub frame: Frame,
    pub desk: Desk,
    pub scope: Scope,
    pub greeting: String,
    pub today: String,
    /// Rules that will change; empty where none will.
    pub rules: String,
    /// The operator has stopped the shop.
    pub is_suspended: bool,
    pub todos: Vec<Todo>,
    /// Empty for who may not see it.
    pub money: Vec<(String, String)>,
    pub next_payout: String,
    pub figures: Vec<(String, String, String)>,
    pub bars: Vec<Bar>,
    pub days: Vec<(String, i64, String)>,
}

/// One thing to do: how often, what, and the button that leads there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Todo {
    pub count: i64,
    pub text: String,
    pub href: String,
    pub action: String,
}

/// What waits for somebody besides orders.
#[derive(Debug, Clone, Copy, Default)]
pub struct Waiting {
    pub sold_out: i64,
    pub drafts: i64,
    pub due: i64,
    pub is_bank_missing: bool,
    pub has_no_products: bool,
    pub has_no_zones: bool,
}

/// The seller's money in the market's currency.
#[derive(Debug, Clone, Copy)]
pub struct Purse {
    pub held: i64,
    pub pending: i64,
    pub available: i64,
    /// When the balance is looked at next.
    pub next_at: Option<Micros>,
}

fn count(sums: &ShopSums, states: &[OrderState]) -> i64 {
    sums.by_state.iter().filter(|(state, ..)| states.contains(state)).map(|(_, count, _)| count).sum()
}

impl ShowOverview {
    pub fn new(
        around: (Frame, Desk, Scope),
        moment: Moment,
        name: &str,
        told: (&ShopSums, Waiting, Option<Purse>),
        currency: Currency,
    ) -> Self {
        let (frame, desk, scope) = around;
        let (sums, waiting, purse) = told;
        let words = moment.words;
        let money = |key: &str, minor| (words.say(key).into_owned(), moment.money(minor, currency));
        let first = name.split_whitespace().next().unwrap_or(name);
        Self {
            greeting: words.with(greeting_key(moment), &[("name", first.into())]),
            today: moment.weekday(moment.now),
            rules: String::new(),
            is_suspended: false,
            todos: todos(words, &scope, sums, waiting),
            money: purse.map_or_else(Vec::new, |purse| {
                vec![
                    money("seller-balance-available", purse.available),
                    money("seller-balance-pending", purse.pending),
                    money("seller-balance-held", purse.held),
                ]
            }),
            next_payout: crate::payout::next_sentence(moment, purse.and_then(|purse| purse.next_at)),
            figures: figures(moment, sums, currency),
            bars: bars(moment, sums),
            days: days(moment, sums, currency),
            frame: frame.titled(words.say("seller-menu-today")),
            desk,
            scope,
        }
    }
}

impl ShowOverview {
    /// With whether the operator has stopped the shop.
    pub fn suspended(self, is_suspended: bool) -> Self {
        Self { is_suspended, ..self }
    }

    /// With what was announced of the market's rules.
    pub fn announcing(self, rules: String) -> Self {
        Self { rules, ..self }
    }
}

fn greeting_key(moment: Moment) -> &'static str {
    let local = moment.now + i64::from(moment.offset_minutes) * domain::MINUTE;
    match local.rem_euclid(DAY) / (DAY / 24) {
        5..12 => "seller-morning",
        12..18 => "seller-afternoon",
        _ => "seller-evening",
    }
}

fn todos(words: Words, scope: &Scope, sums: &ShopSums, waiting: Waiting) -> Vec<Todo> {
    let to_ship = count(sums, &[OrderState::ToShip, OrderState::PartShipped]);
    let kinds = [
        (sums.late, "late", "/seller/orders?state=to_ship"),
        (to_ship - sums.late, "ship", "/seller/orders?state=to_ship"),
        (sums.requests_open, "answer", "/seller/orders?state=requests"),
        (waiting.is_bank_missing.into(), "bank", "/seller/payouts"),
        (i64::from(waiting.due > 0), "due", "/seller/balance"),
        (waiting.has_no_zones.into(), "zones", "/seller/shop"),
        (waiting.has_no_products.into(), "products", "/seller/products/new"),
        (waiting.sold_out, "stock", "/seller/products"),
        (waiting.drafts, "drafts", "/seller/products"),
    ];
    let todo = |(count, kind, path): (i64, &str, &str)| Todo {
        count,
        text: words.with(&format!("seller-todo-{kind}"), &[("count", count.into())]),
        href: scope.to(path),
        action: words.say(&format!("seller-todo-{kind}-act")).into_owned(),
    };
    kinds.into_iter().filter(|(count, ..)| *count > 0).map(todo).collect()
}

fn figures(moment: Moment, sums: &ShopSums, currency: Currency) -> Vec<(String, String, String)> {
    let words = moment.words;
    let sold: i64 = sums.by_day.iter().map(|(.., amount)| amount).sum();
    let orders: i64 = sums.by_day.iter().map(|(_, count, _)| count).sum();
    let today = sums.by_day.last().map_or((0, 0), |(_, count, amount)| (*count, *amount));
    let orders_note = words.with("seller-figure-orders", &[("count", orders.into())]);
    let today_note = words.with("seller-figure-orders", &[("count", today.0.into())]);
    vec![
        (words.say("seller-figure-today").into(), moment.money(today.1, currency), today_note),
        (words.say("seller-figure-fortnight").into(), moment.money(sold, currency), orders_note),
    ]
}

/// Only the day's number fits below a column; the list has the whole date.
fn bars(moment: Moment, sums: &ShopSums) -> Vec<Bar> {
    let label = |at: Micros| {
        let day = moment.day(at);
        let last = day.split(|c: char| !c.is_ascii_digit()).rfind(|part| !part.is_empty());
        last.unwrap_or_default().to_owned()
    };
    Bar::scale(sums.by_day.iter().map(|(at, count, _)| (label(*at), *count, moment.words.number(*count))))
}

fn days(moment: Moment, sums: &ShopSums, currency: Currency) -> Vec<(String, i64, String)> {
    let day = |(at, count, amount): &(Micros, i64, i64)| {
        (moment.weekday(*at), *count, moment.money(*amount, currency))
    };
    sums.by_day.iter().rev().map(day).collect()
}

#[cfg(test)]
impl web::Page for ShowOverview {
    fn samples(words: Words) -> Vec<Self> {
        let moment = sample::moment(words);
        let page = |sums: ShopSums, waiting: Waiting, held: i64| {
            let around = (Frame::sample(words), sample::desk(words, Room::Today), sample::scope());
            let next_at = (held > 0).then_some(sample::NOW + DAY);
            let purse = Purse { held, pending: held / 2, available: held * 3, next_at };
            let purse = (held >= 0).then_some(purse);
            Self::new(around, moment, "Claire Morel", (&sums, waiting, purse), sample::EUR)
        };
        let day = |at: i64| (sample::NOW - (13 - at) * DAY, (at * 7) % 5, ((at * 7) % 5) * 4_800 + at * 310);
        let full = ShopSums {
            by_state: vec![(OrderState::ToShip, 7, 40_000), (OrderState::Shipped, 11, 90_000)],
            by_day: (0..14).map(day).collect(),
            late: 2,
            requests_open: 1,
        };
        let none = ShopSums { by_day: (0..14).map(|at| (day(at).0, 0, 0)).collect(), ..ShopSums::default() };
        let all = Waiting {
            sold_out: 3,
            drafts: 1,
            due: 4_200,
            is_bank_missing: true,
            has_no_products: true,
            has_no_zones: true,
        };
        vec![
            page(full.clone(), Waiting { sold_out: 3, ..Waiting::default() }, 94_210),
            page(full, all, 94_210)
                .announcing("New rules hold from 8 December 2026, 00:00.".to_owned())
                .suspended(true),
            page(none.clone(), Waiting::default(), 0),
            // For who may not see money.
            page(none, Waiting::default(), -1),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_render() {
        web::page::render_all::<ShowOverview>();
    }

    #[test]
    fn late_orders_are_told_apart_and_nothing_is_said_of_what_does_not_wait() {
        let sums = ShopSums { by_state: vec![(OrderState::ToShip, 7, 0)], late: 2, ..ShopSums::default() };
        let todos = todos(Words::default(), &Scope::default(), &sums, Waiting::default());
        assert_eq!(todos.iter().map(|todo| todo.count).collect::<Vec<_>>(), [2, 5]);
    }
}
