//! Rules that change while the market lives: two people, the notice, letters, every process at the date, orders that keep
//! what they were made under, and commission by category down to the ledger.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::policy::change::{ChangeRefusal, ProposalState, Wish};
use domain::policy::{CategoryRate, Policy};
use domain::refund::RequestReason;
use domain::{DAY, OrderId};
use engine::Stop;
use engine::order::Ship;
use engine::refund::AskRefund;
use money::Rate;
use testkit::{World, both};

fn rate(ppm: i64) -> Rate {
    Rate::from_ppm(ppm).unwrap()
}

fn by_category(policy: &mut Policy) {
    let one = |path: &str, ppm| CategoryRate { path: path.into(), rate_ppm: rate(ppm) };
    policy.commission.by_category = vec![one("kitchen", 10_000), one("kitchen/coffee", 30_000)];
    policy.commission.most_per_line_minor = Some(250);
    policy.refunds.answer_days = 9;
}

/// Buys one bowl of 48.00, has it sent and confirms it. Answers what the market took.
async fn one_sale(world: &World, key: &str) -> (OrderId, i64) {
    let cast = &world.cast;
    let bowl = world.sells(&cast.brume, &cast.brume_shop, &format!("Bowl {key}"), 4_800, 3).await;
    world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
    let order = world.buys(cast.marta, cast.mall.id, key).await.orders[0];
    (order, completes(world, order).await)
}

async fn completes(world: &World, order: OrderId) -> i64 {
    let cast = &world.cast;
    let ship = Ship { order, carrier: "GLS".into(), tracking: "1".into(), pieces: vec![] };
    engine::order::ship(&world.engine, &cast.brume, ship, world.now()).await.unwrap();
    engine::order::confirm(&world.engine, cast.marta, order, world.now()).await.unwrap();
    world.settle().await;
    world.order(cast.marta, order).await.order.fee
}

async fn approves(
    world: &World,
    id: domain::ProposalId,
) -> Result<domain::policy::change::Proposal, Stop<ChangeRefusal>> {
    engine::policy::approve(&world.engine, &world.otto().await, id, world.now()).await
}

both!(commission_follows_the_longest_path_from_its_date_and_orders_keep_their_version, |world| {
    let cast = &world.cast;
    let (_, before) = one_sale(world, "before").await;
    assert_eq!(before, 240, "5 % of 48.00");
    let since = world.changes_rules(cast.mall.id, by_category).await;
    assert!(since >= world.now() + 15 * DAY);
    world.time_passes(since - world.now() - 1);
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Last hour", 4_800, 3).await;
    world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
    let old = world.buys(cast.marta, cast.mall.id, "old").await.orders[0];
    world.time_passes(1);
    let (new, fee) = one_sale(world, "new").await;
    assert_eq!(fee, 144, "3 % of 48.00: kitchen/coffee is longer than kitchen");
    let rates: Vec<Rate> =
        world.order(cast.marta, new).await.lines.iter().map(|line| line.commission_ppm).collect();
    assert_eq!(rates, [rate(30_000)]);
    // A request for the old order is answered in the days that held for it.
    for (order, days) in [(old, 5), (new, 9)] {
        let ask = AskRefund { order, reason: RequestReason::Damaged, text: "Chipped".into(), amount: 100 };
        engine::refund::ask(&world.engine, cast.marta, ask, world.now()).await.unwrap();
        let view = world.order(cast.marta, order).await;
        assert_eq!(view.requests[0].answer_by, world.now() + days * DAY, "{order}");
        let id = view.requests[0].id;
        engine::refund::take_back(&world.engine, cast.marta, id, world.now()).await.unwrap();
    }
    assert_eq!(completes(world, old).await, 240, "it was made under the version of before");
});

both!(every_process_follows_the_rules_of_the_day_without_being_told_again, |world| {
    let mall = world.cast.mall.id;
    let since = world.changes_rules(mall, by_category).await;
    let other = world.second_engine().await;
    for engine in [&world.engine, &other] {
        assert_eq!(engine.policy(mall, since - 1).number, 1);
        assert_eq!(engine.policy(mall, since).number, 2);
        assert_eq!(engine.next_policy_at(mall, world.now()), Some(since), "kept pages end there");
        assert_eq!(engine.upcoming(mall, world.now())[0].changes.len(), 3);
    }
});

both!(of_two_members_who_approve_at_once_one_does, |world| {
    let (cast, otto, other) = (&world.cast, world.otto().await, world.second_engine().await);
    let proposal = world.proposes(cast.mall.id, by_category).await;
    let id = proposal.id;
    assert_eq!(proposal.state, ProposalState::Proposed);
    let alone = engine::policy::approve(&world.engine, &cast.olga, id, world.now()).await;
    assert!(matches!(alone, Err(Stop::Refused(ChangeRefusal::NeedsAnotherMember))), "{alone:?}");
    let now = world.now();
    let (one, two) = tokio::join!(
        engine::policy::approve(&world.engine, &otto, id, now),
        engine::policy::approve(&other, &otto, id, now),
    );
    let refused = [one, two].into_iter().filter_map(Result::err).collect::<Vec<_>>();
    assert!(matches!(refused[..], [Stop::Refused(ChangeRefusal::AlreadyDecided)]), "{refused:?}");
    let board = engine::policy::board(&world.engine, &cast.olga, cast.mall.id).await.unwrap();
    assert_eq!((board.versions.len(), board.members.len()), (2, 2));
});

both!(of_an_approval_and_a_withdrawal_at_once_one_counts, |world| {
    let (cast, otto, other) = (&world.cast, world.otto().await, world.second_engine().await);
    let id = world.proposes(cast.mall.id, by_category).await.id;
    let now = world.now();
    let (approved, withdrawn) = tokio::join!(
        engine::policy::approve(&world.engine, &otto, id, now),
        engine::policy::withdraw(&other, &cast.olga, id, String::new(), now),
    );
    assert!(approved.is_ok() != withdrawn.is_ok(), "{approved:?} {withdrawn:?}");
    let board = engine::policy::board(&world.engine, &otto, cast.mall.id).await.unwrap();
    assert_eq!(board.versions.len(), if approved.is_ok() { 2 } else { 1 });
});

both!(two_changes_approved_at_once_both_hold_and_of_two_for_one_rule_the_second_is_outdated, |world| {
    let (cast, otto, other) = (&world.cast, world.otto().await, world.second_engine().await);
    let mall = cast.mall.id;
    let slower = world.proposes(mall, |policy| policy.payouts.delay_days = 9).await.id;
    let dearer = world.proposes(mall, |policy| policy.commission.rate_ppm = rate(60_000)).await.id;
    let dearest = world.proposes(mall, |policy| policy.commission.rate_ppm = rate(70_000)).await.id;
    let now = world.now();
    let (one, two) = tokio::join!(
        engine::policy::approve(&world.engine, &otto, slower, now),
        engine::policy::approve(&other, &otto, dearer, now),
    );
    let since = one.unwrap().since.unwrap().max(two.unwrap().since.unwrap());
    let late = approves(world, dearest).await;
    assert!(matches!(late, Err(Stop::Refused(ChangeRefusal::AnnouncedAlready))), "{late:?}");
    world.engine.reload(now).await.unwrap();
    let policy = world.engine.policy(mall, since).policy.clone();
    assert_eq!((policy.payouts.delay_days, policy.commission.rate_ppm), (9, rate(60_000)));
});

both!(a_quick_change_passes_one_that_is_announced_and_the_announced_one_keeps_its_word, |world| {
    let mall = world.cast.mall.id;
    let since = world.changes_rules(mall, by_category).await;
    assert_eq!(world.changes_rules(mall, |policy| policy.checkout.hold_minutes = 20).await, world.now());
    assert_eq!(world.engine.policy(mall, world.now()).policy.checkout.hold_minutes, 20);
    let later = world.engine.policy(mall, since).policy.clone();
    assert_eq!((later.checkout.hold_minutes, later.refunds.answer_days), (20, 9));
});

both!(a_date_that_passed_before_the_approval_gives_way_to_the_notice, |world| {
    let (cast, mut policy) =
        (&world.cast, world.engine.policy(world.cast.mall.id, world.now()).policy.clone());
    by_category(&mut policy);
    let wish = Wish { note: "Soon".into(), wanted_at: Some(world.now() + 20 * DAY) };
    let propose = || {
        let wished = (policy.clone(), wish.clone());
        engine::policy::propose(&world.engine, &cast.olga, cast.mall.id, wished, world.now())
    };
    let first = propose().await.unwrap();
    assert_eq!(propose().await.unwrap().id, first.id, "the button pressed twice");
    world.days_later(30).await;
    let since = approves(world, first.id).await.unwrap().since.unwrap();
    assert!(since >= world.now() + 15 * DAY, "told today");
});

both!(sellers_and_the_other_member_get_letters_and_nobody_else, |world| {
    let cast = &world.cast;
    world.otto().await;
    let id = world.proposes(cast.mall.id, by_category).await.id;
    world.settle().await;
    let about = |what: &str| -> Vec<String> {
        let letters = world.letters().into_iter().filter(|letter| letter.subject.starts_with(what));
        let mut to: Vec<String> = letters.map(|letter| letter.to).collect();
        to.sort();
        to
    };
    assert_eq!(about("RulesProposed"), ["otto@example.com"], "the author knows");
    assert!(about("RulesAnnounced").is_empty(), "nothing is decided");
    approves(world, id).await.unwrap();
    world.settle().await;
    // Northbound has a shop on the other market too, where nothing changes.
    assert_eq!(about("RulesAnnounced"), ["camille@example.com", "noah@example.com"]);
    world.later(DAY).await;
    assert_eq!(about("RulesAnnounced").len(), 2, "the second look at the list tells nobody twice");
});

both!(an_announced_change_is_called_off_by_two_and_who_was_told_of_it_is_told_that, |world| {
    let (cast, otto, engine) = (&world.cast, world.otto().await, &world.engine);
    let (mall, id) = (cast.mall.id, world.proposes(cast.mall.id, by_category).await.id);
    let since = approves(world, id).await.unwrap().since.unwrap();
    world.settle().await;
    let off = |member: &engine::OperatorMember, reason: &str| {
        let (member, reason) = (member.clone(), reason.to_owned());
        async move { engine::policy::call_off(engine, &member, id, reason, world.now()).await }
    };
    let without = off(&cast.olga, " ").await;
    assert!(matches!(without, Err(Stop::Refused(ChangeRefusal::ReasonMissing))), "{without:?}");
    assert!(!off(&cast.olga, "Wrong figures").await.unwrap(), "asked for");
    let alone = off(&cast.olga, "Wrong figures").await;
    assert!(matches!(alone, Err(Stop::Refused(ChangeRefusal::NeedsAnotherMember))), "{alone:?}");
    engine::policy::keep(engine, &otto, id, world.now()).await.unwrap();
    assert_eq!(engine.upcoming(mall, world.now()).len(), 1, "it comes all the same");
    assert!(!off(&cast.olga, "Wrong figures").await.unwrap(), "asked for once more");
    let other = world.second_engine().await;
    let (one, two) = tokio::join!(
        off(&otto, ""),
        engine::policy::call_off(&other, &otto, id, String::new(), world.now()),
    );
    assert!(one.is_ok() != two.is_ok(), "of two who agree at once one does: {one:?} {two:?}");
    world.settle().await;
    engine.reload(world.now()).await.unwrap();
    assert!(engine.upcoming(mall, world.now()).is_empty());
    let letters = world.letters().into_iter().filter(|letter| letter.subject.starts_with("RulesCalledOff"));
    let mut to: Vec<String> = letters.map(|letter| letter.to).collect();
    to.sort();
    assert_eq!(to, ["camille@example.com", "noah@example.com"], "each who was told, once");
    let board = engine::policy::board(engine, &otto, mall).await.unwrap();
    let proposal = &board.proposals[0];
    assert_eq!((proposal.state, proposal.off_reason.as_str()), (ProposalState::CalledOff, "Wrong figures"));
    assert!(board.versions[1].off_at.is_some(), "it stays in the history");
    let wanted = engine::audit::Wanted { deed: "policy.called_off".into(), ..Default::default() };
    let shown = engine::audit::of_operator(engine, &cast.olga, wanted).await.unwrap();
    assert_eq!(shown.entries.len(), 1, "and in the audit");
    world.time_passes(since - world.now() + 1);
    assert_eq!(one_sale(world, "as before").await.1, 240, "5 % of 48.00");
});

both!(who_wants_an_announced_change_called_off_has_the_others_asked_by_letter, |world| {
    let (cast, otto, engine) = (&world.cast, world.otto().await, &world.engine);
    let id = world.proposes(cast.mall.id, by_category).await.id;
    approves(world, id).await.unwrap();
    world.settle().await;
    let asked = || {
        let letters =
            world.letters().into_iter().filter(|letter| letter.subject.starts_with("RulesOffAsked"));
        letters.map(|letter| (letter.to, letter.text)).collect::<Vec<_>>()
    };
    let off = async || {
        engine::policy::call_off(engine, &cast.olga, id, "Wrong figures".to_owned(), world.now())
            .await
            .unwrap()
    };
    assert!(!off().await, "another one has to agree");
    world.settle().await;
    let letters = asked();
    assert_eq!(letters.len(), 1, "not to who asks: {letters:?}");
    assert_eq!(letters[0].0, "otto@example.com");
    assert!(letters[0].1.contains("Olga Operator") && letters[0].1.contains("Wrong figures"), "{letters:?}");

    // Kept before anybody has read the letter, and asked anew: the first one is no longer written.
    engine::policy::keep(engine, &otto, id, world.now()).await.unwrap();
    off().await;
    engine::policy::keep(engine, &otto, id, world.now()).await.unwrap();
    world.time_passes(1);
    off().await;
    world.settle().await;
    assert_eq!(asked().len(), 2, "one for each time that it is open");
});

both!(a_proposal_is_there_only_for_the_operator_of_its_market, |world| {
    let (cast, engine) = (&world.cast, &world.engine);
    let mut other = engine.operator(cast.olga.operator).unwrap();
    other.name = "Other".into();
    let other = engine::market::found_operator(engine, other, world.now()).await.unwrap();
    engine::market::add_member(engine, other.id, cast.sam, world.now()).await.unwrap();
    let sam = engine::OperatorMember::by_hand(engine, other.id, cast.sam).await.unwrap();
    let id = world.proposes(cast.mall.id, by_category).await.id;
    assert!(matches!(engine::policy::board(engine, &sam, cast.mall.id).await, Err(Stop::Absent)));
    assert!(matches!(engine::policy::approve(engine, &sam, id, world.now()).await, Err(Stop::Absent)));
    let refused = engine::policy::refuse(engine, &sam, id, "no".into(), world.now()).await;
    assert!(matches!(refused, Err(Stop::Absent)));
    let off = engine::policy::call_off(engine, &sam, id, "no".into(), world.now()).await;
    assert!(matches!(off, Err(Stop::Absent)));
    assert!(matches!(engine::policy::keep(engine, &sam, id, world.now()).await, Err(Stop::Absent)));
});
