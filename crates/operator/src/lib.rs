//! The operator console under `/operator`: what the market sold, what waits, the ledger and the rules.
//! Handlers parse, call one act or read, and render or redirect; nothing here decides about orders or money.

mod doctor;
mod ledger;
mod mark;
mod order;
mod overview;
mod payout;
mod place;
mod policy;
mod reconciliation;
mod request;
mod shapes;
mod shop;
