//! The installation under trouble: its folder and database, its commands, its server on one port.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;
use std::time::Duration;

use serde_json::Value;
use store::Location;
use testkit::{Kind, TestDatabase};

use crate::clock::Clock;
use crate::disk::SmallDisk;
use crate::options::Options;

/// What a server says once it may be spoken to.
const LISTENS: &str = "listening on http://127.0.0.1:";
/// The file that names the mood of the payment provider.
const MOOD: &str = "mood";
/// A server may find its database restarting, or all node numbers held by those that fell before it.
const STARTS_MAX: usize = 90;
const BETWEEN_STARTS: Duration = Duration::from_secs(1);

#[derive(Debug)]
pub struct House {
    database: TestDatabase,
    pub disk: Option<SmallDisk>,
    pub clock: Option<Clock>,
    program: PathBuf,
    pub port: u16,
}

impl House {
    /// Absent, with a word, where something is missing.
    pub fn new(options: &Options) -> Option<Self> {
        let program =
            PathBuf::from(std::env::var_os("HALLES_BIN").unwrap_or_else(|| "target/debug/halles".into()));
        if !program.is_file() {
            println!("HALLES_BIN names no binary: {}", program.display());
            return None;
        }
        let database = TestDatabase::make(if options.is_postgres { Kind::Postgres } else { Kind::Sqlite })?;
        let disk = if options.disk_full > 0 { SmallDisk::mount(&database.folder) } else { None };
        let clock = if options.clock_sets > 0 { Clock::make(&database.folder) } else { None };
        let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).ok()?.port();
        Some(Self { database, disk, clock, program, port })
    }

    pub fn folder(&self) -> &Path {
        &self.database.folder
    }

    /// Where secrets, letters and pictures lie.
    pub fn data(&self) -> PathBuf {
        self.folder().join("data")
    }

    /// The payment provider is in this mood from now on.
    pub fn mood(&self, name: &str) {
        self.file(MOOD, name);
    }

    /// Where the database lies.
    pub fn location(&self) -> Location {
        match (&self.disk, &self.database.location) {
            (Some(disk), _) => Location::File(disk.folder().join("halles.db")),
            (None, location) => location.clone(),
        }
    }

    /// A file beside the data, for commands that read one.
    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder().join(name);
        std::fs::write(&path, text).expect("the temporary folder can be written");
        path
    }

    fn command(&self, words: &[&str]) -> Command {
        let database = match self.location() {
            Location::File(path) => path.to_string_lossy().into_owned(),
            Location::Postgres(url) => url,
        };
        let mut command = Command::new(&self.program);
        command
            .args(words)
            .env_clear()
            .env("HALLES_DATA", self.data())
            .env("HALLES_DATABASE", database)
            .env("HALLES_LISTEN", format!("127.0.0.1:{}", self.port))
            .env("HALLES_LOG", "warn")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs a command that must succeed, and reads its JSON.
    pub fn does(&self, words: &[&str]) -> Value {
        let done = self.command(&[words, &["--json"]].concat()).output().expect("the binary can be started");
        assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
        serde_json::from_slice(&done.stdout).expect("--json answers with JSON")
    }

    /// What the doctor finds.
    pub fn unsound(&self) -> Vec<String> {
        let done = self.command(&["doctor", "--json"]).output().expect("the binary can be started");
        let told: Value = serde_json::from_slice(&done.stdout).unwrap_or_default();
        if done.status.success() && told["sound"] == true {
            println!("the doctor is content with {} checks", told["checks"].as_array().map_or(0, Vec::len));
            return Vec::new();
        }
        let broken = |check: &&Value| check["holds"] != true;
        let checks = told["checks"].as_array().cloned().unwrap_or_default();
        let mut found: Vec<String> =
            checks.iter().filter(broken).map(|check| format!("doctor: {check}")).collect();
        if found.is_empty() {
            found.push(format!("doctor: {}", String::from_utf8_lossy(&done.stderr)));
        }
        found
    }

    /// Starts the server; tries again while it can't start.
    pub fn serves(&self) -> Server {
        let mut said = String::new();
        for _ in 0..STARTS_MAX {
            let mut serve = self.command(&["serve"]);
            serve.env("HALLES_SANDBOX_MOODS", self.folder().join(MOOD));
            self.clock.iter().for_each(|clock| clock.goes_into(&mut serve));
            let mut child = serve.spawn().expect("the binary can be started");
            let mut log = child.stderr.take().expect("it is piped");
            let log = std::thread::spawn(move || {
                let mut text = Vec::new();
                let _ = log.read_to_end(&mut text);
                String::from_utf8_lossy(&text).into_owned()
            });
            let mut out = BufReader::new(child.stdout.take().expect("it is piped"));
            let mut line = String::new();
            let _ = out.read_line(&mut line);
            let mut server = Server { child, log: Some(log) };
            if line.starts_with(LISTENS) {
                return server;
            }
            said = server.falls();
            std::thread::sleep(BETWEEN_STARTS);
        }
        panic!("the server does not start: {said}")
    }
}

/// A running server. Dropped, it is killed.
#[derive(Debug)]
pub struct Server {
    child: Child,
    log: Option<JoinHandle<String>>,
}

impl Server {
    /// Asks it to end, waits, and answers its log.
    pub fn ends(mut self) -> String {
        let _ = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
        self.read_log()
    }

    /// Ends it without a warning, as a power cut would; answers its log.
    pub fn falls(&mut self) -> String {
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.read_log()
    }

    fn read_log(&mut self) -> String {
        self.log.take().map_or_else(String::new, |log| log.join().unwrap_or_default())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
