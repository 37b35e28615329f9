//! Letters to users, and who carries them: a folder (demo), an SMTP server, or memory (tests). A letter's key becomes its
//! Message-ID, so that one sent twice is recognised. No header can be injected: addresses are parsed, control characters
//! never reach a header. Never composes: subject and bodies come ready.

mod folder;
mod message;
mod smtp;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

pub use self::folder::{StoredLetter, list, read};
pub use self::smtp::{SmtpMailer, SmtpSecurity, SmtpSettings};

pub const SUBJECT_BYTES_MAX: usize = 500;
pub const BODY_BYTES_MAX: usize = 1 << 20;
pub const KEY_BYTES_MAX: usize = 100;
pub const NAME_BYTES_MAX: usize = 200;
pub const LINK_BYTES_MAX: usize = 900;

/// A letter to one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    pub to: String,
    pub to_name: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// Letters, digits, `-`, `_` and `.`: the same for every attempt to send the same letter.
    pub key: String,
    /// Where one click ends letters of this kind; empty where none does.
    pub unsubscribe: String,
}

/// Why a letter did not go.
#[derive(Debug, thiserror::Error)]
pub enum MailFailure {
    /// It will never go: a wrong address, a letter too long, a clear no of the server.
    #[error("the letter is refused: {reason}")]
    Refused { code: &'static str, reason: String },
    /// It may go later.
    #[error("the letter has to wait: {reason}")]
    Later { reason: String },
}

/// Carries letters. Cheap to clone; calls block.
#[derive(Debug, Clone)]
pub enum Mailer {
    /// Kept for looking at, see [`list`] and [`read`].
    Folder {
        path: PathBuf,
    },
    Smtp(Box<SmtpMailer>),
    Memory(Arc<Mutex<Vec<Letter>>>),
}

impl Mailer {
    pub fn folder(path: impl Into<PathBuf>, from: &str) -> Result<Self, MailFailure> {
        message::mailbox("", from)?;
        Ok(Self::Folder { path: path.into() })
    }

    pub fn smtp(settings: &SmtpSettings) -> Result<Self, MailFailure> {
        SmtpMailer::new(settings).map(|smtp| Self::Smtp(Box::new(smtp)))
    }

    pub fn memory() -> Self {
        Self::Memory(Arc::default())
    }

    /// Sends a letter, dated `at_micros`. Sending it again with the same key and time changes nothing in a folder.
    pub fn send(&self, letter: &Letter, at_micros: i64) -> Result<(), MailFailure> {
        match self {
            Self::Folder { path } => folder::put(path, letter, at_micros),
            Self::Smtp(smtp) => smtp.send(letter, at_micros),
            Self::Memory(letters) => {
                message::compose("test@halles.invalid", letter, at_micros)?;
                letters.lock().unwrap_or_else(PoisonError::into_inner).push(letter.clone());
                Ok(())
            }
        }
    }

    /// What a memory mailer was given so far; nothing for the others.
    pub fn sent(&self) -> Vec<Letter> {
        match self {
            Self::Memory(letters) => letters.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            _ => Vec::new(),
        }
    }
}

impl MailFailure {
    fn refused(code: &'static str, reason: impl std::fmt::Display) -> Self {
        Self::Refused { code, reason: reason.to_string() }
    }

    fn later(reason: impl std::fmt::Display) -> Self {
        Self::Later { reason: reason.to_string() }
    }

    /// The stable code of a refusal; none if the letter may still go.
    pub fn code(&self) -> Option<&'static str> {
        match self {
            Self::Refused { code, .. } => Some(code),
            Self::Later { .. } => None,
        }
    }
}
