//! A bucket on loopback that works the signature out anew for what it received, and has its bad days.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use super::*;

const AT: i64 = 1_795_370_520_000_000;

fn keys(secret: &str) -> Keys {
    Keys { id: "AKIDTEST".to_owned(), secret: secret.to_owned(), token: Some("lent".to_owned()) }
}

/// What the next answers do instead of what they should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mood {
    Busy,
    Forbidden,
    NoBucket,
    /// Half of the file, and the line goes dead.
    BreaksOff,
    /// Takes the request and says nothing.
    Silent,
}

#[derive(Default)]
struct Bucket {
    files: Mutex<HashMap<String, Vec<u8>>>,
    moods: Mutex<Vec<Mood>>,
    /// Requests that came.
    seen: Mutex<Vec<String>>,
    /// Lines that are kept open without a word.
    mute: Mutex<Vec<TcpStream>>,
}

impl Bucket {
    fn answers(&self, mut line: TcpStream) {
        let mut reader = BufReader::new(line.try_clone().unwrap());
        while let Some((method, path, headers, body)) = request(&mut reader) {
            self.seen.lock().unwrap().push(format!("{method} {path}"));
            let mood = self.moods.lock().unwrap().pop();
            let (status, bytes) = match mood {
                Some(Mood::Busy) => ("503 Slow Down", b"<Error><Code>SlowDown</Code></Error>".to_vec()),
                Some(Mood::Forbidden) => {
                    ("403 Forbidden", b"<Error><Code>AccessDenied</Code></Error>".to_vec())
                }
                Some(Mood::NoBucket) => {
                    ("404 Not Found", b"<Error><Code>NoSuchBucket</Code></Error>".to_vec())
                }
                Some(Mood::Silent) => return self.mute.lock().unwrap().push(line),
                Some(Mood::BreaksOff) => {
                    line.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nhalf").unwrap();
                    return;
                }
                None => self.does(&method, &path, &headers, body),
            };
            let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n", bytes.len());
            line.write_all(head.as_bytes()).and_then(|()| line.write_all(&bytes)).unwrap();
        }
    }

    fn does(
        &self,
        method: &str,
        path: &str,
        headers: &HashMap<String, String>,
        body: Vec<u8>,
    ) -> (&'static str, Vec<u8>) {
        if !is_signed(method, path, headers, &body) {
            return ("403 Forbidden", b"<Error><Code>SignatureDoesNotMatch</Code></Error>".to_vec());
        }
        let mut files = self.files.lock().unwrap();
        match method {
            "PUT" => {
                files.insert(path.to_owned(), body);
                ("200 OK", Vec::new())
            }
            "DELETE" => {
                files.remove(path);
                ("204 No Content", Vec::new())
            }
            _ => match files.get(path) {
                Some(bytes) => ("200 OK", bytes.clone()),
                None => ("404 Not Found", b"<Error><Code>NoSuchKey</Code></Error>".to_vec()),
            },
        }
    }
}

/// Whether the signature is that of what came, made with the secret that both know.
fn is_signed(method: &str, path: &str, headers: &HashMap<String, String>, body: &[u8]) -> bool {
    let value = |name: &str| headers.get(name).map_or("", String::as_str);
    let hash = digest(body);
    let names = ["host", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token"];
    let signed: Vec<(&str, &str)> = names.map(|name| (name, value(name))).to_vec();
    let signed = Signed { method, path, query: "", headers: &signed, body: &hash };
    let wanted = authorization(&keys("right"), "eu-test-1", value("x-amz-date"), &signed);
    value("x-amz-content-sha256") == hash && value("authorization") == wanted
}

type Asked = (String, String, HashMap<String, String>, Vec<u8>);

fn request(reader: &mut BufReader<TcpStream>) -> Option<Asked> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
    let mut words = line.split(' ').map(str::to_owned);
    let (method, path) = (words.next()?, words.next()?);
    let mut headers = HashMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        headers.insert(name.to_ascii_lowercase(), value.to_owned());
    }
    let length = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((method, path, headers, body))
}

/// A bucket that listens, and who asks it.
fn bucket(secret: &str) -> (Arc<Bucket>, S3) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let bucket = Arc::new(Bucket::default());
    let own = Arc::clone(&bucket);
    std::thread::spawn(move || {
        for line in listener.incoming() {
            let own = Arc::clone(&own);
            std::thread::spawn(move || own.answers(line.unwrap()));
        }
    });
    let place = format!("s3://papers/halles/test?region=eu-test-1&endpoint=http://127.0.0.1:{port}");
    let patience = Patience { whole: Duration::from_millis(500), pauses: vec![Duration::ZERO; 2] };
    (bucket, S3::new(Place::parse(&place).unwrap(), keys(secret), Box::new(|| AT), patience))
}

fn key() -> ObjectKey {
    ObjectKey::parse("ppr_1-0a").unwrap()
}

#[test]
fn a_file_stands_in_the_bucket_until_it_is_deleted() {
    let (bucket, s3) = bucket("right");
    assert_eq!(s3.get(&key()).unwrap(), None);
    let sealed: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    s3.put(&key(), &sealed).unwrap();
    assert_eq!(s3.get(&key()).unwrap().unwrap(), sealed);
    s3.put(&key(), b"").unwrap();
    assert_eq!(s3.get(&key()).unwrap().unwrap(), b"");
    s3.delete(&key()).unwrap();
    s3.delete(&key()).unwrap();
    assert_eq!(s3.get(&key()).unwrap(), None);
    assert!(bucket.seen.lock().unwrap().iter().all(|asked| asked.ends_with(" /papers/halles/test/ppr_1-0a")));
    s3.reach("a").unwrap();
    assert!(bucket.files.lock().unwrap().is_empty(), "to look whether it is there leaves nothing behind");
}

#[test]
fn what_fails_for_a_moment_is_tried_again_and_not_for_ever() {
    let (bucket, s3) = bucket("right");
    s3.put(&key(), b"sealed").unwrap();
    for mood in [Mood::Busy, Mood::BreaksOff, Mood::Silent] {
        *bucket.moods.lock().unwrap() = vec![mood; 2];
        assert_eq!(s3.get(&key()).unwrap().unwrap(), b"sealed", "{mood:?} twice");
        *bucket.moods.lock().unwrap() = vec![mood; 3];
        let before = bucket.seen.lock().unwrap().len();
        assert!(s3.get(&key()).is_err(), "{mood:?} three times");
        assert_eq!(bucket.seen.lock().unwrap().len(), before + 3, "{mood:?}");
    }
    *bucket.moods.lock().unwrap() = vec![Mood::Busy; 3];
    let said = format!("{:#}", s3.put(&key(), b"x").unwrap_err());
    assert!(said.contains("503 SlowDown") && said.contains("papers"), "{said}");
}

#[test]
fn a_refusal_is_told_at_once_and_without_the_keys() {
    let (bucket, s3) = bucket("right");
    *bucket.moods.lock().unwrap() = vec![Mood::Forbidden];
    let said = format!("{:#}", s3.get(&key()).unwrap_err());
    assert!(said.contains("403 AccessDenied"), "{said}");
    assert_eq!(bucket.seen.lock().unwrap().len(), 1, "asking again would change nothing");
    *bucket.moods.lock().unwrap() = vec![Mood::NoBucket; 3];
    assert!(format!("{:#}", s3.get(&key()).unwrap_err()).contains("NoSuchBucket"));
    let (_, stranger) = self::bucket("wrong");
    let said = format!("{:#} {stranger:?}", stranger.reach("a").unwrap_err());
    assert!(said.contains("403 SignatureDoesNotMatch"), "{said}");
    assert!(!said.contains("wrong") && !said.contains("AKIDTEST") && !said.contains("lent"), "{said}");
}

#[test]
fn a_place_is_read_or_what_is_wrong_with_it_is_named() {
    let aws = Place::parse("s3://halles-papers?region=eu-central-1").unwrap();
    assert_eq!(aws.endpoint, "https://s3.eu-central-1.amazonaws.com");
    assert_eq!(aws.path(&key()), "/halles-papers/ppr_1-0a");
    let own = "s3://papers/a/b/?region=garage&endpoint=https://files.example.com:3900/";
    let own = Place::parse(own).unwrap();
    assert_eq!((own.host(), own.path(&key()).as_str()), ("files.example.com:3900", "/papers/a/b/ppr_1-0a"));
    for (text, named) in [
        ("papers", "s3://"),
        ("s3://papers", "region"),
        ("s3://?region=x", "bucket"),
        ("s3://Papers?region=x", "bucket"),
        ("s3://papers/../x?region=x", "prefix"),
        ("s3://papers/a b?region=x", "prefix"),
        ("s3://papers?region=x&key=AKID", "neither"),
        ("s3://papers?region=x&endpoint=http://files.example.com", "not encrypted"),
        ("s3://papers?region=x&endpoint=http://127.0.0.1.example.com", "not encrypted"),
        ("s3://papers?region=x&endpoint=https://files.example.com/a", "host alone"),
        ("s3://papers?region=x&endpoint=https://user:word@files.example.com", "host alone"),
        ("s3://papers?region=x&endpoint=files.example.com", "https://"),
    ] {
        let said = Place::parse(text).unwrap_err().to_string();
        assert!(said.contains(named), "{text}: {said}");
        assert!(!said.contains("AKID") && !said.contains("word"), "{said}");
    }
}
