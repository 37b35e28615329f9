//! What a seller owes the market beside commission: the deposit, a year, a plan's month, a listed product. A fee is written
//! when it falls due and never changed but by being paid, owed, dropped or given back. Which amounts hold is the policy's matter.

use money::{Currency, Money, Rate, portion};

use crate::calendar::{months_after, months_between};
use crate::payment::{Meaning, PaymentState};
use crate::{DAY, FeeId, FeePaymentId, MarketId, Micros, OperatorId, SellerId, UserId};

/// Attempts to pay what is due of one account within a day that ended without money.
pub const ATTEMPTS_MAX: usize = 20;
/// Letters of an operator's reason.
pub const REASON_LETTERS_MAX: usize = 1_000;
/// Months of a year's fee.
pub const YEAR_MONTHS: i64 = 12;

codes! {
    pub enum FeeKind {
        /// Not a fee: security that stays the seller's.
        Deposit = "deposit",
        Annual = "annual",
        Plan = "plan",
        Listing = "listing",
    }
}

codes! {
    pub enum FeeState {
        /// Waits to be paid.
        Due = "due",
        Paid = "paid",
        /// Charged; a part of it is a debt that later money sets off.
        Owed = "owed",
        /// Never paid and not wanted any more.
        Dropped = "dropped",
        /// A deposit that went back.
        Returned = "returned",
    }
}

codes! {
    /// What a seller is told of its fees by letter.
    pub enum FeeNews {
        DepositAsked = "deposit_asked",
        DepositUsed = "deposit_used",
        DepositReturned = "deposit_returned",
        /// A fee could not be paid out of the balance: it is a debt.
        Owed = "owed",
        /// A part of a year's fee came back by turnover.
        GivenBack = "given_back",
    }
}

/// One amount that a seller owes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fee {
    pub id: FeeId,
    /// Raw id of the application that the shop comes from, or of the shop where there was none: the fee account.
    pub account: i64,
    pub seller: SellerId,
    pub market: MarketId,
    pub operator: OperatorId,
    pub kind: FeeKind,
    /// For what it is, where its kind does not tell.
    pub about: String,
    pub net: i64,
    pub vat: i64,
    pub vat_ppm: Rate,
    pub currency: Currency,
    pub state: FeeState,
    /// What of net and VAT is a debt still.
    pub owed: i64,
    /// The time that it covers, where it covers some.
    pub covers_from: Option<Micros>,
    pub covers_until: Option<Micros>,
    /// Of a year's fee: what is earned, and for how many months.
    pub earned: i64,
    pub months_earned: i64,
    /// Net that went back by turnover.
    pub given_back: i64,
    pub due_at: Micros,
    pub paid_at: Option<Micros>,
    pub version: i64,
}

impl Fee {
    pub fn gross(&self) -> i64 {
        self.net + self.vat
    }

    /// Whether the money is there, or promised by a debt.
    pub fn is_settled(&self) -> bool {
        matches!(self.state, FeeState::Paid | FeeState::Owed)
    }

    /// It is charged now: `owed` of it became a debt.
    pub fn charged(&mut self, owed: i64, now: Micros) {
        self.state = if owed > 0 { FeeState::Owed } else { FeeState::Paid };
        (self.owed, self.paid_at) = (owed, Some(now));
        if self.kind == FeeKind::Annual {
            (self.covers_from, self.covers_until) = (Some(now), Some(months_after(now, YEAR_MONTHS)));
        }
    }

    /// Later money sets off up to `amount` of the debt; answers how much.
    pub fn set_off(&mut self, amount: i64) -> i64 {
        let off = self.owed.min(amount.max(0));
        self.owed -= off;
        if self.owed == 0 && self.state == FeeState::Owed {
            self.state = FeeState::Paid;
        }
        off
    }

    /// Months of a year's fee that are over and not earned yet; answers the amount, which may be nothing.
    pub fn earn(&mut self, now: Micros) -> i64 {
        let Some(from) = self.covers_from.filter(|_| self.kind == FeeKind::Annual && self.is_settled())
        else {
            return 0;
        };
        let months = months_between(from, now).clamp(self.months_earned, YEAR_MONTHS);
        let earned = ledger::earned_after(self.net, usize::try_from(months).unwrap_or_default());
        let more = earned - self.earned;
        (self.earned, self.months_earned) = (earned, months);
        more
    }

    /// When a further month of it is earned.
    pub fn next_month(&self) -> Option<Micros> {
        let from = self.covers_from.filter(|_| self.kind == FeeKind::Annual && self.is_settled())?;
        (self.months_earned < YEAR_MONTHS).then(|| months_after(from, self.months_earned + 1))
    }

    /// VAT on a part of the net amount.
    pub fn vat_on(&self, net: i64) -> i64 {
        portion(self.vat, net, self.net)
    }
}

/// What is kept of a fee account beside its fees: the deposit that is asked, what waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    pub account: i64,
    pub seller: SellerId,
    pub market: MarketId,
    pub operator: OperatorId,
    pub currency: Currency,
    /// The deposit that is asked for; nothing where none is.
    pub deposit: i64,
    /// Until when a deposit that is short must be topped up.
    pub top_up_by: Option<Micros>,
    /// When the deposit of a shop that has ended goes back.
    pub back_at: Option<Micros>,
    pub version: i64,
}

/// A seller's attempt to pay all that is due of one account through the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeePayment {
    pub id: FeePaymentId,
    pub account: i64,
    pub seller: SellerId,
    pub market: MarketId,
    pub operator: OperatorId,
    pub user_id: UserId,
    pub amount: i64,
    pub currency: Currency,
    pub state: PaymentState,
    pub provider: String,
    pub reference: String,
    pub pay_url: String,
    pub code: String,
    pub created_at: Micros,
    pub paid_at: Option<Micros>,
    pub version: i64,
}

impl FeePayment {
    /// What a success that the provider reports means: first or again, in any order with other reports.
    pub fn on_success(&self, amount: i64) -> Meaning {
        match self.state {
            PaymentState::Paid | PaymentState::Refunded => Meaning::Known,
            _ if amount != self.amount => Meaning::WrongAmount,
            _ => Meaning::NewlyPaid,
        }
    }

    /// Whether it counts against those that may be made in a day.
    pub fn was_in_vain(&self, now: Micros) -> bool {
        self.paid_at.is_none() && now - self.created_at < DAY
    }

    /// Whether the page of the provider may still be used for what is due now.
    pub fn is_usable(&self, due: i64) -> bool {
        matches!(self.state, PaymentState::Opening | PaymentState::Waiting) && self.amount == due
    }
}

/// Why a fee can't be paid, a deposit not be touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FeeRefusal {
    #[error("fee.nothing_due")]
    NothingDue,
    #[error("fee.balance_short")]
    BalanceShort,
    #[error("fee.too_many_attempts")]
    TooManyAttempts,
    #[error("fee.amount_out_of_range")]
    AmountOutOfRange,
    #[error("fee.deposit_short")]
    DepositShort,
    #[error("fee.reason_missing")]
    ReasonMissing,
    #[error("fee.order_not_over")]
    OrderNotOver,
    #[error("fee.asked_already")]
    AskedAlready,
    #[error("command.other_content")]
    OtherContent,
}

/// The net amount of a year's fee that comes back at its end, by the turnover of the time that it covered.
pub fn turnover_refund(fee: &Fee, bands: &[crate::policy::fees::Band], turnover_minor: i64) -> i64 {
    let (Some(from), Some(until)) = (fee.covers_from, fee.covers_until) else { return 0 };
    let days = ((until - from) / DAY).min(365);
    let share = crate::policy::fees::refund_share(bands, turnover_minor, days);
    Money::new(fee.net, fee.currency).share(share).minor - fee.given_back
}

#[cfg(test)]
#[path = "fee_tests.rs"]
mod tests;
