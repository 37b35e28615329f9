//! What left a shop: one parcel with its tracking number, and what is in it.

use crate::{Micros, OrderId, ShipmentId};

pub const CARRIER_LETTERS_MAX: usize = 60;
pub const TRACKING_LETTERS_MAX: usize = 60;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shipment {
    pub id: ShipmentId,
    pub order_id: OrderId,
    pub carrier: String,
    pub tracking: String,
    pub shipped_at: Micros,
    pub delivered_at: Option<Micros>,
    pub version: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShipmentLine {
    pub shipment: ShipmentId,
    /// Ordinal of the order's line.
    pub ordinal: i64,
    pub quantity: i64,
}
