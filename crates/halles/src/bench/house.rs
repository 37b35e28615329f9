//! The installation that is measured: a folder and a database of its own, and the server in a process of its own. All of
//! it goes away with the run, however it ends.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitCode, Stdio};

use anyhow::Context;
use engine::Engine;
use store::Location;
use store::db::yardstick;

use super::process::Process;
use crate::config::{Config, Settings};
use crate::deliver::Courier;
use crate::leash::end_with_the_starter;
use crate::outside::{Clock, random_number};
use crate::{Installation, open, serve};

/// What a server says once it may be spoken to.
const LISTENS: &str = "listening on http://";
/// Lines of a server's log that are shown where it complained.
const LINES_SHOWN: usize = 5;

/// An installation for one run.
#[derive(Debug)]
pub struct House {
    folder: PathBuf,
    location: Location,
    /// Whether each commit is kept in an archive, from which any moment can be had back.
    is_archived: bool,
    /// Where the database's server is, and the names of what was made there.
    postgres: Option<(String, Vec<String>)>,
}

impl House {
    /// Makes an empty one; `database` names a PostgreSQL server in whose care the run's own databases are put.
    pub fn new(database: Option<&str>) -> anyhow::Result<Self> {
        let name = format!("halles_bench_{}_{:x}", std::process::id(), random_number());
        let folder = std::env::temp_dir().join(&name);
        std::fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
        let location = Location::File(folder.join("halles.db"));
        let mut house = Self { folder, location, is_archived: false, postgres: None };
        if let Some(url) = database {
            anyhow::ensure!(
                matches!(Location::parse(url), Location::Postgres(_)),
                "--database takes postgres://…; without it, the run has a SQLite file of its own"
            );
            house.postgres = Some((url.to_owned(), Vec::new()));
            house.location = house.another_database(&name)?;
        }
        Ok(house)
    }

    /// From now on, servers keep an archive; only for SQLite.
    pub fn archives(&mut self) {
        self.is_archived = true;
    }

    /// What the archive gives back of the newest moment, as an installation beside this one.
    pub fn restored(&self) -> anyhow::Result<Self> {
        let folder = self.folder.join("restored");
        let words = ["restore", "--from", &self.archive(), "--data", &folder.display().to_string()];
        let done = self.command(&words)?.output().context("restoring the archive")?;
        anyhow::ensure!(
            done.status.success(),
            "the archive gave nothing back: {}",
            String::from_utf8_lossy(&done.stderr)
        );
        let location = Location::File(folder.join(store::db::backup::DATABASE));
        Ok(Self { folder, location, is_archived: false, postgres: None })
    }

    fn archive(&self) -> String {
        self.folder.join("archive").display().to_string()
    }

    /// An empty database beside the run's own, of the same kind.
    pub fn another_database(&mut self, name: &str) -> anyhow::Result<Location> {
        let name = format!("{name}_{:x}", random_number());
        let Some((url, made)) = &mut self.postgres else {
            return Ok(Location::File(self.folder.join(format!("{name}.db"))));
        };
        let location = yardstick::make_database(url, &name)?;
        made.push(name);
        Ok(location)
    }

    pub fn location(&self) -> &Location {
        &self.location
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// `SQLite` or `PostgreSQL`.
    pub fn database_name(&self) -> &'static str {
        if self.postgres.is_some() { "PostgreSQL" } else { "SQLite" }
    }

    /// The processes of the database's server that work for the run; none for SQLite.
    pub fn database_processes(&self) -> anyhow::Result<Vec<Process>> {
        let Location::Postgres(url) = &self.location else { return Ok(Vec::new()) };
        Ok(yardstick::server_processes(url)?.into_iter().map(Process::of).collect())
    }

    /// What the database takes up, in MiB.
    pub fn disk_mb(&self) -> anyhow::Result<u64> {
        Ok(yardstick::size(&self.location)? >> 20)
    }

    pub fn config(&self) -> anyhow::Result<Config> {
        let settings = Settings {
            data: Some(self.folder.join("data")),
            database: Some(self.database()),
            listen: Some("127.0.0.1:0".to_owned()),
            second_step: Some("nobody".to_owned()),
            ..Settings::default()
        };
        settings.checked()
    }

    fn database(&self) -> String {
        match &self.location {
            Location::File(path) => path.display().to_string(),
            Location::Postgres(url) => url.clone(),
        }
    }

    /// Works on it from this process, while no server runs, on threads that end with the work.
    pub fn with_engine<T>(&self, work: impl AsyncFnOnce(&Engine) -> anyhow::Result<T>) -> anyhow::Result<T> {
        let config = self.config()?;
        let engine = open::engine(&config, &Clock::default(), Courier::default(), config.listen.port())?;
        open::complete(&engine, work(&engine))
    }

    /// Runs another command of this program on it, to its end.
    pub fn command(&self, words: &[&str]) -> anyhow::Result<Command> {
        let mut command = Command::new(std::env::current_exe().context("finding this program")?);
        command
            .args(words)
            .env_clear()
            .env("HALLES_DATA", self.folder.join("data"))
            .env("HALLES_DATABASE", self.database())
            .env("HALLES_LISTEN", "127.0.0.1:0")
            .env("HALLES_SECOND_STEP", "nobody");
        Ok(command)
    }

    /// Starts the server and waits until it may be spoken to.
    pub fn serves(&self) -> anyhow::Result<Server> {
        let mut command = self.command(&["bench", "house"])?;
        if self.is_archived {
            command.env("HALLES_ARCHIVE", self.archive());
        }
        Server::start(command, self.folder.join("server.log"))
    }

    /// Starts a bare server of the answers in `files`.
    pub fn serves_bytes(&self, files: &[PathBuf]) -> anyhow::Result<Server> {
        let mut command = self.command(&["bench", "bytes"])?;
        command.args(files);
        Server::start(command, self.folder.join("bytes.log"))
    }
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
        for (url, name) in
            self.postgres.iter().flat_map(|(url, made)| made.iter().map(move |name| (url, name)))
        {
            let _ = yardstick::drop_database(url, name);
        }
    }
}

/// A server in a process of its own. Dropped, it is killed; it also ends when this process does.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// Open as long as this process lives.
    _leash: Option<ChildStdin>,
    log: PathBuf,
    pub door: SocketAddr,
}

impl Server {
    fn start(mut command: Command, log: PathBuf) -> anyhow::Result<Self> {
        let file = std::fs::File::create(&log).with_context(|| format!("making {}", log.display()))?;
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(file)
            .spawn()
            .context("starting the server")?;
        let (leash, out) = (child.stdin.take(), child.stdout.take());
        let door = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut server = Self { child, _leash: leash, log, door };
        let mut line = String::new();
        if let Some(out) = out {
            BufReader::new(out).read_line(&mut line)?;
        }
        let door = line.trim().strip_prefix(LISTENS).and_then(|door| door.parse().ok());
        server.door = door.with_context(|| format!("the server did not start: {line}{}", server.log()))?;
        Ok(server)
    }

    pub fn process(&self) -> Process {
        Process::of(self.child.id())
    }

    pub fn is_up(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Asks it to end, waits, and fails where it complained.
    pub fn end(mut self) -> anyhow::Result<()> {
        let id = self.child.id().to_string();
        Command::new("kill").args(["-TERM", &id]).status().context("asking the server to end")?;
        let status = self.child.wait()?;
        anyhow::ensure!(status.success(), "the server ended with {status}: {}", self.log());
        let log = self.log();
        let complaints: Vec<&str> = log.lines().filter(|line| line.contains("ERROR")).collect();
        let shown = complaints.iter().take(LINES_SHOWN).copied().collect::<Vec<_>>().join("\n");
        anyhow::ensure!(complaints.is_empty(), "the server complained {} times:\n{shown}", complaints.len());
        Ok(())
    }

    fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `halles serve` on a leash: what `serves` starts.
pub fn run() -> anyhow::Result<ExitCode> {
    end_with_the_starter();
    serve::run(&Installation::default())
}
