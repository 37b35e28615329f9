//! What an applicant sends from the page of an application: each handler calls one act and shows the page again.

use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::application::{ApplicationRefusal, TEXT_LETTERS_MAX};
use domain::paper::PaperRefusal;
use domain::{ApplicationId, DAY, MINUTE};
use engine::Stop;
use engine::application::AddPaper;
use web::actor::{SignedIn, code_of, refused_or};
use web::{Failure, Form, FormData, page};

use super::show::{Forms, ShowApplication};
use super::{Applicant, typed};
use web::upload::{self, UploadRefusal};

pub(super) async fn show(at: SignedIn, Path(id): Path<String>) -> Result<Response, Failure> {
    let applicant = Applicant::of(at).await?;
    page_with(&applicant, &id, Forms::default()).await
}

pub(super) async fn page_with(applicant: &Applicant, id: &str, forms: Forms) -> Result<Response, Failure> {
    let view = applicant.view(id).await?;
    let is_back = [&forms.details, &forms.paper, &forms.said, &forms.named].iter().any(|form| form.is_some());
    let market = applicant.at.site.engine.market(view.it.market).map(|market| market.name);
    let around = applicant.around(&view.it.shop_name);
    let shown = ShowApplication::new(around, applicant.moment(), &view, market.unwrap_or_default(), forms);
    let status = if is_back { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(page::html_with(status, &shown))
}

pub(super) fn id_of(text: &str) -> Result<ApplicationId, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

pub(super) fn done(id: &str, what: &str) -> Response {
    Redirect::to(&format!("/seller/applications/{id}?done=seller-application-{what}")).into_response()
}

pub(super) async fn save(at: SignedIn, Path(id): Path<String>, data: FormData) -> Result<Response, Failure> {
    let applicant = Applicant::of(at).await?;
    let mut form = Form::new(data);
    let Some(details) = typed::details(&mut form) else {
        return page_with(&applicant, &id, Forms { details: Some(form), ..Forms::default() }).await;
    };
    let (engine, now) = (&applicant.at.site.engine, applicant.at.now());
    let saved = engine::application::save_details(engine, &applicant.member, id_of(&id)?, details, now).await;
    match refused_or(saved)? {
        Ok(()) => Ok(done(&id, "saved")),
        Err(refusal) => {
            use ApplicationRefusal as R;
            let is_place = matches!(refusal, R::CategoryNotTaken | R::TooManyCategories);
            let field = if is_place { "category.0" } else { "" };
            form.errors.refuse(field, code_of(&refusal), Vec::new());
            page_with(&applicant, &id, Forms { details: Some(form), ..Forms::default() }).await
        }
    }
}

/// The page again with a refusal, or the word of what was done.
async fn answered(
    applicant: &Applicant,
    id: &str,
    outcome: Result<(), Stop<ApplicationRefusal>>,
    (form, field, what): (Form, &str, &str),
) -> Result<Response, Failure> {
    match refused_or(outcome)? {
        Ok(()) => Ok(done(id, what)),
        Err(refusal) => {
            let mut form = form;
            let field = if refusal == ApplicationRefusal::TextMissing { field } else { "" };
            form.errors.refuse(field, code_of(&refusal), Vec::new());
            page_with(applicant, id, Forms { said: Some(form), ..Forms::default() }).await
        }
    }
}

pub(super) async fn submit(at: SignedIn, Path(id): Path<String>) -> Result<Response, Failure> {
    let applicant = Applicant::of(at).await?;
    let (engine, now) = (&applicant.at.site.engine, applicant.at.now());
    let sent = engine::application::submit(engine, &applicant.member, id_of(&id)?, now).await;
    answered(&applicant, &id, sent, (Form::default(), "", "sent")).await
}

pub(super) async fn answer(
    at: SignedIn,
    Path((id, ordinal)): Path<(String, i64)>,
    data: FormData,
) -> Result<Response, Failure> {
    let applicant = Applicant::of(at).await?;
    let (mut form, field) = (Form::new(data), format!("answer.{ordinal}"));
    let text = form.optional(&field, TEXT_LETTERS_MAX).unwrap_or_default();
    let (engine, now) = (&applicant.at.site.engine, applicant.at.now());
    let which = (id_of(&id)?, ordinal);
    let told = engine::application::answer(engine, &applicant.member, which, text, now).await;
    answered(&applicant, &id, told, (form, &field, "answered")).await
}

pub(super) async fn appeal(
    at: SignedIn,
    Path(id): Path<String>,
    data: FormData,
) -> Result<Response, Failure> {
    let applicant = Applicant::of(at).await?;
    let mut form = Form::new(data);
    let text = form.optional("appeal", TEXT_LETTERS_MAX).unwrap_or_default();
    let (engine, now) = (&applicant.at.site.engine, applicant.at.now());
    let told = engine::application::appeal(engine, &applicant.member, id_of(&id)?, text, now).await;
    answered(&applicant, &id, told, (form, "appeal", "appealed")).await
}

pub(super) async fn take_back(at: SignedIn, Path(id): Path<String>) -> Result<Response, Failure> {
    let applicant = Applicant::of(at).await?;
    let (engine, now) = (&applicant.at.site.engine, applicant.at.now());
    let told = engine::application::take_back(engine, &applicant.member, id_of(&id)?, now).await;
    answered(&applicant, &id, told, (Form::default(), "", "back")).await
}

pub(super) async fn open(at: SignedIn, Path(id): Path<String>) -> Result<Response, Failure> {
    let applicant = Applicant::of(at).await?;
    let (engine, now) = (&applicant.at.site.engine, applicant.at.now());
    let told = engine::application::open_shop(engine, &applicant.member, id_of(&id)?, now).await;
    answered(&applicant, &id, told, (Form::default(), "", "open")).await
}

pub(super) async fn close(at: SignedIn, Path(id): Path<String>) -> Result<Response, Failure> {
    let applicant = Applicant::of(at).await?;
    let (engine, now) = (&applicant.at.site.engine, applicant.at.now());
    let told = engine::application::close(engine, &applicant.member, id_of(&id)?, now).await;
    answered(&applicant, &id, told, (Form::default(), "", "closed")).await
}

pub(super) async fn become_trader(
    at: SignedIn,
    Path(id): Path<String>,
    data: FormData,
) -> Result<Response, Failure> {
    let applicant = Applicant::of(at).await?;
    let kind = data.first("kind").parse().map_err(|_| Failure::NotFound)?;
    let (engine, now) = (&applicant.at.site.engine, applicant.at.now());
    let told = engine::application::become_trader(engine, &applicant.member, id_of(&id)?, kind, now).await;
    answered(&applicant, &id, told, (Form::new(data), "", "trader")).await
}

/// Other categories. Where they cost more, the page comes back with the amount, and asks for a yes.
pub(super) async fn name_categories(
    at: SignedIn,
    Path(id): Path<String>,
    data: FormData,
) -> Result<Response, Failure> {
    let applicant = Applicant::of(at).await?;
    let mut form = Form::new(data);
    let wanted = (typed::categories(&form), form.value("agreed").parse().unwrap_or_default());
    let (engine, now) = (&applicant.at.site.engine, applicant.at.now());
    let told =
        engine::application::name_categories(engine, &applicant.member, id_of(&id)?, wanted, now).await;
    let mut rise = None;
    match refused_or(told)? {
        Ok(()) => return Ok(done(&id, "categories")),
        Err(ApplicationRefusal::CostsMore(minor)) => rise = Some(minor),
        Err(refusal) => form.errors.refuse("category.0", code_of(&refusal), Vec::new()),
    }
    page_with(&applicant, &id, Forms { named: Some(form), rise, ..Forms::default() }).await
}

pub(super) async fn add_paper(
    at: SignedIn,
    Path(id): Path<String>,
    form: Multipart,
) -> Result<Response, Failure> {
    let applicant = Applicant::of(at).await?;
    let (mut form, file) = match upload::paper(form).await {
        Ok((form, file)) => (form, file),
        Err(refusal) => {
            let mut form = Form::default();
            // The limit of a paper is lower than that of pictures.
            let is_large = refusal == UploadRefusal::TooLarge;
            let code = if is_large { "paper.file_too_large" } else { refusal.code() };
            form.errors.refuse("file", code, Vec::new());
            return page_with(&applicant, &id, Forms { paper: Some(form), ..Forms::default() }).await;
        }
    };
    let Some(paper) = paper_of(&applicant, &id, &mut form, file)? else {
        return page_with(&applicant, &id, Forms { paper: Some(form), ..Forms::default() }).await;
    };
    let (engine, now) = (&applicant.at.site.engine, applicant.at.now());
    match refused_or(engine::application::add_paper(engine, &applicant.member, paper, now).await)? {
        Ok(_) => Ok(done(&id, "paper")),
        Err(refusal) => {
            let field = match refusal {
                PaperRefusal::File(_) => "file",
                PaperRefusal::EndMissing | PaperRefusal::Ended => "valid_until",
                PaperRefusal::NumberTooLong => "number",
                PaperRefusal::NotAskedFor => "kind",
                _ => "",
            };
            form.errors.refuse(field, code_of(&refusal), Vec::new());
            page_with(&applicant, &id, Forms { paper: Some(form), ..Forms::default() }).await
        }
    }
}

/// What was typed beside the file. The last day counts whole, on the market's clock.
fn paper_of(
    applicant: &Applicant,
    id: &str,
    form: &mut Form,
    file: (String, Vec<u8>),
) -> Result<Option<AddPaper>, Failure> {
    let text = form.value("valid_until").trim().to_owned();
    let day = domain::tax::day_of(&text);
    if day.is_none() && !text.is_empty() {
        form.errors.add("valid_until", "web-error-not-a-choice");
    }
    let Ok(kind) = form.value("kind").parse() else {
        form.errors.add("kind", "web-error-not-a-choice");
        return Ok(None);
    };
    let offset = i64::from(applicant.moment().offset_minutes) * MINUTE;
    let (application, (file_name, file)) = (id_of(id)?, file);
    Ok(form.is_fine().then(|| AddPaper {
        application,
        kind,
        number: form.value("number").to_owned(),
        issuer: form.value("issuer").to_owned(),
        valid_until: day.map(|day| day + DAY - offset),
        file_name,
        file,
    }))
}
