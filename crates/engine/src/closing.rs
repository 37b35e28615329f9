//! Closes the ledger by quarters of an hour, and for good by days: what was posted up to a moment is summed once, so that the
//! trial balance of any moment reads what was closed before it and what came after. Ids only rise, also where a clock is
//! set back: nothing joins what is closed.

use domain::{DAY, MINUTE, Micros, OperatorId};

use crate::{Engine, Never, Seen};

/// Something is closed so long after its end: acts that began before it have ended by then.
const AFTER: Micros = 30 * MINUTE;
/// Between two closings of a day that goes on.
pub(crate) const QUARTER: Micros = 15 * MINUTE;

/// Closes what was posted before the last midnight, and before the last quarter of an hour; again, it changes nothing.
pub async fn close(engine: &Engine, operator: OperatorId, now: Micros) -> Seen<()> {
    // Work of a later time closes nothing ahead of the machine: others still post at its hour.
    let last = now.min((engine.inner.outside.machine_clock)()) - AFTER;
    for until in [last / DAY * DAY, last / QUARTER * QUARTER] {
        close_before(engine, operator, until, now).await?;
    }
    Ok(())
}

async fn close_before(engine: &Engine, operator: OperatorId, until: Micros, now: Micros) -> Seen<()> {
    let (closed, lines) = engine
        .heavy(move |tx| {
            let closed = store::closing::closed_at(tx, operator, i64::MAX)?;
            let is_closed = closed.is_some_and(|closed| closed >= until);
            let lines =
                if is_closed { Vec::new() } else { store::closing::trial_balance(tx, operator, until)? };
            Ok((closed, lines))
        })
        .await?;
    if lines.is_empty() {
        return Ok(());
    }
    engine
        .act::<_, Never, _>(now, move |act| {
            if store::closing::closed_at(act.tx, operator, i64::MAX)? == closed {
                store::closing::keep(act.tx, until, &lines)?;
                store::closing::thin(act.tx, operator, until - DAY)?;
            }
            Ok(())
        })
        .await
}

/// As `close`, for the operators whose lane this process holds: now and then while it serves.
pub(crate) async fn close_lately(engine: &Engine, held: &[i64], now: Micros) -> Seen<()> {
    let operators: Vec<OperatorId> = engine.operators().iter().map(|operator| operator.id).collect();
    for operator in operators.into_iter().filter(|id| held.contains(&domain::event::lane_of(id.bucket()))) {
        close(engine, operator, now).await?;
    }
    Ok(())
}
