//! `halles restore --from DIR --data NEW`: makes an installation out of a backup, or out of an archive as it was at any
//! moment. Only ever makes a new one: it appears whole, or not at all.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use serde_json::json;
use store::db::backup::{DATABASE, Gap, TooEarly, restore};

use crate::backup::{FILES, MANIFEST, checked_manifest, files};
use crate::outside::system_now;
use crate::{moment, say};

#[derive(Debug, Args)]
pub struct Restore {
    /// A backup, or the folder of an archive
    #[arg(long, value_name = "DIR")]
    from: PathBuf,
    /// Of an archive: the moment, like 2026-12-01T09:30:00Z [default: the newest]
    #[arg(long, value_name = "MOMENT")]
    at: Option<String>,
    /// The folder of the new installation: it does not exist, or is empty
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Answers as one JSON object
    #[arg(long)]
    json: bool,
}

pub fn run(asked: &Restore) -> anyhow::Result<ExitCode> {
    files::must_be_empty(&asked.data)?;
    let at = asked.at.as_deref().map(|text| {
        moment::parse(text, system_now())
            .with_context(|| format!("`{text}` is no moment; try 2026-12-01T09:30:00Z"))
    });
    let at = at.transpose()?;
    let mut name = asked.data.as_os_str().to_owned();
    name.push(".part");
    let part = PathBuf::from(name);
    // Of an earlier attempt that was cut off.
    if part.exists() {
        std::fs::remove_dir_all(&part).with_context(|| format!("deleting {}", part.display()))?;
    }
    files::make_private(&part)?;
    let told = if asked.from.join(MANIFEST).is_file() {
        anyhow::ensure!(at.is_none(), "a backup holds one moment; `--at` is for an archive");
        from_backup(&asked.from, &part)
    } else {
        from_archive(&asked.from, at, &part)
    };
    let told = match told {
        Ok(told) => told,
        Err(error) => {
            let _ = std::fs::remove_dir_all(&part);
            return Err(explained(error));
        }
    };
    std::fs::rename(&part, &asked.data).with_context(|| format!("making {}", asked.data.display()))?;
    if asked.json {
        say::json(&told)?;
    } else {
        let last = told["last_commit"].as_str().or(told["at"].as_str()).unwrap_or_default();
        say::line(&format!("{} is as of {last}; look at it with `halles doctor`", asked.data.display()));
    }
    Ok(ExitCode::SUCCESS)
}

fn from_backup(from: &Path, to: &Path) -> anyhow::Result<serde_json::Value> {
    let manifest = checked_manifest(from)?;
    let mut names: Vec<&str> = Vec::new();
    for file in manifest["files"].as_array().into_iter().flatten() {
        names.extend(file["path"].as_str());
    }
    for name in &names {
        let target = to.join(name);
        files::make_private(target.parent().context("a file lies in a folder")?)?;
        std::fs::copy(from.join(name), &target).with_context(|| format!("copying {name}"))?;
    }
    Ok(json!({"at": manifest["at"], "files": names.len(), "database": names.contains(&DATABASE)}))
}

fn from_archive(from: &Path, at: Option<i64>, to: &Path) -> anyhow::Result<serde_json::Value> {
    anyhow::ensure!(from.join("base").is_dir(), "{} is neither a backup nor an archive", from.display());
    let restored = restore(from, at, to)?;
    let files = files::copy_missing(&from.join(FILES), to)?.len();
    Ok(json!({
        "whole_copy": moment::show_exactly(restored.from), "last_commit": moment::show_exactly(restored.last_commit),
        "logs": restored.segments, "files": files, "database": true,
    }))
}

/// Says which moments can be had.
fn explained(error: anyhow::Error) -> anyhow::Error {
    if let Some(early) = error.downcast_ref::<TooEarly>() {
        return match early.oldest {
            Some(oldest) => anyhow::anyhow!("the archive begins at {}", moment::show_exactly(oldest)),
            None => anyhow::anyhow!("the archive holds no whole copy yet"),
        };
    }
    if let Some(gap) = error.downcast_ref::<Gap>() {
        let shown = |at: Option<i64>| at.map_or_else(|| "nothing".to_owned(), moment::show_exactly);
        return anyhow::anyhow!(
            "commits are missing in the archive after {}; it goes on at {}",
            shown(gap.after),
            shown(gap.until)
        );
    }
    error
}
