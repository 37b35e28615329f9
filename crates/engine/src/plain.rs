//! Acts one after the other without a person who waits for a page: as commands and a demo's past do them.

use domain::Micros;

use crate::{Engine, Stop, outbox};

/// An act's answer as a command tells it: a refusal by its code, absence by what was looked for.
pub fn told<T, R: std::fmt::Display>(done: Result<T, Stop<R>>, what: &str) -> anyhow::Result<T> {
    done.map_err(|stop| match stop {
        Stop::Refused(refusal) => anyhow::anyhow!("{what}: refused ({refusal})"),
        Stop::Denied(denied) => anyhow::anyhow!("{what}: {denied}"),
        Stop::Absent => anyhow::anyhow!("{what}: there is no such thing"),
        Stop::Problem(problem) => anyhow::anyhow!("{what}: {problem}"),
    })
}

/// Lets readers of the outbox catch up, so that what was done is seen at once.
pub async fn settle(engine: &Engine, now: Micros) -> anyhow::Result<()> {
    told(outbox::run_until_idle(engine, now).await.map(drop), "reading the outbox")
}
