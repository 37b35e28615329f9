//! Names and values of a posted form. Its debug output names the fields and hides what was typed.

use std::fmt;

use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header;

use crate::Failure;

/// The longest form that is read.
pub const FORM_BYTES_MAX: usize = 64 * 1024;
/// A form of ours has a few dozen fields; a bulk form a few hundred.
pub const FORM_FIELDS_MAX: usize = 500;
/// The longest answer: a description of a product.
pub const FORM_VALUE_BYTES_MAX: usize = 10 * 1024;

/// Fields in their order; a name may come more than once.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct FormData(Vec<(String, String)>);

/// Why a form is not read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FormRefusal {
    #[error("the form is larger than {FORM_BYTES_MAX} bytes")]
    TooLarge,
    #[error("the form has more than {FORM_FIELDS_MAX} fields")]
    TooManyFields,
    #[error("a value is larger than {FORM_VALUE_BYTES_MAX} bytes")]
    ValueTooLarge,
    #[error("not a form")]
    Unreadable,
}

impl FormRefusal {
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "web.form_too_large",
            Self::TooManyFields => "web.form_too_many_fields",
            Self::ValueTooLarge => "web.form_value_too_large",
            Self::Unreadable => "web.form_unreadable",
        }
    }
}

impl FormData {
    /// Reads `a=1&b=2`, from a body or a query.
    pub fn parse(bytes: &[u8]) -> Result<Self, FormRefusal> {
        if bytes.len() > FORM_BYTES_MAX {
            return Err(FormRefusal::TooLarge);
        }
        let mut fields = Vec::new();
        for (name, value) in form_urlencoded::parse(bytes) {
            if fields.len() == FORM_FIELDS_MAX {
                return Err(FormRefusal::TooManyFields);
            }
            if name.len().max(value.len()) > FORM_VALUE_BYTES_MAX {
                return Err(FormRefusal::ValueTooLarge);
            }
            // PostgreSQL keeps no null character, and no person types one.
            if name.contains('\0') || value.contains('\0') {
                return Err(FormRefusal::Unreadable);
            }
            fields.push((name.into_owned(), value.into_owned()));
        }
        Ok(Self(fields))
    }

    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// The first value of that name, as typed; empty if there is none.
    pub fn first(&self, name: &str) -> &str {
        self.0.iter().find(|(given, _)| given == name).map_or("", |(_, value)| value.as_str())
    }

    pub fn all<'a, 'n>(&'a self, name: &'n str) -> impl Iterator<Item = &'a str> + use<'a, 'n> {
        self.0.iter().filter(move |(given, _)| given == name).map(|(_, value)| value.as_str())
    }

    pub fn contains(&self, name: &str) -> bool {
        self.0.iter().any(|(given, _)| given == name)
    }

    /// All fields in their order, for forms whose names carry an id (`quantity.ofr_8x2`).
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl fmt::Debug for FormData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

impl<S: Sync> FromRequest<S> for FormData {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .unwrap_or_default();
        let empty = kind.is_empty()
            && request.headers().get(header::CONTENT_LENGTH).is_none_or(|length| length == "0");
        if !empty && !kind.trim_start().to_ascii_lowercase().starts_with("application/x-www-form-urlencoded")
        {
            return Err(FormRefusal::Unreadable.into());
        }
        let bytes = to_bytes(request.into_body(), FORM_BYTES_MAX).await.map_err(|_| FormRefusal::TooLarge)?;
        Ok(Self::parse(&bytes)?)
    }
}
