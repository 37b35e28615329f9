//! Cart lines of a user on a market.

use domain::cart::CartLine;
use domain::{MarketId, OfferId, UserId};

use crate::db::{Record, Stored, Tx};
use crate::{record, statement, values};

record!(CartLine as CART in "cart_line", bucket |line| line.user_id.bucket(), keys [user_id, market, offer], {
    user_id: i, market: i, offer: i, quantity: i, price_seen: i, added_at: i
});

statement!(
    LINES,
    "select {columns cart_line} from cart_line where bucket = $1 and user_id = $2 and market = $3
     order by added_at, offer limit 500"
);
statement!(
    COUNT,
    "select cast(coalesce(sum(quantity), 0) as bigint) from cart_line where bucket = $1 and user_id = $2 and market = $3"
);
statement!(
    SET,
    "insert into cart_line (bucket, user_id, market, offer, quantity, price_seen, added_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (bucket, user_id, market, offer) do update set quantity = excluded.quantity, price_seen = excluded.price_seen"
);
statement!(
    REMOVE,
    "delete from cart_line where bucket = $1 and user_id = $2 and market = $3 and offer {in 4}"
);
statement!(
    SEE,
    "update cart_line set price_seen = $5 where bucket = $1 and user_id = $2 and market = $3 and offer = $4"
);

pub fn lines(tx: &mut Tx<'_>, user: UserId, market: MarketId) -> Stored<Vec<CartLine>> {
    tx.query(LINES, values![user.bucket(), user, market], CartLine::from_row)
}

/// Pieces in the cart.
pub fn count(tx: &mut Tx<'_>, user: UserId, market: MarketId) -> Stored<i64> {
    Ok(tx.query_one(COUNT, values![user.bucket(), user, market], |row| row.get(0))?.unwrap_or(0))
}

/// Sets the quantity of one line.
pub fn set(tx: &mut Tx<'_>, line: &CartLine) -> Stored<()> {
    let row = values![
        line.user_id.bucket(),
        line.user_id,
        line.market,
        line.offer,
        line.quantity,
        line.price_seen,
        line.added_at
    ];
    tx.execute(SET, row).map(|_| ())
}

pub fn remove(tx: &mut Tx<'_>, user: UserId, market: MarketId, offers: &[OfferId]) -> Stored<()> {
    let raws = crate::raws(offers.iter().map(|id| id.get()));
    tx.execute(REMOVE, values![user.bucket(), user, market, raws]).map(|_| ())
}

/// The buyer has been shown this price.
pub fn see_price(tx: &mut Tx<'_>, line: &CartLine, price: i64) -> Stored<()> {
    let row = values![line.user_id.bucket(), line.user_id, line.market, line.offer, price];
    tx.execute(SEE, row).map(|_| ())
}
