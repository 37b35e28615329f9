//! A desk: commands of one kind gather while a transaction commits, and are decided together in the next one.
//! Knows nothing of what is decided. A batch that fails is decided again one by one: a bad command harms nobody.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

use super::in_place::{self, InPlace};
use super::job::{IsConflict, Job, Verdict, Work, panic_text};
use super::meter::{self, Outcome, Tally};
use super::queue::Queue;
use super::{Problem, Stored, Tx};

/// Commands that share one transaction.
const TOGETHER_MAX: usize = 128;
/// Commands that may wait at one desk; one more is told to come back later.
const WAITING_MAX: usize = 4_096;
/// Of these, commands of one line: a rush on one market leaves room for the others.
const LINE_MAX: usize = 3_072;

/// What is asked of a desk.
pub trait Command: Send + 'static {
    type Answer: Send + 'static;
    type Stop: From<Problem> + IsConflict + Send + 'static;

    /// Under which its acts are counted.
    fn name() -> &'static str {
        std::any::type_name::<Self>()
    }

    /// Where it waits: lines are served in turn, so that one market's rush keeps no other waiting.
    fn line(&self) -> i64;

    /// Two commands about one subject are never decided together: the later one sees what the earlier one did.
    fn subject(&self) -> i64;

    /// Decides commands in their order and saves what follows; one outcome each. An error fails them all, and nothing
    /// may then be saved. It may run several times.
    fn decide(tx: &mut Tx<'_>, commands: &[&Self]) -> Result<Outcomes<Self>, Self::Stop>;
}

/// One outcome a command, in their order.
pub type Outcomes<C> = Vec<Result<<C as Command>::Answer, <C as Command>::Stop>>;

/// Clone it freely.
#[derive(Debug)]
pub struct Desk<C: Command> {
    inner: Arc<Inner<C>>,
}

struct Inner<C: Command> {
    lines: Mutex<Lines<C>>,
    work: Arc<Queue<Work>>,
    here: Option<Arc<InPlace>>,
}

struct Lines<C: Command> {
    waiting: BTreeMap<i64, VecDeque<Ticket<C>>>,
    count: usize,
    /// The line that was served last.
    last: i64,
    /// Whether a batch is on its way; the next one is gathered when it has been answered.
    at_work: bool,
}

struct Ticket<C: Command> {
    command: C,
    sender: oneshot::Sender<Result<C::Answer, C::Stop>>,
    tally: Tally,
}

impl<C: Command> Ticket<C> {
    fn answer(self, outcome: Result<C::Answer, C::Stop>) {
        self.tally.ends(outcome.as_ref().map_or_else(IsConflict::outcome, |_| Outcome::Done));
        let _ = self.sender.send(outcome);
    }
}

impl<C: Command> std::fmt::Debug for Inner<C> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").finish_non_exhaustive()
    }
}

impl<C: Command> Clone for Desk<C> {
    fn clone(&self) -> Self {
        Self { inner: Arc::clone(&self.inner) }
    }
}

impl<C: Command> Desk<C> {
    pub(super) fn new(work: Arc<Queue<Work>>, here: Option<Arc<InPlace>>) -> Self {
        let lines = Lines { waiting: BTreeMap::new(), count: 0, last: i64::MIN, at_work: false };
        Self { inner: Arc::new(Inner { lines: Mutex::new(lines), work, here }) }
    }

    /// Waits until the command was decided and committed.
    pub async fn ask(&self, command: C) -> Result<C::Answer, C::Stop> {
        let (sender, answer) = oneshot::channel();
        self.inner.queue(Ticket { command, sender, tally: Tally::new(C::name()) })?;
        in_place::turn(self.inner.here.as_deref()).await;
        answer.await.unwrap_or_else(|_| Err(Problem::fault("the desk's thread stopped").into()))
    }
}

impl<C: Command> Inner<C> {
    fn lock(&self) -> MutexGuard<'_, Lines<C>> {
        // A holder that panics leaves whole tickets behind: each change is one call.
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn queue(self: &Arc<Self>, ticket: Ticket<C>) -> Result<(), Problem> {
        let mut lines = self.lock();
        let count = lines.count;
        let line = lines.waiting.entry(ticket.command.line()).or_default();
        if count >= WAITING_MAX || line.len() >= LINE_MAX {
            ticket.tally.ends(Outcome::Busy);
            return Err(Problem::Busy);
        }
        line.push_back(ticket);
        lines.count += 1;
        if !lines.at_work {
            lines.at_work = true;
            drop(lines);
            self.send(Vec::new());
        }
        Ok(())
    }

    /// Sends a batch to where acts run; an empty one is gathered when its turn comes.
    fn send(self: &Arc<Self>, tickets: Vec<Ticket<C>>) {
        let gathers = tickets.is_empty();
        let batch = Batch { desk: Arc::clone(self), tickets, gathers, outcome: None };
        if self.work.push_beyond(Box::new(batch)).is_err() {
            // The database is closing: who waits is told so by the end of their channels.
            let mut lines = self.lock();
            lines.waiting.clear();
            (lines.count, lines.at_work) = (0, false);
        }
    }

    /// The next batch ended: gathers the one after it, if anybody waits.
    fn go_on(self: &Arc<Self>) {
        let mut lines = self.lock();
        lines.at_work = lines.count > 0;
        let goes_on = lines.at_work;
        drop(lines);
        if goes_on {
            self.send(Vec::new());
        }
    }
}

impl<C: Command> Lines<C> {
    /// One command of each line in turn. A line whose next command is about a subject of this batch waits.
    fn gather(&mut self) -> Vec<Ticket<C>> {
        let mut tickets = Vec::new();
        let mut subjects = HashSet::new();
        let mut blocked = HashSet::new();
        while tickets.len() < TOGETHER_MAX {
            let Some(line) = self.next_line(&blocked) else { break };
            let waiting = self.waiting.get_mut(&line).expect("the line was found just now");
            let next = waiting.front().expect("empty lines are dropped");
            if subjects.insert(next.command.subject()) {
                tickets.extend(waiting.pop_front());
                self.count -= 1;
            } else {
                blocked.insert(line);
            }
            if waiting.is_empty() {
                self.waiting.remove(&line);
            }
            self.last = line;
        }
        tickets
    }

    fn next_line(&self, blocked: &HashSet<i64>) -> Option<i64> {
        let open =
            |(line, waiting): &(&i64, &VecDeque<Ticket<C>>)| !blocked.contains(line) && !waiting.is_empty();
        let after = self.waiting.range(self.last.saturating_add(1)..).find(open);
        after.or_else(|| self.waiting.iter().find(open)).map(|(line, _)| *line)
    }
}

struct Batch<C: Command> {
    desk: Arc<Inner<C>>,
    tickets: Vec<Ticket<C>>,
    /// Takes whoever waits when it runs first; the others are commands that are decided alone.
    gathers: bool,
    outcome: Option<Result<Outcomes<C>, C::Stop>>,
}

impl<C: Command> Job for Batch<C> {
    fn run(&mut self, tx: &mut Tx<'_>) -> Verdict {
        if self.tickets.is_empty() {
            self.tickets = self.desk.lock().gather();
        }
        let mut begun = meter::stopwatch();
        for ticket in &mut self.tickets {
            begun = ticket.tally.begins();
        }
        let commands: Vec<&C> = self.tickets.iter().map(|ticket| &ticket.command).collect();
        let outcome = catch_unwind(AssertUnwindSafe(|| C::decide(tx, &commands))).unwrap_or_else(|panic| {
            Err(Problem::fault(format!("a desk panicked: {}", panic_text(&*panic))).into())
        });
        let verdict = match &outcome {
            Ok(outcomes) if outcomes.len() == commands.len() => Verdict::Commit,
            Ok(_) => Verdict::Rollback,
            Err(stop) if stop.is_conflict() => Verdict::Again,
            Err(_) => Verdict::Rollback,
        };
        if let Some(first) = self.tickets.first_mut() {
            // Decided together: one time for all of them.
            first.tally.ran(begun);
        }
        self.outcome = Some(outcome);
        verdict
    }

    fn count(&self) -> usize {
        self.tickets.len()
    }

    fn answer(self: Box<Self>, committed: Stored<()>) {
        let Self { desk, tickets, gathers, outcome } = *self;
        let count = tickets.len();
        match (outcome, committed) {
            (Some(Ok(outcomes)), Ok(())) if outcomes.len() == count => {
                for (ticket, outcome) in tickets.into_iter().zip(outcomes) {
                    ticket.answer(outcome);
                }
            }
            (Some(Err(stop)), Ok(())) if count == 1 => {
                let ticket = tickets.into_iter().next().expect("there is one");
                ticket.answer(Err(stop));
            }
            (Some(Err(_)), Ok(())) => {
                for ticket in tickets {
                    desk.send(vec![ticket]);
                }
            }
            (_, ended) => {
                let what =
                    ended.map_or_else(|problem| problem.to_string(), |()| "a desk lost an outcome".into());
                for ticket in tickets {
                    ticket.answer(Err(Problem::fault(what.clone()).into()));
                }
            }
        }
        if gathers {
            desk.go_on();
        }
    }
}
