//! Payouts: those that wait for an operator, one by one or several at once, and all that were decided.

mod decide;
#[cfg(test)]
#[cfg(test)]
mod samples;

use askama::Template;
use domain::Code;
use domain::payout::PayoutState;
use money::{Currency, Money};
use web::{Desk, Form, Frame, Link, Pager};

use crate::mark::Mark;
use crate::place::Place;
use engine::payout::ListedPayout;

pub(crate) use decide::{decide, list};

/// As many rows as the engine gives at once: a full page has a next one.
const ROWS: usize = 50;
/// Payouts decided in one go: a page full.
const AT_ONCE_MAX: usize = ROWS;
const REASON_CHARS_MAX: usize = 200;

#[derive(Debug, Template)]
#[template(path = "payout/list.html")]
pub(crate) struct ListPayouts {
    frame: Frame,
    desk: Desk,
    tabs: Vec<Link>,
    rows: Vec<Row>,
    sums: Vec<String>,
    pager: Pager,
    /// Whether these wait for an operator.
    is_open: bool,
    action: String,
    form: Form,
}

#[derive(Debug)]
struct Row {
    id: String,
    seller: String,
    amount: String,
    proposed: String,
    mark: Mark,
}

impl ListPayouts {
    /// `is_first` tells whether a cursor was given.
    pub(crate) fn new(
        frame: Frame,
        place: &Place,
        found: &[ListedPayout],
        (state, is_first): (PayoutState, bool),
        form: Option<Form>,
    ) -> Self {
        let words = place.words;
        let address = |state: PayoutState| place.to(&format!("/operator/payouts?state={}", state.code()));
        let tab = |tab: &PayoutState| {
            let link = Link::new(Mark::payout(words, *tab).text, address(*tab));
            if *tab == state { link.here() } else { link }
        };
        let next = found.last().filter(|_| found.len() == ROWS);
        let next = next.map(|last| format!("{}&before={}", address(state), last.payout));
        Self {
            desk: place.desk(),
            tabs: PayoutState::ALL.iter().map(tab).collect(),
            rows: found.iter().map(|payout| row(place, payout)).collect(),
            sums: sums(place, found),
            pager: Pager::neighbours((!is_first).then(|| address(state)), next),
            is_open: state == PayoutState::Proposed,
            action: place.to("/operator/payouts"),
            form: form.unwrap_or_default().labelled([("reason", words.say("operator-payout-reason"))]),
            frame: frame.titled(place.title()),
        }
    }
}

fn row(place: &Place, payout: &ListedPayout) -> Row {
    let words = place.words;
    Row {
        id: payout.payout.to_string(),
        seller: payout.seller_name.clone(),
        amount: words.money(Money::new(payout.amount, payout.currency)),
        proposed: words.date_time(payout.proposed_at, place.offset_minutes),
        mark: Mark::payout(words, payout.state),
    }
}

/// What the rows come to, in each currency.
fn sums(place: &Place, found: &[ListedPayout]) -> Vec<String> {
    let mut sums: Vec<(Currency, i64)> = Vec::new();
    for payout in found {
        match sums.iter_mut().find(|(currency, _)| *currency == payout.currency) {
            Some((_, sum)) => *sum += payout.amount,
            None => sums.push((payout.currency, payout.amount)),
        }
    }
    sums.into_iter().map(|(currency, sum)| place.words.money(Money::new(sum, currency))).collect()
}
