//! One whole copy of a database, as it was at one moment, while others go on writing.

use std::path::Path;

use anyhow::Context;
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::super::lite;
use super::files::{hash_of, keep_names};

/// Pages copied before somebody is told how far it is.
const PAGES_A_STEP: i32 = 4_096;

/// A copy that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    pub bytes: u64,
    pub sha256: String,
    /// The newest migration that it has seen.
    pub schema: i64,
}

/// Copies the database at `from` to the new file `to`. One read transaction holds the moment, so writers neither wait
/// nor shine through. `begun` is called once the moment is fixed; `progress` hears of pages done and pages in all.
pub fn copy(
    from: &Path,
    to: &Path,
    begun: impl FnOnce(),
    mut progress: impl FnMut(u64, u64),
) -> anyhow::Result<Copied> {
    anyhow::ensure!(from.is_file(), "there is no database at {}", from.display());
    anyhow::ensure!(!to.exists(), "{} is there already", to.display());
    let source = lite::open_reader(from).with_context(|| format!("opening {}", from.display()))?;
    source.execute_batch("begin")?;
    let schema =
        source.query_row("select coalesce(max(number), 0) from schema_migration", [], |row| row.get(0))?;
    begun();
    let mut target = Connection::open(to).with_context(|| format!("making {}", to.display()))?;
    target.execute_batch("pragma synchronous = full")?;
    {
        let backup = Backup::new(&source, &mut target)?;
        loop {
            let step = backup.step(PAGES_A_STEP)?;
            let pages = backup.progress();
            let left = u64::try_from(pages.remaining).unwrap_or(0);
            let all = u64::try_from(pages.pagecount).unwrap_or(0);
            progress(all - left.min(all), all);
            match step {
                StepResult::Done => break,
                StepResult::More => {}
                other => anyhow::bail!("copying {}: {other:?}", from.display()),
            }
        }
    }
    target.close().map_err(|(_, error)| error)?;
    to.parent().map_or(Ok(()), keep_names)?;
    let (sha256, bytes) = hash_of(to)?;
    Ok(Copied { bytes, sha256, schema })
}
