//! Fetches a picture whose address a stranger wrote, for imports. Connects to public addresses only, and to the very
//! address that was checked: a name is looked up once, judged, and used. Never reaches this machine or its networks.

mod public;

use std::io::Read;
use std::net::IpAddr;
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::http::uri::Scheme;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

pub use self::public::is_public;

const REDIRECTS_MAX: u32 = 3;
const URL_BYTES_MAX: usize = 2_048;
const HEADER_BYTES_MAX: usize = 32 << 10;
const LOOKUP_TIMEOUT: Duration = Duration::from_secs(5);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// From the look-up to the last byte, redirects included.
const WHOLE_TIMEOUT: Duration = Duration::from_secs(30);

/// Why a picture could not be fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FetchRefusal {
    #[error("the address is not one of a file on the web")]
    UrlInvalid,
    #[error("the address leads to a network that is not public")]
    NotPublic,
    #[error("the address leads on too often")]
    TooManyRedirects,
    #[error("the other side has no such file (status {0})")]
    Status(u16),
    #[error("the file is too large")]
    TooLarge,
    #[error("the other side does not answer in time, or not understandably")]
    Silent,
}

impl FetchRefusal {
    pub fn code(self) -> &'static str {
        match self {
            Self::UrlInvalid => "picture_url.invalid",
            Self::NotPublic => "picture_url.not_public",
            Self::TooManyRedirects => "picture_url.too_many_redirects",
            Self::Status(_) => "picture_url.status",
            Self::TooLarge => "picture_url.too_large",
            Self::Silent => "picture_url.silent",
        }
    }

    /// Whether a later attempt may go better.
    pub fn may_pass(self) -> bool {
        matches!(self, Self::Silent | Self::Status(429 | 500..=599))
    }
}

/// Fetches files; keeps connections for a while, so one fetcher serves a whole import.
#[derive(Debug, Clone)]
pub struct Fetcher {
    agent: ureq::Agent,
    bytes_max: usize,
}

impl Fetcher {
    pub fn new(bytes_max: usize) -> Self {
        Self::reaching(is_public, bytes_max, RootCerts::WebPki)
    }

    /// Where to connect and whom to believe; tests reach a server of theirs that makes its own certificate.
    fn reaching(allowed: fn(IpAddr) -> bool, bytes_max: usize, trusted: RootCerts) -> Self {
        let config = Config::builder()
            .proxy(None) // One named by the environment would connect in our place, unchecked.
            .max_redirects(REDIRECTS_MAX)
            .max_response_header_size(HEADER_BYTES_MAX)
            .timeout_resolve(Some(LOOKUP_TIMEOUT))
            .timeout_connect(Some(CONNECT_TIMEOUT))
            .timeout_global(Some(WHOLE_TIMEOUT))
            .user_agent("Halles")
            .accept("image/*")
            .tls_config(TlsConfig::builder().root_certs(trusted).build())
            .build();
        let resolver = CheckedResolver { lookup: DefaultResolver::default(), allowed };
        Self { agent: ureq::Agent::with_parts(config, DefaultConnector::default(), resolver), bytes_max }
    }

    /// The bytes behind an address, whatever they are.
    pub fn fetch(&self, url: &str) -> Result<Vec<u8>, FetchRefusal> {
        let mut response = self.agent.get(checked_url(url)?).call().map_err(refusal)?;
        let body = response.body_mut();
        if body.content_length().is_some_and(|length| length > self.bytes_max as u64) {
            return Err(FetchRefusal::TooLarge);
        }
        let mut bytes = Vec::new();
        let mut limited = body.as_reader().take(self.bytes_max as u64 + 1);
        limited.read_to_end(&mut bytes).map_err(|_| FetchRefusal::Silent)?;
        if bytes.len() > self.bytes_max { Err(FetchRefusal::TooLarge) } else { Ok(bytes) }
    }
}

/// Only the web, and no name and password in the address: they would be sent to whoever it leads to.
fn checked_url(url: &str) -> Result<Uri, FetchRefusal> {
    let url = url.trim();
    if url.len() > URL_BYTES_MAX {
        return Err(FetchRefusal::UrlInvalid);
    }
    let uri: Uri = url.parse().map_err(|_| FetchRefusal::UrlInvalid)?;
    let web = uri.scheme() == Some(&Scheme::HTTP) || uri.scheme() == Some(&Scheme::HTTPS);
    let plain = uri
        .authority()
        .is_some_and(|authority| !authority.as_str().contains('@') && !authority.host().is_empty());
    if web && plain { Ok(uri) } else { Err(FetchRefusal::UrlInvalid) }
}

/// Whether an address could be fetched at all, told without connecting; for checks while a file is read.
pub fn is_web_url(url: &str) -> bool {
    checked_url(url).is_ok()
}

/// Looks a name up and lets only allowed addresses through. Asked again for every redirect.
#[derive(Debug)]
struct CheckedResolver {
    lookup: DefaultResolver,
    allowed: fn(IpAddr) -> bool,
}

impl Resolver for CheckedResolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        checked_url(&uri.to_string()).map_err(|refusal| ureq::Error::Other(refusal.into()))?;
        let found = self.lookup.resolve(uri, config, timeout)?;
        // A name with one private address among its public ones is not to be trusted with the choice.
        let all_allowed = found.iter().all(|address| (self.allowed)(address.ip()));
        if all_allowed { Ok(found) } else { Err(ureq::Error::Other(FetchRefusal::NotPublic.into())) }
    }
}

fn refusal(error: ureq::Error) -> FetchRefusal {
    match error {
        ureq::Error::StatusCode(status) => FetchRefusal::Status(status),
        ureq::Error::TooManyRedirects => FetchRefusal::TooManyRedirects,
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => FetchRefusal::UrlInvalid,
        ureq::Error::Other(inner) => inner.downcast_ref().copied().unwrap_or(FetchRefusal::Silent),
        _ => FetchRefusal::Silent,
    }
}

#[cfg(test)]
mod tests;
