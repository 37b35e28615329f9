//! From the first wish to sell to an open shop: what a market asks for, one application with its papers, and what it waits
//! for. Whoever is signed in may begin; the seller that comes of it is registered by the first application.

mod acts;
mod apply;
mod dues;
mod list;
#[cfg(test)]
#[cfg(test)]
mod samples;
mod show;
mod typed;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use domain::ApplicationId;
use domain::permission::Permission;
use domain::shop::Shop;
use engine::SellerMember;
use engine::application::ApplicationView;
use web::actor::SignedIn;
use web::{Desk, Failure, Frame, OFFSET_MINUTES_DEFAULT, Words};

use crate::desk::{Room, desk, waiting_room};
use crate::moment::Moment;
use web::upload;

pub fn routes() -> Router<web::Site> {
    let papers = post(acts::add_paper).layer(DefaultBodyLimit::max(upload::PAPER_BODY_BYTES_MAX));
    Router::new()
        .route("/apply", get(apply::show).post(apply::begin))
        .route("/seller/applications", get(list::list))
        .route("/seller/applications/{id}", get(acts::show).post(acts::save))
        .route("/seller/applications/{id}/papers", papers)
        .route("/seller/applications/{id}/submission", post(acts::submit))
        .route("/seller/applications/{id}/answers/{ordinal}", post(acts::answer))
        .route("/seller/applications/{id}/appeal", post(acts::appeal))
        .route("/seller/applications/{id}/withdrawal", post(acts::take_back))
        .route("/seller/applications/{id}/payment", post(dues::pay))
        .route("/seller/applications/{id}/return", get(dues::returned))
        .route("/seller/applications/{id}/opening", post(acts::open))
        .route("/seller/applications/{id}/closing", post(acts::close))
        .route("/seller/applications/{id}/categories", post(acts::name_categories))
        .route("/seller/applications/{id}/trade", post(acts::become_trader))
}

/// A member of a seller that may have no shop yet.
#[derive(Debug)]
struct Applicant {
    at: SignedIn,
    member: SellerMember,
    shops: Vec<Shop>,
}

impl Applicant {
    async fn of(at: SignedIn) -> Result<Self, Failure> {
        let member = at.visitor.seller_member().await?;
        let shops = engine::shop::of_member(&at.site.engine, &member).await?;
        Ok(Self { at, member, shops })
    }

    async fn view(&self, id: &str) -> Result<ApplicationView, Failure> {
        let id: ApplicationId = id.parse().map_err(|_| Failure::NotFound)?;
        let (engine, now) = (&self.at.site.engine, self.at.now());
        Ok(engine::application::for_applicant(engine, &self.member, id, now).await?)
    }

    fn around(&self, title: &str) -> (Frame, Desk) {
        (self.at.visitor.frame(title), surroundings(self.at.words, &self.shops, |what| self.member.can(what)))
    }

    fn moment(&self) -> Moment {
        moment(&self.at)
    }
}

fn moment(at: &SignedIn) -> Moment {
    Moment {
        words: at.words,
        offset_minutes: i32::try_from(at.visitor.market.offset_minutes).unwrap_or(OFFSET_MINUTES_DEFAULT),
        now: at.now(),
    }
}

/// The desk of who has a shop already, or the little that others need.
fn surroundings(words: Words, shops: &[Shop], may: impl Fn(Permission) -> bool) -> Desk {
    match shops.first() {
        Some(shop) => desk(words, Room::Applications, (shop, shops), may),
        None => waiting_room(words),
    }
}
