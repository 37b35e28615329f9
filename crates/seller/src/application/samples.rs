//! An application at every stage that looks different, with long names and errors; the way in; the list.

use domain::Code;
use domain::admission::{Admission, Attestation, CheckKind, Checklist, Door, ShopKind};
use domain::application::{Application, ApplicationStep, Move, Question, Stage, Turn};
use domain::paper::{
    CheckState, FileType, Lack, Paper, PaperKind, PaperStanding, ProviderCheck, Told, Verdict,
};
use domain::seller::{Seller, Trader};
use domain::{ApplicationId, CheckId, DAY, EventId, MarketId, OperatorId, PaperId, SellerId, UserId};
use engine::application::ApplicationView;
use web::{Form, Frame, Page, Words};

use super::apply::Apply;
use super::list::{ListApplications, Row};
use super::show::{Forms, ShowApplication};
use crate::desk::{Room, waiting_room};
use crate::sample::{self, NOW};

const LONG: &str = "Süßwarenmanufaktur Oberschwaben GmbH & Co. KG";

fn application(stage: Stage, turn: Turn) -> Application {
    Application {
        id: ApplicationId::from_raw(7 << 22),
        seller: SellerId::from_raw(3 << 22),
        market: MarketId::from_raw(1 << 22),
        operator: OperatorId::from_raw(1 << 22),
        user_id: UserId::from_raw(9 << 22),
        kind: ShopKind::PrivatePerson,
        country: "DE".into(),
        shop_name: LONG.into(),
        goods: "Pralinen".into(),
        categories: "kitchen,shoes/boots".into(),
        language: "de".into(),
        stage,
        turn,
        due_at: (stage != Stage::Open).then_some(NOW + 9 * DAY),
        policy_number: 1,
        attested: "lawful_goods".into(),
        score: None,
        reviewer: String::new(),
        reason: "names_differ".into(),
        ruling: "The register says <Oberland>.".into(),
        appeal: String::new(),
        begun_at: NOW - 5 * DAY,
        submitted_at: Some(NOW - 4 * DAY),
        decided_at: Some(NOW - DAY),
        refused_by: None,
        appealed_at: None,
        shop: None,
        version: 1,
    }
}

fn paper(at: i64, kind: PaperKind, verdict: Verdict) -> Paper {
    Paper {
        id: PaperId::from_raw((20 + at) << 22),
        application: ApplicationId::from_raw(7 << 22),
        seller: SellerId::from_raw(3 << 22),
        kind,
        number: "HRB 41 208 831".into(),
        issuer: "Amtsgericht Ravensburg".into(),
        valid_until: Some(NOW + (at - 2) * 9 * DAY),
        verdict,
        reason: "Class 21 is missing".into(),
        reviewer: "Ada".into(),
        reviewed_at: None,
        told: Told::Nothing,
        added_at: NOW,
        file_key: "ppr_1".into(),
        file_type: FileType::Pdf,
        file_bytes: 1,
        wrapped_key: vec![],
        version: 1,
    }
}

fn view(stage: Stage, turn: Turn) -> ApplicationView {
    let id = ApplicationId::from_raw(7 << 22);
    let list = Checklist {
        papers: vec![PaperKind::RegisterExtract, PaperKind::Trademark, PaperKind::Identity],
        attestations: vec![Attestation::LawfulGoods, Attestation::NoTrader],
        checks: vec![CheckKind::Company, CheckKind::Sanctions],
        ..Checklist::empty(ShopKind::PrivatePerson)
    };
    let seller = Seller {
        id: SellerId::from_raw(3 << 22),
        name: LONG.into(),
        legal_name: LONG.into(),
        street: String::new(),
        postcode: "88212".into(),
        city: "Ravensburg".into(),
        country: "DE".into(),
        vat_number: None,
        email: "hallo@suesswaren.example".into(),
        language: "de".into(),
        iban: if stage == Stage::Draft { String::new() } else { "DE02".into() },
        created_at: NOW,
        version: 1,
    };
    let check = ProviderCheck {
        id: CheckId::from_raw(41 << 22),
        application: id,
        kind: CheckKind::Company,
        state: CheckState::Failed,
        reference: String::new(),
        note: String::new(),
        opened_at: NOW,
        done_at: None,
        version: 1,
    };
    let question = |ordinal, answer: &str| Question {
        application: id,
        ordinal,
        question: "Please send the test for <glazes> that touch food.".into(),
        asked_by: "Ada Lindqvist".into(),
        asked_at: NOW - DAY,
        answer: answer.into(),
        answered_at: (!answer.is_empty()).then_some(NOW),
    };
    let step = |at, step, by: &str, text: &str| ApplicationStep {
        application: id,
        id: EventId::from_raw(at),
        step,
        by_whom: by.to_owned(),
        text: text.to_owned(),
        at: NOW - DAY + at,
    };
    ApplicationView {
        it: application(stage, turn),
        trader: Trader::unknown(seller.id, false),
        seller,
        papers: vec![
            paper(1, PaperKind::RegisterExtract, Verdict::Accepted),
            paper(4, PaperKind::Trademark, Verdict::Refused),
        ],
        checks: vec![check],
        questions: vec![question(0, "Attached, 已上传。"), question(1, "")],
        steps: vec![step(1, Move::Begun, "Chen", ""), step(2, Move::PaperAdded, "Chen", "trademark")],
        readings: vec![],
        admission: Admission::default(),
        due: if stage == Stage::Paying { sample::dues() } else { vec![] },
        available_minor: 1_000_000,
        is_reverse_charge: stage == Stage::Paying,
        lacks: vec![
            Lack::Paper(PaperKind::RegisterExtract, PaperStanding::Expired),
            Lack::Paper(PaperKind::Identity, PaperStanding::Missing),
            Lack::Detail("street"),
        ],
        list,
        shop: (stage == Stage::Preparing).then(|| sample::shops()[0].clone()),
        delivers: false,
        reminders: vec![],
        may_rule: false,
        currency: money::Currency::EUR,
        tree: std::sync::Arc::new(vec![]),
        places: vec!["kitchen".into(), "shoes/boots".into()],
    }
}

impl Page for ShowApplication {
    fn samples(words: Words) -> Vec<Self> {
        let moment = sample::moment(words);
        let page = |view: &ApplicationView, forms: Forms| {
            let around = (Frame::sample(words).titled(LONG), sample::desk(words, Room::Applications));
            Self::new(around, moment, view, "Grand Rue".to_owned(), forms)
        };
        let wrong = |field: &str, code: &'static str| {
            let mut form = Form::default();
            form.errors.refuse(field, code, Vec::new());
            Some(form)
        };
        let turns = [Turn::Applicant, Turn::Checker, Turn::Nobody];
        let mut all: Vec<Self> = Stage::ALL
            .iter()
            .zip(turns.iter().cycle())
            .map(|(stage, turn)| page(&view(*stage, *turn), Forms::default()))
            .collect();
        let papers = view(Stage::Papers, Turn::Applicant);
        let paper = wrong("file", "paper.file_active");
        all.push(page(&papers, Forms { paper, ..Forms::default() }));
        let details = wrong("iban", "bank.not_an_iban");
        all.push(page(&papers, Forms { details, ..Forms::default() }));
        let said = wrong("answer.1", "application.text_missing");
        all.push(page(&papers, Forms { said, ..Forms::default() }));
        let mut bare = view(Stage::Draft, Turn::Applicant);
        (bare.papers, bare.checks, bare.questions, bare.steps) = Default::default();
        bare.list = Checklist::empty(ShopKind::Maker);
        bare.lacks.clear();
        all.push(page(&bare, Forms { said: wrong("", "application.not_now"), ..Forms::default() }));
        all
    }
}

impl Page for ListApplications {
    fn samples(words: Words) -> Vec<Self> {
        let moment = sample::moment(words);
        let row =
            |stage: &Stage| Row::new(moment, &application(*stage, Turn::Applicant), "Grand Rue".to_owned());
        let frame = || Frame::sample(words).titled(words.say("admission-list"));
        let full = sample::desk(words, Room::Applications);
        vec![
            Self { frame: frame(), desk: full, rows: Stage::ALL.iter().map(row).collect() },
            Self { frame: frame(), desk: waiting_room(words), rows: vec![] },
        ]
    }
}

impl Page for Apply {
    fn samples(words: Words) -> Vec<Self> {
        let list = |kind, countries: &str, papers: &[PaperKind]| Checklist {
            countries: vec![countries.to_owned()],
            papers: papers.to_vec(),
            ..Checklist::empty(kind)
        };
        let rules = Admission {
            door: Door::Invitation,
            checklists: vec![
                list(ShopKind::Flagship, "EU", &[PaperKind::RegisterExtract, PaperKind::Trademark]),
                list(ShopKind::PrivatePerson, "EU", &[]),
            ],
            ..Admission::default()
        };
        let title = words.with("admission-apply-title", &[("market", "Grand Rue".into())]);
        let mut wrong = Form::default();
        wrong.errors.refuse("kind", "application.kind_not_taken", Vec::new());
        wrong.errors.refuse("invitation", "application.invitation_needed", Vec::new());
        let frame = || Frame::sample(words).titled(title.clone());
        let stranger = Frame::sample_stranger(words).titled(title.clone());
        vec![
            Self::new(frame(), &rules, "FR", Form::default()),
            Self::new(frame(), &rules, "FR", wrong),
            Self::new(frame(), &rules, "US", Form::default()),
            Self::new(stranger, &Admission::default(), "US", Form::default()),
        ]
    }
}

#[test]
fn pages_render() {
    web::page::render_all::<ShowApplication>();
    web::page::render_all::<ListApplications>();
    web::page::render_all::<Apply>();
}
