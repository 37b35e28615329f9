//! `/seller/applications`: all applications of a seller, for who has none yet too.

use axum::response::Response;
use domain::application::Application;
use engine::Stop;
use web::actor::SignedIn;
use web::{Desk, Failure, Frame, Link, admission, page};

use super::{Applicant, moment, surroundings};
use crate::moment::{Mark, Moment};

#[derive(Debug)]
pub(super) struct Row {
    pub link: Link,
    pub kind: String,
    pub market: String,
    pub mark: Mark,
    pub due: String,
}

#[derive(Debug, askama::Template)]
#[template(path = "application/list.html")]
pub(super) struct ListApplications {
    pub frame: Frame,
    pub desk: Desk,
    pub rows: Vec<Row>,
}

impl Row {
    pub(super) fn new(moment: Moment, it: &Application, market: String) -> Self {
        let words = moment.words;
        Self {
            link: Link::new(&it.shop_name, format!("/seller/applications/{}", it.id)),
            kind: admission::kind(words, it.kind),
            market,
            mark: Mark::new(admission::stage_tone(it), admission::stage(words, it.stage)),
            due: it.due_at.map(|at| moment.day(at)).unwrap_or_default(),
        }
    }
}

pub(super) async fn list(at: SignedIn) -> Result<Response, Failure> {
    let title = at.words.say("admission-list").into_owned();
    match at.visitor.seller_member().await {
        Ok(_) => {}
        Err(Stop::Absent) => {
            let (frame, desk) = (at.visitor.frame(title), surroundings(at.words, &[], |_| true));
            return Ok(page::html(&ListApplications { frame, desk, rows: Vec::new() }));
        }
        Err(stop) => return Err(stop.into()),
    }
    let moment = moment(&at);
    let applicant = Applicant::of(at).await?;
    let engine = &applicant.at.site.engine;
    let found = engine::application::of_member(engine, &applicant.member).await?;
    let market = |it: &Application| engine.market(it.market).map(|market| market.name).unwrap_or_default();
    let rows = found.iter().map(|it| Row::new(moment, it, market(it))).collect();
    let (frame, desk) = applicant.around(&title);
    Ok(page::html(&ListApplications { frame, desk, rows }))
}
