//! Work too long for one act: begun by one act, gone on with slice by slice by its timer, each slice with its lines in one
//! transaction. What a slice does stands with the noun that it is about.

use domain::event::{Timer, TimerKind};
use domain::job::{Job, JobKind, JobLine, JobOf, JobState, LineOutcome, Told};
use domain::permission::Permission;
use domain::{Code, JobId, MarketId, Micros, SellerId, UserId};
use gateways::catalogue_file::cells::neutralise;
use store::{Stored, Tx};

use crate::boutique::archive;
use crate::stop::OrAbsent;
use crate::{Act, Engine, Never, OperatorMember, Seen, SellerMember, Stop, Widen};

/// Jobs of one seller or market that go on at the same time.
const OPEN_MAX: i64 = 5;
const PAGE: i64 = 30;
/// Lines that a page of a report shows.
pub const LINES_PAGE: i64 = 100;
/// Lines read at once for the report as a file.
const LINES_AT_ONCE: i64 = 1_000;
/// Lines of a report as a file.
const LINES_MAX: usize = 200_000;
const REASONS_SHOWN: i64 = 20;
const BY_MEMBER: &str = "job.by_member";
pub(crate) const MEMBER_GONE: &str = "job.member_gone";

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JobRefusal {
    #[error("job.too_many")]
    TooMany,
    #[error("job.ended")]
    Ended,
}

/// Whose jobs: what is another's is absent.
#[derive(Debug, Clone, Copy)]
pub enum JobDesk<'m> {
    Seller(&'m SellerMember),
    Market(&'m OperatorMember, MarketId),
}

impl JobDesk<'_> {
    fn owner(self, engine: &Engine) -> Seen<i64> {
        match self {
            Self::Seller(member) => {
                member.may(Permission::ProductsRead)?;
                Ok(JobOf::Seller(member.seller).raw())
            }
            Self::Market(member, market) => {
                member.may(Permission::MarketRead)?;
                let market = crate::market::own_market(engine, member, market)?;
                Ok(JobOf::Market(market.id).raw())
            }
        }
    }
}

/// A job with what was refused and why.
#[derive(Debug, Clone)]
pub struct JobView {
    pub job: Job,
    /// Codes with how often, the most frequent first.
    pub reasons: Vec<(String, i64)>,
}

pub async fn list(engine: &Engine, desk: JobDesk<'_>, before: Option<JobId>) -> Seen<Vec<Job>> {
    let (owner, before) = (desk.owner(engine)?, before.map_or(i64::MAX, JobId::get));
    engine.read(move |tx| Ok(store::job::jobs_of(tx, owner, before, PAGE)?)).await
}

pub async fn get(engine: &Engine, desk: JobDesk<'_>, id: JobId) -> Seen<JobView> {
    let owner = desk.owner(engine)?;
    engine
        .heavy(move |tx| {
            let job = store::job::job(tx, id)?.filter(|job| job.owner == owner).or_absent()?;
            Ok(JobView { job, reasons: store::job::refused_by_code(tx, id, REASONS_SHOWN)? })
        })
        .await
}

/// A page of the report, after a line.
pub async fn lines(
    engine: &Engine,
    desk: JobDesk<'_>,
    id: JobId,
    (outcome, after): (Option<LineOutcome>, i64),
) -> Seen<Vec<JobLine>> {
    let owner = desk.owner(engine)?;
    engine
        .heavy(move |tx| {
            store::job::job(tx, id)?.filter(|job| job.owner == owner).or_absent()?;
            Ok(store::job::lines(tx, id, after, outcome, LINES_PAGE)?)
        })
        .await
}

/// The whole report as a file that a spreadsheet opens; `say` gives the sentences of a line.
pub async fn report(
    engine: &Engine,
    desk: JobDesk<'_>,
    id: JobId,
    say: impl Fn(&JobLine) -> String,
) -> Seen<String> {
    let owner = desk.owner(engine)?;
    let all = whole_report(engine, owner, id).await?;
    written(&all, say).map_err(|error| Stop::fault(format!("writing a report: {error}")))
}

/// The same of what a command at the machine came to.
pub fn report_of(all: &[Told]) -> anyhow::Result<String> {
    let line = |(at, told): (usize, &Told)| JobLine {
        job: JobId::from_raw(0),
        ordinal: at as i64,
        subject: told.subject,
        name: told.name.clone(),
        outcome: told.outcome,
        code: told.code.clone(),
        value: told.value.clone(),
    };
    let lines: Vec<JobLine> = all.iter().enumerate().map(line).collect();
    Ok(written(&lines, |line| line.value.clone())?)
}

fn written(all: &[JobLine], say: impl Fn(&JobLine) -> String) -> Result<String, csv::Error> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(["line", "name", "outcome", "code", "about", "why"])?;
    for line in all {
        let number = (line.ordinal + 1).to_string();
        let cells = [&number, &line.name, line.outcome.code(), &line.code, &line.value, &say(line)];
        csv.write_record(cells.map(|cell| neutralise(cell).into_owned()))?;
    }
    let bytes = csv.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

async fn whole_report(engine: &Engine, owner: i64, id: JobId) -> Seen<Vec<JobLine>> {
    engine
        .heavy(move |tx| {
            store::job::job(tx, id)?.filter(|job| job.owner == owner).or_absent()?;
            let mut all: Vec<JobLine> = Vec::new();
            while all.len() < LINES_MAX {
                let after = all.last().map_or(-1, |line| line.ordinal);
                let some = store::job::lines(tx, id, after, None, LINES_AT_ONCE)?;
                if some.is_empty() {
                    break;
                }
                all.extend(some);
            }
            Ok(all)
        })
        .await
}

/// Ends a job before its time. What it has done stays.
pub async fn stop(
    engine: &Engine,
    desk: JobDesk<'_>,
    id: JobId,
    now: Micros,
) -> Result<(), Stop<JobRefusal>> {
    let owner = desk.owner(engine).widen()?;
    if let JobDesk::Seller(member) = desk {
        member.may(Permission::ProductsEdit)?;
    }
    let operator = match desk {
        JobDesk::Market(member, _) => Some(member.clone()),
        JobDesk::Seller(_) => None,
    };
    let stopped = engine
        .act(now, move |act| {
            let mut job = store::job::job(act.tx, id)?.filter(|job| job.owner == owner).or_absent()?;
            if let Some(member) = &operator {
                member.may(job.kind.right())?;
            }
            if !job.stop(BY_MEMBER, act.now) {
                return Err(Stop::Refused(JobRefusal::Ended));
            }
            act.drop_timer(id.get(), TimerKind::JobGoesOn);
            if job.kind == JobKind::ImportShop {
                archive::goes(act, id);
            }
            Ok(store::save(act.tx, &[job])?)
        })
        .await;
    archive::close(engine, id);
    stopped
}

/// What is begun.
#[derive(Debug, Clone)]
pub(crate) struct New {
    pub(crate) of: JobOf,
    pub(crate) kind: JobKind,
    pub(crate) shop: i64,
    pub(crate) asked: String,
    pub(crate) total: i64,
}

/// Writes a job down and lets its first slice be due.
pub(crate) fn begin(
    act: &mut Act<'_, '_>,
    new: New,
    (author, name): (UserId, &str),
) -> Result<JobId, Stop<JobRefusal>> {
    let id = JobId::from_raw(act.mint(domain::bucket_of(new.of.raw())));
    begin_as(act, id, new, (author, name))?;
    Ok(id)
}

/// Whether one more may go on.
pub(crate) fn has_room(tx: &mut Tx<'_>, owner: i64) -> Stored<bool> {
    Ok(store::job::open_of(tx, owner)? < OPEN_MAX)
}

/// As `begin`, by an id that was given before: in the bucket of whom the job is for.
pub(crate) fn begin_as(
    act: &mut Act<'_, '_>,
    id: JobId,
    new: New,
    (author, name): (UserId, &str),
) -> Result<(), Stop<JobRefusal>> {
    let owner = new.of.raw();
    if !has_room(act.tx, owner)? {
        return Err(Stop::Refused(JobRefusal::TooMany));
    }
    let job = Job {
        id,
        owner,
        kind: new.kind,
        shop: new.shop,
        asked: new.asked,
        state: JobState::Waiting,
        reason: String::new(),
        total: new.total,
        done: 0,
        unchanged: 0,
        refused: 0,
        reached: 0,
        author,
        author_name: name.to_owned(),
        begun_at: act.now,
        ended_at: None,
        version: 0,
    };
    store::insert(act.tx, &[job])?;
    act.timer(id.get(), TimerKind::JobGoesOn, act.now);
    Ok(())
}

/// What one slice came to.
#[derive(Debug, Clone)]
pub(crate) struct Slice {
    pub(crate) told: Vec<Told>,
    /// From where the next one goes on.
    pub(crate) reached: i64,
    pub(crate) is_last: bool,
}

impl Slice {
    /// Nothing was left.
    pub(crate) fn end(reached: i64) -> Self {
        Self { told: Vec::new(), reached, is_last: true }
    }
}

/// Fires while a job has slices left.
pub(crate) async fn go_on(engine: &Engine, timer: Timer, now: Micros) -> Seen<()> {
    let id = JobId::from_raw(timer.subject);
    let found = engine.read(move |tx| Ok(store::job::job(tx, id)?)).await?;
    // What a slice is about is found outside of its act.
    match found.filter(Job::is_open) {
        Some(job) if job.kind == JobKind::ImportShop => {
            return crate::boutique::go_on(engine, timer, job, now).await;
        }
        Some(job) if job.kind.is_bulk() => {
            return crate::bulk::go_on(engine, timer, job, now).await;
        }
        _ => {}
    }
    engine
        .act::<_, Never, _>(now, move |act| {
            if !store::timer::take(act.tx, &timer, act.now)? {
                return Ok(());
            }
            let found = store::job::job(act.tx, JobId::from_raw(timer.subject))?;
            let Some(mut job) = found.filter(Job::is_open) else { return Ok(()) };
            match slice(act, &job)? {
                Some(slice) => advance(act, job, slice),
                None => {
                    job.stop(MEMBER_GONE, act.now);
                    Ok(store::save(act.tx, &[job])?)
                }
            }
        })
        .await
}

/// Absent where nobody is left who may do it.
fn slice(act: &mut Act<'_, '_>, job: &Job) -> Seen<Option<Slice>> {
    match job.kind {
        JobKind::Offer | JobKind::TakeBack => {
            let Some(member) = seller_member(act, job)? else { return Ok(None) };
            crate::assortment::slice(act, job, &member).map(Some)
        }
        _ => Err(Stop::fault(format!("{} is prepared outside of its act and goes on elsewhere", job.id))),
    }
}

/// Who began it, if they still act for the seller and may still do so: who stood in must still stand in.
pub(crate) fn seller_member(act: &mut Act<'_, '_>, job: &Job) -> Seen<Option<SellerMember>> {
    let seller = SellerId::from_raw(job.owner);
    let members = store::seller::members(act.tx, seller)?;
    let own = members.into_iter().find(|member| member.user_id == job.author);
    let own = match own {
        Some(member) => Some(SellerMember::new(seller, (member.user_id, member.name), member.role)),
        None => crate::stand_in::of_author(act, (job.author, seller))?,
    };
    Ok(own.filter(|member| member.can(Permission::ProductsEdit)))
}

/// Writes what a slice came to, and lets the next one be due.
pub(crate) fn advance(act: &mut Act<'_, '_>, mut job: Job, slice: Slice) -> Seen<()> {
    let lines = job.advance(slice.told, slice.reached);
    store::insert(act.tx, &lines)?;
    if slice.is_last {
        job.end(act.now);
    } else {
        act.timer(job.id.get(), TimerKind::JobGoesOn, act.now);
    }
    Ok(store::save(act.tx, &[job])?)
}
