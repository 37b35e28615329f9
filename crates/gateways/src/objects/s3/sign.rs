//! Signs a request as S3 wants it: AWS Signature Version 4 in the `Authorization` header, over the whole body. Written from
//! the description at docs.aws.amazon.com, “Authenticating Requests: Using the Authorization Header”, whose examples are the
//! tests below. Reads no clock: the moment is given.

use std::fmt::Write;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::Keys;
use crate::day::Day;

const MICROS_PER_SECOND: i64 = 1_000_000;
const SECONDS_PER_DAY: i64 = 86_400;

/// What of a request is signed.
#[derive(Debug)]
pub(super) struct Signed<'a> {
    pub method: &'a str,
    /// Escaped already.
    pub path: &'a str,
    pub query: &'a str,
    /// Names in small letters and in the order of the alphabet.
    pub headers: &'a [(&'a str, &'a str)],
    /// SHA-256 of the body, in hexadecimal digits.
    pub body: &'a str,
}

/// A moment as the signature writes it: `20130524T000000Z`.
pub(super) fn stamp(micros: i64) -> String {
    let (day, seconds) = (Day::at(micros), micros.div_euclid(MICROS_PER_SECOND).rem_euclid(SECONDS_PER_DAY));
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
    format!("{:04}{:02}{:02}T{hours:02}{minutes:02}{:02}Z", day.year, day.month, day.day, seconds % 60)
}

pub(super) fn digest(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(bytes))
}

/// The value of the header `Authorization`.
pub(super) fn authorization(keys: &Keys, region: &str, stamp: &str, signed: &Signed<'_>) -> String {
    let names: Vec<&str> = signed.headers.iter().map(|(name, _)| *name).collect();
    let names = names.join(";");
    let mut canonical = format!("{}\n{}\n{}\n", signed.method, signed.path, signed.query);
    for (name, value) in signed.headers {
        writeln!(canonical, "{name}:{}", value.trim()).expect("a text takes what is written to it");
    }
    write!(canonical, "\n{names}\n{}", signed.body).expect("a text takes what is written to it");
    let day = stamp.get(..8).unwrap_or_default();
    let scope = format!("{day}/{region}/s3/aws4_request");
    let text = format!("AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{}", digest(canonical.as_bytes()));
    let first = mac(format!("AWS4{}", keys.secret).as_bytes(), day);
    let key = [region, "s3", "aws4_request"].iter().fold(first, |key, part| mac(&key, part));
    let signature = data_encoding::HEXLOWER.encode(&mac(&key, &text));
    format!("AWS4-HMAC-SHA256 Credential={}/{scope},SignedHeaders={names},Signature={signature}", keys.id)
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of every length");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: &str = "20130524T000000Z";
    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    fn signature(signed: &Signed<'_>) -> String {
        let keys = Keys {
            id: "AKIAIOSFODNN7EXAMPLE".to_owned(),
            secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".to_owned(),
            token: None,
        };
        let whole = authorization(&keys, "us-east-1", AT, signed);
        assert!(whole.starts_with("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/"));
        whole.split("Signature=").nth(1).unwrap().to_owned()
    }

    #[test]
    fn the_published_examples_have_their_published_signatures() {
        let host = ("host", "examplebucket.s3.amazonaws.com");
        let plain = [host, ("x-amz-content-sha256", EMPTY), ("x-amz-date", AT)];
        let ranged = [host, ("range", "bytes=0-9"), ("x-amz-content-sha256", EMPTY), ("x-amz-date", AT)];
        let text = digest(b"Welcome to Amazon S3.");
        let put = [
            ("date", "Fri, 24 May 2013 00:00:00 GMT"),
            host,
            ("x-amz-content-sha256", text.as_str()),
            ("x-amz-date", AT),
            ("x-amz-storage-class", "REDUCED_REDUNDANCY"),
        ];
        let table = [
            (
                Signed { method: "GET", path: "/test.txt", query: "", headers: &ranged, body: EMPTY },
                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
            ),
            (
                Signed { method: "PUT", path: "/test%24file.text", query: "", headers: &put, body: &text },
                "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
            ),
            (
                Signed { method: "GET", path: "/", query: "lifecycle=", headers: &plain, body: EMPTY },
                "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
            ),
            (
                Signed {
                    method: "GET",
                    path: "/",
                    query: "max-keys=2&prefix=J",
                    headers: &plain,
                    body: EMPTY,
                },
                "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
            ),
        ];
        for (signed, published) in table {
            assert_eq!(signature(&signed), published, "{signed:?}");
        }
    }

    #[test]
    fn a_moment_is_written_in_the_clock_of_the_world() {
        assert_eq!(stamp(1_369_353_600_000_000), "20130524T000000Z");
        assert_eq!(stamp(1_795_370_520_999_999), "20261122T180200Z");
    }
}
