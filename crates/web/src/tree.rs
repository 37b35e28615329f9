//! The tree of categories in people's words: a place is named with those above it.

use domain::category::Category;

use crate::{Choice, Words};

/// `Kitchen › Coffee`; of a place that is not in the tree its path.
pub fn full_name(words: Words, tree: &[Category], path: &str) -> String {
    let language = words.lang.html();
    let name = |path: &str| tree.iter().find(|one| one.path == path).map(|one| one.name.say(language));
    let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
    let steps: Vec<&str> = ends.filter_map(|end| name(&path[..end])).collect();
    if steps.is_empty() { path.to_owned() } else { steps.join(" › ") }
}

/// All places as choices, in the order of the tree.
pub fn choices(words: Words, tree: &[Category]) -> Vec<Choice> {
    tree.iter().map(|one| Choice::new(&one.path, full_name(words, tree, &one.path))).collect()
}
