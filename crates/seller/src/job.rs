//! Long work of a seller: what is under way, how far it is, and what became of each thing.

mod handlers;
#[cfg(test)]
mod samples;

use domain::job::Job;
use web::job::{Line, Row};
use web::{Desk, Frame, Link, Pager};

use crate::desk::Scope;
use crate::moment::Moment;

pub use handlers::routes;
#[cfg(test)]
pub use samples::sample_jobs;

/// `/seller/jobs`
#[derive(Debug, askama::Template)]
#[template(path = "job/list.html")]
pub struct ListJobs {
    pub frame: Frame,
    pub desk: Desk,
    pub scope: Scope,
    pub jobs: Vec<Row>,
    pub pager: Pager,
}

/// `/seller/jobs/{id}`
#[derive(Debug, askama::Template)]
#[template(path = "job/show.html")]
pub struct ShowJob {
    pub frame: Frame,
    pub desk: Desk,
    pub job: Row,
    /// Why things were refused, and how many.
    pub reasons: Vec<(String, i64)>,
    pub tabs: Vec<Link>,
    pub lines: Vec<Line>,
    pub pager: Pager,
}

/// One job with the addresses of its pages in the seller centre.
pub fn row(moment: Moment, scope: &Scope, job: &Job) -> Row {
    let to = |below: &str| scope.to(&format!("/seller/jobs/{}{below}", job.id));
    Row::new(moment.words, moment.offset_minutes, job, to)
}
