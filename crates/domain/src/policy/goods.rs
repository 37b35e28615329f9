//! Which goods a market takes: the policy's part that says what may be offered in any shop, whoever sells it. Only values
//! and their meaning: what is judged by them stands in `assortment`.

use crate::admission::ShopKind;

/// Categories that a market names.
pub const PATHS_MAX: usize = 200;
/// Languages that a market can ask for.
pub const LANGUAGES_MAX: usize = 10;
/// Pictures that a market can ask for.
pub const PICTURES_LEAST_MAX: i64 = 20;
/// Letters of text that a market can ask for.
pub const TEXT_LETTERS_LEAST_MAX: i64 = 1_000;
/// Categories that are kept for some kinds of shop.
pub const RESERVED_MAX: usize = 100;

/// What may be offered. By default everything.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Goods {
    /// Categories that are taken, with all below them; none named: all are. Sorted.
    pub categories: Vec<String>,
    /// Categories that only some kinds of shop may sell, or nobody.
    pub reserved: Vec<Reserved>,
    /// Whether a shop sells only in the categories that its application names.
    pub only_named: bool,
    /// Title and text stand in each of these. Sorted.
    pub languages: Vec<String>,
    /// So many pictures at least.
    pub pictures_least: i64,
    /// So many letters of text at least, without markup.
    pub text_letters_least: i64,
}

/// A category, with all below it, that is kept for some kinds of shop.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reserved {
    pub path: String,
    /// None: restricted goods, which nobody sells here.
    #[serde(default)]
    pub kinds: Vec<ShopKind>,
}

/// Whether `category` is `path` or lies below it.
pub fn is_within(category: &str, path: &str) -> bool {
    category.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

impl Goods {
    pub fn takes(&self, category: &str) -> bool {
        self.categories.is_empty() || self.categories.iter().any(|path| is_within(category, path))
    }

    /// What holds for a category that is kept for some: of all that fit, the longest path.
    pub fn reserved(&self, category: &str) -> Option<&Reserved> {
        let fits = self.reserved.iter().filter(|one| is_within(category, &one.path));
        fits.max_by_key(|one| one.path.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_category_holds_for_all_below_it_and_the_longest_path_wins() {
        let reserved = |path: &str, kinds: &[ShopKind]| Reserved { path: path.into(), kinds: kinds.to_vec() };
        let goods = Goods {
            categories: vec!["food".into(), "kitchen/coffee".into()],
            reserved: vec![reserved("food", &[ShopKind::Maker]), reserved("food/wine", &[])],
            ..Goods::default()
        };
        for (category, taken) in [
            ("food", true),
            ("food/wine", true),
            ("foodstuff", false),
            ("kitchen", false),
            ("kitchen/coffee/mills", true),
        ] {
            assert_eq!(goods.takes(category), taken, "{category}");
        }
        let kinds = |category: &str| goods.reserved(category).map(|one| one.kinds.len());
        assert_eq!(
            (kinds("food/cheese"), kinds("food/wine/red"), kinds("kitchen")),
            (Some(1), Some(0), None)
        );
        assert!(Goods::default().takes("anything"));
    }
}
