//! `halles backup DIR`: a whole copy of an installation, as it was at one moment, while it is served: database, pictures,
//! secrets, and a manifest with the hash of each file. Writes over nothing.

pub mod files;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use indicatif::ProgressBar;
use serde_json::{Value, json};
use store::Location;
use store::db::backup::{Archive, Clock, DATABASE, copy, hash_of};

use crate::config::Config;
use crate::outside::system_now;
use crate::{Installation, moment, say};
use files::{Kept, make_private};

/// What is in the folder, and the hash of each file.
pub const MANIFEST: &str = "manifest.json";
/// An archive's folder of what is not in the database.
pub const FILES: &str = "files";
/// What tells this program's backups from others.
pub const KIND: &str = "halles-backup";

#[derive(Debug, Args)]
pub struct Backup {
    #[command(flatten)]
    installation: Installation,
    /// A folder that does not exist yet, or is empty
    target: PathBuf,
    /// Takes pictures and secrets alone: for PostgreSQL, which is backed up by its own means
    #[arg(long)]
    files_only: bool,
    /// Answers as one JSON object
    #[arg(long)]
    json: bool,
}

pub fn run(backup: &Backup) -> anyhow::Result<ExitCode> {
    let config = backup.installation.config()?;
    let target = &backup.target;
    files::must_be_empty(target)?;
    if matches!(config.database, Location::Postgres(_)) && !backup.files_only {
        anyhow::bail!(
            "PostgreSQL is backed up by its own means (docs/operations.md says how); \
             `--files-only` takes pictures and secrets"
        );
    }
    make_private(target)?;
    let at = system_now();
    let mut kept = Vec::new();
    let mut schema = Value::Null;
    if let (Location::File(database), false) = (&config.database, backup.files_only) {
        let copied = copy_database(database, &target.join(DATABASE))?;
        schema = copied.schema.into();
        kept.push(Kept { path: DATABASE.to_owned(), bytes: copied.bytes, sha256: copied.sha256 });
    }
    // After the database: a picture stands before a row names it.
    kept.extend(files::take(&config.data, target)?);
    let bytes: u64 = kept.iter().map(|file| file.bytes).sum();
    let manifest = json!({
        "kind": KIND, "program": env!("CARGO_PKG_VERSION"), "schema": schema, "at": moment::show(at),
        "files": kept.iter().map(Kept::to_json).collect::<Vec<_>>(),
    });
    files::put(&target.join(MANIFEST), serde_json::to_string_pretty(&manifest)?.as_bytes())?;
    if backup.json {
        say::json(&json!({"at": moment::show(at), "files": kept.len(), "bytes": bytes, "schema": schema}))?;
    } else {
        let megabytes = bytes.div_ceil(1_000_000);
        say::line(&format!("{} files, {megabytes} MB, as of {}", kept.len(), moment::show(at)));
    }
    Ok(ExitCode::SUCCESS)
}

fn copy_database(from: &Path, to: &Path) -> anyhow::Result<store::db::backup::Copied> {
    let bar = ProgressBar::new(0);
    let copied = copy(
        from,
        to,
        || {},
        |done, all| {
            bar.set_length(all);
            bar.set_position(done);
        },
    );
    bar.finish_and_clear();
    copied.context("copying the database")
}

/// The archive that the configuration asks for. Without one, the database is taken out of any that it was in.
pub fn archive(config: &Config) -> anyhow::Result<Option<Archive>> {
    let Some(folder) = &config.archive else {
        if let Location::File(path) = &config.database {
            store::db::backup::leave(path)?;
        }
        return Ok(None);
    };
    anyhow::ensure!(
        matches!(config.database, Location::File(_)),
        "archive: PostgreSQL archives itself (docs/operations.md says how)"
    );
    Ok(Some(Archive { folder: folder.clone(), days: config.archive_days, clock: Clock::new(system_now) }))
}

/// Checks the files of a backup against its manifest, and answers it.
pub fn checked_manifest(folder: &Path) -> anyhow::Result<Value> {
    let path = folder.join(MANIFEST);
    let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let manifest: Value =
        serde_json::from_str(&text).with_context(|| format!("reading {}", path.display()))?;
    anyhow::ensure!(manifest["kind"] == KIND, "{} is not a backup of this program", folder.display());
    for file in manifest["files"].as_array().into_iter().flatten() {
        let name = file["path"].as_str().unwrap_or_default();
        anyhow::ensure!(files::is_inside(name), "`{name}` leads out of the backup");
        let (sha256, _) = hash_of(&folder.join(name))?;
        anyhow::ensure!(file["sha256"] == *sha256, "{name} is damaged");
    }
    Ok(manifest)
}
