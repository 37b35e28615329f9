//! What the sandbox provider tells of its own accord: signed events about charges, when their cards say so, once or again.

use domain::Micros;
use domain::event::{Timer, TimerKind};
use gateways::payment::sandbox::{TEST_CARDS, deliver, planned_events};
use gateways::payment::{EventKind, ProviderEvent};
use money::Money;
use store::sandbox::SandboxCharge;

use crate::{Engine, Never, Seen};

/// Fires when the provider sends an event about a charge; sets itself again for a repeated one.
pub(crate) async fn send(engine: &Engine, timer: Timer, now: Micros) -> Seen<()> {
    let id = timer.subject;
    let due_at = timer.due_at;
    let row = engine
        .act::<_, Never, _>(now, move |act| {
            if !store::timer::take(act.tx, &timer, act.now)? {
                return Ok(None);
            }
            let Some(row) = store::sandbox::charge(act.tx, id)? else { return Ok(None) };
            if let Some(next) = events_of(&row).into_iter().find(|at| *at > due_at) {
                act.timer(id, TimerKind::SandboxSends, next);
            }
            Ok(Some(row))
        })
        .await?;
    if let Some(row) = row {
        carry(engine, &row, now);
    }
    Ok(())
}

pub(super) async fn send_due(engine: &Engine, id: i64, now: Micros) -> Seen<()> {
    let timer = Timer { subject: id, kind: TimerKind::SandboxSends, due_at: now };
    send(engine, timer, now).await
}

fn events_of(row: &SandboxCharge) -> Vec<Micros> {
    let behaviour =
        TEST_CARDS.iter().map(|card| card.behaviour).find(|behaviour| behaviour.code() == row.card);
    match (behaviour, row.paid_at) {
        (Some(behaviour), Some(at)) => planned_events(behaviour, at),
        _ => Vec::new(),
    }
}

fn carry(engine: &Engine, row: &SandboxCharge, now: Micros) {
    let (kind, code) = match row.state.as_str() {
        "paid" => (EventKind::ChargePaid, None),
        "declined" => (EventKind::ChargeDeclined, Some(row.code.clone())),
        _ => return,
    };
    let event = ProviderEvent {
        id: format!("ev_{:x}_{}", row.id, row.state),
        kind,
        reference: row.reference.clone(),
        intent: row.intent.clone(),
        amount: Money::new(row.amount, row.currency),
        at_micros: row.paid_at.unwrap_or(now),
        code,
    };
    let outside = &engine.inner.outside;
    (outside.deliver)(deliver(&event, &outside.sandbox_secret, now));
}
