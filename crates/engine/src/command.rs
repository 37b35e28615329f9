//! Commands that carry their caller's id: the same id and content give the same answer, other content is refused.

use sha2::{Digest, Sha256};

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
    if key.is_empty() || key.len() > KEY_LETTERS_MAX {
        return Err(Stop::Refused(OtherContent.into()));
    }
    let Some((hash, outcome)) = store::command::find(act.tx, actor, key)? else { return Ok(None) };
    if hash == content_hash(content) { Ok(Some(outcome)) } else { Err(Stop::Refused(OtherContent.into())) }
}

/// Keeps the answer in the act's own transaction.
pub(crate) fn keep<R>(
    act: &mut Act<'_, '_>,
    actor: i64,
    key: &str,
    content: &str,
    outcome: &str,
) -> Result<(), Stop<R>> {
    Ok(store::command::keep(act.tx, actor, key, &content_hash(content), outcome, act.now)?)
}

fn content_hash(content: &str) -> Vec<u8> {
    Sha256::digest(content.as_bytes()).to_vec()
}
