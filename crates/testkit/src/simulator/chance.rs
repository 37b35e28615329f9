//! What goes wrong around the engine, by chance and on order: its database fails, its provider is silent, lies or refuses.
//! Only while it is asked for: a simulation can always ask for the truth.

use std::sync::{Arc, Mutex, PoisonError};

use engine::Engine;
use engine::sandbox::{Mood, Moody};
use store::db::{Plan, Trouble};

use super::dice::Dice;

/// One act in so many comes to grief.
const ACTS_FAIL_ONE_IN: usize = 25;
/// One call to the provider in so many goes wrong.
const CALLS_FAIL_ONE_IN: usize = 12;
/// A slow provider is as good as a quick one where time is moved by hand.
const MOODS: [Mood; 5] =
    [Mood::Silent, Mood::SilentAfter, Mood::WrongAmount, Mood::WrongPurchase, Mood::Refusing];
/// Trouble strikes within so many statements.
const STATEMENTS_MAX: i64 = 25;

/// Shared by the database's plan and the provider; silent until it is let loose.
#[derive(Debug, Clone)]
pub struct Chance {
    state: Arc<Mutex<(bool, Dice)>>,
}

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self { state: Arc::new(Mutex::new((false, Dice::new(seed)))) }
    }

    /// Lets trouble loose, or holds it back.
    pub fn is_loose(&self, loose: bool) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).0 = loose;
    }

    fn draw<T>(&self, quiet: T, draw: impl FnOnce(&mut Dice) -> T) -> T {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.0 { draw(&mut state.1) } else { quiet }
    }

    /// The plan of a database that comes to grief now and then.
    pub fn plan(&self) -> Plan {
        let own = self.clone();
        Plan::new(move || own.draw(None, trouble))
    }

    /// The provider, in a mood of chance at each call.
    pub fn provider(&self, engine: &Engine) -> Moody {
        let own = self.clone();
        Moody::new(engine, move || {
            own.draw(Mood::Honest, |dice| {
                if dice.once_in(CALLS_FAIL_ONE_IN) { MOODS[dice.below(MOODS.len())] } else { Mood::Honest }
            })
        })
    }
}

fn trouble(dice: &mut Dice) -> Option<Trouble> {
    if !dice.once_in(ACTS_FAIL_ONE_IN) {
        return None;
    }
    let after = u32::try_from(dice.between(0, STATEMENTS_MAX)).expect("a few statements");
    let all = [Trouble::Conflict { after }, Trouble::Fault { after }, Trouble::CommitFails, Trouble::Untold];
    dice.pick(&all).copied()
}
