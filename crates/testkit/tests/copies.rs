//! A market that is copied for a measurement is as sound as the one it was copied from.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use store::check::Totals;
use store::db::yardstick::multiply;
use testkit::{World, both};

const COPIES: i64 = 3;

async fn totals(world: &World) -> Totals {
    world.engine.db().heavy(store::check::totals).await.unwrap()
}

both!(copies_keep_what_holds_between_rows, |world| {
    let cast = &world.cast;
    for (number, buyer) in [cast.marta, cast.sam].into_iter().enumerate() {
        let bowl = world.sells(&cast.brume, &cast.brume_shop, &format!("Bowl {number}"), 4_800, 5).await;
        world.puts_in_cart(buyer, cast.mall.id, bowl, 2).await;
        world.buys(buyer, cast.mall.id, "k").await;
    }
    world.settle().await;
    let before = totals(world).await;
    let location = world.database.location.clone();
    tokio::task::spawn_blocking(move || multiply(&location, COPIES)).await.unwrap().unwrap();
    let after = totals(world).await;
    assert_eq!(after.orders, before.orders * (COPIES + 1));
    assert_eq!(after.captured, before.captured * (COPIES + 1));
    assert_eq!(after.charged, before.charged * (COPIES + 1));
    assert_eq!(after.stock_on_hand, before.stock_on_hand * (COPIES + 1));
});
