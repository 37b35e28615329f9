//! Invoices of the legal entity to its sellers: the commission of a month, numbers without a gap whoever counts, and a doctor
//! who sees what is wrong.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::invoice::{Invoice, InvoiceCause, InvoiceSeries};
use domain::{DAY, OrderId};
use engine::SellerMember;
use testkit::{Kind, World, both};

/// Marta buys a bowl of 48.00 and has it.
async fn sold(world: &World, key: &str) -> OrderId {
    let (engine, cast) = (&world.engine, &world.cast);
    let bowl = world.sells(&cast.brume, &cast.brume_shop, key, 4_800, 3).await;
    world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
    let order = world.buys(cast.marta, cast.mall.id, key).await.orders[0];
    let ship =
        engine::order::Ship { order, carrier: "Colissimo".into(), tracking: "8R".into(), pieces: vec![] };
    engine::order::ship(engine, &cast.brume, ship, world.now()).await.unwrap();
    engine::order::confirm(engine, cast.marta, order, world.now()).await.unwrap();
    order
}

async fn invoices(world: &World, member: &SellerMember) -> Vec<Invoice> {
    engine::invoice::of_member(&world.engine, member, None).await.unwrap().invoices
}

both!(
    the_commission_of_a_month_is_invoiced_when_the_next_one_begins_and_refunds_have_a_credit_note,
    |world| {
        let order = sold(world, "one").await;
        sold(world, "two").await;
        world.settle().await;
        assert!(invoices(world, &world.cast.brume).await.is_empty(), "the month is not over");
        let engine = &world.engine;
        engine::refund::refund_by_seller(
            engine,
            &world.cast.brume,
            order,
            2_400,
            "Chipped".into(),
            world.now(),
        )
        .await
        .unwrap();
        world.days_later(35).await;
        world.settle().await;
        let found = invoices(world, &world.cast.brume).await;
        let of = |series| found.iter().filter(move |one| one.series == series).collect::<Vec<_>>();
        let [invoice] = of(InvoiceSeries::Invoice)[..] else { panic!("{found:?}") };
        // 5 % of twice 48.00, and 20 % on it: Brume sits where the operator does.
        assert_eq!((invoice.cause, invoice.net, invoice.vat), (InvoiceCause::Commission, 480, 96));
        assert_eq!((invoice.shown().as_str(), invoice.lines.0.len()), ("INV-000001", 1));
        assert!(!invoice.parties.from.legal_name.is_empty() && !invoice.parties.to.street.is_empty());
        let [credit] = of(InvoiceSeries::CreditNote)[..] else { panic!("{found:?}") };
        // 24.00 of the 52.90 that one buyer paid: as much of the 2.40 and of the VAT on it.
        assert_eq!((credit.net, credit.vat, credit.shown().as_str()), (109, 22, "CRN-000001"));
        let olga = &world.cast.olga;
        let month = (world.now() - 60 * DAY, world.now() + DAY);
        let (sums, newest) = engine::invoice::for_operator(engine, olga, month, None).await.unwrap();
        let [last, first] = &newest[..] else { panic!("{newest:?}") };
        let before = Some((last.issued_at, last.invoice));
        let (same, older) = engine::invoice::for_operator(engine, olga, month, before).await.unwrap();
        assert_eq!(
            (&same, &older[..]),
            (&sums, std::slice::from_ref(first)),
            "the page after the newest one"
        );
        let amounts: Vec<(i64, i64, i64)> = sums.iter().map(|sum| (sum.count, sum.net, sum.vat)).collect();
        assert_eq!(amounts, [(1, 480, 96), (1, 109, 22)], "the sums are those of both: {sums:?}");
        let file = engine::invoice::file_for_operator(engine, olga, month).await.unwrap();
        assert_eq!(file.lines().count(), 3, "{file}");
        let stranger = engine::invoice::one(engine, &world.cast.north, invoice.id).await;
        assert!(stranger.is_err(), "another seller's invoice does not exist");
        world.days_later(31).await;
        assert_eq!(invoices(world, &world.cast.brume).await.len(), 2, "an empty month has no invoice");
    }
);

both!(two_processes_never_give_a_number_twice_nor_leave_a_gap_even_if_one_falls, |world| {
    let second = world.second_engine().await;
    let (engine, cast) = (&world.engine, &world.cast);
    let shops = [(&cast.brume, cast.brume_shop.id), (&cast.north, cast.north_shop.id)];
    for round in 0..3_i64 {
        for (seller, _) in shops {
            sold_by(world, seller, round).await;
        }
        // Whoever holds the counter goes on; the other one waits for its lease to end.
        world.time_passes(32 * DAY);
        let (one, other) = (world.now(), world.now());
        let (first, then) = tokio::join!(
            engine::outbox::run_until_idle(engine, one),
            engine::outbox::run_until_idle(&second, other)
        );
        first.unwrap();
        then.unwrap();
    }
    // The first one falls with the counter in its hands: nothing is given back.
    sold_by(world, &cast.brume, 9).await;
    world.time_passes(40 * DAY);
    engine::outbox::run_until_idle(&second, world.now()).await.unwrap();
    let mut numbers: Vec<i64> = Vec::new();
    for (seller, _) in shops {
        numbers.extend(invoices(world, seller).await.iter().filter_map(|one| one.number));
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=numbers.len() as i64).collect::<Vec<_>>());
    assert!(numbers.len() >= 3, "{numbers:?}");
    second.release().await.unwrap();
    world.settle().await;
});

/// One sale of a seller, whichever shop it is.
async fn sold_by(world: &World, seller: &SellerMember, round: i64) {
    let (engine, cast) = (&world.engine, &world.cast);
    let shop = if seller.seller == cast.brume.seller { &cast.brume_shop } else { &cast.north_shop };
    let key = format!("{}-{round}", shop.slug);
    let offer = world.sells(seller, shop, &key, 4_800, 3).await;
    world.puts_in_cart(cast.marta, cast.mall.id, offer, 1).await;
    let order = world.buys(cast.marta, cast.mall.id, &key).await.orders[0];
    let ship =
        engine::order::Ship { order, carrier: "Colissimo".into(), tracking: "8R".into(), pieces: vec![] };
    engine::order::ship(engine, seller, ship, world.now()).await.unwrap();
    engine::order::confirm(engine, cast.marta, order, world.now()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_sees_a_gap_and_an_amount_that_the_ledger_does_not_know() {
    let world = World::open(Kind::Sqlite).await.unwrap();
    sold(&world, "one").await;
    world.days_later(35).await;
    world.settle().await;
    world.must_be_sound().await;
    let invoice = invoices(&world, &world.cast.brume).await.remove(0);
    let broken = Invoice { number: Some(3), net: invoice.net + 1, ..invoice };
    world.engine.db().act(move |tx| store::save(tx, std::slice::from_ref(&broken))).await.unwrap();
    let checks = engine::doctor::run(&world.engine).await.unwrap();
    let found: Vec<&str> = checks.iter().filter(|check| !check.holds).map(|check| check.name).collect();
    for name in ["invoice.commission_as_posted", "invoice.numbers_without_gaps", "invoice.counters_go_on"] {
        assert!(found.contains(&name), "{name}: {found:?}");
    }
}
