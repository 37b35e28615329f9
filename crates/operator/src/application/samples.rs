//! Applications at several stages with long names, errors, and none.

use domain::admission::{Admission, Attestation, CheckKind, Checklist, ShopKind, Waiver};
use domain::application::{Application, ApplicationStep, Move, Question, Stage, Turn};
use domain::paper::{
    CheckState, FileType, Lack, Paper, PaperKind, PaperPart, PaperStanding, PapersWanted, ProviderCheck,
    Told, Verdict,
};
use domain::seller::{Seller, Trader};
use domain::{ApplicationId, CheckId, Code, DAY, EventId, MarketId, OperatorId, PaperId, SellerId, UserId};
use engine::application::{
    ApplicationView, FileLink, Invitation, ListedApplication, ListedPaper, PaperReading, Queue,
};
use web::{Form, Frame, Page, Words, page};

use super::invite::Invitations;
use super::list::{ListApplications, Wanted};
use super::papers::WatchedPapers;
use super::show::ShowApplication;
use crate::place::{Place, Section};

const NOW: i64 = 1_795_338_600_000_000;
const LONG: &str = "Süßwarenmanufaktur Oberschwaben GmbH & Co. KG";

fn id() -> ApplicationId {
    ApplicationId::from_raw(7 << 22)
}

fn application(stage: Stage, turn: Turn) -> Application {
    Application {
        id: id(),
        seller: SellerId::from_raw(3 << 22),
        market: MarketId::from_raw(1 << 22),
        operator: OperatorId::from_raw(1 << 22),
        user_id: UserId::from_raw(9 << 22),
        kind: ShopKind::Flagship,
        country: "DE".into(),
        shop_name: LONG.into(),
        goods: "Donaudampfschifffahrtsgesellschaftskapitänsmützen".into(),
        categories: "kitchen,shoes/boots".into(),
        language: "de".into(),
        stage,
        turn,
        due_at: Some(NOW + DAY),
        policy_number: 1,
        attested: "lawful_goods".into(),
        score: Some(64),
        reviewer: "Ada Lindqvist".into(),
        reason: "names_differ".into(),
        ruling: if stage == Stage::Refused { "Two names <b>differ</b>.".into() } else { String::new() },
        appeal: "It is one company.".into(),
        begun_at: NOW - 5 * DAY,
        submitted_at: Some(NOW - 4 * DAY),
        decided_at: None,
        refused_by: None,
        appealed_at: None,
        shop: None,
        version: 1,
    }
}

fn paper(at: i64, kind: PaperKind, verdict: Verdict, file_type: FileType) -> Paper {
    Paper {
        id: PaperId::from_raw((20 + at) << 22),
        application: id(),
        seller: SellerId::from_raw(3 << 22),
        kind,
        number: "HRB 41 208 831".into(),
        issuer: "Amtsgericht Ravensburg".into(),
        valid_until: Some(NOW + (at - 2) * 9 * DAY),
        verdict,
        reason: if verdict == Verdict::Refused { "Class 21 is missing".into() } else { String::new() },
        reviewer: "Ada Lindqvist".into(),
        reviewed_at: (verdict != Verdict::Waiting).then_some(NOW - DAY),
        told: Told::Nothing,
        added_at: NOW - 4 * DAY,
        file_key: if verdict == Verdict::Waived { String::new() } else { "ppr_1".into() },
        file_type,
        file_bytes: 120_000,
        wrapped_key: vec![],
        version: 1,
    }
}

fn check(at: i64, kind: CheckKind, state: CheckState) -> ProviderCheck {
    ProviderCheck {
        id: CheckId::from_raw((40 + at) << 22),
        application: id(),
        kind,
        state,
        reference: String::new(),
        note: "more than one found".into(),
        opened_at: NOW,
        done_at: None,
        version: 1,
    }
}

fn seller() -> Seller {
    Seller {
        id: SellerId::from_raw(3 << 22),
        name: LONG.into(),
        legal_name: LONG.into(),
        street: "Lange Gasse 12".into(),
        postcode: "88212".into(),
        city: "Ravensburg".into(),
        country: "DE".into(),
        vat_number: Some("DE123456789".into()),
        email: "hallo@suesswaren.example".into(),
        language: "de".into(),
        iban: "DE02 1203 0000 0000 2020 51".into(),
        created_at: NOW,
        version: 1,
    }
}

fn view(stage: Stage, turn: Turn) -> ApplicationView {
    let list = Checklist {
        papers: vec![PaperKind::RegisterExtract, PaperKind::Trademark, PaperKind::Identity],
        attestations: vec![Attestation::LawfulGoods],
        checks: vec![CheckKind::Company, CheckKind::Sanctions],
        waivers: vec![Waiver { paper: PaperKind::Identity, by: None }],
        ..Checklist::empty(ShopKind::Flagship)
    };
    let step = |at, step, by: &str, text: &str| ApplicationStep {
        application: id(),
        id: EventId::from_raw(at),
        step,
        by_whom: by.to_owned(),
        text: text.to_owned(),
        at: NOW - DAY + at,
    };
    let question = |ordinal, answer: &str| Question {
        application: id(),
        ordinal,
        question: "Please send the test for <glazes> that touch food.".into(),
        asked_by: "Ada Lindqvist".into(),
        asked_at: NOW - DAY,
        answer: answer.into(),
        answered_at: (!answer.is_empty()).then_some(NOW),
    };
    let seller = seller();
    ApplicationView {
        it: application(stage, turn),
        trader: Trader { phone: "+49 751 00".into(), ..Trader::unknown(seller.id, true) },
        seller,
        papers: vec![
            paper(1, PaperKind::RegisterExtract, Verdict::Accepted, FileType::Pdf),
            paper(2, PaperKind::Trademark, Verdict::Refused, FileType::Png),
            paper(3, PaperKind::Trademark, Verdict::Waiting, FileType::Jpeg),
            paper(4, PaperKind::Identity, Verdict::Waived, FileType::None),
        ],
        checks: vec![
            check(1, CheckKind::Company, CheckState::Passed),
            check(2, CheckKind::Sanctions, CheckState::Unclear),
        ],
        questions: vec![question(0, "Attached, 已上传。"), question(1, "")],
        steps: vec![
            step(1, Move::Submitted, "Chen", ""),
            step(2, Move::PaperRefused, "Ada", "trademark: Class 21 is missing"),
            step(3, Move::CheckFailed, "", "sanctions"),
        ],
        readings: vec![PaperReading {
            paper: PaperId::from_raw(21 << 22),
            id: EventId::from_raw(5),
            user_id: UserId::from_raw(5),
            name: "Ada Lindqvist".into(),
            at: NOW,
        }],
        admission: Admission { score_least: Some(70), ..Admission::default() },
        due: vec![],
        available_minor: 0,
        is_reverse_charge: false,
        lacks: vec![
            Lack::Paper(PaperKind::Trademark, PaperStanding::Waiting),
            Lack::Check(CheckKind::Sanctions, Some(CheckState::Unclear)),
            Lack::Check(CheckKind::Identity, None),
            Lack::Attestation(Attestation::Accurate),
            Lack::Detail("representative"),
        ],
        list,
        reminders: vec![None, Some(PaperKind::Trademark)],
        shop: None,
        delivers: false,
        may_rule: true,
        currency: money::Currency::EUR,
        tree: std::sync::Arc::new(vec![]),
        places: vec!["kitchen".into(), "shoes/boots".into()],
    }
}

impl Page for ShowApplication {
    fn samples(words: Words) -> Vec<Self> {
        let place = Place::sample(words, Section::Applications);
        let link = |_| FileLink { until: NOW, signature: "abc".into() };
        let page = |view: &ApplicationView, form: Form| {
            Self::new(Frame::sample(words), &place, view, (NOW, &link), form)
        };
        let wrong = |field: &str| {
            let mut form = Form::default();
            form.errors.refuse(field, "application.text_missing", Vec::new());
            form
        };
        let mut bare = view(Stage::Submitted, Turn::Checker);
        (bare.papers, bare.checks, bare.questions, bare.readings) = Default::default();
        bare.lacks.clear();
        bare.reminders.clear();
        vec![
            page(&view(Stage::Papers, Turn::Checker), Form::default()),
            page(&view(Stage::Papers, Turn::Checker), wrong("question")),
            page(&view(Stage::Brand, Turn::Applicant), wrong("")),
            page(&view(Stage::Refused, Turn::Checker), wrong("ruling")),
            page(
                &ApplicationView { may_rule: false, ..view(Stage::Refused, Turn::Checker) },
                Form::default(),
            ),
            page(&view(Stage::Supervised, Turn::Applicant), Form::default()),
            page(&bare, Form::default()),
        ]
    }
}

impl Page for ListApplications {
    fn samples(words: Words) -> Vec<Self> {
        let place = Place::sample(words, Section::Applications);
        let row = |stage, turn, due_at| ListedApplication {
            market: MarketId::from_raw(1 << 22),
            application: id(),
            seller: SellerId::from_raw(3 << 22),
            shop_name: LONG.into(),
            legal_name: LONG.into(),
            kind: ShopKind::Speciality,
            country: "DE".into(),
            stage,
            turn,
            queue: Queue::of(stage, turn),
            reviewer: "Ada Lindqvist".into(),
            due_at,
            submitted_at: NOW,
            reminded_at: (due_at > NOW).then_some(NOW - DAY),
        };
        let found = [
            row(Stage::Submitted, Turn::Checker, NOW - DAY),
            row(Stage::Brand, Turn::Applicant, NOW + DAY),
            row(Stage::Open, Turn::Nobody, i64::MAX),
        ];
        let many: Vec<_> = found.iter().cycle().take(50).cloned().collect();
        let page = |found: &[ListedApplication], queue, kind, is_first| {
            let wanted = Wanted { queue, kind, is_first, now: NOW };
            Self::new(Frame::sample(words), &place, found, wanted)
        };
        vec![
            page(&found, Queue::Ours, None, true),
            page(&many, Queue::Open, Some(ShopKind::Maker), false),
            page(&found, Queue::Theirs, Some(ShopKind::Speciality), true),
            page(&[], Queue::Ended, None, true),
        ]
    }
}

impl Page for WatchedPapers {
    fn samples(words: Words) -> Vec<Self> {
        let place = Place::sample(words, Section::Papers);
        let row = |part: PaperPart, days: i64| ListedPaper {
            market: MarketId::from_raw(1 << 22),
            id: PaperId::from_raw((21 << 22) + days),
            application: id(),
            shop_name: LONG.into(),
            search: String::new(),
            kind: PaperKind::Authorisation,
            country: "DE".into(),
            part,
            due_at: if days == 0 { 0 } else { NOW + days * DAY },
            reminded_at: (days % 3 == 0).then_some(NOW),
        };
        let page = |found: &[ListedPaper], wanted: &PapersWanted| {
            Self::new(Frame::sample(words), &place, found, (wanted, true))
        };
        let filtered = PapersWanted {
            days: Some(30),
            kind: Some(PaperKind::Authorisation),
            country: "DE".into(),
            search: "\"süß\" & co".into(),
            ..PapersWanted::of(PaperPart::Ending)
        };
        let many: Vec<_> = (1..51).map(|days| row(PaperPart::Ending, days)).collect();
        let some = |part| (0..3).map(|days| row(part, -days)).collect::<Vec<_>>();
        let mut pages = vec![page(&many, &filtered), page(&[], &filtered)];
        pages.extend(PaperPart::ALL.iter().flat_map(|part| {
            let wanted = PapersWanted::of(*part);
            [page(&some(*part), &wanted), page(&[], &wanted)]
        }));
        pages
    }
}

impl Page for Invitations {
    fn samples(words: Words) -> Vec<Self> {
        let place = Place::sample(words, Section::Applications);
        let row = Invitation {
            market: MarketId::from_raw(1 << 22),
            hash: vec![],
            note: "For the potters of the autumn fair".into(),
            made_by: "Ada Lindqvist".into(),
            made_at: NOW,
            expires_at: NOW + 30 * DAY,
            uses_left: 12,
            version: 1,
        };
        let mut wrong = Form::default();
        wrong.errors.add("uses", "web-error-required");
        let page = |found: &[Invitation], code: &str, form: Form| {
            Self::new(Frame::sample(words), &place, found, (code.to_owned(), form))
        };
        vec![page(&[row], "0123456789abcdef", Form::default()), page(&[], "", wrong)]
    }
}

#[test]
fn pages_render() {
    page::render_all::<ShowApplication>();
    page::render_all::<ListApplications>();
    page::render_all::<WatchedPapers>();
    page::render_all::<Invitations>();
}
