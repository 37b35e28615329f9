//! What no page of ours sends: it is answered clearly, in the reader's language, changes nothing, and is no fault of ours.

use std::fmt::Write;

use testkit::Kind;

use crate::browser::{Browser, HOST, after};
use crate::form::Form;
use crate::house::House;
use crate::opening::{FRENCH, GERMAN, card, checkout, finds, opens, orders_on, purchase_in, signs_in};

/// Of a request, in the message of a failing test.
const TAIL_LETTERS: usize = 80;
const TEN_MEGABYTES: usize = 10 * 1024 * 1024;
/// Readers of these languages ask in turn.
const LANGUAGES: [&str; 3] = ["fr", "zh", "en"];

#[test]
fn nonsense_is_answered_and_changes_nothing_on_sqlite() {
    withstands(&House::new(Kind::Sqlite).expect("SQLite needs nothing"));
}

#[test]
fn nonsense_is_answered_and_changes_nothing_on_postgresql() {
    if let Some(house) = House::new(Kind::Postgres) {
        withstands(&house);
    }
}

/// Who is there, and what they have that others should not reach.
struct Scene {
    port: u16,
    guest: Browser,
    camille: Browser,
    greta: Browser,
    offer: String,
    /// An order of the German shop, in a purchase of somebody else's.
    order: String,
    purchase: String,
    /// The French seller's list of goods, with prices and quantities.
    goods: Form,
}

fn withstands(house: &House) {
    opens(house);
    let server = house.serves();
    let mut scene = Scene::set(server.port);
    let before = scene.all_there_is();
    forms_that_make_no_sense(&mut scene);
    what_is_another_s(&mut scene);
    addresses_and_methods(&mut scene);
    sessions_that_are_none(&scene);
    below_the_pages(&mut scene);
    assert_eq!(scene.all_there_is(), before, "nothing has changed");
    let log = server.ends();
    assert!(!log.contains("ERROR"), "{log}");
    house.must_be_sound("nonsense");
}

impl Scene {
    fn set(port: u16) -> Self {
        let mut other = Browser::at(port);
        let spoon = finds(&mut other, "honey");
        other.sends(&spoon);
        let form = checkout(&mut other);
        let pay = other.sends(&form);
        let back = card(&mut other, &pay);
        let back = other.sends(&back);
        let purchase = purchase_in(&other.get(&back).to).to_string();
        let order = orders_on(&other.sees(&format!("/purchases/{purchase}"), &[]).page)[0].to_string();
        let mut guest = Browser::at(port);
        let cup = finds(&mut guest, "breakfast");
        guest.sends(&cup);
        let mut camille = signs_in(port, FRENCH);
        let goods = Form::on(&camille.sees("/seller/products", &[]).page, "/seller/products?");
        let offer = cup.value("offer").to_owned();
        Self { port, guest, camille, greta: signs_in(port, GERMAN), offer, order, purchase, goods }
    }

    /// The forms of the pages that show what could have changed.
    fn all_there_is(&mut self) -> Vec<Form> {
        let mut all = Form::all(&self.guest.sees("/cart", &[]).page);
        all.extend(Form::all(&self.camille.sees("/seller/products", &[]).page));
        all.extend(Form::all(&self.greta.sees(&format!("/seller/orders/{}", self.order), &[]).page));
        all
    }
}

/// Sends each body to its path in turn; all are refused with one of these codes and a page that a person can read.
fn refused(browser: &mut Browser, codes: &[u16], method: &str, cases: &[(&str, &str)]) {
    for (number, (path, body)) in cases.iter().enumerate() {
        browser.language = LANGUAGES[number % LANGUAGES.len()];
        let body = (method == "POST").then_some(*body);
        let answer = browser.tries(method, path, body.map(str::as_bytes)).unwrap();
        let end = body.map_or("", |body| tail(body));
        let what = format!("{method} {} …{end}: {}", tail(path), answer.status);
        assert!(codes.contains(&answer.status), "{what} is none of {codes:?}:\n{}", answer.page);
        assert!(answer.page.contains("<h1"), "{what} has no heading:\n{}", answer.page);
        let lang = after(&answer.page, "<html lang=\"");
        assert!(lang.starts_with(browser.language), "{what} is in {lang}, not in {}", browser.language);
    }
    browser.language = "en";
}

/// The last letters, which name a case: the field at fault stands last in its form.
fn tail(text: &str) -> &str {
    let start = text.char_indices().rev().nth(TAIL_LETTERS).map_or(0, |(at, _)| at);
    &text[start..]
}

fn forms_that_make_no_sense(scene: &mut Scene) {
    let offer = &scene.offer;
    let bodies =
        ["", "quantity=1", "offer=", "offer=%00", "offer=%FF%FE", "=&=&=", "offer=ofr_", "%", "\u{0}"];
    let cases: Vec<_> = bodies.iter().map(|body| ("/cart/lines", *body)).collect();
    refused(&mut scene.guest, &[400, 404, 422], "POST", &cases);

    let quantities = ["-1", "1e308", "99999999999999999999", "NaN", "1.5", "9223372036854775807", "", "%00"];
    let bodies: Vec<_> = quantities.iter().map(|many| format!("offer={offer}&quantity={many}")).collect();
    let line = format!("/cart/lines/{offer}");
    let cases: Vec<_> = bodies.iter().map(|body| ("/cart/lines", body.as_str())).collect();
    refused(&mut scene.guest, &[400, 422], "POST", &cases);
    let bodies: Vec<_> = quantities.iter().map(|many| format!("to={many}")).collect();
    let cases: Vec<_> = bodies.iter().map(|body| (line.as_str(), body.as_str())).collect();
    refused(&mut scene.guest, &[400, 422], "POST", &cases);

    let price = scene.goods.fields.iter().find(|(name, _)| name.starts_with("price.")).unwrap().0.clone();
    let prices = ["-1", "1e308", "", "NaN", "0x10", "99999999999999999999", "1,2,3", "12.345", "\u{0}", "١٢"];
    let bodies: Vec<_> = prices.iter().map(|typed| scene.goods.clone().with(&price, typed).body()).collect();
    let cases: Vec<_> = bodies.iter().map(|body| (scene.goods.action.as_str(), body.as_str())).collect();
    refused(&mut scene.camille, &[400, 422], "POST", &cases);

    let mut many = String::new();
    (0..10_000).for_each(|number| write!(many, "f{number}=1&").unwrap());
    let huge = "a".repeat(TEN_MEGABYTES);
    let long = format!("offer={}", "x".repeat(60 * 1024));
    let cases = [
        ("/cart/lines", huge.as_str()),
        ("/cart/lines", &many),
        ("/cart/lines", &long),
        ("/checkout", &huge),
    ];
    refused(&mut scene.guest, &[400, 413, 422], "POST", &cases);
    let checkout = checkout(&mut scene.guest);
    let wrong = [
        checkout.clone().without("key"),
        checkout.clone().without("email"),
        checkout.clone().with("country", "XX"),
        checkout.clone().with("expected_total", "-1"),
        checkout.clone().with("email", "a@b@c"),
        checkout.clone().with("name", "\u{0}"),
        checkout.with("postcode", &"9".repeat(5_000)),
    ];
    let bodies: Vec<_> = wrong.iter().map(Form::body).collect();
    let cases: Vec<_> = bodies.iter().map(|body| ("/checkout", body.as_str())).collect();
    refused(&mut scene.guest, &[400, 422], "POST", &cases);
}

fn what_is_another_s(scene: &mut Scene) {
    let (order, purchase, offer) = (&scene.order, &scene.purchase, &scene.offer);
    let at = |path: &str| path.replace("{o}", order).replace("{p}", purchase).replace("{f}", offer);
    let posted = [
        "/purchases/{p}/payment",
        "/purchases/{p}/cancellation",
        "/orders/{o}/receipt",
        "/orders/{o}/cancellation",
        "/orders/{o}/refund-request",
        "/orders/{o}/withdrawal",
        // Ids of another kind, and none.
        "/purchases/{o}/payment",
        "/orders/{p}/receipt",
        "/orders/{f}/receipt",
        "/orders/ord_0/receipt",
        "/cart/lines/{p}",
    ]
    .map(at);
    let cases: Vec<_> =
        posted.iter().map(|path| (path.as_str(), "to=1&amount=1&text=x&reason=damaged")).collect();
    refused(&mut scene.guest, &[404], "POST", &cases);
    let shown = ["/purchases/{p}", "/purchases/{o}", "/orders/{o}/paper", "/orders/{o}/withdrawal"].map(at);
    let cases: Vec<_> = shown.iter().map(|path| (path.as_str(), "")).collect();
    refused(&mut scene.guest, &[404], "GET", &cases);

    let of_seller =
        ["/shipments", "/refunds", "/cancellation"].map(|act| at(&format!("/seller/orders/{{o}}{act}")));
    let cases: Vec<_> =
        of_seller.iter().map(|path| (path.as_str(), "quantity.0=1&amount=1&reason=x")).collect();
    refused(&mut scene.camille, &[404], "POST", &cases);
    refused(
        &mut scene.camille,
        &[404],
        "GET",
        &[(&at("/seller/orders/{o}"), ""), (&at("/seller/orders/{f}"), "")],
    );
    let console =
        ["/operator", "/operator/ledger", "/operator/payouts", "/operator/doctor"].map(|path| (path, ""));
    refused(&mut scene.camille, &[404], "GET", &console);
    refused(&mut scene.camille, &[404], "POST", &[("/operator/payouts", "decision=approve")]);

    scene.guest.site = "cross-site";
    let line = at("/cart/lines/{f}");
    let cases = [("/cart/lines", "quantity=1"), (&line, "to=0"), ("/sign-out", ""), ("/checkout", "do=pay")];
    refused(&mut scene.guest, &[403], "POST", &cases);
    scene.guest.site = "same-origin";
}

fn addresses_and_methods(scene: &mut Scene) {
    let long = format!("/search?q={}", "a".repeat(20_000));
    let wide = format!("/search?q={}", "%E8%8C%B6+".repeat(2_000));
    let readable = [
        "/search?q=%FF%FE",
        "/search?q=%00",
        "/search?q=%27%3B+drop+table+orders%3B--",
        "/search?q=%25_%5C%2A%22",
        "/search?q=a&page=-1",
        "/search?q=a&page=99999999999999999999",
        "/category/kitchen?page=x&sort=%00",
        "/purchases?before=%00",
        "/?done=%3Cscript%3E",
        "/checkout?address=-1",
        "/purchases?before=ord_zzzzzzzzzzzzz",
        long.as_str(),
        wide.as_str(),
    ];
    let cases: Vec<_> = readable.iter().map(|path| (*path, "")).collect();
    refused(&mut scene.guest, &[200, 400, 404, 414, 422], "GET", &cases);
    let unknown = [
        "/product/%FF",
        "/shop/%00",
        "/category/%00",
        "/nothing",
        "/purchases/pur_%FF",
        "/pictures/../secret",
        "/product/prd_0",
    ];
    refused(&mut scene.guest, &[400, 404], "GET", &unknown.map(|path| (path, "")));
    refused(&mut scene.guest, &[405], "GET", &[("/cart/lines", ""), ("/sign-out", "")]);
    for method in ["PUT", "DELETE", "PATCH"] {
        refused(&mut scene.guest, &[405], method, &[("/", ""), ("/cart", ""), ("/checkout", "")]);
    }
    let broken = scene.camille.uploads("/seller/tracking", b"--b\r\nnot a part");
    assert!(matches!(broken.status, 400 | 422), "{broken:?}");
    let nonsense = scene.camille.uploads(
        "/seller/tracking",
        b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n\xff\xfe\0\0\"\r\n--b--\r\n",
    );
    assert!(matches!(nonsense.status, 200 | 400 | 422) && nonsense.page.contains("<h1"), "{nonsense:?}");
}

fn sessions_that_are_none(scene: &Scene) {
    let own = scene.camille.cookie("session").unwrap();
    let forged = format!("{}x", &own[..own.len() - 1]);
    let long = "a".repeat(4_000);
    for value in [forged.as_str(), "", "x", ".", "ses_0.", &own[..own.len() / 2], &long, "%00"] {
        let mut browser = Browser::at(scene.port).with_cookie("session", value);
        let answer = browser.get("/seller");
        assert_eq!((answer.status, answer.to.starts_with("/sign-in")), (303, true), "{value}: {answer:?}");
        let cart = browser.get("/cart");
        assert!(
            cart.status == 200 && Form::all(&cart.page).iter().all(|form| !form.action.starts_with("/cart"))
        );
    }
}

/// What HTTP itself refuses is no page, but it is an answer.
fn below_the_pages(scene: &mut Scene) {
    let mut many = format!("GET / HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n");
    (0..500).for_each(|number| write!(many, "X-{number}: 1\r\n").unwrap());
    let many = many + "\r\n";
    let wide =
        format!("GET / HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\nX: {}\r\n\r\n", "a".repeat(900_000));
    let lying = format!(
        "POST /cart/lines HTTP/1.1\r\nHost: {HOST}\r\nSec-Fetch-Site: none\r\nContent-Length: -5\r\n\r\n"
    );
    let twice = format!("GET / HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\nHost: evil.example\r\n\r\n");
    for bytes in [many.as_str(), wide.as_str(), lying.as_str(), "GET / HTTP/9\r\n\r\n", "\0\0\0\0\r\n\r\n"] {
        let answer = scene.guest.raw(&[bytes.as_bytes()]).unwrap();
        assert!((400..500).contains(&answer.status), "{}: {answer:?}", &bytes[..40.min(bytes.len())]);
    }
    let foreign = "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    let none = "GET / HTTP/1.1\r\nConnection: close\r\n\r\n";
    for bytes in [foreign, none, &twice] {
        let answer = scene.guest.raw(&[bytes.as_bytes()]).unwrap();
        assert!((200..500).contains(&answer.status), "{bytes}: {answer:?}");
    }
    let bare = b"GET /search?q=\xff\xfe HTTP/1.1\r\nHost: mall.localhost\r\nConnection: close\r\n\r\n";
    let answer = scene.guest.raw(&[bare]).unwrap();
    assert!((200..500).contains(&answer.status), "{answer:?}");
}
