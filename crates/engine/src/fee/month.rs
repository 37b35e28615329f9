//! What the beginning of a month does to a shop: its plan is charged ahead, and so are products that are listed and not paid
//! for. Both out of the balance, the rest as a debt. By the rules of the day: sellers were told of changes in time.

use domain::audit::{About, Deed};
use domain::calendar::{month_of, months_after};
use domain::event::{Timer, TimerKind};
use domain::fee::FeeKind;
use domain::permission::Permission;
use domain::plan::{PlanRefusal, ShopPlan};
use domain::policy::Fees;
use domain::shop::{Shop, ShopState};
use domain::{Micros, SellerId, ShopId};
use money::Money;
use serde_json::json;

use super::{Book, Holder};
use crate::stop::OrAbsent;
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
            let rules = act.engine.policy(shop.market, act.now).policy.fees;
            let mut holder = Holder::of_shop::<Never>(act, &shop)?;
            let known = store::fee::plan(act.tx, shop.id)?;
            let mut plan = known.clone().unwrap_or(ShopPlan::none(shop.id, shop.seller, shop.market));
            if holder.is_trading() {
                let free = charge_plan(act, holder.book(), &rules, &mut plan)?;
                charge_listings(act, holder.book(), (&shop, &rules), free)?;
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

/// Charges the month that begins; answers how many listed products the plan has in it.
fn charge_plan(act: &mut Act<'_, '_>, book: &mut Book, rules: &Fees, plan: &mut ShopPlan) -> Seen<i64> {
    let month = (month_of(act.now), months_after(month_of(act.now), 1));
    let offered = rules.plans_in(book.market.currency);
    let Some(found) = plan.month_begins(&offered, month.1) else { return Ok(0) };
    book.charge_time(act, (FeeKind::Plan, found.amount_minor), (&found.code, month))?;
    Ok(found.free_listings)
}

/// Charges products that can be bought and are not paid for. What is sold out costs nothing; what is free is counted first.
fn charge_listings(
    act: &mut Act<'_, '_>,
    book: &mut Book,
    (shop, rules): (&Shop, &Fees),
    free: i64,
) -> Seen<()> {
    let Some(rule) = rules.listing_in(book.market.currency) else { return Ok(()) };
    let from = month_of(act.now);
    let until = months_after(from, rule.months);
    let running = store::fee::listed(act.tx, shop.id, act.now)?;
    let begun = store::fee::list_until(act.tx, shop.id, (act.now, until))?;
    let charged = rule.charged(begun, running, free);
    if charged == 0 {
        return Ok(());
    }
    let each = Money::new(rule.amount_minor, book.market.currency);
    let net = each.times(charged).map_err(|error| Stop::fault(format!("listed products: {error}")))?;
    book.charge_time(act, (FeeKind::Listing, net.minor), (&charged.to_string(), (from, until)))
}

impl Book {
    /// Writes down a fee for some time, and charges it at once.
    fn charge_time(
        &mut self,
        act: &mut Act<'_, '_>,
        (kind, net): (FeeKind, i64),
        (about, (from, until)): (&str, (Micros, Micros)),
    ) -> Seen<()> {
        let id = self.ask(act, (kind, net), act.now)?;
        if let Some(fee) = self.fees.iter_mut().find(|fee| fee.id == id) {
            about.clone_into(&mut fee.about);
            (fee.covers_from, fee.covers_until) = (Some(from), Some(until));
        }
        self.charge(act, id)
    }
}

/// A seller chooses a plan, or none: it holds from the next month on.
pub async fn choose_plan(
    engine: &Engine,
    member: &SellerMember,
    (shop, code): (ShopId, String),
    now: Micros,
) -> Result<(), Stop<PlanRefusal>> {
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
            plan.choose(&code);
            if Some(&plan) == known.as_ref() {
                return Ok(());
            }
            let before = known.as_ref().map(|known| known.plan.as_str()).unwrap_or_default();
            let change = (json!({ "plan": before }), json!({ "plan": code }));
            act.audit(&member.doer(), Deed::PlanChosen, About::Seller(shop.seller), shop.id, change);
            Ok(write(act, known.as_ref(), &plan)?)
        })
        .await
}
