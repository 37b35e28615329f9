//! The ways in which a content can travel: as it is, or pressed. Which one a browser takes, and the pressing itself.

use std::io::Write;
use std::sync::OnceLock;

use axum::http::{HeaderMap, HeaderValue, header};
use bytes::Bytes;

/// More encodings than any browser names; the rest is not read.
const NAMED_MAX: usize = 20;
/// Below this an answer fits one packet either way.
const PRESSED_BYTES_MIN: usize = 512;
/// A page lives for seconds or hours: pressed well, not to the last byte.
const PAGE_BROTLI: i32 = 5;
const PAGE_GZIP: u32 = 6;
/// An asset is pressed once for each start of a process.
const ASSET_BROTLI: i32 = 9;
const ASSET_GZIP: u32 = 9;
/// Brotli looks so far back: four megabytes, more than any content of ours.
const BROTLI_WINDOW: i32 = 22;
const BUFFER_BYTES: usize = 4096;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Plain,
    Gzip,
    Brotli,
}

/// How hard to press.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effort {
    Page,
    Asset,
}

/// A content with its pressed forms, each made when it is first asked for.
#[derive(Debug)]
pub(crate) struct Pressed {
    plain: Bytes,
    gzip: OnceLock<Bytes>,
    brotli: OnceLock<Bytes>,
    effort: Effort,
}

impl Encoding {
    /// The best that the browser takes.
    pub(crate) fn accepted(headers: &HeaderMap) -> Self {
        let given = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
        let mut best = Self::Plain;
        for named in given.flat_map(|line| line.split(',')).take(NAMED_MAX) {
            let (name, weight) = named.split_once(';').unwrap_or((named, ""));
            match name.trim() {
                _ if is_nothing(weight) => {}
                "br" => return Self::Brotli,
                "gzip" | "*" => best = Self::Gzip,
                _ => {}
            }
        }
        best
    }

    /// What `Content-Encoding` says.
    pub(crate) fn name(self) -> Option<HeaderValue> {
        match self {
            Self::Plain => None,
            Self::Gzip => Some(HeaderValue::from_static("gzip")),
            Self::Brotli => Some(HeaderValue::from_static("br")),
        }
    }
}

/// `;q=0` and its longer spellings.
fn is_nothing(weight: &str) -> bool {
    let value = weight.trim().trim_start_matches(['q', 'Q']).trim_start_matches('=');
    !value.is_empty() && value.bytes().all(|byte| matches!(byte, b'0' | b'.'))
}

impl Pressed {
    pub(crate) fn new(plain: impl Into<Bytes>, effort: Effort) -> Self {
        Self { plain: plain.into(), gzip: OnceLock::new(), brotli: OnceLock::new(), effort }
    }

    pub(crate) fn plain(&self) -> &Bytes {
        &self.plain
    }

    /// The content in an encoding, or as it is where pressing gains nothing.
    pub(crate) fn get(&self, wanted: Encoding) -> (Encoding, Bytes) {
        let pressed = match wanted {
            Encoding::Plain => &self.plain,
            _ if self.plain.len() < PRESSED_BYTES_MIN => &self.plain,
            Encoding::Gzip => self.gzip.get_or_init(|| gzip(&self.plain, self.effort)),
            Encoding::Brotli => self.brotli.get_or_init(|| brotli(&self.plain, self.effort)),
        };
        let gains = pressed.len() < self.plain.len();
        if gains { (wanted, pressed.clone()) } else { (Encoding::Plain, self.plain.clone()) }
    }
}

fn gzip(plain: &[u8], effort: Effort) -> Bytes {
    let level = if effort == Effort::Asset { ASSET_GZIP } else { PAGE_GZIP };
    let room = Vec::with_capacity(plain.len() / 3);
    let mut writer = flate2::write::GzEncoder::new(room, flate2::Compression::new(level));
    let pressed = writer.write_all(plain).and_then(|()| writer.finish());
    pressed.expect("memory takes what is written").into()
}

fn brotli(plain: &[u8], effort: Effort) -> Bytes {
    let quality = if effort == Effort::Asset { ASSET_BROTLI } else { PAGE_BROTLI };
    let params = brotli::enc::BrotliEncoderParams {
        quality,
        lgwin: BROTLI_WINDOW,
        size_hint: plain.len(),
        ..Default::default()
    };
    let room = Vec::with_capacity(plain.len() / 3);
    let mut writer = brotli::CompressorWriter::with_params(room, BUFFER_BYTES, &params);
    writer.write_all(plain).expect("memory takes what is written");
    writer.into_inner().into()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn a_browser_gets_the_best_that_it_takes() {
        for (accepts, encoding) in [
            ("gzip, deflate, br, zstd", Encoding::Brotli),
            ("gzip", Encoding::Gzip),
            ("GZIP;q=0.5, *", Encoding::Gzip),
            ("br;q=0, gzip;q=0.1", Encoding::Gzip),
            ("br;q=0.000, gzip; q=0", Encoding::Plain),
            ("identity", Encoding::Plain),
            ("", Encoding::Plain),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, accepts.parse().unwrap());
            assert_eq!(Encoding::accepted(&headers), encoding, "{accepts}");
        }
        assert_eq!(Encoding::accepted(&HeaderMap::new()), Encoding::Plain);
    }

    #[test]
    fn what_was_pressed_is_the_same_content() {
        let text = "a cup, a vase, a bowl; ".repeat(200);
        let pressed = Pressed::new(text.clone(), Effort::Page);
        let (encoding, bytes) = pressed.get(Encoding::Gzip);
        let mut read = String::new();
        flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut read).unwrap();
        assert_eq!((encoding, &read), (Encoding::Gzip, &text));
        let (encoding, bytes) = pressed.get(Encoding::Brotli);
        let mut read = String::new();
        brotli::Decompressor::new(&bytes[..], BUFFER_BYTES).read_to_string(&mut read).unwrap();
        assert_eq!((encoding, &read), (Encoding::Brotli, &text));
        assert_eq!(Pressed::new("tea", Effort::Asset).get(Encoding::Brotli).0, Encoding::Plain);
    }
}
