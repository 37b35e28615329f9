//! What all sites share: layout, parts, words, forms, failures, assets and the guard around every request.
//! Knows nothing of markets, orders or the database; it shows what a site gives it.

// Templates of other crates extend ours, so paths in them begin with `web::`; here they must mean the same.
extern crate self as web;

pub mod actor;
pub mod admission;
pub mod assets;
pub mod audit;
pub mod cache;
mod cookies;
mod failure;
mod figures;
mod form;
mod frame;
mod fresh;
mod guard;
pub mod invoice;
pub mod job;
mod lang;
mod layers;
pub mod letters;
mod limit;
pub mod members;
mod own_host;

pub mod page;
mod parts;
pub mod people;
pub mod proof;
pub mod rules;
mod tag;
pub mod tree;
pub mod upload;
mod words;

pub use actor::Site;
pub use cookies::{Cookie, cookie};
pub use failure::{BUSY_SECONDS, Failure, FailurePages, FrameMaker, failure_pages, panicked};
pub use figures::{Given, OFFSET_MINUTES_DEFAULT, iso};
pub use form::{Form, FormData, FormError, FormErrors, FormRefusal};
pub use frame::{Desk, Frame, Link, Market, Notice, Person, Tone};
pub use guard::{Guard, RequestId, SESSION_COOKIE, Scheme, guard};
pub use lang::Lang;
pub use layers::{RouteTaken, guarded, note_route};
pub use limit::TokenBuckets;
pub use own_host::{OwnHosts, own_host};
pub use page::Page;
pub use parts::{
    Bar, Choice, Crumb, Pager, Picture, Spark, Square, Step, Stop, icon, picture, square, stars,
};
pub use words::{Arg, Words};
