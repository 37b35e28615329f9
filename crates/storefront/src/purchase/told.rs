//! How it stands with the money of a purchase, in one sentence and in a tone.

use domain::payment::{Payment, PaymentState};
use domain::purchase::PurchaseState;
use engine::purchase::PurchaseView;

use super::Told;
use crate::reader::Reader;

/// `is_back`: the provider has just sent the buyer back.
pub fn told(reader: &Reader, view: &PurchaseView, is_back: bool) -> Told {
    let (w, one) = (reader.words, &view.purchase);
    match one.state {
        PurchaseState::Waiting => waiting(reader, view, is_back),
        PurchaseState::Paid => {
            let held: i64 = view.orders.iter().map(|order| order.order.held()).sum();
            if held == 0 {
                return Told::default();
            }
            let title =
                w.with("purchase-money-waits", &[("amount", reader.money(held, one.currency).into())]);
            let text = w.with("purchase-money-waits-text", &[("email", (&one.email).into())]);
            Told { tone: "good", icon: "check", title, text }
        }
        PurchaseState::Expired => plain(reader, "purchase-expired", "purchase-expired-text"),
        PurchaseState::Cancelled => plain(reader, "purchase-cancelled", "purchase-cancelled-text"),
        PurchaseState::Refunded => plain(reader, "purchase-refunded", "purchase-refunded-text"),
    }
}

fn plain(reader: &Reader, title: &str, text: &str) -> Told {
    let w = reader.words;
    Told { tone: "info", icon: "info", title: w.say(title).into_owned(), text: w.say(text).into_owned() }
}

fn waiting(reader: &Reader, view: &PurchaseView, is_back: bool) -> Told {
    let w = reader.words;
    let last = view.payments.iter().max_by_key(|payment| payment.attempt);
    match last.map(|payment| (payment.state, payment)) {
        Some((PaymentState::Declined, payment)) => Told {
            tone: "bad",
            icon: "bad",
            title: w.say("purchase-declined").into_owned(),
            text: why(reader, payment),
        },
        Some((PaymentState::Opening, _)) => {
            Told { tone: "warn", icon: "alert", ..plain(reader, "purchase-silent", "purchase-silent-text") }
        }
        Some((PaymentState::Waiting, _)) if is_back => {
            plain(reader, "purchase-confirming", "purchase-confirming-text")
        }
        _ => Told {
            tone: "info",
            icon: "info",
            title: w.with("purchase-held", &[("time", reader.day_time(view.purchase.expires_at).into())]),
            text: w.say("purchase-held-text").into_owned(),
        },
    }
}

/// The provider's code in words; a general sentence for one that we don't know.
fn why(reader: &Reader, payment: &Payment) -> String {
    let key = format!("purchase-declined-{}", payment.code);
    let w = reader.words;
    if w.knows(&key) { w.say(&key).into_owned() } else { w.say("purchase-declined-other").into_owned() }
}
