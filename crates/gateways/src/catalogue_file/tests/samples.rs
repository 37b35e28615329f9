//! The sample files that Shopify and WooCommerce publish themselves, counted by hand.

use std::path::{Path, PathBuf};

use super::*;

/// The folder of real data beside the checkout, which not everybody has.
fn sample(path: &str) -> Option<PathBuf> {
    let up = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let found = up.map(|folder| folder.join("shared/data/catalog").join(path)).find(|file| file.exists());
    if found.is_none() {
        eprintln!("skipped: there is no shared/data/catalog/{path} beside this checkout");
    }
    found
}

fn all(path: &Path) -> (FileFormat, Vec<Entry>) {
    let file = CatalogueFile::open(path, Currency::EUR).unwrap();
    (file.format(), file.map(|entry| entry.unwrap()).collect())
}

fn products(entries: &[Entry]) -> Vec<&ProductDraft> {
    let product = |entry: &'_ Entry| matches!(entry.outcome, Outcome::Product(_));
    let draft = |entry| match entry {
        &Entry { outcome: Outcome::Product(ref draft), .. } => &**draft,
        other => panic!("{other:?}"),
    };
    entries.iter().filter(|entry| product(entry)).map(draft).collect()
}

/// Products, variants, pictures, former prices, and all prices together in cents.
fn counts(products: &[&ProductDraft]) -> (usize, usize, usize, usize, i64) {
    let variants = || products.iter().flat_map(|product| &product.variants);
    (
        products.len(),
        variants().count(),
        products.iter().map(|product| product.pictures.len()).sum(),
        variants().filter(|variant| variant.compare_at.is_some()).count(),
        variants().map(|variant| variant.price.minor).sum(),
    )
}

#[test]
fn shopify_apparel_has_twenty_products_one_of_them_in_three_sizes() {
    let Some(path) = sample("shopify/apparel.csv") else { return };
    let (format, entries) = all(&path);
    let found = products(&entries);
    assert_eq!((format, entries.len()), (FileFormat::Shopify, 20));
    assert_eq!(counts(&found), (20, 22, 20, 0, 129_500));
    let top = found.iter().find(|product| product.key == "classic-varsity-top").unwrap();
    assert_eq!(
        (options(top), &top.option_names[..]),
        (vec![vec!["Small"], vec!["Medium"], vec!["Large"]], &["Size".to_owned()][..])
    );
    assert!(found.iter().all(|product| product.remarks.is_empty() && product.published));
}

#[test]
fn shopify_home_and_garden_has_twenty_products_with_former_prices() {
    let Some(path) = sample("shopify/home-and-garden.csv") else { return };
    let (_, entries) = all(&path);
    let found = products(&entries);
    assert_eq!(counts(&found), (20, 21, 21, 16, 234_584));
    assert_eq!(found[0].pictures.len(), 2);
}

#[test]
fn woocommerce_samples_have_eleven_products_and_four_that_are_no_goods() {
    let Some(path) = sample("woocommerce/sample_products.csv") else { return };
    let (format, entries) = all(&path);
    let found = products(&entries);
    assert_eq!((format, entries.len()), (FileFormat::WooCommerce, 15));
    assert_eq!(counts(&found), (11, 18, 16, 5, 65_400));
    let skipped: Vec<(u64, &Outcome)> = entries
        .iter()
        .filter(|e| !matches!(e.outcome, Outcome::Product(_)))
        .map(|e| (e.first_line, &e.outcome))
        .collect();
    use SkipReason::{Downloadable, External, Grouped};
    let expected = [(10, Downloadable), (11, Downloadable), (17, Grouped), (18, External)];
    assert_eq!(
        skipped,
        expected.map(|(line, reason)| (line, Outcome::Skipped(reason))).each_ref().map(|(l, o)| (*l, o))
    );
    let hoodie = found.iter().find(|product| product.key == "id:742").unwrap();
    assert_eq!(
        (&hoodie.option_names[..], hoodie.variants.len()),
        (&["Color".to_owned(), "Logo".to_owned()][..], 6)
    );
    let shirt = found.iter().find(|product| product.key == "id:741").unwrap();
    assert_eq!(
        (&shirt.option_names[..], listed(&shirt.remarks)[0].2),
        (&["Color".to_owned()][..], "option.open")
    );
}
