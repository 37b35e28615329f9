//! The only place with SQL: what is kept, and how it is loaded and saved. One file a noun.
//! Decides nothing: rules live in `domain`.

mod cells;
pub mod db;
mod tally;

pub mod application;
pub mod audit;
pub mod balance;
pub mod bank;
pub mod cart;
pub mod check;
pub mod closing;
pub mod command;
pub mod decor;
pub mod event;
pub mod fee;
pub mod follow;
pub mod invoice;
pub mod job;
pub mod ledger;
pub mod listing;
pub mod market;
pub mod member;
pub mod operator;
pub mod order;
pub mod paper;
pub mod payment;
pub mod payout;
pub mod picture;
pub mod policy;
pub mod product;
pub mod purchase;
pub mod refund;
pub mod reminder;
pub mod review;
pub mod sandbox;
pub mod second_step;
pub mod seller;
pub mod shipment;
pub mod shop;
pub mod stand_in;
pub mod stock;
pub mod suspension;
pub mod timer;
pub mod user;

pub use db::{Db, IsConflict, Location, Problem, Stored, Tx, insert, load, save};

/// Buckets and ids, each once: what `{rows v: bucket i, wanted i}` takes.
pub(crate) fn keys(ids: impl Iterator<Item = i64>) -> [db::Col; 2] {
    let ids = raws(ids);
    [db::Col::I(ids.iter().map(|id| domain::bucket_of(*id)).collect()), db::Col::I(ids)]
}

/// The buckets of many rows, each once, for `bucket {in n}`.
fn buckets(of: impl Iterator<Item = i64>) -> Vec<i64> {
    let all: std::collections::BTreeSet<i64> = of.collect();
    all.into_iter().collect()
}

/// The ids of many rows, each once, for `id {in n}`.
fn raws(of: impl Iterator<Item = i64>) -> Vec<i64> {
    buckets(of)
}
