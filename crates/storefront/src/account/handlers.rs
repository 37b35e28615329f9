//! `GET /account`, `POST /account/name`, `POST /account/password`, `POST /account/verification`,
//! `POST /account/sessions/{id}/end`

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::routing::{get, post};
use domain::SessionId;
use domain::user::{NAME_LETTERS_MAX, Session, User};
use engine::user::{self, PasswordChangeRefusal};
use web::actor::{Visitor, code_of, refused_or};
use web::{Failure, Form, FormData, Site};

use super::{Seat, ShowAccount, browser, labels};
use crate::checkout::handlers::one_line;
use crate::reader::Reader;
use crate::visit::{Answer, go, id, may_try, reader, to_sign_in};

/// The engine says which passwords are too long; beyond this none is even read.
const PASSWORD_LETTERS_MAX: usize = 1_000;

pub fn routes() -> Router<Site> {
    Router::new()
        .route("/account", get(show))
        .route("/account/name", post(rename))
        .route("/account/password", post(change_password))
        .route("/account/verification", post(verify_again))
        .route("/account/sessions/{id}/end", post(end))
}

async fn show(visitor: Visitor) -> Answer {
    let Some(user) = visitor.account() else { return to_sign_in("/account") };
    let form = Form::filled([("name", user.name.clone())]);
    page(&visitor, user, form, StatusCode::OK).await
}

async fn rename(visitor: Visitor, data: FormData) -> Answer {
    let account = account(&visitor)?;
    let mut form = Form::new(data).labelled(labels(visitor.words));
    if let Some(name) = form.required("name", NAME_LETTERS_MAX) {
        user::change_name(&visitor.site.engine, account.id, name, visitor.now).await?;
        return go("/account?done=account-saved");
    }
    page(&visitor, account, form, StatusCode::UNPROCESSABLE_ENTITY).await
}

async fn change_password(visitor: Visitor, data: FormData) -> Answer {
    may_try(&visitor)?;
    let (account, session) = (account(&visitor)?, visitor.session.ok_or(Failure::NotFound)?);
    let typed = Form::new(data);
    let mut form = Form::filled([("name", account.name.clone())]).labelled(labels(visitor.words));
    let (old, new) = (typed.data.first("password").to_owned(), typed.data.first("new_password").to_owned());
    if old.chars().chain(new.chars()).count() > PASSWORD_LETTERS_MAX {
        return Err(Failure::TooLarge);
    }
    let here = (session, visitor.origin.place().origin);
    let done = user::change_password(&visitor.site.engine, account.id, here, old, new, visitor.now).await;
    match refused_or(done)? {
        Ok(()) => return go("/account?done=password-saved"),
        Err(PasswordChangeRefusal::Wrong) => form.errors.refuse("password", "password.wrong", Vec::new()),
        Err(refusal) => form.errors.refuse("new_password", code_of(&refusal), Vec::new()),
    }
    page(&visitor, account, form, StatusCode::UNPROCESSABLE_ENTITY).await
}

async fn verify_again(visitor: Visitor) -> Answer {
    may_try(&visitor)?;
    let account = account(&visitor)?;
    user::ask_verify(&visitor.site.engine, account.id, visitor.market.id, visitor.now).await?;
    go("/account?done=verify-sent")
}

async fn end(visitor: Visitor, Path(text): Path<String>) -> Answer {
    let account = account(&visitor)?;
    user::end_session(&visitor.site.engine, account.id, id::<SessionId>(&text)?, visitor.now).await?;
    go("/account?done=account-ended")
}

fn account(visitor: &Visitor) -> Result<&User, Failure> {
    visitor.account().ok_or_else(|| visitor.session_over().unwrap_or(Failure::NotFound))
}

async fn page(visitor: &Visitor, user: &User, form: Form, status: StatusCode) -> Answer {
    let (engine, reader) = (&visitor.site.engine, reader(visitor));
    let sessions = user::sessions(engine, user.id, visitor.now).await?;
    let addresses = user::addresses(engine, user.id).await?;
    let page = ShowAccount {
        frame: visitor.frame(visitor.words.say("web-details")),
        email: user.email.clone().unwrap_or_default(),
        is_verified: user.verified_at.is_some(),
        has_second_step: user.second_step_at.is_some(),
        form,
        sessions: sessions.iter().map(|one| seat(&reader, one, visitor.session)).collect(),
        addresses: addresses.iter().map(|one| one_line(&reader, one)).collect(),
    };
    Ok(web::page::html_with(status, &page))
}

fn seat(reader: &Reader, one: &Session, this: Option<SessionId>) -> Seat {
    Seat {
        id: one.id.to_string(),
        agent: browser(&one.agent),
        host: one.host.clone(),
        seen: reader.day_time(one.seen_at),
        is_this: Some(one.id) == this,
    }
}
