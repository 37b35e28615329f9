//! A browser of one person, down to the socket: keeps cookies, follows nothing by itself, can send what no browser would.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::form::Form;

/// So long an answer may take; more is a hang.
const PATIENCE: Duration = Duration::from_secs(30);
pub const HOST: &str = "mall.localhost";

#[derive(Debug, Clone)]
pub struct Browser {
    port: u16,
    cookies: Vec<(String, String)>,
    /// `Accept-Language`, and where the request claims to come from.
    pub language: &'static str,
    pub site: &'static str,
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// The path of `Location`, without the host; empty where there is none.
    pub to: String,
    pub page: String,
}

impl Browser {
    pub fn at(port: u16) -> Self {
        Self { port, cookies: Vec::new(), language: "en", site: "same-origin" }
    }

    /// The same person after the server came back at another port.
    pub fn moves_to(&mut self, port: u16) {
        self.port = port;
    }

    pub fn with_cookie(mut self, name: &str, value: &str) -> Self {
        self.keep(name, value);
        self
    }

    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn get(&mut self, path: &str) -> Answer {
        self.tries("GET", path, None).unwrap_or_else(|error| panic!("GET {path}: {error}"))
    }

    pub fn post(&mut self, path: &str, body: &str) -> Answer {
        self.tries("POST", path, Some(body.as_bytes())).unwrap_or_else(|error| panic!("POST {path}: {error}"))
    }

    /// A page that must be there.
    pub fn sees(&mut self, path: &str, parts: &[&str]) -> Answer {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path} leads to {:?}", answer.to);
        for part in parts {
            assert!(answer.page.contains(part), "{part:?} is not on {path}:\n{}", answer.page);
        }
        answer
    }

    /// Sends a form as it stands; it must be taken, which leads elsewhere.
    pub fn sends(&mut self, form: &Form) -> String {
        let answer = self.post(&form.action, &form.body());
        assert_eq!(answer.status, 303, "{form:?}:\n{}", answer.page);
        answer.to
    }

    /// A request of any method; an error where the server went away.
    pub fn tries(&mut self, method: &str, path: &str, body: Option<&[u8]>) -> io::Result<Answer> {
        let head = self.head(method, path, "application/x-www-form-urlencoded", body.map(<[u8]>::len));
        self.raw(&[head.as_bytes(), body.unwrap_or_default()])
    }

    /// A file sent by a form.
    pub fn uploads(&mut self, path: &str, body: &[u8]) -> Answer {
        let head = self.head("POST", path, "multipart/form-data; boundary=b", Some(body.len()));
        self.raw(&[head.as_bytes(), body]).unwrap()
    }

    fn head(&self, method: &str, path: &str, kind: &str, length: Option<usize>) -> String {
        let Self { port, language, site, .. } = self;
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nConnection: close\r\nAccept: text/html\r\n\
             Accept-Language: {language}\r\nSec-Fetch-Site: {site}\r\n"
        );
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            head += &format!("Cookie: {}\r\n", cookies.join("; "));
        }
        if let Some(length) = length {
            head += &format!("Content-Type: {kind}\r\nContent-Length: {length}\r\n");
        }
        head + "\r\n"
    }

    /// Bytes as they are, and what came back.
    pub fn raw(&mut self, parts: &[&[u8]]) -> io::Result<Answer> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        // A server may answer and close before it has read everything: the answer counts.
        let sent = parts.iter().try_for_each(|part| stream.write_all(part));
        let mut bytes = Vec::new();
        let read = stream.read_to_end(&mut bytes);
        if bytes.is_empty() {
            sent?;
            read?;
        }
        self.understand(&bytes).ok_or_else(|| io::Error::from(io::ErrorKind::UnexpectedEof))
    }

    /// Absent where the answer broke off.
    fn understand(&mut self, bytes: &[u8]) -> Option<Answer> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = std::str::from_utf8(&bytes[..end]).ok()?;
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let (mut to, mut is_chunked, mut length) = (String::new(), false, None);
        for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
            match name.to_ascii_lowercase().as_str() {
                "location" => to = self.path_of(value),
                "transfer-encoding" => is_chunked = true,
                "content-length" => length = value.parse::<usize>().ok(),
                "set-cookie" => {
                    let (name, value) = value.split(';').next()?.split_once('=')?;
                    self.keep(name, value);
                }
                _ => {}
            }
        }
        let body = &bytes[end + 4..];
        let body =
            if is_chunked { unchunked(body)? } else { body.get(..length.unwrap_or(body.len()))?.to_vec() };
        Some(Answer { status, to, page: String::from_utf8_lossy(&body).into_owned() })
    }

    fn path_of(&self, location: &str) -> String {
        let own = format!("http://{HOST}:{}", self.port);
        location.strip_prefix(&own).unwrap_or(location).to_owned()
    }

    fn keep(&mut self, name: &str, value: &str) {
        self.cookies.retain(|(known, _)| known != name);
        if !value.is_empty() {
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
    }
}

fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = rest.windows(2).position(|two| two == b"\r\n")?;
        let length = usize::from_str_radix(std::str::from_utf8(&rest[..end]).ok()?, 16).ok()?;
        if length == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(rest.get(end + 2..end + 2 + length)?);
        rest = rest.get(end + 4 + length..)?;
    }
}

/// The text behind `before`, up to the next `"`.
pub fn after<'a>(text: &'a str, before: &str) -> &'a str {
    let rest = text.split_once(before).unwrap_or_else(|| panic!("{before} is not in {text}")).1;
    rest.split('"').next().unwrap()
}
