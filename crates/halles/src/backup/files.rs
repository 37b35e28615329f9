//! What an installation keeps beside its database: secrets, pictures and sealed papers. Pictures are named by their content,
//! so that one which was taken once need not be taken again. Follows no link, writes over no picture.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use anyhow::Context;
use store::db::backup::hash_of;

/// Deeper than pictures lie.
const DEPTH_MAX: usize = 4;
const PICTURES: &str = "pictures";
/// Sealed files of papers; a file never changes under its name.
const PAPERS: &str = "papers";
const SECRET: &str = "secret";
/// Pieces of boutiques' archives stand among papers, for as long as an import goes on: nobody needs them later.
const PASSING: &[u8] = b"boutique-";

/// A file that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Below the backup's folder.
    pub path: String,
    pub bytes: u64,
    pub sha256: String,
}

impl Kept {
    pub fn to_json(&self) -> serde_json::Value {
        serde_json::json!({"path": self.path, "bytes": self.bytes, "sha256": self.sha256})
    }
}

/// Copies secrets and pictures of the folder `data` to `target`, and answers what they are.
pub fn take(data: &Path, target: &Path) -> anyhow::Result<Vec<Kept>> {
    let mut kept = Vec::new();
    for path in copy_missing(data, target)? {
        let (sha256, bytes) = hash_of(&target.join(&path))?;
        let path = path.to_str().context("pictures and secrets have plain names")?.to_owned();
        kept.push(Kept { path, bytes, sha256 });
    }
    Ok(kept)
}

/// Copies what does not stand in `target` yet; answers what was copied.
pub fn copy_missing(data: &Path, target: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if data.join(SECRET).is_file() {
        found.push(PathBuf::from(SECRET));
    }
    list(data, Path::new(PICTURES), 0, &mut found)?;
    list(data, Path::new(PAPERS), 0, &mut found)?;
    let mut copied = Vec::new();
    for path in found {
        let (from, to) = (data.join(&path), target.join(&path));
        if to.exists() {
            continue;
        }
        make_private(to.parent().context("a file lies in a folder")?)?;
        // An original may have been prepared meanwhile, and be gone.
        match copy_whole(&from, &to) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            copied_or_not => {
                copied_or_not.with_context(|| format!("copying {}", from.display()))?;
                copied.push(path);
            }
        }
    }
    Ok(copied)
}

fn copy_whole(from: &Path, to: &Path) -> std::io::Result<()> {
    let part = to.with_extension("part");
    fs::copy(from, &part)?;
    fs::File::open(&part)?.sync_all()?;
    fs::rename(&part, to)
}

fn list(data: &Path, below: &Path, depth: usize, found: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let folder = data.join(below);
    let entries = match fs::read_dir(&folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries.with_context(|| format!("reading {}", folder.display()))?,
    };
    for entry in entries {
        let entry = entry?;
        let (kind, path) = (entry.file_type()?, below.join(entry.file_name()));
        // What is still being written begins with a dot.
        let name = entry.file_name();
        let is_passing = [&b"."[..], PASSING].iter().any(|begin| name.as_encoded_bytes().starts_with(begin));
        if kind.is_dir() && depth < DEPTH_MAX {
            list(data, &path, depth + 1, found)?;
        } else if kind.is_file() && !is_passing {
            found.push(path);
        }
    }
    Ok(())
}

/// A folder that may be written to: it does not exist, or nothing is in it.
pub fn must_be_empty(folder: &Path) -> anyhow::Result<()> {
    match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error).with_context(|| format!("reading {}", folder.display())),
        Ok(mut entries) => {
            anyhow::ensure!(
                entries.next().is_none(),
                "{} is not empty, and nothing is written over",
                folder.display()
            );
            Ok(())
        }
    }
}

/// A folder that only its user reads.
pub fn make_private(folder: &Path) -> anyhow::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).with_context(|| format!("making {}", folder.display()))
}

/// Writes a small file so that it is there after a power cut.
pub fn put(path: &Path, text: &[u8]) -> anyhow::Result<()> {
    let written = fs::File::create(path).and_then(|mut file| {
        file.write_all(text)?;
        file.sync_all()
    });
    written.with_context(|| format!("writing {}", path.display()))
}

/// Whether a name of a manifest stays in its folder.
pub fn is_inside(name: &str) -> bool {
    let mut parts = Path::new(name).components().peekable();
    parts.peek().is_some() && parts.all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_a_manifest_stay_in_its_folder() {
        for (name, inside) in
            [("halles.db", true), ("pictures/a/1.jpg", true), ("../a", false), ("/a", false), ("", false)]
        {
            assert_eq!(is_inside(name), inside, "{name}");
        }
    }

    #[test]
    fn what_was_taken_once_is_not_taken_again_and_what_is_being_written_never() {
        let folder = crate::testing::folder("files");
        let (data, target) = (folder.path().join("data"), folder.path().join("target"));
        fs::create_dir_all(data.join("pictures/abc")).unwrap();
        fs::write(data.join("secret"), "s").unwrap();
        fs::write(data.join("halles.db"), "not this way").unwrap();
        fs::write(data.join("pictures/abc/160.jpg"), "p").unwrap();
        fs::write(data.join("pictures/abc/.160.jpg.1-1.part"), "h").unwrap();
        fs::create_dir_all(data.join("papers")).unwrap();
        fs::write(data.join("papers/boutique-job_1-00000"), "a piece").unwrap();
        let mut first: Vec<String> =
            take(&data, &target).unwrap().into_iter().map(|kept| kept.path).collect();
        first.sort();
        assert_eq!(first, ["pictures/abc/160.jpg", "secret"]);
        fs::write(data.join("pictures/abc/320.jpg"), "q").unwrap();
        assert_eq!(copy_missing(&data, &target).unwrap(), [PathBuf::from("pictures/abc/320.jpg")]);
        assert!(must_be_empty(&target).is_err());
    }
}
