//! The import as a job: its slices fired by the job's timer, out of an archive that was sent before.

use domain::Micros;
use domain::event::Timer;
use domain::job::Job;

use super::archive::{self, Archive, Unread};
use super::write::{Into, Prepared, prepare, write};
use crate::job::{self, Slice, seller_member};
use crate::stop::OrAbsent;
use crate::{Engine, Never, Seen, Stop};

const MEMBER_GONE: &str = "job.member_gone";
/// What the job carries is of another release.
const UNREADABLE: &str = "job.file_gone";

/// What an import's job carries.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub(super) struct Asked {
    pub(super) archive: Archive,
    /// Language of texts that say none.
    pub(super) language: String,
}

/// Absent where it can't be read.
pub(super) fn asked_of(job: &Job) -> Option<Asked> {
    serde_json::from_str(&job.asked).ok()
}

/// Fires while an import has slices left.
pub(crate) async fn go_on(engine: &Engine, timer: Timer, job: Job, now: Micros) -> Seen<()> {
    let Some(asked) = asked_of(&job) else { return stop(engine, timer, job, UNREADABLE, now).await };
    let into = engine
        .act::<_, Never, _>(now, {
            let (job, language) = (job.clone(), asked.language.clone());
            move |act| {
                let Some(member) = seller_member(act, &job)? else { return Ok(None) };
                let shop = store::shop::shop(act.tx, job.shop())?;
                let Some(shop) = shop.filter(|shop| shop.seller == member.seller) else { return Ok(None) };
                let currency = act.engine.market(shop.market).or_absent()?.currency;
                // Where a file's own words name no category: the first that the shop said it would sell in.
                let application = store::application::of_shop(act.tx, shop.seller, shop.id.get())?;
                let named = application.and_then(|it| it.categories().into_iter().next());
                let any = || act.engine.categories().first().map(|one| one.path.clone());
                let category = named.or_else(any).unwrap_or_default();
                Ok(Some(Into { member, shop, currency, language: language.clone(), category }))
            }
        })
        .await?;
    let Some(into) = into else { return stop(engine, timer, job, MEMBER_GONE, now).await };
    let (own, to, of) = (engine.clone(), into.clone(), job.clone());
    let prepared = match engine.filing(move || slice_of(&own, &to, &of, &asked)).await? {
        Ok(prepared) => prepared,
        Err(Unread::Ends(code)) => return stop(engine, timer, job, code, now).await,
        Err(Unread::Trouble(told)) => return Err(Stop::fault(told)),
    };
    let (slice, id) = (prepared.clone(), job.id);
    let written = engine
        .act::<_, Never, _>(now, move |act| {
            if !store::timer::take(act.tx, &timer, act.now)? {
                return Ok(None);
            }
            // Somebody may have stopped it, or another process been faster.
            let Some(now_is) = store::job::job(act.tx, job.id)?.filter(Job::is_open) else { return Ok(None) };
            if now_is.reached != job.reached {
                return Err(Stop::fault(format!("{} went on without its timer", job.id)));
            }
            let (told, used) = write(act, &into, &slice)?;
            let is_last = slice.is_last;
            job::advance(act, now_is, Slice { told, reached: slice.reached, is_last })?;
            if is_last {
                archive::goes(act, job.id);
            }
            Ok(Some((used, is_last)))
        })
        .await;
    // Of what failed nobody knows whether it was kept after all: rather a file too many than a picture lost.
    let (used, is_over) = written?.unwrap_or((Vec::new(), true));
    if is_over {
        archive::close(engine, id);
    }
    let own = engine.clone();
    engine.blocking(move || prepared.let_go(&own, &used)).await
}

async fn stop(engine: &Engine, timer: Timer, job: Job, reason: &'static str, now: Micros) -> Seen<()> {
    let id = job.id;
    archive::close(engine, id);
    engine
        .act::<_, Never, _>(now, move |act| {
            if !store::timer::take(act.tx, &timer, act.now)? {
                return Ok(());
            }
            let Some(mut job) = store::job::job(act.tx, id)? else { return Ok(()) };
            job.stop(reason, act.now);
            archive::goes(act, id);
            Ok(store::save(act.tx, &[job])?)
        })
        .await
}

/// The next slice, out of the archive that is open still or is opened again. Blocks.
fn slice_of(engine: &Engine, into: &Into, job: &Job, asked: &Asked) -> Result<Prepared, Unread> {
    let mut import = match archive::take_open(engine, job.id) {
        Some(import) => import,
        None => archive::open(engine, job.id, &asked.archive, into.currency)?,
    };
    let prepared = match prepare(engine, into, &mut import, job.reached, true) {
        Ok(prepared) => prepared,
        Err(Stop::Absent) => return Err(archive::gone(engine, &asked.archive)),
        Err(stop) => return Err(Unread::Trouble(stop.to_string())),
    };
    archive::keep_open(engine, job.id, import);
    Ok(prepared)
}
