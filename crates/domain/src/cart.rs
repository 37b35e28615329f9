//! What a user may buy on one market. Sets quantities; holds nothing.

use crate::{MarketId, Micros, OfferId, UserId};

/// Different offers in a cart.
pub const LINES_MAX: usize = 200;
/// Pieces of one offer.
pub const PIECES_MAX: i64 = 9_999;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CartLine {
    pub user_id: UserId,
    pub market: MarketId,
    pub offer: OfferId,
    pub quantity: i64,
    /// The price the buyer saw last; a later one is shown before payment.
    pub price_seen: i64,
    pub added_at: Micros,
}

/// How a cart line differs from what can be bought now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LineChange {
    pub price_was: Option<i64>,
    /// Fewer are left than wanted.
    pub only_left: Option<i64>,
    /// The offer is gone: not live, or nothing available.
    pub gone: bool,
}

impl LineChange {
    pub fn between(line: &CartLine, price: i64, live: bool, available: i64) -> Self {
        let gone = !live || available <= 0;
        Self {
            price_was: (line.price_seen != price).then_some(line.price_seen),
            only_left: (!gone && available < line.quantity).then_some(available),
            gone,
        }
    }

    pub fn any(&self) -> bool {
        *self != Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_since_the_cart_are_told() {
        let line = CartLine {
            user_id: UserId::from_raw(1),
            market: MarketId::from_raw(1),
            offer: OfferId::from_raw(1),
            quantity: 3,
            price_seen: 900,
            added_at: 0,
        };
        let table = [
            (900, true, 3, LineChange::default()),
            (800, true, 3, LineChange { price_was: Some(900), ..LineChange::default() }),
            (900, true, 2, LineChange { only_left: Some(2), ..LineChange::default() }),
            (900, true, 0, LineChange { gone: true, ..LineChange::default() }),
            (900, false, 9, LineChange { gone: true, ..LineChange::default() }),
        ];
        for (price, live, available, expected) in table {
            assert_eq!(LineChange::between(&line, price, live, available), expected);
        }
    }
}
