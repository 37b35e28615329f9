//! The buyer's site over its routes, played by the cast: a stranger looks, becomes a guest, pays and follows; what is
//! another's does not exist; a form that does not fit comes back with what was typed.

#![expect(clippy::unwrap_used, reason = "a story that can't go on stops")]

mod browser;

use axum::http::StatusCode;
use browser::{Browser, after};
use domain::{OrderId, PurchaseId};
use testkit::{Kind, World};

const ADDRESS: &str =
    "email=guest%40example.com&name=Ana+Gast&street=3+rue+du+Port&extra=&city=Lyon&region=&country=FR&phone=";
const CARD: &str = "card=4242+4242+4242+4242&expiry=12%2F30&cvc=123";

async fn world() -> World {
    World::open(Kind::Sqlite).await.expect("SQLite needs nothing")
}

/// Puts what is on sale into the browser's cart and goes through checkout; answers the provider's page.
async fn checks_out(browser: &mut Browser, offer: &str, quantity: i64) -> String {
    let added = browser.post("/cart/lines", &format!("offer={offer}&quantity={quantity}")).await;
    assert_eq!((added.status, added.location.as_str()), (StatusCode::SEE_OTHER, "/cart?done=cart-added"));
    let form = browser.sees("/checkout", &["Tracked parcel", "expected_total"]).await.text;
    let (key, total) =
        (after(&form, "name=\"key\" value=\""), after(&form, "name=\"expected_total\" value=\""));
    let delivery = after(&form, "<input type=\"radio\" name=\"delivery");
    let body =
        format!("{ADDRESS}&postcode=69001&do=pay&key={key}&expected_total={total}&delivery{delivery}=0");
    let placed = browser.post("/checkout", &body).await;
    assert_eq!(placed.status, StatusCode::SEE_OTHER, "{}", placed.text);
    placed.location
}

/// Pays and comes back; answers the purchase.
async fn pays(browser: &mut Browser, page: &str) -> PurchaseId {
    let paid = browser.post(page, CARD).await;
    assert_eq!(paid.status, StatusCode::SEE_OTHER, "{}", paid.text);
    let back = browser.get(&paid.location).await;
    let path = back.location.split('?').next().unwrap();
    path.strip_prefix("/purchases/").unwrap().parse().unwrap()
}

async fn first_order(world: &World, browser: &mut Browser, purchase: PurchaseId) -> OrderId {
    world.settle().await;
    let page = browser.sees(&format!("/purchases/{purchase}"), &["waits with us"]).await.text;
    format!("ord_{}", after(&page, "id=\"ord_")).parse().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stranger_looks_buys_as_a_guest_and_follows_the_purchase() {
    let world = world().await;
    let cup = world.sells(&world.cast.brume, &world.cast.brume_shop, "Breakfast cup", 1_800, 9).await;
    let mut browser = Browser::stranger(&world);
    let home = browser.sees("/", &["Breakfast cup", "€18.00"]).await.text;
    let product = format!("/product/{}", after(&home, "href=\"/product/"));
    browser.sees("/category/kitchen", &["Breakfast cup", "/category/kitchen/coffee"]).await;
    browser.sees("/search?q=cup", &["Breakfast cup", "value=\"cup\""]).await;
    browser.sees("/shops", &["atelier-brume"]).await;
    browser.sees("/shop/atelier-brume?sort=price", &["Atelier Brume Ltd", "Breakfast cup"]).await;
    browser.sees(&product, &["Only 9 left", "application/ld+json", "rel=\"canonical\""]).await;
    let french = browser
        .sees(&format!("{product}?lang=fr"), &["<html lang=\"fr\"", "hreflang=\"x-default\""])
        .await
        .text;
    let known = |text: &str| after(text, "rel=\"canonical\" href=\"").to_owned();
    assert_eq!(
        known(&french),
        known(&browser.get(&product).await.text) + "?lang=fr",
        "a page knows its language"
    );
    browser.sees("/about", &["Halles SAS", "5%"]).await;
    browser.sees("/cart", &["Your cart is empty"]).await;
    assert_eq!(browser.get("/checkout").await.location, "/cart");

    let page = checks_out(&mut browser, &cup.to_string(), 2).await;
    browser.sees(&page, &["Sandbox Pay", "€40.90", "4242 4242 4242 4242"]).await;
    let declined = browser.post(&page, "card=4000000000009995&expiry=12%2F30&cvc=123").await;
    assert!(declined.text.contains("not enough money"), "{}", declined.text);
    let purchase = pays(&mut browser, &page).await;
    let order = first_order(&world, &mut browser, purchase).await;
    browser.sees("/purchases", &["Breakfast cup", "Being packed"]).await;
    browser.sees(&format!("/orders/{order}/paper"), &["Atelier Brume Ltd", "Ana Gast", "€40.90"]).await;

    let strange = Browser::stranger(&world).get(&format!("/purchases/{purchase}")).await;
    assert_eq!(strange.location, format!("/sign-in?next=/purchases/{purchase}"));
    let mut sam = Browser::of(&world, "sam@example.com").await;
    for path in [format!("/purchases/{purchase}"), format!("/orders/{order}/paper")] {
        assert_eq!(sam.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let key = engine::purchase::link_key(&world.engine, purchase);
    let mut elsewhere = Browser::stranger(&world);
    assert_eq!(
        elsewhere.get(&format!("/purchases/{purchase}?key=wrong")).await.status,
        StatusCode::SEE_OTHER
    );
    elsewhere.get(&format!("/purchases/{purchase}?key={key}")).await;
    elsewhere.sees(&format!("/purchases/{purchase}"), &["Ana Gast"]).await;
    world.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_checkout_that_does_not_fit_comes_back_with_what_was_typed() {
    let world = world().await;
    let cup = world.sells(&world.cast.brume, &world.cast.brume_shop, "Breakfast cup", 1_800, 9).await;
    let mut browser = Browser::stranger(&world);
    browser.post("/cart/lines", &format!("offer={cup}&quantity=1")).await;
    let wrong = format!("{ADDRESS}&postcode=9&do=pay&key=k1&expected_total=2290");
    let answer = browser.post("/checkout", &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in ["value=\"Ana Gast\"", "This is not a postal code", "href=\"#f-postcode\""] {
        assert!(answer.text.contains(part), "{part}");
    }
    let other_price = format!(
        "{ADDRESS}&postcode=69001&do=pay&key=k2&expected_total=1&delivery.{}=0",
        world.cast.brume_shop.id
    );
    let answer = browser.post("/checkout", &other_price).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("nothing was charged"), "{}", answer.text);
    let nowhere = browser.post("/checkout", "country=JP&do=update").await;
    assert!(nowhere.text.contains("does not deliver to this country") && nowhere.text.contains("disabled"));
    let gone = browser.post(&format!("/cart/lines/{cup}"), "to=0").await;
    assert_eq!(gone.location, "/cart?done=cart-removed");
    browser.sees("/cart", &["Your cart is empty"]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_used_before_is_filled_in_and_the_rest_stays_as_typed() {
    let world = world().await;
    let cup = world.sells(&world.cast.brume, &world.cast.brume_shop, "Breakfast cup", 1_800, 9).await;
    let mut marta = Browser::of(&world, "marta@example.com").await;
    let page = checks_out(&mut marta, &cup.to_string(), 1).await;
    pays(&mut marta, &page).await;
    marta.post("/cart/lines", &format!("offer={cup}&quantity=1")).await;
    let typed = "key=k7&name=Somebody+Else&street=&phone=%2B33+1&country=DE&do=address.0";
    let filled = marta.post("/checkout", typed).await;
    assert_eq!(filled.status, StatusCode::OK);
    for (field, value) in [("key", "k7"), ("name", "Ana Gast"), ("street", "3 rue du Port"), ("phone", "")] {
        let text = filled.text.split_once(&format!("name=\"{field}\"")).unwrap().1;
        assert_eq!(after(text, "value=\""), value, "{field}");
    }
    assert!(filled.text.contains("<option value=\"FR\" selected"));
    let nobody = marta.post("/checkout", "name=Somebody+Else&country=DE&do=address.9").await;
    assert!(nobody.text.contains("value=\"Somebody Else\""), "an address that is not there changes nothing");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn opening_the_letter_s_link_proves_nothing_and_its_button_proves_the_address_once() {
    let world = world().await;
    let mut ana = Browser::stranger(&world);
    ana.post("/sign-up", "name=Ana&email=ana%40example.com&password=a+long+enough+password").await;
    ana.post("/account/verification", "").await;
    world.settle().await;
    let letters = world.letters();
    let letter = letters.iter().rfind(|letter| letter.text.contains("/verify?token=")).unwrap();
    let link = format!("/verify?token={}", after(&letter.text, "/verify?token="));
    let mut scanner = Browser::stranger(&world);
    for _ in 0..2 {
        scanner.sees(&link, &["Is this your address?"]).await;
    }
    ana.sees("/account", &["not proved yet"]).await;
    let token = link.split_once("token=").unwrap().1;
    let proved = ana.post("/verify", &format!("token={token}")).await;
    assert_eq!(proved.location, "/account?done=verified", "{}", proved.text);
    let again = ana.post("/verify", &format!("token={token}")).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text.contains("used already"), "{}", again.text);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_buyer_confirms_asks_for_money_back_and_withdraws() {
    let world = world().await;
    let cup = world.sells(&world.cast.brume, &world.cast.brume_shop, "Breakfast cup", 1_800, 9).await;
    let mut marta = Browser::of(&world, "marta@example.com").await;
    let page = checks_out(&mut marta, &cup.to_string(), 1).await;
    let purchase = pays(&mut marta, &page).await;
    let order = first_order(&world, &mut marta, purchase).await;
    let here = format!("back=/purchases/{purchase}");

    let ship =
        engine::order::Ship { order, carrier: "Colissimo".into(), tracking: "8R1".into(), pieces: vec![] };
    engine::order::ship(&world.engine, &world.cast.brume, ship, world.now()).await.unwrap();
    marta.sees(&format!("/purchases/{purchase}"), &["On its way", "8R1", "Confirm receipt"]).await;

    let ask = format!("/orders/{order}/refund-request");
    marta.sees(&ask, &["value=\"22.90\"", "It arrived broken"]).await;
    let wrong = marta.post(&ask, "reason=&amount=9999&text=chipped").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("chipped"));
    let asked = marta.post(&ask, "reason=damaged&amount=5&text=chipped").await;
    assert_eq!(asked.location, format!("/purchases/{purchase}?done=refund-sent"), "{}", asked.text);
    let open = marta.sees(&asked.location, &["Your request is with the shop", "Refund of €5.00"]).await.text;
    let request = after(&open, "action=\"/requests/").split('/').next().unwrap().to_owned();
    let escalated = marta.post(&format!("/requests/{request}/escalation"), &here).await;
    assert_eq!(escalated.location, format!("/purchases/{purchase}?done=refund-escalated"));
    marta.post(&format!("/requests/{request}/take-back"), &here).await;

    let withdrawal = format!("/orders/{order}/withdrawal");
    marta.sees(&withdrawal, &["Confirm withdrawal", "14 days"]).await;
    let mut sam = Browser::of(&world, "sam@example.com").await;
    assert_eq!(sam.post(&withdrawal, "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(marta.post(&withdrawal, "").await.location, withdrawal);
    marta.sees(&withdrawal, &["You have withdrawn", "22 Nov 2026"]).await;
    let early = marta.post(&format!("/orders/{order}/receipt"), &here).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "an open request stops the confirmation");
    world.must_be_sound().await;
}

/// What a form leads to whose session is over: signing in, and from there back to the form's page, `back`.
async fn is_sent_to_sign_in(browser: &mut Browser, sent: &browser::Answer, back: &str) {
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let way = sent.location.clone();
    assert!(way.starts_with("/sign-in?"), "{way}");
    browser.sees(&way, &["Your session is over, so nothing was changed"]).await;
    let next = back.replace('/', "%2F");
    let again = format!("next={next}&email=marta%40example.com&password={}", testkit::PASSWORD);
    let signed_in = browser.post("/sign-in", &again.replace(' ', "+")).await;
    assert_eq!((signed_in.status, signed_in.location.as_str()), (StatusCode::SEE_OTHER, back));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_whose_session_is_over_changes_nothing_and_leads_back_by_the_sign_in() {
    let world = world().await;
    let cup = world.sells(&world.cast.brume, &world.cast.brume_shop, "Breakfast cup", 1_800, 9).await;
    let mut marta = Browser::of(&world, "marta@example.com").await;
    let page = checks_out(&mut marta, &cup.to_string(), 1).await;
    let purchase = pays(&mut marta, &page).await;
    let order = first_order(&world, &mut marta, purchase).await;
    let here = format!("/purchases/{purchase}");
    marta.sees(&here, &[]).await;
    world.time_passes(31 * domain::DAY);
    let over = marta.post(&format!("/orders/{order}/cancellation"), &format!("back={here}")).await;
    let before = world.order(world.cast.marta, order).await.order;
    assert_eq!(before.state, domain::order::OrderState::ToShip, "nothing was changed");
    is_sent_to_sign_in(&mut marta, &over, &here).await;
    let form = marta.sees(&here, &[]).await.text;
    assert!(form.contains(&format!("/orders/{order}/cancellation")), "the form is there again");

    // Somebody else's browser without any session, from the same page: the same answer, and still nothing.
    let mut lost = Browser::stranger(&world);
    lost.sees("/", &[]).await;
    let sent = lost.post(&format!("/orders/{order}/cancellation"), "").await;
    is_sent_to_sign_in(&mut lost, &sent, "/").await;
    marta.post("/cart/lines", &format!("offer={cup}&quantity=1")).await;
    marta.sees("/checkout", &[]).await;
    world.time_passes(31 * domain::DAY);
    let over =
        marta.post("/checkout", &format!("{ADDRESS}&postcode=69001&do=pay&key=x&expected_total=1")).await;
    is_sent_to_sign_in(&mut marta, &over, "/checkout").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn accounts_are_opened_left_and_kept_safe() {
    let world = world().await;
    let mut browser = Browser::stranger(&world);
    let short = browser.post("/sign-up", "name=Ana&email=ana%40example.com&password=short").await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(short.text.contains("Ten characters") && !short.text.contains("value=\"short\""));
    let form = "name=Ana&email=ana%40example.com&password=a+long+enough+password";
    assert_eq!(browser.post("/sign-up", form).await.location, "/?done=signed-up");
    browser.sees("/account", &["ana@example.com", "not proved yet"]).await;
    assert_eq!(browser.post("/account/name", "name=Ana+Maria").await.location, "/account?done=account-saved");
    let wrong = browser.post("/account/password", "password=x&new_password=another+long+password").await;
    assert!(wrong.text.contains("not your current password"));
    assert_eq!(browser.post("/sign-out", "").await.location, "/?done=signed-out");
    assert_eq!(browser.get("/account").await.location, "/sign-in?next=/account");
    let no = browser
        .post("/sign-in", "email=ana%40example.com&password=nothing+like+it&next=//evil.example")
        .await;
    assert_eq!(no.status, StatusCode::UNPROCESSABLE_ENTITY);
    let yes =
        browser.post("/sign-in", "email=ana%40example.com&password=a+long+enough+password&next=//evil").await;
    assert_eq!(yes.location, "/");
    for email in ["ana%40example.com", "nobody%40example.com"] {
        let sent = browser.post("/password/forgotten", &format!("email={email}")).await;
        assert!(sent.text.contains("If we know the address"), "the answer tells nothing");
    }
    let language = browser.get("/language?to=fr&back=/cart").await;
    assert_eq!(language.location, "/cart");
    assert_eq!(browser.get("/dev/mail").await.status, StatusCode::NOT_FOUND);
}

/// The last piece stands in a cart of the mall, in a browser, and in one of the makers' market; both are sent at once.
async fn last_piece(kind: Kind) {
    const ROUNDS: i64 = 6;
    let Some(world) = World::open(kind).await else { return };
    let cast = &world.cast;
    let here = world.sells(&cast.north, &cast.north_shop, "Storm lantern", 5_000, 0).await;
    let list = engine::product::list(&world.engine, &cast.north, None).await.unwrap();
    let (product, variant) = (list.rows[0].product.id, list.rows[0].variants[0].variant.id);
    let there = cast.north_makers_shop.id;
    let prices = engine::assortment::Prices { shop: there, product, rows: vec![(variant, Some(5_500))] };
    engine::assortment::set(&world.engine, &cast.north, prices, world.now()).await.unwrap();
    let row = engine::product::get(&world.engine, &cast.north, product).await.unwrap();
    let there = row.variants[0].offer_in(there).unwrap().id;
    for round in 0..ROUNDS {
        let one_more = engine::product::Quick { offer: here, price: 5_000, quantity: round + 1 };
        engine::product::quick(&world.engine, &cast.north, vec![one_more], world.now()).await.unwrap();
        let mut browser = Browser::stranger(&world);
        browser.post("/cart/lines", &format!("offer={here}&quantity=1")).await;
        let form = browser.sees("/checkout", &["expected_total"]).await.text;
        let (key, total) =
            (after(&form, "name=\"key\" value=\""), after(&form, "name=\"expected_total\" value=\""));
        let delivery = after(&form, "<input type=\"radio\" name=\"delivery");
        let body =
            format!("{ADDRESS}&postcode=69001&do=pay&key={key}&expected_total={total}&delivery{delivery}=0");
        world.puts_in_cart(cast.sam, cast.makers.id, there, 1).await;
        let other = format!("other-{round}");
        let (sent, placed) =
            tokio::join!(browser.post("/checkout", &body), world.places(cast.sam, cast.makers.id, &other));
        let won =
            [sent.status == StatusCode::SEE_OTHER && sent.location.contains("/sandbox/pay/"), placed.is_ok()];
        assert_eq!(won.iter().filter(|won| **won).count(), 1, "round {round}: {} {placed:?}", sent.text);
        engine::cart::set(&world.engine, cast.sam, cast.makers.id, there, 0, world.now()).await.unwrap();
    }
    world.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_piece_of_two_markets_goes_to_one_of_two_buyers_on_sqlite() {
    last_piece(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_piece_of_two_markets_goes_to_one_of_two_buyers_on_postgres() {
    last_piece(Kind::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_step_is_set_up_on_a_page_and_asked_for_after_the_password() {
    let world = world().await;
    let mut browser = Browser::of(&world, "marta@example.com").await;
    let password = format!("password={}", testkit::PASSWORD.replace(' ', "+"));
    browser.sees("/account/second-step", &["Set it up"]).await;
    let wrong = browser.post("/account/second-step", "password=something+else").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        browser.get("/account/second-step/secret").await.location,
        "/account/second-step?done=second-step-stale"
    );
    let begun = browser.post("/account/second-step", &password).await;
    assert_eq!(begun.location, "/account/second-step/secret", "{}", begun.text);
    let page = browser.sees("/account/second-step/secret", &["class=\"square\"", "one-time-code"]).await.text;
    let secret = page.split("<code>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let wrong = browser.post("/account/second-step/secret", "code=12345").await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.text.contains(&secret));
    let on = browser.post("/account/second-step/secret", &format!("code={}", world.app_shows(&secret))).await;
    assert!(on.status == StatusCode::OK && on.text.matches("<li>").count() >= 10, "{}", on.text);
    browser.sees("/account/second-step", &["10 recovery codes left"]).await;

    world.time_passes(30_000_000);
    let mut other = Browser::stranger(&world);
    let form = format!("email=marta%40example.com&{password}&next=%2Fpurchases");
    let asked = other.post("/sign-in", &form).await;
    assert_eq!(asked.location, "/sign-in/code?next=/purchases");
    assert_eq!(other.get("/account").await.status, StatusCode::SEE_OTHER, "the password alone opens nothing");
    other.sees("/sign-in/code?next=/purchases", &["One more step", "value=\"/purchases\""]).await;
    let wrong = other.post("/sign-in/code", "next=%2Fpurchases&code=12345").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let code = world.app_shows(&secret);
    let entered = other.post("/sign-in/code", &format!("next=%2Fpurchases&code={code}")).await;
    assert_eq!((entered.status, entered.location.as_str()), (StatusCode::SEE_OTHER, "/purchases"));
    other.sees("/account/second-step", &["10 recovery codes left"]).await;
    let mut stranger = Browser::stranger(&world);
    assert_eq!(stranger.get("/sign-in/code?next=/purchases").await.location, "/sign-in?next=/purchases");
    world.must_be_sound().await;
}
