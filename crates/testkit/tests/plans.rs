//! Plans and listed products: chosen for the next month, charged and invoiced when it begins, once; a plan lowers the
//! commission of what is sold from then on; what is sold out, free or paid for costs nothing.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::fee::{FeeKind, FeeState};
use domain::invoice::InvoiceCause;
use domain::market::Market;
use domain::plan::PlanRefusal;
use domain::policy::Fees;
use domain::policy::fees::{Listing, Plan};
use domain::shop::Shop;
use domain::{DAY, Micros};
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
    let mut policy = engine.policy(cast.mall.id, world.now()).policy;
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
        Ok(()) => None,
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

both!(a_plan_holds_from_the_next_month_on_is_charged_monthly_and_lowers_the_commission, |world| {
    let plans = vec![plan("plus", 3_900), plan("pro", 9_900)];
    let (market, shop) = shop_on(world, Fees { plans, ..Fees::default() }).await;
    let (engine, cast) = (&world.engine, &world.cast);
    assert_eq!(chooses(world, &cast.brume, &shop, "gold").await, Some(PlanRefusal::NoSuchPlan));
    let stranger = engine::fee::choose_plan(engine, &cast.north, (shop.id, "plus".into()), world.now()).await;
    assert!(matches!(stranger, Err(Stop::Absent)), "another seller's shop does not exist");
    assert_eq!(chooses(world, &cast.brume, &shop, "plus").await, None);
    assert_eq!(charged(world, &shop, FeeKind::Plan).await, [], "nothing before the month begins");
    let sold_at = async |key: &str| {
        let offer = world.sells(&cast.brume, &shop, key, 10_000, 3).await;
        world.puts_in_cart(cast.marta, market.id, offer, 1).await;
        let order = world.buys(cast.marta, market.id, key).await.orders[0];
        world.order(cast.marta, order).await.order.commission
    };
    let before = sold_at("before").await;
    month_passes(world).await;
    // 20 % VAT: Brume sits where the operator does.
    let month = ("plus".to_owned(), 3_900, 780);
    assert_eq!(charged(world, &shop, FeeKind::Plan).await, std::slice::from_ref(&month));
    assert_eq!((before, sold_at("after").await), (500, 300), "5 % without the plan, 3 % with it");
    chooses(world, &cast.brume, &shop, "pro").await;
    chooses(world, &cast.brume, &shop, "").await;
    month_passes(world).await;
    assert_eq!(charged(world, &shop, FeeKind::Plan).await, [month], "the last word counts: it was left");
    assert_eq!(sold_at("left").await, 500);
    let invoices = engine::invoice::of_member(engine, &cast.brume, None).await.unwrap().invoices;
    let plans: Vec<_> = invoices.iter().filter(|one| one.cause == InvoiceCause::Plan).collect();
    assert!(matches!(plans[..], [one] if (one.net, one.vat) == (3_900, 780) && one.number.is_some()));
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
