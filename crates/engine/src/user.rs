//! Users: sign up, in and out; sessions; secrets by mail; guests and what they claim.

use domain::address::{Address, email};
use domain::event::EventKind;
use domain::user::{NAME_LETTERS_MAX, PasswordRefusal, Secret, SecretKind, Session, User, check_password};
use domain::{DAY, MINUTE, MarketId, Micros, PurchaseId, SessionId, UserId};

use crate::stop::{OrAbsent, OrRefuse};
use crate::{Act, Engine, Seen, Stop, Widen, secret};

/// A session that nobody uses for so long is over.
const SESSION_DAYS: i64 = 30;
/// A session is marked as seen at most so often.
const SEEN_EVERY: Micros = 10 * MINUTE;
const RESET_MINUTES: i64 = 60;
const VERIFY_DAYS: i64 = 7;
const AGENT_LETTERS_MAX: usize = 200;

/// A new session: whose, and the value of its cookie.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub user: UserId,
    pub session: SessionId,
    /// `ses_….secret`; shown to the browser, never kept.
    pub cookie: String,
}

/// Where a session is opened.
#[derive(Debug, Clone)]
pub struct Place {
    pub host: String,
    pub agent: String,
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ResetRefusal {
    #[error("reset.stale")]
    Stale,
    #[error("{0}")]
    Password(#[from] PasswordRefusal),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VerifyRefusal {
    #[error("verify.stale")]
    Stale,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordChangeRefusal {
    #[error("sign_in.wrong")]
    Wrong,
    #[error("{0}")]
    Password(#[from] PasswordRefusal),
}

/// Who holds a session, as each request finds out.
#[derive(Debug, Clone)]
pub struct Holder {
    pub user: User,
    pub session: SessionId,
}

/// The holder of a cookie on a host; absent when it is over, forged, or another host's.
pub async fn holder(engine: &Engine, cookie: &str, host: &str, now: Micros) -> Seen<Holder> {
    let (id, key) = cookie.split_once('.').or_absent()?;
    let id: SessionId = id.parse().ok().or_absent()?;
    let (hash, host) = (secret::hash(key), host.to_owned());
    let (session, user) = engine
        .read(move |tx| {
            let session = store::user::session(tx, id)?.or_absent()?;
            if !session.holds(now) || session.host != host || !secret::same(&session.secret_hash, &hash) {
                return Err(Stop::Absent);
            }
            let user = store::user::user(tx, session.user_id)?.or_absent()?;
            Ok((session, user))
        })
        .await?;
    if now - session.seen_at > SEEN_EVERY {
        let until = now + SESSION_DAYS * DAY;
        engine.act(now, move |act| Ok(store::user::touch_session(act.tx, id, act.now, until)?)).await?;
    }
    Ok(Holder { user, session: id })
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
            let place = Place { host: form.host.clone(), agent: form.agent.clone() };
            // A session from before sign-up must not be the one from after it.
            store::user::end_other_sessions(act.tx, user.id, 0, act.now)?;
            open_session(act, user.id, &place, &key)
        })
        .await
}

/// Signs in; the cart of the guest that this browser was comes along.
pub async fn sign_in(engine: &Engine, form: SignIn, now: Micros) -> Result<SignedIn, Stop<SignInRefusal>> {
    let wrong = || Stop::Refused(SignInRefusal::Wrong);
    let address = email(&form.email).unwrap_or_default();
    let user = find_by_email(engine, address).await.widen()?;
    let hash = user.as_ref().and_then(|user| user.password_hash.clone());
    if !secret::password_fits(engine, form.password, hash).await.widen()? {
        return Err(wrong());
    }
    let user = user.ok_or_else(wrong)?;
    let place = Place { host: form.host, agent: form.agent };
    open(engine, user.id, place, form.guest, now).await.widen()
}

async fn find_by_email(engine: &Engine, address: String) -> Seen<Option<User>> {
    engine
        .read(move |tx| {
            let Some(owner) = store::user::claimed(tx, "email", &address)? else { return Ok(None) };
            Ok(store::user::user(tx, UserId::from_raw(owner))?)
        })
        .await
}

/// Opens a session for a user that is known to be at this browser.
async fn open(
    engine: &Engine,
    user: UserId,
    place: Place,
    guest: Option<UserId>,
    now: Micros,
) -> Seen<SignedIn> {
    let key = secret::random_secret(engine);
    engine
        .act(now, move |act| {
            if let Some(guest) = guest.filter(|guest| *guest != user) {
                bring_cart(act, guest, user)?;
            }
            open_session(act, user, &place, &key)
        })
        .await
}

fn bring_cart<R>(act: &mut Act<'_, '_>, guest: UserId, user: UserId) -> Result<(), Stop<R>> {
    let was_guest = store::user::user(act.tx, guest)?.is_some_and(|guest| guest.is_guest());
    if !was_guest {
        return Ok(());
    }
    for market in act.engine.markets().iter() {
        let has = store::cart::lines(act.tx, user, market.id)?;
        let brought = store::cart::lines(act.tx, guest, market.id)?;
        for line in brought.iter().filter(|line| has.iter().all(|own| own.offer != line.offer)) {
            store::cart::set(act.tx, &domain::cart::CartLine { user_id: user, ..line.clone() })?;
        }
        let offers: Vec<_> = brought.iter().map(|line| line.offer).collect();
        store::cart::remove(act.tx, guest, market.id, &offers)?;
    }
    Ok(())
}

fn open_session<R>(
    act: &mut Act<'_, '_>,
    user: UserId,
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
    };
    store::insert(act.tx, &[session])?;
    Ok(SignedIn { user, session: id, cookie: format!("{id}.{key}") })
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
            store::user::end_session(act.tx, user, session, act.now)?.then_some(()).or_absent()
        })
        .await
}

/// A guest: a user without a password, made at the first thing put into a cart.
pub async fn guest(engine: &Engine, place: Place, language: String, now: Micros) -> Seen<SignedIn> {
    let (bucket, key) = (engine.random_bucket(), secret::random_secret(engine));
    engine
        .act(now, move |act| {
            let user = User {
                id: UserId::from_raw(act.mint(bucket)),
                email: None,
                name: String::new(),
                password_hash: None,
                language: language.clone(),
                verified_at: None,
                created_at: act.now,
                version: 0,
            };
            store::insert(act.tx, std::slice::from_ref(&user))?;
            open_session(act, user.id, &place, &key)
        })
        .await
}

/// The secret link of a guest's mail opens a session as that guest; absent once the purchase was claimed.
pub async fn open_link(
    engine: &Engine,
    purchase: PurchaseId,
    key: String,
    place: Place,
    now: Micros,
) -> Seen<SignedIn> {
    let hash = secret::hash(&key);
    let user = engine
        .read(move |tx| {
            let found = store::purchase::purchase(tx, purchase)?.or_absent()?;
            let user = store::user::user(tx, found.user_id)?.or_absent()?;
            let fits = secret::same(&found.secret_hash, &hash) && user.is_guest();
            fits.then_some(user.id).or_absent()
        })
        .await?;
    open(engine, user, place, None, now).await
}

/// Writes a secret for a mail. The secret itself travels in the event's body, which only the mail worker reads.
fn ask_secret<R>(
    act: &mut Act<'_, '_>,
    user: UserId,
    kind: SecretKind,
    market: Option<MarketId>,
) -> Result<(), Stop<R>> {
    let key = secret::random_secret(act.engine);
    let lasts = match kind {
        SecretKind::Reset => RESET_MINUTES * MINUTE,
        _ => VERIFY_DAYS * DAY,
    };
    let row = Secret {
        user_id: user,
        hash: secret::hash(&key),
        kind,
        subject: 0,
        expires_at: act.now + lasts,
        used_at: None,
    };
    store::insert(act.tx, &[row])?;
    let market = market.or_else(|| act.engine.markets().first().map(|market| market.id));
    let token = format!("{user}.{key}");
    let body = serde_json::json!({ "kind": kind, "token": token, "market": market }).to_string();
    Ok(act.event(EventKind::SecretAsked, user.get(), &body)?)
}

/// Sends a link to set a new password, if the address is known. The answer is the same in either case.
pub async fn ask_reset(engine: &Engine, address: String, market: MarketId, now: Micros) -> Seen<()> {
    let Some(user) = find_by_email(engine, email(&address).unwrap_or_default()).await? else { return Ok(()) };
    engine.act(now, move |act| ask_secret(act, user.id, SecretKind::Reset, Some(market))).await
}

pub async fn ask_verify(engine: &Engine, user: UserId, market: MarketId, now: Micros) -> Seen<()> {
    engine.act(now, move |act| ask_secret(act, user, SecretKind::Verify, Some(market))).await
}

fn read_token(token: &str) -> Option<(UserId, Vec<u8>)> {
    let (user, key) = token.split_once('.')?;
    Some((user.parse().ok()?, secret::hash(key)))
}

/// Sets a new password by a mailed secret. All other sessions end.
pub async fn reset(
    engine: &Engine,
    token: String,
    password: String,
    place: Place,
    now: Micros,
) -> Result<SignedIn, Stop<ResetRefusal>> {
    let (user, hash) = read_token(&token).ok_or(Stop::Refused(ResetRefusal::Stale))?;
    check_password(&password, "").or_refuse()?;
    let password_hash = secret::hash_password(engine, password).await.widen()?;
    let key = secret::random_secret(engine);
    engine
        .act(now, move |act| {
            let used = store::user::use_secret(act.tx, user.bucket(), &hash, act.now)?;
            let fits = used.is_some_and(|used| used.kind == SecretKind::Reset && used.user_id == user);
            if !fits {
                return Err(Stop::Refused(ResetRefusal::Stale));
            }
            let mut row = store::user::user(act.tx, user)?.or_absent()?;
            row.password_hash = Some(password_hash.clone());
            // Who reads the mail of an address has proved it.
            row.verified_at = row.verified_at.or(Some(act.now));
            store::save(act.tx, &[row])?;
            store::user::end_other_sessions(act.tx, user, 0, act.now)?;
            open_session(act, user, &place, &key)
        })
        .await
}

/// Proves an address by a mailed secret, and gives its guests' purchases to the account.
pub async fn verify(engine: &Engine, token: String, now: Micros) -> Result<UserId, Stop<VerifyRefusal>> {
    let (user, hash) = read_token(&token).ok_or(Stop::Refused(VerifyRefusal::Stale))?;
    engine
        .act(now, move |act| {
            let used = store::user::use_secret(act.tx, user.bucket(), &hash, act.now)?;
            let fits = used.is_some_and(|used| used.kind == SecretKind::Verify && used.user_id == user);
            if !fits {
                return Err(Stop::Refused(VerifyRefusal::Stale));
            }
            let mut row = store::user::user(act.tx, user)?.or_absent()?;
            row.verified_at = Some(act.now);
            store::save(act.tx, &[row])?;
            Ok(user)
        })
        .await
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClaimRefusal {
    #[error("claim.not_proved")]
    NotProved,
    #[error("claim.other_address")]
    OtherAddress,
}

/// Gives a guest's purchase to an account. The link's secret shows who holds it; the account's address, proved by
/// mail, must be the one the purchase was made with.
pub async fn claim(
    engine: &Engine,
    user: UserId,
    purchase: PurchaseId,
    key: String,
    now: Micros,
) -> Result<(), Stop<ClaimRefusal>> {
    let hash = secret::hash(&key);
    engine
        .act(now, move |act| {
            let found = store::purchase::purchase(act.tx, purchase)?.or_absent()?;
            let guest = store::user::user(act.tx, found.user_id)?.filter(User::is_guest).or_absent()?;
            if !secret::same(&found.secret_hash, &hash) {
                return Err(Stop::Absent);
            }
            let account = store::user::user(act.tx, user)?.or_absent()?;
            if account.verified_at.is_none() {
                return Err(Stop::Refused(ClaimRefusal::NotProved));
            }
            if account.email.as_deref() != Some(found.email.as_str()) {
                return Err(Stop::Refused(ClaimRefusal::OtherAddress));
            }
            store::purchase::give(act.tx, std::slice::from_ref(&found), user)?;
            let orders: Vec<_> =
                store::purchase::parts(act.tx, purchase)?.iter().map(|part| part.order_id).collect();
            let placed: Vec<_> =
                store::order::orders(act.tx, &orders)?.iter().map(|order| order.id).collect();
            store::order::give(act.tx, &placed, user)?;
            for order in placed {
                store::purchase::drop_my_order(act.tx, guest.id, order)?;
                act.event(EventKind::OrderChanged, order.get(), "")?;
            }
            Ok(())
        })
        .await
}

pub async fn change_name(
    engine: &Engine,
    user: UserId,
    name: String,
    now: Micros,
) -> Result<(), Stop<SignUpRefusal>> {
    let name = name.trim().to_owned();
    if name.is_empty() || name.chars().count() > NAME_LETTERS_MAX {
        return Err(Stop::Refused(SignUpRefusal::NameMissing));
    }
    engine
        .act(now, move |act| {
            let mut row = store::user::user(act.tx, user)?.or_absent()?;
            row.name.clone_from(&name);
            Ok(store::save(act.tx, &[row])?)
        })
        .await
}

/// Sets another password; all other sessions end.
pub async fn change_password(
    engine: &Engine,
    user: UserId,
    session: SessionId,
    old: String,
    new: String,
    now: Micros,
) -> Result<(), Stop<PasswordChangeRefusal>> {
    let row = engine.read(move |tx| store::user::user(tx, user)?.or_absent()).await.widen()?;
    if !secret::password_fits(engine, old, row.password_hash.clone()).await.widen()? {
        return Err(Stop::Refused(PasswordChangeRefusal::Wrong));
    }
    check_password(&new, row.email.as_deref().unwrap_or_default()).or_refuse()?;
    let password_hash = secret::hash_password(engine, new).await.widen()?;
    engine
        .act(now, move |act| {
            let mut row = store::user::user(act.tx, user)?.or_absent()?;
            row.password_hash = Some(password_hash.clone());
            store::save(act.tx, &[row])?;
            store::user::end_other_sessions(act.tx, user, session.get(), act.now)?;
            Ok(())
        })
        .await
}

pub async fn addresses(engine: &Engine, user: UserId) -> Seen<Vec<Address>> {
    engine.read(move |tx| Ok(store::user::addresses(tx, user)?)).await
}

/// Keeps the language of a user's mails.
pub async fn change_language(engine: &Engine, user: UserId, language: String, now: Micros) -> Seen<()> {
    engine
        .act(now, move |act| {
            let mut row = store::user::user(act.tx, user)?.or_absent()?;
            row.language.clone_from(&language);
            Ok(store::save(act.tx, &[row])?)
        })
        .await
}

/// For whom a user acts.
pub async fn memberships(engine: &Engine, user: UserId) -> Seen<Vec<domain::seller::Membership>> {
    engine.read(move |tx| Ok(store::user::memberships(tx, user)?)).await
}
