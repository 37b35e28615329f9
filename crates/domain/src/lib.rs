//! The nouns of a market and their rules. Pure: never waits, reads a clock, draws a random number or touches a file.

#[macro_use]
mod code;

pub mod address;
pub mod admission;
pub mod application;
pub mod assortment;
pub mod audit;
pub mod bulk;
pub mod calendar;
pub mod cart;
pub mod category;
pub mod decor;
pub mod event;
pub mod fee;
pub mod follow;
pub mod id;
pub mod invoice;
pub mod job;
pub mod market;
pub mod member;
pub mod opening;
pub mod order;
pub mod paper;
pub mod payment;
pub mod payout;
pub mod permission;
pub mod picture;
pub mod plan;
pub mod policy;
pub mod product;
pub mod purchase;
pub mod refund;
pub mod reminder;
pub mod review;
pub mod second_step;
pub mod seller;
pub mod shipment;
pub mod shop;
pub mod shop_host;
pub mod stand_in;
pub mod stock;
pub mod suspension;
pub mod tax;
pub mod user;
pub mod wording;

pub use code::{Code, UnknownCode};
pub use id::*;

/// A moment: microseconds since 1970 UTC.
pub type Micros = i64;

/// One day in microseconds.
pub const DAY: Micros = 86_400_000_000;
/// One minute in microseconds.
pub const MINUTE: Micros = 60_000_000;
