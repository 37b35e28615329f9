//! Jobs as they are asked for: the list, one with its lines, its report as a file, and the button that stops it.

use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::JobId;
use domain::job::{JobLine, LineOutcome};
use engine::job::{JobDesk, JobView, LINES_PAGE};
use web::actor::OperatorDesk;
use web::job::{Line, reason, why};
use web::{Failure, Link, Pager, page};

use super::{ListJobs, ShowJob, row, thing};
use crate::place::{Asked, Place, Section};

/// As many as the engine gives at once.
const PAGE: usize = 30;

fn own(desk: &OperatorDesk) -> JobDesk<'_> {
    JobDesk::Market(&desk.member, desk.market.id)
}

fn id_of(text: &str) -> Result<JobId, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

pub(super) async fn index(desk: OperatorDesk, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let (frame, place) = Place::at(&desk, Section::Jobs);
    let before: Option<JobId> = asked.before.parse().ok();
    let jobs = engine::job::list(&desk.site.engine, own(&desk), before).await?;
    let newest = before.map(|_| place.to("/operator/jobs"));
    let next = jobs.last().filter(|_| jobs.len() == PAGE).map(|job| job.id);
    let shown = ListJobs {
        frame: frame.titled(place.title()),
        desk: place.desk(),
        jobs: jobs.iter().map(|job| row(&place, job)).collect(),
        shops: place.to("/operator/shops"),
        pager: Pager::neighbours(newest, next.map(|id| place.to(&format!("/operator/jobs?before={id}")))),
    };
    Ok(page::html(&shown))
}

/// Which lines: of one outcome, after one.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    show: String,
    #[serde(default)]
    after: Option<i64>,
}

pub(super) async fn show(
    desk: OperatorDesk,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let (frame, place) = Place::at(&desk, Section::Jobs);
    let (engine, id) = (&desk.site.engine, id_of(&id)?);
    let view = engine::job::get(engine, own(&desk), id).await?;
    let outcome: Option<LineOutcome> = wanted.show.parse().ok();
    let lines = engine::job::lines(engine, own(&desk), id, (outcome, wanted.after.unwrap_or(-1))).await?;
    let (words, kind) = (desk.words, view.job.kind);
    let job = row(&place, &view.job);
    let shown = ShowJob {
        frame: frame.titled(job.title.clone()),
        desk: place.desk(),
        list: place.to("/operator/jobs"),
        reasons: view.reasons.iter().map(|(code, count)| (reason(words, code), *count)).collect(),
        tabs: tabs(&place, &view, &wanted.show),
        lines: lines.iter().map(|line| Line::new(words, line, |raw| thing(&place, kind, raw))).collect(),
        pager: pager(&place, &view, &wanted, &lines),
        job,
    };
    Ok(page::html(&shown))
}

fn address(place: &Place, view: &JobView, show: &str, after: Option<i64>) -> String {
    let after = after.map(|after| format!("&after={after}")).unwrap_or_default();
    place.to(&format!("/operator/jobs/{}?show={show}{after}", view.job.id))
}

fn tabs(place: &Place, view: &JobView, show: &str) -> Vec<Link> {
    let tab = |code: &str, key: &str, count: i64| {
        let link = Link::new(place.words.say(key), address(place, view, code, None)).counted(count);
        if show == code { link.here() } else { link }
    };
    let job = &view.job;
    vec![
        tab("", "job-lines-all", job.told()),
        tab("done", "job-lines-done", job.done),
        tab("unchanged", "job-lines-unchanged", job.unchanged),
        tab("refused", "job-lines-refused", job.refused),
    ]
}

fn pager(place: &Place, view: &JobView, wanted: &Wanted, lines: &[JobLine]) -> Pager {
    let first = wanted.after.map(|_| address(place, view, &wanted.show, None));
    let is_full = lines.len() as i64 == LINES_PAGE;
    let next =
        lines.last().filter(|_| is_full).map(|line| address(place, view, &wanted.show, Some(line.ordinal)));
    Pager::neighbours(first, next)
}

/// The whole report, as a spreadsheet reads it.
pub(super) async fn report(desk: OperatorDesk, Path(id): Path<String>) -> Result<Response, Failure> {
    let (id, words) = (id_of(&id)?, desk.words);
    let say = move |line: &JobLine| why(words, line);
    let text = engine::job::report(&desk.site.engine, own(&desk), id, say).await?;
    let name = format!("attachment; filename=\"{id}.csv\"");
    let heads =
        [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((heads, text).into_response())
}

pub(super) async fn stop(desk: OperatorDesk, Path(id): Path<String>) -> Result<Response, Failure> {
    let (_, place) = Place::at(&desk, Section::Jobs);
    let id = id_of(&id)?;
    engine::job::stop(&desk.site.engine, own(&desk), id, desk.now()).await?;
    Ok(place.done(&format!("/operator/jobs/{id}"), "job-stopped"))
}
