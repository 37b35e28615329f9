//! A seller's request to open a shop: its stages from the first draft to the last settled order, whose turn it is, by when,
//! and what silence means. Plain functions over values; the papers themselves are judged in `paper`.

mod refusal;
mod stage;

use crate::admission::{Admission, AdmissionDays, Attestation, Checklist, ShopKind};
use crate::paper::Lack;
use crate::{ApplicationId, DAY, EventId, MarketId, Micros, OperatorId, SellerId, UserId};

pub use refusal::ApplicationRefusal;
pub use stage::{Due, Move, Queue, RefusalReason, Stage, Turn};

pub const NAME_LETTERS_MAX: usize = 80;
pub const TEXT_LETTERS_MAX: usize = 2_000;
/// Questions about one application.
pub const QUESTIONS_MAX: usize = 40;
pub const SCORE_MAX: i64 = 100;
/// Applications that one seller may begin, those that ended counted.
pub const OF_SELLER_MAX: i64 = 40;
/// Categories that one shop names.
pub const CATEGORIES_MAX: usize = 5;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    pub id: ApplicationId,
    pub seller: SellerId,
    pub market: MarketId,
    pub operator: OperatorId,
    /// Who began it.
    pub user_id: UserId,
    pub kind: ShopKind,
    pub country: String,
    pub shop_name: String,
    /// What will be sold, in the applicant's words.
    pub goods: String,
    /// Paths of the categories in which it sells, with commas.
    pub categories: String,
    pub language: String,
    pub stage: Stage,
    pub turn: Turn,
    pub due_at: Option<Micros>,
    /// The version of the policy that it was begun under.
    pub policy_number: i64,
    /// Codes of attestations with commas.
    pub attested: String,
    pub score: Option<i64>,
    /// The checker who has taken it.
    pub reviewer: String,
    /// Code of the reason and the words of a refusal.
    pub reason: String,
    pub ruling: String,
    /// Raw id of the user who refused it last.
    pub refused_by: Option<i64>,
    pub appeal: String,
    pub begun_at: Micros,
    pub submitted_at: Option<Micros>,
    pub decided_at: Option<Micros>,
    pub appealed_at: Option<Micros>,
    /// Raw id of the shop, from the stage of preparing on.
    pub shop: Option<i64>,
    pub version: i64,
}

/// A dated row of an application's timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplicationStep {
    pub application: ApplicationId,
    pub id: EventId,
    pub step: Move,
    /// The person's name; empty where time or a provider did it.
    pub by_whom: String,
    pub text: String,
    pub at: Micros,
}

/// What a checker wants to know, and what the applicant says to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub application: ApplicationId,
    pub ordinal: i64,
    pub question: String,
    pub asked_by: String,
    pub asked_at: Micros,
    pub answer: String,
    pub answered_at: Option<Micros>,
}

type Done = Result<(), ApplicationRefusal>;

impl Application {
    pub fn attestations(&self) -> Vec<Attestation> {
        self.attested.split(',').filter_map(|code| code.parse().ok()).collect()
    }

    /// Attested from now on, nothing else.
    pub fn attest(&mut self, all: &[Attestation]) {
        let codes: Vec<&str> = all.iter().map(|one| crate::Code::code(*one)).collect();
        self.attested = codes.join(",");
    }

    /// The categories in which it sells, with all below them. The fees of the door and of each year follow them.
    pub fn categories(&self) -> Vec<String> {
        self.categories.split(',').filter(|path| !path.is_empty()).map(str::to_owned).collect()
    }

    /// Sells in these from now on, each named once, in the order named.
    pub fn name_categories(&mut self, paths: &[String]) {
        let mut named: Vec<&str> = Vec::new();
        for path in paths {
            if !named.contains(&path.as_str()) {
                named.push(path);
            }
        }
        self.categories = named.join(",");
    }

    /// Whether naming other categories is a matter of the application still, and not of a shop that paid by them.
    pub fn names_freely(&self) -> bool {
        self.stage == Stage::Draft || self.stage == Stage::Submitted || self.is_in_review()
    }

    /// Whether papers and details may be changed by the applicant.
    pub fn is_editable(&self) -> bool {
        use Stage::{Brand, Draft, Open, Papers, Preparing, Submitted, Supervised};
        matches!(self.stage, Draft | Submitted | Papers | Brand | Preparing | Open | Supervised)
    }

    /// Whether it is on its way to a shop.
    pub fn is_pending(&self) -> bool {
        use Stage::{Approved, Brand, Draft, Papers, Paying, Preparing, Refused, Submitted};
        matches!(self.stage, Draft | Submitted | Papers | Brand | Approved | Paying | Preparing)
            || (self.stage == Refused && self.turn == Turn::Checker)
    }

    /// Whether it was sent in and nothing is wanted of the applicant: sending it again changes nothing.
    pub fn is_sent_in(&self) -> bool {
        let waits = self.is_in_review() || self.stage == Stage::Submitted;
        (waits && self.turn == Turn::Checker) || matches!(self.stage, Stage::Paying | Stage::Preparing)
    }

    /// Whether a checker looks at it now.
    pub fn is_in_review(&self) -> bool {
        matches!(self.stage, Stage::Papers | Stage::Brand)
    }

    /// The last moment to appeal; absent where there is nothing to appeal against, or it was done.
    pub fn appeal_until(&self, days: &AdmissionDays) -> Option<Micros> {
        let is_open = self.stage == Stage::Refused && self.appealed_at.is_none();
        self.decided_at.filter(|_| is_open).map(|at| at + days.appeal * DAY)
    }

    fn goes_to(&mut self, stage: Stage, turn: Turn, days: Option<i64>, now: Micros) {
        (self.stage, self.turn) = (stage, turn);
        self.due_at = days.map(|days| now + days * DAY);
    }

    /// The applicant sends it in, for the first time or again. Whatever was accepted stays accepted.
    pub fn submit(&mut self, lacks: &[Lack], admission: &Admission, list: &Checklist, now: Micros) -> Done {
        let is_theirs = self.stage == Stage::Draft || (self.is_in_review() && self.turn == Turn::Applicant);
        if !is_theirs {
            return Err(ApplicationRefusal::NotNow);
        }
        let own: Vec<Lack> = lacks.iter().filter(|lack| lack.is_of_applicant()).copied().collect();
        if !own.is_empty() {
            return Err(ApplicationRefusal::Lacking(own));
        }
        let stage = if self.stage == Stage::Draft { Stage::Submitted } else { self.stage };
        self.submitted_at = self.submitted_at.or(Some(now));
        self.goes_to(stage, Turn::Checker, Some(admission.days.review), now);
        if stage == Stage::Submitted && !admission.is_reviewed(list) && lacks.iter().all(Lack::is_unpaid) {
            self.approved(lacks, &admission.days, now);
        }
        Ok(())
    }

    /// A checker begins to look. Nobody takes it from another one.
    pub fn take(&mut self, reviewer: &str, days: &AdmissionDays, now: Micros) -> Done {
        if self.stage != Stage::Submitted {
            return Err(match self.is_in_review() {
                true if self.reviewer == reviewer => ApplicationRefusal::TakenAlready,
                true => ApplicationRefusal::WithAnother,
                false => ApplicationRefusal::NotNow,
            });
        }
        reviewer.clone_into(&mut self.reviewer);
        self.goes_to(Stage::Papers, Turn::Checker, Some(days.review), now);
        Ok(())
    }

    /// It is the applicant's turn: a question was asked, or it was sent back.
    pub fn wait_for_applicant(&mut self, days: &AdmissionDays, now: Micros) -> Done {
        if !self.is_in_review() {
            return Err(ApplicationRefusal::NotNow);
        }
        self.goes_to(self.stage, Turn::Applicant, Some(days.answer), now);
        Ok(())
    }

    pub fn set_score(&mut self, score: i64) -> Done {
        if !self.is_in_review() {
            return Err(ApplicationRefusal::NotNow);
        }
        self.score = Some(score.clamp(0, SCORE_MAX));
        Ok(())
    }

    /// The stage that is looked at is in order: the brand comes next, or the approval. What is lacking stands against it.
    pub fn pass(&mut self, lacks: &[Lack], admission: &Admission, list: &Checklist, now: Micros) -> Done {
        if !self.is_in_review() {
            return Err(ApplicationRefusal::NotNow);
        }
        let is_first = self.stage == Stage::Papers && list.has_brand_papers();
        let is_later = |lack: &Lack| lack.is_unpaid() || (is_first && lack.is_of_brand());
        let against: Vec<Lack> = lacks.iter().filter(|lack| !is_later(lack)).copied().collect();
        if !against.is_empty() {
            return Err(ApplicationRefusal::Lacking(against));
        }
        if is_first {
            self.goes_to(Stage::Brand, Turn::Checker, Some(admission.days.review), now);
            return Ok(());
        }
        if let Some(least) = admission.score_least {
            match self.score {
                None => return Err(ApplicationRefusal::ScoreMissing),
                Some(score) if score < least => return Err(ApplicationRefusal::ScoreTooLow),
                Some(_) => {}
            }
        }
        self.approved(lacks, &admission.days, now);
        Ok(())
    }

    /// From the approval on: what passes by itself is passed at once.
    fn approved(&mut self, lacks: &[Lack], days: &AdmissionDays, now: Micros) {
        self.decided_at = Some(now);
        self.goes_to(Stage::Approved, Turn::Nobody, None, now);
        self.goes_to(Stage::Paying, Turn::Applicant, Some(days.prepare), now);
        self.paid(lacks, days, now);
    }

    /// Goes on to preparing once nothing is to be paid any more; answers whether it did.
    pub fn paid(&mut self, lacks: &[Lack], days: &AdmissionDays, now: Micros) -> bool {
        let goes_on = self.stage == Stage::Paying && !lacks.iter().any(Lack::is_unpaid);
        if goes_on {
            self.goes_to(Stage::Preparing, Turn::Applicant, Some(days.prepare), now);
        }
        goes_on
    }

    /// A checker says no, with a reason and in words.
    pub fn refuse(&mut self, reason: RefusalReason, text: &str, days: &AdmissionDays, now: Micros) -> Done {
        if !self.is_in_review() && self.stage != Stage::Submitted {
            return Err(ApplicationRefusal::NotNow);
        }
        let text = text.trim();
        if text.is_empty() {
            return Err(ApplicationRefusal::TextMissing);
        }
        crate::Code::code(reason).clone_into(&mut self.reason);
        self.ruling = text.chars().take(TEXT_LETTERS_MAX).collect();
        self.decided_at = Some(now);
        self.goes_to(Stage::Refused, Turn::Nobody, Some(days.appeal.max(days.keep)), now);
        Ok(())
    }

    /// The applicant asks for one more look, once.
    pub fn ask_again(&mut self, text: &str, days: &AdmissionDays, now: Micros) -> Done {
        let Some(until) = self.appeal_until(days) else { return Err(ApplicationRefusal::NotNow) };
        if now > until {
            return Err(ApplicationRefusal::AppealOver);
        }
        if text.trim().is_empty() {
            return Err(ApplicationRefusal::TextMissing);
        }
        self.appeal = text.trim().chars().take(TEXT_LETTERS_MAX).collect();
        self.appealed_at = Some(now);
        self.goes_to(Stage::Refused, Turn::Checker, Some(days.review), now);
        Ok(())
    }

    /// The appeal is decided: looked at anew from the papers on, or refused for good.
    pub fn rule(&mut self, granted: bool, text: &str, days: &AdmissionDays, now: Micros) -> Done {
        if self.stage != Stage::Refused || self.turn != Turn::Checker {
            return Err(ApplicationRefusal::NotNow);
        }
        if text.trim().is_empty() {
            return Err(ApplicationRefusal::TextMissing);
        }
        self.ruling = text.trim().chars().take(TEXT_LETTERS_MAX).collect();
        self.decided_at = Some(now);
        if granted {
            self.goes_to(Stage::Papers, Turn::Checker, Some(days.review), now);
        } else {
            self.goes_to(Stage::Refused, Turn::Nobody, Some(days.keep), now);
        }
        Ok(())
    }

    /// The applicant takes it back.
    pub fn take_back(&mut self, days: &AdmissionDays, now: Micros) -> Done {
        if !self.is_pending() {
            return Err(ApplicationRefusal::NotNow);
        }
        self.goes_to(Stage::Lapsed, Turn::Nobody, Some(days.keep), now);
        Ok(())
    }

    /// The shop opens: the first time, or again after it was closed. Nothing may be lacking.
    pub fn open(&mut self, lacks: &[Lack], now: Micros) -> Done {
        if !matches!(self.stage, Stage::Preparing | Stage::Closed) {
            return Err(ApplicationRefusal::NotNow);
        }
        if !lacks.is_empty() {
            return Err(ApplicationRefusal::Lacking(lacks.to_vec()));
        }
        self.goes_to(Stage::Open, Turn::Nobody, None, now);
        Ok(())
    }

    /// Brings the stage in line with what is lacking: a shop in trade is supervised, one that is whole again sells again.
    pub fn follow(&mut self, lacks: &[Lack], days: &AdmissionDays, now: Micros) -> Option<Move> {
        // Whom the operator stopped has nothing to make good by a day: no deadline closes the shop.
        let is_theirs = lacks.iter().any(|lack| *lack != Lack::Suspended);
        match self.stage {
            Stage::Open if !lacks.is_empty() => {
                let turn = if is_theirs { Turn::Applicant } else { Turn::Nobody };
                self.goes_to(Stage::Supervised, turn, is_theirs.then_some(days.supervise), now);
                Some(Move::Supervised)
            }
            // More is lacking than the operator's leave: from now on there is a day.
            Stage::Supervised if self.due_at.is_none() && is_theirs => {
                self.goes_to(Stage::Supervised, Turn::Applicant, Some(days.supervise), now);
                None
            }
            Stage::Supervised if lacks.is_empty() => {
                self.goes_to(Stage::Open, Turn::Nobody, None, now);
                Some(Move::Reopened)
            }
            _ => None,
        }
    }

    /// The operator or the seller closes the shop.
    pub fn close(&mut self, days: &AdmissionDays, now: Micros) -> Done {
        if !matches!(self.stage, Stage::Open | Stage::Supervised | Stage::Preparing) {
            return Err(ApplicationRefusal::NotNow);
        }
        self.goes_to(Stage::Closed, Turn::Nobody, Some(days.settle), now);
        Ok(())
    }

    /// A private person sells as a trade from now on: another list holds.
    pub fn become_trader(&mut self, kind: ShopKind) -> Done {
        let is_private = self.kind == ShopKind::PrivatePerson && self.is_editable();
        if !is_private || !kind.is_trader() {
            return Err(ApplicationRefusal::NotNow);
        }
        self.kind = kind;
        Ok(())
    }

    /// The deadline has passed. Silence never opens a shop: the applicant's loses, the checker's is told.
    pub fn fall_due(&mut self, days: &AdmissionDays, is_at_rest: bool, now: Micros) -> Due {
        if self.due_at.is_none_or(|due| due > now) {
            return Due::Nothing;
        }
        match (self.stage, self.turn) {
            (Stage::Submitted | Stage::Papers | Stage::Brand | Stage::Refused, Turn::Checker) => {
                self.goes_to(self.stage, Turn::Checker, Some(days.review), now);
                Due::Overdue
            }
            (Stage::Supervised, _) => {
                self.goes_to(Stage::Closed, Turn::Nobody, Some(days.settle), now);
                Due::Closed
            }
            (Stage::Closed, _) if is_at_rest => {
                self.goes_to(Stage::Settled, Turn::Nobody, Some(days.keep), now);
                Due::Settled
            }
            (Stage::Closed, _) => {
                self.goes_to(Stage::Closed, Turn::Nobody, Some(days.settle), now);
                Due::NotYetSettled
            }
            (Stage::Refused | Stage::Lapsed | Stage::Settled, _) => {
                self.due_at = None;
                Due::Forgotten
            }
            _ => {
                self.goes_to(Stage::Lapsed, Turn::Nobody, Some(days.keep), now);
                Due::Lapsed
            }
        }
    }
}

#[cfg(test)]
#[path = "application/tests.rs"]
mod tests;
