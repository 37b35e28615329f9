//! Money sent to the seller's bank: what was sent, what comes next, and to which account.

use domain::Code;
use domain::payout::{Payout, PayoutState};
use web::{Desk, Form, Frame, Page, Picture, Tone, Words};

use crate::desk::{Room, Scope};
use crate::moment::{Mark, Moment};
use crate::sample;

/// `/seller/payouts`
#[derive(Debug, askama::Template)]
#[template(path = "payout/list.html")]
pub struct ListPayouts {
    pub frame: Frame,
    pub desk: Desk,
    pub scope: Scope,
    pub rows: Vec<Row>,
    /// What decides when the next one comes, in sentences.
    pub rules: Vec<String>,
    /// The last four of the account; empty where none is known.
    pub bank: String,
    pub form: Form,
    pub empty: Picture,
}

/// One payout.
#[derive(Debug, Clone)]
pub struct Row {
    pub amount: String,
    pub state: Mark,
    pub proposed: String,
    pub paid: String,
    pub bank: String,
    pub reference: String,
}

/// The market's rules for payouts that a seller asks about.
#[derive(Debug, Clone)]
pub struct Rules {
    pub delay_days: i64,
    pub every_days: i64,
    pub least: String,
    pub is_by_hand: bool,
}

impl Row {
    pub fn new(moment: Moment, payout: &Payout) -> Self {
        let words = moment.words;
        Self {
            amount: moment.money(payout.amount, payout.currency),
            state: Mark::new(
                tone(payout.state),
                words.say(&format!("seller-payout-{}", payout.state.code())),
            ),
            proposed: words.date(payout.proposed_at, moment.offset_minutes),
            paid: payout.paid_at.map(|at| words.date(at, moment.offset_minutes)).unwrap_or_default(),
            bank: last_four(&payout.iban),
            reference: payout.reference.clone(),
        }
    }
}

fn tone(state: PayoutState) -> Tone {
    match state {
        PayoutState::Proposed | PayoutState::Approved => Tone::Info,
        PayoutState::Paid => Tone::Good,
        PayoutState::Returned | PayoutState::Refused => Tone::Bad,
    }
}

/// `… 2606`: enough to know the account by.
pub fn last_four(iban: &str) -> String {
    let plain: Vec<char> = iban.chars().filter(|c| !c.is_whitespace()).collect();
    if plain.len() < 4 {
        return String::new();
    }
    format!("… {}", plain[plain.len() - 4..].iter().collect::<String>())
}

impl Rules {
    pub fn said(&self, words: Words) -> Vec<String> {
        let mut said = vec![
            words.with(
                "seller-payout-every",
                &[("days", self.every_days.into()), ("least", (&self.least).into())],
            ),
            words.with("seller-payout-delay", &[("days", self.delay_days.into())]),
        ];
        if self.is_by_hand {
            said.push(words.say("seller-payout-by-hand").into_owned());
        }
        said
    }
}

impl Page for ListPayouts {
    fn samples(words: Words) -> Vec<Self> {
        let moment = sample::moment(words);
        let payout = |at: i64, state: PayoutState| Payout {
            id: domain::PayoutId::from_raw(at + 1),
            seller: domain::SellerId::from_raw(1),
            amount: 128_460 + at,
            currency: sample::EUR,
            iban: "FR14 2004 1010 0505 0001 3M02 606".to_owned(),
            state,
            reference: format!("po_{at}"),
            code: String::new(),
            proposed_at: sample::NOW - at * 7 * domain::DAY,
            approved_at: None,
            approved_by: String::new(),
            paid_at: (state == PayoutState::Paid).then_some(sample::NOW),
            version: 1,
        };
        let rows = (0_i64..)
            .zip(PayoutState::ALL)
            .map(|(at, state)| Row::new(moment, &payout(at, *state)))
            .collect();
        let page = |rows: Vec<Row>, bank: &str, form: Form| Self {
            frame: Frame::sample(words).titled(words.say("seller-menu-payouts")),
            desk: sample::desk(words, Room::Payouts),
            scope: sample::scope(),
            rows,
            rules: Rules {
                delay_days: 7,
                every_days: 7,
                least: moment.money(1_000, sample::EUR),
                is_by_hand: true,
            }
            .said(words),
            bank: bank.to_owned(),
            form,
            empty: Picture::drawing("wine", 345),
        };
        let mut form = Form::default();
        form.errors.refuse("iban", "bank.not_an_iban", Vec::new());
        vec![page(rows, "… 2606", Form::default()), page(Vec::new(), "", form)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_render() {
        web::page::render_all::<ListPayouts>();
    }

    #[test]
    fn an_account_is_known_by_its_last_four_and_never_shown_whole() {
        for (iban, shown) in [("FR14 2004 1010 0505 0001 3M02 606", "… 2606"), ("", ""), ("AB", "")] {
            assert_eq!(last_four(iban), shown);
        }
        let html = askama::Template::render(&ListPayouts::samples(Words::default())[0]).unwrap();
        assert!(!html.contains("2004"));
    }
}
