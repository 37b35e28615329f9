//! What ships inside the binary: the presets of policies and the first tree of categories.

use domain::category::Category;
use domain::policy::Policy;
use domain::wording::Wording;

/// Name, theme and text of each preset.
pub const PRESETS: &[(&str, &str, &str)] = &[
    ("mall", "", include_str!("../../../presets/mall.toml")),
    ("makers", "theme-makers", include_str!("../../../presets/makers.toml")),
    ("bazaar", "", include_str!("../../../presets/bazaar.toml")),
    ("retail", "", include_str!("../../../presets/retail.toml")),
    ("flagship", "", include_str!("../../../presets/flagship.toml")),
];

const CATEGORIES: &str = include_str!("../data/categories.toml");

/// The policy and theme of a preset.
pub fn policy(name: &str) -> anyhow::Result<(Policy, &'static str)> {
    let Some((_, theme, text)) = PRESETS.iter().find(|(known, ..)| *known == name) else {
        let known: Vec<&str> = PRESETS.iter().map(|(known, ..)| *known).collect();
        anyhow::bail!("there is no preset `{name}` (there are: {})", known.join(", "));
    };
    Ok((Policy::from_toml(text)?, theme))
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct CategoryFile {
    categories: Vec<CategoryRow>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct CategoryRow {
    slug: String,
    name: Wording,
    #[serde(default = "bag")]
    drawing: String,
    #[serde(default = "sand")]
    hue: i64,
}

/// The drawing of what names none.
fn bag() -> String {
    "bag".to_owned()
}

/// The hue of what names none, in degrees.
fn sand() -> i64 {
    45
}

/// The tree that markets start with, in the order shown.
pub fn categories() -> anyhow::Result<Vec<Category>> {
    read_categories(CATEGORIES)
}

/// A tree as a file of TOML writes it, in the order shown.
pub fn read_categories(text: &str) -> anyhow::Result<Vec<Category>> {
    let file: CategoryFile = toml::from_str(text)?;
    let row = |(ordinal, row): (usize, CategoryRow)| Category {
        path: row.slug,
        ordinal: ordinal as i64,
        name: row.name,
        drawing: row.drawing,
        hue: row.hue,
    };
    Ok(file.categories.into_iter().enumerate().map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_and_categories_are_readable_and_every_child_has_its_parent() {
        for (name, ..) in PRESETS {
            policy(name).unwrap();
        }
        assert!(policy("casino").unwrap_err().to_string().contains("mall, makers"));
        let all = categories().unwrap();
        for category in &all {
            assert_eq!(category.name.entries().count(), 3, "{} has three languages", category.path);
        }
        assert_eq!(domain::category::flaw(&all, &[]), None);
    }
}
