//! Letters over encrypted connections, against a server on the loopback with a certificate of its own making.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;

use lettre::transport::smtp::client::Certificate;

use super::super::message::tests::letter;
use super::*;
use crate::testing::tls::Identity;

const HOST: &str = "127.0.0.1";
const SIGN_IN: &str = "250-test\r\n250 AUTH PLAIN";

fn line(stream: &mut impl Read) -> Option<String> {
    let mut bytes = Vec::new();
    let mut one = [0];
    while stream.read(&mut one).ok()? == 1 {
        match one[0] {
            b'\n' => return String::from_utf8(bytes).ok(),
            b'\r' => {}
            byte => bytes.push(byte),
        }
    }
    None
}

/// Speaks SMTP until the client leaves or asks for encryption, and gives back all that it said. Who has hung up hears
/// nothing more.
fn converse(stream: &mut (impl Read + Write), greeting: &str, offers: &str) -> String {
    let say = |stream: &mut dyn Write, text: &str| {
        let _ = stream.write_all(format!("{text}\r\n").as_bytes()).and_then(|()| stream.flush());
    };
    let (mut said, mut is_letter) = (String::new(), false);
    if !greeting.is_empty() {
        say(stream, greeting);
    }
    while let Some(line) = line(stream) {
        said.push_str(&line);
        said.push('\n');
        match line.split(' ').next().unwrap_or_default() {
            "." if is_letter => {
                is_letter = false;
                say(stream, "250 queued");
            }
            _ if is_letter => {}
            "EHLO" => say(stream, offers),
            "AUTH" => say(stream, "235 welcome"),
            "DATA" => {
                is_letter = true;
                say(stream, "354 go on");
            }
            "STARTTLS" => {
                say(stream, "220 go on");
                return said;
            }
            "QUIT" => {
                say(stream, "221 bye");
                return said;
            }
            _ => say(stream, "250 ok"),
        }
    }
    said
}

/// What was said in the clear, and what after that was encrypted.
type Said = (String, String);

fn serve(
    identity: &Identity,
    security: SmtpSecurity,
    offers: &'static str,
) -> (u16, thread::JoinHandle<Said>) {
    let listener = TcpListener::bind((HOST, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let identity = identity.clone();
    let served = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let (mut clear, mut greeting) = (String::new(), "220 test ESMTP");
        if security == SmtpSecurity::StartTls {
            clear = converse(&mut stream, greeting, offers);
            greeting = "";
            if !clear.contains("STARTTLS") {
                return (clear, String::new());
            }
        }
        let encrypted = converse(&mut identity.encrypts(stream), greeting, SIGN_IN);
        (clear, encrypted)
    });
    (port, served)
}

fn sends(port: u16, security: SmtpSecurity, trusted: &[&Identity]) -> Result<(), MailFailure> {
    let settings = SmtpSettings {
        host: HOST.into(),
        port,
        security,
        user: Some("shop".into()),
        password: Some("sesame-open".into()),
        from: "shop@halles.example".into(),
    };
    let trusted = trusted.iter().map(|one| Certificate::from_der(one.certificate.clone()).unwrap()).collect();
    SmtpMailer::trusting(&settings, trusted).unwrap().send(&letter(), 1_795_316_842_000_000)
}

#[test]
fn a_letter_and_its_sender_s_password_travel_encrypted() {
    let own = Identity::of(HOST);
    for (security, offers) in
        [(SmtpSecurity::Tls, SIGN_IN), (SmtpSecurity::StartTls, "250-test\r\n250 STARTTLS")]
    {
        let (port, served) = serve(&own, security, offers);
        sends(port, security, &[&own]).unwrap();
        let (clear, encrypted) = served.join().unwrap();
        assert!(!clear.contains("AUTH") && !clear.contains("MAIL"), "{security:?}: {clear}");
        for part in ["AUTH PLAIN", "RCPT TO:<ana@example.org>", "Message-ID: <ord_7.shipped@halles.example>"]
        {
            assert!(encrypted.contains(part), "{security:?}: {part} in {encrypted}");
        }
    }
}

#[test]
fn a_server_that_can_t_show_who_it_is_hears_neither_letter_nor_password() {
    let (own, other) = (Identity::of(HOST), Identity::of("mail.example.org"));
    // Trusted by nobody; trusted, but for another name.
    let table: [(&Identity, &[&Identity]); 3] = [(&own, &[]), (&own, &[&other]), (&other, &[&other])];
    for (shown, trusted) in table {
        for security in [SmtpSecurity::Tls, SmtpSecurity::StartTls] {
            let (port, served) = serve(shown, security, "250-test\r\n250 STARTTLS");
            let sent = sends(port, security, trusted);
            assert!(matches!(sent, Err(MailFailure::Later { .. })), "{security:?}: {sent:?}");
            let (clear, encrypted) = served.join().unwrap();
            assert!(!clear.contains("AUTH") && encrypted.is_empty(), "{security:?}: {clear}{encrypted}");
        }
    }
}

#[test]
fn a_server_that_offers_no_encryption_hears_neither_letter_nor_password() {
    let own = Identity::of(HOST);
    let (port, served) = serve(&own, SmtpSecurity::StartTls, SIGN_IN);
    assert!(sends(port, SmtpSecurity::StartTls, &[&own]).is_err());
    let (clear, _) = served.join().unwrap();
    assert!(!clear.contains("AUTH") && !clear.contains("MAIL"), "{clear}");
}
