//! Money sent to the seller's bank: what was sent, what comes next, and to which account.

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
#[cfg(test)]
use domain::DAY;
use domain::payout::{Payout, PayoutState};
use domain::policy::Payouts;
use domain::{Code, Micros};
use money::Currency;
use web::actor::{SellerDesk, code_of, refused_or};
use web::{Desk, Failure, Form, FormData, Frame, Picture, Tone, page};
#[cfg(test)]
use web::{Page, Words};

use crate::asked::{around, back, moment, scope};
use crate::desk::{Room, Scope};
use crate::moment::{Mark, Moment};
#[cfg(test)]
use crate::sample;

/// An IBAN has at most 34 letters and digits; people write it in groups of four.
const IBAN_LETTERS_MAX: usize = 42;

pub fn routes() -> Router<web::Site> {
    Router::new().route("/seller/payouts", get(index)).route("/seller/payouts/bank", post(set_bank))
}

async fn index(desk: SellerDesk) -> Result<Response, Failure> {
    list_with(&desk, Form::default()).await
}

async fn list_with(desk: &SellerDesk, form: Form) -> Result<Response, Failure> {
    let (engine, moment) = (&desk.site.engine, moment(desk));
    let payouts = engine::payout::payouts(engine, &desk.member).await?;
    let seller = engine::shop::seller_of(engine, &desk.member).await?;
    let (frame, menu, scope) = around(desk, Room::Payouts);
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let policy = engine.policy(desk.market.id, moment.now).policy.payouts.clone();
    let next = engine::payout::next_proposal_at(engine, &desk.member).await?;
    let shown = ListPayouts {
        frame: frame.titled(desk.words.say("seller-menu-payouts")),
        desk: menu,
        scope,
        rows: payouts.iter().map(|payout| Row::new(moment, payout)).collect(),
        rules: rules(moment, &policy, desk.market.currency, next),
        bank: last_four(&seller.iban),
        form,
        empty: Picture::drawing("wine", 345),
    };
    Ok(page::html_with(status, &shown))
}

async fn set_bank(desk: SellerDesk, data: FormData) -> Result<Response, Failure> {
    let mut form = Form::new(data).labelled([("iban", desk.words.say("seller-bank-iban"))]);
    let Some(iban) = form.required("iban", IBAN_LETTERS_MAX) else { return list_with(&desk, form).await };
    match refused_or(engine::payout::set_bank(&desk.site.engine, &desk.member, iban, desk.now()).await)? {
        Ok(()) => Ok(back(&scope(&desk), "/seller/payouts", "saved")),
        Err(refusal) => {
            form.errors.refuse("iban", code_of(&refusal), Vec::new());
            list_with(&desk, form).await
        }
    }
}

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

impl Row {
    pub fn new(moment: Moment, payout: &Payout) -> Self {
        let words = moment.words;
        Self {
            amount: moment.money(payout.amount, payout.currency),
            state: Mark::new(
                tone(payout.state),
                words.say(&format!("seller-payout-{}", payout.state.code())),
            ),
            proposed: words.date_short(payout.proposed_at, moment.offset_minutes),
            paid: payout.paid_at.map(|at| words.date_short(at, moment.offset_minutes)).unwrap_or_default(),
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

/// When the balance is looked at next; empty where nobody knows. What is overdue happens today.
pub fn next_sentence(moment: Moment, at: Option<Micros>) -> String {
    let say = |at: Micros| {
        let day = moment.weekday(at.max(moment.now));
        moment.words.with("seller-payout-next", &[("day", day.into())])
    };
    at.map(say).unwrap_or_default()
}

/// What decides when money is paid out, in sentences. `next` is when the balance is looked at next.
fn rules(moment: Moment, rules: &Payouts, currency: Currency, next: Option<Micros>) -> Vec<String> {
    let words = moment.words;
    let least = moment.money(rules.least_minor, currency);
    let mut said = Vec::from_iter(Some(next_sentence(moment, next)).filter(|text| !text.is_empty()));
    said.push(
        words.with("seller-payout-every", &[("days", rules.every_days.into()), ("least", least.into())]),
    );
    said.push(words.with("seller-payout-delay", &[("days", rules.delay_days.into())]));
    if rules.approved_by_hand {
        said.push(words.say("seller-payout-by-hand").into_owned());
    }
    said
}

#[cfg(test)]
impl Page for ListPayouts {
    fn samples(words: Words) -> Vec<Self> {
        let moment = sample::moment(words);
        let payout = |at: i64, state: PayoutState| Payout {
            operator: domain::OperatorId::from_raw(1),
            id: domain::PayoutId::from_raw(at + 1),
            seller: domain::SellerId::from_raw(1),
            amount: 128_460 + at,
            currency: sample::EUR,
            iban: "FR14 2004 1010 0505 0001 3M02 606".to_owned(),
            state,
            reference: format!("po_{at}"),
            code: String::new(),
            proposed_at: sample::NOW - at * 7 * DAY,
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
            rules: rules(moment, &sample::payouts(), sample::EUR, Some(sample::NOW)),
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
        page::render_all::<ListPayouts>();
    }

    #[test]
    fn the_next_look_at_the_balance_is_what_the_timer_says_and_never_past() {
        let moment = Moment { words: Words::default(), offset_minutes: 0, now: 10 * DAY };
        assert_eq!(next_sentence(moment, None), "");
        let day = |at| next_sentence(moment, Some(at));
        assert!(day(12 * DAY).contains("13"), "1970-01-13: {}", day(12 * DAY));
        assert_eq!(day(3 * DAY), day(10 * DAY), "what is overdue happens today");
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
