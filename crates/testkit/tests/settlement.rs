//! The provider's file may come again, and say something else: the difference is taken in, nothing twice.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use engine::console::Day;
use money::Currency;
use testkit::{World, both};

/// Minor units of an account's kind, positive on its own side.
async fn amount(world: &World, label: &str) -> i64 {
    let lines = engine::console::trial_balance(&world.engine, &world.cast.olga, None).await.unwrap();
    let line = lines.iter().find(|line| line.currency == Currency::EUR && line.kind.label() == label);
    line.map_or(0, |line| match line.kind.side() {
        ledger::Side::Debit => line.debit - line.credit,
        ledger::Side::Credit => line.credit - line.debit,
    })
}

/// The only day that was settled, as the operator sees it.
async fn day(world: &World) -> Day {
    let days = engine::console::reconciliation(&world.engine, &world.cast.olga, world.now()).await.unwrap();
    let [day] = &days[..] else { panic!("{days:?}") };
    day.clone()
}

async fn takes(world: &World, file: &str) {
    let operator = world.engine.operators()[0].id;
    engine::settlement::take_in(&world.engine, operator, file.as_bytes(), world.now()).await.unwrap();
}

/// Marta buys from two shops; the next night the file of that day is read. Answers it.
async fn settled(world: &World) -> String {
    let cast = &world.cast;
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 10).await;
    let shoe = world.sells(&cast.north, &cast.north_shop, "Shoe", 8_900, 3).await;
    world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
    world.puts_in_cart(cast.marta, cast.mall.id, shoe, 1).await;
    let paid_at = world.now();
    world.buys(cast.marta, cast.mall.id, "one").await;
    world.days_later(2).await;
    let operator = world.engine.operators()[0].id;
    let file = engine::settlement::sandbox_file(&world.engine, operator, paid_at).await.unwrap();
    String::from_utf8(file).unwrap()
}

// 48.00 + 4.90 and 89.00 + 4.90; 1.4 % of 146.80 and 0.25.
const GROSS: i64 = 14_680;
const FEE: i64 = 231;

both!(a_file_that_comes_again_changes_nothing, |world| {
    let file = settled(world).await;
    let (before, own) = (day(world).await, amount(world, "A3").await);
    assert_eq!((before.file_net, before.file_fee, before.bank), (GROSS - FEE, FEE, GROSS - FEE));
    takes(world, &file).await;
    takes(world, &file).await;
    assert_eq!((day(world).await, amount(world, "A3").await), (before, own));
});

both!(a_corrected_fee_is_posted_as_a_difference_and_can_be_corrected_back, |world| {
    let file = settled(world).await;
    let dearer = file.replace("2.31,144.49", "2.41,144.39");
    assert_ne!(dearer, file, "{file}");
    for _ in 0..2 {
        takes(world, &dearer).await;
        let day = day(world).await;
        assert!(!day.differs, "{day:?}");
        assert_eq!((day.file_fee, day.bank, day.ledger_net), (FEE + 10, GROSS - FEE - 10, GROSS - FEE - 10));
        let books = (amount(world, "E1").await, amount(world, "A1").await, amount(world, "A2").await);
        assert_eq!(books, (FEE + 10, 0, GROSS), "the operator fills the higher fee");
    }
    world.must_be_sound().await;
    takes(world, &file).await;
    let day = day(world).await;
    assert_eq!((day.file_fee, day.bank, day.differs), (FEE, GROSS - FEE, false));
    let books = (amount(world, "E1").await, amount(world, "A1").await, amount(world, "A2").await);
    assert_eq!(books, (FEE, 0, GROSS));
});

both!(a_line_that_was_a_mistake_is_taken_back_by_the_corrected_file, |world| {
    let file = settled(world).await;
    let date = file.lines().nth(1).unwrap().split(',').next().unwrap();
    let strange = format!("{file}{date},ch_strange,nobody,charge,10.00,0.00,10.00,EUR\n");
    takes(world, &strange).await;
    let seen = day(world).await;
    assert_eq!((seen.unknown, seen.differs, seen.bank), (1, true, GROSS - FEE + 1_000));
    for _ in 0..2 {
        takes(world, &file).await;
        let seen = day(world).await;
        assert_eq!((seen.unknown, seen.differs, seen.bank), (0, false, GROSS - FEE));
    }
});

both!(a_charge_that_the_provider_takes_back_is_for_the_operator_to_look_into, |world| {
    let file = settled(world).await;
    let empty: String = file.lines().take(1).map(|line| format!("{line}\n")).collect();
    let before = day(world).await;
    takes(world, &empty).await;
    assert_eq!(day(world).await, before, "a file without lines says nothing");
    let date = file.lines().nth(1).unwrap().split(',').next().unwrap();
    let other = format!("{empty}{date},fee_1,account,fee,0.00,0.00,0.00,EUR\n");
    takes(world, &other).await;
    let seen = day(world).await;
    assert_eq!((seen.unknown, seen.differs, seen.bank, seen.file_net), (1, true, 0, 0));
    assert_eq!(amount(world, "A2").await, GROSS, "what was posted stays posted");
    takes(world, &file).await;
    let seen = day(world).await;
    assert_eq!((seen.unknown, seen.differs, seen.bank), (0, false, GROSS - FEE));
});
