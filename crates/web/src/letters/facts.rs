//! What a letter is about, as plain values: texts, amounts and moments. Links are whole addresses.

use money::Money;

/// A letter to be written: who sends it, and what it tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub sender: Sender,
    pub facts: Facts,
}

/// The market in whose name a letter goes out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sender {
    pub market_name: String,
    /// The legal entity that runs it; may be empty.
    pub company: String,
    /// Where the market is found: `http://mall.localhost:8080`.
    pub host_url: String,
    /// Minutes east of UTC in which moments are written.
    pub offset_minutes: i32,
}

/// A line of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goods {
    pub title: String,
    /// `Blue, L`; empty without a choice.
    pub options: String,
    pub quantity: i64,
    pub amount: Money,
}

/// One shop's part of a purchase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedShop {
    pub shop: String,
    /// `ord_…`
    pub order: String,
    pub lines: Vec<Goods>,
    pub delivery_name: String,
    pub delivery: Money,
    /// When the parcel is expected at the latest.
    pub arrives_by: i64,
}

/// Everything a market writes about. Moments are microseconds UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Facts {
    /// To the buyer: the purchase is paid. A guest's link carries the secret.
    Placed {
        name: String,
        purchase: String,
        shops: Vec<PlacedShop>,
        goods: Money,
        delivery: Money,
        tax: Money,
        /// Whether the prices contain the tax.
        tax_included: bool,
        total: Money,
        link: String,
    },
    Shipped {
        order: String,
        shop: String,
        carrier: String,
        tracking: String,
        /// When silence counts as receipt.
        confirm_by: Option<i64>,
        link: String,
    },
    Delivered {
        order: String,
        shop: String,
        confirm_by: Option<i64>,
        link: String,
    },
    /// `cause` is the code of a refund's cause.
    Refunded {
        order: String,
        shop: String,
        amount: Money,
        cause: String,
        link: String,
    },
    /// A payment that came too late or twice goes back.
    PaymentRefunded {
        purchase: String,
        amount: Money,
        link: String,
    },
    /// `state` is the code of the request's state.
    RefundAnswered {
        order: String,
        shop: String,
        state: String,
        granted: Money,
        answer: String,
        link: String,
    },
    /// The dated receipt that directive 2011/83/EU, art. 11a, asks for.
    WithdrawalReceipt {
        order: String,
        shop: String,
        name: String,
        declared_at: i64,
        lines: Vec<Goods>,
        total: Money,
        link: String,
    },
    /// `by_whom` is the code of who cancelled.
    Cancelled {
        order: String,
        shop: String,
        amount: Money,
        by_whom: String,
        reason: String,
        link: String,
    },
    Verify {
        name: String,
        link: String,
    },
    Reset {
        name: String,
        link: String,
    },
    /// To the seller.
    Sold {
        order: String,
        shop: String,
        lines: Vec<Goods>,
        total: Money,
        ship_by: i64,
        link: String,
    },
    PaidOut {
        amount: Money,
        /// The last four letters of the account.
        iban_end: String,
        link: String,
    },
    /// `reason` is the code of the request's reason.
    RefundAskedSeller {
        order: String,
        shop: String,
        reason: String,
        text: String,
        asked: Money,
        answer_by: i64,
        link: String,
    },
}
