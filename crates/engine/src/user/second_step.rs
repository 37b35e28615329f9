//! The second step of signing in: set up, asked for, renewed, turned off. Wrong codes are counted, and the count is kept
//! though nothing else of the act is: an act that meets a wrong code ends well, and says so in its value.

use data_encoding::BASE32_NOPAD;
use domain::audit::{Deed, Origin};
use domain::second_step::{
    RECOVERY_BYTES, RECOVERY_CODES, SECRET_BYTES, SETTING_UP_LASTS, SecondStep, SecondStepRefusal,
    TICKET_LASTS, Typed, address,
};
use domain::user::{Secret, SecretKind, SignInNews, User};
use domain::{Micros, SessionId, UserId};
use gateways::one_time_code;
use gateways::seal::{Draw, Sealed};
use serde_json::json;

use super::told::{CODES_LOW, tell};
use super::{Place, SignedIn, bring_cart, note, open_session};
use crate::stop::OrAbsent;
use crate::{Act, Engine, Never, Seen, Stop, Widen, secret};

type Outcome<T = ()> = Result<T, Stop<SecondStepRefusal>>;

/// A right code, or why it is not; the second is kept as well.
type Looked<T = ()> = Result<T, SecondStepRefusal>;

/// What an app is told, once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingUp {
    /// For the square picture.
    pub address: String,
    /// The same secret for who types it, in groups of four.
    pub secret: String,
}

/// A second step that is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub since: Micros,
    pub codes_left: i64,
}

/// Whose second step it is, at which session, from where.
#[derive(Debug, Clone)]
pub struct Oneself {
    pub user: UserId,
    pub session: SessionId,
    pub origin: Origin,
}

fn kept<T>(done: Seen<Looked<T>>) -> Outcome<T> {
    done.widen()?.map_err(Stop::Refused)
}

fn seal_name(user: UserId) -> String {
    format!("second_step/{user}")
}

/// How a second step stands; absent while it is off.
pub async fn standing(engine: &Engine, user: UserId) -> Seen<Option<Standing>> {
    engine
        .read(move |tx| {
            let since = store::user::user(tx, user)?.or_absent()?.second_step_at;
            let codes_left = store::second_step::codes_left(tx, user)?;
            Ok(since.map(|since| Standing { since, codes_left }))
        })
        .await
}

/// Begins to set it up, with the password: makes a secret that counts for nothing until a code confirms it.
pub async fn begin(engine: &Engine, who: Oneself, password: String, now: Micros) -> Outcome {
    knows(engine, who.user, password).await?;
    let draw = Draw { key: engine.random(), nonce: engine.random() };
    let made: [u8; SECRET_BYTES] = engine.random();
    let Sealed { bytes, wrapped_key } =
        engine.inner.outside.paper_key.seal(&seal_name(who.user), &made, &draw);
    engine
        .act(now, move |act| {
            let user = who.user;
            if store::user::user(act.tx, user)?.or_absent()?.second_step_at.is_some() {
                return Err(Stop::Refused(SecondStepRefusal::Already));
            }
            store::second_step::drop_step(act.tx, user)?;
            let step = SecondStep {
                user_id: user,
                sealed: bytes.clone(),
                wrapped_key: wrapped_key.clone(),
                begun_at: act.now,
                confirmed_at: None,
                last_step: 0,
                wrong: 0,
                wrong_at: None,
                version: 0,
            };
            store::insert(act.tx, &[step])?;
            // Who sits here has just shown that it is them; only they see what was begun.
            store::user::prove_session(act.tx, user, who.session, act.now)?.then_some(()).or_absent()
        })
        .await
}

async fn knows(engine: &Engine, user: UserId, password: String) -> Outcome {
    let is_known = super::proof::knows(engine, user, password).await.widen()?;
    is_known.then_some(()).ok_or(Stop::Refused(SecondStepRefusal::Password))
}

/// What the app is to be told, for who has just typed the password; absent when nothing was begun, or too long ago.
pub async fn setting_up(engine: &Engine, who: &Oneself, issuer: &str, now: Micros) -> Seen<SettingUp> {
    let (user, session) = (who.user, who.session);
    let (step, person) = engine
        .read(move |tx| {
            let step = begun(tx, (user, session), now)?.or_absent()?;
            Ok((step, store::user::user(tx, user)?.or_absent()?))
        })
        .await?;
    let text = BASE32_NOPAD.encode(&opened(engine, step)?);
    let account = person.email.unwrap_or_default();
    Ok(SettingUp { address: address(issuer, &account, &text), secret: in_groups(&text) })
}

/// A set-up that waits for its first code, at a session that was proved.
fn begun(
    tx: &mut store::Tx<'_>,
    (user, session): (UserId, SessionId),
    now: Micros,
) -> Seen<Option<SecondStep>> {
    let session = store::user::session(tx, session)?.or_absent()?;
    let is_proved = session.user_id == user && session.is_proved(now);
    let step = store::second_step::of_user(tx, user)?;
    Ok(step.filter(|step| is_proved && !step.is_on() && now - step.begun_at < SETTING_UP_LASTS))
}

fn in_groups(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect()).collect::<Vec<String>>().join(" ")
}

/// The secret itself.
fn opened<R>(engine: &Engine, step: SecondStep) -> Result<Vec<u8>, Stop<R>> {
    let sealed = Sealed { bytes: step.sealed, wrapped_key: step.wrapped_key };
    let opened = engine.inner.outside.paper_key.open(&seal_name(step.user_id), &sealed);
    opened.map_err(|broken| Stop::fault(format!("opening a second step: {broken}")))
}

/// Turns it on with a first code, and ends all other sessions. Answers the recovery codes, which nobody sees again.
pub async fn confirm(engine: &Engine, who: Oneself, typed: String, now: Micros) -> Outcome<Vec<String>> {
    let codes = fresh_codes(engine);
    let told = codes.clone();
    let done: Seen<Looked> = engine
        .act(now, move |act| {
            let user = who.user;
            let Some(mut step) = begun(act.tx, (user, who.session), act.now)? else {
                return Ok(Err(SecondStepRefusal::Stale));
            };
            let looked = match Typed::read(&typed) {
                Some(Typed::App(code)) => {
                    let secret = opened(act.engine, step.clone())?;
                    step.take(fits(&secret, &code), act.now)
                }
                _ => Err(SecondStepRefusal::Wrong),
            };
            if looked.is_ok() {
                step.confirmed_at = Some(act.now);
                let person = store::user::user(act.tx, user)?.or_absent()?;
                store::save(act.tx, &[User { second_step_at: Some(act.now), ..person }])?;
                store::second_step::replace_codes(act.tx, user, hashes(user, &codes))?;
                super::end_others(act, user, (Some(who.session), &who.origin))?;
                note(act, (user, &who.origin), Deed::SecondStepSet, json!({ "by": "app" }))?;
                tell(act, user, (SignInNews::StepSet, 0))?;
            }
            store::save(act.tx, &[step])?;
            Ok(looked)
        })
        .await;
    kept(done).map(|()| told)
}

fn fits<'a>(secret: &'a [u8], code: &'a str) -> impl Fn(i64) -> bool + 'a {
    move |step| secret::same(one_time_code::at(secret, step).as_bytes(), code.as_bytes())
}

fn fresh_codes(engine: &Engine) -> Vec<String> {
    let code = |_| BASE32_NOPAD.encode(&engine.random::<RECOVERY_BYTES>()).to_lowercase();
    (0..RECOVERY_CODES).map(code).map(|code| in_groups(&code).replace(' ', "-")).collect()
}

fn hashes(user: UserId, codes: &[String]) -> Vec<Vec<u8>> {
    codes.iter().map(|code| hash_of(user, &code.replace('-', ""))).collect()
}

fn hash_of(user: UserId, code: &str) -> Vec<u8> {
    secret::hash(&format!("{user}.{code}"))
}

/// Whether this is a right code of somebody whose second step is on. Spends it, or counts it as wrong.
pub(super) fn take<R>(
    act: &mut Act<'_, '_>,
    (user, origin): (UserId, &Origin),
    typed: &str,
) -> Result<Looked, Stop<R>> {
    let step = store::second_step::of_user(act.tx, user)?.filter(SecondStep::is_on);
    let Some(mut step) = step else { return Ok(Err(SecondStepRefusal::Stale)) };
    let looked = match Typed::read(typed) {
        Some(Typed::App(code)) => {
            let secret = opened(act.engine, step.clone())?;
            step.take(fits(&secret, &code), act.now)
        }
        Some(Typed::Recovery(code)) => {
            let is_right = store::second_step::use_code(act.tx, user, &hash_of(user, &code), act.now)?;
            if is_right {
                step.forgive();
                let left = store::second_step::codes_left(act.tx, user)?;
                note(act, (user, origin), Deed::RecoveryUsed, json!({ "left": left }))?;
                if left <= CODES_LOW {
                    tell(act, user, (SignInNews::CodesLow, left))?;
                }
            }
            if is_right { Ok(()) } else { Err(SecondStepRefusal::Wrong) }
        }
        None => Err(SecondStepRefusal::Wrong),
    };
    store::save(act.tx, &[step])?;
    Ok(looked)
}

/// Puts new recovery codes in the place of the old ones, with password and code. Answers them, once.
pub async fn renew_codes(
    engine: &Engine,
    who: Oneself,
    (password, typed): (String, String),
    now: Micros,
) -> Outcome<Vec<String>> {
    knows(engine, who.user, password).await?;
    let codes = fresh_codes(engine);
    let told = codes.clone();
    let done: Seen<Looked> = engine
        .act(now, move |act| {
            let looked = take(act, (who.user, &who.origin), &typed)?;
            if looked.is_ok() {
                store::second_step::replace_codes(act.tx, who.user, hashes(who.user, &codes))?;
                note(act, (who.user, &who.origin), Deed::RecoveryRenewed, json!({ "by": "app" }))?;
                tell(act, who.user, (SignInNews::CodesRenewed, 0))?;
            }
            Ok(looked)
        })
        .await;
    kept(done).map(|()| told)
}

/// Turns it off, with password and code.
pub async fn turn_off(
    engine: &Engine,
    who: Oneself,
    (password, typed): (String, String),
    now: Micros,
) -> Outcome {
    knows(engine, who.user, password).await?;
    let done: Seen<Looked> = engine
        .act(now, move |act| {
            let looked = take(act, (who.user, &who.origin), &typed)?;
            if looked.is_ok() {
                remove(act, (who.user, &who.origin), "code")?;
            }
            Ok(looked)
        })
        .await;
    kept(done)
}

fn remove<R>(act: &mut Act<'_, '_>, (user, origin): (UserId, &Origin), by: &str) -> Result<(), Stop<R>> {
    store::second_step::drop_step(act.tx, user)?;
    store::second_step::drop_codes(act.tx, user)?;
    let person = store::user::user(act.tx, user)?.or_absent()?;
    store::save(act.tx, &[User { second_step_at: None, ..person }])?;
    note(act, (user, origin), Deed::SecondStepRemoved, json!({ "by": by }))?;
    tell(act, user, (SignInNews::StepRemoved, 0))
}

/// At the machine, for who has lost app and recovery codes: takes it away and ends every session.
pub async fn take_away(engine: &Engine, user: UserId, now: Micros) -> Seen<()> {
    engine
        .act(now, move |act| {
            store::user::user(act.tx, user)?.filter(|user| user.second_step_at.is_some()).or_absent()?;
            super::end_others(act, user, (None, &Origin::machine()))?;
            remove(act, (user, &Origin::machine()), "machine")
        })
        .await
}

/// Between the password and the code: who holds this has shown the password.
pub(super) fn ticket<R>(act: &mut Act<'_, '_>, user: UserId, key: &str) -> Result<String, Stop<R>> {
    let row = Secret {
        user_id: user,
        hash: secret::hash(key),
        kind: SecretKind::SecondStep,
        subject: 0,
        expires_at: act.now + TICKET_LASTS,
        used_at: None,
    };
    store::insert(act.tx, &[row])?;
    Ok(format!("{user}.{key}"))
}

/// Opens a session with a ticket and a code.
pub async fn pass(
    engine: &Engine,
    ticket: &str,
    typed: String,
    (place, guest): (Place, Option<UserId>),
    now: Micros,
) -> Outcome<SignedIn> {
    let (user, hash) = super::mailed::read_token(ticket).ok_or(Stop::Refused(SecondStepRefusal::Stale))?;
    let key = secret::random_secret(engine);
    let done: Seen<Looked<SignedIn>> = engine
        .act(now, move |act| {
            let held = store::user::secret(act.tx, user.bucket(), &hash)?.filter(|held| {
                let is_this = held.kind == SecretKind::SecondStep && held.user_id == user;
                is_this && held.used_at.is_none() && act.now < held.expires_at
            });
            if held.is_none() {
                return Ok(Err(SecondStepRefusal::Stale));
            }
            if let Err(refusal) = take::<Never>(act, (user, &place.origin), &typed)? {
                return Ok(Err(refusal));
            }
            store::user::use_secret(act.tx, user.bucket(), &hash, act.now)?.or_absent()?;
            if let Some(guest) = guest.filter(|guest| *guest != user) {
                bring_cart(act, guest, user)?;
            }
            open_session(act, (user, Some(act.now)), &place, &key).map(Ok)
        })
        .await;
    kept(done)
}
