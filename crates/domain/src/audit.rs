//! What people did to money, permissions, rules, papers, bank details, shops and their own sign-in, as a chain: the hash of
//! each entry covers the entry before it in the same bucket. Entries are never changed, never taken out, and hold no
//! secrets: of what was and what is only what a reader needs to know that it changed.

mod chain;
mod line;

pub use chain::{Broken, Checker, Fault, head_message};
pub use line::{FIELDS, Line, NotALine};

use sha2::{Digest, Sha256};

use crate::{AuditId, MarketId, Micros, OperatorId, SellerId, UserId};

pub const HASH_BYTES: usize = 32;
/// What comes before the first entry of a bucket.
pub const NOTHING_BEFORE: [u8; HASH_BYTES] = [0; HASH_BYTES];
/// Longest text of what was or is; more is left out, and that is said.
pub const STATE_BYTES_MAX: usize = 2_000;
/// Longest text of a reason that is kept.
pub const REASON_LETTERS_MAX: usize = 500;

codes! {
    /// What was done.
    pub enum Deed {
        BankSet = "bank.set",
        PayoutApproved = "payout.approved",
        PayoutRefused = "payout.refused",
        RefundGiven = "refund.given",
        RefundRefused = "refund.refused",
        RefundRuled = "refund.ruled",
        FeePaid = "fee.paid",
        FeePaymentBegun = "fee.payment_begun",
        PlanChosen = "plan.chosen",
        DepositAsked = "deposit.asked",
        DepositUsed = "deposit.used",
        PolicyProposed = "policy.proposed",
        PolicyApproved = "policy.approved",
        PolicyRefused = "policy.refused",
        PolicyWithdrawn = "policy.withdrawn",
        PolicyCallOffAsked = "policy.call_off_asked",
        PolicyCalledOff = "policy.called_off",
        PolicyKept = "policy.kept",
        ShopStateSet = "shop.state_set",
        ShopSuspended = "shop.suspended",
        SuspensionDecided = "shop.suspension_decided",
        DetailsSet = "details.set",
        CategoriesNamed = "categories.named",
        PaperAdded = "paper.added",
        PaperRead = "paper.read",
        PaperJudged = "paper.judged",
        PaperReminded = "paper.reminded",
        ReviewJudged = "review.judged",
        ApplicationRuled = "application.ruled",
        ApplicationReminded = "application.reminded",
        CheckCleared = "check.cleared",
        InvitationMade = "invitation.made",
        MemberInvited = "member.invited",
        InvitationRevoked = "member.invitation_revoked",
        MemberJoined = "member.joined",
        StandInBegun = "stand_in.begun",
        /// Who stands in asked for something to be done; it is written down before it is done.
        StandInActed = "stand_in.acted",
        StandInEnded = "stand_in.ended",
        RoleSet = "member.role_set",
        MemberRemoved = "member.removed",
        MemberLeft = "member.left",
        SignedIn = "sign_in.done",
        PasswordSet = "password.set",
        ProofGiven = "proof.given",
        SecondStepSet = "second_step.set",
        SecondStepRemoved = "second_step.removed",
        RecoveryRenewed = "second_step.codes_renewed",
        RecoveryUsed = "second_step.code_used",
        AuditExported = "audit.exported",
    }
}

/// Whose matter an entry is; it lies in their bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    Seller(SellerId),
    Operator(OperatorId),
    Market(MarketId),
    User(UserId),
}

impl About {
    pub fn bucket(self) -> i64 {
        match self {
            Self::Seller(id) => id.bucket(),
            Self::Operator(id) => id.bucket(),
            Self::Market(id) => id.bucket(),
            Self::User(id) => id.bucket(),
        }
    }

    pub fn read(text: &str) -> Option<Self> {
        let seller = text.parse().map(Self::Seller).ok();
        let operator = || text.parse().map(Self::Operator).ok();
        let market = || text.parse().map(Self::Market).ok();
        seller.or_else(operator).or_else(market).or_else(|| text.parse().map(Self::User).ok())
    }
}

impl std::fmt::Display for About {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Seller(id) => id.fmt(f),
            Self::Operator(id) => id.fmt(f),
            Self::Market(id) => id.fmt(f),
            Self::User(id) => id.fmt(f),
        }
    }
}

/// From where somebody acts: an address without its last part, and the request's number in the log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    pub address: String,
    pub request: String,
}

impl Origin {
    /// At the machine itself.
    pub fn machine() -> Self {
        Self { address: "machine".to_owned(), request: String::new() }
    }
}

/// One thing that a person did. All but `previous` and `hash` is content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    pub id: AuditId,
    /// 1, 2, 3 … in its bucket.
    pub number: i64,
    pub at: Micros,
    pub deed: Deed,
    pub person: UserId,
    pub person_name: String,
    /// The seller, operator or, for one's own sign-in, the user for whom the person acted.
    pub acts_for: String,
    /// Whose matter it is.
    pub about: String,
    /// The id of what was changed.
    pub subject: String,
    pub before: String,
    pub after: String,
    pub origin: String,
    pub request: String,
    pub previous: Vec<u8>,
    pub hash: Vec<u8>,
}

impl AuditEntry {
    /// SHA-256 over the entry before and everything that this one says, each part with its length before it, so that no
    /// two contents give the same bytes.
    pub fn digest(&self) -> Vec<u8> {
        let mut hasher = Sha256::new();
        let mut take = |part: &str| hasher.update(format!("{}:{part},", part.len()));
        take(&hex(&self.previous));
        take(&self.id.to_string());
        take(&self.number.to_string());
        take(&self.at.to_string());
        take(crate::Code::code(self.deed));
        take(&self.person.to_string());
        let texts = [
            &self.person_name,
            &self.acts_for,
            &self.about,
            &self.subject,
            &self.before,
            &self.after,
            &self.origin,
            &self.request,
        ];
        texts.into_iter().for_each(|text| take(text));
        hasher.finalize().to_vec()
    }

    /// The same entry as the next of its chain.
    pub fn after(mut self, number: i64, previous: Vec<u8>) -> Self {
        (self.number, self.previous) = (number, previous);
        self.hash = self.digest();
        self
    }
}

/// The end of a chain at a moment, signed with the installation's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditHead {
    pub id: AuditId,
    /// Of the last entry.
    pub number: i64,
    pub hash: Vec<u8>,
    pub signed_at: Micros,
    /// The public half of the key.
    pub key: Vec<u8>,
    pub signature: Vec<u8>,
}

/// Small enough to be kept; what is too long is named instead.
pub fn state(value: &serde_json::Value) -> String {
    if value.is_null() {
        return String::new();
    }
    let text = value.to_string();
    if text.len() <= STATE_BYTES_MAX {
        return text;
    }
    serde_json::json!({ "too_long": text.len() }).to_string()
}

/// An address without the part that tells one household from the next: the first three numbers of an IPv4 address, the
/// first three groups of an IPv6 one (what regulators call shortened; ADR 13).
pub fn shortened(address: &str) -> String {
    match address.parse() {
        Ok(std::net::IpAddr::V4(v4)) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}.0")
        }
        Ok(std::net::IpAddr::V6(v6)) => match v6.to_ipv4_mapped() {
            Some(v4) => shortened(&v4.to_string()),
            None => {
                let [a, b, c, ..] = v6.segments();
                format!("{a:x}:{b:x}:{c:x}::")
            }
        },
        Err(_) => String::new(),
    }
}

pub fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}

pub fn unhex(text: &str) -> Option<Vec<u8>> {
    data_encoding::HEXLOWER.decode(text.as_bytes()).ok()
}

#[cfg(test)]
mod tests;
