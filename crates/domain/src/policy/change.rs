//! A change of a market's rules on its way: proposed by one member, decided by another where sellers' money hangs on it,
//! in force at its date. No path leads around the notice or the second person.

use super::field::{self, apply, diff};
use super::notice::{Ground, touches_money};
use super::{Policy, PolicyRefusal, PolicyVersion, in_force};
use crate::{DAY, MINUTE, MarketId, Micros, ProposalId, UserId};

/// Letters of a reason or a word to sellers.
pub const TEXT_LETTERS_MAX: usize = 1_000;
/// How far ahead a date may lie.
pub const AHEAD_DAYS_MAX: i64 = 366;
/// So long before its date a change can be called off at the latest: by then every process knows.
pub const CALL_OFF_BEFORE: Micros = 60 * MINUTE;
/// Proposals of a market that may wait for a decision.
pub const WAITING_MAX: usize = 20;

codes! {
    pub enum ProposalState {
        /// Waits for a second member.
        Proposed = "proposed",
        /// Decided: it holds from its date on.
        Approved = "approved",
        /// Turned down by another member.
        Refused = "refused",
        /// Taken back by who proposed it.
        Withdrawn = "withdrawn",
        /// Decided and announced, and then called off before its date.
        CalledOff = "called_off",
    }
}

/// Who proposes or decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub user: UserId,
    pub name: String,
}

/// A proposed change, with everything that happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub id: ProposalId,
    pub market: MarketId,
    pub state: ProposalState,
    pub changes: Changes,
    /// Why, in the author's words; sellers read it too.
    pub note: String,
    /// From when it shall hold, if the notice allows; absent for as soon as may be.
    pub wanted_at: Option<Micros>,
    pub author: UserId,
    pub author_name: String,
    pub proposed_at: Micros,
    /// Raw id of the user.
    pub decider: Option<i64>,
    pub decider_name: String,
    pub decided_at: Option<Micros>,
    /// Why it was refused or withdrawn.
    pub reason: String,
    /// The version that it became, and from when that holds.
    pub number: Option<i64>,
    pub since: Option<Micros>,
    /// Raw id of the last shop whose seller was told.
    pub told_to: Option<i64>,
    /// Who asks that it does not come, though announced: raw id, name, why, when.
    pub off_by: Option<i64>,
    pub off_name: String,
    pub off_reason: String,
    pub off_asked_at: Option<Micros>,
    /// Who agreed, and when it was called off.
    pub off_decider_name: String,
    pub off_at: Option<Micros>,
    /// Raw id of the last shop whose seller was told that.
    pub off_told_to: Option<i64>,
    pub version: i64,
}

/// What a proposal changes; stored as JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Changes(pub Vec<field::Change>);

impl Changes {
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("texts and JSON are always JSON")
    }

    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
}

/// Why a change can't be proposed or decided.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChangeRefusal {
    #[error("{0}")]
    Policy(#[from] PolicyRefusal),
    #[error("policy.nothing_changes")]
    NothingChanges,
    #[error("policy.date_out_of_range")]
    DateOutOfRange,
    #[error("policy.text_too_long")]
    TextTooLong,
    #[error("policy.reason_missing")]
    ReasonMissing,
    #[error("policy.too_many_waiting")]
    TooManyWaiting,
    #[error("policy.already_decided")]
    AlreadyDecided,
    #[error("policy.needs_another_member")]
    NeedsAnotherMember,
    #[error("policy.not_the_author")]
    NotTheAuthor,
    /// A value has changed since the proposal was made.
    #[error("policy.outdated")]
    Outdated,
    /// A change of the same field is announced for a later date.
    #[error("policy.announced_already")]
    AnnouncedAlready,
    /// It holds already, or so soon that not everybody would know.
    #[error("policy.too_late_to_call_off")]
    TooLateToCallOff,
    #[error("policy.not_called_off")]
    NobodyCallsOff,
}

/// A version that has been decided, and what becomes of those announced for later dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enacted {
    pub version: PolicyVersion,
    /// Versions that hold later, with this change in them too. Nobody has bought under them yet.
    pub rebased: Vec<PolicyVersion>,
}

/// A version that never comes to hold, and those announced for later dates, without its changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recalled {
    pub market: MarketId,
    pub number: i64,
    pub at: Micros,
    pub rebased: Vec<PolicyVersion>,
}

/// Texts and dates that a proposal comes with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    pub note: String,
    pub wanted_at: Option<Micros>,
}

/// Proposes that `policy` shall hold instead of the one in force at `now`.
pub fn propose(
    id: ProposalId,
    versions: &[PolicyVersion],
    policy: &Policy,
    by: &Person,
    wish: Wish,
    now: Micros,
) -> Result<Proposal, ChangeRefusal> {
    let current = in_force(versions, now).or(versions.first()).ok_or(ChangeRefusal::Outdated)?;
    let changes = diff(&current.policy, policy);
    if changes.is_empty() {
        return Err(ChangeRefusal::NothingChanges);
    }
    field::check_new_lists(&current.policy, &apply(&current.policy, &changes)?)?;
    if wish.note.chars().count() > TEXT_LETTERS_MAX {
        return Err(ChangeRefusal::TextTooLong);
    }
    if wish.wanted_at.is_some_and(|at| at > now + AHEAD_DAYS_MAX * DAY) {
        return Err(ChangeRefusal::DateOutOfRange);
    }
    let proposal = Proposal {
        id,
        market: current.market,
        state: ProposalState::Proposed,
        changes: Changes(changes),
        note: wish.note.trim().to_owned(),
        wanted_at: wish.wanted_at,
        author: by.user,
        author_name: by.name.clone(),
        proposed_at: now,
        decider: None,
        decider_name: String::new(),
        decided_at: None,
        reason: String::new(),
        number: None,
        since: None,
        told_to: None,
        off_by: None,
        off_name: String::new(),
        off_reason: String::new(),
        off_asked_at: None,
        off_decider_name: String::new(),
        off_at: None,
        off_told_to: None,
        version: 0,
    };
    // What can't be approved now need not wait for anybody.
    proposal.enacted(versions, now, now)?;
    Ok(proposal)
}

impl Proposal {
    /// Whether a second person decides.
    pub fn needs_another(&self) -> bool {
        touches_money(&self.changes.0)
    }

    pub fn is_waiting(&self) -> bool {
        self.state == ProposalState::Proposed
    }

    /// Decided, and not in force yet.
    pub fn is_announced(&self, now: Micros) -> bool {
        self.state == ProposalState::Approved && self.since.is_some_and(|since| since > now)
    }

    /// From when it would hold if it were approved at `now`.
    pub fn effect_at(&self, ground: &Ground, now: Micros) -> Micros {
        let earliest = ground.earliest(&self.changes.0, now);
        self.wanted_at.map_or(earliest, |wanted| wanted.max(earliest))
    }

    /// Approves it: by another member than its author where sellers' money hangs on it. The notice counts from here.
    pub fn approve(
        &mut self,
        versions: &[PolicyVersion],
        by: &Person,
        ground: &Ground,
        now: Micros,
    ) -> Result<Enacted, ChangeRefusal> {
        if !self.is_waiting() {
            return Err(ChangeRefusal::AlreadyDecided);
        }
        if self.needs_another() && by.user == self.author {
            return Err(ChangeRefusal::NeedsAnotherMember);
        }
        let since = self.effect_at(ground, now);
        let enacted = self.enacted(versions, since, now)?;
        self.decided(ProposalState::Approved, by, "", now);
        (self.number, self.since) = (Some(enacted.version.number), Some(since));
        Ok(enacted)
    }

    /// Turns it down. Who has proposed it withdraws it instead.
    pub fn refuse(&mut self, by: &Person, reason: &str, now: Micros) -> Result<(), ChangeRefusal> {
        if by.user == self.author {
            return Err(ChangeRefusal::NeedsAnotherMember);
        }
        if reason.trim().is_empty() {
            return Err(ChangeRefusal::ReasonMissing);
        }
        self.end(ProposalState::Refused, by, reason, now)
    }

    /// Takes it back.
    pub fn withdraw(&mut self, by: &Person, reason: &str, now: Micros) -> Result<(), ChangeRefusal> {
        if by.user != self.author {
            return Err(ChangeRefusal::NotTheAuthor);
        }
        self.end(ProposalState::Withdrawn, by, reason, now)
    }

    /// Whether an announced change can still be kept from coming.
    pub fn can_be_called_off(&self, now: Micros) -> bool {
        self.state == ProposalState::Approved
            && self.since.is_some_and(|since| since >= now + CALL_OFF_BEFORE)
    }

    /// Calls an announced change off. Where sellers' money hangs on it the first member only asks for it, and another one
    /// agrees: two people announced it. Answers what becomes of the versions, once it is called off.
    pub fn call_off(
        &mut self,
        versions: &[PolicyVersion],
        by: &Person,
        reason: &str,
        now: Micros,
    ) -> Result<Option<Recalled>, ChangeRefusal> {
        if self.state != ProposalState::Approved {
            return Err(ChangeRefusal::AlreadyDecided);
        }
        if !self.can_be_called_off(now) {
            return Err(ChangeRefusal::TooLateToCallOff);
        }
        let recalled = self.recalled(versions, now)?;
        let is_asked = self.off_asked_at.is_some();
        if is_asked && self.off_by == Some(by.user.get()) {
            return Err(ChangeRefusal::NeedsAnotherMember);
        }
        if !is_asked {
            if reason.trim().is_empty() {
                return Err(ChangeRefusal::ReasonMissing);
            }
            if reason.chars().count() > TEXT_LETTERS_MAX {
                return Err(ChangeRefusal::TextTooLong);
            }
            (self.off_by, self.off_asked_at) = (Some(by.user.get()), Some(now));
            self.off_name.clone_from(&by.name);
            reason.trim().clone_into(&mut self.off_reason);
            if self.needs_another() {
                return Ok(None);
            }
        }
        (self.state, self.off_at) = (ProposalState::CalledOff, Some(now));
        self.off_decider_name.clone_from(&by.name);
        Ok(Some(recalled))
    }

    /// It comes all the same: what was asked is forgotten here, and stands in the audit.
    pub fn keep(&mut self) -> Result<(), ChangeRefusal> {
        if self.state != ProposalState::Approved || self.off_asked_at.is_none() {
            return Err(ChangeRefusal::NobodyCallsOff);
        }
        (self.off_by, self.off_asked_at) = (None, None);
        self.off_name.clear();
        self.off_reason.clear();
        Ok(())
    }

    /// What the versions become without this one. No later version changes the same fields (see `enacted`), so that
    /// what sellers were told of those stays true.
    fn recalled(&self, versions: &[PolicyVersion], now: Micros) -> Result<Recalled, ChangeRefusal> {
        let mut live: Vec<&PolicyVersion> =
            versions.iter().filter(|version| version.off_at.is_none()).collect();
        live.sort_by_key(|version| (version.since, version.number));
        let own = live.iter().position(|version| Some(version.number) == self.number);
        let (Some(own), Some(number)) = (own.filter(|own| *own > 0), self.number) else {
            return Err(ChangeRefusal::AlreadyDecided);
        };
        let mut under = live[own - 1].policy.clone();
        let mut rebased = Vec::new();
        for pair in live[own..].windows(2) {
            let (before, later) = (pair[0], pair[1]);
            under = apply(&under, &diff(&before.policy, &later.policy))?;
            rebased.push(PolicyVersion { policy: under.clone(), ..later.clone() });
        }
        Ok(Recalled { market: self.market, number, at: now, rebased })
    }

    fn end(
        &mut self,
        state: ProposalState,
        by: &Person,
        reason: &str,
        now: Micros,
    ) -> Result<(), ChangeRefusal> {
        if !self.is_waiting() {
            return Err(ChangeRefusal::AlreadyDecided);
        }
        if reason.chars().count() > TEXT_LETTERS_MAX {
            return Err(ChangeRefusal::TextTooLong);
        }
        self.decided(state, by, reason.trim(), now);
        Ok(())
    }

    fn decided(&mut self, state: ProposalState, by: &Person, reason: &str, now: Micros) {
        (self.state, self.decided_at, self.decider) = (state, Some(now), Some(by.user.get()));
        self.decider_name.clone_from(&by.name);
        reason.clone_into(&mut self.reason);
    }

    /// What the versions become with these changes from `since` on. Each value must still be what it was when the change
    /// was proposed, and no later version may change it: what sellers were told stays true.
    fn enacted(
        &self,
        versions: &[PolicyVersion],
        since: Micros,
        now: Micros,
    ) -> Result<Enacted, ChangeRefusal> {
        let changes = &self.changes.0;
        let base = in_force(versions, since).or(versions.first()).ok_or(ChangeRefusal::Outdated)?;
        if !field::hold_for(changes, &base.policy) {
            let is_announced = base.since > now;
            return Err(if is_announced { ChangeRefusal::AnnouncedAlready } else { ChangeRefusal::Outdated });
        }
        let number = versions.iter().map(|version| version.number).max().unwrap_or_default() + 1;
        let policy = apply(&base.policy, changes)?;
        let author = self.author_name.clone();
        let version = PolicyVersion { market: self.market, number, since, policy, author, off_at: None };
        let is_later = |other: &&PolicyVersion| other.off_at.is_none() && other.since > since;
        let mut later: Vec<&PolicyVersion> = versions.iter().filter(is_later).collect();
        later.sort_by_key(|other| (other.since, other.number));
        let mut rebased: Vec<PolicyVersion> = Vec::new();
        let mut before = base;
        for other in later {
            let own = diff(&before.policy, &other.policy);
            if own.iter().any(|one| changes.iter().any(|change| change.field == one.field)) {
                return Err(ChangeRefusal::AnnouncedAlready);
            }
            let under = rebased.last().map_or(&version.policy, |last| &last.policy);
            rebased.push(PolicyVersion { policy: apply(under, &own)?, ..other.clone() });
            before = other;
        }
        Ok(Enacted { version, rebased })
    }
}

#[cfg(test)]
#[path = "change_tests.rs"]
mod tests;
