//! The operator console under `/operator`: what the market sold, what waits, the ledger and the rules.
//! Handlers parse, call one act or read, and render or redirect; nothing here decides about orders or money.

mod application;
mod audit;
mod bulk;
mod doctor;
mod fee;
mod invoice;
mod job;
mod ledger;
mod mark;
mod member;
mod order;
mod overview;
mod payout;
mod place;
mod policy;
mod reconciliation;
mod request;
mod review;
mod shop;

use axum::Router;
use axum::routing::{get, post};
use web::Site;

/// Everything under `/operator`.
pub fn routes() -> Router<Site> {
    Router::new()
        .merge(application::routes())
        .merge(review::routes())
        .route("/operator", get(overview::show))
        .route("/operator/shops/{id}/fees", get(fee::show))
        .route("/operator/shops/{id}/deposit", post(fee::ask))
        .route("/operator/shops/{id}/compensation", post(fee::compensate))
        .route("/operator/invoices", get(invoice::list))
        .route("/operator/invoices.csv", get(invoice::file))
        .route("/operator/invoices/{id}", get(invoice::sheet))
        .route("/operator/orders", get(order::list))
        .route("/operator/orders/{id}", get(order::show))
        .route("/operator/orders/{id}/ruling", post(order::rule))
        .merge(shop::routes())
        .merge(bulk::routes())
        .merge(job::routes())
        .route("/operator/requests", get(request::list))
        .route("/operator/ledger", get(ledger::show))
        .route("/operator/reconciliation", get(reconciliation::show))
        .route("/operator/payouts", get(payout::list).post(payout::decide))
        .route("/operator/policy", get(policy::show).post(policy::change))
        .route("/operator/policy/checklists", post(policy::add_checklist))
        .route(
            "/operator/policy/checklists/{number}",
            get(policy::show_checklist).post(policy::change_checklist),
        )
        .route("/operator/policy/{id}/decision", post(policy::decide))
        .route("/operator/members", get(member::list).post(member::set))
        .route("/operator/members/departure", post(member::leave))
        .route("/operator/audit", get(audit::show))
        .route("/operator/audit/export", post(audit::export))
        .route("/operator/doctor", get(doctor::show).post(doctor::run))
        .layer(axum::Extension(doctor::LastWords::default()))
}
