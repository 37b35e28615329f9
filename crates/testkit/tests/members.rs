//! Members come by a letter and go at once; nobody gives or takes more than they have, and an owner is always left, though
//! two engines take away the last two at the same moment.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::audit::{Deed, Origin};
use domain::member::{INVITATION_LASTS, MemberRefusal};
use domain::seller::{MemberOf, Role};
use domain::{SellerId, UserId};
use engine::by_hand::NewAccount;
use engine::{Denied, Engine, OperatorMember, Presence, SellerMember, Stop};
use testkit::{Kind, World, both};

type Done = Result<(), Stop<MemberRefusal>>;

const RITA: &str = "rita@example.com";

/// Somebody with an account and a proved address.
async fn rita(world: &World) -> UserId {
    let account = NewAccount {
        name: "Rita Mayer".into(),
        email: RITA.into(),
        language: "en".into(),
        password_hash: String::new(),
    };
    engine::by_hand::add_account(&world.engine, account, world.now()).await.unwrap()
}

async fn with_role(world: &World, seller: SellerId, user: UserId, role: Role) -> SellerMember {
    let (engine, now) = (&world.engine, world.now());
    engine::by_hand::add_seller_member(engine, seller, user, role, now).await.unwrap();
    proved(&world.engine, user).await
}

/// The user as a member who has just typed their password.
async fn proved(engine: &Engine, user: UserId) -> SellerMember {
    let presence = Presence { is_proved: true, ..Presence::default() };
    SellerMember::of(engine, user).await.unwrap().present(presence)
}

async fn invites(world: &World, member: &SellerMember, address: &str, role: Role) -> Done {
    let manager = member.manages::<MemberRefusal>()?;
    let whom = (address.to_owned(), role);
    engine::member::invite(&world.engine, &manager, whom, world.cast.mall.id, world.now()).await
}

async fn sets_role(engine: &Engine, member: &SellerMember, user: UserId, role: Role) -> Done {
    let manager = member.manages::<MemberRefusal>()?;
    engine::member::set_role(engine, &manager, user, role, engine.now()).await
}

async fn removes(engine: &Engine, member: &SellerMember, user: UserId) -> Done {
    let manager = member.manages::<MemberRefusal>()?;
    engine::member::remove(engine, &manager, user, engine.now()).await
}

/// The secret in the last letter that invites somebody.
async fn token(world: &World) -> String {
    world.settle().await;
    let letters = world.letters();
    let said = letters.iter().rev().map(|letter| format!("{}\n{}", letter.subject, letter.text));
    let said = said.into_iter().find(|said| said.contains("/join?token=")).unwrap();
    let rest = said.split("/join?token=").nth(1).unwrap();
    rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "._-".contains(*c)).collect()
}

async fn joins(world: &World, user: UserId, token: &str) -> Result<MemberOf, Stop<MemberRefusal>> {
    engine::member::join(&world.engine, user, token, Origin::default(), world.now()).await
}

async fn roles(world: &World) -> Vec<Role> {
    let house = world.cast.brume.of_house::<MemberRefusal>().unwrap();
    let found = engine::member::list(&world.engine, &house, world.now()).await.unwrap();
    found.members.iter().map(|member| member.role).collect()
}

fn is_refused<T>(done: Result<T, Stop<MemberRefusal>>, why: MemberRefusal) -> bool {
    matches!(done, Err(Stop::Refused(refusal)) if refusal == why)
}

both!(somebody_asked_by_letter_joins_with_that_address_and_the_link_works_once, |world| {
    let cast = &world.cast;
    let rita = rita(world).await;
    invites(world, &cast.brume, "Rita@Example.com", Role::Clerk).await.unwrap();
    let token = token(world).await;
    let asked = engine::member::asked(&world.engine, &token, world.now()).await.unwrap();
    assert_eq!((asked.name.as_str(), asked.role), ("Atelier Brume", Role::Clerk));
    assert!(is_refused(joins(world, cast.marta, &token).await, MemberRefusal::OtherAddress));
    assert_eq!(joins(world, rita, &token).await.unwrap(), MemberOf::Seller);
    let member = SellerMember::of(&world.engine, rita).await.unwrap();
    assert_eq!((member.seller, member.role), (cast.brume.seller, Role::Clerk));
    assert!(is_refused(joins(world, rita, &token).await, MemberRefusal::Stale), "the link was used");
    world.settle().await;
    let seen = engine::audit::of_seller(&world.engine, &cast.brume, 0).await.unwrap();
    let deeds: Vec<Deed> = seen.entries.iter().map(|entry| entry.deed).take(2).collect();
    assert_eq!(deeds, [Deed::MemberJoined, Deed::MemberInvited]);
});

both!(an_unproved_address_a_stale_link_and_one_taken_back_open_nothing, |world| {
    let cast = &world.cast;
    invites(world, &cast.brume, "sam@example.com", Role::Clerk).await.unwrap();
    let first = token(world).await;
    assert!(is_refused(joins(world, cast.sam, &first).await, MemberRefusal::AddressUnproved));
    let rita = rita(world).await;
    invites(world, &cast.brume, RITA, Role::Clerk).await.unwrap();
    let second = token(world).await;
    let manager = cast.brume.manages::<MemberRefusal>().unwrap();
    engine::member::revoke(&world.engine, &manager, RITA.into(), world.now()).await.unwrap();
    assert!(is_refused(joins(world, rita, &second).await, MemberRefusal::Stale), "taken back");
    invites(world, &cast.brume, RITA, Role::Clerk).await.unwrap();
    let third = token(world).await;
    world.later(INVITATION_LASTS).await;
    assert!(is_refused(joins(world, rita, &third).await, MemberRefusal::Stale), "run out");
    assert!(SellerMember::of(&world.engine, rita).await.is_err());
});

both!(a_removed_member_is_none_at_the_next_look_and_a_role_holds_at_once, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    with_role(world, cast.brume.seller, cast.sam, Role::Clerk).await;
    sets_role(engine, &cast.brume, cast.sam, Role::Accountant).await.unwrap();
    assert_eq!(SellerMember::of(engine, cast.sam).await.unwrap().role, Role::Accountant);
    removes(engine, &cast.brume, cast.sam).await.unwrap();
    assert!(matches!(SellerMember::of(engine, cast.sam).await, Err(Stop::Absent)));
    assert!(matches!(removes(engine, &cast.brume, cast.sam).await, Err(Stop::Absent)));
    let sam = with_role(world, cast.brume.seller, cast.sam, Role::Clerk).await;
    sam.leaves(engine, world.now()).await.unwrap();
    assert!(matches!(SellerMember::of(engine, cast.sam).await, Err(Stop::Absent)));
});

both!(only_who_manages_and_has_just_proved_it_changes_members_and_never_of_another_seller, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    let sam = with_role(world, cast.brume.seller, cast.sam, Role::Manager).await;
    let lacking = invites(world, &sam, RITA, Role::Clerk).await;
    assert!(matches!(lacking, Err(Stop::Denied(Denied::Lacking { .. }))), "{lacking:?}");
    let camille = SellerMember::of(engine, cast.brume.user).await.unwrap();
    let unproved = removes(engine, &camille, cast.sam).await;
    assert!(matches!(unproved, Err(Stop::Denied(Denied::Unproved))), "{unproved:?}");
    assert!(matches!(removes(engine, &cast.north, cast.sam).await, Err(Stop::Absent)));
    let of_the_other_house = invites(world, &cast.brume, RITA, Role::Auditor).await;
    assert!(is_refused(of_the_other_house, MemberRefusal::BeyondOwn));
    assert!(is_refused(
        sets_role(engine, &cast.brume, cast.sam, Role::Finance).await,
        MemberRefusal::BeyondOwn
    ));
    assert_eq!(SellerMember::of(engine, cast.sam).await.unwrap().role, Role::Manager);
});

both!(the_last_owner_stays, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    let last = MemberRefusal::LastOwner;
    assert!(is_refused(cast.brume.leaves(engine, world.now()).await, last));
    assert!(is_refused(removes(engine, &cast.brume, cast.brume.user).await, last));
    assert!(is_refused(sets_role(engine, &cast.brume, cast.brume.user, Role::Clerk).await, last));
    let olga: &OperatorMember = &cast.olga;
    assert!(is_refused(olga.leaves(engine, world.now()).await, last));
    let sam = with_role(world, cast.brume.seller, cast.sam, Role::Owner).await;
    cast.brume.leaves(engine, world.now()).await.unwrap();
    assert!(is_refused(sam.leaves(engine, world.now()).await, last));
    let gone = invites(world, &cast.brume, RITA, Role::Clerk).await;
    assert!(matches!(gone, Err(Stop::Absent)), "who is gone invites nobody: {gone:?}");
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_owners_who_remove_each_other_at_once_one_stays() {
    let Some(world) = World::open(Kind::Postgres).await else { return };
    let second = world.second_engine().await;
    let (camille, seller) = (world.cast.brume.clone(), world.cast.brume.seller);
    for round in 0..12 {
        // Whoever is left takes the other one back.
        let is_left = SellerMember::of(&world.engine, camille.user).await.is_ok();
        let back = if is_left { world.cast.sam } else { camille.user };
        with_role(&world, seller, back, Role::Owner).await;
        let one = proved(&world.engine, camille.user).await;
        let other = proved(&second, world.cast.sam).await;
        let (a, b) =
            tokio::join!(removes(&world.engine, &one, other.user), removes(&second, &other, one.user));
        assert!(!(a.is_ok() && b.is_ok()), "round {round}: both went");
        let left = roles(&world).await;
        let owners = left.iter().filter(|role| **role == Role::Owner).count();
        assert!(owners >= 1, "round {round}: {left:?}, {a:?}, {b:?}");
        if owners == 2 {
            removes(&world.engine, &one, other.user).await.unwrap();
        }
    }
    world.settle().await;
    world.must_be_sound().await;
    second.release().await.unwrap();
}
