//! Who acts for a seller: listed, invited, given a role, removed, gone.

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::permission::Permission;
use domain::seller::MemberOf;
use web::actor::SellerDesk;
use web::members::{Looking, Shown, change};
use web::{Desk, Failure, Form, FormData, Frame, page};
#[cfg(test)]
use web::{Page, Words};

use crate::asked::{around, back, scope};
use crate::desk::Room;
#[cfg(test)]
use crate::sample;

const PATH: &str = "/seller/members";
const LEAVING: &str = "/seller/members/departure";

pub fn routes() -> Router<web::Site> {
    Router::new().route(PATH, get(list).post(set)).route(LEAVING, post(leave))
}

async fn list(desk: SellerDesk) -> Result<Response, Failure> {
    shown(&desk, Form::default()).await
}

async fn shown(desk: &SellerDesk, form: Form) -> Result<Response, Failure> {
    let house = desk.member.of_house::<engine::Never>()?;
    let found = engine::member::list(&desk.site.engine, &house, desk.now()).await?;
    let (frame, menu, scope) = around(desk, Room::Members);
    let at = Looking {
        words: desk.words,
        offset_minutes: desk.visitor.offset_minutes(),
        of: MemberOf::Seller,
        me: desk.member.user,
        can_manage: desk.member.can(Permission::MembersManage),
    };
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let frame = frame.titled(desk.words.say("people-menu"));
    let shown = Shown::new(at, (scope.to(PATH), scope.to(LEAVING)), &found, form);
    Ok(page::html_with(status, &ListMembers { frame, desk: menu, shown }))
}

async fn set(desk: SellerDesk, data: FormData) -> Result<Response, Failure> {
    let manager = desk.member.manages::<engine::Never>()?;
    match change(&desk.site.engine, &manager, data, desk.market.id, desk.now()).await? {
        Ok(said) => Ok(back(&scope(&desk), PATH, &format!("member-{said}"))),
        Err(form) => shown(&desk, form).await,
    }
}

async fn leave(desk: SellerDesk) -> Result<Response, Failure> {
    desk.member.leaves(&desk.site.engine, desk.now()).await?;
    Ok(Redirect::to("/?done=member-left").into_response())
}

/// `/seller/members`
#[derive(Debug, askama::Template)]
#[template(path = "member/list.html")]
pub struct ListMembers {
    pub frame: Frame,
    pub desk: Desk,
    pub shown: Shown,
}

#[cfg(test)]
impl Page for ListMembers {
    fn samples(words: Words) -> Vec<Self> {
        let page = |shown| Self {
            frame: Frame::sample(words).titled(words.say("people-menu")),
            desk: sample::desk(words, Room::Members),
            shown,
        };
        Shown::samples(words, MemberOf::Seller, PATH).into_iter().map(page).collect()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::ListMembers>();
    }
}
