//! One connection to the server, kept alive, as cheap as a client can be: it shares the machine with what it measures.
//! Speaks just enough HTTP/1.1 for our own answers; never follows anything by itself.

use std::io;
use std::net::SocketAddr;
use std::ops::Range;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Asked of the socket at once; a page fits mostly.
const READ_BYTES: usize = 64 * 1024;
/// No answer of ours is longer.
const ANSWER_BYTES_MAX: usize = 16 * 1024 * 1024;

/// A connection with the cookie of one browser.
#[derive(Debug)]
pub struct Line {
    stream: TcpStream,
    /// The market's host and port, as a browser writes them.
    authority: String,
    accepts: &'static str,
    cookie: String,
    out: Vec<u8>,
    input: Vec<u8>,
    /// A body that came in chunks, put together.
    joined: Vec<u8>,
    answer: Answer,
}

/// Where the parts of the last answer stand in what was read.
#[derive(Debug, Default)]
struct Answer {
    status: u16,
    head: Range<usize>,
    body: Range<usize>,
    is_chunked: bool,
    location: Range<usize>,
}

impl Line {
    pub async fn to(door: SocketAddr, host: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(door).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            authority: format!("{host}:{}", door.port()),
            accepts: "identity",
            cookie: String::new(),
            out: Vec::new(),
            input: Vec::with_capacity(READ_BYTES),
            joined: Vec::new(),
            answer: Answer::default(),
        })
    }

    /// Answers may come compressed from now on.
    pub fn accepting(mut self, accepts: &'static str) -> Self {
        self.accepts = accepts;
        self
    }

    /// Another person sits down: no cookie.
    pub fn forget(&mut self) {
        self.cookie.clear();
    }

    pub async fn get(&mut self, path: &str) -> io::Result<u16> {
        self.begin("GET", path);
        self.out.extend_from_slice(b"\r\n");
        self.exchange().await
    }

    pub async fn post(&mut self, path: &str, body: &str) -> io::Result<u16> {
        self.begin("POST", path);
        let length = body.len();
        let head =
            format!("content-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n\r\n");
        self.out.extend_from_slice(head.as_bytes());
        self.out.extend_from_slice(body.as_bytes());
        self.exchange().await
    }

    /// The last answer's body as text; empty where it is none.
    pub fn page(&self) -> &str {
        std::str::from_utf8(self.body()).unwrap_or_default()
    }

    pub fn body(&self) -> &[u8] {
        if self.answer.is_chunked { &self.joined } else { &self.input[self.answer.body.clone()] }
    }

    /// Head and body as they came, the body in one piece.
    pub fn whole(&self) -> Vec<u8> {
        [&self.input[self.answer.head.clone()], self.body()].concat()
    }

    /// Where the last answer leads: a path of this site.
    pub fn location(&self) -> &str {
        let text = std::str::from_utf8(&self.input[self.answer.location.clone()]).unwrap_or_default();
        let path = text.strip_prefix("http://").and_then(|rest| rest.strip_prefix(self.authority.as_str()));
        path.unwrap_or(text)
    }

    /// What the last answer was, in short, for who reads why a run failed.
    pub fn told(&self) -> String {
        let text: String = self.page().chars().take(400).collect();
        format!("{} {} {text}", self.answer.status, self.location())
    }

    fn begin(&mut self, method: &str, path: &str) {
        let Self { out, authority, accepts, cookie, .. } = self;
        out.clear();
        for part in [method, " ", path, " HTTP/1.1\r\nhost: ", authority] {
            out.extend_from_slice(part.as_bytes());
        }
        let rest = "\r\naccept: text/html\r\naccept-language: en\r\nsec-fetch-site: same-origin\r\naccept-encoding: ";
        for part in [rest, accepts, "\r\n"] {
            out.extend_from_slice(part.as_bytes());
        }
        if !cookie.is_empty() {
            for part in ["cookie: ", cookie, "\r\n"] {
                out.extend_from_slice(part.as_bytes());
            }
        }
    }

    async fn exchange(&mut self) -> io::Result<u16> {
        self.stream.write_all(&self.out).await?;
        self.input.clear();
        let end = loop {
            if let Some(at) = self.input.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            self.fill().await?;
        };
        let length = self.read_head(end)?;
        match length {
            Some(length) => {
                while self.input.len() < end + length {
                    self.fill().await?;
                }
                self.answer.body = end..end + length;
            }
            None => self.join_chunks(end).await?,
        }
        Ok(self.answer.status)
    }

    async fn fill(&mut self) -> io::Result<()> {
        if self.input.len() > ANSWER_BYTES_MAX {
            return Err(io::Error::other("the answer has no end"));
        }
        self.input.reserve(READ_BYTES);
        match self.stream.read_buf(&mut self.input).await? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }

    /// Reads status, place to go and cookie; answers the body's length, absent where it comes in chunks.
    fn read_head(&mut self, end: usize) -> io::Result<Option<usize>> {
        let wrong = || io::Error::other("the answer is no HTTP");
        let head = std::str::from_utf8(&self.input[..end]).map_err(|_| wrong())?;
        let status = head.get(9..12).and_then(|code| code.parse().ok()).ok_or_else(wrong)?;
        let mut answer = Answer { status, head: 0..end, ..Answer::default() };
        let (mut length, mut cookie) = (0, None);
        let mut at = 0;
        for line in head.split("\r\n") {
            if let Some((name, value)) = line.split_once(": ") {
                let from = at + name.len() + 2;
                if name.eq_ignore_ascii_case("content-length") {
                    length = value.parse().map_err(|_| wrong())?;
                } else if name.eq_ignore_ascii_case("transfer-encoding") {
                    answer.is_chunked = true;
                } else if name.eq_ignore_ascii_case("location") {
                    answer.location = from..from + value.len();
                } else if name.eq_ignore_ascii_case("set-cookie") && value.starts_with("session=") {
                    cookie = value.split(';').next().map(ToOwned::to_owned);
                }
            }
            at += line.len() + 2;
        }
        if let Some(cookie) = cookie {
            self.cookie = cookie;
        }
        let length = (!answer.is_chunked).then_some(length);
        self.answer = answer;
        Ok(length)
    }

    async fn join_chunks(&mut self, mut at: usize) -> io::Result<()> {
        self.joined.clear();
        loop {
            let size_end = loop {
                match self.input[at..].windows(2).position(|two| two == b"\r\n") {
                    Some(end) => break at + end,
                    None => self.fill().await?,
                }
            };
            let size = std::str::from_utf8(&self.input[at..size_end]).unwrap_or_default();
            let size =
                usize::from_str_radix(size, 16).map_err(|_| io::Error::other("a chunk has no size"))?;
            let from = size_end + 2;
            while self.input.len() < from + size + 2 {
                self.fill().await?;
            }
            self.joined.extend_from_slice(&self.input[from..from + size]);
            if size == 0 {
                return Ok(());
            }
            at = from + size + 2;
        }
    }
}
