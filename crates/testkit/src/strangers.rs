//! What a stranger can send, one function a parser: whatever the bytes are, nothing panics, and what is taken reads back the
//! same. The fuzz targets and the property tests run the same bodies. Never touches a database.

use axum::http::{HeaderMap, HeaderValue, header};
use domain::address::Address;
use domain::{OrderId, PayoutId, PurchaseId, bucket_of};
use engine::listing::{QUERY_LETTERS_MAX, QUERY_WORDS_MAX, asked_for};
use gateways::catalogue_file::{CatalogueFile, Outcome};
use gateways::payment::sandbox::read_event;
use gateways::payment::settlement;
use gateways::payment::signature::Secret;
use money::{Currency, Money, parse_minor};
use web::FormData;

/// Rows of a file that one run reads: the others are of the same kind.
const ROWS_MAX: usize = 2_000;
/// What a form may hold: the limits that the forms' own file names.
const FORM_FIELDS_MAX: usize = 500;
const FORM_VALUE_BYTES_MAX: usize = 10 * 1024;
/// When the webhooks of a run arrive.
const NOW: i64 = 1_795_316_842_000_000;

/// Names every body, for targets and tests.
pub type Body = fn(&[u8]);
pub const ALL: [(&str, Body); 9] = [
    ("catalogue", catalogue),
    ("settlement", settlement_file),
    ("form", form),
    ("webhook", webhook),
    ("amount", amount),
    ("ids", ids),
    ("cookies", cookies),
    ("address", address),
    ("search", search),
];

fn text(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// A seller's file of products: prices are never negative, rejected rows say why.
pub fn catalogue(bytes: &[u8]) {
    let Ok(file) = CatalogueFile::read(bytes, Currency::EUR) else { return };
    for entry in file.take(ROWS_MAX) {
        let Ok(entry) = entry else { return };
        assert!(entry.first_line <= entry.last_line, "an entry ends where it begins or later");
        if let Outcome::Rejected(problems) = entry.outcome {
            assert!(!problems.is_empty(), "a rejected row has a reason");
        }
    }
}

/// A provider's settlement file.
pub fn settlement_file(bytes: &[u8]) {
    for line in settlement::read(bytes).take(ROWS_MAX) {
        let Ok(line) = line else { return };
        assert_eq!(line.gross.currency, line.net.currency, "a line has one currency");
    }
}

/// A posted form or a query: within its limits, and the same when it is written and read again.
pub fn form(bytes: &[u8]) {
    let Ok(form) = FormData::parse(bytes) else { return };
    assert!(form.iter().count() <= FORM_FIELDS_MAX);
    assert!(form.iter().all(|(name, value)| name.len().max(value.len()) <= FORM_VALUE_BYTES_MAX));
    let written = form_urlencoded::Serializer::new(String::new()).extend_pairs(form.iter()).finish();
    if let Ok(again) = FormData::parse(written.as_bytes()) {
        assert!(again == form, "a form reads back as it was written");
    }
}

/// A webhook whose headers are made of its first lines. Nobody guesses a signature.
pub fn webhook(bytes: &[u8]) {
    let mut lines = bytes.splitn(4, |byte| *byte == b'\n');
    let mut line = || text(lines.next().unwrap_or_default()).into_owned();
    let headers = [line(), line(), line()];
    let body = lines.next().unwrap_or_default();
    let header = |name: &str| match name {
        "webhook-id" => Some(headers[0].clone()),
        "webhook-timestamp" => Some(headers[1].clone()),
        "webhook-signature" => Some(headers[2].clone()),
        _ => None,
    };
    let secret = Secret::from_bytes(&[9; 32]).expect("32 bytes are a secret");
    let read = read_event(std::slice::from_ref(&secret), &header, body, NOW);
    assert!(read.is_err(), "an event was believed that nobody signed");
    let _ = Secret::parse(&headers[0]);
}

/// An amount as typed: never negative, and the same when it is written plainly and read again.
pub fn amount(bytes: &[u8]) {
    let typed = text(bytes);
    for currency in [Currency::EUR, Currency::USD] {
        let Ok(read) = Money::parse(&typed, currency) else { continue };
        assert!(read.minor >= 0, "{typed:?} is below nothing");
        assert_eq!(Money::parse(&read.to_plain(), currency), Ok(read), "{typed:?}");
    }
    for decimals in [0, 3] {
        let _ = parse_minor(&typed, decimals);
    }
}

/// Ids in addresses: what is one shows itself as it was typed, and is one of no other kind.
pub fn ids(bytes: &[u8]) {
    let typed = text(bytes);
    if let Ok(id) = typed.parse::<OrderId>() {
        assert_eq!(id.to_string(), typed, "an id has one spelling");
        assert!(id.get() > 0 && (0..domain::BUCKETS).contains(&bucket_of(id.get())));
        assert!(typed.parse::<PurchaseId>().is_err() && typed.parse::<PayoutId>().is_err());
    }
    let _ = (typed.parse::<PurchaseId>(), typed.parse::<PayoutId>());
}

/// A line of cookies: what is found stands in the line.
pub fn cookies(bytes: &[u8]) {
    let Ok(value) = HeaderValue::from_bytes(bytes) else { return };
    let mut headers = HeaderMap::new();
    headers.insert(header::COOKIE, value);
    for scheme in [web::Scheme::Http, web::Scheme::Https] {
        if let Some(found) = web::cookie(&headers, scheme, "session") {
            assert!(text(bytes).contains(found), "a cookie out of nothing: {found:?}");
        }
    }
}

/// An address and what stands beside it in a form: each line a field.
pub fn address(bytes: &[u8]) {
    let typed = text(bytes);
    let mut lines = typed.split('\n').map(str::to_owned);
    let mut line = || lines.next().unwrap_or_default();
    let address = Address {
        name: line(),
        street: line(),
        postcode: line(),
        city: line(),
        region: line(),
        country: line(),
        ..Address::default()
    };
    if address.problems().is_empty() {
        assert!(domain::address::country(&address.country).is_some(), "an address lies in a country");
        let _ = address.to_json();
    }
    if let Some(email) = domain::address::email(&typed) {
        assert_eq!(
            domain::address::email(&email).as_ref(),
            Some(&email),
            "an address of mail has one spelling"
        );
    }
    let _ = (domain::payout::iban_fits(&typed), domain::address::slug(&typed, "shop"));
}

/// What is typed into the search: few words without spaces, and each of them is looked up as itself.
pub fn search(bytes: &[u8]) {
    let (query, words) = asked_for(&text(bytes));
    assert!(query.chars().count() <= QUERY_LETTERS_MAX && words.len() <= QUERY_WORDS_MAX);
    for word in words {
        assert!(!word.is_empty() && !word.contains(char::is_whitespace), "{word:?} is no word");
        let (_, again) = asked_for(&word);
        assert!(again.contains(&word), "{word:?} becomes {again:?}");
    }
}
