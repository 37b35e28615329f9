//! The rules of Shopify's files.

use super::*;

const OLD: &str = "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,\
    Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Price,Variant Compare At Price,\
    Variant Requires Shipping,Variant Taxable,Variant Barcode,Image Src,Image Position,Image Alt Text,Gift Card,Variant Image,\
    Variant Tax Code,Status";

fn old(rows: &str) -> String {
    format!("{}\n{rows}\n", OLD.replace(char::is_whitespace, " ").replace(", ", ","))
}

/// A file of the least columns: handle, title, option, SKU, price, quantity.
fn small(rows: &str) -> String {
    format!(
        "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Inventory Qty,Image Src\n{rows}\n"
    )
}

#[test]
fn both_generations_of_column_names_give_the_same_product() {
    let old = old(
        "cup,Cup,<b>Blue</b>,Kiln,Kitchen,\"clay, blue\",true,Size,Small,,,C-S,250,shopify,4,12.50,15.00,true,true,'0123,\
         https://example.org/a.jpg,2,A cup,false,https://example.org/s.jpg,P01,active\n\
         cup,,,,,,,,Large,,,C-L,400,shopify,0,19.00,,true,false,,https://example.org/b.jpg,1,,,,,",
    );
    let new = "Title,URL handle,Description,Vendor,Product category,Type,Tags,Published on online store,Status,SKU,Barcode,\
        Option1 name,Option1 value,Price,Compare-at price,Charge tax,Tax code,Inventory tracker,Inventory quantity,\
        Weight value (grams),Requires shipping,Product image URL,Image position,Image alt text,Variant image URL,Gift card\n\
        Cup,cup,<b>Blue</b>,Kiln,,Kitchen,\"clay, blue\",TRUE,Active,C-S,0123,Size,Small,12.50,15.00,TRUE,P01,shopify,4,250,TRUE,\
        https://example.org/a.jpg,2,A cup,https://example.org/s.jpg,FALSE\n\
        ,cup,,,,,,,,C-L,,,Large,19.00,,FALSE,,shopify,0,400,TRUE,https://example.org/b.jpg,1,,,\n"
        .replace(",        ", ",");
    let (old, new) = (drafts(&old), drafts(&new));
    assert_eq!(old, new);
    let [cup] = &old[..] else { panic!("one product") };
    assert_eq!((cup.key.as_str(), cup.title.as_str(), cup.brand.as_str()), ("cup", "Cup", "Kiln"));
    assert_eq!((cup.category.as_str(), cup.published, cup.tax_class.as_str()), ("Kitchen", true, "P01"));
    assert_eq!(
        (&cup.tags[..], &cup.option_names[..]),
        (&["clay".into(), "blue".into()][..], &["Size".to_owned()][..])
    );
    let urls: Vec<&str> = cup.pictures.iter().map(|picture| picture.url.as_str()).collect();
    assert_eq!(urls, ["https://example.org/b.jpg", "https://example.org/a.jpg"], "by position");
    let small = VariantDraft {
        sku: "C-S".into(),
        option_values: vec!["Small".into()],
        price: euro(1_250),
        compare_at: Some(euro(1_500)),
        quantity: Some(4),
        weight_grams: Some(250),
        barcode: "0123".into(),
        requires_shipping: true,
        taxable: true,
        picture_url: Some("https://example.org/s.jpg".into()),
        line: 2,
    };
    assert_eq!(cup.variants[0], small);
    assert_eq!(
        (cup.variants[1].quantity, cup.variants[1].taxable, cup.variants[1].line),
        (Some(0), false, 3)
    );
    assert_eq!(cup.remarks, []);
}

#[test]
fn rows_without_a_title_continue_the_product_and_may_hold_only_a_picture() {
    let found = drafts(&small(
        "cup,Cup,Size,S,1,5,,https://example.org/1.jpg\n\
         cup,,,,,,,https://example.org/2.jpg\n\
         ,,,L,2,6,,\n\
         cup,,,,,,,https://example.org/1.jpg\n\
         ,,,,,,,\n\
         jar,Jar,Title,Default Title,,7,,",
    ));
    assert_eq!(found.len(), 2);
    assert_eq!((options(&found[0]), found[0].pictures.len()), (vec![vec!["S"], vec!["L"]], 2));
    assert_eq!((found[1].option_names.len(), options(&found[1])), (0, vec![vec![]]));
}

#[test]
fn a_product_without_a_handle_is_known_by_its_title() {
    let found = drafts(&small(",Blue Cup,,,,5,,\n,Red Cup,,,,6,,"));
    assert_eq!(found.iter().map(|draft| draft.key.as_str()).collect::<Vec<_>>(), ["blue-cup", "red-cup"]);
}

#[test]
fn a_bad_product_names_line_column_and_reason_and_the_next_one_is_read() {
    let table = [
        ("cup,,,,,5,,", vec![(2, "Title", "product.title_missing")]),
        ("cup,Cup,,,,,,", vec![(2, "Variant Price", "price.missing")]),
        ("cup,Cup,,,,free,,", vec![(2, "Variant Price", "price.invalid")]),
        ("cup,Cup,,,,-5,,", vec![(2, "Variant Price", "price.invalid")]),
        ("cup,Cup,,,,5.123,,", vec![(2, "Variant Price", "price.too_precise")]),
        ("cup,Cup,,,,5,some,", vec![(2, "Variant Inventory Qty", "quantity.invalid")]),
        ("cup,Cup,,S,,5,,", vec![(2, "Option1 Value", "option.name_missing")]),
        ("cup,Cup,Size,S,,5,,\ncup,,,,X,6,,", vec![(3, "Option1 Value", "option.value_missing")]),
        ("cup,Cup,Size,S,,5,,\ncup,,,S,,6,,", vec![(3, "Option1 Value", "variant.repeated")]),
        ("cup,Cup,,,,5,,,surplus", vec![(2, "", "row.cell_count")]),
        (",,,,,5,,", vec![(2, "Title", "product.title_missing"), (2, "Handle", "product.key_missing")]),
        (
            "cup,Cup,,,,x,y,",
            vec![(2, "Variant Price", "price.invalid"), (2, "Variant Inventory Qty", "quantity.invalid")],
        ),
    ];
    for (rows, expected) in table {
        let expected: Vec<_> =
            expected.into_iter().map(|(line, column, code)| (line, column.to_owned(), code)).collect();
        assert_eq!(problems(&small(rows)), expected, "{rows}");
        let both = entries(&small(&format!("{rows}\njar,Jar,,,,7,,")));
        assert!(matches!(both[1].outcome, Outcome::Product(_)), "{rows}");
        assert_eq!(both[0].rows.len(), rows.lines().count(), "the rows are at hand: {rows}");
    }
}

#[test]
fn a_product_that_comes_back_later_is_not_merged() {
    let found = entries(&small("cup,Cup,,,,5,,\njar,Jar,,,,7,,\ncup,Cup,,,,6,,"));
    let Outcome::Rejected(problems) = &found[2].outcome else { panic!("{found:?}") };
    assert_eq!(listed(problems), [(4, "Handle".into(), "product.key_repeated")]);
}

#[test]
fn what_is_read_leniently_is_remarked() {
    let row = |quantity: &str, compare: &str, flag: &str, picture: &str| {
        format!("cup,Cup,,,,,{flag},,,,,,heavy,shopify,{quantity},10,{compare},,,,{picture},,,,,,")
    };
    let [cup] = &drafts(&old(&row("-2", "8", "maybe", "cup.jpg")))[..] else { panic!("one product") };
    let variant = &cup.variants[0];
    assert_eq!((variant.quantity, variant.compare_at, variant.weight_grams), (Some(0), None, None));
    assert_eq!((cup.published, cup.pictures.len()), (false, 0));
    let mut codes: Vec<&str> = cup.remarks.iter().map(|remark| remark.reason.code()).collect();
    codes.sort_unstable();
    let expected = [
        "compare_at.not_higher",
        "flag.invalid",
        "picture_url.invalid",
        "quantity.negative",
        "weight.invalid",
    ];
    assert_eq!(codes, expected);
    let [cup] = &drafts(&old(&row("1", "a lot", "true", "")))[..] else { panic!("one product") };
    assert_eq!(listed(&cup.remarks)[0].2, "compare_at.invalid");
}

#[test]
fn stock_that_is_not_tracked_counts_only_if_there_is_some() {
    for (tracker, quantity, expected) in [
        ("shopify", "0", Some(0)),
        ("shopify", "3", Some(3)),
        ("", "0", None),
        ("", "3", Some(3)),
        ("", "", None),
    ] {
        let file = old(&format!("cup,Cup,,,,,,,,,,,,{tracker},{quantity},10,,,,,,,,,,,"));
        assert_eq!(drafts(&file)[0].variants[0].quantity, expected, "{tracker:?} {quantity:?}");
    }
}

#[test]
fn status_and_published_both_have_to_say_yes() {
    for (published, status, expected) in [
        ("true", "active", true),
        ("", "", true),
        ("false", "active", false),
        ("true", "draft", false),
        ("true", "archived", false),
    ] {
        let file = old(&format!("cup,Cup,,,,,{published},,,,,,,,,10,,,,,,,,,,,{status}"));
        assert_eq!(drafts(&file)[0].published, expected, "{published:?} {status:?}");
    }
}

#[test]
fn gift_cards_are_skipped_and_what_is_not_shipped_says_so() {
    let file = old("card,Card,,,,,,,,,,,,,,10,,,,,,,,true,,,\n\
         pdf,Pattern,,,,,,,,,,,,,,10,,false,,,,,,false,,,");
    let found = entries(&file);
    assert_eq!(found[0].outcome, Outcome::Skipped(SkipReason::GiftCard));
    let Outcome::Product(pattern) = &found[1].outcome else { panic!("{found:?}") };
    assert!(!pattern.variants[0].requires_shipping);
}

#[test]
fn too_much_of_anything_rejects_the_product_and_only_that() {
    let rows = |count: usize, row: fn(usize) -> String| (0..count).map(row).collect::<Vec<_>>().join("\n");
    let variants = |count| rows(count, |n| format!("cup,Cup,Size,{n},,5,,"));
    let pictures = |count| {
        "cup,Cup,,,,5,,\n".to_owned() + &rows(count, |n| format!("cup,,,,,,,https://example.org/{n}"))
    };
    assert_eq!(drafts(&small(&variants(VARIANTS_MAX)))[0].variants.len(), VARIANTS_MAX);
    assert_eq!(problems(&small(&variants(VARIANTS_MAX + 1)))[0].2, "product.too_many_variants");
    assert_eq!(drafts(&small(&pictures(PICTURES_MAX)))[0].pictures.len(), PICTURES_MAX);
    assert_eq!(problems(&small(&pictures(PICTURES_MAX + 1)))[0].2, "product.too_many_pictures");
    let long = format!("cup,{},,,,5,,", "x".repeat(FIELD_BYTES_MAX + 1));
    assert_eq!(problems(&small(&long)), [(2, "Title".into(), "row.field_too_long")]);
    let endless = entries(&small(&format!("{}\njar,Jar,,,,7,,", variants(3_000))));
    let outcomes: Vec<&str> = endless
        .iter()
        .map(|entry| match &entry.outcome {
            Outcome::Rejected(problems) => problems.last().unwrap().reason.code(),
            _ => "good",
        })
        .collect();
    assert_eq!(outcomes, ["product.too_many_variants", "product.key_repeated", "good"]);
    assert_eq!(endless.iter().map(|entry| entry.rows.len()).sum::<usize>(), 3_001, "no row is lost");
}

#[test]
fn the_file_may_be_written_by_any_spreadsheet() {
    let text = "Handle;Title;Variant Price\r\ncafé;\"Café\n\"\"crème\"\"\";1.234,50\r\n\r\nthé;Thé;'=3\r\n";
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    for bytes in [text.as_bytes().to_vec(), format!("\u{feff}{text}").into_bytes(), latin] {
        let found: Vec<Entry> = read(&bytes).map(|entry| entry.unwrap()).collect();
        let Outcome::Product(cafe) = &found[0].outcome else { panic!("{found:?}") };
        assert_eq!((cafe.title.as_str(), cafe.variants[0].price), ("Café\n\"crème\"", euro(123_450)));
        assert_eq!((found[0].first_line, found[0].last_line, found[1].first_line), (2, 3, 5));
        let Outcome::Rejected(problems) = &found[1].outcome else { panic!("{found:?}") };
        assert_eq!(problems[0].value, "=3", "a neutralised cell is restored");
    }
    let tabs = drafts("Handle\tTitle\tVariant Price\ncup\tCup, blue\t5\n");
    assert_eq!(tabs[0].title, "Cup, blue");
}

#[test]
fn a_quote_that_never_closes_ends_the_file_after_the_products_before_it() {
    let file = small(&format!("cup,Cup,,,,5,,\njar,\"Jar{}", "x".repeat(9 << 20)));
    let mut found = read(file.as_bytes());
    assert!(matches!(found.next(), Some(Ok(Entry { outcome: Outcome::Product(_), .. }))));
    assert_eq!(found.next().unwrap().unwrap_err().code(), "file.record_too_long");
    assert!(found.next().is_none());
}
