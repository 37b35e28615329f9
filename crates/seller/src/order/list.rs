//! The orders of a shop, state by state, with what is needed to ship many at once.

#[cfg(test)]
use domain::Code;
use domain::Micros;
use domain::address::Address;
use domain::order::{Order, OrderLine, OrderState};
use domain::refund::RequestState;
use engine::refund::OpenRequest;
use web::{Desk, Form, Frame, Link, Pager, Picture, Words};

#[cfg(test)]
use crate::desk::Room;
use crate::desk::Scope;
use crate::moment::{Mark, Moment};
#[cfg(test)]
use crate::sample;

/// The view of orders whose buyer waits for an answer; not a state of its own.
pub const REQUESTS: &str = "requests";
const WITH_REQUESTS: [OrderState; 5] = [
    OrderState::ToShip,
    OrderState::PartShipped,
    OrderState::Shipped,
    OrderState::Delivered,
    OrderState::Completed,
];
/// The views of the list, each with the states that it shows. The first is what waits for the seller.
pub const VIEWS: [(&str, &[OrderState]); 6] = [
    ("to_ship", &[OrderState::ToShip, OrderState::PartShipped]),
    (REQUESTS, &WITH_REQUESTS),
    ("shipped", &[OrderState::Shipped]),
    ("delivered", &[OrderState::Delivered]),
    ("completed", &[OrderState::Completed]),
    ("closed", &[OrderState::Cancelled, OrderState::Refunded]),
];

/// `/seller/orders`
#[derive(Debug, askama::Template)]
#[template(path = "order/list.html")]
pub struct ListOrders {
    pub frame: Frame,
    pub desk: Desk,
    pub scope: Scope,
    /// The view by its name in `VIEWS`.
    pub view: &'static str,
    pub tabs: Vec<Link>,
    pub rows: Vec<Row>,
    pub can_ship: bool,
    pub form: Form,
    pub pager: Pager,
    pub empty: Picture,
}

/// One order of the list.
#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    pub buyer: String,
    pub place: String,
    pub picture: Picture,
    pub goods: String,
    /// What stands behind the first line: `× 2`, `and 3 more`.
    pub rest: String,
    pub total: String,
    pub when: Mark,
}

/// The view that the address names; the first where it names none.
pub fn view(name: &str) -> (&'static str, &'static [OrderState]) {
    VIEWS.into_iter().find(|(view, _)| *view == name).unwrap_or(VIEWS[0])
}

/// Tabs with how many orders each view has.
pub fn tabs(
    words: Words,
    scope: &Scope,
    here: &str,
    requests_open: i64,
    count_of: impl Fn(OrderState) -> i64,
) -> Vec<Link> {
    let tab = |(name, states): (&'static str, &'static [OrderState])| {
        let label = words.say(&format!("seller-orders-{}", name.replace('_', "-")));
        let link = Link::new(label, scope.to(&format!("/seller/orders?state={name}")));
        let count = states.iter().map(|state| count_of(*state)).sum();
        let link = link.counted(if name == REQUESTS { requests_open } else { count });
        if name == here { link.here() } else { link }
    };
    VIEWS.into_iter().map(tab).collect()
}

impl Row {
    pub fn new(moment: Moment, order: &Order, lines: &[OrderLine]) -> Self {
        let address = address(order);
        let first = lines.first();
        Self {
            id: order.id.to_string(),
            buyer: address.name.clone(),
            place: [address.city, moment.words.country(&address.country).into_owned()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(", "),
            picture: first.map(line_picture).unwrap_or_default(),
            goods: first.map(|line| line.title.clone()).unwrap_or_default(),
            rest: rest(moment.words, lines),
            total: moment.money(order.total, order.currency),
            when: when(moment, order),
        }
    }

    /// An order whose buyer has asked for money back: when an answer is due, or that the operator decides.
    pub fn asked(moment: Moment, open: &OpenRequest) -> Self {
        let when = match open.request.state {
            RequestState::Asked => moment.deadline(open.request.answer_by),
            RequestState::Escalated => Mark::plain(moment.words.say("seller-orders-operator-decides")),
            _ => Mark::plain(moment.words.say("seller-orders-answered")),
        };
        Self { when, ..Self::new(moment, &open.row.order, &open.row.lines) }
    }
}

fn rest(words: Words, lines: &[OrderLine]) -> String {
    let Some((first, others)) = lines.split_first() else { return String::new() };
    let options = if first.options.is_empty() { String::new() } else { format!("{} ", first.options) };
    let quantity = format!("{options}× {}", words.number(first.quantity));
    if others.is_empty() {
        return quantity;
    }
    format!("{quantity} {}", words.with("seller-orders-and-more", &[("count", others.len().into())]))
}

/// The date that matters in this state.
fn when(moment: Moment, order: &Order) -> Mark {
    let dated = |at: Option<Micros>| Mark::plain(moment.day(at.unwrap_or(order.placed_at)));
    match order.state {
        OrderState::ToShip | OrderState::PartShipped => moment.deadline(order.ship_by()),
        OrderState::Shipped => dated(order.shipped_at),
        OrderState::Delivered => dated(order.delivered_at),
        OrderState::Completed => dated(order.completed_at),
        OrderState::Cancelled | OrderState::Refunded => dated(order.closed_at),
    }
}

/// Where the order goes; empty if what is kept can't be read, which doctor reports.
pub fn address(order: &Order) -> Address {
    serde_json::from_str(&order.address).unwrap_or_default()
}

/// The photograph of a line's goods, else its drawing.
pub fn line_picture(line: &OrderLine) -> Picture {
    crate::picture(&line.picture, &line.drawing, line.hue)
}

impl ListOrders {
    /// The heading of the column with the date.
    pub fn when_key(&self) -> &'static str {
        match self.view {
            "to_ship" => "seller-orders-ship-by",
            "shipped" => "seller-orders-shipped-on",
            "delivered" => "seller-orders-delivered-on",
            REQUESTS => "seller-orders-answer-by",
            _ => "seller-orders-closed-on",
        }
    }

    pub fn empty_text(&self) -> String {
        let key = if self.can_ship { "seller-orders-none-to-ship" } else { "seller-orders-none" };
        self.frame.words.say(key).into_owned()
    }
}

#[cfg(test)]
impl web::Page for ListOrders {
    fn samples(words: Words) -> Vec<Self> {
        let moment = sample::moment(words);
        let page = |view_name: &'static str, rows: Vec<Row>, form: Form, pager: Pager| {
            let scope = sample::scope();
            Self {
                frame: Frame::sample(words).titled(words.say("seller-menu-orders")),
                desk: sample::desk(words, Room::Orders),
                tabs: tabs(words, &scope, view_name, 1, |state| state.code().len() as i64),
                scope,
                view: view_name,
                can_ship: view_name == "to_ship",
                rows,
                form,
                pager,
                empty: Picture::drawing("kite", 205),
            }
        };
        let rows = || sample::orders().iter().map(|(order, lines)| Row::new(moment, order, lines)).collect();
        let chosen = sample::orders()[0].0.id.to_string();
        let mut form = Form::filled([("order", chosen.clone())]);
        form.errors.refuse("", "order.nothing_to_ship", Vec::new());
        form.errors.refuse(&format!("tracking.{chosen}"), "shipment.tracking_too_long", Vec::new());
        vec![
            page(
                "to_ship",
                rows(),
                Form::default(),
                Pager::neighbours(None, Some("/seller/orders?before=x".into())),
            ),
            page("to_ship", rows(), form, Pager::default()),
            page("to_ship", Vec::new(), Form::default(), Pager::default()),
            page(REQUESTS, rows(), Form::default(), Pager::default()),
            page("completed", rows(), Form::default(), Pager::default()),
            page("closed", Vec::new(), Form::default(), Pager::default()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_render() {
        web::page::render_all::<ListOrders>();
    }

    #[test]
    fn every_state_is_in_exactly_one_view() {
        for state in OrderState::ALL {
            let views = VIEWS
                .iter()
                .filter(|(name, _)| *name != REQUESTS)
                .filter(|(_, states)| states.contains(state))
                .count();
            assert_eq!(views, 1, "{state}");
        }
    }

    #[test]
    fn an_unknown_view_is_the_work_that_waits() {
        assert_eq!(view("nonsense").0, "to_ship");
        assert_eq!(view("closed").0, "closed");
    }
}
