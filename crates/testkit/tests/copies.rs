//! A market that is copied for a measurement is as sound as the one it was copied from.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use store::check::Totals;
use store::db::yardstick::multiply;
use testkit::{World, both};

async fn totals(world: &World) -> Totals {
    world.engine.db().heavy(store::check::totals).await.unwrap()
}

/// Two orders, copied so many times beside themselves.
async fn multiplied(world: &World, count: i64) {
    let cast = &world.cast;
    for (number, buyer) in [cast.marta, cast.sam].into_iter().enumerate() {
        let bowl = world.sells(&cast.brume, &cast.brume_shop, &format!("Bowl {number}"), 4_800, 5).await;
        world.puts_in_cart(buyer, cast.mall.id, bowl, 2).await;
        world.buys(buyer, cast.mall.id, "k").await;
    }
    world.settle().await;
    let before = totals(world).await;
    let location = world.database.location.clone();
    let steps = tokio::task::spawn_blocking(move || {
        let mut steps = Vec::new();
        multiply(&location, count, &mut |step| steps.push((step.at, step.of))).map(|_| steps)
    });
    let steps = steps.await.unwrap().unwrap();
    let last = steps.len();
    assert!(last > 1 && steps.iter().enumerate().all(|(at, step)| *step == (at + 1, last)), "{steps:?}");
    let after = totals(world).await;
    assert_eq!(after.orders, before.orders * (count + 1));
    assert_eq!(after.captured, before.captured * (count + 1));
    assert_eq!(after.charged, before.charged * (count + 1));
    assert_eq!(after.stock_on_hand, before.stock_on_hand * (count + 1));
}

both!(copies_keep_what_holds_between_rows, |world| multiplied(world, 3).await);
both!(five_in_all_keep_it_too, |world| multiplied(world, 4).await);
both!(no_copy_at_all_changes_nothing, |world| multiplied(world, 0).await);
