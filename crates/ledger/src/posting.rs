//! The posting table: one pure function for each money event. Amounts are minor units in the event's currency.

use money::{Currency, Money, Rate};

use crate::AccountKind::{
    BuyerBalance, CommissionIncome, DueFromSeller, Escrow, FeeVat, OwnBank, PayableAvailable, PayablePending,
    ProviderCost, ProviderTransit, SafeguardedBank, TaxCollected,
};
use crate::transfer::Entry;
use crate::{Account, Reason, Transfers};

/// A paid part of a purchase becomes money held for its order.
pub fn capture(payment: i64, order: i64, amount: Money) -> Transfers {
    let (transit, escrow) = (Account::leaf(ProviderTransit), Account::of(Escrow, order));
    Entry::new(payment, order, amount.currency).post(Reason::Capture, transit, escrow, amount.minor).done()
}

/// A capture that can't become an order (too late, twice) is owed to the buyer until it is refunded.
pub fn late_capture(payment: i64, user: i64, amount: Money) -> Transfers {
    let (transit, balance) = (Account::leaf(ProviderTransit), Account::of(BuyerBalance, user));
    Entry::new(payment, user, amount.currency)
        .post(Reason::LateCapture, transit, balance, amount.minor)
        .done()
}

/// A late capture goes back.
pub fn late_refund(refund: i64, user: i64, amount: Money) -> Transfers {
    let (transit, balance) = (Account::leaf(ProviderTransit), Account::of(BuyerBalance, user));
    Entry::new(refund, user, amount.currency).post(Reason::LateRefund, balance, transit, amount.minor).done()
}

/// The share of one order in a settled charge: what was captured for it, and its part of the provider's fee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SettledCharge {
    pub captured: Money,
    pub fee_minor: i64,
}

/// The provider passes a charge on, less its fee.
pub fn settle_charge(line: i64, subject: i64, settled: SettledCharge) -> Transfers {
    let transit = Account::leaf(ProviderTransit);
    let net = settled.captured.minor - settled.fee_minor;
    Entry::new(line, subject, settled.captured.currency)
        .post(Reason::Settlement, Account::leaf(SafeguardedBank), transit, net)
        .post(Reason::ProviderFee, Account::leaf(ProviderCost), transit, settled.fee_minor)
        .done()
}

/// The provider takes a refund out of its next settlement.
pub fn settle_refund(line: i64, subject: i64, amount: Money) -> Transfers {
    let (transit, bank) = (Account::leaf(ProviderTransit), Account::leaf(SafeguardedBank));
    Entry::new(line, subject, amount.currency)
        .post(Reason::RefundSettlement, transit, bank, amount.minor)
        .done()
}

/// The operator's own money fills what the provider's fee took from the safeguarded account.
pub fn top_up(line: i64, subject: i64, amount: Money) -> Transfers {
    let (safe, own) = (Account::leaf(SafeguardedBank), Account::leaf(OwnBank));
    Entry::new(line, subject, amount.currency).post(Reason::TopUp, safe, own, amount.minor).done()
}

/// A corrected file says that the fee of a settled charge was higher (positive) or lower (negative) by so much. The
/// operator's own money follows, so that what is owed to others stays covered.
pub fn correct_fee(line: i64, subject: i64, by: Money) -> Transfers {
    let (transit, cost) = (Account::leaf(ProviderTransit), Account::leaf(ProviderCost));
    let (safe, own) = (Account::leaf(SafeguardedBank), Account::leaf(OwnBank));
    let entry = Entry::new(line, subject, by.currency);
    if by.minor >= 0 {
        entry
            .post(Reason::SettlementBack, transit, safe, by.minor)
            .post(Reason::ProviderFee, cost, transit, by.minor)
            .post(Reason::TopUp, safe, own, by.minor)
            .done()
    } else {
        entry
            .post(Reason::Settlement, safe, transit, -by.minor)
            .post(Reason::ProviderFeeBack, transit, cost, -by.minor)
            .post(Reason::TopUpBack, own, safe, -by.minor)
            .done()
    }
}

/// What leaves escrow when a buyer has the goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Release {
    /// All that is still held for the order.
    pub held: Money,
    /// The part of it that is sales tax which the market owes to a state.
    pub tax_collected_minor: i64,
}

/// Held money becomes the seller's, less the tax that the market collects for a state.
pub fn release(order: i64, seller: i64, release: Release) -> Transfers {
    let escrow = Account::of(Escrow, order);
    Entry::new(order, order, release.held.currency)
        .post(Reason::TaxCollected, escrow, Account::leaf(TaxCollected), release.tax_collected_minor)
        .post(
            Reason::Release,
            escrow,
            Account::of(PayablePending, seller),
            release.held.minor - release.tax_collected_minor,
        )
        .done()
}

/// The operator's fee on a released amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Commission {
    pub fee: Money,
    pub vat_minor: i64,
}

impl Commission {
    /// `rate` of `base`, and VAT on it.
    pub fn on(base: Money, rate: Rate, vat: Rate) -> Self {
        Self::of_fee(base.share(rate), vat)
    }

    /// A fee that the market's rules have worked out, and VAT on it.
    pub fn of_fee(fee: Money, vat: Rate) -> Self {
        Self { fee, vat_minor: fee.share(vat).minor }
    }

    pub fn total_minor(&self) -> i64 {
        self.fee.minor + self.vat_minor
    }
}

/// Commission and its VAT are taken from what was just released.
pub fn commission(order: i64, seller: i64, commission: Commission) -> Transfers {
    let payable = Account::of(PayablePending, seller);
    Entry::new(order, order, commission.fee.currency)
        .post(Reason::Commission, payable, Account::leaf(CommissionIncome), commission.fee.minor)
        .post(Reason::FeeVat, payable, Account::leaf(FeeVat), commission.vat_minor)
        .done()
}

/// Earned fees leave the safeguarded account for the operator's own.
pub fn sweep_fees(order: i64, commission: Commission) -> Transfers {
    let (safe, own) = (Account::leaf(SafeguardedBank), Account::leaf(OwnBank));
    Entry::new(order, order, commission.fee.currency)
        .post(Reason::Sweep, own, safe, commission.total_minor())
        .done()
}

/// The payout delay of an order is over.
pub fn mature(order: i64, seller: i64, amount: Money) -> Transfers {
    let (pending, available) = (Account::of(PayablePending, seller), Account::of(PayableAvailable, seller));
    Entry::new(order, order, amount.currency).post(Reason::Mature, pending, available, amount.minor).done()
}

/// A seller's debt is set off against money that has become available.
pub fn debt_recovered(event: i64, seller: i64, amount: Money) -> Transfers {
    let (available, due) = (Account::of(PayableAvailable, seller), Account::of(DueFromSeller, seller));
    Entry::new(event, seller, amount.currency)
        .post(Reason::DebtRecovered, available, due, amount.minor)
        .done()
}

/// Available money is sent to the seller's bank.
pub fn payout(payout: i64, seller: i64, amount: Money) -> Transfers {
    let (available, safe) = (Account::of(PayableAvailable, seller), Account::leaf(SafeguardedBank));
    Entry::new(payout, seller, amount.currency).post(Reason::Payout, available, safe, amount.minor).done()
}

/// The bank could not deliver a payout: the money is the seller's again.
pub fn payout_returned(payout: i64, seller: i64, amount: Money) -> Transfers {
    let (available, safe) = (Account::of(PayableAvailable, seller), Account::leaf(SafeguardedBank));
    Entry::new(payout, seller, amount.currency)
        .post(Reason::PayoutReturned, safe, available, amount.minor)
        .done()
}

/// A refund of one order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refund {
    pub id: i64,
    pub order: i64,
    pub amount: Money,
}

/// Money goes back to the buyer while it is still held.
pub fn refund_before_release(refund: Refund) -> Transfers {
    let (escrow, transit) = (Account::of(Escrow, refund.order), Account::leaf(ProviderTransit));
    Entry::new(refund.id, refund.order, refund.amount.currency)
        .post(Reason::RefundFromEscrow, escrow, transit, refund.amount.minor)
        .done()
}

/// From where a refund after release is paid. The parts sum to the refund.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RefundParts {
    pub from_tax: i64,
    pub from_pending: i64,
    pub from_available: i64,
    pub from_debt: i64,
}

/// The seller pays first from this order's money that is still pending, then from what is available; the rest is a debt.
pub fn split_refund(amount_minor: i64, tax_minor: i64, order_pending: i64, available: i64) -> RefundParts {
    let of_seller = amount_minor - tax_minor;
    let from_pending = of_seller.min(order_pending.max(0));
    let from_available = (of_seller - from_pending).min(available.max(0));
    let from_debt = of_seller - from_pending - from_available;
    RefundParts { from_tax: tax_minor, from_pending, from_available, from_debt }
}

/// A refund after release, with what pays it and the commission that the operator gives back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefundAfterRelease {
    pub refund: Refund,
    pub seller: i64,
    pub parts: RefundParts,
    pub reversed: Commission,
    /// Where the returned commission goes: what is pending of this order, else what is available.
    pub still_pending: bool,
}

/// The operator first gives its commission back, then the seller's money pays the buyer.
pub fn refund_after_release(event: RefundAfterRelease) -> Transfers {
    let RefundAfterRelease { refund, seller, parts, reversed, still_pending } = event;
    let transit = Account::leaf(ProviderTransit);
    let payable = Account::of(if still_pending { PayablePending } else { PayableAvailable }, seller);
    let (safe, own) = (Account::leaf(SafeguardedBank), Account::leaf(OwnBank));
    Entry::new(refund.id, refund.order, refund.amount.currency)
        .post(Reason::CommissionReversal, Account::leaf(CommissionIncome), payable, reversed.fee.minor)
        .post(Reason::FeeVatReversal, Account::leaf(FeeVat), payable, reversed.vat_minor)
        .post(Reason::SweepBack, safe, own, reversed.total_minor())
        .post(Reason::RefundFromTax, Account::leaf(TaxCollected), transit, parts.from_tax)
        .post(Reason::RefundFromPending, Account::of(PayablePending, seller), transit, parts.from_pending)
        .post(
            Reason::RefundFromAvailable,
            Account::of(PayableAvailable, seller),
            transit,
            parts.from_available,
        )
        .post(Reason::RefundFromDebt, Account::of(DueFromSeller, seller), transit, parts.from_debt)
        .done()
}

/// An empty commission, for what earns none.
impl Commission {
    pub fn none(currency: Currency) -> Self {
        Self { fee: Money::zero(currency), vat_minor: 0 }
    }
}

#[cfg(test)]
#[path = "posting_tests.rs"]
mod tests;
