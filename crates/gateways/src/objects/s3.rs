//! A bucket that speaks S3: put, get and delete of whole files, signed, over HTTPS (plain HTTP only to this machine). What
//! it can't reach or is refused is an error that says so; what failed for a moment is tried again, a few times. Keys come
//! from the environment, and are in no message and no log.

mod sign;
#[cfg(test)]
mod tests;

use std::io::Read;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use ureq::config::Config;
use ureq::http::Response;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body};

use self::sign::{Signed, authorization, digest, stamp};
use super::{ObjectKey, Objects};

/// Larger files are nobody's papers and no boutique's archive.
const OBJECT_BYTES_MAX: u64 = 1 << 30;
/// Of what a refusal says, so much is read and so much told.
const REFUSAL_BYTES_MAX: u64 = 4_096;
const CODE_LETTERS_MAX: usize = 40;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const HEADER_BYTES_MAX: usize = 16 * 1024;
const PREFIX_BYTES_MAX: usize = 200;

/// Who asks. Never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Keys {
    pub id: String,
    pub secret: String,
    /// Of keys that were lent for a while.
    pub token: Option<String>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(…)")
    }
}

/// Where the files stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Scheme, host and port, without a slash at the end.
    endpoint: String,
    region: String,
    bucket: String,
    /// Before each key; empty or with a slash at the end.
    prefix: String,
}

impl Place {
    /// `s3://bucket/prefix?region=eu-central-1&endpoint=https://…`; without an endpoint it is AWS.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let rest = text.strip_prefix("s3://").context("it does not begin with s3://")?;
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (bucket, prefix) = path.split_once('/').unwrap_or((path, ""));
        let (mut region, mut endpoint) = ("", "");
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            match pair.split_once('=') {
                Some(("region", value)) => region = value,
                Some(("endpoint", value)) => endpoint = value,
                // Never its value: somebody may have put a key there.
                other => {
                    let name = other.map_or(pair, |(name, _)| name);
                    bail!("`{name}` is neither region=… nor endpoint=…")
                }
            }
        }
        let plain = |text: &str, more: &[u8]| {
            text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || more.contains(&b))
        };
        ensure!(
            (3..=63).contains(&bucket.len()) && plain(bucket, b"-."),
            "`{bucket}` is no name of a bucket"
        );
        ensure!(!region.is_empty() && plain(region, b"-"), "the region is missing: …?region=eu-central-1");
        let prefix = prefix.trim_matches('/');
        let parts_fit = prefix.split('/').all(|part| !matches!(part, "." | "..") && plain(part, b"-._"));
        ensure!(
            prefix.len() <= PREFIX_BYTES_MAX && parts_fit && !prefix.contains("//"),
            "`{prefix}` is no prefix: small letters, digits, `-`, `.`, `_`, and `/` between them"
        );
        let endpoint = match endpoint.trim_end_matches('/') {
            "" => format!("https://s3.{region}.amazonaws.com"),
            named => checked_endpoint(named)?.to_owned(),
        };
        let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}/") };
        Ok(Self { endpoint, region: region.to_owned(), bucket: bucket.to_owned(), prefix })
    }

    fn host(&self) -> &str {
        self.endpoint.split_once("://").map_or("", |(_, host)| host)
    }

    fn path(&self, key: &ObjectKey) -> String {
        format!("/{}/{}{}", self.bucket, self.prefix, key.as_str())
    }
}

/// Scheme and host alone; plain HTTP only to this machine.
fn checked_endpoint(text: &str) -> anyhow::Result<&str> {
    let (scheme, host) = text.split_once("://").context("the endpoint does not begin with https://")?;
    let is_host = |b: u8| b.is_ascii_alphanumeric() || b"-.:[]".contains(&b);
    // Not shown: a name and a password may stand there.
    ensure!(!host.is_empty() && host.bytes().all(is_host), "the endpoint is not a host alone");
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    let is_near = matches!(name, "localhost" | "127.0.0.1" | "[::1]");
    ensure!(
        scheme == "https" || (scheme == "http" && is_near),
        "the endpoint `{text}` is not encrypted: https:// is needed to other machines"
    );
    Ok(text)
}

/// How long one waits, and how often it is tried.
#[derive(Debug, Clone)]
pub struct Patience {
    /// For one try, from the first byte sent to the last one read.
    pub whole: Duration,
    /// Between two tries; as many more tries as pauses.
    pub pauses: Vec<Duration>,
}

impl Default for Patience {
    fn default() -> Self {
        let pauses = [200, 1_000].map(Duration::from_millis);
        Self { whole: Duration::from_secs(20), pauses: pauses.to_vec() }
    }
}

type Clock = Box<dyn Fn() -> i64 + Send + Sync>;

pub struct S3 {
    place: Place,
    keys: Keys,
    clock: Clock,
    patience: Patience,
    agent: Agent,
}

impl std::fmt::Debug for S3 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("S3").field("place", &self.place).finish_non_exhaustive()
    }
}

/// What came back of one try.
enum Came {
    Answer(Response<Body>),
    /// Worth another try.
    Failed(anyhow::Error),
}

impl S3 {
    /// `clock` tells microseconds since 1970: a signature holds for a quarter of an hour.
    pub fn new(place: Place, keys: Keys, clock: Clock, patience: Patience) -> Self {
        let config = Config::builder()
            .proxy(None)
            .max_redirects(0)
            .http_status_as_error(false)
            .max_response_header_size(HEADER_BYTES_MAX)
            .timeout_connect(Some(CONNECT_TIMEOUT))
            .timeout_global(Some(patience.whole))
            .user_agent("Halles")
            .tls_config(TlsConfig::builder().root_certs(RootCerts::WebPki).build())
            .build();
        Self { place, keys, clock, patience, agent: Agent::new_with_config(config) }
    }

    /// Tries until there is an answer that is worth reading by `read`, or no more tries.
    fn ask<T>(
        &self,
        method: &str,
        key: &ObjectKey,
        bytes: &[u8],
        read: impl Fn(Response<Body>) -> Result<T, anyhow::Error>,
    ) -> anyhow::Result<T> {
        let mut pauses = self.patience.pauses.iter();
        loop {
            let failed = match self.once(method, key, bytes) {
                Came::Answer(answer) if is_passing(answer.status().as_u16()) => refusal(answer),
                Came::Answer(answer) if !matches!(answer.status().as_u16(), 200..=299 | 404) => {
                    return Err(refusal(answer)).with_context(|| self.about(method, key));
                }
                Came::Answer(answer) => match read(answer) {
                    Ok(read) => return Ok(read),
                    Err(error) => error,
                },
                Came::Failed(error) => error,
            };
            match pauses.next() {
                Some(pause) => std::thread::sleep(*pause),
                None => return Err(failed).with_context(|| self.about(method, key)),
            }
        }
    }

    fn about(&self, method: &str, key: &ObjectKey) -> String {
        format!("{method} {} in the bucket {} at {}", key.as_str(), self.place.bucket, self.place.endpoint)
    }

    fn once(&self, method: &str, key: &ObjectKey, bytes: &[u8]) -> Came {
        let (path, body, stamp) = (self.place.path(key), digest(bytes), stamp((self.clock)()));
        let mut headers =
            vec![("host", self.place.host()), ("x-amz-content-sha256", &*body), ("x-amz-date", &*stamp)];
        headers.extend(self.keys.token.as_deref().map(|token| ("x-amz-security-token", token)));
        let signed = Signed { method, path: &path, query: "", headers: &headers, body: &body };
        let signature = authorization(&self.keys, &self.place.region, &stamp, &signed);
        let url = format!("{}{path}", self.place.endpoint);
        // The host is the client's own header.
        let given =
            || headers.iter().skip(1).chain([&("authorization", &*signature)]).copied().collect::<Vec<_>>();
        let answer = match method {
            "PUT" => {
                given().into_iter().fold(self.agent.put(&url), |ask, (n, v)| ask.header(n, v)).send(bytes)
            }
            "DELETE" => {
                given().into_iter().fold(self.agent.delete(&url), |ask, (n, v)| ask.header(n, v)).call()
            }
            _ => given().into_iter().fold(self.agent.get(&url), |ask, (n, v)| ask.header(n, v)).call(),
        };
        match answer {
            Ok(answer) => Came::Answer(answer),
            Err(error) => Came::Failed(anyhow::Error::new(error).context("it can't be reached")),
        }
    }
}

/// Too busy, or broken for a moment.
fn is_passing(status: u16) -> bool {
    status == 429 || status == 408 || (500..=599).contains(&status)
}

/// What a refusal says of itself: its status and its code.
fn refusal(answer: Response<Body>) -> anyhow::Error {
    let status = answer.status().as_u16();
    let mut text = Vec::new();
    let mut body = answer.into_body();
    // What can't be read leaves the status alone.
    let _ = body.as_reader().take(REFUSAL_BYTES_MAX).read_to_end(&mut text);
    let text = String::from_utf8_lossy(&text);
    let code = text.split_once("<Code>").and_then(|(_, rest)| rest.split_once("</Code>"));
    let is_word = |c: &char| c.is_ascii_alphanumeric();
    let code: String = code
        .map(|(code, _)| code.chars().filter(is_word).take(CODE_LETTERS_MAX).collect())
        .unwrap_or_default();
    anyhow::anyhow!("it answers {status} {code}")
}

fn is_there(answer: &Response<Body>) -> bool {
    answer.status().as_u16() != 404
}

impl Objects for S3 {
    fn put(&self, key: &ObjectKey, bytes: &[u8]) -> anyhow::Result<()> {
        self.ask("PUT", key, bytes, |answer| if is_there(&answer) { Ok(()) } else { Err(refusal(answer)) })
    }

    fn get(&self, key: &ObjectKey) -> anyhow::Result<Option<Vec<u8>>> {
        self.ask("GET", key, &[], |answer| {
            if !is_there(&answer) {
                return match refusal(answer).to_string() {
                    said if said.contains("NoSuchBucket") => Err(anyhow::anyhow!(said)),
                    _ => Ok(None),
                };
            }
            let mut bytes = Vec::new();
            let mut body = answer.into_body();
            let length = body.content_length();
            body.as_reader()
                .take(OBJECT_BYTES_MAX + 1)
                .read_to_end(&mut bytes)
                .context("what it sent broke off")?;
            ensure!(length.is_none_or(|length| length == bytes.len() as u64), "what it sent broke off");
            ensure!(bytes.len() as u64 <= OBJECT_BYTES_MAX, "it is larger than anything that was put");
            Ok(Some(bytes))
        })
    }

    fn delete(&self, key: &ObjectKey) -> anyhow::Result<()> {
        self.ask("DELETE", key, &[], |_| Ok(()))
    }
}
