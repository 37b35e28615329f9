//! What an applicant does: tells who it is, declares, sends in, answers, appeals, opens, closes.

use domain::admission::{Attestation, ShopKind};
use domain::application::{
    Application, ApplicationRefusal, Move, NAME_LETTERS_MAX, OF_SELLER_MAX, Stage, TEXT_LETTERS_MAX, Turn,
};
use domain::audit::{About, Deed};
use domain::event::EventKind;
use domain::permission::Permission;
use domain::shop::Zone;
use domain::{ApplicationId, Micros, ShopId};

use super::{Case, Outcome, category, check};
use crate::stop::OrRefuse;
use crate::{Act, Engine, SellerMember, Stop};
use serde_json::json;

/// Who applies, and what it declares.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Details {
    pub shop_name: String,
    pub goods: String,
    /// Paths in the market's tree; once a shop has paid by them they are changed by an act of their own.
    pub categories: Vec<String>,
    pub legal_name: String,
    pub representative: String,
    pub street: String,
    pub postcode: String,
    pub city: String,
    pub email: String,
    pub phone: String,
    pub register: String,
    pub register_number: String,
    pub vat_number: String,
    /// Empty: stays as it is.
    pub iban: String,
    pub attested: Vec<Attestation>,
}

/// Runs one act of an owner: `decide` changes the application and answers the step that it was, in whose words. What
/// `is_so` already, by a button pressed twice or an answer that got lost, is done.
async fn acts<F>(
    engine: &Engine,
    member: &SellerMember,
    id: ApplicationId,
    now: Micros,
    (is_so, mut decide): (fn(&Application) -> bool, F),
) -> Outcome
where
    F: FnMut(&mut Act<'_, '_>, &mut Case) -> Outcome<(Move, String)> + Send + 'static,
{
    let member = member.clone();
    engine
        .act(now, move |act| {
            let mut case = Case::of_applicant(act, &member, id)?;
            if is_so(&case.it) {
                return Ok(());
            }
            let (step, text) = decide(act, &mut case)?;
            case.step(act, step, &member.name, &text)?;
            case.save(act).map(drop)
        })
        .await
}

/// Keeps the details. Where they say who the seller is, providers are asked anew about everything that was sent in.
pub async fn save_details(
    engine: &Engine,
    member: &SellerMember,
    id: ApplicationId,
    details: Details,
    now: Micros,
) -> Outcome {
    member.may(Permission::PapersEdit)?;
    let name = details.shop_name.trim();
    if name.is_empty() || name.chars().count() > NAME_LETTERS_MAX {
        return Err(Stop::Refused(ApplicationRefusal::NameMissing));
    }
    let member = member.clone();
    engine
        .act(now, move |act| {
            let mut case = Case::of_applicant(act, &member, id)?;
            if !case.it.is_editable() {
                return Err(Stop::Refused(ApplicationRefusal::NotNow));
            }
            let before = (case.seller.clone(), case.trader.clone());
            let is_renamed = name_places(act, &mut case, &details)?;
            put(&mut case, &details, act.now);
            let is_other = identity(&case) != identity_of(&before);
            if before.0.iban != case.seller.iban && !before.0.iban.is_empty() {
                member.may(Permission::MoneyPayout)?;
            }
            if is_other {
                let changed = (of_details(&before), of_details(&(case.seller.clone(), case.trader.clone())));
                act.audit(&member.doer(), Deed::DetailsSet, About::Seller(member.seller), id, changed);
            }
            store::save(act.tx, &[case.seller.clone()])?;
            store::save(act.tx, &[case.trader.clone()])?;
            if is_other || is_renamed {
                case.step(act, Move::DetailsChanged, &member.name, "")?;
            }
            case.save(act)?;
            // Their pages say who sells.
            for shop in store::shop::shops_of(act.tx, member.seller)? {
                act.event(EventKind::ShopChanged, shop.id.get(), "");
            }
            if is_other { ask_anew(act, &member) } else { Ok(()) }
        })
        .await
}

/// Keeps the categories; answers whether a checker sees others than before.
fn name_places(act: &mut Act<'_, '_>, case: &mut Case, details: &Details) -> Outcome<bool> {
    if !case.it.names_freely() {
        return Ok(false);
    }
    let (of, before) = ((case.it.market, case.it.kind), case.it.categories());
    category::check(act.engine, of, (&before, &details.categories), act.now)?;
    case.it.name_categories(&details.categories);
    case.book.categories = case.it.categories();
    Ok(case.it.stage != Stage::Draft && case.it.categories() != before)
}

type Identity = [String; 5];

fn identity(case: &Case) -> Identity {
    identity_of(&(case.seller.clone(), case.trader.clone()))
}

fn identity_of((seller, trader): &(domain::seller::Seller, domain::seller::Trader)) -> Identity {
    let all =
        [&seller.legal_name, &seller.street, &seller.iban, &trader.representative, &trader.register_number];
    all.map(Clone::clone)
}

/// What the audit keeps of the details that say who a seller is.
fn of_details((seller, trader): &(domain::seller::Seller, domain::seller::Trader)) -> serde_json::Value {
    json!({
        "legal_name": seller.legal_name, "street": seller.street, "bank": crate::payout::iban_end(&seller.iban),
        "representative": trader.representative, "register_number": trader.register_number,
    })
}

fn put(case: &mut Case, details: &Details, now: Micros) {
    let line = |text: &str| -> String { text.trim().chars().take(NAME_LETTERS_MAX * 2).collect() };
    let (seller, trader) = (&mut case.seller, &mut case.trader);
    case.it.goods = details.goods.trim().chars().take(TEXT_LETTERS_MAX).collect();
    case.it.shop_name = line(&details.shop_name);
    (seller.legal_name, seller.street) = (line(&details.legal_name), line(&details.street));
    (seller.postcode, seller.city) = (line(&details.postcode), line(&details.city));
    seller.email = domain::address::email(&details.email).unwrap_or_default();
    seller.vat_number = Some(line(&details.vat_number)).filter(|number| !number.is_empty());
    if domain::payout::iban_fits(&details.iban) {
        seller.iban = details.iban.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    }
    (trader.phone, trader.representative) = (line(&details.phone), line(&details.representative));
    (trader.register, trader.register_number) = (line(&details.register), line(&details.register_number));
    case.it.attest(&details.attested);
    trader.certified_at = details.attested.contains(&Attestation::LawfulGoods).then_some(now);
}

/// Opens the checks of all applications of the seller again that were sent in.
fn ask_anew(act: &mut Act<'_, '_>, member: &SellerMember) -> Outcome {
    for it in store::application::of_seller(act.tx, member.seller, OF_SELLER_MAX)? {
        if it.is_editable() && it.stage != Stage::Draft {
            let mut case = Case::any::<ApplicationRefusal>(act, it.id)?;
            check::open_all(act, &mut case)?;
            case.save(act)?;
        }
    }
    Ok(())
}

/// Sends it in, for the first time or again. Providers are asked what they have not answered well.
pub async fn submit(engine: &Engine, member: &SellerMember, id: ApplicationId, now: Micros) -> Outcome {
    member.may(Permission::PapersEdit)?;
    let member = member.clone();
    engine
        .act(now, move |act| {
            let mut case = Case::of_applicant(act, &member, id)?;
            if case.it.is_sent_in() {
                return Ok(());
            }
            if store::application::questions(act.tx, id)?.iter().any(|one| one.answered_at.is_none()) {
                return Err(Stop::Refused(ApplicationRefusal::QuestionOpen));
            }
            let lacks = case.lacks(act.now);
            case.it.submit(&lacks, &case.admission, &case.list, act.now).or_refuse()?;
            case.step(act, Move::Submitted, &member.name, "")?;
            if matches!(case.it.stage, Stage::Paying | Stage::Preparing) {
                case.step(act, Move::Approved, "", "")?;
                case.approved(act)?;
            } else {
                check::open_missing(act, &mut case)?;
            }
            case.save(act).map(drop)
        })
        .await
}

/// Answers a question. When none is open any more, it is the checker's turn again once the applicant sends it in.
pub async fn answer(
    engine: &Engine,
    member: &SellerMember,
    (id, ordinal): (ApplicationId, i64),
    text: String,
    now: Micros,
) -> Outcome {
    member.may(Permission::PapersEdit)?;
    let text: String = text.trim().chars().take(TEXT_LETTERS_MAX).collect();
    if text.is_empty() {
        return Err(Stop::Refused(ApplicationRefusal::TextMissing));
    }
    let member = member.clone();
    engine
        .act(now, move |act| {
            let case = Case::of_applicant(act, &member, id)?;
            let questions = store::application::questions(act.tx, id)?;
            let found = questions.into_iter().find(|one| one.ordinal == ordinal && one.answered_at.is_none());
            let Some(mut question) = found else { return Err(Stop::Refused(ApplicationRefusal::NotNow)) };
            question.answer.clone_from(&text);
            question.answered_at = Some(act.now);
            store::save(act.tx, &[question])?;
            case.step(act, Move::Answered, &member.name, &text)?;
            case.save(act).map(drop)
        })
        .await
}

/// Asks for one more look after a refusal, once.
pub async fn appeal(
    engine: &Engine,
    member: &SellerMember,
    id: ApplicationId,
    text: String,
    now: Micros,
) -> Outcome {
    member.may(Permission::PapersEdit)?;
    let decide = move |act: &mut Act<'_, '_>, case: &mut Case| {
        case.it.ask_again(&text, &case.admission.days, act.now).or_refuse()?;
        Ok((Move::Appealed, case.it.appeal.clone()))
    };
    acts(engine, member, id, now, (|it| it.stage == Stage::Refused && it.turn == Turn::Checker, decide)).await
}

pub async fn take_back(engine: &Engine, member: &SellerMember, id: ApplicationId, now: Micros) -> Outcome {
    member.may(Permission::PapersEdit)?;
    let decide = |act: &mut Act<'_, '_>, case: &mut Case| {
        case.it.take_back(&case.admission.days, act.now).or_refuse()?;
        Ok((Move::TakenBack, String::new()))
    };
    acts(engine, member, id, now, (|it| it.stage == Stage::Lapsed, decide)).await
}

/// The shop opens: nothing may be lacking, and it has to deliver somewhere.
pub async fn open_shop(engine: &Engine, member: &SellerMember, id: ApplicationId, now: Micros) -> Outcome {
    member.may(Permission::PapersEdit)?;
    let decide = |act: &mut Act<'_, '_>, case: &mut Case| {
        if case.it.stage != Stage::Preparing {
            return Err(Stop::Refused(ApplicationRefusal::NotNow));
        }
        let shop = case.it.shop.map(ShopId::from_raw);
        let zones: Vec<Zone> = store::shop::zones(act.tx, &shop.into_iter().collect::<Vec<_>>())?;
        if zones.is_empty() {
            return Err(Stop::Refused(ApplicationRefusal::NoDelivery));
        }
        let lacks = case.lacks(act.now);
        case.it.open(&lacks, act.now).or_refuse()?;
        Ok((Move::Opened, String::new()))
    };
    acts(engine, member, id, now, (|it| it.stage == Stage::Open, decide)).await
}

/// The seller closes the shop. What was bought goes on.
pub async fn close(engine: &Engine, member: &SellerMember, id: ApplicationId, now: Micros) -> Outcome {
    member.may(Permission::PapersEdit)?;
    let decide = |act: &mut Act<'_, '_>, case: &mut Case| {
        case.it.close(&case.admission.days, act.now).or_refuse()?;
        Ok((Move::Closed, String::new()))
    };
    acts(engine, member, id, now, (|it| it.stage == Stage::Closed, decide)).await
}

/// A private person sells as a trade from now on, in all its shops. What a trader has to show is asked for; until it is
/// there, an open shop is supervised. A shop on a market that takes no such trader is closed.
pub async fn become_trader(
    engine: &Engine,
    member: &SellerMember,
    id: ApplicationId,
    kind: ShopKind,
    now: Micros,
) -> Outcome {
    member.may(Permission::PapersEdit)?;
    let member = member.clone();
    engine
        .act(now, move |act| {
            let mut case = Case::of_applicant(act, &member, id)?;
            if case.it.kind == kind {
                return Ok(());
            }
            if case.it.kind != ShopKind::PrivatePerson || !case.it.is_editable() || !kind.is_trader() {
                return Err(Stop::Refused(ApplicationRefusal::NotNow));
            }
            if case.admission.checklist(kind, &case.it.country).is_none() {
                return Err(Stop::Refused(ApplicationRefusal::KindNotTaken));
            }
            case.trader.is_trader = true;
            store::save(act.tx, &[case.trader.clone()])?;
            for it in store::application::of_seller(act.tx, member.seller, OF_SELLER_MAX)? {
                if it.kind == ShopKind::PrivatePerson && it.is_editable() {
                    let own = Case::any(act, it.id)?;
                    trades(act, own, kind, &member.name)?;
                }
            }
            Ok(())
        })
        .await
}

/// One application of a seller who trades from now on.
fn trades(act: &mut Act<'_, '_>, mut case: Case, kind: ShopKind, name: &str) -> Outcome {
    let Some(list) = case.admission.checklist(kind, &case.it.country) else {
        let days = case.admission.days.clone();
        let step = match case.it.close(&days, act.now) {
            Ok(()) => Move::Closed,
            Err(_) => case.it.take_back(&days, act.now).map(|()| Move::TakenBack).or_refuse()?,
        };
        case.step(act, step, name, "")?;
        return case.save(act).map(drop);
    };
    case.it.become_trader(kind).or_refuse()?;
    case.list = list;
    case.step(act, Move::BecameTrader, name, "")?;
    if case.it.stage != Stage::Draft {
        check::open_missing(act, &mut case)?;
    }
    case.save(act).map(drop)
}
