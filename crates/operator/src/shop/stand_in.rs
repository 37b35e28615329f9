//! Begins to act for the seller of a shop, which leads into the seller centre, and ends it.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ShopId;
use engine::stand_in::{self, REASON_LETTERS_MAX, StandInRefusal};
use web::actor::{OperatorDesk, SignedIn, code_of, refused_or};
use web::{Failure, Form, FormData};

use super::acts::page_with;

pub(super) async fn begin(
    desk: OperatorDesk,
    Path(id): Path<String>,
    data: FormData,
) -> Result<Response, Failure> {
    let id: ShopId = id.parse().map_err(|_| Failure::NotFound)?;
    let session = desk.visitor.session.ok_or(Failure::NotFound)?;
    let mut form = Form::new(data);
    let minutes = form.value("minutes").parse().unwrap_or(0);
    let Some(reason) = form.optional("reason", REASON_LETTERS_MAX) else {
        return page_with(&desk, id, form).await;
    };
    let (engine, now) = (&desk.site.engine, desk.now());
    let begun = stand_in::begin(engine, &desk.member, (session, id), (reason, minutes), now).await;
    match refused_or(begun)? {
        Ok(it) => Ok(Redirect::to(&format!("/seller?shop={}", it.shop)).into_response()),
        Err(refusal) => {
            let field = match refusal {
                StandInRefusal::ReasonMissing => "reason",
                StandInRefusal::NotSoLong => "minutes",
                _ => "",
            };
            form.errors.refuse(field, code_of(&refusal), Vec::new());
            page_with(&desk, id, form).await
        }
    }
}

/// Everybody may end their own; who had none, or too late, is led on as well.
pub(super) async fn end(at: SignedIn) -> Result<Response, Failure> {
    let session = at.visitor.session.ok_or(Failure::NotFound)?;
    let origin = at.visitor.origin.seen();
    let ended = stand_in::end(&at.site.engine, (at.user, session), origin, at.now()).await?;
    let page = match ended {
        Some(shop) => format!("/operator/shops/{shop}?done=operator-stand-in-ended"),
        None => "/operator?done=operator-stand-in-ended".to_owned(),
    };
    Ok(Redirect::to(&page).into_response())
}
