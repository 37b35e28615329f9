//! What is due: each kind of timer and the act that it fires.

use domain::event::{LANES, Timer, TimerKind};
use domain::{MINUTE, Micros, OperatorId};

use crate::{Engine, Seen};

/// Timers taken at once.
const BATCH: i64 = 200;
/// So far ahead the next timer is looked for at first.
const NEAR: Micros = 60 * MINUTE;

/// Fires what is due in some lanes at `now`; answers how many did what they are for.
pub(crate) async fn fire_due(engine: &Engine, lanes: &[i64], now: Micros) -> Seen<usize> {
    let buckets = store::event::buckets_of(lanes);
    let due = engine.read(move |tx| Ok(store::timer::due_in_turn(tx, buckets, now, BATCH)?)).await?;
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

/// What of a journey through time comes next.
pub(crate) struct Fired {
    /// When it was due; never before what came last.
    pub(crate) at: Micros,
    pub(crate) done: usize,
}

/// Fires what is due first in some lanes, if that is by `until`, at the moment when it was due or at `at`, whichever is
/// later. What fails is kept in `failed` and passed over from then on. `put_clock` hears the moment before.
pub(crate) async fn fire_first(
    engine: &Engine,
    lanes: &[i64],
    (at, until): (Micros, Micros),
    failed: &mut Vec<Timer>,
    put_clock: &(dyn Fn(Micros) + Sync),
) -> Seen<Option<Fired>> {
    let Some((due_at, timers)) = first_due(engine, lanes, (at, until), failed).await? else {
        return Ok(None);
    };
    let mut fired = Fired { at: at.max(due_at), done: 0 };
    put_clock(fired.at);
    for timer in timers {
        match fire(engine, timer.clone(), fired.at).await {
            Ok(()) => fired.done += 1,
            Err(stop) => {
                tracing::error!(?timer, problem = %stop, "a timer failed");
                failed.push(timer);
            }
        }
    }
    Ok(Some(fired))
}

/// The earliest moment by `until` at which timers are due, and those. Looks a little ahead first: what is far away is
/// only read where nothing is near.
async fn first_due(
    engine: &Engine,
    lanes: &[i64],
    (at, until): (Micros, Micros),
    failed: &[Timer],
) -> Seen<Option<(Micros, Vec<Timer>)>> {
    let mut ahead = NEAR;
    loop {
        let horizon = until.min(at.saturating_add(ahead));
        let buckets = store::event::buckets_of(lanes);
        let most = BATCH + failed.len() as i64;
        let due = engine.heavy(move |tx| Ok(store::timer::due(tx, buckets, horizon, most)?)).await?;
        let waiting: Vec<Timer> = due.into_iter().filter(|timer| !failed.contains(timer)).collect();
        if let Some(due_at) = waiting.first().map(|timer| timer.due_at) {
            return Ok(Some((due_at, waiting.into_iter().take_while(|one| one.due_at == due_at).collect())));
        }
        if horizon == until {
            return Ok(None);
        }
        ahead = ahead.saturating_mul(8);
    }
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
        TimerKind::FeePaymentAsked => crate::fee::ask_again(engine, timer, now).await,
        TimerKind::FeesDue => crate::fee::fall_due(engine, timer, now).await,
        TimerKind::ShopMonth => crate::fee::month_begins(engine, timer, now).await,
        TimerKind::CommissionInvoiced => crate::invoice::month_is_over(engine, timer, now).await,
        TimerKind::PolicyTells => crate::policy::tell(engine, timer, now).await,
        TimerKind::ApplicationDue => crate::application::application_due(engine, timer, now).await,
        TimerKind::PaperEnds => crate::application::paper_ends(engine, timer, now).await,
        TimerKind::CheckAsked => crate::application::ask_again(engine, timer, now).await,
        TimerKind::HolidayTurns => crate::opening::turn(engine, timer, now).await,
        TimerKind::FollowersTold => crate::follow::go_on(engine, timer, now).await,
        TimerKind::JobGoesOn => crate::job::go_on(engine, timer, now).await,
        TimerKind::ArchiveGoes => crate::boutique::archive::go(engine, timer, now).await,
        TimerKind::AuditSigns => crate::audit::sign(engine, timer, now).await,
        TimerKind::SandboxSends => crate::sandbox::send(engine, timer, now).await,
    }
}

/// The operator that a body of an event names.
pub(crate) fn operator_in(body: &str) -> Option<OperatorId> {
    body.parse().ok()
}
