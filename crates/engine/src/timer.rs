//! What is due: each kind of timer and the act that it fires.

use domain::event::{LANES, Timer, TimerKind};
use domain::{Micros, OperatorId};

use crate::{Engine, Seen};

/// Timers taken from a lane at once.
const BATCH: i64 = 200;

/// Fires what is due in a lane at `now`; answers how many.
pub async fn fire_lane(engine: &Engine, lane: i64, now: Micros) -> Seen<usize> {
    let buckets = store::event::buckets_of_lane(lane);
    let due = engine.read(move |tx| Ok(store::timer::due(tx, buckets, now, BATCH)?)).await?;
    let count = due.len();
    for timer in due {
        let what = format!("{:?}", timer);
        if let Err(stop) = fire(engine, timer, now).await {
            // Left in place: it is tried again with the next round, and others are not kept waiting.
            tracing::error!(timer = what, problem = %stop, "a timer failed");
        }
    }
    Ok(count)
}

/// Fires everything due by `now` in all lanes, and what that makes due in turn. For operators and tests.
pub async fn fire_all(engine: &Engine, now: Micros) -> Seen<usize> {
    let mut fired = 0;
    for _ in 0..1_000 {
        let mut round = 0;
        for lane in 0..LANES {
            round += fire_lane(engine, lane, now).await?;
        }
        fired += round;
        if round == 0 {
            break;
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
