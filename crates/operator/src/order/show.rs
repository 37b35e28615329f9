//! One order: what was bought, what happened, every transfer, and the ruling on a request.

use askama::Template;
use domain::Code;
use domain::address::Address;
use domain::order::{Order, OrderLine, OrderStep};
use domain::refund::{Refund, Request, RequestState};
use domain::shipment::Shipment;
use money::{Money, Rate};
use web::{Choice, Crumb, Desk, Form, Frame, Stop, Words};

use super::transfers::Journal;
use crate::mark::{Mark, of_code};
use crate::place::{Place, Section};
use engine::order::{OperatorOrder, OrderView};

/// Longest reasons of a ruling: as long as a request's own words.
pub(crate) const RULING_CHARS_MAX: usize = domain::refund::TEXT_LETTERS_MAX;

#[derive(Debug, Template)]
#[template(path = "order/show.html")]
pub(crate) struct ShowOrder {
    frame: Frame,
    desk: Desk,
    crumbs: Vec<Crumb>,
    id: String,
    mark: Mark,
    facts: Vec<(String, String)>,
    lines: Vec<Goods>,
    sums: Vec<(String, String)>,
    total: (String, String),
    stops: Vec<Stop>,
    journal: Journal,
    /// Whether the order itself says the same of its escrow as its transfers.
    agrees: bool,
    expected: String,
    shipments: Vec<(String, String)>,
    requests: Vec<Claim>,
    refunds: Vec<(String, String, String, Mark)>,
    form: Form,
    answers: Vec<Choice>,
}

#[derive(Debug)]
struct Goods {
    title: String,
    note: String,
    quantity: i64,
    unit: String,
    amount: String,
}

/// A request for a refund, as the operator reads it.
#[derive(Debug)]
struct Claim {
    mark: Mark,
    kind: String,
    reason: String,
    /// Who said what.
    said: Vec<(String, String)>,
    facts: Vec<(String, String)>,
    /// Where a ruling is sent; empty where none is asked for.
    rule_at: String,
}

impl ShowOrder {
    pub(crate) fn new(frame: Frame, place: &Place, found: &OperatorOrder, form: Option<Form>) -> Self {
        let (words, view) = (place.words, &found.view);
        let order = &view.order;
        let id = order.id.to_string();
        let money = |minor: i64| words.money(Money::new(minor, order.currency));
        let journal = Journal::new(place, order.id, order.currency, &found.transfers);
        let orders = Crumb { label: Section::Orders.label(words), href: place.to(Section::Orders.path()) };
        Self {
            desk: place.desk(),
            crumbs: vec![orders],
            mark: Mark::order(words, order.state),
            facts: facts(place, found),
            lines: view.lines.iter().map(|line| goods(place, order, line)).collect(),
            sums: vec![
                (words.say("operator-goods").into_owned(), money(order.goods)),
                (words.say("operator-delivery").into_owned(), money(order.delivery)),
                (words.say("operator-tax").into_owned(), money(order.tax)),
            ],
            total: (words.say("operator-total").into_owned(), money(order.total)),
            stops: view.steps.iter().map(|step| stop(place, order, step)).collect(),
            agrees: journal.held.minor == order.held(),
            expected: money(order.held()),
            journal,
            shipments: view.shipments.iter().map(|(shipment, _)| parcel(place, shipment)).collect(),
            requests: view.requests.iter().map(|request| claim(place, order, request)).collect(),
            refunds: view.refunds.iter().map(|refund| went_back(place, refund)).collect(),
            form: form.unwrap_or_default().labelled(labels(place)),
            answers: answers(place, order, &view.requests),
            frame: frame.titled(words.with("operator-order-of", &[("id", (&id).into())])),
            id,
        }
    }
}

/// What the fields of a ruling are called.
pub(crate) fn labels(place: &Place) -> [(&'static str, String); 3] {
    let say = |key: &str| place.words.say(key).into_owned();
    [
        ("decision", say("operator-rule-decision")),
        ("amount", say("operator-rule-amount")),
        ("ruling", say("operator-rule-reasons")),
    ]
}

/// The three rulings; full means what was asked for, as far as it is still there.
fn answers(place: &Place, order: &Order, requests: &[Request]) -> Vec<Choice> {
    let words = place.words;
    let money = |minor: i64| words.money(Money::new(minor, order.currency));
    let asked = requests.iter().find(|request| request.state == RequestState::Escalated);
    let full = asked.map_or(0, |request| request.asked.min(order.refundable()));
    let say = |key: &str| words.say(key).into_owned();
    vec![
        Choice::new("full", say("operator-rule-full")).aside(money(full)),
        Choice::new("partial", say("operator-rule-partial")).note(say("operator-rule-partial-note")),
        Choice::new("none", say("operator-rule-none")).aside(money(0)),
    ]
}

/// What the market takes of the order when nothing goes back, and at which rates.
fn commission(words: Words, view: &OrderView) -> String {
    let mut rates: Vec<Rate> = view.lines.iter().map(|line| line.commission_ppm).collect();
    rates.sort_unstable();
    rates.dedup();
    let rates: Vec<String> = rates.into_iter().map(|rate| words.rate(rate)).collect();
    let amount = words.money(Money::new(view.order.commission, view.order.currency));
    format!("{amount} ({})", rates.join(", "))
}

fn facts(place: &Place, found: &OperatorOrder) -> Vec<(String, String)> {
    let (words, view) = (place.words, &found.view);
    let order = &view.order;
    let moment = |at: i64| words.date_time(at, place.offset_minutes);
    let fact = |key: &str, value: String| (words.say(key).into_owned(), value);
    let address: Address = serde_json::from_str(&order.address).unwrap_or_default();
    let (town, country) = (format!("{} {}", address.postcode, address.city), words.country(&address.country));
    let place_of = [&address.name, &address.street, &address.extra, town.trim(), &address.region, &country];
    let place_of: Vec<&str> = place_of.into_iter().filter(|part| !part.is_empty()).collect();
    let mut all = vec![
        fact("operator-shop", view.shop.name.clone()),
        fact("operator-seller", view.seller.legal_name.clone()),
        fact("operator-buyer", order.email.clone()),
        fact("operator-address", place_of.join(", ")),
        fact("operator-placed", moment(order.placed_at)),
        fact("operator-purchase", order.purchase.to_string()),
        fact("operator-charge", order.charge_reference.clone()),
        fact("operator-commission", commission(words, view)),
    ];
    all.extend(order.confirm_at.map(|at| fact("operator-confirms", moment(at))));
    all.extend((order.fee > 0).then(|| {
        let fee = Money::new(order.fee - order.fee_back, order.currency);
        fact("operator-fee", words.money(fee))
    }));
    all.retain(|(_, value)| !value.is_empty());
    all
}

fn goods(place: &Place, order: &Order, line: &OrderLine) -> Goods {
    let money = |minor: i64| place.words.money(Money::new(minor, order.currency));
    let parts = [line.options.as_str(), line.sku.as_str()].into_iter().filter(|part| !part.is_empty());
    Goods {
        title: line.title.clone(),
        note: parts.collect::<Vec<_>>().join(" · "),
        quantity: line.quantity,
        unit: money(line.unit),
        amount: money(line.amount),
    }
}

fn stop(place: &Place, order: &Order, step: &OrderStep) -> Stop {
    let words = place.words;
    let by = of_code(words, "by", step.by_whom.code());
    let amount = (step.amount > 0).then(|| words.money(Money::new(step.amount, order.currency)));
    let note = [Some(by), amount, Some(step.text.clone())];
    let note: Vec<String> = note.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    Stop::done(of_code(words, "step", step.step.code()), words.day_time(step.at, place.offset_minutes))
        .note(note.join(" · "))
}

fn parcel(place: &Place, shipment: &Shipment) -> (String, String) {
    let words = place.words;
    let name = format!("{} {}", shipment.carrier, shipment.tracking);
    let name = if name.trim().is_empty() { shipment.id.to_string() } else { name };
    let (key, at) = shipment
        .delivered_at
        .map_or(("operator-parcel-sent", shipment.shipped_at), |at| ("operator-parcel-delivered", at));
    (name, words.with(key, &[("moment", words.day_time(at, place.offset_minutes).into())]))
}

fn claim(place: &Place, order: &Order, request: &Request) -> Claim {
    let words = place.words;
    let money = |minor: i64| words.money(Money::new(minor, order.currency));
    let moment = |at: i64| words.date_time(at, place.offset_minutes);
    let fact = |key: &str, value: String| (words.say(key).into_owned(), value);
    let mut facts = vec![
        fact("operator-asked-for", money(request.asked)),
        fact("operator-asked-at", moment(request.opened_at)),
    ];
    match request.closed_at {
        Some(at) => {
            facts.push(fact("operator-granted", money(request.granted)));
            facts.push(fact("operator-closed-at", moment(at)));
        }
        None if request.state == RequestState::Asked => {
            facts.push(fact("operator-answer-by", moment(request.answer_by)));
        }
        None => facts.push(fact("operator-left", money(order.refundable()))),
    }
    let mut said = vec![
        fact("operator-by-buyer", request.text.clone()),
        fact("operator-by-seller", request.answer.clone()),
        fact("operator-ruling", request.ruling.clone()),
    ];
    said.retain(|(_, text)| !text.is_empty());
    let rule_at = place.to(&format!("/operator/orders/{}/ruling", order.id));
    Claim {
        mark: Mark::request(words, request.state),
        kind: of_code(words, "kind", request.kind.code()),
        reason: of_code(words, "asked", request.reason.code()),
        said,
        facts,
        rule_at: if request.state == RequestState::Escalated { rule_at } else { String::new() },
    }
}

fn went_back(place: &Place, refund: &Refund) -> (String, String, String, Mark) {
    let words = place.words;
    let cause = of_code(words, "cause", refund.cause.code());
    let moment = words.date_time(refund.done_at.unwrap_or(refund.opened_at), place.offset_minutes);
    let amount = words.money(Money::new(refund.amount, refund.currency));
    (amount, cause, moment, Mark::refund(words, refund.state))
}
