//! The page of the built-in payment provider: visibly another company's, with the cards that one can try.

pub mod handlers;

use askama::Template;
use web::{Form, Frame, Words};

#[derive(Debug, Template)]
#[template(path = "sandbox/pay.html")]
pub struct Pay {
    /// The provider's own: not the market's.
    pub frame: Frame,
    pub reference: String,
    pub amount: String,
    pub description: String,
    pub back: String,
    pub form: Form,
    /// The bank asks for a second step.
    pub second_step: bool,
    /// The card was declined; the sentence says why.
    pub declined: String,
    /// Nothing is left to pay here.
    pub is_closed: bool,
    /// Number and what it does.
    pub cards: Vec<(String, String)>,
}

/// A frame that nobody takes for the market's.
pub fn frame(words: Words) -> Frame {
    let mut frame = Frame::minimal(words, "Sandbox Pay").titled(words.say("sandbox-title"));
    frame.market.theme = "theme-deals".to_owned();
    frame
}

pub fn labels(w: Words) -> Vec<(&'static str, String)> {
    vec![
        ("card", w.say("sandbox-number").into_owned()),
        ("expiry", w.say("sandbox-expiry").into_owned()),
        ("cvc", w.say("sandbox-cvc").into_owned()),
        ("second_step", w.say("sandbox-code").into_owned()),
    ]
}

#[cfg(test)]
impl web::Page for Pay {
    fn samples(words: Words) -> Vec<Self> {
        let page = || Self {
            frame: frame(words),
            reference: "sbx_1".to_owned(),
            amount: "€192.40".to_owned(),
            description: "Grand Rue · pur_0000000000001".to_owned(),
            back: "/purchases/pur_1/return".to_owned(),
            form: Form::filled([("expiry", "12/30".to_owned())]).labelled(labels(words)),
            second_step: false,
            declined: String::new(),
            is_closed: false,
            cards: vec![
                ("4242 4242 4242 4242".to_owned(), "Pays at once".to_owned()),
                ("4000 0000 0000 9995".to_owned(), "Declined: no funds".to_owned()),
            ],
        };
        let mut wrong = page();
        wrong.form.errors.refuse("card", "card.number_invalid", Vec::new());
        let declined =
            Self { declined: words.say("purchase-declined-insufficient_funds").into_owned(), ..page() };
        vec![
            page(),
            wrong,
            declined,
            Self { second_step: true, ..page() },
            Self { is_closed: true, ..page() },
        ]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::Pay>();
    }
}
