//! The second step of signing in: six digits that an app makes out of a secret and the time (RFC 6238), each taken once, and
//! recovery codes for who has lost the app. Computes no digits: what the app shows comes in.

use crate::{MINUTE, Micros, UserId};

/// How long an app shows one code, in seconds.
pub const STEP_SECONDS: i64 = 30;
pub const DIGITS: usize = 6;
/// RFC 4226 wants 128 bits at least and recommends 160.
pub const SECRET_BYTES: usize = 20;
/// Clocks differ by so many steps, before and after.
const DRIFT_STEPS: i64 = 1;
/// Wrong codes in a row before the next one has to wait; each further one doubles the wait.
const WRONG_MAX: i64 = 5;
const WAIT: Micros = 15 * MINUTE;
/// The longest wait is the first one doubled so often: sixteen hours.
const DOUBLINGS_MAX: i64 = 6;
/// A set-up that was begun is confirmed within this time, or begun anew.
pub const SETTING_UP_LASTS: Micros = 15 * MINUTE;
/// Between the password and the code.
pub const TICKET_LASTS: Micros = 10 * MINUTE;
pub const RECOVERY_CODES: usize = 10;
/// Eighty bits: nobody tries them all, so that a fast hash will do.
pub const RECOVERY_BYTES: usize = 10;
const RECOVERY_LETTERS: usize = 16;
/// More than any code with all its spaces.
pub const TYPED_LETTERS_MAX: usize = 60;

/// A person's second step. Its secret lies sealed; nobody but the installation's key opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondStep {
    pub user_id: UserId,
    pub sealed: Vec<u8>,
    pub wrapped_key: Vec<u8>,
    pub begun_at: Micros,
    /// Absent until a first code has shown that the app has the secret.
    pub confirmed_at: Option<Micros>,
    /// The step of the last code that was taken: it and those before it are spent.
    pub last_step: i64,
    /// Wrong codes since the last right one.
    pub wrong: i64,
    pub wrong_at: Option<Micros>,
    pub version: i64,
}

/// One way back for who has lost the app; kept as a hash, taken once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryCode {
    pub user_id: UserId,
    pub hash: Vec<u8>,
    pub used_at: Option<Micros>,
}

/// Why a code is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SecondStepRefusal {
    #[error("second_step.wrong")]
    Wrong,
    /// Too many wrong ones: codes of the app wait, recovery codes do not.
    #[error("second_step.later")]
    Later,
    /// What was begun has run out, or is not there any more.
    #[error("second_step.stale")]
    Stale,
    #[error("second_step.already")]
    Already,
    /// The password beside the code was wrong.
    #[error("proof.wrong")]
    Password,
}

/// What somebody typed, without spaces and dashes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    App(String),
    Recovery(String),
}

impl Typed {
    /// Absent for what can't be either.
    pub fn read(text: &str) -> Option<Self> {
        let plain: String = text
            .chars()
            .take(TYPED_LETTERS_MAX)
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| c.to_ascii_lowercase())
            .collect();
        if plain.len() == DIGITS && plain.bytes().all(|b| b.is_ascii_digit()) {
            return Some(Self::App(plain));
        }
        let is_recovery = plain.len() == RECOVERY_LETTERS && plain.bytes().all(|b| b.is_ascii_alphanumeric());
        is_recovery.then_some(Self::Recovery(plain))
    }
}

/// The step of a moment.
pub fn step_at(now: Micros) -> i64 {
    now.div_euclid(STEP_SECONDS * 1_000_000)
}

impl SecondStep {
    pub fn is_on(&self) -> bool {
        self.confirmed_at.is_some()
    }

    /// When codes of the app are looked at again.
    pub fn waits_until(&self) -> Option<Micros> {
        let over = self.wrong - WRONG_MAX;
        let at = self.wrong_at.filter(|_| over >= 0)?;
        Some(at + (WAIT << over.min(DOUBLINGS_MAX)))
    }

    /// Takes a code of the app, once. `fits` says whether it is the one of a step.
    pub fn take(&mut self, fits: impl Fn(i64) -> bool, now: Micros) -> Result<(), SecondStepRefusal> {
        if self.waits_until().is_some_and(|until| now < until) {
            return Err(SecondStepRefusal::Later);
        }
        let here = step_at(now);
        let near = here - DRIFT_STEPS..=here + DRIFT_STEPS;
        let Some(step) = near.filter(|step| *step > self.last_step).find(|step| fits(*step)) else {
            self.wrong += 1;
            self.wrong_at = Some(now);
            return Err(SecondStepRefusal::Wrong);
        };
        self.last_step = step;
        self.forgive();
        Ok(())
    }

    /// A right code, of whichever kind, ends the count of wrong ones.
    pub fn forgive(&mut self) {
        (self.wrong, self.wrong_at) = (0, None);
    }
}

/// What an app reads out of the square picture.
pub fn address(issuer: &str, account: &str, secret: &str) -> String {
    let (issuer, account) = (escaped(issuer), escaped(account));
    format!(
        "otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period={STEP_SECONDS}"
    )
}

fn escaped(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~');
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

#[cfg(test)]
#[path = "second_step_tests.rs"]
mod tests;
