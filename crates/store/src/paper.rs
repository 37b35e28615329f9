//! Papers and who has read them. What a file holds is nowhere in the database.

mod listed;

pub use listed::{ListedPaper, by_id, count, in_order, of_application, put_listed, watched};

use domain::paper::Paper;
use domain::{ApplicationId, EventId, Micros, PaperId, UserId};

use crate::db::{Record, Stored, Tx};
use crate::{record, statement, values};

/// Somebody has read the file of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperReading {
    pub paper: PaperId,
    pub id: EventId,
    pub user_id: UserId,
    pub name: String,
    pub at: Micros,
}

record!(Paper as PAPERS in "paper", bucket |paper| paper.id.bucket(), keys [id], {
    id: i, application: i, seller: i, kind: t, number: t, issuer: t, valid_until: oi, verdict: t, reason: t,
    reviewer: t, reviewed_at: oi, told: t, added_at: i, file_key: t, file_type: t, file_bytes: i, wrapped_key: x,
    version: i
});
record!(PaperReading as READINGS in "paper_reading", bucket |it| it.paper.bucket(), keys [paper, id], {
    paper: i, id: i, user_id: i, name: t, at: i
});
statement!(PAPER, "select {columns paper} from paper where bucket = $1 and id = $2");
statement!(PAPERS_OF, "select {columns paper} from paper where bucket = $1 and application = $2 order by id");
statement!(
    READINGS_OF,
    "select {columns paper_reading} from paper_reading where bucket = $1 and paper {in 2} order by id desc limit $3"
);
pub fn paper(tx: &mut Tx<'_>, id: PaperId) -> Stored<Option<Paper>> {
    tx.query_one(PAPER, values![id.bucket(), id], Paper::from_row)
}

pub fn papers(tx: &mut Tx<'_>, application: ApplicationId) -> Stored<Vec<Paper>> {
    tx.query(PAPERS_OF, values![application.bucket(), application], Paper::from_row)
}

/// Who has read some papers of one application, the last first.
pub fn readings(
    tx: &mut Tx<'_>,
    application: ApplicationId,
    papers: &[PaperId],
    most: i64,
) -> Stored<Vec<PaperReading>> {
    let ids = crate::raws(papers.iter().map(|id| id.get()));
    tx.query(READINGS_OF, values![application.bucket(), ids, most], PaperReading::from_row)
}
