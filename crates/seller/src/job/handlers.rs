//! Jobs as they are asked for: the list, one with its lines, its report as a file, and the button that stops it.

use axum::Router;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use domain::job::{JobLine, LineOutcome};
use domain::{JobId, ProductId};
use engine::job::{JobDesk, JobView, LINES_PAGE};
use web::actor::SellerDesk;
use web::job::{Line, reason, why};
use web::{Failure, Link, Pager, page};

use super::{ListJobs, ShowJob, row};
use crate::asked::{AskedQuery, around, back, moment, scope};
use crate::desk::Room;
use crate::order::parsed;

/// As many as the engine gives at once.
const PAGE: usize = 30;

pub fn routes() -> Router<web::Site> {
    Router::new()
        .route("/seller/jobs", get(index))
        .route("/seller/jobs/{id}", get(show))
        .route("/seller/jobs/{id}/report.csv", get(report))
        .route("/seller/jobs/{id}/stop", post(stop))
}

async fn index(desk: SellerDesk, Query(asked): AskedQuery) -> Result<Response, Failure> {
    let before: Option<JobId> = asked.before.parse().ok();
    let jobs = engine::job::list(&desk.site.engine, JobDesk::Seller(&desk.member), before).await?;
    let (frame, menu, scope) = around(&desk, Room::Assortment);
    let newest = before.map(|_| scope.to("/seller/jobs"));
    let next = jobs.last().filter(|_| jobs.len() == PAGE).map(|job| job.id);
    let shown = ListJobs {
        frame: frame.titled(desk.words.say("job-list")),
        desk: menu,
        jobs: jobs.iter().map(|job| row(moment(&desk), &scope, job)).collect(),
        pager: Pager::neighbours(newest, next.map(|id| scope.to(&format!("/seller/jobs?before={id}")))),
        scope,
    };
    Ok(page::html(&shown))
}

/// Which lines: of one outcome, after one.
#[derive(Debug, Default, serde::Deserialize)]
struct Wanted {
    #[serde(default)]
    show: String,
    #[serde(default)]
    after: Option<i64>,
}

async fn show(
    desk: SellerDesk,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let (engine, id) = (&desk.site.engine, parsed::<JobId>(&id)?);
    let own = JobDesk::Seller(&desk.member);
    let view = engine::job::get(engine, own, id).await?;
    let outcome: Option<LineOutcome> = wanted.show.parse().ok();
    let lines = engine::job::lines(engine, own, id, (outcome, wanted.after.unwrap_or(-1))).await?;
    let (frame, menu, scope) = around(&desk, Room::Assortment);
    let words = desk.words;
    let job = row(moment(&desk), &scope, &view.job);
    let href = |raw: i64| scope.to(&format!("/seller/products/{}", ProductId::from_raw(raw)));
    let shown = ShowJob {
        frame: frame.titled(job.title.clone()),
        desk: menu,
        reasons: view.reasons.iter().map(|(code, count)| (reason(words, code), *count)).collect(),
        tabs: tabs(&desk, &view, &wanted.show),
        lines: lines.iter().map(|line| Line::new(words, line, href)).collect(),
        pager: pager(&desk, &view, &wanted, &lines),
        job,
    };
    Ok(page::html(&shown))
}

fn address(desk: &SellerDesk, view: &JobView, show: &str, after: Option<i64>) -> String {
    let after = after.map(|after| format!("&after={after}")).unwrap_or_default();
    scope(desk).to(&format!("/seller/jobs/{}?show={show}{after}", view.job.id))
}

fn tabs(desk: &SellerDesk, view: &JobView, show: &str) -> Vec<Link> {
    let tab = |code: &str, key: &str, count: i64| {
        let link = Link::new(desk.words.say(key), address(desk, view, code, None)).counted(count);
        if show == code { link.here() } else { link }
    };
    let job = &view.job;
    vec![
        tab("", "job-lines-all", job.told()),
        tab("refused", "job-lines-refused", job.refused),
        tab("done", "job-lines-done", job.done),
    ]
}

fn pager(desk: &SellerDesk, view: &JobView, wanted: &Wanted, lines: &[JobLine]) -> Pager {
    let first = wanted.after.map(|_| address(desk, view, &wanted.show, None));
    let is_full = lines.len() as i64 == LINES_PAGE;
    let next =
        lines.last().filter(|_| is_full).map(|line| address(desk, view, &wanted.show, Some(line.ordinal)));
    Pager::neighbours(first, next)
}

/// The whole report, as a spreadsheet reads it.
async fn report(desk: SellerDesk, Path(id): Path<String>) -> Result<Response, Failure> {
    let id: JobId = parsed(&id)?;
    let words = desk.words;
    let say = move |line: &JobLine| why(words, line);
    let text = engine::job::report(&desk.site.engine, JobDesk::Seller(&desk.member), id, say).await?;
    let name = format!("attachment; filename=\"{id}.csv\"");
    let heads =
        [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((heads, text).into_response())
}

async fn stop(desk: SellerDesk, Path(id): Path<String>) -> Result<Response, Failure> {
    let id: JobId = parsed(&id)?;
    engine::job::stop(&desk.site.engine, JobDesk::Seller(&desk.member), id, desk.now()).await?;
    Ok(back(&scope(&desk), &format!("/seller/jobs/{id}"), "saved"))
}
