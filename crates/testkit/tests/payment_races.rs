//! However browser, webhook and question race, a purchase is paid once and becomes one set of orders, or goes back.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::purchase::PurchaseState;
use domain::{DAY, MINUTE};
use engine::Stop;
use engine::checkout::{PlaceRefusal, Placed};
use engine::sandbox::SandboxAnswer;
use testkit::{World, both};

async fn placed(world: &World) -> Placed {
    let cast = &world.cast;
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 5).await;
    world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
    world.places(cast.marta, cast.mall.id, "k").await.expect("placed")
}

/// State of the purchase, orders it became, and payments that count as paid.
async fn outcome(world: &World, placed: &Placed) -> (PurchaseState, usize) {
    let view =
        engine::purchase::view(&world.engine, world.cast.marta, placed.purchase).await.expect("the purchase");
    (view.purchase.state, view.orders.len())
}

both!(browser_first_then_the_webhook_twice, |world| {
    let placed = placed(world).await;
    world.pays(&placed, "4000000000000507").await;
    world.returns(&placed).await;
    world.later(MINUTE).await;
    assert!(world.webhooks_arrive().await >= 1);
    world.later(MINUTE).await;
    world.webhooks_arrive().await;
    assert_eq!(outcome(world, &placed).await, (PurchaseState::Paid, 1));
});

both!(the_webhook_arrives_before_the_browser, |world| {
    let placed = placed(world).await;
    world.pays(&placed, "4000000000000309").await;
    world.settle().await;
    assert_eq!(world.webhooks_arrive().await, 1);
    world.returns(&placed).await;
    assert_eq!(outcome(world, &placed).await, (PurchaseState::Paid, 1));
});

both!(no_webhook_and_no_browser_so_the_provider_is_asked, |world| {
    let placed = placed(world).await;
    world.pays(&placed, "4000000000000606").await;
    world.later(5 * MINUTE).await;
    assert!(world.take_webhooks().is_empty());
    assert_eq!(outcome(world, &placed).await, (PurchaseState::Paid, 1));
});

both!(a_declined_card_leaves_the_purchase_open_for_another, |world| {
    let placed = placed(world).await;
    let declined = world.pays(&placed, "4000000000000002").await;
    assert_eq!(declined, SandboxAnswer::Declined { code: "card_declined".into() });
    world.returns(&placed).await;
    assert_eq!(outcome(world, &placed).await, (PurchaseState::Waiting, 0));
    let (user, host) = (world.cast.marta, "http://mall.localhost:8080");
    let url =
        engine::purchase::pay(&world.engine, user, placed.purchase, host.into(), world.now()).await.unwrap();
    let again = Placed { pay_url: Some(url), ..placed };
    world.pays(&again, "4242424242424242").await;
    world.returns(&again).await;
    assert_eq!(outcome(world, &again).await, (PurchaseState::Paid, 1));
});

both!(a_card_after_a_declined_one_counts_even_if_nobody_tells, |world| {
    let placed = placed(world).await;
    world.pays(&placed, "4000000000000002").await;
    world.returns(&placed).await;
    // Another card on the provider's own page; no webhook comes of it, and the browser is closed.
    let page = placed.pay_url.clone().unwrap();
    let charge = page.rsplit('/').next().unwrap();
    engine::sandbox::try_again(&world.engine, charge, world.now()).await.unwrap();
    world.pays(&placed, "4000000000000606").await;
    world.later(5 * MINUTE).await;
    assert_eq!(outcome(world, &placed).await, (PurchaseState::Paid, 1));
});

both!(the_second_step_is_asked_for, |world| {
    let placed = placed(world).await;
    assert_eq!(world.pays(&placed, "4000000000000101").await, SandboxAnswer::AskSecondStep);
    world.returns(&placed).await;
    assert_eq!(outcome(world, &placed).await, (PurchaseState::Waiting, 0));
    world.pays_with(&placed, "4000000000000101", Some("123456")).await;
    world.returns(&placed).await;
    assert_eq!(outcome(world, &placed).await, (PurchaseState::Paid, 1));
});

both!(a_payment_after_expiry_takes_the_stock_again_if_it_is_there, |world| {
    let placed = placed(world).await;
    world.pays(&placed, "4000000000000606").await;
    // The purchase expires before anybody asks the provider.
    world.time_passes(45 * MINUTE);
    engine::timer::fire_all(&world.engine, world.now()).await.unwrap();
    world.days_later(1).await;
    assert_eq!(outcome(world, &placed).await, (PurchaseState::Paid, 1));
});

both!(what_was_paid_late_leaves_the_cart_unless_the_buyer_touched_it, |world| {
    let cast = &world.cast;
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 5).await;
    let cup = world.sells(&cast.brume, &cast.brume_shop, "Cup", 990, 5).await;
    world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
    world.puts_in_cart(cast.marta, cast.mall.id, cup, 1).await;
    let placed = world.places(cast.marta, cast.mall.id, "k").await.expect("placed");
    // The money is taken a moment before the end, and the word of it comes after.
    world.time_passes(29 * MINUTE + 30_000_000);
    world.pays(&placed, "4000000000000200").await;
    world.later(MINUTE).await;
    assert_eq!(outcome(world, &placed).await, (PurchaseState::Expired, 0));
    let in_cart = async || {
        engine::cart::view(&world.engine, cast.marta, cast.mall.id, world.now()).await.unwrap().pieces
    };
    assert_eq!(in_cart().await, 2, "both are back");
    engine::cart::set(&world.engine, cast.marta, cast.mall.id, cup, 3, world.now()).await.unwrap();
    world.later(DAY).await;
    assert_eq!(outcome(world, &placed).await, (PurchaseState::Paid, 1));
    assert_eq!(in_cart().await, 3, "the bowl is bought, the cups are wished for");
});

both!(a_payment_whose_stock_is_gone_is_refunded_in_full, |world| {
    let cast = &world.cast;
    let last = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 1).await;
    world.puts_in_cart(cast.marta, cast.mall.id, last, 1).await;
    let late = world.places(cast.marta, cast.mall.id, "late").await.expect("placed");
    // Marta pays with a card whose word comes late; the purchase expires; Sam buys the last piece.
    world.time_passes(29 * MINUTE + 30_000_000);
    world.pays(&late, "4000000000000200").await;
    world.later(MINUTE).await;
    assert_eq!(outcome(world, &late).await, (PurchaseState::Expired, 0));
    world.puts_in_cart(cast.sam, cast.mall.id, last, 1).await;
    world.buys(cast.sam, cast.mall.id, "sam").await;
    world.later(30 * MINUTE).await;
    world.later(DAY).await;
    assert_eq!(outcome(world, &late).await, (PurchaseState::Refunded, 0));
    assert!(world.letters().iter().any(|letter| letter.subject.starts_with("PaymentRefunded")));
});

both!(a_forged_webhook_is_refused, |world| {
    let placed = placed(world).await;
    world.pays(&placed, "4000000000000408").await;
    world.later(2 * MINUTE).await;
    for mut delivery in world.take_webhooks() {
        delivery.body.push(b' ');
        let header = |name: &str| {
            delivery.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
        };
        let done =
            engine::payment::on_event(&world.engine, "sandbox", &header, &delivery.body, world.now()).await;
        assert!(matches!(done, Err(Stop::Refused(engine::payment::HookRefusal::Forged))));
    }
    let nobody = engine::payment::on_event(&world.engine, "sandbox", &|_| None, b"{}", world.now()).await;
    assert!(matches!(nobody, Err(Stop::Refused(engine::payment::HookRefusal::Forged))));
});

both!(all_words_at_once_two_hundred_times, |world| {
    let cast = &world.cast;
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 1_000).await;
    let cards = ["4000000000000507", "4000000000000309", "4242424242424242", "4000000000000408"];
    for round in 0..200 {
        world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
        let placed = world.places(cast.marta, cast.mall.id, &format!("round {round}")).await.expect("placed");
        world.pays(&placed, cards[round % cards.len()]).await;
        world.time_passes(2 * MINUTE);
        // Browser, webhooks and timers, in an order that differs from round to round.
        let browser = world.returns(&placed);
        let timers = engine::timer::fire_all(&world.engine, world.now());
        let hooks = async {
            engine::timer::fire_all(&world.engine, world.now()).await.unwrap();
            world.webhooks_arrive().await
        };
        match round % 3 {
            0 => {
                let _ = tokio::join!(browser, timers, hooks);
            }
            1 => {
                let _ = tokio::join!(hooks, timers, browser);
            }
            _ => {
                let _ = tokio::join!(timers, browser, hooks);
            }
        }
        assert_eq!(outcome(world, &placed).await, (PurchaseState::Paid, 1), "round {round}");
    }
});

/// Both the hundred that are told "yes" and the three hundred that are told "no" are told clearly.
async fn crowd(world: &World, engines: &[engine::Engine]) -> (usize, usize) {
    let cast = &world.cast;
    let piece = world.sells(&cast.brume, &cast.brume_shop, "Rare bowl", 4_800, 100).await;
    let mut buyers = Vec::new();
    for number in 0..400 {
        let place =
            engine::user::Place { host: "mall.localhost".into(), agent: "test".into(), ..Default::default() };
        let guest =
            engine::user::guest(&world.engine, place, "en".into(), world.now()).await.expect("a guest");
        let engine = engines[number % engines.len()].clone();
        let (market, shop, now) = (cast.mall.id, cast.brume_shop.id, world.now());
        buyers.push(tokio::spawn(async move {
            engine::cart::add(&engine, guest.user, market, piece, 1, now).await.expect("into the cart");
            let form = engine::checkout::Place {
                key: "mine".into(),
                email: format!("guest{number}@example.com"),
                language: "en".into(),
                address: testkit::address("FR"),
                choices: vec![(shop, 0)],
                expected_total: 5_290,
                return_host: "http://mall.localhost:8080".into(),
            };
            engine::checkout::place(&engine, guest.user, market, form, now).await
        }));
    }
    let (mut sold, mut refused) = (0, 0);
    for buyer in buyers {
        match buyer.await.expect("no panic") {
            Ok(placed) => {
                world.pays(&placed, "4242424242424242").await;
                world.returns(&placed).await;
                sold += 1;
            }
            Err(Stop::Refused(PlaceRefusal::SoldOut)) => refused += 1,
            other => panic!("a fault for a buyer: {other:?}"),
        }
    }
    (sold, refused)
}

both!(four_hundred_buyers_for_a_hundred_pieces, |world| {
    let engines = [world.engine.clone()];
    assert_eq!(crowd(world, &engines).await, (100, 300));
});

both!(four_hundred_buyers_over_two_processes, |world| {
    let engines = [world.engine.clone(), world.second_engine().await];
    assert_eq!(crowd(world, &engines).await, (100, 300));
});
