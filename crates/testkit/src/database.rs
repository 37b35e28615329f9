//! A fresh database for each test: a file in the temporary folder, or a clone of a migrated template.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use store::{Db, Location};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

/// A database that goes away with its test.
#[derive(Debug)]
pub struct TestDatabase {
    pub location: Location,
    pub folder: PathBuf,
    admin: Option<(String, String)>,
}

static NUMBER: AtomicU64 = AtomicU64::new(0);
/// Only one process makes the template.
const TEMPLATE_LOCK: i64 = 0x4841_4c54;

impl TestDatabase {
    /// Absent for PostgreSQL where `HALLES_TEST_POSTGRES` names no server. Blocks.
    pub fn make(kind: Kind) -> Option<Self> {
        Self::make_in(&std::env::temp_dir(), kind)
    }

    /// As `make`, where the files lie in memory if this machine can: for tests that commit very often.
    pub(crate) fn make_in_memory(kind: Kind) -> Option<Self> {
        let memory = Path::new("/dev/shm");
        if memory.is_dir() { Self::make_in(memory, kind) } else { Self::make(kind) }
    }

    fn make_in(base: &Path, kind: Kind) -> Option<Self> {
        let name = format!("halles_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let folder = base.join(&name);
        // A process of this number may have been killed here before, and have left its own.
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("the temporary folder can be written");
        match kind {
            Kind::Sqlite => {
                let location = Location::File(folder.join("halles.db"));
                Some(Self { location, folder, admin: None })
            }
            Kind::Postgres => {
                let Ok(url) = std::env::var("HALLES_TEST_POSTGRES") else {
                    eprintln!("skipped: HALLES_TEST_POSTGRES names no server");
                    return None;
                };
                clone_template(&url, &name);
                let location = Location::Postgres(on_database(&url, &name));
                Some(Self { location, folder, admin: Some((url, name)) })
            }
        }
    }
}

fn on_database(url: &str, name: &str) -> String {
    let (server, _) = url.rsplit_once('/').expect("a PostgreSQL URL ends with a database");
    format!("{server}/{name}")
}

fn connect(url: &str) -> postgres::Client {
    postgres::Client::connect(url, postgres::NoTls).expect("the test server answers")
}

fn clone_template(url: &str, name: &str) {
    let mut admin = connect(url);
    admin.query("select pg_advisory_lock($1)", &[&TEMPLATE_LOCK]).expect("the lock can be had");
    let template = "halles_template";
    match admin.batch_execute(&format!("create database {template}")) {
        Ok(()) => {
            drop(Db::open(&Location::Postgres(on_database(url, template))).expect("the template migrates"))
        }
        Err(error) => {
            assert_eq!(error.code(), Some(&postgres::error::SqlState::DUPLICATE_DATABASE), "{error}")
        }
    }
    admin
        .batch_execute(&format!("drop database if exists {name} with (force)"))
        .expect("what an ended process left can be dropped");
    admin
        .batch_execute(&format!("create database {name} template {template}"))
        .expect("the template can be cloned");
    admin.query("select pg_advisory_unlock($1)", &[&TEMPLATE_LOCK]).expect("the lock is ours");
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
        if let Some((url, name)) = self.admin.take() {
            // The driver blocks on a runtime of its own, which a test's thread may not do.
            let dropped = std::thread::spawn(move || {
                let _ = connect(&url).batch_execute(&format!("drop database if exists {name} with (force)"));
            });
            let _ = dropped.join();
        }
    }
}
