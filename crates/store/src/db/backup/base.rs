//! Whole copies in an archive: `base/00000007-1795341600000000/`, the segment from which logs are applied to it and the
//! moment from which it is right. One that was not taken to its end has another name.

use std::path::{Path, PathBuf};

use anyhow::Context;

use super::archive::{Archive, segments_of};
use super::copy::copy;
use super::files::{hash_of, keep_names, make_private, put};
use super::{DATABASE, segment};

const MANIFEST: &str = "manifest.json";
const DAY_MICROS: i64 = 86_400_000_000;

/// A whole copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Base {
    pub(super) path: PathBuf,
    /// The first segment that is applied to it.
    pub(super) first: u64,
    /// Only moments from here on can be had from it.
    pub(super) at: i64,
}

pub(super) fn folder_of(archive: &Path) -> PathBuf {
    archive.join("base")
}

/// All whole copies, the oldest first.
pub(super) fn all(archive: &Path) -> anyhow::Result<Vec<Base>> {
    let folder = folder_of(archive);
    let entries = std::fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))?;
    let named = |path: PathBuf| {
        let (first, at) = path.file_name()?.to_str()?.split_once('-')?;
        Some(Base { first: first.parse().ok()?, at: at.parse().ok()?, path })
    };
    let mut bases: Vec<Base> = entries.filter_map(|entry| named(entry.ok()?.path())).collect();
    bases.sort_unstable_by_key(|base| base.at);
    Ok(bases)
}

/// Drops copies and segments that no kept moment needs: the newest copy that is older than that stays.
fn drop_old(archive: &Archive, now: i64) -> anyhow::Result<()> {
    let bases = all(&archive.folder)?;
    let kept_from = now - archive.days * DAY_MICROS;
    let Some(oldest) = bases.iter().rposition(|base| base.at <= kept_from) else { return Ok(()) };
    for base in &bases[..oldest] {
        std::fs::remove_dir_all(&base.path).with_context(|| format!("deleting {}", base.path.display()))?;
    }
    let folder = segments_of(&archive.folder);
    for number in segment::numbers(&folder)? {
        if number < bases[oldest].first {
            segment::remove(&folder, number)?;
        }
    }
    Ok(())
}

impl Base {
    /// Takes one while others write. Answers its moment.
    pub(super) fn take(database: &Path, archive: &Archive, first: u64) -> anyhow::Result<i64> {
        let folder = folder_of(&archive.folder);
        let part = folder.join("part");
        let _ = std::fs::remove_dir_all(&part);
        make_private(&part)?;
        let mut at = 0;
        let copied = copy(database, &part.join(DATABASE), || at = archive.clock.now(), |_, _| {})?;
        let manifest = serde_json::json!({
            "bytes": copied.bytes, "sha256": copied.sha256, "schema": copied.schema, "at": at
        });
        put(&part.join(MANIFEST), manifest.to_string().as_bytes())?;
        std::fs::rename(&part, folder.join(format!("{first:08}-{at}"))).context("naming a whole copy")?;
        keep_names(&folder)?;
        drop_old(archive, at)?;
        Ok(at)
    }

    /// Puts the database into `folder`, once it is found to be what was taken.
    pub(super) fn put_into(&self, folder: &Path) -> anyhow::Result<PathBuf> {
        let from = self.path.join(DATABASE);
        let to = folder.join(DATABASE);
        std::fs::copy(&from, &to).with_context(|| format!("copying {}", from.display()))?;
        let text = std::fs::read_to_string(self.path.join(MANIFEST))?;
        let manifest: serde_json::Value = serde_json::from_str(&text)?;
        let (sha256, _) = hash_of(&to)?;
        anyhow::ensure!(manifest["sha256"] == *sha256, "{} is damaged", from.display());
        Ok(to)
    }
}
