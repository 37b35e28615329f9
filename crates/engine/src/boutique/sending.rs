//! An archive on its way in: sealed and kept piece by piece while it arrives, judged once it is there, and only then a job.
//! Who may not send is told before anything is read; what is not sent to its end leaves nothing behind.

use std::sync::{Arc, Mutex, PoisonError};

use domain::event::TimerKind;
use domain::job::{JobKind, JobOf};
use domain::permission::Permission;
use domain::shop::Shop;
use domain::{JobId, Micros, SellerId, ShopId};
use gateways::objects::is_full;
use gateways::objects::pieces::{PIECE_BYTES, Writer};
use money::Currency;
use sha2::{Digest, Sha256};

use super::archive::{self, Archive, Unread};
use super::work::Asked;
use super::{ImportRefusal, SendingRefusal};
use crate::job;
use crate::product::own_shop;
use crate::stop::OrAbsent;
use crate::{Engine, Never, Seen, SellerMember, Stop, Widen, command};

const SECOND: Micros = 1_000_000;
/// Archives that one process takes in at the same time; a seller sends one.
const AT_ONCE_MAX: usize = 6;
/// Room that a disk keeps for everything else: where papers stand, the database often stands too.
const DISK_KEPT_FREE_BYTES: u64 = 512 << 20;
/// Who sends slower than this in the long run is let go: places are few.
const PACE_BYTES_A_SECOND: u64 = 32 << 10;
const PACE_FROM: Micros = 60 * SECOND;

/// What is kept of an archive so far, and what it comes to.
struct Kept {
    writer: Writer,
    digest: Sha256,
}

/// An archive that was judged: what its job carries, how many things it has, and what names it.
struct Judged {
    asked: String,
    total: i64,
    content: String,
}

/// An archive that somebody sends. Dropped before its end, it goes.
pub struct Sending {
    engine: Engine,
    member: SellerMember,
    shop: Shop,
    currency: Currency,
    /// Of the job that it will be.
    id: JobId,
    archive: Archive,
    kept: Arc<Mutex<Kept>>,
    /// What has come and is not a piece yet.
    piece: Vec<u8>,
    begun_at: Micros,
    is_over: bool,
    _turn: Turn,
}

impl std::fmt::Debug for Sending {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sending").field("id", &self.id).finish_non_exhaustive()
    }
}

/// One of the places for who sends.
struct Turn(Engine, SellerId);

impl Turn {
    fn take(engine: &Engine, seller: SellerId) -> Result<Self, SendingRefusal> {
        let mut all = engine.inner.sending.lock().unwrap_or_else(PoisonError::into_inner);
        if all.contains(&seller) {
            return Err(SendingRefusal::OneAtATime);
        }
        if all.len() >= AT_ONCE_MAX {
            return Err(SendingRefusal::Busy);
        }
        all.insert(seller);
        Ok(Self(engine.clone(), seller))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.inner.sending.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.1);
    }
}

impl Sending {
    /// Asks whether an archive may be sent now, before any of it is read. `told` is how many bytes were announced with it.
    pub async fn begin(
        engine: &Engine,
        member: &SellerMember,
        shop: ShopId,
        told: u64,
        now: Micros,
    ) -> Result<Self, Stop<ImportRefusal>> {
        member.may(Permission::ProductsEdit)?;
        member.may(Permission::ShopEdit)?;
        let seller = member.seller;
        let (shop, has_room) = engine
            .read(move |tx| {
                let shop = store::shop::shop(tx, shop)?.filter(|shop| shop.seller == seller).or_absent()?;
                Ok((shop, job::has_room(tx, seller.get())?))
            })
            .await
            .widen()?;
        if !has_room {
            return Err(Stop::Refused(job::JobRefusal::TooMany.into()));
        }
        let currency = engine.market(shop.market).or_absent()?.currency;
        if told > engine.archive_bytes_max() {
            return Err(Stop::Refused(ImportRefusal::TOO_LARGE));
        }
        let refused = |refusal: SendingRefusal| Stop::Refused(refusal.into());
        let turn = Turn::take(engine, seller).map_err(refused)?;
        let id = JobId::from_raw(engine.mint(now, seller.bucket()));
        let own = engine.clone();
        let made =
            engine.filing(move || Ok((has_disk(&own, told), archive::new(&own, id)?))).await.widen()?;
        let (has_disk, (archive, writer)) =
            made.map_err(|error: anyhow::Error| Stop::fault(format!("beginning an archive: {error:#}")))?;
        if !has_disk {
            return Err(refused(SendingRefusal::DiskFull));
        }
        // Should this process fall, another one lets go what was kept by then.
        let marked = engine.act::<_, Never, _>(now, move |act| {
            let lapses_at = act.now + archive::UNBEGUN;
            act.timer(id.get(), TimerKind::ArchiveGoes, lapses_at);
            Ok(())
        });
        marked.await.widen()?;
        Ok(Self {
            engine: engine.clone(),
            member: member.clone(),
            shop,
            currency,
            id,
            archive,
            kept: Arc::new(Mutex::new(Kept { writer, digest: Sha256::new() })),
            piece: Vec::new(),
            begun_at: now,
            is_over: false,
            _turn: turn,
        })
    }

    /// Takes what came next, at `now`.
    pub async fn take(&mut self, mut some: &[u8], now: Micros) -> Result<(), Stop<ImportRefusal>> {
        self.archive.bytes += some.len() as u64;
        if self.archive.bytes > self.engine.archive_bytes_max() {
            return Err(Stop::Refused(ImportRefusal::TOO_LARGE));
        }
        if is_too_slow(self.archive.bytes, now - self.begun_at) {
            return Err(Stop::Refused(SendingRefusal::TooSlow.into()));
        }
        while !some.is_empty() {
            let (fits, rest) = some.split_at(some.len().min(PIECE_BYTES - self.piece.len()));
            self.piece.extend_from_slice(fits);
            some = rest;
            if self.piece.len() == PIECE_BYTES {
                self.put().await?;
            }
        }
        Ok(())
    }

    /// Keeps the piece that has gathered.
    async fn put(&mut self) -> Result<(), Stop<ImportRefusal>> {
        let (piece, kept, own) =
            (std::mem::take(&mut self.piece), Arc::clone(&self.kept), self.engine.clone());
        let put = self.engine.filing(move || {
            if !has_disk(&own, piece.len() as u64) {
                return Ok(false);
            }
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.digest.update(&piece);
            match kept.writer.put(piece) {
                Err(error) if is_full(&error) => Ok(false),
                done => done.map(|()| true),
            }
        });
        match put.await.widen()? {
            Ok(true) => Ok(()),
            Ok(false) => Err(Stop::Refused(SendingRefusal::DiskFull.into())),
            Err(error) => Err(Stop::fault(format!("keeping an archive: {error:#}"))),
        }
    }

    /// All of it has come: judges it and begins its job; the same key and archive begin it once. What is refused goes.
    pub async fn end(
        mut self,
        (key, language): (String, String),
        now: Micros,
    ) -> Result<JobId, Stop<ImportRefusal>> {
        let judged = match self.judged(language).await {
            Ok(judged) => judged,
            Err(stop) => {
                self.forsake().await.widen()?;
                return Err(stop);
            }
        };
        let begun = self.write_down(judged, key, now).await;
        match begun {
            // Nobody knows whether it was begun after all: its timer finds out.
            Ok((_, true)) | Err(Stop::Problem(_)) => self.is_over = true,
            _ => self.forsake().await.widen()?,
        }
        begun.map(|(id, _)| id)
    }

    /// Lets go of all that has come.
    pub async fn forsake(mut self) -> Seen<()> {
        self.is_over = true;
        let_go(&self.engine, self.id, Arc::clone(&self.kept)).await
    }

    async fn judged(&mut self, language: String) -> Result<Judged, Stop<ImportRefusal>> {
        if !self.piece.is_empty() {
            self.put().await?;
        }
        let _turn =
            self.engine.inner.judging.acquire().await.map_err(|_| Stop::fault("judging has ended"))?;
        let (own, id, archive, currency) =
            (self.engine.clone(), self.id, self.archive.clone(), self.currency);
        let opened = self.engine.blocking(move || {
            let import = archive::open(&own, id, &archive, currency)?;
            Ok(import.total())
        });
        let total = match opened.await.widen()? {
            Ok(total) => total,
            Err(Unread::Ends(code)) => return Err(Stop::Refused(ImportRefusal::File(code))),
            Err(Unread::Trouble(told)) => return Err(Stop::fault(told)),
        };
        let digest = self.kept.lock().unwrap_or_else(PoisonError::into_inner).digest.clone().finalize();
        let content = format!("{} {}", self.shop.id, data_encoding::HEXLOWER.encode(&digest));
        let asked = Asked { archive: self.archive.clone(), language };
        let asked = serde_json::to_string(&asked).expect("texts are always JSON");
        Ok(Judged { asked, total, content })
    }

    /// Answers the job, and whether it was begun just now.
    async fn write_down(
        &self,
        Judged { asked, total, content }: Judged,
        key: String,
        now: Micros,
    ) -> Result<(JobId, bool), Stop<ImportRefusal>> {
        let (member, shop, id) = (self.member.clone(), self.shop.id, self.id);
        self.engine
            .act(now, move |act| {
                if let Some(outcome) = command::earlier(act, member.user.get(), &key, &content)? {
                    let id =
                        outcome.parse().map_err(|_| Stop::fault("an outcome that was kept can't be read"))?;
                    return Ok((id, false));
                }
                own_shop(act, &member, shop)?;
                let (of, asked) = (JobOf::Seller(member.seller), asked.clone());
                let new = job::New { of, kind: JobKind::ImportShop, shop: shop.get(), asked, total };
                job::begin_as(act, id, new, (member.user, &member.name))
                    .map_err(|stop| stop.map(ImportRefusal::from))?;
                act.drop_timer(id.get(), TimerKind::ArchiveGoes);
                command::keep(act, member.user.get(), &key, &content, &id.to_string())?;
                Ok((id, true))
            })
            .await
    }
}

impl Drop for Sending {
    fn drop(&mut self) {
        if self.is_over {
            return;
        }
        // Where nothing runs any more, the timer does it later.
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        let (engine, id, kept) = (self.engine.clone(), self.id, Arc::clone(&self.kept));
        runtime.spawn(async move {
            if let Err(stop) = let_go(&engine, id, kept).await {
                tracing::warn!(problem = %stop, "an archive that was not sent to its end stays for some hours");
            }
        });
    }
}

async fn let_go(engine: &Engine, id: JobId, kept: Arc<Mutex<Kept>>) -> Seen<()> {
    // Waits for a piece that is being kept just now.
    let forsaken =
        engine.filing(move || kept.lock().unwrap_or_else(PoisonError::into_inner).writer.forsake());
    forsaken.await?.map_err(|error| Stop::fault(format!("letting an archive go: {error:#}")))?;
    let dropped = engine.act::<_, Never, _>(engine.now(), move |act| {
        act.drop_timer(id.get(), TimerKind::ArchiveGoes);
        Ok(())
    });
    dropped.await
}

/// Whether so much can be kept and the disk still has room for everything else. Blocks.
fn has_disk(engine: &Engine, bytes: u64) -> bool {
    let free = engine.inner.outside.objects.free_bytes();
    free.is_none_or(|free| free >= bytes.saturating_add(DISK_KEPT_FREE_BYTES))
}

fn is_too_slow(bytes: u64, after: Micros) -> bool {
    let seconds = u64::try_from(after / SECOND).unwrap_or_default();
    after > PACE_FROM && bytes < seconds.saturating_mul(PACE_BYTES_A_SECOND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_is_slow_in_the_long_run_is_too_slow() {
        for (bytes, seconds, slow) in [
            (0, 59, false),
            (0, 60, false),
            (1, 61, true),
            (61 * PACE_BYTES_A_SECOND, 61, false),
            (1 << 30, 10_800, false),
        ] {
            assert_eq!(is_too_slow(bytes, seconds * SECOND), slow, "{bytes} bytes in {seconds} s");
        }
    }
}
