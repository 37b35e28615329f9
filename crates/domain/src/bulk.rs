//! One act of a console on many rows: what is done, to which rows, and the limits of both. Says nothing of how a row is
//! decided: each is decided anew, by its own rule, when its turn comes.

use serde::{Deserialize, Serialize};

use crate::admission::ShopKind;
use crate::application::Queue;
use crate::job::{BulkList, JobKind};
use crate::paper::PapersWanted;
use crate::shop::ShopStanding;
use crate::suspension::{SuspensionCause, TEXT_LETTERS_MIN};

/// Rows of one job: more is several jobs.
pub const ROWS_MAX: i64 = 20_000;
/// Rows ticked one by one: a page full.
pub const CHOSEN_MAX: usize = 100;

/// What was asked for, as its job carries it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bulk {
    pub what: What,
    pub rows: Rows,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// For one reason of the list, in words that every seller is told.
    SuspendShops {
        cause: SuspensionCause,
        text: String,
    },
    LiftSuspensions,
    /// Each paper at most once a day.
    RemindPapers,
    /// For who begins it.
    TakeApplications,
    /// Each application at most once a day.
    RemindApplications,
}

/// Which rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rows {
    /// Raw ids of those that were ticked.
    These(Vec<i64>),
    /// All that a list shows under this filter when their turn comes.
    Shops {
        standing: Option<ShopStanding>,
        /// A part of a name, in small letters; empty takes all.
        search: String,
    },
    Papers(PapersWanted),
    Applications {
        queue: Queue,
        /// Absent takes all.
        kind: Option<ShopKind>,
    },
}

/// Why nothing is begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BulkRefusal {
    #[error("bulk.nothing_chosen")]
    NothingChosen,
    #[error("bulk.too_many")]
    TooMany,
    #[error("suspension.reason_missing")]
    ReasonMissing,
}

impl What {
    pub fn kind(&self) -> JobKind {
        match self {
            Self::SuspendShops { .. } => JobKind::SuspendShops,
            Self::LiftSuspensions => JobKind::LiftSuspensions,
            Self::RemindPapers => JobKind::RemindPapers,
            Self::TakeApplications => JobKind::TakeApplications,
            Self::RemindApplications => JobKind::RemindApplications,
        }
    }
}

impl Rows {
    /// Those that were ticked, each once, the newest first as lists show them.
    pub fn these(ids: impl IntoIterator<Item = i64>) -> Self {
        let mut ids: Vec<i64> = ids.into_iter().filter(|id| *id > 0).collect();
        ids.sort_unstable_by(|one, other| other.cmp(one));
        ids.dedup();
        Self::These(ids)
    }

    /// Whether they are counted without going through them.
    pub fn is_counted(&self) -> bool {
        match self {
            Self::These(_) => true,
            Self::Shops { search, .. } => search.is_empty(),
            Self::Papers(_) | Self::Applications { .. } => false,
        }
    }

    /// Whether they are of the list that this is done from.
    fn fit(&self, kind: JobKind) -> bool {
        let list = match self {
            Self::These(_) => return true,
            Self::Shops { .. } => BulkList::Shops,
            Self::Papers(_) => BulkList::Papers,
            Self::Applications { .. } => BulkList::Applications,
        };
        kind.list() == Some(list)
    }
}

impl Bulk {
    /// Whether it can be begun on `total` rows.
    pub fn check(&self, total: i64) -> Result<(), BulkRefusal> {
        let is_page = !matches!(&self.rows, Rows::These(ids) if ids.len() > CHOSEN_MAX);
        if total > ROWS_MAX || !is_page {
            return Err(BulkRefusal::TooMany);
        }
        if total == 0 || !self.rows.fit(self.what.kind()) {
            return Err(BulkRefusal::NothingChosen);
        }
        match &self.what {
            What::SuspendShops { text, .. } if text.trim().chars().count() < TEXT_LETTERS_MIN => {
                Err(BulkRefusal::ReasonMissing)
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bulk_act_has_rows_not_too_many_and_words_where_sellers_are_told_some() {
        let suspends =
            |text: &str| What::SuspendShops { cause: SuspensionCause::Rules, text: text.to_owned() };
        let fine = || suspends("Sells what a recall took away.");
        let all = || Rows::Shops { standing: None, search: String::new() };
        let papers = || Rows::Papers(PapersWanted::of(crate::paper::PaperPart::Ending));
        let applications = || Rows::Applications { queue: Queue::Theirs, kind: None };
        let page = Rows::these(1..=CHOSEN_MAX as i64);
        let over = Rows::these(1..=CHOSEN_MAX as i64 + 1);
        for (what, rows, total, outcome) in [
            (fine(), all(), ROWS_MAX, Ok(())),
            (fine(), all(), ROWS_MAX + 1, Err(BulkRefusal::TooMany)),
            (fine(), all(), 0, Err(BulkRefusal::NothingChosen)),
            (fine(), page, CHOSEN_MAX as i64, Ok(())),
            (fine(), over, 3, Err(BulkRefusal::TooMany)),
            (suspends("  bad  "), all(), 3, Err(BulkRefusal::ReasonMissing)),
            (What::LiftSuspensions, all(), 3, Ok(())),
            (What::RemindPapers, papers(), 3, Ok(())),
            (What::RemindPapers, all(), 3, Err(BulkRefusal::NothingChosen)),
            (What::LiftSuspensions, papers(), 3, Err(BulkRefusal::NothingChosen)),
            (What::TakeApplications, applications(), 3, Ok(())),
            (What::RemindApplications, applications(), 3, Ok(())),
            (What::RemindApplications, papers(), 3, Err(BulkRefusal::NothingChosen)),
            (What::RemindPapers, applications(), 3, Err(BulkRefusal::NothingChosen)),
        ] {
            assert_eq!(Bulk { what, rows }.check(total), outcome, "{total}");
        }
    }

    #[test]
    fn what_is_ticked_twice_is_there_once() {
        assert_eq!(Rows::these([3, 9, 3, 0, -1]), Rows::These(vec![9, 3]));
    }

    #[test]
    fn what_a_job_carries_is_read_again_as_it_was() {
        let what = What::SuspendShops { cause: SuspensionCause::Counterfeit, text: "\"…\"".to_owned() };
        let rows = Rows::Shops { standing: Some(ShopStanding::Open), search: "tea".to_owned() };
        let applications = Rows::Applications { queue: Queue::Theirs, kind: Some(ShopKind::Maker) };
        for bulk in [Bulk { what, rows }, Bulk { what: What::RemindApplications, rows: applications }] {
            let text = serde_json::to_string(&bulk).expect("it is JSON");
            assert_eq!(serde_json::from_str::<Bulk>(&text).expect("it was JSON"), bulk);
        }
    }
}
