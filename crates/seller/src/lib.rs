//! The seller centre under `/seller`: orders, goods, money and the shop's window, as its members see them.
//! Names neither the store nor another site; decides nothing that the engine decides.

mod application;
mod asked;
mod assortment;
mod audit;
mod balance;
mod boutique;
mod decor;
mod desk;
mod fee;
mod invoice;
mod job;
mod member;
mod moment;
mod opening;
mod order;
mod overview;
mod payout;
mod policy;
mod product;
mod review;
#[cfg(test)]
mod sample;
mod shop;
mod stock;
mod suspension;
mod tracking;

use axum::Router;
use web::Picture;

/// Everything under `/seller`.
pub fn routes() -> Router<web::Site> {
    Router::new()
        .merge(application::routes())
        .merge(assortment::routes())
        .merge(boutique::routes())
        .merge(job::routes())
        .merge(member::routes())
        .merge(overview::routes())
        .merge(opening::routes())
        .merge(order::routes())
        .merge(tracking::routes())
        .merge(stock::routes())
        .merge(suspension::routes())
        .merge(audit::routes())
        .merge(balance::routes())
        .merge(payout::routes())
        .merge(fee::routes())
        .merge(invoice::routes())
        .merge(policy::routes())
        .merge(product::routes())
        .merge(review::routes())
        .merge(shop::routes())
        .merge(decor::routes())
}

/// A photograph by its name, else the drawing.
fn picture(name: &str, drawing: &str, hue: i64) -> Picture {
    let hue = u16::try_from(hue.rem_euclid(360)).expect("a hue has 360 degrees");
    if name.is_empty() {
        return Picture::Drawing { name: drawing.to_owned(), hue };
    }
    Picture::Photo { address: format!("/pictures/{name}"), alt: String::new(), hue }
}
