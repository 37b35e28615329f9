//! How applications, papers and checks read, the same for applicants and checkers. Decides nothing; shows what the engine says.

use domain::Code;
use domain::admission::{Attestation, CheckKind, Checklist, ShopKind};
use domain::application::{Application, ApplicationStep, Move, Stage, Turn};
use domain::paper::{CheckState, Lack, PaperKind, PaperStanding, Verdict};

use crate::{Choice, Step, Stop, Tone, Words};

/// The words of a closed list's member: `admission-stage-draft`.
fn said(words: Words, noun: &str, code: impl Code) -> String {
    words.say(&format!("admission-{noun}-{}", code.code())).into_owned()
}

pub fn kind(words: Words, kind: ShopKind) -> String {
    said(words, "kind", kind)
}

pub fn paper(words: Words, kind: PaperKind) -> String {
    said(words, "paper", kind)
}

pub fn check(words: Words, kind: CheckKind) -> String {
    said(words, "check", kind)
}

/// What is declared, in the applicant's words.
pub fn attestation(words: Words, one: Attestation) -> String {
    said(words, "attest", one)
}

pub fn stage(words: Words, stage: Stage) -> String {
    said(words, "stage", stage)
}

pub fn turn(words: Words, turn: Turn) -> String {
    said(words, "turn", turn)
}

pub fn verdict(words: Words, verdict: Verdict) -> String {
    said(words, "verdict", verdict)
}

pub fn check_state(words: Words, state: Option<CheckState>) -> String {
    match state {
        Some(state) => said(words, "state", state),
        None => words.say("admission-state-never").into_owned(),
    }
}

pub fn stage_tone(it: &Application) -> Tone {
    match it.stage {
        Stage::Open => Tone::Good,
        Stage::Supervised => Tone::Warn,
        Stage::Refused => Tone::Bad,
        _ if it.turn == Turn::Applicant => Tone::Warn,
        _ => Tone::Info,
    }
}

pub fn verdict_tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Waiting => Tone::Info,
        Verdict::Accepted | Verdict::Waived => Tone::Good,
        Verdict::Refused => Tone::Bad,
        Verdict::Replaced => Tone::Info,
    }
}

pub fn check_tone(state: Option<CheckState>) -> Tone {
    match state {
        Some(CheckState::Passed | CheckState::Cleared) => Tone::Good,
        Some(CheckState::Failed) => Tone::Bad,
        Some(CheckState::Unclear) => Tone::Warn,
        Some(CheckState::Opened) | None => Tone::Info,
    }
}

pub fn standing(words: Words, standing: PaperStanding) -> (Tone, String) {
    let (tone, key) = match standing {
        PaperStanding::Missing => (Tone::Warn, "admission-standing-missing"),
        PaperStanding::Waiting => (Tone::Info, "admission-standing-waiting"),
        PaperStanding::Refused => (Tone::Bad, "admission-standing-refused"),
        PaperStanding::Expired => (Tone::Bad, "admission-standing-expired"),
        PaperStanding::Fine => (Tone::Good, "admission-standing-fine"),
    };
    (tone, words.say(key).into_owned())
}

/// What is lacking, as a sentence.
pub fn lack(words: Words, lack: &Lack) -> String {
    match lack {
        Lack::Paper(kind, standing) => {
            let key = match standing {
                PaperStanding::Missing => "admission-lack-paper-missing",
                PaperStanding::Refused => "admission-lack-paper-refused",
                PaperStanding::Expired => "admission-lack-paper-expired",
                PaperStanding::Waiting | PaperStanding::Fine => "admission-lack-paper-waiting",
            };
            words.with(key, &[("paper", paper(words, *kind).into())])
        }
        Lack::Check(kind, state) => {
            let args = [("check", check(words, *kind).into()), ("state", check_state(words, *state).into())];
            words.with("admission-lack-check", &args)
        }
        Lack::Attestation(one) => {
            words.with("admission-lack-attestation", &[("text", attestation(words, *one).into())])
        }
        Lack::Unpaid(kind) => {
            let fee = words.say(&format!("fee-kind-{}", kind.code()));
            words.with("admission-lack-unpaid", &[("fee", fee.into())])
        }
        Lack::Detail(field) => {
            let label = words.say(&format!("admission-detail-{field}"));
            words.with("admission-lack-detail", &[("field", label.into())])
        }
        Lack::Suspended => words.say("suspension-lack").into_owned(),
    }
}

/// What the lists ask for, in names: papers, then checks.
pub fn asked(words: Words, list: &Checklist) -> Vec<String> {
    let papers = list.papers.iter().map(|one| paper(words, *one));
    papers.chain(list.checks.iter().map(|one| check(words, *one))).collect()
}

/// What an applicant declares, as boxes to tick.
pub fn attestations(words: Words, list: &Checklist) -> Vec<Choice> {
    list.attestations.iter().map(|one| Choice::new(one.code(), attestation(words, *one))).collect()
}

/// Kinds of shop with what each means.
pub fn kinds(words: Words, all: &[ShopKind]) -> Vec<Choice> {
    let choice = |one: &ShopKind| {
        let text = words.say(&format!("admission-kind-{}-text", one.code()));
        Choice::new(one.code(), kind(words, *one)).note(text)
    };
    all.iter().map(choice).collect()
}

/// Where it is on its way to an open shop.
pub fn progress(words: Words, it: &Application, list: &Checklist) -> Vec<Step> {
    let mut labels = vec!["admission-progress-sent", "admission-progress-papers"];
    if list.has_brand_papers() {
        labels.push("admission-progress-brand");
    }
    if it.stage == Stage::Paying {
        labels.push("admission-progress-paying");
    }
    labels.extend(["admission-progress-preparing", "admission-progress-open"]);
    let last = labels.len();
    let current = match it.stage {
        Stage::Draft => 0,
        Stage::Submitted | Stage::Papers | Stage::Refused | Stage::Lapsed => 1,
        Stage::Brand => 2,
        Stage::Paying => last - 3,
        Stage::Approved | Stage::Preparing => last - 2,
        Stage::Open | Stage::Supervised | Stage::Closed | Stage::Settled => last,
    };
    Step::list(labels.into_iter().map(|key| words.say(key).into_owned()), current)
}

/// What happened, the last first.
pub fn timeline(words: Words, offset_minutes: i32, steps: &[ApplicationStep]) -> Vec<Stop> {
    let stop = |step: &ApplicationStep| {
        let parts = [step.by_whom.clone(), note(words, step)];
        let told: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Stop::done(said(words, "move", step.step), words.day_time(step.at, offset_minutes))
            .note(told.join(" · "))
    };
    steps.iter().rev().map(stop).collect()
}

/// What a step says beside itself: which paper or check, and a person's words.
fn note(words: Words, step: &ApplicationStep) -> String {
    let (code, rest) = step.text.split_once(": ").unwrap_or((&step.text, ""));
    let name = match step.step {
        Move::PaperAdded
        | Move::PaperAccepted
        | Move::PaperRefused
        | Move::PaperWaived
        | Move::EndsInAMonth
        | Move::EndsInAWeek
        | Move::PaperEnded => code.parse().map(|kind| paper(words, kind)).ok(),
        Move::CheckPassed | Move::CheckFailed | Move::CheckCleared => {
            code.parse().map(|kind| check(words, kind)).ok()
        }
        _ => None,
    };
    match name {
        Some(name) if rest.is_empty() => name,
        Some(name) => format!("{name}: {rest}"),
        None => step.text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use domain::application::RefusalReason;

    use super::*;

    fn all_known<C: Code>(noun: &str) {
        for lang in crate::Lang::ALL {
            for member in C::ALL {
                let key = format!("admission-{noun}-{}", member.code());
                assert!(Words::new(lang).knows(&key), "{key} is missing in {}", lang.html());
            }
        }
    }

    #[test]
    fn every_member_of_every_closed_list_has_its_words() {
        all_known::<ShopKind>("kind");
        all_known::<PaperKind>("paper");
        all_known::<CheckKind>("check");
        all_known::<CheckState>("state");
        all_known::<Attestation>("attest");
        all_known::<Stage>("stage");
        all_known::<Turn>("turn");
        all_known::<Verdict>("verdict");
        all_known::<Move>("move");
        all_known::<RefusalReason>("reason");
        for lang in crate::Lang::ALL {
            let words = Words::new(lang);
            for kind in ShopKind::ALL {
                assert!(words.knows(&format!("admission-kind-{}-text", kind.code())));
            }
            for kind in PaperKind::ALL {
                assert!(words.knows(&format!("admission-paper-{}-hint", kind.code())));
            }
            for field in ["legal_name", "street", "city", "email", "iban", "phone", "representative"] {
                assert!(!lack(words, &Lack::Detail(field)).is_empty());
            }
        }
    }
}
