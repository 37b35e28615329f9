//! Refund requests, the right of withdrawal, rulings; and refunds on their way to the provider.

mod give;
mod seen;

pub(crate) use give::{close_open_request, give, perform, perform_again};

pub use seen::{OpenRequest, for_operator, of_shop};

use domain::audit::{About, Deed};
use domain::event::{EventKind, Timer, TimerKind};
use domain::order::{By, Order, OrderRefusal, Step};
use domain::permission::Permission;
use domain::refund::{
    RefundCause, Request, RequestKind, RequestReason, RequestRefusal, RequestState, TEXT_LETTERS_MAX,
};
use domain::{Code, DAY, Micros, OrderId, RequestId, UserId};

use crate::audit::Doer;
use crate::stop::{OrAbsent, OrRefuse};
use crate::{Act, Engine, Never, OperatorMember, Seen, SellerMember, Stop};
use serde_json::json;

#[derive(Debug, Clone)]
pub struct AskRefund {
    pub order: OrderId,
    pub reason: RequestReason,
    pub text: String,
    pub amount: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AskRefusal {
    #[error("request.already_open")]
    AlreadyOpen,
    #[error("request.too_late")]
    TooLate,
    #[error("request.not_paid")]
    NothingLeft,
    #[error("request.asked_out_of_range")]
    AmountOutOfRange,
    #[error("request.reason_missing")]
    ReasonMissing,
    #[error("withdrawal.not_here")]
    NoWithdrawalHere,
    #[error("withdrawal.too_late")]
    WithdrawalTooLate,
}

/// A buyer asks for money back. The clock of silence stops until it is answered.
pub async fn ask(
    engine: &Engine,
    user: UserId,
    form: AskRefund,
    now: Micros,
) -> Result<RequestId, Stop<AskRefusal>> {
    engine
        .act(now, move |act| {
            let order =
                store::order::order(act.tx, form.order)?.filter(|order| order.user_id == user).or_absent()?;
            let policy = act.engine.version_in(act.tx, order.market, order.policy_number)?.policy.clone();
            let last = order.completed_at.map(|at| at + policy.refunds.ask_days_after_completion * DAY);
            if last.is_some_and(|last| act.now > last) {
                return Err(Stop::Refused(AskRefusal::TooLate));
            }
            if !(1..=order.refundable()).contains(&form.amount) {
                return Err(Stop::Refused(AskRefusal::AmountOutOfRange));
            }
            let text: String = form.text.trim().chars().take(TEXT_LETTERS_MAX).collect();
            if text.is_empty() && form.reason == RequestReason::Other {
                return Err(Stop::Refused(AskRefusal::ReasonMissing));
            }
            open_request(act, order, RequestKind::Refund, form.reason, &text, form.amount)
        })
        .await
}

/// Until when a buyer may withdraw without a reason; absent where the market's law knows no such right.
/// The days run from delivery, and until then the right is open (Directive 2011/83/EU art. 9).
pub fn withdrawal_until(engine: &Engine, order: &Order) -> Option<Option<Micros>> {
    let days = engine.rules_of(order).policy.refunds.withdrawal_days?;
    Some(order.delivered_at.or(order.completed_at).map(|at| at + days * DAY))
}

/// The buyer withdraws from the contract: second step of two. The receipt is the request itself, dated, and mailed.
pub async fn declare_withdrawal(
    engine: &Engine,
    user: UserId,
    id: OrderId,
    now: Micros,
) -> Result<RequestId, Stop<AskRefusal>> {
    engine
        .act(now, move |act| {
            let order = store::order::order(act.tx, id)?.filter(|order| order.user_id == user).or_absent()?;
            let until =
                withdrawal_until(act.engine, &order).ok_or(Stop::Refused(AskRefusal::NoWithdrawalHere))?;
            if until.is_some_and(|until| act.now > until) {
                return Err(Stop::Refused(AskRefusal::WithdrawalTooLate));
            }
            let left = order.refundable();
            let request =
                open_request(act, order, RequestKind::Withdrawal, RequestReason::ChangedMind, "", left)?;
            act.event(EventKind::WithdrawalDeclared, request.get(), "");
            Ok(request)
        })
        .await
}

fn open_request(
    act: &mut Act<'_, '_>,
    mut order: Order,
    kind: RequestKind,
    reason: RequestReason,
    text: &str,
    asked: i64,
) -> Result<RequestId, Stop<AskRefusal>> {
    if order.refundable() == 0 {
        return Err(Stop::Refused(AskRefusal::NothingLeft));
    }
    let earlier = store::refund::requests_of(act.tx, &[order.id])?;
    if earlier.iter().any(Request::is_open) {
        return Err(Stop::Refused(AskRefusal::AlreadyOpen));
    }
    let policy = act.engine.version_in(act.tx, order.market, order.policy_number)?.policy.clone();
    let request = Request {
        id: RequestId::from_raw(act.mint(order.id.bucket())),
        order_id: order.id,
        user_id: order.user_id,
        kind,
        reason,
        text: text.to_owned(),
        asked,
        granted: 0,
        state: RequestState::Asked,
        answer: String::new(),
        ruling: String::new(),
        opened_at: act.now,
        answer_by: policy.answer_by(act.now),
        answered_at: None,
        escalated_at: None,
        closed_at: None,
        version: 0,
    };
    store::insert(act.tx, std::slice::from_ref(&request))?;
    act.timer(request.id.get(), TimerKind::RequestAnswers, request.answer_by);
    order.stop_clock(act.now);
    act.drop_timer(order.id.get(), TimerKind::OrderConfirms);
    let step = if kind == RequestKind::Withdrawal { Step::WithdrawalDeclared } else { Step::RefundAsked };
    act.step(&order, step, By::Buyer, text, asked);
    act.event(EventKind::RefundAsked, request.id.get(), "");
    store::save(act.tx, &[order])?;
    Ok(request.id)
}

/// A request with its order, if the order is of those whom `is_theirs` names.
fn load<R>(
    act: &mut Act<'_, '_>,
    id: RequestId,
    is_theirs: impl Fn(&Order) -> bool,
) -> Result<(Request, Order), Stop<R>> {
    let request = store::refund::request(act.tx, id)?.or_absent()?;
    let order = store::order::order(act.tx, request.order_id)?.filter(is_theirs).or_absent()?;
    Ok((request, order))
}

/// Writes what became of a request; a closed one lets the clock go on, a granted amount goes back.
fn conclude<R>(
    act: &mut Act<'_, '_>,
    mut request: Request,
    mut order: Order,
    step: (Step, By),
) -> Result<(), Stop<R>> {
    // Something may have been given back since it was asked for.
    request.granted = request.granted.min(order.refundable());
    if !request.is_open() {
        act.drop_timer(request.id.get(), TimerKind::RequestAnswers);
        order.resume_clock(act.now);
    }
    let text = if request.ruling.is_empty() { request.answer.clone() } else { request.ruling.clone() };
    act.step(&order, step.0, step.1, &text, request.granted);
    if request.granted > 0 {
        let cause = if request.kind == RequestKind::Withdrawal {
            RefundCause::Withdrawal
        } else {
            RefundCause::Request
        };
        give(act, &mut order, request.granted, cause)
            .map_err(|stop| stop.map(|refusal| unreachable_refusal(&refusal)))?;
    }
    match order.confirm_at {
        Some(at) if !order.is_closed() => act.timer(order.id.get(), TimerKind::OrderConfirms, at),
        _ => {}
    }
    act.event(EventKind::RefundAnswered, request.id.get(), "");
    store::save(act.tx, &[request])?;
    Ok(store::save(act.tx, &[order])?)
}

fn unreachable_refusal<R>(refusal: &OrderRefusal) -> R {
    unreachable!("the amount was bounded by what is left, so {refusal} can't be")
}

/// What the audit keeps of an answer to a buyer.
fn answered(act: &mut Act<'_, '_>, doer: &Doer, (order, request): (&Order, &Request), deed: Deed) {
    let what = json!({
        "state": request.state.code(), "asked": request.asked, "granted": request.granted,
        "currency": order.currency.code(),
    });
    act.audit(doer, deed, About::Seller(order.seller), order.id, (json!(null), what));
}

/// The seller gives what was asked for.
pub async fn agree(
    engine: &Engine,
    member: &SellerMember,
    id: RequestId,
    now: Micros,
) -> Result<(), Stop<RequestRefusal>> {
    member.may(Permission::RefundsDecide)?;
    let (seller, doer) = (member.seller, member.doer());
    engine
        .act(now, move |act| {
            let (mut request, order) = load(act, id, |order| order.seller == seller)?;
            request.agree(act.now).or_refuse()?;
            answered(act, &doer, (&order, &request), Deed::RefundGiven);
            conclude(act, request, order, (Step::RefundAgreed, By::Seller))
        })
        .await
}

pub async fn refuse(
    engine: &Engine,
    member: &SellerMember,
    id: RequestId,
    answer: String,
    now: Micros,
) -> Result<(), Stop<RequestRefusal>> {
    member.may(Permission::RefundsDecide)?;
    let (seller, doer) = (member.seller, member.doer());
    engine
        .act(now, move |act| {
            let (mut request, order) = load(act, id, |order| order.seller == seller)?;
            let answer: String = answer.chars().take(TEXT_LETTERS_MAX).collect();
            request.refuse(&answer, act.now).or_refuse()?;
            answered(act, &doer, (&order, &request), Deed::RefundRefused);
            act.drop_timer(request.id.get(), TimerKind::RequestAnswers);
            conclude(act, request, order, (Step::RefundRefused, By::Seller))
        })
        .await
}

pub async fn escalate_by_seller(
    engine: &Engine,
    member: &SellerMember,
    id: RequestId,
    now: Micros,
) -> Result<(), Stop<RequestRefusal>> {
    member.may(Permission::RefundsDecide)?;
    let seller = member.seller;
    escalate(engine, id, now, By::Seller, move |order| order.seller == seller).await
}

pub async fn escalate_by_buyer(
    engine: &Engine,
    user: UserId,
    id: RequestId,
    now: Micros,
) -> Result<(), Stop<RequestRefusal>> {
    escalate(engine, id, now, By::Buyer, move |order| order.user_id == user).await
}

async fn escalate(
    engine: &Engine,
    id: RequestId,
    now: Micros,
    by: By,
    is_theirs: impl Fn(&Order) -> bool + Send + 'static,
) -> Result<(), Stop<RequestRefusal>> {
    engine
        .act(now, move |act| {
            let (mut request, order) = load(act, id, &is_theirs)?;
            request.escalate(act.now).or_refuse()?;
            act.drop_timer(request.id.get(), TimerKind::RequestAnswers);
            conclude(act, request, order, (Step::RefundEscalated, by))
        })
        .await
}

/// The buyer takes the request back.
pub async fn take_back(
    engine: &Engine,
    user: UserId,
    id: RequestId,
    now: Micros,
) -> Result<(), Stop<RequestRefusal>> {
    engine
        .act(now, move |act| {
            let (mut request, order) = load(act, id, |order| order.user_id == user)?;
            request.withdraw(act.now).or_refuse()?;
            conclude(act, request, order, (Step::RefundWithdrawn, By::Buyer))
        })
        .await
}

/// The operator decides an escalated request: full, partial or none, with reasons.
pub async fn rule(
    engine: &Engine,
    member: &OperatorMember,
    id: RequestId,
    granted: i64,
    ruling: String,
    now: Micros,
) -> Result<(), Stop<RequestRefusal>> {
    member.may(Permission::RefundsRule)?;
    let (operator, doer) = (member.operator, member.doer());
    engine
        .act(now, move |act| {
            let (mut request, order) = load(act, id, |order| order.operator == operator)?;
            let ruling: String = ruling.chars().take(TEXT_LETTERS_MAX).collect();
            request.rule(granted, &ruling, order.refundable(), act.now).or_refuse()?;
            answered(act, &doer, (&order, &request), Deed::RefundRuled);
            conclude(act, request, order, (Step::RefundRuled, By::Operator))
        })
        .await
}

/// Fires when a seller's time to answer is over.
pub(crate) async fn fall_silent(engine: &Engine, timer: Timer, now: Micros) -> Seen<()> {
    engine
        .act::<_, Never, _>(now, move |act| {
            if !store::timer::take(act.tx, &timer, act.now)? {
                return Ok(());
            }
            let (mut request, order) = load(act, RequestId::from_raw(timer.subject), |_| true)?;
            match request.fall_silent(act.now) {
                Some(_) => conclude(act, request, order, (Step::RefundAgreedBySilence, By::Time)),
                None => Ok(()),
            }
        })
        .await
}

/// The seller gives money back of its own accord.
pub async fn refund_by_seller(
    engine: &Engine,
    member: &SellerMember,
    id: OrderId,
    amount: i64,
    text: String,
    now: Micros,
) -> Result<(), Stop<OrderRefusal>> {
    member.may(Permission::RefundsDecide)?;
    let (seller, doer) = (member.seller, member.doer());
    engine
        .act(now, move |act| {
            let mut order =
                store::order::order(act.tx, id)?.filter(|order| order.seller == seller).or_absent()?;
            let text: String = text.trim().chars().take(TEXT_LETTERS_MAX).collect();
            act.step(&order, Step::Refunded, By::Seller, &text, amount);
            let what = (json!(null), json!({ "granted": amount, "currency": order.currency.code() }));
            act.audit(&doer, Deed::RefundGiven, About::Seller(seller), id, what);
            give(act, &mut order, amount, RefundCause::Goodwill)?;
            // With nothing left there is nothing to ask for; a smaller sum answers no request.
            if order.refundable() == 0 {
                close_open_request(act, &mut order)?;
            }
            Ok(store::save(act.tx, &[order])?)
        })
        .await
}
