//! Signed messages after the Standard Webhooks convention: HMAC-SHA256 over `id.timestamp.body`. The exact bytes are
//! signed, so read a body only after its signature. Never shows a secret.

use data_encoding::BASE64;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

pub const HEADER_ID: &str = "webhook-id";
pub const HEADER_TIMESTAMP: &str = "webhook-timestamp";
pub const HEADER_SIGNATURE: &str = "webhook-signature";

/// How far the time of a message may lie from ours, either way.
pub const AGE_SECONDS_MAX: i64 = 300;
pub const BODY_BYTES_MAX: usize = 256 << 10;
pub const SIGNATURES_MAX: usize = 8;
pub const ID_BYTES_MAX: usize = 256;
const SECRET_PREFIX: &str = "whsec_";
/// The convention asks for 24 to 64 bytes.
const SECRET_BYTES: std::ops::RangeInclusive<usize> = 24..=64;

/// A key that sender and receiver share.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Vec<u8>);

/// The text is not `whsec_` and 24 to 64 bytes in base64.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a signing secret is `whsec_` and 24 to 64 bytes in base64")]
pub struct NotASecret;

/// Why a message is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ForgedEvent {
    #[error("a signature header is missing")]
    HeaderMissing,
    #[error("the message is too long")]
    TooLong,
    #[error("the message is too old, or comes from the future")]
    OutOfTime,
    #[error("no signature fits")]
    SignatureWrong,
    #[error("the signed content can't be read")]
    Unreadable,
}

impl ForgedEvent {
    pub fn code(self) -> &'static str {
        match self {
            Self::HeaderMissing => "event.header_missing",
            Self::TooLong => "event.too_long",
            Self::OutOfTime => "event.out_of_time",
            Self::SignatureWrong => "event.signature_wrong",
            Self::Unreadable => "event.unreadable",
        }
    }
}

impl Secret {
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotASecret> {
        if SECRET_BYTES.contains(&bytes.len()) { Ok(Self(bytes.to_vec())) } else { Err(NotASecret) }
    }

    pub fn parse(text: &str) -> Result<Self, NotASecret> {
        let encoded = text.trim().strip_prefix(SECRET_PREFIX).ok_or(NotASecret)?;
        Self::from_bytes(&BASE64.decode(encoded.as_bytes()).map_err(|_| NotASecret)?)
    }

    /// What is shown once to who has to enter it elsewhere.
    pub fn reveal(&self) -> String {
        format!("{SECRET_PREFIX}{}", BASE64.encode(&self.0))
    }

    /// The value of the signature header, `v1,…`, for a message with this id at this second.
    pub fn sign(&self, id: &str, timestamp_seconds: i64, body: &[u8]) -> String {
        format!(
            "v1,{}",
            BASE64.encode(&self.mac(id, &timestamp_seconds.to_string(), body).finalize().into_bytes())
        )
    }

    fn mac(&self, id: &str, timestamp: &str, body: &[u8]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        for part in [id.as_bytes(), b".", timestamp.as_bytes(), b".", body] {
            mac.update(part);
        }
        mac
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The id of a message that one of `secrets` has signed less than five minutes ago. Several secrets are valid while
/// one replaces another; several signatures stand in the header for the same reason.
pub fn verify(
    secrets: &[Secret],
    headers: super::Headers<'_>,
    body: &[u8],
    now_micros: i64,
) -> Result<String, ForgedEvent> {
    let header = |name| headers(name).ok_or(ForgedEvent::HeaderMissing);
    let (id, timestamp, signatures) =
        (header(HEADER_ID)?, header(HEADER_TIMESTAMP)?, header(HEADER_SIGNATURE)?);
    if body.len() > BODY_BYTES_MAX || id.len() > ID_BYTES_MAX {
        return Err(ForgedEvent::TooLong);
    }
    let sent: i64 = timestamp.parse().map_err(|_| ForgedEvent::OutOfTime)?;
    if now_micros.div_euclid(1_000_000).abs_diff(sent) > AGE_SECONDS_MAX.unsigned_abs() {
        return Err(ForgedEvent::OutOfTime);
    }
    let given = signatures.split_ascii_whitespace().take(SIGNATURES_MAX);
    let mut decoded = given.filter_map(|one| BASE64.decode(one.strip_prefix("v1,")?.as_bytes()).ok());
    let fits =
        |signature: &[u8], secret: &Secret| secret.mac(&id, &timestamp, body).verify_slice(signature).is_ok();
    let believed = decoded.any(|signature| secrets.iter().any(|secret| fits(&signature, secret)));
    if believed { Ok(id) } else { Err(ForgedEvent::SignatureWrong) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_674_087_231;
    const BODY: &[u8] = br#"{"test": 2432232314}"#;

    fn check(secrets: &[Secret], sent: &str, signature: &str, body: &[u8]) -> Result<String, ForgedEvent> {
        let headers = |name: &str| match name {
            HEADER_ID => Some("msg_p5jXN8AQM9LWM0D4loKWxJek".to_owned()),
            HEADER_TIMESTAMP => Some(sent.to_owned()),
            HEADER_SIGNATURE if !signature.is_empty() => Some(signature.to_owned()),
            _ => None,
        };
        verify(secrets, &headers, body, NOW * 1_000_000)
    }

    fn ours() -> Secret {
        Secret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap()
    }

    #[test]
    fn only_what_was_signed_now_by_one_of_ours_is_believed() {
        let other = Secret::from_bytes(&[7; 24]).unwrap();
        let id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
        let good = ours().sign(id, NOW, BODY);
        let foreign = other.sign(id, NOW, BODY);
        let at = |sent: i64| (sent.to_string(), ours().sign(id, sent, BODY));
        let now = NOW.to_string();
        let (edge, edge_signature) = at(NOW - 300);
        let (old, old_signature) = at(NOW - 301);
        let (early, early_signature) = at(NOW + 301);
        use ForgedEvent::{HeaderMissing, OutOfTime, SignatureWrong};
        type Case<'a> = (&'a str, &'a str, &'a str, &'a [u8], Option<ForgedEvent>);
        let table: &[Case<'_>] = &[
            ("signed by us", &now, &good, BODY, None),
            ("five minutes old", &edge, &edge_signature, BODY, None),
            ("older", &old, &old_signature, BODY, Some(OutOfTime)),
            ("from the future", &early, &early_signature, BODY, Some(OutOfTime)),
            ("a time that is no number", "soon", &good, BODY, Some(OutOfTime)),
            ("another time than the signed one", &edge, &good, BODY, Some(SignatureWrong)),
            ("another body", &now, &good, br#"{"test": 1}"#, Some(SignatureWrong)),
            ("another secret", &now, &foreign, BODY, Some(SignatureWrong)),
            ("ours among several", &now, &format!("{foreign} v1a,xyz {good}"), BODY, None),
            ("an unknown version", &now, &good.replace("v1,", "v2,"), BODY, Some(SignatureWrong)),
            ("not base64", &now, "v1,%%%", BODY, Some(SignatureWrong)),
            ("cut short", &now, &good[..good.len() - 8], BODY, Some(SignatureWrong)),
            ("unsigned", &now, "", BODY, Some(HeaderMissing)),
            ("nothing but spaces", &now, "  ", BODY, Some(SignatureWrong)),
        ];
        for (case, sent, signature, body, refusal) in table {
            assert_eq!(check(&[ours()], sent, signature, body).err(), *refusal, "{case}");
        }
        assert!(check(&[ours(), other], &now, &foreign, BODY).is_ok(), "while one secret replaces another");
        assert_eq!(check(&[], &now, &good, BODY), Err(SignatureWrong));
        let long = vec![b'x'; BODY_BYTES_MAX + 1];
        assert_eq!(check(&[ours()], &now, &good, &long), Err(ForgedEvent::TooLong));
    }

    #[test]
    fn a_signature_is_the_one_that_other_implementations_make() {
        let signed = ours().sign("msg_p5jXN8AQM9LWM0D4loKWxJek", NOW, BODY);
        assert_eq!(signed, "v1,AQG81rX2n4rTN1fkXoqILSHO9gAOcwya9dP41rhrQDI=");
    }

    #[test]
    fn a_secret_reads_back_and_does_not_show_in_logs() {
        assert_eq!(Secret::parse(&ours().reveal()), Ok(ours()));
        assert_eq!(format!("{:?}", ours()), "Secret(…)");
        for text in ["", "whsec_", "whsec_AAAA", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"] {
            assert_eq!(Secret::parse(text), Err(NotASecret), "{text}");
        }
    }
}
