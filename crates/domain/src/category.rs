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
