//! Opens an installation: its database, its engine, and the runtime that commands run on.

use std::future::Future;
use std::pin::Pin;

use anyhow::Context;
use domain::market::Market;
use engine::{Engine, Outside};
use store::{Db, Location};
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;

use crate::config::Config;
use crate::deliver::Courier;
use crate::outside::{Clock, outside};
use crate::{Installation, backup};

/// Threads that serve; more only cost memory, since acts run on the writer's thread.
const WORKERS_MAX: usize = 4;
/// Threads for what blocks: hashing, calls to the outside, files.
const BLOCKING_MAX: usize = 16;

pub fn runtime() -> anyhow::Result<Runtime> {
    let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let built = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(cores.clamp(2, WORKERS_MAX))
        .max_blocking_threads(BLOCKING_MAX)
        .enable_all()
        .build();
    built.context("starting the threads that serve")
}

/// Work under way, behind a pointer: what runs it is compiled for each type of it.
pub type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Starts a task on the runtime that this is called on.
pub fn start(task: impl Future<Output = ()> + Send + 'static) -> JoinHandle<()> {
    let task: Task = Box::pin(task);
    tokio::spawn(task)
}

/// Waits for work on this thread.
pub fn wait<T>(runtime: &Runtime, work: impl Future<Output = T>) -> T {
    let mut done = None;
    let work: Pin<Box<dyn Future<Output = ()> + '_>> = Box::pin(async { done = Some(work.await) });
    runtime.block_on(work);
    done.expect("the work has run to its end")
}

/// Opens the database and the engine. Blocks.
pub fn engine(config: &Config, clock: &Clock, courier: Courier, port: u16) -> anyhow::Result<Engine> {
    engine_with(config, outside(config, clock, courier, port)?)
}

/// As `engine`, with an outside of the caller's.
pub fn engine_with(config: &Config, outside: Outside) -> anyhow::Result<Engine> {
    prepare_folders(config)?;
    let db = Db::open(&config.database).context("opening the database")?;
    Engine::open(db, outside).context("opening the engine")
}

/// As `engine_with`, for what is made anew if the machine falls meanwhile; `keep` ends that.
pub fn disposable(config: &Config, outside: Outside) -> anyhow::Result<Engine> {
    prepare_folders(config)?;
    let db = Db::open_disposable(&config.database).context("opening the database")?;
    Engine::open(db, outside).context("opening the engine")
}

/// Brings the files of a disposable database to the disk, once its engine is closed.
pub fn keep(config: &Config) -> anyhow::Result<()> {
    let Location::File(path) = &config.database else { return Ok(()) };
    let log = std::path::PathBuf::from(format!("{}-wal", path.display()));
    for file in [path, &log].into_iter().filter(|file| file.exists()) {
        let synced = std::fs::File::open(file).and_then(|file| file.sync_all());
        synced.with_context(|| format!("bringing {} to the disk", file.display()))?;
    }
    Ok(())
}

fn prepare_folders(config: &Config) -> anyhow::Result<()> {
    std::fs::create_dir_all(&config.data).with_context(|| format!("making {}", config.data.display()))?;
    if let Location::File(path) = &config.database
        && let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty())
    {
        std::fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    }
    Ok(())
}

/// As `engine`, for a process that serves: with the archive that the configuration asks for.
pub fn serving(config: &Config, clock: &Clock, courier: Courier, port: u16) -> anyhow::Result<Engine> {
    let outside = outside(config, clock, courier, port)?;
    let Some(archive) = backup::archive(config)? else { return engine_with(config, outside) };
    std::fs::create_dir_all(&config.data).with_context(|| format!("making {}", config.data.display()))?;
    let db = Db::open_archived(&config.database, archive).context("opening the database and its archive")?;
    Engine::open(db, outside).context("opening the engine")
}

/// Runs a command on an installation that need not be served for it, at `clock`'s time, and gives its leases back.
pub fn with_engine<T, F>(
    installation: &Installation,
    clock: &Clock,
    work: impl FnOnce(Engine) -> F,
) -> anyhow::Result<T>
where
    F: Future<Output = anyhow::Result<T>>,
{
    let config = installation.config()?;
    let port = config.public_port.unwrap_or(config.listen.port());
    let engine = engine(&config, clock, Courier::default(), port)?;
    complete(&engine, work(engine.clone()))
}

/// Runs work to its end and gives the engine's leases back.
pub fn complete<T>(engine: &Engine, work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    wait(&runtime()?, async {
        let done = work.await;
        engine.release().await?;
        done
    })
}

/// The market of a slug.
pub fn market(engine: &Engine, slug: &str) -> anyhow::Result<Market> {
    let markets = engine.markets();
    markets.iter().find(|market| market.slug == slug).cloned().with_context(|| {
        let known: Vec<&str> = markets.iter().map(|market| market.slug.as_str()).collect();
        format!("there is no market `{slug}` (there are: {})", known.join(", "))
    })
}
