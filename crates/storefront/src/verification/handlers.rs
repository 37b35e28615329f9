//! `GET|POST /verify?token=`: the link in the letter that proves an address, and the button behind it.

use axum::Router;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::routing::get;
use engine::user;
use web::actor::{Visitor, code_of, refused_or};
use web::{Form, FormData, Site};

use super::Verify;
use crate::visit::{Answer, go, may_try};

#[derive(Debug, Default, serde::Deserialize)]
struct Asked {
    #[serde(default)]
    token: String,
}

pub fn routes() -> Router<Site> {
    Router::new().route("/verify", get(show).post(verify))
}

/// Only shows the button: whoever opens the link has proved nothing yet.
async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    Ok(web::page::html(&page(&visitor, asked.token, Form::default())))
}

async fn verify(visitor: Visitor, data: FormData) -> Answer {
    may_try(&visitor)?;
    let (token, mut form) = (data.first("token").to_owned(), Form::default());
    match refused_or(user::verify(&visitor.site.engine, token.clone(), visitor.now).await)? {
        Ok(_) if visitor.account().is_some() => go("/account?done=verified"),
        Ok(_) => go("/sign-in?next=/account&done=verified"),
        Err(refusal) => {
            form.errors.refuse("", code_of(&refusal), Vec::new());
            Ok(web::page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &page(&visitor, token, form)))
        }
    }
}

fn page(visitor: &Visitor, token: String, form: Form) -> Verify {
    Verify { frame: visitor.frame(visitor.words.say("verify-title")), token, form }
}
