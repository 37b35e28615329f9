//! The only place with SQL: what is kept, and how it is loaded and saved. One file a noun.
//! Decides nothing: rules live in `domain`.

pub mod db;

pub use db::{Db, Location, Problem, Stored, Tx};
