//! Pages of jobs as they can look: none yet, one under way, one that ended with refusals, one that was stopped.

use domain::job::{Job, JobKind, JobLine, JobState, LineOutcome};
use domain::{JobId, MarketId, UserId};
use web::job::Line;
use web::{Frame, Link, Page, Pager, Words};

use super::{ListJobs, ShowJob, row, thing};
use crate::place::{Place, Section};

const AT: i64 = 1_795_370_520_000_000;

fn jobs() -> Vec<Job> {
    let job = |at: i64, kind, state, (done, refused): (i64, i64)| Job {
        id: JobId::from_raw(((AT / 1_000_000) << 20) + at),
        owner: MarketId::from_raw(1 << 22).get(),
        kind,
        shop: 0,
        asked: String::new(),
        state,
        reason: if state == JobState::Stopped { "job.by_member".to_owned() } else { String::new() },
        total: 20_000,
        done,
        unchanged: 3,
        refused,
        reached: 0,
        author: UserId::from_raw(1),
        author_name: "Olga <Renaud>".to_owned(),
        begun_at: AT - at * domain::MINUTE,
        ended_at: None,
        version: 1,
    };
    vec![
        job(1, JobKind::SuspendShops, JobState::Running, (4_500, 7)),
        job(2, JobKind::LiftSuspensions, JobState::Waiting, (0, 0)),
        job(3, JobKind::SuspendShops, JobState::Stopped, (200, 0)),
    ]
}

fn lines() -> Vec<JobLine> {
    let line = |at: i64, name: &str, outcome, code: &str| JobLine {
        job: JobId::from_raw(1),
        ordinal: at,
        subject: at << 22,
        name: name.to_owned(),
        outcome,
        code: code.to_owned(),
        value: String::new(),
    };
    vec![
        line(0, "", LineOutcome::Refused, "bulk.gone"),
        line(1, "景德镇瓷坊", LineOutcome::Done, ""),
        line(
            2,
            "Süßwarenmanufaktur Oberschwaben GmbH & Co. KG",
            LineOutcome::Unchanged,
            "suspension.already",
        ),
        line(3, "Rucher du Parc", LineOutcome::Refused, "suspension.not_in_trade"),
    ]
}

impl Page for ListJobs {
    fn samples(words: Words) -> Vec<Self> {
        let place = Place::sample(words, Section::Jobs);
        let page = |jobs: Vec<Job>| Self {
            frame: Frame::sample(words).titled(place.title()),
            desk: place.desk(),
            jobs: jobs.iter().map(|job| row(&place, job)).collect(),
            shops: place.to("/operator/shops"),
            pager: Pager::neighbours(None, Some("/operator/jobs?before=x".to_owned())),
        };
        vec![page(jobs()), page(Vec::new())]
    }
}

impl Page for ShowJob {
    fn samples(words: Words) -> Vec<Self> {
        let place = Place::sample(words, Section::Jobs);
        let line = |line: &JobLine| Line::new(words, line, |raw| thing(&place, JobKind::SuspendShops, raw));
        let page = |job: &Job| Self {
            frame: Frame::sample(words).titled(web::job::title(words, job.kind)),
            desk: place.desk(),
            list: place.to("/operator/jobs"),
            job: row(&place, job),
            reasons: vec![(words.refusal("suspension.not_in_trade", &[]), 7)],
            tabs: vec![Link::new(words.say("job-lines-all"), "/operator/jobs/x").counted(job.told()).here()],
            lines: if job.told() > 3 { lines().iter().map(line).collect() } else { Vec::new() },
            pager: Pager::default(),
        };
        jobs().iter().map(page).collect()
    }
}

#[test]
fn pages_render() {
    web::page::render_all::<ListJobs>();
    web::page::render_all::<ShowJob>();
}
