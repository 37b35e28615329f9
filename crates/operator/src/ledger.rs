//! The ledger: the chart of accounts with what was posted to each before a date, and the sums that must be equal.

#[cfg(test)]
#[cfg(test)]
mod samples;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use domain::{DAY, MINUTE, Micros};
use ledger::{AccountKind, Side};
use money::{Currency, Money};
use web::actor::OperatorDesk;
use web::{Desk, Failure, Frame, page};

use crate::mark::{Mark, of_code};
use crate::place::{Asked, Place, Section};
use engine::console::TrialLine;

pub(crate) async fn show(desk: OperatorDesk, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let (frame, place) = Place::at(&desk, Section::Ledger);
    let until = end_of(&asked.at, place.offset_minutes);
    let found = engine::console::trial_balance(&desk.site.engine, &desk.member, until).await?;
    Ok(page::html(&ShowLedger::new(frame, &place, &found, &asked.at)))
}

#[derive(Debug, Template)]
#[template(path = "ledger/show.html")]
pub(crate) struct ShowLedger {
    frame: Frame,
    desk: Desk,
    action: String,
    /// Hidden field that keeps the market chosen; empty where there is one.
    market: String,
    /// `2026-11-22`; empty for now.
    date: String,
    until: String,
    books: Vec<Book>,
}

/// The accounts of one currency.
#[derive(Debug)]
struct Book {
    currency: String,
    rows: Vec<Row>,
    debit: String,
    credit: String,
    balanced: Mark,
    owed: String,
    /// Whether what is held for others covers it.
    covered: Mark,
}

#[derive(Debug)]
struct Row {
    label: &'static str,
    name: String,
    debit: String,
    credit: String,
    /// On the side where the account grows.
    balance: String,
    /// Nothing was ever posted to it.
    is_unused: bool,
}

/// What others own, wherever it is at the moment.
const OWED: [AccountKind; 6] = [
    AccountKind::Escrow,
    AccountKind::PayablePending,
    AccountKind::PayableAvailable,
    AccountKind::Deposit,
    AccountKind::BuyerBalance,
    AccountKind::TaxCollected,
];
/// Where that money is: with the provider, at the bank, or owed by a seller.
const HELD: [AccountKind; 3] =
    [AccountKind::ProviderTransit, AccountKind::SafeguardedBank, AccountKind::DueFromSeller];

impl ShowLedger {
    /// `date` is the last day that counts; none means all there is.
    pub(crate) fn new(frame: Frame, place: &Place, found: &[TrialLine], date: &str) -> Self {
        let words = place.words;
        let mut currencies: Vec<Currency> = found.iter().map(|line| line.currency).collect();
        currencies.sort();
        currencies.dedup();
        let until = match end_of(date, place.offset_minutes) {
            Some(end) => {
                words.with("operator-until", &[("date", words.date(end - 1, place.offset_minutes).into())])
            }
            None => words.say("operator-until-now").into_owned(),
        };
        Self {
            desk: place.desk(),
            action: "/operator/ledger".to_owned(),
            market: place.query().to_owned(),
            date: if end_of(date, 0).is_some() { date.to_owned() } else { String::new() },
            until,
            books: currencies.into_iter().map(|currency| book(place, found, currency)).collect(),
            frame: frame.titled(place.title()),
        }
    }
}

/// The moment at which a day of the market's clock is over; none for what is no date.
pub(crate) fn end_of(date: &str, offset_minutes: i32) -> Option<Micros> {
    let midnight = domain::tax::day_of(date)?;
    Some(midnight + DAY - i64::from(offset_minutes) * MINUTE)
}

fn book(place: &Place, found: &[TrialLine], currency: Currency) -> Book {
    let words = place.words;
    let money = |minor: i64| words.money(Money::new(minor, currency));
    let sides = |kind: AccountKind| {
        let of_kind = found.iter().filter(|line| line.currency == currency && line.kind == kind);
        of_kind.fold((0, 0), |(debit, credit), line| (debit + line.debit, credit + line.credit))
    };
    let balance = |kind: AccountKind| {
        let (debit, credit) = sides(kind);
        if kind.side() == Side::Debit { debit - credit } else { credit - debit }
    };
    let sum = |kinds: &[AccountKind]| kinds.iter().map(|kind| balance(*kind)).sum::<i64>();
    let row = |kind: &AccountKind| {
        let (debit, credit) = sides(*kind);
        Row {
            label: kind.label(),
            name: of_code(words, "account", kind.code()),
            debit: money(debit),
            credit: money(credit),
            balance: money(balance(*kind)),
            is_unused: debit == 0 && credit == 0,
        }
    };
    let total = AccountKind::ALL.iter().map(|kind| sides(*kind));
    let (debit, credit) = total.fold((0, 0), |(debit, credit), (more, less)| (debit + more, credit + less));
    let (owed, held) = (sum(&OWED), sum(&HELD));
    let args = [("held", money(held).into())];
    let mark = |holds: bool, yes: &str, no: &str| match holds {
        true => Mark::new("good", "check", words.with(yes, &args)),
        false => Mark::new("bad", "alert", words.with(no, &args)),
    };
    Book {
        currency: currency.to_string(),
        rows: AccountKind::ALL.iter().map(row).collect(),
        debit: money(debit),
        credit: money(credit),
        balanced: mark(debit == credit, "operator-equal", "operator-not-equal"),
        owed: money(owed),
        covered: mark(held >= owed, "operator-covered", "operator-not-covered"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_at_midnight_of_the_market_s_clock() {
        let utc = domain::tax::day_of("2026-11-23").unwrap();
        assert_eq!(end_of("2026-11-22", 0), Some(utc));
        assert_eq!(end_of("2026-11-22", 60), Some(utc - 60 * MINUTE));
        assert_eq!(end_of("22.11.2026", 0), None);
    }
}
