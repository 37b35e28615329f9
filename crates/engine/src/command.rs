//! Commands that carry their caller's id: the same id and content give the same answer, other content is refused.

use domain::Micros;
use sha2::{Digest, Sha256};
use store::command::Kept;

use crate::{Act, Stop};

/// Longest id that a caller may give.
const KEY_LETTERS_MAX: usize = 100;

/// The same id came with other content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("command.other_content")]
pub struct OtherContent;

/// What an earlier run of this command answered, if it ran.
pub(crate) fn earlier<R: From<OtherContent>>(
    act: &mut Act<'_, '_>,
    actor: i64,
    key: &str,
    content: &str,
) -> Result<Option<String>, Stop<R>> {
    let kept = store::command::find(act.tx, &[(actor, key)])?;
    known(&kept, actor, key, content)
}

/// As `earlier`, among commands that were loaded.
pub(crate) fn known<R: From<OtherContent>>(
    kept: &[Kept],
    actor: i64,
    key: &str,
    content: &str,
) -> Result<Option<String>, Stop<R>> {
    if key.is_empty() || key.len() > KEY_LETTERS_MAX {
        return Err(Stop::Refused(OtherContent.into()));
    }
    let Some(found) = kept.iter().find(|kept| kept.actor == actor && kept.key == key) else {
        return Ok(None);
    };
    if found.hash == content_hash(content) {
        Ok(Some(found.outcome.clone()))
    } else {
        Err(Stop::Refused(OtherContent.into()))
    }
}

/// Keeps the answer in the act's own transaction.
pub(crate) fn keep<R>(
    act: &mut Act<'_, '_>,
    actor: i64,
    key: &str,
    content: &str,
    outcome: &str,
) -> Result<(), Stop<R>> {
    let row = done(actor, key, content, outcome.to_owned(), act.now);
    Ok(store::command::keep(act.tx, &[row])?)
}

/// A command with its answer, as it is kept.
pub(crate) fn done(actor: i64, key: &str, content: &str, outcome: String, at: Micros) -> Kept {
    Kept { actor, key: key.to_owned(), hash: content_hash(content), outcome, at }
}

fn content_hash(content: &str) -> Vec<u8> {
    Sha256::digest(content.as_bytes()).to_vec()
}
