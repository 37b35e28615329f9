//! The first market, played whole: from a cart to a paid seller, refunds before and after, on both databases.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::order::OrderState;
use domain::payout::PayoutState;
use domain::refund::{RequestReason, RequestState};
use domain::{DAY, OrderId};
use engine::Stop;
use engine::checkout::PlaceRefusal;
use engine::order::Ship;
use engine::refund::AskRefund;
use testkit::{World, both};

async fn ships(world: &World, member: &engine::SellerMember, order: OrderId) {
    let ship = Ship { order, carrier: "Colissimo".into(), tracking: "8R1".into(), pieces: vec![] };
    engine::order::ship(&world.engine, member, ship, world.now()).await.expect("shipped");
    world.settle().await;
}

/// Minor units of each kind of account, as the trial balance prints them (credit positive for liabilities).
async fn trial(world: &World) -> Vec<(&'static str, i64)> {
    let lines =
        engine::console::trial_balance(&world.engine, &world.cast.olga, None).await.expect("a balance");
    let mut all: Vec<(&'static str, i64)> = lines
        .iter()
        .filter(|line| line.currency == money::Currency::EUR)
        .map(|line| match line.kind.side() {
            ledger::Side::Debit => (line.kind.label(), line.debit - line.credit),
            ledger::Side::Credit => (line.kind.label(), line.credit - line.debit),
        })
        .filter(|(_, amount)| *amount != 0)
        .collect();
    all.sort_unstable();
    all
}

both!(the_whole_walk_balances_to_the_cent, |world| {
    let cast = &world.cast;
    let (bowl, shoe) = (
        world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 10).await,
        world.sells(&cast.north, &cast.north_shop, "Shoe", 8_900, 3).await,
    );
    world.puts_in_cart(cast.marta, cast.mall.id, bowl, 2).await;
    world.puts_in_cart(cast.marta, cast.mall.id, shoe, 1).await;
    // 2 × 48.00 + 4.90, and 89.00 + 4.90.
    let bought = world.buys(cast.marta, cast.mall.id, "first").await;
    assert_eq!(bought.orders.len(), 2);
    assert_eq!(trial(world).await, [("A1", 19_480), ("L1", 19_480)]);
    let of = |member: &engine::SellerMember| {
        let bucket = member.seller.bucket();
        bought.orders.iter().copied().find(|order| order.bucket() == bucket).expect("an order each")
    };
    let (first, second) = (of(&cast.brume), of(&cast.north));

    ships(world, &cast.brume, first).await;
    ships(world, &cast.north, second).await;
    engine::order::confirm(&world.engine, cast.marta, first, world.now()).await.expect("confirmed");
    world.settle().await;
    // Commission 5 % of 96.00 = 4.80, VAT 20 % = 0.96 (a French seller): 100.90 − 5.76 = 95.14.
    let expected =
        [("A1", 19_480), ("A2", -576), ("A3", 576), ("L1", 9_390), ("L2p", 9_514), ("L6", 96), ("R", 480)];
    assert_eq!(trial(world).await, expected);

    // The provider settles the next day: fee 1.4 % of 194.80 + 0.25 = 2.98, filled by the operator.
    world.days_later(2).await;
    let settled: Vec<_> =
        trial(world).await.into_iter().filter(|(label, _)| label.starts_with(['A', 'E'])).collect();
    assert_eq!(settled, [("A2", 19_480 - 576), ("A3", 576 - 298), ("E1", 298)]);

    // Silence confirms the other: 20 days after dispatch. 5 % of 89.00 = 4.45, no VAT (an American seller).
    world.days_later(18).await;
    assert_eq!(world.order(cast.marta, second).await.order.state, OrderState::Completed);
    world.days_later(8).await;
    let proposed =
        engine::payout::listed(&world.engine, &cast.olga, &[PayoutState::Proposed], None).await.unwrap();
    let amounts: Vec<i64> = proposed.iter().map(|payout| payout.amount).collect();
    assert!(amounts.contains(&9_514) && amounts.contains(&8_945), "{amounts:?}");
    for payout in &proposed {
        engine::payout::approve(&world.engine, &cast.olga, payout.payout, world.now())
            .await
            .expect("approved");
    }
    world.settle().await;
    let paid = engine::payout::listed(&world.engine, &cast.olga, &[PayoutState::Paid], None).await.unwrap();
    assert_eq!(paid.len(), 2);
    assert_eq!(trial(world).await, [("A3", 1_021 - 298), ("E1", 298), ("L6", 96), ("R", 925)]);
    world.must_be_sound().await;

    // A refund after the payout: Brume's balance is empty, so it owes what its returned commission does not cover.
    let asked =
        AskRefund { order: first, reason: RequestReason::Damaged, text: "Broken".into(), amount: 10_090 };
    let request = engine::refund::ask(&world.engine, cast.marta, asked, world.now()).await;
    assert!(matches!(request, Err(Stop::Refused(engine::refund::AskRefusal::TooLate))), "{request:?}");
    engine::refund::refund_by_seller(&world.engine, &cast.brume, first, 10_090, "Sorry".into(), world.now())
        .await
        .expect("given back");
    world.settle().await;
    let balance = engine::payout::balance(&world.engine, &cast.brume).await.unwrap();
    assert_eq!((balance[0].available, balance[0].due), (0, 9_514));
    world.days_later(2).await;
    let days = engine::console::reconciliation(&world.engine, &cast.olga, world.now()).await.unwrap();
    assert!(days.len() >= 2 && days.iter().all(|day| !day.differs), "{days:?}");
});

both!(a_refund_before_release_comes_out_of_escrow, |world| {
    let cast = &world.cast;
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 10).await;
    world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
    let order = world.buys(cast.marta, cast.mall.id, "one").await.orders[0];
    ships(world, &cast.brume, order).await;
    let asked =
        AskRefund { order, reason: RequestReason::NotAsDescribed, text: "Green".into(), amount: 2_000 };
    let request =
        engine::refund::ask(&world.engine, cast.marta, asked.clone(), world.now()).await.expect("asked");
    let again = engine::refund::ask(&world.engine, cast.marta, asked, world.now()).await;
    assert!(matches!(again, Err(Stop::Refused(engine::refund::AskRefusal::AlreadyOpen))));
    // The clock of silence stands: the seller refuses, the buyer escalates, the operator rules.
    world.days_later(2).await;
    engine::refund::refuse(&world.engine, &cast.brume, request, "It is slate".into(), world.now())
        .await
        .unwrap();
    world.days_later(30).await;
    assert_eq!(world.order(cast.marta, order).await.order.state, OrderState::Shipped);
    engine::refund::escalate_by_buyer(&world.engine, cast.marta, request, world.now()).await.unwrap();
    world.settle().await;
    let waiting =
        engine::refund::for_operator(&world.engine, &cast.olga, cast.mall.id, RequestState::Escalated).await;
    assert_eq!(waiting.unwrap().len(), 1);
    let strange = engine::refund::agree(&world.engine, &cast.north, request, world.now()).await;
    assert!(matches!(strange, Err(Stop::Absent)), "another seller's request does not exist");
    engine::refund::rule(&world.engine, &cast.olga, request, 1_500, "Half right".into(), world.now())
        .await
        .unwrap();
    world.settle().await;
    let view = world.order(cast.marta, order).await;
    assert_eq!((view.order.refunded, view.order.held()), (1_500, 5_290 - 1_500));
    assert!(view.refunds[0].done_at.is_some(), "the provider has it");
    // The clock goes on with the 20 days that were left when the request stopped it.
    world.days_later(19).await;
    assert_eq!(world.order(cast.marta, order).await.order.state, OrderState::Shipped);
    world.days_later(2).await;
    let order = world.order(cast.marta, order).await.order;
    assert_eq!((order.state, order.released), (OrderState::Completed, 3_790));
});

both!(a_silent_seller_has_agreed, |world| {
    let cast = &world.cast;
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 10).await;
    world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
    let order = world.buys(cast.marta, cast.mall.id, "one").await.orders[0];
    ships(world, &cast.brume, order).await;
    engine::refund::declare_withdrawal(&world.engine, cast.marta, order, world.now())
        .await
        .expect("within the law");
    world.settle().await;
    assert!(world.letters().iter().any(|letter| letter.subject.starts_with("WithdrawalReceipt")));
    world.days_later(6).await;
    let view = world.order(cast.marta, order).await;
    assert_eq!(view.requests[0].state, RequestState::AgreedBySilence);
    assert_eq!((view.order.state, view.order.refunded), (OrderState::Refunded, 5_290));
});

both!(an_unshipped_order_can_be_called_off_and_its_stock_sold_again, |world| {
    let cast = &world.cast;
    let last = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 1).await;
    world.puts_in_cart(cast.marta, cast.mall.id, last, 1).await;
    let order = world.buys(cast.marta, cast.mall.id, "one").await.orders[0];
    let stranger = engine::order::cancel_by_buyer(&world.engine, cast.sam, order, world.now()).await;
    assert!(matches!(stranger, Err(Stop::Absent)), "a stranger's order does not exist");
    engine::order::cancel_by_buyer(&world.engine, cast.marta, order, world.now()).await.expect("called off");
    world.settle().await;
    let view = world.order(cast.marta, order).await;
    assert_eq!((view.order.state, view.order.refunded), (OrderState::Cancelled, 5_290));
    world.puts_in_cart(cast.sam, cast.mall.id, last, 1).await;
    world.buys(cast.sam, cast.mall.id, "two").await;
});

both!(sales_tax_is_added_and_kept_for_the_state, |world| {
    let cast = &world.cast;
    let shoe = world.sells(&cast.north, &cast.north_makers_shop, "Shoe", 10_000, 3).await;
    world.puts_in_cart(cast.marta, cast.makers.id, shoe, 1).await;
    let order = world.buys(cast.marta, cast.makers.id, "one").await.orders[0];
    // California, 7.25 % on 104.90: 7.25 + 0.36.
    let placed = world.order(cast.marta, order).await.order;
    assert_eq!((placed.goods, placed.delivery, placed.tax, placed.total), (10_000, 490, 761, 11_251));
    ships(world, &cast.north, order).await;
    engine::order::confirm(&world.engine, cast.marta, order, world.now()).await.expect("confirmed");
    let done = world.order(cast.marta, order).await.order;
    // Commission 3.5 % of goods and delivery: 3.67. The seller gets 112.51 − 7.61 − 3.67.
    assert_eq!((done.tax_collected, done.fee, done.pending), (761, 367, 10_123));
});

both!(nothing_is_bought_at_a_price_nobody_saw, |world| {
    let cast = &world.cast;
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 3).await;
    world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
    let to = testkit::address("FR");
    let seen = world.quote(cast.marta, cast.mall.id, &to).await;
    let dearer = engine::product::Quick { offer: bowl, price: 4_900, quantity: 3 };
    engine::product::quick(&world.engine, &cast.brume, vec![dearer], world.now()).await.expect("repriced");
    let form = engine::checkout::Place {
        key: "k".into(),
        email: "marta@example.com".into(),
        language: "en".into(),
        address: to,
        choices: vec![(cast.brume_shop.id, 0)],
        expected_total: seen.total,
        return_host: "http://mall.localhost:8080".into(),
    };
    let placed = engine::checkout::place(&world.engine, cast.marta, cast.mall.id, form, world.now()).await;
    assert!(matches!(placed, Err(Stop::Refused(PlaceRefusal::CartChanged))), "{placed:?}");
    let view = engine::cart::view(&world.engine, cast.marta, cast.mall.id, world.now()).await.unwrap();
    assert_eq!(view.shops[0].lines[0].change.price_was, Some(4_800));
});

both!(two_lines_of_one_stock_item_count_together, |world| {
    let cast = &world.cast;
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 3).await;
    world.puts_in_cart(cast.marta, cast.mall.id, bowl, 4).await;
    let placed = world.places(cast.marta, cast.mall.id, "k").await;
    assert!(matches!(placed, Err(Stop::Refused(PlaceRefusal::SoldOut))), "{placed:?}");
});

both!(an_unpaid_purchase_closes_and_its_cart_comes_back, |world| {
    let cast = &world.cast;
    let last = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 1).await;
    world.puts_in_cart(cast.marta, cast.mall.id, last, 1).await;
    let placed = world.places(cast.marta, cast.mall.id, "k").await.expect("placed");
    let twice = world.places(cast.sam, cast.mall.id, "k").await;
    assert!(matches!(twice, Err(Stop::Refused(PlaceRefusal::CartEmpty))));
    world.later(DAY / 24).await;
    let view = engine::purchase::view(&world.engine, cast.marta, placed.purchase).await.unwrap();
    assert_eq!(view.purchase.state, domain::purchase::PurchaseState::Expired);
    let cart = engine::cart::view(&world.engine, cast.marta, cast.mall.id, world.now()).await.unwrap();
    assert_eq!((cart.pieces, cart.shops[0].lines[0].available), (1, 1));
});

both!(the_same_command_twice_is_one_purchase, |world| {
    let cast = &world.cast;
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 9).await;
    world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
    let to = testkit::address("FR");
    let form = |total| engine::checkout::Place {
        key: "same".into(),
        email: "marta@example.com".into(),
        language: "en".into(),
        address: to.clone(),
        choices: vec![(cast.brume_shop.id, 0)],
        expected_total: total,
        return_host: "http://mall.localhost:8080".into(),
    };
    let place =
        |total| engine::checkout::place(&world.engine, cast.marta, cast.mall.id, form(total), world.now());
    let (one, two) = tokio::join!(place(5_290), place(5_290));
    assert_eq!(one.expect("placed"), two.expect("the same answer"));
    let other = place(1).await;
    assert!(matches!(other, Err(Stop::Refused(PlaceRefusal::OtherContent(_)))), "{other:?}");
});

both!(one_sign_in_serves_all_hosts_by_a_code_for_one_browser, |world| {
    let (engine, marta) = (&world.engine, world.cast.marta);
    let place = || engine::user::Place {
        host: "makers.localhost".into(),
        agent: "test".into(),
        ..Default::default()
    };
    let code = engine::user::pass_on(engine, marta, "nonce", world.now()).await.unwrap();
    let other = engine::user::arrive(engine, &code, "another browser", place(), None, world.now()).await;
    assert!(matches!(other, Err(Stop::Absent)));
    let there =
        engine::user::arrive(engine, &code, "nonce", place(), None, world.now()).await.expect("arrived");
    assert_eq!(there.user, marta);
    let again = engine::user::arrive(engine, &code, "nonce", place(), None, world.now()).await;
    assert!(matches!(again, Err(Stop::Absent)), "a code works once");
    let late = engine::user::pass_on(engine, marta, "nonce", world.now()).await.unwrap();
    world.time_passes(2 * domain::MINUTE);
    let late = engine::user::arrive(engine, &late, "nonce", place(), None, world.now()).await;
    assert!(matches!(late, Err(Stop::Absent)), "a code lasts a minute");
});

both!(each_operator_is_settled_for_its_own_markets_alone, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    let other = domain::policy::Operator {
        id: domain::OperatorId::from_raw(0),
        name: "Other".into(),
        ..engine.operators()[0].clone()
    };
    let other = engine::market::found_operator(engine, other, world.now()).await.unwrap();
    let market = domain::market::Market {
        id: domain::MarketId::from_raw(0),
        operator: other.id,
        slug: "other".into(),
        ..cast.mall.clone()
    };
    let policy = engine.policy(cast.mall.id, world.now()).policy.clone();
    let market =
        engine::market::open_market(engine, market, "other.localhost", policy, world.now()).await.unwrap();
    let shop = domain::shop::Shop { market: market.id, slug: "there".into(), ..cast.brume_shop.clone() };
    let zones = engine::shop::zones(engine, &cast.brume, cast.brume_shop.id).await.unwrap();
    let shop = engine::by_hand::open_shop(engine, &cast.brume, shop, zones, world.now()).await.unwrap();
    let here = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 9).await;
    let there = world.sells(&cast.brume, &shop, "Cup", 2_000, 9).await;
    world.puts_in_cart(cast.marta, cast.mall.id, here, 1).await;
    world.buys(cast.marta, cast.mall.id, "here").await;
    world.puts_in_cart(cast.marta, market.id, there, 1).await;
    world.buys(cast.marta, market.id, "there").await;
    world.days_later(2).await;
    let days = engine::console::reconciliation(engine, &cast.olga, world.now()).await.unwrap();
    let fee = 5_290 * 14 / 1_000 + 25;
    assert_eq!((days.len(), days[0].file_fee, days[0].differs), (1, fee, false), "{days:?}");
    let transit = trial(world).await.into_iter().find(|(label, _)| *label == "A1");
    assert_eq!(transit, None, "all that was captured here is settled, and nothing else");
});
