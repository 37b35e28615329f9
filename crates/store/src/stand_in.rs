//! Who of an operator acts for a seller for a while; in the bucket of the user who does.

use domain::stand_in::StandIn;
use domain::{SessionId, StandInId, UserId};

use crate::db::{Problem, Record, Stored, Tx};
use crate::{record, statement, values};

record!(StandIn as STAND_INS in "stand_in", bucket |it| it.id.bucket(), keys [id], {
    id: i, user_id: i, session: i, by_whom: t, operator: i, seller: i, seller_name: t, shop: i, reason: t, begun_at: i,
    ends_at: i, ended_at: oi, version: i
});

statement!(
    OF_SESSION,
    "select {columns stand_in} from stand_in where bucket = $1 and session = $2 and ended_at is null"
);
statement!(
    OPEN_OF,
    "select {columns stand_in} from stand_in where bucket = $1 and user_id = $2 and ended_at is null"
);

pub fn stand_in(tx: &mut Tx<'_>, id: StandInId) -> Stored<Option<StandIn>> {
    Ok(crate::load(tx, [(id.bucket(), id.get())])?.pop())
}

/// The one of a session that nobody has ended; its time may be over.
pub fn of_session(tx: &mut Tx<'_>, session: SessionId) -> Stored<Option<StandIn>> {
    tx.query_one(OF_SESSION, values![session.bucket(), session], StandIn::from_row)
}

/// All of a user that nobody has ended, at whatever browser; their time may be over.
pub fn open_of(tx: &mut Tx<'_>, user: UserId) -> Stored<Vec<StandIn>> {
    tx.query(OPEN_OF, values![user.bucket(), user], StandIn::from_row)
}

/// Keeps a new one; another one of the same session since the act looked is a conflict.
pub fn add(tx: &mut Tx<'_>, it: &StandIn) -> Stored<()> {
    crate::insert(tx, std::slice::from_ref(it)).map_err(Problem::taken_meanwhile)
}
