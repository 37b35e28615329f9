//! `GET|POST /sign-up`

use axum::Router;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::routing::get;
use domain::user::NAME_LETTERS_MAX;
use engine::user::{self, SignUpRefusal};
use web::actor::{Visitor, code_of, refused_or};
use web::{Failure, Form, FormData, Site};

use super::{SignUp, labels};
use crate::sign_in::handlers::Asked;
use crate::visit::{Answer, go, local, may_try, with_session};

/// The engine says which passwords are too long; beyond this none is even read.
const PASSWORD_LETTERS_MAX: usize = 1_000;

pub fn routes() -> Router<Site> {
    Router::new().route("/sign-up", get(show).post(sign_up))
}

async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    let next = asked.next().to_owned();
    Ok(web::page::html(&page(&visitor, Form::default(), next)))
}

async fn sign_up(visitor: Visitor, data: FormData) -> Answer {
    may_try(&visitor)?;
    let mut form = Form::new(data).labelled(labels(visitor.words));
    let next = local(form.data.first("next")).to_owned();
    let name = form.required("name", NAME_LETTERS_MAX);
    let (email, password) = (form.email("email"), form.secret("password", PASSWORD_LETTERS_MAX));
    if let (Some(name), Some(email), Some(password)) = (name, email, password) {
        let user::Place { host, agent, .. } = visitor.origin.place();
        let (language, guest) = (visitor.language().to_owned(), visitor.user_id());
        let asked = user::SignUp { name, email, password, language, host, agent, guest };
        match refused_or(user::sign_up(&visitor.site.engine, asked, visitor.now).await) {
            Ok(Ok(signed_in)) => {
                let to = if next == "/" { "/?done=signed-up" } else { &next };
                return Ok(with_session(&visitor, &signed_in, go(to)?));
            }
            Ok(Err(refusal)) => form.errors.refuse(field_of(refusal), code_of(&refusal), Vec::new()),
            Err(Failure::Busy) => {
                return Ok(web::page::busy(web::page::html(&page(&visitor, form.busy(), next))));
            }
            Err(failure) => return Err(failure),
        }
    }
    Ok(web::page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &page(&visitor, form, next)))
}

fn field_of(refusal: SignUpRefusal) -> &'static str {
    match refusal {
        SignUpRefusal::NameMissing => "name",
        SignUpRefusal::NotAnEmail | SignUpRefusal::Taken => "email",
        SignUpRefusal::Password(_) => "password",
    }
}

fn page(visitor: &Visitor, form: Form, next: String) -> SignUp {
    SignUp { frame: visitor.frame(visitor.words.say("web-sign-up")), form, next }
}
