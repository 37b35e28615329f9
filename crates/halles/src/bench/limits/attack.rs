//! The attacks themselves: bounded in count and time, and only against the server that this bench has started.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::bench::line::Line;
use crate::bench::market::{Goods, HOST};
use crate::outside::stopwatch;

/// Connections that only hold on, where the system lets so many be opened.
const IDLE: usize = 10_000;
/// Connections that send a letter of a header at a time.
const SLOW: usize = 1_000;
const LETTER_EVERY: Duration = Duration::from_millis(500);
/// Connections opened together: more at once overflow the system's queue.
const OPENED_AT_ONCE: usize = 200;
const UPLOAD_BYTES: u64 = 1 << 30;
const UPLOADS: usize = 4;
const LINES: usize = 1_000_000;
const HEADER_BYTES: usize = 4 << 20;
const HEADERS: usize = 200_000;
/// Sent at once.
const PIECE: usize = 64 * 1024;
/// An attacker waits so long for an answer.
const WAITS: Duration = Duration::from_secs(20);

/// What a stranger does.
pub enum Attack {
    /// Nothing: how it is without.
    None,
    Idle,
    SlowHeaders,
    SlowBodies,
    /// A gigabyte, announced or not.
    Upload {
        announced: bool,
    },
    /// A form with a million fields.
    FormOfLines,
    /// Everything on sale, put into one cart.
    FullCart {
        offers: Vec<String>,
    },
    LongHeader,
    ManyHeaders,
}

pub fn all(goods: &Goods) -> Vec<Attack> {
    vec![
        Attack::Idle,
        Attack::SlowHeaders,
        Attack::SlowBodies,
        Attack::Upload { announced: true },
        Attack::Upload { announced: false },
        Attack::FormOfLines,
        Attack::FullCart { offers: goods.offers.clone() },
        Attack::LongHeader,
        Attack::ManyHeaders,
    ]
}

impl Attack {
    pub fn name(&self) -> &'static str {
        match self {
            Self::None => "no attack",
            Self::Idle => "idle connections",
            Self::SlowHeaders => "headers letter by letter",
            Self::SlowBodies => "bodies letter by letter",
            Self::Upload { announced: true } => "1 GiB announced",
            Self::Upload { announced: false } => "1 GiB in chunks",
            Self::FormOfLines => "a form of a million fields",
            Self::FullCart { .. } => "everything in one cart",
            Self::LongHeader => "a header of 4 MiB",
            Self::ManyHeaders => "200,000 headers",
        }
    }

    /// Attacks; answers what came of it.
    pub async fn run(self, door: SocketAddr, seconds: u64, connections: usize) -> anyhow::Result<String> {
        let time = Duration::from_secs(seconds);
        match self {
            Self::None => {
                tokio::time::sleep(time).await;
                Ok("nothing happened".to_owned())
            }
            Self::Idle => idle(door, IDLE.min(connections), time).await,
            Self::SlowHeaders => {
                let head = format!("GET / HTTP/1.1\r\nhost: {HOST}\r\nx-slow: ");
                slow(door, SLOW.min(connections), &head, time).await
            }
            Self::SlowBodies => {
                let head = post("/cart/lines", "content-length: 60000\r\n");
                slow(door, SLOW.min(connections), &head, time).await
            }
            Self::FullCart { offers } => full_cart(door, &offers).await,
            brief => {
                // It is over at once: again and again, so that the visitor sees what it does.
                let (watch, mut ends) = (stopwatch(), Vec::new());
                while ends.is_empty() || watch.elapsed() < time {
                    ends.extend(brief.strike(door).await);
                }
                Ok(told(&ends))
            }
        }
    }

    /// One blow of an attack that is over at once.
    async fn strike(&self, door: SocketAddr) -> Vec<String> {
        let get = format!("GET / HTTP/1.1\r\nhost: {HOST}\r\n");
        match self {
            Self::Upload { announced } => uploads(door, *announced).await,
            Self::FormOfLines => {
                let body = "offer=ofr_1&quantity=1&".repeat(LINES);
                let head = post("/cart/lines", &format!("content-length: {}\r\n", body.len()));
                vec![pour(door, &head, body.as_bytes(), body.len() as u64).await]
            }
            Self::LongHeader => {
                vec![pour(door, &format!("{get}x-long: "), &[b'a'; PIECE], HEADER_BYTES as u64).await]
            }
            _ => {
                let lines = "x-many: 1\r\n".repeat(HEADERS);
                vec![pour(door, &get, lines.as_bytes(), lines.len() as u64).await]
            }
        }
    }
}

fn post(path: &str, more: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nhost: {HOST}\r\nsec-fetch-site: same-origin\r\n\
         content-type: application/x-www-form-urlencoded\r\n{more}\r\n"
    )
}

/// How an attacker's connection ended: a status, or how it broke off.
fn told(ends: &[String]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for end in ends {
        *counts.entry(end).or_default() += 1;
    }
    counts.iter().map(|(end, count)| format!("{count} × {end}")).collect::<Vec<_>>().join(", ")
}

/// The status in what came back.
fn status(answer: &[u8]) -> String {
    let head = String::from_utf8_lossy(&answer[..answer.len().min(12)]).into_owned();
    head.strip_prefix("HTTP/1.1 ").map_or_else(|| "closed".to_owned(), |code| format!("answered {code}"))
}

async fn idle(door: SocketAddr, count: usize, time: Duration) -> anyhow::Result<String> {
    let mut open = Vec::with_capacity(count);
    while open.len() < count {
        let mut opening: JoinSet<_> = (0..OPENED_AT_ONCE).map(|_| TcpStream::connect(door)).collect();
        while let Some(opened) = opening.join_next().await {
            open.push(opened??);
        }
    }
    tokio::time::sleep(time).await;
    Ok(format!("{} held on for {} s", open.len(), time.as_secs()))
}

/// Many connections that send `head` and then a letter at a time, until they are cut off or the time is over.
async fn slow(door: SocketAddr, count: usize, head: &str, time: Duration) -> anyhow::Result<String> {
    let mut all = JoinSet::new();
    for _ in 0..count {
        let head = head.to_owned();
        all.spawn(async move {
            let watch = stopwatch();
            let Ok(mut stream) = TcpStream::connect(door).await else { return "not let in".to_owned() };
            if stream.write_all(head.as_bytes()).await.is_err() {
                return "closed".to_owned();
            }
            let mut answer = [0; 64];
            loop {
                tokio::select! {
                    read = stream.read(&mut answer) => return match read {
                        Ok(read) => status(&answer[..read]),
                        Err(_) => "closed".to_owned(),
                    },
                    () = tokio::time::sleep(LETTER_EVERY) => {
                        if stream.write_all(b"a").await.is_err() {
                            return "closed".to_owned();
                        }
                    }
                }
                // Longer than the server waits for anybody.
                if watch.elapsed() > time.max(Duration::from_secs(40)) {
                    return "still let in".to_owned();
                }
            }
        });
    }
    let ends = all.join_all().await;
    Ok(told(&ends))
}

/// Sends `head`, then `piece` again and again up to `bytes`, then reads what comes back.
async fn pour(door: SocketAddr, head: &str, piece: &[u8], bytes: u64) -> String {
    let poured = async {
        let mut stream = TcpStream::connect(door).await.ok()?;
        stream.write_all(head.as_bytes()).await.ok()?;
        let (mut reader, mut writer) = stream.split();
        let mut answer = [0; 64];
        let write = async {
            let mut left = bytes;
            while left > 0 {
                let part = &piece[..piece.len().min(usize::try_from(left).unwrap_or(usize::MAX))];
                if writer.write_all(part).await.is_err() {
                    break;
                }
                left -= part.len() as u64;
            }
        };
        // The server may answer and close before everything is sent.
        let (_, read) = tokio::join!(tokio::time::timeout(WAITS, write), reader.read(&mut answer));
        read.ok().map(|read| status(&answer[..read]))
    };
    match tokio::time::timeout(WAITS * 2, poured).await {
        Ok(end) => end.unwrap_or_else(|| "closed".to_owned()),
        Err(_) => "never answered".to_owned(),
    }
}

async fn uploads(door: SocketAddr, announced: bool) -> Vec<String> {
    let mut all = JoinSet::new();
    for _ in 0..UPLOADS {
        all.spawn(async move {
            if announced {
                let head = post("/cart/lines", &format!("content-length: {UPLOAD_BYTES}\r\n"));
                return pour(door, &head, &[b'a'; PIECE], UPLOAD_BYTES).await;
            }
            let head = post("/cart/lines", "transfer-encoding: chunked\r\n");
            let mut chunk = format!("{PIECE:x}\r\n").into_bytes();
            chunk.extend_from_slice(&[b'a'; PIECE]);
            chunk.extend_from_slice(b"\r\n");
            pour(door, &head, &chunk, UPLOAD_BYTES).await
        });
    }
    all.join_all().await
}

/// Puts one offer after the other into the same cart.
async fn full_cart(door: SocketAddr, offers: &[String]) -> anyhow::Result<String> {
    let mut line = Line::to(door, HOST).await?;
    let mut ends = Vec::new();
    for offer in offers {
        let status = line.post("/cart/lines", &format!("offer={offer}&quantity=1")).await?;
        anyhow::ensure!(status < 500, "{}", line.told());
        ends.push(format!("answered {status}"));
    }
    let status = line.get("/cart").await?;
    anyhow::ensure!(status == 200, "{}", line.told());
    Ok(told(&ends))
}
