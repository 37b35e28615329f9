//! Letters kept for looking at: a file an hour, a letter a line, which is what the demo's letter box shows. A file for each
//! letter would cost more than the letter. One counts as sent once its line is whole.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Seek, Write};
use std::path::Path;

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::message::{check, is_plain};
use super::{Letter, MailFailure};
use crate::{day, shelving};

/// The newest so many letters are listed at most.
pub const LISTED_MAX: usize = 500;
const NAME_BYTES_MAX: usize = 160;
/// Letters are brought to the disk by so many bytes: not one by one, being nobody's only copy, nor when the system sees
/// fit, which is half a minute's letters at once while orders wait for the same disk.
const LOOSE_BYTES_MAX: u64 = 1 << 20;
/// Of a letter's name, what names its file: `20261122T03`.
const HOUR_BYTES: usize = 11;
const ENDING: &str = ".letters";

/// A letter in the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredLetter {
    /// Its time and its key: sorts by time.
    pub name: String,
    pub at_micros: i64,
    #[serde(flatten)]
    pub letter: Letter,
}

pub(super) fn put(folder: &Path, letter: &Letter, at_micros: i64) -> Result<(), MailFailure> {
    check(letter)?;
    let name = format!("{}-{}", day::sortable(at_micros), letter.key);
    let file = folder.join(format!("{}{ENDING}", &name[..HOUR_BYTES]));
    let stored = StoredLetter { name, at_micros, letter: letter.clone() };
    // A line that was cut off must not spoil the next one.
    let mut line = vec![b'\n'];
    serde_json::to_writer(&mut line, &stored).expect("a letter has only texts and a number");
    line.push(b'\n');
    // One call, so that lines of two writers never mix.
    let append = || {
        let mut file = OpenOptions::new().append(true).create(true).open(&file)?;
        file.write_all(&line)?;
        let end = file.stream_position()?;
        let begun = end.saturating_sub(line.len() as u64);
        if end / LOOSE_BYTES_MAX == begun / LOOSE_BYTES_MAX { Ok(()) } else { file.sync_data() }
    };
    shelving::in_folder(folder, append).map_err(MailFailure::later)
}

/// The newest letters first. A folder that does not exist yet holds none.
pub fn list(folder: &Path) -> anyhow::Result<Vec<StoredLetter>> {
    let mut hours = match fs::read_dir(folder) {
        Ok(entries) => entries.filter_map(|entry| hour(&entry.ok()?.file_name())).collect::<Vec<_>>(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error).context("listing the letters"),
    };
    hours.sort_unstable_by(|a, b| b.cmp(a));
    let mut newest = Vec::new();
    for hour in hours {
        // By name, so that a letter that was sent twice is there once.
        let mut of_hour = BTreeMap::new();
        each_line(folder, &hour, |line| {
            if let Ok(stored) = serde_json::from_slice::<StoredLetter>(line) {
                of_hour.insert(stored.name.clone(), stored);
            }
            if of_hour.len() > LISTED_MAX {
                of_hour.pop_first();
            }
            true
        })?;
        newest.extend(of_hour.into_values().rev());
        if newest.len() >= LISTED_MAX {
            break;
        }
    }
    newest.truncate(LISTED_MAX);
    Ok(newest)
}

/// One letter by its name; none if there is no such letter.
pub fn read(folder: &Path, name: &str) -> anyhow::Result<Option<StoredLetter>> {
    if !(HOUR_BYTES..=NAME_BYTES_MAX).contains(&name.len()) || !is_plain(name) {
        return Ok(None);
    }
    let begins = format!(r#"{{"name":"{name}","#);
    let mut found = None;
    each_line(folder, &name[..HOUR_BYTES], |line| {
        if line.starts_with(begins.as_bytes()) {
            found = serde_json::from_slice(line).ok();
        }
        found.is_none()
    })?;
    Ok(found)
}

/// Lets `sees` have the lines of an hour, until it answers that it has seen enough.
fn each_line(folder: &Path, hour: &str, mut sees: impl FnMut(&[u8]) -> bool) -> anyhow::Result<()> {
    let file = match File::open(folder.join(format!("{hour}{ENDING}"))) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        other => other.context("opening letters")?,
    };
    let (mut lines, mut line) = (BufReader::new(file), Vec::new());
    while lines.read_until(b'\n', &mut line).context("reading letters")? > 0 {
        if line.len() > 1 && !sees(&line) {
            break;
        }
        line.clear();
    }
    Ok(())
}

fn hour(file: &std::ffi::OsStr) -> Option<String> {
    file.to_str()?.strip_suffix(ENDING).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::super::Mailer;
    use super::super::message::tests::letter;
    use super::*;
    use crate::testing::Folder;

    const NOW: i64 = 1_795_316_842_000_000;
    const HOUR: i64 = 3_600_000_000;

    #[test]
    fn letters_are_listed_newest_first_and_read_whole() {
        let folder = Folder::new("letters");
        assert_eq!(list(folder.path()).unwrap(), []);
        let mailer = Mailer::folder(folder.path(), "shop@halles.example").unwrap();
        let second = Letter { key: "ord_8.shipped".into(), ..letter() };
        mailer.send(&letter(), NOW).unwrap();
        mailer.send(&second, NOW + HOUR).unwrap();
        mailer.send(&second, NOW + 1).unwrap();
        mailer.send(&letter(), NOW).unwrap();
        let listed = list(folder.path()).unwrap();
        let names: Vec<&str> = listed.iter().map(|stored| stored.name.as_str()).collect();
        let expected = [
            "20261122T040722.000000Z-ord_8.shipped",
            "20261122T030722.000001Z-ord_8.shipped",
            "20261122T030722.000000Z-ord_7.shipped",
        ];
        assert_eq!(names, expected);
        let expected = StoredLetter { name: names[2].into(), at_micros: NOW, letter: letter() };
        assert_eq!(read(folder.path(), names[2]).unwrap(), Some(expected));
        assert_eq!(read(folder.path(), "20261122T030722.000000Z-ord_9").unwrap(), None);
    }

    #[test]
    fn a_letter_that_can_not_be_sent_is_refused_here_too() {
        let folder = Folder::new("letters-refused");
        let mailer = Mailer::folder(folder.path(), "shop@halles.example").unwrap();
        let refused = mailer.send(&Letter { to: "ana".into(), ..letter() }, NOW).unwrap_err();
        assert_eq!(refused.code(), Some("mail.address_invalid"));
        assert_eq!(list(folder.path()).unwrap(), []);
    }

    #[test]
    fn a_line_that_was_cut_off_harms_no_other() {
        let folder = Folder::new("letters-cut");
        let mailer = Mailer::folder(folder.path(), "shop@halles.example").unwrap();
        mailer.send(&letter(), NOW).unwrap();
        let path = folder.path().join("20261122T03.letters");
        let whole = fs::read(&path).unwrap();
        fs::write(&path, &whole[..whole.len() / 2]).unwrap();
        assert_eq!(list(folder.path()).unwrap(), []);
        mailer.send(&letter(), NOW).unwrap();
        assert_eq!(list(folder.path()).unwrap().len(), 1);
    }

    #[test]
    fn only_the_newest_are_listed() {
        let folder = Folder::new("letters-many");
        let mailer = Mailer::folder(folder.path(), "shop@halles.example").unwrap();
        for at in 0..LISTED_MAX as i64 + 3 {
            mailer.send(&letter(), NOW + at).unwrap();
        }
        let listed = list(folder.path()).unwrap();
        assert_eq!((listed.len(), listed[0].at_micros), (LISTED_MAX, NOW + LISTED_MAX as i64 + 2));
    }

    #[test]
    fn no_name_leads_out_of_the_folder() {
        let folder = Folder::new("letters-out");
        fs::create_dir_all(folder.path().join("inside")).unwrap();
        fs::write(folder.path().join("secretsecre.letters"), "{}").unwrap();
        let inside = folder.path().join("inside");
        for name in [
            "../secretsecret",
            "../secretse",
            "",
            "é",
            "éééééééééééé",
            "x".repeat(500).as_str(),
            "20261122T030722.000000Z/../../secret",
            "....-..%2f",
        ] {
            assert_eq!(read(&inside, name).unwrap(), None, "{name}");
        }
    }
}
