//! Turns a failure that a response carries into a page in the reader's language and the market's look.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use super::{Carried, Failure};
use domain::permission::Permission;
use domain::seller::MemberOf;
use engine::Denied;

use crate::{Frame, Lang, Page, Picture, RequestId, Words, page};

/// Makes the frame of a request: market by host, person by session. `None` if that fails too.
pub type FrameMaker = Arc<dyn Fn(Parts) -> Pin<Box<dyn Future<Output = Option<Frame>> + Send>> + Send + Sync>;

/// The state of `failure_pages`; given by the wiring.
#[derive(Clone)]
pub struct FailurePages {
    pub frame: FrameMaker,
    /// Stands in the place of a market's name where no market is known.
    pub name: &'static str,
}

impl fmt::Debug for FailurePages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FailurePages").field("name", &self.name).finish_non_exhaustive()
    }
}

/// The middleware: `axum::middleware::from_fn_with_state(pages, web::failure_pages)`, outside of `guard`.
/// Bare answers of the router (404, 405, 413 …) become pages as well; JSON and other content passes untouched.
pub async fn failure_pages(State(pages): State<FailurePages>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    // Cheap beside any answer, and the handler takes the original with it.
    let asked = parts.clone();
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let Some(failure) = failure_of(&mut response) else { return response };
    let id = response.extensions_mut().remove::<RequestId>().map(|RequestId(id)| id).unwrap_or_default();
    if let Failure::Fault(error) = failure.as_ref() {
        tracing::error!(reference = %id, method = %asked.method, path = asked.uri.path(), "{error:#}");
    }
    // Asking again is safe only where the first time changed nothing.
    let can_retry =
        asked.method == Method::GET && matches!(failure.as_ref(), Failure::Busy | Failure::Fault(_));
    let words = Words::new(Lang::negotiate(None, &asked.headers, Lang::default()));
    let frame = (pages.frame)(asked).await.unwrap_or_else(|| Frame::minimal(words, pages.name));
    let shown = page::html_with(failure.status(), &FailurePage::new(frame, &failure, id, can_retry));
    carry_headers(shown, response.headers())
}

fn failure_of(response: &mut Response) -> Option<Arc<Failure>> {
    if let Some(Carried(failure)) = response.extensions_mut().remove() {
        return Some(failure);
    }
    let bare = |kind: &[u8]| kind.starts_with(b"text/plain");
    if response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| !bare(kind.as_bytes())) {
        return None;
    }
    Some(Arc::new(match response.status() {
        StatusCode::NOT_FOUND => Failure::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => Failure::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE | StatusCode::UNPROCESSABLE_ENTITY => {
            Failure::refused("web.form_unreadable").with_status(response.status())
        }
        status if status.is_server_error() => {
            Failure::Fault(anyhow::anyhow!("a bare answer with status {status}"))
        }
        _ => return None,
    }))
}

/// What the guard and the router said in headers (policy, allowed methods, cookies) holds for the page as well.
fn carry_headers(mut shown: Response, original: &HeaderMap) -> Response {
    for (name, value) in original {
        if !matches!(*name, header::CONTENT_TYPE | header::CONTENT_LENGTH) {
            shown.headers_mut().append(name.clone(), value.clone());
        }
    }
    shown
}

#[derive(Debug, Template)]
#[template(path = "failure.html")]
struct FailurePage {
    frame: Frame,
    picture: Picture,
    title: String,
    text: String,
    reference: String,
    can_retry: bool,
}

impl FailurePage {
    fn new(frame: Frame, failure: &Failure, id: String, can_retry: bool) -> Self {
        let words = frame.words;
        let (drawing, hue, title, text) = match failure {
            // The end of a session is answered by a redirect, never by a page.
            Failure::NotFound | Failure::SessionOver { .. } => (
                "kite",
                205,
                words.say("web-failure-not-found-title"),
                words.say("web-failure-not-found-text").into(),
            ),
            Failure::Refused { code, args, .. } => {
                ("ball", 80, words.say("web-failure-refused-title"), words.refusal(code, args))
            }
            Failure::Denied(denied) => {
                ("ball", 80, words.say("people-denied-title"), crate::people::denied(words, *denied))
            }
            Failure::TooLarge => (
                "backpack",
                260,
                words.say("web-failure-too-large-title"),
                words.say("web-failure-too-large-text").into(),
            ),
            Failure::MethodNotAllowed => (
                "puzzle",
                235,
                words.say("web-failure-method-title"),
                words.say("web-failure-method-text").into(),
            ),
            Failure::Busy => (
                "bicycle",
                145,
                words.say("web-failure-busy-title"),
                words.say("web-failure-busy-text").into(),
            ),
            Failure::Fault(_) => {
                ("vase", 20, words.say("web-failure-fault-title"), words.say("web-failure-fault-text").into())
            }
        };
        let is_fault = matches!(failure, Failure::Fault(_));
        Self {
            frame: frame.titled(title.clone()),
            picture: Picture::drawing(drawing, hue),
            title: title.into(),
            text,
            reference: if is_fault { id } else { String::new() },
            can_retry,
        }
    }
}

impl Page for FailurePage {
    fn samples(words: Words) -> Vec<Self> {
        let failures = [
            Failure::NotFound,
            Failure::refused("web.cross_site"),
            Failure::Denied(Denied::Lacking { of: MemberOf::Seller, what: Permission::MoneyPayout }),
            Failure::Denied(Denied::Unproved),
            Failure::Denied(Denied::WithoutSecondStep),
            Failure::TooLarge,
            Failure::MethodNotAllowed,
            Failure::Busy,
            Failure::Fault(anyhow::anyhow!("the disk is full")),
        ];
        failures
            .iter()
            .map(|failure| {
                let can_retry = matches!(failure, Failure::Busy | Failure::Fault(_));
                Self::new(Frame::sample(words), failure, "HX-7F2K-0931-4MNP".to_owned(), can_retry)
            })
            .collect()
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
