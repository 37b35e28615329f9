//! What an operator does with a deposit: asks a shop for one, or makes a buyer whole out of it. A deposit that became short
//! is asked for again; who does not top it up in time is taken off sale.

use domain::audit::{About, Deed};
use domain::event::{EventKind, TimerKind};
use domain::fee::{FeeKind, FeeNews, FeeRefusal, FeeState, REASON_LETTERS_MAX};
use domain::order::{By, Step};
use domain::permission::Permission;
use domain::refund::{Refund, RefundCause, RefundState};
use domain::shop::Shop;
use domain::{DAY, Micros, OrderId, RefundId, ShopId, bucket_of};
use money::Money;
use serde_json::json;

use super::Holder;
use crate::command::{OtherContent, earlier, keep};
use crate::stop::{OrAbsent, Widen};
use crate::{Act, Engine, OperatorMember, Stop};

type Outcome = Result<(), Stop<FeeRefusal>>;

impl From<OtherContent> for FeeRefusal {
    fn from(_: OtherContent) -> Self {
        Self::OtherContent
    }
}

/// Money for a buyer out of a shop's deposit.
#[derive(Debug, Clone)]
pub struct UseDeposit {
    pub shop: ShopId,
    pub order: OrderId,
    pub amount_minor: i64,
    pub reason: String,
    /// The form's own id, so that pressing twice takes once.
    pub key: String,
}

fn of_operator(
    act: &mut Act<'_, '_>,
    member: &OperatorMember,
    shop: ShopId,
) -> Result<Shop, Stop<FeeRefusal>> {
    let shop = store::shop::shop(act.tx, shop)?.or_absent()?;
    let market = act.engine.market(shop.market).or_absent()?;
    if market.operator == member.operator { Ok(shop) } else { Err(Stop::Absent) }
}

/// Asks a shop without a deposit to lodge one. It goes on selling for the days that topping up has.
pub async fn ask_for_deposit(
    engine: &Engine,
    member: &OperatorMember,
    (shop, amount_minor): (ShopId, i64),
    now: Micros,
) -> Outcome {
    member.may(Permission::DepositsUse)?;
    let member = member.clone();
    engine
        .act(now, move |act| {
            let shop = of_operator(act, &member, shop)?;
            let mut holder = Holder::of_shop(act, &shop)?;
            let book = holder.book();
            let is_asked = |fee: &domain::fee::Fee| {
                fee.kind == FeeKind::Deposit && (fee.is_settled() || fee.state == FeeState::Due)
            };
            if book.fees.iter().any(is_asked) {
                return Err(Stop::Refused(FeeRefusal::AskedAlready));
            }
            if !(1..=AMOUNT_MAX).contains(&amount_minor) {
                return Err(Stop::Refused(FeeRefusal::AmountOutOfRange));
            }
            let by = act.now + book.rules.top_up_days * DAY;
            book.ask(act, (FeeKind::Deposit, amount_minor), by).widen()?;
            book.terms_mut().top_up_by = Some(by);
            act.timer(book.account, TimerKind::FeesDue, by);
            let amount = Money::new(amount_minor, book.market.currency);
            book.tell(act, (FeeNews::DepositAsked, amount), "", Some(by));
            told(act, &member, (Deed::DepositAsked, &shop), amount, NO_ORDER);
            holder.save(act)
        })
        .await
}

/// Asks a shop that came without an application for what the rules ask of others at the door.
pub async fn ask_by_rules(engine: &Engine, member: &OperatorMember, shop: ShopId, now: Micros) -> Outcome {
    member.may(Permission::DepositsUse)?;
    let member = member.clone();
    engine
        .act(now, move |act| {
            let shop = of_operator(act, &member, shop)?;
            let mut holder = Holder::of_shop(act, &shop)?;
            let by = act.now + holder.book().rules.top_up_days * DAY;
            holder.book().ask_for_unpaid(act, by).widen()?;
            if holder.book().due_minor() == 0 {
                return Err(Stop::Refused(FeeRefusal::AskedAlready));
            }
            let due = Money::new(holder.book().due_minor(), holder.book().market.currency);
            told(act, &member, (Deed::DepositAsked, &shop), due, NO_ORDER);
            holder.save(act)
        })
        .await
}

const NO_ORDER: (Option<OrderId>, &str) = (None, "");

/// What the audit keeps: of which shop, how much, and why.
fn told(
    act: &mut Act<'_, '_>,
    member: &OperatorMember,
    (deed, shop): (Deed, &Shop),
    amount: Money,
    (order, reason): (Option<OrderId>, &str),
) {
    let reason: String = reason.chars().take(domain::audit::REASON_LETTERS_MAX).collect();
    let what = json!({
        "amount": amount.minor, "currency": amount.currency.code(), "order": order, "reason": reason,
    });
    act.audit(&member.doer(), deed, About::Seller(shop.seller), shop.id, (json!(null), what));
}

/// Largest deposit that can be asked for by hand.
const AMOUNT_MAX: i64 = 100_000_000_000;

/// Makes a buyer whole out of the deposit, for an order that is over: while money is held for it, the usual refund pays.
pub async fn use_for_buyer(
    engine: &Engine,
    member: &OperatorMember,
    form: UseDeposit,
    now: Micros,
) -> Outcome {
    member.may(Permission::DepositsUse)?;
    let reason: String = form.reason.trim().chars().take(REASON_LETTERS_MAX).collect();
    if reason.is_empty() {
        return Err(Stop::Refused(FeeRefusal::ReasonMissing));
    }
    let member = member.clone();
    engine
        .act(now, move |act| {
            let content = format!("{} {} {} {reason}", form.shop, form.order, form.amount_minor);
            if earlier::<FeeRefusal>(act, member.user.get(), &form.key, &content)?.is_some() {
                return Ok(());
            }
            take(act, &member, &form, &reason)?;
            keep(act, member.user.get(), &form.key, &content, "")
        })
        .await
}

fn take(act: &mut Act<'_, '_>, member: &OperatorMember, form: &UseDeposit, reason: &str) -> Outcome {
    let shop = of_operator(act, member, form.shop)?;
    let found = store::order::order(act.tx, form.order)?;
    let mut order = found.filter(|order| order.shop == shop.id).or_absent()?;
    let mut holder = Holder::of_shop(act, &shop)?;
    let left = holder.book().deposit(act)?;
    if form.amount_minor > left {
        return Err(Stop::Refused(FeeRefusal::DepositShort));
    }
    if order.completed_at.is_none() {
        return Err(Stop::Refused(FeeRefusal::OrderNotOver));
    }
    if form.amount_minor < 1 || form.amount_minor > order.total - order.refunded {
        return Err(Stop::Refused(FeeRefusal::AmountOutOfRange));
    }
    let amount = Money::new(form.amount_minor, order.currency);
    let (account, operator) = (holder.book().account, member.operator);
    let id = RefundId::from_raw(act.mint(bucket_of(account)));
    let transfers = [
        ledger::deposit_used(id.get(), account, order.user_id.get(), amount),
        ledger::late_refund(id.get(), order.user_id.get(), amount),
    ]
    .concat();
    act.post(bucket_of(account), operator, transfers);
    let refund = Refund {
        id,
        order_id: Some(order.id.get()),
        payment: order.payment,
        charge_reference: order.charge_reference.clone(),
        amount: amount.minor,
        currency: amount.currency,
        cause: RefundCause::Deposit,
        state: RefundState::Opened,
        reference: String::new(),
        code: String::new(),
        opened_at: act.now,
        done_at: None,
        version: 0,
    };
    store::insert(act.tx, &[refund])?;
    told(act, member, (Deed::DepositUsed, &shop), amount, (Some(order.id), reason));
    act.event(EventKind::RefundOpened, id.get(), "");
    order.refunded += amount.minor;
    act.step(&order, Step::Refunded, By::Operator, reason, amount.minor);
    store::save(act.tx, &[order])?;
    shorten(act, holder.book(), left - amount.minor)?;
    let until = holder.book().terms_mut().top_up_by;
    holder.book().tell(act, (FeeNews::DepositUsed, amount), reason, until);
    holder.step(
        act,
        domain::application::Move::DepositUsed,
        &member.name,
        &format!("{}: {reason}", amount.to_plain()),
    )?;
    holder.save(act)
}

/// So much is left: what is missing is asked for, where the rules do not bear with it.
fn shorten(act: &mut Act<'_, '_>, book: &mut super::Book, left: i64) -> Outcome {
    let (asked, currency) = (book.terms_mut().deposit, book.market.currency);
    if !book.rules.is_short(asked, left, currency) {
        return Ok(());
    }
    let by = act.now + book.rules.top_up_days * DAY;
    book.ask_to_top_up(act, left, by).widen()
}
