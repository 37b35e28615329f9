//! Where one is: in a procedure, in the life of an order, in a tree of pages; and the answers one can give.

use domain::address::COUNTRIES;

use crate::Words;

/// One step of a procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub label: String,
    pub done: bool,
    pub current: bool,
}

impl Step {
    /// The steps in their order, of which the one at `current` is being taken.
    pub fn list(labels: impl IntoIterator<Item = String>, current: usize) -> Vec<Self> {
        labels
            .into_iter()
            .enumerate()
            .map(|(at, label)| Self { label, done: at < current, current: at == current })
            .collect()
    }
}

/// One stop of a timeline. `class` is `done`, `now` or nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stop {
    pub class: &'static str,
    pub title: String,
    pub when: String,
    pub note: String,
}

impl Stop {
    pub fn done(title: impl Into<String>, when: impl Into<String>) -> Self {
        Self { class: "done", title: title.into(), when: when.into(), note: String::new() }
    }

    pub fn now(title: impl Into<String>, when: impl Into<String>) -> Self {
        Self { class: "now", ..Self::done(title, when) }
    }

    pub fn ahead(title: impl Into<String>, when: impl Into<String>) -> Self {
        Self { class: "", ..Self::done(title, when) }
    }

    pub fn note(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }
}

/// A page above this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crumb {
    pub label: String,
    pub href: String,
}

/// One answer of a select, a choice or a list of options.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    /// A line below the label; only options show it.
    pub note: String,
    /// At the end of the line: a price; only options show it.
    pub aside: String,
    pub disabled: bool,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), ..Self::default() }
    }

    /// All countries that an address can lie in, in the order of their names.
    pub fn countries(words: Words) -> Vec<Self> {
        let named = COUNTRIES.iter().map(|(code, _)| Self::new(*code, words.country(code)));
        let mut choices: Vec<Self> = named.collect();
        choices.sort_by(|one, other| one.label.cmp(&other.label));
        choices
    }

    pub fn note(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }

    pub fn aside(self, aside: impl Into<String>) -> Self {
        Self { aside: aside.into(), ..self }
    }
}
