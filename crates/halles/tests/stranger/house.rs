//! An installation of the binary: its folder and database, its commands, its server. Ends every process that it starts.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::JoinHandle;

use serde_json::Value;
use store::Location;
use testkit::{Kind, TestDatabase};

/// What a server says once it may be spoken to.
const LISTENS: &str = "listening on http://127.0.0.1:";

pub struct House {
    database: TestDatabase,
}

/// A command's end: its exit code and what it said.
#[derive(Debug)]
pub struct Told {
    pub status: ExitStatus,
    pub out: String,
    pub log: String,
}

impl House {
    /// An installation without anything in it; absent where the database is not to be had.
    pub fn new(kind: Kind) -> Option<Self> {
        TestDatabase::make(kind).map(|database| Self { database })
    }

    pub fn folder(&self) -> &Path {
        &self.database.folder
    }

    /// A file beside the data, for commands that read one.
    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn command(&self, words: &[&str]) -> Command {
        let database = match &self.database.location {
            Location::File(path) => path.to_str().unwrap().to_owned(),
            Location::Postgres(url) => url.clone(),
        };
        let mut command = Command::new(env!("CARGO_BIN_EXE_halles"));
        command
            .args(words)
            .env_clear()
            .env("HALLES_DATA", self.folder().join("data"))
            .env("HALLES_DATABASE", database)
            .env("HALLES_LISTEN", "127.0.0.1:0")
            .env("HALLES_LOG", "info")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs a command to its end, whatever that is.
    pub fn tries(&self, words: &[&str]) -> Told {
        let done = self.command(words).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Told { status: done.status, out: text(done.stdout), log: text(done.stderr) }
    }

    /// Runs a command that must succeed, and reads its JSON.
    pub fn does(&self, words: &[&str]) -> Value {
        let told = self.tries(&[words, &["--json"]].concat());
        assert!(told.status.success(), "{words:?}: {told:?}");
        serde_json::from_str(&told.out).unwrap()
    }

    /// Every invariant holds, as the operator's own command finds.
    pub fn must_be_sound(&self, after: &str) {
        let told = self.tries(&["doctor", "--json"]);
        assert!(told.status.success(), "after {after}: {}{}", told.out, told.log);
        let found: Value = serde_json::from_str(&told.out).unwrap();
        assert_eq!(found["sound"], true, "after {after}");
        assert!(found["checks"].as_array().unwrap().len() > 15, "the doctor looked at everything");
    }

    pub fn serves(&self) -> Server {
        self.serves_as(&[])
    }

    /// With more settings. Who works in the console has no telephone here: the second step has tests of its own.
    pub fn serves_as(&self, words: &[&str]) -> Server {
        let mut child =
            self.command(&[&["serve", "--second-step", "nobody"], words].concat()).spawn().unwrap();
        let mut log = child.stderr.take().unwrap();
        let log = std::thread::spawn(move || {
            let mut text = Vec::new();
            let _ = log.read_to_end(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        });
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let mut server = Server { child, port: 0, log: Some(log) };
        let port = line.trim().strip_prefix(LISTENS).and_then(|port| port.parse().ok());
        server.port = port.unwrap_or_else(|| panic!("{line:?} names no port; {}", server.falls()));
        server
    }
}

/// A running server. Dropped, it is killed.
pub struct Server {
    child: Child,
    pub port: u16,
    log: Option<JoinHandle<String>>,
}

impl Server {
    /// Asks it to end, waits, and answers its log. What was under way is finished first.
    pub fn ends(mut self) -> String {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let status = self.child.wait().unwrap();
        let log = self.read_log();
        assert!(status.success(), "it ended with {status}:\n{log}");
        log
    }

    /// Ends it without a warning, as a power cut would; answers its log.
    pub fn falls(&mut self) -> String {
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.read_log()
    }

    fn read_log(&mut self) -> String {
        self.log.take().map_or_else(String::new, |log| log.join().unwrap())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
