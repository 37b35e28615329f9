//! What the beginning of a month does to a shop: what was listed in the month before is charged, its plan is charged ahead.
//! Both out of the balance, the rest as a debt. By the rules of the time: sellers were told of changes before.

use domain::audit::{About, Deed};
use domain::calendar::{month_of, months_after};
use domain::event::{Timer, TimerKind};
use domain::fee::FeeKind;
use domain::permission::Permission;
use domain::plan::{PlanRefusal, ShopPlan};
use domain::policy::Fees;
use domain::shop::ShopState;
use domain::{FeeId, Micros, SellerId, ShopId};
use serde_json::json;

use super::listed::{charge_listings, note_month};
use super::{Book, Holder};
use crate::stop::{OrAbsent, Widen};
use crate::{Act, Engine, Never, Seen, SellerMember, Stop};

/// A month begins for a seller: each of its shops looks at it in an act of its own.
pub(crate) fn month_of_shops(act: &mut Act<'_, '_>, seller: SellerId) -> Seen<()> {
    for shop in store::shop::shops_of(act.tx, seller)? {
        act.timer(shop.id.get(), TimerKind::ShopMonth, act.now);
    }
    Ok(())
}

/// Fires once a month for each shop.
pub(crate) async fn month_begins(engine: &Engine, timer: Timer, now: Micros) -> Seen<()> {
    engine
        .act::<_, Never, _>(now, move |act| {
            if !store::timer::take(act.tx, &timer, act.now)? {
                return Ok(());
            }
            let shop = store::shop::shop(act.tx, ShopId::from_raw(timer.subject))?.or_absent()?;
            let rules = act.engine.policy(shop.market, act.now).policy.fees.clone();
            let mut holder = Holder::of_shop::<Never>(act, &shop)?;
            let known = store::fee::plan(act.tx, shop.id)?;
            let mut plan = known.clone().unwrap_or(ShopPlan::none(shop.id, shop.seller, shop.market));
            // Also where the shop has ended since.
            charge_listings(act, holder.book(), (&shop, &plan))?;
            if holder.is_trading() {
                charge_plan(act, holder.book(), &rules, &mut plan)?;
                note_month(act, &shop)?;
            } else {
                plan.end();
            }
            write(act, known.as_ref(), &plan)?;
            holder.save(act)
        })
        .await
}

fn write(act: &mut Act<'_, '_>, known: Option<&ShopPlan>, plan: &ShopPlan) -> store::Stored<()> {
    match known {
        Some(known) if known == plan => Ok(()),
        Some(_) => store::save(act.tx, std::slice::from_ref(plan)),
        None if plan.plan.is_empty() && plan.next.is_none() => Ok(()),
        None => store::insert(act.tx, std::slice::from_ref(plan)),
    }
}

/// Charges the month that begins.
fn charge_plan(act: &mut Act<'_, '_>, book: &mut Book, rules: &Fees, plan: &mut ShopPlan) -> Seen<()> {
    let month = (month_of(act.now), months_after(month_of(act.now), 1));
    let offered = rules.plans_in(book.market.currency);
    let Some(found) = plan.month_begins(&offered, month.1) else { return Ok(()) };
    book.charge_time(act, (FeeKind::Plan, found.amount_minor), (found.code.clone(), month)).map(drop)
}

impl Book {
    /// Writes down a fee for some time, and charges it at once.
    pub(super) fn charge_time(
        &mut self,
        act: &mut Act<'_, '_>,
        (kind, net): (FeeKind, i64),
        (about, (from, until)): (String, (Micros, Micros)),
    ) -> Seen<FeeId> {
        let id = self.ask(act, (kind, net), act.now)?;
        if let Some(fee) = self.fees.iter_mut().find(|fee| fee.id == id) {
            fee.about = about;
            (fee.covers_from, fee.covers_until) = (Some(from), Some(until));
        }
        self.charge(act, id)?;
        Ok(id)
    }
}

/// A seller chooses a plan, or none. A dearer one holds at once, and the days that are left of the month are charged; a cheaper
/// one holds from the next month on. Answers whether it holds.
pub async fn choose_plan(
    engine: &Engine,
    member: &SellerMember,
    (shop, code): (ShopId, String),
    now: Micros,
) -> Result<bool, Stop<PlanRefusal>> {
    member.may(Permission::FeesPay)?;
    let member = member.clone();
    engine
        .act(now, move |act| {
            let found = store::shop::shop(act.tx, shop)?.filter(|shop| shop.seller == member.seller);
            let shop = found.or_absent()?;
            let market = act.engine.market(shop.market).or_absent()?;
            let offered = act.engine.policy(shop.market, act.now).policy.fees.plans_in(market.currency);
            let known = store::fee::plan(act.tx, shop.id)?;
            let mut plan = known.clone().unwrap_or(ShopPlan::none(shop.id, shop.seller, shop.market));
            if !code.is_empty() && !offered.iter().any(|one| one.code == code) {
                return Err(Stop::Refused(PlanRefusal::NoSuchPlan));
            }
            if shop.state == ShopState::Closed {
                return Err(Stop::Refused(PlanRefusal::ShopIsClosed));
            }
            let mut holder = Holder::of_shop(act, &shop)?;
            let rise = plan.rise(&offered, &code, act.now).filter(|_| holder.is_trading());
            match rise {
                Some(net) => {
                    let until = months_after(month_of(act.now), 1);
                    plan.begin(&code, until);
                    let about = (code.clone(), (act.now, until));
                    holder.book().charge_time(act, (FeeKind::Plan, net), about).widen()?;
                }
                None => plan.choose(&code),
            }
            if Some(&plan) == known.as_ref() {
                return Ok(false);
            }
            let before = known.as_ref().map(|known| known.plan.as_str()).unwrap_or_default();
            let change = (json!({ "plan": before }), json!({ "plan": code, "amount": rise }));
            act.audit(&member.doer(), Deed::PlanChosen, About::Seller(shop.seller), shop.id, change);
            write(act, known.as_ref(), &plan)?;
            holder.save(act)?;
            Ok(rise.is_some())
        })
        .await
}
