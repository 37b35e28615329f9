//! `GET|POST /sign-in/code?next=`: the page between the password and the session. What shows that the password was right
//! lies in a cookie of this browser and opens nothing by itself.

use axum::Router;
use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode, header};
use axum::routing::get;
use domain::second_step::{SecondStepRefusal, TICKET_LASTS, TYPED_LETTERS_MAX};
use engine::user::{Entry, second_step};
use web::actor::{Visitor, refused_or};
use web::{Cookie, Form, FormData, Site, cookie};

use super::handlers::refuse;
use super::{EnterCode, labels};
use crate::sign_in::handlers::Asked;
use crate::sign_in::passing::query;
use crate::visit::{Answer, go, local, may_try, to_sign_in, with_session};

/// The cookie that waits for the code.
const TICKET: &str = "ticket";

pub fn routes() -> Router<Site> {
    Router::new().route("/sign-in/code", get(show).post(enter))
}

/// What a right password came to: a session, or the page that asks for a code.
pub fn entered(visitor: &Visitor, entry: &Entry, next: &str) -> Answer {
    let ticket = match entry {
        Entry::Open(signed_in) => return Ok(with_session(visitor, signed_in, go(next)?)),
        Entry::AsksCode(ticket) => ticket.clone(),
    };
    let mut answer = go(&format!("/sign-in/code?{}", query(&[("next", next)])))?;
    let waits = Cookie::new(visitor.site.scheme, TICKET, ticket).max_age(TICKET_LASTS / 1_000_000);
    answer.headers_mut().append(header::SET_COOKIE, waits.header());
    Ok(answer)
}

async fn show(visitor: Visitor, headers: HeaderMap, Query(asked): Query<Asked>) -> Answer {
    if visitor.account().is_some() {
        return go(asked.next());
    }
    if cookie(&headers, visitor.site.scheme, TICKET).is_none() {
        return to_sign_in(asked.next());
    }
    Ok(web::page::html(&page(&visitor, Form::default(), asked.next().to_owned())))
}

async fn enter(visitor: Visitor, headers: HeaderMap, data: FormData) -> Answer {
    may_try(&visitor)?;
    let mut form = Form::new(data).labelled(labels(visitor.words));
    let next = local(form.data.first("next")).to_owned();
    let Some(ticket) = cookie(&headers, visitor.site.scheme, TICKET).map(ToOwned::to_owned) else {
        return to_sign_in(&next);
    };
    if let Some(code) = form.required("code", TYPED_LETTERS_MAX) {
        let here = (visitor.origin.place(), visitor.user_id());
        let done = second_step::pass(&visitor.site.engine, &ticket, code, here, visitor.now).await;
        match refused_or(done)? {
            Ok(signed_in) => {
                visitor.site.tries.forgive(&visitor.origin.address);
                let mut answer = go(&next)?;
                let spent = Cookie::removed(visitor.site.scheme, TICKET);
                answer.headers_mut().append(header::SET_COOKIE, spent.header());
                return Ok(with_session(&visitor, &signed_in, answer));
            }
            Err(SecondStepRefusal::Stale) => {
                let back = [("next", next.as_str()), ("done", "second-step-stale")];
                return go(&format!("/sign-in?{}", query(&back)));
            }
            Err(refusal) => refuse(&mut form, refusal),
        }
    }
    Ok(web::page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &page(&visitor, form, next)))
}

fn page(visitor: &Visitor, form: Form, next: String) -> EnterCode {
    EnterCode { frame: visitor.frame(visitor.words.say("totp-enter-title")), form, next }
}
