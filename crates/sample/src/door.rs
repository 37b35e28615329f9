//! Who stands at the mall's door when the demo opens: one who waits for a checker, one who is asked something, one who is
//! approved, has paid and has not opened yet. Their papers are drawn here and say that they are none.

mod page;

use std::collections::BTreeMap;

use anyhow::Context;
use domain::admission::{Attestation, ShopKind};
use domain::paper::{PaperKind, Verdict};
use domain::{ApplicationId, DAY, MINUTE, MarketId, Micros, UserId};
use engine::application::{self as door, AddPaper, Begin, Details, Judgement};
use engine::by_hand::add_account;
use engine::plain::told;
use engine::{Engine, OperatorMember, Presence, SellerMember};

use super::furnish;

const APPLICANTS: &str = include_str!("../data/applicants.toml");
/// When somebody applies, a checker looks and a fee is paid, in minutes of a day. Providers answer in the night between.
const APPLIES: i64 = 10 * 60 + 20;
const LOOKS: i64 = 9 * 60 + 40;
const PAYS: i64 = 14 * 60;

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct ApplicantsFile {
    applicants: Vec<Applicant>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Applicant {
    owner: String,
    email: String,
    language: String,
    shop: String,
    kind: ShopKind,
    goods: String,
    categories: Vec<String>,
    legal_name: String,
    street: String,
    postcode: String,
    city: String,
    phone: String,
    register: String,
    register_number: String,
    sent_days_ago: i64,
    then: Then,
    /// What the checker asks.
    #[serde(default)]
    question: String,
    papers: Vec<PaperRow>,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Then {
    Waits,
    Asked,
    Approved,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PaperRow {
    kind: PaperKind,
    /// So many days after it was sent in the paper ends; absent where it has no end.
    #[serde(default)]
    days: Option<i64>,
}

/// Something that happens at the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scene {
    Applies,
    Looks,
    Pays,
}

/// Everybody at the door.
#[derive(Debug)]
pub struct Queue {
    market: MarketId,
    people: Vec<(Applicant, UserId)>,
}

/// Applications by the place of who began them.
pub type Begun = BTreeMap<usize, (SellerMember, ApplicationId)>;

/// Opens the accounts of those who will apply for a shop of a market.
pub async fn gather(engine: &Engine, market: MarketId, hash: &str) -> anyhow::Result<Queue> {
    let mut people = Vec::new();
    for row in toml::from_str::<ApplicantsFile>(APPLICANTS)?.applicants {
        let account = furnish::account(&row.owner, &row.email, &row.language, hash);
        let user = told(add_account(engine, account, engine.now()).await, &row.email)?;
        people.push((row, user));
    }
    Ok(Queue { market, people })
}

impl Queue {
    /// What happens when, and to which of them.
    pub fn scenes(&self, now: Micros) -> Vec<(Micros, usize, Scene)> {
        let mut all = Vec::new();
        for (at, (row, _)) in self.people.iter().enumerate() {
            let moment = |days: i64, minutes: i64| (now / DAY - days) * DAY + minutes * MINUTE;
            let days = row.sent_days_ago;
            all.push((moment(days, APPLIES), at, Scene::Applies));
            if row.then != Then::Waits {
                all.push((moment(days - 1, LOOKS), at, Scene::Looks));
            }
            if row.then == Then::Approved {
                all.push((moment(days - 1, PAYS), at, Scene::Pays));
            }
        }
        all
    }

    pub async fn play(
        &self,
        engine: &Engine,
        checker: &OperatorMember,
        (at, scene): (usize, Scene),
        begun: &mut Begun,
    ) -> anyhow::Result<()> {
        let (row, user) = &self.people[at];
        let about = || format!("{scene:?}: {}", row.shop);
        if scene == Scene::Applies {
            begun.insert(at, applies(engine, self.market, (row, *user)).await.with_context(about)?);
            return Ok(());
        }
        let (member, id) = begun.get(&at).with_context(about)?;
        match scene {
            Scene::Looks => looks(engine, checker, (row, *id)).await.with_context(about),
            _ => furnish::pay_by_card(engine, (member, self.market, id.get())).await.with_context(about),
        }
    }
}

async fn applies(
    engine: &Engine,
    market: MarketId,
    (row, user): (&Applicant, UserId),
) -> anyhow::Result<(SellerMember, ApplicationId)> {
    let now = engine.now();
    let begin = Begin {
        market,
        kind: row.kind,
        country: "FR".to_owned(),
        shop_name: row.shop.clone(),
        invitation: String::new(),
        language: row.language.clone(),
    };
    let id = told(door::begin(engine, user, begin, now).await, "beginning")?;
    let member = told(SellerMember::of(engine, user).await, "the applicant")?;
    // Paying fees asks for the password, which nobody types here.
    let member = member.present(Presence { is_proved: true, ..Presence::default() });
    told(door::save_details(engine, &member, id, details(row), now).await, "details")?;
    for paper in &row.papers {
        let add = AddPaper {
            application: id,
            kind: paper.kind,
            number: row.register_number.clone(),
            issuer: row.register.clone(),
            valid_until: paper.days.map(|days| now + days * DAY),
            file_name: format!("{}.pdf", paper.kind),
            file: page::pdf(&[&row.legal_name, &paper.kind.to_string().replace('_', " ")]),
        };
        told(door::add_paper(engine, &member, add, now).await, "a paper")?;
    }
    told(door::submit(engine, &member, id, now).await, "sending in")?;
    Ok((member, id))
}

fn details(row: &Applicant) -> Details {
    let mut attested = vec![Attestation::Accurate, Attestation::LawfulGoods];
    attested.extend((row.kind == ShopKind::Maker).then_some(Attestation::OwnMaking));
    Details {
        shop_name: row.shop.clone(),
        goods: row.goods.clone(),
        categories: row.categories.clone(),
        legal_name: row.legal_name.clone(),
        representative: row.owner.clone(),
        street: row.street.clone(),
        postcode: row.postcode.clone(),
        city: row.city.clone(),
        email: row.email.clone(),
        phone: row.phone.clone(),
        register: row.register.clone(),
        register_number: row.register_number.clone(),
        vat_number: String::new(),
        iban: furnish::iban("FR", row.email.len() + 900),
        attested,
    }
}

/// The checker takes it, and asks or approves.
async fn looks(
    engine: &Engine,
    checker: &OperatorMember,
    (row, id): (&Applicant, ApplicationId),
) -> anyhow::Result<()> {
    let now = engine.now();
    told(door::take(engine, checker, id, now).await, "taking it")?;
    if row.then == Then::Asked {
        return told(door::ask(engine, checker, id, row.question.clone(), now).await, "asking");
    }
    let view = told(door::for_checker(engine, checker, id, now).await, "reading it")?;
    for paper in view.papers.iter().filter(|paper| paper.verdict == Verdict::Waiting) {
        told(door::judge(engine, checker, id, Judgement::Accept(paper.id), now).await, "a verdict")?;
    }
    told(door::pass(engine, checker, id, now).await, "passing it")
}
