//! Which pictures of an archive belong to a product: those named by its key or one of its SKUs, and those whose name its file
//! gives. `cup.jpg`, `cup-2.jpg`, `cup/anything.jpg`.

use std::collections::{BTreeMap, BTreeSet};

use gateways::boutique_file::EntryName;
use gateways::catalogue_file::ProductDraft;

/// Pictures taken for one product; more are left out.
const OF_PRODUCT_MAX: usize = 20;

/// The pictures of an archive that no product has taken yet, by their names.
#[derive(Debug, Default)]
pub(super) struct Album {
    left: BTreeMap<String, EntryName>,
    /// Names by their last step: a product file gives that alone.
    by_file: BTreeMap<String, Vec<String>>,
}

impl Album {
    pub(super) fn new<'n>(names: impl Iterator<Item = &'n EntryName>) -> Self {
        let mut album = Self::default();
        for name in names {
            let Some(own) = name.below_pictures().map(plain) else { continue };
            album.by_file.entry(last_step(&own).to_owned()).or_default().push(own.clone());
            album.left.insert(own, name.clone());
        }
        album
    }

    /// Takes the pictures of a product, in the order of their names. What is looked at are those that begin as the product
    /// is called, however many there are.
    pub(super) fn of(&mut self, draft: &ProductDraft) -> Vec<EntryName> {
        let mut words = vec![plain(&draft.key)];
        words.extend(draft.variants.iter().map(|variant| plain(&variant.sku)));
        words.retain(|word| !word.is_empty());
        let mut owns = BTreeSet::new();
        for word in &words {
            let from = self.left.range(word.clone()..).map(|(own, _)| own);
            let near = from.take_while(|own| own.starts_with(word.as_str()));
            owns.extend(near.filter(|own| is_of(stem(own), word)).cloned());
        }
        for name in named_in_file(draft) {
            owns.extend(self.by_file.get(last_step(&plain(&name))).into_iter().flatten().cloned());
        }
        let taken = owns.iter().filter_map(|own| self.left.remove(own));
        taken.take(OF_PRODUCT_MAX).collect()
    }

    /// What no product has taken.
    pub(super) fn left(&self) -> impl Iterator<Item = &EntryName> {
        self.left.values()
    }
}

/// Names that the product file gives: the end of an address, or a bare name, which is no address and stands in a remark.
fn named_in_file(draft: &ProductDraft) -> impl Iterator<Item = String> {
    let urls = draft.pictures.iter().map(|picture| picture.url.clone());
    let bare = draft.remarks.iter().map(|remark| remark.value.clone());
    urls.chain(bare).filter(|name| name.contains('.'))
}

/// Small letters; what no file can be named by becomes a hyphen.
fn plain(text: &str) -> String {
    let letter = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '_' | '/') { c } else { '-' };
    text.trim().to_lowercase().chars().map(letter).collect()
}

fn last_step(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn stem(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}

/// `cup`, `cup-2`, `cup_02`, `cup/front`; not `cupboard`, and not `cup-red`, which may be another product.
fn is_of(stem: &str, word: &str) -> bool {
    let Some(rest) = stem.strip_prefix(word) else { return false };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    rest.is_empty() || rest.starts_with('/') || rest.strip_prefix(['-', '_']).is_some_and(is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_belongs_to_the_product_that_its_name_says() {
        for (stem, word, belongs) in [
            ("cup", "cup", true),
            ("cup-2", "cup", true),
            ("cup_02", "cup", true),
            ("cup/front", "cup", true),
            ("cupboard", "cup", false),
            ("cup-red", "cup", false),
            ("cup-red-1", "cup-red", true),
            ("a-1", "A 1", false),
        ] {
            assert_eq!(is_of(stem, word), belongs, "{stem} {word}");
        }
        assert_eq!(plain("id:741 Große Tasse"), "id-741-große-tasse");
    }
}
