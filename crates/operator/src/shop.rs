//! The shops of a market: who runs them, how they stand, and the acts that close, open, stop them or let them go on.

mod acts;
mod list;
#[cfg(test)]
#[cfg(test)]
mod samples;
mod show;
mod stand_in;

use axum::Router;
use axum::routing::{get, post};

pub(crate) fn routes() -> Router<web::Site> {
    Router::new()
        .route("/operator/shops", get(list::list))
        .route("/operator/shops/{id}", get(acts::show))
        .route("/operator/shops/{id}/state", post(acts::set_state))
        .route("/operator/shops/{id}/suspension", post(acts::suspend))
        .route("/operator/shops/{id}/stand-in", post(stand_in::begin))
        .route("/operator/stand-in/end", post(stand_in::end))
        .route("/operator/suspensions/{id}/end", post(acts::lift))
        .route("/operator/suspensions/{id}/ruling", post(acts::rule))
}
