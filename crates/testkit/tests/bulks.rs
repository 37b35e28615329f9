//! One act on many rows: ticked or found by a filter, slice by slice, each row decided anew when its turn comes, with its own
//! entry in the audit; stopped, gone on with by another process, and ended when its author loses the right.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::audit::{About, Deed};
use domain::job::{Job, JobKind, JobState, LineOutcome};
use domain::permission::Permission;
use domain::seller::{MemberOf, Role};
use domain::shop::{Shop, ShopStanding, ShopState};
use domain::suspension::SuspensionCause;
use domain::{JobId, ShopId};
use engine::bulk::{BeginRefusal, Bulk, BulkRefusal, Rows, What};
use engine::job::{JobDesk, JobRefusal};
use engine::{Denied, OperatorMember, Presence, Stop, suspension};
use testkit::{World, both};

const FOUND: &str = "Sells what a recall took off the market.";

fn suspends(rows: Rows) -> Bulk {
    Bulk { what: What::SuspendShops { cause: SuspensionCause::UnsafeGoods, text: FOUND.to_owned() }, rows }
}

fn lifts(rows: Rows) -> Bulk {
    Bulk { what: What::LiftSuspensions, rows }
}

fn all(standing: Option<ShopStanding>) -> Rows {
    Rows::Shops { standing, search: String::new() }
}

/// Opens more shops of Brume on the mall; answers them all.
async fn shops(world: &World, count: usize) -> Vec<ShopId> {
    let cast = &world.cast;
    let mut ids = vec![cast.brume_shop.id];
    for at in 1..count {
        let slug = format!("brume-{at}");
        let new = Shop { id: ShopId::from_raw(0), name: slug.clone(), slug, ..cast.brume_shop.clone() };
        let now = world.now();
        let shop =
            engine::by_hand::open_shop(&world.engine, &cast.brume, new, Vec::new(), now).await.unwrap();
        ids.push(shop.id);
    }
    world.settle().await;
    ids
}

async fn begins(world: &World, bulk: Bulk, key: &str) -> Result<JobId, Stop<BeginRefusal>> {
    let cast = &world.cast;
    engine::bulk::begin(&world.engine, &cast.olga, (cast.mall.id, bulk), key.into(), world.now()).await
}

fn desk(world: &World) -> JobDesk<'_> {
    JobDesk::Market(&world.cast.olga, world.cast.mall.id)
}

async fn job(world: &World, id: JobId) -> Job {
    engine::job::get(&world.engine, desk(world), id).await.unwrap().job
}

/// How many of some shops are suspended now.
async fn suspended(world: &World, shops: &[ShopId]) -> usize {
    let mut count = 0;
    for shop in shops {
        let seen = suspension::for_operator(&world.engine, &world.cast.olga, *shop).await.unwrap();
        count += usize::from(seen.suspensions.iter().any(suspension::Suspension::goes_on));
    }
    count
}

/// Lets what is due happen once: one slice of the job.
async fn one_slice(world: &World) {
    engine::outbox::run_once(&world.engine, world.now()).await.unwrap();
}

both!(three_slices_of_shops_are_suspended_while_one_is_lifted_by_hand_and_let_go_again, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    let all_of_them = shops(world, 44).await;
    let wanted = (JobKind::SuspendShops, all(Some(ShopStanding::Open)));
    let seen = engine::bulk::preview(engine, &cast.olga, cast.mall.id, wanted, world.now()).await.unwrap();
    assert_eq!((seen.total, seen.names.len()), (45, 8), "Northbound's is there too");

    // One is suspended already, and lifted while the job is between its first slice and its last.
    let oldest = all_of_them[0];
    let reasons = (SuspensionCause::Rules, FOUND.to_owned());
    let by_hand = suspension::suspend(engine, &cast.olga, oldest, reasons, world.now()).await.unwrap();
    let id = begins(world, suspends(all(None)), "k1").await.unwrap();
    assert_eq!(begins(world, suspends(all(None)), "k1").await.unwrap(), id, "sent twice, begun once");
    one_slice(world).await;
    let under_way = job(world, id).await;
    assert_eq!((under_way.state, under_way.done, under_way.total), (JobState::Running, 20, 45));
    suspension::lift(engine, &cast.olga, by_hand, world.now()).await.unwrap();
    world.settle().await;
    let done = job(world, id).await;
    assert_eq!((done.state, done.done, done.unchanged, done.refused), (JobState::Done, 45, 0, 0));
    assert_eq!(suspended(world, &all_of_them).await, 44);
    assert!(world.letters().iter().filter(|letter| letter.text.contains(FOUND)).count() >= 44);

    let of_brume = About::Seller(cast.brume.seller);
    let name = id.to_string();
    let told = world
        .engine
        .db()
        .read(move |tx| -> store::Stored<_> { store::audit::all_after(tx, of_brume.bucket(), 0, 1_000) });
    let told = told.await.unwrap();
    let is_of_job = |entry: &&domain::audit::AuditEntry| {
        entry.deed == Deed::ShopSuspended && entry.request == name && entry.about == of_brume.to_string()
    };
    let by_job = told.iter().filter(is_of_job);
    assert_eq!(by_job.count(), 44, "each has its own entry, which names the job");

    let again = begins(world, suspends(all(None)), "k2").await.unwrap();
    world.settle().await;
    let again = job(world, again).await;
    assert_eq!((again.state, again.done, again.unchanged), (JobState::Done, 0, 45), "suspended already");

    let back = begins(world, lifts(all(Some(ShopStanding::Suspended))), "k3").await.unwrap();
    world.settle().await;
    assert_eq!((job(world, back).await.done, suspended(world, &all_of_them).await), (45, 0));
});

both!(a_bulk_act_goes_on_where_its_process_fell_and_does_each_row_once, |world| {
    let all_of_them = shops(world, 24).await;
    let ticked = Rows::these(all_of_them.iter().map(|id| id.get()));
    let id = begins(world, suspends(ticked), "k1").await.unwrap();
    one_slice(world).await;
    let other = world.engine_of("other").await;
    engine::outbox::run_until_idle(&other, world.now() + domain::MINUTE).await.unwrap();
    let done = job(world, id).await;
    assert_eq!((done.state, done.done, done.told()), (JobState::Done, 24, 24));
    assert_eq!(suspended(world, &all_of_them).await, 24);
    other.release().await.unwrap();
});

both!(a_bulk_act_is_stopped_by_who_may_do_it_and_ends_when_its_author_may_no_longer, |world| {
    let (engine, cast, otto) = (&world.engine, &world.cast, world.otto().await);
    let all_of_them = shops(world, 24).await;
    let id = begins(world, suspends(all(None)), "k1").await.unwrap();
    one_slice(world).await;
    world.becomes(otto.user, (MemberOf::Operator, cast.olga.operator.get()), Some(Role::Support)).await;
    let support = OperatorMember::of(engine, otto.user).await.unwrap();
    let stop = |member| engine::job::stop(engine, JobDesk::Market(member, cast.mall.id), id, world.now());
    let denied = stop(&support).await;
    let lacking = Denied::Lacking { of: MemberOf::Operator, what: Permission::ShopsSuspend };
    assert!(matches!(denied, Err(Stop::Denied(found)) if found == lacking), "{denied:?}");
    stop(&cast.olga).await.unwrap();
    world.settle().await;
    assert_eq!((job(world, id).await.state, job(world, id).await.done), (JobState::Stopped, 20));
    assert!(matches!(stop(&cast.olga).await, Err(Stop::Refused(JobRefusal::Ended))));
    assert!(suspended(world, &all_of_them).await < 24, "what was not reached is left");

    let id = begins(world, suspends(all(None)), "k2").await.unwrap();
    let operator = (MemberOf::Operator, cast.olga.operator.get());
    world.becomes(cast.olga.user, operator, Some(Role::Auditor)).await;
    world.settle().await;
    let ended = job(world, id).await;
    assert_eq!((ended.state, ended.reason.as_str()), (JobState::Stopped, "job.member_gone"));
    assert_eq!(ended.told(), 0);
});

both!(a_bulk_act_needs_rows_words_and_a_proof_and_reaches_no_other_market, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    let refused = begins(world, suspends(Rows::these([])), "k1").await;
    let nothing = Stop::Refused(BeginRefusal::Bulk(BulkRefusal::NothingChosen));
    assert_eq!(refused.unwrap_err().to_string(), nothing.to_string());
    let wordless = What::SuspendShops { cause: SuspensionCause::Rules, text: "bad".to_owned() };
    let refused = begins(world, Bulk { what: wordless, rows: all(None) }, "k1").await;
    assert!(matches!(refused, Err(Stop::Refused(BeginRefusal::Bulk(BulkRefusal::ReasonMissing)))));
    let unproved = cast.olga.clone().present(Presence::default());
    let bulk = (cast.mall.id, suspends(all(None)));
    let refused = engine::bulk::begin(engine, &unproved, bulk, "k1".into(), world.now()).await;
    assert!(matches!(refused, Err(Stop::Denied(Denied::Unproved))), "{refused:?}");

    // A shop of another market is not there for this one's job.
    let others = cast.north_makers_shop.id;
    let id = begins(world, suspends(Rows::these([others.get(), cast.brume_shop.id.get()])), "k1");
    let id = id.await.unwrap();
    let closing =
        engine::shop::set_state(engine, &cast.olga, cast.brume_shop.id, ShopState::Closed, world.now());
    closing.await.unwrap();
    world.settle().await;
    let lines = engine::job::lines(engine, desk(world), id, (Some(LineOutcome::Refused), -1)).await.unwrap();
    let mut codes: Vec<&str> = lines.iter().map(|line| line.code.as_str()).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["bulk.gone", "suspension.not_in_trade"]);
});
