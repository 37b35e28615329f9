//! Who acts: the visitor of a page, a member of a seller, a member of an operator, found out once for each request.
//! What is not theirs does not exist for them; these extractors are the only way from a request to an actor.

mod desk;
mod stop;
mod visitor;

use std::pin::Pin;
use std::sync::Arc;

use domain::Micros;
use engine::Engine;

use crate::cache::Pages;
use crate::{Scheme, TokenBuckets};

pub use desk::{OperatorDesk, SellerDesk, SignedIn};
pub use stop::{code_of, refused_or};
pub use visitor::{Origin, Visitor};

/// Tries to sign in from one address at once, and how long until the next.
const SIGN_IN_BURST: u32 = 10;
const SIGN_IN_REFILL_MICROS: i64 = 30_000_000;

/// An actor on their way from a request.
type Loading<'v, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'v>>;

/// The state of all sites. Clone it freely.
#[derive(Debug, Clone)]
pub struct Site {
    pub engine: Engine,
    pub scheme: Scheme,
    /// Guards sign-in, sign-up and password mails against guessing.
    pub tries: Arc<TokenBuckets>,
    /// Public pages, made once.
    pub pages: Arc<Pages>,
    /// Letters land in a folder and can be read at `/dev/mail`.
    pub shows_letters: bool,
}

impl Site {
    pub fn new(engine: Engine, scheme: Scheme, shows_letters: bool) -> Self {
        let tries = Arc::new(TokenBuckets::new(SIGN_IN_BURST, SIGN_IN_REFILL_MICROS));
        Self { engine, scheme, tries, pages: Arc::default(), shows_letters }
    }

    /// The present moment.
    pub fn now(&self) -> Micros {
        self.engine.now()
    }

    /// The value of `Set-Cookie` for a session just opened.
    pub fn session_cookie(&self, signed_in: &engine::user::SignedIn) -> axum::http::HeaderValue {
        const MONTH_SECONDS: i64 = 30 * 86_400;
        crate::Cookie::new(self.scheme, crate::guard::SESSION_COOKIE, signed_in.cookie.clone())
            .max_age(MONTH_SECONDS)
            .header()
    }

    pub fn removed_session_cookie(&self) -> axum::http::HeaderValue {
        crate::Cookie::removed(self.scheme, crate::guard::SESSION_COOKIE).header()
    }
}
