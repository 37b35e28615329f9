//! The rules of the built-in sandbox provider: which test card does what, which events follow and when, what it costs.
//! Pure decisions; its charges and events are kept by the engine. Never accepts a card number that could be real.

mod card;
mod event;

use money::{Money, Rate};

pub use self::card::{Card, CardForm, CardRefusal, check_card};
pub use self::event::{Delivery, deliver, read_event};

const SECOND: i64 = 1_000_000;
/// An ordinary event follows its cause so closely.
const EVENT_DELAY_MICROS: i64 = SECOND;
/// A late answer or event comes after every patient caller has given up and asked again.
const LATE_MICROS: i64 = 90 * SECOND;
const REPEAT_MICROS: i64 = 5 * SECOND;
/// So long the buyer is held on the payment page when the event is to arrive first.
const RETURN_DELAY_MICROS: i64 = 3 * SECOND;

/// What the buyer's "bank" accepts as second step.
pub const SECOND_STEP_CODE: &str = "123456";

/// The provider's share of a charge: 1.4 %.
const FEE_PPM: i64 = 14_000;
/// And a fixed part of 25 minor units.
const FEE_FIXED_MINOR: i64 = 25;

/// What a test card does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CardBehaviour {
    /// Paid at once; the event follows a second later.
    Succeeds,
    Declined(&'static str),
    /// Paid after the buyer has entered [`SECOND_STEP_CODE`].
    SecondStep,
    /// Waits for a minute and a half, then is paid.
    AnswersLate,
    /// The event arrives before the buyer returns.
    WebhookFirst,
    /// The event arrives long after the buyer has returned.
    WebhookAfter,
    WebhookTwice,
    WebhookNever,
}

/// A card that the sandbox knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TestCard {
    pub number: &'static str,
    pub behaviour: CardBehaviour,
}

/// All test cards, as the payment page and the documentation list them. Any later expiry and any CVC do.
pub const TEST_CARDS: &[TestCard] = &[
    TestCard { number: "4242424242424242", behaviour: CardBehaviour::Succeeds },
    TestCard { number: "4000000000000002", behaviour: CardBehaviour::Declined("card_declined") },
    TestCard { number: "4000000000009995", behaviour: CardBehaviour::Declined("insufficient_funds") },
    TestCard { number: "4000000000000069", behaviour: CardBehaviour::Declined("card_expired") },
    TestCard { number: "4000000000000101", behaviour: CardBehaviour::SecondStep },
    TestCard { number: "4000000000000200", behaviour: CardBehaviour::AnswersLate },
    TestCard { number: "4000000000000309", behaviour: CardBehaviour::WebhookFirst },
    TestCard { number: "4000000000000408", behaviour: CardBehaviour::WebhookAfter },
    TestCard { number: "4000000000000507", behaviour: CardBehaviour::WebhookTwice },
    TestCard { number: "4000000000000606", behaviour: CardBehaviour::WebhookNever },
];

impl CardBehaviour {
    /// The name under which the engine keeps it and the pages explain it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Succeeds => "succeeds",
            Self::Declined(code) => code,
            Self::SecondStep => "second_step",
            Self::AnswersLate => "answers_late",
            Self::WebhookFirst => "webhook_first",
            Self::WebhookAfter => "webhook_after",
            Self::WebhookTwice => "webhook_twice",
            Self::WebhookNever => "webhook_never",
        }
    }
}

/// What becomes of an attempt to pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Paid { at_micros: i64 },
    Declined { code: &'static str },
    AskSecondStep,
}

/// Decides an attempt. An instant of payment after `now_micros` means: the charge waits until then.
pub fn answer(behaviour: CardBehaviour, second_step: Option<&str>, now_micros: i64) -> Answer {
    match (behaviour, second_step) {
        (CardBehaviour::Declined(code), _) => Answer::Declined { code },
        (CardBehaviour::SecondStep, None) => Answer::AskSecondStep,
        (CardBehaviour::SecondStep, Some(typed)) if typed.trim() != SECOND_STEP_CODE => {
            Answer::Declined { code: "second_step_failed" }
        }
        (CardBehaviour::AnswersLate, _) => Answer::Paid { at_micros: now_micros + LATE_MICROS },
        _ => Answer::Paid { at_micros: now_micros },
    }
}

/// When the event about the outcome is to be sent: never, once or twice. Instants in microseconds, in order.
pub fn planned_events(behaviour: CardBehaviour, settled_at_micros: i64) -> Vec<i64> {
    let after = |delay: i64| settled_at_micros + delay;
    match behaviour {
        CardBehaviour::WebhookNever => vec![],
        CardBehaviour::WebhookFirst => vec![after(0)],
        CardBehaviour::WebhookAfter => vec![after(LATE_MICROS)],
        CardBehaviour::WebhookTwice => vec![after(EVENT_DELAY_MICROS), after(REPEAT_MICROS)],
        _ => vec![after(EVENT_DELAY_MICROS)],
    }
}

/// When the payment page sends the buyer back to the market.
pub fn buyer_returns_at(behaviour: CardBehaviour, answered_at_micros: i64) -> i64 {
    let delay = if behaviour == CardBehaviour::WebhookFirst { RETURN_DELAY_MICROS } else { 0 };
    answered_at_micros + delay
}

/// What the sandbox keeps of a charge: 1.4 % and 25 minor units, never more than the charge itself.
pub fn fee(amount: Money) -> Money {
    let rate = Rate::from_ppm(FEE_PPM).expect("1.4 % is a rate");
    let minor = amount.share(rate).minor.saturating_add(FEE_FIXED_MINOR);
    Money::new(minor.min(amount.minor).max(0), amount.currency)
}

#[cfg(test)]
mod tests {
    use super::*;
    use money::Currency;

    const NOW: i64 = 1_795_316_842_000_000;

    #[test]
    fn each_card_does_what_it_is_known_for() {
        use CardBehaviour::*;
        let paid = Answer::Paid { at_micros: NOW };
        let table: &[(CardBehaviour, Answer, &[i64])] = &[
            (Succeeds, paid, &[1]),
            (Declined("card_declined"), Answer::Declined { code: "card_declined" }, &[1]),
            (SecondStep, Answer::AskSecondStep, &[1]),
            (AnswersLate, Answer::Paid { at_micros: NOW + 90 * SECOND }, &[1]),
            (WebhookFirst, paid, &[0]),
            (WebhookAfter, paid, &[90]),
            (WebhookTwice, paid, &[1, 5]),
            (WebhookNever, paid, &[]),
        ];
        for (behaviour, expected, seconds) in table {
            assert_eq!(answer(*behaviour, None, NOW), *expected, "{behaviour:?}");
            let due: Vec<i64> = seconds.iter().map(|s| NOW + s * SECOND).collect();
            assert_eq!(planned_events(*behaviour, NOW), due, "{behaviour:?}");
            assert!(TEST_CARDS.iter().any(|card| card.behaviour == *behaviour), "{behaviour:?} has a card");
        }
        assert!(planned_events(WebhookFirst, NOW)[0] < buyer_returns_at(WebhookFirst, NOW));
        assert!(planned_events(WebhookAfter, NOW)[0] > buyer_returns_at(WebhookAfter, NOW));
    }

    #[test]
    fn the_second_step_asks_for_its_code() {
        let with = |typed| answer(CardBehaviour::SecondStep, Some(typed), NOW);
        assert_eq!(with(" 123456 "), Answer::Paid { at_micros: NOW });
        assert_eq!(with("000000"), Answer::Declined { code: "second_step_failed" });
    }

    #[test]
    fn the_fee_never_exceeds_the_amount() {
        for (amount, expected) in [(10_000, 165), (100, 26), (26, 25), (25, 25), (10, 10), (1, 1), (0, 0)] {
            assert_eq!(fee(Money::new(amount, Currency::EUR)).minor, expected, "fee of {amount}");
        }
    }
}
