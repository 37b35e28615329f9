//! Pictures of a product: added from files, several at once, and taken away one by one.

use axum::extract::{Multipart, Path};
use axum::response::Response;
use web::actor::{SellerDesk, code_of, refused_or};
use web::{Failure, Form};

use super::edit::{open, show};
use crate::asked::{back, scope};
use crate::order::parsed;
use web::upload;

pub async fn create(desk: SellerDesk, Path(id): Path<String>, form: Multipart) -> Result<Response, Failure> {
    let row = open(&desk, &id).await?;
    let files = match upload::files(form, "pictures").await {
        Ok(files) => files,
        Err(refusal) => return Ok(refused(&desk, row, refusal.code())),
    };
    let added =
        engine::picture::add(&desk.site.engine, &desk.member, row.product.id, files, desk.now()).await;
    match refused_or(added)? {
        Ok(()) => Ok(back(&scope(&desk), &path(&id), "pictures")),
        Err(refusal) => Ok(refused(&desk, row, code_of(&refusal))),
    }
}

/// The product's page again, with the reason at its pictures.
fn refused(desk: &SellerDesk, row: engine::product::ProductRow, code: &'static str) -> Response {
    let mut errors = Form::default();
    errors.errors.refuse("pictures", code, Vec::new());
    let form = super::edit::filled(desk, &row);
    show(desk, Some(row), form, errors)
}

pub async fn remove(
    desk: SellerDesk,
    Path((id, ordinal)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (product, ordinal) = (parsed(&id)?, parsed(&ordinal)?);
    engine::picture::remove(&desk.site.engine, &desk.member, product, ordinal, desk.now()).await?;
    Ok(back(&scope(&desk), &path(&id), "saved"))
}

fn path(id: &str) -> String {
    format!("/seller/products/{id}")
}
