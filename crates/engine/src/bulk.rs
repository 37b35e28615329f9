//! One act of a console on many rows: looked at beforehand, begun as a job of the market, gone on with slice by slice. Each
//! row is decided anew by the act that decides one alone, with its own entry in the audit that names the job. What a filter
//! finds is found outside of the acts; what became of a row meanwhile is a line of the report, never a failure.

mod row;
mod rows;

use domain::audit::Origin;
pub use domain::bulk::{Bulk, BulkRefusal, CHOSEN_MAX, ROWS_MAX, Rows, What};
use domain::event::Timer;
use domain::job::{Job, JobKind, JobOf};
use domain::paper::PaperKind;
use domain::{JobId, MarketId, Micros};

use crate::command::{self, OtherContent};
use crate::job::{self, JobRefusal, MEMBER_GONE, Slice};
use crate::stop::OrRefuse;
use crate::{Act, Engine, Never, OperatorMember, Presence, Seen, Stop, Widen};
use rows::Look;

/// Rows of one act.
const SLICE: usize = 20;
/// Names shown before it is begun.
const NAMES: usize = 8;
/// Rows counted one by one before it is begun: who looks at a page does not wait until all are counted.
pub const COUNTED_MAX: i64 = 500;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BeginRefusal {
    #[error("{0}")]
    Bulk(#[from] BulkRefusal),
    #[error("{0}")]
    Job(#[from] JobRefusal),
    #[error("{0}")]
    OtherContent(#[from] OtherContent),
}

/// What would be acted on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    pub total: i64,
    /// There are more; nobody has counted them yet.
    pub is_more: bool,
    /// Some names, the first ones of the list.
    pub names: Vec<Named>,
}

/// What a row is called: a shop, and where it is about one, its paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub name: String,
    pub paper: Option<PaperKind>,
}

/// How many rows it is about, and some of their names.
pub async fn preview(
    engine: &Engine,
    member: &OperatorMember,
    market: MarketId,
    (kind, rows): (JobKind, Rows),
    now: Micros,
) -> Seen<Preview> {
    member.may(kind.right())?;
    crate::market::own_market(engine, member, market)?;
    let look = Look { market, kind, now };
    engine
        .heavy(move |tx| {
            let total = rows::count(tx, look, &rows, COUNTED_MAX + 1)?;
            let is_more = total > COUNTED_MAX && !rows.is_counted();
            let some = rows::after(tx, look, &rows, 0, NAMES)?;
            let total = if is_more { COUNTED_MAX } else { total };
            Ok(Preview { total, is_more, names: rows::names(tx, look, &some)? })
        })
        .await
}

/// Begins it; the same key begins it once. To stop many shops is proved anew.
pub async fn begin(
    engine: &Engine,
    member: &OperatorMember,
    (market, bulk): (MarketId, Bulk),
    key: String,
    now: Micros,
) -> Result<JobId, Stop<BeginRefusal>> {
    let kind = bulk.what.kind();
    member.may(kind.right())?;
    crate::market::own_market(engine, member, market).widen()?;
    let (rows, look) = (bulk.rows.clone(), Look { market, kind, now });
    let total = engine.heavy(move |tx| Ok(rows::count(tx, look, &rows, ROWS_MAX + 1)?)).await.widen()?;
    bulk.check(total).or_refuse()?;
    if kind == JobKind::SuspendShops {
        member.proved()?;
    }
    let member = member.clone();
    let asked = serde_json::to_string(&bulk).expect("ids and texts are always JSON");
    engine
        .act(now, move |act| {
            let content = format!("{market} {asked}");
            if let Some(outcome) = command::earlier(act, member.user.get(), &key, &content)? {
                return outcome.parse().map_err(|_| Stop::fault("an outcome that was kept can't be read"));
            }
            let new = job::New { of: JobOf::Market(market), kind, shop: 0, asked: asked.clone(), total };
            let id =
                job::begin(act, new, (member.user, &member.name)).map_err(|stop| stop.map(Into::into))?;
            command::keep(act, member.user.get(), &key, &content, &id.to_string())?;
            Ok(id)
        })
        .await
}

/// Fires while a job has rows left.
pub(crate) async fn go_on(engine: &Engine, timer: Timer, job: Job, now: Micros) -> Seen<()> {
    let bulk: Bulk = serde_json::from_str(&job.asked)
        .map_err(|error| Stop::fault(format!("what {} carries: {error}", job.id)))?;
    let (market, reached, wanted) = (MarketId::from_raw(job.owner), job.reached, bulk.rows);
    let look = Look { market, kind: job.kind, now };
    let rows = engine.heavy(move |tx| Ok(rows::after(tx, look, &wanted, reached, SLICE)?)).await?;
    let what = bulk.what;
    engine
        .act::<_, Never, _>(now, move |act| {
            if !store::timer::take(act.tx, &timer, act.now)? {
                return Ok(());
            }
            let found = store::job::job(act.tx, job.id)?.filter(Job::is_open);
            let Some(mut job) = found else { return Ok(()) };
            if job.reached != reached {
                return Err(Stop::fault(format!("{} went on without its timer", job.id)));
            }
            let Some(member) = author(act, &job)? else {
                job.stop(MEMBER_GONE, act.now);
                return Ok(store::save(act.tx, &[job])?);
            };
            let told: Seen<Vec<_>> =
                rows.iter().map(|row| row::decide(act, &member, (market, &what), row)).collect();
            let reached = rows.last().map_or(reached, |row| row.id);
            job::advance(act, job, Slice { told: told?, reached, is_last: rows.len() < SLICE })
        })
        .await
}

/// Who began it, if they still act for the operator and may still do so. What they do then bears the job's name.
fn author(act: &mut Act<'_, '_>, job: &Job) -> Seen<Option<OperatorMember>> {
    let Some(market) = act.engine.market(MarketId::from_raw(job.owner)) else { return Ok(None) };
    let members = store::operator::members(act.tx, market.operator)?;
    let own = members.into_iter().find(|member| member.user_id == job.author);
    let origin = Origin { address: String::new(), request: job.id.to_string() };
    let presence = Presence { origin, is_proved: true };
    let own = own.map(|one| OperatorMember::new(market.operator, (one.user_id, one.name), one.role));
    Ok(own.filter(|member| member.can(job.kind.right())).map(|member| member.present(presence)))
}
