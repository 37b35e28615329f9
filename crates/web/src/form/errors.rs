//! What is wrong with a form: at a field, or with the whole.

use crate::{Arg, Given, Words};

/// One thing to correct. `field` is empty when it concerns the whole form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormError {
    pub field: String,
    key: &'static str,
    is_code: bool,
    args: Vec<(&'static str, Arg<'static>)>,
}

/// Errors in the order in which they were found; at most one a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormErrors(Vec<FormError>);

impl FormErrors {
    /// An error at `field`: the key of its sentence.
    pub fn add(&mut self, field: &str, key: &'static str) {
        self.add_with(field, key, Vec::new());
    }

    pub fn add_with(&mut self, field: &str, key: &'static str, args: Vec<(&'static str, Arg<'static>)>) {
        self.push(FormError { field: field.to_owned(), key, is_code: false, args });
    }

    /// A refusal of the act, at the field that it concerns; an empty field means the whole form.
    pub fn refuse(&mut self, field: &str, code: &'static str, args: Vec<(&'static str, Arg<'static>)>) {
        self.push(FormError { field: field.to_owned(), key: code, is_code: true, args });
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn at(&self, field: &str) -> Option<&FormError> {
        self.0.iter().find(|error| error.field == field)
    }

    /// The errors at fields, for the links above the form.
    pub fn fields(&self) -> impl Iterator<Item = &FormError> {
        self.0.iter().filter(|error| !error.field.is_empty())
    }

    pub fn field_count(&self) -> usize {
        self.fields().count()
    }

    fn push(&mut self, error: FormError) {
        if self.at(&error.field).is_none() {
            self.0.push(error);
        }
    }
}

impl FormError {
    pub fn say(&self, words: impl Given<Words>) -> String {
        let words = words.given();
        if self.is_code { words.refusal(self.key, &self.args) } else { words.with(self.key, &self.args) }
    }
}
