//! Accounts and transfers, and the pure functions that turn each money event of the product into its transfers.
//! Knows no order, no seller, no database: subjects are plain ids. Never moves an amount that is not positive.

mod account;
mod fee;
mod posting;
mod transfer;

pub use account::{Account, AccountKind, Side};
pub use fee::{
    AnnualRefund, Charge, annual_fee_month_earned, annual_fee_paid, annual_fee_refunded, deposit_paid,
    deposit_returned, deposit_topped_up, deposit_used, earned_after, fee_capture, listing_charged,
    plan_charged, sweep_debt,
};
pub use posting::{
    Commission, Refund, RefundAfterRelease, RefundParts, Release, SettledCharge, capture, commission,
    correct_fee, debt_recovered, late_capture, late_refund, mature, payout, payout_returned,
    refund_after_release, refund_before_release, release, settle_charge, settle_refund, split_refund,
    sweep_fees, top_up,
};
pub use transfer::{Reason, Transfer, Transfers};
