//! From an empty database to a market with two shops and goods, by commands alone; and how a guest buys there.

use domain::{OrderId, PurchaseId};
use serde_json::Value;

use crate::browser::{Browser, after};
use crate::form::Form;
use crate::house::House;

pub const PASSWORD: &str = "a long enough password";
pub const OPERATOR: &str = "olga@example.com";
pub const FRENCH: &str = "camille@example.com";
pub const GERMAN: &str = "greta@example.com";
const FRENCH_BANK: &str = "FR7630006000011234567890189";
const GERMAN_BANK: &str = "DE89370400440532013000";

const SHOPIFY: &str = "\
Handle,Title,Body (HTML),Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Inventory Qty,Variant Inventory Tracker,Image Src
breakfast-cup,Breakfast cup,<p>Holds tea.</p>,Title,Default Title,CUP-1,18.00,4000,shopify,
teapot,Teapot,<p>Pours well.</p>,Title,Default Title,POT-1,48.00,400,shopify,
";
const WOOCOMMERCE: &str = "\
ID,Type,SKU,Name,Published,Description,Stock,Regular price,Categories
7,simple,SPOON,Honey spoon,1,Of pear wood.,400,25.00,Kitchen
8,simple,BOARD,Bread board,1,Of oak.,400,9.90,Kitchen
";

/// Founds everything: an operator and its member, a market, two sellers with a shop each, two products in each shop.
pub fn opens(house: &House) {
    house.file("password", PASSWORD);
    house.does(&["operator", "add", "Halles SAS", "--country", "FR"]);
    let password = house.folder().join("password");
    let password = password.to_str().unwrap();
    let person = |email, name| ["--email", email, "--person", name, "--password-file", password];
    house.does(&[&["member", "add"][..], &person(OPERATOR, "Olga")].concat());
    house.does(&["market", "add", "mall", "--preset", "mall", "--host", "mall.localhost", "--name", "Mall"]);
    assert_eq!(house.does(&["policy", "list", "--market", "mall"])[0]["state"], "in force");
    assert_ne!(house.does(&["policy", "diff", "--market", "mall", "makers"]), serde_json::json!([]));
    let seller = |name, country, bank, email, owner| {
        let words = ["seller", "add", name, "--country", country, "--iban", bank];
        house.does(&[&words[..], &person(email, owner)].concat())["seller"].clone()
    };
    let french = seller("Atelier Brume", "FR", FRENCH_BANK, FRENCH, "Camille");
    let german = seller("Löffelhof", "DE", GERMAN_BANK, GERMAN, "Greta");
    opens_shop(house, &french, "atelier-brume", "Parcel=FR,DE:4.90");
    opens_shop(house, &german, "loeffelhof", "Paket=FR,DE:6");
    house.file("shopify.csv", SHOPIFY);
    house.file("woocommerce.csv", WOOCOMMERCE);
    imports(house, (2, 0));
}

fn opens_shop(house: &House, seller: &Value, slug: &str, zone: &str) {
    let seller = seller.as_str().unwrap();
    let words = [
        "shop",
        "add",
        slug,
        "--market",
        "mall",
        "--seller",
        seller,
        "--name",
        slug,
        "--zone",
        zone,
        "--vouched",
    ];
    house.does(&words);
}

/// Takes both files in; so many products of each are new, and so many were known.
pub fn imports(house: &House, (created, unchanged): (u64, u64)) {
    for (file, shop) in [("shopify.csv", "atelier-brume"), ("woocommerce.csv", "loeffelhof")] {
        let path = house.folder().join(file);
        let words = ["import", "products", "--market", "mall", "--shop", shop, path.to_str().unwrap()];
        let report = house.does(&words);
        let counted = (report["created"].as_u64().unwrap(), report["unchanged"].as_u64().unwrap());
        assert_eq!(counted, (created, unchanged), "{report}");
        assert_eq!((&report["changed"], &report["rejected"]), (&0.into(), &0.into()), "{report}");
    }
}

/// The offer of a product, found as a stranger finds it.
pub fn finds(browser: &mut Browser, words: &str) -> Form {
    let found = browser.get(&format!("/search?q={words}")).page;
    let product = format!("/product/{}", after(&found, "href=\"/product/"));
    Form::on(&browser.sees(&product, &[]).page, "/cart/lines")
}

/// A checkout filled in, ready to be sent.
pub fn checkout(browser: &mut Browser) -> Form {
    let page = browser.sees("/checkout", &["expected_total"]).page;
    let typed = [
        ("email", "guest@example.com"),
        ("name", "Ana Gast"),
        ("street", "3 rue du Port"),
        ("postcode", "69001"),
        ("city", "Lyon"),
        ("country", "FR"),
        ("do", "pay"),
    ];
    let form = Form::on(&page, "/checkout");
    typed.into_iter().fold(form, |form, (field, text)| form.with(field, text))
}

/// The provider's form with a card that pays.
pub fn card(browser: &mut Browser, page: &str) -> Form {
    let form = Form::on(&browser.sees(page, &["Sandbox Pay"]).page, "/sandbox/pay/");
    form.with("card", "4242 4242 4242 4242").with("expiry", "12/39").with("cvc", "123")
}

/// The purchase that an address names.
pub fn purchase_in(path: &str) -> PurchaseId {
    let id = path.strip_prefix("/purchases/").unwrap_or_else(|| panic!("{path} names no purchase"));
    id.split(['?', '/']).next().unwrap().parse().unwrap()
}

/// The orders that a page names, in its order.
pub fn orders_on(page: &str) -> Vec<OrderId> {
    let mut found: Vec<OrderId> = Vec::new();
    for text in page.split("ord_").skip(1) {
        let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
        let id = format!("ord_{}", &text[..end]).parse().unwrap();
        if !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

/// Somebody of the market, signed in through the form.
pub fn signs_in(port: u16, email: &str) -> Browser {
    let mut browser = Browser::at(port);
    let form = Form::on(&browser.get("/sign-in").page, "/sign-in");
    browser.sends(&form.with("email", email).with("password", PASSWORD));
    browser
}
