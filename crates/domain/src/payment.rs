//! A buyer's attempt to pay a purchase through a provider.

use money::Currency;

use crate::{Micros, PaymentId, PurchaseId, UserId};

/// Attempts on one purchase.
pub const ATTEMPTS_MAX: i64 = 20;

codes! {
    pub enum PaymentState {
        /// The provider has not been told yet, or has not answered.
        Opening = "opening",
        Waiting = "waiting",
        Paid = "paid",
        Declined = "declined",
        /// Paid, but not for an order: refunded in full.
        Refunded = "refunded",
        Expired = "expired",
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    pub id: PaymentId,
    pub purchase: PurchaseId,
    pub user_id: UserId,
    pub attempt: i64,
    pub amount: i64,
    pub currency: Currency,
    pub state: PaymentState,
    pub provider: String,
    /// The provider's name for the charge.
    pub reference: String,
    pub pay_url: String,
    /// The provider's code of a decline.
    pub code: String,
    pub created_at: Micros,
    pub paid_at: Option<Micros>,
    pub version: i64,
}

/// What a report of the provider means for a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// First word of success: orders may come to be.
    NewlyPaid,
    /// Known already; nothing to do.
    Known,
    /// The amount is not the one that was asked for: nothing is done, somebody must look.
    WrongAmount,
}

impl Payment {
    /// A success that the provider reports, first or again, in any order with other reports.
    pub fn on_success(&self, amount: i64) -> Meaning {
        match self.state {
            PaymentState::Paid | PaymentState::Refunded => Meaning::Known,
            _ if amount != self.amount => Meaning::WrongAmount,
            PaymentState::Opening
            | PaymentState::Waiting
            | PaymentState::Declined
            | PaymentState::Expired => Meaning::NewlyPaid,
        }
    }

    /// Whether a reported decline changes anything: a success is never undone by it.
    pub fn can_decline(&self) -> bool {
        matches!(self.state, PaymentState::Opening | PaymentState::Waiting)
    }
}
