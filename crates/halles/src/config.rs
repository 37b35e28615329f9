//! How this installation runs: defaults, under a TOML file, under the environment, under flags. Reads no clock, opens
//! nothing; a wrong value names where it stands.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::Context;
use engine::SecondStepFor;
use gateways::boutique_file::ARCHIVE_BYTES_MAX;
use gateways::mail::{SmtpSecurity, SmtpSettings};
use gateways::objects::s3::{Keys, Place};
use store::Location;
use web::Scheme;

/// Letters come from here unless a sender is named; `.invalid` is reserved, so nobody owns it.
const SENDER: &str = "market@halles.invalid";
const ARCHIVE_DAYS: u16 = 7;
const IMPORT_MEGABYTES: u64 = 1_024;
const LISTEN: &str = "127.0.0.1:8080";

/// What one source says; what it leaves out, the source below it decides.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize, clap::Args)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Folder of everything that is kept [default: ./data]
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// A SQLite file, or postgres://… [default: halles.db in the data folder]
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// Address and port to listen on; port 0 takes a free one [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR")]
    pub listen: Option<String>,
    /// Address and port for figures in the form of Prometheus, and for /healthz and /readyz [default: none]
    #[arg(long, value_name = "ADDR")]
    pub watch: Option<String>,
    /// Where traces are sent, like http://127.0.0.1:4318 (OTLP over HTTP, JSON) [default: nowhere]
    #[arg(long, value_name = "URL")]
    pub otlp: Option<String>,
    /// Folder of an archive, on another disk, from which any moment can be had back (SQLite) [default: none]
    #[arg(long, value_name = "DIR")]
    pub archive: Option<PathBuf>,
    /// Where papers stand: s3://bucket/prefix?region=…&endpoint=https://… [default: the folder papers in the data folder]
    #[arg(long, value_name = "URL")]
    pub objects: Option<String>,
    /// Megabytes of a boutique's ZIP that a browser may send, up to 2048 [default: 1024]
    #[arg(long, value_name = "MB")]
    pub import_megabytes: Option<u64>,
    /// Days that the archive reaches back [default: 7]
    #[arg(long, value_name = "DAYS")]
    pub archive_days: Option<u16>,
    /// A list of names under sanctions, one a line, that applicants are held against [default: none]
    #[arg(long, value_name = "FILE")]
    pub sanctions: Option<PathBuf>,
    /// How browsers reach the markets: `http`, or `https` behind a proxy [default: http]
    #[arg(long, value_name = "SCHEME")]
    pub scheme: Option<String>,
    /// The port that browsers use, where a proxy stands before [default: the port listened on]
    #[arg(long, value_name = "PORT")]
    pub public_port: Option<u16>,
    /// Allows plain HTTP beyond this machine, where sessions can be overheard
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true")]
    pub plain_http: Option<bool>,
    /// Who must sign in with a second step: `operators`, or `nobody` [default: operators]
    #[arg(long, value_name = "WHO")]
    pub second_step: Option<String>,
    /// The sender of letters
    #[arg(long, value_name = "ADDRESS")]
    pub mail_from: Option<String>,
    /// A mail server; without one, letters go to the folder `mail`
    #[arg(long, value_name = "HOST")]
    pub smtp_host: Option<String>,
    #[arg(long, value_name = "PORT")]
    pub smtp_port: Option<u16>,
    /// `tls`, `starttls`, or `loopback` for a server on this machine [default: starttls]
    #[arg(long, value_name = "HOW")]
    pub smtp_security: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub smtp_user: Option<String>,
    /// A file that names the mood of the sandbox provider, for who rehearses its bad days
    #[arg(long, value_name = "FILE", hide = true)]
    pub sandbox_moods: Option<PathBuf>,
    /// Never a flag: other users of a machine can read flags.
    #[arg(skip)]
    pub smtp_password: Option<String>,
    /// Of the bucket: from the environment alone, by the names that all tools for S3 know.
    #[arg(skip)]
    #[serde(skip)]
    pub s3_keys: Option<Keys>,
}

/// What holds in the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    pub data: PathBuf,
    pub database: Location,
    pub listen: SocketAddr,
    /// Where figures are shown to who watches; absent means nowhere.
    pub watch: Option<SocketAddr>,
    /// Who must have set up a second step of signing in.
    pub second_step: SecondStepFor,
    /// Where traces are sent; plain HTTP, to a collector near by.
    pub otlp: Option<String>,
    pub archive: Option<PathBuf>,
    /// The bucket where papers stand, with its keys; absent means a folder.
    pub objects: Option<(Place, Keys)>,
    /// A boutique's ZIP that a browser sends may not be larger.
    pub archive_bytes_max: u64,
    pub archive_days: i64,
    /// Names under sanctions, one a line.
    pub sanctions: Option<PathBuf>,
    pub scheme: Scheme,
    /// The port that links show; absent means the one listened on.
    pub public_port: Option<u16>,
    pub mail_from: String,
    pub smtp: Option<SmtpSettings>,
    /// Read at each call to the sandbox provider; absent means that it is honest.
    pub sandbox_moods: Option<PathBuf>,
}

impl Settings {
    /// Reads `HALLES_DATA`, `HALLES_SMTP_PASSWORD` and the like through `variable`.
    pub fn of_environment(variable: impl Fn(&str) -> Option<String>) -> anyhow::Result<Self> {
        let text = |name: &str| variable(&format!("HALLES_{name}")).filter(|value| !value.is_empty());
        Ok(Self {
            data: text("DATA").map(PathBuf::from),
            database: text("DATABASE"),
            listen: text("LISTEN"),
            watch: text("WATCH"),
            otlp: text("OTLP"),
            archive: text("ARCHIVE").map(PathBuf::from),
            objects: text("OBJECTS"),
            sanctions: text("SANCTIONS").map(PathBuf::from),
            import_megabytes: parsed("HALLES_IMPORT_MEGABYTES", text("IMPORT_MEGABYTES"))?,
            archive_days: parsed("HALLES_ARCHIVE_DAYS", text("ARCHIVE_DAYS"))?,
            scheme: text("SCHEME"),
            public_port: parsed("HALLES_PUBLIC_PORT", text("PUBLIC_PORT"))?,
            plain_http: parsed("HALLES_PLAIN_HTTP", text("PLAIN_HTTP"))?,
            second_step: text("SECOND_STEP"),
            mail_from: text("MAIL_FROM"),
            smtp_host: text("SMTP_HOST"),
            smtp_port: parsed("HALLES_SMTP_PORT", text("SMTP_PORT"))?,
            smtp_security: text("SMTP_SECURITY"),
            smtp_user: text("SMTP_USER"),
            sandbox_moods: text("SANDBOX_MOODS").map(PathBuf::from),
            smtp_password: text("SMTP_PASSWORD"),
            s3_keys: s3_keys(&variable),
        })
    }

    pub fn of_file(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        toml::from_str(&text).with_context(|| format!("reading {}", path.display()))
    }

    /// These settings, and where they are silent, those of `below`.
    pub fn over(self, below: Self) -> Self {
        Self {
            data: self.data.or(below.data),
            database: self.database.or(below.database),
            listen: self.listen.or(below.listen),
            watch: self.watch.or(below.watch),
            otlp: self.otlp.or(below.otlp),
            archive: self.archive.or(below.archive),
            objects: self.objects.or(below.objects),
            sanctions: self.sanctions.or(below.sanctions),
            import_megabytes: self.import_megabytes.or(below.import_megabytes),
            archive_days: self.archive_days.or(below.archive_days),
            scheme: self.scheme.or(below.scheme),
            public_port: self.public_port.or(below.public_port),
            plain_http: self.plain_http.or(below.plain_http),
            second_step: self.second_step.or(below.second_step),
            mail_from: self.mail_from.or(below.mail_from),
            smtp_host: self.smtp_host.or(below.smtp_host),
            smtp_port: self.smtp_port.or(below.smtp_port),
            smtp_security: self.smtp_security.or(below.smtp_security),
            smtp_user: self.smtp_user.or(below.smtp_user),
            sandbox_moods: self.sandbox_moods.or(below.sandbox_moods),
            smtp_password: self.smtp_password.or(below.smtp_password),
            s3_keys: self.s3_keys.or(below.s3_keys),
        }
    }

    /// Fills in the defaults and checks what was said.
    pub fn checked(self) -> anyhow::Result<Config> {
        let listen = address("listen", self.listen.as_deref().unwrap_or(LISTEN))?;
        let watch = self.watch.as_deref().map(|text| address("watch", text)).transpose()?;
        let second_step = match self.second_step.as_deref() {
            None | Some("operators") => SecondStepFor::Operators,
            Some("nobody") => SecondStepFor::Nobody,
            Some(other) => anyhow::bail!("second_step: `{other}` is neither operators nor nobody"),
        };
        let scheme = scheme_of(self.scheme.as_deref())?;
        if scheme == Scheme::Http && !listen.ip().is_loopback() && !self.plain_http.unwrap_or_default() {
            anyhow::bail!(
                "listen: {listen} is reached from other machines, but plain HTTP lets sessions be overheard; \
                 set the scheme `https` behind a proxy that ends TLS, or allow it with `plain_http`"
            );
        }
        if let Some(url) = &self.otlp {
            anyhow::ensure!(url.starts_with("http://"), "otlp: `{url}` does not begin with http://");
        }
        let mail_from = self.mail_from.clone().unwrap_or_else(|| SENDER.to_owned());
        let smtp = self.smtp(&mail_from)?;
        let objects = self.objects.as_deref().map(|text| bucket(text, self.s3_keys.clone())).transpose()?;
        let data = self.data.unwrap_or_else(|| PathBuf::from("data"));
        let database = match self.database.as_deref() {
            Some(text) => Location::parse(text),
            None => Location::File(data.join("halles.db")),
        };
        Ok(Config {
            data,
            database,
            listen,
            watch,
            otlp: self.otlp,
            archive: self.archive,
            objects,
            sanctions: self.sanctions,
            archive_bytes_max: archive_bytes_max(self.import_megabytes)?,
            archive_days: i64::from(self.archive_days.unwrap_or(ARCHIVE_DAYS).max(1)),
            scheme,
            second_step,
            public_port: self.public_port,
            mail_from,
            smtp,
            sandbox_moods: self.sandbox_moods,
        })
    }

    fn smtp(&self, from: &str) -> anyhow::Result<Option<SmtpSettings>> {
        let Some(host) = self.smtp_host.clone() else { return Ok(None) };
        let (security, port) = match self.smtp_security.as_deref() {
            Some("tls") => (SmtpSecurity::Tls, 465),
            None | Some("starttls") => (SmtpSecurity::StartTls, 587),
            Some("loopback") => (SmtpSecurity::Loopback, 25),
            Some(other) => anyhow::bail!("smtp_security: `{other}` is none of tls, starttls, loopback"),
        };
        Ok(Some(SmtpSettings {
            host,
            port: self.smtp_port.unwrap_or(port),
            security,
            user: self.smtp_user.clone(),
            password: self.smtp_password.clone(),
            from: from.to_owned(),
        }))
    }
}

impl Config {
    /// The part of a market's address before its host.
    pub fn scheme_text(&self) -> &'static str {
        match self.scheme {
            Scheme::Http => "http",
            Scheme::Https => "https",
        }
    }

    /// Where this process reaches itself: an address that listens on all interfaces is also reached by loopback.
    pub fn own_door(&self, port: u16) -> SocketAddr {
        let ip = match self.listen.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::from([127, 0, 0, 1]),
            IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::from(std::net::Ipv6Addr::LOCALHOST),
            ip => ip,
        };
        SocketAddr::new(ip, port)
    }
}

fn s3_keys(variable: impl Fn(&str) -> Option<String>) -> Option<Keys> {
    let text = |name: &str| variable(name).filter(|value| !value.is_empty());
    let (id, secret) = (text("AWS_ACCESS_KEY_ID")?, text("AWS_SECRET_ACCESS_KEY")?);
    Some(Keys { id, secret, token: text("AWS_SESSION_TOKEN") })
}

fn bucket(text: &str, keys: Option<Keys>) -> anyhow::Result<(Place, Keys)> {
    let place = Place::parse(text).map_err(|error| anyhow::anyhow!("objects: {error}"))?;
    let keys = keys.context(
        "objects: a bucket needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, and nowhere else",
    )?;
    Ok((place, keys))
}

/// What a browser may send of a boutique, in bytes.
fn archive_bytes_max(megabytes: Option<u64>) -> anyhow::Result<u64> {
    let megabytes = megabytes.unwrap_or(IMPORT_MEGABYTES);
    let most = ARCHIVE_BYTES_MAX >> 20;
    anyhow::ensure!(
        (1..=most).contains(&megabytes),
        "import_megabytes: `{megabytes}` is not within 1 and {most}"
    );
    Ok(megabytes << 20)
}

fn address(setting: &str, text: &str) -> anyhow::Result<SocketAddr> {
    text.parse().with_context(|| format!("{setting}: `{text}` is no address with a port"))
}

fn scheme_of(text: Option<&str>) -> anyhow::Result<Scheme> {
    match text {
        None | Some("http") => Ok(Scheme::Http),
        Some("https") => Ok(Scheme::Https),
        Some(other) => anyhow::bail!("scheme: `{other}` is neither http nor https"),
    }
}

fn parsed<T>(name: &str, text: Option<String>) -> anyhow::Result<Option<T>>
where
    T: std::str::FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    text.map(|text| text.parse::<T>().with_context(|| format!("{name}: `{text}`"))).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listen(port: u16) -> Settings {
        Settings { listen: Some(format!("127.0.0.1:{port}")), ..Settings::default() }
    }

    #[test]
    fn flags_stand_above_the_environment_above_the_file_above_the_defaults() {
        let (flag, environment, file) = (listen(1), listen(2), listen(3));
        let none = Settings::default;
        let table = [
            (flag.clone(), environment.clone(), file.clone(), 1),
            (none(), environment.clone(), file.clone(), 2),
            (none(), none(), file.clone(), 3),
            (none(), none(), none(), 8080),
        ];
        for (flags, environment, file, port) in table {
            let config = flags.over(environment).over(file).checked().unwrap();
            assert_eq!(config.listen.port(), port);
        }
    }

    #[test]
    fn each_setting_can_stand_in_the_environment_and_in_a_file() {
        let environment = Settings::of_environment(|name| match name {
            "HALLES_DATA" => Some("/srv/halles".into()),
            "HALLES_SMTP_HOST" => Some("mail.example.com".into()),
            "HALLES_SMTP_PASSWORD" => Some("secret".into()),
            "HALLES_PUBLIC_PORT" => Some("443".into()),
            _ => None,
        });
        let file: Settings = toml::from_str("scheme = \"https\"\nsmtp_security = \"tls\"\n").unwrap();
        let config = environment.unwrap().over(file).checked().unwrap();
        assert_eq!(config.database, Location::File("/srv/halles/halles.db".into()));
        assert_eq!((config.scheme_text(), config.public_port), ("https", Some(443)));
        let smtp = config.smtp.unwrap();
        assert_eq!(
            (smtp.port, smtp.security, smtp.password.as_deref()),
            (465, SmtpSecurity::Tls, Some("secret"))
        );
    }

    #[test]
    fn a_bucket_needs_keys_and_they_stand_in_the_environment_alone() {
        let environment = |with_keys: bool| {
            Settings::of_environment(move |name| match name {
                "HALLES_OBJECTS" => Some("s3://papers?region=eu-central-1".into()),
                "AWS_ACCESS_KEY_ID" => with_keys.then(|| "AKIDTEST".into()),
                "AWS_SECRET_ACCESS_KEY" => with_keys.then(|| "a secret".into()),
                _ => None,
            })
            .unwrap()
        };
        let said = environment(false).checked().unwrap_err().to_string();
        assert!(said.contains("AWS_SECRET_ACCESS_KEY"), "{said}");
        let config = environment(true).checked().unwrap();
        assert!(config.objects.is_some());
        let shown = format!("{config:?} {:?}", environment(true));
        assert!(!shown.contains("AKIDTEST") && !shown.contains("a secret"), "{shown}");
        assert!(toml::from_str::<Settings>("s3_keys = \"x\"\n").is_err(), "a file holds no keys");
        let open = Settings { objects: Some("/srv/papers".into()), ..Settings::default() };
        assert!(open.checked().unwrap_err().to_string().contains("s3://"));
    }

    #[test]
    fn plain_http_beyond_this_machine_has_to_be_allowed() {
        let open = Settings { listen: Some("0.0.0.0:80".into()), ..Settings::default() };
        assert!(open.clone().checked().unwrap_err().to_string().contains("plain_http"));
        assert!(Settings { plain_http: Some(true), ..open.clone() }.checked().is_ok());
        assert!(Settings { scheme: Some("https".into()), ..open }.checked().is_ok());
    }

    #[test]
    fn a_wrong_value_is_named() {
        let wrong = |settings: Settings| settings.checked().unwrap_err().to_string();
        let listen = Settings { listen: Some("nowhere".into()), ..Settings::default() };
        assert!(wrong(listen).contains("`nowhere`"));
        assert!(wrong(Settings { scheme: Some("ftp".into()), ..Settings::default() }).contains("`ftp`"));
        assert!(
            toml::from_str::<Settings>("lisen = \"x\"").is_err(),
            "a misspelt setting is not passed over"
        );
        let step = Settings { second_step: Some("all".into()), ..Settings::default() };
        assert!(wrong(step).contains("`all`"));
        let import = |megabytes| Settings { import_megabytes: Some(megabytes), ..Settings::default() };
        assert!(wrong(import(4_096)).contains("import_megabytes") && wrong(import(0)).contains("`0`"));
        assert_eq!(import(200).checked().unwrap().archive_bytes_max, 200 << 20);
        let port = Settings::of_environment(|name| (name == "HALLES_SMTP_PORT").then(|| "x".into()));
        assert!(port.unwrap_err().to_string().contains("HALLES_SMTP_PORT"));
    }
}
