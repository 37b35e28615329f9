//! Applications in every stage, with their papers, made by the acts of applicants and checkers.

use anyhow::Context;
use domain::admission::{Attestation, ShopKind};
use domain::paper::{PaperKind, Verdict};
use domain::{ApplicationId, DAY, OperatorId, UserId};
use engine::application::{self as door, AddPaper, Begin, Details, Judgement};
use engine::fee::{self, Way};
use engine::sandbox::CardEntry;
use engine::shop::ZoneForm;
use engine::{Engine, OperatorMember, SellerMember};

use engine::plain::{settle, told};

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n";
const PAPERS: [PaperKind; 4] =
    [PaperKind::RegisterExtract, PaperKind::Identity, PaperKind::BankProof, PaperKind::Trademark];
/// Papers end between tomorrow and so many days from now.
const DAYS_VALID: i64 = 90;

/// How far applications come, in turn.
const STAGES: i64 = 6;
const DRAFT: i64 = 0;
const SENT_IN: i64 = 1;
const LOOKED_AT: i64 = 2;
const REFUSED: i64 = 3;
const PASSED: i64 = 4;

/// Every seller applies for one more shop.
pub async fn apply(
    engine: &Engine,
    (operator, user): (OperatorId, UserId),
    sellers: &[SellerMember],
) -> anyhow::Result<()> {
    let checker = told(OperatorMember::by_hand(engine, operator, user).await, "the checker")?;
    let mut begun = Vec::new();
    for (number, seller) in (0..).zip(sellers) {
        begun.push((number, seller, begin(engine, seller, number).await?));
    }
    settle(engine, engine.now()).await?;
    for (number, seller, id) in begun {
        rule(engine, &checker, (seller, id), number % STAGES).await?;
    }
    Ok(())
}

async fn begin(engine: &Engine, seller: &SellerMember, number: i64) -> anyhow::Result<ApplicationId> {
    let now = engine.now();
    let form = Begin {
        market: engine.markets()[0].id,
        kind: ShopKind::Flagship,
        country: "FR".to_owned(),
        shop_name: format!("Maison {number}"),
        invitation: String::new(),
        language: "en".to_owned(),
    };
    let id = told(door::begin(engine, seller.user, form, now).await, "an application")?;
    told(door::save_details(engine, seller, id, details(number), now).await, "its details")?;
    for (ordinal, kind) in (0..).zip(PAPERS) {
        let valid = 1 + (number * 7 + ordinal * 13) % DAYS_VALID;
        let paper = AddPaper {
            application: id,
            kind,
            number: format!("41 208 {number}"),
            issuer: "INPI".to_owned(),
            valid_until: Some(now + valid * DAY),
            file_name: "paper.pdf".to_owned(),
            file: PDF.to_vec(),
        };
        told(door::add_paper(engine, seller, paper, now).await, "a paper")?;
    }
    if number % STAGES != DRAFT {
        told(door::submit(engine, seller, id, now).await, "sending in")?;
    }
    Ok(id)
}

fn details(number: i64) -> Details {
    Details {
        shop_name: format!("Maison {number}"),
        goods: "Cups and bowls".to_owned(),
        categories: vec!["kitchen".to_owned()],
        legal_name: format!("Maison {number} SARL"),
        representative: "Chen Wanqing".to_owned(),
        street: "1 rue du Four".to_owned(),
        postcode: "69001".to_owned(),
        city: "Lyon".to_owned(),
        email: format!("owner{number}@shops.example"),
        phone: "+33 4 00 00 00 00".to_owned(),
        register: "RCS Lyon".to_owned(),
        register_number: format!("552 100 {number}"),
        vat_number: String::new(),
        iban: "FR7630006000011234567890189".to_owned(),
        attested: vec![Attestation::Accurate, Attestation::LawfulGoods],
    }
}

/// Brings one application as far as its stage says.
async fn rule(
    engine: &Engine,
    checker: &OperatorMember,
    (seller, id): (&SellerMember, ApplicationId),
    stage: i64,
) -> anyhow::Result<()> {
    let now = engine.now();
    if stage == DRAFT || stage == SENT_IN {
        return Ok(());
    }
    told(door::take(engine, checker, id, now).await, "taking it up")?;
    if stage == LOOKED_AT {
        return Ok(());
    }
    if stage == REFUSED {
        let reasons = (domain::application::RefusalReason::Other, "Not what this market is for.".to_owned());
        told(door::refuse(engine, checker, id, reasons, now).await, "refusing it")?;
        return Ok(());
    }
    let view = told(door::for_checker(engine, checker, id, now).await, "reading it")?;
    for paper in view.papers.iter().filter(|paper| paper.verdict == Verdict::Waiting) {
        told(door::judge(engine, checker, id, Judgement::Accept(paper.id), now).await, "a verdict")?;
    }
    told(door::pass(engine, checker, id, now).await, "the papers")?;
    told(door::pass(engine, checker, id, now).await, "the brand")?;
    if stage == PASSED {
        return Ok(());
    }
    open(engine, (seller, id)).await
}

async fn open(engine: &Engine, (seller, id): (&SellerMember, ApplicationId)) -> anyhow::Result<()> {
    let now = engine.now();
    pay(engine, (seller, id)).await?;
    let view = told(door::for_applicant(engine, seller, id, now).await, "reading it")?;
    let Some(shop) = view.shop else { anyhow::bail!("an approved application has no shop") };
    let zone = ZoneForm {
        name: "France".to_owned(),
        countries: "FR".to_owned(),
        price: 490,
        per_kg: 0,
        free_above: None,
        days_min: 2,
        days_max: 4,
    };
    let saved = engine::shop::save_zones(engine, seller, shop.id, "en".to_owned(), vec![zone], now).await;
    told(saved, "delivery")?;
    told(door::open_shop(engine, seller, id, now).await, "opening")
}

/// Deposit and yearly fee, by card.
async fn pay(engine: &Engine, (seller, id): (&SellerMember, ApplicationId)) -> anyhow::Result<()> {
    let (now, account) = (engine.now(), id.get());
    let back = "http://mall.localhost/seller/fees/return".to_owned();
    let page =
        told(fee::pay(engine, seller, account, (Way::Provider, back), now).await, "opening a payment")?;
    let page = page.context("the sandbox is there")?;
    let reference = page.rsplit('/').next().unwrap_or_default();
    let (number, expiry, cvc) = ("4242424242424242".to_owned(), "12/39".to_owned(), "123".to_owned());
    let card = CardEntry { number, expiry, cvc, second_step: None };
    told(engine::sandbox::pay(engine, reference, card, now).await, "paying")?;
    told(fee::returned(engine, seller, account, now).await, "coming back")
}
