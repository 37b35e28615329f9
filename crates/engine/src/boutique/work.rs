//! The import as a job: its archive sealed and kept until the job has ended, its slices fired by the job's timer.

use domain::event::Timer;
use domain::job::{Job, JobKind, JobOf};
use domain::permission::Permission;
use domain::{JobId, Micros, ShopId};
use gateways::boutique_file::Boutique;
use gateways::objects::ObjectKey;
use gateways::seal::{Draw, Sealed};
use sha2::{Digest, Sha256};

use super::write::{Into, prepare, write};
use super::{Import, ImportRefusal};
use crate::command;
use crate::job::{self, Slice, seller_member};
use crate::product::own_shop;
use crate::stop::OrAbsent;
use crate::{Engine, Never, Seen, SellerMember, Stop, Widen};

/// Archives kept open between slices.
const OPEN_MAX: usize = 2;
const FILE_GONE: &str = "job.file_gone";
const MEMBER_GONE: &str = "job.member_gone";

/// What an import's job carries.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
struct Asked {
    /// Name of the sealed archive.
    file: String,
    /// Its key, wrapped by the installation's, in base64.
    wrapped_key: String,
    /// Language of texts that say none.
    language: String,
}

/// Takes an archive in and begins its job; the same key and archive begin it once.
pub async fn begin(
    engine: &Engine,
    member: &SellerMember,
    shop: ShopId,
    archive: Vec<u8>,
    (key, language): (String, String),
    now: Micros,
) -> Result<JobId, Stop<ImportRefusal>> {
    member.may(Permission::ProductsEdit)?;
    member.may(Permission::ShopEdit)?;
    let seller = member.seller;
    let shop = engine
        .read(move |tx| store::shop::shop(tx, shop)?.filter(|shop| shop.seller == seller).or_absent())
        .await
        .widen()?;
    let currency = engine.market(shop.market).or_absent()?.currency;
    let own = engine.clone();
    let kept = engine.filing(move || keep(&own, archive, currency, language)).await.widen()?;
    let (asked, total, digest) = kept
        .map_err(|error| Stop::fault(format!("keeping an archive: {error:#}")))?
        .map_err(Stop::Refused)?;
    let file = asked.file.clone();
    let begun = write_down(engine, member, &shop, (asked, total), (key, digest), now).await;
    if !matches!(begun, Ok((_, true)) | Err(Stop::Problem(_))) {
        delete(engine, file).await.widen()?;
    }
    begun.map(|(id, _)| id)
}

type Kept = Result<(Asked, i64, String), ImportRefusal>;

/// Judges an archive, seals it and keeps it. Blocks.
fn keep(
    engine: &Engine,
    archive: Vec<u8>,
    currency: money::Currency,
    language: String,
) -> anyhow::Result<Kept> {
    let digest = data_encoding::HEXLOWER.encode(&Sha256::digest(&archive));
    let opened = Boutique::read(archive.clone()).map_err(|refusal| refusal.code());
    let import = match opened.and_then(|boutique| Import::open(boutique, currency)) {
        Ok(import) => import,
        Err(code) => return Ok(Err(ImportRefusal::File(code))),
    };
    let file = format!("boutique-{}", data_encoding::HEXLOWER.encode(&engine.random::<16>()));
    let object = ObjectKey::parse(&file).expect("hexadecimal digits behind a plain word are a key");
    let draw = Draw { key: engine.random(), nonce: engine.random() };
    let sealed = engine.inner.outside.paper_key.seal(&file, &archive, &draw);
    engine.inner.outside.objects.put(&object, &sealed.bytes)?;
    let wrapped_key = data_encoding::BASE64.encode(&sealed.wrapped_key);
    Ok(Ok((Asked { file, wrapped_key, language }, import.total(), digest)))
}

/// Answers the job, and whether it was begun just now.
async fn write_down(
    engine: &Engine,
    member: &SellerMember,
    shop: &domain::shop::Shop,
    (asked, total): (Asked, i64),
    (key, digest): (String, String),
    now: Micros,
) -> Result<(JobId, bool), Stop<ImportRefusal>> {
    let (member, shop) = (member.clone(), shop.id);
    let asked = serde_json::to_string(&asked).expect("texts are always JSON");
    engine
        .act(now, move |act| {
            let content = format!("{shop} {digest}");
            if let Some(outcome) = command::earlier(act, member.user.get(), &key, &content)? {
                let id =
                    outcome.parse().map_err(|_| Stop::fault("an outcome that was kept can't be read"))?;
                return Ok((id, false));
            }
            own_shop(act, &member, shop)?;
            let (of, asked) = (JobOf::Seller(member.seller), asked.clone());
            let new = job::New { of, kind: JobKind::ImportShop, shop: shop.get(), asked, total };
            let id = job::begin(act, new, (member.user, &member.name))
                .map_err(|stop| stop.map(ImportRefusal::from))?;
            command::keep(act, member.user.get(), &key, &content, &id.to_string())?;
            Ok((id, true))
        })
        .await
}

async fn delete(engine: &Engine, file: String) -> Seen<()> {
    let own = engine.clone();
    let deleted = engine.filing(move || match ObjectKey::parse(&file) {
        Some(key) => own.inner.outside.objects.delete(&key),
        None => Ok(()),
    });
    deleted.await?.map_err(|error| Stop::fault(format!("deleting an archive: {error:#}")))
}

fn asked_of(job: &Job) -> Seen<Asked> {
    serde_json::from_str(&job.asked).map_err(|error| Stop::fault(format!("what {} carries: {error}", job.id)))
}

/// The archive of a job that has ended is of no use to anybody.
pub(crate) async fn forget(engine: &Engine, job: &Job) -> Seen<()> {
    if job.kind != JobKind::ImportShop {
        return Ok(());
    }
    let open = || engine.inner.boutiques.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    open().retain(|(id, _)| *id != job.id);
    delete(engine, asked_of(job)?.file).await
}

/// Fires while an import has slices left.
pub(crate) async fn go_on(engine: &Engine, timer: Timer, job: Job, now: Micros) -> Seen<()> {
    let asked = asked_of(&job)?;
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
    let ready = engine.filing(move || slice_of(&own, &to, &of, &asked)).await??;
    let Some(prepared) = ready else { return stop(engine, timer, job, FILE_GONE, now).await };
    let slice = prepared.clone();
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
            job::advance(act, now_is.clone(), Slice { told, reached: slice.reached, is_last })?;
            Ok(Some((used, is_last.then_some(now_is))))
        })
        .await;
    let (used, ended) = match written {
        Ok(Some((used, ended))) => (used, ended),
        Ok(None) => (Vec::new(), None),
        // Nobody knows whether it was kept after all: rather a file too many than a picture lost.
        Err(stop) => return Err(stop),
    };
    let own = engine.clone();
    engine.blocking(move || prepared.let_go(&own, &used)).await?;
    match ended {
        Some(job) => forget(engine, &job).await,
        None => Ok(()),
    }
}

async fn stop(engine: &Engine, timer: Timer, job: Job, reason: &'static str, now: Micros) -> Seen<()> {
    let id = job.id;
    engine
        .act::<_, Never, _>(now, move |act| {
            if !store::timer::take(act.tx, &timer, act.now)? {
                return Ok(());
            }
            let Some(mut job) = store::job::job(act.tx, id)? else { return Ok(()) };
            job.stop(reason, act.now);
            Ok(store::save(act.tx, &[job])?)
        })
        .await?;
    forget(engine, &job).await
}

/// The next slice, out of the archive that is open still or is opened again. Absent where the archive is gone. Blocks.
fn slice_of(engine: &Engine, into: &Into, job: &Job, asked: &Asked) -> Seen<Option<super::write::Prepared>> {
    let all = || engine.inner.boutiques.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let open = {
        let mut all = all();
        let at = all.iter().position(|(id, _)| *id == job.id);
        at.map(|at| all.remove(at).1)
    };
    let import = match open {
        Some(import) => Some(import),
        None => opened(engine, into, asked)
            .map_err(|error| Stop::fault(format!("opening an archive: {error:#}")))?,
    };
    let Some(mut import) = import else { return Ok(None) };
    let prepared = prepare(engine, into, &mut import, job.reached, true)?;
    let mut all = all();
    all.push((job.id, import));
    if all.len() > OPEN_MAX {
        all.remove(0);
    }
    Ok(Some(prepared))
}

fn opened(engine: &Engine, into: &Into, asked: &Asked) -> anyhow::Result<Option<Import>> {
    let Some(key) = ObjectKey::parse(&asked.file) else { return Ok(None) };
    let Some(bytes) = engine.inner.outside.objects.get(&key)? else { return Ok(None) };
    let wrapped_key = data_encoding::BASE64.decode(asked.wrapped_key.as_bytes())?;
    let archive = engine.inner.outside.paper_key.open(&asked.file, &Sealed { bytes, wrapped_key })?;
    let boutique = Boutique::read(archive)?;
    let import = Import::open(boutique, into.currency);
    import.map(Some).map_err(|code| anyhow::anyhow!("an archive that was taken is refused now: {code}"))
}
