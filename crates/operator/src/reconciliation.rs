//! Three books side by side, day by day: our ledger, the provider's settlement file, the bank's statement.

#[cfg(test)]
#[cfg(test)]
mod samples;

use askama::Template;
use axum::response::Response;
use money::Money;
use web::actor::OperatorDesk;
use web::{Desk, Failure, Frame, page};

use crate::mark::Mark;
use crate::place::{Place, Section};
use engine::console::Day;

pub(crate) async fn show(desk: OperatorDesk) -> Result<Response, Failure> {
    let (frame, place) = Place::at(&desk, Section::Reconciliation);
    let found = engine::console::reconciliation(&desk.site.engine, &desk.member, desk.now()).await?;
    Ok(page::html(&ShowReconciliation::new(frame, &place, &found)))
}

#[derive(Debug, Template)]
#[template(path = "reconciliation/show.html")]
pub(crate) struct ShowReconciliation {
    frame: Frame,
    desk: Desk,
    mark: Mark,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    day: String,
    ledger: String,
    file: String,
    fee: String,
    bank: String,
    mark: Mark,
    /// What differs, and what it may mean.
    reasons: Vec<String>,
    ledger_differs: bool,
    bank_differs: bool,
}

impl ShowReconciliation {
    pub(crate) fn new(frame: Frame, place: &Place, found: &[Day]) -> Self {
        let words = place.words;
        let differing = found.iter().filter(|day| day.differs || day.unknown > 0).count();
        let mark = match differing {
            0 => Mark::new("good", "check", words.say("operator-days-agree")),
            days => Mark::new("bad", "alert", words.with("operator-days-differ", &[("count", days.into())])),
        };
        Self {
            desk: place.desk(),
            mark,
            rows: found.iter().map(|day| row(place, day)).collect(),
            frame: frame.titled(place.title()),
        }
    }
}

fn row(place: &Place, day: &Day) -> Row {
    let words = place.words;
    let money = |minor: i64| words.money(Money::new(minor, day.currency));
    let reasons = reasons(place, day);
    let mark = if reasons.is_empty() {
        Mark::new("good", "check", words.say("operator-agrees"))
    } else {
        Mark::new("bad", "alert", words.say("operator-differs"))
    };
    let date = domain::tax::day_of(&day.day);
    Row {
        // The day is the file's own: it is no moment of the market's clock.
        day: date.map_or_else(|| day.day.clone(), |at| words.date(at, 0)),
        ledger: money(day.ledger_net),
        file: money(day.file_net),
        fee: money(day.file_fee),
        bank: money(day.bank),
        mark,
        reasons,
        ledger_differs: day.differs && day.ledger_net != day.file_net,
        bank_differs: day.differs && day.bank != day.file_net,
    }
}

fn reasons(place: &Place, day: &Day) -> Vec<String> {
    let words = place.words;
    let apart = |one: i64, other: i64| words.money(Money::new((one - other).saturating_abs(), day.currency));
    let mut all = Vec::new();
    if day.unknown > 0 {
        all.push(words.with("operator-unknown-lines", &[("count", day.unknown.into())]));
    }
    if !day.differs {
        return all;
    }
    let tell = |all: &mut Vec<String>, more: &str, less: &str, one: i64, other: i64| {
        if one != other {
            let key = if one > other { more } else { less };
            all.push(words.with(key, &[("amount", apart(one, other).into())]));
        }
    };
    tell(&mut all, "operator-ledger-more", "operator-ledger-less", day.ledger_net, day.file_net);
    tell(&mut all, "operator-bank-more", "operator-bank-less", day.bank, day.file_net);
    if all.is_empty() {
        all.push(words.say("operator-differs-somehow").into_owned());
    }
    all
}
