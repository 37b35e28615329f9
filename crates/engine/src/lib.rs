//! What a market does: one file a noun, one function an act, one transaction an act; timers, outbox and what reads them.
//! Never contains SQL, never builds a page, never calls the outside inside an act.

mod act;
mod actor;
pub mod application;
pub mod assortment;
pub mod audit;
pub mod boutique;
pub mod by_hand;
pub mod cart;
pub mod change;
pub mod checkout;
pub mod closing;
mod command;
pub mod console;
pub mod decor;
mod desk;
pub mod doctor;
mod engine;
pub mod follow;
pub mod import;
pub mod job;
pub mod lag;
pub mod listing;
mod listing_feed;
pub mod mail;
pub mod market;
pub mod member;
pub mod opening;
pub mod order;
mod order_lists;
pub mod outbox;
pub mod payment;
pub mod payout;
pub mod picture;
pub mod policy;
pub mod product;
pub mod purchase;
pub mod refund;
pub mod review;
pub mod sandbox;
mod secret;
pub mod settlement;
pub mod shop;
mod slip;
mod stop;
pub mod suspension;
pub mod timer;
pub mod tracking;
pub mod user;

pub use actor::{OperatorMember, Presence, SellerMember};
pub use engine::{Engine, Outside, SecondStepFor};
pub use secret::{random_key, random_secret};
pub use stop::{Denied, Never, Seen, Stop, Widen};

pub(crate) use act::{Act, StockSums, in_step};
