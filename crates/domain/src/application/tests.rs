//! The machine as stories, and as a game of chance in which no shop may ever be open without its papers.

use proptest::prelude::*;

use super::*;
use crate::admission::{CheckKind, Door, Waiver};
use crate::fee::FeeKind;
use crate::paper::{CheckState, Evidence, FileType, Paper, PaperKind, ProviderCheck, Told, Verdict};
use crate::seller::{Seller, Trader};
use crate::{CheckId, PaperId};

const DAYS: AdmissionDays = AdmissionDays {
    draft: 60,
    review: 5,
    answer: 14,
    prepare: 30,
    appeal: 30,
    supervise: 15,
    settle: 30,
    keep: 183,
};

fn list() -> Checklist {
    Checklist {
        papers: vec![PaperKind::RegisterExtract, PaperKind::Trademark],
        attestations: vec![Attestation::LawfulGoods],
        checks: vec![CheckKind::Sanctions],
        waivers: vec![Waiver { paper: PaperKind::RegisterExtract, by: None }],
        ..Checklist::empty(ShopKind::Flagship)
    }
}

fn admission() -> Admission {
    Admission { door: Door::Application, days: DAYS, score_least: None, checklists: vec![list()] }
}

fn application() -> Application {
    Application {
        id: ApplicationId::from_raw(1),
        seller: SellerId::from_raw(1),
        market: MarketId::from_raw(1),
        operator: OperatorId::from_raw(1),
        user_id: UserId::from_raw(1),
        kind: ShopKind::Flagship,
        country: "FR".into(),
        shop_name: "Cifang".into(),
        goods: "Cups".into(),
        categories: "kitchen".into(),
        language: "fr".into(),
        stage: Stage::Draft,
        turn: Turn::Applicant,
        due_at: Some(DAYS.draft * DAY),
        policy_number: 1,
        attested: String::new(),
        score: None,
        reviewer: String::new(),
        reason: String::new(),
        ruling: String::new(),
        appeal: String::new(),
        begun_at: 0,
        submitted_at: None,
        decided_at: None,
        refused_by: None,
        appealed_at: None,
        shop: None,
        version: 0,
    }
}

fn paper(id: i64, kind: PaperKind, valid_until: Option<Micros>, verdict: Verdict) -> Paper {
    Paper {
        id: PaperId::from_raw(id),
        application: ApplicationId::from_raw(1),
        seller: SellerId::from_raw(1),
        kind,
        number: String::new(),
        issuer: String::new(),
        valid_until,
        verdict,
        reason: String::new(),
        reviewer: String::new(),
        reviewed_at: None,
        told: Told::Nothing,
        added_at: 0,
        file_key: String::new(),
        file_type: FileType::Pdf,
        file_bytes: 1,
        wrapped_key: vec![],
        version: 0,
    }
}

fn check(id: i64, state: CheckState) -> ProviderCheck {
    ProviderCheck {
        id: CheckId::from_raw(id),
        application: ApplicationId::from_raw(1),
        kind: CheckKind::Sanctions,
        state,
        reference: String::new(),
        note: String::new(),
        opened_at: 0,
        done_at: None,
        version: 0,
    }
}

fn seller() -> Seller {
    let text = || "x".to_owned();
    Seller {
        id: SellerId::from_raw(1),
        name: text(),
        legal_name: text(),
        street: text(),
        postcode: text(),
        city: text(),
        country: "FR".into(),
        vat_number: None,
        email: text(),
        language: "fr".into(),
        iban: text(),
        created_at: 0,
        version: 0,
    }
}

fn trader() -> Trader {
    let (phone, representative) = ("+33 1".to_owned(), "Chen".to_owned());
    Trader {
        phone,
        representative,
        register_number: "123".into(),
        ..Trader::unknown(SellerId::from_raw(1), true)
    }
}

/// One application with all that belongs to it.
#[derive(Debug, Clone)]
struct Play {
    it: Application,
    papers: Vec<Paper>,
    checks: Vec<ProviderCheck>,
    now: Micros,
    made: i64,
    is_at_rest: bool,
    /// Whether the market asks for a deposit, and whether it is paid.
    is_asked: bool,
    is_paid: bool,
}

impl Play {
    fn new() -> Self {
        Self {
            it: application(),
            papers: vec![],
            checks: vec![],
            now: 0,
            made: 0,
            is_at_rest: false,
            is_asked: false,
            is_paid: false,
        }
    }

    fn lacks(&self) -> Vec<Lack> {
        let (seller, trader, attested) = (seller(), trader(), self.it.attestations());
        let evidence = Evidence {
            papers: &self.papers,
            checks: &self.checks,
            attested: &attested,
            seller: &seller,
            trader: &trader,
        };
        let mut lacks = evidence.lacks(&list(), self.now);
        if self.is_asked && !self.is_paid {
            lacks.push(Lack::Unpaid(FeeKind::Deposit));
        }
        lacks
    }

    fn next_id(&mut self) -> i64 {
        self.made += 1;
        self.made
    }

    /// What every act ends with.
    fn follow(&mut self) {
        let lacks = self.lacks();
        self.it.follow(&lacks, &DAYS, self.now);
    }

    /// Time passes day by day; what is due fires at its moment.
    fn days_pass(&mut self, days: i64) {
        for _ in 0..days {
            self.now += DAY;
            for at in 0..self.papers.len() {
                let now = self.now;
                if self.papers[at].next_look().is_some_and(|due| due <= now) {
                    self.papers[at].look(now);
                }
            }
            self.follow();
            self.it.fall_due(&DAYS, self.is_at_rest, self.now);
        }
    }

    /// The whole way by who does everything right.
    fn opened() -> Self {
        let mut play = Self::new();
        let year = Some(365 * DAY);
        play.papers = vec![
            paper(1, PaperKind::RegisterExtract, year, Verdict::Accepted),
            paper(2, PaperKind::Trademark, Some(400 * DAY), Verdict::Accepted),
        ];
        play.checks = vec![check(3, CheckState::Passed)];
        play.made = 3;
        play.it.attest(&[Attestation::LawfulGoods]);
        play.it.submit(&play.lacks(), &admission(), &list(), 1).unwrap();
        play.it.take("Olga", &DAYS, 2).unwrap();
        play.it.pass(&play.lacks(), &admission(), &list(), 3).unwrap();
        assert_eq!(play.it.stage, Stage::Brand);
        play.it.pass(&play.lacks(), &admission(), &list(), 4).unwrap();
        assert_eq!((play.it.stage, play.it.turn), (Stage::Preparing, Turn::Applicant), "no money is asked");
        play.it.open(&play.lacks(), 5).unwrap();
        play
    }
}

#[test]
fn whom_the_operator_stopped_has_no_deadline_until_something_else_is_lacking() {
    let missing = Lack::Paper(PaperKind::Trademark, crate::paper::PaperStanding::Expired);
    let mut it = Application { stage: Stage::Open, due_at: None, ..application() };
    assert_eq!(it.follow(&[Lack::Suspended], &DAYS, 100), Some(Move::Supervised));
    assert_eq!((it.stage, it.turn, it.due_at), (Stage::Supervised, Turn::Nobody, None));
    assert_eq!(it.follow(&[Lack::Suspended], &DAYS, 200), None);
    assert_eq!(it.due_at, None, "nothing closes it while the operator has stopped it");
    assert_eq!(it.follow(&[missing, Lack::Suspended], &DAYS, 300), None);
    assert_eq!((it.turn, it.due_at), (Turn::Applicant, Some(300 + DAYS.supervise * DAY)));
    assert_eq!(it.follow(&[missing], &DAYS, 400), None, "the day stays when the suspension ends");
    assert_eq!(it.due_at, Some(300 + DAYS.supervise * DAY));
    assert_eq!(it.follow(&[], &DAYS, 500), Some(Move::Reopened));
}

#[test]
fn a_paper_that_ends_takes_the_shop_off_sale_and_a_new_one_brings_it_back() {
    let mut play = Play::opened();
    play.days_pass(334);
    assert_eq!((play.it.stage, play.papers[0].told), (Stage::Open, Told::Nothing));
    play.days_pass(1);
    assert_eq!(play.papers[0].told, Told::Month);
    play.days_pass(23);
    assert_eq!(play.papers[0].told, Told::Week);
    play.days_pass(7);
    assert_eq!((play.it.stage, play.papers[0].told), (Stage::Supervised, Told::Ended));
    play.papers.push(paper(9, PaperKind::RegisterExtract, None, Verdict::Waiting));
    play.follow();
    assert_eq!(play.it.stage, Stage::Supervised, "nobody has looked at it yet");
    play.papers[2].judge(true, "", "Olga", play.now).unwrap();
    play.follow();
    assert_eq!((play.it.stage, play.it.due_at), (Stage::Open, None));
}

#[test]
fn a_supervised_shop_that_nobody_mends_is_closed_and_settled_once_it_is_at_rest() {
    let mut play = Play::opened();
    play.days_pass(365 + DAYS.supervise);
    assert_eq!(play.it.stage, Stage::Closed);
    assert!(play.it.clone().open(&play.lacks(), play.now).is_err(), "not without its paper");
    play.days_pass(DAYS.settle);
    assert_eq!(play.it.stage, Stage::Closed, "an order is still under way");
    play.is_at_rest = true;
    play.days_pass(DAYS.settle);
    assert_eq!(play.it.stage, Stage::Settled);
    assert_eq!(play.it.fall_due(&DAYS, true, play.now + 200 * DAY), Due::Forgotten);
}

#[test]
fn a_refusal_has_words_and_one_appeal() {
    let mut it = Application { stage: Stage::Papers, turn: Turn::Checker, ..application() };
    let missing = it.refuse(RefusalReason::NamesDiffer, " ", &DAYS, 10);
    assert_eq!(missing, Err(ApplicationRefusal::TextMissing));
    it.refuse(RefusalReason::NamesDiffer, "Two names", &DAYS, 10).unwrap();
    let mut late = it.clone();
    let too_late = late.ask_again("Please", &DAYS, 11 + DAYS.appeal * DAY);
    assert_eq!(too_late, Err(ApplicationRefusal::AppealOver));
    it.ask_again("It is one company", &DAYS, 20).unwrap();
    assert_eq!(it.fall_due(&DAYS, true, 20 + DAYS.review * DAY), Due::Overdue);
    let mut granted = it.clone();
    granted.rule(true, "Right you are", &DAYS, 30).unwrap();
    assert_eq!((granted.stage, granted.turn), (Stage::Papers, Turn::Checker));
    granted.refuse(RefusalReason::Other, "But no", &DAYS, 40).unwrap();
    assert_eq!(granted.ask_again("Again", &DAYS, 41), Err(ApplicationRefusal::NotNow), "once");
    it.rule(false, "It is not", &DAYS, 30).unwrap();
    assert_eq!(it.ask_again("Again", &DAYS, 31), Err(ApplicationRefusal::NotNow));
}

#[test]
fn an_appeal_is_decided_by_somebody_else_where_there_is_somebody_else() {
    let it = Application { refused_by: Some(7), ..application() };
    for (by, is_alone, may) in [(7, false, false), (7, true, true), (8, false, true), (8, true, true)] {
        let said = it.may_rule(UserId::from_raw(by), is_alone);
        assert_eq!(said.is_ok(), may, "{by} {is_alone}");
    }
}

#[test]
fn silence_has_a_winner_at_every_stage() {
    let at = |stage, turn| {
        let mut it = Application { stage, turn, due_at: Some(100), ..application() };
        assert_eq!(it.fall_due(&DAYS, true, 99), Due::Nothing);
        it.fall_due(&DAYS, true, 100)
    };
    for (stage, turn, expected) in [
        (Stage::Draft, Turn::Applicant, Due::Lapsed),
        (Stage::Submitted, Turn::Checker, Due::Overdue),
        (Stage::Papers, Turn::Checker, Due::Overdue),
        (Stage::Papers, Turn::Applicant, Due::Lapsed),
        (Stage::Brand, Turn::Checker, Due::Overdue),
        (Stage::Brand, Turn::Applicant, Due::Lapsed),
        (Stage::Paying, Turn::Applicant, Due::Lapsed),
        (Stage::Preparing, Turn::Applicant, Due::Lapsed),
        (Stage::Supervised, Turn::Applicant, Due::Closed),
        (Stage::Closed, Turn::Nobody, Due::Settled),
        (Stage::Settled, Turn::Nobody, Due::Forgotten),
        (Stage::Refused, Turn::Nobody, Due::Forgotten),
        (Stage::Refused, Turn::Checker, Due::Overdue),
        (Stage::Lapsed, Turn::Nobody, Due::Forgotten),
    ] {
        assert_eq!(at(stage, turn), expected, "{stage} {turn}");
    }
}

#[test]
fn an_open_door_without_a_list_leads_straight_to_preparing_and_a_curated_one_asks_for_points() {
    let mut it = application();
    let (open, empty) = (Admission::default(), Checklist::empty(ShopKind::Maker));
    it.submit(&[], &open, &empty, 1).unwrap();
    assert_eq!(it.stage, Stage::Preparing);
    let curated = Admission { score_least: Some(70), ..Admission::default() };
    let mut it = application();
    it.submit(&[], &curated, &empty, 1).unwrap();
    it.take("Olga", &DAYS, 2).unwrap();
    assert_eq!(it.pass(&[], &curated, &empty, 3), Err(ApplicationRefusal::ScoreMissing));
    it.set_score(69).unwrap();
    assert_eq!(it.pass(&[], &curated, &empty, 3), Err(ApplicationRefusal::ScoreTooLow));
    it.set_score(70).unwrap();
    it.pass(&[], &curated, &empty, 3).unwrap();
    assert_eq!(it.stage, Stage::Preparing);
}

#[test]
fn a_paper_waived_by_a_passed_check_is_not_lacking() {
    let waiver = Waiver { paper: PaperKind::RegisterExtract, by: Some(CheckKind::Sanctions) };
    let list = Checklist { waivers: vec![waiver], papers: vec![PaperKind::RegisterExtract], ..list() };
    let lacks = |state| {
        let checks = [check(1, state)];
        let (seller, trader) = (seller(), trader());
        let attested = [Attestation::LawfulGoods];
        let evidence =
            Evidence { papers: &[], checks: &checks, attested: &attested, seller: &seller, trader: &trader };
        evidence.lacks(&list, 0).len()
    };
    assert_eq!((lacks(CheckState::Passed), lacks(CheckState::Failed)), (0, 2));
    assert_eq!(lacks(CheckState::Opened), 1, "the check itself, until it is answered");
}

/// What anybody might do, in any order.
#[derive(Debug, Clone)]
enum Act {
    Attest(bool),
    Add(bool, i64),
    Judge(usize, bool),
    Waive,
    Check(usize),
    Submit,
    Take,
    Ask,
    Pass,
    Refuse,
    Appeal,
    Rule(bool),
    Open,
    Close,
    TakeBack,
    Pay,
    UseDeposit,
    Days(i64),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        1 => any::<bool>().prop_map(Act::Attest),
        4 => (any::<bool>(), 1..120_i64).prop_map(|(brand, days)| Act::Add(brand, days)),
        4 => (0..8_usize, prop::bool::weighted(0.8)).prop_map(|(at, yes)| Act::Judge(at, yes)),
        1 => Just(Act::Waive),
        2 => (0..4_usize).prop_map(Act::Check),
        4 => Just(Act::Submit),
        3 => Just(Act::Take),
        1 => Just(Act::Ask),
        5 => Just(Act::Pass),
        1 => Just(Act::Refuse),
        1 => Just(Act::Appeal),
        1 => any::<bool>().prop_map(Act::Rule),
        5 => Just(Act::Open),
        1 => Just(Act::Close),
        1 => Just(Act::TakeBack),
        3 => Just(Act::Pay),
        1 => Just(Act::UseDeposit),
        3 => (1..40_i64).prop_map(Act::Days),
    ]
}

fn perform(play: &mut Play, act: &Act) {
    let (lacks, now) = (play.lacks(), play.now);
    // Refusals are no matter here: what counts is where it stands afterwards.
    let _ = match act {
        Act::Attest(yes) => {
            play.it.attest(if *yes { &[Attestation::LawfulGoods] } else { &[] });
            Ok(())
        }
        Act::Add(brand, days) => {
            let kind = if *brand { PaperKind::Trademark } else { PaperKind::RegisterExtract };
            let id = play.next_id();
            play.papers.push(paper(id, kind, Some(now + days * DAY), Verdict::Waiting));
            Ok(())
        }
        Act::Judge(at, yes) => {
            if let Some(one) = play.papers.iter_mut().rev().nth(*at) {
                let _ = one.judge(*yes, "because", "Olga", now);
            }
            Ok(())
        }
        Act::Waive => {
            let id = play.next_id();
            play.papers.push(paper(id, PaperKind::RegisterExtract, None, Verdict::Waived));
            Ok(())
        }
        Act::Check(at) => {
            let states = [CheckState::Opened, CheckState::Passed, CheckState::Failed, CheckState::Cleared];
            let id = play.next_id();
            play.checks.push(check(id, states[*at]));
            Ok(())
        }
        Act::Submit => play.it.submit(&lacks, &admission(), &list(), now),
        Act::Take => play.it.take("Olga", &DAYS, now),
        Act::Ask => play.it.wait_for_applicant(&DAYS, now),
        Act::Pass => play.it.pass(&lacks, &admission(), &list(), now),
        Act::Refuse => play.it.refuse(RefusalReason::Other, "no", &DAYS, now),
        Act::Appeal => play.it.ask_again("please", &DAYS, now),
        Act::Rule(granted) => play.it.rule(*granted, "so", &DAYS, now),
        Act::Open => play.it.open(&lacks, now),
        Act::Close => play.it.close(&DAYS, now),
        Act::TakeBack => play.it.take_back(&DAYS, now),
        // Money counts once there is something to pay.
        Act::Pay => {
            use Stage::{Open, Paying, Preparing, Supervised};
            if matches!(play.it.stage, Paying | Preparing | Open | Supervised) {
                play.is_paid = true;
                play.it.paid(&play.lacks(), &DAYS, now);
            }
            Ok(())
        }
        Act::UseDeposit => {
            play.is_paid = false;
            Ok(())
        }
        Act::Days(days) => {
            play.days_pass(*days);
            Ok(())
        }
    };
    play.follow();
}

/// Told apart from the rules on purpose: each required paper has one that was accepted and has not ended, or was waived;
/// the last word of the list of sanctions is good; it was declared that goods are lawful.
fn may_be_open(play: &Play) -> bool {
    let mut fine = true;
    for kind in [PaperKind::RegisterExtract, PaperKind::Trademark] {
        let mut found = false;
        for paper in &play.papers {
            let holds = paper.valid_until.unwrap_or(i64::MAX) > play.now;
            let judged = (paper.verdict == Verdict::Accepted && holds) || paper.verdict == Verdict::Waived;
            found |= paper.kind == kind && judged;
        }
        fine &= found;
    }
    let last = play.checks.last().map(|check| check.state);
    fine &= play.is_paid || !play.is_asked;
    fine && matches!(last, Some(CheckState::Passed | CheckState::Cleared))
        && play.it.attested.contains("lawful_goods")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_of_acts_opens_a_shop_whose_papers_or_whose_money_are_missing(
        acts in prop::collection::vec(act(), 1..120),
        from_open in any::<bool>(),
        is_asked in any::<bool>(),
    ) {
        let mut play = if from_open { Play::opened() } else { Play::new() };
        (play.is_asked, play.is_paid) = (is_asked, from_open);
        for act in &acts {
            perform(&mut play, act);
            prop_assert!(play.it.stage != Stage::Open || may_be_open(&play), "after {act:?}: {play:#?}");
            // Whoever may still act has a deadline; what is at rest has none or is forgotten by one.
            let needs = play.it.turn != Turn::Nobody;
            prop_assert!(!needs || play.it.due_at.is_some(), "{:?} waits for ever", play.it.stage);
        }
    }
}

#[test]
fn an_approved_applicant_pays_before_it_prepares_and_a_deposit_that_was_used_takes_the_shop_off_sale() {
    let unpaid = [Lack::Unpaid(FeeKind::Deposit), Lack::Unpaid(FeeKind::Annual)];
    let mut it = Application { stage: Stage::Papers, turn: Turn::Checker, ..application() };
    let plain = Checklist::empty(ShopKind::Flagship);
    it.pass(&unpaid, &admission(), &plain, 3).unwrap();
    assert_eq!(
        (it.stage, it.turn, it.due_at),
        (Stage::Paying, Turn::Applicant, Some(3 + DAYS.prepare * DAY))
    );
    assert!(!it.paid(&unpaid[1..], &DAYS, 4), "the year is still to pay");
    let mut late = it.clone();
    assert_eq!(late.fall_due(&DAYS, true, 3 + DAYS.prepare * DAY), Due::Lapsed);
    assert!(!late.paid(&[], &DAYS, 5), "money that comes too late opens nothing");
    assert!(it.paid(&[], &DAYS, 5));
    assert_eq!(it.stage, Stage::Preparing);
    it.open(&[], 6).unwrap();
    assert_eq!(it.follow(&unpaid[..1], &DAYS, 7), Some(Move::Supervised));
    assert_eq!(it.follow(&[], &DAYS, 8), Some(Move::Reopened));
}

#[test]
fn the_game_of_chance_reaches_an_open_shop_now_and_then() {
    let mut play = Play::new();
    for act in [
        Act::Attest(true),
        Act::Add(false, 100),
        Act::Add(true, 100),
        Act::Submit,
        Act::Take,
        Act::Judge(0, true),
        Act::Judge(1, true),
        Act::Check(1),
        Act::Pass,
        Act::Pass,
        Act::Open,
    ] {
        perform(&mut play, &act);
    }
    assert_eq!(play.it.stage, Stage::Open);
}
