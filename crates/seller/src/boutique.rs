//! A whole boutique sent as a ZIP: taken in, then imported as a job whose page shows how far it is.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::permission::Permission;
use engine::Never;
use web::actor::{SellerDesk, code_of, refused_or};
use web::{Desk, Failure, Form, Frame, Page, Words, page};

use crate::asked::{around, scope};
use crate::desk::{Room, Scope};
use crate::sample;
use web::upload;

/// One archive with its form; larger ones are imported at the machine.
pub const ARCHIVE_BODY_BYTES_MAX: usize = 30 * 1024 * 1024;

pub fn routes() -> Router<web::Site> {
    let send = get(show).post(create).layer(DefaultBodyLimit::max(ARCHIVE_BODY_BYTES_MAX));
    Router::new().route("/seller/import", send)
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
        megabytes: (ARCHIVE_BODY_BYTES_MAX >> 20) as i64,
        form,
    };
    page::html_with(status, &page)
}

async fn create(desk: SellerDesk, sent: Multipart) -> Result<Response, Failure> {
    let refused = |code: &'static str| {
        let mut form = Form::default().labelled([("file", desk.words.say("import-file"))]);
        form.errors.refuse("file", code, Vec::new());
        shown(&desk, form)
    };
    let (form, (_, archive)) = match upload::paper(sent).await {
        Ok(read) => read,
        Err(refusal) => return Ok(refused(refusal.code())),
    };
    let command = (form.value("key").to_owned(), desk.words.lang.html().to_owned());
    let begun =
        engine::boutique::begin(&desk.site.engine, &desk.member, desk.shop.id, archive, command, desk.now());
    match refused_or(begun.await)? {
        Ok(id) => Ok(Redirect::to(&scope(&desk).to(&format!("/seller/jobs/{id}"))).into_response()),
        Err(refusal) => Ok(refused(code_of(&refusal))),
    }
}

impl Page for NewImport {
    fn samples(words: Words) -> Vec<Self> {
        let page = |form: Form| Self {
            frame: Frame::sample(words).titled(words.say("import-title")),
            desk: sample::desk(words, Room::Assortment),
            scope: sample::scope(),
            shop: "Süßwarenmanufaktur Oberschwaben".to_owned(),
            key: "k".to_owned(),
            megabytes: 30,
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
    fn pages_render() {
        web::page::render_all::<super::NewImport>();
    }
}
