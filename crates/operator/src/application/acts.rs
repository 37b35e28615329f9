//! What a checker decides: each handler calls one act and shows the application again. And the files of papers.

use axum::extract::{Path, Query};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::application::{ApplicationRefusal, RefusalReason, SCORE_MAX, TEXT_LETTERS_MAX};
use domain::paper::{FileType, REASON_LETTERS_MAX};
use domain::{ApplicationId, Micros, PaperId};
use engine::Stop;
use engine::application::{self as door, ClearCheck, FileLink, Judgement};
use web::actor::{OperatorDesk, code_of, refused_or};
use web::{Failure, Form, FormData, page};

use super::show::{ALL_THAT_IS_WAITED_FOR, ShowApplication};
use crate::place::{Place, Section};

pub(super) async fn show(desk: OperatorDesk, Path(id): Path<String>) -> Result<Response, Failure> {
    page_with(&desk, id_of(&id)?, Form::default()).await
}

async fn page_with(desk: &OperatorDesk, id: ApplicationId, form: Form) -> Result<Response, Failure> {
    let (frame, place) = Place::at(desk, Section::Applications);
    let (engine, now) = (&desk.site.engine, desk.now());
    let view = door::for_checker(engine, &desk.member, id, now).await?;
    let link = |paper: PaperId| door::link(engine, paper, desk.member.user, now);
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(page::html_with(status, &ShowApplication::new(frame, &place, &view, (now, &link), form)))
}

fn id_of(text: &str) -> Result<ApplicationId, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

/// The page again: with a refusal at the field of the words, or with what was done.
async fn answered<R: std::fmt::Display>(
    desk: &OperatorDesk,
    id: ApplicationId,
    outcome: Result<(), Stop<R>>,
    (mut form, field, done): (Form, &str, &str),
) -> Result<Response, Failure> {
    match refused_or(outcome)? {
        Ok(()) => {
            let (_, place) = Place::at(desk, Section::Applications);
            Ok(place.done(&format!("/operator/applications/{id}"), &format!("application-{done}")))
        }
        Err(refusal) => {
            let code = code_of(&refusal);
            let is_wordless = matches!(code, "application.text_missing" | "paper.reason_missing");
            form.errors.refuse(if is_wordless { field } else { "" }, code, Vec::new());
            page_with(desk, id, form).await
        }
    }
}

pub(super) async fn take(desk: OperatorDesk, Path(id): Path<String>) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let taken = door::take(&desk.site.engine, &desk.member, id, desk.now()).await;
    answered(&desk, id, taken, (Form::default(), "", "taken")).await
}

pub(super) async fn judge(
    desk: OperatorDesk,
    Path(id): Path<String>,
    data: FormData,
) -> Result<Response, Failure> {
    let (id, mut form) = (id_of(&id)?, Form::new(data));
    let paper = form.value("paper").to_owned();
    let field = if paper.is_empty() { "waive_reason".to_owned() } else { format!("reason.{paper}") };
    let reason = form.optional(&field, REASON_LETTERS_MAX).unwrap_or_default();
    let named = || paper.parse().map_err(|_| Failure::NotFound);
    let judgement = match form.value("verdict") {
        "accepted" => Judgement::Accept(named()?),
        "refused" => Judgement::Refuse(named()?, reason),
        "waived" => Judgement::Waive(form.value("kind").parse().map_err(|_| Failure::NotFound)?, reason),
        _ => return Err(Failure::NotFound),
    };
    let judged = door::judge(&desk.site.engine, &desk.member, id, judgement, desk.now()).await;
    answered(&desk, id, judged.map(drop), (form, &field, "judged")).await
}

pub(super) async fn clear(
    desk: OperatorDesk,
    Path(id): Path<String>,
    data: FormData,
) -> Result<Response, Failure> {
    let (id, mut form) = (id_of(&id)?, Form::new(data));
    let check = form.value("check").to_owned();
    let field = format!("reason.{check}");
    let reason = form.optional(&field, REASON_LETTERS_MAX).unwrap_or_default();
    let check = check.parse().map_err(|_| Failure::NotFound)?;
    let clear = ClearCheck { application: id, check, reason };
    let cleared = door::clear_check(&desk.site.engine, &desk.member, clear, desk.now()).await;
    answered(&desk, id, cleared, (form, &field, "cleared")).await
}

pub(super) async fn ask(
    desk: OperatorDesk,
    Path(id): Path<String>,
    data: FormData,
) -> Result<Response, Failure> {
    let (id, mut form) = (id_of(&id)?, Form::new(data));
    let text = form.optional("question", TEXT_LETTERS_MAX).unwrap_or_default();
    let asked = door::ask(&desk.site.engine, &desk.member, id, text, desk.now()).await;
    answered(&desk, id, asked, (form, "question", "asked")).await
}

/// Reminds of all that is waited for, or of one paper.
pub(super) async fn remind(
    desk: OperatorDesk,
    Path(id): Path<String>,
    data: FormData,
) -> Result<Response, Failure> {
    let (id, form) = (id_of(&id)?, Form::new(data));
    let (engine, member, now) = (&desk.site.engine, &desk.member, desk.now());
    let reminded = match form.value("about") {
        ALL_THAT_IS_WAITED_FOR => door::remind(engine, member, id, now).await,
        kind => {
            let kind = kind.parse().map_err(|_| Failure::NotFound)?;
            door::remind_paper(engine, member, (id, kind), now).await
        }
    };
    answered(&desk, id, reminded, (form, "about", "reminded")).await
}

pub(super) async fn score(
    desk: OperatorDesk,
    Path(id): Path<String>,
    data: FormData,
) -> Result<Response, Failure> {
    let (id, mut form) = (id_of(&id)?, Form::new(data));
    let Some(points) = form.number("score", 0..=SCORE_MAX) else { return page_with(&desk, id, form).await };
    let scored = door::score(&desk.site.engine, &desk.member, id, points, desk.now()).await;
    answered(&desk, id, scored, (form, "score", "scored")).await
}

/// Passes the stage, sends it back, or refuses.
pub(super) async fn decide(
    desk: OperatorDesk,
    Path(id): Path<String>,
    data: FormData,
) -> Result<Response, Failure> {
    let (id, mut form) = (id_of(&id)?, Form::new(data));
    let (engine, member, now) = (&desk.site.engine, &desk.member, desk.now());
    let decision = form.choice("decision", &["pass", "back", "refuse"]).ok_or(Failure::NotFound)?;
    let field = if decision == "back" { "back" } else { "ruling" };
    let text = form.optional(field, TEXT_LETTERS_MAX).unwrap_or_default();
    let (outcome, done): (Result<(), Stop<ApplicationRefusal>>, _) = match decision {
        "pass" => (door::pass(engine, member, id, now).await, "passed"),
        "back" => (door::send_back(engine, member, id, text, now).await, "asked"),
        _ => {
            let reason: RefusalReason = form.value("reason").parse().map_err(|_| Failure::NotFound)?;
            (door::refuse(engine, member, id, (reason, text), now).await, "refused")
        }
    };
    answered(&desk, id, outcome, (form, field, done)).await
}

pub(super) async fn rule(
    desk: OperatorDesk,
    Path(id): Path<String>,
    data: FormData,
) -> Result<Response, Failure> {
    let (id, mut form) = (id_of(&id)?, Form::new(data));
    let granted = form.choice("granted", &["yes", "no"]).ok_or(Failure::NotFound)? == "yes";
    let text = form.optional("ruling", TEXT_LETTERS_MAX).unwrap_or_default();
    let ruled = door::rule(&desk.site.engine, &desk.member, id, (granted, text), desk.now()).await;
    answered(&desk, id, ruled, (form, "ruling", "ruled")).await
}

#[derive(Debug, serde::Deserialize)]
pub(super) struct Signed {
    until: Micros,
    sign: String,
}

/// A paper's file, as what it is: pictures are shown, a PDF is handed over. Kept nowhere on the way.
pub(super) async fn file(
    desk: OperatorDesk,
    Path(id): Path<String>,
    Query(signed): Query<Signed>,
) -> Result<Response, Failure> {
    let id: PaperId = id.parse().map_err(|_| Failure::NotFound)?;
    let link = FileLink { until: signed.until, signature: signed.sign };
    let file = door::read_file(&desk.site.engine, &desk.member, id, link, desk.now()).await?;
    let (kind, shown) = match file.file_type {
        FileType::Pdf => ("application/pdf", "attachment; filename=\"paper.pdf\""),
        FileType::Jpeg => ("image/jpeg", "inline"),
        FileType::Png => ("image/png", "inline"),
        FileType::None => return Err(Failure::NotFound),
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static(shown)),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, file.bytes).into_response())
}
