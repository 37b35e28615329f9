//! The tree by which goods are found. Shared by all markets of an installation.

use crate::wording::Wording;

/// A place in the tree, named by its slug path: `kitchen/coffee`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    pub path: String,
    pub ordinal: i64,
    pub name: Wording,
    pub drawing: String,
    pub hue: i64,
}

impl Category {
    pub fn parent(&self) -> Option<&str> {
        self.path.rsplit_once('/').map(|(parent, _)| parent)
    }

    /// The first step of the path.
    pub fn top(path: &str) -> &str {
        path.split('/').next().unwrap_or(path)
    }
}

/// Letters of a path: one page's address.
const PATH_LETTERS_MAX: usize = 80;
/// Letters of a name: it stands in menus.
const NAME_LETTERS_MAX: usize = 60;

/// What is wrong with a category as somebody wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CategoryFlaw {
    #[error("a path is one slug or two, such as `kitchen/coffee`, each of small letters, digits and hyphens")]
    Path,
    #[error("its parent is neither here nor there already")]
    Parent,
    #[error("it stands here twice")]
    Twice,
    #[error("it has no English name, which is what those read for whom there is none in their language")]
    English,
    #[error("a name is one line of 1 to 60 letters")]
    Name,
    #[error("a hue is 0 to 359 degrees")]
    Hue,
}

/// The first thing that is wrong with the categories that are to be added to or changed in `tree`, and with which.
pub fn flaw<'a>(wanted: &'a [Category], tree: &[Category]) -> Option<(&'a Category, CategoryFlaw)> {
    let is_there = |path: &str| wanted.iter().chain(tree).any(|known| known.path == path);
    let flaw_of = |(at, category): (usize, &Category)| {
        let Category { path, name, hue, .. } = category;
        let steps: Vec<&str> = path.split('/').collect();
        let is_slug = |step: &&str| !step.is_empty() && crate::address::slug(step, "") == **step;
        Some(if steps.len() > 2 || path.len() > PATH_LETTERS_MAX || !steps.iter().all(is_slug) {
            CategoryFlaw::Path
        } else if wanted[..at].iter().any(|earlier| earlier.path == *path) {
            CategoryFlaw::Twice
        } else if category.parent().is_some_and(|parent| !is_there(parent)) {
            CategoryFlaw::Parent
        } else if name.own("en").is_empty() {
            CategoryFlaw::English
        } else if !name.texts().all(is_name) {
            CategoryFlaw::Name
        } else if !(0..360).contains(hue) {
            CategoryFlaw::Hue
        } else {
            return None;
        })
    };
    wanted.iter().enumerate().find_map(|(at, category)| Some((category, flaw_of((at, category))?)))
}

fn is_name(text: &str) -> bool {
    let letters = text.chars().count();
    letters <= NAME_LETTERS_MAX && !text.trim().is_empty() && !text.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn category(path: &str) -> Category {
        let name = Wording::in_language("en", path);
        Category { path: path.to_owned(), ordinal: 0, name, drawing: "bag".to_owned(), hue: 20 }
    }

    #[test]
    fn what_is_wrong_with_a_tree_is_found_and_named() {
        let tree = [category("shoes")];
        assert_eq!(flaw(&[category("shoes/boots"), category("hats"), category("hats/felt")], &tree), None);
        assert_eq!(flaw(&[category("shoes")], &tree), None, "what is there may be changed");
        let found = |wanted: &[Category]| flaw(wanted, &tree).map(|(at, flaw)| (at.path.clone(), flaw));
        let wrong = |path: &str| found(&[category("hats"), category(path)]).map(|(_, flaw)| flaw);
        for path in ["", "/", "shoes/", "Shoes", "a b", "shoes/boots/winter", "shoes\n", &"x".repeat(81)] {
            assert_eq!(wrong(path), Some(CategoryFlaw::Path), "{path:?}");
        }
        assert_eq!(wrong("toys/kites"), Some(CategoryFlaw::Parent));
        assert_eq!(found(&[category("hats"), category("hats")]), Some(("hats".into(), CategoryFlaw::Twice)));
        let french = Category { name: Wording::in_language("fr", "Chapeaux"), ..category("hats") };
        assert_eq!(found(&[french]), Some(("hats".into(), CategoryFlaw::English)));
        for name in [" ", "Hats\nand caps", &"H".repeat(61)] {
            let named = Category { name: Wording::in_language("en", name), ..category("hats") };
            assert_eq!(found(&[named]), Some(("hats".into(), CategoryFlaw::Name)), "{name:?}");
        }
        assert_eq!(
            found(&[Category { hue: 360, ..category("hats") }]),
            Some(("hats".into(), CategoryFlaw::Hue))
        );
    }
}
