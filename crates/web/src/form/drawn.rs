//! Fields of a form as pages show them, drawn once here: written into each page's template, they would be compiled again
//! with every page. Reads nothing; what was typed and what is wrong with it stands in the form.

use askama::Template;
use askama::filters::HtmlSafe;

use super::Form;
use crate::parts::Choice;
use crate::{Given, Words};

/// What all kinds of fields have. Templates make it by the macros of `parts/forms.html`.
#[derive(Debug)]
pub struct Field<'a> {
    form: &'a Form,
    words: Words,
    name: &'a str,
    label: &'a str,
    error: String,
    hint: &'a str,
    /// A class of the grid around it.
    span: &'a str,
    autocomplete: &'a str,
    required: bool,
}

/// One line of text.
#[derive(Debug, Template)]
#[template(path = "form/input.html")]
pub struct Input<'a> {
    it: Field<'a>,
    kind: &'a str,
    inputmode: &'a str,
    maxlength: i32,
    disabled: bool,
}

/// Several lines of text.
#[derive(Debug, Template)]
#[template(path = "form/area.html")]
pub struct Area<'a> {
    it: Field<'a>,
    maxlength: i32,
    rows: i32,
}

/// One of many answers.
#[derive(Debug, Template)]
#[template(path = "form/select.html")]
pub struct Select<'a> {
    it: Field<'a>,
    choices: &'a [Choice],
}

/// What is wrong with a form that came back; nothing where it is fine.
#[derive(Debug, Template)]
#[template(path = "form/faults.html")]
pub struct Faults<'a> {
    form: &'a Form,
    w: Words,
}

// Their templates have escaped what is not ours.
impl HtmlSafe for Input<'_> {}
impl HtmlSafe for Area<'_> {}
impl HtmlSafe for Select<'_> {}
impl HtmlSafe for Faults<'_> {}

impl Form {
    /// For the top of the form: what is wrong with the whole, then a link to each field.
    pub fn faults(&self, words: impl Given<Words>) -> Faults<'_> {
        Faults { form: self, w: words.given() }
    }

    /// A field that must be filled in, without a hint.
    pub fn field<'a>(
        &'a self,
        words: impl Given<Words>,
        name: &'a (impl AsRef<str> + ?Sized),
        label: &'a (impl AsRef<str> + ?Sized),
    ) -> Field<'a> {
        let (words, name) = (words.given(), name.as_ref());
        let error = self.error(name, words);
        let (hint, span, autocomplete, required) = ("", "", "", true);
        Field { form: self, words, name, label: label.as_ref(), error, hint, span, autocomplete, required }
    }
}

impl<'a> Field<'a> {
    pub fn required(self, required: impl Given<bool>) -> Self {
        Self { required: required.given(), ..self }
    }

    pub fn span(self, span: &'a (impl AsRef<str> + ?Sized)) -> Self {
        Self { span: span.as_ref(), ..self }
    }

    pub fn hint(self, hint: &'a (impl AsRef<str> + ?Sized)) -> Self {
        Self { hint: hint.as_ref(), ..self }
    }

    pub fn autocomplete(self, autocomplete: &'a (impl AsRef<str> + ?Sized)) -> Self {
        Self { autocomplete: autocomplete.as_ref(), ..self }
    }

    pub fn input(
        self,
        kind: &'a (impl AsRef<str> + ?Sized),
        inputmode: &'a (impl AsRef<str> + ?Sized),
        maxlength: impl Given<i32>,
        disabled: impl Given<bool>,
    ) -> Input<'a> {
        let (kind, inputmode) = (kind.as_ref(), inputmode.as_ref());
        Input { it: self, kind, inputmode, maxlength: maxlength.given(), disabled: disabled.given() }
    }

    pub fn area(self, maxlength: impl Given<i32>, rows: impl Given<i32>) -> Area<'a> {
        Area { it: self, maxlength: maxlength.given(), rows: rows.given() }
    }

    pub fn select(self, choices: &'a (impl AsRef<[Choice]> + ?Sized)) -> Select<'a> {
        Select { it: self, choices: choices.as_ref() }
    }
}
