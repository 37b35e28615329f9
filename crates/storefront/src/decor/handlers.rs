//! `GET /decors/{shop}/{hash}.css`, `GET /shop/{slug}/preview`

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use axum::routing::get;
use domain::ShopId;
use web::actor::Visitor;
use web::{Failure, Site};

use super::Dressed;
use crate::shelf::Asked;
use crate::visit::{Answer, id, reader, to_sign_in};

/// The address carries the sheet's hash, so what it leads to never changes.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

pub fn routes() -> Router<Site> {
    Router::new().route("/decors/{shop}/{file}", get(sheet)).route("/shop/{slug}/preview", get(preview))
}

async fn sheet(State(site): State<Site>, Path((shop, file)): Path<(String, String)>) -> Answer {
    let hash = file.strip_suffix(".css").ok_or(Failure::NotFound)?.to_owned();
    let sheet = engine::decor::stylesheet(&site.engine, id::<ShopId>(&shop)?, hash).await?;
    let kind = HeaderValue::from_static("text/css; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, FOR_EVER)], sheet).into_response())
}

/// A draft, for who acts for the shop; for anybody else there is nothing here.
async fn preview(visitor: Visitor, Path(slug): Path<String>) -> Answer {
    if visitor.account().is_none() {
        return to_sign_in(&format!("/shop/{slug}/preview"));
    }
    let (engine, market) = (&visitor.site.engine, &visitor.market);
    let member = visitor.seller_member().await?;
    let draft = engine::decor::preview(engine, &member, market.id, &slug).await?;
    let asked = Asked::default();
    let found = engine::listing::shop(engine, market.id, &draft.slug, asked.order().sort(), 0).await?;
    let reader = reader(&visitor);
    let dressed = Dressed {
        back: format!("/seller/decor?shop={}", draft.slug),
        ..Dressed::new(&reader, &found.shop, &draft.goods)
    };
    let frame = visitor.frame(found.shop.name.clone());
    let page = crate::shop::handlers::page(&visitor, (frame, dressed), found, &asked).await?;
    Ok(web::page::html(&page))
}
