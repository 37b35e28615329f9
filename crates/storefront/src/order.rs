//! One order as its buyer sees it, with what can be done about it now. Shows what may be done; the engine decides it.

pub mod handlers;

use domain::order::{Order, OrderLine, OrderState, OrderStep};
use domain::refund::{Request, RequestKind, RequestState};
use domain::review::Reviews;
use domain::shipment::Shipment;
use domain::shop::Shop;
use domain::{DAY, Micros};
use web::{Picture, Stop};

use crate::card::{product_href, shop_href};
use crate::reader::{Reader, picture};
use crate::shop::initial;
use crate::timeline;

/// What an order consists of, as the engine gives it.
#[derive(Debug, Clone, Copy)]
pub struct Whole<'a> {
    pub order: &'a Order,
    pub lines: &'a [OrderLine],
    pub steps: &'a [OrderStep],
    pub shipments: &'a [&'a Shipment],
    pub requests: &'a [Request],
    pub shop: &'a Shop,
}

/// Days of the market's policy that concern the buyer after paying.
#[derive(Debug, Clone)]
pub struct Terms {
    pub ask_days_after_completion: i64,
    /// The right of withdrawal; absent where no law gives it.
    pub withdrawal_days: Option<i64>,
    pub reviews: Reviews,
}

/// An order on the page.
#[derive(Debug, Clone)]
pub struct OrderCard {
    pub id: String,
    /// The page of its purchase, where acts lead back to.
    pub back: String,
    pub shop: String,
    pub shop_href: String,
    pub initial: String,
    pub tag: Tag,
    pub lines: Vec<Line>,
    pub stops: Vec<Stop>,
    pub parcels: Vec<(String, String)>,
    pub sums: Vec<(String, String)>,
    pub total: (String, String),
    pub request: Option<RequestCard>,
    pub acts: Acts,
}

/// What the buyer can do now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Acts {
    pub confirm: bool,
    pub cancel: bool,
    pub ask: bool,
    pub withdraw: bool,
    pub review: bool,
}

/// A state in a tone, with its icon and word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tag {
    pub tone: &'static str,
    pub icon: &'static str,
    pub text: String,
}

#[derive(Debug, Clone)]
pub struct Line {
    pub title: String,
    pub href: String,
    pub options: String,
    pub picture: Picture,
    pub quantity: i64,
    pub amount: String,
}

/// The last request of an order.
#[derive(Debug, Clone)]
pub struct RequestCard {
    pub id: String,
    pub title: String,
    pub tag: Tag,
    pub text: String,
    pub answer: String,
    pub ruling: String,
    pub can_escalate: bool,
    pub can_take_back: bool,
    /// The dated receipt of a withdrawal.
    pub is_withdrawal: bool,
}

impl OrderCard {
    pub fn new(reader: &Reader, whole: &Whole<'_>, terms: &Terms) -> Self {
        let Whole { order, lines, steps, shipments, requests, shop } = *whole;
        let w = reader.words;
        let parcel = |shipment: &&Shipment| {
            let carrier = if shipment.carrier.is_empty() {
                w.say("order-parcel").into_owned()
            } else {
                shipment.carrier.clone()
            };
            (carrier, shipment.tracking.clone())
        };
        Self {
            id: order.id.to_string(),
            back: format!("/purchases/{}", order.purchase),
            shop: shop.name.clone(),
            shop_href: shop_href(&shop.slug),
            initial: initial(&shop.name),
            tag: state_tag(reader, order.state),
            lines: lines.iter().map(|line| Line::new(reader, order, line)).collect(),
            stops: timeline::stops(reader, order, steps, requests),
            parcels: shipments.iter().map(parcel).collect(),
            sums: sums(reader, order),
            total: (w.say("checkout-total").into_owned(), reader.money(order.total, order.currency)),
            request: requests.last().map(|request| RequestCard::new(reader, order, request)),
            acts: acts(reader.now, order, requests, terms),
        }
    }
}

/// The same conditions as the acts have, so that no button leads to a refusal.
fn acts(now: Micros, order: &Order, requests: &[Request], terms: &Terms) -> Acts {
    let open = requests.iter().any(Request::is_open);
    let in_time = order.completed_at.is_none_or(|at| now <= at + terms.ask_days_after_completion * DAY);
    let has_left = order.refundable() > 0 && order.state != OrderState::Cancelled;
    let sent = matches!(order.state, OrderState::Shipped | OrderState::Delivered);
    let withdrawal = terms.withdrawal_days.is_some_and(|days| {
        let from = order.delivered_at.or(order.completed_at);
        from.is_none_or(|at| now <= at + days * DAY)
    });
    Acts {
        confirm: sent && !open,
        cancel: order.state == OrderState::ToShip,
        ask: has_left && !open && in_time && order.state != OrderState::ToShip,
        withdraw: has_left && !open && withdrawal,
        review: terms.reviews.may_begin(order, now).is_ok(),
    }
}

fn sums(reader: &Reader, order: &Order) -> Vec<(String, String)> {
    let (w, money) = (reader.words, |minor| reader.money(minor, order.currency));
    let mut sums = vec![
        (w.say("order-goods").into_owned(), money(order.goods)),
        (order.delivery_name.clone(), money(order.delivery)),
    ];
    // Whether the tax is in these amounts or comes on top is plain from the total itself.
    if order.total != order.goods + order.delivery {
        sums.push((w.say("order-tax").into_owned(), money(order.tax)));
    }
    if order.refunded > 0 {
        sums.push((w.say("order-refunded").into_owned(), money(-order.refunded)));
    }
    sums
}

pub fn state_tag(reader: &Reader, state: OrderState) -> Tag {
    let w = reader.words;
    let (tone, icon, text) = match state {
        OrderState::ToShip => ("info", "box", w.say("order-state-to-ship")),
        OrderState::PartShipped => ("info", "truck", w.say("order-state-part-shipped")),
        OrderState::Shipped => ("info", "truck", w.say("order-state-shipped")),
        OrderState::Delivered => ("good", "check", w.say("order-state-delivered")),
        OrderState::Completed => ("good", "check", w.say("order-state-completed")),
        OrderState::Cancelled => ("", "bad", w.say("order-state-cancelled")),
        OrderState::Refunded => ("", "prev", w.say("order-state-refunded")),
    };
    Tag { tone, icon, text: text.into_owned() }
}

impl Line {
    pub fn new(reader: &Reader, order: &Order, line: &OrderLine) -> Self {
        Self {
            href: product_href(line.product, &line.title),
            title: line.title.clone(),
            options: line.options.clone(),
            picture: picture(&line.picture, &line.drawing, line.hue, ""),
            quantity: line.quantity,
            amount: reader.money(line.amount, order.currency),
        }
    }
}

impl RequestCard {
    fn new(reader: &Reader, order: &Order, request: &Request) -> Self {
        let w = reader.words;
        let is_withdrawal = request.kind == RequestKind::Withdrawal;
        let amount = reader.money(request.asked, order.currency);
        let key = if is_withdrawal { "refund-withdrawal-of" } else { "refund-request-of" };
        Self {
            id: request.id.to_string(),
            title: w.with(key, &[("amount", amount.into()), ("date", reader.day(request.opened_at).into())]),
            tag: request_tag(reader, order, request),
            text: request.text.clone(),
            answer: request.answer.clone(),
            ruling: request.ruling.clone(),
            can_escalate: matches!(request.state, RequestState::Asked | RequestState::RefusedBySeller),
            can_take_back: request.is_open() && !is_withdrawal,
            is_withdrawal,
        }
    }
}

fn request_tag(reader: &Reader, order: &Order, request: &Request) -> Tag {
    let w = reader.words;
    let granted = || reader.money(request.granted, order.currency);
    let (tone, icon, text) = match request.state {
        RequestState::Asked => ("info", "info", w.say("refund-state-asked").into_owned()),
        RequestState::RefusedBySeller => ("bad", "bad", w.say("refund-state-refused").into_owned()),
        RequestState::Escalated => ("warn", "alert", w.say("refund-state-escalated").into_owned()),
        RequestState::Agreed | RequestState::AgreedBySilence => {
            ("good", "check", w.with("refund-state-agreed", &[("amount", granted().into())]))
        }
        RequestState::Ruled => {
            ("info", "check", w.with("refund-state-ruled", &[("amount", granted().into())]))
        }
        RequestState::Withdrawn => ("", "prev", w.say("refund-state-withdrawn").into_owned()),
    };
    Tag { tone, icon, text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn terms() -> Terms {
        let reviews = Reviews { days: 30, ..Reviews::default() };
        Terms { ask_days_after_completion: 14, withdrawal_days: Some(14), reviews }
    }

    #[test]
    fn only_what_would_be_accepted_is_offered() {
        let act = |confirm, cancel, ask, withdraw| Acts { confirm, cancel, ask, withdraw, review: false };
        let table = [
            (OrderState::ToShip, act(false, true, false, true)),
            (OrderState::Shipped, act(true, false, true, true)),
            (OrderState::Delivered, act(true, false, true, true)),
            (OrderState::Completed, Acts { review: true, ..act(false, false, true, true) }),
            (OrderState::Cancelled, act(false, false, false, false)),
        ];
        for (state, expected) in table {
            assert_eq!(acts(sample::NOW, &sample::order(state), &[], &terms()), expected, "{state}");
        }
        let open = [sample::request(RequestState::Escalated)];
        assert_eq!(acts(sample::NOW, &sample::order(OrderState::Shipped), &open, &terms()), Acts::default());
        let late = sample::NOW + 60 * DAY;
        assert_eq!(acts(late, &sample::order(OrderState::Completed), &[], &terms()), Acts::default());
    }
}
