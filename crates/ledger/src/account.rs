//! The accounts of the ledger. Letters and numbers follow the chart of accounts in GLOSSARY.md.

/// On which side an account grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Debit,
    Credit,
}

macro_rules! account_kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $label:literal, $side:ident, $limited:literal;)*) => {
        /// What an account is for. The code is stored; the label names it in the chart of accounts.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum AccountKind { $($(#[$doc])* $name,)* }

        impl AccountKind {
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Stable text for storage and JSON.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// `A1`, `L1` … as the chart of accounts prints it.
            pub fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)* }
            }

            pub fn side(self) -> Side {
                match self { $(Self::$name => Side::$side,)* }
            }

            /// Has a balance row that must never fall below zero.
            pub fn is_limited(self) -> bool {
                match self { $(Self::$name => $limited,)* }
            }

            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.code() == code)
            }
        }
    };
}

account_kinds! {
    /// Money that the payment provider has taken and not yet passed on.
    ProviderTransit = "provider_transit", "A1", Debit, false;
    /// The safeguarded account at the bank: buyers' and sellers' money.
    SafeguardedBank = "safeguarded_bank", "A2", Debit, false;
    /// The operator's own account at the bank.
    OwnBank = "own_bank", "A3", Debit, false;
    /// What a seller owes after a refund that its balance could not pay.
    DueFromSeller = "due_from_seller", "A4", Debit, true;
    /// Money held for one order until release or refund.
    Escrow = "escrow", "L1", Credit, true;
    /// Released to a seller, not yet payable: the payout delay runs.
    PayablePending = "payable_pending", "L2p", Credit, true;
    /// A seller's money that may be paid out.
    PayableAvailable = "payable_available", "L2a", Credit, true;
    /// What a seller has lodged as security; a buyer may be made whole out of it. One for each fee account.
    Deposit = "deposit", "L3", Credit, true;
    /// Owed to a buyer outside any order, such as a late or doubled capture.
    BuyerBalance = "buyer_balance", "L5", Credit, true;
    /// VAT on the operator's fees, owed to the state.
    FeeVat = "fee_vat", "L6", Credit, false;
    /// Sales tax collected for a state by the market as facilitator.
    TaxCollected = "tax_collected", "L7", Credit, false;
    /// A year's fee that was charged and is not earned yet: one for each year's fee.
    DeferredFee = "deferred_fee", "D1", Credit, true;
    /// Commission earned.
    CommissionIncome = "commission_income", "R", Credit, false;
    /// Months of annual fees that are over.
    AnnualIncome = "annual_income", "R", Credit, false;
    /// Months of plans.
    PlanIncome = "plan_income", "R", Credit, false;
    /// Fees for listed products.
    ListingIncome = "listing_income", "R", Credit, false;
    /// What the payment provider costs.
    ProviderCost = "provider_cost", "E1", Debit, false;
}

/// One account inside a bucket and an operator: what it is for, and whose it is.
/// `subject` is an order for escrow, a seller for payables, a user for a buyer's balance, a fee account (the application
/// or the shop) for a deposit, a fee for what is deferred of it, and 0 for leaf accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Account {
    pub kind: AccountKind,
    pub subject: i64,
}

impl Account {
    pub fn leaf(kind: AccountKind) -> Self {
        Self { kind, subject: 0 }
    }

    pub fn of(kind: AccountKind, subject: i64) -> Self {
        Self { kind, subject }
    }
}
