//! What the engine gets from outside: the clock, randomness, secrets, letters, pictures, and the way of the sandbox's
//! webhooks to our own door. The only file that reads the clock or draws randomness.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use anyhow::Context;
use domain::Micros;
use engine::Outside;
use gateways::identity;
use gateways::mail::Mailer;
use gateways::objects::s3::{Patience, S3};
use gateways::objects::{Folder, Objects};
use gateways::payment::signature::Secret;
use gateways::pictures::Shelf;
use gateways::sanctions::SanctionsList;
use gateways::seal::MasterKey;
use gateways::sign::SigningKey;

use crate::config::Config;
use crate::deliver::Courier;

/// The file of secrets: the key of guests' links, the one that signs the sandbox's events, the one that seals papers, the
/// one that signs the audit.
const SECRETS: &str = "secret";
const SECRET_BYTES: usize = 32;

/// The clock of a process: the system's, or one that stands where it was put.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    /// 0 lets it run.
    standing: Arc<AtomicI64>,
}

impl Clock {
    pub fn standing_at(moment: Micros) -> Self {
        let clock = Self::default();
        clock.put(moment);
        clock
    }

    /// Stands at `moment` from now on.
    pub fn put(&self, moment: Micros) {
        self.standing.store(moment, Ordering::SeqCst);
    }

    pub fn now(&self) -> Micros {
        match self.standing.load(Ordering::SeqCst) {
            0 => system_now(),
            standing => standing,
        }
    }
}

/// The system's time in microseconds.
pub fn system_now() -> Micros {
    #[expect(clippy::disallowed_methods, reason = "the wiring is where the clock is read")]
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let micros = since.expect("the system's clock stands after 1970").as_micros();
    i64::try_from(micros).expect("microseconds fit for 290,000 years")
}

/// When this process began to measure something that it tells its user, such as how long the demo took.
pub fn stopwatch() -> Instant {
    #[expect(clippy::disallowed_methods, reason = "the wiring is where the clock is read")]
    Instant::now()
}

/// Fills with randomness fit for secrets.
pub fn random(bytes: &mut [u8]) {
    #[expect(clippy::disallowed_methods, reason = "the wiring is where randomness is drawn")]
    getrandom::fill(bytes).expect("the system always has randomness once it has started");
}

/// A number that no other request or process has.
pub fn random_number() -> u64 {
    let mut bytes = [0; 8];
    random(&mut bytes);
    u64::from_be_bytes(bytes)
}

/// The secrets of an installation.
pub struct Secrets {
    link: [u8; SECRET_BYTES],
    sandbox: Secret,
    paper: [u8; SECRET_BYTES],
    audit: [u8; SECRET_BYTES],
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets(…)")
    }
}

impl Secrets {
    /// Reads the installation's secrets, or makes them at its first start, readable by its user alone.
    pub fn of(data: &Path) -> anyhow::Result<Self> {
        std::fs::create_dir_all(data).with_context(|| format!("making {}", data.display()))?;
        let path = data.join(SECRETS);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => make_secrets(&path)?,
            Err(error) => return Err(error).with_context(|| format!("reading {}", path.display())),
        };
        Self::read(&text).with_context(|| format!("{} does not hold four secrets", path.display()))
    }

    fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines().map(|line| data_encoding::HEXLOWER.decode(line.trim().as_bytes()).ok());
        let mut next = || lines.next().flatten();
        let (link, sandbox, paper, audit) = (next()?, next()?, next()?, next()?);
        let sandbox = Secret::from_bytes(&sandbox).ok()?;
        let (link, paper) = (link.try_into().ok()?, paper.try_into().ok()?);
        Some(Self { link, sandbox, paper, audit: audit.try_into().ok()? })
    }
}

fn make_secrets(path: &Path) -> anyhow::Result<String> {
    use std::io::Write;
    let mut bytes = [0; 4 * SECRET_BYTES];
    random(&mut bytes);
    let lines = bytes.chunks(SECRET_BYTES).map(|part| data_encoding::HEXLOWER.encode(part) + "\n");
    let text: String = lines.collect();
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    written.with_context(|| format!("writing {}", path.display()))?;
    Ok(text)
}

/// Puts together what the engine needs. `port` is the one that links show.
pub fn outside(config: &Config, clock: &Clock, courier: Courier, port: u16) -> anyhow::Result<Outside> {
    let secrets = Secrets::of(&config.data)?;
    let mailer = match &config.smtp {
        Some(settings) => Mailer::smtp(settings),
        None => Mailer::folder(config.data.join("mail"), &config.mail_from),
    };
    let clock = clock.clone();
    Ok(Outside {
        objects: objects(config),
        clock: Box::new(move || clock.now()),
        machine_clock: Box::new(system_now),
        random: Box::new(random),
        mailer: mailer.context("the sender of letters")?,
        shelf: Shelf::new(config.data.join("pictures")),
        paper_key: MasterKey::new(secrets.paper),
        archive_bytes_max: config.archive_bytes_max,
        second_step: config.second_step,
        audit_key: SigningKey::new(&secrets.audit),
        identity: Arc::new(identity::Sandbox),
        sanctions: config.sanctions.as_ref().map(SanctionsList::file).unwrap_or_default(),
        letters: Box::new(web::letters::for_reader),
        deliver: Box::new(move |delivery| courier.carry(delivery)),
        scheme: config.scheme_text().to_owned(),
        port,
        holder: format!("{}-{:x}", std::process::id(), random_number()),
        link_secret: secrets.link,
        sandbox_secret: secrets.sandbox,
    })
}

/// Where papers stand. A bucket is asked by the clock of the machine, wherever that of the market stands: it refuses what was
/// signed at another time.
fn objects(config: &Config) -> Arc<dyn Objects> {
    match &config.objects {
        None => Arc::new(Folder::new(config.data.join("papers"))),
        Some((place, keys)) => {
            let clock = Box::new(system_now);
            Arc::new(S3::new(place.clone(), keys.clone(), clock, Patience::default()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_made_once_and_only_their_user_reads_them() {
        let folder = crate::testing::folder("secrets");
        let first = Secrets::of(folder.path()).unwrap();
        let second = Secrets::of(folder.path()).unwrap();
        assert_eq!(first.link, second.link);
        assert!(first.sandbox == second.sandbox && first.link != [0; SECRET_BYTES]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(folder.path().join(SECRETS)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        std::fs::write(folder.path().join(SECRETS), "short").unwrap();
        assert!(Secrets::of(folder.path()).is_err(), "a damaged file is not replaced");
    }

    #[test]
    fn a_standing_clock_stands() {
        let clock = Clock::standing_at(5);
        assert_eq!((clock.now(), clock.now()), (5, 5));
        clock.put(9);
        assert_eq!(clock.clone().now(), 9);
        assert!(Clock::default().now() > 1_600_000_000_000_000, "a running clock is past 2020");
    }
}
