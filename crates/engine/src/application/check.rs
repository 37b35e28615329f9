//! Questions to providers and to the list of sanctions: opened in an act, asked outside of it with the check's id as
//! idempotency key, concluded in an act. A silent provider is asked again by a timer.

use domain::admission::CheckKind;
use domain::application::{ApplicationRefusal, Move};
use domain::audit::{About, Deed};
use domain::event::{EventKind, Timer, TimerKind};
use domain::paper::{CheckState, ProviderCheck, REASON_LETTERS_MAX};
use domain::permission::Permission;
use domain::{ApplicationId, CheckId, Code, DAY, MINUTE, Micros};
use gateways::identity::{Answer, Asked, AskedFor, Told};
use gateways::payment::ProviderFailure;

use super::{Case, Outcome};
use crate::stop::OrAbsent;
use crate::{Act, Engine, Never, OperatorMember, Seen, Stop};
use serde_json::json;

const ASK_AGAIN_AFTER: Micros = 5 * MINUTE;
const ASK_AGAIN_LATEST: Micros = DAY / 4;
/// Silence for so long is an unclear answer: a person looks.
const SILENT_UNTIL: Micros = 2 * DAY;
const NOTE_LETTERS_MAX: usize = 200;

/// Opens those checks that were never asked, failed or were unclear.
pub(super) fn open_missing<R>(act: &mut Act<'_, '_>, case: &mut Case) -> Result<(), Stop<R>> {
    let newest = |kind: CheckKind| case.checks.iter().rev().find(|check| check.kind == kind);
    let is_settled = |kind: &CheckKind| {
        newest(*kind).is_some_and(|check| check.holds() || check.state == CheckState::Opened)
    };
    let wanted: Vec<CheckKind> = case.list.checks.iter().filter(|kind| !is_settled(kind)).copied().collect();
    open(act, case, &wanted)
}

/// Opens all checks: who is asked about has changed.
pub(super) fn open_all<R>(act: &mut Act<'_, '_>, case: &mut Case) -> Result<(), Stop<R>> {
    let wanted = case.list.checks.clone();
    open(act, case, &wanted)
}

fn open<R>(act: &mut Act<'_, '_>, case: &mut Case, kinds: &[CheckKind]) -> Result<(), Stop<R>> {
    for kind in kinds {
        let check = ProviderCheck {
            id: CheckId::from_raw(act.mint(case.it.id.bucket())),
            application: case.it.id,
            kind: *kind,
            state: CheckState::Opened,
            reference: String::new(),
            note: String::new(),
            opened_at: act.now,
            done_at: None,
            version: 0,
        };
        store::insert(act.tx, std::slice::from_ref(&check))?;
        act.event(EventKind::CheckOpened, check.id.get(), "");
        act.timer(check.id.get(), TimerKind::CheckAsked, act.now + ASK_AGAIN_AFTER);
        case.checks.push(check);
    }
    Ok(())
}

/// Asks the provider about one check, unless it was answered.
pub(crate) async fn perform(engine: &Engine, id: CheckId, now: Micros) -> Seen<()> {
    let own = engine.clone();
    let (check, case) = engine
        .read(move |tx| {
            let check = store::application::check(tx, id)?.or_absent()?;
            let it = store::application::application(tx, check.application)?.or_absent()?;
            Ok((check, Case::read(tx, &own, it, now)?))
        })
        .await?;
    if check.state != CheckState::Opened {
        return Ok(());
    }
    let (own, opened_at) = (engine.clone(), check.opened_at);
    let told = engine.blocking(move || asked(&own, &check, &case)).await?;
    let told = match told {
        Ok(told) => told,
        Err(ProviderFailure::Silent) if now < opened_at + SILENT_UNTIL => return Ok(()),
        Err(failure) => Told { reference: String::new(), answer: Answer::Unclear, note: failure.to_string() },
    };
    conclude(engine, id, told, now).await
}

fn asked(engine: &Engine, check: &ProviderCheck, case: &Case) -> Result<Told, ProviderFailure> {
    let what = match check.kind {
        CheckKind::Company => AskedFor::Company,
        CheckKind::Identity => AskedFor::Identity,
        CheckKind::BankAccount => AskedFor::BankAccount,
        CheckKind::Sanctions => return on_list(engine, case),
    };
    let asked = Asked {
        intent: check.id.to_string(),
        what,
        country: case.it.country.clone(),
        legal_name: case.seller.legal_name.clone(),
        representative: case.trader.representative.clone(),
        register_number: case.trader.register_number.clone(),
        iban: case.seller.iban.clone(),
    };
    engine.inner.outside.identity.check(&asked)
}

/// A list that can't be read is as good as silent: it is looked at again.
fn on_list(engine: &Engine, case: &Case) -> Result<Told, ProviderFailure> {
    let names = [case.seller.legal_name.as_str(), &case.trader.representative, &case.it.shop_name];
    let found = engine.inner.outside.sanctions.find(&names).map_err(|error| {
        tracing::error!("the list of sanctions: {error:#}");
        ProviderFailure::Silent
    })?;
    let answer = if found.is_some() { Answer::Unclear } else { Answer::Passed };
    Ok(Told { reference: String::new(), answer, note: found.unwrap_or_default() })
}

async fn conclude(engine: &Engine, id: CheckId, told: Told, now: Micros) -> Seen<()> {
    engine
        .act::<_, Never, _>(now, move |act| {
            let mut check = store::application::check(act.tx, id)?.or_absent()?;
            if check.state != CheckState::Opened {
                return Ok(());
            }
            check.state = match told.answer {
                Answer::Passed => CheckState::Passed,
                Answer::Failed => CheckState::Failed,
                Answer::Unclear => CheckState::Unclear,
            };
            check.reference.clone_from(&told.reference);
            check.note = told.note.chars().take(NOTE_LETTERS_MAX).collect();
            check.done_at = Some(act.now);
            act.drop_timer(id.get(), TimerKind::CheckAsked);
            store::save(act.tx, std::slice::from_ref(&check))?;
            let case = Case::any::<Never>(act, check.application)?;
            let step = if check.state == CheckState::Passed { Move::CheckPassed } else { Move::CheckFailed };
            case.step(act, step, "", check.kind.code())?;
            case.save(act).map(drop)
        })
        .await
}

/// Fires while a provider is silent.
pub(crate) async fn ask_again(engine: &Engine, timer: Timer, now: Micros) -> Seen<()> {
    let id = CheckId::from_raw(timer.subject);
    let is_open = engine
        .act::<_, Never, _>(now, move |act| {
            if !store::timer::take(act.tx, &timer, act.now)? {
                return Ok(false);
            }
            let Some(check) = store::application::check(act.tx, id)? else { return Ok(false) };
            let is_open = check.state == CheckState::Opened;
            if is_open {
                // Twice as long after each try: five minutes, ten, twenty.
                let waited = (act.now - check.opened_at).clamp(ASK_AGAIN_AFTER, ASK_AGAIN_LATEST);
                act.timer(id.get(), TimerKind::CheckAsked, act.now + waited);
            }
            Ok(is_open)
        })
        .await?;
    if is_open { perform(engine, id, now).await } else { Ok(()) }
}

/// Lets a check pass that a provider failed or could not tell.
#[derive(Debug, Clone)]
pub struct ClearCheck {
    pub application: ApplicationId,
    pub check: CheckId,
    pub reason: String,
}

/// A checker has looked and lets it pass, with a reason that is kept.
pub async fn clear_check(engine: &Engine, member: &OperatorMember, form: ClearCheck, now: Micros) -> Outcome {
    member.may(Permission::PapersJudge)?;
    let reason: String = form.reason.trim().chars().take(REASON_LETTERS_MAX).collect();
    if reason.is_empty() {
        return Err(Stop::Refused(ApplicationRefusal::TextMissing));
    }
    let member = member.clone();
    engine
        .act(now, move |act| {
            let mut case = Case::of_checker(act, &member, form.application)?;
            let check = case.checks.iter_mut().find(|check| check.id == form.check).or_absent()?;
            if check.holds() {
                return Err(Stop::Refused(ApplicationRefusal::NotNow));
            }
            (check.state, check.done_at) = (CheckState::Cleared, Some(act.now));
            check.note.clone_from(&reason);
            let check = check.clone();
            act.drop_timer(check.id.get(), TimerKind::CheckAsked);
            store::save(act.tx, std::slice::from_ref(&check))?;
            case.step(act, Move::CheckCleared, &member.name, &format!("{}: {reason}", check.kind.code()))?;
            let what = (json!(null), json!({ "check": check.kind.code(), "reason": reason }));
            act.audit(&member.doer(), Deed::CheckCleared, About::Seller(case.it.seller), check.id, what);
            case.save(act).map(drop)
        })
        .await
}
