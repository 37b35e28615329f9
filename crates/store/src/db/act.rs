//! Where acts and reads run. SQLite: one writer thread that commits all waiting acts together; point reads inline. PostgreSQL: see `pool`.

use std::cell::RefCell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;

use tokio::sync::oneshot::Receiver;

use super::backup::{Archive, Keeper};
use super::desk::{Command, Desk};
use super::job::{Answer, IsConflict, Verdict, Work, act_job, opened, read_job};
use super::meter::{self, Outcome};
use super::queue::Queue;
use super::trouble::{self, Plan, Trouble};
use super::{Engine, Location, Problem, Stored, Tx, lite, migrate, pool};

/// Acts that share one commit on SQLite.
const ACTS_PER_COMMIT_MAX: usize = 128;
/// Acts that may wait; one more is told to come back later.
const ACTS_WAITING_MAX: usize = 4_096;
/// Threads for long reads on SQLite.
const LITE_HEAVY_READERS: usize = 2;
/// How often a conflicted act decides again.
pub(super) const ATTEMPTS_MAX: usize = 5;

/// A database that is open: clone it freely.
#[derive(Debug, Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    engine: Engine,
    number: u64,
    path: Option<PathBuf>,
    writers: Arc<Queue<Work>>,
    readers: Arc<Queue<Work>>,
    threads: Vec<JoinHandle<()>>,
}

/// How a database is opened.
#[derive(Default)]
struct Opening {
    archive: Option<Archive>,
    plan: Plan,
    is_disposable: bool,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Db").field("engine", &self.engine).finish_non_exhaustive()
    }
}

static NEXT_NUMBER: AtomicU64 = AtomicU64::new(1);

thread_local! {
    /// This thread's reading connections, by database.
    static READERS: RefCell<HashMap<u64, rusqlite::Connection>> = RefCell::new(HashMap::new());
}

impl Db {
    /// Opens the database and brings its schema up to date. Blocks: call it before serving.
    pub fn open(location: &Location) -> anyhow::Result<Self> {
        Self::open_with(location, Opening::default())
    }

    /// As `open`, for what is made anew if the machine falls meanwhile: commits of SQLite do not wait for the disk.
    /// Whoever keeps the data afterwards brings the closed file to the disk first.
    pub fn open_disposable(location: &Location) -> anyhow::Result<Self> {
        Self::open_with(location, Opening { is_disposable: true, ..Opening::default() })
    }

    /// As `open`, with every commit archived from now on. Only for SQLite.
    pub fn open_archived(location: &Location, archive: Archive) -> anyhow::Result<Self> {
        Self::open_with(location, Opening { archive: Some(archive), ..Opening::default() })
    }

    /// As `open`, for tests: acts come to grief by a plan.
    pub fn open_troubled(location: &Location, plan: Plan) -> anyhow::Result<Self> {
        Self::open_with(location, Opening { plan, ..Opening::default() })
    }

    fn open_with(location: &Location, opening: Opening) -> anyhow::Result<Self> {
        let (writers, readers) =
            (Arc::new(Queue::new(ACTS_WAITING_MAX)), Arc::new(Queue::new(ACTS_WAITING_MAX)));
        let number = NEXT_NUMBER.fetch_add(1, Ordering::Relaxed);
        let (engine, path, threads) = match location {
            Location::File(path) => {
                (Engine::Lite, Some(path.clone()), open_lite(path, opening, [&writers, &readers])?)
            }
            Location::Postgres(_) if opening.archive.is_some() => {
                anyhow::bail!("PostgreSQL archives itself; see docs/operations.md")
            }
            Location::Postgres(url) => {
                (Engine::Pg, None, pool::open(url, &writers, &readers, &opening.plan)?)
            }
        };
        Ok(Self { inner: Arc::new(Inner { engine, number, path, writers, readers, threads }) })
    }

    pub fn engine(&self) -> Engine {
        self.inner.engine
    }

    /// Runs `act` in one transaction and answers after its commit. It may run several times: it decides on what it
    /// loads, and changes nothing but the database. An error rolls it back.
    pub async fn act<T, E, F>(&self, act: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Problem> + IsConflict + Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        self.act_as(std::any::type_name::<F>(), act).await
    }

    /// As `act`, counted under the name of another function.
    pub async fn act_as<T, E, F>(&self, name: &'static str, act: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Problem> + IsConflict + Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let (job, answer) = act_job(name, act);
        opened(self.acted(name, job, answer).await)
    }

    /// As `act`, for callers outside the asynchronous world. Blocks.
    pub fn act_blocking<T, E, F>(&self, act: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Problem> + IsConflict + Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        self.act_blocking_as(std::any::type_name::<F>(), act)
    }

    /// As `act_blocking`, counted under the name of another function.
    pub fn act_blocking_as<T, E, F>(&self, name: &'static str, act: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Problem> + IsConflict + Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let (job, answer) = act_job(name, act);
        opened(self.send(name, job).and_then(|()| answer.blocking_recv().map_err(|_| stopped())))
    }

    /// Hands an act over to who writes.
    fn send(&self, name: &'static str, job: Work) -> Stored<()> {
        self.inner.writers.push(job).map_err(|_| {
            meter::act(name).count(Outcome::Busy);
            Problem::Busy
        })
    }

    async fn acted(&self, name: &'static str, job: Work, answer: Receiver<Answer>) -> Stored<Answer> {
        self.send(name, job)?;
        answer.await.map_err(|_| stopped())
    }

    async fn found(&self, job: Work, answer: Receiver<Answer>) -> Stored<Answer> {
        self.inner.readers.push(job).map_err(|_| Problem::Busy)?;
        answer.await.map_err(|_| stopped())
    }

    /// Acts and reads that wait for a connection.
    pub fn waiting(&self) -> (usize, usize) {
        (self.inner.writers.len(), self.inner.readers.len())
    }

    /// Connections for acts and for long reads.
    pub fn connections(&self) -> (usize, usize) {
        match self.inner.engine {
            Engine::Lite => (1, LITE_HEAVY_READERS),
            Engine::Pg => (pool::WRITERS, pool::READERS),
        }
    }

    /// Opens a desk: commands of one kind that are decided together.
    pub fn desk<C: Command>(&self) -> Desk<C> {
        Desk::new(Arc::clone(&self.inner.writers))
    }

    /// Point reads and short pages: on SQLite at once on this thread, on PostgreSQL on a reader's.
    pub async fn read<T, E, F>(&self, read: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Problem> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        match &self.inner.path {
            Some(path) => {
                let (mut read, mut found) = (Some(read), None);
                inline(self.inner.number, path, &mut |tx| found = read.take().map(|read| read(tx)))?;
                found.unwrap_or_else(|| Err(Problem::fault("a read was never run").into()))
            }
            None => self.heavy(read).await,
        }
    }

    /// Long reads: reports, exports, checks. Never on a thread that serves.
    pub async fn heavy<T, E, F>(&self, read: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Problem> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let (job, answer) = read_job(read);
        opened(self.found(job, answer).await)
    }

    /// As `heavy`, for callers outside the asynchronous world. Blocks.
    pub fn read_blocking<T, E, F>(&self, read: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Problem> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let (job, answer) = read_job(read);
        let sent = self.inner.readers.push(job).map_err(|_| Problem::Busy);
        opened(sent.and_then(|()| answer.blocking_recv().map_err(|_| stopped())))
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.writers.close();
        self.readers.close();
        // Who opens many databases, one after the other, does not keep them all.
        let _ = READERS.try_with(|readers| readers.try_borrow_mut().map(|mut all| all.remove(&self.number)));
        for thread in self.threads.drain(..) {
            if thread.thread().id() != std::thread::current().id() {
                let _ = thread.join();
            }
        }
    }
}

/// Who decides and reads is gone: the process is ending.
fn stopped() -> Problem {
    Problem::fault("the database's thread stopped")
}

fn inline(number: u64, path: &Path, read: &mut dyn FnMut(&mut Tx<'_>)) -> Stored<()> {
    READERS.with_borrow_mut(|readers| {
        let reader = match readers.entry(number) {
            Entry::Occupied(open) => open.into_mut(),
            Entry::Vacant(free) => free.insert(lite::open_reader(path).map_err(Problem::Fault)?),
        };
        let was = lite::INLINE.replace(true);
        let begun = meter::stopwatch();
        let seen = lite::at_one_moment(reader, || read(&mut Tx::Lite(reader)));
        meter::READ_INLINE.note_since(begun);
        lite::INLINE.set(was);
        seen
    })
}

fn open_lite(
    path: &Path,
    Opening { archive, plan, is_disposable }: Opening,
    [writers, readers]: [&Arc<Queue<Work>>; 2],
) -> anyhow::Result<Vec<JoinHandle<()>>> {
    let mut writer = lite::open_writer(path, is_disposable)?;
    let keeper = Keeper::open(path, &mut writer, archive)?;
    lite::batch(&writer, "begin immediate")?;
    migrate::run(&mut Tx::Lite(&writer))?;
    lite::batch(&writer, "commit")?;
    let queue = Arc::clone(writers);
    let mut threads = vec![thread("halles-writer", move || lite_writer(&writer, &queue, &keeper, &plan))?];
    for _ in 0..LITE_HEAVY_READERS {
        let (queue, reader) = (Arc::clone(readers), lite::open_reader(path)?);
        threads.push(thread("halles-reader", move || {
            while let Some(mut job) = queue.take(1).pop() {
                let _busy = meter::READERS_BUSY.hold();
                let seen = lite::at_one_moment(&reader, || {
                    job.run(&mut Tx::Lite(&reader));
                });
                job.answer(seen);
            }
        })?);
    }
    Ok(threads)
}

pub(super) fn thread(name: &str, body: impl FnOnce() + Send + 'static) -> anyhow::Result<JoinHandle<()>> {
    Ok(std::thread::Builder::new().name(name.to_owned()).spawn(body)?)
}

fn lite_writer(connection: &rusqlite::Connection, queue: &Queue<Work>, keeper: &Keeper, plan: &Plan) {
    loop {
        let mut jobs = queue.take(ACTS_PER_COMMIT_MAX);
        if jobs.is_empty() {
            let _ = lite::batch(connection, "pragma optimize");
            return;
        }
        let _busy = meter::WRITERS_BUSY.hold();
        let committed = lite_commit(connection, &mut jobs, plan).map_err(|problem| problem.to_string());
        keeper.note();
        for job in jobs {
            job.answer(committed.clone().map_err(Problem::fault));
        }
        keeper.turn(connection);
    }
}

/// All acts in one transaction. An act that fails has, nearly always, written nothing before; only where one has, all of
/// it goes back, and each runs again in a savepoint of its own, which costs a copy of every page that it changes.
fn lite_commit(connection: &rusqlite::Connection, jobs: &mut [Work], plan: &Plan) -> Stored<()> {
    lite::batch(connection, "begin immediate")?;
    let troubles: Vec<Option<Trouble>> = jobs.iter().map(|_| plan.next()).collect();
    let mut ran = lite_run_all(connection, jobs, &troubles, lite_run_bare);
    if matches!(ran, Ok(After::Dirty)) {
        lite_back(connection);
        lite::batch(connection, "begin immediate")?;
        ran = lite_run_all(connection, jobs, &troubles, lite_run_guarded);
    }
    let begun = meter::stopwatch();
    let grief = troubles.into_iter().flatten().next();
    let ended = ran.and_then(|_| trouble::end(grief, |word| lite::batch(connection, word)));
    meter::COMMITTED.note_since(begun);
    meter::TOGETHER.note(jobs.iter().map(|job| job.count() as u64).sum());
    if ended.is_err() {
        lite_back(connection);
    }
    ended
}

/// What an act leaves behind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    /// What it wants to keep, or nothing.
    Clean,
    /// It failed after it had written.
    Dirty,
}

fn lite_run_all(
    connection: &rusqlite::Connection,
    jobs: &mut [Work],
    troubles: &[Option<Trouble>],
    run: fn(&rusqlite::Connection, &mut Work) -> Stored<After>,
) -> Stored<After> {
    for (job, trouble) in jobs.iter_mut().zip(troubles) {
        if trouble::within(*trouble, || run(connection, job))? == After::Dirty {
            return Ok(After::Dirty);
        }
    }
    Ok(After::Clean)
}

fn lite_run_bare(connection: &rusqlite::Connection, job: &mut Work) -> Stored<After> {
    let before = connection.total_changes();
    for _ in 0..ATTEMPTS_MAX {
        let verdict = job.run(&mut Tx::Lite(connection));
        match verdict {
            Verdict::Commit => return Ok(After::Clean),
            _ if connection.total_changes() != before || connection.is_autocommit() => {
                return Ok(After::Dirty);
            }
            Verdict::Rollback => return Ok(After::Clean),
            Verdict::Again => {}
        }
    }
    Ok(After::Clean)
}

fn lite_run_guarded(connection: &rusqlite::Connection, job: &mut Work) -> Stored<After> {
    for _ in 0..ATTEMPTS_MAX {
        lite::batch(connection, "savepoint act")?;
        match job.run(&mut Tx::Lite(connection)) {
            Verdict::Commit => {
                lite::batch(connection, "release act")?;
                break;
            }
            Verdict::Rollback => {
                lite::batch(connection, "rollback to act; release act")?;
                break;
            }
            Verdict::Again => lite::batch(connection, "rollback to act; release act")?,
        }
    }
    Ok(After::Clean)
}

/// SQLite itself gives up a transaction that finds the disk full: then there is nothing to take back.
fn lite_back(connection: &rusqlite::Connection) {
    if !connection.is_autocommit() {
        let _ = lite::batch(connection, "rollback");
    }
}
