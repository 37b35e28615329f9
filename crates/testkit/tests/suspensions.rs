//! A shop that the operator stops: its goods leave at once, what was bought goes on, its seller is told and may complain,
//! and nothing is paid out until it ends.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::order::OrderState;
use domain::shop::{ShopStanding, ShopState};
use domain::suspension::{SuspensionCause, SuspensionRefusal};
use domain::{DAY, OrderId, SuspensionId};
use engine::console::ShopsWanted;
use engine::listing::Sort;
use engine::order::Ship;
use engine::{Stop, suspension};
use testkit::{World, both};

const FOUND: &str = "Three jars bear a seal that is not theirs.";
const VIEW: &str = "The seal is ours: see the certificate.";

async fn suspends(world: &World) -> Result<SuspensionId, Stop<SuspensionRefusal>> {
    let reasons = (SuspensionCause::Counterfeit, FOUND.to_owned());
    let shop = world.cast.brume_shop.id;
    let done = suspension::suspend(&world.engine, &world.cast.olga, shop, reasons, world.now()).await;
    world.settle().await;
    done
}

async fn state(world: &World) -> ShopState {
    let shop = world.cast.brume_shop.id;
    suspension::for_operator(&world.engine, &world.cast.olga, shop).await.unwrap().shop.state
}

/// How many shops an operator finds that stand so.
async fn standing(world: &World, standing: ShopStanding) -> usize {
    let wanted = ShopsWanted { standing: Some(standing), ..ShopsWanted::default() };
    let (engine, cast) = (&world.engine, &world.cast);
    let found = engine::console::shops(engine, &cast.olga, cast.mall.id, wanted, None).await.unwrap();
    let counted = found.1.iter().find(|(of, _)| *of == standing).map_or(0, |(_, count)| *count);
    assert_eq!(found.0.len() as i64, counted, "the tab counts what the list shows");
    found.0.len()
}

async fn ships(world: &World, order: OrderId) {
    let ship = Ship { order, carrier: "Colissimo".into(), tracking: "8R1".into(), pieces: vec![] };
    engine::order::ship(&world.engine, &world.cast.brume, ship, world.now()).await.expect("shipped");
    world.settle().await;
}

both!(a_suspended_shop_sells_nothing_more_and_keeps_its_promises, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 10).await;
    world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
    let order = world.buys(cast.marta, cast.mall.id, "bought").await.orders[0];
    world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
    let before = engine::listing::home(engine, cast.mall.id).await.unwrap();
    assert!(before.newest.iter().any(|card| card.title.say("en") == "Bowl"));

    suspends(world).await.unwrap();
    assert_eq!(state(world).await, ShopState::Supervised);
    assert_eq!(
        (standing(world, ShopStanding::Suspended).await, standing(world, ShopStanding::Open).await),
        (1, 1)
    );
    let after = engine::listing::home(engine, cast.mall.id).await.unwrap();
    assert!(!after.newest.iter().any(|card| card.title.say("en") == "Bowl"), "off the market at once");
    let placed = world.places(cast.marta, cast.mall.id, "late").await;
    assert!(matches!(placed, Err(Stop::Refused(_))), "nobody buys there any more: {placed:?}");
    assert!(world.letters().iter().any(|letter| letter.text.contains(FOUND)), "the seller reads the reasons");

    ships(world, order).await;
    engine::order::confirm(engine, cast.marta, order, world.now()).await.expect("the buyer has it");
    assert_eq!(world.order(cast.marta, order).await.order.state, OrderState::Completed);
    world.travels(40 * DAY).await;
    assert!(engine::payout::payouts(engine, &cast.brume).await.unwrap().is_empty(), "nothing is paid out");
    let twice = suspends(world).await;
    assert!(matches!(twice, Err(Stop::Refused(SuspensionRefusal::Already))), "{twice:?}");
    let opened =
        engine::shop::set_state(engine, &cast.olga, cast.brume_shop.id, ShopState::Open, world.now());
    assert!(matches!(opened.await, Err(Stop::Refused(_))), "the switch does not pass it by");
    assert_eq!(state(world).await, ShopState::Supervised);
});

both!(a_shop_that_is_stopped_shows_no_goods_from_that_moment_on, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 10).await;
    world.settle().await;
    let page = async || {
        let slug = &cast.brume_shop.slug;
        let page = engine::listing::shop(engine, cast.mall.id, slug, Sort::Newest, 0).await.unwrap();
        (page.cards.len(), page.total)
    };
    assert_eq!(page().await, (1, 1));
    let reasons = (SuspensionCause::Counterfeit, FOUND.to_owned());
    suspension::suspend(engine, &cast.olga, cast.brume_shop.id, reasons, world.now()).await.unwrap();
    assert_eq!(page().await, (0, 0), "before any reader of the outbox has seen it");
});

both!(a_complaint_is_answered_by_somebody_else_and_what_is_upheld_sells_again, |world| {
    let (engine, cast, otto) = (&world.engine, &world.cast, world.otto().await);
    let id = suspends(world).await.unwrap();
    let strange = suspension::complain(engine, &cast.north, id, VIEW.into(), world.now()).await;
    assert!(matches!(strange, Err(Stop::Absent)), "another seller's suspension does not exist");
    suspension::complain(engine, &cast.brume, id, VIEW.into(), world.now()).await.unwrap();
    world.settle().await;
    assert_eq!(standing(world, ShopStanding::Complains).await, 1);
    assert!(world.letters().iter().any(|letter| letter.text.contains(VIEW)), "the operator is told");

    let ruling = |upheld: bool| (upheld, "The certificate is right.".to_owned());
    let own = suspension::rule(engine, &cast.olga, id, ruling(true), world.now()).await;
    assert!(matches!(own, Err(Stop::Refused(SuspensionRefusal::SamePerson))), "{own:?}");
    suspension::rule(engine, &otto, id, ruling(true), world.now()).await.unwrap();
    world.settle().await;
    assert_eq!((state(world).await, standing(world, ShopStanding::Open).await), (ShopState::Open, 2));
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 10).await;
    world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
    world.buys(cast.marta, cast.mall.id, "again").await;
    world.travels(40 * DAY).await;
    let again = suspends(world).await;
    assert!(again.is_ok(), "what ended leaves room for another one");
});

both!(of_two_who_suspend_at_once_one_does, |world| {
    let (cast, other) = (&world.cast, world.second_engine().await);
    let (shop, now) = (cast.brume_shop.id, world.now());
    let reasons = || (SuspensionCause::Rules, FOUND.to_owned());
    let (one, two) = tokio::join!(
        suspension::suspend(&world.engine, &cast.olga, shop, reasons(), now),
        suspension::suspend(&other, &cast.olga, shop, reasons(), now),
    );
    let refused: Vec<_> = [one, two].into_iter().filter_map(Result::err).collect();
    assert!(matches!(refused[..], [Stop::Refused(SuspensionRefusal::Already)]), "{refused:?}");
    world.settle().await;
    let seen = suspension::of_member(&world.engine, &cast.brume, shop).await.unwrap();
    assert_eq!(seen.len(), 1);
});

both!(shops_are_found_by_a_part_of_their_names, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    let finds = async |search: &str| {
        let wanted = ShopsWanted { standing: None, search: search.to_owned() };
        engine::console::shops(engine, &cast.olga, cast.mall.id, wanted, None).await.unwrap().0.len()
    };
    assert_eq!(
        (finds("brume").await, finds("north").await, finds("%").await, finds("_").await),
        (1, 1, 0, 0)
    );
    let strange = engine::console::shops(
        engine,
        &cast.olga,
        domain::MarketId::from_raw(1),
        ShopsWanted::default(),
        None,
    );
    assert!(strange.await.is_err(), "another operator's market does not exist");
});
