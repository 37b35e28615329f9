//! Judges files that applicants send: PDF, JPEG or PNG by their content, never by their name; nothing that could run, nothing
//! that unpacks into far more than it is. Decodes no PDF and keeps nothing.

use crate::pictures::{PictureLimits, PictureRefusal, look};

/// A scan of a few pages.
pub const BYTES_MAX: usize = 10 << 20;
const NAME_LETTERS_MAX: usize = 120;
/// Objects of a PDF; a scan of a hundred pages has a thousand.
const OBJECTS_MAX: usize = 50_000;
/// The end of a PDF stands in its last bytes.
const END_BYTES: usize = 1_024;

/// What a PDF may not hold: it would run, open something, or carry other files.
const ACTIVE: [&[u8]; 9] = [
    b"/JavaScript",
    b"/JS",
    b"/Launch",
    b"/EmbeddedFile",
    b"/RichMedia",
    b"/XFA",
    b"/SubmitForm",
    b"/ImportData",
    b"/GoToR",
];

/// Of what type a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperType {
    Pdf,
    Jpeg,
    Png,
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PaperFileRefusal {
    #[error("the file is empty")]
    Empty,
    #[error("the file is too large")]
    TooLarge,
    #[error("the name of the file holds more than a name")]
    Name,
    #[error("the file is no PDF, JPEG or PNG")]
    UnknownType,
    #[error("the file is damaged")]
    Damaged,
    #[error("the PDF holds something that runs or opens")]
    Active,
    #[error("the PDF is locked")]
    Locked,
    #[error("the file unpacks into too much")]
    Bomb,
}

impl PaperFileRefusal {
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "paper.file_empty",
            Self::TooLarge => "paper.file_too_large",
            Self::Name => "paper.file_name",
            Self::UnknownType => "paper.file_type",
            Self::Damaged => "paper.file_damaged",
            Self::Active => "paper.file_active",
            Self::Locked => "paper.file_locked",
            Self::Bomb => "paper.file_bomb",
        }
    }
}

/// Judges a file by its name, its size and its content.
pub fn judge(name: &str, bytes: &[u8]) -> Result<PaperType, PaperFileRefusal> {
    if bytes.is_empty() {
        return Err(PaperFileRefusal::Empty);
    }
    if bytes.len() > BYTES_MAX {
        return Err(PaperFileRefusal::TooLarge);
    }
    if !is_plain_name(name) {
        return Err(PaperFileRefusal::Name);
    }
    if bytes.starts_with(b"%PDF-") {
        return pdf(bytes).map(|()| PaperType::Pdf);
    }
    let kind = if bytes.starts_with(b"\xff\xd8\xff") {
        PaperType::Jpeg
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        PaperType::Png
    } else {
        return Err(PaperFileRefusal::UnknownType);
    };
    let limits = PictureLimits { bytes_max: BYTES_MAX, ..PictureLimits::default() };
    match look(bytes, limits) {
        Ok(_) => Ok(kind),
        Err(PictureRefusal::TooManyPixels) => Err(PaperFileRefusal::Bomb),
        Err(PictureRefusal::TooLarge) => Err(PaperFileRefusal::TooLarge),
        Err(PictureRefusal::UnknownType) => Err(PaperFileRefusal::UnknownType),
        Err(PictureRefusal::Damaged) => Err(PaperFileRefusal::Damaged),
    }
}

/// A name as a browser sends it: no way to another folder, no markup, nothing invisible. It is kept nowhere.
fn is_plain_name(name: &str) -> bool {
    let is_plain = |c: char| !c.is_control() && !matches!(c, '/' | '\\' | '<' | '>' | '"' | '|' | '\u{202e}');
    name.chars().count() <= NAME_LETTERS_MAX && !name.contains("..") && name.chars().all(is_plain)
}

fn pdf(bytes: &[u8]) -> Result<(), PaperFileRefusal> {
    let end = &bytes[bytes.len().saturating_sub(END_BYTES)..];
    if count(end, b"%%EOF") == 0 {
        return Err(PaperFileRefusal::Damaged);
    }
    // Names may be written with numbers for letters, so that no search finds them.
    let plain = unescaped(bytes);
    if ACTIVE.iter().any(|name| has_name(&plain, name)) {
        return Err(PaperFileRefusal::Active);
    }
    if has_name(&plain, b"/Encrypt") {
        return Err(PaperFileRefusal::Locked);
    }
    if count(&plain, b" obj") > OBJECTS_MAX || is_packed_twice(&plain) {
        return Err(PaperFileRefusal::Bomb);
    }
    Ok(())
}

/// `/J#61vaScript` is `/JavaScript`.
fn unescaped(bytes: &[u8]) -> Vec<u8> {
    let hex = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = (bytes.get(at + 1).copied().and_then(hex), bytes.get(at + 2).copied().and_then(hex));
        match (bytes[at], pair) {
            (b'#', (Some(high), Some(low))) => {
                plain.push(high * 16 + low);
                at += 3;
            }
            (byte, _) => {
                plain.push(byte);
                at += 1;
            }
        }
    }
    plain
}

/// Whether the name stands there whole: `/JS` is not in `/JSON`.
fn has_name(bytes: &[u8], name: &[u8]) -> bool {
    bytes
        .windows(name.len())
        .enumerate()
        .any(|(at, part)| part == name && !bytes.get(at + name.len()).is_some_and(u8::is_ascii_alphanumeric))
}

/// A stream packed twice by the same filter: no scanner writes so, and each layer multiplies.
fn is_packed_twice(bytes: &[u8]) -> bool {
    let lists = bytes.windows(7).enumerate().filter(|(_, part)| *part == b"/Filter").map(|(at, _)| at + 7);
    let mut lists = lists.map(|at| {
        let rest = &bytes[at..];
        let list = &rest[..rest.len().min(200)];
        let is_list = list.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'[');
        let end = list.iter().position(|b| *b == b']').filter(|_| is_list).unwrap_or(0);
        &list[..end]
    });
    lists.any(|list| count(list, b"/FlateDecode") + count(list, b"/Fl ") + count(list, b"/LZWDecode") > 1)
}

fn count(bytes: &[u8], what: &[u8]) -> usize {
    bytes.windows(what.len()).filter(|part| *part == what).count()
}

#[cfg(test)]
#[path = "paper_file/tests.rs"]
mod tests;
