//! What a running server tells who watches it: whether it lives, whether it is ready, its figures, its log, its traces. And
//! what it must never tell: who anybody is.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::Value;
use testkit::Kind;

use crate::browser::Browser;
use crate::form::Form;
use crate::house::House;
use crate::opening::{FRENCH, OPERATOR, PASSWORD, card, checkout, finds, opens, signs_in};

#[test]
fn figures_and_readiness_are_told_beside_the_public_door_on_sqlite() {
    is_watched(&House::new(Kind::Sqlite).expect("SQLite needs nothing"));
}

#[test]
fn figures_and_readiness_are_told_beside_the_public_door_on_postgresql() {
    if let Some(house) = House::new(Kind::Postgres) {
        is_watched(&house);
    }
}

fn is_watched(house: &House) {
    opens(house);
    let watch = free_port();
    let server = house.serves_as(&["--watch", &format!("127.0.0.1:{watch}")]);
    buys(server.port);
    for port in [server.port, watch] {
        assert_eq!(ask(port, "127.0.0.1", "/healthz"), (200, "{\"alive\":true}\n".into()));
        until(|| ask(port, "127.0.0.1", "/readyz") == (200, "{\"ready\":true}\n".into()));
    }
    assert_eq!(ask(server.port, "mall.localhost", "/readyz").0, 404, "a market has no such page");
    assert_eq!(ask(server.port, "127.0.0.1", "/metrics").0, 404, "figures are not for the public");
    let (status, figures) = ask(watch, "127.0.0.1", "/metrics");
    assert_eq!(status, 200);
    let value = |line: &str| {
        let found = figures.lines().find_map(|known| known.strip_prefix(line)?.strip_prefix(' '));
        found.unwrap_or_else(|| panic!("{line} is missing:\n{figures}")).to_owned()
    };
    for line in [
        "halles_http_requests_total{method=\"POST\",route=\"/checkout\",status=\"3xx\"}",
        "halles_acts_total{act=\"checkout::place::Placing\",outcome=\"done\"}",
        "halles_commit_acts_count",
        "halles_read_seconds_count{where=\"heavy\"}",
        "halles_act_wait_seconds_bucket{le=\"+Inf\"}",
        "process_resident_memory_bytes",
        "process_open_fds",
        "halles_database_answers",
    ] {
        assert_ne!(value(line), "0", "{line}");
    }
    for consumer in ["lists", "listing", "calls", "pictures", "mail"] {
        value(&format!("halles_outbox_events_behind{{consumer=\"{consumer}\"}}"));
    }
    // Workers act whenever there is something to do, so that one look may find one of theirs waiting.
    until(|| ask(watch, "127.0.0.1", "/metrics").1.contains("halles_queue_length{queue=\"acts\"} 0\n"));
    assert!(figures.lines().all(|line| line.starts_with('#') || line.rsplit_once(' ').is_some()));
    for private in ["guest@example.com", "pur_", "ord_"] {
        assert!(!figures.contains(private), "{private} is in the figures");
    }
    server.ends();
}

#[test]
fn each_line_of_the_log_is_an_object_that_names_its_request_and_nobody() {
    let house = House::new(Kind::Sqlite).expect("SQLite needs nothing");
    opens(&house);
    let server = house.serves_as(&["--log", "json"]);
    let guest = buys(server.port);
    let session = guest.cookie("session").unwrap().to_owned();
    signs_in(server.port, OPERATOR);
    let mut other = Browser::at(server.port);
    let form = Form::on(&other.get("/sign-in").page, "/sign-in");
    other.post("/sign-in", &form.with("email", FRENCH).with("password", "a wrong password, typed").body());
    let form = Form::on(&other.get("/password/forgotten").page, "/password/forgotten");
    other.post("/password/forgotten", &form.with("email", FRENCH).body());
    let letters = house.folder().join("data/mail");
    let token = || token_in(&letters);
    until(|| token().is_some());
    let token = token().unwrap();
    other.get(&format!("/password/new?token={token}"));
    let log = server.ends();
    let mut named = 0;
    for line in log.lines() {
        let line: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        assert!(line["timestamp"].is_string() && line["level"].is_string(), "{line}");
        if line["target"] == "halles::access" {
            assert!(line["span"]["id"].as_str().unwrap().starts_with("HX-"), "{line}");
            assert!(line["span"]["route"].is_string(), "{line}");
            named += 1;
        }
    }
    assert!(named > 10, "requests are logged: {log}");
    let private = [
        "@example.com",
        "3 rue du Port",
        "Ana Gast",
        "FR763000",
        PASSWORD,
        "wrong password, typed",
        &session,
        &token,
    ];
    for private in private {
        assert!(!log.contains(private), "{private} is in the log:\n{log}");
    }
}

#[test]
fn a_request_its_act_and_the_commit_are_one_trace() {
    let house = House::new(Kind::Sqlite).expect("SQLite needs nothing");
    opens(&house);
    let (port, messages) = collector();
    let server = house.serves_as(&["--otlp", &format!("http://127.0.0.1:{port}")]);
    buys(server.port);
    server.ends();
    let spans: Vec<Value> = messages
        .try_iter()
        .flat_map(|message| message["resourceSpans"][0]["scopeSpans"][0]["spans"].as_array().unwrap().clone())
        .collect();
    let request = spans.iter().find(|span| span["name"] == "POST /checkout").expect("the request is a span");
    let within = |above: &Value, name: &str| {
        let found = spans.iter().find(|span| span["parentSpanId"] == above["spanId"] && span["name"] == name);
        found.unwrap_or_else(|| panic!("no {name} within {above}")).clone()
    };
    let act = within(request, "checkout::place::Placing");
    let commit = within(&act, "commit");
    for span in [&act, &commit] {
        assert_eq!(span["traceId"], request["traceId"]);
        assert!(span["endTimeUnixNano"].as_str() >= span["startTimeUnixNano"].as_str());
    }
    let attributes = request["attributes"].to_string();
    assert!(attributes.contains("HX-") && attributes.contains("303"), "{attributes}");
    assert!(!format!("{spans:?}").contains("@example.com"));
}

/// A guest buys a cup and pays.
fn buys(port: u16) -> Browser {
    let mut browser = Browser::at(port);
    let offer = finds(&mut browser, "breakfast");
    browser.sends(&offer);
    let form = checkout(&mut browser);
    let pay_page = browser.sends(&form);
    let form = card(&mut browser, &pay_page);
    let back = browser.sends(&form);
    browser.get(&back);
    browser
}

fn until(is_so: impl Fn() -> bool) {
    let tries = (0..2_000).take_while(|_| !is_so());
    tries.for_each(|_| std::thread::park_timeout(Duration::from_millis(10)));
    assert!(is_so(), "it does not come about");
}

/// The key that a letter about a password carries.
fn token_in(letters: &std::path::Path) -> Option<String> {
    let letters = std::fs::read_dir(letters).ok()?.filter_map(Result::ok);
    let texts = letters.filter_map(|letter| std::fs::read_to_string(letter.path()).ok());
    texts.map(|text| text.replace("=\r\n", "").replace("=\n", "").replace("=3D", "=")).find_map(|text| {
        let (_, rest) = text.split_once("?token=")?;
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"._-".contains(c))?;
        Some(rest[..end].to_owned())
    })
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// One plain request: status and body.
fn ask(port: u16, host: &str, path: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let head = format!("GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
}

/// A collector of traces: takes messages and hands them on.
fn collector() -> (u16, Receiver<Value>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut bytes = Vec::new();
            let mut chunk = [0; 65_536];
            while !is_whole(&bytes) {
                match stream.read(&mut chunk).unwrap() {
                    0 => break,
                    read => bytes.extend_from_slice(&chunk[..read]),
                }
            }
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");
            let text = String::from_utf8(bytes).unwrap();
            let (head, body) = text.split_once("\r\n\r\n").unwrap();
            assert!(head.starts_with("POST /v1/traces "), "{head}");
            if tell.send(serde_json::from_str(body).unwrap()).is_err() {
                return;
            }
        }
    });
    (port, told)
}

fn is_whole(bytes: &[u8]) -> bool {
    let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { return false };
    let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
    let length =
        head.lines().find_map(|line| line.strip_prefix("content-length: ")?.trim().parse::<usize>().ok());
    bytes.len() >= end + 4 + length.unwrap_or(0)
}
