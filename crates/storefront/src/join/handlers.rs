//! `GET|POST /join?token=`

use axum::Router;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::routing::get;
use domain::member::MemberRefusal;
use domain::seller::MemberOf;
use web::actor::{Visitor, code_of, refused_or};
use web::{Failure, FormData, Site, people};

use super::ShowJoin;
use crate::visit::{Answer, go};

/// An id and 160 bits.
const TOKEN_CHARS_MAX: usize = 100;

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    token: String,
}

pub fn routes() -> Router<Site> {
    Router::new().route("/join", get(show).post(join))
}

async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    page(&visitor, asked.token, None).await
}

async fn join(visitor: Visitor, data: FormData) -> Answer {
    let token = data.first("token").to_owned();
    let Some(user) = visitor.account().map(|user| user.id) else { return page(&visitor, token, None).await };
    let origin = visitor.origin.seen();
    let done = engine::member::join(&visitor.site.engine, user, &token, origin, visitor.now).await;
    match refused_or(done)? {
        Ok(MemberOf::Seller) => go("/seller?done=member-joined"),
        Ok(MemberOf::Operator) => go("/operator?done=member-joined"),
        Err(refusal) => page(&visitor, token, Some(refusal)).await,
    }
}

async fn page(visitor: &Visitor, token: String, refusal: Option<MemberRefusal>) -> Answer {
    if token.chars().count() > TOKEN_CHARS_MAX {
        return Err(Failure::NotFound);
    }
    let words = visitor.words;
    let asked = engine::member::asked(&visitor.site.engine, &token, visitor.now).await?;
    let is_signed_in = visitor.account().is_some();
    let page = ShowJoin {
        frame: visitor.frame(words.say("people-join-title")),
        name: asked.name,
        invited_by: asked.invited_by,
        role: people::role(words, asked.of, asked.role),
        about: people::about(words, asked.of, asked.role),
        email: asked.email,
        // Ids and secrets are letters, digits, dashes and lines: nothing to escape.
        sign_in: if is_signed_in { String::new() } else { format!("/sign-in?next=/join%3Ftoken%3D{token}") },
        token,
        refusal: refusal.map(|one| words.refusal(code_of(&one), &[])).unwrap_or_default(),
    };
    let status = if refusal.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(web::page::html_with(status, &page))
}
