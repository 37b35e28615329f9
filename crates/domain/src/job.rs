//! Work too long for one act: done slice by slice, each slice in an act of its own with what became of each thing. Survives
//! the process that began it. Knows nothing of what the work is.

use crate::assortment::Objection;
use crate::permission::Permission;
use crate::{Code, JobId, MarketId, Micros, SellerId, ShopId, UserId};

/// Letters kept of a thing's name in a line.
pub const NAME_LETTERS_MAX: usize = 120;
/// Letters kept of what a line says beside its code.
pub const VALUE_LETTERS_MAX: usize = 200;
/// Between the shops that a thing is kept out of.
const KEPT_OUT_BETWEEN: &str = "; ";

codes! {
    /// What the work is.
    pub enum JobKind {
        /// Products of the catalogue are offered in a shop.
        Offer = "offer",
        /// They are taken back out of it.
        TakeBack = "take_back",
        /// A whole boutique is read out of an archive.
        ImportShop = "import_shop",
        /// Of an operator: many shops are stopped.
        SuspendShops = "suspend_shops",
        /// They go on.
        LiftSuspensions = "lift_suspensions",
        /// Of an operator: holders of papers are told once more what is to be done.
        RemindPapers = "remind_papers",
        /// Of an operator: a checker begins to look at many applications.
        TakeApplications = "take_applications",
        /// Of an operator: applicants are told once more what they are waited for.
        RemindApplications = "remind_applications",
    }
}

/// The list of a console that one act on many rows is done from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BulkList {
    Shops,
    Papers,
    Applications,
}

impl JobKind {
    /// What its author has to be allowed, at the beginning and at each slice, and who stops it.
    pub fn right(self) -> Permission {
        match self {
            Self::Offer | Self::TakeBack | Self::ImportShop => Permission::ProductsEdit,
            Self::SuspendShops | Self::LiftSuspensions => Permission::ShopsSuspend,
            Self::RemindPapers => Permission::PapersJudge,
            Self::TakeApplications | Self::RemindApplications => Permission::ApplicationsRule,
        }
    }
}

impl JobKind {
    /// The list of the rows of one act on many of them (see `bulk`); absent for other work.
    pub fn list(self) -> Option<BulkList> {
        match self {
            Self::SuspendShops | Self::LiftSuspensions => Some(BulkList::Shops),
            Self::RemindPapers => Some(BulkList::Papers),
            Self::TakeApplications | Self::RemindApplications => Some(BulkList::Applications),
            Self::Offer | Self::TakeBack | Self::ImportShop => None,
        }
    }

    /// One act of a console on many rows.
    pub fn is_bulk(self) -> bool {
        self.list().is_some()
    }
}

codes! {
    pub enum JobState {
        Waiting = "waiting",
        Running = "running",
        Done = "done",
        /// By a member, or because it can't go on; what was done stays.
        Stopped = "stopped",
    }
}

codes! {
    /// What became of one thing.
    pub enum LineOutcome {
        Done = "done",
        /// It was so already.
        Unchanged = "unchanged",
        Refused = "refused",
    }
}

/// For whom a job is done: it lies in that bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobOf {
    Seller(SellerId),
    Market(MarketId),
}

impl JobOf {
    pub fn raw(self) -> i64 {
        match self {
            Self::Seller(id) => id.get(),
            Self::Market(id) => id.get(),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    pub id: JobId,
    /// Raw id of the seller or market for which it is done.
    pub owner: i64,
    pub kind: JobKind,
    /// The shop that it is about; raw, 0 where it is about many.
    pub shop: i64,
    /// What was asked for, as JSON that the work itself reads.
    pub asked: String,
    pub state: JobState,
    /// Why it was stopped: a code.
    pub reason: String,
    /// Things in all, as counted at the beginning.
    pub total: i64,
    pub done: i64,
    pub unchanged: i64,
    pub refused: i64,
    /// The last thing that a slice has reached.
    pub reached: i64,
    pub author: UserId,
    pub author_name: String,
    pub begun_at: Micros,
    pub ended_at: Option<Micros>,
    pub version: i64,
}

/// What became of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobLine {
    pub job: JobId,
    pub ordinal: i64,
    /// Raw id of the thing; 0 for one that has none.
    pub subject: i64,
    pub name: String,
    pub outcome: LineOutcome,
    /// Why it was refused, or what first keeps it out of a shop: a code; else empty.
    pub code: String,
    /// What else is to be told, such as the line of a file; of what was done, the shops that it is kept out of.
    pub value: String,
}

/// What became of one thing, before it has its place in the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub subject: i64,
    pub name: String,
    pub outcome: LineOutcome,
    pub code: String,
    pub value: String,
}

impl Told {
    pub fn new(subject: i64, name: &str, outcome: LineOutcome) -> Self {
        let name = name.chars().take(NAME_LETTERS_MAX).collect();
        Self { subject, name, outcome, code: String::new(), value: String::new() }
    }

    pub fn refused(subject: i64, name: &str, code: &str) -> Self {
        Self { code: code.to_owned(), ..Self::new(subject, name, LineOutcome::Refused) }
    }

    /// Done, but kept out of shops: each with what its market has against it.
    pub fn kept_out(self, shops: &[(Objection, &str)]) -> Self {
        let Some((first, _)) = shops.first() else { return self };
        let told: Vec<String> =
            shops.iter().map(|(objection, shop)| format!("{} {shop}", objection.code())).collect();
        Self { code: first.code().to_owned(), ..self }.with(&told.join(KEPT_OUT_BETWEEN))
    }

    pub fn with(self, value: &str) -> Self {
        Self { value: value.chars().take(VALUE_LETTERS_MAX).collect(), ..self }
    }
}

impl JobLine {
    /// Of what was done: the shops that it is kept out of, each behind its market's reason.
    pub fn kept_out(&self) -> Vec<(Objection, &str)> {
        let is_done = self.outcome != LineOutcome::Refused && !self.code.is_empty();
        let parts = self.value.split(KEPT_OUT_BETWEEN).filter(|_| is_done);
        parts
            .filter_map(|part| part.split_once(' ').and_then(|(code, shop)| Some((code.parse().ok()?, shop))))
            .collect()
    }
}

impl Job {
    pub fn is_open(&self) -> bool {
        matches!(self.state, JobState::Waiting | JobState::Running)
    }

    /// Things that have their line in the report.
    pub fn told(&self) -> i64 {
        self.done + self.unchanged + self.refused
    }

    pub fn shop(&self) -> ShopId {
        ShopId::from_raw(self.shop)
    }

    /// Takes in what a slice has come to, which has reached `reached`; answers the lines of the report.
    pub fn advance(&mut self, told: Vec<Told>, reached: i64) -> Vec<JobLine> {
        assert!(self.is_open(), "only open work goes on");
        let first = self.told();
        (self.state, self.reached) = (JobState::Running, reached);
        let line = |(at, told): (usize, Told)| {
            match told.outcome {
                LineOutcome::Done => self.done += 1,
                LineOutcome::Unchanged => self.unchanged += 1,
                LineOutcome::Refused => self.refused += 1,
            }
            JobLine {
                job: self.id,
                ordinal: first + at as i64,
                subject: told.subject,
                name: told.name,
                outcome: told.outcome,
                code: told.code,
                value: told.value,
            }
        };
        told.into_iter().enumerate().map(line).collect()
    }

    pub fn end(&mut self, at: Micros) {
        assert!(self.is_open(), "work ends once");
        (self.state, self.ended_at) = (JobState::Done, Some(at));
        // What came and went meanwhile is in no count of the beginning.
        self.total = self.told();
    }

    /// Ends it before its time; `false` where it had ended already.
    pub fn stop(&mut self, reason: &str, at: Micros) -> bool {
        if !self.is_open() {
            return false;
        }
        (self.state, self.ended_at) = (JobState::Stopped, Some(at));
        reason.clone_into(&mut self.reason);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job() -> Job {
        Job {
            id: JobId::from_raw(7),
            owner: 1,
            kind: JobKind::Offer,
            shop: 2,
            asked: String::new(),
            state: JobState::Waiting,
            reason: String::new(),
            total: 9,
            done: 0,
            unchanged: 0,
            refused: 0,
            reached: 0,
            author: UserId::from_raw(3),
            author_name: String::new(),
            begun_at: 0,
            ended_at: None,
            version: 0,
        }
    }

    #[test]
    fn slices_number_their_lines_one_after_the_other_and_the_counts_are_their_sums() {
        let mut job = job();
        let one = Told::new(1, "cup", LineOutcome::Done);
        let first = job.advance(vec![one.clone(), Told::refused(2, "wine", "goods.restricted")], 2);
        let second = job.advance(vec![one.clone(), Told { outcome: LineOutcome::Unchanged, ..one }], 4);
        let ordinals: Vec<i64> = first.iter().chain(&second).map(|line| line.ordinal).collect();
        assert_eq!(ordinals, [0, 1, 2, 3]);
        assert_eq!((job.done, job.refused, job.unchanged, job.reached), (2, 1, 1, 4));
        job.end(5);
        assert_eq!((job.state, job.total, job.ended_at), (JobState::Done, 4, Some(5)));
    }

    #[test]
    fn what_is_kept_out_of_shops_says_of_which_and_why() {
        let shops = [(Objection::PictureMissing, "Brume & Fils"), (Objection::Restricted, "North; East")];
        let done = Told::new(1, "cup", LineOutcome::Done).kept_out(&shops);
        let mut job = job();
        let lines =
            job.advance(vec![done, Told::refused(0, "wine", "goods.restricted").with("products.csv 3")], 2);
        assert_eq!(lines[0].code, "goods.picture_missing");
        assert_eq!(lines[0].kept_out()[0], shops[0]);
        assert_eq!(
            lines[0].kept_out()[1],
            (Objection::Restricted, "North"),
            "what can't be told apart is left out"
        );
        assert_eq!((lines[1].kept_out(), job.refused), (Vec::new(), 1));
        let none = Told::new(1, "cup", LineOutcome::Done).kept_out(&[]);
        assert_eq!((none.code.as_str(), none.value.as_str()), ("", ""));
    }

    #[test]
    fn what_has_ended_is_not_stopped() {
        let mut job = job();
        assert!(job.stop("job.by_member", 1));
        assert!(!job.stop("job.other", 2));
        assert_eq!((job.reason.as_str(), job.ended_at), ("job.by_member", Some(1)));
    }
}
