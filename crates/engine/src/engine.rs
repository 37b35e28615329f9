//! The engine: the database, what comes from outside, and what every act needs at hand.

use std::any::type_name;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use domain::{Micros, Mint};
use gateways::identity::IdentityProvider;
use gateways::mail::Mailer;
use gateways::objects::Objects;
use gateways::payment::PaymentProvider;
use gateways::payment::sandbox::Delivery;
use gateways::pictures::Shelf;
use gateways::sanctions::SanctionsList;
use gateways::seal::MasterKey;
use gateways::sign::SigningKey;
use store::db::Desk;
use store::{Db, Stored, Tx};
use tokio::sync::{Notify, Semaphore};

use crate::change::{Changes, Place};
use crate::checkout::Placing;
use crate::desk::Asked;
use crate::mail::{Facts, LetterText};
use crate::market::Reference;
use crate::order::Shipping;
use crate::payment::Confirming;
use crate::{Act, Seen, Stop};

/// Passwords hashed at the same time: each costs a core for tens of milliseconds.
const HASHES_AT_ONCE: usize = 2;
/// Pictures prepared at the same time: a large one takes hundreds of megabytes.
const PICTURES_AT_ONCE: usize = 1;

/// Calls at the same time to where papers stand: a silent bucket must not take the threads on which passwords are looked at.
const FILES_AT_ONCE: usize = 4;
/// Archives of boutiques judged at the same time: their product files are held whole meanwhile.
const ARCHIVES_AT_ONCE: usize = 1;

/// Fills with randomness fit for secrets.
pub type FillRandom = Box<dyn Fn(&mut [u8]) + Send + Sync>;

/// For whom signing in with a second step is no matter of choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondStepFor {
    Nobody,
    /// Members of operators: without one, they may do nothing.
    Operators,
}

/// What the wiring gives: clock, randomness, and the ways out. Tests give their own.
#[expect(missing_debug_implementations, reason = "closures do not print")]
pub struct Outside {
    pub clock: Box<dyn Fn() -> Micros + Send + Sync>,
    /// The machine's own clock, wherever `clock` was put: what is closed for good is closed by it.
    pub machine_clock: Box<dyn Fn() -> Micros + Send + Sync>,
    pub random: FillRandom,
    pub mailer: Mailer,
    pub shelf: Shelf,
    /// Where the sealed files of papers stand, and the key of the installation that opens them.
    pub objects: Arc<dyn Objects>,
    pub paper_key: MasterKey,
    /// A boutique's archive that a browser sends may not be larger.
    pub archive_bytes_max: u64,
    /// Who must have set up a second step.
    pub second_step: SecondStepFor,
    /// Signs the ends of the audit's chains.
    pub audit_key: SigningKey,
    pub identity: Arc<dyn IdentityProvider>,
    pub sanctions: SanctionsList,
    /// Writes a letter's words in its reader's language.
    pub letters: Box<dyn Fn(&Facts) -> LetterText + Send + Sync>,
    /// Carries a webhook of the sandbox provider to our own door.
    pub deliver: Box<dyn Fn(Delivery) + Send + Sync>,
    /// Scheme and port under which the markets are reached, as links show them: `("http", 8080)`.
    pub scheme: String,
    pub port: u16,
    /// Tells this process from others in leases.
    pub holder: String,
    /// From which the keys of guests' links are derived.
    pub link_secret: [u8; 32],
    /// Signs the sandbox provider's events.
    pub sandbox_secret: gateways::payment::signature::Secret,
}

/// An act behind a pointer: what runs it is made once for all acts of the same answer.
type Deed<T, R> = Box<dyn FnMut(&mut Act<'_, '_>) -> Result<T, Stop<R>> + Send>;
/// A read behind a pointer.
type Look<T> = Box<dyn FnOnce(&mut Tx<'_>) -> Seen<T> + Send>;

/// Clone it freely.
#[derive(Clone)]
pub struct Engine {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) db: Db,
    pub(crate) desks: Desks,
    pub(crate) outside: Outside,
    pub(crate) mint: Mutex<Mint>,
    pub(crate) reference: RwLock<Arc<Reference>>,
    pub(crate) changes: Changes,
    pub(crate) woken: Notify,
    pub(crate) lanes: Mutex<crate::outbox::Lanes>,
    pub(crate) hashing: Semaphore,
    pub(crate) preparing: Semaphore,
    pub(crate) filing: Semaphore,
    pub(crate) judging: Semaphore,
    /// Who sends an archive just now.
    pub(crate) sending: Mutex<std::collections::BTreeSet<domain::SellerId>>,
    /// Archives whose imports are under way, the last used last.
    pub(crate) boutiques: Mutex<Vec<(domain::JobId, crate::boutique::Import)>>,
    pub(crate) provider: RwLock<Option<Arc<dyn PaymentProvider>>>,
}

/// Where the hot acts are decided, many at a time.
pub(crate) struct Desks {
    pub(crate) place: Desk<Asked<Placing>>,
    pub(crate) confirm: Desk<Asked<Confirming>>,
    pub(crate) ship: Desk<Asked<Shipping>>,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").field("db", &self.inner.db).finish_non_exhaustive()
    }
}

/// A node number of one's own. Where all are taken, some may be those of processes that fell: waits for their leases to
/// end.
fn take_node(db: &Db, outside: &Outside) -> anyhow::Result<(i64, i64)> {
    for _ in 0..NODE_TRIES_MAX {
        let (now, holder) = ((outside.clock)(), outside.holder.clone());
        let lease =
            db.act_blocking(move |tx| store::event::lease_node(tx, &holder, now + NODE_LEASE, now))?;
        if let Some(found) = lease {
            return Ok(found);
        }
        tracing::warn!("all node numbers are taken: waiting for one that a fallen process has left");
        std::thread::sleep(NODE_PAUSE);
    }
    anyhow::bail!("all node numbers are taken by other processes")
}

impl Engine {
    /// Takes a node number for ids, reads the reference tables. Blocks: call it before serving.
    pub fn open(db: Db, outside: Outside) -> anyhow::Result<Self> {
        let (node, floor_ms) = take_node(&db, &outside)?;
        let now = (outside.clock)();
        let reference = db.act_blocking(move |tx| Reference::load(tx, now))?;
        let inner = Inner {
            desks: Desks { place: db.desk(), confirm: db.desk(), ship: db.desk() },
            db,
            outside,
            mint: Mutex::new(Mint::new(node, floor_ms)),
            reference: RwLock::new(Arc::new(reference)),
            changes: Changes::default(),
            woken: Notify::new(),
            lanes: Mutex::default(),
            hashing: Semaphore::new(HASHES_AT_ONCE),
            preparing: Semaphore::new(PICTURES_AT_ONCE),
            filing: Semaphore::new(FILES_AT_ONCE),
            judging: Semaphore::new(ARCHIVES_AT_ONCE),
            sending: Mutex::default(),
            boutiques: Mutex::default(),
            provider: RwLock::new(None),
        };
        let engine = Self { inner: Arc::new(inner) };
        let sandbox: Arc<dyn PaymentProvider> = Arc::new(crate::sandbox::Sandbox::new(&engine));
        *engine.inner.provider.write().unwrap_or_else(PoisonError::into_inner) = Some(sandbox);
        Ok(engine)
    }

    pub fn db(&self) -> &Db {
        &self.inner.db
    }

    /// What changed, for who keeps pages.
    pub fn changes(&self) -> &Changes {
        &self.inner.changes
    }

    pub fn now(&self) -> Micros {
        (self.inner.outside.clock)()
    }

    /// How large an archive may be that a browser sends.
    pub fn archive_bytes_max(&self) -> u64 {
        self.inner.outside.archive_bytes_max
    }

    /// A raw id in `bucket`.
    pub(crate) fn mint(&self, now: Micros, bucket: i64) -> i64 {
        self.inner.mint.lock().unwrap_or_else(PoisonError::into_inner).mint(now, bucket)
    }

    /// Fills with randomness fit for secrets.
    pub(crate) fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.inner.outside.random)(&mut bytes);
        bytes
    }

    /// A bucket by lot: for a new user, seller or market.
    pub(crate) fn random_bucket(&self) -> i64 {
        i64::from(u16::from_be_bytes(self.random())) % domain::BUCKETS
    }

    pub(crate) fn provider(&self) -> Arc<dyn PaymentProvider> {
        let provider = self.inner.provider.read().unwrap_or_else(PoisonError::into_inner);
        provider.clone().expect("the provider is set when the engine opens")
    }

    /// Replaces the payment provider: for tests that make it silent, slow or lying.
    pub fn set_provider(&self, provider: Arc<dyn PaymentProvider>) {
        *self.inner.provider.write().unwrap_or_else(PoisonError::into_inner) = Some(provider);
    }

    /// Runs one act in one transaction and wakes who reads the outbox. What is done with it afterwards is compiled for
    /// each kind of answer, not for each act.
    pub(crate) fn act<T, R, F>(&self, now: Micros, act: F) -> impl Future<Output = Result<T, Stop<R>>> + Send
    where
        T: Send + 'static,
        R: Send + 'static,
        F: FnMut(&mut Act<'_, '_>) -> Result<T, Stop<R>> + Send + 'static,
    {
        self.act_as(type_name::<F>(), now, Box::new(act))
    }

    async fn act_as<T, R>(&self, name: &'static str, now: Micros, act: Deed<T, R>) -> Result<T, Stop<R>>
    where
        T: Send + 'static,
        R: Send + 'static,
    {
        let done = self.inner.db.act_as(name, self.decides(now, act)).await;
        done.map(|(value, told)| self.committed(value, &told))
    }

    /// As `act`, from a thread that may block.
    pub(crate) fn act_blocking<T, R, F>(&self, now: Micros, act: F) -> Result<T, Stop<R>>
    where
        T: Send + 'static,
        R: Send + 'static,
        F: FnMut(&mut Act<'_, '_>) -> Result<T, Stop<R>> + Send + 'static,
    {
        let done = self.inner.db.act_blocking_as(type_name::<F>(), self.decides(now, Box::new(act)));
        done.map(|(value, told)| self.committed(value, &told))
    }

    /// The act as the database runs it.
    fn decides<T, R>(
        &self,
        now: Micros,
        mut act: Deed<T, R>,
    ) -> impl FnMut(&mut Tx<'_>) -> Result<(T, Vec<Place>), Stop<R>> + Send + use<T, R> {
        let engine = self.clone();
        move |tx| decide(tx, &engine, now, &mut *act)
    }

    /// Who did it sees it at once, and who reads the outbox is woken.
    pub(crate) fn committed<T>(&self, value: T, told: &[Place]) -> T {
        self.changes().tell(told);
        self.inner.woken.notify_one();
        value
    }

    pub(crate) fn read<T, F>(&self, read: F) -> impl Future<Output = Seen<T>> + Send
    where
        T: Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Seen<T> + Send + 'static,
    {
        let read: Look<T> = Box::new(read);
        self.inner.db.read(read)
    }

    pub(crate) fn heavy<T, F>(&self, read: F) -> impl Future<Output = Seen<T>> + Send
    where
        T: Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Seen<T> + Send + 'static,
    {
        let read: Look<T> = Box::new(read);
        self.inner.db.heavy(read)
    }

    /// Runs what blocks (calls to the outside, hashing) on a thread of its own; in place where the database works so.
    pub(crate) fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> impl Future<Output = Seen<T>> + Send {
        let work: Box<dyn FnOnce() -> T + Send> = Box::new(work);
        aside(work, self.inner.db.is_in_place())
    }

    /// As `blocking`, for what asks the place where papers stand: a few at a time, others wait.
    pub(crate) async fn filing<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Seen<T> {
        let _turn = self.inner.filing.acquire().await.map_err(|_| Stop::fault("filing has ended"))?;
        self.blocking(work).await
    }

    /// Waits until an act has committed here, or for `most`.
    pub async fn wait_for_work(&self, most: std::time::Duration) {
        let _ = tokio::time::timeout(most, self.inner.woken.notified()).await;
    }
}

/// A task is compiled for each type that it runs: behind a pointer, for each answer.
async fn aside<T: Send + 'static>(work: Box<dyn FnOnce() -> T + Send>, is_in_place: bool) -> Seen<T> {
    if is_in_place {
        return catch_unwind(AssertUnwindSafe(work)).map_err(|_| Stop::fault("a blocking call panicked"));
    }
    tokio::task::spawn_blocking(work).await.map_err(|error| Stop::fault(format!("a blocking call: {error}")))
}

/// One act with what it noted written at its end. Answers what it changed beside its value.
fn decide<T, R>(
    tx: &mut Tx<'_>,
    engine: &Engine,
    now: Micros,
    act: &mut (dyn FnMut(&mut Act<'_, '_>) -> Result<T, Stop<R>> + Send),
) -> Result<(T, Vec<Place>), Stop<R>> {
    let mut own = Act::new(tx, engine, now);
    let done = act(&mut own)?;
    Ok((done, end(&mut own)?))
}

/// The end that all acts have: made once, not for each of them again.
fn end(act: &mut Act<'_, '_>) -> Stored<Vec<Place>> {
    let told = act.told();
    crate::fee::note_listed(act)?;
    act.finish()?;
    Ok(told)
}

/// How long a node number stays with a process that stops renewing it.
pub(crate) const NODE_LEASE: Micros = 60_000_000;
/// A process that finds all numbers taken asks again so often, a little longer than a lease.
const NODE_TRIES_MAX: usize = 65;
const NODE_PAUSE: std::time::Duration = std::time::Duration::from_secs(1);

impl Engine {
    /// Keeps the node number, so that no other process makes the same ids. Call it several times a minute.
    pub async fn renew_lease(&self, now: Micros) -> anyhow::Result<()> {
        let holder = self.inner.outside.holder.clone();
        let lease =
            self.inner.db.act(move |tx| store::event::lease_node(tx, &holder, now + NODE_LEASE, now)).await?;
        let (node, floor_ms) = lease.ok_or_else(|| anyhow::anyhow!("the node number was lost"))?;
        // A process that stood still for too long comes back under another number.
        self.inner.mint.lock().unwrap_or_else(PoisonError::into_inner).goes_on_as(node, floor_ms);
        Ok(())
    }

    /// Members of operators do nothing without a second step of signing in.
    pub fn asks_second_step(&self) -> bool {
        self.inner.outside.second_step == SecondStepFor::Operators
    }

    /// Gives the node number and all lanes back, as the last act of a process: the next one starts without waiting.
    pub async fn release(&self) -> anyhow::Result<()> {
        let holder = self.inner.outside.holder.clone();
        let high = self.inner.mint.lock().unwrap_or_else(PoisonError::into_inner).high_water_ms();
        crate::outbox::let_go(self);
        Ok(self.inner.db.act(move |tx| store::event::release(tx, &holder, high)).await?)
    }
}
