//! The outside world: payment providers, mail, pictures, product files. Each is a trait or an enum with a real side and
//! a sandbox. No SQL, no clock, no randomness: time and keys come in. Calls block; they are made by worker threads
//! between acts, never inside one.

pub mod boutique_file;
pub mod catalogue_file;
mod day;
pub mod identity;
pub mod mail;
pub mod objects;
pub mod one_time_code;
pub mod paper_file;
pub mod payment;
pub mod pictures;
mod records;
pub mod sanctions;
pub mod seal;
mod shelving;
pub mod sign;
#[cfg(test)]
mod testing;
