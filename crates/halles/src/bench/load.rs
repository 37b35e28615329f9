//! A load in a closed loop: each client begins again as soon as it is done, until the time is over. What happens while the
//! server warms up counts for the books but for no figure.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use tokio::task::JoinSet;

use super::process::Process;
use crate::outside::stopwatch;

/// No load runs longer, and no more clients work at once.
pub const SECONDS_MAX: u64 = 600;
pub const CLIENTS_MAX: usize = 4_096;
/// The time of warming up, as a part of the measured one.
const WARMING_PART: u32 = 4;
const WARMING_MOST: Duration = Duration::from_secs(5);

const WARMING: u8 = 0;
const MEASURING: u8 = 1;
const ENDING: u8 = 2;

/// Tells clients what to do.
#[derive(Debug, Clone, Default)]
pub struct Stage(Arc<AtomicU8>);

impl Stage {
    pub fn goes_on(&self) -> bool {
        self.0.load(Ordering::Relaxed) != ENDING
    }

    pub fn counts(&self) -> bool {
        self.0.load(Ordering::Relaxed) == MEASURING
    }

    pub fn end(&self) {
        self.turn(ENDING);
    }

    fn turn(&self, to: u8) {
        self.0.store(to, Ordering::Relaxed);
    }
}

/// What the measured time took.
#[derive(Debug, Clone, Copy)]
pub struct Spent {
    pub micros: u64,
    pub server_cpu: u64,
    pub client_cpu: u64,
    /// Of the database's server, where it is a process of this machine.
    pub database_cpu: u64,
}

/// The processes whose work is measured.
#[derive(Debug, Clone, Default)]
pub struct Watched {
    pub server: Option<Process>,
    pub database: Vec<Process>,
}

impl Watched {
    fn spent(&self, micros: u64) -> Spent {
        Spent {
            micros,
            server_cpu: self.server.map_or(0, Process::cpu_micros),
            client_cpu: Process::own().cpu_micros(),
            database_cpu: self.database.iter().map(|process| process.cpu_micros()).sum(),
        }
    }
}

/// The threads of the client: one, since it shares the machine with the server.
pub fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?)
}

/// Lets clients work for `time` after they have warmed up; answers what each brought back.
pub async fn run<T, F, E>(
    watched: &Watched,
    time: Duration,
    clients: impl IntoIterator<Item = F>,
    stage: &Stage,
) -> anyhow::Result<(Vec<T>, Spent)>
where
    T: Send + 'static,
    F: Future<Output = Result<T, E>> + Send + 'static,
    E: Into<anyhow::Error> + Send + 'static,
{
    stage.turn(WARMING);
    let mut all: JoinSet<Result<T, E>> = clients.into_iter().collect();
    tokio::time::sleep((time / WARMING_PART).min(WARMING_MOST)).await;
    let (watch, before) = (stopwatch(), watched.spent(0));
    stage.turn(MEASURING);
    tokio::time::sleep(time).await;
    let after = watched.spent(u64::try_from(watch.elapsed().as_micros()).unwrap_or(u64::MAX));
    stage.turn(ENDING);
    let mut brought = Vec::new();
    while let Some(done) = all.join_next().await {
        brought.push(done?.map_err(Into::into)?);
    }
    let spent = Spent {
        micros: after.micros,
        server_cpu: after.server_cpu - before.server_cpu,
        client_cpu: after.client_cpu - before.client_cpu,
        database_cpu: after.database_cpu.saturating_sub(before.database_cpu),
    };
    Ok((brought, spent))
}
