//! The ledger is closed by day, and the trial balance of any moment is what was posted before it.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use std::collections::BTreeMap;

use domain::{DAY, Micros};
use testkit::{Kind, World, both};

/// Debits and credits by account of what was posted before `at`, as each transfer says it.
async fn posted(world: &World, at: Micros) -> BTreeMap<String, (i64, i64)> {
    let operator = world.engine.operators()[0].id;
    let lines = world
        .engine
        .db()
        .heavy(move |tx| store::closing::posted_between(tx, operator, (0, at)))
        .await
        .unwrap();
    named(lines)
}

async fn shown(world: &World, at: Micros) -> BTreeMap<String, (i64, i64)> {
    named(engine::console::trial_balance(&world.engine, &world.cast.olga, Some(at)).await.unwrap())
}

fn named(lines: Vec<store::ledger::TrialLine>) -> BTreeMap<String, (i64, i64)> {
    let name = |line: &store::ledger::TrialLine| format!("{} {}", line.kind.code(), line.currency);
    lines.iter().map(|line| (name(line), (line.debit, line.credit))).collect()
}

async fn closed_at(world: &World) -> Option<Micros> {
    let operator = world.engine.operators()[0].id;
    world.engine.db().read(move |tx| store::closing::closed_at(tx, operator, i64::MAX)).await.unwrap()
}

both!(each_moment_s_balance_is_what_was_posted_before_it_closed_or_not, |world| {
    let cast = &world.cast;
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 40).await;
    assert_eq!(closed_at(world).await, None);
    let mut moments = vec![world.now()];
    for buyer in 0..4 {
        world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
        world.buys(cast.marta, cast.mall.id, &format!("purchase {buyer}")).await;
        moments.push(world.now() + 1_000_000);
        world.days_later(1 + buyer % 2).await;
        moments.push(world.now());
    }
    let closed = closed_at(world).await.unwrap();
    assert!(closed <= world.now() && closed > world.now() - 2 * DAY, "yesterday is closed");
    let mut seen = BTreeMap::new();
    for at in moments.into_iter().chain([closed, closed + 1, i64::MAX]) {
        assert_eq!(shown(world, at).await, posted(world, at).await, "at {at}");
        seen.insert(shown(world, at).await, at);
    }
    assert!(seen.len() >= 5, "the books moved between the moments: {seen:?}");
    world.must_be_sound().await;
});

/// Marta has bought, and two nights have passed.
async fn two_nights_after_a_sale(world: &World) {
    let cast = &world.cast;
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 40).await;
    world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
    world.buys(cast.marta, cast.mall.id, "one").await;
    world.days_later(2).await;
}

both!(closing_again_changes_nothing, |world| {
    two_nights_after_a_sale(world).await;
    let operator = world.engine.operators()[0].id;
    let before = (closed_at(world).await, shown(world, i64::MAX).await);
    assert!(before.0.is_some());
    for _ in 0..2 {
        engine::closing::close(&world.engine, operator, world.now()).await.unwrap();
    }
    assert_eq!((closed_at(world).await, shown(world, i64::MAX).await), before);
});

both!(a_day_that_goes_on_is_closed_by_quarters_and_one_that_is_long_over_by_its_midnight, |world| {
    let quarter = 15 * domain::MINUTE;
    two_nights_after_a_sale(world).await;
    let operator = world.engine.operators()[0].id;
    let mut closings = Vec::new();
    for _ in 0..6 {
        engine::closing::close(&world.engine, operator, world.now()).await.unwrap();
        let closed = closed_at(world).await.unwrap();
        assert!(closed % quarter == 0 && closed <= world.now() - 2 * quarter, "{closed}");
        assert!(closed > world.now() - 3 * quarter, "no more than the last three quarters are read");
        assert_eq!(shown(world, closed).await, posted(world, closed).await);
        closings.push(closed);
        world.later(quarter).await;
    }
    closings.dedup();
    assert!(closings.len() >= 5, "{closings:?}");
    world.days_later(3).await;
    engine::closing::close(&world.engine, operator, world.now()).await.unwrap();
    let last = *closings.last().unwrap();
    let left = world.engine.db().read(move |tx| store::closing::closed_at(tx, operator, last)).await.unwrap();
    assert!(left.is_none_or(|at| at % DAY == 0), "quarters of days that are over are gone: {left:?}");
});

both!(work_of_a_later_time_closes_no_day_that_others_still_post_in, |world| {
    two_nights_after_a_sale(world).await;
    let cast = &world.cast;
    let operator = world.engine.operators()[0].id;
    engine::closing::close(&world.engine, operator, world.now() + 9 * DAY).await.unwrap();
    assert!(closed_at(world).await.unwrap() <= world.now(), "the machine is not there yet");

    let cup = world.sells(&cast.brume, &cast.brume_shop, "Cup", 1_900, 4).await;
    world.puts_in_cart(cast.marta, cast.mall.id, cup, 1).await;
    world.buys(cast.marta, cast.mall.id, "two").await;
    world.must_be_sound().await;
});

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_sees_a_closed_day_that_says_something_else() {
    let world = World::open(Kind::Sqlite).await.unwrap();
    two_nights_after_a_sale(&world).await;
    let operator = world.engine.operators()[0].id;
    let closed = closed_at(&world).await.unwrap();
    let wrong = move |tx: &mut store::Tx<'_>| {
        let mut lines = store::closing::trial_balance(tx, operator, i64::MAX)?;
        lines[0].debit += 1;
        store::closing::keep(tx, closed + DAY, &lines)
    };
    world.engine.db().act(wrong).await.unwrap();
    let checks = engine::doctor::run(&world.engine).await.unwrap();
    let broken: Vec<_> = checks.iter().filter(|check| !check.holds).map(|check| check.name).collect();
    assert_eq!(broken, ["ledger.closed_days_are_what_was_posted"]);
}
