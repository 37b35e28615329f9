//! The transfers of an order as an accountant reads them, with what escrow holds after each.

use domain::{EventId, FeeId, FeePaymentId, OrderId, PaymentId, PayoutId, RefundId, SettlementId};
use ledger::{AccountKind, Reason};
use money::{Currency, Money};

use crate::mark::of_code;
use crate::place::Place;
use engine::order::PostedTransfer;

/// One transfer of the table.
#[derive(Debug)]
pub(crate) struct Line {
    pub at: String,
    pub reason: String,
    /// The thing that happened once: a payment, a refund, a settlement line.
    pub event: String,
    pub debit: Account,
    pub credit: Account,
    pub amount: String,
    pub escrow: String,
    /// Whether it moved what escrow holds.
    pub moves_escrow: bool,
}

/// An account as the chart of accounts names it.
#[derive(Debug)]
pub(crate) struct Account {
    pub label: &'static str,
    pub name: String,
}

/// The table: its lines, the sum of the amounts on each side, and what escrow holds at the end.
#[derive(Debug)]
pub(crate) struct Journal {
    pub lines: Vec<Line>,
    pub sum: String,
    pub held: Money,
    pub held_shown: String,
}

impl Journal {
    pub(crate) fn new(place: &Place, order: OrderId, currency: Currency, posted: &[PostedTransfer]) -> Self {
        let words = place.words;
        let money = |minor: i64| words.money(Money::new(minor, currency));
        let mut held = 0;
        let lines = posted
            .iter()
            .map(|transfer| {
                let change = escrow_change(order, transfer);
                held += change;
                Line {
                    at: words.date_time(transfer.at, place.offset_minutes),
                    reason: of_code(words, "reason", transfer.reason.code()),
                    event: event_name(transfer.reason, transfer.event),
                    debit: account(place, transfer.debit_kind),
                    credit: account(place, transfer.credit_kind),
                    amount: money(transfer.amount),
                    escrow: money(held),
                    moves_escrow: change != 0,
                }
            })
            .collect();
        let sum = money(posted.iter().map(|transfer| transfer.amount).sum());
        Self { lines, sum, held: Money::new(held, currency), held_shown: money(held) }
    }
}

/// What a transfer does to the order's escrow, which grows on the credit side.
fn escrow_change(order: OrderId, transfer: &PostedTransfer) -> i64 {
    let is_escrow = |kind, subject| kind == AccountKind::Escrow && subject == order.get();
    let credited = is_escrow(transfer.credit_kind, transfer.credit_subject);
    let debited = is_escrow(transfer.debit_kind, transfer.debit_subject);
    transfer.amount * (i64::from(credited) - i64::from(debited))
}

pub(crate) fn account(place: &Place, kind: AccountKind) -> Account {
    Account { label: kind.label(), name: of_code(place.words, "account", kind.code()) }
}

/// The event's id as the kind of thing that it is.
fn event_name(reason: Reason, event: i64) -> String {
    match reason {
        Reason::Capture | Reason::LateCapture => PaymentId::from_raw(event).to_string(),
        Reason::Settlement
        | Reason::ProviderFee
        | Reason::RefundSettlement
        | Reason::TopUp
        | Reason::SettlementBack
        | Reason::ProviderFeeBack
        | Reason::TopUpBack => SettlementId::from_raw(event).to_string(),
        Reason::Release
        | Reason::TaxCollected
        | Reason::Commission
        | Reason::FeeVat
        | Reason::Sweep
        | Reason::Mature => OrderId::from_raw(event).to_string(),
        Reason::Payout | Reason::PayoutReturned => PayoutId::from_raw(event).to_string(),
        Reason::FeeCapture => FeePaymentId::from_raw(event).to_string(),
        Reason::FeeVatOwed
        | Reason::DepositPaid
        | Reason::DepositToppedUp
        | Reason::AnnualFee
        | Reason::AnnualFeeOwed
        | Reason::PlanFee
        | Reason::PlanFeeOwed
        | Reason::ListingFee
        | Reason::ListingFeeOwed => FeeId::from_raw(event).to_string(),
        Reason::DebtRecovered
        | Reason::DepositUsed
        | Reason::DepositReturned
        | Reason::AnnualFeeEarned
        | Reason::AnnualFeeBack
        | Reason::AnnualIncomeBack
        | Reason::FeeVatBack => EventId::from_raw(event).to_string(),
        Reason::LateRefund
        | Reason::SweepBack
        | Reason::RefundFromEscrow
        | Reason::RefundFromPending
        | Reason::RefundFromAvailable
        | Reason::RefundFromDebt
        | Reason::RefundFromTax
        | Reason::CommissionReversal
        | Reason::FeeVatReversal => RefundId::from_raw(event).to_string(),
    }
}
