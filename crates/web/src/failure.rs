//! When there is no page to show: not found, refused, too large, broken. A handler returns a `Failure`; the middleware
//! `failure_pages` makes the page, since only there the reader's language and market are known. The text of a fault
//! goes to the log, never to the reader.

mod pages;

use std::sync::Arc;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use engine::Denied;

use crate::{Arg, FormRefusal};

pub use pages::{FailurePages, FrameMaker, failure_pages};

/// When to come back to a busy market: a queue that was full a moment ago has drained within a second.
pub const BUSY_SECONDS: HeaderValue = HeaderValue::from_static("1");

/// Why there is no page. `?` turns an `anyhow::Error` into a fault.
#[derive(Debug)]
pub enum Failure {
    /// Absent, or not this reader's: the two look the same.
    NotFound,
    /// An answer that the reader can act on, by its stable code.
    Refused {
        code: &'static str,
        status: StatusCode,
        args: Vec<(&'static str, Arg<'static>)>,
    },
    /// A member may not, or not before it is proved who they are.
    Denied(Denied),
    TooLarge,
    MethodNotAllowed,
    /// Too much is waiting already; nothing was done.
    Busy,
    /// The session of a form is over, so that nobody knows who sent it; nothing was done. Leads to the sign-in page, and
    /// from there back to the form's page.
    SessionOver {
        back: String,
    },
    /// Our mistake, or the world's.
    Fault(anyhow::Error),
}

/// Carried by a response from the handler to the middleware.
#[derive(Debug, Clone)]
struct Carried(Arc<Failure>);

impl Failure {
    /// A refusal; shown with 422 unless another status fits better.
    pub fn refused(code: &'static str) -> Self {
        Self::Refused { code, status: StatusCode::UNPROCESSABLE_ENTITY, args: Vec::new() }
    }

    pub fn refused_with(code: &'static str, args: Vec<(&'static str, Arg<'static>)>) -> Self {
        Self::Refused { code, status: StatusCode::UNPROCESSABLE_ENTITY, args }
    }

    /// Whether an answer asks that somebody prove who they are.
    pub(crate) fn is_unproved(response: &Response) -> bool {
        let carried = response.extensions().get::<Carried>();
        carried.is_some_and(|Carried(failure)| matches!(failure.as_ref(), Self::Denied(Denied::Unproved)))
    }

    /// The same refusal under another status; other failures keep theirs.
    pub fn with_status(self, status: StatusCode) -> Self {
        match self {
            Self::Refused { code, args, .. } => Self::Refused { code, status, args },
            other => other,
        }
    }

    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Refused { status, .. } => *status,
            Self::Denied(_) => StatusCode::FORBIDDEN,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::SessionOver { .. } => StatusCode::SEE_OTHER,
            Self::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Fault(error)
    }
}

impl From<askama::Error> for Failure {
    fn from(error: askama::Error) -> Self {
        Self::Fault(anyhow::Error::new(error).context("rendering a page"))
    }
}

impl From<FormRefusal> for Failure {
    fn from(refusal: FormRefusal) -> Self {
        let status = match refusal {
            FormRefusal::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            FormRefusal::TooManyFields | FormRefusal::ValueTooLarge | FormRefusal::Unreadable => {
                StatusCode::BAD_REQUEST
            }
        };
        Self::refused(refusal.code()).with_status(status)
    }
}

/// For `tower_http`'s `CatchPanicLayer::custom`, inside of `failure_pages`: a panic is a fault of that request alone.
pub fn panicked(cause: Box<dyn std::any::Any + Send>) -> Response {
    let text =
        cause.downcast_ref::<&str>().copied().or_else(|| cause.downcast_ref::<String>().map(String::as_str));
    Failure::Fault(anyhow::anyhow!("panicked: {}", text.unwrap_or("without a message"))).into_response()
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        if let Self::SessionOver { back } = &self {
            let mut query = form_urlencoded::Serializer::new(String::new());
            let query = query.append_pair("back", back).append_pair("done", "session-over").finish();
            return Redirect::to(&format!("/sign-in?{query}")).into_response();
        }
        let mut response = self.status().into_response();
        if matches!(self, Self::Busy) {
            response.headers_mut().insert(header::RETRY_AFTER, BUSY_SECONDS);
        }
        response.extensions_mut().insert(Carried(Arc::new(self)));
        response
    }
}
