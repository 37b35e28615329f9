//! Following shops: a user's list is the user's, a shop learns how many follow it and nothing else.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::follow::Follower;
use domain::{DAY, MINUTE, MarketId, ShopId, UserId};
use engine::Stop;
use engine::follow::Leaving;
use engine::opening::HolidayForm;
use testkit::{World, both};

fn brume(world: &World) -> (MarketId, String) {
    (world.cast.mall.id, world.cast.brume_shop.slug.clone())
}

async fn follows(world: &World, user: UserId) {
    engine::follow::follow(&world.engine, user, brume(world), world.now()).await.unwrap();
}

async fn followers(world: &World, user: UserId) -> (i64, bool) {
    world.settle().await;
    let (mall, slug) = brume(world);
    let one = engine::follow::one(&world.engine, user, mall, slug).await.unwrap();
    (one.followers, one.since.is_some())
}

both!(a_shop_is_followed_once_and_left_once, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    let (marta, other) = (cast.marta, cast.olga.user);
    assert_eq!(followers(world, marta).await, (0, false));
    let (one, two) = tokio::join!(follows(world, marta), follows(world, marta));
    assert_eq!((one, two), ((), ()), "pressed twice, it is followed once");
    assert_eq!(followers(world, marta).await, (1, true));
    follows(world, other).await;
    assert_eq!(followers(world, other).await, (2, true));
    let list = engine::follow::of_user(engine, marta, cast.mall.id).await.unwrap();
    assert_eq!(list.iter().map(|(_, shop)| shop.id).collect::<Vec<_>>(), [cast.brume_shop.id]);
    assert!(engine::follow::of_user(engine, marta, cast.makers.id).await.unwrap().is_empty());
    for _ in 0..2 {
        engine::follow::leave(engine, marta, brume(world), world.now()).await.unwrap();
    }
    assert_eq!(followers(world, marta).await, (1, false));
    let lost = engine::follow::follow(engine, marta, (cast.mall.id, "nowhere".into()), world.now()).await;
    assert!(matches!(lost, Err(Stop::Absent)));
});

both!(a_closed_shop_stays_on_the_list, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    follows(world, cast.marta).await;
    let closed = domain::shop::ShopState::Closed;
    engine::shop::set_state(engine, &cast.olga, cast.brume_shop.id, closed, world.now()).await.unwrap();
    let list = engine::follow::of_user(engine, cast.marta, cast.mall.id).await.unwrap();
    assert_eq!(list[0].1.state, closed);
    engine::follow::leave(engine, cast.marta, brume(world), world.now()).await.unwrap();
    assert_eq!(followers(world, cast.marta).await, (0, false));
});

/// Letters about the news of a shop, to whom, in the order of their readers.
fn news(world: &World) -> Vec<(String, String)> {
    let letters = world.letters().into_iter().filter(|letter| !letter.unsubscribe.is_empty());
    let mut told: Vec<(String, String)> = letters.map(|letter| (letter.to, letter.unsubscribe)).collect();
    told.sort();
    told
}

async fn announces_again(world: &World) {
    let (engine, cast, shop) = (&world.engine, &world.cast, world.cast.brume_shop.id);
    engine::opening::open_quietly(engine, &cast.brume, shop, world.now()).await.unwrap();
    engine::opening::announce(engine, &cast.brume, shop, world.now()).await.unwrap();
    world.settle().await;
}

both!(followers_are_told_that_a_shop_opens_or_is_back_at_most_once_a_week, |world| {
    let (engine, cast, shop) = (&world.engine, &world.cast, world.cast.brume_shop.id);
    follows(world, cast.marta).await;
    world.proves_address(cast.marta).await;
    world.settle().await;
    engine::opening::announce(engine, &cast.brume, shop, world.now()).await.unwrap();
    world.settle().await;
    assert_eq!(news(world).len(), 0, "a shop that was in the lists has no news");
    announces_again(world).await;
    assert_eq!(news(world).len(), 1);
    assert!(world.letters().iter().any(|letter| letter.text.contains(&cast.brume_shop.name)));
    announces_again(world).await;
    assert_eq!(news(world).len(), 1, "once a week");
    let (from, until) = (world.now(), world.now() + 8 * DAY);
    let form = HolidayForm { from, until, language: "en".into(), note: String::new() };
    engine::opening::take_holiday(engine, &cast.brume, shop, form, world.now()).await.unwrap();
    world.days_later(7).await;
    assert_eq!(news(world).len(), 1);
    world.days_later(1).await;
    assert_eq!(news(world).len(), 2, "its holiday ended by itself");
    world.days_later(8).await;
    engine::follow::leave(engine, cast.marta, brume(world), world.now()).await.unwrap();
    world.settle().await;
    announces_again(world).await;
    assert_eq!(news(world).len(), 2, "who has left is told nothing");
});

both!(a_letter_ends_following_without_signing_in_and_only_for_its_reader_and_shop, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    follows(world, cast.marta).await;
    world.proves_address(cast.marta).await;
    follows(world, cast.olga.user).await;
    world.proves_address(cast.olga.user).await;
    world.settle().await;
    announces_again(world).await;
    let links: Vec<String> = news(world).into_iter().map(|(_, link)| link).collect();
    assert_eq!(links.len(), 2);
    let leaving = |link: &str| {
        let part = |name: &str| {
            let (_, rest) = link.split_once(&format!("{name}=")).unwrap();
            rest.split('&').next().unwrap().to_owned()
        };
        Leaving { user: part("user").parse().unwrap(), shop: part("shop").parse().unwrap(), key: part("key") }
    };
    let of_marta = links.iter().map(|link| leaving(link)).find(|link| link.user == cast.marta).unwrap();
    let asked = async |link: &Leaving| engine::follow::leaving(engine, cast.mall.id, link.clone()).await;
    assert!(asked(&of_marta).await.unwrap().1, "looking changes nothing");
    assert!(asked(&of_marta).await.unwrap().1);
    for wrong in [
        Leaving { user: cast.olga.user, ..of_marta.clone() },
        Leaving { shop: cast.north_shop.id, ..of_marta.clone() },
        Leaving { key: String::new(), ..of_marta.clone() },
        Leaving { key: of_marta.key.to_lowercase(), ..of_marta.clone() },
    ] {
        assert!(matches!(asked(&wrong).await, Err(Stop::Absent)), "{wrong:?}");
        let left = engine::follow::leave_by_letter(engine, wrong.clone(), world.now()).await;
        assert!(matches!(left, Err(Stop::Absent)), "{wrong:?}");
    }
    for _ in 0..2 {
        engine::follow::leave_by_letter(engine, of_marta.clone(), world.now()).await.unwrap();
    }
    assert!(!asked(&of_marta).await.unwrap().1);
    assert_eq!(followers(world, cast.marta).await, (1, false));
});

both!(many_followers_are_told_slice_by_slice, |world| {
    const MANY: i64 = 250;
    let (engine, cast, shop) = (&world.engine, &world.cast, world.cast.brume_shop.id);
    follows(world, cast.marta).await;
    world.proves_address(cast.marta).await;
    world.settle().await;
    let crowd = |at: i64| Follower { shop, user_id: UserId::from_raw((at << 10) + 3), since: 0 };
    let added: Vec<Follower> = (1..=MANY).map(crowd).collect();
    let gone: Vec<(ShopId, UserId)> = added.iter().map(|one| (one.shop, one.user_id)).collect();
    engine.db().act(move |tx| -> store::Stored<_> { store::follow::put(tx, &added) }).await.unwrap();
    announces_again(world).await;
    let reached = async || {
        let read = engine.db().read(move |tx| -> store::Stored<_> { store::follow::news(tx, shop) }).await;
        let news = read.unwrap().unwrap();
        (news.reached >> 10, news.is_told)
    };
    assert_eq!(reached().await, (100, false));
    world.later(MINUTE).await;
    assert_eq!((reached().await, news(world).len()), ((200, false), 0));
    world.later(MINUTE).await;
    assert_eq!((reached().await.1, news(world).len()), (true, 1), "the last slice has the one who is there");
    engine.db().act(move |tx| -> store::Stored<_> { store::follow::forget(tx, &gone) }).await.unwrap();
});
