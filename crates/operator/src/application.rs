//! Sellers at the door: the queue, one application with its papers side by side, the papers to watch over, and invitations.

mod acts;
mod invite;
pub(crate) mod list;
pub(crate) mod papers;
#[cfg(test)]
#[cfg(test)]
mod samples;
mod show;

use axum::Router;
use axum::routing::{get, post};
use web::Site;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/operator/applications", get(list::list))
        .route("/operator/applications/{id}", get(acts::show))
        .route("/operator/applications/{id}/review", post(acts::take))
        .route("/operator/applications/{id}/verdicts", post(acts::judge))
        .route("/operator/applications/{id}/clearance", post(acts::clear))
        .route("/operator/applications/{id}/questions", post(acts::ask))
        .route("/operator/applications/{id}/reminder", post(acts::remind))
        .route("/operator/applications/{id}/score", post(acts::score))
        .route("/operator/applications/{id}/decision", post(acts::decide))
        .route("/operator/applications/{id}/ruling", post(acts::rule))
        .route("/operator/papers", get(papers::list))
        .route("/operator/papers/{id}/file", get(acts::file))
        .route("/operator/invitations", get(invite::list).post(invite::create))
}
