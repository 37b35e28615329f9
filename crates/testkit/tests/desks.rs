//! What is decided at a desk is told on like every other act.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use engine::order::Ship;
use testkit::both;

/// Longer than any test takes: only a wake ends it.
const LONG: Duration = Duration::from_secs(3_600);

both!(a_parcel_handed_over_wakes_who_reads_the_outbox, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 3).await;
    world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
    let order = world.buys(cast.marta, cast.mall.id, "one").await.orders[0];
    // What came before is heard and forgotten.
    engine.wait_for_work(Duration::ZERO).await;
    let ship = Ship { order, carrier: "GLS".into(), tracking: "1".into(), pieces: vec![] };
    engine::order::ship(engine, &cast.brume, ship, world.now()).await.unwrap();
    let mut waits = pin!(engine.wait_for_work(LONG));
    let woken = poll_fn(|context| Poll::Ready(waits.as_mut().poll(context).is_ready())).await;
    assert!(woken, "the letter to the buyer would wait for the next look");
});

both!(a_process_that_has_not_heard_of_the_market_s_new_rules_makes_the_orders_all_the_same, |world| {
    let cast = &world.cast;
    let other = world.second_engine().await;
    let rate = money::Rate::from_ppm(61_000).unwrap();
    let since = world.changes_rules(cast.mall.id, |policy| policy.commission.rate_ppm = rate).await;
    world.time_passes(since - world.now());
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 3).await;
    world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
    let placed = world.places(cast.marta, cast.mall.id, "one").await.unwrap();
    world.pays(&placed, "4242424242424242").await;
    engine::purchase::returned(&other, placed.purchase, world.now()).await.unwrap();
    let view = engine::purchase::view(&other, cast.marta, placed.purchase).await.unwrap();
    assert_eq!(view.orders.len(), 1, "paid, and an order");
});

both!(what_a_caller_did_is_remembered_for_thirty_days_and_not_for_ever, |world| {
    let cast = &world.cast;
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 3).await;
    world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
    world.places(cast.marta, cast.mall.id, "one").await.expect("placed");
    let marta = cast.marta.get();
    let kept = async || {
        let find = move |tx: &mut store::Tx<'_>| store::command::find(tx, &[(marta, "one")]);
        world.engine.db().read(find).await.unwrap().len()
    };
    world.days_later(30).await;
    assert_eq!(kept().await, 1);
    world.days_later(1).await;
    assert_eq!(kept().await, 0);
});
