//! How states are shown: a tone, an icon and a word, the same on every page of the console.

use domain::Code;
use domain::application::{Stage, Turn};
use domain::order::OrderState;
use domain::paper::Verdict;
use domain::payout::PayoutState;
use domain::refund::{RefundState, RequestState};
use domain::shop::ShopStanding;
use web::Words;

/// A word in a tone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    pub tone: &'static str,
    pub icon: &'static str,
    pub text: String,
}

impl Mark {
    pub(crate) fn new(tone: &'static str, icon: &'static str, text: impl Into<String>) -> Self {
        Self { tone, icon, text: text.into() }
    }

    pub(crate) fn order(words: Words, state: OrderState) -> Self {
        let (tone, icon) = match state {
            OrderState::ToShip => ("warn", "box"),
            OrderState::PartShipped | OrderState::Shipped => ("info", "truck"),
            OrderState::Delivered => ("info", "check"),
            OrderState::Completed => ("good", "check"),
            OrderState::Cancelled | OrderState::Refunded => ("", ""),
        };
        Self::new(tone, icon, of_code(words, "state", state.code()))
    }

    pub(crate) fn request(words: Words, state: RequestState) -> Self {
        let (tone, icon) = match state {
            RequestState::Asked => ("warn", "chat"),
            RequestState::RefusedBySeller => ("warn", "bad"),
            RequestState::Escalated => ("bad", "alert"),
            RequestState::Agreed | RequestState::AgreedBySilence | RequestState::Ruled => ("good", "check"),
            RequestState::Withdrawn => ("", ""),
        };
        Self::new(tone, icon, of_code(words, "request", state.code()))
    }

    pub(crate) fn refund(words: Words, state: RefundState) -> Self {
        let (tone, icon) = match state {
            RefundState::Opened => ("info", "info"),
            RefundState::Done => ("good", "check"),
            RefundState::Failed => ("bad", "bad"),
        };
        Self::new(tone, icon, of_code(words, "refund", state.code()))
    }

    pub(crate) fn payout(words: Words, state: PayoutState) -> Self {
        let (tone, icon) = match state {
            PayoutState::Proposed => ("warn", "bank"),
            PayoutState::Approved => ("info", "bank"),
            PayoutState::Paid => ("good", "check"),
            PayoutState::Returned => ("bad", "alert"),
            PayoutState::Refused => ("", "bad"),
        };
        Self::new(tone, icon, of_code(words, "payout", state.code()))
    }

    pub(crate) fn stage(words: Words, stage: Stage, turn: Turn) -> Self {
        let (tone, icon) = match (stage, turn) {
            (Stage::Open, _) => ("good", "check"),
            (Stage::Supervised, _) => ("warn", "alert"),
            (_, Turn::Checker) => ("warn", "paper"),
            (Stage::Refused, _) => ("bad", "bad"),
            (Stage::Closed | Stage::Settled | Stage::Lapsed, _) => ("", ""),
            _ => ("info", "info"),
        };
        Self::new(tone, icon, web::admission::stage(words, stage))
    }

    pub(crate) fn verdict(words: Words, verdict: Verdict) -> Self {
        let tone = web::admission::verdict_tone(verdict);
        Self::new(tone.class(), tone.icon(), web::admission::verdict(words, verdict))
    }

    pub(crate) fn standing(words: Words, standing: ShopStanding) -> Self {
        let (tone, icon) = match standing {
            ShopStanding::Preparing => ("", ""),
            ShopStanding::Open => ("good", "check"),
            ShopStanding::Supervised => ("warn", "alert"),
            ShopStanding::Suspended | ShopStanding::Complains => ("bad", "alert"),
            ShopStanding::Closed => ("", "lock"),
        };
        Self::new(tone, icon, words.say(&format!("suspension-standing-{}", standing.code())))
    }
}

/// The sentence of a closed list's member: `operator-state-to_ship`. Every member has one; a test asks for all.
pub(crate) fn of_code(words: Words, noun: &str, code: &str) -> String {
    words.say(&format!("operator-{noun}-{code}")).into_owned()
}

#[cfg(test)]
mod tests {
    use domain::order::{By, Step};
    use domain::refund::{RefundCause, RequestKind, RequestReason};
    use ledger::{AccountKind, Reason};

    use super::*;

    fn all_known<C: Code>(noun: &str) {
        for lang in web::Lang::ALL {
            for member in C::ALL {
                let key = format!("operator-{noun}-{}", member.code());
                assert!(Words::new(lang).knows(&key), "{key} is missing in {}", lang.html());
            }
        }
    }

    #[test]
    fn every_member_of_every_closed_list_has_its_words() {
        all_known::<OrderState>("state");
        all_known::<RequestState>("request");
        all_known::<RefundState>("refund");
        all_known::<PayoutState>("payout");
        all_known::<Step>("step");
        all_known::<By>("by");
        all_known::<RefundCause>("cause");
        all_known::<RequestKind>("kind");
        all_known::<RequestReason>("asked");
        for lang in web::Lang::ALL {
            let words = Words::new(lang);
            for standing in ShopStanding::ALL {
                assert!(words.knows(&format!("suspension-standing-{}", standing.code())), "{standing:?}");
            }
            for cause in domain::suspension::SuspensionCause::ALL {
                assert!(words.knows(&format!("suspension-cause-{}", cause.code())), "{cause:?}");
            }
            for kind in AccountKind::ALL {
                assert!(words.knows(&format!("operator-account-{}", kind.code())), "{kind:?}");
            }
            for reason in Reason::ALL {
                assert!(words.knows(&format!("operator-reason-{}", reason.code())), "{reason:?}");
            }
        }
    }
}
