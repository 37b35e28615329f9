//! One movement of money, and a list of them that belongs to one event.

use money::{Currency, Money};

use crate::Account;

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)*) => {
        /// Why money moved: stored as a code, translated on pages.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Reason { $($(#[$doc])* $name,)* }

        impl Reason {
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|reason| reason.code() == code)
            }
        }
    };
}

reasons! {
    Capture = "capture";
    LateCapture = "late_capture";
    LateRefund = "late_refund";
    Settlement = "settlement";
    ProviderFee = "provider_fee";
    RefundSettlement = "refund_settlement";
    TopUp = "top_up";
    SettlementBack = "settlement_back";
    ProviderFeeBack = "provider_fee_back";
    TopUpBack = "top_up_back";
    Release = "release";
    TaxCollected = "tax_collected";
    Commission = "commission";
    FeeVat = "fee_vat";
    Sweep = "sweep";
    SweepBack = "sweep_back";
    Mature = "mature";
    DebtRecovered = "debt_recovered";
    Payout = "payout";
    PayoutReturned = "payout_returned";
    RefundFromEscrow = "refund_from_escrow";
    RefundFromPending = "refund_from_pending";
    RefundFromAvailable = "refund_from_available";
    RefundFromDebt = "refund_from_debt";
    RefundFromTax = "refund_from_tax";
    CommissionReversal = "commission_reversal";
    FeeVatReversal = "fee_vat_reversal";
    FeeCapture = "fee_capture";
    FeeVatOwed = "fee_vat_owed";
    FeeVatBack = "fee_vat_back";
    DepositPaid = "deposit_paid";
    DepositToppedUp = "deposit_topped_up";
    DepositUsed = "deposit_used";
    DepositReturned = "deposit_returned";
    AnnualFee = "annual_fee";
    AnnualFeeOwed = "annual_fee_owed";
    AnnualFeeEarned = "annual_fee_earned";
    AnnualFeeBack = "annual_fee_back";
    AnnualIncomeBack = "annual_income_back";
    PlanFee = "plan_fee";
    PlanFeeOwed = "plan_fee_owed";
    ListingFee = "listing_fee";
    ListingFeeOwed = "listing_fee_owed";
}

/// Money moved from one account to another. Immutable: a correction is another transfer.
///
/// `event` is the thing that happened once (a payment, a refund, a payout); together with the subject and the
/// reason it is unique, so that a repeated act can't post twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transfer {
    pub debit: Account,
    pub credit: Account,
    pub amount: Money,
    pub reason: Reason,
    pub event: i64,
    pub subject: i64,
}

/// The transfers of one money event, in order.
pub type Transfers = Vec<Transfer>;

/// Builds the list of one event; leaves out amounts of zero.
#[derive(Debug)]
pub(crate) struct Entry {
    event: i64,
    subject: i64,
    currency: Currency,
    transfers: Transfers,
}

impl Entry {
    pub(crate) fn new(event: i64, subject: i64, currency: Currency) -> Self {
        Self { event, subject, currency, transfers: Vec::new() }
    }

    /// # Panics
    /// When `minor` is negative: postings are built from decisions that were checked.
    pub(crate) fn post(mut self, reason: Reason, debit: Account, credit: Account, minor: i64) -> Self {
        assert!(minor >= 0, "a transfer moves a positive amount, not {minor} for {reason:?}");
        if minor > 0 {
            let amount = Money::new(minor, self.currency);
            self.transfers.push(Transfer {
                debit,
                credit,
                amount,
                reason,
                event: self.event,
                subject: self.subject,
            });
        }
        self
    }

    pub(crate) fn done(self) -> Transfers {
        self.transfers
    }
}
