//! What a fetcher reaches and what it refuses, against small servers on the loopback.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::thread;

use super::*;
use crate::testing::tls::Identity;

const NEAR: Ipv4Addr = Ipv4Addr::LOCALHOST;
/// Another address of the loopback that the tests treat as private.
const PRIVATE: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 2);

/// Answers every request on `address` with what `answer` makes of its path; gives the port.
fn serve(address: Ipv4Addr, answer: impl Fn(&str) -> Vec<u8> + Send + 'static) -> u16 {
    let listener = TcpListener::bind((address, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let request = lines.next().unwrap().unwrap();
            while lines.next().is_some_and(|line| !line.unwrap().is_empty()) {}
            // The other side may hang up early, which is what some tests are about.
            let _ = stream.write_all(&answer(request.split(' ').nth(1).unwrap()));
        }
    });
    port
}

fn ok(body: &[u8]) -> Vec<u8> {
    [
        format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len()).as_bytes(),
        body,
    ]
    .concat()
}

fn lead_to(url: &str) -> Vec<u8> {
    format!("HTTP/1.1 302 Found\r\nLocation: {url}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        .into_bytes()
}

/// Reaches one address of the loopback as if it were the public Internet.
fn fetcher() -> Fetcher {
    believing(RootCerts::WebPki)
}

fn believing(trusted: RootCerts) -> Fetcher {
    Fetcher::reaching(|address| address == IpAddr::V4(NEAR), 1_000, trusted)
}

#[test]
fn a_server_on_this_machine_is_refused_under_every_name() {
    let port = serve(NEAR, |_| ok(b"secret"));
    for host in
        ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "127.1", "2130706433", "0x7f.1"]
    {
        let refusal = Fetcher::new(1_000).fetch(&format!("http://{host}:{port}/")).unwrap_err();
        assert!(matches!(refusal, FetchRefusal::NotPublic | FetchRefusal::Silent), "{host}: {refusal}");
        if ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"].contains(&host) {
            assert_eq!(refusal, FetchRefusal::NotPublic, "{host}");
        }
    }
    assert_eq!(
        fetcher().fetch(&format!("http://127.0.0.1:{port}/")).unwrap(),
        b"secret",
        "the server was there"
    );
}

#[test]
fn a_redirect_is_followed_three_times_and_never_to_where_we_may_not_go() {
    let private = serve(PRIVATE, |_| ok(b"secret"));
    let port = serve(NEAR, move |path| match path {
        "/to-private" => lead_to(&format!("http://{PRIVATE}:{private}/")),
        "/to-file" => lead_to("file:///etc/passwd"),
        "/to-password" => lead_to("http://user:word@example.org/"),
        "/3" => lead_to("/2"),
        "/2" => lead_to("/1"),
        "/1" => lead_to("/0"),
        "/4" => lead_to("/3"),
        "/0" => ok(b"cup"),
        _ => b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec(),
    });
    let fetch = |path: &str| fetcher().fetch(&format!("http://{NEAR}:{port}{path}"));
    assert_eq!(fetch("/3").unwrap(), b"cup");
    assert_eq!(fetch("/4"), Err(FetchRefusal::TooManyRedirects));
    assert_eq!(fetch("/to-private"), Err(FetchRefusal::NotPublic));
    assert_eq!(fetch("/to-password"), Err(FetchRefusal::UrlInvalid));
    assert!(fetch("/to-file").is_err(), "the web leads to no file of ours");
}

#[test]
fn a_file_is_never_read_beyond_the_limit() {
    let endless = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_owned() + &"x".repeat(100_000);
    let claimed = "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\nConnection: close\r\n\r\n";
    let port = serve(NEAR, move |path| match path {
        "/endless" => endless.clone().into_bytes(),
        "/claimed" => claimed.into(),
        "/full" => ok(&[b'x'; 1_000]),
        "/short" => b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\nConnection: close\r\n\r\nxx".to_vec(),
        "/gone" => b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec(),
        _ => b"nonsense\r\n\r\n".to_vec(),
    });
    let fetch = |path: &str| fetcher().fetch(&format!("http://{NEAR}:{port}{path}")).map(|bytes| bytes.len());
    assert_eq!(fetch("/full"), Ok(1_000));
    for path in ["/endless", "/claimed"] {
        assert_eq!(fetch(path), Err(FetchRefusal::TooLarge), "{path}");
    }
    assert_eq!(fetch("/gone"), Err(FetchRefusal::Status(404)));
    for path in ["/short", "/nonsense"] {
        assert_eq!(fetch(path), Err(FetchRefusal::Silent), "{path}");
    }
    let encrypted = fetcher().fetch(&format!("https://{NEAR}:{port}/full"));
    assert_eq!(encrypted, Err(FetchRefusal::Silent), "who speaks no TLS is not believed");
}

/// As `serve`, encrypted; answers everything with `cup`.
fn serve_encrypted(identity: &Identity) -> u16 {
    let (listener, identity) = (TcpListener::bind((NEAR, 0)).unwrap(), identity.clone());
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = identity.encrypts(stream.unwrap());
            let mut head = Vec::new();
            let mut one = [0];
            while !head.ends_with(b"\r\n\r\n") && matches!(stream.read(&mut one), Ok(1)) {
                head.push(one[0]);
            }
            let _ = stream.write_all(&ok(b"cup")).and_then(|()| stream.flush());
            stream.conn.send_close_notify();
            let _ = stream.flush();
        }
    });
    port
}

#[test]
fn an_encrypted_picture_is_fetched_only_from_who_can_show_who_it_is() {
    let (own, other) = (Identity::of("127.0.0.1"), Identity::of("pictures.example.org"));
    let trusting = |identity: &Identity| {
        RootCerts::new_with_certs(&[ureq::tls::Certificate::from_der(&identity.certificate).to_owned()])
    };
    let fetch = |trusted: RootCerts, shown: &Identity| {
        believing(trusted).fetch(&format!("https://{NEAR}:{}/cup.jpg", serve_encrypted(shown)))
    };
    assert_eq!(fetch(trusting(&own), &own).unwrap(), b"cup");
    assert_eq!(fetch(RootCerts::WebPki, &own), Err(FetchRefusal::Silent), "nobody vouches for it");
    assert_eq!(fetch(trusting(&other), &other), Err(FetchRefusal::Silent), "it stands for another name");
}

#[test]
fn only_addresses_of_the_web_are_tried() {
    let long = format!("http://example.org/{}", "x".repeat(URL_BYTES_MAX));
    for url in [
        "",
        "cup.jpg",
        "/cup.jpg",
        "//example.org/a",
        "file:///etc/passwd",
        "ftp://example.org/a",
        "gopher://x/1",
        "http://",
        "http:///a",
        "http://user:word@example.org/",
        "http://exa mple.org/",
        "data:image/png;base64,AA",
        &long,
    ] {
        assert_eq!(fetcher().fetch(url), Err(FetchRefusal::UrlInvalid), "{url}");
    }
    for url in ["http://example.org", " https://example.org:8443/a?b=c ", "HTTPS://EXAMPLE.ORG/a@2x.jpg"] {
        assert!(is_web_url(url), "{url}");
    }
}
