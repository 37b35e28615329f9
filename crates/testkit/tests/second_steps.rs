//! A second step of signing in: set up by who knows the password, each code once, guessing made to wait, a way back for who
//! has lost the app; members of operators do nothing without one where the installation asks it.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::audit::{Deed, Origin};
use domain::permission::Permission;
use domain::second_step::{SETTING_UP_LASTS, SecondStepRefusal, TICKET_LASTS};
use domain::user::User;
use domain::{MINUTE, UserId};
use engine::audit::Wanted;
use engine::user::second_step::{self, Oneself};
use engine::user::{Entry, Place, ProofRefusal, Shown, SignIn, SignedIn};
use engine::{Denied, Engine, Never, OperatorMember, Stop};
use store::Stored;
use testkit::{Kind, PASSWORD, World, both};

const STEP: i64 = 30_000_000;
const OLGA: &str = "olga@example.com";

/// Somebody at a browser, with what their app was told.
struct Person {
    who: Oneself,
    secret: String,
    codes: Vec<String>,
}

fn place() -> Place {
    Place { host: "mall.localhost".into(), ..Place::default() }
}

async fn enters(engine: &Engine, email: &str) -> Entry {
    let form = SignIn {
        email: email.into(),
        password: PASSWORD.into(),
        host: "mall.localhost".into(),
        agent: "test".into(),
        origin: Origin::default(),
        guest: None,
    };
    engine::user::sign_in(engine, form, engine.now()).await.unwrap()
}

fn at(signed_in: &SignedIn) -> Oneself {
    Oneself { user: signed_in.user, session: signed_in.session, origin: Origin::default() }
}

async fn begins(world: &World, email: &str) -> Oneself {
    let who = at(&enters(&world.engine, email).await.signed_in().unwrap());
    second_step::begin(&world.engine, who.clone(), PASSWORD.into(), world.now()).await.unwrap();
    who
}

async fn sets_up(world: &World, email: &str) -> Person {
    let who = begins(world, email).await;
    let told = second_step::setting_up(&world.engine, &who, "Halles", world.now()).await.unwrap();
    let code = world.app_shows(&told.secret);
    let codes = second_step::confirm(&world.engine, who.clone(), code, world.now()).await.unwrap();
    world.time_passes(STEP);
    Person { who, secret: told.secret, codes }
}

async fn ticket(engine: &Engine, email: &str) -> String {
    match enters(engine, email).await {
        Entry::AsksCode(ticket) => ticket,
        Entry::Open(_) => panic!("no code was asked for"),
    }
}

async fn passes(engine: &Engine, ticket: &str, code: &str) -> Result<SignedIn, Stop<SecondStepRefusal>> {
    second_step::pass(engine, ticket, code.into(), (place(), None), engine.now()).await
}

async fn is_holder(world: &World, cookie: &str) -> bool {
    engine::user::holder(&world.engine, cookie, ("mall.localhost", world.cast.mall.id), world.now())
        .await
        .is_ok()
}

fn is_refused<T>(done: Result<T, Stop<SecondStepRefusal>>, why: SecondStepRefusal) -> bool {
    matches!(done, Err(Stop::Refused(refusal)) if refusal == why)
}

async fn person(world: &World, user: UserId) -> User {
    world.engine.db().read(move |tx| -> Stored<_> { store::user::user(tx, user) }).await.unwrap().unwrap()
}

both!(who_has_set_it_up_is_asked_for_a_code_and_each_code_opens_once, |world| {
    let engine = &world.engine;
    let elsewhere = enters(engine, OLGA).await.signed_in().unwrap();
    let olga = sets_up(world, OLGA).await;
    assert!(!is_holder(world, &elsewhere.cookie).await, "all other browsers are signed out");
    assert_eq!(olga.codes.len(), 10);
    let first = ticket(engine, OLGA).await;
    assert!(!is_holder(world, &first).await, "a ticket is no session");
    let code = world.app_shows(&olga.secret);
    let wrong = if code == "000000" { "000001" } else { "000000" };
    assert!(is_refused(passes(engine, &first, wrong).await, SecondStepRefusal::Wrong));
    let signed_in = passes(engine, &first, &code).await.unwrap();
    assert!(is_holder(world, &signed_in.cookie).await);
    assert!(is_refused(passes(engine, &first, &code).await, SecondStepRefusal::Stale), "the ticket is used");
    let second = ticket(engine, OLGA).await;
    assert!(is_refused(passes(engine, &second, &code).await, SecondStepRefusal::Wrong), "so is the code");
    world.time_passes(STEP);
    assert!(passes(engine, &second, &world.app_shows(&olga.secret)).await.is_ok());
    let late = ticket(engine, OLGA).await;
    world.time_passes(TICKET_LASTS);
    let code = world.app_shows(&olga.secret);
    assert!(is_refused(passes(engine, &late, &code).await, SecondStepRefusal::Stale));
});

both!(who_guesses_waits_and_a_recovery_code_opens_once_even_then, |world| {
    let engine = &world.engine;
    let olga = sets_up(world, OLGA).await;
    let ticket_of_olga = ticket(engine, OLGA).await;
    let code = world.app_shows(&olga.secret);
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        assert!(is_refused(passes(engine, &ticket_of_olga, wrong).await, SecondStepRefusal::Wrong));
    }
    assert!(is_refused(passes(engine, &ticket_of_olga, &code).await, SecondStepRefusal::Later));
    let other = ticket(engine, OLGA).await;
    assert!(
        is_refused(passes(engine, &other, &code).await, SecondStepRefusal::Later),
        "for all her browsers"
    );
    let recovery = olga.codes[3].to_uppercase();
    assert!(passes(engine, &other, &recovery).await.is_ok());
    assert!(is_refused(passes(engine, &ticket_of_olga, &recovery).await, SecondStepRefusal::Wrong), "once");
    let standing = second_step::standing(engine, olga.who.user).await.unwrap().unwrap();
    assert_eq!(standing.codes_left, 9);
});

both!(what_was_only_begun_counts_for_nothing_and_is_seen_by_who_began_it, |world| {
    let engine = &world.engine;
    let who = at(&enters(engine, OLGA).await.signed_in().unwrap());
    let wrong = second_step::begin(engine, who.clone(), "another password".into(), world.now()).await;
    assert!(is_refused(wrong, SecondStepRefusal::Password));
    let who = begins(world, OLGA).await;
    assert!(enters(engine, OLGA).await.signed_in().is_some(), "nothing is asked for yet");
    let told = second_step::setting_up(engine, &who, "Halles", world.now()).await.unwrap();
    let again = second_step::setting_up(engine, &who, "Halles", world.now()).await.unwrap();
    assert_eq!(told, again);
    let marta = at(&enters(engine, "marta@example.com").await.signed_in().unwrap());
    let strange =
        second_step::setting_up(engine, &Oneself { session: who.session, ..marta }, "", world.now()).await;
    assert!(matches!(strange, Err(Stop::Absent)), "{strange:?}");
    let wrong = second_step::confirm(engine, who.clone(), "12345".into(), world.now()).await;
    assert!(is_refused(wrong, SecondStepRefusal::Wrong));
    world.time_passes(SETTING_UP_LASTS);
    let code = world.app_shows(&told.secret);
    let late = second_step::confirm(engine, who, code, world.now()).await;
    assert!(is_refused(late, SecondStepRefusal::Stale));
    assert!(enters(engine, OLGA).await.signed_in().is_some());
});

both!(a_proof_a_new_password_by_letter_and_turning_it_off_ask_for_the_code_too, |world| {
    let engine = &world.engine;
    let olga = sets_up(world, OLGA).await;
    let who = (olga.who.user, olga.who.session);
    let proves = async |password: &str, code: String| {
        let shown = Shown { password: password.into(), code };
        engine::user::prove(engine, who, shown, Origin::default(), world.now()).await
    };
    let without = proves(PASSWORD, String::new()).await;
    assert!(matches!(without, Err(Stop::Refused(ProofRefusal::Code(SecondStepRefusal::Wrong)))));
    let code = world.app_shows(&olga.secret);
    let wrong = proves("another password", code.clone()).await;
    assert!(matches!(wrong, Err(Stop::Refused(ProofRefusal::Wrong))));
    proves(PASSWORD, code).await.unwrap();

    engine::user::ask_reset(engine, OLGA.into(), world.cast.mall.id, world.now()).await.unwrap();
    world.settle().await;
    let letters = world.letters();
    let said = letters.iter().rev().map(|letter| &letter.text).find(|text| text.contains("token=")).unwrap();
    let token: String = said.split("token=").nth(1).unwrap().chars().take_while(|c| *c != '"').collect();
    let renewed = engine::user::reset(engine, token, PASSWORD.into(), place(), world.now()).await.unwrap();
    assert!(renewed.signed_in().is_none(), "a letter is no second step");

    world.time_passes(STEP);
    let typed = |code: &str| (PASSWORD.to_owned(), code.to_owned());
    let wrong = second_step::turn_off(engine, olga.who.clone(), typed("1"), world.now()).await;
    assert!(is_refused(wrong, SecondStepRefusal::Wrong));
    let renewed = second_step::renew_codes(engine, olga.who.clone(), typed(&olga.codes[0]), world.now());
    let renewed = renewed.await.unwrap();
    let old = second_step::turn_off(engine, olga.who.clone(), typed(&olga.codes[1]), world.now()).await;
    assert!(is_refused(old, SecondStepRefusal::Wrong), "the earlier codes are void");
    second_step::turn_off(engine, olga.who.clone(), typed(&renewed[1]), world.now()).await.unwrap();
    assert!(enters(engine, OLGA).await.signed_in().is_some());
});

both!(the_machine_takes_it_away_and_the_audit_has_each_step_without_a_secret, |world| {
    let engine = &world.engine;
    let olga = sets_up(world, OLGA).await;
    let one = ticket(engine, OLGA).await;
    let signed_in = passes(engine, &one, &olga.codes[0]).await.unwrap();
    second_step::take_away(engine, olga.who.user, world.now()).await.unwrap();
    assert!(!is_holder(world, &signed_in.cookie).await, "every session has ended");
    assert!(enters(engine, OLGA).await.signed_in().is_some());
    let none = second_step::take_away(engine, world.cast.marta, world.now()).await;
    assert!(matches!(none, Err(Stop::Absent)));
    world.settle().await;
    let wanted = Wanted { person: olga.who.user.get(), ..Wanted::default() };
    let seen = engine::audit::of_operator(engine, &world.cast.olga, wanted).await.unwrap();
    let deeds: Vec<Deed> = seen.entries.iter().map(|entry| entry.deed).collect();
    for deed in [Deed::SecondStepSet, Deed::RecoveryUsed, Deed::SecondStepRemoved] {
        assert!(deeds.contains(&deed), "{deed} is not in {deeds:?}");
    }
    let all = format!("{:?}", seen.entries);
    assert!(!all.contains(&olga.codes[0]) && !all.contains(&olga.secret.replace(' ', "")));
});

both!(the_secret_lies_sealed_and_the_doctor_sees_a_code_asked_for_that_nobody_can_make, |world| {
    let olga = sets_up(world, OLGA).await;
    let user = olga.who.user;
    let step = world.engine.db().read(move |tx| -> Stored<_> { store::second_step::of_user(tx, user) });
    let step = step.await.unwrap().unwrap();
    let letters = olga.secret.replace(' ', "");
    let kept = [step.sealed, step.wrapped_key].concat();
    assert!(!String::from_utf8_lossy(&kept).contains(&letters[..8]), "nothing shows through");
    let broken = async |since| {
        let row = User { second_step_at: since, ..person(world, user).await };
        let saved =
            world.engine.db().act(move |tx| -> Stored<()> { store::save(tx, std::slice::from_ref(&row)) });
        saved.await.unwrap();
        let checks = engine::doctor::run(&world.engine).await.unwrap();
        let found = checks.into_iter().filter(|check| check.name.starts_with("sign_in.") && !check.holds);
        found.map(|check| check.name).collect::<Vec<_>>()
    };
    let names = ["sign_in.asked_for_what_there_is", "sign_in.recovery_codes_of_a_second_step"];
    assert_eq!(broken(None).await, names);
    assert_eq!(broken(Some(world.now())).await, [""; 0]);
});

/// The letters to somebody about their own sign-in, in their order.
async fn told(world: &World, to: &str) -> Vec<&'static str> {
    world.settle().await;
    let all = ["PasswordSet", "StepSet", "StepRemoved", "CodesRenewed", "CodesLow"];
    let named = |text: &str| all.into_iter().find(|news| text.contains(&format!("news: {news}")));
    world.letters().iter().filter(|letter| letter.to == to).filter_map(|letter| named(&letter.text)).collect()
}

both!(each_change_of_one_s_sign_in_is_told_by_letter_and_no_letter_has_a_secret, |world| {
    let (engine, marta) = (&world.engine, sets_up(world, "marta@example.com").await);
    let who = (marta.who.user, marta.who.session);
    assert_eq!(told(world, "marta@example.com").await, ["StepSet"]);
    for code in &marta.codes[..9] {
        let shown = Shown { password: PASSWORD.into(), code: code.clone() };
        engine::user::prove(engine, who, shown, Origin::default(), world.now()).await.unwrap();
    }
    assert_eq!(
        told(world, "marta@example.com").await,
        ["StepSet", "CodesLow", "CodesLow"],
        "from the last two on"
    );
    let typed = (PASSWORD.to_owned(), world.app_shows(&marta.secret));
    second_step::renew_codes(engine, marta.who.clone(), typed, world.now()).await.unwrap();
    world.time_passes(STEP);
    let typed = (PASSWORD.to_owned(), world.app_shows(&marta.secret));
    second_step::turn_off(engine, marta.who.clone(), typed, world.now()).await.unwrap();
    let (old, new) = (PASSWORD.to_owned(), "another long enough one".to_owned());
    let from = (marta.who.session, Origin::default());
    engine::user::change_password(engine, marta.who.user, from, old, new.clone(), world.now()).await.unwrap();
    let all = told(world, "marta@example.com").await;
    assert_eq!(all[3..], ["CodesRenewed", "StepRemoved", "PasswordSet"]);
    for letter in world.letters() {
        for secret in
            [marta.codes[0].as_str(), marta.codes[9].as_str(), marta.secret.as_str(), PASSWORD, new.as_str()]
        {
            assert!(!letter.text.contains(secret), "a secret stands in {}", letter.text);
        }
    }
});

both!(where_it_is_asked_of_operators_their_members_do_nothing_without_it, |world| {
    let strict = world.strict_engine().await;
    let olga = world.cast.olga.user;
    let before = OperatorMember::of(&strict, olga).await.unwrap();
    let denied = before.may::<Never>(Permission::MarketRead);
    assert!(matches!(denied, Err(Stop::Denied(Denied::WithoutSecondStep))), "{denied:?}");
    assert!(
        OperatorMember::of(&world.engine, olga).await.unwrap().may::<Never>(Permission::MarketRead).is_ok()
    );
    sets_up(world, OLGA).await;
    let after = OperatorMember::of(&strict, olga).await.unwrap();
    assert!(after.may::<Never>(Permission::MarketRead).is_ok());
    strict.release().await.unwrap();
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_processes_that_take_the_same_code_at_once_one_opens() {
    let Some(world) = World::open(Kind::Postgres).await else { return };
    let second = world.second_engine().await;
    let olga = sets_up(&world, OLGA).await;
    for round in 0..8 {
        let (one, other) = (ticket(&world.engine, OLGA).await, ticket(&second, OLGA).await);
        let code = world.app_shows(&olga.secret);
        let (a, b) = tokio::join!(passes(&world.engine, &one, &code), passes(&second, &other, &code));
        assert_eq!(usize::from(a.is_ok()) + usize::from(b.is_ok()), 1, "round {round}: {a:?}, {b:?}");
        world.time_passes(MINUTE);
    }
    world.must_be_sound().await;
    second.release().await.unwrap();
}
