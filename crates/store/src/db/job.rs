//! One act or read on its way to a connection, and the answer on its way back.

use std::any::Any;
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

/// A `Result<T, E>` on its way from where it was decided to who asked: channels and queues are made once for all types.
pub(super) type Answer = Box<dyn Any + Send>;

/// What is asked, with the place for what came of it: all of a job that depends on its types.
trait Body: Send {
    /// Runs once more, and keeps the outcome.
    fn run(&mut self, tx: &mut Tx<'_>) -> (Verdict, Outcome);
    /// What came of it is this instead.
    fn fail(&mut self, problem: Problem) -> (Verdict, Outcome);
    fn answer(self: Box<Self>) -> Option<Answer>;
}

struct ActBody<T, E, F> {
    act: F,
    outcome: Option<Result<T, E>>,
}

impl<T, E: IsConflict, F> ActBody<T, E, F> {
    fn keep(&mut self, outcome: Result<T, E>) -> (Verdict, Outcome) {
        let found = match &outcome {
            Ok(_) => (Verdict::Commit, Outcome::Done),
            Err(error) if error.is_conflict() => (Verdict::Again, error.outcome()),
            Err(error) => (Verdict::Rollback, error.outcome()),
        };
        self.outcome = Some(outcome);
        found
    }
}

impl<T, E, F> Body for ActBody<T, E, F>
where
    T: Send + 'static,
    E: From<Problem> + IsConflict + Send + 'static,
    F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> (Verdict, Outcome) {
        let outcome = (self.act)(tx);
        self.keep(outcome)
    }

    fn fail(&mut self, problem: Problem) -> (Verdict, Outcome) {
        self.keep(Err(problem.into()))
    }

    fn answer(self: Box<Self>) -> Option<Answer> {
        Some(Box::new(self.outcome?))
    }
}

struct ReadBody<T, E, F> {
    read: Option<F>,
    outcome: Option<Result<T, E>>,
}

impl<T, E, F> Body for ReadBody<T, E, F>
where
    T: Send + 'static,
    E: From<Problem> + Send + 'static,
    F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> (Verdict, Outcome) {
        let read = self.read.take().expect("a read runs once");
        self.outcome = Some(read(tx));
        (Verdict::Rollback, Outcome::Done)
    }

    fn fail(&mut self, problem: Problem) -> (Verdict, Outcome) {
        self.outcome = Some(Err(problem.into()));
        (Verdict::Rollback, Outcome::Fault)
    }

    fn answer(self: Box<Self>) -> Option<Answer> {
        Some(Box::new(self.outcome?))
    }
}

/// What one asker waits for.
struct Asked {
    body: Box<dyn Body>,
    ran: Option<Outcome>,
    sender: oneshot::Sender<Answer>,
    /// Reads have none: they leave nothing behind, and run once.
    tally: Option<Tally>,
}

impl Asked {
    fn work(body: Box<dyn Body>, tally: Option<Tally>) -> (Work, oneshot::Receiver<Answer>) {
        let (sender, answer) = oneshot::channel();
        (Box::new(Self { body, ran: None, sender, tally }), answer)
    }

    /// Runs the body; a panic is an outcome like another.
    fn decide(&mut self, tx: &mut Tx<'_>) -> Verdict {
        let found = catch_unwind(AssertUnwindSafe(|| self.body.run(tx))).unwrap_or_else(|panic| {
            let what = if self.tally.is_some() { "an act" } else { "a read" };
            self.body.fail(Problem::fault(format!("{what} panicked: {}", panic_text(&*panic))))
        });
        self.ran = Some(found.1);
        found.0
    }
}

pub(super) fn act_job<T, E, F>(name: &'static str, act: F) -> (Work, oneshot::Receiver<Answer>)
where
    T: Send + 'static,
    E: From<Problem> + IsConflict + Send + 'static,
    F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
{
    Asked::work(Box::new(ActBody { act, outcome: None }), Some(Tally::new(name)))
}

pub(super) fn read_job<T, E, F>(read: F) -> (Work, oneshot::Receiver<Answer>)
where
    T: Send + 'static,
    E: From<Problem> + Send + 'static,
    F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
{
    Asked::work(Box::new(ReadBody { read: Some(read), outcome: None }), None)
}

/// What was asked for, out of what came back.
pub(super) fn opened<T: 'static, E: From<Problem> + 'static>(answer: Stored<Answer>) -> Result<T, E> {
    match answer?.downcast::<Result<T, E>>() {
        Ok(outcome) => *outcome,
        Err(_) => Err(Problem::fault("an answer of another type").into()),
    }
}

impl Job for Asked {
    fn run(&mut self, tx: &mut Tx<'_>) -> Verdict {
        let Some(tally) = &mut self.tally else {
            let begun = meter::stopwatch();
            let verdict = self.decide(tx);
            meter::READ_HEAVY.note_since(begun);
            return verdict;
        };
        let begun = tally.begins();
        let span = tally.span.clone();
        let _entered = span.enter();
        let verdict = self.decide(tx);
        if let Some(tally) = &mut self.tally {
            tally.ran(begun);
        }
        verdict
    }

    fn repeats(&self) -> bool {
        self.tally.is_some()
    }

    fn answer(mut self: Box<Self>, committed: Stored<()>) {
        let ended = match (self.ran, committed) {
            // What an act wants is done when it is durable; what a read has found is found.
            (Some(Outcome::Done), Err(problem)) if self.tally.is_some() => self.body.fail(problem).1,
            (Some(outcome), _) => outcome,
            (None, Err(problem)) => self.body.fail(problem).1,
            (None, Ok(())) => self.body.fail(Problem::fault("what was asked was never run")).1,
        };
        if let Some(tally) = &self.tally {
            tally.ends(ended);
        }
        if let Some(answer) = self.body.answer() {
            let _ = self.sender.send(answer);
        }
    }
}

pub(super) fn panic_text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}
