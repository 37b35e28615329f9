//! Who acts for an operator: listed, invited, given a role, removed, gone.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::permission::Permission;
use domain::seller::MemberOf;
use web::actor::OperatorDesk;
use web::members::{Looking, Shown, change};
use web::{Desk, Failure, Form, FormData, Frame, page};

use crate::place::{Place, Section};

const PATH: &str = "/operator/members";
const LEAVING: &str = "/operator/members/departure";

pub(crate) async fn list(desk: OperatorDesk) -> Result<Response, Failure> {
    shown(&desk, Form::default()).await
}

async fn shown(desk: &OperatorDesk, form: Form) -> Result<Response, Failure> {
    let house = desk.member.of_house::<engine::Never>()?;
    let found = engine::member::list(&desk.site.engine, &house, desk.now()).await?;
    let (frame, place) = Place::at(desk, Section::Members);
    let at = Looking {
        words: desk.words,
        offset_minutes: place.offset_minutes,
        of: MemberOf::Operator,
        me: desk.member.user,
        can_manage: desk.member.can(Permission::MembersManage),
    };
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = Shown::new(at, (place.to(PATH), place.to(LEAVING)), &found, form);
    let frame = frame.titled(place.title());
    Ok(page::html_with(status, &ListMembers { frame, desk: place.desk(), shown }))
}

pub(crate) async fn set(desk: OperatorDesk, data: FormData) -> Result<Response, Failure> {
    let manager = desk.member.manages::<engine::Never>()?;
    match change(&desk.site.engine, &manager, data, desk.market.id, desk.now()).await? {
        Ok(said) => Ok(Place::at(&desk, Section::Members).1.done(PATH, &format!("member-{said}"))),
        Err(form) => shown(&desk, form).await,
    }
}

pub(crate) async fn leave(desk: OperatorDesk) -> Result<Response, Failure> {
    desk.member.leaves(&desk.site.engine, desk.now()).await?;
    Ok(Redirect::to("/?done=member-left").into_response())
}

/// `/operator/members`
#[derive(Debug, Template)]
#[template(path = "member/list.html")]
pub(crate) struct ListMembers {
    frame: Frame,
    desk: Desk,
    shown: Shown,
}

#[cfg(test)]
mod tests {
    use web::{Page, Words};

    use super::*;

    impl Page for ListMembers {
        fn samples(words: Words) -> Vec<Self> {
            let place = Place::sample(words, Section::Members);
            let page =
                |shown| Self { frame: Frame::sample(words).titled(place.title()), desk: place.desk(), shown };
            Shown::samples(words, MemberOf::Operator, PATH).into_iter().map(page).collect()
        }
    }

    #[test]
    fn pages_render() {
        page::render_all::<ListMembers>();
    }
}
