//! Pages that many see are kept, and nobody sees an old one: what a seller, a buyer or another process changes is on the
//! next page that is asked for. Nothing private is kept. Each test plays on SQLite and on PostgreSQL, by hand and without
//! waiting: a second process sees what the first one did after one round of its reader.

#![expect(clippy::unwrap_used, reason = "a story that can't go on stops")]

mod door;
mod hosts;

use std::time::Duration;

use domain::OfferId;
use door::Door;
use engine::change::{Subject, follow};
use engine::product::Quick;
use engine::user::SignIn;
use testkit::{PASSWORD, World, both};

/// The first value in double quotes behind `before`.
fn after<'a>(text: &'a str, before: &str) -> &'a str {
    text.split_once(before)
        .unwrap_or_else(|| panic!("{before} is not in the page:\n{text}"))
        .1
        .split('"')
        .next()
        .unwrap()
}

async fn sells_cup(world: &World, quantity: i64) -> OfferId {
    world.sells(&world.cast.brume, &world.cast.brume_shop, "Breakfast cup", 1_800, quantity).await
}

async fn product_path(door: &Door) -> String {
    format!("/product/{}", after(&door.get("/").await.text(), "href=\"/product/"))
}

async fn reprices(world: &World, offer: OfferId, price: i64) {
    let quick = Quick { offer, price, quantity: 9 };
    engine::product::quick(&world.engine, &world.cast.brume, vec![quick], world.now()).await.unwrap();
}

async fn cookie_of(world: &World, email: &str) -> String {
    let form = SignIn {
        email: email.into(),
        password: PASSWORD.into(),
        host: "mall.localhost".into(),
        agent: "test".into(),
        origin: Default::default(),
        guest: None,
    };
    format!(
        "session={}",
        engine::user::sign_in(&world.engine, form, world.now()).await.unwrap().signed_in().unwrap().cookie
    )
}

both!(what_a_seller_changes_is_on_the_next_page, |world| {
    let cup = sells_cup(world, 9).await;
    follow(&world.engine, world.now()).await.unwrap();
    let door = Door::of(&world.engine);
    let path = product_path(&door).await;
    assert!(door.get(&path).await.says("€18.00") && door.get(&path).await.says("€18.00"));
    reprices(world, cup, 2_100).await;
    assert!(door.get(&path).await.says("€21.00"), "the page of the product itself");
    world.settle().await;
    for list in ["/", "/category/kitchen", "/category/kitchen/coffee", "/shop/atelier-brume"] {
        assert!(door.get(list).await.says("€21.00"), "{list}");
    }
});

both!(another_process_sees_a_change_after_one_round_of_its_reader, |world| {
    let cup = sells_cup(world, 9).await;
    let other = world.second_engine().await;
    follow(&other, world.now()).await.unwrap();
    let door = Door::of(&other);
    let path = product_path(&door).await;
    let lists = ["/", "/category/kitchen", "/category/kitchen/coffee", "/shop/atelier-brume"];
    for page in lists.iter().chain([&path.as_str()]) {
        assert!(door.get(page).await.says("€18.00"), "{page}");
    }
    reprices(world, cup, 2_100).await;
    assert!(door.get(&path).await.says("€18.00"), "it is kept");
    world.settle().await;
    follow(&other, world.now()).await.unwrap();
    for page in lists.iter().chain([&path.as_str()]) {
        assert!(door.get(page).await.says("€21.00"), "{page}");
    }
});

both!(shop_delivery_and_rules_are_followed_too, |world| {
    sells_cup(world, 9).await;
    let other = world.second_engine().await;
    follow(&other, world.now()).await.unwrap();
    let door = Door::of(&other);
    let path = product_path(&door).await;
    let pages = [path.as_str(), "/shop/atelier-brume", "/shops"];
    for page in pages {
        assert_eq!(door.get(page).await.status, 200, "{page}");
    }
    let (cast, now) = (&world.cast, world.now());
    let zone = engine::shop::ZoneForm {
        name: "By bicycle".into(),
        countries: "FR".into(),
        price: 123,
        per_kg: 0,
        free_above: None,
        days_min: 1,
        days_max: 1,
    };
    let (engine, shop) = (&world.engine, cast.brume_shop.id);
    engine::shop::save_zones(engine, &cast.brume, shop, "en".into(), vec![zone], now).await.unwrap();
    world.settle().await;
    follow(&other, now).await.unwrap();
    assert!(door.get(&path).await.says("€1.23") && door.get("/shop/atelier-brume").await.says("By bicycle"));

    let set = |policy: &mut domain::policy::Policy| policy.escrow.confirm_days_after_delivery = 77;
    let since = world.changes_rules(cast.mall.id, set).await;
    world.settle().await;
    follow(&other, now).await.unwrap();
    assert!(!door.get(&path).await.says("77 days"), "announced, and not in force");
    world.time_passes(since - world.now());
    follow(&other, world.now()).await.unwrap();
    assert!(door.get(&path).await.says("77 days"), "nobody told this process again: it knew the date");

    let closed = domain::shop::ShopState::Closed;
    engine::shop::set_state(engine, &cast.olga, shop, closed, world.now()).await.unwrap();
    world.settle().await;
    follow(&other, world.now()).await.unwrap();
    for page in [path.as_str(), "/shop/atelier-brume"] {
        let answer = door.get(page).await;
        assert!(answer.status == 200 && answer.says("is closed.") && answer.says("noindex"), "{page}");
        assert!(!answer.says("id=\"buy\""), "{page}");
    }
    assert!(!door.get("/shops").await.says("atelier-brume") && !door.get("/").await.says("Breakfast cup"));
});

both!(how_many_are_left_is_never_old, |world| {
    let cup = sells_cup(world, 2).await;
    let cast = &world.cast;
    follow(&world.engine, world.now()).await.unwrap();
    let door = Door::of(&world.engine);
    let path = product_path(&door).await;
    assert!(door.get(&path).await.says("Only 2 left"));
    world.puts_in_cart(cast.marta, cast.mall.id, cup, 2).await;
    world.places(cast.marta, cast.mall.id, "one").await.unwrap();
    world.settle().await;
    follow(&world.engine, world.now()).await.unwrap();
    assert!(door.get(&path).await.says("Sold out"), "they are held for Marta");
    // She never pays.
    world.days_later(1).await;
    follow(&world.engine, world.now()).await.unwrap();
    assert!(door.get(&path).await.says("Only 2 left"));
    assert!(door.get("/").await.says("Breakfast cup"), "lists show it again");
});

both!(a_sale_that_no_list_shows_leaves_the_lists_alone, |world| {
    let cup = sells_cup(world, 9).await;
    let cast = &world.cast;
    follow(&world.engine, world.now()).await.unwrap();
    let changes = world.engine.changes();
    let before = changes.moment(world.now()).unwrap();
    let holds = |subject: Subject<'_>| changes.holds_since(before, &[subject.place()], world.now());
    let lists = [
        Subject::Lists(cast.mall.id),
        Subject::Category(cast.mall.id, "kitchen"),
        Subject::Goods(cast.brume_shop.id),
    ];
    world.puts_in_cart(cast.marta, cast.mall.id, cup, 2).await;
    world.buys(cast.marta, cast.mall.id, "some").await;
    follow(&world.engine, world.now()).await.unwrap();
    assert!(lists.into_iter().all(holds), "seven are left");
    world.puts_in_cart(cast.marta, cast.mall.id, cup, 7).await;
    world.buys(cast.marta, cast.mall.id, "all").await;
    follow(&world.engine, world.now()).await.unwrap();
    assert!(!lists.into_iter().any(holds), "sold out is to be seen in lists");
});

both!(nobody_sees_the_name_or_cart_of_another, |world| {
    let cup = sells_cup(world, 9).await;
    let cast = &world.cast;
    world.puts_in_cart(cast.marta, cast.mall.id, cup, 3).await;
    follow(&world.engine, world.now()).await.unwrap();
    let door = Door::of(&world.engine);
    let path = product_path(&door).await;
    let marta = cookie_of(world, "marta@example.com").await;
    let sam = cookie_of(world, "sam@example.com").await;
    for page in ["/", "/shops", "/shop/atelier-brume", "/category/kitchen", &path] {
        // First and second time, as the first to ask and as one who gets what was made for another.
        for _ in 0..2 {
            let hers = door.ask("GET", page, &[("cookie", &marta)]).await;
            assert!(hers.says("Marta") && hers.says("<span class=\"badge\">3</span>"), "{page}");
            assert_eq!(hers.header("cache-control"), "private, no-store", "{page}");
            assert_eq!(hers.header("etag"), "", "{page}");
            let his = door.ask("GET", page, &[("cookie", &sam)]).await;
            assert!(his.says("Sam") && !his.says("Marta") && !his.says("class=\"badge\""), "{page}");
            let theirs = door.get(page).await;
            assert!(!theirs.says("Marta") && !theirs.says("Sam") && theirs.says("/sign-in"), "{page}");
            assert_eq!(theirs.header("set-cookie"), "");
            let same = |text: &str| text.split_once("</header>").unwrap().1.replace(" 3<", "<");
            assert_eq!(same(&hers.text()), same(&theirs.text()), "{page}: only the bar differs");
        }
    }
});

both!(a_page_is_not_sent_twice_and_travels_as_the_browser_takes_it, |world| {
    sells_cup(world, 9).await;
    follow(&world.engine, world.now()).await.unwrap();
    let door = Door::of(&world.engine);
    let path = product_path(&door).await;
    for page in ["/", "/category/kitchen", &path] {
        let first = door.get(page).await;
        let tag = first.header("etag");
        // The first answer came from the routes and the second from memory: nobody can tell.
        let second = door.get(page).await;
        for name in [
            "etag",
            "cache-control",
            "content-type",
            "content-security-policy",
            "speculation-rules",
            "x-request-id",
        ] {
            assert!(!first.header(name).is_empty() && first.header(name) == second.header(name), "{name}");
        }
        for vary in ["Cookie", "Accept-Language", "Accept-Encoding"] {
            assert!(first.header("vary").contains(vary) && second.header("vary").contains(vary), "{vary}");
        }
        for (accepts, encoding) in [("gzip, br", "br"), ("gzip", "gzip"), ("br;q=0", "")] {
            let pressed = door.ask("GET", page, &[("accept-encoding", accepts)]).await;
            assert_eq!(pressed.header("content-encoding"), encoding);
            assert_eq!((pressed.text(), pressed.header("etag")), (first.text(), tag.clone()));
        }
        let again = door.ask("GET", page, &[("if-none-match", &tag)]).await;
        assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0), "{page}");
        let head = door.ask("HEAD", page, &[]).await;
        assert_eq!((head.status.as_u16(), head.bytes.len()), (200, 0));
        assert_eq!(head.header("content-length"), first.bytes.len().to_string());
        let french = door.ask("GET", page, &[("accept-language", "fr")]).await;
        assert!(french.says("<html lang=\"fr\"") && door.get(page).await.says("<html lang=\"en\""));
    }
});

both!(only_a_page_asked_for_by_its_own_address_is_kept, |world| {
    let cup = sells_cup(world, 9).await;
    let other = world.second_engine().await;
    follow(&other, world.now()).await.unwrap();
    let door = Door::of(&other);
    let path = product_path(&door).await;
    let (_, id) = path.rsplit_once('/').unwrap();
    let strange = [
        format!("/product/other-words/{id}"),
        format!("{path}?v=var_none"),
        format!("{path}?done=cart-added"),
        format!("{path}?x=1"),
    ];
    let asked = [path.clone(), format!("{path}?lang=fr")];
    for page in strange.iter().chain(&asked) {
        assert_eq!(door.get(page).await.status, 200, "{page}");
    }
    reprices(world, cup, 2_100).await;
    for page in &strange {
        assert!(door.get(page).await.says("21.00"), "{page} was made anew");
    }
    assert!(
        door.get(&asked[0]).await.says("18.00") && door.get(&asked[1]).await.says("18,00"),
        "these are kept"
    );
});

both!(without_a_reader_of_the_outbox_nothing_is_kept, |world| {
    let cup = sells_cup(world, 9).await;
    let other = world.second_engine().await;
    let door = Door::of(&other);
    let path = product_path(&door).await;
    door.get(&path).await;
    reprices(world, cup, 2_100).await;
    assert!(door.get(&path).await.says("21.00"), "nobody had followed");
    follow(&other, world.now()).await.unwrap();
    door.get(&path).await;
    reprices(world, cup, 2_200).await;
    world.time_passes(Duration::from_secs(10).as_micros() as i64);
    assert!(door.get(&path).await.says("22.00"), "nobody followed for ten seconds");
});
