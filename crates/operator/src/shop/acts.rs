//! What an operator decides about a shop: each handler calls one act and shows the shop again.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::permission::Permission;
use domain::shop::ShopState;
use domain::suspension::{SuspensionRefusal, TEXT_LETTERS_MAX};
use domain::{ShopId, SuspensionId};
use engine::{Stop, suspension};
use web::actor::{OperatorDesk, code_of, refused_or};
use web::{Failure, Form, FormData, page};

use super::show::{ShowShop, Told};
use crate::place::{Place, Section};

pub(super) async fn show(desk: OperatorDesk, Path(id): Path<String>) -> Result<Response, Failure> {
    page_with(&desk, id.parse().map_err(|_| Failure::NotFound)?, Form::default()).await
}

pub(super) async fn page_with(desk: &OperatorDesk, id: ShopId, form: Form) -> Result<Response, Failure> {
    let (frame, place) = Place::at(desk, Section::Shops);
    let seen = suspension::for_operator(&desk.site.engine, &desk.member, id).await?;
    let told = Told {
        shop: seen.shop,
        seller: seen.seller,
        application: seen.application,
        suspensions: seen.suspensions,
        may_act_for: desk.member.can(Permission::SellersActFor) && frame.stands_in.is_none(),
        sees_fees: desk.member.can(Permission::LedgerRead),
    };
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(page::html_with(status, &ShowShop::new(frame, &place, &told, form)))
}

/// The shop again: with a refusal at the field of the words, or with what was done.
async fn answered<T>(
    desk: &OperatorDesk,
    id: ShopId,
    outcome: Result<T, Stop<SuspensionRefusal>>,
    (mut form, field, done): (Form, &str, &str),
) -> Result<Response, Failure> {
    match refused_or(outcome)? {
        Ok(_) => {
            let (_, place) = Place::at(desk, Section::Shops);
            Ok(place.done(&format!("/operator/shops/{id}"), done))
        }
        Err(refusal) => {
            let is_wordless = refusal == SuspensionRefusal::ReasonMissing;
            form.errors.refuse(if is_wordless { field } else { "" }, code_of(&refusal), Vec::new());
            page_with(desk, id, form).await
        }
    }
}

pub(super) async fn suspend(
    desk: OperatorDesk,
    Path(id): Path<String>,
    data: FormData,
) -> Result<Response, Failure> {
    let id: ShopId = id.parse().map_err(|_| Failure::NotFound)?;
    let mut form = Form::new(data);
    let cause = form.value("cause").parse().map_err(|_| Failure::NotFound)?;
    let text = form.optional("found", TEXT_LETTERS_MAX).unwrap_or_default();
    let done = suspension::suspend(&desk.site.engine, &desk.member, id, (cause, text), desk.now()).await;
    answered(&desk, id, done, (form, "found", "shop-suspended")).await
}

pub(super) async fn lift(desk: OperatorDesk, Path(id): Path<String>) -> Result<Response, Failure> {
    let id: SuspensionId = id.parse().map_err(|_| Failure::NotFound)?;
    let shop = suspension::shop_of(&desk.site.engine, &desk.member, id).await?;
    let done = suspension::lift(&desk.site.engine, &desk.member, id, desk.now()).await;
    answered(&desk, shop, done, (Form::default(), "", "shop-lifted")).await
}

pub(super) async fn rule(
    desk: OperatorDesk,
    Path(id): Path<String>,
    data: FormData,
) -> Result<Response, Failure> {
    let id: SuspensionId = id.parse().map_err(|_| Failure::NotFound)?;
    let shop = suspension::shop_of(&desk.site.engine, &desk.member, id).await?;
    let mut form = Form::new(data);
    let is_upheld = match form.value("ruling") {
        "upheld" => true,
        "rejected" => false,
        _ => return Err(Failure::NotFound),
    };
    let text = form.optional("answer", TEXT_LETTERS_MAX).unwrap_or_default();
    let done = suspension::rule(&desk.site.engine, &desk.member, id, (is_upheld, text), desk.now()).await;
    answered(&desk, shop, done, (form, "answer", "shop-ruled")).await
}

pub(super) async fn set_state(
    desk: OperatorDesk,
    Path(id): Path<String>,
    data: FormData,
) -> Result<Response, Failure> {
    let (_, place) = Place::at(&desk, Section::Shops);
    let id: ShopId = id.parse().map_err(|_| Failure::NotFound)?;
    let state: ShopState = data.first("state").parse().map_err(|_| Failure::NotFound)?;
    if !matches!(state, ShopState::Open | ShopState::Closed) {
        return Err(Failure::NotFound);
    }
    let done = engine::shop::set_state(&desk.site.engine, &desk.member, id, state, desk.now()).await;
    if let Err(refusal) = refused_or(done)? {
        let mut form = Form::default();
        form.errors.refuse("", code_of(&refusal), Vec::new());
        return page_with(&desk, id, form).await;
    }
    let done = if state == ShopState::Open { "shop-open" } else { "shop-closed" };
    Ok(place.done(&format!("/operator/shops/{id}"), done))
}
