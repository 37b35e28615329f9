//! Accepted papers of shops in trade that end, the next first.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use domain::{Micros, PaperId};
use engine::application::{ListedPaper, PAGE};
use web::actor::OperatorDesk;
use web::{Desk, Failure, Frame, Pager, admission, page};

use crate::place::{Place, Section};

#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Asked {
    /// When the last paper of the page before ends, and its id.
    #[serde(default)]
    after: String,
}

#[derive(Debug, Template)]
#[template(path = "application/ending.html")]
pub(super) struct EndingPapers {
    frame: Frame,
    desk: Desk,
    rows: Vec<Row>,
    pager: Pager,
}

#[derive(Debug)]
struct Row {
    shop: String,
    href: String,
    paper: String,
    until: String,
    is_over: bool,
}

impl EndingPapers {
    pub(super) fn new(
        frame: Frame,
        place: &Place,
        found: &[ListedPaper],
        (is_first, now): (bool, Micros),
    ) -> Self {
        let words = place.words;
        let row = |paper: &ListedPaper| Row {
            shop: paper.shop_name.clone(),
            href: place.to(&format!("/operator/applications/{}", paper.application)),
            paper: admission::paper(words, paper.kind),
            until: words.date(paper.valid_until - 1, place.offset_minutes),
            is_over: paper.valid_until <= now,
        };
        let next = found
            .last()
            .filter(|_| found.len() as i64 == PAGE)
            .map(|last| place.to(&format!("/operator/papers?after={}.{}", last.valid_until, last.paper)));
        Self {
            desk: place.desk(),
            rows: found.iter().map(row).collect(),
            pager: Pager::neighbours((!is_first).then(|| place.to("/operator/papers")), next),
            frame: frame.titled(place.title()),
        }
    }
}

fn cursor(text: &str) -> Option<(Micros, PaperId)> {
    let (until, id) = text.split_once('.')?;
    Some((until.parse().ok()?, id.parse().ok()?))
}

pub(super) async fn list(desk: OperatorDesk, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let (frame, place) = Place::at(&desk, Section::Papers);
    let after = cursor(&asked.after);
    let (engine, market) = (&desk.site.engine, desk.market.id);
    let found = engine::application::ending(engine, &desk.member, market, after).await?;
    Ok(page::html(&EndingPapers::new(frame, &place, &found, (after.is_none(), desk.now()))))
}
