//! A purchase as the model knows it: what it holds, what the provider took, and which steps are possible.

use domain::purchase::PurchaseState;
use domain::{DAY, Micros, OrderId, PaymentId, PurchaseId};

use super::{Item, No, Wanted};

/// The market asks a provider for so many days, at growing distances.
const ASKED_DAYS: i64 = 2;

#[derive(Debug, Clone)]
pub struct Purchase {
    pub id: PurchaseId,
    pub buyer: usize,
    pub market: usize,
    pub state: PurchaseState,
    pub total: i64,
    pub created_at: Micros,
    pub expires_at: Micros,
    pub parts: Vec<Part>,
    pub charges: Vec<Charge>,
}

/// What one shop is to send.
#[derive(Debug, Clone)]
pub struct Part {
    pub order: OrderId,
    pub shop: usize,
    pub total: i64,
    /// Ordinal, offer, item and quantity.
    pub lines: Vec<(i64, usize, usize, i64)>,
}

/// An attempt to pay, as the provider knows it.
#[derive(Debug, Clone)]
pub struct Charge {
    pub payment: PaymentId,
    /// Empty until the provider has a page for it.
    pub reference: String,
    /// When the provider took the money; may lie ahead.
    pub paid_at: Option<Micros>,
}

impl Purchase {
    fn pieces(&self) -> impl Iterator<Item = (usize, i64)> {
        self.parts.iter().flat_map(|part| &part.lines).map(|(_, _, item, quantity)| (*item, *quantity))
    }

    /// Offers and quantities.
    pub fn lines(&self) -> impl Iterator<Item = (usize, i64)> {
        self.parts.iter().flat_map(|part| &part.lines).map(|(_, offer, _, quantity)| (*offer, *quantity))
    }

    /// Offers as they lie in the cart again once it was not paid.
    pub fn returned(&self) -> impl Iterator<Item = (usize, Wanted)> {
        let since = self.created_at;
        self.lines().map(move |(offer, quantity)| (offer, Wanted { quantity, since }))
    }

    fn is_taken(&self, now: Micros) -> bool {
        self.charges.iter().any(|charge| charge.paid_at.is_some_and(|at| at <= now))
    }

    pub fn hold(&self, items: &mut [Item]) {
        self.pieces().for_each(|(item, quantity)| items[item].held += quantity);
    }

    fn free(&self, items: &mut [Item]) {
        self.pieces().for_each(|(item, quantity)| items[item].held -= quantity);
    }

    fn sell(&self, items: &mut [Item]) {
        self.pieces().for_each(|(item, quantity)| items[item].sold += quantity);
    }

    /// The buyer gives it up.
    pub fn give_up(&mut self, items: &mut [Item]) -> Result<(), No> {
        if self.state != PurchaseState::Waiting {
            return Err(No("it is not waiting"));
        }
        self.free(items);
        self.state = PurchaseState::Cancelled;
        Ok(())
    }

    /// It was seen in another state: the way there must be a possible one. Moves its pieces along.
    pub fn becomes(&mut self, state: PurchaseState, items: &mut [Item], now: Micros) -> Result<(), No> {
        use PurchaseState::{Cancelled, Expired, Paid, Refunded, Waiting};
        let (late, taken) = (now >= self.expires_at, self.is_taken(now));
        match (self.state, state) {
            (Waiting, Expired) if late => self.free(items),
            (Waiting, Paid) if taken => {
                self.free(items);
                self.sell(items);
            }
            (Waiting, Refunded) if late && taken => self.free(items),
            (Expired, Paid) if taken => self.sell(items),
            (Expired | Cancelled, Refunded) if taken => {}
            _ => return Err(No("there is no such way")),
        }
        self.state = state;
        Ok(())
    }

    /// Money was taken long ago that brought neither goods nor itself back.
    pub fn is_owed(&self, now: Micros) -> bool {
        let is_over = matches!(self.state, PurchaseState::Expired | PurchaseState::Cancelled);
        let long_ago = |charge: &Charge| charge.paid_at.is_some_and(|at| at + ASKED_DAYS * DAY < now);
        is_over && self.charges.iter().any(long_ago)
    }

    /// Time alone changes nothing about it.
    pub fn is_at_rest(&self) -> bool {
        match self.state {
            PurchaseState::Waiting => false,
            PurchaseState::Paid | PurchaseState::Refunded => true,
            PurchaseState::Expired | PurchaseState::Cancelled => {
                self.charges.iter().all(|charge| charge.paid_at.is_none())
            }
        }
    }
}
