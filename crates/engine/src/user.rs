//! Users: sign up, in and out; sessions; secrets by mail; guests and what they claim.

mod account;
mod guest;
mod mailed;
mod passing;
mod proof;
pub mod second_step;
mod told;
use mailed::ask_secret;

pub use account::{
    ClaimRefusal, PasswordChangeRefusal, addresses, change_language, change_name, change_password, claim,
};
pub(crate) use guest::new_guest;
pub use guest::{guest, open_link};
pub use mailed::{ResetRefusal, VerifyRefusal, ask_reset, ask_verify, reset, verify};
pub use passing::{arrive, pass_on, sister_markets};
pub use proof::{ProofRefusal, Shown, prove};

use domain::address::email;
use domain::audit::{About, Deed, Origin};
use domain::seller::Membership;
use domain::user::{NAME_LETTERS_MAX, PasswordRefusal, SecretKind, Session, User, check_password};
use domain::{DAY, MINUTE, MarketId, Micros, SessionId, UserId};

use serde_json::json;

use crate::audit::Doer;
use crate::stop::{OrAbsent, OrRefuse};
use crate::{Act, Engine, Seen, Stop, Widen, secret};

/// A session that nobody uses for so long is over.
const SESSION_DAYS: i64 = 30;

/// A session is marked as seen at most so often.
const SEEN_EVERY: Micros = 10 * MINUTE;

const AGENT_LETTERS_MAX: usize = 200;

/// A new session: whose, and the value of its cookie.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub user: UserId,
    pub session: SessionId,
    /// `ses_….secret`; shown to the browser, never kept.
    pub cookie: String,
}

/// What came of a right password.
#[derive(Debug, Clone)]
pub enum Entry {
    Open(SignedIn),
    /// The ticket with which a code opens the session (`second_step::pass`).
    AsksCode(String),
}

impl Entry {
    /// The session, where no second step is set up.
    pub fn signed_in(self) -> Option<SignedIn> {
        match self {
            Self::Open(signed_in) => Some(signed_in),
            Self::AsksCode(_) => None,
        }
    }
}

/// Where a session is opened.
#[derive(Debug, Clone, Default)]
pub struct Place {
    pub host: String,
    pub agent: String,
    pub origin: Origin,
}

#[derive(Debug, Clone)]
pub struct SignUp {
    pub name: String,
    pub email: String,
    pub password: String,
    pub language: String,
    pub host: String,
    pub agent: String,
    /// The guest that this browser was so far: its cart comes along.
    pub guest: Option<UserId>,
}

#[derive(Debug, Clone)]
pub struct SignIn {
    pub email: String,
    pub password: String,
    pub host: String,
    pub agent: String,
    pub origin: Origin,
    pub guest: Option<UserId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignUpRefusal {
    #[error("name.missing")]
    NameMissing,
    #[error("email.not_one")]
    NotAnEmail,
    #[error("email.taken")]
    Taken,
    #[error("{0}")]
    Password(#[from] PasswordRefusal),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignInRefusal {
    #[error("sign_in.wrong")]
    Wrong,
}

/// Who holds a session, as each request finds out.
#[derive(Debug, Clone)]
pub struct Holder {
    pub user: User,
    pub session: SessionId,
    /// Who sits there has shown within minutes that it is them.
    pub is_proved: bool,
    /// In the cart that they have on the market that was asked about.
    pub pieces: i64,
    /// For whom they act; guests act for nobody.
    pub memberships: Vec<Membership>,
}

/// The holder of a cookie on a host, with their cart on a market; absent when it is over, forged, or another host's.
pub async fn holder(
    engine: &Engine,
    cookie: &str,
    (host, market): (&str, MarketId),
    now: Micros,
) -> Seen<Holder> {
    let (id, key) = cookie.split_once('.').or_absent()?;
    let id: SessionId = id.parse().ok().or_absent()?;
    let (hash, host) = (secret::hash(key), host.to_owned());
    let (found, memberships) = engine
        .read(move |tx| {
            let found = store::user::holder(tx, id, market)?.or_absent()?;
            let session = &found.session;
            if !session.holds(now) || session.host != host || !secret::same(&session.secret_hash, &hash) {
                return Err(Stop::Absent);
            }
            let is_guest = found.user.is_guest();
            let memberships =
                if is_guest { Vec::new() } else { store::user::memberships(tx, found.user.id)? };
            Ok((found, memberships))
        })
        .await?;
    if now - found.session.seen_at > SEEN_EVERY {
        let until = now + SESSION_DAYS * DAY;
        engine.act(now, move |act| Ok(store::user::touch_session(act.tx, id, act.now, until)?)).await?;
    }
    let is_proved = found.session.is_proved(now);
    Ok(Holder { user: found.user, session: id, is_proved, pieces: found.pieces, memberships })
}

/// Opens an account. A guest of this browser becomes the account, so that cart and purchases stay.
pub async fn sign_up(engine: &Engine, form: SignUp, now: Micros) -> Result<SignedIn, Stop<SignUpRefusal>> {
    let name = form.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > NAME_LETTERS_MAX {
        return Err(Stop::Refused(SignUpRefusal::NameMissing));
    }
    let address = email(&form.email).ok_or(Stop::Refused(SignUpRefusal::NotAnEmail))?;
    check_password(&form.password, &address).or_refuse()?;
    let password_hash = secret::hash_password(engine, form.password.clone()).await.widen()?;
    let key = secret::random_secret(engine);
    let bucket = engine.random_bucket();
    engine
        .act(now, move |act| {
            let guest = match form.guest {
                Some(id) => store::user::user(act.tx, id)?.filter(User::is_guest),
                None => None,
            };
            let fresh = User {
                id: UserId::from_raw(act.mint(bucket)),
                email: None,
                name: String::new(),
                password_hash: None,
                language: form.language.clone(),
                verified_at: None,
                second_step_at: None,
                created_at: act.now,
                version: 0,
            };
            let is_new = guest.is_none();
            let mut user = guest.unwrap_or(fresh);
            if !store::user::claim(act.tx, "email", &address, user.id.get(), act.now)? {
                return Err(Stop::Refused(SignUpRefusal::Taken));
            }
            user.email = Some(address.clone());
            user.name.clone_from(&name);
            user.password_hash = Some(password_hash.clone());
            if is_new {
                store::insert(act.tx, &[user.clone()])?
            } else {
                store::save(act.tx, &[user.clone()])?
            }
            ask_secret(act, user.id, SecretKind::Verify, None)?;
            let place = Place { host: form.host.clone(), agent: form.agent.clone(), ..Place::default() };
            // A session from before sign-up must not be the one from after it.
            store::user::end_other_sessions(act.tx, user.id, 0, act.now)?;
            open_session(act, (user.id, Some(act.now)), &place, &key)
        })
        .await
}

/// Signs in, or asks for the second step; the cart of the guest that this browser was comes along.
pub async fn sign_in(engine: &Engine, form: SignIn, now: Micros) -> Result<Entry, Stop<SignInRefusal>> {
    let wrong = || Stop::Refused(SignInRefusal::Wrong);
    let address = email(&form.email).unwrap_or_default();
    let user = find_by_email(engine, address).await.widen()?;
    let hash = user.as_ref().and_then(|user| user.password_hash.clone());
    if !secret::password_fits(engine, form.password, hash).await.widen()? {
        return Err(wrong());
    }
    let user = user.ok_or_else(wrong)?;
    let place = Place { host: form.host, agent: form.agent, origin: form.origin };
    let (id, guest, key) = (user.id, form.guest, secret::random_secret(engine));
    engine.act(now, move |act| enter(act, id, (&place, guest), &key)).await
}

/// After the password: a session, or a ticket for the code.
fn enter<R>(
    act: &mut Act<'_, '_>,
    user: UserId,
    (place, guest): (&Place, Option<UserId>),
    key: &str,
) -> Result<Entry, Stop<R>> {
    if store::user::user(act.tx, user)?.or_absent()?.second_step_at.is_some() {
        return second_step::ticket(act, user, key).map(Entry::AsksCode);
    }
    if let Some(guest) = guest.filter(|guest| *guest != user) {
        bring_cart(act, guest, user)?;
    }
    open_session(act, (user, Some(act.now)), place, key).map(Entry::Open)
}

async fn find_by_email(engine: &Engine, address: String) -> Seen<Option<User>> {
    engine
        .read(move |tx| {
            let Some(owner) = store::user::claimed(tx, "email", &address)? else { return Ok(None) };
            Ok(store::user::user(tx, UserId::from_raw(owner))?)
        })
        .await
}

fn bring_cart<R>(act: &mut Act<'_, '_>, guest: UserId, user: UserId) -> Result<(), Stop<R>> {
    let was_guest = store::user::user(act.tx, guest)?.is_some_and(|guest| guest.is_guest());
    if !was_guest {
        return Ok(());
    }
    for market in act.engine.markets().iter() {
        let has = store::cart::lines(act.tx, &[(user, market.id)])?;
        let brought = store::cart::lines(act.tx, &[(guest, market.id)])?;
        for line in brought.iter().filter(|line| has.iter().all(|own| own.offer != line.offer)) {
            store::cart::set(act.tx, &domain::cart::CartLine { user_id: user, ..line.clone() })?;
        }
        let gone: Vec<_> = brought.iter().map(|line| (guest, market.id, line.offer)).collect();
        store::cart::remove(act.tx, &gone)?;
    }
    Ok(())
}

/// A session of somebody with an account, noted for the audit.
fn open_session<R>(
    act: &mut Act<'_, '_>,
    (user, proved_at): (UserId, Option<Micros>),
    place: &Place,
    key: &str,
) -> Result<SignedIn, Stop<R>> {
    let signed_in = new_session(act, (user, proved_at), place, key)?;
    let what = json!({ "host": place.host, "is_proved": proved_at.is_some() });
    note(act, (user, &place.origin), Deed::SignedIn, what)?;
    Ok(signed_in)
}

fn new_session<R>(
    act: &mut Act<'_, '_>,
    (user, proved_at): (UserId, Option<Micros>),
    place: &Place,
    key: &str,
) -> Result<SignedIn, Stop<R>> {
    let id = SessionId::from_raw(act.mint(user.bucket()));
    let session = Session {
        id,
        user_id: user,
        secret_hash: secret::hash(key),
        host: place.host.clone(),
        agent: place.agent.chars().take(AGENT_LETTERS_MAX).collect(),
        created_at: act.now,
        seen_at: act.now,
        expires_at: act.now + SESSION_DAYS * DAY,
        ended_at: None,
        proved_at,
    };
    store::insert(act.tx, &[session])?;
    Ok(SignedIn { user, session: id, cookie: format!("{id}.{key}") })
}

/// Ends all sessions of a user but one, with what was begun at them in a seller's place.
fn end_others<R>(
    act: &mut Act<'_, '_>,
    user: UserId,
    (keep, origin): (Option<SessionId>, &Origin),
) -> Result<(), Stop<R>> {
    let keep = keep.map_or(0, SessionId::get);
    crate::stand_in::end_elsewhere(act, user, (keep, origin))?;
    store::user::end_other_sessions(act.tx, user, keep, act.now)?;
    Ok(())
}

/// Notes for the audit what members do about their own sign-in. Who acts for nobody is nobody else's matter.
fn note<R>(
    act: &mut Act<'_, '_>,
    (user, origin): (UserId, &Origin),
    deed: Deed,
    what: serde_json::Value,
) -> Result<(), Stop<R>> {
    if store::user::memberships(act.tx, user)?.is_empty() {
        return Ok(());
    }
    let person = store::user::user(act.tx, user)?.or_absent()?;
    let doer = Doer::oneself(user, &person.name, origin);
    act.audit(&doer, deed, About::User(user), user, (json!(null), what));
    Ok(())
}

pub async fn sign_out(engine: &Engine, session: SessionId, user: UserId, now: Micros) -> Seen<()> {
    end_session(engine, user, session, now).await.or_else(|stop| match stop {
        Stop::Absent => Ok(()),
        other => Err(other),
    })
}

/// A user's open sessions, the latest seen first.
pub async fn sessions(engine: &Engine, user: UserId, now: Micros) -> Seen<Vec<Session>> {
    engine.read(move |tx| Ok(store::user::sessions_of(tx, user, now)?)).await
}

/// Ends a session of one's own; absent when it is another's.
pub async fn end_session(engine: &Engine, user: UserId, session: SessionId, now: Micros) -> Seen<()> {
    engine
        .act(now, move |act| {
            crate::stand_in::end_at(act, (user, session), &Origin::default(), "session over")?;
            store::user::end_session(act.tx, user, session, act.now)?.then_some(()).or_absent()
        })
        .await
}
