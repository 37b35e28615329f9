//! Pages of jobs as they can look: none yet, one under way, one that ended with refusals, one that was stopped.

use domain::job::{Job, JobKind, JobLine, JobState, LineOutcome};
use domain::{JobId, UserId};
use web::job::{Line, title};
use web::{Frame, Link, Page, Pager, Words};

use super::{ListJobs, ShowJob, row};
use crate::desk::Room;
use crate::sample;

pub fn sample_jobs() -> Vec<Job> {
    let job = |at: i64, kind, state, (done, refused): (i64, i64)| Job {
        id: JobId::from_raw(((sample::NOW / 1_000_000) << 20) + at),
        owner: 1,
        kind,
        shop: 1,
        asked: String::new(),
        state,
        reason: if state == JobState::Stopped { "job.by_member".to_owned() } else { String::new() },
        total: 1_204,
        done,
        unchanged: 3,
        refused,
        reached: 0,
        author: UserId::from_raw(1),
        author_name: "Anne-Sophie de La Rochefoucauld-Montbel".to_owned(),
        begun_at: sample::NOW - at * domain::MINUTE,
        ended_at: None,
        version: 1,
    };
    vec![
        job(1, JobKind::Offer, JobState::Running, (450, 7)),
        job(2, JobKind::TakeBack, JobState::Waiting, (0, 0)),
        job(3, JobKind::ImportShop, JobState::Done, (1_190, 11)),
        job(4, JobKind::Offer, JobState::Stopped, (200, 0)),
    ]
}

fn lines(words: Words) -> Vec<Line> {
    let line = |at: i64, name: &str, outcome, code: &str, value: &str| JobLine {
        job: JobId::from_raw(1),
        ordinal: at,
        subject: at,
        name: name.to_owned(),
        outcome,
        code: code.to_owned(),
        value: value.to_owned(),
    };
    let all = [
        line(0, "products.csv", LineOutcome::Refused, "goods.price_missing", "line 3"),
        line(1, "Pour-over set", LineOutcome::Done, "", ""),
        line(2, "Donaudampfschifffahrtsgesellschaftskapitänsmützenständer", LineOutcome::Unchanged, "", ""),
        line(
            3,
            "青花瓷茶壶",
            LineOutcome::Refused,
            "goods.category_not_taken",
            "goods.language_missing goods.picture_missing",
        ),
    ];
    all.iter().map(|line| Line::new(words, line, |raw| format!("/seller/products/{raw}"))).collect()
}

impl Page for ListJobs {
    fn samples(words: Words) -> Vec<Self> {
        let scope = sample::scope();
        let page = |jobs: Vec<Job>| Self {
            frame: Frame::sample(words).titled(words.say("job-list")),
            desk: sample::desk(words, Room::Assortment),
            jobs: jobs.iter().map(|job| row(sample::moment(words), &scope, job)).collect(),
            pager: Pager::neighbours(None, Some("/seller/jobs?before=x".to_owned())),
            scope: sample::scope(),
        };
        vec![page(sample_jobs()), page(Vec::new())]
    }
}

impl Page for ShowJob {
    fn samples(words: Words) -> Vec<Self> {
        let page = |job: &Job| Self {
            frame: Frame::sample(words).titled(title(words, job.kind)),
            desk: sample::desk(words, Room::Assortment),
            job: row(sample::moment(words), &sample::scope(), job),
            reasons: vec![(words.refusal("goods.category_not_taken", &[]), 11)],
            tabs: vec![Link::new(words.say("job-lines-all"), "/seller/jobs/x").counted(job.told()).here()],
            lines: if job.told() > 3 { lines(words) } else { Vec::new() },
            pager: Pager::default(),
        };
        sample_jobs().iter().map(page).collect()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::ListJobs>();
        web::page::render_all::<super::ShowJob>();
    }
}
