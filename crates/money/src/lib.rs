//! Amounts, currencies and rates. The only place where an amount is multiplied or divided.
//! No float, no IO: every result is exact or is a refusal.

mod allocate;
mod amount;
mod currency;
mod exchange;
mod rate;

pub use allocate::{allocate, portion};
pub use amount::{Money, MoneyError, parse_minor};
pub use currency::{Currency, UnknownCurrency};
pub use exchange::{ExchangeRate, Markup, UnknownExchange, UnknownMarkup};
pub use rate::{Rate, UnknownRate};
