//! Who reads the outbox: one process at a time, and the next one as soon as the last has ended.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::MINUTE;
use testkit::{World, both};

/// Something for the readers of the outbox to do, which nobody has done yet.
async fn asks_for_a_letter(world: &World) {
    let (email, mall) = ("marta@example.com".to_owned(), world.cast.mall.id);
    engine::user::ask_reset(&world.engine, email, mall, world.now()).await.unwrap();
}

both!(a_process_that_ends_hands_its_lanes_on_at_once, |world| {
    let second = world.second_engine().await;
    let before = world.letters().len();
    asks_for_a_letter(world).await;
    engine::outbox::run_until_idle(&second, world.now()).await.unwrap();
    assert_eq!(world.letters().len(), before, "the lanes are the first one's");
    world.engine.release().await.unwrap();
    let third = world.engine_of("third").await;
    engine::outbox::run_until_idle(&third, world.now()).await.unwrap();
    assert_eq!(world.letters().len(), before + 1, "no time had to pass");
    third.release().await.unwrap();
});

both!(a_process_that_stood_by_takes_over_within_a_second, |world| {
    let second = world.second_engine().await;
    engine::outbox::run_until_idle(&second, world.now()).await.unwrap();
    let before = world.letters().len();
    asks_for_a_letter(world).await;
    world.engine.release().await.unwrap();
    world.time_passes(1_000_000);
    engine::outbox::run_until_idle(&second, world.now()).await.unwrap();
    assert_eq!(world.letters().len(), before + 1);
    second.release().await.unwrap();
});

both!(a_process_that_fell_is_followed_when_its_lease_ends, |world| {
    let second = world.second_engine().await;
    let before = world.letters().len();
    asks_for_a_letter(world).await;
    world.time_passes(MINUTE / 6);
    engine::outbox::run_until_idle(&second, world.now()).await.unwrap();
    assert_eq!(world.letters().len(), before, "it might only be slow");
    world.time_passes(MINUTE / 6);
    engine::outbox::run_until_idle(&second, world.now()).await.unwrap();
    assert_eq!(world.letters().len(), before + 1);
    second.release().await.unwrap();
});

both!(a_slow_letter_does_not_keep_those_of_other_lanes, |world| {
    // Four people, so that not all of them share a lane.
    let people = ["marta", "sam", "olga", "otto"];
    world.otto().await;
    world.settle().await;
    let (mall, before) = (world.cast.mall.id, world.letters().len());
    for name in people {
        let email = format!("{name}@example.com");
        engine::user::ask_reset(&world.engine, email, mall, world.now()).await.unwrap();
    }
    world.writers.wait_for_each_other();
    world.settle().await;
    assert!(world.writers.have_met(), "one letter after the other");
    assert_eq!(world.letters().len(), before + people.len());
});
