//! The page between a list and its bulk act, and the beginning of the act.

use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::Response;
use domain::job::JobKind;
use domain::suspension::TEXT_LETTERS_MAX;
use engine::bulk::{Bulk, What};
use web::actor::{OperatorDesk, code_of, refused_or};
use web::{Failure, Form, FormData, page};

use super::{AskBulk, Asked};
use crate::place::{Place, Section};

/// Longest key that a form carries back.
const KEY_LETTERS_MAX: usize = 100;

pub(super) async fn ask(desk: OperatorDesk, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let data = FormData::parse(query.unwrap_or_default().as_bytes())?;
    let asked = Asked::read(&data).ok_or(Failure::NotFound)?;
    page_with(&desk, &asked, Form::default()).await
}

async fn page_with(desk: &OperatorDesk, asked: &Asked, form: Form) -> Result<Response, Failure> {
    let (frame, place) = Place::at(desk, asked.section());
    let engine = &desk.site.engine;
    let wanted = (asked.kind, asked.rows.clone());
    let seen = engine::bulk::preview(engine, &desk.member, desk.market.id, wanted, desk.now()).await?;
    let key = match form.value("key") {
        "" => engine::random_key(engine),
        kept => kept.to_owned(),
    };
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(page::html_with(status, &AskBulk::new(frame, &place, asked, (&seen, key), form)))
}

pub(super) async fn begin(desk: OperatorDesk, data: FormData) -> Result<Response, Failure> {
    let asked = Asked::read(&data).ok_or(Failure::NotFound)?;
    let mut form = Form::new(data);
    let what = match asked.kind {
        JobKind::SuspendShops => {
            let cause = form.value("cause").parse().map_err(|_| Failure::NotFound)?;
            let text = form.optional("found", TEXT_LETTERS_MAX).unwrap_or_default();
            What::SuspendShops { cause, text }
        }
        JobKind::RemindPapers => What::RemindPapers,
        JobKind::TakeApplications => What::TakeApplications,
        JobKind::RemindApplications => What::RemindApplications,
        _ => What::LiftSuspensions,
    };
    let key = form.required("key", KEY_LETTERS_MAX).ok_or(Failure::NotFound)?;
    let bulk = (desk.market.id, Bulk { what, rows: asked.rows.clone() });
    let begun = engine::bulk::begin(&desk.site.engine, &desk.member, bulk, key, desk.now()).await;
    match refused_or(begun)? {
        Ok(id) => {
            let (_, place) = Place::at(&desk, Section::Jobs);
            Ok(place.done(&format!("/operator/jobs/{id}"), "job-begun"))
        }
        Err(refusal) => {
            let code = code_of(&refusal);
            let field = if code == "suspension.reason_missing" { "found" } else { "" };
            form.errors.refuse(field, code, Vec::new());
            page_with(&desk, &asked, form).await
        }
    }
}
