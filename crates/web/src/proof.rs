//! Asks again who sits there when an act wants it proved: the answer to a form is then a page with a password field, and one
//! for a code where a second step is set up, that carries everything that was typed; sending it does what was meant. Works
//! without scripts; keeps nothing between.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::second_step::TYPED_LETTERS_MAX;
use engine::user::{ProofRefusal, Shown};

use crate::actor::{Site, Visitor, refused_or};
use crate::form::FORM_BYTES_MAX;
use crate::{Failure, Form, FormData, Frame, Page, Picture, Words, page};

/// The fields that a proof adds to whatever form was sent.
const FIELD: &str = "proof_password";
const CODE: &str = "proof_code";
/// NIST SP 800-63B wants at least 64; longer than any password that we take.
const PASSWORD_LETTERS_MAX: usize = 1_000;
/// Where members work.
const DESKS: [&str; 2] = ["/seller", "/operator"];

/// The middleware: `from_fn_with_state(site, web::proof::ask)`, next to the routes.
pub async fn ask(State(site): State<Site>, request: Request, next: Next) -> Response {
    if !is_form(&request) {
        return next.run(request).await;
    }
    match with_form(&site, request, next).await {
        Ok(response) => response,
        Err(failure) => failure.into_response(),
    }
}

fn is_form(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).map(|kind| kind.as_bytes());
    let path = request.uri().path();
    request.method() == Method::POST
        && DESKS.iter().any(|desk| path.starts_with(desk))
        && kind.is_some_and(|kind| kind.starts_with(b"application/x-www-form-urlencoded"))
}

async fn with_form(site: &Site, request: Request, next: Next) -> Result<Response, Failure> {
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, FORM_BYTES_MAX).await.map_err(|_| Failure::TooLarge)?;
    let Some(data) = FormData::parse(&bytes).ok().filter(|data| data.contains(FIELD)) else {
        let response = next.run(Request::from_parts(parts.clone(), Body::from(bytes.clone()))).await;
        if !Failure::is_unproved(&response) {
            return Ok(response);
        }
        return Ok(shown(&visitor(site, &parts).await?, &FormData::parse(&bytes)?, Form::default()));
    };
    let visitor = visitor(site, &parts).await?;
    if let Err(form) = prove(&visitor, &data).await? {
        return Ok(shown(&visitor, &data, form));
    }
    let rest: Vec<(&str, &str)> = meant(&data).collect();
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(rest).finish();
    let mut parts = parts;
    parts.headers.insert(header::CONTENT_LENGTH, body.len().into());
    Ok(next.run(Request::from_parts(parts, Body::from(body))).await)
}

/// What the form held before a proof was asked for.
fn meant(data: &FormData) -> impl Iterator<Item = (&str, &str)> {
    data.iter().filter(|(name, _)| *name != FIELD && *name != CODE)
}

async fn visitor(site: &Site, parts: &Parts) -> Result<Visitor, Failure> {
    Visitor::from_request_parts(&mut parts.clone(), site).await
}

/// The form with its error where it was not them.
async fn prove(visitor: &Visitor, data: &FormData) -> Result<Result<(), Form>, Failure> {
    let (Some(user), Some(session)) = (visitor.account(), visitor.session) else {
        return Err(visitor.session_over().unwrap_or(Failure::NotFound));
    };
    let mut form = Form::new(data.clone());
    let password = form.secret(FIELD, PASSWORD_LETTERS_MAX);
    let code = match user.second_step_at {
        Some(_) => form.required(CODE, TYPED_LETTERS_MAX),
        None => Some(String::new()),
    };
    let (Some(password), Some(code)) = (password, code) else { return Ok(Err(form)) };
    if !visitor.site.tries.take(&visitor.origin.address, visitor.now) {
        return Err(Failure::refused("web.too_many_tries").with_status(StatusCode::TOO_MANY_REQUESTS));
    }
    let (who, origin) = ((user.id, session), visitor.origin.seen());
    let shown = Shown { password, code };
    let done = engine::user::prove(&visitor.site.engine, who, shown, origin, visitor.now).await;
    Ok(match refused_or(done)? {
        Ok(()) => {
            visitor.site.tries.forgive(&visitor.origin.address);
            Ok(())
        }
        Err(refusal) => {
            let field = if refusal == ProofRefusal::Wrong { FIELD } else { CODE };
            form.errors.refuse(field, crate::actor::code_of(&refusal), Vec::new());
            Err(form)
        }
    })
}

fn shown(visitor: &Visitor, data: &FormData, form: Form) -> Response {
    let kept = meant(data);
    let page = ShowProof {
        frame: visitor.frame(visitor.words.say("people-proof-title")),
        picture: Picture::drawing("bag", 45),
        email: visitor.account().and_then(|user| user.email.clone()).unwrap_or_default(),
        asks_code: visitor.account().is_some_and(|user| user.second_step_at.is_some()),
        action: visitor.path().to_owned(),
        kept: kept.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        form,
    };
    page::html_with(StatusCode::FORBIDDEN, &page)
}

/// A password field in front of what was meant.
#[derive(Debug, askama::Template)]
#[template(path = "proof/show.html")]
struct ShowProof {
    frame: Frame,
    picture: Picture,
    email: String,
    asks_code: bool,
    action: String,
    /// Everything that was typed.
    kept: Vec<(String, String)>,
    form: Form,
}

impl Page for ShowProof {
    fn samples(words: Words) -> Vec<Self> {
        let mut wrong = Form::default();
        wrong.errors.refuse(FIELD, "proof.wrong", Vec::new());
        let page = |form, asks_code| Self {
            frame: Frame::sample(words).titled(words.say("people-proof-title")),
            picture: Picture::drawing("bag", 45),
            email: "camille@example.org".to_owned(),
            asks_code,
            action: "/seller/payouts/bank?shop=atelier-brume".to_owned(),
            kept: vec![("iban".to_owned(), "DE89 3704 0044 0532 0130 00".to_owned())],
            form,
        };
        vec![page(Form::default(), false), page(wrong, true)]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        crate::page::render_all::<super::ShowProof>();
    }
}
