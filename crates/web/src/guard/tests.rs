//! Which requests pass, and what every answer says to the browser.

use super::*;

type Pairs = &'static [(&'static str, &'static str)];

fn headers(pairs: Pairs) -> HeaderMap {
    pairs
        .iter()
        .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
        .collect()
}

#[test]
fn only_our_own_pages_may_post() {
    let table: &[(Scheme, Pairs, bool)] = &[
        (Scheme::Http, &[("sec-fetch-site", "same-origin")], true),
        (Scheme::Http, &[("sec-fetch-site", "none")], true),
        (Scheme::Http, &[("sec-fetch-site", "same-site")], false),
        (
            Scheme::Http,
            &[("sec-fetch-site", "cross-site"), ("origin", "http://a.test"), ("host", "a.test")],
            false,
        ),
        (Scheme::Http, &[("origin", "http://a.test:8080"), ("host", "a.test:8080")], true),
        (Scheme::Https, &[("origin", "http://a.test"), ("host", "a.test")], false),
        (Scheme::Https, &[("origin", "https://a.test"), ("host", "a.test")], true),
        (Scheme::Https, &[("origin", "https://a.test.evil.test"), ("host", "a.test")], false),
        (Scheme::Https, &[("origin", "null"), ("host", "a.test")], false),
        (Scheme::Https, &[("host", "a.test")], false),
        (Scheme::Https, &[("authorization", "Bearer x")], true),
        (Scheme::Https, &[("authorization", "Basic x")], false),
    ];
    for (scheme, pairs, passes) in table {
        assert_eq!(is_from_here(&headers(pairs), *scheme), *passes, "{scheme:?} {pairs:?}");
    }
}

#[test]
fn hooks_and_reading_need_no_origin_and_nothing_larger_than_the_limit_passes() {
    let table = [
        ("GET", "/", "0", true),
        ("HEAD", "/", "0", true),
        ("POST", "/", "0", false),
        ("POST", "/hooks/payment", "0", true),
        ("POST", "/hooksy", "0", false),
        ("GET", "/", "33554433", false),
    ];
    for (method, path, length, passes) in table {
        let request =
            Request::builder().method(method).uri(path).header("content-length", length).body(()).unwrap();
        assert_eq!(
            refuse(&request.into_parts().0, Scheme::Http).is_none(),
            passes,
            "{method} {path} {length}"
        );
    }
}

#[test]
fn a_session_makes_an_answer_private_unless_the_handler_said_otherwise() {
    for (before, has_session, after) in [
        ("", true, "private, no-store"),
        ("", false, "private, no-cache"),
        ("public, max-age=60", true, "public, max-age=60"),
    ] {
        let mut headers = HeaderMap::new();
        if !before.is_empty() {
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(before));
        }
        keep_private(&mut headers, has_session);
        assert_eq!(headers[header::CACHE_CONTROL], after);
    }
}

#[test]
fn https_is_demanded_only_where_it_is_spoken() {
    for (scheme, demanded) in [(Scheme::Http, false), (Scheme::Https, true)] {
        let mut headers = HeaderMap::new();
        protect(&mut headers, scheme);
        assert_eq!(headers.contains_key("strict-transport-security"), demanded);
        assert!(
            headers["content-security-policy"]
                .to_str()
                .unwrap()
                .starts_with("default-src 'none'; script-src 'self'")
        );
    }
}

#[test]
fn a_request_id_reads_well_aloud() {
    assert_eq!(RequestId::new(0x0123_4567_89ab_cdef).0, "HX-AERU-KZ4J-VPG6");
}
