//! The operator stops a shop and lets it go on; the seller complains, and is answered. Each act brings the shop in line and
//! tells the seller. Orders, parcels and refunds go on; nothing is paid out to the seller meanwhile.

use domain::application::Application;
use domain::audit::{About, Deed};
use domain::event::EventKind;
use domain::permission::Permission;
use domain::seller::{MemberOf, Seller};
use domain::shop::{Shop, ShopState};
use domain::suspension::{Person, SuspensionStep};
pub use domain::suspension::{Suspension, SuspensionCause, SuspensionRefusal};
use domain::{Code, Micros, ShopId, SuspensionId};
use serde_json::json;

use crate::application::Case;
use crate::fee::Holder;
use crate::stop::{OrAbsent, OrRefuse};
use crate::{Act, Engine, OperatorMember, Seen, SellerMember, Stop};

/// So many of a shop's suspensions are shown.
const SHOWN_MAX: i64 = 50;

type Outcome<T = ()> = Result<T, Stop<SuspensionRefusal>>;

fn person(member: &OperatorMember) -> Person<'_> {
    Person { operator: member.operator, user: member.user, name: &member.name }
}

/// Stops a shop at once, with the reasons that its seller is told.
pub async fn suspend(
    engine: &Engine,
    member: &OperatorMember,
    shop: ShopId,
    (cause, text): (SuspensionCause, String),
    now: Micros,
) -> Outcome<SuspensionId> {
    member.may(Permission::ShopsSuspend)?;
    let member = member.clone();
    engine
        .act(now, move |act| {
            let shop = of_operator(act, &member, shop)?;
            suspend_one(act, &member, shop, (cause, &text))
        })
        .await
}

/// The same within an act. Refuses before it writes anything.
pub(crate) fn suspend_one(
    act: &mut Act<'_, '_>,
    member: &OperatorMember,
    shop: Shop,
    reasons: (SuspensionCause, &str),
) -> Outcome<SuspensionId> {
    if store::suspension::goes_on(act.tx, shop.id)?.is_some() {
        return Err(Stop::Refused(SuspensionRefusal::Already));
    }
    let id = SuspensionId::from_raw(act.mint(shop.id.bucket()));
    let begun = Suspension::begin((id, &shop), reasons, &person(member), act.now).or_refuse()?;
    store::suspension::add(act.tx, &begun)?;
    told(act, member, &begun, (Deed::ShopSuspended, SuspensionStep::Began));
    follow(act, shop, (&begun, SuspensionStep::Began))?;
    Ok(id)
}

/// Ends the suspension of a shop within an act; answers whether there was one.
pub(crate) fn lift_one(act: &mut Act<'_, '_>, member: &OperatorMember, shop: Shop) -> Outcome<bool> {
    let Some(mut it) = store::suspension::goes_on(act.tx, shop.id)? else { return Ok(false) };
    it.lift(&person(member), act.now).or_refuse()?;
    told(act, member, &it, (Deed::SuspensionDecided, SuspensionStep::Lifted));
    store::save(act.tx, std::slice::from_ref(&it))?;
    follow(act, shop, (&it, SuspensionStep::Lifted))?;
    Ok(true)
}

/// Ends a suspension: what was wrong is made good.
pub async fn lift(engine: &Engine, member: &OperatorMember, id: SuspensionId, now: Micros) -> Outcome {
    member.may(Permission::ShopsSuspend)?;
    let by = member.clone();
    decide(engine, member, id, now, move |_, it, at| {
        it.lift(&person(&by), at).or_refuse()?;
        Ok(SuspensionStep::Lifted)
    })
    .await
}

/// Decides the seller's complaint: upheld, the shop goes on.
pub async fn rule(
    engine: &Engine,
    member: &OperatorMember,
    id: SuspensionId,
    (is_upheld, text): (bool, String),
    now: Micros,
) -> Outcome {
    member.may(Permission::ShopsSuspend)?;
    let by = member.clone();
    decide(engine, member, id, now, move |act, it, at| {
        let is_alone = others_may(&store::operator::members(act.tx, by.operator)?) <= 1;
        it.rule((is_upheld, &text), (&person(&by), is_alone), at).or_refuse()?;
        Ok(if is_upheld { SuspensionStep::Upheld } else { SuspensionStep::Rejected })
    })
    .await
}

async fn decide<F>(
    engine: &Engine,
    member: &OperatorMember,
    id: SuspensionId,
    now: Micros,
    mut decide: F,
) -> Outcome
where
    F: FnMut(&mut Act<'_, '_>, &mut Suspension, Micros) -> Outcome<SuspensionStep> + Send + 'static,
{
    let member = member.clone();
    engine
        .act(now, move |act| {
            let mut it = store::suspension::suspension(act.tx, id)?.or_absent()?;
            let shop = of_operator(act, &member, it.shop)?;
            let at = act.now;
            let step = decide(act, &mut it, at)?;
            told(act, &member, &it, (Deed::SuspensionDecided, step));
            store::save(act.tx, std::slice::from_ref(&it))?;
            follow(act, shop, (&it, step))
        })
        .await
}

/// How many of an operator's members may decide about suspensions.
fn others_may(members: &[store::operator::OperatorMember]) -> usize {
    let may =
        |one: &&store::operator::OperatorMember| one.role.may(MemberOf::Operator, Permission::ShopsSuspend);
    members.iter().filter(may).count()
}

/// What the audit keeps of a suspension; its reasons stay with it.
fn told(
    act: &mut Act<'_, '_>,
    member: &OperatorMember,
    it: &Suspension,
    (deed, step): (Deed, SuspensionStep),
) {
    let what = json!({ "step": step.code(), "shop": it.shop });
    act.audit(&member.doer(), deed, About::Seller(it.seller), it.id, (json!(null), what));
}

/// The seller says why it is wrong.
pub async fn complain(
    engine: &Engine,
    member: &SellerMember,
    id: SuspensionId,
    text: String,
    now: Micros,
) -> Outcome {
    member.may(Permission::ShopSpeak)?;
    let seller = member.seller;
    engine
        .act(now, move |act| {
            let found = store::suspension::suspension(act.tx, id)?.filter(|it| it.seller == seller);
            let mut it = found.or_absent()?;
            it.complain(&text, act.now).or_refuse()?;
            store::save(act.tx, std::slice::from_ref(&it))?;
            act.event(EventKind::ShopChanged, it.shop.get(), "");
            act.event(EventKind::SuspensionMoved, it.id.get(), SuspensionStep::Complained.code());
            Ok(())
        })
        .await
}

/// The suspensions of a seller's shop, the newest first.
pub async fn of_member(engine: &Engine, member: &SellerMember, shop: ShopId) -> Seen<Vec<Suspension>> {
    member.may(Permission::ShopRead)?;
    let seller = member.seller;
    engine
        .read(move |tx| {
            store::shop::shop(tx, shop)?.filter(|shop| shop.seller == seller).or_absent()?;
            Ok(store::suspension::of_shop(tx, shop, SHOWN_MAX)?)
        })
        .await
}

/// A shop as its operator sees it.
#[derive(Debug, Clone)]
pub struct ShopSeen {
    pub shop: Shop,
    pub seller: Seller,
    pub application: Option<Application>,
    /// The newest first.
    pub suspensions: Vec<Suspension>,
}

pub async fn for_operator(engine: &Engine, member: &OperatorMember, shop: ShopId) -> Seen<ShopSeen> {
    member.may(Permission::MarketRead)?;
    let (operator, own) = (member.operator, engine.clone());
    engine
        .read(move |tx| {
            let shop = store::shop::shop(tx, shop)?.or_absent()?;
            own.market(shop.market).filter(|market| market.operator == operator).or_absent()?;
            Ok(ShopSeen {
                seller: store::seller::seller(tx, shop.seller)?.or_absent()?,
                application: store::application::of_shop(tx, shop.seller, shop.id.get())?,
                suspensions: store::suspension::of_shop(tx, shop.id, SHOWN_MAX)?,
                shop,
            })
        })
        .await
}

/// Which shop a suspension of the operator is about.
pub async fn shop_of(engine: &Engine, member: &OperatorMember, id: SuspensionId) -> Seen<ShopId> {
    member.may(Permission::MarketRead)?;
    let operator = member.operator;
    let read = engine.read(move |tx| Ok(store::suspension::suspension(tx, id)?)).await?;
    Ok(read.filter(|it| it.operator == operator).or_absent()?.shop)
}

pub(crate) fn of_operator<R>(
    act: &mut Act<'_, '_>,
    member: &OperatorMember,
    id: ShopId,
) -> Result<Shop, Stop<R>> {
    let shop = store::shop::shop(act.tx, id)?.or_absent()?;
    let market = act.engine.market(shop.market).or_absent()?;
    if market.operator == member.operator { Ok(shop) } else { Err(Stop::Absent) }
}

/// Brings the shop in line with what was decided, and tells lists and letters.
fn follow(act: &mut Act<'_, '_>, mut shop: Shop, (it, step): (&Suspension, SuspensionStep)) -> Outcome {
    act.event(EventKind::SuspensionMoved, it.id.get(), step.code());
    act.event(EventKind::ShopChanged, shop.id.get(), "");
    if let Some(case) = Case::of_shop(act, &shop)? {
        return case.save(act).map(drop);
    }
    let state = match (shop.state, it.goes_on()) {
        (ShopState::Open, true) => ShopState::Supervised,
        (ShopState::Supervised, false) => ShopState::Open,
        _ => return Ok(()),
    };
    shop.state = state;
    let account = shop.id.get();
    store::save(act.tx, &[shop])?;
    // A deposit that was not topped up keeps it off sale all the same.
    Holder::find(act, account)?.save(act)
}
