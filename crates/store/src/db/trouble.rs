//! Trouble on order: tests make a database fail where it never fails on their machine. An ordinary database has no plan,
//! and then this costs one look at a cell of the thread. Nothing that serves may open a database with a plan.

use std::cell::Cell;
use std::sync::Arc;

use super::{Problem, Stored};

/// What every fault says that was ordered here.
pub const ON_ORDER: &str = "trouble on order";

/// How an act comes to grief.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// After so many statements, somebody else has changed the rows.
    Conflict { after: u32 },
    /// After so many statements, the database fails.
    Fault { after: u32 },
    /// The commit fails: nothing is kept.
    CommitFails,
    /// The commit is done, but the process that asked for it is told of a failure, as when a connection breaks then.
    Untold,
}

/// Says for each act that runs whether it comes to grief. Asked once an act, in the order in which they run.
#[derive(Clone, Default)]
pub struct Plan(Option<Arc<dyn Fn() -> Option<Trouble> + Send + Sync>>);

impl Plan {
    pub fn new(next: impl Fn() -> Option<Trouble> + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(next)))
    }

    pub(super) fn is_some(&self) -> bool {
        self.0.is_some()
    }

    pub(super) fn next(&self) -> Option<Trouble> {
        self.0.as_ref().and_then(|next| next())
    }
}

impl std::fmt::Debug for Plan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Plan").field(&self.0.is_some()).finish()
    }
}

thread_local! {
    /// What waits for a statement of the act that runs on this thread.
    static DUE: Cell<Option<Trouble>> = const { Cell::new(None) };
}

/// Runs an act whose statements come to grief on this thread.
pub(super) fn within<T>(trouble: Option<Trouble>, run: impl FnOnce() -> T) -> T {
    DUE.set(trouble.filter(|trouble| matches!(trouble, Trouble::Conflict { .. } | Trouble::Fault { .. })));
    let done = run();
    DUE.set(None);
    done
}

/// Before each statement.
#[inline]
pub(super) fn strikes() -> Stored<()> {
    match DUE.get() {
        None => Ok(()),
        Some(due) => strike(due),
    }
}

#[cold]
fn strike(due: Trouble) -> Stored<()> {
    let next = match due {
        Trouble::Conflict { after: 0 } => return hit(Problem::Conflict),
        Trouble::Fault { after: 0 } => return hit(Problem::fault(ON_ORDER)),
        Trouble::Conflict { after } => Trouble::Conflict { after: after - 1 },
        Trouble::Fault { after } => Trouble::Fault { after: after - 1 },
        other => other,
    };
    DUE.set(Some(next));
    Ok(())
}

fn hit(problem: Problem) -> Stored<()> {
    DUE.set(None);
    Err(problem)
}

/// Ends a transaction the way its trouble wants: `commit` or `rollback` is what the database is told.
pub(super) fn end(trouble: Option<Trouble>, mut tell: impl FnMut(&'static str) -> Stored<()>) -> Stored<()> {
    match trouble {
        Some(Trouble::CommitFails) => {
            tell("rollback")?;
            Err(Problem::fault(ON_ORDER))
        }
        Some(Trouble::Untold) => {
            tell("commit")?;
            Err(Problem::fault(ON_ORDER))
        }
        _ => tell("commit"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_fails_once_after_as_many_as_were_ordered() {
        let five = |trouble| within(trouble, || (0..5).map(|_| strikes().is_ok()).collect::<Vec<bool>>());
        assert_eq!(five(Some(Trouble::Conflict { after: 2 })), [true, true, false, true, true]);
        assert_eq!(five(Some(Trouble::CommitFails)), [true; 5], "a commit is no statement");
        within(Some(Trouble::Fault { after: 1 }), || {});
        assert!(strikes().is_ok() && strikes().is_ok(), "what waits is over with its act");
    }

    #[test]
    fn a_commit_fails_before_or_after_it_is_done() {
        let told = |trouble| {
            let mut words = Vec::new();
            let ended = end(trouble, |word| {
                words.push(word);
                Ok(())
            });
            (words, ended.is_ok())
        };
        assert_eq!(told(None), (vec!["commit"], true));
        assert_eq!(told(Some(Trouble::CommitFails)), (vec!["rollback"], false));
        assert_eq!(told(Some(Trouble::Untold)), (vec!["commit"], false));
    }
}
