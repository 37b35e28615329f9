//! Following shops: a user's list is the user's, a shop learns how many follow it and nothing else.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::{MarketId, UserId};
use engine::Stop;
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
