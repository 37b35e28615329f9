//! A journey through time does everything at the moment when it is due, and what that makes due as well.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::order::OrderState;
use domain::{DAY, OrderId};
use engine::order::Ship;
use testkit::{World, both};

async fn ships(world: &World, order: OrderId) {
    let ship = Ship { order, carrier: "Colissimo".into(), tracking: "8R1".into(), pieces: vec![] };
    engine::order::ship(&world.engine, &world.cast.brume, ship, world.now()).await.unwrap();
}

both!(one_journey_takes_a_parcel_to_the_proposed_payout, |world| {
    let cast = &world.cast;
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 10).await;
    world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
    let order = world.buys(cast.marta, cast.mall.id, "one").await.orders[0];
    world.time_passes(DAY / 3);
    ships(world, order).await;
    let (shipped_at, policy) = (world.now(), world.engine.policy(cast.mall.id, world.now()).policy.clone());
    assert!(world.travels(60 * DAY).await > 0);
    assert_eq!(world.now(), shipped_at + 60 * DAY);

    let view = world.order(cast.marta, order).await;
    let completed_at = shipped_at + view.order.confirm_days_after_dispatch * DAY;
    let matured_at = completed_at + view.order.payout_delay_days * DAY;
    assert_eq!(view.order.state, OrderState::Completed);
    assert_eq!((view.order.completed_at, view.order.matured_at), (Some(completed_at), Some(matured_at)));
    let told = view.steps.last().unwrap();
    assert_eq!(told.at, completed_at, "the timeline tells of that moment too");
    let payouts = engine::payout::payouts(&world.engine, &cast.brume).await.unwrap();
    let [payout] = &payouts[..] else { panic!("{payouts:?}") };
    let rhythm = policy.payouts.every_days * DAY;
    let waited = payout.proposed_at - matured_at;
    assert!((0..=rhythm).contains(&waited), "proposed at the next look at the balance: {waited}");
    assert_eq!(world.travels(0).await, 0, "nothing is left for another run");
});

both!(parcels_that_arrive_at_the_same_moment_make_their_order_delivered, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 40).await;
    for turn in 0..12 {
        world.puts_in_cart(cast.marta, cast.mall.id, bowl, 2).await;
        let order = world.buys(cast.marta, cast.mall.id, &format!("turn {turn}")).await.orders[0];
        let mut parcels = Vec::new();
        for _ in 0..2 {
            let (carrier, tracking) = ("Colissimo".into(), String::new());
            let ship = Ship { order, carrier, tracking, pieces: vec![(0, 1)] };
            parcels.push(engine::order::ship(engine, &cast.brume, ship, world.now()).await.unwrap());
        }
        let arrives =
            |at: usize| engine::order::deliver(engine, &cast.brume, order, parcels[at], world.now());
        let (one, other) = tokio::join!(arrives(0), arrives(1));
        one.and(other).unwrap();
        assert_eq!(world.order(cast.marta, order).await.order.state, OrderState::Delivered, "turn {turn}");
    }
});

both!(what_was_overdue_happens_as_of_when_it_was_due, |world| {
    let cast = &world.cast;
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 10).await;
    world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
    let order = world.buys(cast.marta, cast.mall.id, "one").await.orders[0];
    ships(world, order).await;
    let shipped_at = world.now();
    // Nobody worked for a month.
    world.time_passes(30 * DAY);
    world.travels(0).await;
    let order = world.order(cast.marta, order).await.order;
    let due_at = shipped_at + order.confirm_days_after_dispatch * DAY;
    assert!(due_at < world.now());
    assert_eq!(order.completed_at, Some(due_at));
});
