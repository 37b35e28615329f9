//! The archive of an import while it waits: where it lies, sealed in pieces, how it is opened, and how it goes. It never
//! outlives its job, and where it never began, a few hours.

use std::io::ErrorKind;
use std::sync::Arc;

use domain::event::{Timer, TimerKind};
use domain::job::Job;
use domain::{JobId, MINUTE, Micros};
use gateways::boutique_file::{ARCHIVE_BYTES_MAX, Boutique, BoutiqueRefusal};
use gateways::objects::pieces::{self, Reader, Writer};
use gateways::seal::Draw;
use money::Currency;

use super::Import;
use crate::{Act, Engine, Never, Seen, Stop};

/// Archives kept open between slices.
const OPEN_MAX: usize = 2;
/// Longer than anybody may take to send one.
pub(super) const UNBEGUN: Micros = 360 * MINUTE;
/// The archive is no longer there.
const GONE: &str = "job.file_gone";
/// It lies where this process does not reach.
const ELSEWHERE: &str = "job.file_elsewhere";

/// Where an archive lies, as its job carries it.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub(super) struct Archive {
    /// Its key, wrapped by the installation's, in base64.
    wrapped_key: String,
    pub(super) bytes: u64,
    /// The name of the place where its pieces were put.
    place: String,
}

/// The name of the archive of a job.
fn file_of(job: JobId) -> String {
    format!("boutique-{job}")
}

/// A new archive, of which nothing is there yet, and who writes it. Blocks.
pub(super) fn new(engine: &Engine, job: JobId) -> anyhow::Result<(Archive, Writer)> {
    let (file, outside) = (file_of(job), &engine.inner.outside);
    let draw = Draw { key: engine.random(), nonce: engine.random() };
    let (key, wrapped_key) = outside.paper_key.file_key(&file, &draw);
    let wrapped_key = data_encoding::BASE64.encode(&wrapped_key);
    let archive = Archive { wrapped_key, bytes: 0, place: place(engine)? };
    Ok((archive, Writer::new(Arc::clone(&outside.objects), key, file)))
}

/// The name of the place where this process keeps archives.
fn place(engine: &Engine) -> anyhow::Result<String> {
    engine.inner.outside.objects.place(&data_encoding::HEXLOWER.encode(&engine.random::<16>()))
}

/// Why an archive can't be read from: a code for its job, or trouble that may pass.
#[derive(Debug)]
pub(super) enum Unread {
    Ends(&'static str),
    Trouble(String),
}

/// Reads an archive up to its pictures. Blocks.
pub(super) fn open(
    engine: &Engine,
    job: JobId,
    archive: &Archive,
    currency: Currency,
) -> Result<Import, Unread> {
    let (file, outside) = (file_of(job), &engine.inner.outside);
    let trouble = |error: anyhow::Error| Unread::Trouble(format!("opening the archive of {job}: {error:#}"));
    let wrapped_key = data_encoding::BASE64.decode(archive.wrapped_key.as_bytes());
    let wrapped_key = wrapped_key.map_err(|error| trouble(error.into()))?;
    let key = outside.paper_key.known_file_key(&file, &wrapped_key).map_err(|error| trouble(error.into()))?;
    let reader = Reader::new(Arc::clone(&outside.objects), key, file, archive.bytes);
    let boutique = Boutique::of(reader).map_err(|refusal| match refusal {
        BoutiqueRefusal::Outside(error) if error.kind() == ErrorKind::NotFound => gone(engine, archive),
        BoutiqueRefusal::Outside(error) => trouble(error.into()),
        refusal => Unread::Ends(refusal.code()),
    })?;
    Import::open(boutique, currency).map_err(Unread::Ends)
}

/// Why a piece is not there: it has gone, or lies elsewhere. Blocks.
pub(super) fn gone(engine: &Engine, archive: &Archive) -> Unread {
    match place(engine) {
        Ok(place) if place == archive.place => Unread::Ends(GONE),
        Ok(_) => {
            tracing::error!(
                "an archive was put where this process does not reach: let all processes share the folder of papers, \
                 or keep papers in a bucket"
            );
            Unread::Ends(ELSEWHERE)
        }
        Err(error) => Unread::Trouble(format!("asking a place for its name: {error:#}")),
    }
}

fn open_ones(engine: &Engine) -> std::sync::MutexGuard<'_, Vec<(JobId, Import)>> {
    engine.inner.boutiques.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// An archive that this process has open still.
pub(super) fn take_open(engine: &Engine, job: JobId) -> Option<Import> {
    let mut all = open_ones(engine);
    let at = all.iter().position(|(id, _)| *id == job)?;
    Some(all.remove(at).1)
}

/// Keeps an archive open for the next slice.
pub(super) fn keep_open(engine: &Engine, job: JobId, import: Import) {
    let mut all = open_ones(engine);
    all.push((job, import));
    if all.len() > OPEN_MAX {
        all.remove(0);
    }
}

/// Closes what is open of a job that has ended.
pub(crate) fn close(engine: &Engine, job: JobId) {
    drop(take_open(engine, job));
}

/// Lets the archive of a job go, which ends in this act.
pub(crate) fn goes(act: &mut Act<'_, '_>, job: JobId) {
    let now = act.now;
    act.timer(job.get(), TimerKind::ArchiveGoes, now);
}

/// Fires when an archive is of no use to anybody: its job has ended, or never began.
pub(crate) async fn go(engine: &Engine, timer: Timer, now: Micros) -> Seen<()> {
    let id = JobId::from_raw(timer.subject);
    let job = engine.read(move |tx| Ok(store::job::job(tx, id)?)).await?;
    // One that is read from goes with its end, which sets this timer anew.
    if !job.as_ref().is_some_and(Job::is_open) {
        let known = job.and_then(|job| super::work::asked_of(&job)).map(|asked| asked.archive.bytes);
        let most = pieces::pieces_of(known.unwrap_or(ARCHIVE_BYTES_MAX));
        let own = engine.clone();
        let removed =
            engine.filing(move || pieces::remove(&*own.inner.outside.objects, &file_of(id), most)).await?;
        removed.map_err(|error| Stop::fault(format!("letting the archive of {id} go: {error:#}")))?;
    }
    let taken = engine.act::<_, Never, _>(now, move |act| Ok(store::timer::take(act.tx, &timer, act.now)?));
    taken.await.map(|_| ())
}
