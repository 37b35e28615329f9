//! Cookies: read from a request, built for an answer. On HTTPS their names begin with `__Host-`, which binds them to
//! the host and to `/`; on loopback HTTP browsers would refuse that, so there the plain name is used.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::Scheme;

/// A browser keeps 180 cookies a host; what comes after these is not read.
const COOKIES_MAX: usize = 100;

/// A cookie for an answer. Always `HttpOnly`, `SameSite=Lax` and for the whole host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cookie {
    scheme: Scheme,
    name: &'static str,
    value: String,
    max_age_seconds: Option<i64>,
}

/// The value of the cookie `name` in a request.
pub fn cookie<'a>(headers: &'a HeaderMap, scheme: Scheme, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|line| line.split(';'))
        .take(COOKIES_MAX)
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(given, _)| given.strip_prefix(prefix(scheme)) == Some(name))
        .map(|(_, value)| value)
}

impl Cookie {
    /// A cookie that ends with the browser's session. `value` must be made of token characters: ids, base32, hex.
    pub fn new(scheme: Scheme, name: &'static str, value: impl Into<String>) -> Self {
        Self { scheme, name, value: value.into(), max_age_seconds: None }
    }

    /// Takes the cookie away.
    pub fn removed(scheme: Scheme, name: &'static str) -> Self {
        Self::new(scheme, name, "").max_age(0)
    }

    pub fn max_age(self, seconds: i64) -> Self {
        Self { max_age_seconds: Some(seconds), ..self }
    }

    /// The content of `Set-Cookie`.
    ///
    /// # Panics
    /// When the value has characters that no cookie may carry: a mistake of the caller.
    pub fn header(&self) -> HeaderValue {
        let plain = |c: u8| c.is_ascii_graphic() && !matches!(c, b'"' | b',' | b';' | b'\\');
        assert!(self.value.bytes().all(plain), "the value of {} is not made of token characters", self.name);
        let age = self.max_age_seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
        let secure = if self.scheme == Scheme::Https { "; Secure" } else { "" };
        let (prefix, name, value) = (prefix(self.scheme), self.name, &self.value);
        let text = format!("{prefix}{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}");
        HeaderValue::from_str(&text).expect("name and value are token characters")
    }
}

fn prefix(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Https => "__Host-",
        Scheme::Http => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_bound_to_its_host_on_https_and_plain_on_loopback() {
        let https = Cookie::new(Scheme::Https, "session", "abc").max_age(60).header();
        assert_eq!(https, "__Host-session=abc; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60");
        assert_eq!(
            Cookie::removed(Scheme::Http, "lang").header(),
            "lang=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"
        );
    }

    #[test]
    fn on_https_a_cookie_without_its_prefix_is_not_ours() {
        let mut headers = HeaderMap::new();
        headers
            .insert(header::COOKIE, HeaderValue::from_static("a=1; session=planted; __Host-session=ours;x"));
        for (scheme, name, value) in [
            (Scheme::Https, "session", Some("ours")),
            (Scheme::Http, "session", Some("planted")),
            (Scheme::Http, "b", None),
        ] {
            assert_eq!(cookie(&headers, scheme, name), value);
        }
    }
}
