//! Plans and listed products: a dearer plan holds at once for the difference of the days left, a cheaper one from the next month
//! on; each month is charged and invoiced once; a plan lowers the commission of what is sold while it holds; what is sold out, free or paid for costs nothing.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::event::TimerKind;
use domain::fee::{FeeKind, FeeState};
use domain::invoice::InvoiceCause;
use domain::market::Market;
use domain::plan::PlanRefusal;
use domain::policy::Fees;
use domain::policy::fees::{Listing, Plan};
use domain::product::ProductState;
use domain::shop::{Shop, ShopState};
use domain::{DAY, MINUTE, Micros};
use engine::{SellerMember, Stop};
use money::Rate;
use testkit::{Kind, World, both};

fn plan(code: &str, amount_minor: i64) -> Plan {
    let commission_less_ppm = Rate::from_ppm(20_000).unwrap();
    Plan { code: code.into(), name: code.into(), amount_minor, commission_less_ppm, ..Plan::default() }
}

/// A market as the mall is, with these fees, and Brume's shop on it.
async fn shop_on(world: &World, fees: Fees) -> (Market, Shop) {
    let (engine, cast) = (&world.engine, &world.cast);
    let mut policy = engine.policy(cast.mall.id, world.now()).policy.clone();
    policy.fees = fees;
    let market = Market { slug: "plans".into(), name: "Plans".into(), ..cast.mall.clone() };
    let opened = engine::market::open_market(engine, market, "plans.localhost", policy, world.now()).await;
    let market = opened.unwrap();
    let shop = Shop { market: market.id, slug: "brume-plans".into(), ..cast.brume_shop.clone() };
    let zones = engine::shop::zones(engine, &cast.brume, cast.brume_shop.id).await.unwrap();
    let shop = engine::by_hand::open_shop(engine, &cast.brume, shop, zones, world.now()).await.unwrap();
    (market, shop)
}

async fn chooses(world: &World, member: &SellerMember, shop: &Shop, code: &str) -> Option<PlanRefusal> {
    let chosen = (shop.id, code.to_owned());
    match engine::fee::choose_plan(&world.engine, member, chosen, world.now()).await {
        Ok(_) => None,
        Err(Stop::Refused(refusal)) => Some(refusal),
        Err(other) => panic!("{other:?}"),
    }
}

/// What was charged: about what, net, VAT. The oldest first.
async fn charged(world: &World, shop: &Shop, kind: FeeKind) -> Vec<(String, i64, i64)> {
    let view = engine::fee::of_member(&world.engine, &world.cast.brume, shop.id, world.now()).await.unwrap();
    let of_kind = view.fees.iter().rev().filter(|fee| fee.kind == kind);
    of_kind.map(|fee| (fee.about.clone(), fee.net, fee.vat)).collect()
}

/// To noon of the first day of the next month.
async fn month_passes(world: &World) {
    let first = domain::calendar::month_of(domain::calendar::months_after(world.now(), 1));
    let days: Micros = (first - world.now()) / DAY + 1;
    world.days_later(days).await;
    world.settle().await;
}

/// What a month's amount comes to for the days that are left of this one.
fn rest_of(amount: i64, now: Micros) -> i64 {
    let from = domain::calendar::month_of(now);
    let until = domain::calendar::months_after(from, 1);
    money::portion(amount, (until - now + DAY - 1) / DAY, (until - from) / DAY)
}

both!(a_dearer_plan_holds_at_once_for_the_days_left_and_a_cheaper_one_from_the_next_month_on, |world| {
    let plans = vec![plan("plus", 3_900), plan("pro", 9_900)];
    let (market, shop) = shop_on(world, Fees { plans, ..Fees::default() }).await;
    let (engine, cast) = (&world.engine, &world.cast);
    assert_eq!(chooses(world, &cast.brume, &shop, "gold").await, Some(PlanRefusal::NoSuchPlan));
    let stranger = engine::fee::choose_plan(engine, &cast.north, (shop.id, "plus".into()), world.now()).await;
    assert!(matches!(stranger, Err(Stop::Absent)), "another seller's shop does not exist");
    let sold_at = async |key: &str| {
        let offer = world.sells(&cast.brume, &shop, key, 10_000, 3).await;
        world.puts_in_cart(cast.marta, market.id, offer, 1).await;
        let order = world.buys(cast.marta, market.id, key).await.orders[0];
        world.order(cast.marta, order).await.order.commission
    };
    let nets = async || -> Vec<(String, i64)> {
        let all = charged(world, &shop, FeeKind::Plan).await;
        all.into_iter().map(|(about, net, _)| (about, net)).collect()
    };
    let before = sold_at("before").await;
    assert_eq!(chooses(world, &cast.brume, &shop, "plus").await, None);
    assert_eq!(chooses(world, &cast.brume, &shop, "plus").await, None, "the button pressed twice");
    let mut paid = vec![("plus".to_owned(), rest_of(3_900, world.now()))];
    assert_eq!(nets().await, paid);
    assert_eq!((before, sold_at("after").await), (500, 300), "5 % without the plan, 3 % with it, at once");
    world.later(MINUTE).await;
    chooses(world, &cast.brume, &shop, "pro").await;
    paid.push(("pro".to_owned(), rest_of(6_000, world.now())));
    assert_eq!(nets().await, paid, "the difference");
    chooses(world, &cast.brume, &shop, "plus").await;
    assert_eq!(nets().await, paid, "a cheaper one comes with the next month");
    month_passes(world).await;
    // 20 % VAT: Brume sits where the operator does.
    assert_eq!(charged(world, &shop, FeeKind::Plan).await.pop(), Some(("plus".to_owned(), 3_900, 780)));
    chooses(world, &cast.brume, &shop, "").await;
    assert_eq!(sold_at("leaving").await, 300, "what is charged goes on");
    month_passes(world).await;
    assert_eq!(nets().await.len(), 3, "it was left");
    assert_eq!(sold_at("left").await, 500);
    let invoices = engine::invoice::of_member(engine, &cast.brume, None).await.unwrap().invoices;
    let plans: Vec<_> = invoices.iter().filter(|one| one.cause == InvoiceCause::Plan).collect();
    assert!(plans.len() == 3 && plans.iter().all(|one| one.number.is_some()), "{plans:?}");
});

both!(listed_products_are_charged_once_for_their_months_and_what_is_sold_out_or_free_is_not, |world| {
    let listing = vec![Listing { currency: None, amount_minor: 20, months: 2, free: 1 }];
    let (_, shop) = shop_on(world, Fees { listing, ..Fees::default() }).await;
    let brume = &world.cast.brume;
    for (title, quantity) in [("cup", 3), ("bowl", 3), ("jug", 3), ("gone", 0)] {
        world.sells(brume, &shop, title, 1_000, quantity).await;
    }
    month_passes(world).await;
    let first = ("2".to_owned(), 40, 8);
    assert_eq!(
        charged(world, &shop, FeeKind::Listing).await,
        std::slice::from_ref(&first),
        "three on sale, one of them free"
    );
    world.sells(brume, &shop, "plate", 1_000, 3).await;
    month_passes(world).await;
    let second = ("1".to_owned(), 20, 4);
    assert_eq!(charged(world, &shop, FeeKind::Listing).await, [first.clone(), second.clone()]);
    month_passes(world).await;
    // The first three again: the plate is paid for and takes the free place.
    let third = ("3".to_owned(), 60, 12);
    assert_eq!(charged(world, &shop, FeeKind::Listing).await, [first, second, third]);
});

/// Puts the product with this title on sale, or takes it off.
async fn turns(world: &World, title: &str, state: ProductState) {
    let (engine, brume) = (&world.engine, &world.cast.brume);
    let rows = engine::product::list(engine, brume, None).await.unwrap().rows;
    let found = rows.iter().find(|row| row.product.key == title).unwrap();
    engine::product::publish(engine, brume, found.product.id, state, world.now()).await.unwrap();
}

both!(
    what_is_listed_and_taken_off_between_two_firsts_is_charged_once_and_what_nobody_could_buy_is_not,
    |world| {
        let listing = vec![Listing { currency: None, amount_minor: 20, months: 1, free: 0 }];
        let (_, shop) = shop_on(world, Fees { listing, ..Fees::default() }).await;
        let (engine, brume) = (&world.engine, &world.cast.brume);
        month_passes(world).await;
        assert_eq!(charged(world, &shop, FeeKind::Listing).await, [], "nothing was listed");
        let from = domain::calendar::month_of(world.now());
        for (title, quantity) in [("cup", 3), ("bowl", 3), ("gone", 0)] {
            world.sells(brume, &shop, title, 1_000, quantity).await;
        }
        turns(world, "cup", ProductState::Draft).await;
        turns(world, "bowl", ProductState::Draft).await;
        turns(world, "bowl", ProductState::Published).await;
        turns(world, "bowl", ProductState::Draft).await;
        let view = engine::fee::of_member(engine, brume, shop.id, world.now()).await.unwrap();
        assert_eq!(view.listed, 2, "listed twice, counted once; sold out, not at all");
        month_passes(world).await;
        let first = ("2".to_owned(), 40, 8);
        assert_eq!(charged(world, &shop, FeeKind::Listing).await, std::slice::from_ref(&first));
        let view = engine::fee::of_member(engine, brume, shop.id, world.now()).await.unwrap();
        let covers = (view.fees[0].covers_from, view.fees[0].covers_until);
        assert_eq!(covers, (Some(from), Some(domain::calendar::months_after(from, 1))), "the month before");
        month_passes(world).await;
        assert_eq!(
            charged(world, &shop, FeeKind::Listing).await,
            std::slice::from_ref(&first),
            "nothing shown"
        );
        // A piece that comes makes a product listed; a shop that closes pays for what it had listed until then.
        let rows = engine::product::list(engine, brume, None).await.unwrap().rows;
        let gone = rows.iter().find(|row| row.product.key == "gone").unwrap();
        let offer = gone.variants[0].offers[0].id;
        let quick = engine::product::Quick { offer, price: 1_000, quantity: 1 };
        engine::product::quick(engine, brume, vec![quick], world.now()).await.unwrap();
        engine::shop::set_state(engine, &world.cast.olga, shop.id, ShopState::Closed, world.now())
            .await
            .unwrap();
        month_passes(world).await;
        month_passes(world).await;
        let last = ("1".to_owned(), 20, 4);
        assert_eq!(charged(world, &shop, FeeKind::Listing).await, [first, last]);
    }
);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_sees_listed_products_that_pay_twice_by_no_fee_and_never() {
    let world = World::open(Kind::Sqlite).await.unwrap();
    let listing = vec![Listing { currency: None, amount_minor: 20, months: 2, free: 0 }];
    let (market, shop) = shop_on(&world, Fees { listing: listing.clone(), ..Fees::default() }).await;
    world.sells(&world.cast.brume, &shop, "cup", 1_000, 3).await;
    world.must_be_sound().await;
    let term = listing[0].term(world.now());
    let next = listing[0].term(domain::calendar::months_after(world.now(), 1));
    let spoil = move |tx: &mut store::Tx<'_>| {
        store::fee::settle_terms(tx, shop.id, term, 7)?;
        store::fee::note_shop(tx, (shop.id, market.id), (next.until_at, next))?;
        store::timer::drop(tx, &[(shop.seller.get(), TimerKind::CommissionInvoiced)])
    };
    world.engine.db().act(spoil).await.unwrap();
    let checks = engine::doctor::run(&world.engine).await.unwrap();
    let found: Vec<&str> = checks.iter().filter(|check| !check.holds).map(|check| check.name).collect();
    for name in [
        "fee.listed_product_charged_once",
        "fee.listed_products_as_charged",
        "timer.every_listed_product_is_charged",
    ] {
        assert!(found.contains(&name), "{name}: {found:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_sees_a_month_charged_twice_and_a_plan_that_nobody_charged() {
    let world = World::open(Kind::Sqlite).await.unwrap();
    let (_, shop) = shop_on(&world, Fees { plans: vec![plan("plus", 3_900)], ..Fees::default() }).await;
    chooses(&world, &world.cast.brume, &shop, "plus").await;
    month_passes(&world).await;
    world.must_be_sound().await;
    let view = engine::fee::of_member(&world.engine, &world.cast.brume, shop.id, world.now()).await.unwrap();
    let again = domain::fee::Fee {
        id: domain::FeeId::from_raw(view.fees[0].id.get() + 1024),
        ..view.fees[0].clone()
    };
    assert_eq!(again.state, FeeState::Owed, "nothing was sold");
    let other = domain::plan::ShopPlan { plan: "gold".into(), ..view.plan.unwrap() };
    let spoil = move |tx: &mut store::Tx<'_>| {
        store::insert(tx, std::slice::from_ref(&again))?;
        store::save(tx, std::slice::from_ref(&other))
    };
    world.engine.db().act(spoil).await.unwrap();
    let checks = engine::doctor::run(&world.engine).await.unwrap();
    let found: Vec<&str> = checks.iter().filter(|check| !check.holds).map(|check| check.name).collect();
    for name in ["fee.month_charged_once", "fee.plan_charged_as_chosen", "fee.charged_as_posted"] {
        assert!(found.contains(&name), "{name}: {found:?}");
    }
}
