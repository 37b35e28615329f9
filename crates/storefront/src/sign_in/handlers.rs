//! `GET|POST /sign-in?next=`, `POST /sign-out`

use axum::Router;
use axum::extract::Query;
use axum::http::{StatusCode, header};
use axum::routing::{get, post};
use engine::user::{self, SignInRefusal};
use web::actor::{Visitor, code_of, refused_or};
use web::{Form, FormData, Site};

use super::{SignIn, labels};
use crate::second_step::enter::entered;
use crate::visit::{Answer, go, local, may_try};

/// NIST SP 800-63B wants at least 64; longer than any password that we take.
const PASSWORD_LETTERS_MAX: usize = 1_000;

/// Where signing in leads to. The layout says `back`, pages say `next`.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Asked {
    #[serde(default)]
    next: String,
    #[serde(default)]
    back: String,
}

impl Asked {
    pub fn next(&self) -> &str {
        local(if self.next.is_empty() { &self.back } else { &self.next })
    }
}

pub fn routes() -> Router<Site> {
    Router::new()
        .route("/sign-in", get(show).post(sign_in))
        .route("/sign-out", post(sign_out))
        .merge(super::passing::routes())
}

async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    if visitor.account().is_some() {
        return go(asked.next());
    }
    let next = asked.next().to_owned();
    Ok(web::page::html(&page(&visitor, Form::default(), next)))
}

async fn sign_in(visitor: Visitor, data: FormData) -> Answer {
    may_try(&visitor)?;
    let mut form = Form::new(data).labelled(labels(visitor.words));
    let next = local(form.data.first("next")).to_owned();
    let (email, password) = (form.email("email"), form.secret("password", PASSWORD_LETTERS_MAX));
    if let (Some(email), Some(password)) = (email, password) {
        let user::Place { host, agent, origin } = visitor.origin.place();
        let asked = user::SignIn { email, password, host, agent, origin, guest: visitor.user_id() };
        match refused_or(user::sign_in(&visitor.site.engine, asked, visitor.now).await)? {
            Ok(entry) => {
                visitor.site.tries.forgive(&visitor.origin.address);
                return entered(&visitor, &entry, &next);
            }
            Err(refusal @ SignInRefusal::Wrong) => {
                form.errors.refuse("password", code_of(&refusal), Vec::new())
            }
        }
    }
    Ok(web::page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &page(&visitor, form, next)))
}

async fn sign_out(visitor: Visitor) -> Answer {
    if let (Some(user), Some(session)) = (visitor.user_id(), visitor.session) {
        user::sign_out(&visitor.site.engine, session, user, visitor.now).await?;
    }
    let mut answer = go("/?done=signed-out")?;
    answer.headers_mut().append(header::SET_COOKIE, visitor.site.removed_session_cookie());
    Ok(answer)
}

fn page(visitor: &Visitor, form: Form, next: String) -> SignIn {
    let elsewhere = super::passing::elsewhere(visitor, &next);
    SignIn { frame: visitor.frame(visitor.words.say("web-sign-in")), form, next, elsewhere }
}
