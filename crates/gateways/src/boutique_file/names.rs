//! Names of files in a boutique: kept flat and plain, so that none leads anywhere else.

use std::collections::BTreeMap;

use super::{BoutiqueRefusal, ENTRIES_MAX, Found, PRODUCTS, Place, SHOP, STOCK};

/// The folder of the pictures.
pub const PICTURES: &str = "pictures";
const NAME_BYTES_MAX: usize = 240;
const DEPTH_MAX: usize = 4;
/// What systems add by themselves.
const NOISE: [&str; 4] = ["__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"];
const PICTURE_ENDS: [&str; 5] = ["jpg", "jpeg", "png", "webp", "gif"];

/// The name of one file, in small letters, with `/` between its steps.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntryName(String);

impl EntryName {
    /// One of our own names.
    pub(super) fn known(name: &str) -> Self {
        Self(name.to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_picture(&self) -> bool {
        let end = self.0.rsplit_once('.').map_or("", |(_, end)| end);
        self.below_pictures().is_some() && PICTURE_ENDS.contains(&end)
    }

    /// What stands behind `pictures/`.
    pub fn below_pictures(&self) -> Option<&str> {
        self.0.strip_prefix(PICTURES)?.strip_prefix('/')
    }

    /// The last step, with its ending.
    pub fn file(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }
}

/// Judges a name; absent for what a system added.
fn judge(name: &str) -> Result<Option<EntryName>, BoutiqueRefusal> {
    let wrong = || BoutiqueRefusal::BadName(name.chars().take(80).collect());
    let is_odd = |c: char| c.is_control() || matches!(c, '\\' | ':');
    if name.is_empty() || name.len() > NAME_BYTES_MAX || name.contains(is_odd) || name.starts_with('/') {
        return Err(wrong());
    }
    let steps: Vec<&str> = name.split('/').collect();
    if steps.len() > DEPTH_MAX || steps.iter().any(|step| step.is_empty() || *step == "." || *step == "..") {
        return Err(wrong());
    }
    let is_noise = steps.iter().any(|step| NOISE.contains(step) || step.starts_with("._"));
    Ok((!is_noise).then(|| EntryName(name.to_lowercase())))
}

/// The files that a boutique has, each under one name. A folder around everything, as archivers make it, is looked through;
/// what has no meaning here is left out.
pub(super) fn judged(found: Found) -> Result<BTreeMap<EntryName, Place>, BoutiqueRefusal> {
    if found.len() > ENTRIES_MAX {
        return Err(BoutiqueRefusal::TooManyFiles);
    }
    let mut named = Vec::new();
    for (name, place) in found {
        if let Some(name) = judge(&name)? {
            named.push((name, place));
        }
    }
    let around = folder_around(&named);
    let mut files = BTreeMap::new();
    for (name, place) in named {
        let own = name.0.strip_prefix(around.as_str()).unwrap_or(&name.0);
        let own = EntryName(own.to_owned());
        let is_known = [SHOP, PRODUCTS, STOCK].contains(&own.as_str()) || own.is_picture();
        if is_known && files.insert(own.clone(), place).is_some() {
            return Err(BoutiqueRefusal::Twice(own.0));
        }
    }
    Ok(files)
}

/// `boutique/`, where the product file stands in such a folder and not at the top.
fn folder_around(named: &[(EntryName, Place)]) -> String {
    let is_top = |name: &EntryName| name.as_str() == PRODUCTS;
    if named.iter().any(|(name, _)| is_top(name)) {
        return String::new();
    }
    let one_down = named.iter().find_map(|(name, _)| {
        let folder = name.0.strip_suffix(PRODUCTS)?;
        (folder.matches('/').count() == 1 && folder.ends_with('/')).then(|| folder.to_owned())
    });
    one_down.unwrap_or_default()
}
