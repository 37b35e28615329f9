//! The buyer's site: looking, the cart, checkout, purchases, the account. Handlers parse, call one act or query, and
//! render or redirect; what may be done is decided by the engine.

mod about;
mod account;
mod card;
mod cart;
mod category;
mod checkout;
mod directory;
mod home;
mod mail_box;
mod order;
mod paper;
mod password;
mod product;
mod purchase;
mod reader;
mod refund;
mod sample;
mod sandbox;
mod search;
mod shelf;
mod shop;
mod sign_in;
mod sign_up;
mod timeline;
mod withdrawal;
