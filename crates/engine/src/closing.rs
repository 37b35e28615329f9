//! Closes the ledger by day: what was posted up to midnight UTC is summed once, so that the trial balance of any moment
//! reads one closed day and what came after. Ids only rise, also where a clock is set back: nothing joins a closed day.

use domain::{DAY, MINUTE, Micros, OperatorId};

use crate::{Engine, Never, Seen};

/// A day is closed so long after its end: acts that began before it have ended by then.
const AFTER: Micros = 30 * MINUTE;

/// Closes what was posted before the last midnight; again, it changes nothing.
pub async fn close(engine: &Engine, operator: OperatorId, now: Micros) -> Seen<()> {
    // Work of a later time closes nothing ahead of the machine: others still post at its hour.
    let until = (now.min((engine.inner.outside.machine_clock)()) - AFTER) / DAY * DAY;
    let (closed, lines) = engine
        .heavy(move |tx| {
            let closed = store::closing::closed_at(tx, operator, i64::MAX)?;
            Ok((closed, store::closing::trial_balance(tx, operator, until)?))
        })
        .await?;
    if closed.is_some_and(|closed| closed >= until) || lines.is_empty() {
        return Ok(());
    }
    engine
        .act::<_, Never, _>(now, move |act| {
            if store::closing::closed_at(act.tx, operator, i64::MAX)? == closed {
                store::closing::keep(act.tx, until, &lines)?;
            }
            Ok(())
        })
        .await
}
