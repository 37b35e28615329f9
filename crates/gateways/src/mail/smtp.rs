//! Letters by SMTP, encrypted unless the server is this machine. Never shows the password, never sends it in the clear.

use std::net::IpAddr;
use std::time::Duration;

use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters, TlsParametersBuilder};
use lettre::{SmtpTransport, Transport};

use super::message::{compose, mailbox};
use super::{Letter, MailFailure};

const TIMEOUT: Duration = Duration::from_secs(30);

/// Where letters are handed in.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpSettings {
    pub host: String,
    pub port: u16,
    pub security: SmtpSecurity,
    /// Without a user nobody signs in.
    pub user: Option<String>,
    pub password: Option<String>,
    /// The sender's address; its domain is that of the Message-IDs.
    pub from: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpSecurity {
    /// Encrypted from the first byte, usually port 465.
    Tls,
    /// Encrypted before anything else is said, usually port 587.
    StartTls,
    /// Not encrypted; only to this machine.
    Loopback,
}

impl std::fmt::Debug for SmtpSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { host, port, security, user, from, .. } = self;
        write!(f, "SmtpSettings({security:?} {host}:{port}, user {user:?}, from {from}, password hidden)")
    }
}

#[derive(Clone)]
pub struct SmtpMailer {
    transport: SmtpTransport,
    settings: SmtpSettings,
}

impl std::fmt::Debug for SmtpMailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("SmtpMailer").field(&self.settings).finish()
    }
}

impl SmtpMailer {
    pub fn new(settings: &SmtpSettings) -> Result<Self, MailFailure> {
        Self::trusting(settings, Vec::new())
    }

    /// As `new`, and believes whoever shows one of these certificates: for tests, whose servers make their own.
    fn trusting(settings: &SmtpSettings, certificates: Vec<Certificate>) -> Result<Self, MailFailure> {
        mailbox("", &settings.from)?;
        let mut builder = SmtpTransport::builder_dangerous(&settings.host)
            .port(settings.port)
            .tls(encryption(settings, certificates)?)
            .timeout(Some(TIMEOUT));
        if let Some(user) = &settings.user {
            let password = settings.password.clone().unwrap_or_default();
            builder = builder.credentials(Credentials::new(user.clone(), password));
        }
        Ok(Self { transport: builder.build(), settings: settings.clone() })
    }

    pub(super) fn send(&self, letter: &Letter, at_micros: i64) -> Result<(), MailFailure> {
        let message = compose(&self.settings.from, letter, at_micros)?;
        match self.transport.send(&message) {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() && !concerns_sign_in(&error) => {
                Err(MailFailure::refused("mail.server_refused", error))
            }
            Err(error) => Err(MailFailure::later(error)),
        }
    }
}

/// RFC 4954: these say that we are not signed in. That is the operator's mistake, not the letter's: it waits.
const SIGN_IN_CODES: [&str; 4] = ["530", "534", "535", "538"];

fn concerns_sign_in(error: &lettre::transport::smtp::Error) -> bool {
    error.status().is_some_and(|code| SIGN_IN_CODES.contains(&code.to_string().as_str()))
}

fn encryption(settings: &SmtpSettings, certificates: Vec<Certificate>) -> Result<Tls, MailFailure> {
    let parameters = || {
        let named = TlsParameters::builder(settings.host.clone());
        let trusting = certificates.into_iter().fold(named, TlsParametersBuilder::add_root_certificate);
        trusting.build().map_err(|error| MailFailure::refused("mail.tls_invalid", error))
    };
    match settings.security {
        SmtpSecurity::Tls => Ok(Tls::Wrapper(parameters()?)),
        SmtpSecurity::StartTls => Ok(Tls::Required(parameters()?)),
        SmtpSecurity::Loopback if is_loopback(&settings.host) => Ok(Tls::None),
        SmtpSecurity::Loopback => {
            Err(MailFailure::refused("mail.not_loopback", "only this machine may be unencrypted"))
        }
    }
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tls_tests;

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::{TcpListener, TcpStream};
    use std::thread;

    use super::super::Mailer;
    use super::super::message::tests::letter;
    use super::*;

    fn settings(port: u16) -> SmtpSettings {
        SmtpSettings {
            host: "127.0.0.1".into(),
            port,
            security: SmtpSecurity::Loopback,
            user: Some("shop".into()),
            password: Some("sesame-open".into()),
            from: "shop@halles.example".into(),
        }
    }

    /// Serves one connection; answers `RCPT TO` with `rcpt`, and gives back all that was said.
    fn serve(listener: TcpListener, rcpt: &'static str) -> thread::JoinHandle<String> {
        thread::spawn(move || {
            let (stream, _) = listener.accept().unwrap();
            converse(stream, rcpt)
        })
    }

    fn converse(stream: TcpStream, rcpt: &str) -> String {
        let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
        let say = |text: &str| (&stream).write_all(format!("{text}\r\n").as_bytes()).unwrap();
        let (mut said, mut in_data) = (String::new(), false);
        say("220 test ESMTP");
        while let Some(Ok(line)) = lines.next() {
            said.push_str(&line);
            said.push('\n');
            let answer = match line.split(' ').next().unwrap() {
                "." if in_data => (in_data = false, "250 queued").1,
                _ if in_data => continue,
                "EHLO" => "250-test\r\n250 AUTH PLAIN",
                "AUTH" => "235 welcome",
                "RCPT" => rcpt,
                "DATA" => (in_data = true, "354 go on").1,
                "QUIT" => return (say("221 bye"), said).1,
                _ => "250 ok",
            };
            say(answer);
        }
        said
    }

    fn send(rcpt: &'static str) -> (Result<(), MailFailure>, String) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mailer = Mailer::smtp(&settings(listener.local_addr().unwrap().port())).unwrap();
        let server = serve(listener, rcpt);
        let sent = mailer.send(&letter(), 1_795_316_842_000_000);
        (sent, server.join().unwrap())
    }

    #[test]
    fn a_server_receives_the_letter_with_its_message_id() {
        let (sent, said) = send("250 ok");
        sent.unwrap();
        for expected in [
            "MAIL FROM:<shop@halles.example>",
            "RCPT TO:<ana@example.org>",
            "Message-ID: <ord_7.shipped@halles.example>",
            "multipart/alternative",
            "\n.\n",
        ] {
            assert!(said.contains(expected), "{expected} in {said}");
        }
    }

    #[test]
    fn a_clear_no_is_final_and_a_maybe_is_not() {
        assert_eq!(send("550 no such user").0.unwrap_err().code(), Some("mail.server_refused"));
        for maybe in ["451 later", "530 sign in first"] {
            assert!(matches!(send(maybe).0, Err(MailFailure::Later { .. })), "{maybe}");
        }
        let unused = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let nobody = Mailer::smtp(&settings(unused)).unwrap().send(&letter(), 0);
        assert!(matches!(nobody, Err(MailFailure::Later { .. })));
    }

    #[test]
    fn the_password_is_never_shown_and_never_leaves_unencrypted() {
        let shown = format!("{:?} {:?}", settings(25), Mailer::smtp(&settings(25)).unwrap());
        assert!(!shown.contains("sesame"), "{shown}");
        let far = SmtpSettings { host: "mail.example.org".into(), ..settings(25) };
        assert_eq!(Mailer::smtp(&far).unwrap_err().code(), Some("mail.not_loopback"));
        for security in [SmtpSecurity::Tls, SmtpSecurity::StartTls] {
            assert!(Mailer::smtp(&SmtpSettings { security, ..far.clone() }).is_ok(), "{security:?}");
        }
    }
}
