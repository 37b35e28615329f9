//! Many applications of a queue: taken by one checker, their applicants reminded; row by row by the act that decides one, by a
//! job that survives its process and ends with the right of who began it. Of two reminders at once one is sent.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::application::{Queue, Stage, Turn};
use domain::audit::Deed;
use domain::job::{Job, JobKind, JobLine, JobState};
use domain::market::Market;
use domain::paper::PaperKind;
use domain::permission::Permission;
use domain::reminder::ReminderRefusal;
use domain::seller::{MemberOf, Role};
use domain::{ApplicationId, DAY, JobId};
use engine::application::{self as door, Judgement};
use engine::bulk::{Bulk, Rows, What};
use engine::job::JobDesk;
use engine::{Denied, Engine, OperatorMember, Stop};
use testkit::applicants::{market_of_papers, opens, submits};
use testkit::{World, both};

fn of(queue: Queue) -> Rows {
    Rows::Applications { queue, kind: None }
}

fn ticked(ids: &[ApplicationId]) -> Rows {
    Rows::these(ids.iter().map(|id| id.get()))
}

async fn begins(world: &World, market: &Market, bulk: Bulk, key: &str) -> JobId {
    let olga = &world.cast.olga;
    engine::bulk::begin(&world.engine, olga, (market.id, bulk), key.into(), world.now()).await.unwrap()
}

async fn job(world: &World, market: &Market, id: JobId) -> (Job, Vec<JobLine>) {
    let desk = || JobDesk::Market(&world.cast.olga, market.id);
    let lines = engine::job::lines(&world.engine, desk(), id, (None, -1)).await.unwrap();
    (engine::job::get(&world.engine, desk(), id).await.unwrap().job, lines)
}

/// Begins it, lets it end, and answers the job with its lines.
async fn does(world: &World, market: &Market, (what, rows): (What, Rows), key: &str) -> (Job, Vec<JobLine>) {
    let id = begins(world, market, Bulk { what, rows }, key).await;
    world.settle().await;
    job(world, market, id).await
}

/// The codes of some lines, sorted.
fn codes(lines: &[JobLine]) -> Vec<&str> {
    let mut codes: Vec<&str> =
        lines.iter().map(|line| line.code.as_str()).filter(|code| !code.is_empty()).collect();
    codes.sort_unstable();
    codes
}

/// What an operator sees of one.
async fn sees(world: &World, id: ApplicationId) -> domain::application::Application {
    door::for_checker(&world.engine, &world.cast.olga, id, world.now()).await.unwrap().it
}

/// Texts of the letters that remind of an application.
fn letters(world: &World, id: ApplicationId) -> Vec<(String, String)> {
    let name = id.to_string();
    let sent = world.letters().into_iter();
    let own = sent.filter(|one| one.subject.starts_with("ApplicationReminder") && one.text.contains(&name));
    own.map(|letter| (letter.to, letter.text)).collect()
}

async fn audited(world: &World, id: ApplicationId, deed: Deed) -> usize {
    let bucket = id.bucket();
    let told = world.engine.db().read(move |tx| store::audit::all_after(tx, bucket, 0, 1_000)).await.unwrap();
    let name = id.to_string();
    let is_one = |entry: &&domain::audit::AuditEntry| {
        entry.deed == deed && entry.subject == name && entry.request.starts_with("job_")
    };
    told.iter().filter(is_one).count()
}

/// Olga takes it and asks something: it is the applicant's turn.
async fn asks(world: &World, id: ApplicationId, question: &str) {
    let (engine, olga) = (&world.engine, &world.cast.olga);
    door::take(engine, olga, id, world.now()).await.unwrap();
    door::ask(engine, olga, id, question.into(), world.now()).await.unwrap();
}

both!(a_checker_takes_many_and_none_from_another_one, |world| {
    let (engine, olga, otto) = (&world.engine, &world.cast.olga, world.otto().await);
    let market = market_of_papers(world).await;
    let mut ids = Vec::new();
    for name in ["ada", "bea", "cleo", "dora", "eva"] {
        ids.push(submits(world, &market, name).await.1);
    }
    door::take(engine, &otto, ids[3], world.now()).await.unwrap();
    door::take(engine, olga, ids[4], world.now()).await.unwrap();
    world.settle().await;
    let wanted = (JobKind::TakeApplications, of(Queue::Ours));
    let seen = engine::bulk::preview(engine, olga, market.id, wanted, world.now()).await.unwrap();
    assert_eq!((seen.total, seen.names[0].name.as_str()), (5, "eva"));

    let (done, lines) = does(world, &market, (What::TakeApplications, of(Queue::Ours)), "k1").await;
    assert_eq!((done.state, done.done, done.unchanged, done.refused), (JobState::Done, 3, 1, 1));
    assert_eq!(codes(&lines), ["application.taken_already", "application.with_another"]);
    assert!(lines.iter().any(|line| line.value == "Otto Operator"), "the report names who has it: {lines:?}");
    for id in &ids[..3] {
        let it = sees(world, *id).await;
        assert_eq!((it.stage, it.reviewer.as_str()), (Stage::Papers, "Olga Operator"));
        assert_eq!(
            audited(world, *id, Deed::ApplicationRuled).await,
            1,
            "its own entry, which names the job"
        );
    }
    assert_eq!(sees(world, ids[3]).await.reviewer, "Otto Operator");
    let alone = door::take(engine, olga, ids[3], world.now()).await;
    assert!(matches!(&alone, Err(Stop::Refused(code)) if code.to_string() == "application.with_another"));

    // Another market's job does not have it; nor does one that nobody sent in.
    let other = market_of_papers(world).await;
    let (_, lines) = does(world, &other, (What::TakeApplications, ticked(&ids[..1])), "k2").await;
    assert_eq!(codes(&lines), ["bulk.gone"]);
    world.becomes(otto.user, (MemberOf::Operator, otto.operator.get()), Some(Role::Support)).await;
    let support = OperatorMember::of(engine, otto.user).await.unwrap();
    let bulk = (market.id, Bulk { what: What::TakeApplications, rows: of(Queue::Ours) });
    let denied = engine::bulk::begin(engine, &support, bulk, "k3".into(), world.now()).await;
    let lacking = Denied::Lacking { of: MemberOf::Operator, what: Permission::ApplicationsRule };
    assert!(matches!(denied, Err(Stop::Denied(found)) if found == lacking), "{denied:?}");
});

both!(taking_many_goes_on_in_another_process_and_ends_with_the_right_to_do_it, |world| {
    let market = market_of_papers(world).await;
    let mut ids = Vec::new();
    for at in 0..22 {
        ids.push(submits(world, &market, &format!("maker{at}")).await.1);
    }
    world.settle().await;
    let taken = async || {
        let mut count = 0;
        for id in &ids {
            count += usize::from(sees(world, *id).await.stage == Stage::Papers);
        }
        count
    };
    let take = || Bulk { what: What::TakeApplications, rows: of(Queue::Ours) };
    let id = begins(world, &market, take(), "k1").await;
    engine::outbox::run_once(&world.engine, world.now()).await.unwrap();
    assert_eq!((job(world, &market, id).await.0.done, taken().await), (20, 20));
    let (olga, operator) = (world.cast.olga.user, world.cast.olga.operator.get());
    world.becomes(olga, (MemberOf::Operator, operator), Some(Role::Auditor)).await;
    world.settle().await;
    let ended = job(world, &market, id).await.0;
    assert_eq!((ended.state, ended.reason.as_str()), (JobState::Stopped, "job.member_gone"));
    assert_eq!(taken().await, 20, "what was not reached is left");

    world.becomes(olga, (MemberOf::Operator, operator), Some(Role::Owner)).await;
    let id = begins(world, &market, take(), "k2").await;
    engine::outbox::run_once(&world.engine, world.now()).await.unwrap();
    let other = world.engine_of("other").await;
    engine::outbox::run_until_idle(&other, world.now() + domain::MINUTE).await.unwrap();
    let done = job(world, &market, id).await.0;
    assert_eq!((done.state, done.done, done.unchanged), (JobState::Done, 2, 20));
    assert_eq!(taken().await, 22);
    other.release().await.unwrap();
});

both!(applicants_are_reminded_of_what_is_asked_once_a_day_while_it_is_their_turn, |world| {
    let (engine, olga) = (&world.engine, &world.cast.olga);
    let market = market_of_papers(world).await;
    let (ada, asked) = submits(world, &market, "ada").await;
    let (_, back) = submits(world, &market, "bea").await;
    let (_, ours) = submits(world, &market, "cleo").await;
    asks(world, asked, "Where is the kiln?").await;
    door::take(engine, olga, back, world.now()).await.unwrap();
    door::send_back(engine, olga, back, "A page is missing".into(), world.now()).await.unwrap();
    // Who may not answer for the applicant is not told.
    let manager = world.cast.marta;
    world.becomes(manager, (MemberOf::Seller, ada.seller.get()), Some(Role::Manager)).await;
    world.settle().await;

    let theirs = || (What::RemindApplications, of(Queue::Theirs));
    let (done, _) = does(world, &market, theirs(), "k1").await;
    assert_eq!((done.state, done.done, done.refused), (JobState::Done, 2, 0));
    let sent = letters(world, asked);
    assert_eq!(sent.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), ["ada@example.com"]);
    assert!(sent[0].1.contains("Where is the kiln?") && sent[0].1.contains("Complete"), "{}", sent[0].1);
    let until = sees(world, asked).await.due_at.unwrap();
    assert!(sent[0].1.contains(&until.to_string()), "it names the day: {}", sent[0].1);
    assert!(letters(world, back)[0].1.contains("A page is missing"));
    let listed = door::queue(engine, olga, market.id, (Queue::Theirs, None), None).await.unwrap();
    assert!(listed.iter().all(|row| row.reminded_at == Some(world.now())), "{listed:?}");
    assert_eq!(audited(world, asked, Deed::ApplicationReminded).await, 1);

    let (again, lines) = does(world, &market, theirs(), "k2").await;
    assert_eq!((again.unchanged, again.done), (2, 0), "{lines:?}");
    assert_eq!(codes(&lines), ["reminder.already_today"; 2]);
    let (early, lines) = does(world, &market, (What::RemindApplications, ticked(&[ours])), "k3").await;
    assert_eq!((early.unchanged, codes(&lines)), (1, vec!["reminder.not_their_turn"]));

    // Answered and sent in again: it is ours. The other one is reminded once more, on another day.
    world.days_later(1).await;
    door::answer(engine, &ada, (asked, 0), "In the yard.".into(), world.now()).await.unwrap();
    door::submit(engine, &ada, asked, world.now()).await.unwrap();
    let both = (What::RemindApplications, ticked(&[asked, back]));
    let (next, lines) = does(world, &market, both, "k4").await;
    assert_eq!((next.done, codes(&lines)), (1, vec!["reminder.not_their_turn"]));
    assert_eq!((letters(world, asked).len(), letters(world, back).len()), (1, 2));
});

both!(who_is_approved_is_reminded_to_open_and_who_is_supervised_of_what_they_can_mend, |world| {
    let (engine, olga) = (&world.engine, &world.cast.olga);
    let market = market_of_papers(world).await;
    let (_, id) = submits(world, &market, "ada").await;
    door::take(engine, olga, id, world.now()).await.unwrap();
    for paper in door::for_checker(engine, olga, id, world.now()).await.unwrap().papers {
        door::judge(engine, olga, id, Judgement::Accept(paper.id), world.now()).await.unwrap();
    }
    door::pass(engine, olga, id, world.now()).await.unwrap();
    world.settle().await;
    let (done, _) = does(world, &market, (What::RemindApplications, of(Queue::Preparing)), "k1").await;
    assert_eq!(done.done, 1);
    assert!(letters(world, id)[0].1.contains("Prepare"), "{:?}", letters(world, id));

    let until = world.now() + 20 * DAY;
    let (sam, shop) = opens(world, &market, (domain::admission::ShopKind::Flagship, Some(until))).await;
    world.travels(21 * DAY).await;
    world.settle().await;
    assert_eq!(
        (sees(world, shop).await.stage, sees(world, shop).await.turn),
        (Stage::Supervised, Turn::Applicant)
    );
    let view = door::for_checker(engine, olga, shop, world.now()).await.unwrap();
    assert_eq!(view.reminders, [None, Some(PaperKind::RegisterExtract)]);
    let (done, _) = does(world, &market, (What::RemindApplications, of(Queue::Supervised)), "k2").await;
    assert_eq!(done.done, 1);
    let sent = letters(world, shop);
    assert!(sent[0].1.contains("MakeGood") && sent[0].1.contains("RegisterExtract"), "{sent:?}");

    // What they could do is done: the rest is a checker's.
    world.days_later(1).await;
    let renewed = Some(world.now() + 400 * DAY);
    testkit::applicants::sends_extract(world, &sam, shop, renewed).await;
    world.settle().await;
    let (_, lines) = does(world, &market, (What::RemindApplications, of(Queue::Supervised)), "k3").await;
    assert_eq!(codes(&lines), ["reminder.handed_in"]);
});

both!(whose_address_is_not_proved_is_not_written_to_and_the_report_says_so, |world| {
    let market = market_of_papers(world).await;
    let (_, id) = submits(world, &market, "ada").await;
    asks(world, id, "Where is the kiln?").await;
    let user = engine::by_hand::account_of(&world.engine, "ada@example.com").await.unwrap();
    let forget = move |tx: &mut store::Tx<'_>| -> store::Stored<()> {
        let person = store::user::user(tx, user)?.unwrap();
        store::save(tx, &[domain::user::User { verified_at: None, ..person }])
    };
    world.engine.db().act(forget).await.unwrap();
    world.settle().await;
    let (done, lines) = does(world, &market, (What::RemindApplications, of(Queue::Theirs)), "k1").await;
    assert_eq!((done.done, codes(&lines)), (0, vec!["reminder.nobody_to_tell"]));
    world.proves_address(user).await;
    let (done, _) = does(world, &market, (What::RemindApplications, of(Queue::Theirs)), "k2").await;
    assert_eq!((done.done, letters(world, id).len()), (1, 1), "what nobody was told does not count as told");
});

/// Rounds in which two remind at the same moment.
const ROUNDS: usize = 8;

/// One of two who remind at the same moment does it, the other one is told that it is done.
fn one_did(one: Result<(), Stop<ReminderRefusal>>, other: Result<(), Stop<ReminderRefusal>>, round: usize) {
    let is_told = |done: &Result<(), Stop<ReminderRefusal>>| {
        matches!(done, Err(Stop::Refused(ReminderRefusal::AlreadyToday)))
    };
    let fits = (one.is_ok() && is_told(&other)) || (other.is_ok() && is_told(&one));
    assert!(fits, "round {round}: {one:?} {other:?}");
}

both!(of_two_reminders_of_an_application_at_the_same_moment_one_is_sent, |world| {
    let market = market_of_papers(world).await;
    let mut ids = Vec::new();
    for at in 0..ROUNDS {
        ids.push(submits(world, &market, &format!("maker{at}")).await.1);
        asks(world, ids[at], "Where is the kiln?").await;
    }
    let (otto, second) = (world.otto().await, world.second_engine().await);
    // On the first day a row is written for each, on the second one it is changed.
    for day in 1..=2 {
        for (round, id) in ids.iter().enumerate() {
            let (one, other) = tokio::join!(
                door::remind(&world.engine, &world.cast.olga, *id, world.now()),
                door::remind(&second, &otto, *id, world.now()),
            );
            one_did(one, other, round);
            world.settle().await;
            assert_eq!(letters(world, *id).len(), day, "one letter a day");
        }
        world.days_later(1).await;
    }
    second.release().await.unwrap();
});

both!(of_two_reminders_of_a_paper_at_the_same_moment_one_is_sent, |world| {
    let market = market_of_papers(world).await;
    let until = Some(world.now() + 20 * DAY);
    let (_, id) = opens(world, &market, (domain::admission::ShopKind::Flagship, until)).await;
    let (otto, second) = (world.otto().await, world.second_engine().await);
    let about = (id, PaperKind::RegisterExtract);
    let sent = || world.letters().iter().filter(|one| one.subject.starts_with("PaperReminder")).count();
    let reminds =
        async |engine: &Engine, by: &OperatorMember| door::remind_paper(engine, by, about, world.now()).await;
    for round in 1..=ROUNDS {
        let (one, other) = tokio::join!(reminds(&world.engine, &world.cast.olga), reminds(&second, &otto));
        one_did(one, other, round);
        world.settle().await;
        assert_eq!(sent(), round, "one letter a day");
        world.days_later(1).await;
    }
    second.release().await.unwrap();
});
