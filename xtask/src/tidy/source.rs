//! The text files of the project, read once, as plain values for the checks.
//! Never follows a hidden folder, `target` or `node_modules`; never changes a file.

use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Larger files are data (fixtures, drawings), not something a person reads.
const TEXT_BYTES_MAX: u64 = 2_000_000;
const ENDINGS: [&str; 14] =
    ["rs", "sql", "html", "txt", "css", "js", "mjs", "json", "toml", "md", "ftl", "svg", "lock", "run"];

#[derive(Clone, Debug)]
pub struct Source {
    /// Relative to the root of the project, with `/`.
    pub path: String,
    pub text: String,
}

impl Source {
    pub fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    pub fn ending(&self) -> &str {
        self.file_name().rsplit_once('.').map_or(self.file_name(), |(_, ending)| ending)
    }

    /// The crate that the file belongs to: `crates/store/src/order.rs` is in `store`.
    pub fn house(&self) -> &str {
        match self.path.split('/').collect::<Vec<_>>().as_slice() {
            ["crates", house, _, ..] => house,
            [first, _, ..] => first,
            _ => "",
        }
    }
}

pub fn read_all(root: &Path) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let mut entries = fs::read_dir(&folder)
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .with_context(|| format!("read the folder {}", folder.display()))?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let name = entry.file_name().to_string_lossy().into_owned();
            let kind = entry.file_type().with_context(|| format!("look at {name}"))?;
            if kind.is_dir() && is_ours(root, &folder, &name) {
                folders.push(entry.path());
            } else if kind.is_file()
                && let Some(source) = read_one(root, entry.path())?
            {
                sources.push(source);
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

fn is_ours(root: &Path, parent: &Path, name: &str) -> bool {
    let is_local_data = parent == root && name == "data";
    name == ".ci" || !(name.starts_with('.') || name == "target" || name == "node_modules" || is_local_data)
}

fn read_one(root: &Path, path: PathBuf) -> Result<Option<Source>> {
    let relative = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
    let source = Source { path: relative, text: String::new() };
    if !ENDINGS.contains(&source.ending()) || fs::metadata(&path).map_or(0, |m| m.len()) > TEXT_BYTES_MAX {
        return Ok(None);
    }
    // A colleague's editor may remove a file while we walk: what is gone needs no check.
    let Ok(bytes) = fs::read(&path) else { return Ok(None) };
    Ok(String::from_utf8(bytes).ok().map(|text| Source { text, ..source }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_knows_its_crate_name_and_ending() {
        for (path, house, ending) in [
            ("crates/store/src/order.rs", "store", "rs"),
            ("xtask/src/main.rs", "xtask", "rs"),
            (".ci/run", ".ci", "run"),
            ("README.md", "", "md"),
        ] {
            let source = Source { path: path.into(), text: String::new() };
            assert_eq!((source.house(), source.ending()), (house, ending), "{path}");
        }
    }

    #[test]
    fn foreign_folders_are_not_walked() {
        let root = Path::new("/project");
        for (parent, name, ours) in [
            ("/project", "crates", true),
            ("/project", ".ci", true),
            ("/project", ".git", false),
            ("/project", "target", false),
            ("/project/journeys", "node_modules", false),
            ("/project", "data", false),
            ("/project/crates/testkit", "data", true),
        ] {
            assert_eq!(is_ours(root, Path::new(parent), name), ours, "{parent}/{name}");
        }
    }
}
