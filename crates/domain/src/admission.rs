//! Who may open a shop on a market, and what has to be shown first: the policy's door, its deadlines and its checklists by
//! kind of shop and country. Only values: nothing here looks at an application.

mod refusal;

pub use refusal::ListRefusal;

use crate::address::is_in_eu;
use crate::paper::PaperKind;

/// Checklists that a policy may hold.
pub const CHECKLISTS_MAX: usize = 40;
/// The European Union, in a list of countries.
pub const EU: &str = "EU";
/// Any country, in a list of countries.
pub const ANYWHERE: &str = "*";

codes! {
    /// How a seller comes in.
    pub enum Door {
        /// Who signs up may open a shop; a checklist holds here too, where the policy has one.
        Open = "open",
        Application = "application",
        /// An application needs a code.
        Invitation = "invitation",
    }
}

codes! {
    /// By which right a shop sells.
    pub enum ShopKind {
        /// Its own brand, or an exclusive authorisation.
        Flagship = "flagship",
        /// One brand, by authorisation.
        Authorised = "authorised",
        /// Several brands in one field.
        Speciality = "speciality",
        /// What its people make themselves.
        Maker = "maker",
        /// Somebody who sells now and then, and is no trader.
        PrivatePerson = "private_person",
    }
}

codes! {
    /// What an applicant declares.
    pub enum Attestation {
        /// All that is told is true and will be kept so.
        Accurate = "accurate",
        /// Only goods that comply with the law (Regulation 2022/2065 art. 30(1)(e)).
        LawfulGoods = "lawful_goods",
        /// The goods are made by the applicant.
        OwnMaking = "own_making",
        /// The applicant does not sell as a trade.
        NoTrader = "no_trader",
    }
}

codes! {
    /// What a provider or a list is asked.
    pub enum CheckKind {
        /// The company stands in its register under that number.
        Company = "company",
        /// The person is who the papers say.
        Identity = "identity",
        /// The bank account belongs to the applicant.
        BankAccount = "bank_account",
        /// The name stands on no sanctions list.
        Sanctions = "sanctions",
    }
}

impl ShopKind {
    /// Whether who sells so is a trader in the sense of consumer law.
    pub fn is_trader(self) -> bool {
        self != Self::PrivatePerson
    }
}

/// Days within which a side has to act. Silence always has a winner; see `Application::fall_due`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AdmissionDays {
    /// A draft that nobody sends in lapses.
    pub draft: i64,
    /// A checker looks at what waits, or it moves to the head of the queue and both sides are told.
    pub review: i64,
    /// An applicant answers, or the application lapses.
    pub answer: i64,
    /// An approved applicant opens the shop, or the approval lapses.
    pub prepare: i64,
    /// A refused applicant appeals, or the refusal stands.
    pub appeal: i64,
    /// A supervised shop puts right what is lacking, or it is closed.
    pub supervise: i64,
    /// A closed shop's last orders and money come to rest; looked at again after as many days.
    pub settle: i64,
    /// Papers are kept so long after the end (Regulation 2022/2065 art. 30(5): six months), then deleted.
    pub keep: i64,
}

impl Default for AdmissionDays {
    fn default() -> Self {
        Self {
            draft: 60,
            review: 5,
            answer: 14,
            prepare: 30,
            appeal: 30,
            supervise: 15,
            settle: 30,
            keep: 183,
        }
    }
}

/// A paper that need not be shown.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    pub paper: PaperKind,
    /// By this check once it is passed; absent: by a checker, with a reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<CheckKind>,
}

/// What a kind of shop has to show in some countries.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    pub kind: ShopKind,
    /// ISO codes, `EU` or `*`.
    pub countries: Vec<String>,
    #[serde(default)]
    pub papers: Vec<PaperKind>,
    #[serde(default)]
    pub attestations: Vec<Attestation>,
    #[serde(default)]
    pub checks: Vec<CheckKind>,
    #[serde(default)]
    pub waivers: Vec<Waiver>,
}

impl Checklist {
    /// Asks for nothing.
    pub fn empty(kind: ShopKind) -> Self {
        Self {
            kind,
            countries: vec![ANYWHERE.into()],
            papers: vec![],
            attestations: vec![],
            checks: vec![],
            waivers: vec![],
        }
    }

    pub fn is_for(&self, country: &str) -> bool {
        self.countries.iter().any(|one| one == ANYWHERE || one == country || (one == EU && is_in_eu(country)))
    }

    /// Whether somebody has to look at anything.
    pub fn asks_for_a_look(&self) -> bool {
        !self.papers.is_empty() || !self.checks.is_empty()
    }

    pub fn has_brand_papers(&self) -> bool {
        self.papers.iter().any(|paper| paper.is_of_brand())
    }

    /// Whether a checker may let this paper go.
    pub fn may_be_waived(&self, paper: PaperKind) -> bool {
        self.waivers.iter().any(|waiver| waiver.paper == paper && waiver.by.is_none())
    }
}

/// The part of a policy that says who may sell.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Admission {
    pub door: Door,
    pub days: AdmissionDays,
    /// A curated market: an application is approved with at least so many points of a hundred.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score_least: Option<i64>,
    pub checklists: Vec<Checklist>,
}

impl Default for Admission {
    fn default() -> Self {
        Self { door: Door::Open, days: AdmissionDays::default(), score_least: None, checklists: vec![] }
    }
}

impl Admission {
    /// What a kind of shop in a country has to show: the first list that fits. A market without lists takes every kind
    /// and asks for nothing; one with lists takes only the kinds and countries that stand in them.
    pub fn checklist(&self, kind: ShopKind, country: &str) -> Option<Checklist> {
        if self.checklists.is_empty() {
            return Some(Checklist::empty(kind));
        }
        self.checklists.iter().find(|list| list.kind == kind && list.is_for(country)).cloned()
    }

    /// The kinds of shop that this market takes.
    pub fn kinds(&self) -> Vec<ShopKind> {
        let is_taken =
            |kind: &&ShopKind| self.checklists.is_empty() || self.checklists.iter().any(|l| l.kind == **kind);
        <ShopKind as crate::Code>::ALL.iter().filter(is_taken).copied().collect()
    }

    /// Whether an application by this list has to be looked at before it is approved.
    pub fn is_reviewed(&self, list: &Checklist) -> bool {
        self.door != Door::Open || self.score_least.is_some() || list.asks_for_a_look()
    }

    /// Whether a seller can't just open a shop: it comes by an application, or the operator answers for it.
    pub fn is_guarded(&self) -> bool {
        self.door != Door::Open || !self.checklists.is_empty()
    }

    /// Whether somebody has looked at every shop before it opened.
    pub fn checks_everybody(&self) -> bool {
        self.is_guarded() && self.checklists.iter().all(|list| self.is_reviewed(list))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(kind: ShopKind, countries: &[&str], papers: &[PaperKind]) -> Checklist {
        let countries = countries.iter().map(|one| (*one).to_owned()).collect();
        Checklist { countries, papers: papers.to_vec(), ..Checklist::empty(kind) }
    }

    #[test]
    fn the_first_list_that_fits_holds_and_a_kind_without_a_list_is_not_taken() {
        let admission = Admission {
            checklists: vec![
                list(ShopKind::Maker, &["FR"], &[PaperKind::BankProof]),
                list(ShopKind::Maker, &["EU", "CH"], &[PaperKind::Identity]),
            ],
            ..Admission::default()
        };
        let papers = |kind, country| admission.checklist(kind, country).map(|list| list.papers);
        assert_eq!(papers(ShopKind::Maker, "FR"), Some(vec![PaperKind::BankProof]));
        assert_eq!(papers(ShopKind::Maker, "DE"), Some(vec![PaperKind::Identity]));
        assert_eq!(papers(ShopKind::Maker, "CH"), Some(vec![PaperKind::Identity]));
        assert_eq!(papers(ShopKind::Maker, "US"), None);
        assert_eq!(papers(ShopKind::Flagship, "FR"), None);
        assert_eq!(admission.kinds(), [ShopKind::Maker]);
    }

    #[test]
    fn shops_are_checked_only_where_somebody_looks_at_every_kind() {
        let open = |lists| Admission { checklists: lists, ..Admission::default() };
        let looked_at = list(ShopKind::Maker, &["*"], &[PaperKind::Identity]);
        let passed = list(ShopKind::PrivatePerson, &["*"], &[]);
        assert!(open(vec![looked_at.clone()]).checks_everybody());
        assert!(!open(vec![looked_at, passed.clone()]).checks_everybody());
        assert!(Admission { door: Door::Application, ..open(vec![passed]) }.checks_everybody());
    }

    #[test]
    fn a_policy_that_says_nothing_of_admission_has_an_open_door_and_asks_for_nothing() {
        let admission: Admission = serde_json::from_str("{}").unwrap();
        assert_eq!(admission.door, Door::Open);
        let list = admission.checklist(ShopKind::Flagship, "US").unwrap();
        assert!(!admission.is_reviewed(&list) && admission.kinds().len() == 5);
        assert!(!admission.is_guarded() && !admission.checks_everybody());
    }
}
