//! Names on a list of sanctions, read from a file that the operator keeps up to date: a name a line, other spellings behind
//! semicolons. Finds what is written a little otherwise; a find is for a person to look at, never a verdict.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::Context;

const FILE_BYTES_MAX: u64 = 64 << 20;

/// The list: a file, or none.
#[derive(Debug, Clone, Default)]
pub struct SanctionsList {
    path: Option<PathBuf>,
}

impl SanctionsList {
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self { path: Some(path.into()) }
    }

    /// The line of the list that one of these names is like, if any. Read anew each time: the file may be newer. Blocks.
    pub fn find(&self, names: &[&str]) -> anyhow::Result<Option<String>> {
        let Some(path) = &self.path else { return Ok(None) };
        let size = std::fs::metadata(path).with_context(|| format!("reading {}", path.display()))?.len();
        anyhow::ensure!(size <= FILE_BYTES_MAX, "{} is larger than a list of sanctions", path.display());
        let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        Ok(find(&text, names))
    }
}

/// Lines that are empty or begin with # are passed over.
fn find(list: &str, names: &[&str]) -> Option<String> {
    let wanted: Vec<BTreeSet<String>> = names.iter().map(|name| words(name)).collect();
    let lines = list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let is_like = |spelling: &str| {
        let listed = words(spelling);
        !listed.is_empty() && wanted.iter().any(|name| listed.is_subset(name))
    };
    lines.into_iter().find(|line| line.split(';').any(is_like)).map(str::to_owned)
}

/// The words of a name in any order, without case, accents and marks.
fn words(name: &str) -> BTreeSet<String> {
    let plain: String = name.chars().flat_map(char::to_lowercase).map(without_accent).collect();
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn without_accent(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' | 'ø' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listed_name_is_found_in_any_order_case_and_spelling() {
        let list = "# made up\nIván Petróvich Durák; Иван Дурак\n\nBad Goods Trading Ltd\n恶意贸易有限公司\n";
        for (name, found) in [
            ("DURAK, Ivan Petrovich", true),
            ("Ivan Durak", false),
            ("иван дурак", true),
            ("Bad Goods Trading Ltd (Paris branch)", true),
            ("Goods Trading Ltd", false),
            ("恶意贸易有限公司", true),
            ("", false),
        ] {
            assert_eq!(find(list, &[name]).is_some(), found, "{name}");
        }
        assert!(SanctionsList::default().find(&["Bad"]).unwrap().is_none());
    }
}
