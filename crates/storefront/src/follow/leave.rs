//! `GET|POST /hooks/unfollow?shop=&user=&key=`: out of a letter, without signing in. Opening the link changes nothing. Mail
//! programs post here of their own (RFC 8058), so it stands among the hooks: the key is the proof.

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::routing::get;
use engine::follow::Leaving;
use web::actor::Visitor;
use web::{Failure, Frame, Site};
#[cfg(test)]
use web::{Page, Words};

use crate::card::shop_href;
use crate::visit::{Answer, id};

const PATH: &str = "/hooks/unfollow";

/// `/hooks/unfollow`
#[derive(Debug, Template)]
#[template(path = "follow/leave.html")]
pub struct LeaveShop {
    pub frame: Frame,
    pub name: String,
    pub href: String,
    /// Where its button leads; empty for who does not follow it, or no longer.
    pub action: String,
}

#[derive(Debug, Clone, serde::Deserialize)]
struct Asked {
    shop: String,
    user: String,
    key: String,
}

impl Asked {
    fn leaving(&self) -> Result<Leaving, Failure> {
        Ok(Leaving { user: id(&self.user)?, shop: id(&self.shop)?, key: self.key.clone() })
    }
}

pub fn routes() -> Router<Site> {
    Router::new().route(PATH, get(ask).post(leave))
}

async fn ask(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    shown(&visitor, &asked).await
}

async fn leave(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    engine::follow::leave_by_letter(&visitor.site.engine, asked.leaving()?, visitor.now).await?;
    shown(&visitor, &asked).await
}

async fn shown(visitor: &Visitor, asked: &Asked) -> Answer {
    let link = asked.leaving()?;
    let action = format!("{PATH}?shop={}&user={}&key={}", link.shop, link.user, link.key);
    let (shop, follows) = engine::follow::leaving(&visitor.site.engine, visitor.market.id, link).await?;
    let page = LeaveShop {
        frame: visitor.frame(shop.name.clone()),
        href: shop_href(&shop.slug),
        action: if follows { action } else { String::new() },
        name: shop.name,
    };
    Ok(web::page::html(&page))
}

#[cfg(test)]
impl Page for LeaveShop {
    fn samples(words: Words) -> Vec<Self> {
        let page = |name: &str, action: &str| Self {
            frame: Frame::sample(words).titled(name.to_owned()),
            name: name.to_owned(),
            href: "/shop/a".to_owned(),
            action: action.to_owned(),
        };
        vec![page("Drechselwald Holzspielzeugmanufaktur", "/hooks/unfollow"), page("景德镇瓷坊", "")]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::LeaveShop>();
    }
}
