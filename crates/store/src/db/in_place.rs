//! SQLite without threads: acts run on the thread that asks for them, those that are asked for at the same time together.
//! For simulations, in which nothing may depend on which thread is quicker. Nothing that serves opens a database so.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use super::job::Work;
use super::queue::Queue;
use super::trouble::Plan;
use super::writer::{self, ACTS_PER_COMMIT_MAX};
use super::{Problem, Stored, Tx, lite, migrate};

/// The one connection, for whoever comes. Nobody else has the file open meanwhile.
pub(super) struct InPlace {
    /// Absent once it was let go.
    connection: Mutex<Option<Connection>>,
    plan: Plan,
    waiting: Arc<Queue<Work>>,
}

impl InPlace {
    /// Opens the database and brings its schema up to date. What a machine that falls would lose is lost with the test.
    pub(super) fn open(path: &Path, plan: Plan, waiting: Arc<Queue<Work>>) -> anyhow::Result<Self> {
        let connection = lite::open_alone(path)?;
        lite::batch(&connection, "begin immediate")?;
        migrate::run(&mut Tx::Lite(&connection))?;
        lite::batch(&connection, "commit")?;
        Ok(Self { connection: Mutex::new(Some(connection)), plan, waiting })
    }

    /// Runs whatever waits, and what comes of it. Whatever was asked before has its answer then.
    pub(super) fn turn(&self) {
        let held = self.lock();
        loop {
            let mut jobs = self.waiting.take_waiting(ACTS_PER_COMMIT_MAX);
            if jobs.is_empty() {
                return;
            }
            let committed = held.as_ref().ok_or_else(gone);
            let committed =
                committed.and_then(|connection| writer::commit(connection, &mut jobs, &self.plan));
            let committed = committed.map_err(|problem| problem.to_string());
            for job in jobs {
                job.answer(committed.clone().map_err(Problem::fault));
            }
        }
    }

    /// Lets somebody read.
    pub(super) fn read(&self, read: &mut dyn FnMut(&mut Tx<'_>)) -> Stored<()> {
        read(&mut Tx::Lite(self.lock().as_ref().ok_or_else(gone)?));
        Ok(())
    }

    /// Lets the file go, for whoever takes over.
    pub(super) fn lets_go(&self) {
        if let Some(connection) = self.lock().take() {
            let _ = lite::batch(&connection, "pragma optimize");
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Connection>> {
        // SQLite itself takes back what a panic has left half done.
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn gone() -> Problem {
    Problem::fault("the database was let go")
}

/// Lets others ask who come at the same time, then runs what waits. Nothing where threads do it.
pub(super) async fn turn(here: Option<&InPlace>) {
    if let Some(here) = here {
        tokio::task::yield_now().await;
        here.turn();
    }
}
