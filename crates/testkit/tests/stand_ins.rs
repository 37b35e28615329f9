//! Somebody of the operator acts for a seller: for a reason that its owners are told, for a while, at one browser; over when
//! its time, its session or its right is, and written down on both sides.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::assortment::{Choice, PriceRule, Rounding};
use domain::audit::{About, AuditEntry, Deed, Origin};
use domain::job::JobState;
use domain::market::Market;
use domain::member::MemberRefusal;
use domain::permission::Permission;
use domain::policy::{Operator, Policy};
use domain::seller::{MemberOf, Role};
use domain::shop::ShopState;
use domain::{JobId, MINUTE, MarketId, OperatorId, ShopId};
use engine::assortment::{What, Wish};
use engine::audit::Wanted;
use engine::job::JobDesk;
use engine::stand_in::{self, StandIn, StandInRefusal};
use engine::user::SignedIn;
use engine::{Denied, Never, OperatorMember, Presence, SellerMember, Stop};
use store::Stored;
use testkit::{Kind, World, both};

const WHY: &str = "They asked by telephone.";
const ELLI: &str = "elli@example.com";

/// Somebody of the operator at a browser.
async fn elli(world: &World, role: Role) -> (OperatorMember, SignedIn) {
    let (engine, operator) = (&world.engine, world.cast.olga.operator);
    let signed_in = world.signed_in(ELLI).await;
    world.becomes(signed_in.user, (MemberOf::Operator, operator.get()), Some(role)).await;
    (OperatorMember::by_hand(engine, operator, signed_in.user).await.unwrap(), signed_in)
}

async fn begins(
    world: &World,
    (member, at): (&OperatorMember, &SignedIn),
    shop: ShopId,
    (why, minutes): (&str, i64),
) -> Result<StandIn, Stop<StandInRefusal>> {
    let place = (at.session, shop);
    stand_in::begin(&world.engine, member, place, (why.to_owned(), minutes), world.now()).await
}

/// Elli of support, standing in for Atelier Brume.
async fn stands_in(world: &World) -> (OperatorMember, SignedIn) {
    let (member, at) = elli(world, Role::Support).await;
    begins(world, (&member, &at), world.cast.brume_shop.id, (WHY, 30)).await.unwrap();
    (member, at)
}

async fn who(world: &World, at: &SignedIn) -> Option<SellerMember> {
    match SellerMember::at(&world.engine, at.user, Some(at.session), world.now()).await {
        Ok(member) => Some(member),
        Err(Stop::Absent) => None,
        Err(other) => panic!("{other}"),
    }
}

async fn of_brume(world: &World) -> Vec<AuditEntry> {
    world.settle().await;
    engine::audit::of_seller(&world.engine, &world.cast.brume, 0).await.unwrap().entries
}

async fn deeds(world: &World) -> Vec<Deed> {
    of_brume(world).await.iter().map(|entry| entry.deed).collect()
}

both!(it_asks_for_right_proof_reason_and_time_and_leaves_out_who_is_a_member, |world| {
    let shop = world.cast.brume_shop.id;
    let (member, at) = elli(world, Role::Support).await;
    use StandInRefusal as R;
    for (asked, why) in
        [(("because", 15), R::ReasonMissing), ((WHY, 16), R::NotSoLong), ((WHY, 0), R::NotSoLong)]
    {
        let done = begins(world, (&member, &at), shop, asked).await;
        assert!(matches!(done, Err(Stop::Refused(found)) if found == why), "{asked:?}: {done:?}");
    }
    let unproved = member.clone().present(Presence::default());
    let done = begins(world, (&unproved, &at), shop, (WHY, 15)).await;
    assert!(matches!(done, Err(Stop::Denied(Denied::Unproved))), "{done:?}");
    let strange = ShopId::from_raw(shop.get() + domain::BUCKETS);
    assert!(matches!(begins(world, (&member, &at), strange, (WHY, 15)).await, Err(Stop::Absent)));
    let olgas =
        OperatorMember::by_hand(&world.engine, world.cast.olga.operator, world.cast.olga.user).await.unwrap();
    let done = begins(world, (&olgas, &at), shop, (WHY, 15)).await;
    assert!(matches!(done, Err(Stop::Absent)), "the browser is another's: {done:?}");

    let begun = begins(world, (&member, &at), shop, (WHY, 15)).await.unwrap();
    assert_eq!((begun.seller, begun.ends_at - begun.begun_at), (world.cast.brume.seller, 15 * MINUTE));
    let twice = begins(world, (&member, &at), shop, (WHY, 15)).await.unwrap();
    assert_eq!(twice, begun, "a form that was sent twice begins it once");
    let again = begins(world, (&member, &at), world.cast.north_shop.id, (WHY, 15)).await;
    assert!(matches!(again, Err(Stop::Refused(R::Already))), "{again:?}");

    engine::shop::set_state(&world.engine, &world.cast.olga, shop, ShopState::Closed, world.now())
        .await
        .unwrap();
    let other = world.signed_in_again(ELLI).await;
    let closed = begins(world, (&member, &other), shop, (WHY, 15)).await;
    assert!(matches!(closed, Err(Stop::Refused(R::ShopClosed))), "{closed:?}");
    let north = world.cast.north.seller;
    engine::by_hand::add_seller_member(&world.engine, north, at.user, Role::Clerk, world.now())
        .await
        .unwrap();
    let own = begins(world, (&member, &other), world.cast.north_shop.id, (WHY, 15)).await;
    assert!(matches!(own, Err(Stop::Refused(R::OwnSeller))), "{own:?}");
});

both!(a_role_without_the_right_does_not_stand_in, |world| {
    let (member, at) = elli(world, Role::Checker).await;
    let done = begins(world, (&member, &at), world.cast.brume_shop.id, (WHY, 15)).await;
    assert!(matches!(done, Err(Stop::Denied(Denied::Lacking { .. }))), "{done:?}");
});

both!(it_holds_at_one_browser_for_a_while_and_opens_a_closed_list, |world| {
    let (_, at) = stands_in(world).await;
    let member = who(world, &at).await.unwrap();
    assert_eq!((member.seller, member.role), (world.cast.brume.seller, Role::StandIn));
    member.may::<Never>(Permission::OrdersShip).unwrap();
    assert!(matches!(member.may::<Never>(Permission::MoneyRead), Err(Stop::Denied(Denied::Lacking { .. }))));
    assert!(
        matches!(member.leaves(&world.engine, world.now()).await, Err(Stop::Absent)),
        "they are no member"
    );
    let other = world.signed_in_again(ELLI).await;
    assert!(who(world, &other).await.is_none(), "another browser of the same person");
    assert!(SellerMember::of(&world.engine, at.user).await.is_err());
    world.time_passes(30 * MINUTE - 1);
    assert!(who(world, &at).await.is_some());
    world.time_passes(1);
    assert!(who(world, &at).await.is_none(), "its time is over without anything having rung");
    begins(world, (&elli_again(world, &at).await, &at), world.cast.brume_shop.id, (WHY, 15)).await.unwrap();
    assert!(who(world, &at).await.is_some(), "and it can begin anew");
});

async fn elli_again(world: &World, at: &SignedIn) -> OperatorMember {
    OperatorMember::by_hand(&world.engine, world.cast.olga.operator, at.user).await.unwrap()
}

both!(the_hand_signing_out_and_another_password_end_it_and_both_sides_read_so, |world| {
    let (member, at) = stands_in(world).await;
    let (engine, shop) = (&world.engine, world.cast.brume_shop.id);
    let ended = stand_in::end(engine, (at.user, at.session), Origin::default(), world.now()).await.unwrap();
    assert_eq!(ended, Some(shop));
    assert!(who(world, &at).await.is_none());
    let nothing = stand_in::end(engine, (at.user, at.session), Origin::default(), world.now()).await.unwrap();
    assert_eq!(nothing, None);
    assert_eq!(deeds(world).await[..2], [Deed::StandInEnded, Deed::StandInBegun]);

    begins(world, (&member, &at), shop, (WHY, 15)).await.unwrap();
    engine::user::sign_out(engine, at.session, at.user, world.now()).await.unwrap();
    assert!(who(world, &at).await.is_none());
    assert_eq!(deeds(world).await[..2], [Deed::StandInEnded, Deed::StandInBegun]);

    let (first, second) = (world.signed_in_again(ELLI).await, world.signed_in_again(ELLI).await);
    begins(world, (&member, &first), shop, (WHY, 15)).await.unwrap();
    let (old, new) = (testkit::PASSWORD.to_owned(), "another long enough one".to_owned());
    let from = (second.session, Origin::default());
    engine::user::change_password(engine, at.user, from, old, new, world.now()).await.unwrap();
    assert!(who(world, &first).await.is_none());
    assert_eq!(deeds(world).await[0], Deed::StandInEnded);
    let wanted = Wanted { person: at.user.get(), ..Wanted::default() };
    let seen = engine::audit::of_operator(engine, &world.cast.olga, wanted).await.unwrap().entries;
    let operator = About::Operator(world.cast.olga.operator).to_string();
    let of_operator = seen.iter().filter(|entry| entry.about == operator);
    let count = |deed| of_operator.clone().filter(|entry| entry.deed == deed).count();
    assert_eq!((count(Deed::StandInBegun), count(Deed::StandInEnded)), (3, 3), "in the operator's chain too");
});

both!(who_loses_the_right_or_leaves_the_operator_stands_down_at_once, |world| {
    let (_, at) = stands_in(world).await;
    let (engine, olga) = (&world.engine, &world.cast.olga);
    let manager = olga.manages::<MemberRefusal>().unwrap();
    engine::member::set_role(engine, &manager, at.user, Role::Checker, world.now()).await.unwrap();
    assert!(who(world, &at).await.is_none());
    assert_eq!(deeds(world).await[0], Deed::StandInEnded);
    engine::member::set_role(engine, &manager, at.user, Role::Support, world.now()).await.unwrap();
    assert!(who(world, &at).await.is_none(), "having the right again does not bring it back");

    begins(world, (&elli_again(world, &at).await, &at), world.cast.brume_shop.id, (WHY, 15)).await.unwrap();
    engine::member::remove(engine, &manager, at.user, world.now()).await.unwrap();
    assert!(who(world, &at).await.is_none());
    let last = of_brume(world).await.remove(0);
    assert_eq!((last.deed, last.person), (Deed::StandInEnded, olga.user), "it says who took the right away");
});

both!(what_is_asked_for_meanwhile_says_who_for_whom_and_why, |world| {
    let (_, at) = stands_in(world).await;
    let member = who(world, &at).await.unwrap();
    stand_in::note(&world.engine, &member, "/seller/shop", world.now()).await.unwrap();
    stand_in::note(&world.engine, &world.cast.brume, "/seller/shop", world.now()).await.unwrap();
    let entries = of_brume(world).await;
    let noted: Vec<_> = entries.iter().filter(|entry| entry.deed == Deed::StandInActed).collect();
    assert_eq!(noted.len(), 1, "who is a member is not noted");
    assert_eq!((noted[0].person, noted[0].person_name.as_str()), (at.user, ELLI));
    assert_eq!(noted[0].acts_for, About::Operator(world.cast.olga.operator).to_string());
    assert_eq!(noted[0].about, About::Seller(world.cast.brume.seller).to_string());
    for said in ["/seller/shop", WHY, "sti_"] {
        assert!(noted[0].after.contains(said), "{said} is not in {}", noted[0].after);
    }
});

both!(the_owners_are_told_who_why_and_until_when_and_nobody_else, |world| {
    let brume = world.cast.brume.seller;
    engine::by_hand::add_seller_member(&world.engine, brume, world.cast.sam, Role::Clerk, world.now())
        .await
        .unwrap();
    stands_in(world).await;
    world.settle().await;
    let letters = world.letters();
    let told: Vec<_> = letters.iter().filter(|letter| letter.text.contains("StandIn")).collect();
    let to: Vec<_> = told.iter().map(|letter| letter.to.as_str()).collect();
    assert_eq!(to, ["camille@example.com"]);
    for said in [WHY, ELLI, "Halles SAS", "/seller/audit"] {
        assert!(told[0].text.contains(said), "{said} is not in {}", told[0].text);
    }
});

async fn offers_everything(world: &World, member: &SellerMember, key: &str) -> JobId {
    let cast = &world.cast;
    let rule = PriceRule {
        exchange: Some("1.08".parse().unwrap()),
        markup: "10".parse().unwrap(),
        rounding: Rounding::Ninety,
    };
    let what = What::Offer { from: cast.north_shop.id, rule, reprices: true };
    let wish = Wish { shop: cast.north_makers_shop.id, choice: Choice::All, what };
    engine::assortment::begin(&world.engine, member, wish, key.into(), world.now()).await.unwrap()
}

both!(a_job_of_who_stands_in_goes_on_while_they_do_and_stops_when_they_do_not, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    world.sells(&cast.north, &cast.north_shop, "Boot", 10_000, 5).await;
    let (operator, at) = elli(world, Role::Support).await;
    begins(world, (&operator, &at), cast.north_shop.id, (WHY, 15)).await.unwrap();
    let state =
        async |id| engine::job::get(engine, JobDesk::Seller(&cast.north), id).await.unwrap().job.state;
    let member = who(world, &at).await.unwrap();
    let id = offers_everything(world, &member, "k1").await;
    world.settle().await;
    assert_eq!(state(id).await, JobState::Done);
    let id = offers_everything(world, &member, "k2").await;
    stand_in::end(engine, (at.user, at.session), Origin::default(), world.now()).await.unwrap();
    world.settle().await;
    assert_eq!(state(id).await, JobState::Stopped);
});

/// A market of another company, on which Northbound sells as well.
async fn market_of_others(world: &World) -> OperatorId {
    let engine = &world.engine;
    let company = Operator {
        id: OperatorId::from_raw(0),
        name: "Others".into(),
        legal_name: "Others GmbH".into(),
        street: "1 Markt".into(),
        postcode: "10115".into(),
        city: "Berlin".into(),
        country: "DE".into(),
        vat_number: None,
        email: "others@example.com".into(),
    };
    let others = engine::market::found_operator(engine, company, world.now()).await.unwrap();
    let mall = world.cast.mall.clone();
    let market = Market { id: MarketId::from_raw(0), operator: others.id, slug: "others".into(), ..mall };
    let policy = Policy::from_toml(include_str!("../../../presets/mall.toml")).unwrap();
    let market =
        engine::market::open_market(engine, market, "others.localhost", policy, world.now()).await.unwrap();
    let shop = world.cast.north_shop.clone();
    let shop =
        domain::shop::Shop { id: ShopId::from_raw(0), market: market.id, slug: "north-there".into(), ..shop };
    engine::by_hand::open_shop(engine, &world.cast.north, shop, Vec::new(), world.now()).await.unwrap();
    others.id
}

both!(nobody_reaches_another_company_s_market_through_a_seller_who_sells_there_too, |world| {
    let (member, at) = elli(world, Role::Support).await;
    let north = world.cast.north_shop.id;
    begins(world, (&member, &at), north, (WHY, 60)).await.unwrap();
    assert!(who(world, &at).await.is_some());
    let others = market_of_others(world).await;
    assert!(who(world, &at).await.is_none(), "the seller opened a shop elsewhere meanwhile");
    let other = world.signed_in_again(ELLI).await;
    let refused = begins(world, (&member, &other), north, (WHY, 15)).await;
    assert!(matches!(refused, Err(Stop::Refused(StandInRefusal::SellsElsewhere))), "{refused:?}");
    engine::by_hand::add_operator_member(&world.engine, others, at.user, Role::Owner, world.now())
        .await
        .unwrap();
    begins(world, (&member, &other), north, (WHY, 15)).await.unwrap();
    assert!(who(world, &other).await.is_some(), "one house's people may have the right on both");
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_finds_who_stands_in_without_end_and_for_good() {
    let world = World::open(Kind::Sqlite).await.unwrap();
    let (_, at) = stands_in(&world).await;
    world.must_be_sound().await;
    let (brume, now) = (world.cast.brume.seller, world.now());
    let spoil = move |tx: &mut store::Tx<'_>| -> Stored<()> {
        let open = store::stand_in::of_session(tx, at.session)?.unwrap();
        store::save(tx, &[StandIn { ends_at: open.begun_at + 61 * MINUTE, ..open }])?;
        let person = store::user::user(tx, at.user)?.unwrap();
        let membership = domain::seller::Membership {
            user_id: at.user,
            member_of: MemberOf::Seller,
            subject: brume.get(),
            role: Role::StandIn,
            since: now,
        };
        store::member::add(tx, &person, membership)
    };
    world.engine.db().act(spoil).await.unwrap();
    let checks = engine::doctor::run(&world.engine).await.unwrap();
    let broken: Vec<_> = checks.iter().filter(|check| !check.holds).map(|check| check.name).collect();
    assert_eq!(broken, ["stand_in.has_a_reason_and_an_end", "stand_in.nobody_for_good"]);
}
