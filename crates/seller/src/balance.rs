//! The seller's money: held, pending, available, owed, each with what it means, and every transfer that made it.

mod statement;

use ledger::{Account, AccountKind};
use money::Currency;
use web::{Desk, Frame, Pager, Words};

#[cfg(test)]
use crate::desk::Room;
use crate::desk::Scope;
use crate::moment::Moment;
#[cfg(test)]
use crate::sample;

pub use statement::routes;

/// `/seller/balance`
#[derive(Debug, askama::Template)]
#[template(path = "balance/show.html")]
pub struct ShowBalance {
    pub frame: Frame,
    pub desk: Desk,
    pub scope: Scope,
    pub figures: Vec<(String, String, String)>,
    pub owed: String,
    /// What there is in the currencies of the seller's other shops.
    pub others: Vec<Other>,
    pub rows: Vec<Row>,
    pub pager: Pager,
}

/// The balances in another currency, and the page of a shop that sells in it.
#[derive(Debug, Clone)]
pub struct Other {
    pub currency: String,
    pub href: String,
    pub held: String,
    pub pending: String,
    pub available: String,
    /// Empty where nothing is.
    pub owed: String,
}

/// One transfer as the seller sees it.
#[derive(Debug, Clone)]
pub struct Row {
    pub when: String,
    pub reason: String,
    /// The order or payout it belongs to: its id and page.
    pub subject: String,
    pub href: String,
    /// From and to, where the money stayed with the seller: “pending → available”.
    pub way: String,
    pub amount: String,
    /// What pending and available come to after it, less what is owed.
    pub running: String,
}

/// A transfer as the ledger keeps it.
#[derive(Debug, Clone, Copy)]
pub struct Moved<'a> {
    pub debit: Account,
    pub credit: Account,
    pub reason: &'a str,
    pub amount: i64,
    pub at: domain::Micros,
}

/// The balances in one currency.
#[derive(Debug, Clone, Copy)]
pub struct Balances {
    pub held: i64,
    pub pending: i64,
    pub available: i64,
    pub due: i64,
    pub currency: Currency,
}

impl Balances {
    pub fn none(currency: Currency) -> Self {
        Self { held: 0, pending: 0, available: 0, due: 0, currency }
    }

    /// With what is kept by one operator in the same currency.
    pub fn add(&mut self, one: &engine::payout::Balance) {
        self.held += one.held;
        self.pending += one.pending;
        self.available += one.available;
        self.due += one.due;
    }
}

impl Other {
    pub fn new(moment: Moment, balances: Balances, href: String) -> Self {
        let money = |minor| moment.money(minor, balances.currency);
        Self {
            currency: balances.currency.to_string(),
            href,
            held: money(balances.held),
            pending: money(balances.pending),
            available: money(balances.available),
            owed: if balances.due > 0 { money(balances.due) } else { String::new() },
        }
    }
}

/// By how much the seller's own money (pending and available, less what is owed) changes.
pub fn change(moved: Moved<'_>) -> i64 {
    let mine = |account: Account| {
        matches!(
            account.kind,
            AccountKind::PayablePending | AccountKind::PayableAvailable | AccountKind::DueFromSeller
        )
    };
    match (mine(moved.debit), mine(moved.credit)) {
        (true, false) => -moved.amount,
        (false, true) => moved.amount,
        _ => 0,
    }
}

impl Row {
    /// `subject` is the id shown and the page it has; `running` what the seller's money comes to after it.
    pub fn new(
        moment: Moment,
        moved: Moved<'_>,
        currency: Currency,
        subject: (String, String),
        running: i64,
    ) -> Self {
        let words = moment.words;
        let difference = change(moved);
        let shown = if difference == 0 { moved.amount } else { difference };
        let plus = if difference > 0 { "+" } else { "" };
        Self {
            when: moment.day_time(moved.at),
            reason: words.say(&format!("seller-transfer-{}", moved.reason.replace('_', "-"))).into(),
            subject: subject.0,
            href: subject.1,
            way: if difference == 0 { way(words, moved) } else { String::new() },
            amount: format!("{plus}{}", moment.money(shown, currency)),
            running: moment.money(running, currency),
        }
    }
}

fn way(words: Words, moved: Moved<'_>) -> String {
    let name = |account: Account| match account.kind {
        AccountKind::PayablePending => words.say("seller-balance-pending"),
        AccountKind::PayableAvailable => words.say("seller-balance-available"),
        _ => words.say("seller-balance-due"),
    };
    format!("{} → {}", name(moved.debit), name(moved.credit))
}

/// The four figures and what each means.
pub fn figures(moment: Moment, balances: Balances) -> Vec<(String, String, String)> {
    let words = moment.words;
    let figure = |name: &str, minor| {
        let label = words.say(&format!("seller-balance-{name}")).into_owned();
        let note = words.say(&format!("seller-balance-{name}-note")).into_owned();
        (label, moment.money(minor, balances.currency), note)
    };
    vec![
        figure("held", balances.held),
        figure("pending", balances.pending),
        figure("available", balances.available),
    ]
}

#[cfg(test)]
impl web::Page for ShowBalance {
    fn samples(words: Words) -> Vec<Self> {
        let moment = sample::moment(words);
        let account = |kind| Account::of(kind, 1);
        let moved =
            |at: i64, (debit, credit, reason, amount): (AccountKind, AccountKind, &'static str, i64)| Moved {
                debit: account(debit),
                credit: account(credit),
                reason,
                amount,
                at: sample::NOW - at * domain::DAY / 2,
            };
        let all = [
            (AccountKind::PayableAvailable, AccountKind::SafeguardedBank, "payout", 120_000),
            (AccountKind::PayablePending, AccountKind::PayableAvailable, "mature", 4_536),
            (AccountKind::PayablePending, AccountKind::CommissionIncome, "commission", 264),
            (AccountKind::Escrow, AccountKind::PayablePending, "release", 4_800),
        ];
        let order = sample::orders()[0].0.id.to_string();
        let subject = || (order.clone(), format!("/seller/orders/{order}"));
        let rows = || {
            (0..)
                .zip(all)
                .map(|(at, one)| Row::new(moment, moved(at, one), sample::EUR, subject(), 12_000 + at))
                .collect()
        };
        let other = |due| {
            let balances =
                Balances { held: 4_800, pending: 0, available: 1_234_500, due, currency: Currency::USD };
            Other::new(moment, balances, "/seller/balance?shop=northbound".to_owned())
        };
        let page = |balances: Balances, rows: Vec<Row>, pager: Pager| Self {
            frame: Frame::sample(words).titled(words.say("seller-menu-balance")),
            desk: sample::desk(words, Room::Balance),
            scope: sample::scope(),
            figures: figures(moment, balances),
            owed: if balances.due > 0 {
                moment.money(balances.due, balances.currency)
            } else {
                String::new()
            },
            others: if rows.is_empty() { Vec::new() } else { vec![other(0), other(1_250)] },
            rows,
            pager,
        };
        let full =
            Balances { held: 94_210, pending: 33_100, available: 128_460, due: 0, currency: sample::EUR };
        let none = Balances { held: 0, pending: 0, available: 0, due: 4_200, currency: sample::EUR };
        vec![
            page(full, rows(), Pager::neighbours(None, Some("/seller/balance?before=x".to_owned()))),
            page(none, Vec::new(), Pager::default()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_render() {
        web::page::render_all::<ShowBalance>();
    }

    #[test]
    fn what_stays_with_the_seller_changes_nothing_and_what_is_owed_counts_against_it() {
        use AccountKind::{CommissionIncome, DueFromSeller, Escrow, PayableAvailable, PayablePending};
        for (debit, credit, expected) in [
            (Escrow, PayablePending, 100),
            (PayablePending, CommissionIncome, -100),
            (PayablePending, PayableAvailable, 0),
            (PayableAvailable, DueFromSeller, 0),
            (DueFromSeller, Escrow, -100),
        ] {
            let moved = Moved {
                debit: Account::of(debit, 1),
                credit: Account::of(credit, 1),
                reason: "",
                amount: 100,
                at: 0,
            };
            assert_eq!(change(moved), expected, "{debit:?} to {credit:?}");
        }
    }

    #[test]
    fn every_reason_has_its_words() {
        for lang in web::Lang::ALL {
            for reason in ledger::Reason::ALL {
                let key = format!("seller-transfer-{}", reason.code().replace('_', "-"));
                assert!(Words::new(lang).knows(&key), "{key}");
            }
        }
    }
}
