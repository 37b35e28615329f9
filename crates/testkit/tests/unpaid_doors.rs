//! No sequence of acts opens a shop whose deposit or year was not paid, bounced or went back: chance plays the applicant, the
//! card, the operator and the clock, and after each act what is open is looked at with what the books hold. Who goes away, also
//! before the shop ever opened, has its deposit back when its days are over, and comes in again only by paying anew.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::ApplicationId;
use domain::admission::{Admission, Door, ShopKind};
use domain::application::Stage;
use domain::event::TimerKind;
use domain::fee::FeeKind;
use domain::market::Market;
use domain::policy::Fees;
use domain::policy::fees::Tariff;
use domain::shop::ShopState;
use engine::application as door;
use engine::fee::Way;
use engine::{SellerMember, Stop};
use testkit::applicants::{GOOD_CARD, begins, card, delivers, details, sees};
use testkit::{Kind, World, both};

const DEPOSIT: i64 = 50_000;
const DEARER: i64 = 80_000;
const YEAR: i64 = 36_000;
/// Acts of one game.
const ACTS: usize = 30;
const DECLINED_CARD: &str = "4000000000000002";
/// Pays, but only the provider knows until it is asked.
const SILENT_CARD: &str = "4000000000000606";

/// Numbers that follow from a first one, the same each time.
struct Lot(u64);

impl Lot {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

fn of(category: Option<&str>, amount_minor: i64) -> Tariff {
    Tariff { category: category.map(str::to_owned), amount_minor, ..Tariff::default() }
}

async fn market(world: &World) -> Market {
    let (engine, mall) = (&world.engine, &world.cast.mall);
    let mut policy = engine.policy(mall.id, world.now()).policy.clone();
    policy.admission = Admission { door: Door::Open, ..Admission::default() };
    let deposit = vec![of(None, DEPOSIT), of(Some("shoes"), DEARER)];
    policy.fees = Fees { deposit, annual: vec![of(None, YEAR)], ..Fees::default() };
    let market = Market { slug: "doors".into(), name: "Doors".into(), ..mall.clone() };
    engine::market::open_market(engine, market, "doors.localhost", policy, world.now()).await.unwrap()
}

/// What may be refused, but never break.
fn may_refuse<T, R: std::fmt::Debug>(outcome: Result<T, Stop<R>>) -> Option<T> {
    match outcome {
        Ok(done) => Some(done),
        Err(Stop::Refused(_) | Stop::Absent) => None,
        Err(other) => panic!("{other:?}"),
    }
}

/// Opens the provider's page and tries a card there, now or not at all; comes back or not.
async fn tries(world: &World, (sam, id): (&SellerMember, ApplicationId), number: &str, returns: bool) {
    let way = (Way::Provider, "http://doors.localhost:8080/return".to_owned());
    let paid = engine::fee::pay(&world.engine, sam, id.get(), way, world.now()).await;
    let Some(Some(url)) = may_refuse(paid) else { return };
    let charge = url.rsplit('/').next().unwrap();
    let _ = engine::sandbox::try_again(&world.engine, charge, world.now()).await;
    let _ = engine::sandbox::pay(&world.engine, charge, card(number), world.now()).await;
    if returns {
        engine::fee::returned(&world.engine, sam, id.get(), world.now()).await.unwrap();
    }
}

async fn acts(world: &World, (sam, id): (&SellerMember, ApplicationId), lot: &mut Lot) {
    let (engine, now) = (&world.engine, world.now());
    let category = if lot.below(2) == 0 { "kitchen" } else { "shoes" };
    match lot.below(13) {
        0 => {
            may_refuse(door::save_details(engine, sam, id, details(&[category]), now).await);
        }
        1 => {
            may_refuse(door::submit(engine, sam, id, now).await);
        }
        2 => tries(world, (sam, id), DECLINED_CARD, true).await,
        3 => tries(world, (sam, id), GOOD_CARD, true).await,
        4 => tries(world, (sam, id), SILENT_CARD, false).await,
        5 => {
            let way = (Way::Balance, String::new());
            may_refuse(engine::fee::pay(engine, sam, id.get(), way, now).await);
        }
        6 => {
            let wish = (vec![category.to_owned()], DEARER);
            may_refuse(door::name_categories(engine, sam, id, wish, now).await);
        }
        7 => world.days_later(9).await,
        8 if lot.below(4) == 0 => {
            may_refuse(door::take_back(engine, sam, id, now).await);
        }
        9 if lot.below(4) == 0 => {
            may_refuse(door::close(engine, sam, id, now).await);
        }
        // The operator's word opens no more than the seller's.
        10 => {
            if let Some(shop) = sees(world, sam, id).await.shop {
                let state = if lot.below(3) == 0 { ShopState::Closed } else { ShopState::Open };
                may_refuse(engine::shop::set_state(engine, &world.cast.olga, shop.id, state, now).await);
            }
        }
        11 if lot.below(2) == 0 => world.days_later(35).await,
        _ => opens(world, (sam, id)).await,
    }
    world.settle().await;
}

/// Tells where it delivers, and opens the shop if it may.
async fn opens(world: &World, (sam, id): (&SellerMember, ApplicationId)) {
    let (engine, now) = (&world.engine, world.now());
    if sees(world, sam, id).await.shop.is_some() {
        delivers(world, sam, id).await;
    }
    may_refuse(door::open_shop(engine, sam, id, now).await);
}

/// What is open has paid: a year, and the deposit of its categories, short at most while it may be topped up.
async fn must_be_paid(world: &World, (sam, id): (&SellerMember, ApplicationId), was: Stage, told: &str) {
    let view = sees(world, sam, id).await;
    let Some(shop) = view.shop.as_ref() else {
        assert!(!matches!(view.it.stage, Stage::Preparing | Stage::Open), "{told}");
        return;
    };
    assert_eq!(shop.state == ShopState::Open, view.it.stage == Stage::Open, "{told}");
    if view.it.stage != Stage::Open {
        return;
    }
    assert!(view.lacks.is_empty(), "{told}: {:?}", view.lacks);
    let books = engine::fee::of_member(&world.engine, sam, shop.id, world.now()).await.unwrap();
    let is_settled = |kind| books.fees.iter().any(|fee| fee.kind == kind && fee.is_settled());
    assert!(is_settled(FeeKind::Annual) && is_settled(FeeKind::Deposit), "{told}: {:?}", books.fees);
    let wanted = if view.it.categories() == ["shoes"] { DEARER } else { DEPOSIT };
    let by = books.terms.and_then(|terms| terms.top_up_by);
    let has_time = was != Stage::Preparing && by.is_some_and(|by| by > world.now());
    assert!(books.deposit_minor >= wanted || has_time, "{told}: {} of {wanted}", books.deposit_minor);
}

/// What the seller's deposits for all that it ever began hold together.
async fn lodged(world: &World) -> i64 {
    let lines = engine::console::trial_balance(&world.engine, &world.cast.olga, None).await.unwrap();
    let of_kind = lines.iter().filter(|line| line.kind == ledger::AccountKind::Deposit);
    of_kind.map(|line| line.credit - line.debit).sum()
}

/// Goes away and waits: all that was lodged is there again, and nothing opens.
async fn leaves(world: &World, (sam, id): (&SellerMember, ApplicationId), told: &str) {
    let (engine, now) = (&world.engine, world.now());
    may_refuse(door::take_back(engine, sam, id, now).await);
    may_refuse(door::close(engine, sam, id, now).await);
    world.settle().await;
    world.days_later(70).await;
    world.days_later(2).await;
    assert_eq!(lodged(world).await, 0, "{told}: what was lodged went back");
    opens(world, (sam, id)).await;
    if let Some(shop) = sees(world, sam, id).await.shop {
        let again = engine::shop::set_state(engine, &world.cast.olga, shop.id, ShopState::Open, world.now());
        may_refuse(again.await);
    }
    world.settle().await;
    let stage = sees(world, sam, id).await.it.stage;
    assert!(!matches!(stage, Stage::Open | Stage::Preparing), "{told}: {stage:?} without a deposit");
}

both!(a_deposit_goes_back_to_who_goes_away_before_the_opening, |world| {
    let market = market(world).await;
    // Taken back, closed, or left alone until the days for preparing are over.
    for (game, ends) in ["takes back", "closes", "waits"].into_iter().enumerate() {
        let (sam, id) = begins(world, &market, ShopKind::Flagship).await;
        door::save_details(&world.engine, &sam, id, details(&["kitchen"]), world.now()).await.unwrap();
        door::submit(&world.engine, &sam, id, world.now()).await.unwrap();
        world.settle().await;
        tries(world, (&sam, id), GOOD_CARD, true).await;
        world.settle().await;
        let view = sees(world, &sam, id).await;
        assert_eq!((view.it.stage, lodged(world).await), (Stage::Preparing, DEPOSIT), "{ends}");
        let was = view.it.stage;
        match game {
            0 => door::take_back(&world.engine, &sam, id, world.now()).await.unwrap(),
            1 => door::close(&world.engine, &sam, id, world.now()).await.unwrap(),
            _ => world.days_later(61).await,
        }
        world.days_later(20).await;
        must_be_paid(world, (&sam, id), was, ends).await;
        leaves(world, (&sam, id), ends).await;
        let told = world.letters().iter().filter(|letter| letter.text.contains("DepositReturned")).count();
        assert_eq!(told, game + 1, "{ends}: its seller is told, once");
    }
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_sees_a_deposit_that_nobody_gives_back() {
    let world = World::open(Kind::Sqlite).await.unwrap();
    let market = market(&world).await;
    let (sam, id) = begins(&world, &market, ShopKind::Flagship).await;
    door::save_details(&world.engine, &sam, id, details(&["kitchen"]), world.now()).await.unwrap();
    door::submit(&world.engine, &sam, id, world.now()).await.unwrap();
    world.settle().await;
    tries(&world, (&sam, id), GOOD_CARD, true).await;
    door::take_back(&world.engine, &sam, id, world.now()).await.unwrap();
    world.settle().await;
    world.must_be_sound().await;
    let forget = move |tx: &mut store::Tx<'_>| store::timer::drop(tx, &[(id.get(), TimerKind::FeesDue)]);
    world.engine.db().act(forget).await.unwrap();
    let checks = engine::doctor::run(&world.engine).await.unwrap();
    assert!(checks.iter().any(|check| check.name == "timer.every_deposit_goes_back" && !check.holds));
}

both!(no_sequence_of_acts_opens_a_shop_that_did_not_pay, |world| {
    let market = market(world).await;
    let mut opened = 0;
    for seed in 0..4 {
        let mut lot = Lot(seed);
        let (sam, id) = begins(world, &market, ShopKind::Flagship).await;
        // Half of the games begin with an approval, so that enough of them come to a door.
        if lot.below(2) == 0 || seed == 0 {
            door::save_details(&world.engine, &sam, id, details(&["kitchen"]), world.now()).await.unwrap();
            door::submit(&world.engine, &sam, id, world.now()).await.unwrap();
            world.settle().await;
        }
        let mut was = sees(world, &sam, id).await.it.stage;
        for act in 0..ACTS {
            acts(world, (&sam, id), &mut lot).await;
            must_be_paid(world, (&sam, id), was, &format!("game {seed}, act {act}, from {was:?}")).await;
            let stage = sees(world, &sam, id).await.it.stage;
            opened += i32::from(stage == Stage::Open && was != Stage::Open);
            was = stage;
        }
        // The next game begins with another application.
        leaves(world, (&sam, id), &format!("game {seed}")).await;
    }
    assert!(opened > 0, "a game in which nothing opens proves nothing");
});
