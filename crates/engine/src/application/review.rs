//! What a checker does: takes an application, judges papers, asks, scores, passes, refuses, rules on an appeal.

use domain::application::{
    Application, ApplicationRefusal, Move, QUESTIONS_MAX, Question, RefusalReason, Stage, TEXT_LETTERS_MAX,
};
use domain::audit::{About, Deed, REASON_LETTERS_MAX as AUDIT_REASON_MAX};
use domain::event::TimerKind;
use domain::paper::{Paper, PaperKind, PaperRefusal, REASON_LETTERS_MAX, Verdict};
use domain::permission::Permission;
use domain::seller::MemberOf;
use domain::{ApplicationId, Code, Micros, OperatorId, PaperId};

use super::{Case, Outcome};
use crate::stop::{OrAbsent, OrRefuse};
use crate::{Act, Engine, OperatorMember, Stop};
use serde_json::json;
use store::operator::OperatorMember as MemberRow;
use store::{Stored, Tx};

/// A checker's word on a paper.
#[derive(Debug, Clone)]
pub enum Judgement {
    Accept(PaperId),
    Refuse(PaperId, String),
    /// The list lets a checker do without it.
    Waive(PaperKind, String),
}

/// Runs one act of a checker: `decide` changes the application and answers the step that it was.
async fn acts<F>(
    engine: &Engine,
    member: &OperatorMember,
    id: ApplicationId,
    now: Micros,
    mut decide: F,
) -> Outcome
where
    F: FnMut(&mut Act<'_, '_>, &mut Case, &str) -> Outcome<(Move, String)> + Send + 'static,
{
    let member = member.clone();
    engine
        .act(now, move |act| {
            let mut case = Case::of_checker(act, &member, id)?;
            let done = decide(act, &mut case, &member.name)?;
            ends(act, &member, case, done)
        })
        .await
}

/// Writes down what a checker has done.
fn ends(act: &mut Act<'_, '_>, member: &OperatorMember, case: Case, (step, text): (Move, String)) -> Outcome {
    case.step(act, step, &member.name, &text)?;
    ruled(act, member, &case.it, (Deed::ApplicationRuled, step, &text));
    if step == Move::Approved {
        case.approved(act)?;
    }
    case.save(act).map(drop)
}

/// What the audit keeps of a checker's step.
fn ruled(
    act: &mut Act<'_, '_>,
    member: &OperatorMember,
    it: &Application,
    (deed, step, text): (Deed, Move, &str),
) {
    let text: String = text.chars().take(AUDIT_REASON_MAX).collect();
    let what = json!({ "step": step.code(), "stage": it.stage.code(), "text": text });
    act.audit(&member.doer(), deed, About::Seller(it.seller), it.id, (json!(null), what));
}

pub async fn take(engine: &Engine, member: &OperatorMember, id: ApplicationId, now: Micros) -> Outcome {
    member.may(Permission::ApplicationsRule)?;
    let member = member.clone();
    engine
        .act(now, move |act| {
            let case = Case::of_checker(act, &member, id)?;
            take_one(act, &member, case)
        })
        .await
}

/// Takes one application, within an act.
pub(crate) fn take_one(act: &mut Act<'_, '_>, member: &OperatorMember, mut case: Case) -> Outcome {
    case.it.take(&member.name, &case.admission.days, act.now).or_refuse()?;
    ends(act, member, case, (Move::Taken, String::new()))
}

/// Asks the applicant, whose turn it is from then on.
pub async fn ask(
    engine: &Engine,
    member: &OperatorMember,
    id: ApplicationId,
    text: String,
    now: Micros,
) -> Outcome {
    member.may(Permission::ApplicationsRule)?;
    let text = text_of(&text)?;
    acts(engine, member, id, now, move |act, case, name| {
        case.it.wait_for_applicant(&case.admission.days, act.now).or_refuse()?;
        let ordinal = store::application::questions(act.tx, id)?.len() as i64;
        if ordinal >= QUESTIONS_MAX as i64 {
            return Err(Stop::Refused(ApplicationRefusal::TooManyQuestions));
        }
        let question = Question {
            application: id,
            ordinal,
            question: text.clone(),
            asked_by: name.to_owned(),
            asked_at: act.now,
            answer: String::new(),
            answered_at: None,
        };
        store::insert(act.tx, &[question])?;
        Ok((Move::Asked, text.clone()))
    })
    .await
}

/// Gives it back to put right what is lacking. What was accepted stays accepted.
pub async fn send_back(
    engine: &Engine,
    member: &OperatorMember,
    id: ApplicationId,
    text: String,
    now: Micros,
) -> Outcome {
    member.may(Permission::ApplicationsRule)?;
    let text = text_of(&text)?;
    acts(engine, member, id, now, move |act, case, _| {
        case.it.wait_for_applicant(&case.admission.days, act.now).or_refuse()?;
        Ok((Move::SentBack, text.clone()))
    })
    .await
}

pub async fn score(
    engine: &Engine,
    member: &OperatorMember,
    id: ApplicationId,
    points: i64,
    now: Micros,
) -> Outcome {
    member.may(Permission::ApplicationsRule)?;
    acts(engine, member, id, now, move |_, case, _| {
        case.it.set_score(points).or_refuse()?;
        Ok((Move::Scored, case.it.score.unwrap_or_default().to_string()))
    })
    .await
}

/// The stage that is looked at is in order: the brand comes next, or the approval.
pub async fn pass(engine: &Engine, member: &OperatorMember, id: ApplicationId, now: Micros) -> Outcome {
    member.may(Permission::ApplicationsRule)?;
    acts(engine, member, id, now, |act, case, _| {
        let lacks = case.lacks(act.now);
        case.it.pass(&lacks, &case.admission, &case.list, act.now).or_refuse()?;
        let step = if case.it.stage == Stage::Brand { Move::PapersPassed } else { Move::Approved };
        Ok((step, String::new()))
    })
    .await
}

pub async fn refuse(
    engine: &Engine,
    member: &OperatorMember,
    id: ApplicationId,
    (reason, text): (RefusalReason, String),
    now: Micros,
) -> Outcome {
    member.may(Permission::ApplicationsRule)?;
    let by = member.user;
    acts(engine, member, id, now, move |act, case, _| {
        case.it.refuse(reason, &text, &case.admission.days, act.now).or_refuse()?;
        case.it.refused_by = Some(by.get());
        Ok((Move::Refused, case.it.ruling.clone()))
    })
    .await
}

/// Decides an appeal: looked at anew, or refused for good. Who refused does not, where another one may.
pub async fn rule(
    engine: &Engine,
    member: &OperatorMember,
    id: ApplicationId,
    (granted, text): (bool, String),
    now: Micros,
) -> Outcome {
    member.may(Permission::ApplicationsRule)?;
    let by = member.clone();
    acts(engine, member, id, now, move |act, case, _| {
        case.it.may_rule(by.user, is_alone(act.tx, by.operator)?).or_refuse()?;
        case.it.rule(granted, &text, &case.admission.days, act.now).or_refuse()?;
        let step = if granted { Move::AppealGranted } else { Move::AppealRejected };
        Ok((step, case.it.ruling.clone()))
    })
    .await
}

/// Whether at most one member of an operator may decide about applications.
pub(super) fn is_alone(tx: &mut Tx<'_>, operator: OperatorId) -> Stored<bool> {
    let may = |one: &&MemberRow| one.role.may(MemberOf::Operator, Permission::ApplicationsRule);
    Ok(store::operator::members(tx, operator)?.iter().filter(may).count() <= 1)
}

fn text_of(text: &str) -> Outcome<String> {
    let text: String = text.trim().chars().take(TEXT_LETTERS_MAX).collect();
    if text.is_empty() { Err(Stop::Refused(ApplicationRefusal::TextMissing)) } else { Ok(text) }
}

/// Judges a paper, at any stage from the submission on: renewals of open shops are judged so too.
pub async fn judge(
    engine: &Engine,
    member: &OperatorMember,
    id: ApplicationId,
    judgement: Judgement,
    now: Micros,
) -> Result<Application, Stop<PaperRefusal>> {
    member.may(Permission::PapersJudge)?;
    let member = member.clone();
    engine
        .act(now, move |act| {
            let mut case = Case::of_checker(act, &member, id)?;
            if !case.it.is_editable() {
                return Err(Stop::Refused(PaperRefusal::StageOver));
            }
            let (step, text) = match &judgement {
                Judgement::Accept(paper) => {
                    let paper = judged(act, &mut case, *paper, (true, ""), &member.name)?;
                    if let Some(due) = paper.next_look() {
                        act.timer(paper.id.get(), TimerKind::PaperEnds, due);
                    }
                    (Move::PaperAccepted, paper.kind.code().to_owned())
                }
                Judgement::Refuse(paper, reason) => {
                    let paper = judged(act, &mut case, *paper, (false, reason), &member.name)?;
                    (Move::PaperRefused, format!("{}: {}", paper.kind.code(), paper.reason))
                }
                Judgement::Waive(kind, reason) => {
                    waive(act, &mut case, (*kind, reason), &member.name)?;
                    (Move::PaperWaived, format!("{}: {}", kind.code(), reason.trim()))
                }
            };
            case.step(act, step, &member.name, &text)?;
            ruled(act, &member, &case.it, (Deed::PaperJudged, step, &text));
            case.save(act)
        })
        .await
}

fn judged(
    act: &mut Act<'_, '_>,
    case: &mut Case,
    id: PaperId,
    (is_accepted, reason): (bool, &str),
    name: &str,
) -> Result<Paper, Stop<PaperRefusal>> {
    let paper = case.papers.iter_mut().find(|paper| paper.id == id).or_absent()?;
    paper.judge(is_accepted, reason, name, act.now).or_refuse()?;
    store::save(act.tx, std::slice::from_ref(paper))?;
    Ok(paper.clone())
}

fn waive(
    act: &mut Act<'_, '_>,
    case: &mut Case,
    (kind, reason): (PaperKind, &str),
    name: &str,
) -> Result<(), Stop<PaperRefusal>> {
    if !case.list.may_be_waived(kind) {
        return Err(Stop::Refused(PaperRefusal::NoWaiver));
    }
    let reason: String = reason.trim().chars().take(REASON_LETTERS_MAX).collect();
    if reason.is_empty() {
        return Err(Stop::Refused(PaperRefusal::ReasonMissing));
    }
    let paper = Paper {
        id: PaperId::from_raw(act.mint(case.it.id.bucket())),
        application: case.it.id,
        seller: case.it.seller,
        kind,
        number: String::new(),
        issuer: String::new(),
        valid_until: None,
        verdict: Verdict::Waived,
        reason,
        reviewer: name.to_owned(),
        reviewed_at: Some(act.now),
        told: domain::paper::Told::Nothing,
        added_at: act.now,
        file_key: String::new(),
        file_type: domain::paper::FileType::None,
        file_bytes: 0,
        wrapped_key: Vec::new(),
        version: 0,
    };
    store::insert(act.tx, std::slice::from_ref(&paper))?;
    case.papers.push(paper);
    Ok(())
}
