//! The seller centre over its routes, played by the cast: what is theirs is shown and changed, what is another's does not
//! exist, and a form that does not fit comes back with what was typed.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use engine::user::SignIn;
use testkit::{Kind, PASSWORD, World};
use tower::ServiceExt;
use web::{Scheme, Site};

const PAGE_BYTES_MAX: usize = 4 * 1024 * 1024;

/// A browser of one person.
struct Browser {
    routes: Router,
    cookie: String,
}

struct Answer {
    status: StatusCode,
    location: String,
    text: String,
}

impl Browser {
    fn stranger(world: &World) -> Self {
        let site = Site::new(world.engine.clone(), Scheme::Http, false);
        Self { routes: seller::routes().with_state(site), cookie: String::new() }
    }

    async fn of(world: &World, email: &str) -> Self {
        let form = SignIn {
            email: email.into(),
            password: PASSWORD.into(),
            host: "mall.localhost".into(),
            agent: "test".into(),
            origin: Default::default(),
            guest: None,
        };
        let signed_in = engine::user::sign_in(&world.engine, form, world.now())
            .await
            .expect("the cast can sign in")
            .signed_in()
            .expect("no code is asked for");
        let mut browser = Self::stranger(world);
        let site = Site::new(world.engine.clone(), Scheme::Http, false);
        let cookie = site.session_cookie(&signed_in);
        browser.cookie = cookie
            .to_str()
            .expect("headers are plain text")
            .split(';')
            .next()
            .expect("a cookie has a first part")
            .to_owned();
        browser
    }

    async fn send(&self, method: Method, path: &str, kind: &str, body: Vec<u8>) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "mall.localhost:8080")
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body))
            .expect("a whole request");
        let response = self.routes.clone().oneshot(request).await.expect("a router always answers");
        let location = response
            .headers()
            .get(header::LOCATION)
            .map(|to| to.to_str().expect("headers are plain text").to_owned());
        let status = response.status();
        let bytes = to_bytes(response.into_body(), PAGE_BYTES_MAX).await.expect("the page comes whole");
        Answer {
            status,
            location: location.unwrap_or_default(),
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, "text/plain", Vec::new()).await
    }

    async fn post(&self, path: &str, form: &str) -> Answer {
        self.send(Method::POST, path, "application/x-www-form-urlencoded", form.as_bytes().to_vec()).await
    }

    async fn upload(&self, path: &str, field: &str, file: &str) -> Answer {
        let body = format!(
            "--b\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"a.csv\"\r\n\r\n{file}\r\n--b--\r\n"
        );
        self.send(Method::POST, path, "multipart/form-data; boundary=b", body.into_bytes()).await
    }
}

async fn world() -> World {
    World::open(Kind::Sqlite).await.expect("SQLite needs nothing")
}

/// The first value in double quotes behind `before`.
fn after<'a>(text: &'a str, before: &str) -> &'a str {
    let rest = text.split_once(before).unwrap_or_else(|| panic!("{before} is not in the page")).1;
    rest.split('"').next().expect("a split has a first part")
}

const CUP: &str = "language=en&title=Cup&category=kitchen%2Fcoffee&tax_class=standard&drawing=cup&hue=235&rows=1\
    &price.0=12.50&quantity.0=9&weight.0=300&sku.0=CUP-1&do=publish";

/// A product put on sale through its form; answers its address.
async fn puts_on_sale(browser: &Browser) -> String {
    let new = browser.get("/seller/products/new").await;
    let key = after(&new.text, "name=\"key\" value=\"").to_owned();
    let saved = browser.post("/seller/products/new", &format!("key={key}&{CUP}")).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let again = browser.post("/seller/products/new", &format!("key={key}&{CUP}")).await;
    assert_eq!(again.location, saved.location, "the same form sent twice makes one product");
    saved.location.split('?').next().expect("a split has a first part").to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_is_there_for_a_member_and_for_nobody_else() {
    let world = world().await;
    let (brume, sam) =
        (Browser::of(&world, "camille@example.com").await, Browser::of(&world, "sam@example.com").await);
    let nobody = Browser::stranger(&world);
    for path in [
        "/seller",
        "/seller/orders",
        "/seller/orders?state=requests",
        "/seller/orders.csv?state=to_ship",
        "/seller/tracking",
        "/seller/tracking/template.csv",
        "/seller/products",
        "/seller/products/new",
        "/seller/balance",
        "/seller/payouts",
        "/seller/shop",
    ] {
        assert_eq!(brume.get(path).await.status, StatusCode::OK, "{path}");
        assert_eq!(sam.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        let sent_away = nobody.get(path).await;
        assert!(sent_away.location.starts_with("/sign-in"), "{path}: {}", sent_away.location);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_whose_session_is_over_changes_nothing_and_says_so() {
    let world = world().await;
    let brume = Browser::of(&world, "camille@example.com").await;
    let path = puts_on_sale(&brume).await;
    world.time_passes(31 * domain::DAY);
    let over = brume.post(&path, &format!("key=x&{CUP}").replace("title=Cup", "title=Stolen")).await;
    assert_eq!(over.status, StatusCode::SEE_OTHER, "{}", over.text);
    assert!(over.location.starts_with("/sign-in?back=%2F") && over.location.ends_with("&done=session-over"));
    let again = Browser::of(&world, "camille@example.com").await;
    let kept = again.get(&path).await.text;
    assert!(kept.contains("value=\"Cup\"") && !kept.contains("Stolen"), "nothing was changed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_product_is_made_by_its_form_and_changed_in_the_list() {
    let world = world().await;
    let brume = Browser::of(&world, "camille@example.com").await;
    let path = puts_on_sale(&brume).await;
    let list = brume.get("/seller/products").await.text;
    let offer = after(&list, "name=\"price.").to_owned();
    let form = format!("price.{offer}=14&quantity.{offer}=9&seen.{offer}=12.50+9");
    assert_eq!(brume.post("/seller/products?before=", &form).await.status, StatusCode::SEE_OTHER);
    let shown = brume.get(&path).await.text;
    assert_eq!(after(&shown, "name=\"price.0\" value=\""), "14.00");
    assert_eq!(after(&shown, "name=\"quantity.0\" value=\""), "9");

    let wrong = brume.post("/seller/products?before=", &form.replace("=14&", "=lots&")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("value=\"lots\"") && wrong.text.contains("aria-invalid=\"true\""));

    let north = Browser::of(&world, "noah@example.com").await;
    assert_eq!(
        north.get(&path).await.status,
        StatusCode::NOT_FOUND,
        "another seller's product does not exist"
    );
    world.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_save_over_a_newer_one_is_refused_once_and_nothing_typed_is_lost() {
    let world = world().await;
    let brume = Browser::of(&world, "camille@example.com").await;
    let path = puts_on_sale(&brume).await;
    let shown = brume.get(&path).await.text;
    let hidden = |page: &str| {
        ["key", "version", "id.0", "seen.0"].map(|name| {
            let value = after(page, &format!("name=\"{name}\" value=\""));
            format!("{name}={value}&")
        })
    };
    let first = format!("{}{}", hidden(&shown).concat(), CUP.replace("title=Cup", "title=Theirs"));
    assert_eq!(brume.post(&path, &first).await.status, StatusCode::SEE_OTHER);
    let second = format!("{}{}", hidden(&shown).concat(), CUP.replace("title=Cup", "title=Mine"));
    let second = second.replacen("key=", "key=another-", 1);
    let refused = brume.post(&path, &second).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Somebody else saved") && refused.text.contains("value=\"Mine\""));
    assert!(brume.get(&path).await.text.contains("value=\"Theirs\""), "the newer one stands");
    let again = format!("{}{}", hidden(&refused.text).concat(), CUP.replace("title=Cup", "title=Mine"));
    assert_eq!(brume.post(&path, &again).await.status, StatusCode::SEE_OTHER, "knowing it, one may");
    assert!(brume.get(&path).await.text.contains("value=\"Mine\""));

    let open = brume.get(&path).await.text;
    let offer = after(&brume.get("/seller/products").await.text, "name=\"price.").to_owned();
    let cheaper = format!("price.{offer}=11&quantity.{offer}=9&seen.{offer}=12.50+9");
    assert_eq!(brume.post("/seller/products?before=", &cheaper).await.status, StatusCode::SEE_OTHER);
    let late = brume.post(&path, &format!("{}{CUP}", hidden(&open).concat())).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "a price changed in the list is newer too");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_quantity_left_as_it_was_keeps_what_is_on_hand_by_then() {
    let world = world().await;
    let brume = Browser::of(&world, "camille@example.com").await;
    let path = puts_on_sale(&brume).await;
    let open = brume.get(&path).await.text;
    let value = |name: &str| after(&open, &format!("name=\"{name}\" value=\"")).to_owned();
    let offer = after(&brume.get("/seller/products").await.text, "name=\"price.").to_owned();
    let counted = format!("price.{offer}=12.50&quantity.{offer}=5&seen.{offer}=12.50+9");
    assert_eq!(brume.post("/seller/products?before=", &counted).await.status, StatusCode::SEE_OTHER);
    let form =
        format!("key={}&version={}&id.0={}&seen.0=9&{CUP}", value("key"), value("version"), value("id.0"));
    let saved = brume.post(&path, &form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    assert_eq!(after(&brume.get(&path).await.text, "name=\"quantity.0\" value=\""), "5");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_of_variants_come_and_go_without_losing_what_was_typed() {
    let world = world().await;
    let brume = Browser::of(&world, "camille@example.com").await;
    let form = CUP.replace("do=publish", "option0=Glaze&values0=Slate%2CMoss&do=combine");
    let page = brume.post("/seller/products/new", &form).await.text;
    assert_eq!(after(&page, "name=\"value0.1\" value=\""), "Moss");
    assert_eq!(after(&page, "name=\"title\" type=\"text\" value=\""), "Cup");
    let without = brume.post("/seller/products/new", "title=&rows=1&do=publish").await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(without.text.contains("href=\"#f-title\"") && without.text.contains("id=\"f-price.0-error\""));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_is_shipped_in_parts_answered_and_shown_with_its_money() {
    let world = world().await;
    let cast = &world.cast;
    let brume = Browser::of(&world, "camille@example.com").await;
    let offer = world.sells(&cast.brume, &cast.brume_shop, "Teapot", 4_800, 9).await;
    world.puts_in_cart(cast.marta, cast.mall.id, offer, 3).await;
    let order = world.buys(cast.marta, cast.mall.id, "once").await.orders[0];
    let path = format!("/seller/orders/{order}");

    let list = brume.get("/seller/orders").await.text;
    assert!(list.contains("Teapot") && list.contains(&path));
    let too_many = brume.post(&format!("{path}/shipments"), "quantity.0=4&carrier=GLS&tracking=1").await;
    assert_eq!(too_many.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(too_many.text.contains("id=\"f-quantity.0-error\"") && too_many.text.contains("value=\"GLS\""));
    let some = brume.post(&format!("{path}/shipments"), "quantity.0=1&carrier=GLS&tracking=1").await;
    assert_eq!(some.location, format!("{path}?done=seller-shipped"));
    assert!(brume.get(&some.location).await.text.contains("2 of 3 still to ship"));

    let csv = format!("order;carrier;tracking\n{order};GLS;77\nB-1;GLS;78\n");
    let report = brume.upload("/seller/tracking", "file", &csv).await.text;
    assert!(report.contains("1 order is shipped.") && report.contains("B-1"), "{report}");
    assert_eq!(brume.upload("/seller/tracking", "file", "").await.status, StatusCode::UNPROCESSABLE_ENTITY);

    let given = brume.post(&format!("{path}/refunds"), "amount=5&text=A+scratch").await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.text);
    let slip = brume.get(&format!("{path}/packing-slip")).await.text;
    assert!(slip.contains("Teapot") && !slip.contains('€'), "a packing slip names no price");
    let north = Browser::of(&world, "noah@example.com").await;
    assert_eq!(north.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(north.post(&format!("{path}/cancellation"), "reason=x").await.status, StatusCode::NOT_FOUND);
    world.settle().await;
    world.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn delivery_and_bank_account_are_checked_where_they_are_typed() {
    let world = world().await;
    let brume = Browser::of(&world, "camille@example.com").await;
    let zones = "rows=2&name.0=Post&countries.0=fr%2C+de&price.0=4.90&days_min.0=2&days_max.0=4&do=save";
    assert_eq!(brume.post("/seller/shop/zones", zones).await.status, StatusCode::SEE_OTHER);
    assert!(brume.get("/seller/shop").await.text.contains("FR,DE"));
    let wrong = brume.post("/seller/shop/zones", &zones.replace("fr%2C", "xx%2C")).await;
    assert!(wrong.text.contains("id=\"f-countries.0-error\""));
    assert!(
        brume
            .post("/seller/shop/zones", &zones.replace("save", "add"))
            .await
            .text
            .contains("name=\"name.2\"")
    );

    let bad = brume.post("/seller/payouts/bank", "iban=FR00").await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        bad.text.contains("id=\"f-iban-error\"") && !bad.text.contains("FR00"),
        "an account is never shown again"
    );
    let good = brume.post("/seller/payouts/bank", &format!("iban={}", testkit::IBAN)).await;
    assert_eq!(good.location, "/seller/payouts?done=seller-saved");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_balance_adds_up_to_each_transfer_that_made_it() {
    let world = world().await;
    let cast = &world.cast;
    let brume = Browser::of(&world, "camille@example.com").await;
    let offer = world.sells(&cast.brume, &cast.brume_shop, "Teapot", 4_800, 9).await;
    world.puts_in_cart(cast.marta, cast.mall.id, offer, 1).await;
    let order = world.buys(cast.marta, cast.mall.id, "once").await.orders[0];
    brume.post(&format!("/seller/orders/{order}/shipments"), "quantity.0=1").await;
    engine::order::confirm(&world.engine, cast.marta, order, world.now()).await.unwrap();
    world.settle().await;
    let page = brume.get("/seller/balance").await.text;
    assert!(page.contains("Sale released") && page.contains(&order.to_string()), "{page}");
    let purse = engine::payout::balance(&world.engine, &cast.brume).await.unwrap();
    let pending = web::Words::default().money(money::Money::new(purse[0].pending, purse[0].currency));
    assert_eq!(page.matches(&pending).count(), 2, "the newest transfer leaves what is pending: {pending}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_balance_shows_every_currency_in_which_the_seller_has_shops() {
    let world = world().await;
    let north = Browser::of(&world, "noah@example.com").await;
    for (shop, own, other) in
        [(&world.cast.north_shop, "EUR", "USD"), (&world.cast.north_makers_shop, "USD", "EUR")]
    {
        let page = north.get(&format!("/seller/balance?shop={}", shop.id)).await;
        let rest = page.text.split("In your other currencies").nth(1).expect("there is another one");
        assert!(rest.contains(&format!(">{other}</a>")) && !rest.contains(&format!(">{own}</a>")), "{rest}");
    }
    let camille = Browser::of(&world, "camille@example.com").await;
    let page = camille.get("/seller/balance").await;
    assert!(!page.text.contains("In your other currencies"), "who sells in one currency sees one");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ticked_orders_leave_together_and_the_others_stay() {
    let world = world().await;
    let cast = &world.cast;
    let brume = Browser::of(&world, "camille@example.com").await;
    let offer = world.sells(&cast.brume, &cast.brume_shop, "Teapot", 4_800, 9).await;
    let mut orders = Vec::new();
    for key in ["one", "two", "three"] {
        world.puts_in_cart(cast.marta, cast.mall.id, offer, 1).await;
        orders.push(world.buys(cast.marta, cast.mall.id, key).await.orders[0]);
    }
    let none = brume.post("/seller/orders/shipments", "carrier.x=GLS").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let long = "9".repeat(61);
    let form = format!(
        "order={0}&carrier.{0}=GLS&tracking.{0}=1&order={1}&tracking.{1}={long}",
        orders[0], orders[1]
    );
    let answer = brume.post("/seller/orders/shipments", &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let (first, second) = (format!("f-tracking.{}", orders[0]), format!("f-tracking.{}-error", orders[1]));
    assert!(
        !answer.text.contains(&first) && answer.text.contains(&second),
        "one left, one came back with its reason"
    );
    assert!(answer.text.contains(&orders[2].to_string()));
    let rest = format!("order={}&order={}", orders[1], orders[2]);
    assert_eq!(brume.post("/seller/orders/shipments", &rest).await.status, StatusCode::SEE_OTHER);
    assert!(brume.get("/seller/orders").await.text.contains("Nothing to ship"));
    world.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_seller_takes_out_its_own_record_in_both_forms_and_that_stands_in_it() {
    let world = world().await;
    let brume = Browser::of(&world, "camille@example.com").await;
    let set = brume.post("/seller/payouts/bank", "iban=DE89370400440532013000").await;
    assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.text);
    let lines = brume.post("/seller/audit/export", "format=jsonl").await;
    assert_eq!(lines.status, StatusCode::OK);
    assert!(lines.text.lines().all(|line| domain::audit::Line::read(line).is_ok()), "{}", lines.text);
    let own = format!("\"about\":\"{}\"", world.cast.brume.seller);
    let entries = || lines.text.lines().filter(|line| line.contains("\"about\""));
    assert!(entries().count() > 0 && entries().all(|line| line.contains(&own)));
    let table = brume.post("/seller/audit/export", "format=csv").await;
    assert!(table.text.starts_with("id,number,at,deed") && table.text.contains("audit.exported"));
    assert_eq!(brume.post("/seller/audit/export", "format=xml").await.status, StatusCode::NOT_FOUND);
    assert!(brume.get("/seller/audit").await.text.contains("/seller/audit/export"));
}
