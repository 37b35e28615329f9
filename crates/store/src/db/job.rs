//! One act or read on its way to a connection, and the answer on its way back.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::sync::oneshot;

use super::meter::{self, Outcome, Tally};
use super::{Problem, Stored, Tx};

pub(super) type Work = Box<dyn Job>;

/// One act or read on its way to a connection.
pub(super) trait Job: Send {
    /// Runs once more; true asks for a commit.
    fn run(&mut self, tx: &mut Tx<'_>) -> Verdict;
    /// Answers the asker, after the commit.
    fn answer(self: Box<Self>, committed: Stored<()>);
    /// How many acts it stands for, once it has run.
    fn count(&self) -> usize {
        1
    }
    /// Whether it may run again after it has failed.
    fn repeats(&self) -> bool {
        true
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Commit,
    Rollback,
    Again,
}

/// Tells whether an act's error asks to decide again.
pub trait IsConflict {
    fn is_conflict(&self) -> bool;

    /// How it is counted.
    fn outcome(&self) -> Outcome {
        if self.is_conflict() { Outcome::Conflict } else { Outcome::Fault }
    }
}

impl IsConflict for Problem {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Conflict)
    }

    fn outcome(&self) -> Outcome {
        match self {
            Self::Conflict => Outcome::Conflict,
            Self::Busy => Outcome::Busy,
            Self::Refused(_) | Self::Fault(_) => Outcome::Fault,
        }
    }
}

struct ActJob<T, E, F> {
    act: F,
    outcome: Option<Result<T, E>>,
    sender: oneshot::Sender<Result<T, E>>,
    tally: Tally,
}

pub(super) fn act_job<T, E, F>(name: &'static str, act: F) -> (Work, oneshot::Receiver<Result<T, E>>)
where
    T: Send + 'static,
    E: From<Problem> + IsConflict + Send + 'static,
    F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
{
    let (sender, answer) = oneshot::channel();
    (Box::new(ActJob { act, outcome: None, sender, tally: Tally::new(name) }), answer)
}

impl<T, E, F> Job for ActJob<T, E, F>
where
    T: Send,
    E: From<Problem> + IsConflict + Send,
    F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> Verdict {
        let begun = self.tally.begins();
        let span = self.tally.span.clone();
        let _entered = span.enter();
        let outcome = catch_unwind(AssertUnwindSafe(|| (self.act)(tx))).unwrap_or_else(|panic| {
            Err(Problem::fault(format!("an act panicked: {}", panic_text(&*panic))).into())
        });
        self.tally.ran(begun);
        let verdict = match &outcome {
            Ok(_) => Verdict::Commit,
            Err(error) if error.is_conflict() => Verdict::Again,
            Err(_) => Verdict::Rollback,
        };
        self.outcome = Some(outcome);
        verdict
    }

    fn answer(self: Box<Self>, committed: Stored<()>) {
        let outcome = match (self.outcome, committed) {
            (Some(Ok(_)), Err(problem)) => Err(problem.into()),
            (Some(outcome), _) => outcome,
            (None, Err(problem)) => Err(problem.into()),
            (None, Ok(())) => Err(Problem::fault("an act was never run").into()),
        };
        self.tally.ends(outcome.as_ref().map_or_else(IsConflict::outcome, |_| Outcome::Done));
        let _ = self.sender.send(outcome);
    }
}

pub(super) struct ReadJob<T, E, F> {
    read: Option<F>,
    outcome: Option<Result<T, E>>,
    sender: oneshot::Sender<Result<T, E>>,
}

impl<T, E, F> ReadJob<T, E, F>
where
    T: Send + 'static,
    E: From<Problem> + Send + 'static,
    F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
{
    pub(super) fn make(read: F) -> (Work, oneshot::Receiver<Result<T, E>>) {
        let (sender, answer) = oneshot::channel();
        (Box::new(Self { read: Some(read), outcome: None, sender }), answer)
    }
}

impl<T, E, F> Job for ReadJob<T, E, F>
where
    T: Send,
    E: From<Problem> + Send,
    F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> Verdict {
        let read = self.read.take().expect("a read runs once");
        let begun = meter::stopwatch();
        let outcome = catch_unwind(AssertUnwindSafe(|| read(tx))).unwrap_or_else(|panic| {
            Err(Problem::fault(format!("a read panicked: {}", panic_text(&*panic))).into())
        });
        meter::READ_HEAVY.note_since(begun);
        self.outcome = Some(outcome);
        Verdict::Rollback
    }

    fn repeats(&self) -> bool {
        false
    }

    fn answer(self: Box<Self>, problem: Stored<()>) {
        let outcome = match (self.outcome, problem) {
            (Some(outcome), _) => outcome,
            (None, Err(problem)) => Err(problem.into()),
            (None, Ok(())) => Err(Problem::fault("a read was never run").into()),
        };
        let _ = self.sender.send(outcome);
    }
}

pub(super) fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}
