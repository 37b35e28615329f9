//! One review, and what is decided about it: it stands, or it is taken down for a reason of the list.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::ReviewId;
use domain::review::{RULING_LETTERS_MAX, ReviewReason, ReviewRefusal};
use engine::review::Judgement;
use web::actor::{OperatorDesk, code_of, refused_or};
use web::{Failure, Form, FormData, page};

use super::show::ShowReview;
use crate::place::{Place, Section};

pub(super) async fn show(desk: OperatorDesk, Path(id): Path<String>) -> Result<Response, Failure> {
    page_with(&desk, id_of(&id)?, Form::default()).await
}

async fn page_with(desk: &OperatorDesk, id: ReviewId, form: Form) -> Result<Response, Failure> {
    let (frame, place) = Place::at(desk, Section::Reviews);
    let found = engine::review::for_operator(&desk.site.engine, &desk.member, id).await?;
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(page::html_with(status, &ShowReview::new(frame, &place, &found, form)))
}

fn id_of(text: &str) -> Result<ReviewId, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

pub(super) async fn judge(
    desk: OperatorDesk,
    Path(id): Path<String>,
    data: FormData,
) -> Result<Response, Failure> {
    let (id, mut form) = (id_of(&id)?, Form::new(data));
    let Some(judgement) = read(&mut form) else { return page_with(&desk, id, form).await };
    let done = if judgement == Judgement::Keep { "review-kept" } else { "review-judged" };
    let judged = engine::review::judge(&desk.site.engine, &desk.member, id, judgement, desk.now()).await;
    match refused_or(judged)? {
        Ok(()) => {
            let (_, place) = Place::at(&desk, Section::Reviews);
            Ok(place.done("/operator/reviews", done))
        }
        Err(refusal) => {
            let field = if refusal == ReviewRefusal::RulingMissing { "ruling" } else { "" };
            form.errors.refuse(field, code_of(&refusal), Vec::new());
            page_with(&desk, id, form).await
        }
    }
}

fn read(form: &mut Form) -> Option<Judgement> {
    if form.choice("decision", &["keep", "remove"])? == "keep" {
        return Some(Judgement::Keep);
    }
    let reason = form.value("reason").parse::<ReviewReason>().ok();
    if reason.is_none() {
        form.errors.add("reason", "web-error-not-a-choice");
    }
    let ruling = form.optional("ruling", RULING_LETTERS_MAX);
    Some(Judgement::Remove(reason?, ruling?))
}
