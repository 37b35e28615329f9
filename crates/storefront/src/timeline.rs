//! The life of an order as a reader follows it: what happened with its dates, what goes on now and until when, what comes.

use domain::order::{Order, OrderState, OrderStep, Step};
use domain::refund::{Request, RequestState};
use domain::{DAY, Micros};
use web::Stop;

use crate::reader::Reader;

/// All stops of an order, in their order.
pub fn stops(reader: &Reader, order: &Order, steps: &[OrderStep], requests: &[Request]) -> Vec<Stop> {
    let mut stops: Vec<Stop> = steps.iter().filter_map(|step| past(reader, order, step)).collect();
    match requests.iter().find(|request| request.is_open()) {
        Some(request) => stops.push(asked(reader, request)),
        None => stops.extend(ahead(reader, order)),
    }
    stops
}

/// What happened. Steps between seller and market are not the buyer's.
fn past(reader: &Reader, order: &Order, step: &OrderStep) -> Option<Stop> {
    let w = reader.words;
    let title = match step.step {
        Step::Placed => w.say("order-step-placed"),
        Step::Shipped => w.say("order-step-shipped"),
        Step::Delivered => w.say("order-step-delivered"),
        Step::Confirmed => w.say("order-step-confirmed"),
        Step::ConfirmedBySilence => w.say("order-step-confirmed-by-silence"),
        Step::Cancelled => w.say("order-step-cancelled"),
        Step::RefundAsked => w.say("order-step-refund-asked"),
        Step::RefundRefused => w.say("order-step-refund-refused"),
        Step::RefundAgreed => w.say("order-step-refund-agreed"),
        Step::RefundAgreedBySilence => w.say("order-step-refund-agreed-by-silence"),
        Step::RefundEscalated => w.say("order-step-refund-escalated"),
        Step::RefundRuled => w.say("order-step-refund-ruled"),
        Step::RefundWithdrawn => w.say("order-step-refund-withdrawn"),
        Step::Refunded => w.say("order-step-refunded"),
        Step::WithdrawalDeclared => w.say("order-step-withdrawal-declared"),
        Step::PaidOut | Step::Matured => return None,
    };
    let amount = (step.amount > 0).then(|| reader.money(step.amount, order.currency));
    let note = [amount.unwrap_or_default(), step.text.clone()];
    let note = note.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    Some(Stop::done(title, reader.day_time(step.at)).note(note))
}

/// An open request stops everything else.
fn asked(reader: &Reader, request: &Request) -> Stop {
    let w = reader.words;
    match request.state {
        RequestState::Asked => {
            let until = w.with("order-until", &[("date", reader.day(request.answer_by).into())]);
            Stop::now(w.say("order-now-asked"), until).note(w.say("order-now-asked-note"))
        }
        RequestState::RefusedBySeller => {
            Stop::now(w.say("order-now-refused"), "").note(w.say("order-now-refused-note"))
        }
        _ => Stop::now(w.say("order-now-escalated"), "").note(w.say("order-now-escalated-note")),
    }
}

/// What goes on, and what comes of itself.
fn ahead(reader: &Reader, order: &Order) -> Vec<Stop> {
    let w = reader.words;
    let until = |at: Micros| w.with("order-until", &[("date", reader.day(at).into())]);
    let arrival = |from: Micros| reader.days(from + order.days_min * DAY, from + order.days_max * DAY);
    match order.state {
        OrderState::ToShip | OrderState::PartShipped => vec![
            Stop::now(w.say("order-now-packing"), until(order.ship_by()))
                .note(w.say("order-now-packing-note")),
            Stop::ahead(w.say("order-step-delivered"), arrival(order.ship_by())),
        ],
        OrderState::Shipped => {
            let sent = order.shipped_at.unwrap_or(order.placed_at);
            let silence = order.confirm_at.map(|at| {
                Stop::ahead(w.say("order-ahead-silence"), reader.day(at))
                    .note(w.say("order-now-delivered-note"))
            });
            let on_its_way = Stop::now(w.say("order-now-shipped"), arrival(sent));
            [on_its_way].into_iter().chain(silence).collect()
        }
        OrderState::Delivered => {
            let when = order.confirm_at.map(until).unwrap_or_default();
            vec![Stop::now(w.say("order-now-delivered"), when).note(w.say("order-now-delivered-note"))]
        }
        OrderState::Completed | OrderState::Cancelled | OrderState::Refunded => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn what_happens_next_and_until_when_is_told_in_every_state() {
        let reader = sample::reader(web::Words::default());
        let table = [
            (OrderState::ToShip, 2, "until 24 Nov"),
            (OrderState::Shipped, 2, "24 Nov – 26 Nov"),
            (OrderState::Delivered, 1, "until 2 Dec"),
            (OrderState::Completed, 0, ""),
        ];
        for (state, count, when) in table {
            let order = sample::order(state);
            let stops = stops(&reader, &order, &[], &[]);
            assert_eq!((stops.len(), stops.first().map_or("", |stop| &stop.when)), (count, when), "{state}");
        }
    }

    #[test]
    fn an_open_request_takes_the_place_of_what_would_come() {
        let reader = sample::reader(web::Words::default());
        let (order, request) = (sample::order(OrderState::Shipped), sample::request(RequestState::Asked));
        let stops = stops(&reader, &order, &[], &[request]);
        assert_eq!(stops.len(), 1);
        assert_eq!(stops[0].when, "until 27 Nov");
    }
}
