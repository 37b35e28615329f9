//! Asking for money back: what happened, how much, in the buyer's words.

pub mod handlers;

use askama::Template;
use domain::Code;
use domain::refund::RequestReason;
use web::{Choice, Form, Frame, Words};

#[derive(Debug, Template)]
#[template(path = "refund/ask.html")]
pub struct AskRefund {
    pub frame: Frame,
    pub form: Form,
    pub order_id: String,
    pub back: String,
    pub shop: String,
    pub reasons: Vec<Choice>,
    /// The most that can be asked for, written.
    pub most: String,
    pub answer_days: i64,
}

/// Reasons in the reader's words.
pub fn reasons(w: Words) -> Vec<Choice> {
    let label = |reason: &RequestReason| match reason {
        RequestReason::NotReceived => w.say("refund-reason-not-received"),
        RequestReason::NotAsDescribed => w.say("refund-reason-not-as-described"),
        RequestReason::Damaged => w.say("refund-reason-damaged"),
        RequestReason::WrongItem => w.say("refund-reason-wrong-item"),
        RequestReason::ChangedMind => w.say("refund-reason-changed-mind"),
        RequestReason::Other => w.say("refund-reason-other"),
    };
    let choices = RequestReason::ALL.iter().map(|reason| Choice::new(reason.code(), label(reason)));
    [Choice::new("", w.say("web-choose"))].into_iter().chain(choices).collect()
}

pub fn labels(w: Words) -> Vec<(&'static str, String)> {
    vec![
        ("reason", w.say("refund-why").into_owned()),
        ("text", w.say("refund-text").into_owned()),
        ("amount", w.say("refund-amount").into_owned()),
    ]
}

#[cfg(test)]
impl web::Page for AskRefund {
    fn samples(words: Words) -> Vec<Self> {
        let fresh = Form::filled([("amount", "48.00".to_owned())]).labelled(labels(words));
        let mut wrong = Form::filled([("text", "<b>碎了</b>".to_owned())]).labelled(labels(words));
        wrong.errors.add("reason", "web-error-not-a-choice");
        wrong.errors.refuse("amount", "order.refund_too_much", Vec::new());
        let page = |form| Self {
            frame: Frame::sample(words),
            form,
            order_id: "ord_1".to_owned(),
            back: "/purchases/pur_1".to_owned(),
            shop: "Drechselwald Holzspielzeugmanufaktur".to_owned(),
            reasons: reasons(words),
            most: "€48.00".to_owned(),
            answer_days: 5,
        };
        vec![page(fresh), page(wrong)]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::AskRefund>();
    }
}
