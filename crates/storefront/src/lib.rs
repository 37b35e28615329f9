//! The buyer's site: looking, the cart, checkout, purchases, the account. Handlers parse, call one act or query, and
//! render or redirect; what may be done is decided by the engine.

mod about;
mod account;
mod card;
mod cart;
mod category;
mod checkout;
mod decor;
mod directory;
mod follow;
mod home;
mod join;
mod language;
#[cfg(test)]
mod look;
mod mail_box;
mod order;
mod paper;
mod password;
mod product;
mod purchase;
mod reader;
mod refund;
mod review;
#[cfg(test)]
mod sample;
mod sandbox;
mod search;
mod second_step;
mod shelf;
mod shop;
mod sign_in;
mod sign_up;
mod standing;
mod timeline;
mod verification;
mod visit;
mod withdrawal;

use axum::Router;
use web::Site;

pub use directory::handlers::directory;
pub use language::stay;

/// All pages of the buyer's site. The wiring adds state, assets and guard.
pub fn routes() -> Router<Site> {
    [
        home::handlers::routes(),
        category::handlers::routes(),
        search::handlers::routes(),
        shop::handlers::routes(),
        follow::handlers::routes(),
        follow::leave::routes(),
        decor::handlers::routes(),
        product::handlers::routes(),
        cart::handlers::routes(),
        checkout::handlers::routes(),
        purchase::handlers::routes(),
        order::handlers::routes(),
        refund::handlers::routes(),
        review::handlers::routes(),
        withdrawal::handlers::routes(),
        paper::handlers::routes(),
        sign_in::handlers::routes(),
        sign_up::handlers::routes(),
        verification::handlers::routes(),
        password::handlers::routes(),
        account::handlers::routes(),
        second_step::handlers::routes(),
        join::handlers::routes(),
        sandbox::handlers::routes(),
        mail_box::handlers::routes(),
        about::handlers::routes(),
        language::routes(),
    ]
    .into_iter()
    .fold(Router::new(), Router::merge)
}
