//! Shops that open quietly, and shops on holiday: what lists show, what can be bought, and what the clock does.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::opening::OpeningRefusal;
use domain::{DAY, Micros};
use engine::Stop;
use engine::cart::CartRefusal;
use engine::checkout::PlaceRefusal;
use engine::listing::Sort;
use engine::opening::HolidayForm;
use testkit::{World, both};

async fn takes(world: &World, from: Micros, until: Micros) -> Result<(), Stop<OpeningRefusal>> {
    let (cast, now) = (&world.cast, world.now());
    let form = HolidayForm {
        from: now + from,
        until: now + until,
        language: "en".into(),
        note: " At the sea. ".into(),
    };
    engine::opening::take_holiday(&world.engine, &cast.brume, cast.brume_shop.id, form, now).await
}

/// How many a market's front, its search and its list of shops show, and how many the shop itself.
async fn shown(world: &World) -> [i64; 4] {
    world.settle().await;
    let (engine, mall) = (&world.engine, world.cast.mall.id);
    let home = engine::listing::home(engine, mall).await.unwrap();
    let found = engine::listing::search(engine, mall, "bowl", 0).await.unwrap();
    let shops = engine::listing::shops(engine, mall).await.unwrap();
    let own =
        engine::listing::shop(engine, mall, &world.cast.brume_shop.slug, Sort::Newest, 0).await.unwrap();
    let listed = shops.iter().filter(|shop| shop.shop == world.cast.brume_shop.id).count();
    [home.newest.len() as i64, found.total, listed as i64, own.total]
}

both!(a_quiet_shop_stands_in_no_list_and_is_bought_from_by_its_address, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 10).await;
    assert_eq!(shown(world).await, [1, 1, 1, 1]);
    let shop = cast.brume_shop.id;
    engine::opening::open_quietly(engine, &cast.brume, shop, world.now()).await.unwrap();
    assert_eq!(shown(world).await, [0, 0, 0, 1]);
    let counts = engine::listing::category(engine, cast.mall.id, "kitchen", Sort::Newest, 0).await.unwrap();
    assert_eq!((counts.total, counts.cards.len()), (0, 0));
    world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
    world.places(cast.marta, cast.mall.id, "quiet").await.unwrap();
    engine::opening::announce(engine, &cast.brume, shop, world.now()).await.unwrap();
    assert_eq!(shown(world).await, [1, 1, 1, 1]);
    let alien = engine::opening::open_quietly(engine, &cast.north, shop, world.now()).await;
    assert!(matches!(alien, Err(Stop::Absent)));
});

both!(nothing_is_bought_on_holiday_and_its_clock_begins_and_ends_it, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 10).await;
    world.settle().await;
    assert!(matches!(takes(world, DAY, DAY).await, Err(Stop::Refused(OpeningRefusal::EndsBeforeItBegins))));
    takes(world, DAY, 3 * DAY).await.unwrap();
    world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
    world.days_later(1).await;
    let adds = || engine::cart::add(engine, cast.marta, cast.mall.id, bowl, 1, world.now());
    assert!(matches!(adds().await, Err(Stop::Refused(CartRefusal::ShopAway))));
    let placed = world.places(cast.marta, cast.mall.id, "away").await;
    assert!(matches!(placed, Err(Stop::Refused(PlaceRefusal::ShopAway))), "{placed:?}");
    let cart = engine::cart::view(engine, cast.marta, cast.mall.id, world.now()).await.unwrap();
    assert!(cart.shops[0].lines[0].change.gone && cart.goods == 0, "it stays in the cart and costs nothing");
    assert_eq!(cart.shops[0].shop.away(world.now()).unwrap().note.say("en"), "At the sea.");
    world.days_later(2).await;
    adds().await.unwrap();
    world.places(cast.marta, cast.mall.id, "back").await.unwrap();
    let shops = engine::shop::of_member(engine, &cast.brume).await.unwrap();
    assert!(shops.iter().all(|shop| shop.holiday.is_none()), "what is over is forgotten");
});

both!(a_stranger_becomes_a_guest_by_what_can_be_bought_and_not_by_what_can_not, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 10).await;
    let wants = |pieces: i64| {
        let stranger = (engine::user::Place::default(), "fr".to_owned());
        engine::cart::add_as_guest(engine, stranger, cast.mall.id, bowl, pieces, world.now())
    };
    takes(world, 0, 2 * DAY).await.unwrap();
    assert!(matches!(wants(1).await, Err(Stop::Refused(CartRefusal::ShopAway))));
    world.days_later(3).await;
    assert!(matches!(wants(0).await, Err(Stop::Refused(CartRefusal::Quantity))));
    let (one, other) = (wants(2).await.unwrap(), wants(3).await.unwrap());
    assert_ne!(one.user, other.user);
    for (guest, pieces) in [(one, 2), (other, 3)] {
        let cart = engine::cart::view(engine, guest.user, cast.mall.id, world.now()).await.unwrap();
        assert_eq!(cart.pieces, pieces);
        assert_eq!(engine::user::sessions(engine, guest.user, world.now()).await.unwrap().len(), 1);
    }
});

both!(a_holiday_is_given_up_and_taken_anew, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 10).await;
    takes(world, 0, 5 * DAY).await.unwrap();
    takes(world, 0, 9 * DAY).await.unwrap();
    let adds = || engine::cart::add(engine, cast.marta, cast.mall.id, bowl, 1, world.now());
    world.days_later(6).await;
    assert!(matches!(adds().await, Err(Stop::Refused(CartRefusal::ShopAway))), "the later word holds");
    engine::opening::come_back(engine, &cast.brume, cast.brume_shop.id, world.now()).await.unwrap();
    adds().await.unwrap();
    let mut clerk = cast.brume.clone();
    clerk.role = domain::seller::Role::Clerk;
    let denied = engine::opening::come_back(engine, &clerk, cast.brume_shop.id, world.now()).await;
    assert!(matches!(denied, Err(Stop::Denied(_))));
});

/// What must hold is looked at: a row that no act would write is found.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_finds_a_holiday_without_a_clock() {
    let world = World::open(testkit::Kind::Sqlite).await.unwrap();
    let (id, now) = (world.cast.brume_shop.id, world.now());
    let wrote = world.engine.db().act(move |tx| {
        let mut shop = store::shop::shop(tx, id)?.unwrap();
        let note = domain::wording::Wording::default();
        shop.holiday = Some(domain::opening::Holiday { from: now, until: now + DAY, note });
        store::save(tx, &[shop])
    });
    wrote.await.unwrap();
    let checks = engine::doctor::run(&world.engine).await.unwrap();
    let broken: Vec<&str> = checks.iter().filter(|check| !check.holds).map(|check| check.name).collect();
    assert_eq!(broken, ["timer.every_holiday_turns"]);
}
