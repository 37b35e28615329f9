//! `GET|POST /password/forgotten`, `GET|POST /password/new?token=`

use axum::Router;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::routing::get;
use engine::user::{self, ResetRefusal};
use web::actor::{Visitor, code_of, refused_or};
use web::{Form, FormData, Site};

use super::{Forgotten, NewPassword, labels};
use crate::second_step::enter::entered;
use crate::visit::{Answer, may_try};

/// The engine says which passwords are too long; beyond this none is even read.
const PASSWORD_LETTERS_MAX: usize = 1_000;

#[derive(Debug, Default, serde::Deserialize)]
struct Asked {
    #[serde(default)]
    token: String,
}

pub fn routes() -> Router<Site> {
    Router::new()
        .route("/password/forgotten", get(show).post(ask))
        .route("/password/new", get(choose).post(reset))
}

async fn show(visitor: Visitor) -> Answer {
    Ok(web::page::html(&forgotten(&visitor, Form::default(), Sent::No)))
}

/// Whether the letter was asked for already.
#[derive(PartialEq, Eq)]
enum Sent {
    No,
    Yes,
}

/// The answer is the same whether the address is known or not.
async fn ask(visitor: Visitor, data: FormData) -> Answer {
    may_try(&visitor)?;
    let mut form = Form::new(data).labelled(labels(visitor.words));
    let Some(email) = form.email("email") else {
        return Ok(web::page::html_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &forgotten(&visitor, form, Sent::No),
        ));
    };
    user::ask_reset(&visitor.site.engine, email, visitor.market.id, visitor.now).await?;
    Ok(web::page::html(&forgotten(&visitor, form, Sent::Yes)))
}

async fn choose(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    Ok(web::page::html(&page(&visitor, Form::default(), asked.token)))
}

async fn reset(visitor: Visitor, data: FormData) -> Answer {
    may_try(&visitor)?;
    let mut form = Form::new(data).labelled(labels(visitor.words));
    let token = form.data.first("token").to_owned();
    if let Some(password) = form.secret("new_password", PASSWORD_LETTERS_MAX) {
        let place = visitor.origin.place();
        let done = user::reset(&visitor.site.engine, token.clone(), password, place, visitor.now).await;
        match refused_or(done)? {
            Ok(entry) => return entered(&visitor, &entry, "/account?done=password-saved"),
            Err(refusal @ ResetRefusal::Stale) => form.errors.refuse("", code_of(&refusal), Vec::new()),
            Err(refusal) => form.errors.refuse("new_password", code_of(&refusal), Vec::new()),
        }
    }
    Ok(web::page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &page(&visitor, form, token)))
}

fn forgotten(visitor: &Visitor, form: Form, sent: Sent) -> Forgotten {
    Forgotten { frame: visitor.frame(visitor.words.say("password-forgotten")), form, sent: sent == Sent::Yes }
}

fn page(visitor: &Visitor, form: Form, token: String) -> NewPassword {
    NewPassword { frame: visitor.frame(visitor.words.say("password-new-title")), form, token }
}
