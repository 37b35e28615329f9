//! Why an act or a read gives no answer: a refusal that the user can act on, absence, or a problem of ours.

use std::convert::Infallible;

use domain::permission::Permission;
use domain::seller::MemberOf;
use store::db::meter::Outcome;
use store::{IsConflict, Problem};

/// Nothing is ever refused.
pub type Never = Infallible;

/// What a read answers: it can only be absent or fail.
pub type Seen<T> = Result<T, Stop<Never>>;

/// Why a member may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// The role does not have it; others do.
    #[error("member.lacking")]
    Lacking { of: MemberOf, what: Permission },
    /// Who this is must be proved anew: asked for again, it goes on.
    #[error("member.unproved")]
    Unproved,
    /// This installation asks its operators' members for a second step, and this one has set up none.
    #[error("member.without_second_step")]
    WithoutSecondStep,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Stop<R> {
    /// The refusal's text is its stable code.
    #[error("{0}")]
    Refused(R),
    /// The act is there and theirs, but this member may not do it, or not now.
    #[error("{0}")]
    Denied(Denied),
    /// Not there, or not yours: the same.
    #[error("absent")]
    Absent,
    #[error("{0}")]
    Problem(Problem),
}

impl<R> From<Problem> for Stop<R> {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl<R> IsConflict for Stop<R> {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Problem(Problem::Conflict))
    }

    fn outcome(&self) -> Outcome {
        match self {
            Self::Refused(_) | Self::Denied(_) => Outcome::Refused,
            Self::Absent => Outcome::Absent,
            Self::Problem(problem) => problem.outcome(),
        }
    }
}

impl<R> Stop<R> {
    pub(crate) fn fault(text: impl Into<String>) -> Self {
        Self::Problem(Problem::fault(text))
    }

    /// Whether too much is waiting, so that nothing was done: worth another try in a moment.
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Problem(Problem::Busy))
    }

    /// Turns the refusal into another's.
    pub fn map<S>(self, refusal: impl FnOnce(R) -> S) -> Stop<S> {
        match self {
            Self::Refused(inner) => Stop::Refused(refusal(inner)),
            Self::Denied(denied) => Stop::Denied(denied),
            Self::Absent => Stop::Absent,
            Self::Problem(problem) => Stop::Problem(problem),
        }
    }
}

/// Lets a read's outcome be used where refusals are possible.
pub trait Widen<T> {
    fn widen<R>(self) -> Result<T, Stop<R>>;
}

impl<T> Widen<T> for Seen<T> {
    fn widen<R>(self) -> Result<T, Stop<R>> {
        self.map_err(|stop| stop.map(|never| match never {}))
    }
}

/// `option.or_absent()?`
pub(crate) trait OrAbsent<T> {
    fn or_absent<R>(self) -> Result<T, Stop<R>>;
}

impl<T> OrAbsent<T> for Option<T> {
    fn or_absent<R>(self) -> Result<T, Stop<R>> {
        self.ok_or(Stop::Absent)
    }
}

/// `decision.or_refuse()?` turns a rule's refusal into the act's.
pub(crate) trait OrRefuse<T, R> {
    fn or_refuse(self) -> Result<T, Stop<R>>;
}

impl<T, E, R: From<E>> OrRefuse<T, R> for Result<T, E> {
    fn or_refuse(self) -> Result<T, Stop<R>> {
        self.map_err(|refusal| Stop::Refused(refusal.into()))
    }
}
