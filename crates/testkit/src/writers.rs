//! Who writes the letters of a test: usually at once; when told to, each waits until a second one is at work.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// So long somebody is waited for who never comes.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Debug, Default)]
pub struct Writers {
    desk: Mutex<Desk>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Desk {
    wait_for_another: bool,
    at_work: usize,
    /// Two have been at work at the same time.
    met: bool,
}

impl Writers {
    /// From now on whoever writes waits for a second one.
    pub fn wait_for_each_other(&self) {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner).wait_for_another = true;
    }

    /// Whether two were ever at work at the same time.
    pub fn have_met(&self) -> bool {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner).met
    }

    pub(crate) fn writes(&self) {
        let mut desk = self.desk.lock().unwrap_or_else(PoisonError::into_inner);
        if !desk.wait_for_another {
            return;
        }
        desk.at_work += 1;
        desk.met |= desk.at_work > 1;
        self.changed.notify_all();
        let alone = |desk: &mut Desk| !desk.met;
        let waited = self.changed.wait_timeout_while(desk, PATIENCE, alone);
        waited.unwrap_or_else(PoisonError::into_inner).0.at_work -= 1;
    }
}
