//! `GET|POST /account/second-step`, `GET|POST /account/second-step/secret`, `POST /account/second-step/codes`,
//! `POST /account/second-step/end`

use axum::Router;
use axum::http::StatusCode;
use axum::routing::{get, post};
use domain::second_step::{SecondStepRefusal, TYPED_LETTERS_MAX};
use domain::user::User;
use engine::Stop;
use engine::user::second_step::{self, Oneself};
use web::actor::{Visitor, code_of, refused_or};
use web::{Failure, Form, FormData, Site, square};

use super::{RecoveryCodes, SettingUp, ShowSecondStep, labels};
use crate::visit::{Answer, go, may_try, reader, to_sign_in};

const PASSWORD_LETTERS_MAX: usize = 1_000;
const HERE: &str = "/account/second-step";

pub fn routes() -> Router<Site> {
    Router::new()
        .route(HERE, get(show).post(begin))
        .route("/account/second-step/secret", get(setting).post(confirm))
        .route("/account/second-step/codes", post(renew))
        .route("/account/second-step/end", post(end))
        .merge(super::enter::routes())
}

/// Who is signed in, and where.
fn oneself(visitor: &Visitor) -> Result<(&User, Oneself), Failure> {
    let lost = || visitor.session_over().unwrap_or(Failure::NotFound);
    let (user, session) = (visitor.account().ok_or_else(lost)?, visitor.session.ok_or_else(lost)?);
    Ok((user, Oneself { user: user.id, session, origin: visitor.origin.seen() }))
}

async fn show(visitor: Visitor) -> Answer {
    let Some(user) = visitor.account() else { return to_sign_in(HERE) };
    page(&visitor, user, Form::default(), StatusCode::OK).await
}

async fn begin(visitor: Visitor, data: FormData) -> Answer {
    may_try(&visitor)?;
    let (user, who) = oneself(&visitor)?;
    let mut form = Form::new(data).labelled(labels(visitor.words));
    if let Some(password) = form.secret("password", PASSWORD_LETTERS_MAX) {
        let done = second_step::begin(&visitor.site.engine, who, password, visitor.now).await;
        match refused_or(done)? {
            Ok(()) => return forgiven(&visitor, "/account/second-step/secret"),
            Err(refusal) => refuse(&mut form, refusal),
        }
    }
    page(&visitor, user, form, StatusCode::UNPROCESSABLE_ENTITY).await
}

async fn setting(visitor: Visitor) -> Answer {
    if visitor.account().is_none() {
        return to_sign_in(HERE);
    }
    setting_page(&visitor, Form::default(), StatusCode::OK).await
}

async fn confirm(visitor: Visitor, data: FormData) -> Answer {
    may_try(&visitor)?;
    let (_, who) = oneself(&visitor)?;
    let mut form = Form::new(data).labelled(labels(visitor.words));
    if let Some(code) = form.required("code", TYPED_LETTERS_MAX) {
        let done = second_step::confirm(&visitor.site.engine, who, code, visitor.now).await;
        match refused_or(done)? {
            Ok(codes) => return Ok(codes_page(&visitor, codes, Told::TurnedOn)),
            Err(SecondStepRefusal::Stale) => return go("/account/second-step?done=second-step-stale"),
            Err(refusal) => refuse(&mut form, refusal),
        }
    }
    setting_page(&visitor, form, StatusCode::UNPROCESSABLE_ENTITY).await
}

async fn renew(visitor: Visitor, data: FormData) -> Answer {
    may_try(&visitor)?;
    let (user, who) = oneself(&visitor)?;
    let mut form = Form::new(data).labelled(labels(visitor.words));
    if let Some(typed) = typed(&mut form) {
        let done = second_step::renew_codes(&visitor.site.engine, who, typed, visitor.now).await;
        match refused_or(done)? {
            Ok(codes) => return Ok(codes_page(&visitor, codes, Told::Renewed)),
            Err(refusal) => refuse(&mut form, refusal),
        }
    }
    page(&visitor, user, form, StatusCode::UNPROCESSABLE_ENTITY).await
}

async fn end(visitor: Visitor, data: FormData) -> Answer {
    may_try(&visitor)?;
    let (user, who) = oneself(&visitor)?;
    let mut form = Form::new(data).labelled(labels(visitor.words));
    if let Some(typed) = typed(&mut form) {
        let done = second_step::turn_off(&visitor.site.engine, who, typed, visitor.now).await;
        match refused_or(done)? {
            Ok(()) => return forgiven(&visitor, "/account/second-step?done=second-step-off"),
            Err(refusal) => refuse(&mut form, refusal),
        }
    }
    page(&visitor, user, form, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// Password and code, if both are there.
fn typed(form: &mut Form) -> Option<(String, String)> {
    let (password, code) =
        (form.secret("password", PASSWORD_LETTERS_MAX), form.required("code", TYPED_LETTERS_MAX));
    password.zip(code)
}

pub fn refuse(form: &mut Form, refusal: SecondStepRefusal) {
    let field = match refusal {
        SecondStepRefusal::Password => "password",
        SecondStepRefusal::Wrong | SecondStepRefusal::Later => "code",
        SecondStepRefusal::Stale | SecondStepRefusal::Already => "",
    };
    form.errors.refuse(field, code_of(&refusal), Vec::new());
}

fn forgiven(visitor: &Visitor, path: &str) -> Answer {
    visitor.site.tries.forgive(&visitor.origin.address);
    go(path)
}

async fn page(visitor: &Visitor, user: &User, form: Form, status: StatusCode) -> Answer {
    let (engine, reader) = (&visitor.site.engine, reader(visitor));
    let standing = second_step::standing(engine, user.id).await?;
    let members = engine::OperatorMember::all_of(engine, user.id).await?;
    let page = ShowSecondStep {
        frame: visitor.frame(visitor.words.say("totp-title")),
        form,
        since: standing.map(|standing| reader.day(standing.since)).unwrap_or_default(),
        codes_left: standing.map_or(0, |standing| standing.codes_left),
        is_needed: !members.is_empty() && engine.asks_second_step(),
    };
    Ok(web::page::html_with(status, &page))
}

async fn setting_page(visitor: &Visitor, form: Form, status: StatusCode) -> Answer {
    let (_, who) = oneself(visitor)?;
    let engine = &visitor.site.engine;
    let issuer = engine.operator(visitor.market.operator).map_or(String::new(), |operator| operator.name);
    let told = match second_step::setting_up(engine, &who, &issuer, visitor.now).await {
        Err(Stop::Absent) => return go("/account/second-step?done=second-step-stale"),
        told => told?,
    };
    let page = SettingUp {
        frame: visitor.frame(visitor.words.say("totp-title")),
        form,
        square: square(&told.address),
        secret: told.secret,
    };
    Ok(web::page::html_with(status, &page))
}

/// Why recovery codes are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    TurnedOn,
    Renewed,
}

fn codes_page(visitor: &Visitor, codes: Vec<String>, why: Told) -> axum::response::Response {
    visitor.site.tries.forgive(&visitor.origin.address);
    let frame = visitor.frame(visitor.words.say("totp-title"));
    let is_operator = frame.person.as_ref().is_some_and(|person| person.is_operator);
    let next = if is_operator && why == Told::TurnedOn { "/operator" } else { HERE };
    web::page::html(&RecoveryCodes { frame, codes, is_new: why == Told::TurnedOn, next: next.to_owned() })
}
