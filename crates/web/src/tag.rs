//! Tags of contents, and whether a browser has a content already.

use axum::http::{HeaderMap, HeaderValue, header};
use sha2::{Digest, Sha256};

/// More tags than any browser names; the rest is not read.
const TAGS_MAX: usize = 20;
/// Enough of a hash that two versions of a page never share it.
const HASH_BYTES: usize = 12;

/// The tag of a page. Weak: compression changes the bytes, not the page.
pub(crate) fn of_page(bytes: &[u8]) -> HeaderValue {
    let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(bytes)[..HASH_BYTES]);
    HeaderValue::from_str(&format!("W/\"{hash}\"")).expect("a hash is plain text")
}

/// Whether `If-None-Match` names the tag; its weakness doesn't count.
pub(crate) fn is_known(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    let strong = |text: &[u8]| text.strip_prefix(b"W/").unwrap_or(text).to_vec();
    let given = headers.get_all(header::IF_NONE_MATCH).iter().map(HeaderValue::as_bytes);
    let mut tags =
        given.flat_map(|line| line.split(|byte| *byte == b',')).take(TAGS_MAX).map(<[u8]>::trim_ascii);
    headers.contains_key(header::IF_NONE_MATCH)
        && tags.any(|known| known == b"*" || strong(known) == strong(tag.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_may_name_several_tags_and_their_weakness_does_not_count() {
        let tag = of_page(b"a page");
        let text = tag.to_str().unwrap();
        let strong = text.trim_start_matches("W/");
        for (given, known) in [
            (text.to_owned(), true),
            (strong.to_owned(), true),
            (format!("\"other\", {text}"), true),
            ("*".to_owned(), true),
            ("\"other\"".to_owned(), false),
            (String::new(), false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_NONE_MATCH, given.parse().unwrap());
            assert_eq!(is_known(&headers, &tag), known, "{given}");
        }
        assert!(!is_known(&HeaderMap::new(), &tag));
    }
}
