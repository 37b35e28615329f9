//! Parcels and what is in them.

use domain::OrderId;
use domain::shipment::{Shipment, ShipmentLine};

use crate::db::{Record, Stored, Tx};
use crate::{record, statement, values};

record!(Shipment as SHIPMENTS in "shipment", bucket |shipment| shipment.id.bucket(), keys [id], {
    id: i, order_id: i, carrier: t, tracking: t, shipped_at: i, delivered_at: oi, version: i
});
record!(ShipmentLine as LINES in "shipment_line", bucket |line| line.shipment.bucket(), keys [shipment, ordinal], {
    shipment: i, ordinal: i, quantity: i
});

statement!(
    SHIPMENTS_OF,
    "select {columns shipment} from shipment where bucket {in 1} and order_id {in 2} order by order_id, id"
);
statement!(
    LINES_OF,
    "select {columns shipment_line} from shipment_line where bucket {in 1} and shipment {in 2}
     order by shipment, ordinal"
);

pub fn shipments_of(tx: &mut Tx<'_>, orders: &[OrderId]) -> Stored<Vec<Shipment>> {
    let key = values![
        crate::buckets(orders.iter().map(|id| id.bucket())),
        crate::raws(orders.iter().map(|id| id.get()))
    ];
    tx.query(SHIPMENTS_OF, key, Shipment::from_row)
}

pub fn lines_of(tx: &mut Tx<'_>, shipments: &[Shipment]) -> Stored<Vec<ShipmentLine>> {
    let key = values![
        crate::buckets(shipments.iter().map(|s| s.id.bucket())),
        crate::raws(shipments.iter().map(|s| s.id.get()))
    ];
    tx.query(LINES_OF, key, ShipmentLine::from_row)
}
