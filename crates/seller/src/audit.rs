//! What was changed in a seller's matters, by whom: newest first. Nothing here can be changed.

use axum::Router;
use axum::response::Response;
use axum::routing::get;
use web::actor::SellerDesk;
use web::audit::Entry;
use web::{Desk, Failure, Frame, Page, Pager, Picture, Words, page};

use crate::asked::{AskedQuery, around};
use crate::desk::Room;
use crate::sample;

pub fn routes() -> Router<web::Site> {
    Router::new().route("/seller/audit", get(show))
}

async fn show(desk: SellerDesk, asked: AskedQuery) -> Result<Response, Failure> {
    let before = asked.before.parse().unwrap_or(0);
    let found = engine::audit::of_seller(&desk.site.engine, &desk.member, before).await?;
    let (frame, menu, scope) = around(&desk, Room::Audit);
    let offset = desk.visitor.offset_minutes();
    let older = (found.next > 0).then(|| scope.to(&format!("/seller/audit?before={}", found.next)));
    let newest = (before > 0).then(|| scope.to("/seller/audit"));
    Ok(page::html(&ShowAudit {
        frame: frame.titled(desk.words.say("audit-menu-seller")),
        desk: menu,
        rows: found.entries.iter().map(|entry| Entry::new(desk.words, offset, entry)).collect(),
        pager: Pager::neighbours(newest, older),
        empty: Picture::drawing("ball", 145),
    }))
}

/// `/seller/audit`
#[derive(Debug, askama::Template)]
#[template(path = "audit/show.html")]
pub struct ShowAudit {
    pub frame: Frame,
    pub desk: Desk,
    pub rows: Vec<Entry>,
    pub pager: Pager,
    pub empty: Picture,
}

impl Page for ShowAudit {
    fn samples(words: Words) -> Vec<Self> {
        let page = |rows: Vec<Entry>, older: Option<String>| Self {
            frame: Frame::sample(words).titled(words.say("audit-menu-seller")),
            desk: sample::desk(words, Room::Audit),
            rows,
            pager: Pager::neighbours(None, older),
            empty: Picture::drawing("ball", 145),
        };
        let older = Some("/seller/audit?before=3".to_owned());
        vec![page(Vec::new(), None), page(Entry::samples(words), older)]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::ShowAudit>();
    }
}
