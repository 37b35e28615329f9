//! A seller's open requests: all of the shop's, nobody else's, the most pressing first.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::refund::RequestReason;
use domain::{DAY, OrderId, ShopId};
use engine::Stop;
use engine::refund::AskRefund;
use testkit::{World, both};

async fn open(world: &World, member: &engine::SellerMember, shop: ShopId) -> Vec<OrderId> {
    let open = engine::refund::of_shop(&world.engine, member, shop).await.unwrap();
    assert!(open.iter().all(|one| one.row.order.id == one.request.order_id && one.row.lines.len() == 1));
    open.into_iter().map(|one| one.request.order_id).collect()
}

both!(open_requests_are_found_however_old_their_orders_are, |world| {
    let cast = &world.cast;
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 90).await;
    let mut orders = Vec::new();
    for number in 0..3 {
        world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
        orders.extend(world.buys(cast.marta, cast.mall.id, &format!("k{number}")).await.orders);
    }
    assert!(open(world, &cast.brume, cast.brume_shop.id).await.is_empty());
    let mut requests = Vec::new();
    for order in [orders[1], orders[0]] {
        let form = AskRefund { order, reason: RequestReason::Damaged, text: "Broken".into(), amount: 500 };
        requests.push(engine::refund::ask(&world.engine, cast.marta, form, world.now()).await.unwrap());
        world.later(DAY / 4).await;
    }
    assert_eq!(open(world, &cast.brume, cast.brume_shop.id).await, [orders[1], orders[0]]);
    let sums =
        engine::order::sums(&world.engine, &cast.brume, cast.brume_shop.id, world.now()).await.unwrap();
    assert_eq!(sums.requests_open, 2);
    assert!(open(world, &cast.north, cast.north_shop.id).await.is_empty());
    let strange = engine::refund::of_shop(&world.engine, &cast.north, cast.brume_shop.id).await;
    assert!(matches!(strange, Err(Stop::Absent)), "another seller's shop does not exist");

    engine::refund::refuse(&world.engine, &cast.brume, requests[0], "It is slate".into(), world.now())
        .await
        .unwrap();
    assert_eq!(open(world, &cast.brume, cast.brume_shop.id).await.len(), 2, "the buyer may still escalate");
    engine::refund::agree(&world.engine, &cast.brume, requests[1], world.now()).await.unwrap();
    engine::refund::take_back(&world.engine, cast.marta, requests[0], world.now()).await.unwrap();
    assert!(open(world, &cast.brume, cast.brume_shop.id).await.is_empty());
});
