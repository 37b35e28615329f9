//! A whole boutique sent as a ZIP: taken in, then imported as a job whose page shows how far it is.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::permission::Permission;
use engine::boutique::{ImportRefusal, Sending};
use engine::{Never, Stop};
use web::actor::{SellerDesk, code_of, refused_or};
use web::upload::{self, FORM_AROUND_BYTES, UploadRefusal};
use web::{Desk, Failure, Form, Frame, page};
#[cfg(test)]
use web::{Page, Words};

use crate::asked::{around, scope};
use crate::desk::{Room, Scope};
#[cfg(test)]
use crate::sample;

/// Its own limit is the installation's, and counted while it arrives.
pub fn routes() -> Router<web::Site> {
    Router::new().route("/seller/import", get(show).post(create).layer(DefaultBodyLimit::disable()))
}

/// `/seller/import`
#[derive(Debug, askama::Template)]
#[template(path = "boutique/new.html")]
pub struct NewImport {
    pub frame: Frame,
    pub desk: Desk,
    pub scope: Scope,
    pub shop: String,
    pub key: String,
    pub bytes_max: u64,
    pub megabytes: i64,
    pub form: Form,
}

async fn show(desk: SellerDesk) -> Result<Response, Failure> {
    desk.member.may::<Never>(Permission::ProductsEdit)?;
    Ok(shown(&desk, Form::default()))
}

fn shown(desk: &SellerDesk, form: Form) -> Response {
    let (frame, menu, scope) = around(desk, Room::Assortment);
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = NewImport {
        frame: frame.titled(desk.words.say("import-title")),
        desk: menu,
        scope,
        shop: desk.shop.name.clone(),
        key: engine::random_key(&desk.site.engine),
        bytes_max: desk.site.engine.archive_bytes_max(),
        megabytes: i64::try_from(desk.site.engine.archive_bytes_max() >> 20).unwrap_or(i64::MAX),
        form,
    };
    page::html_with(status, &page)
}

/// Who may send, how much and whether now is asked before anything of it is read.
async fn create(desk: SellerDesk, headers: HeaderMap, sent: Multipart) -> Result<Response, Failure> {
    let told = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    let told = told.unwrap_or_default().saturating_sub(FORM_AROUND_BYTES);
    let (engine, member) = (&desk.site.engine, &desk.member);
    let sending = match refused_or(Sending::begin(engine, member, desk.shop.id, told, desk.now()).await)? {
        Ok(sending) => sending,
        Err(refusal) => {
            upload::read_on(sent).await;
            return Ok(refused(&desk, code_of(&refusal)));
        }
    };
    match received(&desk, sending, sent).await {
        Ok(id) => Ok(Redirect::to(&scope(&desk).to(&format!("/seller/jobs/{id}"))).into_response()),
        Err(Unsent::Form(refusal)) => Ok(refused(&desk, refusal.code())),
        Err(Unsent::Engine(stop)) => match refused_or::<Never, _>(Err(stop))? {
            Ok(never) => match never {},
            Err(refusal) => Ok(refused(&desk, code_of(&refusal))),
        },
    }
}

/// Why what was sent became no job.
enum Unsent {
    Form(UploadRefusal),
    Engine(Stop<ImportRefusal>),
}

/// Takes the form in, its file piece by piece; what does not come to its end leaves nothing.
async fn received(
    desk: &SellerDesk,
    mut sending: Sending,
    mut sent: Multipart,
) -> Result<domain::JobId, Unsent> {
    match taken(desk, &mut sending, &mut sent).await {
        Ok(key) => {
            let command = (key, desk.words.lang.html().to_owned());
            sending.end(command, desk.site.now()).await.map_err(Unsent::Engine)
        }
        Err(unsent) => {
            sending.forsake().await.map_err(|stop| Unsent::Engine(stop.map(|never| match never {})))?;
            upload::read_on(sent).await;
            Err(unsent)
        }
    }
}

/// Answers the caller's id of the command.
async fn taken(desk: &SellerDesk, sending: &mut Sending, sent: &mut Multipart) -> Result<String, Unsent> {
    let unread = |error| Unsent::Form(UploadRefusal::from(error));
    let (mut key, mut has_file) = (String::new(), false);
    while let Some(mut field) = sent.next_field().await.map_err(unread)? {
        match field.name() {
            Some("key") => key = upload::text(field).await.map_err(Unsent::Form)?,
            Some("file") if has_file => return Err(Unsent::Form(UploadRefusal::TooManyFiles)),
            Some("file") => {
                while let Some(some) = field.chunk().await.map_err(unread)? {
                    has_file = true;
                    sending.take(&some, desk.site.now()).await.map_err(Unsent::Engine)?;
                }
            }
            _ => return Err(Unsent::Form(UploadRefusal::Unreadable)),
        }
    }
    if has_file { Ok(key) } else { Err(Unsent::Form(UploadRefusal::NoFile)) }
}

fn refused(desk: &SellerDesk, code: &'static str) -> Response {
    let mut form = Form::default().labelled([("file", desk.words.say("import-file"))]);
    form.errors.refuse("file", code, Vec::new());
    shown(desk, form)
}

#[cfg(test)]
impl Page for NewImport {
    fn samples(words: Words) -> Vec<Self> {
        let page = |form: Form| Self {
            frame: Frame::sample(words).titled(words.say("import-title")),
            desk: sample::desk(words, Room::Assortment),
            scope: sample::scope(),
            shop: "Süßwarenmanufaktur Oberschwaben".to_owned(),
            key: "k".to_owned(),
            bytes_max: 1 << 30,
            megabytes: 1_024,
            form,
        };
        let mut wrong = Form::default();
        wrong.errors.refuse("file", "archive.bomb", Vec::new());
        vec![page(Form::default()), page(wrong)]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_door_lets_a_large_body_through_to_this_address_alone() {
        let is_archive = |path| web::upload::is_archive(&axum::http::Method::POST, path);
        assert!(is_archive("/seller/import") && !is_archive("/seller/products"));
    }

    #[test]
    fn pages_render() {
        web::page::render_all::<super::NewImport>();
    }
}
