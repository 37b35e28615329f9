//! `GET|POST /shop/{slug}/follow`, `POST /shop/{slug}/follow/end`, `GET /account/following`

use axum::Router;
use axum::extract::Path;
use axum::routing::{get, post};
use domain::follow::Follow;
use domain::shop::Shop;
use web::Site;
use web::actor::{Visitor, code_of, refused_or};

use super::{AskFollow, ListFollowed, Row};
use crate::card::shop_href;
use crate::reader::{Reader, picture};
use crate::shop::Window;
use crate::standing::Standing;
use crate::visit::{Answer, go, reader, to_sign_in};

/// Pictures in a window.
const WINDOW_PICTURES: usize = 3;

pub fn routes() -> Router<Site> {
    Router::new()
        .route("/shop/{slug}/follow", get(ask).post(follow))
        .route("/shop/{slug}/follow/end", post(leave))
        .route("/account/following", get(list))
}

fn path(slug: &str) -> String {
    format!("{}/follow", shop_href(slug))
}

async fn ask(visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let Some(account) = visitor.account() else { return to_sign_in(&path(&slug)) };
    let engine = &visitor.site.engine;
    let found = engine::follow::one(engine, account.id, visitor.market.id, slug).await?;
    let reader = reader(&visitor);
    let page = AskFollow {
        frame: visitor.frame(found.shop.name.clone()),
        href: shop_href(&found.shop.slug),
        count: visitor.words.with("follow-count", &[("count", found.followers.into())]),
        since: found.since.map(|at| reader.date(at)).unwrap_or_default(),
        name: found.shop.name,
    };
    Ok(web::page::html(&page))
}

/// Who is not signed in does so first, and is asked again then.
async fn follow(visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let Some(account) = visitor.account() else { return to_sign_in(&path(&slug)) };
    let of = (visitor.market.id, slug.clone());
    let done = engine::follow::follow(&visitor.site.engine, account.id, of, visitor.now).await;
    match refused_or(done)? {
        Ok(()) => go(&format!("{}?done=follow-begun", path(&slug))),
        Err(refusal) => Err(web::Failure::refused(code_of(&refusal))),
    }
}

async fn leave(visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let Some(account) = visitor.account() else { return to_sign_in(&path(&slug)) };
    let of = (visitor.market.id, slug);
    engine::follow::leave(&visitor.site.engine, account.id, of, visitor.now).await?;
    go("/account/following?done=follow-ended")
}

async fn list(visitor: Visitor) -> Answer {
    let Some(account) = visitor.account() else { return to_sign_in("/account/following") };
    let rows = engine::follow::of_user(&visitor.site.engine, account.id, visitor.market.id).await?;
    let reader = reader(&visitor);
    let page = ListFollowed {
        frame: visitor.frame(visitor.words.say("follow-list")),
        rows: rows.iter().map(|(follow, shop)| row(&reader, follow, shop)).collect(),
    };
    Ok(web::page::html(&page))
}

fn row(reader: &Reader, follow: &Follow, shop: &Shop) -> Row {
    let own = (0..).map(|turn| picture("", &shop.drawing, shop.hue + turn * 25, ""));
    Row {
        window: Window {
            href: shop_href(&shop.slug),
            name: shop.name.clone(),
            place: reader.place(&shop.city, &shop.country),
            pictures: own.take(WINDOW_PICTURES).collect(),
        },
        since: reader.words.with("follow-since", &[("date", reader.date(follow.since).into())]),
        shut: Standing::new(reader, shop).title,
    }
}
