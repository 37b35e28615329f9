//! What can happen in a simulated market, and what is answered to it. Plain data: printed, a run of it can be read.

use domain::{Micros, OrderId, PayoutId, PurchaseId, RequestId, ShipmentId};

#[derive(Debug, Clone)]
pub enum Act {
    /// Sets how many of an offer are in a buyer's cart.
    Put {
        buyer: usize,
        offer: usize,
        quantity: i64,
    },
    /// Places the cart; a buyer who lies names another total than the one shown.
    Place {
        buyer: usize,
        market: usize,
        key: String,
        lies: bool,
    },
    /// Types a card on the provider's page.
    Pay {
        purchase: PurchaseId,
        charge: usize,
        card: &'static str,
        code: Option<&'static str>,
    },
    /// Goes back from a declined card to the empty page.
    TryAgain {
        purchase: PurchaseId,
        charge: usize,
    },
    Return {
        purchase: PurchaseId,
    },
    AnotherPage {
        purchase: PurchaseId,
    },
    GiveUp {
        purchase: PurchaseId,
    },
    Webhook {
        how: Carried,
    },
    Order {
        order: OrderId,
        what: OrderAct,
        stranger: bool,
    },
    /// A seller changes price and quantity.
    Price {
        offer: usize,
        price: i64,
        quantity: i64,
    },
    Publish {
        offer: usize,
        live: bool,
    },
    Approve {
        payout: PayoutId,
    },
    RefusePayout {
        payout: PayoutId,
    },
    /// Time passes, and nothing else.
    Pass {
        by: Micros,
    },
    /// Time passes, and all that is due happens.
    Settle {
        by: Micros,
    },
    /// The process ends in order, or falls, and another one takes over.
    Restart {
        falls: bool,
    },
    /// Two at the same time.
    Both(Box<(Act, Act)>),
    /// Everything is brought to rest and looked at.
    Examine,
}

/// How a webhook travels: as it should, doubled, with a changed letter, or not yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carried {
    Once,
    Twice,
    Forged,
    Later,
}

#[derive(Debug, Clone)]
pub enum OrderAct {
    /// Ordinal and quantity; empty means all that is left.
    Ship(Vec<(i64, i64)>),
    Deliver(ShipmentId),
    Confirm,
    CancelByBuyer,
    CancelBySeller,
    Ask(i64),
    Withdraw,
    Agree(RequestId),
    Refuse(RequestId),
    EscalateByBuyer(RequestId),
    EscalateBySeller(RequestId),
    Rule(RequestId, i64),
    TakeBack(RequestId),
    Goodwill(i64),
}

/// What came of an act.
#[derive(Debug, Clone)]
pub enum Said {
    Done(Got),
    /// The code of the refusal.
    Refused(String),
    Absent,
    /// Nobody knows whether it happened.
    Fault(String),
}

/// What a done act answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Got {
    Nothing,
    Purchase(PurchaseId),
    Parcel(ShipmentId),
    Request(RequestId),
}

impl Act {
    /// Under which the report counts it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Put { .. } => "put",
            Self::Place { .. } => "place",
            Self::Pay { .. } => "pay",
            Self::TryAgain { .. } => "try_again",
            Self::Return { .. } => "return",
            Self::AnotherPage { .. } => "another_page",
            Self::GiveUp { .. } => "give_up",
            Self::Webhook { .. } => "webhook",
            Self::Order { what, .. } => what.name(),
            Self::Price { .. } => "price",
            Self::Publish { .. } => "publish",
            Self::Approve { .. } => "approve",
            Self::RefusePayout { .. } => "refuse_payout",
            Self::Pass { .. } => "pass",
            Self::Settle { .. } => "settle",
            Self::Restart { .. } => "restart",
            Self::Both(_) => "both",
            Self::Examine => "examine",
        }
    }
}

impl OrderAct {
    pub fn name(&self) -> &'static str {
        match self {
            Self::Ship(_) => "ship",
            Self::Deliver(_) => "deliver",
            Self::Confirm => "confirm",
            Self::CancelByBuyer => "cancel_by_buyer",
            Self::CancelBySeller => "cancel_by_seller",
            Self::Ask(_) => "ask",
            Self::Withdraw => "withdraw",
            Self::Agree(_) => "agree",
            Self::Refuse(_) => "refuse",
            Self::EscalateByBuyer(_) => "escalate_by_buyer",
            Self::EscalateBySeller(_) => "escalate_by_seller",
            Self::Rule(..) => "rule",
            Self::TakeBack(_) => "take_back",
            Self::Goodwill(_) => "goodwill",
        }
    }
}
