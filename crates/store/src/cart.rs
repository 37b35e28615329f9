//! Cart lines of a user on a market.

use domain::cart::CartLine;
use domain::{MarketId, OfferId, UserId};

use crate::db::{Col, Record, Stored, Tx};
use crate::{record, statement, values};

record!(CartLine as CART in "cart_line", bucket |line| line.user_id.bucket(), keys [user_id, market, offer], {
    user_id: i, market: i, offer: i, quantity: i, price_seen: i, added_at: i
});

statement!(
    LINES,
    "{pg:select {columns cart_line cart_line} from {rows v: bucket i, owner i, place i} join cart_line
       on cart_line.bucket = v.bucket and cart_line.user_id = v.owner and cart_line.market = v.place}
     {lite:select {columns cart_line} from cart_line where bucket = $1 and user_id = $2 and market = $3}
     order by cart_line.user_id, cart_line.added_at, cart_line.offer"
);
statement!(
    SET,
    "insert into cart_line (bucket, user_id, market, offer, quantity, price_seen, added_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (bucket, user_id, market, offer) do update set quantity = excluded.quantity, price_seen = excluded.price_seen"
);
statement!(
    REMOVE,
    "{pg:delete from cart_line using {rows v: bucket i, owner i, place i, thing i} where cart_line.bucket = v.bucket
       and cart_line.user_id = v.owner and cart_line.market = v.place and cart_line.offer = v.thing}
     {lite:delete from cart_line where bucket = $1 and user_id = $2 and market = $3 and offer = $4}"
);
statement!(
    UNRETURN,
    "{pg:delete from cart_line using {rows v: bucket i, owner i, place i, thing i, pieces i, since i}
       where cart_line.bucket = v.bucket and cart_line.user_id = v.owner and cart_line.market = v.place
       and cart_line.offer = v.thing and cart_line.quantity = v.pieces and cart_line.added_at = v.since}
     {lite:delete from cart_line where bucket = $1 and user_id = $2 and market = $3 and offer = $4 and quantity = $5
       and added_at = $6}"
);
statement!(
    SEE,
    "update cart_line set price_seen = $5 where bucket = $1 and user_id = $2 and market = $3 and offer = $4"
);

/// The lines of carts, each user's in the order in which they were added.
pub fn lines(tx: &mut Tx<'_>, carts: &[(UserId, MarketId)]) -> Stored<Vec<CartLine>> {
    let columns = [
        Col::gather(carts.iter(), |(user, _)| user.bucket()),
        Col::gather(carts.iter(), |(user, _)| *user),
        Col::gather(carts.iter(), |(_, market)| *market),
    ];
    tx.query_rows(LINES, &columns, CartLine::from_row)
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
    tx.change(SET, row)
}

pub fn remove(tx: &mut Tx<'_>, lines: &[(UserId, MarketId, OfferId)]) -> Stored<()> {
    let columns = [
        Col::gather(lines.iter(), |(user, ..)| user.bucket()),
        Col::gather(lines.iter(), |(user, ..)| *user),
        Col::gather(lines.iter(), |(_, market, _)| *market),
        Col::gather(lines.iter(), |(.., offer)| *offer),
    ];
    tx.put_any(REMOVE, columns)
}

/// Takes lines out again that came back into a cart by themselves; one that the buyer has changed since stays.
pub fn unreturn(tx: &mut Tx<'_>, lines: &[CartLine]) -> Stored<()> {
    let columns = [
        Col::gather(lines.iter(), |line| line.user_id.bucket()),
        Col::gather(lines.iter(), |line| line.user_id),
        Col::gather(lines.iter(), |line| line.market),
        Col::gather(lines.iter(), |line| line.offer),
        Col::gather(lines.iter(), |line| line.quantity),
        Col::gather(lines.iter(), |line| line.added_at),
    ];
    tx.put_any(UNRETURN, columns)
}

/// The buyer has been shown this price.
pub fn see_price(tx: &mut Tx<'_>, line: &CartLine, price: i64) -> Stored<()> {
    let row = values![line.user_id.bucket(), line.user_id, line.market, line.offer, price];
    tx.change(SEE, row)
}
