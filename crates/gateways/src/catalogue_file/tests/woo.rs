//! The rules of WooCommerce's files.

use super::*;

const HEADER: &str = "ID,Type,SKU,Name,Published,Short description,Description,Date sale price starts,Date sale price ends,\
Tax status,Tax class,In stock?,Stock,Weight (kg),Sale price,Regular price,Categories,Tags,Images,Parent,Position,\
Attribute 1 name,Attribute 1 value(s),Attribute 2 name,Attribute 2 value(s)";

/// A file whose rows name only the cells that matter.
fn file(rows: &[&[(&str, &str)]]) -> String {
    let names: Vec<&str> = HEADER.split(',').collect();
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(&names).unwrap();
    for row in rows {
        assert!(row.iter().all(|(name, _)| names.contains(name)), "{row:?}");
        let cell = |name: &&str| row.iter().find(|(given, _)| given == name).map_or("", |(_, cell)| *cell);
        csv.write_record(names.iter().map(cell)).unwrap();
    }
    String::from_utf8(csv.into_inner().unwrap()).unwrap()
}

const CUP: &[(&str, &str)] =
    &[("ID", "7"), ("Type", "simple"), ("SKU", "C"), ("Name", "Cup"), ("Regular price", "10")];

fn cup_with(cells: &[(&'static str, &'static str)]) -> String {
    let kept = CUP.iter().copied().filter(|(name, _)| !cells.iter().any(|(given, _)| given == name));
    file(&[&kept.chain(cells.iter().copied()).collect::<Vec<_>>()])
}

#[test]
fn a_simple_product_is_a_product_with_one_variant() {
    let [cup] = &drafts(&cup_with(&[
        ("Short description", "short"),
        ("Description", r"long\nand <b>bold</b>"),
        ("Categories", r"Home, Kitchen > Cups > Salt\, Pepper, Sale > New"),
        ("Tags", "clay, blue"),
        ("Images", "https://example.org/a.jpg, https://example.org/b.jpg,https://example.org/a.jpg"),
        ("Stock", "3"),
        ("Weight (kg)", "0,25"),
        ("Sale price", "8,50"),
        ("Attribute 1 name", "Colour"),
        ("Attribute 1 value(s)", "Blue"),
    ]))[..] else {
        panic!("one product")
    };
    assert_eq!((cup.key.as_str(), cup.title.as_str()), ("id:7", "Cup"));
    assert_eq!(cup.description_html, "long\nand <b>bold</b>");
    assert_eq!(cup.category, "Kitchen > Cups > Salt, Pepper");
    assert_eq!((cup.tags.len(), cup.pictures.len(), cup.option_names.len()), (2, 2, 0));
    let variant = &cup.variants[0];
    assert_eq!((variant.price, variant.compare_at), (euro(850), Some(euro(1_000))));
    assert_eq!(
        (variant.quantity, variant.weight_grams, variant.picture_url.clone()),
        (Some(3), Some(250), None)
    );
    assert_eq!(drafts(&cup_with(&[("Short description", "short")]))[0].description_html, "short");
}

#[test]
fn prices_stock_and_publication_follow_woocommerce() {
    let price = |cells| {
        let draft = drafts(&cup_with(cells)).remove(0);
        let codes: Vec<_> = draft.remarks.iter().map(|remark| remark.reason.code()).collect();
        (draft.variants[0].price.minor, draft.variants[0].compare_at.map(|money| money.minor), codes)
    };
    assert_eq!(price(&[]), (1_000, None, vec![]));
    assert_eq!(price(&[("Sale price", "10")]), (1_000, None, vec![]));
    assert_eq!(price(&[("Sale price", "12")]), (1_000, None, vec!["compare_at.not_higher"]));
    assert_eq!(price(&[("Sale price", "8"), ("Regular price", "")]), (800, None, vec![]));
    let dated = [("Sale price", "8"), ("Date sale price ends", "2026-12-24")];
    assert_eq!(price(&dated), (1_000, None, vec!["price.sale_dated"]));

    let quantity = |cells| drafts(&cup_with(cells))[0].variants[0].quantity;
    assert_eq!(quantity(&[("In stock?", "1")]), None);
    assert_eq!(quantity(&[("In stock?", "0")]), Some(0));
    assert_eq!(quantity(&[("In stock?", "backorder")]), None);
    assert_eq!(quantity(&[("In stock?", "1"), ("Stock", "5")]), Some(5));

    for (cell, published) in [("1", true), ("", true), ("0", false), ("-1", false)] {
        assert_eq!(drafts(&cup_with(&[("Published", cell)]))[0].published, published, "{cell}");
    }
    for (cell, taxable) in [("taxable", true), ("", true), ("none", false), ("shipping", false)] {
        assert_eq!(drafts(&cup_with(&[("Tax status", cell)]))[0].variants[0].taxable, taxable, "{cell}");
    }
}

const SHIRT: &[(&str, &str)] = &[
    ("ID", "10"),
    ("Type", "variable"),
    ("SKU", "SH"),
    ("Name", "Shirt"),
    ("Weight (kg)", "1"),
    ("Tax class", "reduced-rate"),
    ("Attribute 1 name", "Colour"),
    ("Attribute 1 value(s)", "Red, Blue"),
    ("Attribute 2 name", "Size"),
    ("Attribute 2 value(s)", "S, M"),
];

type Cells<'a> = Vec<(&'a str, &'a str)>;

fn variation<'a>(sku: &'a str, parent: &'a str, colour: &'a str, more: &[(&'a str, &'a str)]) -> Cells<'a> {
    let mut cells = vec![
        ("ID", sku),
        ("Type", "variation"),
        ("SKU", sku),
        ("Parent", parent),
        ("Regular price", "20"),
        ("Attribute 1 name", "colour"),
        ("Attribute 1 value(s)", colour),
    ];
    cells.retain(|(name, _)| !more.iter().any(|(given, _)| given == name));
    cells.extend(more);
    cells
}

#[test]
fn variations_find_their_product_by_id_or_sku_wherever_they_stand() {
    let red =
        variation("11", "id:10", "Red", &[("Position", "2"), ("Images", "https://example.org/red.jpg")]);
    let blue = variation("12", "SH", "Blue", &[("Position", "1"), ("Weight (kg)", "2")]);
    let found = entries(&file(&[&red, CUP, SHIRT, &blue]));
    assert!(matches!(found[0].outcome, Outcome::Product(_)), "what need not wait passes first");
    assert_eq!((found[0].first_line, found.len()), (3, 2));
    let Outcome::Product(shirt) = &found[1].outcome else { panic!("{found:?}") };
    assert_eq!((found[1].first_line, found[1].last_line, found[1].rows.len()), (2, 5, 3));
    assert_eq!((shirt.key.as_str(), shirt.tax_class.as_str()), ("id:10", "reduced-rate"));
    assert_eq!(
        (&shirt.option_names[..], options(shirt)),
        (&["Colour".to_owned()][..], vec![vec!["Blue"], vec!["Red"]])
    );
    let told: Vec<_> =
        shirt.variants.iter().map(|v| (v.sku.as_str(), v.weight_grams, v.picture_url.is_some())).collect();
    assert_eq!(told, [("12", Some(2_000), false), ("11", Some(1_000), true)]);
}

#[test]
fn an_attribute_that_nobody_chooses_is_no_option_and_one_that_some_choose_is_asked_of_all() {
    let open = |sku, colour| variation(sku, "SH", colour, &[("Attribute 2 name", "Size")]);
    let [shirt] = &drafts(&file(&[SHIRT, &open("11", "Red"), &open("12", "Blue")]))[..] else {
        panic!("one")
    };
    assert_eq!(
        (&shirt.option_names[..], shirt.remarks[0].reason),
        (&["Colour".to_owned()][..], Reason::OptionOpen)
    );
    let small = variation("13", "SH", "Red", &[("Attribute 2 name", "Size"), ("Attribute 2 value(s)", "S")]);
    let mixed = problems(&file(&[SHIRT, &small, &open("12", "Blue")]));
    assert_eq!(mixed, [(4, "Attribute 2 value(s)".into(), "option.value_missing")]);
    let twice = problems(&file(&[SHIRT, &open("11", "Red"), &open("12", "Red")]));
    assert_eq!(twice[0].2, "variant.repeated");
}

#[test]
fn a_family_loses_what_is_not_sold_and_is_refused_without_any() {
    let red = variation("11", "SH", "Red", &[]);
    let hidden = variation("12", "SH", "Blue", &[("Published", "0")]);
    let service = variation("13", "SH", "Green", &[("Type", "variation, virtual")]);
    let shared = variation("14", "SH", "Black", &[("Stock", "parent")]);
    let [shirt] = &drafts(&file(&[SHIRT, &red, &hidden, &service, &shared]))[..] else { panic!("one") };
    assert_eq!(options(shirt), [["Red"], ["Black"]]);
    let mut codes: Vec<_> = shirt.remarks.iter().map(|remark| remark.reason.code()).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["quantity.shared", "variant.not_goods", "variant.unpublished"]);
    assert_eq!(problems(&file(&[SHIRT]))[0].2, "product.no_variants");
    assert_eq!(problems(&file(&[SHIRT, &hidden]))[0].2, "product.no_variants");
    assert_eq!(entries(&file(&[SHIRT, &service]))[0].outcome, Outcome::Skipped(SkipReason::Virtual));
    let orphan = problems(&file(&[&variation("11", "id:99", "Red", &[])]));
    assert_eq!(orphan, [(2, "Parent".into(), "variant.parent_missing")]);
}

#[test]
fn what_is_no_goods_is_skipped_with_its_reason() {
    use SkipReason::*;
    for (kind, expected) in [
        ("grouped", Some(Grouped)),
        ("external", Some(External)),
        ("simple, downloadable, virtual", Some(Downloadable)),
        ("simple, virtual", Some(Virtual)),
        ("downloadable", Some(Downloadable)),
        ("subscription", Some(OtherType)),
        ("Simple", None),
        ("", None),
    ] {
        let found = entries(&cup_with(&[("Type", kind)])).remove(0).outcome;
        match expected {
            Some(reason) => assert_eq!(found, Outcome::Skipped(reason), "{kind}"),
            None => assert!(matches!(found, Outcome::Product(_)), "{kind}"),
        }
    }
}

#[test]
fn a_bad_product_names_line_column_and_reason() {
    type Case = (&'static [(&'static str, &'static str)], &'static str, &'static str);
    let table: [Case; 6] = [
        (&[("Name", "")], "Name", "product.title_missing"),
        (&[("Regular price", "")], "Regular price", "price.missing"),
        (&[("Regular price", "cheap")], "Regular price", "price.invalid"),
        (&[("Sale price", "1.234567")], "Sale price", "price.too_precise"),
        (&[("Stock", "lots")], "Stock", "quantity.invalid"),
        (&[("ID", ""), ("SKU", ""), ("Name", "!")], "ID", "product.key_missing"),
    ];
    for (cells, column, code) in table {
        assert_eq!(problems(&cup_with(cells)), [(2, column.to_owned(), code)], "{cells:?}");
    }
    let four = [("Attribute 3 name", "Attribute 3 value(s)"), ("Attribute 4 name", "Attribute 4 value(s)")];
    let header =
        four.iter().fold(HEADER.to_owned(), |header, (name, value)| format!("{header},{name},{value}"));
    let blanks = ",".repeat(16);
    let wide = format!(
        "{header}\n1,variable,V,V{blanks},,A,,B,,C,,D,\n2,variation,W,W,,,,,,,,,,,,5,,,,V,,A,a,B,b,C,c,D,d\n"
    );
    assert_eq!(problems(&wide)[0].2, "product.too_many_options");
    let repeated = entries(&file(&[CUP, CUP]));
    assert!(
        matches!(&repeated[1].outcome, Outcome::Rejected(problems) if problems[0].reason == Reason::KeyRepeated)
    );
}

#[test]
fn headers_are_understood_in_four_languages() {
    let files = [
        "ID,Type,SKU,Name,In stock?,Stock,Weight (g),Sale price,Regular price,Categories,Images,Parent,Attribute 1 name,Attribute 1 value(s)",
        "ID,Type,UGS,Nom,En stock ?,Stock,Poids (g),Tarif promo,Tarif régulier,Catégories,Images,Parent,Nom de l’attribut 1,Valeur(s) de l’attribut 1",
        "ID,Typ,Artikelnummer,Name,Vorrätig?,Lager,Gewicht (g),Angebotspreis,Regulärer Preis,Kategorien,Bilder,Übergeordnetes Produkt,Attribut 1 Name,Attribut 1 Wert(e)",
        "ID,类型,SKU,名称,有货？,库存,重量（g）,促销价格,常规售价,分类,图片,父级,属性 1 名称,属性 1 值",
    ];
    let rows = "1,variable,SH,Shirt,1,,250,,,Clothes > Shirts,https://example.org/a.jpg,,Colour,\"Red, Blue\"\n\
                2,variation,SH-R,Shirt,1,4,,\"8,5\",10,,,id:1,Colour,Red\n";
    let read: Vec<ProductDraft> =
        files.iter().map(|header| drafts(&format!("{header}\n{rows}")).remove(0)).collect();
    assert_eq!((read[0].variants[0].price, read[0].variants[0].weight_grams), (euro(850), Some(250)));
    assert_eq!((read[0].category.as_str(), options(&read[0])), ("Clothes > Shirts", vec![vec!["Red"]]));
    for other in &read[1..] {
        assert_eq!(other, &read[0]);
    }
}
