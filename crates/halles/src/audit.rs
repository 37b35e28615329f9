//! `halles audit verify`: checks an export of the audit without any installation: that no entry was changed, that each
//! follows the one before, and that the signed ends are where they were signed.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use domain::audit::{AuditEntry, AuditHead, Checker, Line, head_message, hex};
use gateways::catalogue_file::cells::restore;

use crate::say;

/// The longest export that is read: some twenty thousand entries are a tenth of it.
const FILE_BYTES_MAX: u64 = 512 * 1024 * 1024;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Checks a file that was taken out of the audit, CSV or JSON lines; exits with 0 only if it is whole
    Verify(Verify),
}

#[derive(Debug, Args)]
pub struct Verify {
    file: PathBuf,
    /// The public key that must have signed [default: the one that the file names]
    #[arg(long, value_name = "HEX")]
    key: Option<String>,
    #[arg(long)]
    json: bool,
}

/// What was found.
#[derive(Debug, Default, PartialEq, Eq)]
struct Told {
    entries: usize,
    heads: usize,
    /// Places where entries of others were left out.
    gaps: usize,
    keys: Vec<String>,
    broken: Option<String>,
}

pub fn run(command: &Command) -> anyhow::Result<ExitCode> {
    let Command::Verify(verify) = command;
    let (entries, heads) = read(&verify.file)?;
    let told = check(&entries, &heads, verify.key.as_deref());
    if verify.json {
        say::json(&serde_json::json!({
            "whole": told.broken.is_none(), "entries": told.entries, "signed_ends": told.heads, "gaps": told.gaps,
            "keys": told.keys, "broken": told.broken,
        }))?;
    } else {
        say::line(&format!("{} entries, {} signed ends", told.entries, told.heads));
        say::line(&format!("{} places where entries that are not in the file were left out", told.gaps));
        told.keys.iter().for_each(|key| say::line(&format!("signed with {key}")));
        say::line(&told.broken.as_ref().map_or("whole".to_owned(), |broken| format!("BROKEN {broken}")));
    }
    Ok(if told.broken.is_none() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn read(file: &Path) -> anyhow::Result<(Vec<AuditEntry>, Vec<AuditHead>)> {
    let attempt = || format!("reading {}", file.display());
    let length = std::fs::metadata(file).with_context(attempt)?.len();
    anyhow::ensure!(length <= FILE_BYTES_MAX, "the file is longer than {FILE_BYTES_MAX} bytes");
    let text = std::fs::read_to_string(file).with_context(attempt)?;
    if text.starts_with('{') { lines(&text) } else { table(&text) }
}

fn lines(text: &str) -> anyhow::Result<(Vec<AuditEntry>, Vec<AuditHead>)> {
    let (mut entries, mut heads) = (Vec::new(), Vec::new());
    for (at, line) in text.lines().enumerate() {
        match Line::read(line).with_context(|| format!("line {}", at + 1))? {
            Line::Entry(entry) => entries.push(entry),
            Line::Head(head) => heads.push(head),
        }
    }
    Ok((entries, heads))
}

fn table(text: &str) -> anyhow::Result<(Vec<AuditEntry>, Vec<AuditHead>)> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns = reader.headers()?.clone();
    let mut entries = Vec::new();
    for (at, row) in reader.records().enumerate() {
        let row = row?;
        let cell = |name: &str| {
            let place = columns.iter().position(|column| column == name)?;
            row.get(place).map(|cell| restore(cell).to_owned())
        };
        entries.push(AuditEntry::read(cell).with_context(|| format!("line {}", at + 2))?);
    }
    Ok((entries, Vec::new()))
}

fn check(entries: &[AuditEntry], heads: &[AuditHead], key: Option<&str>) -> Told {
    let mut checker = Checker::with_gaps();
    let broken = entries.iter().find_map(|entry| checker.look_at(entry).err()).map(|found| found.to_string());
    let mut keys: Vec<String> = heads.iter().map(|head| hex(&head.key)).collect();
    keys.sort();
    keys.dedup();
    let forged = heads.iter().find(|head| {
        let is_wanted = key.is_none_or(|key| key.eq_ignore_ascii_case(&hex(&head.key)));
        !is_wanted || !gateways::sign::fits(&head.key, &head_message(head), &head.signature)
    });
    let forged = forged.map(|head| format!("bucket {}: the signed end is forged", head.id.bucket()));
    let signed = |head: &AuditHead| {
        let is_it =
            |entry: &&AuditEntry| (entry.id.bucket(), entry.number) == (head.id.bucket(), head.number);
        entries.iter().find(is_it).is_some_and(|entry| entry.hash != head.hash)
    };
    let other = heads.iter().find(|head| signed(head));
    let other =
        other.map(|head| format!("bucket {}, entry {}: another was signed", head.id.bucket(), head.number));
    Told {
        entries: entries.len(),
        heads: heads.len(),
        gaps: checker.gaps(),
        keys,
        broken: broken.or(forged).or(other),
    }
}

#[cfg(test)]
mod tests {
    use domain::audit::{Deed, NOTHING_BEFORE};
    use domain::{AuditId, UserId};
    use gateways::sign::SigningKey;

    use super::*;

    fn entry(number: i64, previous: Vec<u8>) -> AuditEntry {
        let entry = AuditEntry {
            id: AuditId::from_raw(number * domain::BUCKETS + 7),
            number,
            at: 5,
            deed: Deed::BankSet,
            person: UserId::from_raw(1),
            person_name: "Camille, \"Cam\"".into(),
            acts_for: "sel_1".into(),
            about: "sel_1".into(),
            subject: "sel_1".into(),
            before: "{\"iban_end\":\"0189\"}".into(),
            after: String::new(),
            origin: String::new(),
            request: String::new(),
            previous: Vec::new(),
            hash: Vec::new(),
        };
        entry.after(number, previous)
    }

    fn taken() -> engine::audit::Taken {
        let first = entry(1, NOTHING_BEFORE.to_vec());
        let second = entry(2, first.hash.clone());
        let key = SigningKey::new(&[4; 32]);
        let (hash, key_bytes) = (second.hash.clone(), key.public());
        let mut head =
            AuditHead { id: second.id, number: 2, hash, signed_at: 9, key: key_bytes, signature: vec![] };
        head.signature = key.sign(&head_message(&head));
        engine::audit::Taken { entries: vec![first, second], heads: vec![head] }
    }

    fn verify(text: &[u8]) -> Option<String> {
        let folder = crate::testing::folder("audit");
        let path = folder.path().join("export");
        std::fs::write(&path, text).unwrap();
        match read(&path) {
            Ok((entries, heads)) => check(&entries, &heads, None).broken,
            Err(error) => Some(format!("{error:#}")),
        }
    }

    #[test]
    fn an_export_is_whole_in_both_forms_and_a_changed_letter_is_named() {
        let lines = engine::audit::as_lines(&taken());
        let table = engine::audit::as_csv(&taken()).unwrap();
        assert_eq!((verify(&lines), verify(&table)), (None, None));
        for bytes in [lines, table] {
            let changed = String::from_utf8(bytes).unwrap().replace("0189", "0188");
            let said = verify(changed.as_bytes()).unwrap_or_default();
            assert!(said.contains("entry 1"), "{said}");
        }
        assert!(verify(b"{\"id\":1}").is_some());
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_harmless_in_the_table_and_still_fits_its_hash() {
        for name in ["=HYPERLINK(\"https://example.com\")", "+33 6", "@sum", "'=1", "''-a", "'", "-5", "\t=1"]
        {
            let first = AuditEntry { person_name: name.into(), ..entry(1, NOTHING_BEFORE.to_vec()) };
            let first = first.after(1, NOTHING_BEFORE.to_vec());
            let taken = engine::audit::Taken { entries: vec![first], heads: Vec::new() };
            let table = engine::audit::as_csv(&taken).unwrap();
            assert_eq!(verify(&table), None, "{name}");
            let mut rows = csv::Reader::from_reader(table.as_slice());
            let row = rows.records().next().unwrap().unwrap();
            let runs = |cell: &str| cell.starts_with(['=', '+', '@', '\t']);
            assert!(!row.iter().any(runs), "{row:?}");
        }
    }

    #[test]
    fn another_key_than_the_one_that_is_known_is_told() {
        let taken = taken();
        let known = hex(&SigningKey::new(&[4; 32]).public());
        let with = |key: &str| check(&taken.entries, &taken.heads, Some(key)).broken;
        assert_eq!(with(&known.to_uppercase()), None);
        assert!(with(&"00".repeat(32)).is_some());
        let mut forged = taken.clone();
        forged.heads[0].signature[5] ^= 1;
        assert!(check(&forged.entries, &forged.heads, None).broken.is_some());
    }
}
