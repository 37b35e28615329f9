//! The categories that a shop names: they make the price of the door, dearer ones are agreed to first and topped up in time,
//! and a market may hold a shop to them.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::admission::{Admission, Door, ShopKind};
use domain::application::{ApplicationRefusal, Stage};
use domain::assortment::Objection;
use domain::fee::{Fee, FeeKind, FeeState};
use domain::market::Market;
use domain::paper::Lack;
use domain::policy::fees::Tariff;
use domain::policy::{Fees, Policy};
use domain::{ApplicationId, DAY};
use engine::application::{self as door, ApplicationView};
use engine::assortment::{AssortmentRefusal, Prices};
use engine::audit::Wanted;
use engine::fee::Way;
use engine::{Denied, SellerMember, Stop};
use testkit::applicants::{GOOD_CARD, begins, card, delivers, details, sees};
use testkit::{World, both};

const DEPOSIT: i64 = 50_000;
const DEARER: i64 = 80_000;
const YEAR: i64 = 36_000;
const DEARER_YEAR: i64 = 72_000;

fn of(category: &str, amount_minor: i64) -> Tariff {
    let category = Some(category.to_owned()).filter(|path| !path.is_empty());
    Tariff { category, amount_minor, ..Tariff::default() }
}

/// Shoes cost more than all else.
fn fees() -> Fees {
    Fees {
        deposit: vec![of("", DEPOSIT), of("shoes", DEARER)],
        annual: vec![of("", YEAR), of("shoes", DEARER_YEAR)],
        ..Fees::default()
    }
}

/// A market whose door is open to who pays.
async fn market(world: &World, change: impl FnOnce(&mut Policy)) -> Market {
    let (engine, mall) = (&world.engine, &world.cast.mall);
    let mut policy = engine.policy(mall.id, world.now()).policy.clone();
    (policy.admission, policy.fees) = (Admission { door: Door::Open, ..Admission::default() }, fees());
    change(&mut policy);
    let market = Market { slug: "named".into(), name: "Named".into(), ..mall.clone() };
    engine::market::open_market(engine, market, "named.localhost", policy, world.now()).await.unwrap()
}

fn paths(all: &[&str]) -> Vec<String> {
    all.iter().map(|path| (*path).to_owned()).collect()
}

/// Sam's application as far as it comes without money: nobody has to look at it.
async fn approved(world: &World, market: &Market, categories: &[&str]) -> (SellerMember, ApplicationId) {
    let (sam, id) = begins(world, market, ShopKind::Flagship).await;
    door::save_details(&world.engine, &sam, id, details(categories), world.now()).await.unwrap();
    door::submit(&world.engine, &sam, id, world.now()).await.unwrap();
    world.settle().await;
    (sam, id)
}

/// Pays all that is due by card.
async fn pays(world: &World, member: &SellerMember, id: ApplicationId) {
    let way = (Way::Provider, "http://named.localhost:8080/return".to_owned());
    let url = engine::fee::pay(&world.engine, member, id.get(), way, world.now()).await.unwrap().unwrap();
    let charge = url.rsplit('/').next().unwrap();
    engine::sandbox::pay(&world.engine, charge, card(GOOD_CARD), world.now()).await.unwrap();
    engine::fee::returned(&world.engine, member, id.get(), world.now()).await.unwrap();
}

async fn opens(world: &World, member: &SellerMember, id: ApplicationId) -> Result<(), ApplicationRefusal> {
    delivers(world, member, id).await;
    let (engine, now) = (&world.engine, world.now());
    let opened = refused(door::open_shop(engine, member, id, now).await);
    world.settle().await;
    opened
}

fn refused(outcome: Result<(), Stop<ApplicationRefusal>>) -> Result<(), ApplicationRefusal> {
    outcome.map_err(|stop| match stop {
        Stop::Refused(refusal) => refusal,
        other => panic!("{other:?}"),
    })
}

/// Names other categories, agreeing to so much.
async fn names(
    world: &World,
    member: &SellerMember,
    id: ApplicationId,
    (categories, agreed): (&[&str], i64),
) -> Result<(), ApplicationRefusal> {
    let wish = (paths(categories), agreed);
    let named = refused(door::name_categories(&world.engine, member, id, wish, world.now()).await);
    world.settle().await;
    named
}

/// Kind and net amount of what is due.
fn due(view: &ApplicationView) -> Vec<(FeeKind, i64)> {
    let mut due: Vec<_> = view.due.iter().map(|fee| (fee.kind, fee.net)).collect();
    due.sort_unstable_by_key(|(kind, _)| *kind != FeeKind::Deposit);
    due
}

async fn years(world: &World, member: &SellerMember, id: ApplicationId) -> Vec<(i64, String)> {
    let shop = sees(world, member, id).await.shop.unwrap().id;
    let view = engine::fee::of_member(&world.engine, member, shop, world.now()).await.unwrap();
    let years = view.fees.iter().rev().filter(|fee| fee.kind == FeeKind::Annual && fee.is_settled());
    years.map(|fee: &Fee| (fee.net, fee.about.clone())).collect()
}

both!(the_categories_that_an_application_names_make_the_price_of_the_door, |world| {
    let market = market(world, |policy| policy.goods.categories = paths(&["kitchen", "shoes"])).await;
    let (sam, id) = begins(world, &market, ShopKind::Flagship).await;
    let engine = &world.engine;
    door::save_details(engine, &sam, id, details(&[]), world.now()).await.unwrap();
    let Err(ApplicationRefusal::Lacking(lacks)) = refused(door::submit(engine, &sam, id, world.now()).await)
    else {
        panic!("an application names at least one category")
    };
    assert_eq!(lacks, [Lack::Detail("categories")]);
    for (wrong, refusal) in [
        (&["gardens"][..], ApplicationRefusal::CategoryNotTaken),
        (&["kitchen", "k,shoes"], ApplicationRefusal::CategoryNotTaken),
        (&["kitchen"; 6], ApplicationRefusal::TooManyCategories),
    ] {
        let saved = door::save_details(engine, &sam, id, details(wrong), world.now()).await;
        assert_eq!(refused(saved), Err(refusal), "{wrong:?}");
    }
    let early = names(world, &sam, id, (&["shoes"], 0)).await;
    assert_eq!(early, Err(ApplicationRefusal::NotNow), "until the approval it is a detail like others");
    let named = details(&["kitchen/coffee", "shoes", "kitchen/coffee"]);
    door::save_details(engine, &sam, id, named, world.now()).await.unwrap();
    door::submit(engine, &sam, id, world.now()).await.unwrap();
    world.settle().await;
    let view = sees(world, &sam, id).await;
    assert_eq!(view.it.categories(), ["kitchen/coffee", "shoes"]);
    assert_eq!(view.it.stage, Stage::Paying);
    assert_eq!(
        due(&view),
        [(FeeKind::Deposit, DEARER), (FeeKind::Annual, DEARER_YEAR)],
        "the dearest, no sum"
    );
});

both!(dearer_categories_are_agreed_to_first_and_topped_up_in_time, |world| {
    let market = market(world, |_| ()).await;
    let (sam, id) = approved(world, &market, &["kitchen"]).await;
    assert_eq!(due(&sees(world, &sam, id).await), [(FeeKind::Deposit, DEPOSIT), (FeeKind::Annual, YEAR)]);
    assert_eq!(
        names(world, &sam, id, (&["shoes"], 0)).await,
        Err(ApplicationRefusal::NotNow),
        "it pays first"
    );
    pays(world, &sam, id).await;
    opens(world, &sam, id).await.unwrap();
    let rise = DEARER - DEPOSIT;
    for agreed in [0, rise - 1] {
        let named = names(world, &sam, id, (&["kitchen", "shoes"], agreed)).await;
        assert_eq!(named, Err(ApplicationRefusal::CostsMore(rise)), "{agreed}");
    }
    let unproved = SellerMember::of(&world.engine, world.cast.sam).await.unwrap();
    let wish = (paths(&["shoes"]), rise);
    let unproved = door::name_categories(&world.engine, &unproved, id, wish, world.now()).await;
    assert!(matches!(unproved, Err(Stop::Denied(Denied::Unproved))), "{unproved:?}");
    let strange = (paths(&["shoes"]), rise);
    let strange = door::name_categories(&world.engine, &world.cast.brume, id, strange, world.now()).await;
    assert!(matches!(strange, Err(Stop::Absent)), "another seller's application does not exist");
    assert_eq!(sees(world, &sam, id).await.it.categories(), ["kitchen"], "nothing has changed so far");

    names(world, &sam, id, (&["kitchen", "shoes"], rise)).await.unwrap();
    names(world, &sam, id, (&["kitchen", "shoes"], 0)).await.unwrap();
    let view = sees(world, &sam, id).await;
    assert_eq!((view.it.stage, due(&view)), (Stage::Open, vec![(FeeKind::Deposit, rise)]));
    let wanted = Wanted { deed: "categories.named".into(), ..Wanted::default() };
    let shown = engine::audit::of_operator(&world.engine, &world.cast.olga, wanted).await.unwrap();
    assert_eq!(shown.entries.len(), 1, "named twice the same, written once");
    world.days_later(14).await;
    assert_eq!(sees(world, &sam, id).await.it.stage, Stage::Open);
    world.days_later(2).await;
    assert_eq!(sees(world, &sam, id).await.it.stage, Stage::Supervised, "nobody topped it up");
    pays(world, &sam, id).await;
    assert_eq!(sees(world, &sam, id).await.it.stage, Stage::Open);
    names(world, &sam, id, (&["kitchen"], 0)).await.unwrap();
    names(world, &sam, id, (&["shoes"], 0)).await.unwrap();
    assert_eq!(due(&sees(world, &sam, id).await), [], "what was lodged stays, and is enough again");
});

both!(a_shop_that_is_not_open_yet_pays_for_dearer_categories_before_it_opens, |world| {
    let market = market(world, |_| ()).await;
    let (sam, id) = approved(world, &market, &["kitchen"]).await;
    pays(world, &sam, id).await;
    names(world, &sam, id, (&["shoes"], DEARER)).await.unwrap();
    let early = opens(world, &sam, id).await;
    assert_eq!(early, Err(ApplicationRefusal::Lacking(vec![Lack::Unpaid(FeeKind::Deposit)])));
    pays(world, &sam, id).await;
    opens(world, &sam, id).await.unwrap();
});

both!(categories_that_ask_for_the_first_time_leave_the_days_of_a_top_up_and_begin_a_year, |world| {
    let market = market(world, |policy| {
        policy.fees.deposit = vec![of("shoes", DEARER)];
        policy.fees.annual = vec![of("shoes", DEARER_YEAR)];
    })
    .await;
    let (sam, id) = approved(world, &market, &["kitchen"]).await;
    assert_eq!(sees(world, &sam, id).await.it.stage, Stage::Preparing, "nothing is asked in the kitchen");
    opens(world, &sam, id).await.unwrap();
    let vat = DEARER_YEAR / 5;
    let all = DEARER + DEARER_YEAR + vat;
    let asked = names(world, &sam, id, (&["shoes"], all - 1)).await;
    assert_eq!(asked, Err(ApplicationRefusal::CostsMore(all)));
    names(world, &sam, id, (&["shoes"], all)).await.unwrap();
    let view = sees(world, &sam, id).await;
    assert_eq!((view.it.stage, due(&view)), (Stage::Open, vec![(FeeKind::Deposit, DEARER)]));
    assert_eq!(years(world, &sam, id).await, [(DEARER_YEAR, "shoes".to_owned())]);
    world.days_later(16).await;
    assert_eq!(sees(world, &sam, id).await.it.stage, Stage::Supervised);
    pays(world, &sam, id).await;
    assert_eq!(sees(world, &sam, id).await.it.stage, Stage::Open);
});

both!(the_year_that_runs_costs_what_it_cost_and_the_next_one_what_its_categories_cost, |world| {
    let market = market(world, |policy| policy.fees.deposit = vec![]).await;
    let (sam, id) = approved(world, &market, &["kitchen"]).await;
    pays(world, &sam, id).await;
    opens(world, &sam, id).await.unwrap();
    names(world, &sam, id, (&["shoes"], 0)).await.unwrap();
    assert_eq!(years(world, &sam, id).await, [(YEAR, String::new())]);
    world.time_passes(300 * DAY);
    world.days_later(70).await;
    assert_eq!(years(world, &sam, id).await, [(YEAR, String::new()), (DEARER_YEAR, "shoes".to_owned())]);
});

both!(a_market_may_hold_a_shop_to_the_categories_that_it_named, |world| {
    let market =
        market(world, |policy| (policy.fees, policy.goods.only_named) = (Fees::default(), true)).await;
    let (sam, id) = approved(world, &market, &["shoes"]).await;
    opens(world, &sam, id).await.unwrap();
    let shop = sees(world, &sam, id).await.shop.unwrap();
    world.sells(&sam, &shop, "Gaiwan", 4_800, 3).await;
    let row = engine::product::list(&world.engine, &sam, None).await.unwrap().rows.remove(0);
    let (product, variant) = (row.product.id, row.variants[0].variant.id);
    let prices = async |price| {
        let prices = Prices { shop: shop.id, product, rows: vec![(variant, Some(price))] };
        engine::assortment::set(&world.engine, &sam, prices, world.now()).await
    };
    let set = prices(5_000).await;
    assert!(
        matches!(set, Err(Stop::Refused(AssortmentRefusal::Goods(Objection::CategoryNotNamed)))),
        "{set:?}"
    );
    names(world, &sam, id, (&["shoes", "kitchen"], 0)).await.unwrap();
    prices(5_000).await.unwrap();
});

both!(a_higher_deposit_that_the_operator_asked_by_hand_stands_while_it_is_unpaid, |world| {
    let market = market(world, |policy| policy.fees.deposit = vec![of("shoes", DEARER)]).await;
    let (sam, id) = approved(world, &market, &["kitchen"]).await;
    pays(world, &sam, id).await;
    opens(world, &sam, id).await.unwrap();
    let shop = sees(world, &sam, id).await.shop.unwrap().id;
    let asked = (shop, DEARER + 10_000);
    engine::fee::ask_for_deposit(&world.engine, &world.cast.olga, asked, world.now()).await.unwrap();
    assert_eq!(names(world, &sam, id, (&["kitchen", "shoes"], 0)).await, Ok(()), "it costs no more");
    let view = engine::fee::of_member(&world.engine, &sam, shop, world.now()).await.unwrap();
    let due: Vec<i64> =
        view.fees.iter().filter(|fee| fee.state == FeeState::Due).map(|fee| fee.net).collect();
    assert_eq!(due, [DEARER + 10_000]);
});
