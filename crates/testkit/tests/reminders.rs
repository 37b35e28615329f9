//! Papers of shops in trade, watched over and reminded of: by how they stand, once a day, with a letter to the owners and an
//! entry in the audit each.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::admission::ShopKind;
use domain::audit::Deed;
use domain::job::{Job, JobLine, JobState};
use domain::market::Market;
use domain::paper::{PaperPart, PapersWanted};
use domain::permission::Permission;
use domain::seller::{MemberOf, Role};
use domain::{ApplicationId, DAY, JobId, PaperId};
use engine::application::{self as door, Judgement, ListedPaper};
use engine::bulk::{Bulk, Rows, What};
use engine::job::JobDesk;
use engine::{Denied, OperatorMember, Stop};
use testkit::applicants::{market_of_papers, opens, sends_extract};
use testkit::{World, both};

async fn listed(world: &World, market: &Market, wanted: PapersWanted) -> Vec<ListedPaper> {
    let when = (wanted, world.now());
    door::watched(&world.engine, &world.cast.olga, market.id, when, None).await.unwrap()
}

async fn of_part(world: &World, market: &Market, part: PaperPart) -> Vec<ListedPaper> {
    listed(world, market, PapersWanted::of(part)).await
}

/// Reminds of some rows and lets it end; answers the job with its lines.
async fn reminds(world: &World, market: &Market, rows: Rows, key: &str) -> (Job, Vec<JobLine>) {
    let (engine, olga) = (&world.engine, &world.cast.olga);
    let bulk = (market.id, Bulk { what: What::RemindPapers, rows });
    let id: JobId = engine::bulk::begin(engine, olga, bulk, key.into(), world.now()).await.unwrap();
    world.settle().await;
    let desk = || JobDesk::Market(olga, market.id);
    let lines = engine::job::lines(engine, desk(), id, (None, -1)).await.unwrap();
    (engine::job::get(engine, desk(), id).await.unwrap().job, lines)
}

fn all(part: PaperPart) -> Rows {
    Rows::Papers(PapersWanted::of(part))
}

fn codes(lines: &[JobLine]) -> Vec<&str> {
    lines.iter().map(|line| line.code.as_str()).collect()
}

/// Letters that tell of the paper and lead to the application.
fn letters(world: &World, id: ApplicationId) -> usize {
    let name = id.to_string();
    let is_one = |text: &str| text.contains(&name) && text.contains("RegisterExtract");
    world.letters().iter().filter(|letter| is_one(&letter.text)).count()
}

both!(who_holds_a_paper_that_ends_is_reminded_once_a_day_until_a_new_one_is_handed_in, |world| {
    let market = market_of_papers(world).await;
    let until = Some(world.now() + 20 * DAY);
    let (sam, id) = opens(world, &market, (ShopKind::Flagship, until)).await;
    let within = |days| PapersWanted { days: Some(days), ..PapersWanted::of(PaperPart::Ending) };
    assert!(listed(world, &market, within(7)).await.is_empty());
    let found = listed(world, &market, within(30)).await;
    assert_eq!((found.len(), found[0].application, found[0].reminded_at), (1, id, None));

    let before = letters(world, id);
    let (job, _) = reminds(world, &market, Rows::Papers(within(30)), "k1").await;
    assert_eq!((job.state, job.done, letters(world, id) - before), (JobState::Done, 1, 1));
    assert_eq!(of_part(world, &market, PaperPart::Ending).await[0].reminded_at, Some(world.now()));
    let (job, lines) = reminds(world, &market, all(PaperPart::Ending), "k2").await;
    assert_eq!((job.unchanged, codes(&lines)), (1, vec!["reminder.already_today"]));
    world.days_later(1).await;
    let ticked = Rows::these([found[0].id.get()]);
    let (job, lines) = reminds(world, &market, ticked.clone(), "k3").await;
    assert_eq!((job.done, lines[0].subject, lines[0].value.as_str()), (1, id.get(), "register_extract"));
    assert_eq!(letters(world, id) - before, 2);

    let bucket = sam.seller.bucket();
    let told = world.engine.db().read(move |tx| store::audit::all_after(tx, bucket, 0, 1_000)).await.unwrap();
    let deeds =
        told.iter().filter(|entry| entry.deed == Deed::PaperReminded && entry.request.starts_with("job_"));
    assert_eq!(deeds.count(), 2, "each reminder has its entry, which names the job");

    world.days_later(1).await;
    sends_extract(world, &sam, id, Some(world.now() + 400 * DAY)).await;
    world.settle().await;
    assert_eq!(of_part(world, &market, PaperPart::Waiting).await.len(), 1);
    let (job, lines) = reminds(world, &market, ticked, "k4").await;
    assert_eq!((job.unchanged, codes(&lines)), (1, vec!["reminder.handed_in"]));
});

both!(a_paper_that_has_ended_is_listed_until_a_new_one_is_accepted, |world| {
    let market = market_of_papers(world).await;
    let until = world.now() + 20 * DAY;
    let (sam, id) = opens(world, &market, (ShopKind::Flagship, Some(until))).await;
    world.travels(21 * DAY).await;
    world.settle().await;
    assert!(of_part(world, &market, PaperPart::Ending).await.is_empty());
    let ended = of_part(world, &market, PaperPart::Ended).await;
    assert_eq!((ended.len(), ended[0].due_at), (1, until));
    let (engine, olga) = (&world.engine, &world.cast.olga);
    let refused = sends_extract(world, &sam, id, Some(world.now() + 400 * DAY)).await;
    let word = Judgement::Refuse(refused, "It can't be read".into());
    door::judge(engine, olga, id, word, world.now()).await.unwrap();
    world.settle().await;
    let before = letters(world, id);
    let (job, _) = reminds(world, &market, all(PaperPart::Ended), "k1").await;
    assert_eq!((job.done, letters(world, id) - before), (1, 1), "what was refused is asked for again");

    let renewed = sends_extract(world, &sam, id, Some(world.now() + 400 * DAY)).await;
    door::judge(engine, olga, id, Judgement::Accept(renewed), world.now()).await.unwrap();
    world.settle().await;
    assert!(of_part(world, &market, PaperPart::Ended).await.is_empty(), "a new one has followed");
    let ending = of_part(world, &market, PaperPart::Ending).await;
    assert_eq!(ending.iter().map(|row| row.id).collect::<Vec<_>>(), [renewed]);
    let (_, lines) = reminds(world, &market, Rows::these([ended[0].id.get()]), "k2").await;
    assert_eq!(codes(&lines), ["bulk.gone"], "its line is no longer there");
});

both!(a_paper_that_a_shop_in_trade_has_to_have_and_has_not_is_reminded_of, |world| {
    let market = market_of_papers(world).await;
    let (engine, now) = (&world.engine, world.now());
    let (sam, id) = opens(world, &market, (ShopKind::PrivatePerson, None)).await;
    door::become_trader(engine, &sam, id, ShopKind::Flagship, now).await.unwrap();
    world.settle().await;
    let row = async || -> PaperId { of_part(world, &market, PaperPart::Missing).await[0].id };
    let first = row().await;
    let before = letters(world, id);
    let (job, _) = reminds(world, &market, Rows::these([first.get()]), "k1").await;
    assert_eq!((job.done, letters(world, id) - before), (1, 1));
    assert_eq!(row().await, first, "its line keeps its id: somebody may have ticked it");

    // Another market's list does not have it, and who may not judge papers may not remind of them.
    let other = market_of_papers(world).await;
    let (_, lines) = reminds(world, &other, Rows::these([first.get()]), "k2").await;
    assert_eq!(codes(&lines), ["bulk.gone"]);
    let otto = world.otto().await;
    world.becomes(otto.user, (MemberOf::Operator, otto.operator.get()), Some(Role::Support)).await;
    let support = OperatorMember::of(engine, otto.user).await.unwrap();
    let bulk = (market.id, Bulk { what: What::RemindPapers, rows: all(PaperPart::Missing) });
    let denied = engine::bulk::begin(engine, &support, bulk, "k3".into(), now).await;
    let lacking = Denied::Lacking { of: MemberOf::Operator, what: Permission::PapersJudge };
    assert!(matches!(denied, Err(Stop::Denied(found)) if found == lacking), "{denied:?}");
});
