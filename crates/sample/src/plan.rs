//! The plan of the demo's past: which purchase was made how many days ago, and how it went on, so that every state that
//! an order, a request or a payout can be in is there to be seen.

use domain::refund::RequestReason;
use domain::{DAY, MINUTE, Micros};

use super::lot::Lot;

const HOUR: Micros = 60 * MINUTE;

/// How a purchase goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ending {
    Confirmed,
    /// Delivered, never confirmed: silence does it.
    Silent,
    Delivered,
    Shipped,
    PartShipped,
    ToShip,
    /// Of a guest.
    GuestToShip,
    /// The shop has promised two days, and they are over.
    Late,
    CancelledByBuyer,
    CancelledBySeller,
    Asked,
    Refused,
    Escalated,
    Ruled,
    Agreed,
    AgreedBySilence,
    TakenBack,
    WithdrawalAsked,
    WithdrawalAgreed,
    /// Refunded when the seller had its money already.
    RefundedAfterRelease,
    Goodwill,
    Unpaid,
    Expired,
    GivenUp,
    Declined,
}

use Ending as E;

/// Endings with the days since their purchases. Today is 0.
const PLAN: &[(Ending, &[i64])] = &[
    (
        E::Confirmed,
        &[33, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 21, 20, 19, 18, 17, 16, 14, 13, 12, 11, 10, 9],
    ),
    (E::Silent, &[31, 28, 26, 24, 21, 19]),
    (E::Delivered, &[10, 8, 8, 7, 7]),
    (E::Shipped, &[5, 4, 4, 3, 3, 3]),
    (E::PartShipped, &[4, 3]),
    (E::ToShip, &[1, 1, 1, 0, 0, 0]),
    (E::GuestToShip, &[1]),
    (E::Late, &[5]),
    (E::CancelledByBuyer, &[15, 4]),
    (E::CancelledBySeller, &[9]),
    (E::Asked, &[9, 8]),
    (E::Refused, &[11]),
    (E::Escalated, &[14, 12]),
    (E::Ruled, &[20]),
    (E::Agreed, &[22, 15]),
    (E::AgreedBySilence, &[18]),
    (E::TakenBack, &[17]),
    (E::WithdrawalAsked, &[10]),
    (E::WithdrawalAgreed, &[16]),
    (E::RefundedAfterRelease, &[27]),
    (E::Goodwill, &[25]),
    (E::Unpaid, &[0]),
    (E::Expired, &[6]),
    (E::GivenUp, &[5]),
    (E::Declined, &[3]),
];

/// Something that somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Buy,
    /// Places, and does not pay.
    Place,
    /// Tries a card that is declined.
    TryBadCard,
    GiveUp,
    Ship,
    ShipPart,
    Deliver,
    Confirm,
    CancelByBuyer,
    CancelBySeller,
    /// Asks for a share of what was paid, in percent.
    Ask(RequestReason, i64),
    Withdraw,
    Agree,
    Refuse,
    Escalate,
    /// The operator grants a share of what was asked, in percent.
    Rule(i64),
    TakeBack,
    /// The seller gives a share back of its own accord, in percent.
    GiveBack(i64),
    /// Says what it was like.
    Review,
}

/// One purchase and what follows from it, by time.
#[derive(Debug, Clone)]
pub struct Story {
    pub ending: Ending,
    pub steps: Vec<(Micros, Step)>,
}

impl Story {
    pub fn is_guest(&self) -> bool {
        self.ending == E::GuestToShip
    }

    /// The right of withdrawal is European law: only the mall knows it.
    pub fn needs_mall(&self) -> bool {
        matches!(self.ending, E::WithdrawalAsked | E::WithdrawalAgreed)
    }

    /// Lines at least: a part can only be shipped of several.
    pub fn lines_min(&self) -> i64 {
        if self.ending == E::PartShipped { 2 } else { 1 }
    }
}

/// All stories up to `now`.
pub fn stories(now: Micros, lot: &mut Lot) -> Vec<Story> {
    let mut stories = Vec::new();
    for (ending, days) in PLAN {
        for days in *days {
            let start = start(*ending, *days, now, lot);
            let steps = steps(*ending, start, lot).into_iter().filter(|(at, _)| *at < now).collect();
            stories.push(Story { ending: *ending, steps });
        }
    }
    stories
}

/// People buy between breakfast and bedtime, and never tomorrow.
fn start(ending: Ending, days: i64, now: Micros, lot: &mut Lot) -> Micros {
    match (ending, days) {
        (E::Unpaid, _) => now - 6 * MINUTE,
        (_, 0) => now - lot.between(20, 300) * MINUTE,
        _ => (now / DAY - days) * DAY + lot.between(7 * 60, 21 * 60) * MINUTE,
    }
}

fn steps(ending: Ending, start: Micros, lot: &mut Lot) -> Vec<(Micros, Step)> {
    let shipped = start + lot.between(8, 30) * HOUR;
    let delivered = shipped + lot.between(52, 96) * HOUR;
    let confirmed = delivered + lot.between(3, 40) * HOUR;
    let asked = delivered + lot.between(5, 20) * HOUR;
    let reviewed = confirmed + lot.between(2, 24) * HOUR;
    let answered = asked + lot.between(6, 30) * HOUR;
    let delivery = [(start, Step::Buy), (shipped, Step::Ship), (delivered, Step::Deliver)];
    let then = |more: &[(Micros, Step)]| [&delivery[..], more].concat();
    let damaged = Step::Ask(RequestReason::Damaged, 100);
    let other = Step::Ask(RequestReason::NotAsDescribed, 60);
    match ending {
        E::Confirmed => then(&[(confirmed, Step::Confirm), (reviewed, Step::Review)]),
        E::Silent | E::Delivered => then(&[]),
        E::Shipped => delivery[..2].to_vec(),
        E::PartShipped => vec![(start, Step::Buy), (shipped, Step::ShipPart)],
        E::ToShip | E::GuestToShip | E::Late => vec![(start, Step::Buy)],
        E::CancelledByBuyer => vec![(start, Step::Buy), (start + 3 * HOUR, Step::CancelByBuyer)],
        E::CancelledBySeller => vec![(start, Step::Buy), (shipped, Step::CancelBySeller)],
        E::Asked => then(&[(asked, if lot.between(0, 1) == 0 { damaged } else { other })]),
        E::Refused => then(&[(asked, other), (answered, Step::Refuse)]),
        E::Escalated => {
            then(&[(asked, other), (answered, Step::Refuse), (answered + 20 * HOUR, Step::Escalate)])
        }
        E::Ruled => then(&[
            (asked, other),
            (answered, Step::Refuse),
            (answered + 9 * HOUR, Step::Escalate),
            (answered + 60 * HOUR, Step::Rule(50)),
        ]),
        E::Agreed => then(&[(asked, damaged), (answered, Step::Agree)]),
        E::AgreedBySilence => then(&[(asked, damaged)]),
        E::TakenBack => then(&[
            (asked, Step::Ask(RequestReason::WrongItem, 100)),
            (asked + 2 * HOUR, Step::TakeBack),
            (asked + 30 * HOUR, Step::Confirm),
        ]),
        E::WithdrawalAsked => then(&[(asked, Step::Withdraw)]),
        E::WithdrawalAgreed => then(&[(asked, Step::Withdraw), (answered, Step::Agree)]),
        E::RefundedAfterRelease => {
            let late = confirmed + 11 * DAY;
            let steps = [(confirmed, Step::Confirm), (reviewed, Step::Review)];
            then(&[&steps[..], &[(late, other), (late + 26 * HOUR, Step::Agree)]].concat())
        }
        E::Goodwill => then(&[
            (confirmed, Step::Confirm),
            (reviewed, Step::Review),
            (confirmed + 6 * DAY, Step::GiveBack(10)),
        ]),
        E::Unpaid | E::Expired => vec![(start, Step::Place)],
        E::GivenUp => vec![(start, Step::Place), (start + 4 * MINUTE, Step::GiveUp)],
        E::Declined => vec![(start, Step::Place), (start + MINUTE, Step::TryBadCard)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Micros = 1_795_341_600_000_000;

    #[test]
    fn nothing_of_the_past_lies_in_the_future_and_each_story_goes_forward() {
        let stories = stories(NOW, &mut Lot::new(1));
        assert!((60..90).contains(&stories.len()), "{} purchases", stories.len());
        for story in &stories {
            assert!(story.steps.iter().all(|(at, _)| *at < NOW), "{story:?}");
            assert!(story.steps.is_sorted_by_key(|(at, _)| *at), "{story:?}");
            assert!(!story.steps.is_empty(), "{story:?}");
        }
    }

    #[test]
    fn stories_reach_their_endings() {
        for story in stories(NOW, &mut Lot::new(1)) {
            let last = story.steps.last().map(|(_, step)| *step);
            let expected = match story.ending {
                Ending::Confirmed => Step::Review,
                Ending::TakenBack => Step::Confirm,
                Ending::Delivered | Ending::Silent => Step::Deliver,
                Ending::Escalated => Step::Escalate,
                Ending::Ruled => Step::Rule(50),
                Ending::Agreed | Ending::RefundedAfterRelease | Ending::WithdrawalAgreed => Step::Agree,
                Ending::Refused => Step::Refuse,
                _ => continue,
            };
            assert_eq!(last, Some(expected), "{:?} has days enough", story.ending);
        }
    }
}
