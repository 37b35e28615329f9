//! What an import tells of itself. Holds counts and the first of everything that a seller should know; decides nothing.

use std::path::PathBuf;

use gateways::catalogue_file::{ProductDraft, RowProblem};

/// Problems that the report keeps; all of them go to the rejects file.
const PROBLEMS_KEPT_MAX: usize = 1_000;
/// Unknown categories that the report tells apart.
const ELSEWHERE_KEPT_MAX: usize = 1_000;

/// One row that was not taken, or not as written.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Problem {
    pub line: u64,
    pub column: String,
    pub code: String,
    pub value: String,
}

/// Products whose category in the file is none of this installation's.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Elsewhere {
    /// In the words of the file; empty where it says nothing.
    pub said: String,
    /// Path of the category that they went to.
    pub category: String,
    pub products: u64,
}

/// What an import did.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct ImportReport {
    pub format: String,
    pub created: u64,
    pub changed: u64,
    pub unchanged: u64,
    pub skipped: u64,
    pub rejected: u64,
    pub variants: u64,
    pub pictures: u64,
    pub problems: Vec<Problem>,
    pub remarks: Vec<Problem>,
    /// Of the products that were created or changed, those that were put elsewhere than the file says.
    pub elsewhere: Vec<Elsewhere>,
    pub dry_run: bool,
    /// Absent when nothing was rejected.
    pub rejects_file: Option<PathBuf>,
}

impl ImportReport {
    pub(super) fn note(&mut self, problem: Problem) {
        if self.problems.len() < PROBLEMS_KEPT_MAX {
            self.problems.push(problem);
        }
    }

    pub(super) fn remark(&mut self, draft: &ProductDraft) {
        let room = PROBLEMS_KEPT_MAX - self.remarks.len();
        self.remarks.extend(draft.remarks.iter().map(problem).take(room));
    }

    pub(super) fn went_elsewhere(&mut self, said: &str, category: &str) {
        if let Some(known) = self.elsewhere.iter_mut().find(|known| known.said == said) {
            known.products += 1;
        } else if self.elsewhere.len() < ELSEWHERE_KEPT_MAX {
            let (said, category) = (said.to_owned(), category.to_owned());
            self.elsewhere.push(Elsewhere { said, category, products: 1 });
        }
    }
}

pub(super) fn problem(found: &RowProblem) -> Problem {
    Problem {
        line: found.line,
        column: found.column.clone(),
        code: found.reason.code().to_owned(),
        value: found.value.clone(),
    }
}
