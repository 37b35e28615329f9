//! What is due: each kind of timer and the act that it fires.

use domain::event::{LANES, Timer, TimerKind};
use domain::{Micros, OperatorId};

use crate::{Engine, Seen};

/// Timers taken at once.
const BATCH: i64 = 200;

/// Fires what is due in some lanes at `now`; answers how many did what they are for.
pub(crate) async fn fire_due(engine: &Engine, lanes: &[i64], now: Micros) -> Seen<usize> {
    let buckets = store::event::buckets_of(lanes);
    let due = engine.read(move |tx| Ok(store::timer::due(tx, buckets, now, BATCH)?)).await?;
    let mut fired = 0;
    for timer in due {
        let what = format!("{:?}", timer);
        match fire(engine, timer, now).await {
            Ok(()) => fired += 1,
            // Left in place: it is tried again with the next round, and others are not kept waiting.
            Err(stop) => tracing::error!(timer = what, problem = %stop, "a timer failed"),
        }
    }
    Ok(fired)
}

/// Fires everything due by `now` in all lanes, and what that makes due in turn. For operators and tests.
pub async fn fire_all(engine: &Engine, now: Micros) -> Seen<usize> {
    let lanes: Vec<i64> = (0..LANES).collect();
    let mut fired = 0;
    for _ in 0..1_000 {
        match fire_due(engine, &lanes, now).await? {
            0 => break,
            some => fired += some,
        }
    }
    Ok(fired)
}

async fn fire(engine: &Engine, timer: Timer, now: Micros) -> Seen<()> {
    match timer.kind {
        TimerKind::PurchaseExpires => crate::purchase::expire(engine, timer, now).await,
        TimerKind::PaymentAsked => crate::payment::ask_again(engine, timer, now).await,
        TimerKind::OrderConfirms => crate::order::confirm_by_silence(engine, timer, now).await,
        TimerKind::OrderMatures => crate::order::mature(engine, timer, now).await,
        TimerKind::RequestAnswers => crate::refund::fall_silent(engine, timer, now).await,
        TimerKind::RefundAsked => crate::refund::perform_again(engine, timer, now).await,
        TimerKind::PayoutAsked => crate::payout::perform_again(engine, timer, now).await,
        TimerKind::PayoutProposes => crate::payout::propose(engine, timer, now).await,
        TimerKind::SettlementReads => crate::settlement::read_days(engine, timer, now).await,
        TimerKind::SandboxSends => crate::sandbox::send(engine, timer, now).await,
    }
}

/// The operator that a body of an event names.
pub(crate) fn operator_in(body: &str) -> Option<OperatorId> {
    body.parse().ok()
}
