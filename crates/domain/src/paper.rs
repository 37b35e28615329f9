//! Papers of an application and what they prove: kind, number, issuer, validity, verdict; checks by providers; and what of a
//! checklist is lacking at a moment. Knows no file and no key but by name.

mod wanted;

pub use wanted::{DAYS_AHEAD, PaperPart, PapersWanted};

use crate::admission::{Attestation, CheckKind, Checklist};
use crate::fee::FeeKind;
use crate::seller::{Seller, Trader};
use crate::{ApplicationId, CheckId, DAY, Micros, PaperId, SellerId};

/// Papers that one application may hold, refused and replaced ones counted.
pub const PAPERS_MAX: usize = 60;
pub const NUMBER_LETTERS_MAX: usize = 80;
pub const REASON_LETTERS_MAX: usize = 1_000;
/// Before a paper ends its holder is told so many days ahead.
pub const WARN_DAYS: [i64; 2] = [30, 7];

codes! {
    pub enum PaperKind {
        BusinessLicence = "business_licence",
        /// From the register of companies or trades.
        RegisterExtract = "register_extract",
        /// Of the person, or of who represents the company.
        Identity = "identity",
        /// A bank's word that the account is the applicant's.
        BankProof = "bank_proof",
        TaxpayerProof = "taxpayer_proof",
        /// The certificate, or the receipt of its filing.
        Trademark = "trademark",
        /// The holder's letter that allows to sell the brand.
        Authorisation = "authorisation",
        /// Invoices from the brands that are sold.
        PurchaseProof = "purchase_proof",
        /// What a sector asks for: food contact, cosmetics, toys.
        SectorLicence = "sector_licence",
        /// Pictures of the workshop and of work in progress.
        MakingProof = "making_proof",
    }
}

codes! {
    pub enum Verdict {
        /// Nobody has looked yet.
        Waiting = "waiting",
        Accepted = "accepted",
        Refused = "refused",
        /// Not asked for after all, with a reason.
        Waived = "waived",
        /// Its holder sent another one before anybody looked.
        Replaced = "replaced",
    }
}

codes! {
    /// What the holder of a paper was told of its end.
    pub enum Told { Nothing = "nothing", Month = "month", Week = "week", Ended = "ended" }
}

codes! {
    /// Of what type a file is, by its content.
    pub enum FileType { None = "none", Pdf = "pdf", Jpeg = "jpeg", Png = "png" }
}

codes! {
    pub enum CheckState {
        /// The provider has not answered.
        Opened = "opened",
        Passed = "passed",
        Failed = "failed",
        /// The provider can't tell: a person has to look.
        Unclear = "unclear",
        /// A checker has looked and let it pass, with a reason.
        Cleared = "cleared",
    }
}

impl PaperKind {
    /// Looked at in the stage of the brand.
    pub fn is_of_brand(self) -> bool {
        matches!(self, Self::Trademark | Self::Authorisation | Self::PurchaseProof)
    }

    /// Whether such a paper always ends some day, so that its date has to be given.
    pub fn always_ends(self) -> bool {
        matches!(self, Self::Identity | Self::Authorisation | Self::SectorLicence)
    }
}

/// One paper, with the file that shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    pub id: PaperId,
    pub application: ApplicationId,
    pub seller: SellerId,
    pub kind: PaperKind,
    pub number: String,
    pub issuer: String,
    /// It holds until this moment; absent where it has no end.
    pub valid_until: Option<Micros>,
    pub verdict: Verdict,
    pub reason: String,
    pub reviewer: String,
    pub reviewed_at: Option<Micros>,
    pub told: Told,
    pub added_at: Micros,
    /// Under which the sealed file is kept; empty where there is none, or no more.
    pub file_key: String,
    pub file_type: FileType,
    pub file_bytes: i64,
    /// The file's own key, wrapped by that of the installation.
    pub wrapped_key: Vec<u8>,
    pub version: i64,
}

/// Why a paper or a verdict is not possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PaperRefusal {
    #[error("paper.not_asked_for")]
    NotAskedFor,
    #[error("paper.too_many")]
    TooMany,
    #[error("paper.number_too_long")]
    NumberTooLong,
    #[error("paper.end_missing")]
    EndMissing,
    #[error("paper.ended")]
    Ended,
    #[error("paper.reason_missing")]
    ReasonMissing,
    #[error("paper.already_judged")]
    AlreadyJudged,
    #[error("paper.no_waiver")]
    NoWaiver,
    #[error("paper.stage_over")]
    StageOver,
    /// The code of the file's own refusal.
    #[error("{0}")]
    File(&'static str),
}

/// How a kind of paper stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperStanding {
    Missing,
    Waiting,
    Refused,
    Expired,
    Fine,
}

impl Paper {
    pub fn is_over(&self, now: Micros) -> bool {
        self.valid_until.is_some_and(|until| until <= now)
    }

    /// Whether it proves something at `now`.
    pub fn holds(&self, now: Micros) -> bool {
        match self.verdict {
            Verdict::Accepted => !self.is_over(now),
            Verdict::Waived => true,
            Verdict::Waiting | Verdict::Refused | Verdict::Replaced => false,
        }
    }

    /// What its details lack, before it is taken.
    pub fn check(&self, list: &Checklist, now: Micros) -> Result<(), PaperRefusal> {
        if !list.papers.contains(&self.kind) {
            return Err(PaperRefusal::NotAskedFor);
        }
        if self.number.chars().count() > NUMBER_LETTERS_MAX
            || self.issuer.chars().count() > NUMBER_LETTERS_MAX
        {
            return Err(PaperRefusal::NumberTooLong);
        }
        if self.valid_until.is_none() && self.kind.always_ends() {
            return Err(PaperRefusal::EndMissing);
        }
        if self.is_over(now) { Err(PaperRefusal::Ended) } else { Ok(()) }
    }

    /// A checker's word. A paper that was judged stays judged: a correction is another paper.
    pub fn judge(
        &mut self,
        accepted: bool,
        reason: &str,
        reviewer: &str,
        now: Micros,
    ) -> Result<(), PaperRefusal> {
        if self.verdict != Verdict::Waiting {
            return Err(PaperRefusal::AlreadyJudged);
        }
        if accepted && self.is_over(now) {
            return Err(PaperRefusal::Ended);
        }
        if !accepted && reason.trim().is_empty() {
            return Err(PaperRefusal::ReasonMissing);
        }
        self.verdict = if accepted { Verdict::Accepted } else { Verdict::Refused };
        self.reason = reason.trim().chars().take(REASON_LETTERS_MAX).collect();
        reviewer.clone_into(&mut self.reviewer);
        self.reviewed_at = Some(now);
        Ok(())
    }

    /// When its end is looked at next: a month ahead, a week ahead, on the day.
    pub fn next_look(&self) -> Option<Micros> {
        let until = self.valid_until?;
        if self.verdict != Verdict::Accepted {
            return None;
        }
        match self.told {
            Told::Nothing => Some(until - WARN_DAYS[0] * DAY),
            Told::Month => Some(until - WARN_DAYS[1] * DAY),
            Told::Week => Some(until),
            Told::Ended => None,
        }
    }

    /// What its holder is told at `now`, if anything new. Looks that were missed are not made up for.
    pub fn look(&mut self, now: Micros) -> Option<Told> {
        let until = self.valid_until.filter(|_| self.verdict == Verdict::Accepted)?;
        let told = match until - now {
            left if left <= 0 => Told::Ended,
            left if left <= WARN_DAYS[1] * DAY => Told::Week,
            left if left <= WARN_DAYS[0] * DAY => Told::Month,
            _ => Told::Nothing,
        };
        let is_new = told > self.told;
        self.told = self.told.max(told);
        is_new.then_some(told)
    }
}

/// The question to a provider: the intent, whose id is the idempotency key, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderCheck {
    pub id: CheckId,
    pub application: ApplicationId,
    pub kind: CheckKind,
    pub state: CheckState,
    pub reference: String,
    /// The provider's word, or a checker's reason.
    pub note: String,
    pub opened_at: Micros,
    pub done_at: Option<Micros>,
    pub version: i64,
}

impl ProviderCheck {
    pub fn holds(&self) -> bool {
        matches!(self.state, CheckState::Passed | CheckState::Cleared)
    }
}

/// What an application has to show for itself.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    pub papers: &'a [Paper],
    pub checks: &'a [ProviderCheck],
    pub attested: &'a [Attestation],
    pub seller: &'a Seller,
    pub trader: &'a Trader,
}

/// Something that stands between an applicant and an open shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    Paper(PaperKind, PaperStanding),
    /// Absent: the provider was never asked.
    Check(CheckKind, Option<CheckState>),
    Attestation(Attestation),
    /// A detail of the trader that the law asks for, by the name of its field.
    Detail(&'static str),
    /// The operator has stopped the shop.
    Suspended,
    /// A deposit or a fee is not paid, or a deposit was not topped up in time. Nothing to do before the approval.
    Unpaid(FeeKind),
}

impl Lack {
    /// What the applicant can do something about; the rest waits for a checker or a provider.
    pub fn is_of_applicant(&self) -> bool {
        use PaperStanding::{Expired, Missing, Refused};
        match self {
            Self::Paper(_, standing) => matches!(standing, Missing | Refused | Expired),
            Self::Check(..) | Self::Suspended | Self::Unpaid(_) => false,
            Self::Attestation(_) | Self::Detail(_) => true,
        }
    }

    pub fn is_unpaid(&self) -> bool {
        matches!(self, Self::Unpaid(_))
    }

    pub fn is_of_brand(&self) -> bool {
        matches!(self, Self::Paper(kind, _) if kind.is_of_brand())
    }
}

impl Evidence<'_> {
    /// How a kind of paper stands: one that holds is enough, else the newest tells.
    pub fn standing(&self, kind: PaperKind, now: Micros) -> PaperStanding {
        let of_kind = || self.papers.iter().filter(|paper| paper.kind == kind);
        if of_kind().any(|paper| paper.holds(now)) {
            return PaperStanding::Fine;
        }
        match of_kind().max_by_key(|paper| paper.id).map(|paper| paper.verdict) {
            None | Some(Verdict::Replaced) => PaperStanding::Missing,
            Some(Verdict::Waiting) => PaperStanding::Waiting,
            Some(Verdict::Refused) => PaperStanding::Refused,
            Some(Verdict::Accepted | Verdict::Waived) => PaperStanding::Expired,
        }
    }

    fn check_state(&self, kind: CheckKind) -> Option<CheckState> {
        let newest = self.checks.iter().filter(|check| check.kind == kind).max_by_key(|check| check.id);
        newest.map(|check| check.state)
    }

    fn is_passed(&self, kind: CheckKind) -> bool {
        matches!(self.check_state(kind), Some(CheckState::Passed | CheckState::Cleared))
    }

    /// Whether a check that is passed makes the paper needless, or one whose answer is still to come: until then the check
    /// itself is lacking, and if it fails, the paper is.
    fn is_waived_by_check(&self, list: &Checklist, paper: PaperKind) -> bool {
        let by = list.waivers.iter().filter(|waiver| waiver.paper == paper).filter_map(|waiver| waiver.by);
        by.into_iter().any(|check| match self.check_state(check) {
            Some(CheckState::Passed | CheckState::Cleared) => true,
            Some(CheckState::Opened) | None => list.checks.contains(&check),
            Some(CheckState::Failed | CheckState::Unclear) => false,
        })
    }

    /// All that is lacking of a checklist at `now`. Empty: a shop may be open.
    pub fn lacks(&self, list: &Checklist, now: Micros) -> Vec<Lack> {
        let waived = |paper: PaperKind| self.is_waived_by_check(list, paper);
        let papers = list.papers.iter().filter(|paper| !waived(**paper));
        let papers = papers.map(|kind| (*kind, self.standing(*kind, now)));
        let mut lacks: Vec<Lack> = papers
            .filter(|(_, standing)| *standing != PaperStanding::Fine)
            .map(|(kind, standing)| Lack::Paper(kind, standing))
            .collect();
        let checks = list.checks.iter().filter(|check| !self.is_passed(**check));
        lacks.extend(checks.map(|check| Lack::Check(*check, self.check_state(*check))));
        let attestations = list.attestations.iter().filter(|one| !self.attested.contains(one));
        lacks.extend(attestations.map(|one| Lack::Attestation(*one)));
        lacks.extend(self.trader.missing(self.seller, list).into_iter().map(Lack::Detail));
        lacks
    }
}
