//! From what an act answers to what a page shows.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::sync::{Mutex, PoisonError};

use engine::Stop;

use crate::Failure;

/// Codes of refusals come from closed lists, so the set has an end.
static CODES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

/// The stable code of a refusal.
pub fn code_of(refusal: &impl Display) -> &'static str {
    let text = refusal.to_string();
    let mut codes = CODES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = codes.get(text.as_str()) {
        return known;
    }
    let code: &'static str = Box::leak(text.into_boxed_str());
    codes.insert(code);
    code
}

impl<R: Display> From<Stop<R>> for Failure {
    fn from(stop: Stop<R>) -> Self {
        match stop {
            Stop::Refused(refusal) => Self::refused(code_of(&refusal)),
            Stop::Denied(denied) => Self::Denied(denied),
            Stop::Absent => Self::NotFound,
            busy if busy.is_busy() => Self::Busy,
            Stop::Problem(store) => Self::Fault(anyhow::anyhow!("{store}")),
        }
    }
}

/// The refusal, for a form that comes back with it; absence and faults are failures.
pub fn refused_or<T, R: Display>(done: Result<T, Stop<R>>) -> Result<Result<T, R>, Failure> {
    match done {
        Ok(value) => Ok(Ok(value)),
        Err(Stop::Refused(refusal)) => Ok(Err(refusal)),
        Err(other) => Err(other.into()),
    }
}
