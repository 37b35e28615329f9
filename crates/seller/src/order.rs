//! Orders: the list by state, one order with all that can be done to it, its packing slip, shipping many at once.

mod list;
mod show;
mod slip;

pub use list::ListOrders;
pub use show::ShowOrder;
pub use slip::PackingSlip;

/// Carriers proposed while typing; any other name may be typed.
pub const CARRIERS: [&str; 8] = ["Colissimo", "Chronopost", "DHL", "DPD", "GLS", "UPS", "USPS", "SF Express"];
