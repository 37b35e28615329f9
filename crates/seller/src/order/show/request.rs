//! A buyer's request on the order's page: what is asked, how long there is to answer, and which answers are open.

use domain::Code;
use domain::order::Order;
use domain::refund::{Request, RequestKind, RequestState};
use web::Tone;

use crate::moment::{Mark, Moment};

/// One request.
#[derive(Debug, Clone)]
pub struct Asked {
    pub id: String,
    pub title: String,
    pub state: Mark,
    pub reason: String,
    pub text: String,
    /// Both sides' last words, named.
    pub answers: Vec<(String, String)>,
    /// Until when, in words; empty once it is closed.
    pub left: String,
    pub can_agree: bool,
    pub can_refuse: bool,
    pub agree_label: String,
}

impl Asked {
    pub fn new(moment: Moment, order: &Order, request: &Request) -> Self {
        let words = moment.words;
        let money = |minor| moment.money(minor, order.currency);
        let title = match request.kind {
            RequestKind::Refund => "seller-request-refund",
            RequestKind::Withdrawal => "seller-request-withdrawal",
        };
        let said = |key: &str, text: &String| (words.say(key).into_owned(), text.clone());
        let mine = matches!(request.state, RequestState::Asked | RequestState::RefusedBySeller);
        Self {
            id: request.id.to_string(),
            title: words.with(title, &[("amount", money(request.asked).into())]),
            state: Mark::new(
                tone(request.state),
                words.say(&key("seller-request-state", request.state.code())),
            ),
            reason: words.say(&key("seller-reason", request.reason.code())).into(),
            text: request.text.clone(),
            answers: [
                said("seller-request-answer", &request.answer),
                said("seller-request-ruling", &request.ruling),
            ]
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .collect(),
            left: if request.state == RequestState::Asked {
                moment.left(request.answer_by)
            } else {
                String::new()
            },
            can_agree: mine,
            // A withdrawal needs no consent; it can only be agreed to, or brought before the operator.
            can_refuse: request.state == RequestState::Asked && request.kind != RequestKind::Withdrawal,
            agree_label: words.with("seller-request-agree", &[("amount", money(request.asked).into())]),
        }
    }
}

fn key(stem: &str, code: &str) -> String {
    format!("{stem}-{}", code.replace('_', "-"))
}

fn tone(state: RequestState) -> Tone {
    match state {
        RequestState::Asked => Tone::Warn,
        RequestState::RefusedBySeller | RequestState::Escalated => Tone::Info,
        _ => Tone::Good,
    }
}
