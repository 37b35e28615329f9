//! One order as its shop sees it: what to pack, where it goes, what happened, and what can be done now.

mod request;

use domain::order::{By, Order, OrderLine, OrderState, OrderStep, Step};
#[cfg(test)]
use domain::refund::RequestState;
use domain::refund::{Refund, Request};
use domain::shipment::{Shipment, ShipmentLine};
use domain::{Code, DAY};
use web::{Desk, Form, Frame, Picture, Stop, Tone, Words};

use super::list::{address, line_picture};
#[cfg(test)]
use crate::desk::Room;
use crate::desk::Scope;
use crate::moment::{Mark, Moment};
#[cfg(test)]
use crate::sample;

pub use request::Asked;

/// `/seller/orders/{id}`
#[derive(Debug, askama::Template)]
#[template(path = "order/show.html")]
pub struct ShowOrder {
    pub frame: Frame,
    pub desk: Desk,
    pub scope: Scope,
    pub id: String,
    pub state: Mark,
    pub next: Mark,
    pub buyer: String,
    pub email: String,
    pub phone: String,
    pub address: Vec<String>,
    pub delivery: String,
    pub lines: Vec<Line>,
    pub sums: Vec<(String, String)>,
    pub total: (String, String),
    pub stops: Vec<Stop>,
    pub parcels: Vec<Parcel>,
    pub requests: Vec<Asked>,
    /// What of the money is not the seller’s, and what went back.
    pub facts: Vec<(String, String)>,
    pub can_ship: bool,
    pub can_cancel: bool,
    /// What can still be given back, as written; empty when nothing can.
    pub refundable: String,
    pub form: Form,
}

/// One line of the order, with what of it is still to pack.
#[derive(Debug, Clone)]
pub struct Line {
    pub ordinal: i64,
    pub picture: Picture,
    pub title: String,
    pub note: String,
    pub quantity: i64,
    pub left: i64,
    pub amount: String,
}

/// One parcel that left the shop.
#[derive(Debug, Clone)]
pub struct Parcel {
    pub id: String,
    pub name: String,
    pub tracking: String,
    pub when: String,
    pub goods: String,
    pub has_arrived: bool,
}

/// What the page is made of.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    pub order: &'a Order,
    pub lines: &'a [OrderLine],
    pub steps: &'a [OrderStep],
    pub shipments: &'a [(Shipment, Vec<ShipmentLine>)],
    pub requests: &'a [Request],
    pub refunds: &'a [Refund],
}

impl ShowOrder {
    pub fn new(frame: Frame, desk: Desk, scope: Scope, moment: Moment, told: Told<'_>, form: Form) -> Self {
        let Told { order, lines, .. } = told;
        let to = address(order);
        let words = moment.words;
        let country = words.country(&to.country).into_owned();
        let has_request = told.requests.iter().any(Request::is_open);
        let waits = matches!(order.state, OrderState::ToShip | OrderState::PartShipped);
        let can_refund =
            order.refundable() > 0 && !matches!(order.state, OrderState::Cancelled | OrderState::Refunded);
        Self {
            id: order.id.to_string(),
            state: state(words, order.state),
            next: next(moment, order),
            buyer: to.name.clone(),
            email: order.email.clone(),
            phone: to.phone.clone(),
            address: [to.street, to.extra, format!("{} {}", to.postcode, to.city), to.region, country]
                .into_iter()
                .filter(|line| !line.trim().is_empty())
                .collect(),
            delivery: order.delivery_name.clone(),
            lines: lines.iter().map(|line| Line::new(moment, order, line)).collect(),
            sums: sums(moment, order),
            total: (words.say("seller-order-total").into(), moment.money(order.total, order.currency)),
            stops: stops(moment, order, told.steps),
            parcels: told.shipments.iter().map(|parcel| Parcel::new(moment, lines, parcel)).collect(),
            requests: told.requests.iter().map(|request| Asked::new(moment, order, request)).collect(),
            facts: facts(moment, order, told.refunds),
            can_ship: waits,
            can_cancel: order.state == OrderState::ToShip,
            refundable: if can_refund && !has_request {
                moment.money(order.refundable(), order.currency)
            } else {
                String::new()
            },
            frame: frame.titled(words.with("seller-order-of", &[("buyer", address(order).name.into())])),
            desk,
            scope,
            form,
        }
    }
}

impl ShowOrder {
    /// An address below this order's own.
    pub fn to(&self, rest: &str) -> String {
        self.scope.to(&format!("/seller/orders/{}{rest}", self.id))
    }
}

/// What a state is called, and how it is meant.
pub fn state(words: Words, state: OrderState) -> Mark {
    let text = words.say(&format!("seller-state-{}", state.code().replace('_', "-")));
    match state {
        OrderState::ToShip | OrderState::PartShipped => Mark::new(Tone::Warn, text),
        OrderState::Shipped | OrderState::Delivered => Mark::new(Tone::Info, text),
        OrderState::Completed => Mark::new(Tone::Good, text),
        OrderState::Cancelled | OrderState::Refunded => Mark::plain(text),
    }
}

/// What happens next, and when.
fn next(moment: Moment, order: &Order) -> Mark {
    let say = |key: &str, at: i64| moment.words.with(key, &[("day", moment.weekday(at).into())]);
    match (order.state, order.confirm_at) {
        (OrderState::ToShip | OrderState::PartShipped, _) => moment.deadline(order.ship_by()),
        (OrderState::Shipped | OrderState::Delivered, Some(at)) => {
            Mark::plain(say("seller-order-next-silence", at))
        }
        (OrderState::Shipped | OrderState::Delivered, None) => {
            Mark::new(Tone::Warn, moment.words.say("seller-order-next-stopped"))
        }
        (OrderState::Completed, _) if order.matured_at.is_none() => {
            let at = order.completed_at.unwrap_or(order.placed_at) + order.payout_delay_days * DAY;
            Mark::plain(say("seller-order-next-payable", at))
        }
        _ => Mark::default(),
    }
}

/// How the total came about: tax stands in it only where it was added.
fn sums(moment: Moment, order: &Order) -> Vec<(String, String)> {
    let line = |key: &str, minor| (moment.words.say(key).into_owned(), moment.money(minor, order.currency));
    let mut sums =
        vec![line("seller-order-goods", order.goods), line("seller-order-delivery", order.delivery)];
    if order.goods + order.delivery != order.total {
        sums.push(line("seller-order-tax-added", order.tax));
    }
    sums
}

fn facts(moment: Moment, order: &Order, refunds: &[Refund]) -> Vec<(String, String)> {
    let line = |key: &str, minor| (moment.words.say(key).into_owned(), moment.money(minor, order.currency));
    let mut facts = Vec::new();
    if order.goods + order.delivery == order.total && order.tax > 0 {
        facts.push(line("seller-order-tax", order.tax));
    }
    if order.fee + order.fee_vat > 0 {
        facts.push(line("seller-order-fee", order.fee + order.fee_vat));
    }
    if order.refunded > 0 {
        facts.push(line("seller-order-refunded", order.refunded));
    }
    facts.extend(refunds.iter().map(|refund| refund_line(moment, refund)));
    facts
}

fn stops(moment: Moment, order: &Order, steps: &[OrderStep]) -> Vec<Stop> {
    let mut stops: Vec<Stop> = steps.iter().map(|step| stop(moment, order, step)).collect();
    match order.state {
        OrderState::ToShip | OrderState::PartShipped => {
            let by = moment.weekday(order.ship_by());
            stops.push(Stop::now(moment.words.say("seller-step-ship-by"), by));
        }
        OrderState::Shipped => stops.push(Stop::ahead(moment.words.say("seller-step-delivered"), "")),
        _ => {}
    }
    stops
}

fn stop(moment: Moment, order: &Order, step: &OrderStep) -> Stop {
    let title = moment.words.say(&format!("seller-step-{}", step.step.code().replace('_', "-")));
    let stop = Stop::done(title, moment.day_time(step.at));
    let amount = if step.amount > 0 && step.step != Step::Placed {
        moment.money(step.amount, order.currency)
    } else {
        String::new()
    };
    let who = match step.by_whom {
        By::Time | By::Provider => String::new(),
        by => moment.words.say(&format!("seller-by-{}", by.code())).into_owned(),
    };
    let parts = [who, amount, step.text.clone()];
    stop.note(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "))
}

fn refund_line(moment: Moment, refund: &Refund) -> (String, String) {
    let at = refund.done_at.unwrap_or(refund.opened_at);
    let key = format!("seller-refund-{}", refund.state.code());
    let name = moment.words.with(&key, &[("day", moment.day(at).into())]);
    (name, moment.money(refund.amount, refund.currency))
}

impl Line {
    fn new(moment: Moment, order: &Order, line: &OrderLine) -> Self {
        let sku = if line.sku.is_empty() { String::new() } else { format!("SKU {}", line.sku) };
        let rate = moment.words.rate(line.commission_ppm);
        let commission = moment.words.with("fee-line-commission", &[("rate", rate.into())]);
        let is_taken = !line.commission_ppm.is_zero();
        let note = [line.options.as_str(), sku.as_str(), if is_taken { commission.as_str() } else { "" }];
        Self {
            ordinal: line.ordinal,
            picture: line_picture(line),
            title: line.title.clone(),
            note: note.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
            quantity: line.quantity,
            left: line.quantity - line.shipped,
            amount: moment.money(line.amount, order.currency),
        }
    }
}

impl Parcel {
    fn new(moment: Moment, lines: &[OrderLine], (parcel, pieces): &(Shipment, Vec<ShipmentLine>)) -> Self {
        let title = |ordinal| {
            lines.iter().find(|line| line.ordinal == ordinal).map_or("", |line| line.title.as_str())
        };
        let goods = pieces.iter().map(|piece| format!("{} × {}", piece.quantity, title(piece.ordinal)));
        let (key, at) = match parcel.delivered_at {
            Some(at) => ("seller-parcel-arrived", at),
            None => ("seller-parcel-left", parcel.shipped_at),
        };
        Self {
            id: parcel.id.to_string(),
            name: if parcel.carrier.is_empty() {
                moment.words.say("seller-parcel").into()
            } else {
                parcel.carrier.clone()
            },
            tracking: parcel.tracking.clone(),
            when: moment.words.with(key, &[("day", moment.day_time(at).into())]),
            goods: goods.collect::<Vec<_>>().join(", "),
            has_arrived: parcel.delivered_at.is_some(),
        }
    }
}

#[cfg(test)]
impl web::Page for ShowOrder {
    fn samples(words: Words) -> Vec<Self> {
        let moment = sample::moment(words);
        let (mut shipped, lines) = sample::orders().remove(1);
        (shipped.state, shipped.shipped_at, shipped.fee) = (OrderState::Shipped, Some(sample::NOW), 264);
        (shipped.refunded, shipped.confirm_left) = (500, Some(DAY));
        let mut closed = shipped.clone();
        (closed.state, closed.refunded) = (OrderState::Cancelled, closed.total);
        let (waiting, many) = sample::orders().remove(2);
        let page = |order: &Order, lines: &[OrderLine], requests: &[Request], form: Form| {
            let told = Told {
                order,
                lines,
                steps: &sample::steps(order),
                shipments: &[sample::shipment(order, None), sample::shipment(order, Some(sample::NOW))],
                requests,
                refunds: &[],
            };
            let desk = sample::desk(words, Room::Orders);
            Self::new(Frame::sample(words), desk, sample::scope(), moment, told, form)
        };
        let mut form = Form::filled([("carrier", "GLS".to_owned()), ("amount", "1.234".to_owned())]);
        form.errors.refuse("quantity.0", "order.too_many_pieces", vec![("left", 2_i64.into())]);
        form.errors.add("reason", "web-error-required");
        form.errors.add("amount", "web-error-not-an-amount");
        let mut asked =
            [RequestState::Asked, RequestState::Escalated].map(|state| sample::request(&shipped, state));
        asked[1].id = domain::RequestId::from_raw(asked[0].id.get() + 1);
        vec![
            page(&waiting, &many, &[], Form::default()),
            page(&waiting, &many, &[], form),
            page(&shipped, &lines, &asked, Form::default()),
            page(&closed, &lines, &[sample::request(&closed, RequestState::Ruled)], Form::default()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_render() {
        web::page::render_all::<ShowOrder>();
    }

    #[test]
    fn every_state_and_step_has_its_words_in_every_language() {
        for lang in web::Lang::ALL {
            let words = Words::new(lang);
            for code in OrderState::ALL.iter().map(|state| state.code()) {
                assert!(words.knows(&format!("seller-state-{}", code.replace('_', "-"))), "{code}");
            }
            for code in Step::ALL.iter().map(|step| step.code()) {
                assert!(words.knows(&format!("seller-step-{}", code.replace('_', "-"))), "{code}");
            }
        }
    }

    #[test]
    fn what_a_buyer_wrote_is_text_and_nothing_else() {
        let html = askama::Template::render(&<ShowOrder as web::Page>::samples(Words::default())[2]).unwrap();
        assert!(!html.contains("chipped <b>") && html.contains("chipped &#60;b&#62;"));
    }
}
