//! Giving money back: posted when it is decided, then told to the provider until it has taken it.

use domain::event::{EventKind, Timer, TimerKind};
use domain::order::{Order, OrderRefusal, OrderState, RefundPlan};
use domain::refund::{Refund, RefundCause, RefundState, Request, RequestState};
use domain::{DAY, MINUTE, Micros, RefundId};
use gateways::payment::{OpenRefund, OutgoingState, ProviderFailure};
use ledger::{Account, AccountKind, RefundAfterRelease};
use money::Money;

use crate::stop::{OrAbsent, OrRefuse};
use crate::{Act, Engine, Never, Seen, Stop};

/// A refund that the provider did not take is tried again after this.
const TRY_AGAIN_AFTER: Micros = 5 * MINUTE;

/// An order that is over has no open request.
pub(crate) fn close_open_request<R>(act: &mut Act<'_, '_>, order: &mut Order) -> Result<(), Stop<R>> {
    let requests = store::refund::requests_of(act.tx, &[order.id])?;
    for mut request in requests.into_iter().filter(Request::is_open) {
        act.drop_timer(request.id.get(), TimerKind::RequestAnswers);
        (request.state, request.closed_at) = (RequestState::Agreed, Some(act.now));
        request.granted = request.asked.min(order.total);
        store::save(act.tx, &[request])?;
    }
    order.resume_clock(act.now);
    Ok(())
}

/// Gives money of an order back: decides from where, posts it, and opens the refund that the provider will be told of.
/// Changes `order`, which the caller saves.
pub(crate) fn give(
    act: &mut Act<'_, '_>,
    order: &mut Order,
    amount: i64,
    cause: RefundCause,
) -> Result<RefundId, Stop<OrderRefusal>> {
    let (bucket, seller) = (order.id.bucket(), order.seller.get());
    let account = Account::of(AccountKind::PayableAvailable, seller);
    let available = act.balance(bucket, order.operator, account, order.currency)?.minor;
    let was_open = !order.is_closed();
    let plan = order.refund(amount, available, act.now).or_refuse()?;
    let id = RefundId::from_raw(act.mint(bucket));
    let refund =
        ledger::Refund { id: id.get(), order: order.id.get(), amount: Money::new(amount, order.currency) };
    let transfers = match plan {
        RefundPlan::FromEscrow => ledger::refund_before_release(refund),
        RefundPlan::AfterRelease { parts, reversed, still_pending } => {
            ledger::refund_after_release(RefundAfterRelease {
                refund,
                seller,
                parts,
                reversed,
                still_pending,
            })
        }
    };
    act.post(bucket, order.operator, transfers);
    if was_open && order.state == OrderState::Refunded {
        crate::order::free_unshipped(act, order)?;
        act.drop_timer(order.id.get(), TimerKind::OrderConfirms);
    }
    let row = Refund {
        id,
        order_id: Some(order.id.get()),
        payment: order.payment,
        charge_reference: order.charge_reference.clone(),
        amount,
        currency: order.currency,
        cause,
        state: RefundState::Opened,
        reference: String::new(),
        code: String::new(),
        opened_at: act.now,
        done_at: None,
        version: 0,
    };
    store::insert(act.tx, &[row])?;
    act.event(EventKind::RefundOpened, id.get(), "");
    Ok(id)
}

/// Tells the provider of an opened refund, with its id as idempotency key, and writes what came of it.
pub(crate) async fn perform(engine: &Engine, id: RefundId, now: Micros) -> Seen<()> {
    let refund = engine.read(move |tx| store::refund::refund(tx, id)?.or_absent()).await?;
    if refund.state != RefundState::Opened {
        return Ok(());
    }
    let call = OpenRefund {
        intent: id.to_string(),
        charge_reference: refund.charge_reference.clone(),
        amount: Money::new(refund.amount, refund.currency),
    };
    let provider = engine.provider();
    let answer = provider.refund(&call).await;
    engine
        .act(now, move |act| {
            let mut refund = store::refund::refund(act.tx, id)?.or_absent()?;
            if refund.state != RefundState::Opened {
                return Ok(());
            }
            match &answer {
                Ok(report) => match &report.state {
                    OutgoingState::Done => {
                        (refund.state, refund.done_at) = (RefundState::Done, Some(act.now));
                        refund.reference.clone_from(&report.reference);
                        act.drop_timer(id.get(), TimerKind::RefundAsked);
                        act.event(EventKind::RefundDone, id.get(), "");
                    }
                    OutgoingState::Pending => {
                        act.timer(id.get(), TimerKind::RefundAsked, act.now + TRY_AGAIN_AFTER);
                    }
                    OutgoingState::Failed { code } => refund.code.clone_from(code),
                },
                Err(ProviderFailure::Silent) => {
                    act.timer(id.get(), TimerKind::RefundAsked, act.now + TRY_AGAIN_AFTER);
                }
                Err(ProviderFailure::Refused { code }) => refund.code.clone_from(code),
            }
            // A refusal is kept open with its code: an operator sees it, and it is tried again.
            if refund.state == RefundState::Opened && !refund.code.is_empty() {
                act.timer(id.get(), TimerKind::RefundAsked, act.now + DAY);
            }
            if let Some(order) = refund.order_id {
                act.event(EventKind::OrderChanged, order, "");
            }
            Ok(store::save(act.tx, &[refund])?)
        })
        .await
}

/// Fires while the provider has not taken a refund.
pub(crate) async fn perform_again(engine: &Engine, timer: Timer, now: Micros) -> Seen<()> {
    let id = RefundId::from_raw(timer.subject);
    let taken = engine
        .act::<_, Never, _>(now, move |act| {
            if !store::timer::take(act.tx, &timer, act.now)? {
                return Ok(false);
            }
            let is_open = store::refund::refund(act.tx, id)?.is_some_and(|r| r.state == RefundState::Opened);
            if is_open {
                // If this process falls before the provider has answered, somebody asks again.
                act.timer(id.get(), TimerKind::RefundAsked, act.now + TRY_AGAIN_AFTER);
            }
            Ok(is_open)
        })
        .await?;
    if taken { perform(engine, id, now).await } else { Ok(()) }
}
