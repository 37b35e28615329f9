//! Where acts and reads run. SQLite: one thread that writes, see `writer`; point reads inline. PostgreSQL: see `pool`.

use std::cell::RefCell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;

use tokio::sync::oneshot::Receiver;

use super::backup::Archive;
use super::desk::{Command, Desk};
use super::in_place::{self, InPlace};
use super::job::{Answer, IsConflict, Work, act_job, opened, read_job};
use super::meter::{self, Outcome};
use super::queue::Queue;
use super::trouble::Plan;
use super::{Engine, Location, Problem, Stored, Tx, lite, pool, writer};

/// Acts that may wait, and reads; one more is told to come back later.
const WAITING_MAX: usize = 4_096;
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
    queues: Queues,
    threads: Vec<JoinHandle<()>>,
    /// Acts where no thread does.
    here: Option<Arc<InPlace>>,
}

/// What waits for a thread with a connection.
pub(super) struct Queues {
    pub(super) acts: Arc<Queue<Work>>,
    /// Point reads, on PostgreSQL: SQLite's run where they are asked for.
    pub(super) points: Arc<Queue<Work>>,
    pub(super) long_reads: Arc<Queue<Work>>,
}

impl Queues {
    fn new() -> Self {
        let queue = || Arc::new(Queue::new(WAITING_MAX));
        Self { acts: queue(), points: queue(), long_reads: queue() }
    }

    fn close(&self) {
        for queue in [&self.acts, &self.points, &self.long_reads] {
            queue.close();
        }
    }
}

/// How a database is opened.
#[derive(Default)]
pub(super) struct Opening {
    pub(super) archive: Option<Archive>,
    pub(super) plan: Plan,
    pub(super) is_disposable: bool,
    /// Without threads, where the database allows it.
    is_in_place: bool,
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

    /// As `open`, for tests: acts come to grief by a plan. Where there is one, on SQLite, nobody else may have the file open,
    /// and all runs on the threads that ask: nothing depends on which of two threads is quicker, and `act_blocking` may be
    /// called from a thread that serves.
    pub fn open_troubled(location: &Location, plan: Plan) -> anyhow::Result<Self> {
        Self::open_with(location, Opening { is_in_place: plan.is_some(), plan, ..Opening::default() })
    }

    fn open_with(location: &Location, opening: Opening) -> anyhow::Result<Self> {
        let queues = Queues::new();
        let number = NEXT_NUMBER.fetch_add(1, Ordering::Relaxed);
        let mut here = None;
        let (engine, path, threads) = match location {
            Location::File(path) => {
                let threads = if opening.is_in_place {
                    here = Some(Arc::new(InPlace::open(path, opening.plan, Arc::clone(&queues.acts))?));
                    Vec::new()
                } else {
                    writer::open(path, opening, &queues)?
                };
                (Engine::Lite, Some(path.clone()), threads)
            }
            Location::Postgres(_) if opening.archive.is_some() => {
                anyhow::bail!("PostgreSQL archives itself; see docs/operations.md")
            }
            Location::Postgres(url) => (Engine::Pg, None, pool::open(url, &queues, &opening.plan)?),
        };
        Ok(Self { inner: Arc::new(Inner { engine, number, path, queues, threads, here }) })
    }

    pub fn engine(&self) -> Engine {
        self.inner.engine
    }

    /// Whether all runs on the threads that ask: in simulations.
    pub fn is_in_place(&self) -> bool {
        self.inner.here.is_some()
    }

    /// Lets its file go for the process that takes over; nothing can be asked of it any more. Only in simulations.
    pub fn lets_go(&self) {
        if let Some(here) = &self.inner.here {
            here.lets_go();
        }
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
        opened(self.send(name, job).and_then(|()| self.waited_for(answer)))
    }

    /// Hands an act over to who writes.
    fn send(&self, name: &'static str, job: Work) -> Stored<()> {
        self.inner.queues.acts.push(job).map_err(|_| {
            meter::act(name).count(Outcome::Busy);
            Problem::Busy
        })
    }

    fn waited_for(&self, mut answer: Receiver<Answer>) -> Stored<Answer> {
        match &self.inner.here {
            Some(here) => {
                here.turn();
                answer.try_recv().map_err(|_| stopped())
            }
            None => answer.blocking_recv().map_err(|_| stopped()),
        }
    }

    async fn acted(&self, name: &'static str, job: Work, answer: Receiver<Answer>) -> Stored<Answer> {
        self.send(name, job)?;
        in_place::turn(self.inner.here.as_deref()).await;
        answer.await.map_err(|_| stopped())
    }

    async fn found(&self, queue: &Queue<Work>, job: Work, answer: Receiver<Answer>) -> Stored<Answer> {
        queue.push(job).map_err(|_| Problem::Busy)?;
        answer.await.map_err(|_| stopped())
    }

    /// Acts and reads that wait for a connection.
    pub fn waiting(&self) -> (usize, usize) {
        (self.inner.queues.acts.len(), self.inner.queues.points.len() + self.inner.queues.long_reads.len())
    }

    /// Connections for acts and for reads; on SQLite without those on which point reads run where they are asked for.
    pub fn connections(&self) -> (usize, usize) {
        match self.inner.engine {
            Engine::Lite => (1, writer::READERS),
            Engine::Pg => (pool::WRITERS, pool::POINT_READERS + pool::LONG_READERS),
        }
    }

    /// Opens a desk: commands of one kind that are decided together.
    pub fn desk<C: Command>(&self) -> Desk<C> {
        Desk::new(Arc::clone(&self.inner.queues.acts), self.inner.here.clone())
    }

    /// Point reads and short pages: on SQLite at once on this thread, all of its statements at one moment; on PostgreSQL on
    /// a reader's, each statement at its own, planned once and by its indexes.
    pub async fn read<T, E, F>(&self, read: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Problem> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        match (&self.inner.here, &self.inner.path) {
            (Some(here), _) => read_once(read, |run| inline(|| here.read(run))),
            (None, Some(path)) => read_once(read, |run| read_on_thread(self.inner.number, path, run)),
            (None, None) => {
                let (job, answer) = read_job(read);
                opened(self.found(&self.inner.queues.points, job, answer).await)
            }
        }
    }

    /// Long reads: reports, exports, checks. Never on a thread that serves.
    pub async fn heavy<T, E, F>(&self, read: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Problem> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        if let Some(here) = &self.inner.here {
            return read_once(read, |run| here.read(run));
        }
        let (job, answer) = read_job(read);
        opened(self.found(&self.inner.queues.long_reads, job, answer).await)
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.queues.close();
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

/// Runs a read where `on` lets it.
fn read_once<T, E: From<Problem>>(
    read: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    on: impl FnOnce(&mut dyn FnMut(&mut Tx<'_>)) -> Stored<()>,
) -> Result<T, E> {
    let (mut read, mut found) = (Some(read), None);
    on(&mut |tx| found = read.take().map(|read| read(tx)))?;
    found.unwrap_or_else(|| Err(Problem::fault("a read was never run").into()))
}

fn read_on_thread(number: u64, path: &Path, read: &mut dyn FnMut(&mut Tx<'_>)) -> Stored<()> {
    READERS.with_borrow_mut(|readers| {
        let reader = match readers.entry(number) {
            Entry::Occupied(open) => open.into_mut(),
            Entry::Vacant(free) => free.insert(lite::open_reader(path).map_err(Problem::Fault)?),
        };
        inline(|| lite::at_one_moment(reader, || read(&mut Tx::Lite(reader))))
    })
}

/// A read on a thread that serves, which has to be short.
fn inline(read: impl FnOnce() -> Stored<()>) -> Stored<()> {
    let was = lite::INLINE.replace(true);
    let begun = meter::stopwatch();
    let done = read();
    meter::READ_INLINE.note_since(begun);
    lite::INLINE.set(was);
    done
}

pub(super) fn thread(name: &str, body: impl FnOnce() + Send + 'static) -> anyhow::Result<JoinHandle<()>> {
    Ok(std::thread::Builder::new().name(name.to_owned()).spawn(body)?)
}
