//! How an approved applicant pays what is due: by the provider's page, or out of the balance.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use engine::fee::Way;
use web::actor::{SignedIn, code_of, refused_or};
use web::{Failure, Form, FormData};

use super::Applicant;
use super::acts::{done, id_of, page_with};
use super::show::Forms;

/// `POST …/payment`: leads to the provider's page, or pays out of the balance.
pub(super) async fn pay(at: SignedIn, Path(id): Path<String>, data: FormData) -> Result<Response, Failure> {
    let applicant = Applicant::of(at).await?;
    let (engine, now) = (&applicant.at.site.engine, applicant.at.now());
    let view = applicant.view(&id).await?;
    let way = if data.first("way") == "balance" { Way::Balance } else { Way::Provider };
    let back = format!("{}/seller/applications/{id}/return", engine.url_of(view.it.market));
    let account = id_of(&id)?.get();
    let paid = engine::fee::pay(engine, &applicant.member, account, (way, back), now).await;
    let mut form = Form::default();
    match refused_or(paid)? {
        Ok(Some(url)) => return Ok(Redirect::to(&url).into_response()),
        Ok(None) if way == Way::Balance => return Ok(done(&id, "paid")),
        Ok(None) => form.errors.add("", "fee-pay-silent"),
        Err(refusal) => form.errors.refuse("", code_of(&refusal), Vec::new()),
    }
    page_with(&applicant, &id, Forms { said: Some(form), ..Forms::default() }).await
}

/// `GET …/return`: the browser comes back from the provider, which is asked at once.
pub(super) async fn returned(at: SignedIn, Path(id): Path<String>) -> Result<Response, Failure> {
    let applicant = Applicant::of(at).await?;
    let (engine, now) = (&applicant.at.site.engine, applicant.at.now());
    engine::fee::returned(engine, &applicant.member, id_of(&id)?.get(), now).await?;
    Ok(Redirect::to(&format!("/seller/applications/{id}")).into_response())
}
