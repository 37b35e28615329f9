//! One furnished installation: an engine with a clock that stands still, letters in memory, webhooks in a queue.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use domain::{DAY, Micros};
use engine::{Engine, Outside};
use gateways::mail::{Letter, Mailer};
use gateways::objects::Objects;
use gateways::payment::sandbox::Delivery;
use gateways::pictures::Shelf;
use store::Db;
use store::db::Plan;

use crate::writers::Writers;
use crate::{Cast, Kind, TestDatabase};

/// 2026-11-22 10:00 UTC.
pub(crate) const START: Micros = 1_795_341_600_000_000;

/// Everything that a story needs. Dropped, it takes its database along.
#[derive(Debug)]
pub struct World {
    pub engine: Engine,
    pub cast: Cast,
    clock: Arc<AtomicI64>,
    mailer: Mailer,
    webhooks: Arc<Mutex<Vec<Delivery>>>,
    /// Who writes letters.
    pub writers: Arc<Writers>,
    // Dropped last: the engine's threads end before their database does.
    pub database: TestDatabase,
}

impl World {
    /// Opens a furnished world; absent where the database is not to be had.
    pub async fn open(kind: Kind) -> Option<Self> {
        let made = tokio::task::spawn_blocking(move || TestDatabase::make(kind)).await;
        Some(Self::open_on(made.expect("it does not panic")?, Plan::default()).await)
    }

    /// As `open`, with a database that comes to grief by a plan.
    pub(crate) async fn open_troubled(kind: Kind, plan: Plan) -> Option<Self> {
        let made = tokio::task::spawn_blocking(move || TestDatabase::make_in_memory(kind)).await;
        Some(Self::open_on(made.expect("it does not panic")?, plan).await)
    }

    async fn open_on(database: TestDatabase, plan: Plan) -> Self {
        let clock = Arc::new(AtomicI64::new(START));
        let mailer = Mailer::memory();
        let (webhooks, writers) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Writers::default()));
        let outside = outside(&database, &clock, &mailer, (&webhooks, &writers), "test");
        let engine = open_engine(&database, outside, plan).await;
        let cast = Cast::furnish(&engine).await;
        let world = Self { engine, cast, clock, mailer, webhooks, writers, database };
        world.settle().await;
        world
    }

    /// A second process over the same database.
    pub async fn second_engine(&self) -> Engine {
        self.engine_of("second").await
    }

    /// One more process over the same database, by the name that its leases carry.
    pub async fn engine_of(&self, holder: &str) -> Engine {
        let outside =
            outside(&self.database, &self.clock, &self.mailer, (&self.webhooks, &self.writers), holder);
        open_engine(&self.database, outside, Plan::default()).await
    }

    /// Another process takes the place of the one that was. Letters sent so far are forgotten.
    pub(crate) async fn is_taken_over(&mut self, holder: &str, plan: Plan) {
        self.engine.db().lets_go();
        self.mailer = Mailer::memory();
        let outside =
            outside(&self.database, &self.clock, &self.mailer, (&self.webhooks, &self.writers), holder);
        self.engine = open_engine(&self.database, outside, plan).await;
    }

    /// As `second_engine`, where members of operators do nothing without a second step of signing in.
    pub async fn strict_engine(&self) -> Engine {
        let ways = (&self.webhooks, &self.writers);
        let outside = outside(&self.database, &self.clock, &self.mailer, ways, "strict");
        let outside = Outside { second_step: engine::SecondStepFor::Operators, ..outside };
        open_engine(&self.database, outside, Plan::default()).await
    }

    /// One more process, which keeps papers and archives in a place of its own and takes archives of so many bytes.
    pub async fn engine_at(&self, holder: &str, objects: Arc<dyn Objects>, archive_bytes_max: u64) -> Engine {
        let ways = (&self.webhooks, &self.writers);
        let outside = outside(&self.database, &self.clock, &self.mailer, ways, holder);
        let outside = Outside { objects, archive_bytes_max, ..outside };
        open_engine(&self.database, outside, Plan::default()).await
    }

    /// What an app shows that was told this secret.
    pub fn app_shows(&self, secret: &str) -> String {
        let letters: String = secret.chars().filter(|c| !c.is_whitespace()).collect();
        let bytes = data_encoding::BASE32_NOPAD.decode(letters.as_bytes()).expect("a secret is base 32");
        gateways::one_time_code::at(&bytes, domain::second_step::step_at(self.now()))
    }

    pub fn now(&self) -> Micros {
        self.clock.load(Ordering::SeqCst)
    }

    /// Moves time on and lets everything happen that is due by then.
    pub async fn later(&self, by: Micros) {
        self.clock.fetch_add(by, Ordering::SeqCst);
        self.settle().await;
    }

    pub async fn days_later(&self, days: i64) {
        self.later(days * DAY).await;
    }

    /// Moves time on in one journey: all that becomes due happens at the moment when it is due. Answers how much.
    pub async fn travels(&self, by: Micros) -> usize {
        let (from, clock) = (self.now(), &self.clock);
        let put_clock = |at| clock.store(at, Ordering::SeqCst);
        let journey = engine::outbox::run_through(&self.engine, (from, from + by), &put_clock).await;
        let journey = journey.expect("nothing fails for a fault");
        assert_eq!(journey.failed, 0, "every timer does what it is for");
        journey.done
    }

    /// Moves time without letting anything happen.
    pub fn time_passes(&self, by: Micros) {
        self.clock.fetch_add(by, Ordering::SeqCst);
    }

    /// Lets events be read and due timers fire, until nothing is left to do now.
    pub async fn settle(&self) {
        engine::outbox::run_until_idle(&self.engine, self.now()).await.expect("nothing fails for a fault");
    }

    /// Letters sent so far.
    pub fn letters(&self) -> Vec<Letter> {
        self.mailer.sent()
    }

    /// Webhooks that the provider has sent and nobody has carried yet.
    pub fn take_webhooks(&self) -> Vec<Delivery> {
        std::mem::take(&mut *self.webhooks.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Every invariant holds.
    pub async fn must_be_sound(&self) {
        let checks = engine::doctor::run(&self.engine).await.expect("the doctor reads");
        let broken: Vec<_> = checks.iter().filter(|check| !check.holds).collect();
        assert!(broken.is_empty(), "the doctor found: {broken:#?}");
        assert!(checks.len() > 15, "the doctor looked at everything");
    }
}

async fn open_engine(database: &TestDatabase, outside: Outside, plan: Plan) -> Engine {
    let location = database.location.clone();
    let open = move || Engine::open(Db::open_troubled(&location, plan).expect("it opens"), outside);
    tokio::task::spawn_blocking(open).await.expect("it does not panic").expect("the engine opens")
}

/// The list of sanctions of a test: nobody stands on it unless the story writes a name into it.
fn sanctions(folder: &std::path::Path) -> gateways::sanctions::SanctionsList {
    let path = folder.join("sanctions");
    if !path.exists() {
        std::fs::write(&path, "# nobody\n").expect("the folder can be written");
    }
    gateways::sanctions::SanctionsList::file(path)
}

fn outside(
    database: &TestDatabase,
    clock: &Arc<AtomicI64>,
    mailer: &Mailer,
    (webhooks, writers): (&Arc<Mutex<Vec<Delivery>>>, &Arc<Writers>),
    holder: &str,
) -> Outside {
    let (machine, clock) = (Arc::clone(clock), Arc::clone(clock));
    let (queue, writers) = (Arc::clone(webhooks), Arc::clone(writers));
    // A generator that gives different bytes each time, the same in each run of a test.
    let fold = |seed: u64, byte: u8| (seed ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let state = AtomicU64::new(holder.bytes().fold(0x9e37_79b9_7f4a_7c15, fold));
    Outside {
        clock: Box::new(move || clock.load(Ordering::SeqCst)),
        machine_clock: Box::new(move || machine.load(Ordering::SeqCst)),
        random: Box::new(move |bytes| bytes.fill_with(|| next_byte(&state))),
        mailer: mailer.clone(),
        shelf: Shelf::new(database.folder.join("pictures")),
        objects: Arc::new(gateways::objects::Folder::new(database.folder.join("papers"))),
        paper_key: gateways::seal::MasterKey::new([5; 32]),
        archive_bytes_max: gateways::boutique_file::ARCHIVE_BYTES_MAX,
        second_step: engine::SecondStepFor::Nobody,
        audit_key: gateways::sign::SigningKey::new(&[6; 32]),
        identity: Arc::new(gateways::identity::Sandbox),
        sanctions: sanctions(&database.folder),
        letters: Box::new(move |facts| {
            writers.writes();
            engine::mail::LetterText {
                subject: format!("{:?}", facts.tells).chars().take(40).collect(),
                text: format!("{:#?}", facts.tells),
                html: format!("<pre>{:#?}</pre>", facts.tells),
            }
        }),
        deliver: Box::new(move |delivery| {
            queue.lock().unwrap_or_else(PoisonError::into_inner).push(delivery)
        }),
        scheme: "http".into(),
        port: 8080,
        holder: holder.into(),
        link_secret: [7; 32],
        sandbox_secret: gateways::payment::signature::Secret::from_bytes(&[9; 32])
            .expect("32 bytes are a secret"),
    }
}

/// SplitMix64, a byte of it.
fn next_byte(state: &AtomicU64) -> u8 {
    let mut z = state.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed).wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31)) as u8
}
