//! Deposits and fees beside commission. Money that a seller brings in passes through its available balance, so that a fee is
//! always posted the same way: out of what is available, and as a debt for the rest. What was paid is swept to the operator's
//! own account at once, what is owed only when later money sets it off. A deposit is the seller's: never swept, never income.

use money::{Money, allocate};

use crate::AccountKind::{
    AnnualIncome, BuyerBalance, DeferredFee, Deposit, DueFromSeller, FeeVat, ListingIncome, OwnBank,
    PayableAvailable, PlanIncome, ProviderTransit, SafeguardedBank,
};
use crate::transfer::Entry;
use crate::{Account, Reason, Transfers};

/// Months over which a year's fee is earned.
const MONTHS: usize = 12;

/// A seller pays through the provider: its balance grows by what came in. What it pays for with it is posted beside.
pub fn fee_capture(payment: i64, seller: i64, amount: Money) -> Transfers {
    let (transit, available) = (Account::leaf(ProviderTransit), Account::of(PayableAvailable, seller));
    Entry::new(payment, seller, amount.currency)
        .post(Reason::FeeCapture, transit, available, amount.minor)
        .done()
}

/// A fee with its VAT, charged to a seller who has so much available.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charge {
    pub fee: i64,
    pub seller: i64,
    pub net: Money,
    pub vat_minor: i64,
    pub available_minor: i64,
}

impl Charge {
    pub fn gross_minor(&self) -> i64 {
        self.net.minor + self.vat_minor
    }

    /// What the balance pays at once.
    pub fn paid_minor(&self) -> i64 {
        self.gross_minor().min(self.available_minor.max(0))
    }

    /// What becomes a debt.
    pub fn owed_minor(&self) -> i64 {
        self.gross_minor() - self.paid_minor()
    }

    /// The fee to `income` and its VAT to the state: the fee itself is paid first.
    fn post(&self, income: Account, (paid, owed): (Reason, Reason)) -> Transfers {
        let available = Account::of(PayableAvailable, self.seller);
        let due = Account::of(DueFromSeller, self.seller);
        let (vat, net_paid) = (Account::leaf(FeeVat), self.paid_minor().min(self.net.minor));
        let vat_paid = self.paid_minor() - net_paid;
        let (safe, own) = (Account::leaf(SafeguardedBank), Account::leaf(OwnBank));
        Entry::new(self.fee, self.seller, self.net.currency)
            .post(paid, available, income, net_paid)
            .post(owed, due, income, self.net.minor - net_paid)
            .post(Reason::FeeVat, available, vat, vat_paid)
            .post(Reason::FeeVatOwed, due, vat, self.vat_minor - vat_paid)
            .post(Reason::Sweep, own, safe, self.paid_minor())
            .done()
    }
}

/// A year's fee is charged; nothing of it is earned yet.
pub fn annual_fee_paid(charge: Charge) -> Transfers {
    charge.post(Account::of(DeferredFee, charge.fee), (Reason::AnnualFee, Reason::AnnualFeeOwed))
}

/// A month of a plan, charged ahead.
pub fn plan_charged(charge: Charge) -> Transfers {
    charge.post(Account::leaf(PlanIncome), (Reason::PlanFee, Reason::PlanFeeOwed))
}

/// A product is listed, or stays so.
pub fn listing_charged(charge: Charge) -> Transfers {
    charge.post(Account::leaf(ListingIncome), (Reason::ListingFee, Reason::ListingFeeOwed))
}

/// What of a year's net fee is earned once `months` of it are over: the months sum to the whole.
pub fn earned_after(net_minor: i64, months: usize) -> i64 {
    allocate(net_minor, &[1; MONTHS]).iter().take(months).sum()
}

/// Some months of a year's fee are over: so much of it is earned.
pub fn annual_fee_month_earned(event: i64, fee: i64, amount: Money) -> Transfers {
    let (deferred, income) = (Account::of(DeferredFee, fee), Account::leaf(AnnualIncome));
    Entry::new(event, fee, amount.currency)
        .post(Reason::AnnualFeeEarned, deferred, income, amount.minor)
        .done()
}

/// A part of a year's fee that goes back: first what is not earned yet, then what is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnnualRefund {
    pub event: i64,
    pub fee: i64,
    pub seller: i64,
    pub net: Money,
    pub vat_minor: i64,
    pub deferred_minor: i64,
}

/// The seller's balance gets the fee and its VAT back, out of the operator's own money.
pub fn annual_fee_refunded(refund: AnnualRefund) -> Transfers {
    let available = Account::of(PayableAvailable, refund.seller);
    let from_deferred = refund.net.minor.min(refund.deferred_minor);
    let (safe, own) = (Account::leaf(SafeguardedBank), Account::leaf(OwnBank));
    Entry::new(refund.event, refund.fee, refund.net.currency)
        .post(Reason::AnnualFeeBack, Account::of(DeferredFee, refund.fee), available, from_deferred)
        .post(
            Reason::AnnualIncomeBack,
            Account::leaf(AnnualIncome),
            available,
            refund.net.minor - from_deferred,
        )
        .post(Reason::FeeVatBack, Account::leaf(FeeVat), available, refund.vat_minor)
        .post(Reason::SweepBack, safe, own, refund.net.minor + refund.vat_minor)
        .done()
}

/// Part of an owed fee was set off against later money: now it is the operator's.
pub fn sweep_debt(event: i64, fee: i64, amount: Money) -> Transfers {
    let (safe, own) = (Account::leaf(SafeguardedBank), Account::leaf(OwnBank));
    Entry::new(event, fee, amount.currency).post(Reason::Sweep, own, safe, amount.minor).done()
}

fn deposit(reason: Reason, fee: i64, (seller, account): (i64, i64), amount: Money) -> Transfers {
    let (available, deposit) = (Account::of(PayableAvailable, seller), Account::of(Deposit, account));
    Entry::new(fee, seller, amount.currency).post(reason, available, deposit, amount.minor).done()
}

/// A seller lodges the deposit of a fee account.
pub fn deposit_paid(fee: i64, seller: i64, account: i64, amount: Money) -> Transfers {
    deposit(Reason::DepositPaid, fee, (seller, account), amount)
}

/// A deposit that was used is made whole again.
pub fn deposit_topped_up(fee: i64, seller: i64, account: i64, amount: Money) -> Transfers {
    deposit(Reason::DepositToppedUp, fee, (seller, account), amount)
}

/// A buyer is made whole out of a deposit: the money is the buyer's until the provider has sent it.
pub fn deposit_used(event: i64, account: i64, user: i64, amount: Money) -> Transfers {
    let (deposit, buyer) = (Account::of(Deposit, account), Account::of(BuyerBalance, user));
    Entry::new(event, account, amount.currency).post(Reason::DepositUsed, deposit, buyer, amount.minor).done()
}

/// What is left of a deposit is the seller's to take.
pub fn deposit_returned(event: i64, seller: i64, account: i64, amount: Money) -> Transfers {
    let (deposit, available) = (Account::of(Deposit, account), Account::of(PayableAvailable, seller));
    Entry::new(event, account, amount.currency)
        .post(Reason::DepositReturned, deposit, available, amount.minor)
        .done()
}

#[cfg(test)]
#[path = "fee_tests.rs"]
mod tests;
