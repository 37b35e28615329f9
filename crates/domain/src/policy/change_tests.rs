//! Two people and the notice, on every path; and that what was announced stays as it was told.

use proptest::prelude::*;
use serde_json::json;

use super::super::field::{Change, FIELDS, Touches};
use super::super::tests::preset;
use super::*;
use crate::MINUTE;
use crate::admission::ListRefusal;

const NOW: Micros = 20_779 * DAY + DAY / 2;

fn person(user: i64) -> Person {
    Person { user: UserId::from_raw(user), name: format!("Member {user}") }
}

fn union() -> Ground {
    Ground { operator_country: "FR".into(), market_country: "FR".into(), offset_minutes: 60 }
}

fn first() -> PolicyVersion {
    let policy = preset("mall");
    let market = MarketId::from_raw(1);
    PolicyVersion { market, number: 1, since: 0, policy, author: "preset".into(), off_at: None }
}

fn wanting(set: impl Fn(&mut Policy)) -> Policy {
    let mut policy = preset("mall");
    set(&mut policy);
    policy
}

fn dearer() -> Policy {
    wanting(|policy| policy.payouts.delay_days = 9)
}

fn quicker() -> Policy {
    wanting(|policy| policy.checkout.hold_minutes = 20)
}

fn proposed(versions: &[PolicyVersion], policy: &Policy, by: i64) -> Result<Proposal, ChangeRefusal> {
    propose(ProposalId::from_raw(1), versions, policy, &person(by), Wish::default(), NOW)
}

/// Keeps what was decided.
fn keep(versions: &mut Vec<PolicyVersion>, enacted: Enacted) {
    for rebased in enacted.rebased {
        let kept = versions.iter_mut().find(|known| known.number == rebased.number).unwrap();
        *kept = rebased;
    }
    versions.push(enacted.version);
}

#[test]
fn a_change_of_money_needs_a_second_member_and_fifteen_days() {
    let versions = vec![first()];
    let mut proposal = proposed(&versions, &dearer(), 1).unwrap();
    assert!(proposal.needs_another());
    let alone = proposal.approve(&versions, &person(1), &union(), NOW);
    assert_eq!(alone, Err(ChangeRefusal::NeedsAnotherMember));
    let enacted = proposal.approve(&versions, &person(2), &union(), NOW).unwrap();
    assert_eq!(enacted.version.since, 20_795 * DAY - 60 * MINUTE, "the 16th midnight in Paris");
    assert_eq!((proposal.state, proposal.number), (ProposalState::Approved, Some(2)));
    assert!(proposal.is_announced(NOW) && !proposal.is_announced(enacted.version.since));
}

#[test]
fn a_change_of_conduct_holds_at_once_by_one_member() {
    let versions = vec![first()];
    let mut proposal = proposed(&versions, &quicker(), 1).unwrap();
    let enacted = proposal.approve(&versions, &person(1), &union(), NOW).unwrap();
    assert_eq!((enacted.version.since, enacted.version.policy), (NOW, quicker()));
}

#[test]
fn a_wanted_date_is_kept_if_it_is_late_enough_and_the_notice_counts_from_the_approval() {
    let versions = vec![first()];
    let wish = |at| Wish { wanted_at: Some(at), ..Wish::default() };
    let with = |at| propose(ProposalId::from_raw(1), &versions, &dearer(), &person(1), wish(at), NOW);
    let far = NOW + 60 * DAY;
    let proposal = with(far).unwrap();
    assert_eq!(proposal.effect_at(&union(), NOW), far);
    // Nobody approved it until the date was gone: fifteen days from then.
    let late = far + DAY;
    assert_eq!(proposal.effect_at(&union(), late), union().earliest(&proposal.changes.0, late));
    assert_eq!(with(NOW + 400 * DAY), Err(ChangeRefusal::DateOutOfRange));
}

#[test]
fn what_is_decided_can_t_be_decided_again() {
    let versions = vec![first()];
    let open = || proposed(&versions, &dearer(), 1).unwrap();
    let mut withdrawn = open();
    assert_eq!(withdrawn.withdraw(&person(2), "", NOW), Err(ChangeRefusal::NotTheAuthor));
    withdrawn.withdraw(&person(1), " ", NOW).unwrap();
    assert_eq!(withdrawn.approve(&versions, &person(2), &union(), NOW), Err(ChangeRefusal::AlreadyDecided));
    let mut refused = open();
    assert_eq!(refused.refuse(&person(2), "", NOW), Err(ChangeRefusal::ReasonMissing));
    assert_eq!(refused.refuse(&person(1), "no", NOW), Err(ChangeRefusal::NeedsAnotherMember));
    refused.refuse(&person(2), "too much", NOW).unwrap();
    assert_eq!((refused.reason.as_str(), refused.decider), ("too much", Some(2)));
    assert_eq!(refused.withdraw(&person(1), "", NOW), Err(ChangeRefusal::AlreadyDecided));
    let mut approved = open();
    approved.approve(&versions, &person(2), &union(), NOW).unwrap();
    assert_eq!(approved.approve(&versions, &person(3), &union(), NOW), Err(ChangeRefusal::AlreadyDecided));
}

#[test]
fn of_two_proposals_for_one_value_the_second_approved_is_outdated() {
    let mut versions = vec![first()];
    let (mut one, mut other) =
        (proposed(&versions, &quicker(), 1).unwrap(), proposed(&versions, &quicker(), 2).unwrap());
    let enacted = one.approve(&versions, &person(1), &union(), NOW).unwrap();
    keep(&mut versions, enacted);
    let refused = other.approve(&versions, &person(2), &union(), NOW + 1);
    assert_eq!(refused, Err(ChangeRefusal::Outdated));
    let (mut one, mut other) = (
        propose(one.id, &versions, &dearer(), &person(1), Wish::default(), NOW + 2).unwrap(),
        propose(one.id, &versions, &dearer(), &person(1), Wish::default(), NOW + 2).unwrap(),
    );
    let enacted = one.approve(&versions, &person(2), &union(), NOW + 3).unwrap();
    keep(&mut versions, enacted);
    let refused = other.approve(&versions, &person(2), &union(), NOW + 4);
    assert_eq!(refused, Err(ChangeRefusal::AnnouncedAlready));
    let again = propose(one.id, &versions, &dearer(), &person(1), Wish::default(), NOW + 5);
    assert_eq!(again, Err(ChangeRefusal::AnnouncedAlready), "nobody need wait for what can't be approved");
}

#[test]
fn a_quick_change_passes_an_announced_one_and_both_hold_in_the_end() {
    let mut versions = vec![first()];
    let mut announced = proposed(&versions, &dearer(), 1).unwrap();
    let enacted = announced.approve(&versions, &person(2), &union(), NOW).unwrap();
    keep(&mut versions, enacted);
    let mut quick = proposed(&versions, &quicker(), 1).unwrap();
    let enacted = quick.approve(&versions, &person(1), &union(), NOW + 1).unwrap();
    assert_eq!((enacted.version.number, enacted.rebased.len()), (3, 1));
    keep(&mut versions, enacted);
    assert_eq!(in_force(&versions, NOW + 2).unwrap().policy, quicker());
    let in_the_end = in_force(&versions, NOW + 30 * DAY).unwrap();
    assert_eq!(in_the_end.number, 2);
    assert_eq!((in_the_end.policy.payouts.delay_days, in_the_end.policy.checkout.hold_minutes), (9, 20));
}

#[test]
fn nothing_and_nonsense_are_not_proposed() {
    let versions = vec![first()];
    assert_eq!(proposed(&versions, &preset("mall"), 1), Err(ChangeRefusal::NothingChanges));
    let wrong = wanting(|policy| policy.refunds.answer_days = 0);
    let range = PolicyRefusal::OutOfRange("refunds.answer_days");
    assert_eq!(proposed(&versions, &wrong, 1), Err(ChangeRefusal::Policy(range)));
    let note = "x".repeat(TEXT_LETTERS_MAX + 1);
    let wish = Wish { note, wanted_at: None };
    let long = propose(ProposalId::from_raw(1), &versions, &quicker(), &person(1), wish, NOW);
    assert_eq!(long, Err(ChangeRefusal::TextTooLong));
}

/// What a member does; members are 1 to 3.
#[derive(Debug, Clone)]
enum Step {
    Propose { by: i64, field: usize, number: i64, wanted_days: Option<i64> },
    Approve { by: i64, which: usize },
    Refuse { by: i64, which: usize },
    Withdraw { by: i64, which: usize },
    Wait { minutes: i64 },
}

fn step() -> impl Strategy<Value = Step> {
    let who = || 1..=3_i64;
    let wanted = proptest::option::of(-5..60_i64);
    prop_oneof![
        3 => (who(), 0..6_usize, 1..15_i64, wanted)
            .prop_map(|(by, field, number, wanted_days)| Step::Propose { by, field, number, wanted_days }),
        4 => (who(), 0..8_usize).prop_map(|(by, which)| Step::Approve { by, which }),
        1 => (who(), 0..8_usize).prop_map(|(by, which)| Step::Refuse { by, which }),
        1 => (who(), 0..8_usize).prop_map(|(by, which)| Step::Withdraw { by, which }),
        2 => (1..14_000_i64).prop_map(|minutes| Step::Wait { minutes }),
    ]
}

/// Fields that a step can change: four of money, two of conduct.
fn changed(policy: &Policy, field: usize, number: i64) -> Policy {
    let names = [
        "payouts.delay_days",
        "payouts.every_days",
        "escrow.confirm_days_after_delivery",
        "refunds.answer_days",
        "checkout.hold_minutes",
        "checkout.guests",
    ];
    let field = field::find(names[field]).unwrap();
    let value = if field.name == "checkout.guests" { json!(number % 2 == 0) } else { json!(number) };
    field::with_values(policy, vec![(field, value)]).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_path_of_acts_brings_a_change_of_money_without_two_people_and_the_notice(
        steps in proptest::collection::vec(step(), 1..60)
    ) {
        let (mut now, mut versions, mut proposals) = (NOW, vec![first()], Vec::<Proposal>::new());
        for step in steps {
            let before = versions.clone();
            match step {
                Step::Wait { minutes } => now += minutes * MINUTE,
                Step::Propose { by, field, number, wanted_days } => {
                    let policy = changed(&in_force(&versions, now).unwrap().policy, field, number);
                    let wish = Wish { wanted_at: wanted_days.map(|days| now + days * DAY), ..Wish::default() };
                    let id = ProposalId::from_raw(1);
                    proposals.extend(propose(id, &versions, &policy, &person(by), wish, now).ok());
                }
                Step::Approve { by, which } => {
                    if let Some(proposal) = proposals.get_mut(which)
                        && let Ok(enacted) = proposal.approve(&versions, &person(by), &union(), now)
                    {
                        prop_assert!(enacted.version.since >= now, "the past is not written anew");
                        keep(&mut versions, enacted);
                    }
                }
                Step::Refuse { by, which } => {
                    let _ = proposals.get_mut(which).map(|proposal| proposal.refuse(&person(by), "no", now));
                }
                Step::Withdraw { by, which } => {
                    let _ = proposals.get_mut(which).map(|proposal| proposal.withdraw(&person(by), "", now));
                }
            }
            for old in before.iter().filter(|old| old.since < now) {
                prop_assert!(versions.contains(old), "a version that has been in force was changed");
            }
        }
        let mut sorted: Vec<&PolicyVersion> = versions.iter().collect();
        sorted.sort_by_key(|version| (version.since, version.number));
        for pair in sorted.windows(2) {
            let came = diff(&pair[0].policy, &pair[1].policy);
            let proposal = proposals.iter().find(|proposal| proposal.number == Some(pair[1].number)).unwrap();
            prop_assert_eq!(&came, &proposal.changes.0, "what comes is what was told");
            if came.iter().any(Change::touches_money) {
                prop_assert_ne!(proposal.decider, Some(proposal.author.get()));
                let decided = proposal.decided_at.unwrap();
                prop_assert!(pair[1].since >= decided + 15 * DAY, "fifteen days");
            }
        }
    }
}

#[test]
fn only_conduct_leaves_sellers_money_alone() {
    let conduct = ["checkout", "admission", "goods", "reviews"];
    let is_conduct = |section: &str| conduct.contains(&section);
    for field in FIELDS {
        assert_eq!(field.touches == Touches::Conduct, is_conduct(field.section()), "{}", field.name);
    }
}

/// Marks what was called off, and keeps what became of the others.
fn forget(versions: &mut [PolicyVersion], recalled: Recalled) {
    for version in versions {
        if version.number == recalled.number {
            version.off_at = Some(recalled.at);
        }
        if let Some(rebased) = recalled.rebased.iter().find(|one| one.number == version.number) {
            *version = rebased.clone();
        }
    }
}

#[test]
fn two_members_call_a_change_of_money_off_and_what_was_announced_beside_it_keeps_its_word() {
    let mut versions = vec![first()];
    let mut slower = proposed(&versions, &dearer(), 1).unwrap();
    let enacted = slower.approve(&versions, &person(2), &union(), NOW).unwrap();
    let since = enacted.version.since;
    keep(&mut versions, enacted);
    // Announced for a later day, on top of the first.
    let mut later = proposed(&versions, &wanting(|policy| policy.refunds.answer_days = 9), 1).unwrap();
    let enacted = later.approve(&versions, &person(2), &union(), NOW + 2 * DAY).unwrap();
    let at = enacted.version.since;
    keep(&mut versions, enacted);
    assert_eq!(in_force(&versions, at).unwrap().policy.payouts.delay_days, 9);

    let refused = |slower: &mut Proposal, by, reason: &str, now| {
        slower.call_off(&versions, &person(by), reason, now).unwrap_err()
    };
    assert_eq!(refused(&mut slower, 1, " ", NOW), ChangeRefusal::ReasonMissing);
    assert_eq!(refused(&mut slower, 1, "x", since - CALL_OFF_BEFORE + 1), ChangeRefusal::TooLateToCallOff);
    assert_eq!(refused(&mut slower, 1, "x", since), ChangeRefusal::TooLateToCallOff);
    assert_eq!(slower.keep(), Err(ChangeRefusal::NobodyCallsOff));
    assert_eq!(slower.call_off(&versions, &person(1), "A mistake", NOW), Ok(None), "asked for");
    assert_eq!(refused(&mut slower, 1, "again", NOW), ChangeRefusal::NeedsAnotherMember);
    slower.keep().unwrap();
    assert_eq!(slower.call_off(&versions, &person(2), "A mistake", NOW), Ok(None), "asked for anew");
    let recalled = slower.call_off(&versions, &person(1), "", since - CALL_OFF_BEFORE).unwrap().unwrap();
    assert_eq!((slower.state, slower.off_reason.as_str()), (ProposalState::CalledOff, "A mistake"));
    forget(&mut versions, recalled);
    assert_eq!(in_force(&versions, since).unwrap().number, 1, "it never holds");
    let last = in_force(&versions, at).unwrap();
    let days = (last.number, last.policy.payouts.delay_days, last.policy.refunds.answer_days);
    assert_eq!(days, (3, preset("mall").payouts.delay_days, 9), "the other change comes, and only that");
    let once_more = slower.call_off(&versions, &person(2), "x", NOW);
    assert_eq!(once_more, Err(ChangeRefusal::AlreadyDecided));
    // The same change may be announced anew, under a number of its own.
    let mut anew = proposed(&versions, &dearer(), 1).unwrap();
    let enacted = anew.approve(&versions, &person(2), &union(), NOW + DAY).unwrap();
    assert_eq!(enacted.version.number, 4);
    keep(&mut versions, enacted);
    assert_eq!(in_force(&versions, at).unwrap().policy.payouts.delay_days, 9);
}

#[test]
fn a_change_of_conduct_is_called_off_by_one_member() {
    let versions = vec![first()];
    let wish = Wish { wanted_at: Some(NOW + 9 * DAY), ..Wish::default() };
    let mut proposal =
        propose(ProposalId::from_raw(1), &versions, &quicker(), &person(1), wish, NOW).unwrap();
    let enacted = proposal.approve(&versions, &person(1), &union(), NOW).unwrap();
    let mut all = versions;
    keep(&mut all, enacted);
    let recalled = proposal.call_off(&all, &person(1), "Not yet", NOW + DAY).unwrap().unwrap();
    assert_eq!((recalled.number, recalled.rebased.len()), (2, 0));
    forget(&mut all, recalled);
    assert_eq!(in_force(&all, NOW + 90 * DAY).unwrap().number, 1);
}

#[test]
fn lists_that_nobody_meets_are_not_proposed_and_those_that_hold_already_hinder_nothing() {
    let doubled = |policy: &mut Policy| {
        let again = policy.admission.checklists[0].clone();
        policy.admission.checklists.push(again);
    };
    let last = preset("mall").admission.checklists.len();
    let refused = proposed(&[first()], &wanting(doubled), 1);
    let taken = ListRefusal::CountryTaken { country: "EU".into(), by: 0 };
    assert_eq!(refused, Err(ChangeRefusal::Policy(PolicyRefusal::Checklist(last, taken))));
    let old = PolicyVersion { policy: wanting(doubled), ..first() };
    let text = old.policy.to_json();
    assert_eq!(Policy::from_json(&text).as_ref(), Ok(&old.policy), "what was decided once can be read");
    let quicker = wanting(|policy| {
        doubled(policy);
        policy.checkout.hold_minutes = 20;
    });
    assert!(proposed(std::slice::from_ref(&old), &quicker, 1).is_ok());
    let still_wrong = wanting(|policy| {
        doubled(policy);
        policy.admission.checklists[0].papers.pop();
    });
    assert!(proposed(&[old], &still_wrong, 1).is_err(), "who changes them puts them right");
}
