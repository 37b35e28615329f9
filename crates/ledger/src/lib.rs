//! Accounts and transfers, and the pure functions that turn each money event of the product into its transfers.
//! Knows no order, no seller, no database: subjects are plain ids. Never moves an amount that is not positive.

mod account;
mod posting;
mod transfer;

pub use account::{Account, AccountKind, Side};
pub use posting::{
    Commission, Refund, RefundAfterRelease, RefundParts, Release, SettledCharge, capture, commission,
    correct_fee, debt_recovered, late_capture, late_refund, mature, payout, payout_returned,
    refund_after_release, refund_before_release, release, settle_charge, settle_refund, split_refund,
    sweep_fees, top_up,
};
pub use transfer::{Reason, Transfer, Transfers};
