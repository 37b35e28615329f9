//! Reminders: an operator tells a seller once more what is to be done and by when. What there is to remind of, and how
//! often. Says nothing of how it is told.

use crate::admission::Checklist;
use crate::application::{Application, Stage, Turn};
use crate::paper::{Evidence, Lack, PaperKind, PaperStanding, Verdict};
use crate::{ApplicationId, DAY, MINUTE, Micros};

/// The last time that somebody was reminded of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    pub application: ApplicationId,
    /// Code of a kind of paper; empty for what an application lacks as a whole.
    pub about: String,
    pub at: Micros,
    pub by_whom: String,
    pub version: i64,
}

codes! {
    /// What the holder of a paper is reminded of.
    pub enum PaperNews {
        /// It ends on a day to come.
        Ends = "ends",
        Ended = "ended",
        /// It is not there, or was refused.
        Missing = "missing",
    }
}

codes! {
    /// What an applicant is waited for.
    pub enum ApplicationNews {
        /// Papers, details or an answer.
        Complete = "complete",
        /// A deposit or a fee.
        Pay = "pay",
        /// It is approved: the shop is to be filled and opened.
        Prepare = "prepare",
        /// The shop is supervised for want of something.
        MakeGood = "make_good",
    }
}

/// Why nobody is reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReminderRefusal {
    #[error("reminder.already_today")]
    AlreadyToday,
    #[error("reminder.handed_in")]
    HandedIn,
    #[error("reminder.needless")]
    Needless,
    #[error("reminder.not_in_trade")]
    NotInTrade,
    /// Nothing is waited for from the applicant.
    #[error("reminder.not_their_turn")]
    NotTheirTurn,
    /// No member who could do something about it has an address that is proved.
    #[error("reminder.nobody_to_tell")]
    NobodyToTell,
}

impl ReminderRefusal {
    /// All is as it would be anyhow.
    pub fn is_so_already(self) -> bool {
        !matches!(self, Self::NotInTrade | Self::NobodyToTell)
    }
}

/// What an applicant is waited for, and until when. Drafts are nobody's business but the applicant's.
pub fn of_application(
    it: &Application,
    lacks: &[Lack],
) -> Result<(ApplicationNews, Micros), ReminderRefusal> {
    let due_at = it.due_at.filter(|_| it.turn == Turn::Applicant);
    let due_at = due_at.ok_or(ReminderRefusal::NotTheirTurn)?;
    let news = match it.stage {
        Stage::Papers | Stage::Brand => return Ok((ApplicationNews::Complete, due_at)),
        Stage::Paying => ApplicationNews::Pay,
        Stage::Preparing => ApplicationNews::Prepare,
        Stage::Supervised => ApplicationNews::MakeGood,
        _ => return Err(ReminderRefusal::NotTheirTurn),
    };
    // From the approval on nothing is sent in again: what a checker has not looked at is the checker's.
    if !lacks.is_empty() && !lacks.iter().any(|lack| is_mended_by_applicant(it, lack)) {
        return Err(ReminderRefusal::HandedIn);
    }
    Ok((news, due_at))
}

/// Whether the applicant can do something about it now.
pub fn is_mended_by_applicant(it: &Application, lack: &Lack) -> bool {
    lack.is_of_applicant() || (lack.is_unpaid() && it.stage.takes_money())
}

/// What there is to say of a kind of paper, and when it ends or has ended.
pub fn of_paper(
    evidence: &Evidence<'_>,
    list: &Checklist,
    kind: PaperKind,
    now: Micros,
) -> Result<(PaperNews, Option<Micros>), ReminderRefusal> {
    let of_kind = || evidence.papers.iter().filter(|paper| paper.kind == kind);
    if of_kind().any(|paper| paper.verdict == Verdict::Waiting) {
        return Err(ReminderRefusal::HandedIn);
    }
    let end = last_end(evidence, kind);
    if evidence.standing(kind, now) == PaperStanding::Fine {
        return end.map(|end| (PaperNews::Ends, Some(end))).ok_or(ReminderRefusal::Needless);
    }
    let is_lacking = |lack: &Lack| matches!(lack, Lack::Paper(lacking, _) if *lacking == kind);
    if !evidence.lacks(list, now).iter().any(is_lacking) {
        return Err(ReminderRefusal::Needless);
    }
    Ok(if end.is_some() { (PaperNews::Ended, end) } else { (PaperNews::Missing, None) })
}

/// When the last accepted paper of a kind ends; absent where one has no end, or there is none.
pub fn last_end(evidence: &Evidence<'_>, kind: PaperKind) -> Option<Micros> {
    let held = || {
        let is_held = |verdict| matches!(verdict, Verdict::Accepted | Verdict::Waived);
        evidence.papers.iter().filter(move |paper| paper.kind == kind && is_held(paper.verdict))
    };
    if held().any(|paper| paper.valid_until.is_none()) {
        return None;
    }
    held().filter_map(|paper| paper.valid_until).max()
}

/// One reminder of one thing on a day of the market's calendar, whoever asks.
pub fn once_a_day(last: Option<Micros>, now: Micros, offset_minutes: i64) -> Result<(), ReminderRefusal> {
    let day = |at: Micros| (at + offset_minutes * MINUTE).div_euclid(DAY);
    match last {
        Some(last) if day(last) == day(now) => Err(ReminderRefusal::AlreadyToday),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::admission::ShopKind;
    use crate::paper::{FileType, Paper, Told};
    use crate::seller::{Seller, Trader};
    use crate::{PaperId, SellerId};

    const NOW: Micros = 1_000 * DAY;
    const KIND: PaperKind = PaperKind::Identity;

    fn paper(at: i64, verdict: Verdict, valid_until: Option<Micros>) -> Paper {
        Paper {
            id: PaperId::from_raw(at),
            application: ApplicationId::from_raw(1),
            seller: SellerId::from_raw(1),
            kind: KIND,
            number: String::new(),
            issuer: String::new(),
            valid_until,
            verdict,
            reason: String::new(),
            reviewer: String::new(),
            reviewed_at: None,
            told: Told::Nothing,
            added_at: 0,
            file_key: String::new(),
            file_type: FileType::None,
            file_bytes: 0,
            wrapped_key: Vec::new(),
            version: 0,
        }
    }

    fn seller() -> Seller {
        let nothing = String::new;
        Seller {
            id: SellerId::from_raw(1),
            name: nothing(),
            legal_name: nothing(),
            street: nothing(),
            postcode: nothing(),
            city: nothing(),
            country: nothing(),
            vat_number: None,
            email: nothing(),
            language: nothing(),
            iban: nothing(),
            created_at: 0,
            version: 0,
        }
    }

    fn news(papers: &[Paper]) -> Result<(PaperNews, Option<Micros>), ReminderRefusal> {
        let list = Checklist { papers: vec![KIND], ..Checklist::empty(ShopKind::Maker) };
        let evidence = Evidence {
            papers,
            checks: &[],
            attested: &[],
            seller: &seller(),
            trader: &Trader::unknown(SellerId::from_raw(1), false),
        };
        of_paper(&evidence, &list, KIND, NOW)
    }

    #[test]
    fn a_seller_is_reminded_of_what_they_can_mend_and_of_nothing_else() {
        use Verdict::{Accepted, Refused, Waiting, Waived};
        let (soon, gone) = (Some(NOW + 9 * DAY), Some(NOW - DAY));
        let later = Some(NOW + 400 * DAY);
        for (papers, outcome) in [
            (vec![], Ok((PaperNews::Missing, None))),
            (vec![paper(1, Refused, later)], Ok((PaperNews::Missing, None))),
            (vec![paper(1, Accepted, soon)], Ok((PaperNews::Ends, soon))),
            (vec![paper(1, Accepted, gone)], Ok((PaperNews::Ended, gone))),
            (vec![paper(1, Accepted, gone), paper(2, Refused, later)], Ok((PaperNews::Ended, gone))),
            (vec![paper(1, Accepted, soon), paper(2, Accepted, later)], Ok((PaperNews::Ends, later))),
            (vec![paper(1, Accepted, soon), paper(2, Waiting, later)], Err(ReminderRefusal::HandedIn)),
            (vec![paper(1, Accepted, soon), paper(2, Accepted, None)], Err(ReminderRefusal::Needless)),
            (vec![paper(1, Waived, None)], Err(ReminderRefusal::Needless)),
        ] {
            assert_eq!(news(&papers), outcome, "{papers:?}");
        }
    }

    #[test]
    fn a_day_is_one_of_the_market_s_calendar() {
        let hour = DAY / 24;
        for (last, now, offset, is_allowed) in [
            (None, NOW, 0, true),
            (Some(NOW), NOW + 23 * hour, 0, false),
            (Some(NOW - 1), NOW, 0, true),
            (Some(NOW - 1), NOW, 60, false),
            (Some(NOW + 22 * hour), NOW + 23 * hour, 60, true),
        ] {
            assert_eq!(once_a_day(last, now, offset).is_ok(), is_allowed, "{last:?} {now} {offset}");
        }
    }
}
