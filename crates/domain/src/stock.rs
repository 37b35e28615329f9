//! A seller's quantity of a variant: on hand, held, sold and not shipped. Never below zero.

use crate::{Micros, MovementId, PurchaseId, SellerId, StockItemId};

/// No quantity of one line, and no stock, may exceed this.
pub const QUANTITY_MAX: i64 = 1_000_000;

/// Fewer pieces than this are counted out to the buyer; more are only "in stock".
pub const FEW_LEFT: i64 = 10;

codes! {
    /// Why stock changed.
    pub enum Cause {
        Received = "received",
        Counted = "counted",
        Held = "held",
        Freed = "freed",
        Sold = "sold",
        Shipped = "shipped",
        Cancelled = "cancelled",
        Returned = "returned",
    }
}

codes! {
    pub enum HoldState { Held = "held", Sold = "sold", Freed = "freed" }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StockItem {
    pub id: StockItemId,
    pub seller: SellerId,
    pub on_hand: i64,
    pub held: i64,
    pub sold: i64,
    /// Its newest movement, from which all others are found.
    pub newest: Option<MovementId>,
    pub version: i64,
}

/// A change of a stock item, with its cause. The item's figures are the sums of its movements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    pub id: MovementId,
    pub item: StockItemId,
    pub cause: Cause,
    pub on_hand: i64,
    pub held: i64,
    pub sold: i64,
    /// Raw id of the purchase, order or user that caused it.
    pub subject: i64,
    pub at: Micros,
    /// The movement of the same item before it.
    pub previous: Option<MovementId>,
}

/// Stock promised to one purchase for a limited time: all its lines of one item together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    pub purchase: PurchaseId,
    pub item: StockItemId,
    pub quantity: i64,
    pub expires_at: Micros,
    pub state: HoldState,
}

/// Stock can't do what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StockRefusal {
    #[error("offer.sold_out")]
    SoldOut { available: i64 },
    #[error("stock.below_promised")]
    BelowPromised { promised: i64 },
    #[error("stock.out_of_range")]
    OutOfRange,
    /// The figures do not fit what is asked: rows were read while somebody else changed them.
    #[error("stock.out_of_step")]
    OutOfStep,
}

/// What a change does to the three figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    pub cause: Cause,
    pub on_hand: i64,
    pub held: i64,
    pub sold: i64,
}

impl StockItem {
    /// One without stock.
    pub fn empty(id: StockItemId, seller: SellerId) -> Self {
        Self { id, seller, on_hand: 0, held: 0, sold: 0, newest: None, version: 0 }
    }

    pub fn available(&self) -> i64 {
        self.on_hand - self.held - self.sold
    }

    pub fn hold(&mut self, quantity: i64) -> Result<Change, StockRefusal> {
        assert!(quantity > 0, "a hold is for at least one piece");
        if quantity > self.available() {
            return Err(StockRefusal::SoldOut { available: self.available() });
        }
        self.apply(Change { cause: Cause::Held, on_hand: 0, held: quantity, sold: 0 })
    }

    pub fn free(&mut self, quantity: i64) -> Result<Change, StockRefusal> {
        self.apply(Change { cause: Cause::Freed, on_hand: 0, held: -quantity, sold: 0 })
    }

    /// A hold is paid for.
    pub fn sell(&mut self, quantity: i64) -> Result<Change, StockRefusal> {
        self.apply(Change { cause: Cause::Sold, on_hand: 0, held: -quantity, sold: quantity })
    }

    pub fn ship(&mut self, quantity: i64) -> Result<Change, StockRefusal> {
        self.apply(Change { cause: Cause::Shipped, on_hand: -quantity, held: 0, sold: -quantity })
    }

    /// A sold piece will not be shipped: it can be sold again.
    pub fn cancel(&mut self, quantity: i64) -> Result<Change, StockRefusal> {
        self.apply(Change { cause: Cause::Cancelled, on_hand: 0, held: 0, sold: -quantity })
    }

    /// The seller counted: sets what is on hand. It can't be less than what is promised.
    pub fn count(&mut self, on_hand: i64) -> Result<Change, StockRefusal> {
        if !(0..=QUANTITY_MAX).contains(&on_hand) {
            return Err(StockRefusal::OutOfRange);
        }
        let promised = self.held + self.sold;
        if on_hand < promised {
            return Err(StockRefusal::BelowPromised { promised });
        }
        self.apply(Change { cause: Cause::Counted, on_hand: on_hand - self.on_hand, held: 0, sold: 0 })
    }

    fn apply(&mut self, change: Change) -> Result<Change, StockRefusal> {
        let (on_hand, held, sold) =
            (self.on_hand + change.on_hand, self.held + change.held, self.sold + change.sold);
        if held < 0 || sold < 0 || on_hand < held + sold {
            return Err(StockRefusal::OutOfStep);
        }
        (self.on_hand, self.held, self.sold) = (on_hand, held, sold);
        Ok(change)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn item(on_hand: i64) -> StockItem {
        StockItem { on_hand, ..StockItem::empty(StockItemId::from_raw(1), SellerId::from_raw(1)) }
    }

    #[test]
    fn nobody_holds_what_is_not_there() {
        let mut three = item(3);
        assert!(three.hold(2).is_ok());
        assert_eq!(three.hold(2), Err(StockRefusal::SoldOut { available: 1 }));
        three.sell(2).unwrap();
        three.ship(2).unwrap();
        assert_eq!(three.ship(1), Err(StockRefusal::OutOfStep));
        assert_eq!((three.on_hand, three.held, three.sold, three.available()), (1, 0, 0, 1));
        assert_eq!(three.count(-1), Err(StockRefusal::OutOfRange));
    }

    #[test]
    fn a_count_keeps_what_is_promised() {
        let mut five = item(5);
        five.hold(2).unwrap();
        assert_eq!(five.count(1), Err(StockRefusal::BelowPromised { promised: 2 }));
        assert_eq!(five.count(2).unwrap().on_hand, -3);
        assert_eq!(five.available(), 0);
    }

    proptest! {
        #[test]
        fn no_sequence_of_acts_breaks_the_figures(steps in prop::collection::vec((0_u8..6, 1_i64..5), 0..60)) {
            let mut stock = item(10);
            for (step, quantity) in steps {
                match step {
                    0 => { let _ = stock.hold(quantity); }
                    1 => { let _ = stock.free(quantity); }
                    2 => { let _ = stock.sell(quantity); }
                    3 => { let _ = stock.ship(quantity); }
                    4 => { let _ = stock.cancel(quantity); }
                    5 => { let _ = stock.count(quantity); }
                    _ => {}
                }
                prop_assert!(stock.available() >= 0 && stock.held >= 0 && stock.sold >= 0);
            }
        }
    }
}
