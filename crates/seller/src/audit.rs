//! What was changed in a seller's matters, by whom: newest first. Nothing here can be changed.

use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use domain::permission::Permission;
use web::actor::SellerDesk;
use web::audit::Entry;
use web::{Desk, Failure, Form, FormData, Frame, Pager, Picture, page};
#[cfg(test)]
use web::{Page, Words};

use crate::asked::{AskedQuery, around};
use crate::desk::Room;
#[cfg(test)]
use crate::sample;

pub fn routes() -> Router<web::Site> {
    Router::new().route("/seller/audit", get(show)).route("/seller/audit/export", post(export))
}

/// Takes everything out, as CSV or as JSON lines with the signed end.
async fn export(desk: SellerDesk, data: FormData) -> Result<Response, Failure> {
    let format = Form::new(data).choice("format", &["csv", "jsonl"]).ok_or(Failure::NotFound)?;
    let taken = engine::audit::export_of_seller(&desk.site.engine, &desk.member, desk.now()).await?;
    let (kind, bytes) = match format {
        "csv" => ("text/csv; charset=utf-8", engine::audit::as_csv(&taken)?),
        _ => ("application/jsonl; charset=utf-8", engine::audit::as_lines(&taken)),
    };
    let name = format!("attachment; filename=\"audit.{format}\"");
    Ok(([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)], bytes)
        .into_response())
}

async fn show(desk: SellerDesk, asked: AskedQuery) -> Result<Response, Failure> {
    let before = asked.before.parse().unwrap_or(0);
    let found = engine::audit::of_seller(&desk.site.engine, &desk.member, before).await?;
    let (frame, menu, scope) = around(&desk, Room::Audit);
    let offset = desk.visitor.offset_minutes();
    let older = (found.next > 0).then(|| scope.to(&format!("/seller/audit?before={}", found.next)));
    let newest = (before > 0).then(|| scope.to("/seller/audit"));
    let can_export = desk.member.can(Permission::AuditExport);
    Ok(page::html(&ShowAudit {
        export: if can_export { scope.to("/seller/audit/export") } else { String::new() },
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
    /// Where it is taken out; empty for who may not.
    pub export: String,
    pub empty: Picture,
}

#[cfg(test)]
impl Page for ShowAudit {
    fn samples(words: Words) -> Vec<Self> {
        let page = |rows: Vec<Entry>, older: Option<String>| Self {
            frame: Frame::sample(words).titled(words.say("audit-menu-seller")),
            desk: sample::desk(words, Room::Audit),
            rows,
            pager: Pager::neighbours(None, older),
            export: "/seller/audit/export".to_owned(),
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
