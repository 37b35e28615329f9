//! Letters as files, for the demo and for looking at: `<time>-<key>.eml` for mail programs, and beside it the same letter
//! as JSON, which is what the demo's letter box shows. A letter counts as sent once its JSON is there.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::message::{compose, is_plain};
use super::{Letter, MailFailure};
use crate::{day, shelving};

/// The newest so many letters are listed at most.
pub const LISTED_MAX: usize = 500;
const NAME_BYTES_MAX: usize = 160;

/// A letter in the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredLetter {
    /// The file's name without its ending: sorts by time.
    pub name: String,
    pub at_micros: i64,
    #[serde(flatten)]
    pub letter: Letter,
}

pub(super) fn put(folder: &Path, from: &str, letter: &Letter, at_micros: i64) -> Result<(), MailFailure> {
    let message = compose(from, letter, at_micros)?;
    let name = format!("{}-{}", day::sortable(at_micros), letter.key);
    let stored = StoredLetter { name: name.clone(), at_micros, letter: letter.clone() };
    let json = serde_json::to_vec(&stored).expect("a letter has only texts and a number");
    // Nobody's only copy: what falls with the machine was for looking at.
    let message = message.formatted();
    shelving::in_folder(folder, || fs::write(folder.join(format!("{name}.eml")), &message))
        .and_then(|()| shelving::put_unflushed(folder, &format!("{name}.json"), &json))
        .map_err(MailFailure::later)
}

/// The newest letters first. A folder that does not exist yet holds none.
pub fn list(folder: &Path) -> anyhow::Result<Vec<StoredLetter>> {
    let mut names = match fs::read_dir(folder) {
        Ok(entries) => entries.filter_map(|entry| letter_name(&entry.ok()?.file_name())).collect::<Vec<_>>(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error).context("listing the letters"),
    };
    names.sort_unstable_by(|a, b| b.cmp(a));
    names.truncate(LISTED_MAX);
    names.iter().filter_map(|name| read(folder, name).transpose()).collect()
}

/// One letter by its name; none if there is no such letter.
pub fn read(folder: &Path, name: &str) -> anyhow::Result<Option<StoredLetter>> {
    if name.len() > NAME_BYTES_MAX || !is_plain(name) {
        return Ok(None);
    }
    match fs::read(folder.join(format!("{name}.json"))) {
        Ok(json) => {
            serde_json::from_slice(&json).with_context(|| format!("reading the letter {name}")).map(Some)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("reading the letter {name}")),
    }
}

/// Passing names begin with a dot: a letter that is being written is none yet.
fn letter_name(file: &std::ffi::OsStr) -> Option<String> {
    let name = file.to_str()?.strip_suffix(".json")?;
    (!name.starts_with('.')).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::Mailer;
    use super::super::message::tests::letter;
    use super::*;
    use crate::testing::Folder;

    const NOW: i64 = 1_795_316_842_000_000;

    #[test]
    fn letters_are_listed_newest_first_and_read_whole() {
        let folder = Folder::new("letters");
        assert_eq!(list(folder.path()).unwrap(), []);
        let mailer = Mailer::folder(folder.path(), "shop@halles.example").unwrap();
        let second = Letter { key: "ord_8.shipped".into(), ..letter() };
        mailer.send(&letter(), NOW).unwrap();
        mailer.send(&second, NOW + 1).unwrap();
        mailer.send(&letter(), NOW).unwrap();
        let listed = list(folder.path()).unwrap();
        let names: Vec<&str> = listed.iter().map(|stored| stored.name.as_str()).collect();
        assert_eq!(names, ["20261122T030722.000001Z-ord_8.shipped", "20261122T030722.000000Z-ord_7.shipped"]);
        let expected = StoredLetter { name: names[1].into(), at_micros: NOW, letter: letter() };
        assert_eq!(read(folder.path(), names[1]).unwrap(), Some(expected));
        let eml = fs::read_to_string(folder.path().join(format!("{}.eml", names[0]))).unwrap();
        assert!(eml.contains("Message-ID: <ord_8.shipped@halles.example>"));
    }

    #[test]
    fn no_name_leads_out_of_the_folder() {
        let folder = Folder::new("letters-out");
        fs::create_dir_all(folder.path().join("inside")).unwrap();
        fs::write(folder.path().join("secret.json"), "{}").unwrap();
        let inside = folder.path().join("inside");
        for name in [
            "../secret",
            "",
            "é",
            "x".repeat(500).as_str(),
            "20261122T030722.000000Z/../../secret",
            "....-..%2f",
        ] {
            assert_eq!(read(&inside, name).unwrap(), None, "{name}");
        }
    }
}
