//! What a reader typed, read within limits, and shown again beside its errors. Secrets are never shown again.

mod data;
mod drawn;
mod errors;

use std::ops::RangeInclusive;

use money::{Currency, Money};

use crate::{Arg, Given, Words};

pub(crate) use data::FORM_BYTES_MAX;
pub use data::{FormData, FormRefusal};
pub use errors::{FormError, FormErrors};

/// Fields whose content is a secret: read once, never put into a page or a log.
const SECRETS: &[&str] =
    &["password", "new_password", "password_again", "secret", "code", "token", "iban", "card_number"];
/// RFC 5321 lets no address be longer.
const EMAIL_CHARS_MAX: usize = 254;

/// A form as typed, with what is wrong in it. Reading a field that does not fit notes the error and gives `None`;
/// a handler reads all fields, then looks at `is_fine`.
#[derive(Debug, Clone, Default)]
pub struct Form {
    pub data: FormData,
    pub errors: FormErrors,
    labels: Vec<(&'static str, String)>,
}

impl Form {
    /// A form as typed.
    pub fn new(data: FormData) -> Self {
        Self { data, ..Self::default() }
    }

    /// An empty form, or one that starts with what is known already.
    pub fn filled<'a>(values: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        Self::new(FormData::from_pairs(values))
    }

    /// What the fields are called on the page, for the list of errors above it.
    pub fn labelled<T: Into<String>>(self, labels: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        Self { labels: labels.into_iter().map(|(field, label)| (field, label.into())).collect(), ..self }
    }

    /// The form as it comes back from a busy market: with everything typed, to be sent once more.
    pub fn busy(mut self) -> Self {
        self.errors.add("", "web-busy-form");
        self
    }

    pub fn label(&self, field: &str) -> &str {
        self.labels.iter().find(|(name, _)| *name == field).map_or("", |(_, label)| label.as_str())
    }

    pub fn is_fine(&self) -> bool {
        self.errors.is_empty()
    }

    /// What the field shows again: what was typed, unless it is a secret.
    pub fn value(&self, field: &str) -> &str {
        if SECRETS.contains(&field) { "" } else { self.data.first(field) }
    }

    /// Whether this answer was among those given.
    pub fn has(&self, field: &str, value: &str) -> bool {
        self.data.all(field).any(|given| given == value)
    }

    /// The error at the field, in the reader's language; empty if there is none.
    pub fn error(&self, field: &str, words: impl Given<Words>) -> String {
        self.errors.at(field).map(|error| error.say(words.given())).unwrap_or_default()
    }

    /// Text that must be there, without the spaces around it.
    pub fn required(&mut self, field: &str, chars_max: usize) -> Option<String> {
        let text = self.optional(field, chars_max)?;
        if text.is_empty() {
            self.errors.add(field, "web-error-required");
            return None;
        }
        Some(text)
    }

    /// Text that may be empty. `None` only if it is too long.
    pub fn optional(&mut self, field: &str, chars_max: usize) -> Option<String> {
        let text = self.data.first(field).trim();
        if text.chars().count() > chars_max {
            self.errors.add_with(field, "web-error-too-long", vec![("max", Arg::from(chars_max))]);
            return None;
        }
        Some(text.to_owned())
    }

    /// A secret as typed, with its spaces. Must be there.
    pub fn secret(&mut self, field: &str, chars_max: usize) -> Option<String> {
        let text = self.data.first(field).to_owned();
        if text.is_empty() {
            self.errors.add(field, "web-error-required");
            return None;
        }
        if text.chars().count() > chars_max {
            self.errors.add_with(field, "web-error-too-long", vec![("max", Arg::from(chars_max))]);
            return None;
        }
        Some(text)
    }

    /// An address one can write to, by its shape only: a mail proves the rest.
    pub fn email(&mut self, field: &str) -> Option<String> {
        let text = self.required(field, EMAIL_CHARS_MAX)?;
        let fits = text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
        });
        if !fits
            || text.matches('@').count() != 1
            || text.chars().any(|c| c.is_whitespace() || c.is_control())
        {
            self.errors.add(field, "web-error-not-an-email");
            return None;
        }
        Some(text)
    }

    /// A whole number within `range`.
    pub fn number(&mut self, field: &str, range: RangeInclusive<i64>) -> Option<i64> {
        let text = self.required(field, usize::MAX)?;
        let Ok(number) = text.parse::<i64>() else {
            self.errors.add(field, "web-error-not-a-number");
            return None;
        };
        if number < *range.start() {
            self.errors.add_with(field, "web-error-too-small", vec![("min", Arg::from(*range.start()))]);
            return None;
        }
        if number > *range.end() {
            self.errors.add_with(field, "web-error-too-large", vec![("max", Arg::from(*range.end()))]);
            return None;
        }
        Some(number)
    }

    /// An amount as people write it: `12.50`, `12,50`, `1 234,56`.
    pub fn amount(&mut self, field: &str, currency: Currency) -> Option<Money> {
        let text = self.required(field, usize::MAX)?;
        let money = Money::parse(&text, currency);
        if money.is_err() {
            self.errors.add(field, "web-error-not-an-amount");
        }
        money.ok()
    }

    /// One of the answers that the page offered.
    pub fn choice<'a>(&mut self, field: &str, offered: &[&'a str]) -> Option<&'a str> {
        let given = self.data.first(field);
        let chosen = offered.iter().find(|answer| **answer == given);
        if chosen.is_none() {
            self.errors.add(field, "web-error-not-a-choice");
        }
        chosen.copied()
    }

    /// A checkbox.
    pub fn checked(&self, field: &str) -> bool {
        !self.data.first(field).is_empty()
    }

    /// The quantity of a stepper: its buttons send `to`, its field `quantity`.
    pub fn quantity(&mut self, most: i64) -> Option<i64> {
        let field = if self.data.first("to").is_empty() { "quantity" } else { "to" };
        self.number(field, 0..=most)
    }
}

#[cfg(test)]
#[path = "form/tests.rs"]
mod tests;
