//! A buyer's request for money back, its answers, and the refunds that come of it.

use money::Currency;

use crate::{Micros, OrderId, PaymentId, RefundId, RequestId, UserId};

pub const TEXT_LETTERS_MAX: usize = 2_000;

codes! {
    pub enum RequestState {
        /// The seller's turn, until `answer_by`.
        Asked = "asked",
        /// The seller said no; the buyer may escalate.
        RefusedBySeller = "refused_by_seller",
        /// The operator's turn.
        Escalated = "escalated",
        Agreed = "agreed",
        /// Nobody answered in time: the buyer is refunded.
        AgreedBySilence = "agreed_by_silence",
        Ruled = "ruled",
        /// The buyer took it back.
        Withdrawn = "withdrawn",
    }
}

codes! {
    pub enum RequestKind {
        /// Something is wrong, or never came.
        Refund = "refund",
        /// The right of withdrawal of EU law: no reason is needed.
        Withdrawal = "withdrawal",
    }
}

codes! {
    pub enum RequestReason {
        NotReceived = "not_received",
        NotAsDescribed = "not_as_described",
        Damaged = "damaged",
        WrongItem = "wrong_item",
        ChangedMind = "changed_mind",
        Other = "other",
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub id: RequestId,
    pub order_id: OrderId,
    pub user_id: UserId,
    pub kind: RequestKind,
    pub reason: RequestReason,
    pub text: String,
    /// What the buyer asks for, in minor units.
    pub asked: i64,
    /// What was granted in the end.
    pub granted: i64,
    pub state: RequestState,
    pub answer: String,
    pub ruling: String,
    pub opened_at: Micros,
    pub answer_by: Micros,
    pub answered_at: Option<Micros>,
    pub escalated_at: Option<Micros>,
    pub closed_at: Option<Micros>,
    pub version: i64,
}

/// Why a step of a request is not possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RequestRefusal {
    #[error("request.already_closed")]
    AlreadyClosed,
    #[error("request.not_your_turn")]
    NotYourTurn,
    #[error("request.amount_out_of_range")]
    AmountOutOfRange,
    #[error("request.reason_missing")]
    ReasonMissing,
    /// The right of withdrawal needs no consent (Directive 2011/83/EU art. 9); only an operator may rule on its abuse.
    #[error("request.withdrawal_stands")]
    WithdrawalStands,
}

impl Request {
    pub fn is_open(&self) -> bool {
        matches!(self.state, RequestState::Asked | RequestState::RefusedBySeller | RequestState::Escalated)
    }

    /// The seller gives all that was asked for.
    pub fn agree(&mut self, at: Micros) -> Result<i64, RequestRefusal> {
        self.needs_open()?;
        if self.state == RequestState::Escalated {
            return Err(RequestRefusal::NotYourTurn);
        }
        self.answered_at = self.answered_at.or(Some(at));
        Ok(self.close(RequestState::Agreed, self.asked, at))
    }

    /// The seller says no, with a reason.
    pub fn refuse(&mut self, answer: &str, at: Micros) -> Result<(), RequestRefusal> {
        self.needs_open()?;
        if self.state != RequestState::Asked {
            return Err(RequestRefusal::NotYourTurn);
        }
        if self.kind == RequestKind::Withdrawal {
            return Err(RequestRefusal::WithdrawalStands);
        }
        if answer.trim().is_empty() {
            return Err(RequestRefusal::ReasonMissing);
        }
        (self.state, self.answered_at) = (RequestState::RefusedBySeller, Some(at));
        answer.trim().clone_into(&mut self.answer);
        Ok(())
    }

    /// The seller's time is over.
    pub fn fall_silent(&mut self, at: Micros) -> Option<i64> {
        (self.state == RequestState::Asked && at >= self.answer_by)
            .then(|| self.close(RequestState::AgreedBySilence, self.asked, at))
    }

    /// Either side asks the operator.
    pub fn escalate(&mut self, at: Micros) -> Result<(), RequestRefusal> {
        self.needs_open()?;
        if self.state == RequestState::Escalated {
            return Err(RequestRefusal::NotYourTurn);
        }
        (self.state, self.escalated_at) = (RequestState::Escalated, Some(at));
        Ok(())
    }

    /// The operator decides: full, partial or none, with reasons. `most` is what is left to refund.
    pub fn rule(&mut self, granted: i64, ruling: &str, most: i64, at: Micros) -> Result<i64, RequestRefusal> {
        self.needs_open()?;
        if self.state != RequestState::Escalated {
            return Err(RequestRefusal::NotYourTurn);
        }
        if ruling.trim().is_empty() {
            return Err(RequestRefusal::ReasonMissing);
        }
        if !(0..=most).contains(&granted) {
            return Err(RequestRefusal::AmountOutOfRange);
        }
        ruling.trim().clone_into(&mut self.ruling);
        Ok(self.close(RequestState::Ruled, granted, at))
    }

    pub fn withdraw(&mut self, at: Micros) -> Result<(), RequestRefusal> {
        self.needs_open()?;
        self.close(RequestState::Withdrawn, 0, at);
        Ok(())
    }

    fn needs_open(&self) -> Result<(), RequestRefusal> {
        if self.is_open() { Ok(()) } else { Err(RequestRefusal::AlreadyClosed) }
    }

    fn close(&mut self, state: RequestState, granted: i64, at: Micros) -> i64 {
        (self.state, self.granted, self.closed_at) = (state, granted, Some(at));
        granted
    }
}

codes! {
    pub enum RefundState { Opened = "opened", Done = "done", Failed = "failed" }
}

codes! {
    /// What a refund comes from.
    pub enum RefundCause { Cancelled = "cancelled", Request = "request", Withdrawal = "withdrawal", Unusable = "unusable", Goodwill = "goodwill",
        /// Paid out of the shop's deposit, by the operator.
        Deposit = "deposit",
    }
}

/// Money on its way back to the buyer: the intent, whose id is the provider's idempotency key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund {
    pub id: RefundId,
    /// Absent for a payment that never became an order.
    pub order_id: Option<i64>,
    pub payment: PaymentId,
    pub charge_reference: String,
    pub amount: i64,
    pub currency: Currency,
    pub cause: RefundCause,
    pub state: RefundState,
    pub reference: String,
    pub code: String,
    pub opened_at: Micros,
    pub done_at: Option<Micros>,
    pub version: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> Request {
        Request {
            id: RequestId::from_raw(1),
            order_id: OrderId::from_raw(1),
            user_id: UserId::from_raw(1),
            kind: RequestKind::Refund,
            reason: RequestReason::Damaged,
            text: String::new(),
            asked: 500,
            granted: 0,
            state: RequestState::Asked,
            answer: String::new(),
            ruling: String::new(),
            opened_at: 0,
            answer_by: 100,
            answered_at: None,
            escalated_at: None,
            closed_at: None,
            version: 0,
        }
    }

    #[test]
    fn agreed_refused_silent_escalated_and_ruled() {
        assert_eq!(request().agree(1), Ok(500));

        let mut refused = request();
        assert_eq!(refused.refuse(" ", 1), Err(RequestRefusal::ReasonMissing));
        refused.refuse("It was whole when it left", 1).unwrap();
        assert_eq!(refused.fall_silent(1_000), None, "a seller who answered is not silent");
        refused.escalate(2).unwrap();
        assert_eq!(refused.agree(3), Err(RequestRefusal::NotYourTurn));
        assert_eq!(refused.rule(501, "why", 500, 3), Err(RequestRefusal::AmountOutOfRange));
        assert_eq!(refused.rule(200, "half was broken", 500, 3), Ok(200));
        assert_eq!(refused.withdraw(4), Err(RequestRefusal::AlreadyClosed));

        let mut withdrawn = Request { kind: RequestKind::Withdrawal, ..request() };
        assert_eq!(withdrawn.refuse("No", 1), Err(RequestRefusal::WithdrawalStands));

        let mut silent = request();
        assert_eq!(silent.fall_silent(99), None);
        assert_eq!(silent.fall_silent(100), Some(500));
    }
}
