//! Whatever bytes a stranger sends, reading ends, and without a panic.

use super::*;

/// A file is read to its end in as many steps as it can have products.
fn ends(bytes: &[u8]) {
    if let Ok(file) = CatalogueFile::read(bytes, Currency::JPY) {
        let steps = file.take(bytes.len() + 2).count();
        assert!(steps <= bytes.len() + 1, "{steps} steps for {} bytes", bytes.len());
    }
}

fn soup(letters: &'static [&'static [u8]]) -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(prop::sample::select(letters), 0..120).prop_map(|parts| parts.concat())
}

const LETTERS: &[&[u8]] = &[
    b",",
    b",",
    b",",
    b"\n",
    b"\r\n",
    b"\r",
    b"\"",
    b";",
    b"\t",
    b"a",
    b"cup",
    b"1",
    b"-1",
    b"9.99",
    b"99999999999999999999",
    b"true",
    b"simple",
    b"variable",
    b"variation",
    b"id:1",
    b"variation, virtual",
    b"https://x.org/a",
    b"\\",
    b"'=",
    b"\xff",
    b"\0",
    b"\xe2\x82\xac",
    b" ",
    b"Title",
    b"Default Title",
    b"parent",
];

proptest! {
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        ends(&bytes);
    }

    #[test]
    fn any_rows_under_a_header_of_shopify(rows in soup(LETTERS)) {
        ends(&[b"Handle,Title,Option1 Name,Option1 Value,Variant Price,Variant SKU,Variant Grams,Image Src\n", &rows[..]].concat());
    }

    #[test]
    fn any_rows_under_a_header_of_woocommerce(rows in soup(LETTERS)) {
        let header = b"ID,Type,SKU,Name,Regular price,Parent,Stock,Weight (lbs),Images,Attribute 1 name,Attribute 1 value(s)\n";
        ends(&[header, &rows[..]].concat());
    }
}
