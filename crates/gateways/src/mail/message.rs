//! A letter as an Internet message (RFC 5322): plain text and HTML side by side. The same letter at the same time gives
//! the same bytes.

use std::time::{Duration, UNIX_EPOCH};

use data_encoding::{BASE64, HEXLOWER};
use lettre::address::Address;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox, Message, MessageBuilder, MultiPart, MultiPartKind, SinglePart};
use sha2::{Digest, Sha256};

use super::{
    BODY_BYTES_MAX, KEY_BYTES_MAX, LINK_BYTES_MAX, Letter, MailFailure, NAME_BYTES_MAX, SUBJECT_BYTES_MAX,
};

/// Bytes of text in a line of Base64: 76 letters (RFC 2045 §6.8).
const BASE64_LINE_BYTES: usize = 57;
/// Letters in a line of a message, without its end (RFC 5322 §2.1.1).
const LINE_LETTERS_MAX: usize = 998;

/// A letter that can be sent: what would be refused later is refused here.
pub fn check(letter: &Letter) -> Result<(), MailFailure> {
    check_key(&letter.key)?;
    if letter.subject.len() > SUBJECT_BYTES_MAX || letter.to_name.len() > NAME_BYTES_MAX {
        return Err(MailFailure::refused("mail.header_too_long", "subject or name"));
    }
    if letter.text.len() > BODY_BYTES_MAX || letter.html.len() > BODY_BYTES_MAX {
        return Err(MailFailure::refused("mail.body_too_long", "text or HTML"));
    }
    check_link(&letter.unsubscribe)?;
    mailbox(&letter.to_name, &letter.to).map(drop)
}

pub fn compose(from: &str, letter: &Letter, at_micros: i64) -> Result<Message, MailFailure> {
    check(letter)?;
    let from = mailbox("", from)?;
    let id = format!("<{}@{}>", letter.key, from.email.domain());
    let micros =
        u64::try_from(at_micros).map_err(|_| MailFailure::refused("mail.date_invalid", "before 1970"))?;
    let message = Message::builder()
        .from(from)
        .to(mailbox(&letter.to_name, &letter.to)?)
        .subject(one_line(&letter.subject))
        .date(UNIX_EPOCH + Duration::from_micros(micros))
        .message_id(Some(id));
    with_way_out(message, &letter.unsubscribe)
        .multipart(both_bodies(letter))
        .map_err(|error| MailFailure::refused("mail.message_invalid", error))
}

/// An address with the name of its owner, if there is one.
pub fn mailbox(name: &str, address: &str) -> Result<Mailbox, MailFailure> {
    let address: Address =
        address.parse().map_err(|error| MailFailure::refused("mail.address_invalid", error))?;
    let name = one_line(name);
    Ok(Mailbox::new((!name.is_empty()).then_some(name), address))
}

/// A key is part of a file name and of a Message-ID.
fn check_key(key: &str) -> Result<(), MailFailure> {
    let good = (1..=KEY_BYTES_MAX).contains(&key.len()) && is_plain(key);
    if good { Ok(()) } else { Err(MailFailure::refused("mail.key_invalid", "letters, digits, - _ . only")) }
}

/// A link stands in a header as it is: an address of the web without anything that could end it.
fn check_link(link: &str) -> Result<(), MailFailure> {
    let plain = |b: u8| b.is_ascii_graphic() && !matches!(b, b'<' | b'>' | b',');
    let is_web = link.starts_with("https://") || link.starts_with("http://");
    let good = link.is_empty() || (is_web && link.len() <= LINK_BYTES_MAX && link.bytes().all(plain));
    if good { Ok(()) } else { Err(MailFailure::refused("mail.link_invalid", "an address of the web only")) }
}

/// Mail programs show a button that ends such letters, and press it by themselves (RFC 8058).
fn with_way_out(message: MessageBuilder, link: &str) -> MessageBuilder {
    if link.is_empty() {
        return message;
    }
    let header = |name, value: String| HeaderValue::new(HeaderName::new_from_ascii_str(name), value);
    message
        .raw_header(header("List-Unsubscribe", format!("<{link}>")))
        .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()))
}

/// Safe in a file name: leads nowhere, hides nowhere.
pub fn is_plain(name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    name.bytes().all(plain) && !name.starts_with('.')
}

/// Line ends and other control characters become spaces: a product's name may hold them, a header may not.
fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The boundary follows from the content, so that it is the same each time and nobody can foresee it into a body.
fn both_bodies(letter: &Letter) -> MultiPart {
    let digest = Sha256::new()
        .chain_update(&letter.key)
        .chain_update(&letter.text)
        .chain_update(&letter.html)
        .finalize();
    let part = |kind: ContentType, text: &str| SinglePart::builder().header(kind).body(body(text));
    MultiPart::builder()
        .kind(MultiPartKind::Alternative)
        .boundary(HEXLOWER.encode(&digest[..16]))
        .singlepart(part(ContentType::TEXT_PLAIN, &letter.text))
        .singlepart(part(ContentType::TEXT_HTML, &letter.html))
}

/// A text as it travels: as it is where any mail server takes it so, else as Base64. One pass, where trying which form
/// is shortest took longer than everything else about a letter.
fn body(text: &str) -> Body {
    let is_usual = |byte| matches!(byte, b' '..=b'~' | b'\t' | b'\n');
    let is_plain = text.bytes().all(is_usual) && text.lines().all(|line| line.len() <= LINE_LETTERS_MAX);
    let mut lines = String::with_capacity(text.len() * 7 / 5 + 2);
    if is_plain {
        for line in text.lines() {
            lines.extend([line, "\r\n"]);
        }
        return Body::dangerous_pre_encoded(lines.into_bytes(), ContentTransferEncoding::SevenBit);
    }
    for bytes in text.as_bytes().chunks(BASE64_LINE_BYTES) {
        BASE64.encode_append(bytes, &mut lines);
        lines.push_str("\r\n");
    }
    Body::dangerous_pre_encoded(lines.into_bytes(), ContentTransferEncoding::Base64)
}

#[cfg(test)]
pub mod tests {
    use super::*;

    pub fn letter() -> Letter {
        Letter {
            to: "ana@example.org".into(),
            to_name: "Ana Lefèvre".into(),
            subject: "Votre commande 订单 est partie".into(),
            text: "Bonjour.\n.\nÀ bientôt".into(),
            html: "<p>Bonjour.</p>".into(),
            key: "ord_7.shipped".into(),
            unsubscribe: String::new(),
        }
    }

    fn bytes(letter: &Letter) -> String {
        String::from_utf8(compose("shop@halles.example", letter, 1_795_316_842_000_000).unwrap().formatted())
            .unwrap()
    }

    #[test]
    fn the_same_letter_gives_the_same_bytes() {
        assert_eq!(bytes(&letter()), bytes(&letter()));
        let text = bytes(&letter());
        for header in
            ["Message-ID: <ord_7.shipped@halles.example>\r\n", "Date: Sun, 22 Nov 2026 03:07:22 +0000\r\n"]
        {
            assert!(text.contains(header), "{text}");
        }
    }

    #[test]
    fn a_text_travels_as_it_is_or_as_base64() {
        let plain = "Hello.\n.\n\nBye";
        let long = format!("{}\nend", "x".repeat(LINE_LETTERS_MAX + 1));
        for (text, encoding) in [
            (plain, ContentTransferEncoding::SevenBit),
            ("a\r\nb\r\n", ContentTransferEncoding::Base64),
            ("a\rb\0", ContentTransferEncoding::Base64),
            ("", ContentTransferEncoding::SevenBit),
            (&long, ContentTransferEncoding::Base64),
            ("一句话，很长很长。".repeat(40).as_str(), ContentTransferEncoding::Base64),
        ] {
            let made = body(text);
            assert_eq!(made.encoding(), encoding, "{text}");
            let sent = String::from_utf8(made.into_vec()).unwrap();
            assert!(sent.split_inclusive('\n').all(|line| line.ends_with("\r\n") && line.len() <= 1_000));
            let read = match encoding {
                ContentTransferEncoding::Base64 => {
                    assert!(sent.lines().all(|line| line.len() <= 76));
                    BASE64.decode(sent.replace("\r\n", "").as_bytes()).unwrap()
                }
                _ => sent.into_bytes(),
            };
            let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(lines(&String::from_utf8(read).unwrap()), lines(text));
        }
    }

    #[test]
    fn a_letter_that_can_be_ended_says_where_by_one_click() {
        assert!(!bytes(&letter()).contains("List-Unsubscribe"));
        let link = "https://mall.example/hooks/unfollow?shop=shp_1&user=usr_2&key=a-_b";
        let text = bytes(&Letter { unsubscribe: link.into(), ..letter() });
        assert!(text.contains(&format!("List-Unsubscribe: <{link}>\r\n")), "{text}");
        assert!(text.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"), "{text}");
        for bad in [
            "mailto:a@b.example",
            "https://a.example/\r\nBcc: x",
            "https://a.example/>,<http://b",
            "javascript:x",
        ] {
            let refused = compose("shop@halles.example", &Letter { unsubscribe: bad.into(), ..letter() }, 0);
            assert_eq!(refused.unwrap_err().code(), Some("mail.link_invalid"), "{bad}");
        }
    }

    #[test]
    fn no_field_can_add_a_header() {
        for bad in [
            "a\r\nBcc: x@example.org",
            "a\nBcc: x@example.org",
            "a\r\n\r\n<p>",
            "a\u{85}Bcc: x@example.org",
            "a\0",
        ] {
            let injected = Letter { subject: bad.into(), to_name: bad.into(), ..letter() };
            let message = bytes(&injected);
            let headers = message.split("\r\n\r\n").next().unwrap();
            assert!(!headers.lines().any(|line| line.starts_with("Bcc")), "{headers}");
            for (to, key) in [(bad, "k"), ("ana@example.org", bad)] {
                let refused =
                    compose("shop@halles.example", &Letter { to: to.into(), key: key.into(), ..letter() }, 0);
                assert!(matches!(refused, Err(MailFailure::Refused { .. })), "{to} {key}");
            }
        }
    }

    #[test]
    fn what_is_too_long_or_no_address_is_refused_by_code() {
        let code = |letter: Letter| compose("shop@halles.example", &letter, 0).unwrap_err().code();
        assert_eq!(code(Letter { to: "ana".into(), ..letter() }), Some("mail.address_invalid"));
        assert_eq!(code(Letter { to: "a@b.c, d@e.f".into(), ..letter() }), Some("mail.address_invalid"));
        assert_eq!(code(Letter { key: "../x".into(), ..letter() }), Some("mail.key_invalid"));
        assert_eq!(code(Letter { subject: "x".repeat(501), ..letter() }), Some("mail.header_too_long"));
        assert_eq!(
            code(Letter { html: "x".repeat(BODY_BYTES_MAX + 1), ..letter() }),
            Some("mail.body_too_long")
        );
    }
}
