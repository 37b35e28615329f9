//! A PostgreSQL of its own for one run: made in a temporary folder, reached on a free port of the
//! loopback, gone when the run ends, however it ends. Never touches a cluster that is already there.

use crate::machine;
use anyhow::{Context, Result, bail};
use std::{
    fs,
    net::TcpListener,
    os::unix::fs::chown,
    path::{Path, PathBuf},
    process::{self, Child, Command, Stdio},
};

/// Where tests find the cluster. Without it, tests that need PostgreSQL say so and are skipped.
pub const URL_VARIABLE: &str = "HALLES_TEST_POSTGRES";

const STARTS_MAX: usize = 3;
/// Durability is given up: the data lives as long as the run.
const SETTINGS: &str = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c wal_level=minimal \
    -c max_wal_senders=0 -c max_connections=200 -c shared_buffers=128MB -c listen_addresses=127.0.0.1";

/// Waits until the task has gone, even if it was killed, then stops the cluster and removes its folder.
const GUARD: &str = "trap '' INT TERM HUP; cat >/dev/null; \"$@\" >/dev/null 2>&1; rm -rf \"$0\"";

#[derive(Debug)]
pub struct Cluster {
    port: u16,
    guard: Child,
    restart: Vec<String>,
}

impl Cluster {
    pub fn start() -> Result<Self> {
        Self::start_with(SETTINGS)
    }

    /// A cluster that keeps what it has told when its processes are killed, though not when the machine is.
    pub fn start_durable() -> Result<Self> {
        Self::start_with(&format!("{SETTINGS} -c synchronous_commit=on"))
    }

    fn start_with(settings: &str) -> Result<Self> {
        let programs = Programs::find_or_install()?;
        let folder = std::env::temp_dir().join(format!("halles-postgres-{}", process::id()));
        fs::create_dir_all(&folder).with_context(|| format!("create {}", folder.display()))?;
        let guard = programs.guard(&folder)?;
        let restart = programs.restart(&folder);
        let mut cluster = Self { port: 0, guard, restart };
        programs.hand_over(&folder)?;
        machine::run(
            programs
                .command("initdb")
                .args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"])
                .arg("--pgdata")
                .arg(folder.join("data")),
        )?;
        cluster.port = programs.serve(&folder, settings)?;
        Ok(cluster)
    }

    /// The command, word by word, that restarts the cluster at once, as after a crash of all its processes.
    pub fn restart_words(&self) -> &[String] {
        &self.restart
    }

    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // The guard acts when its standard input closes; waiting makes sure that nothing is left behind.
        drop(self.guard.stdin.take());
        let _ = self.guard.wait();
    }
}

/// PostgreSQL's own programs, and the user who may run them: they refuse to run as root.
#[derive(Debug)]
struct Programs {
    folder: PathBuf,
    user: Option<&'static str>,
}

impl Programs {
    fn find_or_install() -> Result<Self> {
        let folder = match Self::folder() {
            Some(folder) => folder,
            None => {
                machine::install(&["postgresql"])?;
                Self::folder().context("postgresql was installed, but initdb is not to be found")?
            }
        };
        let user = if machine::is_root() { Some(unprivileged_user()?) } else { None };
        Ok(Self { folder, user })
    }

    fn folder() -> Option<PathBuf> {
        let mut versions: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.ok().map(|entry| entry.path().join("bin")))
            .collect();
        versions.sort_by_key(|path| std::cmp::Reverse(version(path)));
        let initdb = machine::find(&["initdb"], &versions)?;
        // Links into a version's folder are common; the programs beside the real one belong together.
        fs::canonicalize(initdb).ok()?.parent().map(Path::to_path_buf)
    }

    fn command(&self, name: &str) -> Command {
        let program = self.folder.join(name);
        let mut command = match self.user {
            Some(user) => {
                let mut command = Command::new("runuser");
                command.args(["--user", user, "--"]).arg(program);
                command
            }
            None => Command::new(program),
        };
        command.current_dir("/").stdin(Stdio::null());
        command
    }

    fn hand_over(&self, folder: &Path) -> Result<()> {
        let Some(user) = self.user else { return Ok(()) };
        chown(folder, Some(id_of(user, "-u")?), Some(id_of(user, "-g")?))
            .with_context(|| format!("give {} to {user}", folder.display()))
    }

    fn guard(&self, folder: &Path) -> Result<Child> {
        let mut stop = self.command("pg_ctl");
        stop.args(["stop", "--mode=immediate", "--pgdata"]).arg(folder.join("data"));
        let mut guard = Command::new("sh");
        guard.args(["-c", GUARD]).arg(folder).arg(stop.get_program()).args(stop.get_args());
        guard.current_dir("/").stdin(Stdio::piped()).spawn().context("start the guard of the cluster")
    }

    fn restart(&self, folder: &Path) -> Vec<String> {
        let mut command = self.command("pg_ctl");
        command
            .args(["restart", "--wait", "--timeout=60", "--mode=immediate", "--pgdata"])
            .arg(folder.join("data"));
        command.arg("--log").arg(folder.join("log"));
        let words = std::iter::once(command.get_program()).chain(command.get_args());
        words.map(|word| word.to_string_lossy().into_owned()).collect()
    }

    fn serve(&self, folder: &Path, settings: &str) -> Result<u16> {
        let log = folder.join("log");
        for _ in 0..STARTS_MAX {
            let port = free_port()?;
            let mut start = self.command("pg_ctl");
            start.args(["start", "--wait", "--timeout=60", "--pgdata"]).arg(folder.join("data"));
            start.arg("--log").arg(&log).arg("--options");
            start.arg(format!("{settings} -c port={port} -c unix_socket_directories='{}'", folder.display()));
            // The server keeps the streams of whoever starts it: a pipe would never close.
            start.stdout(Stdio::null()).stderr(Stdio::null());
            if start.status().context("start PostgreSQL")?.success() {
                return Ok(port);
            }
        }
        bail!("PostgreSQL does not start:\n{}", fs::read_to_string(log).unwrap_or_default())
    }
}

fn version(bin: &Path) -> u32 {
    let name = bin.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    name.and_then(|name| name.parse().ok()).unwrap_or(0)
}

fn unprivileged_user() -> Result<&'static str> {
    let user = ["postgres", "nobody"].into_iter().find(|user| id_of(user, "-u").is_ok());
    user.context("PostgreSQL refuses to run as root, and there is no user postgres or nobody")
}

fn id_of(user: &str, which: &str) -> Result<u32> {
    let output = Command::new("id").args([which, user]).output().context("ask for the id of a user")?;
    let text = String::from_utf8_lossy(&output.stdout);
    text.trim().parse().with_context(|| format!("no user {user}"))
}

/// Another process may take the port before PostgreSQL does; then it is asked again with another one.
fn free_port() -> Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").context("find a free port")?;
    Ok(listener.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpStream;

    #[test]
    fn a_cluster_serves_while_it_is_held_and_leaves_nothing_behind() {
        if Programs::folder().is_none() {
            println!("skipped: PostgreSQL is not installed");
            return;
        }
        let folder = std::env::temp_dir().join(format!("halles-postgres-{}", process::id()));
        let cluster = Cluster::start().unwrap();
        let port = cluster.port;
        assert!(TcpStream::connect(("127.0.0.1", port)).is_ok());
        drop(cluster);
        assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
        assert!(!folder.exists());
    }

    #[test]
    fn a_newer_version_comes_first() {
        let mut folders = ["/usr/lib/postgresql/9/bin", "/usr/lib/postgresql/17/bin"].map(PathBuf::from);
        folders.sort_by_key(|path| std::cmp::Reverse(version(path)));
        assert_eq!(version(&folders[0]), 17);
    }
}
