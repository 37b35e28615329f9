//! How the engine decides what gathers at a desk: rows loaded once for all commands, each decided in its order on the
//! rows as the ones before left them, everything saved once. Who is refused leaves nothing behind.

use std::sync::Arc;

use domain::Micros;
use store::db::{Command, Desk, Outcomes};
use store::{Stored, Tx};

use crate::change::Place;
use crate::{Act, Engine, Stop};

/// A command that is decided together with others of its kind.
pub(crate) trait Decided: Send + Sized + 'static {
    type Answer: Send + 'static;
    type Refusal: Send + 'static;
    /// What the commands of a batch touch, and what they leave behind.
    type Rows;

    /// Where it waits; see `store::db::Command`.
    fn line(&self) -> i64;

    /// What it is about; see `store::db::Command`.
    fn subject(&self) -> i64;

    fn load(tx: &mut Tx<'_>, commands: &[&Self]) -> Stored<Self::Rows>;

    /// Decides one command. Only one that succeeds may change rows or note anything.
    fn decide(
        &self,
        act: &mut Act<'_, '_>,
        rows: &mut Self::Rows,
    ) -> Result<Self::Answer, Stop<Self::Refusal>>;

    /// A last look at those that were refused; an error decides all again.
    fn look_again(_tx: &mut Tx<'_>, _refused: &[(&Self, &Self::Refusal)]) -> Stored<()> {
        Ok(())
    }

    fn save(tx: &mut Tx<'_>, rows: Self::Rows) -> Stored<()>;
}

/// A command as it waits: who decides it, and its moment.
pub(crate) struct Asked<C> {
    engine: Engine,
    now: Micros,
    what: C,
}

impl<C: Decided> Command for Asked<C> {
    /// With what the whole batch changed, so that who was told sees it at once.
    type Answer = (C::Answer, Arc<[Place]>);
    type Stop = Stop<C::Refusal>;

    fn name() -> &'static str {
        std::any::type_name::<C>()
    }

    fn line(&self) -> i64 {
        self.what.line()
    }

    fn subject(&self) -> i64 {
        self.what.subject()
    }

    fn decide(tx: &mut Tx<'_>, asked: &[&Self]) -> Result<Outcomes<Self>, Self::Stop> {
        let Some(first) = asked.first() else { return Ok(Vec::new()) };
        let commands: Vec<&C> = asked.iter().map(|asked| &asked.what).collect();
        let mut act = Act::new(tx, &first.engine, first.now);
        let mut rows = C::load(act.tx, &commands)?;
        let mut outcomes = Vec::with_capacity(asked.len());
        for asked in asked {
            act.now = asked.now;
            let noted = act.noted();
            let outcome = asked.what.decide(&mut act, &mut rows);
            match &outcome {
                Err(Stop::Problem(_)) => return outcome.map(|_| Vec::new()),
                Err(_) if act.noted() != noted => {
                    return Err(Stop::fault("who was refused left something behind"));
                }
                _ => outcomes.push(outcome),
            }
        }
        let refused = commands.iter().zip(&outcomes).filter_map(|(command, outcome)| match outcome {
            Err(Stop::Refused(refusal)) => Some((*command, refusal)),
            _ => None,
        });
        C::look_again(act.tx, &refused.collect::<Vec<_>>())?;
        C::save(act.tx, rows)?;
        let told: Arc<[Place]> = act.told().into();
        act.finish()?;
        Ok(outcomes.into_iter().map(|outcome| outcome.map(|answer| (answer, Arc::clone(&told)))).collect())
    }
}

impl Engine {
    /// Waits until a command was decided at its desk and committed. Then it is told on as every act is.
    pub(crate) async fn ask<C: Decided>(
        &self,
        desk: &Desk<Asked<C>>,
        what: C,
        now: Micros,
    ) -> Result<C::Answer, Stop<C::Refusal>> {
        let done = desk.ask(Asked { engine: self.clone(), now, what }).await;
        done.map(|(answer, told)| self.committed(answer, &told))
    }
}
