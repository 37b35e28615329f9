//! What a request for money back says in the end is what it brought.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::OrderId;
use domain::refund::{RequestReason, RequestState};
use engine::order::Ship;
use engine::refund::AskRefund;
use testkit::{World, both};

/// An order over 52.90 that the buyer has received.
async fn received(world: &World) -> OrderId {
    let cast = &world.cast;
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 10).await;
    world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
    let order = world.buys(cast.marta, cast.mall.id, "one").await.orders[0];
    let ship = Ship { order, carrier: "Colissimo".into(), tracking: "8R1".into(), pieces: vec![] };
    engine::order::ship(&world.engine, &cast.brume, ship, world.now()).await.unwrap();
    engine::order::confirm(&world.engine, cast.marta, order, world.now()).await.unwrap();
    order
}

async fn asks(world: &World, order: OrderId, amount: i64) -> domain::RequestId {
    let form = AskRefund { order, reason: RequestReason::Damaged, text: "Cracked".into(), amount };
    engine::refund::ask(&world.engine, world.cast.marta, form, world.now()).await.unwrap()
}

both!(a_small_sum_of_the_seller_s_own_accord_answers_no_request, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    let order = received(world).await;
    asks(world, order, 2_000).await;
    engine::refund::refund_by_seller(engine, &cast.brume, order, 100, "Sorry".into(), world.now())
        .await
        .unwrap();
    let view = world.order(cast.marta, order).await;
    assert_eq!((view.requests[0].state, view.order.refunded), (RequestState::Asked, 100));
    world.days_later(6).await;
    let view = world.order(cast.marta, order).await;
    assert_eq!((view.requests[0].state, view.order.refunded), (RequestState::AgreedBySilence, 2_100));
});

both!(a_request_says_what_it_brought_when_less_was_left, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    let order = received(world).await;
    let request = asks(world, order, 5_290).await;
    engine::refund::refund_by_seller(engine, &cast.brume, order, 5_000, "Sorry".into(), world.now())
        .await
        .unwrap();
    engine::refund::agree(engine, &cast.brume, request, world.now()).await.unwrap();
    let view = world.order(cast.marta, order).await;
    assert_eq!((view.requests[0].granted, view.order.refunded), (290, 5_290));
});
