//! The outbox: what happened, numbered by the holder of its lane, read by consumers at their own pace; and the leases.

use domain::event::{Event, LANES};
use domain::{BUCKETS, Micros, first_id_at};

use crate::db::{Col, Record, Stored, Tx};
use crate::{record, statement, values};

record!(Event as EVENTS in "outbox", bucket |event| event.id.bucket(), keys [id], {
    id: i, kind: t, subject: i, body: t, at: i
});

statement!(
    UNNUMBERED,
    "select {columns outbox} from outbox where bucket between $1 and $2 and position is null
     order by at, id limit $3"
);
statement!(
    NUMBER,
    "update outbox set position = v.position from {rows v: bucket i, id i, position i}
     where outbox.bucket = v.bucket and outbox.id = v.id and outbox.position is null"
);
statement!(
    AFTER,
    "select {columns outbox}, position from outbox where bucket {in 1} and bucket / 64 = $2 and position > $3
     order by position limit $4"
);
statement!(FORGET, "delete from outbox where bucket {in 1} and id < $2 and position <= $3");
statement!(LANE, "select holder, until_at, next_position from lane_lease where lane = $1");
statement!(ADD_LANE, "insert into lane_lease (lane, holder, until_at, next_position) values ($1, $2, $3, 1)");
statement!(
    TAKE_LANE,
    "update lane_lease set holder = $2, until_at = $3 where lane = $1 and (holder = $2 or until_at < $4)"
);
statement!(RELEASE_LANES, "update lane_lease set until_at = 0 where holder = $1");
statement!(
    ADVANCE_LANE,
    "update lane_lease set next_position = $3 where lane = $1 and holder = $2 and next_position = $4"
);
statement!(HEADS, "select lane, next_position from lane_lease order by lane");
statement!(POSITIONS, "select consumer, lane, position from consumer_position order by consumer, lane");
statement!(
    ADVANCE,
    "insert into consumer_position (consumer, lane, position) values ($1, $2, $3)
     on conflict (consumer, lane) do update set position = excluded.position"
);
statement!(NODES, "select node, holder, until_at, high_water_ms from node_lease order by node");
statement!(
    ADD_NODE,
    "insert into node_lease (node, holder, until_at, high_water_ms) values ($1, $2, $3, $4)"
);
statement!(
    TAKE_NODE,
    "update node_lease set holder = $2, until_at = $3, high_water_ms = $4
     where node = $1 and (holder = $2 or until_at < $5)"
);

statement!(RELEASE_NODE, "update node_lease set until_at = 0, high_water_ms = $2 where holder = $1");

/// Buckets of a lane; the index of the outbox knows it.
const LANE_WIDTH: i64 = 64;

const _: () = assert!(LANE_WIDTH * LANES == BUCKETS, "every bucket is in one lane");

fn range(lane: i64) -> (i64, i64) {
    (lane * LANE_WIDTH, lane * LANE_WIDTH + LANE_WIDTH - 1)
}

/// The buckets of some lanes. A query names each, so that the database seeks in every bucket instead of reading all
/// that lies between the first and the last.
pub fn buckets_of(lanes: &[i64]) -> Vec<i64> {
    lanes.iter().flat_map(|lane| range(*lane).0..=range(*lane).1).collect()
}

/// Numbers up to `most` new events of a lane, and answers them with their positions; only the lane's holder may call it.
pub fn number(tx: &mut Tx<'_>, lane: i64, holder: &str, most: i64) -> Stored<Vec<(Event, i64)>> {
    let (first, last) = range(lane);
    let fresh = tx.query(UNNUMBERED, values![first, last, most], Event::from_row)?;
    if fresh.is_empty() {
        return Ok(Vec::new());
    }
    let next = tx.query_one(LANE, values![lane], |row| row.get::<i64>(2))?.unwrap_or(1);
    let count = fresh.len() as i64;
    if tx.execute(ADVANCE_LANE, values![lane, holder, next + count, next])? != 1 {
        return Err(crate::Problem::Conflict);
    }
    let columns = [
        Col::gather(fresh.iter(), |event: &Event| event.id.bucket()),
        Col::gather(fresh.iter(), |event| event.id),
        Col::I((next..next + count).collect()),
    ];
    tx.put_any(NUMBER, columns)?;
    Ok(fresh.into_iter().zip(next..).collect())
}

/// Numbered events of a lane after a position.
pub fn after(tx: &mut Tx<'_>, lane: i64, position: i64, most: i64) -> Stored<Vec<(Event, i64)>> {
    let buckets = buckets_of(&[lane]);
    tx.query(AFTER, values![buckets, lane, position, most], |row| Ok((Event::from_row(row)?, row.get(5)?)))
}

/// Drops events that every consumer has read and that are older than `before`.
pub fn forget(tx: &mut Tx<'_>, lane: i64, position: i64, before: Micros) -> Stored<u64> {
    tx.execute(FORGET, values![buckets_of(&[lane]), first_id_at(before), position])
}

/// Takes or keeps the lease of a lane; false while somebody else holds it.
pub fn take_lane(tx: &mut Tx<'_>, lane: i64, holder: &str, until: Micros, now: Micros) -> Stored<bool> {
    if tx.query_one(LANE, values![lane], |row| row.get::<String>(0))?.is_none() {
        tx.change(ADD_LANE, values![lane, holder, until])?;
        return Ok(true);
    }
    Ok(tx.execute(TAKE_LANE, values![lane, holder, until, now])? == 1)
}

/// The last position given in each lane.
pub fn heads(tx: &mut Tx<'_>) -> Stored<Vec<(i64, i64)>> {
    tx.query(HEADS, &[], |row| Ok((row.get(0)?, row.get::<i64>(1)? - 1)))
}

/// How far each consumer has read each lane; one that is missing has read nothing.
pub fn positions(tx: &mut Tx<'_>) -> Stored<Vec<(String, i64, i64)>> {
    tx.query(POSITIONS, &[], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

pub fn advance(tx: &mut Tx<'_>, consumer: &str, lane: i64, position: i64) -> Stored<()> {
    tx.change(ADVANCE, values![consumer, lane, position])
}

/// A node number of one's own and the millisecond below which its ids must not fall; absent when all are taken.
pub fn lease_node(tx: &mut Tx<'_>, holder: &str, until: Micros, now: Micros) -> Stored<Option<(i64, i64)>> {
    type Lease = (i64, String, i64, i64);
    let leases: Vec<Lease> =
        tx.query(NODES, &[], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    let ahead = until / 1_000;
    // The own one first: whoever renews must not slip into a number that another has left.
    let own = leases.iter().find(|(_, held_by, ..)| held_by == holder);
    if let Some((node, _, _, high)) = own.or_else(|| leases.iter().find(|(_, _, end, _)| *end < now)) {
        let taken = tx.execute(TAKE_NODE, values![*node, holder, until, ahead.max(*high), now])?;
        return if taken == 1 { Ok(Some((*node, *high))) } else { Err(crate::Problem::Conflict) };
    }
    let free = (0..domain::NODES_MAX).find(|node| leases.iter().all(|(taken, ..)| taken != node));
    let Some(node) = free else { return Ok(None) };
    tx.change(ADD_NODE, values![node, holder, until, ahead])?;
    Ok(Some((node, 0)))
}

/// Gives lanes and node number back, so that the next process need not wait for their end. Ids up to `high_water_ms`
/// were made under that number.
pub fn release(tx: &mut Tx<'_>, holder: &str, high_water_ms: i64) -> Stored<()> {
    tx.change(RELEASE_LANES, values![holder])?;
    tx.change(RELEASE_NODE, values![holder, high_water_ms])
}
