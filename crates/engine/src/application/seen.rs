//! Applications as pages show them, to the applicant and to a checker.

use std::sync::Arc;

use domain::admission::{Admission, Checklist};
use domain::application::{Application, ApplicationStep, OF_SELLER_MAX, Question};
use domain::category::Category;
use domain::fee::Fee;
use domain::paper::{Lack, Paper, PaperKind, ProviderCheck};
use domain::permission::Permission;
use domain::seller::{Seller, Trader};
use domain::shop::Shop;
use domain::{ApplicationId, Micros, PaperId, ShopId, UserId};
use ledger::{Account, AccountKind};
use money::Currency;
use store::paper::PaperReading;

use super::Case;
use crate::stop::OrAbsent;
use crate::{Engine, OperatorMember, Seen, SellerMember};

const STEPS_MAX: i64 = 200;
const READINGS_MAX: i64 = 50;

/// An application with all that its page shows.
#[derive(Debug, Clone)]
pub struct ApplicationView {
    pub it: Application,
    pub seller: Seller,
    pub trader: Trader,
    pub papers: Vec<Paper>,
    pub checks: Vec<ProviderCheck>,
    pub questions: Vec<Question>,
    pub steps: Vec<ApplicationStep>,
    /// Who has read which paper; only for checkers.
    pub readings: Vec<PaperReading>,
    pub admission: Admission,
    pub list: Checklist,
    pub lacks: Vec<Lack>,
    /// All places of the tree, and the paths of those that this shop may name.
    pub tree: Arc<Vec<Category>>,
    pub places: Vec<String>,
    /// What is to be paid now, and what the seller has available for it in minor units.
    pub due: Vec<Fee>,
    pub available_minor: i64,
    pub currency: Currency,
    /// Whether a fee without VAT is one on which the seller owes it.
    pub is_reverse_charge: bool,
    pub shop: Option<Shop>,
    /// Whether the shop has told where it delivers.
    pub delivers: bool,
    /// What the applicant could be reminded of now: papers; absent stands for all that is lacking. Only for checkers.
    pub reminders: Vec<Option<PaperKind>>,
    /// Whether this reader may decide an appeal: who refused does not, where somebody else may.
    pub may_rule: bool,
}

async fn view(
    engine: &Engine,
    id: ApplicationId,
    is_theirs: impl FnOnce(&Application) -> bool + Send + 'static,
    checker: Option<UserId>,
    now: Micros,
) -> Seen<ApplicationView> {
    let own = engine.clone();
    engine
        .read(move |tx| {
            let it = store::application::application(tx, id)?.filter(is_theirs).or_absent()?;
            let case = Case::read(tx, &own, it, now)?;
            let shop = case.it.shop.map(ShopId::from_raw);
            let shop = shop.map(|id| store::shop::shop(tx, id)).transpose()?.flatten();
            let ids: Vec<PaperId> = case.papers.iter().map(|paper| paper.id).collect();
            let zones = store::shop::zones(tx, &shop.iter().map(|shop| shop.id).collect::<Vec<_>>())?;
            let (readings, may_rule) = match checker {
                Some(user) => {
                    let is_alone = super::review::is_alone(tx, case.it.operator)?;
                    let readings = store::paper::readings(tx, id, &ids, READINGS_MAX)?;
                    (readings, case.it.may_rule(user, is_alone).is_ok())
                }
                None => (Vec::new(), false),
            };
            let market = own.market(case.it.market).or_absent()?;
            let available = Account::of(AccountKind::PayableAvailable, case.it.seller.get());
            let (bucket, operator) = (case.it.seller.bucket(), market.operator);
            let available = store::ledger::balance(tx, bucket, operator, available, market.currency)?;
            Ok(ApplicationView {
                due: case.book.due().cloned().collect(),
                available_minor: available.minor,
                currency: market.currency,
                is_reverse_charge: crate::fee::is_reverse_charge(&own, market.operator, &case.it.country),
                questions: store::application::questions(tx, id)?,
                steps: store::application::steps(tx, id, STEPS_MAX)?,
                readings,
                lacks: case.lacks(now),
                reminders: if checker.is_some() { case.reminders(now) } else { Vec::new() },
                tree: own.categories(),
                places: case.places,
                delivers: !zones.is_empty(),
                may_rule,
                shop,
                it: case.it,
                seller: case.seller,
                trader: case.trader,
                papers: case.papers,
                checks: case.checks,
                admission: case.admission,
                list: case.list,
            })
        })
        .await
}

pub async fn for_applicant(
    engine: &Engine,
    member: &SellerMember,
    id: ApplicationId,
    now: Micros,
) -> Seen<ApplicationView> {
    member.may(Permission::PapersRead)?;
    let seller = member.seller;
    view(engine, id, move |it| it.seller == seller, None, now).await
}

pub async fn for_checker(
    engine: &Engine,
    member: &OperatorMember,
    id: ApplicationId,
    now: Micros,
) -> Seen<ApplicationView> {
    member.may(Permission::ApplicationsRead)?;
    let (operator, user) = (member.operator, member.user);
    let is_theirs = move |it: &Application| it.operator == operator && it.submitted_at.is_some();
    view(engine, id, is_theirs, Some(user), now).await
}

/// The applications of a seller, the newest first.
pub async fn of_member(engine: &Engine, member: &SellerMember) -> Seen<Vec<Application>> {
    member.may(Permission::PapersRead)?;
    let seller = member.seller;
    engine.read(move |tx| Ok(store::application::of_seller(tx, seller, OF_SELLER_MAX)?)).await
}
