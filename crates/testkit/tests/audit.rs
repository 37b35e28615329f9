//! What people do is written down in chains: who, what, before and after; buyers' shopping is not in it; whatever is done to
//! a chain shows; two processes make no fork.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::audit::{AuditEntry, AuditHead, Deed, head_message};
use domain::seller::Role;
use domain::{AuditId, MINUTE, SellerId};
use engine::audit::Wanted;
use engine::doctor::Check;
use engine::{Denied, OperatorMember, SellerMember, Stop};
use gateways::sign::SigningKey;
use store::Stored;
use testkit::{IBAN, Kind, World, both};

const OTHER_IBAN: &str = "DE89370400440532013000";

async fn sets_bank(world: &World, iban: &str) {
    engine::payout::set_bank(&world.engine, &world.cast.brume, iban.into(), world.now()).await.unwrap();
}

async fn of_brume(world: &World) -> Vec<AuditEntry> {
    engine::audit::of_seller(&world.engine, &world.cast.brume, 0).await.unwrap().entries
}

async fn found(world: &World, wanted: Wanted) -> Vec<Deed> {
    let shown = engine::audit::of_operator(&world.engine, &world.cast.olga, wanted).await.unwrap();
    shown.entries.iter().map(|entry| entry.deed).collect()
}

async fn of_doctor(world: &World, name: &str) -> Check {
    let checks = engine::doctor::run(&world.engine).await.unwrap();
    checks.into_iter().find(|check| check.name == name).unwrap()
}

async fn saves(world: &World, entries: Vec<AuditEntry>) {
    let saved = world.engine.db().act(move |tx| -> Stored<()> { store::save(tx, &entries) });
    saved.await.unwrap();
}

both!(a_change_of_the_bank_account_says_who_what_and_from_where_and_keeps_no_secret, |world| {
    sets_bank(world, OTHER_IBAN).await;
    world.settle().await;
    let entries = of_brume(world).await;
    let entry = &entries[0];
    assert_eq!((entry.deed, entry.person_name.as_str()), (Deed::BankSet, "Atelier Brume"));
    assert_eq!(entry.acts_for, world.cast.brume.seller.to_string());
    assert_eq!(entry.before, "{\"iban_end\":\"0189\"}");
    assert_eq!(entry.after, "{\"iban_end\":\"3000\"}");
    let all = format!("{entries:?}");
    assert!(!all.contains(IBAN) && !all.contains(OTHER_IBAN), "the accounts themselves are not in it");
});

both!(what_buyers_buy_is_not_in_it, |world| {
    let cast = &world.cast;
    let before = of_brume(world).await.len();
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 3).await;
    world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
    world.buys(cast.marta, cast.mall.id, "one").await;
    assert_eq!(of_brume(world).await.len(), before);
});

both!(an_operator_finds_by_person_subject_and_deed_and_another_seller_sees_nothing_of_it, |world| {
    sets_bank(world, OTHER_IBAN).await;
    world.settle().await;
    let cast = &world.cast;
    let wanted = |deed: &str, subject: String| Wanted { deed: deed.into(), subject, ..Wanted::default() };
    let all = String::new;
    assert_eq!(found(world, wanted("bank.set", all())).await, [Deed::BankSet]);
    assert_eq!(found(world, wanted("", cast.brume.seller.to_string())).await, [Deed::BankSet]);
    let person = |person: i64| Wanted { person, ..Wanted::default() };
    assert!(found(world, person(cast.brume.user.get())).await.contains(&Deed::BankSet));
    assert!(!found(world, person(cast.olga.user.get())).await.contains(&Deed::BankSet));
    let who = |address: &'static str| engine::audit::person(&world.engine, &cast.olga, address);
    assert_eq!(who(" Camille@Example.com ").await.unwrap(), Some(cast.brume.user));
    assert_eq!((who("nobody@example.com").await.unwrap(), who("Camille").await.unwrap()), (None, None));
    let later = Wanted { since: world.now() + 1, ..Wanted::default() };
    assert_eq!(found(world, later).await, []);
    let north = engine::audit::of_seller(&world.engine, &cast.north, 0).await.unwrap();
    assert!(north.entries.iter().all(|entry| entry.about == cast.north.seller.to_string()));
});

/// A chain of three, its end signed.
async fn signed_chain(world: &World) -> Vec<AuditEntry> {
    for iban in [OTHER_IBAN, IBAN, OTHER_IBAN] {
        sets_bank(world, iban).await;
    }
    world.later(61 * MINUTE).await;
    let mut entries = of_brume(world).await;
    entries.reverse();
    world.must_be_sound().await;
    entries
}

// These leave a broken chain behind on purpose, so that they end without the doctor's last look.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_names_the_first_entry_that_was_changed_exchanged_or_taken_out() {
    let Some(world) = World::open(Kind::Sqlite).await else { return };
    let whole = signed_chain(&world).await;
    let [first, second, third] = [&whole[0], &whole[1], &whole[2]];
    // One letter of what is.
    saves(&world, vec![AuditEntry { after: second.after.replace('0', "1"), ..second.clone() }]).await;
    let said = of_doctor(&world, "audit.chains_are_whole").await;
    assert!(!said.holds && said.found.contains(&format!("entry {}: its content", second.number)), "{said:?}");
    // Two that have exchanged their places.
    let exchanged = vec![
        AuditEntry { number: first.number, ..second.clone() },
        AuditEntry { number: second.number, ..first.clone() },
    ];
    saves(&world, exchanged).await;
    let said = of_doctor(&world, "audit.chains_are_whole").await;
    assert!(!said.holds && said.found.contains(&format!("entry {}: it does not", first.number)), "{said:?}");
    saves(&world, vec![first.clone(), second.clone()]).await;
    assert!(of_doctor(&world, "audit.chains_are_whole").await.holds, "as it was");
    // The last one remade with its own hash: the signed end is another.
    let remade =
        AuditEntry { after: "{}".into(), ..third.clone() }.after(third.number, third.previous.clone());
    saves(&world, vec![remade]).await;
    let said = of_doctor(&world, "audit.signed_ends_are_there").await;
    assert!(!said.holds && said.found.contains("the signed hash is another"), "{said:?}");
    saves(&world, vec![third.clone()]).await;
    // One more was signed than is there.
    let mut beyond = AuditHead {
        id: third.id,
        number: third.number + 1,
        hash: third.hash.clone(),
        signed_at: world.now(),
        key: SigningKey::new(&[6; 32]).public(),
        signature: Vec::new(),
    };
    beyond.signature = SigningKey::new(&[6; 32]).sign(&head_message(&beyond));
    let added = world.engine.db().act(move |tx| -> Stored<()> { store::insert(tx, &[beyond.clone()]) });
    added.await.unwrap();
    let said = of_doctor(&world, "audit.signed_ends_are_there").await;
    let missing = format!("entry {}: it is missing", third.number + 1);
    assert!(!said.holds && said.found.contains(&missing), "{said:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_that_write_at_once_make_no_fork() {
    let Some(world) = World::open(Kind::Postgres).await else { return };
    let second = world.second_engine().await;
    let before = of_brume(&world).await.len();
    let mut tasks = tokio::task::JoinSet::new();
    for at in 0..24 {
        let engine = if at % 2 == 0 { world.engine.clone() } else { second.clone() };
        let (member, now) = (world.cast.brume.clone(), world.now());
        let iban = if at % 3 == 0 { IBAN } else { OTHER_IBAN };
        tasks.spawn(async move { engine::payout::set_bank(&engine, &member, iban.into(), now).await });
    }
    let done = tasks.join_all().await;
    let written = done.iter().filter(|done| done.is_ok()).count();
    assert!(written >= 6, "some get through: {done:?}");
    let entries = of_brume(&world).await;
    assert_eq!(entries.len(), before + written, "as many entries as acts that were done");
    world.settle().await;
    world.must_be_sound().await;
    second.release().await.unwrap();
}

async fn with_role(world: &World, seller: SellerId, role: Role) -> SellerMember {
    let (engine, now) = (&world.engine, world.now());
    engine::by_hand::add_seller_member(engine, seller, world.cast.sam, role, now).await.unwrap();
    SellerMember::of(engine, world.cast.sam).await.unwrap()
}

both!(a_clerk_is_told_what_the_role_lacks_and_nothing_is_done, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    let sam = with_role(world, cast.brume.seller, Role::Clerk).await;
    let refused = engine::payout::set_bank(engine, &sam, OTHER_IBAN.into(), world.now()).await;
    assert!(matches!(refused, Err(Stop::Denied(Denied::Lacking { .. }))), "{refused:?}");
    let unseen = engine::payout::balance(engine, &sam).await;
    assert!(matches!(unseen, Err(Stop::Denied(Denied::Lacking { .. }))), "{unseen:?}");
    assert!(engine::order::of_shop(engine, &sam, cast.brume_shop.id, &[], None).await.is_ok());
    let seller = engine::shop::seller_of(engine, &cast.brume).await.unwrap();
    assert_eq!(seller.iban, IBAN);
});

both!(an_owner_who_has_proved_nothing_is_asked_for_proof_before_the_account_changes, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    let camille = SellerMember::of(engine, cast.brume.user).await.unwrap();
    let refused = engine::payout::set_bank(engine, &camille, OTHER_IBAN.into(), world.now()).await;
    assert!(matches!(refused, Err(Stop::Denied(Denied::Unproved))), "{refused:?}");
    let olga = OperatorMember::of(engine, cast.olga.user).await.unwrap();
    let id = domain::PayoutId::from_raw(AuditId::from_raw(1).get());
    let refused = engine::payout::approve(engine, &olga, id, world.now()).await;
    assert!(matches!(refused, Err(Stop::Denied(Denied::Unproved))), "{refused:?}");
});
